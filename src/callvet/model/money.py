"""Money: exact amounts of a currency, rounded once, half up, to its minor unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.model.codes import minor_units

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency. Two currencies do not add up.

    Attributes:
        amount: As it is shown, of so many decimals as the currency has. [units of the currency]
        currency: ISO 4217.
    """

    amount: Decimal
    currency: str

    def __add__(self, other: Money) -> Money:
        """The sum.

        Raises:
            ValueError: The other is of another currency.
        """
        if self.currency != other.currency:
            message = f"{self.currency} and {other.currency} do not add up; convert one first"
            raise ValueError(message)
        return Money(self.amount + other.amount, self.currency)


def rounded(amount: Fraction | Decimal, currency: str) -> Decimal:
    """An exact amount as it is shown: half up, away from zero, to the currency's minor unit. [units of the currency]"""
    decimals = minor_units(currency)
    whole, parts = amount.as_integer_ratio()
    units = (2 * abs(whole) * 10**decimals + parts) // (2 * parts)
    return Decimal(units if whole >= 0 else -units).scaleb(-decimals)
