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
leaves open what it will cost, the points are a range too; without an offer, or a volume, they are unknown. So they are
where the offer is made for other volumes: outside what the vendor publishes, or takes on.

Source: document B for the market: $0.70 to $1.25 a minute with shared agents, $25 to $35 an agent-hour with
dedicated ones. The ends of the scale and the logarithm are callvet's.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from math import log
from typing import TYPE_CHECKING

from callvet.model.wording import shown
from callvet.score.criterion import FULL_SCORE, Assessment, Criterion, Part, Subject, combine
from callvet.score.monthly_cost import PRICES_KEY
from callvet.score.value_function import piecewise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from callvet.model.needs import Needs
    from callvet.score.monthly_cost import VendorCost

_OTHER_VOLUMES = "its offer is made for other volumes than yours"
_UNPRICED = "there is an offer, but it could not be priced"


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
        unknown = combine(subject.unknown(1, PRICES_KEY))
        if subject.out_of_range:
            return unknown._replace(reason=f"{_OTHER_VOLUMES}; {unknown.reason}", flags=(_OTHER_VOLUMES,))
        # A vendor that has made its offer has nothing to answer; the buyer has.
        return unknown._replace(open_points={}, reason=_UNPRICED) if subject.offered else unknown
    low = cost_value(cost.share_high, cost.scale.best, cost.scale.worst)
    high = cost_value(cost.share_low, cost.scale.best, cost.scale.worst)
    open_points = _open_points(cost, low, high)
    part = Part(1, low, high, _words(cost, open_points), PRICES_KEY, cost.place)
    flags = [f"its offer is priced without {shown(key)}, which is not stated" for key in cost.not_stated]
    # A range may have nothing to ask, such as a price that may rise or agents who may speak one language or all.
    return combine(part, flags=flags)._replace(open_points=open_points, answered_share=0.0 if open_points else 1.0)


def _words(cost: VendorCost, open_points: Mapping[str, float]) -> str:
    """What it comes to, on which scale, and what is not known of it."""
    low, high = _whole(cost.share_low), _whole(cost.share_high)
    scale = f"100 points at {_whole(cost.scale.best)}, none at {_whole(cost.scale.worst)}"
    words = f"{cost.currency} {low if low == high else f'{low}–{high}'} a month over the term ({scale})"
    return f"{words}; not known: {', '.join(map(shown, open_points))}" if open_points else words


def _whole(amount: Decimal) -> str:
    """An amount without its minor unit."""
    return f"{amount.to_integral_value(ROUND_HALF_UP):,f}"


def _open_points(cost: VendorCost, low: float, high: float) -> dict[str, float]:
    """What each answer alone could still add, by dotted key; to what has no worth alone, the first has to stand.

    An answer is taken to lower the cost of the whole term in the proportion in which it lowers a normal month's.

    Args:
        cost: With its open terms.
        low: Value of the dear end. [value in 0..1]
        high: Value of the cheap end. [value in 0..1]
    """
    if low == high or not cost.open_terms:
        return {}
    found: dict[str, float] = {}
    for key, worth in zip(cost.open_keys, cost.open_terms.values(), strict=True):
        left = cost.share_high * (1 - worth / cost.monthly_high) if worth else cost.share_high
        points = FULL_SCORE * (min(cost_value(left, cost.scale.best, cost.scale.worst), high) - low)
        if points > 0:
            found[key] = points
    return found or {cost.open_keys[0]: FULL_SCORE * (high - low)}


CRITERION = Criterion(
    id="cost",
    group="cost",
    question="What does the vendor cost at our volume?",
    page=__doc__,
    assess=assess,
)
