"""What a vendor costs a month, at both ends of what its offer leaves open, and the scale that it is held against."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from callvet.model.problem import Place

PRICES_KEY = "quotes"
"""The key of the profile, and the folder beside it, that answer what a vendor costs."""


class CostScale(NamedTuple):
    """The two ends of the scale.

    Attributes:
        best: The cost that earns everything. [money per month]
        worst: The cost that earns nothing. [money per month]
    """

    best: Decimal
    worst: Decimal


class VendorCost(NamedTuple):
    """What a vendor's offer comes to.

    Attributes:
        monthly_low: A normal month, if all that is open comes out best. [money per month]
        monthly_high: A normal month, if it comes out worst. [money per month]
        share_low: The monthly share of the whole term's cost, at best. [money per month]
        share_high: The monthly share of the whole term's cost, at worst. [money per month]
        scale: The ends of the scale.
        currency: Of all amounts, ISO 4217.
        place: Where the offer's charges stand.
        open_terms: What the offer leaves open, with what a normal month's high end falls by if that alone comes out
            best; those worth most first. [money per month]
        not_stated: Keys of quantities that are not known, without which it was priced.
    """

    monthly_low: Decimal
    monthly_high: Decimal
    share_low: Decimal
    share_high: Decimal
    scale: CostScale
    currency: str
    place: Place
    open_terms: Mapping[str, Decimal] = MappingProxyType({})
    not_stated: tuple[str, ...] = ()

    @property
    def open_keys(self) -> tuple[str, ...]:
        """What to ask the vendor for, as dotted keys."""
        return tuple(f"{PRICES_KEY}.{term}" for term in self.open_terms)
