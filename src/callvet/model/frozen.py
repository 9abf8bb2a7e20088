"""What was fixed before prices were opened, with its day and its hash."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from callvet.model.needs import Needs
from callvet.model.section import Section
from callvet.model.units import Amount, Day, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callvet.model.document import KeyPath


class FrozenPlug(Section):
    """The buyer's own figure for work that an offer leaves out."""

    amount: Amount
    """What it costs, in the currency of the needs. [money]"""
    per: Literal["once", "month"] = "once"
    """Whether that is once, or each month."""


class Earlier(Section):
    """A freeze that a later one has taken the place of."""

    frozen: Day
    """Its day."""
    hash: Text
    """Its hash, SHA-256 in hexadecimal digits."""


class Frozen(Section):
    """What is fixed: the needs with the weights that hold, the buyer's own figures, and who judges."""

    frozen: Day
    """The day on which it was fixed, by the clock of the machine that did it."""
    hash: Text
    """SHA-256 of the day and of the values below in one form, in hexadecimal digits."""
    callvet: Text | None = None
    """The version that fixed it."""
    judges: tuple[Text, ...] = ()
    """Who may judge; none named means anybody."""
    plugs: dict[Text, FrozenPlug] = Field(default_factory=dict)
    """The buyer's own figures for work that offers leave out."""
    needs: Needs = Needs.model_construct()
    """What the buyer needs, as far as points hang on it, with the weights that hold."""
    before: tuple[Earlier, ...] = ()
    """Earlier freezes, the oldest first."""

    def inconsistencies(self) -> "Iterable[tuple[KeyPath, str]]":
        """What no key is wrong in alone, of the needs."""
        for path, message in self.needs.inconsistencies():
            yield ("needs", *path), message
