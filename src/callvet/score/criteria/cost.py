"""Cost: what does the vendor cost at our volume?

**Prices are not read yet in this version: the cost of every vendor stands as unknown, from 0 to 100 points.**

The rule that will hold: judged is the monthly share of the whole term's cost, against one scale for all agent
models, whose two ends are amounts of money:

| a month costs | points |
| --- | --- |
| half the market's low end or less | 100 |
| twice the market's high end or more | 0 |

Between them the points follow the logarithm of the cost, so that every doubling takes away the same number of
points. The buyer may fix both ends in the needs (`scales: {cost: {best: 12000, worst: 60000}}`). Where a quote
leaves open what it will cost, the points are a range too.

Source: document B for the market: $0.70 to $1.25 a minute with shared agents, $25 to $35 an agent-hour with
dedicated ones. The ends of the scale and the logarithm are callvet's.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Subject, combine
from callvet.score.value_function import piecewise

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.model.needs import Needs


PRICES_KEY = "quotes"
"""The key of the profile, and the folder beside it, that answer what a vendor costs."""


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
    """Unknown, until prices are read."""
    return combine(subject.unknown(1, PRICES_KEY))


CRITERION = Criterion(
    id="cost",
    group="cost",
    question="What does the vendor cost at our volume?",
    page=__doc__,
    assess=assess,
)
