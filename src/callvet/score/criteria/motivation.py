"""Motivation: do its people like to work there?

How a vendor treats its people shows in how they treat customers. Whoever met them writes `motivation` into a
judgement:

| mark | what was met |
| --- | --- |
| 0 | people who are driven or afraid, and would rather be elsewhere |
| 5 | people who do their work, neither glad nor unhappy |
| 10 | people who are well treated, proud of their work and eager to tell of it |

| fact | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `motivation` in judgements | 2 | mark 0 | mark 10 |
| `agents.annual_attrition` | 1 | 100% leave in a year (45%: 30, 30%: 60) | 15% or less |

Each person's marks are averaged first, then the people; marks that lie 3 or more apart are flagged, to be
talked over.

Source: document A: how the vendor treats its people shows in how they treat customers. That agents who stay
are a sign of it, and the break points, are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, Subject, combine
from callvet.score.opinion import opinion
from callvet.score.value_function import piecewise

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.model.needs import Needs

ATTRITION = ((0.15, 1.0), (0.30, 0.6), (0.45, 0.3), (1.0, 0.0))


def _attrition(share: Decimal) -> Grade:
    """The fewer leave, the better."""
    return piecewise(share, *ATTRITION), f"{float(share) * 100:g}% of agents leave in a year"


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge the people's mood as it was met, and how many leave."""
    marks, flags = opinion(subject, 2, ("motivation",))
    attrition = subject.fact(1, "agents.annual_attrition", subject.vendor.agents.annual_attrition, _attrition)
    return combine(marks, attrition, flags=flags)


CRITERION = Criterion(
    id="motivation",
    group="people",
    question="Do its people like to work there?",
    page=__doc__,
    assess=assess,
)
