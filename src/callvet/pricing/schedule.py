"""From a count to money: what is included, tiers or blocks, and the least and most of a charge.

The order is that of the contract: included, then tiers or blocks, then the charge's minimum and cap. Tiers and
blocks count the units that are left after what is included. Nothing is rounded here.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.model.charge import Charge, Tier
    from callvet.pricing.count import Count

_PER_CENT = 100


def price(charge: Charge, count: Count) -> Fraction:
    """What a charge comes to in one cycle, exactly.

    Args:
        charge: Its rate or tiers, and what bounds it.
        count: What was counted in the cycle.

    Returns:
        An exact amount, not rounded. [money]
    """
    amount = _by_quantity(charge, count)
    if charge.minimum is not None:
        amount = max(amount, Fraction(charge.minimum))
    if charge.cap is not None:
        amount = min(amount, Fraction(charge.cap))
    return amount


def payable_units(charge: Charge, units: Fraction) -> Fraction:
    """The units that are left after what is included, never under 0. [units]"""
    return max(units - Fraction(charge.included or 0), Fraction(0))


def _by_quantity(charge: Charge, count: Count) -> Fraction:
    """Rate or tiers times what is left to pay."""
    if charge.percent_of_value is not None:
        return count.units * Fraction(charge.percent_of_value) / _PER_CENT
    units = payable_units(charge, count.units)
    if charge.block is not None:
        units = Fraction(ceil(units / Fraction(charge.block)))
    if charge.tiers is None:
        return units * Fraction(charge.rate or 0)
    size = Fraction(charge.block or 1)
    if charge.tiers_by == "agents":
        return units * _rate_at(charge.tiers, Fraction(count.agents or 0))
    if charge.tiering == "volume":
        return units * _rate_at(charge.tiers, payable_units(charge, count.units))
    return _graduated(charge.tiers, units, size)


def _rate_at(tiers: Sequence[Tier], reached: Fraction) -> Fraction:
    """The rate of the tier that a quantity reaches. [money per unit]"""
    for tier in tiers:
        if tier.up_to is None or reached <= Fraction(tier.up_to):
            return Fraction(tier.rate)
    return Fraction(tiers[-1].rate)


def _graduated(tiers: Sequence[Tier], units: Fraction, size: Fraction) -> Fraction:
    """Each unit at the rate of its own tier; with blocks, each started block at that of the tier it begins in."""
    total, start = Fraction(0), Fraction(0)
    for tier in tiers:
        end = units if tier.up_to is None else min(units, _tier_end(Fraction(tier.up_to), size))
        if end > start:
            total += (end - start) * Fraction(tier.rate)
            start = end
    return total


def _tier_end(up_to: Fraction, size: Fraction) -> Fraction:
    """How many units, or started blocks, a tier reaches to."""
    return up_to if size == 1 else Fraction(ceil(up_to / size))
