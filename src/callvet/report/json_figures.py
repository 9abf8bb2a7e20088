"""Figures as other programs read them: money as decimal strings, so that no digit is lost, and counts as numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from callvet.demand.cost_range import Range


def amount_json(amount: Decimal | None) -> str | None:
    """An amount as a decimal string, ``"24362.78"``; None where there is none."""
    return None if amount is None else f"{amount:f}"


def range_json(amounts: Range) -> dict[str, str]:
    """Both ends of an amount as decimal strings."""
    return {"low": f"{amounts.low:f}", "high": f"{amounts.high:f}"}


def quantity_text(units: Fraction) -> str:
    """Units as exactly as a decimal of six places has them."""
    exact = Decimal(units.numerator) / Decimal(units.denominator)
    return f"{exact.quantize(Decimal('0.000001')).normalize():f}"


def count_json(count: Fraction) -> int | float:
    """A count as a number, whole where it is."""
    return count.numerator if count.denominator == 1 else float(count)
