"""A term of a quote: what one quote says of one thing, and how another's word takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Hashable
    from decimal import Decimal

    from callvet.compare.levelled import Levelled

Topic = Literal[
    "price", "clock", "commitments", "fees", "surcharges", "promotions", "service levels", "contract", "scope"
]
TOPICS: Final[tuple[Topic, ...]] = (
    "price", "clock", "commitments", "fees", "surcharges", "promotions", "service levels", "contract", "scope",
)  # fmt: skip
"""In the reader's order, which is that of rows and of steps."""

Role = Literal["price", "extent", "condition"]
"""What a term does: it is a price that another's may be set against; it says what is counted, so that it moves money
but is neither better nor worse; or it moves no money of a normal month at all."""

State = Literal["stated", "silent", "none", "missing"]
"""The quote says it; is silent, and its vendor must be asked; has nothing of the kind; or has not the charge that it
would belong to."""

Unit = Literal["money", "seconds", "minutes", "percent", "months", "days", "text"]
Better = Literal["less", "more"]


class Said(NamedTuple):
    """What a quote says of a term.

    Attributes:
        state: Whether it says anything.
        content: Equal where two quotes say the same, whatever their spelling; None where nothing is stated.
        text: As a person reads it, without a unit; None where nothing is stated.
        size: How much it is, for terms that are better when less or more. [unit of the term]
    """

    state: State
    content: Hashable = None
    text: str | None = None
    size: Decimal | None = None


SILENT: Final = Said("silent")
NONE: Final = Said("none")
MISSING: Final = Said("missing")


class Part(Protocol):
    """A piece of a quote."""

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""


class Term(NamedTuple):
    """One row of a comparison.

    Attributes:
        name: By the keys of the quote, such as ``minute.clock.step_seconds``.
        topic: Where it stands.
        role: What it does.
        part: Which piece of a quote it is.
        unit: Of its text.
        better: Whether less or more of it is better for the buyer; None where money tells, or nothing.
        charge: The name of the charge that it belongs to; None where it belongs to the quote.
        over_term: Whether it costs something over the contract that a normal month does not show.
    """

    name: str
    topic: Topic
    role: Role
    part: Part
    unit: Unit = "text"
    better: Better | None = None
    charge: str | None = None
    over_term: bool = False
