"""Scalability: can the vendor grow with us?

Judged is the busiest month of the term: today's volume, grown (`demand.growth_per_year`) over `term_months`, in
the strongest month of `demand.season`.

| fact | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `capacity.max_calls_per_month` | 2 | half of that month or less (as much: 70) | one and a half times as much |
| `capacity.agents_added_per_month` | 2 | 24 months or more, or none added (12 months: 10, 3: 50) | 1 month |

The months are what the vendor needs to add the agents that the busiest month takes beyond today's, and at
least one agent. How many that is, is reckoned roughly from the load of the open hours.

The most that a vendor takes is asked in call_volume too, but only whether an average month of today fits; here
only the room that is left in the busiest month counts.

Not applicable where the needs give no volume.

Source: document B: can it take the growth that is expected, and grow with the business? The break points are
callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, NotApplicable, Subject, combine
from callvet.score.usage import agents_wanted, calls_per_month, peak_calls_per_month
from callvet.score.value_function import piecewise

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.model.needs import Needs

ROOM = ((0.5, 0.0), (1.0, 0.7), (1.5, 1.0))
"""The most that the vendor takes, as a multiple of our busiest month. [ratio]"""
MONTHS_TO_GROW = ((1, 1.0), (3, 0.5), (12, 0.1), (24, 0.0))
"""Time to add the agents that our busiest month takes. [months]"""
LEAST_EXTRA_AGENTS = 1.0
"""Even without growth, a vendor should be able to add one. [agents]"""


def extra_agents(needs: Needs) -> float | None:
    """Agents that the busiest month takes beyond today's, at least one; None without a volume. [agents]"""
    wanted, volume, peak = agents_wanted(needs), calls_per_month(needs), peak_calls_per_month(needs)
    if wanted is None or volume is None or peak is None:
        return None
    return max(wanted * (float(peak) / float(volume) - 1), LEAST_EXTRA_AGENTS)


def _room(most: Decimal, peak: Decimal) -> Grade:
    """Some room beyond the busiest month is worth having, more than half of it is not."""
    return piecewise(float(most) / float(peak), *ROOM), f"{most:,f} calls a month for a peak of {peak:,.0f}"


def _growth(added: Decimal, extra: float) -> Grade:
    """The fewer months it takes, the better."""
    if not added:
        return 0.0, "adds no agents"
    return piecewise(extra / float(added), *MONTHS_TO_GROW), f"adds {added:,f} agents a month"


def assess(subject: Subject, needs: Needs) -> Assessment | NotApplicable:
    """Judge the room for our busiest month, and how fast agents can be added for it."""
    peak, extra = peak_calls_per_month(needs), extra_agents(needs)
    if peak is None or extra is None:
        return NotApplicable("the needs give no volume")
    capacity = subject.vendor.capacity
    return combine(
        subject.fact(2, "capacity.max_calls_per_month", capacity.max_calls_per_month, lambda most: _room(most, peak)),
        subject.fact(
            2,
            "capacity.agents_added_per_month",
            capacity.agents_added_per_month,
            lambda added: _growth(added, extra),
        ),
    )


CRITERION = Criterion(
    id="scalability",
    group="availability",
    question="Can the vendor grow with us?",
    page=__doc__,
    assess=assess,
)
