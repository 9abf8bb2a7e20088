"""What escalators have made of prices by a month of the contract."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from callvet.model.escalator import Escalator

_PER_CENT: Final = 100


def price_levels(escalator: Escalator | None, contract_month: int) -> tuple[Fraction, Fraction]:
    """What escalators have made of prices by a month of the contract, at least and at most. [ratio]"""
    if escalator is None:
        return Fraction(1), Fraction(1)
    steps = (contract_month - 1) // escalator.every_months
    least, most = {
        "fixed": (escalator.percent, escalator.percent),
        "cap": (Decimal(0), escalator.percent),
        "floor": (escalator.percent, escalator.high),
        "index": (escalator.assume, escalator.assume),
    }[escalator.kind]
    return _raised(least, steps), _raised(most, steps)


def _raised(percent: Decimal | None, steps: int) -> Fraction:
    """A price level after so many rises. [ratio]"""
    return (1 + Fraction(percent or 0) / _PER_CENT) ** steps
