"""Culture: are its values close to ours?

A matter of opinion. Whoever met the vendor writes `culture` into a judgement:

| mark | what was met |
| --- | --- |
| 0 | its values go against ours: what it is proud of, we would not want done in our name |
| 5 | its values are neither like ours nor against them |
| 10 | it cares for the same things as we do, and shows it without being asked |

The mark times ten is the points. Each person's marks are averaged first, then the people; marks that lie 3 or
more apart are flagged, to be talked over.

Source: document A: choose a centre whose values are close to the client's own. The marks' words are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Subject, combine
from callvet.score.opinion import opinion

if TYPE_CHECKING:
    from callvet.model.needs import Needs


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge the values by what people thought."""
    marks, flags = opinion(subject, 1, ("culture",))
    return combine(marks, flags=flags)


CRITERION = Criterion(
    id="culture",
    group="people",
    question="Are its values close to ours?",
    page=__doc__,
    assess=assess,
)
