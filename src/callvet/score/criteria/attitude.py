"""Attitude: how do its agents treat a caller?

Communication, emotional intelligence, resourcefulness, passion. Call the lines of clients that the vendor
names and mark `greeting`, `listening` and `courtesy` in a judgement; or mark the whole as `attitude`, after a
meeting or a reference. All four count alike:

| mark | what was met |
| --- | --- |
| 0 | curt or bored: the caller is an interruption |
| 5 | polite, and no more: the words are right, and the caller's mood goes unnoticed |
| 10 | hears what is meant, answers the mood as well as the question, and looks for a way unasked |

The mark times ten is the points. Each person's marks are averaged first, over all calls and meetings, then the
people; marks that lie 3 or more apart are flagged, to be talked over.

Source: document A: communication, emotional intelligence, resourcefulness and passion, and to have somebody
call the lines of its clients and mark the agent against a checklist. The marks' words are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Subject, combine
from callvet.score.opinion import opinion

if TYPE_CHECKING:
    from callvet.model.needs import Needs

MARKED = ("attitude", "greeting", "listening", "courtesy")
"""The whole, and what a test call tells of it."""


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge the agents' manner by what people heard."""
    marks, flags = opinion(subject, 1, MARKED)
    return combine(marks, flags=flags)


CRITERION = Criterion(
    id="attitude",
    group="people",
    question="How do its agents treat a caller?",
    page=__doc__,
    assess=assess,
)
