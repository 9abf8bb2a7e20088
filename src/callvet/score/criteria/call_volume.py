"""Call volume: does the vendor take as many calls as we have?

Judged is the buyer's volume of an average month today (`demand.calls_per_month`, or what
`demand.issues_per_month` comes to).

| fact | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `capacity.min_calls_per_month` | 2 | we have fewer | none, or we have twice as many (as many: 60) |
| `capacity.max_calls_per_month` | 1 | we have more | we have as many or fewer |

A vendor whose minimum lies above our volume would not take us, or would bill the minimum. Whether the vendor
has room for a busier month or a later year is not asked here but in scalability.

Not applicable where the needs give no volume.

Source: document B: some vendors set a minimum volume that a small firm cannot meet; estimate the volume before
shopping. The break points are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, NotApplicable, Subject, combine
from callvet.score.usage import calls_per_month
from callvet.score.value_function import piecewise

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.model.needs import Needs

ABOVE_MINIMUM = ((1, 0.6), (2, 1.0))
"""Our volume as a multiple of the vendor's minimum. [ratio]"""


def _minimum(least: Decimal, volume: Decimal) -> Grade:
    """A minimum well below our volume leaves room for a quiet month."""
    if not least:
        return 1.0, "no minimum volume"
    words = f"at least {least:,f} calls a month"
    return (piecewise(volume / least, *ABOVE_MINIMUM) if volume >= least else 0.0), words


def _maximum(most: Decimal, volume: Decimal) -> Grade:
    """Our volume fits today, or it does not."""
    return (1.0 if volume <= most else 0.0), f"at most {most:,f} calls a month"


def assess(subject: Subject, needs: Needs) -> Assessment | NotApplicable:
    """Judge whether today's volume lies between the least and the most that the vendor takes."""
    volume = calls_per_month(needs)
    if volume is None:
        return NotApplicable("the needs give no volume")
    capacity = subject.vendor.capacity
    return combine(
        subject.fact(
            2, "capacity.min_calls_per_month", capacity.min_calls_per_month, lambda least: _minimum(least, volume)
        ),
        subject.fact(
            1, "capacity.max_calls_per_month", capacity.max_calls_per_month, lambda most: _maximum(most, volume)
        ),
    )


CRITERION = Criterion(
    id="call_volume",
    group="availability",
    question="Does the vendor take as many calls as we have?",
    page=__doc__,
    assess=assess,
)
