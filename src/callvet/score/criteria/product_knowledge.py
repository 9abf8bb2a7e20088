"""Product knowledge: do its agents know what they talk about?

A good vendor asks for all documents and lets its agents try the product. Good agents know which questions to
ask, when, and how to word them. Call the lines of clients that the vendor names and mark `questions`,
`knowledge` and `resolution` in a judgement; or mark the whole as `product_knowledge`. All four count alike:

| mark | what was met |
| --- | --- |
| 0 | does not know the product, asks the wrong questions, and the caller must call again |
| 5 | knows the usual questions, and passes the rest on |
| 10 | asks the right questions at once, knows the answer, and the matter is settled |

| fact | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `product_knowledge` and the test calls in judgements | 2 | mark 0 | mark 10 |
| `agents.tries_product` | 1 | no | agents try it, and ask for its documents |

Each person's marks are averaged first, over all calls and meetings, then the people; marks that lie 3 or more
apart are flagged, to be talked over.

Source: document A: the vendor asks for all documentation and lets its agents try the product; agents without
the knowledge to help are among what frustrates customers most. Document D: good agents know which questions to
ask, when, and how. The weights and the marks' words are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Subject, combine
from callvet.score.opinion import opinion
from callvet.score.value_function import yes_no

if TYPE_CHECKING:
    from callvet.model.needs import Needs

MARKED = ("product_knowledge", "questions", "knowledge", "resolution")
"""The whole, and what a test call tells of it."""


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge what the agents know by what people heard, and how they come to know it."""
    marks, flags = opinion(subject, 2, MARKED)
    tries_product = subject.fact(
        1,
        "agents.tries_product",
        subject.vendor.agents.tries_product,
        yes_no("agents try the product", "agents do not try the product"),
    )
    return combine(marks, tries_product, flags=flags)


CRITERION = Criterion(
    id="product_knowledge",
    group="people",
    question="Do its agents know what they talk about?",
    page=__doc__,
    assess=assess,
)
