"""Quotes priced under the same needs and laid out alike: what they cost, at which volume, and who is cheapest."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from callvet.compare.alike import named_alike
from callvet.compare.side import Entry, estimate_of, side_of
from callvet.compare.terms import terms_of
from callvet.compare.walk import walk
from callvet.compare.work import plug_name, work_of
from callvet.demand.estimate import Context
from callvet.evaluation.costing import exchange_rates, expect_rates, prices_calls, takes_volume
from callvet.model.case import Case
from callvet.model.charge import Charge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from callvet.compare.side import Side
    from callvet.compare.walk import Step
    from callvet.demand.estimate import Estimate, Range
    from callvet.evaluation.quote_choice import Chosen
    from callvet.model.case import QuoteFile, VendorFile
    from callvet.model.needs import Needs


class Plug(NamedTuple):
    """The buyer's own figure for work that a quote leaves out or does not speak of.

    Attributes:
        name: As in ``scope``.
        amount: What it costs. [units of the currency]
        monthly: Whether that is each month; else once, at the start.
    """

    name: str
    amount: Decimal
    monthly: bool


class Walk(NamedTuple):
    """The way from one quote to another, by their places; the steps add up to the difference."""

    start: Side
    end: Side
    steps: tuple[Step, ...]


class AtVolume(NamedTuple):
    """The quotes at one volume.

    Attributes:
        volume: Calls. [calls per month]
        monthly: A normal month of each.
        cheapest: The place of the quote that costs least of those that can be ranked.
        ranked: The places of these.
    """

    volume: Fraction
    monthly: tuple[Range, ...]
    cheapest: int
    ranked: tuple[int, ...]


def cheapest_of(sides: Sequence[Side], volume: Fraction) -> int:
    """The place of the quote that costs least by the high end, then the low one; of those that can be ranked."""
    return least([side.monthly for side in sides], [side.id for side in sides], ranked_of(sides, volume))


def ranked_of(sides: Sequence[Side], volume: Fraction) -> tuple[int, ...]:
    """The places of the quotes that can be ranked."""
    return tuple(n for n, side in enumerate(sides) if is_ranked(side.offer, side.vendor, side.estimate, volume))


def is_ranked(offer: QuoteFile, vendor: VendorFile | None, estimate: Estimate, volume: Fraction) -> bool:
    """Whether an offer is one for the calls, at a volume within what the vendor offers at all."""
    return prices_calls(offer) and estimate.published and takes_volume(vendor, volume)


def least(monthly: Sequence[Range], ids: Sequence[str], ranked: Sequence[int]) -> int:
    """The place of the lowest of some costs, by the high end, then the low one; of none that is ranked, of all."""
    return min(ranked or range(len(ids)), key=lambda place: (monthly[place].high, monthly[place].low, ids[place]))


class Desk:
    """Prices quotes of one comparison, all under the same needs."""

    def __init__(self, chosen: Chosen, needs: Needs, start: date, plugs: Sequence[Plug], csv_text: str | None) -> None:
        """Check that every currency has a rate."""
        self._chosen = chosen
        self._rates = exchange_rates(needs)
        expect_rates(Case((), chosen.needs, quotes=chosen.every), needs.currency, self._rates)
        self._plugs = plugs
        self._context = Context(needs, None, needs.currency, start, csv_text=csv_text)

    def sides(self, offers: Sequence[QuoteFile], volume: Fraction) -> tuple[Side, ...]:
        """Quotes at a volume."""
        context = replace(self._context, volume=volume)
        return _alike([side_of(self._entry(offer), context) for offer in offers])

    def at(self, volume: Fraction, offers: Sequence[QuoteFile]) -> AtVolume:
        """What quotes cost at a volume."""
        context = replace(self._context, volume=volume)
        found = [estimate_of(self._entry(offer), context, calendar=False) for offer in offers]
        monthly = [one.monthly.range for one in found]
        ranked = tuple(
            place
            for place, offer in enumerate(offers)
            if is_ranked(offer, self._chosen.profiles.get(offer.vendor), found[place], volume)
        )
        return AtVolume(volume, tuple(monthly), least(monthly, [offer.id for offer in offers], ranked), ranked)

    def rounds(self, volume: Fraction, known: Sequence[Side]) -> list[Walk]:
        """What moved from each round to the next."""
        context = replace(self._context, volume=volume)
        by_id = {side.id: side for side in known}
        walks = []
        for group in self._chosen.rounds:
            sides = _alike([by_id.get(offer.id) or side_of(self._entry(offer), context) for offer in group])
            terms = terms_of([side.levelled for side in sides])
            walks += [Walk(before, after, walk(before, after, terms)) for before, after in pairwise(sides)]
        return walks

    def _entry(self, offer: QuoteFile) -> Entry:
        """A quote, with the buyer's figures for what it leaves out."""
        rate = self._rates[offer.quote.currency or self._context.currency]
        own = {plug_name(plug.name): _charge_of(plug, rate) for plug in self._plugs if _lacks(offer, plug)}
        return Entry(offer, self._chosen.profiles.get(offer.vendor), rate, own)


def _alike(sides: Sequence[Side]) -> tuple[Side, ...]:
    """Quotes whose charges for the same thing have the same name."""
    named = named_alike([side.levelled for side in sides])
    return tuple(side._replace(levelled=one) for side, one in zip(sides, named, strict=True))


def _lacks(offer: QuoteFile, plug: Plug) -> bool:
    """Whether a quote leaves work out, or does not speak of it and has no charge for it."""
    word = offer.quote.scope.get(plug.name)
    charges = [charge for _, part in offer.quote.charge_lists() for charge in part]
    return word == "excluded" or (word is None and all(work_of(charge) != plug.name for charge in charges))


def _charge_of(plug: Plug, rate: Fraction) -> Charge:
    """The buyer's figure as a charge, in the currency of the quote."""
    amount = plug.amount if rate == 1 else plug.amount / (rate.numerator) * rate.denominator
    per = ("cycle",) if plug.monthly else ("once",)
    return Charge.model_construct(per=per, rate=amount, label=f"{plug.name}, your own figure")
