"""Is it worth it? What an offer saves against today, and what one point of first contact resolution is worth."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.demand.cost_range import Range
from callvet.evaluation.prices.offer_cost import in_answer_currency

if TYPE_CHECKING:
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.priced import Priced
    from callvet.model.needs import Needs

_POINT: Final = Fraction(1, 100)


class Saving(NamedTuple):
    """What an offer saves against what the work costs today, with the time spent on looking after the vendor.

    Attributes:
        monthly: In a normal month; below 0 where the offer costs more. [units of the currency]
        payback_months: How long it takes to earn the cost of moving back, at the best and at the worst; None where
            the offer saves nothing. [months]
    """

    monthly: Range
    payback_months: tuple[Fraction | None, Fraction | None]


class ResolutionPoint(NamedTuple):
    """What it is worth if one issue in a hundred more is resolved at first contact, and does not come back.

    Attributes:
        worth: What a normal month costs less. [units of the currency]
        resolution: The share it is reckoned from. [share of issues]
        calls: Calls with a point more. [calls per month]
    """

    worth: Range
    resolution: Fraction
    calls: Fraction


def saving_of(one: Priced, needs: Needs) -> Saving | None:
    """What an offer saves; None where the needs do not say what the work costs today.

    Args:
        one: The offer.
        needs: Its ``baseline``; what it does not say of moving and oversight costs nothing.
    """
    baseline = needs.baseline
    if baseline is None or baseline.monthly_cost is None:
        return None
    oversight = (baseline.oversight_hours_per_month or Decimal(0)) * (baseline.oversight_rate or Decimal(0))
    left = baseline.monthly_cost - oversight
    monthly = Range(left - one.monthly.high, left - one.monthly.low)
    moving = Fraction(baseline.transition_cost or 0)
    best, worst = (moving / Fraction(saved) if saved > 0 else None for saved in (monthly.high, monthly.low))
    return Saving(monthly, (best, worst))


def resolution_point(one: Priced, answer: CostAnswer) -> ResolutionPoint | None:
    """What a point of first contact resolution is worth with an offer; None where all issues are resolved, or no calls.

    Issues stay as many as they are, so the calls fall: calls = issues ÷ resolution. Where the needs state issues, the
    calls follow from the buyer's own resolution; else the vendor's holds where its profile has it.

    Args:
        one: The offer.
        answer: What it was priced under.

    Raises:
        ValueError: As ``demand.estimate.estimate``.
    """
    demand = answer.needs.demand
    theirs = one.vendor.vendor.performance.first_contact_resolution if one.vendor else None
    by_issues = demand.issues_per_month is not None
    resolution = Fraction(demand.first_contact_resolution if theirs is None or by_issues else theirs)
    if not one.volume or not resolution or resolution + _POINT > 1:
        return None
    calls = one.volume * resolution / (resolution + _POINT)
    context = replace(answer.context, volume=calls)
    then = in_answer_currency(one.offer, one.vendor, context, answer.rates).monthly.range
    worth = Range(one.monthly.low - then.low, one.monthly.high - then.high)
    return ResolutionPoint(worth, resolution, calls)
