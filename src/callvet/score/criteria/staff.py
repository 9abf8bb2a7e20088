"""Staff: how strong are its leaders, managers and agents?

The most important factor: real expertise of the people is what the service is made of. Meet them before you
decide, and write what you thought into a judgement as `staff`:

| mark | what was met |
| --- | --- |
| 0 | nobody could be met, or nobody knew the work |
| 5 | able managers, but agents who lean on a script; or good agents under managers who change often |
| 10 | leaders, managers and agents who know their trade, and who were there to answer |

| fact | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `staff` in judgements | 4 | mark 0 | mark 10 |
| `agents.training_hours` | 1 | none (16 hours: 40, 40 hours: 80) | 80 hours or more |

Training is what an agent gets before taking your calls. Each person's marks are averaged first, then the
people; marks that lie 3 or more apart are flagged, to be talked over.

Source: document B: staff is the most important factor, meet them before deciding; document C: agents with
real expertise are the main resource of the service. The weights and break points are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, Subject, combine
from callvet.score.opinion import opinion
from callvet.score.value_function import piecewise

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.model.needs import Needs

TRAINING_HOURS = ((0, 0.0), (16, 0.4), (40, 0.8), (80, 1.0))


def _training(hours: Decimal) -> Grade:
    """The first days teach the most."""
    return piecewise(hours, *TRAINING_HOURS), f"{float(hours):g} hours of training" if hours else "no training"


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge the people as they were met, and how they are trained."""
    marks, flags = opinion(subject, 4, ("staff",))
    training = subject.fact(1, "agents.training_hours", subject.vendor.agents.training_hours, _training)
    return combine(marks, training, flags=flags)


CRITERION = Criterion(
    id="staff",
    group="people",
    question="How strong are its leaders, managers and agents?",
    page=__doc__,
    assess=assess,
)
