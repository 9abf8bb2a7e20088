"""Service level: the share of calls answered in time, by each of the definitions in use.

They differ in what they do with callers who give up. With ``a`` answered in time of ``n`` answered, and ``b`` given up
in time of ``m`` given up, of whom ``s`` did so after a short time, the published formulas are those below.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from callvet.monitor.tally import Tally

LevelName = Literal["offered", "answered", "short_left_out", "quick_left_out", "quick_are_met"]
DEFAULT_LEVEL: Final[LevelName] = "offered"

_ICMI: Final = "ICMI, Service Level Calculations, 2005; Call Centre Helper, Service level threshold calculations"


class LevelDefinition(NamedTuple):
    """One way to reckon a service level.

    Attributes:
        name: How it is asked for.
        formula: What is divided by what, in words.
        source: Where it is published.
        met: Calls that count as answered in time. [calls]
        of: The calls that they are a share of. [calls]
    """

    name: LevelName
    formula: str
    source: str
    met: Callable[[Tally], int]
    of: Callable[[Tally], int]

    def level(self, tally: Tally) -> Fraction | None:
        """The level; None where there is no data. [share of calls]"""
        if not tally.timed or self.of(tally) <= 0:
            return None
        return Fraction(self.met(tally), self.of(tally))


LEVELS: Final = {
    one.name: one
    for one in (
        LevelDefinition(
            "offered",
            "answered in time ÷ all offered",
            _ICMI,
            lambda tally: tally.in_time,
            lambda tally: tally.timed,
        ),
        LevelDefinition(
            "answered",
            "answered in time ÷ answered; who gives up does not count",
            _ICMI,
            lambda tally: tally.in_time,
            lambda tally: tally.waited,
        ),
        LevelDefinition(
            "short_left_out",
            "answered in time ÷ (offered less given up after a short time)",
            "Genesys practice, sggu.com forum, topic 83",
            lambda tally: tally.in_time,
            lambda tally: tally.timed - tally.given_up_short,
        ),
        LevelDefinition(
            "quick_left_out",
            "answered in time ÷ (offered less given up in time)",
            _ICMI,
            lambda tally: tally.in_time,
            lambda tally: tally.timed - tally.given_up_in_time,
        ),
        LevelDefinition(
            "quick_are_met",
            "(answered in time + given up in time) ÷ all offered",
            _ICMI,
            lambda tally: tally.in_time + tally.given_up_in_time,
            lambda tally: tally.timed,
        ),
    )
}
"""The definitions by name; the first is the default, for it lets nothing go uncounted."""
