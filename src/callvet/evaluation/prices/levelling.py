"""Quotes priced under the same needs and laid out alike: what they cost, at which volume, and who is cheapest."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from callvet.compare.alike import named_alike
from callvet.compare.side import Entry, estimate_of, side_of
from callvet.compare.terms import terms_of
from callvet.compare.walk import whole_walk
from callvet.compare.work import plug_name, work_of
from callvet.demand.erlang import OverloadError
from callvet.evaluation.prices.offer_cost import each_priced, exchange_rates, expect_rates, is_rankable
from callvet.evaluation.prices.offers_at_fault import cannot_be_staffed
from callvet.model.case import Case, offering_vendor
from callvet.model.charge import Charge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from callvet.compare.side import Side
    from callvet.compare.walk import Step
    from callvet.demand.context import Context
    from callvet.demand.cost_range import Range
    from callvet.demand.estimate import Estimate
    from callvet.evaluation.prices.quote_choice import Chosen
    from callvet.model.case import QuoteFile, VendorFile


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
        monthly: A normal month of each; None where it cannot be staffed at that volume.
        cheapest: The place of the quote that costs least of those that can be ranked; None where none has a price.
        ranked: The places of these.
    """

    volume: Fraction
    monthly: tuple[Range | None, ...]
    cheapest: int | None
    ranked: tuple[int, ...]


class LeftOut(NamedTuple):
    """A quote that is not compared at a volume, since nobody could staff it.

    Attributes:
        offer: The quote and where it stands.
        vendor: Its profile; None where there is none.
        added: The buyer's own figures for what the quote leaves out, by name.
        reason: In words.
    """

    offer: QuoteFile
    vendor: VendorFile | None
    added: Mapping[str, Charge]
    reason: str

    @property
    def name(self) -> str:
        """What people call the vendor."""
        return offering_vendor(self.offer, self.vendor)


T = TypeVar("T")


def cheapest_of(sides: Sequence[Side], volume: Fraction) -> int:
    """The place of the quote that costs least by the high end, then the low one; of those that can be ranked."""
    ranked = ranked_of(sides, volume) or range(len(sides))
    return min(ranked, key=lambda place: _order(sides[place].monthly, sides[place].id))


def ranked_of(sides: Sequence[Side], volume: Fraction) -> tuple[int, ...]:
    """The places of the quotes that can be ranked."""
    return tuple(n for n, side in enumerate(sides) if is_rankable(side.offer, side.vendor, side.estimate, volume))


def _order(monthly: Range, name: str) -> tuple[Decimal, Decimal, str]:
    """The cheapest at the high end come first; of those that cost the same, the id decides."""
    return monthly.high, monthly.low, name


def apart(found: Iterable[T | LeftOut]) -> tuple[tuple[T, ...], tuple[LeftOut, ...]]:
    """What is priced, and what is left out."""
    every = tuple(found)
    left_out = tuple(one for one in every if isinstance(one, LeftOut))
    return tuple(one for one in every if not isinstance(one, LeftOut)), left_out


class Desk:
    """Prices quotes of one comparison, all under the same needs."""

    def __init__(self, chosen: Chosen, context: Context, plugs: Sequence[Plug]) -> None:
        """Check that every currency has a rate.

        Args:
            chosen: The quotes.
            context: Under what they are priced, but for the volume and the vendor.
            plugs: The buyer's own figures.
        """
        needs = context.needs
        self._chosen = chosen
        self._rates = exchange_rates(needs)
        expect_rates(Case((), chosen.needs, quotes=chosen.every), needs.currency, self._rates)
        self._plugs = plugs
        self._context = context

    def sides(self, offers: Sequence[QuoteFile], volume: Fraction) -> tuple[tuple[Side, ...], tuple[LeftOut, ...]]:
        """Quotes at a volume, and those that nobody could staff at it.

        Raises:
            BadFilesError: Terms of quotes make no price possible.
        """
        sides, left_out = apart(self._each(offers, volume, side_of))
        return _alike(sides), left_out

    def at(self, volume: Fraction, sides: Sequence[Side], known: Fraction) -> tuple[AtVolume, tuple[LeftOut, ...]]:
        """What quotes cost at a volume, and those that nobody could staff at it.

        Args:
            volume: Calls. [calls per month]
            sides: The quotes at another volume, or at this one.
            known: That volume. [calls per month]

        Raises:
            BadFilesError: Terms of quotes make no price possible.
        """
        offers = [side.offer for side in sides]
        found = [side.estimate for side in sides] if volume == known else self._each(offers, volume, _month_alone)
        priced = {place: one for place, one in enumerate(found) if not isinstance(one, LeftOut)}
        ranked = [
            place for place, one in priced.items() if is_rankable(offers[place], sides[place].vendor, one, volume)
        ]
        monthly = {place: one.monthly.range for place, one in priced.items()}
        cheapest = min(ranked or priced, key=lambda n: _order(monthly[n], offers[n].id), default=None)
        at = AtVolume(volume, tuple(map(monthly.get, range(len(sides)))), cheapest, tuple(ranked))
        return at, apart(found)[1]

    def rounds(
        self, volume: Fraction, known: Sequence[Side], without: Sequence[LeftOut]
    ) -> tuple[tuple[Walk, ...], tuple[LeftOut, ...]]:
        """What moved from each round to the next, and the other rounds that nobody could staff.

        Args:
            volume: Calls. [calls per month]
            known: The quotes at it.
            without: Those that are known to be more than anybody could staff.

        Raises:
            BadFilesError: Terms of quotes make no price possible.
        """
        by_id = {side.id: side for side in known}
        asked = {*by_id, *(one.offer.id for one in without)}
        walks: list[Walk] = []
        left_out: list[LeftOut] = []
        for group in self._chosen.rounds:
            others = [offer for offer in group if offer.id not in asked]
            found, missing = apart(self._each(others, volume, side_of))
            left_out += missing
            own = by_id | {side.id: side for side in found}
            sides = _alike([own[offer.id] for offer in group if offer.id in own])
            terms = terms_of([side.levelled for side in sides])
            walks += [Walk(before, after, whole_walk(before, after, terms)) for before, after in pairwise(sides)]
        return tuple(walks), tuple(left_out)

    def _each(
        self, offers: Sequence[QuoteFile], volume: Fraction, price: Callable[[Entry, Context], T]
    ) -> list[T | LeftOut]:
        """Every quote at a volume, or why nobody could staff it.

        Raises:
            BadFilesError: Terms of quotes make no price possible.
        """
        context = self._context.under(volume, self._context.currency, None)
        entries = {offer.id: self._entry(offer) for offer in offers}
        found = each_priced(offers, lambda offer: price(entries[offer.id], context))
        return [
            self._left_out(entries[offer.id], volume, one) if isinstance(one, OverloadError) else one
            for offer, one in zip(offers, found, strict=True)
        ]

    @staticmethod
    def _left_out(entry: Entry, volume: Fraction, refused: OverloadError) -> LeftOut:
        """A quote that nobody could staff."""
        reason = cannot_be_staffed(entry.offer, volume, refused)
        return LeftOut(entry.offer, entry.vendor, entry.added, reason)

    def _entry(self, offer: QuoteFile) -> Entry:
        """A quote, with the buyer's figures for what it leaves out."""
        rate = self._rates[offer.quote.currency or self._context.currency]
        own = {plug_name(plug.name): _charge_of(plug, rate) for plug in self._plugs if _lacks(offer, plug)}
        return Entry(offer, self._chosen.profiles.get(offer.vendor), rate, own)


def _month_alone(entry: Entry, context: Context) -> Estimate:
    """What a normal month of a quote costs."""
    return estimate_of(entry, context, calendar=False)


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
