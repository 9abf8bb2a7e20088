"""Term by term, what differs between quotes, and what is each difference worth? (`callvet diff`)"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.compare.leverage import leverage
from callvet.compare.side import side_of
from callvet.compare.terms import terms_of
from callvet.compare.walk import walk
from callvet.compare.worth import worth_of
from callvet.demand.erlang import OverloadError
from callvet.demand.estimate import Context
from callvet.evaluation.costing import contract_start, exchange_rates, expect_rates
from callvet.evaluation.quote_choice import chosen_quotes
from callvet.evaluation.wishes import Wishes, shape_text, wanted_volumes, with_wishes
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.case import Case
from callvet.model.charge import Charge
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction
    from pathlib import Path

    from callvet.compare.leverage import Leverage
    from callvet.compare.side import Side
    from callvet.compare.term import Said, Term
    from callvet.compare.walk import Step
    from callvet.compare.worth import Worth
    from callvet.demand.estimate import Range
    from callvet.evaluation.quote_choice import Chosen
    from callvet.evaluation.splitting import SplitAnswer
    from callvet.model.case import QuoteFile
    from callvet.model.needs import Needs

LEAST_QUOTES: Final = 2
ADVISED_QUOTES: Final = 3
"""Source document B, step 6: get quotes from at least three companies."""


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


class Row(NamedTuple):
    """A term of all quotes.

    Attributes:
        term: Which.
        said: What each quote says.
        worth: What it costs each quote against the best offered; none for terms that are no price.
    """

    term: Term
    said: tuple[Said, ...]
    worth: tuple[Worth, ...]


class Walk(NamedTuple):
    """The way from one quote to another, by their places; the steps add up to the difference."""

    start: Side
    end: Side
    steps: tuple[Step, ...]


class AtVolume(NamedTuple):
    """The quotes at one volume: a normal month of each."""

    volume: Fraction
    monthly: tuple[Range, ...]

    @property
    def cheapest(self) -> int:
        """The place of the quote that costs least, by the high end."""
        return min(range(len(self.monthly)), key=lambda place: (self.monthly[place].high, self.monthly[place].low))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Quotes side by side.

    Attributes:
        currency: Of all amounts, ISO 4217.
        volume: At which terms were priced. [calls per month]
        needs: Under which it was priced.
        start: First day of the contract that was assumed.
        sides: The quotes, in the order in which they were named.
        rows: Every term that at least one states, in the reader's order.
        walks: From the cheapest to each other, in the order of the quotes.
        rounds: From each round of a vendor to the next.
        by_volume: The quotes at every volume asked about.
        plugs: The buyer's own figures.
        preferred: The place of the preferred quote; None where none was named.
        leverage: What to take to its vendor.
        split: What two vendors together would cost; None where that was not asked.
        notes: What the user should know.
    """

    currency: str
    volume: Fraction
    needs: Needs
    start: date
    sides: tuple[Side, ...]
    rows: tuple[Row, ...]
    walks: tuple[Walk, ...]
    rounds: tuple[Walk, ...]
    by_volume: tuple[AtVolume, ...]
    plugs: tuple[Plug, ...] = ()
    preferred: int | None = None
    leverage: Leverage | None = None
    split: SplitAnswer | None = None
    notes: tuple[str, ...] = ()

    @property
    def cheapest(self) -> int:
        """The place of the quote that costs least, by the high end, then the low one."""
        return cheapest_of(self.sides)


def cheapest_of(sides: Sequence[Side]) -> int:
    """The place of the quote that costs least, by the high end, then the low one."""
    return min(range(len(sides)), key=lambda place: (sides[place].monthly.high, sides[place].monthly.low))


def compare_quotes(
    quotes: Sequence[str | Path],
    *,
    needs: str | Path | None = None,
    wishes: Wishes | None = None,
    prefer: str | None = None,
    plugs: Sequence[Plug] = (),
    split: bool = False,
    today: date | None = None,
) -> Comparison:
    """Lay quotes side by side, and price every difference.

    Args:
        quotes: Files, folders, vendors, ``vendor/reference`` or ``vendor@2`` for a round; at least two quotes.
        needs: The needs; left out, sought beside the quotes.
        wishes: What the call changes of them; terms are priced at the first volume.
        prefer: The vendor, or the quote, to negotiate with.
        plugs: The buyer's figures for work that quotes leave out.
        split: Whether awards to two vendors are looked at, too.
        today: For the first day of a contract that the needs do not date; None is the clock's.

    Raises:
        BadFilesError: Files have problems, or a currency has no rate; all of it is told.
        NothingToWorkOnError: A name fits nothing, or there is one quote alone; the message has the fix.
    """
    chosen = chosen_quotes([str(name) for name in quotes], needs)
    if len(chosen.offers) < LEAST_QUOTES:
        only = shown(chosen.offers[0].id, 80) if chosen.offers else "none"
        message = f"at least two quotes are compared, and here is {only}; name another"
        raise NothingToWorkOnError(message)
    try:
        compared = _compared(chosen, wishes or Wishes(), prefer, tuple(plugs), today)
        return replace(compared, split=_split(compared)) if split else compared
    except (ValueError, OverloadError) as refused:
        raise NothingToWorkOnError(str(refused)) from refused


def _compared(
    chosen: Chosen, wanted: Wishes, prefer: str | None, plugs: tuple[Plug, ...], today: date | None
) -> Comparison:
    """The comparison of quotes that were found."""
    needs = with_wishes(chosen.needs.needs, wanted)
    start = contract_start(needs, today)
    volumes = wanted_volumes(needs, wanted)
    pricing = _Desk(chosen, needs, start, plugs, shape_text(chosen.needs, needs))
    sides = pricing.sides(chosen.offers, volumes[0])
    terms = terms_of([side.levelled for side in sides])
    preferred = None if prefer is None else _preferred(prefer, sides)
    cheapest = sides[cheapest_of(sides)]
    return Comparison(
        needs.currency,
        volumes[0],
        needs,
        start,
        sides,
        tuple(_row(term, sides) for term in terms),
        tuple(Walk(cheapest, side, walk(cheapest, side, terms)) for side in sides if side is not cheapest),
        tuple(pricing.rounds(volumes[0], sides)),
        tuple(AtVolume(one, tuple(side.monthly for side in pricing.sides(chosen.offers, one))) for one in volumes[1:]),
        plugs,
        preferred,
        None if preferred is None else leverage(preferred, sides, terms),
        notes=chosen.notes,
    )


def _split(compared: Comparison) -> SplitAnswer:
    """The awards to two of the vendors."""
    from callvet.evaluation.splitting import Offer, split_awards  # noqa: PLC0415 - few calls ask for it

    offers = [Offer(side.offer, side.vendor) for side in compared.sides]
    context = replace(compared.sides[0].context, vendor=None)
    return split_awards(offers, context, exchange_rates(compared.needs))


class _Desk:
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
        return tuple(self._side(offer, context) for offer in offers)

    def rounds(self, volume: Fraction, known: Sequence[Side]) -> list[Walk]:
        """What moved from each round to the next."""
        context = replace(self._context, volume=volume)
        by_id = {side.id: side for side in known}
        walks = []
        for group in self._chosen.rounds:
            sides = [by_id.get(offer.id) or self._side(offer, context) for offer in group]
            terms = terms_of([side.levelled for side in sides])
            walks += [Walk(before, after, walk(before, after, terms)) for before, after in pairwise(sides)]
        return walks

    def _side(self, offer: QuoteFile, context: Context) -> Side:
        """One quote, with the buyer's figures for what it leaves out."""
        rate = self._rates[offer.quote.currency or context.currency]
        own = {f"plug[{plug.name}]": _charge_of(plug, rate) for plug in self._plugs if _lacks(offer, plug)}
        return side_of(offer, self._chosen.profiles.get(offer.vendor), context, rate, own)


def _lacks(offer: QuoteFile, plug: Plug) -> bool:
    """Whether a quote leaves work out, or does not speak of it."""
    return offer.quote.scope.get(plug.name) in {None, "excluded"}


def _charge_of(plug: Plug, rate: Fraction) -> Charge:
    """The buyer's figure as a charge, in the currency of the quote."""
    amount = plug.amount if rate == 1 else plug.amount / (rate.numerator) * rate.denominator
    per = ("cycle",) if plug.monthly else ("once",)
    return Charge.model_construct(per=per, rate=amount, label=f"{plug.name}, your own figure")


def _row(term: Term, sides: Sequence[Side]) -> Row:
    """A term of all quotes, and what it costs each."""
    said = tuple(term.part.said(side.levelled) for side in sides)
    priced = term.role == "price"
    return Row(term, said, tuple(worth_of(term, place, sides) for place in range(len(sides))) if priced else ())


def _preferred(name: str, sides: Sequence[Side]) -> int:
    """The place of the preferred quote: by its id, else the vendor's last one, else its cheapest."""
    by_id = [place for place, side in enumerate(sides) if side.id == name]
    own = by_id or [place for place, side in enumerate(sides) if side.offer.vendor == name]
    if not own:
        known = ", ".join(dict.fromkeys(shown(side.offer.vendor, 80) for side in sides))
        message = f"--prefer: none of the quotes is of {shown(name, 80)}; they are of {known}"
        raise NothingToWorkOnError(message)
    return min(own, key=lambda place: sides[place].monthly.high)
