"""What an invoice says, line by line of the bill, and how that bill is taken."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from callvet.model.codes import minor_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from callvet.demand.ends import End
    from callvet.evaluation.audit.matching import Stated
    from callvet.evaluation.audit.rebilling import Key
    from callvet.model.document import KeyPath


class Target(NamedTuple):
    """What the invoice says of a line of the bill.

    Attributes:
        amount: All of its lines together. [units of the currency]
        stated: The line, where it is one alone; None where several are.
    """

    amount: Decimal
    stated: Stated | None


class At(NamedTuple):
    """How a bill is taken.

    Attributes:
        above: The way to the charges in the quote's file.
        end: Of what the log leaves open.
        level: What escalators have made of every price. [ratio]
        taxed: What the lines of the invoice but for the tax add up to. [units of the currency]
        known: The lines of the bill that the invoice has.
        alone: Those of the invoice that the bill has not.
        currency: Of all amounts, ISO 4217.
    """

    above: KeyPath
    end: End
    level: Fraction
    taxed: Decimal
    known: frozenset[Key]
    alone: Sequence[Stated]
    currency: str

    @property
    def smallest(self) -> Decimal:
        """By how much lines that are reckoned from rounded ones may be off. [units of the currency]"""
        return Decimal(1).scaleb(-minor_units(self.currency))
