"""Size fit: are we a client of the right size for the vendor?

Judged is the share of the vendor's agents (`company.agents`) that our calls would take:

| our share of its agents | points |
| --- | --- |
| 0.1% or less | 30 |
| 1% to 10% | 100 |
| 25% | 60 |
| 50% | 20 |
| 100% or more, or the vendor has no agents | 0 |

Between these the points follow the logarithm of the share, so that twice the share is the same step everywhere.
How many agents our calls take is reckoned roughly from the load of the open hours, at least one.

Not applicable where the needs give no volume.

Source: document B: too small a vendor harms the business; too large a one adds cost and gives little attention.
The break points are callvet's.
"""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, NotApplicable, Subject, combine
from callvet.score.usage import agents_wanted
from callvet.score.value_function import piecewise

if TYPE_CHECKING:
    from callvet.model.needs import Needs

SHARE_OF_AGENTS = ((0.001, 0.3), (0.01, 1.0), (0.1, 1.0), (0.25, 0.6), (0.5, 0.2), (1.0, 0.0))
"""[share of the vendor's agents]"""


def _size_value(share: float) -> float:
    """What it is worth to be a client of this size; the share is above 0. [value in 0..1]"""
    return piecewise(log10(share), *((log10(point), value) for point, value in SHARE_OF_AGENTS))


def _size(agents: int, wanted: float) -> Grade:
    """Neither lost among its clients nor too much for it."""
    if not agents:
        return 0.0, "no agents"
    return _size_value(wanted / agents), f"about {wanted:,.0f} of {agents:,} agents for us"


def assess(subject: Subject, needs: Needs) -> Assessment | NotApplicable:
    """Judge our share of the vendor's agents."""
    wanted = agents_wanted(needs)
    if wanted is None:
        return NotApplicable("the needs give no volume")
    return combine(subject.fact(1, "company.agents", subject.vendor.company.agents, lambda all_: _size(all_, wanted)))


CRITERION = Criterion(
    id="size_fit",
    group="trust",
    question="Are we a client of the right size for the vendor?",
    page=__doc__,
    assess=assess,
)
