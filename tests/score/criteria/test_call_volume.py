"""Call volume: the least and the most that a vendor takes, against ours."""

from __future__ import annotations

import pytest

from callvet.score.criteria.call_volume import CRITERION
from callvet.score.criterion import NotApplicable
from tests.conftest import MakeNeeds, MakeSubject

OURS = "demand: {calls_per_month: 1000}"


def test_a_volume_well_within_the_bounds_is_full_marks(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("capacity: {min_calls_per_month: 500, max_calls_per_month: 200000}")
    found = CRITERION.assess(subject, make_needs(OURS))
    assert (found.low, found.high, found.answered_share) == (100, 100, 1)
    assert found.reason == "at least 500 calls a month; at most 200,000 calls a month"
    assert str(found.evidence) == "vendors/acme.yaml:1:12"


def test_without_a_volume_it_is_not_applicable(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("capacity: {min_calls_per_month: 500}"), make_needs())
    assert found == NotApplicable("the needs give no volume")


def test_silence_is_a_range_and_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(OURS))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("capacity.min_calls_per_month", "capacity.max_calls_per_month")


@pytest.mark.parametrize(
    ("least", "points"),
    [("none", 100), ("0", 100), ("400", 100), ("500", 100), ("800", 70), ("1000", 60), ("1001", 0), ("9000", 0)],
)
def test_a_minimum_costs_points_as_it_comes_near_our_volume_and_all_beyond(
    make_subject: MakeSubject, make_needs: MakeNeeds, least: str, points: float
) -> None:
    found = CRITERION.assess(make_subject(f"capacity: {{min_calls_per_month: {least}}}"), make_needs(OURS))
    assert found.low == pytest.approx(points * 2 / 3)
    assert found.high == pytest.approx(points * 2 / 3 + 100 / 3)


@pytest.mark.parametrize(("most", "points"), [("999.5", 0), ("1000", 100), ("1001", 100)])
def test_a_maximum_fits_or_does_not(make_subject: MakeSubject, make_needs: MakeNeeds, most: str, points: float) -> None:
    found = CRITERION.assess(make_subject(f"capacity: {{max_calls_per_month: {most}}}"), make_needs(OURS))
    assert found.low == pytest.approx(points / 3)


def test_no_minimum_is_said(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("capacity: {min_calls_per_month: none}"), make_needs(OURS))
    assert found.reason == "no minimum volume; not known: capacity.max_calls_per_month"


def test_issues_come_back_as_calls(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {issues_per_month: 500, first_contact_resolution: 50%}")
    found = CRITERION.assess(make_subject("capacity: {min_calls_per_month: 1000}"), needs)
    assert found.low == pytest.approx(40)
