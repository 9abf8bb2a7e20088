"""Industry experience: does the vendor know our field?

| `company.industries` | points |
| --- | --- |
| names our field (`industry` in the needs) | 100 |
| names other fields, or none | 30 |

Names are compared without regard to capitals, spaces, hyphens and underscores; other words for the same field
are not recognised, so take the vendor's word or ask.

Not applicable where the needs name no industry.

Source: document B: experience in the wrong field means long training; but a fresh pair of eyes from another field
can be right when leaving a vendor that failed, which is why other fields still earn something. The points are
callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.wording import shown
from callvet.score.criterion import Assessment, Criterion, Grade, NotApplicable, Subject, combine
from callvet.score.matching import same_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callvet.model.needs import Needs

OTHER_FIELD = 0.3
"""A fresh pair of eyes, after long training. [value in 0..1]"""


def _experience(industries: Iterable[str], ours: str) -> Grade:
    """Our field is among theirs, or it is new to them."""
    if same_name(ours) in {same_name(industry) for industry in industries}:
        return 1.0, f"clients in {shown(ours)}"
    return OTHER_FIELD, f"no clients in {shown(ours)}"


def assess(subject: Subject, needs: Needs) -> Assessment | NotApplicable:
    """Judge whether the buyer's field is among those in which the vendor has clients."""
    ours = needs.industry
    if ours is None:
        return NotApplicable("the needs name no industry")
    industries = subject.vendor.company.industries
    return combine(subject.fact(1, "company.industries", industries, lambda theirs: _experience(theirs, ours)))


CRITERION = Criterion(
    id="industry_experience",
    group="trust",
    question="Does the vendor know our field?",
    page=__doc__,
    assess=assess,
)
