"""Reviews: what do others say in public, and in how many places?

| fact of `company.reviews` | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| mean rating, as a share of the best possible | 3 | 50% or less (60%: 30, 80%: 70) | 95% |
| sites with reviews | 1 | none (1: 50, 2: 80) | 3 |

Few reviews say little: ten reviews at 60% are thought in with the real ones, so that a single full mark comes
to 64%, and thirty of them to 90%. Every review weighs alike, whatever its site. Of one site, the reading of
the latest day counts. `none`, or sites without a review, is nothing to go by and earns 0.

Source: document B: read customers' and professionals' reviews, from several sources. The ten reviews thought in:
Evan Miller, Bayesian Average Ratings, 2012. How many, at what rating, and the break points are callvet's.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, Subject, combine
from callvet.score.matching import same_name
from callvet.score.value_function import piecewise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.model.company import Review
    from callvet.model.needs import Needs

REVIEWS_THOUGHT_IN = 10
"""[count]"""
RATING_THOUGHT_IN = 0.6
"""[share of the best rating]"""
MEAN_RATING = ((0.5, 0.0), (0.6, 0.3), (0.8, 0.7), (0.95, 1.0))
"""[share of the best rating]"""
SITES = ((0, 0.0), (1, 0.5), (2, 0.8), (3, 1.0))
"""[count]"""


def _latest_by_site(reviews: Sequence[Review]) -> tuple[Review, ...]:
    """The sites that have reviews, each with the reading of its latest day."""
    latest = {same_name(review.site): review for review in sorted(reviews, key=lambda review: review.read)}
    return tuple(review for review in latest.values() if review.count)


def _mean_rating(reviews: Sequence[Review]) -> float:
    """The mean over all reviews, of which there is one at least. [share of the best rating]"""
    rated = fsum(review.count * float(review.rating / review.out_of) for review in reviews)
    return rated / sum(review.count for review in reviews)


def _drawn_to_middle(mean: float, count: int) -> float:
    """The mean of so many reviews together with those thought in. [share of the best rating]

    Source: Evan Miller, Bayesian Average Ratings, 2012.
    """
    return (mean * count + RATING_THOUGHT_IN * REVIEWS_THOUGHT_IN) / (count + REVIEWS_THOUGHT_IN)


def _rating(reviews: Sequence[Review]) -> Grade:
    """The words tell the mean as it stands, the points what is left of it while the reviews are few."""
    found = _latest_by_site(reviews)
    if not found:
        return 0.0, "no reviews"
    count, mean = sum(review.count for review in found), _mean_rating(found)
    words = f"{count:,} review{'' if count == 1 else 's'} at {mean * 100:.0f}% of the best rating"
    return piecewise(_drawn_to_middle(mean, count), *MEAN_RATING), words


def _sites(reviews: Sequence[Review]) -> Grade:
    """Several sources are harder to sway than one."""
    count = len(_latest_by_site(reviews))
    return piecewise(count, *SITES), f"on {count} site{'' if count == 1 else 's'}" if count else ""


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge the public ratings and how many places they come from."""
    reviews = subject.vendor.company.reviews
    return combine(
        subject.fact(3, "company.reviews", reviews, _rating),
        subject.fact(1, "company.reviews", reviews, _sites),
    )


CRITERION = Criterion(
    id="reviews",
    group="trust",
    question="What do others say in public, and in how many places?",
    page=__doc__,
    assess=assess,
)
