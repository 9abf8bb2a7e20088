"""The least and the most that something costs, and the bill that says so at either end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from callvet.pricing.bill import total

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.pricing.bill import Line


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends of an amount of one currency; equal where nothing is open. [units of the currency]"""

    low: Decimal
    high: Decimal

    def __add__(self, other: Range) -> Range:
        """Both ends added up."""
        return Range(self.low + other.low, self.high + other.high)


class Bill(NamedTuple):
    """One cycle's bill at both ends of what is open."""

    low: tuple[Line, ...]
    high: tuple[Line, ...]

    @property
    def range(self) -> Range:
        """The sums of the lines."""
        return Range(total(self.low), total(self.high))
