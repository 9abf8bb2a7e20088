"""Term by term, what differs between quotes, and what is each difference worth? (`callvet diff`)"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.compare.charge_terms import Price
from callvet.compare.fitting import fits
from callvet.compare.leverage import leverage
from callvet.compare.side import with_added
from callvet.compare.term import MISSING, NONE
from callvet.compare.terms import terms_of
from callvet.compare.walk import walk
from callvet.compare.worth import worth_of
from callvet.demand.context import Context
from callvet.evaluation.costing import assumptions
from callvet.evaluation.preferring import preferred_of
from callvet.evaluation.prices.levelling import Desk, Walk, cheapest_of, ranked_of
from callvet.evaluation.prices.offer_cost import contract_start, exchange_rates
from callvet.evaluation.prices.quote_choice import chosen_quotes
from callvet.evaluation.prices.wishes import Wishes, shape_text, wanted_volumes, with_wishes
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction
    from pathlib import Path

    from callvet.compare.leverage import Leverage
    from callvet.compare.side import Side
    from callvet.compare.term import Said, Term
    from callvet.compare.worth import Worth
    from callvet.evaluation.prices.levelling import AtVolume, LeftOut, Plug
    from callvet.evaluation.prices.quote_choice import Chosen
    from callvet.evaluation.splitting import SplitAnswer
    from callvet.model.case import FrozenFile
    from callvet.model.needs import Needs

LEAST_QUOTES: Final = 2
ADVISED_QUOTES: Final = 3
"""Source document B, step 6: get quotes from at least three companies."""


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
        left_out: The quotes that nobody could staff at ``volume``, and why; they are in no column.
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
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def cheapest(self) -> int:
        """The place of the quote that costs least of those that can be ranked."""
        return cheapest_of(self.sides, self.volume)

    @property
    def ranked(self) -> tuple[int, ...]:
        """The places of the quotes that can be ranked."""
        return ranked_of(self.sides, self.volume)


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
        BadFilesError: Files have problems, a currency has no rate, or terms of quotes make no price possible; all of
            it is told.
        NothingToWorkOnError: A name fits nothing, or there is one quote alone; the message has the fix.
    """
    chosen = chosen_quotes([str(name) for name in quotes], needs)
    return comparison_of(chosen, wishes=wishes, prefer=prefer, plugs=plugs, split=split, today=today)


def comparison_of(
    chosen: Chosen,
    *,
    wishes: Wishes | None = None,
    prefer: str | None = None,
    plugs: Sequence[Plug] = (),
    split: bool = False,
    today: date | None = None,
    known: Context | None = None,
) -> Comparison:
    """The same of quotes that were found already.

    Args:
        chosen: The quotes.
        wishes: As above, and so are those that follow.
        prefer: The vendor, or the quote, to negotiate with.
        plugs: The buyer's figures for work that quotes leave out.
        split: Whether awards to two vendors are looked at, too.
        today: For the first day of a contract that the needs do not date; None is the clock's.
        known: Under what they were priced already, by the same needs, wishes and day; what was reckoned serves again.

    Raises:
        BadFilesError: A currency has no rate, or terms of quotes make no price possible; all of it is told.
        NothingToWorkOnError: There is one quote alone that can be staffed, or a figure makes no price possible; the
            message has the fix.
    """
    if len(chosen.offers) < LEAST_QUOTES:
        only = shown(chosen.offers[0].id, 80) if chosen.offers else "none"
        message = f"at least two quotes are compared, and here is {only}; name another"
        raise NothingToWorkOnError(message)
    try:
        wanted = wishes or Wishes()
        context = known or _context(chosen, wanted, today)
        compared = _compared(chosen, context, wanted_volumes(context.needs, wanted), prefer, tuple(plugs))
        return replace(compared, split=_split(compared)) if split else compared
    except ValueError as refused:
        raise NothingToWorkOnError(str(refused)) from refused


def _compared(
    chosen: Chosen, context: Context, volumes: Sequence[Fraction], prefer: str | None, plugs: tuple[Plug, ...]
) -> Comparison:
    """The comparison of quotes at the first of some volumes, and their order at the others."""
    needs, start = context.needs, context.start
    pricing = Desk(chosen, context, plugs)
    sides, left_out = pricing.sides(chosen.offers, volumes[0])
    preferred = None if prefer is None else preferred_of(prefer, sides, volumes[0], chosen.rounds, left_out)
    if len(sides) < LEAST_QUOTES:
        message = f"at least two quotes are compared; {'; '.join(one.reason for one in left_out)}"
        raise NothingToWorkOnError(message)
    terms = terms_of([side.levelled for side in sides])
    place = cheapest_of(sides, volumes[0])
    cheapest = sides[place]
    rounds, no_rounds = pricing.rounds(volumes[0], sides, left_out)
    by_volume = [pricing.at(one, sides, volumes[0]) for one in volumes] if volumes[1:] else []
    missing = (*left_out, *no_rounds, *(one for _, some in by_volume for one in some))
    return Comparison(
        currency=needs.currency,
        volume=volumes[0],
        needs=needs,
        start=start,
        sides=sides,
        rows=tuple(_row(term, sides) for term in terms),
        walks=tuple(Walk(cheapest, side, walk(cheapest, side, terms)) for side in sides if side is not cheapest),
        rounds=rounds,
        by_volume=tuple(at for at, _ in by_volume),
        plugs=plugs,
        preferred=preferred,
        leverage=None if preferred is None else leverage(preferred, sides, terms, place),
        left_out=left_out,
        notes=(
            *chosen.notes,
            *assumptions(chosen.needs, needs, start),
            *(f"left out: {one.reason}" for one in missing),
            *_unlike_the_freeze(plugs, chosen.frozen),
        ),
    )


def _context(chosen: Chosen, wanted: Wishes, today: date | None) -> Context:
    """Under what quotes are priced, but for the volume and the vendor."""
    needs = with_wishes(chosen.needs.needs, wanted)
    start = contract_start(needs, today)
    return Context(needs, None, needs.currency, start, csv_text=shape_text(chosen.needs, needs))


def _split(compared: Comparison) -> SplitAnswer:
    """The awards to two of the vendors, each with the buyer's own figures; what nobody could staff alone, two may."""
    from callvet.evaluation.splitting import Offer, split_awards  # noqa: PLC0415 - few calls ask for it

    every = [(side.offer, side.vendor, side.added) for side in compared.sides]
    every += [(one.offer, one.vendor, one.added) for one in compared.left_out]
    offers = [Offer(offer._replace(quote=with_added(offer.quote, added)), vendor) for offer, vendor, added in every]
    context = replace(compared.sides[0].context, vendor=None)
    return split_awards(offers, context, exchange_rates(compared.needs))


def _row(term: Term, sides: Sequence[Side]) -> Row:
    """A term of all quotes, and what it costs each."""
    said = _said(term, sides)
    priced = term.role == "price"
    return Row(term, said, tuple(worth_of(term, place, sides) for place in range(len(sides))) if priced else ())


def _said(term: Term, sides: Sequence[Side]) -> tuple[Said, ...]:
    """What each quote says of a term; without a charge it asks nothing only where it could not ask it another way."""
    said = [term.part.said(side.levelled) for side in sides]
    if not isinstance(term.part, Price):
        return tuple(said)
    priced = [side.levelled for side in sides if term.part.charge in side.levelled.charges]
    is_free = [any(fits(term, own, side.levelled) for own in priced) for side in sides]
    return tuple(MISSING if one == NONE and not free else one for one, free in zip(said, is_free, strict=True))


def _unlike_the_freeze(plugs: Sequence[Plug], frozen: FrozenFile | None) -> Iterator[str]:
    """The buyer's own figures that are not those that were fixed before prices were opened."""
    if frozen is None:
        return
    fixed = {name: (one.amount, one.per == "month") for name, one in frozen.frozen.plugs.items()}
    now = {one.name: (one.amount, one.monthly) for one in plugs}
    for name in sorted(fixed.keys() | now.keys()):
        if fixed.get(name) != now.get(name):
            was, other = (_figure(figures.get(name)) for figures in (fixed, now))
            begins = f"CHANGED since the freeze of {frozen.frozen.frozen.isoformat()}"
            yield f"{begins}: your own figure for {shown(name)}, from {was} to {other} (--plug)"


def _figure(plug: tuple[Decimal, bool] | None) -> str:
    """An own figure in words."""
    return "none" if plug is None else f"{plug[0]:,f} {'a month' if plug[1] else 'once'}"
