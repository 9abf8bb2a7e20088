"""What would each cost at my volume, and where do they cross? (`callvet cost`)"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from callvet.demand.conversion import converted
from callvet.demand.estimate import Context, Estimate, Range, estimate
from callvet.demand.market import MARKET_CURRENCY, MarketRow, market
from callvet.demand.usage import calls_for_minutes, calls_per_month
from callvet.evaluation.flags import flags_of
from callvet.evaluation.reading import BadFilesError, read_sound_case
from callvet.load.case import load_case
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.case import Case, NeedsFile, QuoteFile, VendorFile
from callvet.model.money import rounded
from callvet.model.needs import ExchangeRate, Needs
from callvet.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SECONDS_A_MINUTE: Final = 60
_MONTHS_A_YEAR: Final = 12
OTHER_HANDLE_SECONDS: Final = (180, 240, 360)
"""Calls of 3, 4 and 6 minutes, shown where the buyer has named no handle time. [seconds]"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a call changes of the needs.

    Attributes:
        volumes: Calls a month; none means those of the needs. [calls per month]
        minutes: Handled minutes in their place. [minutes per month]
        handle_seconds: Mean handle time; its parts keep their proportions. [seconds]
        term_months: Length of the contract. [months]
        open_hours: When contacts must be answered.
        rates: What a unit of a currency is worth in that of the needs, for today. [ratio]
    """

    volumes: tuple[Decimal, ...] = ()
    minutes: Decimal | None = None
    handle_seconds: Decimal | None = None
    term_months: int | None = None
    open_hours: str | None = None
    rates: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Priced:
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
    by_handle_seconds: Mapping[int, Range] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What people call the vendor."""
        return self.vendor.name if self.vendor else self.offer.vendor

    @property
    def monthly(self) -> Range:
        """A normal month."""
        return self.estimate.monthly.range

    @property
    def first_year(self) -> Range:
        """The first twelve months by the calendar."""
        return self.estimate.over(_MONTHS_A_YEAR)


@dataclass(frozen=True, slots=True)
class CostAnswer:
    """What everything costs.

    Attributes:
        currency: Of all amounts, ISO 4217.
        volumes: Calls. [calls per month]
        priced: Every offer at every volume; by volume, then rank.
        markets: The market's two ranges at every volume; empty where no rate makes dollars of them.
        needs: Under which it was priced.
        start: First day of the contract that was assumed.
        notes: What the user should know.
    """

    currency: str
    volumes: tuple[Fraction, ...]
    priced: tuple[Priced, ...]
    markets: tuple[tuple[MarketRow, MarketRow], ...]
    needs: Needs
    start: date
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
    try:
        return _answered(_case(paths, needs), wishes or Wishes(), today)
    except ValueError as refused:
        raise NothingToWorkOnError(str(refused)) from refused


def _answered(case: Case, wanted: Wishes, today: date | None) -> CostAnswer:
    """What a case costs under what the call changes of its needs."""
    the_needs = with_wishes(case.needs.needs, wanted)
    start = contract_start(the_needs, today)
    volumes = _volumes(the_needs, wanted)
    rates = exchange_rates(the_needs)
    expect_rates(case, the_needs.currency, rates)
    csv_text = shape_text(case.needs, the_needs)
    base = Context(the_needs, None, the_needs.currency, start, csv_text=csv_text)
    profiles = {vendor.id: vendor for vendor in case.vendors}
    priced: list[Priced] = []
    for volume in volumes:
        context = replace(base, volume=volume)
        offers = [_price(offer, profiles.get(offer.vendor), context, rates) for offer in case.quotes]
        if not _has_handle_time(case, wanted):
            offers = [_with_other_lengths(one, context, rates) for one in offers]
        priced += _ranked(offers)
    return CostAnswer(
        the_needs.currency,
        volumes,
        tuple(priced),
        _markets(base, volumes, rates),
        the_needs,
        start,
        _notes(case, the_needs, start),
    )


def with_wishes(needs: Needs, wishes: Wishes) -> Needs:
    """The needs as the call changes them.

    Raises:
        ValueError: The parts of the handle time are all 0, so nothing can be put in proportion.
    """
    demand = needs.demand
    changes: dict[str, object] = {}
    if wishes.handle_seconds is not None:
        parts = {name: getattr(demand, name) for name in ("talk_seconds", "hold_seconds", "wrap_seconds")}
        whole = sum(parts.values(), Decimal(0))
        if not whole:
            message = (
                "talk_seconds, hold_seconds and wrap_seconds are 0, so --aht has no proportions; write one of them"
            )
            raise ValueError(message)
        changes |= {name: part * wishes.handle_seconds / whole for name, part in parts.items()}
    if wishes.open_hours is not None:
        changes["open"] = wishes.open_hours
    update: dict[str, object] = {"demand": demand.model_copy(update=changes)} if changes else {}
    if wishes.term_months is not None:
        update["term_months"] = wishes.term_months
    if wishes.rates:
        today = date.today()  # noqa: DTZ011 - the day on which the buyer typed the rate
        typed = {
            code: ExchangeRate.model_construct(rate=rate, dated=today, source="typed") for code, rate in wishes.rates
        }
        update["rates"] = needs.rates | typed
    return needs.model_copy(update=update) if update else needs


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


def _volumes(needs: Needs, wishes: Wishes) -> tuple[Fraction, ...]:
    """The volumes that are asked about."""
    if wishes.minutes is not None:
        return (calls_for_minutes(needs, wishes.minutes),)
    if wishes.volumes:
        return tuple(Fraction(volume) for volume in wishes.volumes)
    calls = calls_per_month(needs)
    if calls is None:
        message = "no volume is given; add --volume 5000, or calls_per_month under demand in needs.yaml"
        raise NothingToWorkOnError(message)
    return (calls,)


def contract_start(needs: Needs, today: date | None = None) -> date:
    """The first day of the contract; the first of next month where the needs do not say."""
    if needs.start is not None:
        return needs.start
    today = today or date.today()  # noqa: DTZ011 - the buyer's own calendar
    return date(today.year + today.month // _MONTHS_A_YEAR, today.month % _MONTHS_A_YEAR + 1, 1)


def exchange_rates(needs: Needs) -> dict[str, Fraction]:
    """What a unit of each currency is worth in that of the needs."""
    return {code: Fraction(one.rate) for code, one in needs.rates.items()} | {needs.currency: Fraction(1)}


def expect_rates(case: Case, currency: str, rates: Mapping[str, Fraction]) -> None:
    """Refuse quotes in a currency that nobody gave a rate for; nothing is converted silently."""
    problems = [
        Problem(
            offer.document.value_place("currency"),
            f"currency: no rate from {offer.quote.currency} to {currency} is given; "
            f"add --rate {offer.quote.currency}=1.09, with your own figure, or rates: to the needs",
        )
        for offer in case.quotes
        if offer.quote.currency is not None and offer.quote.currency not in rates
    ]
    if problems:
        raise BadFilesError(problems)


def shape_text(file: NeedsFile, needs: Needs) -> str | None:
    """The table that ``demand.shape`` names the file of, beside the needs.

    Raises:
        NothingToWorkOnError: It cannot be read.
    """
    if needs.demand.shape in {"flat", "office"}:
        return None
    folder = Path(file.document.path).parent if file.document else Path()
    try:
        return (folder / needs.demand.shape).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        message = f"demand.shape: {needs.demand.shape} cannot be read; write flat, office or the path of a CSV"
        raise NothingToWorkOnError(message) from error


def _price(offer: QuoteFile, vendor: VendorFile | None, context: Context, rates: Mapping[str, Fraction]) -> Priced:
    """One offer at one volume, in the currency of the answer."""
    found = in_answer_currency(offer, vendor, context, rates, calendar=True)
    volume = context.volume or Fraction(0)
    handled = sum((flow.contacts * flow.handle.mean_seconds for flow in found.usage.flows), Fraction(0))
    theirs = vendor.vendor.performance.first_contact_resolution if vendor else None
    resolution = context.needs.demand.first_contact_resolution if theirs is None else theirs
    monthly = found.monthly.range
    return Priced(
        offer,
        vendor,
        volume,
        found,
        flags_of(offer, vendor, volume, context.needs, context.start),
        _share(monthly, volume, context.currency),
        _share(monthly, handled / _SECONDS_A_MINUTE, context.currency),
        _share(monthly, volume * Fraction(resolution), context.currency),
    )


def _has_handle_time(case: Case, wishes: Wishes) -> bool:
    """Whether the buyer has named how long calls take."""
    document = case.needs.document
    return wishes.handle_seconds is not None or bool(document and document.holds("demand", "talk_seconds"))


def _with_other_lengths(one: Priced, context: Context, rates: Mapping[str, Fraction]) -> Priced:
    """The offer with what it would cost if calls were of other lengths, for the result hangs on it."""
    found: dict[int, Range] = {}
    for seconds in OTHER_HANDLE_SECONDS:
        needs = with_wishes(context.needs, Wishes(handle_seconds=Decimal(seconds)))
        other = replace(context, needs=needs, teams={})
        found[seconds] = in_answer_currency(one.offer, one.vendor, other, rates).monthly.range
    return replace(one, by_handle_seconds=found)


def in_answer_currency(
    offer: QuoteFile,
    vendor: VendorFile | None,
    context: Context,
    rates: Mapping[str, Fraction],
    *,
    calendar: bool = False,
) -> Estimate:
    """What an offer costs, in the currency of the answer; the term's months only where they are asked for."""
    currency = offer.quote.currency or context.currency
    own = replace(context, currency=currency, vendor=vendor.vendor if vendor else None)
    found = estimate(offer.quote, own, calendar=calendar)
    return found if currency == context.currency else converted(found, rates[currency], context.currency)


def _share(monthly: Range, parts: Fraction, currency: str) -> Range:
    """What one of so many parts costs; nothing of none."""
    if not parts:
        return Range(Decimal(0), Decimal(0))
    return Range(rounded(Fraction(monthly.low) / parts, currency), rounded(Fraction(monthly.high) / parts, currency))


def _ranked(offers: Sequence[Priced]) -> list[Priced]:
    """By the high end, ties sharing a rank; then those that are priced but not ranked."""

    def order(one: Priced) -> tuple[bool, Decimal, Decimal, str]:
        return not is_rankable(one), one.monthly.high, one.monthly.low, one.offer.id

    ordered = sorted(offers, key=order)
    highs = [one.monthly.high for one in ordered if is_rankable(one)]
    return [replace(one, rank=highs.index(one.monthly.high) + 1) if is_rankable(one) else one for one in ordered]


def is_rankable(one: Priced) -> bool:
    """Whether the volume lies within what the vendor offers at all."""
    capacity = one.vendor.vendor.capacity if one.vendor else None
    least = capacity.min_calls_per_month if capacity else None
    most = capacity.max_calls_per_month if capacity else None
    within = (least is None or one.volume >= least) and (most is None or one.volume <= most)
    return one.estimate.published and within


def _markets(
    base: Context, volumes: Sequence[Fraction], rates: Mapping[str, Fraction]
) -> tuple[tuple[MarketRow, MarketRow], ...]:
    """The market at every volume, where a dollar's worth is known."""
    if MARKET_CURRENCY not in rates:
        return ()
    return tuple(market(replace(base, volume=volume), rates[MARKET_CURRENCY]) for volume in volumes)


def _notes(case: Case, needs: Needs, start: date) -> tuple[str, ...]:
    """What was assumed."""
    notes = list(case.notes)
    if case.needs.document is None:
        notes.append("no needs.yaml was found, so the documents' average call and weekday office hours are assumed")
    if needs.start is None:
        notes.append(f"the contract is taken to start on {start}, for the needs do not say")
    for code, one in needs.rates.items():
        notes.append(f"1 {code} = {one.rate:f} {needs.currency} ({one.dated}, {one.source})")
    return tuple(notes)
