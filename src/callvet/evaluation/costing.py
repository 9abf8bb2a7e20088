"""What would each cost at my volume, and where do they cross? (`callvet cost`)"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.demand.context import Context
from callvet.demand.cost_range import Range
from callvet.demand.erlang import OverloadError
from callvet.demand.market import MARKET_CURRENCY, MarketRow, market
from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.prices.flags import flags_of
from callvet.evaluation.prices.offer_cost import (
    contract_start,
    each_priced,
    exchange_rates,
    expect_rates,
    in_answer_currency,
)
from callvet.evaluation.prices.offers_at_fault import cannot_be_staffed
from callvet.evaluation.prices.priced import Priced, ranked
from callvet.evaluation.prices.wishes import Wishes, shape_text, wanted_volumes, with_wishes
from callvet.evaluation.reading import read_sound_case
from callvet.load.case import load_case
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.case import Case, NeedsFile, QuoteFile, VendorFile
from callvet.model.money import rounded
from callvet.model.needs import Needs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date


_SECONDS_A_MINUTE: Final = 60
OTHER_HANDLE_SECONDS: Final = (180, 240, 360)
"""Calls of 3, 4 and 6 minutes, shown where the buyer has named no handle time. [seconds]"""


class CostAnswer(NamedTuple):
    """What everything costs.

    Attributes:
        currency: Of all amounts, ISO 4217.
        volumes: Calls. [calls per month]
        priced: Every offer at every volume; by volume, then rank.
        markets: The market's two ranges at every volume; empty where no rate makes dollars of them.
        needs: Under which it was priced.
        start: First day of the contract that was assumed.
        context: Under which everything was priced, but for the volume.
        rates: What a unit of a currency is worth in that of the answer. [ratio]
        notes: What the user should know.
    """

    currency: str
    volumes: tuple[Fraction, ...]
    priced: tuple[Priced, ...]
    markets: tuple[tuple[MarketRow, ...], ...]
    needs: Needs
    start: date
    context: Context
    rates: Mapping[str, Fraction]
    notes: tuple[str, ...] = ()


def price_offers(
    paths: Sequence[str | Path] = (),
    *,
    needs: str | Path | None = None,
    wishes: Wishes | None = None,
    today: date | None = None,
) -> CostAnswer:
    """Price every quote of a case on the buyer's own calls.

    Args:
        paths: Folders and files; none means ``vendors/`` in the current folder, or the market alone.
        needs: The needs; left out, sought beside the vendors.
        wishes: What the call changes of them.
        today: For the first day of a contract that the needs do not date; None is the clock's.

    Raises:
        BadFilesError: Files have problems, or a currency has no rate; all of it is told.
        NothingToWorkOnError: A named path is not there, or a figure makes no cost possible; the message has the fix.
    """
    return price_case(_case(paths, needs), wishes=wishes, today=today)


def price_case(case: Case, *, wishes: Wishes | None = None, today: date | None = None) -> CostAnswer:
    """The same of a case that was read already.

    Raises:
        BadFilesError: A currency has no rate, or terms of offers make no price possible; all of it is told.
        NothingToWorkOnError: A figure makes no cost possible; the message has the fix.
    """
    try:
        return _answered(case, wishes or Wishes(), today)
    except ValueError as refused:
        raise NothingToWorkOnError(str(refused)) from refused


def _answered(case: Case, wanted: Wishes, today: date | None) -> CostAnswer:
    """What a case costs under what the call changes of its needs."""
    the_needs = with_wishes(case.needs.needs, wanted)
    start = contract_start(the_needs, today)
    volumes = wanted_volumes(the_needs, wanted)
    rates = exchange_rates(the_needs)
    expect_rates(case, the_needs.currency, rates)
    csv_text = shape_text(case.needs, the_needs)
    base = Context(the_needs, None, the_needs.currency, start, csv_text=csv_text)
    priced: list[Priced] = []
    too_large: list[str] = []
    for volume in volumes:
        context = base.under(volume, base.currency, None)
        offers, refused = _offers(case, context, rates)
        too_large += refused
        if not _has_handle_time(case, wanted):
            offers = _with_other_lengths(offers, context, rates)
        priced += ranked(offers)
    return CostAnswer(
        currency=the_needs.currency,
        volumes=volumes,
        priced=tuple(priced),
        markets=_markets(base, volumes, rates),
        needs=the_needs,
        start=start,
        context=base,
        rates=rates,
        notes=(*_notes(case, the_needs, start), *too_large),
    )


def _offers(case: Case, context: Context, rates: Mapping[str, Fraction]) -> tuple[list[Priced], list[str]]:
    """Every offer at one volume, and why some cannot be staffed at it.

    Raises:
        BadFilesError: Terms of offers make no price possible.
    """
    profiles = {vendor.id: vendor for vendor in case.vendors}
    found = each_priced(case.quotes, lambda offer: _price(offer, profiles.get(offer.vendor), context, rates))
    too_large = [
        f"left out: {cannot_be_staffed(offer, context.volume, one)}"
        for offer, one in zip(case.quotes, found, strict=True)
        if isinstance(one, OverloadError)
    ]
    return [one for one in found if not isinstance(one, OverloadError)], too_large


def _case(paths: Sequence[str | Path], needs: str | Path | None) -> Case:
    """The case; with nothing named and no vendors here, the needs alone."""
    if paths or Path("vendors").exists():
        return read_sound_case(paths, needs)
    chosen = Path(needs) if needs else Path("needs.yaml")
    if not needs and not chosen.exists():
        return Case((), NeedsFile(Needs()))
    case = load_case([chosen])
    if case.problems:
        raise BadFilesError(case.problems)
    return case


def _price(offer: QuoteFile, vendor: VendorFile | None, context: Context, rates: Mapping[str, Fraction]) -> Priced:
    """One offer at one volume, in the currency of the answer."""
    found = in_answer_currency(offer, vendor, context, rates, calendar=True)
    volume = context.volume or Fraction(0)
    handled = sum((flow.contacts * flow.handle.mean_seconds for flow in found.usage.flows), Fraction(0))
    theirs = vendor.vendor.performance.first_contact_resolution if vendor else None
    resolution = context.needs.demand.first_contact_resolution if theirs is None else theirs
    monthly = found.monthly.range
    return Priced(
        offer=offer,
        vendor=vendor,
        volume=volume,
        estimate=found,
        flags=flags_of(offer, vendor, volume, context.needs, context.start),
        per_call=_share(monthly, volume, context.currency),
        per_handled_minute=_share(monthly, handled / _SECONDS_A_MINUTE, context.currency),
        per_resolved_call=_share(monthly, volume * Fraction(resolution), context.currency),
    )


def _has_handle_time(case: Case, wishes: Wishes) -> bool:
    """Whether the buyer has named how long calls take."""
    document = case.needs.document
    return wishes.handle_seconds is not None or bool(document and document.holds("demand", "talk_seconds"))


def _with_other_lengths(offers: Sequence[Priced], context: Context, rates: Mapping[str, Fraction]) -> list[Priced]:
    """The offers with what they would cost if calls were of other lengths, for the result hangs on it."""
    contexts = {
        seconds: replace(context, needs=with_wishes(context.needs, Wishes(handle_seconds=Decimal(seconds))), teams={})
        for seconds in OTHER_HANDLE_SECONDS
    }
    return [
        one._replace(
            by_handle_seconds={
                seconds: in_answer_currency(one.offer, one.vendor, other, rates).monthly.range
                for seconds, other in contexts.items()
            },
        )
        for one in offers
    ]


def _share(monthly: Range, parts: Fraction, currency: str) -> Range:
    """What one of so many parts costs; nothing of none."""
    if not parts:
        return Range(Decimal(0), Decimal(0))
    return Range(rounded(Fraction(monthly.low) / parts, currency), rounded(Fraction(monthly.high) / parts, currency))


def _markets(
    base: Context, volumes: Sequence[Fraction], rates: Mapping[str, Fraction]
) -> tuple[tuple[MarketRow, ...], ...]:
    """The market at every volume, where a dollar's worth is known."""
    if MARKET_CURRENCY not in rates:
        return ()
    return tuple(market(base.under(volume, base.currency, None), rates[MARKET_CURRENCY]) for volume in volumes)


def assumptions(file: NeedsFile, needs: Needs, start: date) -> Iterator[str]:
    """What is assumed where the buyer says nothing.

    Args:
        file: The needs as they were read, if they were.
        needs: With what the call changes of them.
        start: First day of the contract.
    """
    if file.document is None:
        yield "no needs.yaml was found, so the documents' average call and weekday office hours are assumed"
    if needs.start is None:
        yield f"the contract is taken to start on {start}, for the needs do not say"


def _notes(case: Case, needs: Needs, start: date) -> tuple[str, ...]:
    """What was assumed."""
    notes = [*case.notes, *assumptions(case.needs, needs, start)]
    for code, one in needs.rates.items():
        notes.append(f"1 {code} = {one.rate:f} {needs.currency} ({one.dated}, {one.source})")
    return tuple(notes)
