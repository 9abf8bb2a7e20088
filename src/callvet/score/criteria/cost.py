"""Cost: what does the vendor cost at our volume?

Judged is the monthly share of the whole term's cost (one-offs, promotions, growth and price rises among it), of the
vendor's latest offer that has not expired and is of an agent model that is wanted; of several of one day, the dearer.
There is one scale for all agent models, whose two ends are amounts of money:

| a month costs | points |
| --- | --- |
| half the market's low end or less | 100 |
| twice the market's high end or more | 0 |

The market's ends are those of the documents' per-minute and hourly ranges on the same calls, the lower of the two and
the higher. Between them the points follow the logarithm of the cost, so that every doubling takes away the same number
of points. The buyer may fix both ends in the needs (`scales: {cost: {best: 12000, worst: 60000}}`). Where an offer
leaves open what it will cost, the points are a range too; without an offer, or a volume, they are unknown.

Source: document B for the market: $0.70 to $1.25 a minute with shared agents, $25 to $35 an agent-hour with
dedicated ones. The ends of the scale and the logarithm are callvet's.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Part, Subject, combine
from callvet.score.value_function import piecewise

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.model.needs import Needs
    from callvet.model.problem import Place


PRICES_KEY = "quotes"
"""The key of the profile, and the folder beside it, that answer what a vendor costs."""


@dataclass(frozen=True, slots=True)
class CostScale:
    """The two ends of the scale.

    Attributes:
        best: The cost that earns everything. [money per month]
        worst: The cost that earns nothing. [money per month]
    """

    best: Decimal
    worst: Decimal


@dataclass(frozen=True, slots=True)
class VendorCost:
    """What a vendor's offer comes to.

    Attributes:
        monthly_low: A normal month, if all that is open comes out best. [money per month]
        monthly_high: A normal month, if it comes out worst. [money per month]
        share_low: The monthly share of the whole term's cost, at best. [money per month]
        share_high: The monthly share of the whole term's cost, at worst. [money per month]
        scale: The ends of the scale.
        currency: Of all amounts, ISO 4217.
        place: Where the offer's charges stand.
        open_term: The open term that is worth most; empty where nothing is open.
    """

    monthly_low: Decimal
    monthly_high: Decimal
    share_low: Decimal
    share_high: Decimal
    scale: CostScale
    currency: str
    place: Place
    open_term: str = ""


def cost_value(monthly: float | Decimal, best: Decimal, worst: Decimal) -> float:
    """What a month's cost is worth: everything at ``best``, nothing at ``worst``, logarithmic between.

    Args:
        monthly: Monthly share of the whole term's cost. [money per month]
        best: The cost that earns everything, above 0. [money per month]
        worst: The cost that earns nothing, above ``best``. [money per month]

    Returns:
        Between 0 and 1, also beyond either end. [value in 0..1]
    """
    if monthly <= best:
        return 1.0
    return piecewise(log(monthly), (log(best), 1.0), (log(worst), 0.0))


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge what the vendor's offer comes to; unknown where there is none."""
    cost = subject.cost
    if cost is None:
        return combine(subject.unknown(1, PRICES_KEY))
    low = cost_value(cost.share_high, cost.scale.best, cost.scale.worst)
    high = cost_value(cost.share_low, cost.scale.best, cost.scale.worst)
    ends = (
        f"{cost.share_low:,.0f}"
        if cost.share_low == cost.share_high
        else f"{cost.share_low:,.0f}–{cost.share_high:,.0f}"
    )
    scale = f"100 points at {cost.scale.best:,.0f}, none at {cost.scale.worst:,.0f}"
    words = f"{cost.currency} {ends} a month over the term ({scale})"
    key = f"{PRICES_KEY}.{cost.open_term}" if cost.open_term else PRICES_KEY
    return combine(Part(1, low, high, words, key, cost.place, answered=low == high))


CRITERION = Criterion(
    id="cost",
    group="cost",
    question="What does the vendor cost at our volume?",
    page=__doc__,
    assess=assess,
)
