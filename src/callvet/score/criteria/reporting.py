"""Reporting: what do we get to see of the work?

| `reporting.level` | points |
| --- | --- |
| `none` | 0 |
| `counts`: bare counts of calls per period | 30 |
| `daily`: a report every day | 70 |
| `realtime`: what happens, while it happens | 100 |

Ask how transparent and how predictable reports are; at first, have the vendor tell you daily or twice a day what
happens. Recordings and messages are judged in monitoring.

Source: document B: from bare counts of calls per period up to real-time analytics; daily or twice-daily reports
at first. The points are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, Subject, combine

if TYPE_CHECKING:
    from callvet.model.needs import Needs

LEVELS: dict[str, Grade] = {
    "none": (0.0, "no reports"),
    "counts": (0.3, "bare counts"),
    "daily": (0.7, "daily reports"),
    "realtime": (1.0, "real-time reports"),
}


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge how much of the work is shown, and how soon."""
    return combine(subject.fact(1, "reporting.level", subject.vendor.reporting.level, LEVELS.__getitem__))


CRITERION = Criterion(
    id="reporting",
    group="quality",
    question="What do we get to see of the work?",
    page=__doc__,
    assess=assess,
)
