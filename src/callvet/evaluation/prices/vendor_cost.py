"""What each vendor costs, for its score: its latest offer that holds, on the buyer's own calls."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.prices.offers_at_fault import at_fault, without_a_rate
from callvet.evaluation.reading import subjects
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.wording import shown
from callvet.score.monthly_cost import CostScale, VendorCost

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callvet.demand.context import Context
    from callvet.demand.estimate import Estimate
    from callvet.evaluation.costing import CostAnswer
    from callvet.model.case import Case, QuoteFile, VendorFile
    from callvet.model.needs import Needs
    from callvet.model.problem import Problem
    from callvet.score.criterion import Subject

NO_QUOTES = "no quotes were found beside the vendors, so cost is unknown"
_NO_VOLUME = "no volume is given (--volume 5000), so cost is unknown"
_NO_SCALE = "no rate from {} is given, so the cost scale has no ends; add scales: or rates: to the needs"
_STATED_ELSEWHERE = ("demand.", "agents.")
"""Begin the keys of quantities that belong into the needs or the profile, and into no offer."""
_NO_OFFER = "no offer of these vendors holds, so cost is unknown"


class VendorCosts(NamedTuple):
    """What vendors cost.

    Attributes:
        by_vendor: By the vendor's id; None where its offer is made for other volumes.
        note: Why there is nothing to tell where there is not; else nothing.
        unstaffed: Why an offer of a vendor that is not priced cannot be staffed, by the vendor's id.
    """

    by_vendor: Mapping[str, VendorCost | None]
    note: str = ""
    unstaffed: Mapping[str, str] = MappingProxyType({})


def priced_subjects(
    case: Case, needs: Needs, today: date | None = None, priced: CostAnswer | None = None
) -> tuple[tuple[Subject, ...], str]:
    """The vendors with what people thought of them and what they cost, and why costs are not known.

    Args:
        case: The vendors and their offers.
        needs: The buyer's, with the options of the call.
        today: For the first day of a contract that the needs do not date; None is the clock's.
        priced: What the offers of this case cost, where that was reckoned; what fits is not reckoned again.

    Raises:
        BadFilesError: A currency has no rate.
        NothingToWorkOnError: A figure of the needs makes no cost possible; the message has the fix.
    """
    try:
        costs = vendor_costs(case, needs, today, priced)
    except ValueError as refused:
        raise NothingToWorkOnError(str(refused)) from refused
    if costs.note in {"", NO_QUOTES, _NO_OFFER}:
        return tuple(
            replace(
                subject,
                cost=costs.by_vendor.get(subject.id),
                out_of_range=costs.by_vendor.get(subject.id, ...) is None,
                offered=subject.id in costs.unstaffed,
            )
            for subject in subjects(case)
        ), costs.note or _unstaffed(costs.unstaffed)
    return unpriced_subjects(case), costs.note


def _unstaffed(reasons: Mapping[str, str]) -> str:
    """Whose cost is unknown since nobody could staff an offer, and why; nothing where there is no such vendor.

    Vendors are told, and no references of their offers: those would give them away where they have codes for names.
    """
    told = (
        f"an offer of {', '.join(shown(vendor) for vendor, own in reasons.items() if own == reason)} "
        f"cannot be staffed, so that cost is unknown: {reason}"
        for reason in dict.fromkeys(reasons.values())
    )
    return "; ".join(told)


def unpriced_subjects(case: Case) -> tuple[Subject, ...]:
    """The vendors with what people thought of them, where it is the buyer who keeps offers from being priced."""
    offering = {offer.vendor for offer in case.quotes}
    return tuple(replace(subject, offered=subject.id in offering) for subject in subjects(case))


def vendor_costs(case: Case, needs: Needs, today: date | None = None, priced: CostAnswer | None = None) -> VendorCosts:
    """What each vendor with an offer costs, and why there is nothing to tell where there is not.

    Args:
        case: The vendors and their offers.
        needs: The buyer's, with the options of the call.
        today: For the first day of a contract that the needs do not date; None is the clock's.
        priced: What the offers of this case cost, where that was reckoned; what fits is not reckoned again.

    Raises:
        BadFilesError: A currency has no rate.
        ValueError: A figure of the needs makes no cost possible.
    """
    if problems := without_a_rate(case.quotes, needs.currency, needs.rates):
        raise BadFilesError(problems)
    if not case.quotes:
        return VendorCosts({}, NO_QUOTES)
    if needs.demand.calls_per_month is None and needs.demand.issues_per_month is None:
        return VendorCosts({}, _NO_VOLUME)
    return _priced(case, needs, today or date.today(), priced)  # noqa: DTZ011 - the buyer's own calendar


def _priced(case: Case, needs: Needs, today: date, priced: CostAnswer | None) -> VendorCosts:
    """The costs where there are offers and a volume."""
    # Only such cases pay for the rooms of demand and pricing.
    from callvet.demand.market import MARKET_CURRENCY  # noqa: PLC0415
    from callvet.evaluation.prices.offer_cost import exchange_rates  # noqa: PLC0415

    rates = exchange_rates(needs)
    context, known = _context(case, needs, today, priced)
    scale = _scale(context, rates)
    if scale is None:
        return VendorCosts({}, _NO_SCALE.format(MARKET_CURRENCY))
    profiles = {vendor.id: vendor for vendor in case.vendors}
    found: dict[str, VendorCost | None] = {}
    unstaffed: dict[str, str] = {}
    problems: list[Problem] = []
    for vendor, offers in _by_vendor(case.quotes).items():
        latest = _latest(offers, needs, today) if vendor in profiles else []
        own, too_large, at_fault_here = _estimates(latest, profiles.get(vendor), (context, known), rates)
        problems += at_fault_here
        if too_large:
            # What cannot be priced could be the dearest of its offers, so the others do not stand for it.
            unstaffed[vendor] = too_large
        elif own:
            dearest = max(own, key=lambda pair: pair[1].monthly.range.high)
            found[vendor] = _cost(*dearest, needs, scale)
        elif latest:
            found[vendor] = None
    if problems:
        raise BadFilesError(problems)
    return VendorCosts(found, "" if found or unstaffed else _NO_OFFER, unstaffed)


def _context(
    case: Case, needs: Needs, today: date, priced: CostAnswer | None
) -> tuple[Context, Mapping[int, Estimate]]:
    """Under what offers are priced, and what they are known to cost, by the offer's identity."""
    from callvet.demand.context import Context  # noqa: PLC0415 - as in _priced
    from callvet.evaluation.prices.offer_cost import contract_start  # noqa: PLC0415 - as in _priced
    from callvet.evaluation.prices.wishes import shape_text  # noqa: PLC0415 - as in _priced

    start = contract_start(needs, today)
    if priced is not None and needs.demand.calls_per_month is not None and priced.start == start:
        calls = Fraction(needs.demand.calls_per_month)
        at_these = priced.needs.demand.model_copy(update={"calls_per_month": needs.demand.calls_per_month})
        at_these = at_these.model_copy(update={"issues_per_month": None})
        alike = priced.needs.model_copy(update={"weights": needs.weights, "demand": at_these})
        known = {id(one.offer): one.estimate for one in priced.priced if one.volume == calls}
        if known and alike == needs:
            return priced.context.under(calls, needs.currency, None), known
    return Context(needs, None, needs.currency, start, csv_text=shape_text(case.needs, needs)), {}


def _estimates(
    offers: Iterable[QuoteFile],
    vendor: VendorFile | None,
    under: tuple[Context, Mapping[int, Estimate]],
    rates: Mapping[str, Fraction],
) -> tuple[list[tuple[QuoteFile, Estimate]], str, list[Problem]]:
    """What offers of one vendor cost that are made for such a volume, why one cannot be staffed, and what is wrong.

    Raises:
        ValueError: A figure of the needs makes no cost possible.
    """
    from callvet.demand.erlang import OverloadError  # noqa: PLC0415 - as in _priced
    from callvet.demand.forecast import calls_per_month  # noqa: PLC0415 - as in _priced
    from callvet.evaluation.prices.offer_cost import in_answer_currency, takes_volume  # noqa: PLC0415

    context, known = under
    priced: list[tuple[QuoteFile, Estimate]] = []
    too_large = ""
    problems: list[Problem] = []
    for offer in offers:
        try:
            found = known.get(id(offer)) or in_answer_currency(offer, vendor, context, rates, calendar=True)
        except OverloadError as refused:
            too_large = str(refused)
        except ValueError as refused:
            problem = at_fault(offer, refused)
            if problem is None:
                raise
            problems.append(problem)
        else:
            calls = context.volume or calls_per_month(context.needs) or found.usage.calls
            if found.published and takes_volume(vendor, calls):
                priced.append((offer, found))
    return priced, too_large, problems


def _scale(context: Context, rates: Mapping[str, Fraction]) -> CostScale | None:
    """The two ends of the scale: fixed by the buyer, else half the market's low end and twice its high end.

    Raises:
        ValueError: The market's low end is nothing, which no logarithm reaches.
    """
    from callvet.demand.market import MARKET_CURRENCY, market  # noqa: PLC0415 - as in _priced

    fixed = context.needs.scales.cost
    if fixed is not None:
        return CostScale(fixed.best, fixed.worst)
    if MARKET_CURRENCY not in rates:
        return None
    rows = market(context, rates[MARKET_CURRENCY])
    if not min(row.monthly.low for row in rows):
        message = "the market asks nothing for such calls, so the cost scale has no ends; add scales: to the needs"
        raise ValueError(message)
    return CostScale(min(row.monthly.low for row in rows) / 2, max(row.monthly.high for row in rows) * 2)


def _by_vendor(offers: Iterable[QuoteFile]) -> dict[str, list[QuoteFile]]:
    """The offers of each vendor."""
    found: dict[str, list[QuoteFile]] = {}
    for offer in offers:
        found.setdefault(offer.vendor, []).append(offer)
    return found


def _latest(offers: Iterable[QuoteFile], needs: Needs, today: date) -> list[QuoteFile]:
    """The latest-dated offers that have not expired and are of a wanted agent model; several where dates tie."""
    from callvet.evaluation.prices.offer_cost import prices_calls  # noqa: PLC0415 - as in _priced

    wanted = {needs.agents} if needs.agents != "any" else set(needs.must.agents)
    fitting = [
        offer
        for offer in offers
        if prices_calls(offer)
        and (offer.quote.valid_until is None or offer.quote.valid_until >= today)
        and (not wanted or offer.quote.agents is None or offer.quote.agents in wanted)
    ]
    dates = [offer.quote.dated for offer in fitting if offer.quote.dated is not None]
    newest = max(dates, default=None)
    return [offer for offer in fitting if offer.quote.dated == newest]


def _cost(offer: QuoteFile, found: Estimate, needs: Needs, scale: CostScale) -> VendorCost:
    """What the criterion and the report need of an estimate."""
    term = found.over(needs.term_months)
    months = Decimal(needs.term_months)
    return VendorCost(
        monthly_low=found.monthly.range.low,
        monthly_high=found.monthly.range.high,
        share_low=term.low / months,
        share_high=term.high / months,
        scale=scale,
        currency=needs.currency,
        place=offer.document.value_place("charges" if offer.quote.charges is not None else "plans"),
        open_terms={one.term: one.worth for one in found.questions if not one.term.startswith(_STATED_ELSEWHERE)},
        not_stated=tuple(one.term for one in found.questions if one.term.startswith(_STATED_ELSEWHERE)),
    )
