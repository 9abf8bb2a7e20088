"""One offer at one volume, and the order of several."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.evaluation.prices.flags import far_from_others
from callvet.evaluation.prices.offer_cost import is_rankable
from callvet.model.case import offering_vendor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from callvet.demand.cost_range import Range
    from callvet.demand.estimate import Estimate
    from callvet.model.case import QuoteFile, VendorFile

_MONTHS_A_YEAR: Final = 12


class Priced(NamedTuple):
    """One offer at one volume.

    Attributes:
        offer: The quote and where it stands.
        vendor: Its profile; None where there is none.
        volume: Calls. [calls per month]
        estimate: What it costs, in the currency of the answer.
        flags: What to look at, in words.
        rank: By the high end of a normal month; None where it is priced but not ranked.
        per_call: A normal month's cost of one call. [units of the currency]
        per_handled_minute: Of a handled minute of all contacts. [units of the currency]
        per_resolved_call: Of a call that is resolved at first contact. [units of the currency]
        by_handle_seconds: A normal month with calls of other lengths, where the buyer has named none. [by seconds]
    """

    offer: QuoteFile
    vendor: VendorFile | None
    volume: Fraction
    estimate: Estimate
    flags: tuple[str, ...]
    per_call: Range
    per_handled_minute: Range
    per_resolved_call: Range
    rank: int | None = None
    by_handle_seconds: Mapping[int, Range] = MappingProxyType({})

    @property
    def name(self) -> str:
        """What people call the vendor."""
        return offering_vendor(self.offer, self.vendor)

    @property
    def monthly(self) -> Range:
        """A normal month."""
        return self.estimate.monthly.range

    @property
    def first_year(self) -> Range:
        """The first twelve months by the calendar."""
        return self.estimate.over(_MONTHS_A_YEAR)


def ranked(offers: Sequence[Priced]) -> list[Priced]:
    """By the high end, ties sharing a rank; then those that are priced but not ranked."""
    rankable = {one.offer.id for one in offers if is_rankable(one.offer, one.vendor, one.estimate, one.volume)}

    def order(one: Priced) -> tuple[bool, Decimal, Decimal, str]:
        return one.offer.id not in rankable, one.monthly.high, one.monthly.low, one.offer.id

    ordered = sorted(offers, key=order)
    highs = [one.monthly.high for one in ordered if one.offer.id in rankable]
    return [
        one._replace(
            rank=highs.index(one.monthly.high) + 1,
            flags=(*far_from_others(one.monthly.high, highs), *one.flags),
        )
        if one.offer.id in rankable
        else one
        for one in ordered
    ]
