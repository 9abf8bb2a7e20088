"""The least and the most that something costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends of an amount of one currency; equal where nothing is open. [units of the currency]"""

    low: Decimal
    high: Decimal

    def __add__(self, other: Range) -> Range:
        """Both ends added up."""
        return Range(self.low + other.low, self.high + other.high)
