"""How prices rise in the course of a contract."""

from typing import TYPE_CHECKING, Final, Literal

from callvet.model.section import Section
from callvet.model.units import Limit, Percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callvet.model.document import KeyPath

EscalatorKind = Literal["fixed", "cap", "floor", "index"]


class Escalator(Section):
    """How prices rise."""

    percent: Percent | None = None
    """The rise of a fixed one, the most of a cap, the least of a floor. [percent]"""
    every_months: Limit
    """How often. [months]"""
    kind: EscalatorKind
    """Fixed; a cap, from 0 to percent; a floor, from percent to high; an index, of which a rise is assumed."""
    high: Percent | None = None
    """With a floor, the most that is to be expected. [percent]"""
    assume: Percent | None = None
    """With an index, the rise to reckon with. [percent]"""

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        fitting = _KEYS_OF_ESCALATOR[self.kind]
        for key, meaning in _MEANING_IN_ESCALATOR.items():
            if key in fitting and getattr(self, key) is None:
                yield (key,), f"kind: {self.kind} needs it; add {key}: and {meaning}"
            elif key not in fitting and getattr(self, key) is not None:
                yield (key,), f"it says nothing with kind: {self.kind}; take it out, or mend kind"
        if self.kind == "floor" and self.percent is not None and self.high is not None and self.high < self.percent:
            yield ("high",), f"{self.high:f} is below percent, {self.percent:f}; swap them or mend one"


_KEYS_OF_ESCALATOR: Final["Mapping[EscalatorKind, tuple[str, ...]]"] = {
    "fixed": ("percent",),
    "cap": ("percent",),
    "floor": ("percent", "high"),
    "index": ("assume",),
}
_MEANING_IN_ESCALATOR: Final["Mapping[str, str]"] = {
    "percent": "the rise in per cent",
    "high": "the most that you expect, in per cent",
    "assume": "the rise that you expect, in per cent",
}
