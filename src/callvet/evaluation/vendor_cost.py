"""What each vendor costs, for its score: its latest offer that holds, on the buyer's own calls."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.demand.estimate import Context
from callvet.demand.market import MARKET_CURRENCY, market
from callvet.demand.usage import calls_per_month
from callvet.evaluation.costing import contract_start, exchange_rates, expect_rates, in_answer_currency, shape_text
from callvet.evaluation.reading import subjects
from callvet.load.discovery import NothingToWorkOnError
from callvet.score.criteria.cost import CostScale, VendorCost

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from callvet.demand.estimate import Estimate
    from callvet.model.case import Case, QuoteFile
    from callvet.model.needs import Needs
    from callvet.score.criterion import Subject


def priced_subjects(case: Case, needs: Needs, today: date | None = None) -> tuple[tuple[Subject, ...], str]:
    """The vendors with what people thought of them and what they cost, and why costs are not known.

    Raises:
        BadFilesError: A currency has no rate.
        NothingToWorkOnError: A figure of the needs makes no cost possible; the message has the fix.
    """
    try:
        costs, note = vendor_costs(case, needs, today)
    except ValueError as refused:
        raise NothingToWorkOnError(str(refused)) from refused
    return tuple(replace(subject, cost=costs.get(subject.id)) for subject in subjects(case)), note


def vendor_costs(case: Case, needs: Needs, today: date | None = None) -> tuple[dict[str, VendorCost], str]:
    """What each vendor with an offer costs, and why there is nothing to tell where there is not.

    Args:
        case: The vendors and their offers.
        needs: The buyer's, with the options of the call.
        today: For the first day of a contract that the needs do not date; None is the clock's.

    Returns:
        The costs by vendor's id, and a sentence for the notes or nothing.

    Raises:
        BadFilesError: A currency has no rate.
        ValueError: A figure of the needs makes no cost possible.
    """
    if not case.quotes:
        return {}, "no quotes were found beside the vendors, so cost is unknown"
    if calls_per_month(needs) is None:
        return {}, "no volume is given (--volume 5000), so cost is unknown"
    rates = exchange_rates(needs)
    expect_rates(case, needs.currency, rates)
    start = contract_start(needs, today)
    context = Context(needs, None, needs.currency, start, csv_text=shape_text(case.needs, needs))
    scale = _scale(context, rates)
    if scale is None:
        return {}, f"no rate from {MARKET_CURRENCY} is given, so the cost scale has no ends; add scales: or rates:"
    profiles = {vendor.id: vendor for vendor in case.vendors}
    found: dict[str, VendorCost] = {}
    for vendor, offers in _by_vendor(case.quotes).items():
        if vendor in profiles:
            priced = [
                (offer, in_answer_currency(offer, profiles[vendor], context, rates, calendar=True))
                for offer in _latest(offers, needs, today or date.today())  # noqa: DTZ011 - the buyer's own calendar
            ]
            if priced:
                found[vendor] = _cost(*max(priced, key=lambda pair: pair[1].monthly.range.high), needs, scale)
    return found, ""


def _scale(context: Context, rates: Mapping[str, Fraction]) -> CostScale | None:
    """The two ends of the scale: fixed by the buyer, else half the market's low end and twice its high end."""
    fixed = context.needs.scales.cost
    if fixed is not None:
        return CostScale(fixed.best, fixed.worst)
    if MARKET_CURRENCY not in rates:
        return None
    rows = market(context, rates[MARKET_CURRENCY])
    return CostScale(min(row.monthly.low for row in rows) / 2, max(row.monthly.high for row in rows) * 2)


def _by_vendor(offers: Iterable[QuoteFile]) -> dict[str, list[QuoteFile]]:
    """The offers of each vendor."""
    found: dict[str, list[QuoteFile]] = {}
    for offer in offers:
        found.setdefault(offer.vendor, []).append(offer)
    return found


def _latest(offers: Iterable[QuoteFile], needs: Needs, today: date) -> list[QuoteFile]:
    """The latest-dated offers that have not expired and are of a wanted agent model; several where dates tie."""
    wanted = set(needs.must.agents) or ({needs.agents} if needs.agents != "any" else set())
    fitting = [
        offer
        for offer in offers
        if (offer.quote.valid_until is None or offer.quote.valid_until >= today)
        and (not wanted or offer.quote.agents is None or offer.quote.agents in wanted)
    ]
    dates = [offer.quote.dated for offer in fitting if offer.quote.dated is not None]
    newest = max(dates, default=None)
    return [offer for offer in fitting if offer.quote.dated == newest]


def _cost(offer: QuoteFile, found: Estimate, needs: Needs, scale: CostScale) -> VendorCost:
    """What the criterion and the report need of an estimate."""
    term = found.over(needs.term_months)
    months = Decimal(needs.term_months)
    first = next(iter(found.questions), None)
    return VendorCost(
        monthly_low=found.monthly.range.low,
        monthly_high=found.monthly.range.high,
        share_low=term.low / months,
        share_high=term.high / months,
        scale=scale,
        currency=needs.currency,
        place=offer.document.value_place("charges" if offer.quote.charges is not None else "plans"),
        open_term=first.term if first else "",
    )
