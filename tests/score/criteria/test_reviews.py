"""Reviews: the mean rating, how many it rests on, and from how many sites."""

from __future__ import annotations

import pytest

from callvet.score.criteria.reviews import CRITERION
from tests.conftest import MakeNeeds, MakeSubject


def review(site: str, rating: str, count: int, read: str = "2026-10-20") -> str:
    """One entry of the list, out of 5."""
    return f"{{site: {site}, rating: {rating}, out_of: 5, count: {count}, read: {read}}}"


def profile(*reviews: str) -> str:
    """A profile that has these reviews."""
    return f"company: {{reviews: [{', '.join(reviews)}]}}"


def test_many_good_reviews_on_three_sites_are_full_marks(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject(profile(review("Clutch", "4.9", 300), review("G2", "4.9", 300), review("Trust", "4.9", 400)))
    found = CRITERION.assess(subject, make_needs())
    assert (found.low, found.high, found.answered_share) == (100, 100, 1)
    assert found.reason == "1,000 reviews at 98% of the best rating; on 3 sites"


def test_silence_is_a_range_and_one_question(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("company.reviews",)


@pytest.mark.parametrize("none", ["company: {reviews: none}", "company: {reviews: []}", profile(review("G2", "5", 0))])
def test_no_review_earns_nothing(make_subject: MakeSubject, make_needs: MakeNeeds, none: str) -> None:
    found = CRITERION.assess(make_subject(none), make_needs())
    assert (found.low, found.high, found.reason) == (0, 0, "no reviews")


@pytest.mark.parametrize(
    ("rating", "count", "points"),
    [
        ("5", 1, 30 + 200 * 4 / 110),  # (1 + 6) / 11 = 60% and 4/110
        ("5", 30, 90),  # (30 + 6) / 40 = 90%: two thirds of the way from 70 to 100
        ("5", 10, 70),  # (10 + 6) / 20 = 80%
        ("4", 10, 50),  # (8 + 6) / 20 = 70%
        ("3", 50, 30),  # 60%, however many
        ("2", 10, 0),  # (4 + 6) / 20 = 50%
        ("2.5", 10, 15),  # (5 + 6) / 20 = 55%
        ("0", 90, 0),  # 6 / 100 = 6%
    ],
)
def test_the_mean_is_drawn_towards_the_middle_while_the_reviews_are_few(
    make_subject: MakeSubject, make_needs: MakeNeeds, rating: str, count: int, points: float
) -> None:
    found = CRITERION.assess(make_subject(profile(review("G2", rating, count))), make_needs())
    assert found.low == found.high == pytest.approx(points * 3 / 4 + 50 / 4)


def test_every_review_weighs_alike_whatever_its_site_and_scale(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    ten = "{site: Ten, rating: 7.5, out_of: 10, count: 20, read: 2026-10-20}"
    found = CRITERION.assess(make_subject(profile(ten, review("G2", "5", 10))), make_needs())
    # (20 x 0.75 + 10 x 1 + 10 x 0.6) / 40 = 77.5%: 65 points; two sites: 80 points
    assert found.low == pytest.approx(65 * 3 / 4 + 80 / 4)
    assert found.reason == "30 reviews at 83% of the best rating; on 2 sites"


def test_of_one_site_the_latest_reading_counts(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject(profile(review("G2", "4", 10), review("g2", "1", 90, read="2025-01-01")))
    found = CRITERION.assess(subject, make_needs())
    assert found.low == pytest.approx(50 * 3 / 4 + 50 / 4)


def test_one_review_is_one(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject(profile(review("G2", "4", 1))), make_needs())
    assert found.reason == "1 review at 80% of the best rating; on 1 site"
