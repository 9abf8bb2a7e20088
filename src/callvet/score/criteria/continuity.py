"""Continuity: what happens to our calls when something breaks?

| fact | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `continuity.redundant_sites` | 3 | no | another site takes over |
| `continuity.disaster_recovery` | 3 | no plan | a plan |
| `continuity.outages_last_year` | 2 | 6 or more (1: 70, 3: 30) | none |
| `service_levels.uptime` | 2 | 99% or less (99.5%: 50, 99.9%: 85) | 99.99% |

99.9% is nine hours without service a year, 99% is nearly four days.

Source: document B: how often the centre is down, its redundancy, its disaster-recovery plan; close to half of
customers avoid a brand after waiting more than five minutes because service was down. The break points are
callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, Subject, combine
from callvet.score.value_function import piecewise, yes_no

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.model.needs import Needs

OUTAGES = ((0, 1.0), (1, 0.7), (3, 0.3), (6, 0.0))
UPTIME = ((0.99, 0.0), (0.995, 0.5), (0.999, 0.85), (0.9999, 1.0))


def _outages(count: int) -> Grade:
    """Fewer is better."""
    words = {0: "no outage last year", 1: "1 outage last year"}.get(count, f"{count} outages last year")
    return piecewise(count, *OUTAGES), words


def _uptime(share: Decimal) -> Grade:
    """The last nines cost the most."""
    return piecewise(share, *UPTIME), f"{float(share) * 100:g}% uptime" if share else "no uptime promised"


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge redundancy, recovery and what happened so far."""
    continuity = subject.vendor.continuity
    return combine(
        subject.fact(
            3, "continuity.redundant_sites", continuity.redundant_sites, yes_no("redundant sites", "no redundant site")
        ),
        subject.fact(
            3,
            "continuity.disaster_recovery",
            continuity.disaster_recovery,
            yes_no("disaster recovery", "no disaster recovery"),
        ),
        subject.fact(2, "continuity.outages_last_year", continuity.outages_last_year, _outages),
        subject.fact(2, "service_levels.uptime", subject.vendor.service_levels.uptime, _uptime),
    )


CRITERION = Criterion(
    id="continuity",
    group="availability",
    question="What happens to our calls when something breaks?",
    page=__doc__,
    assess=assess,
)
