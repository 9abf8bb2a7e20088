"""Staff: what people thought of them, and their training."""

from __future__ import annotations

import pytest

from callvet.score.criteria.staff import CRITERION
from tests.conftest import MakeNeeds, MakeSubject

STAFF_8 = "{vendor: acme, by: operations, date: 2026-10-20, kind: meeting, marks: {staff: 8}}"
STAFF_3 = "{vendor: acme, by: board, date: 2026-10-21, kind: meeting, marks: {staff: 3}}"


def test_silence_is_a_range_and_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("judgements.staff", "agents.training_hours")
    assert str(found.evidence) == "vendors/acme.yaml"


def test_the_marks_weigh_four_times_the_training(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    """(4 x 0.8 + 1 x 0.8) / 5 = 0.8; without training (4 x 0.8) / 5 = 0.64."""
    needs = make_needs()
    found = CRITERION.assess(make_subject("agents: {training_hours: 40}", STAFF_8), needs)
    assert (found.low, found.high) == pytest.approx((80, 80))
    assert found.reason == "8 of 10 from 1 person; 40 hours of training"
    assert str(found.evidence) == "judgements/0.yaml:1:73"
    none = CRITERION.assess(make_subject("agents: {training_hours: none}", STAFF_8), needs)
    assert (none.low, none.high) == pytest.approx((64, 64))
    assert none.reason == "8 of 10 from 1 person; no training"


def test_marks_without_an_answer_on_training_leave_a_fifth_open(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    found = CRITERION.assess(make_subject("name: Acme", STAFF_8), make_needs())
    assert (found.low, found.high, found.answered_share) == pytest.approx((64, 84, 0.8))
    assert found.reason == "8 of 10 from 1 person; not known: agents.training_hours"


@pytest.mark.parametrize(
    ("hours", "value"), [(0, 0), (8, 0.2), (16, 0.4), (28, 0.6), (40, 0.8), (60, 0.9), (80, 1), (400, 1)]
)
def test_training_by_its_hours(make_subject: MakeSubject, make_needs: MakeNeeds, hours: int, value: float) -> None:
    found = CRITERION.assess(make_subject(f"agents: {{training_hours: {hours}}}"), make_needs())
    assert (found.low, found.high) == pytest.approx((20 * value, 80 + 20 * value))


def test_people_who_disagree_are_flagged(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme", STAFF_8, STAFF_3), make_needs())
    assert found.flags == ("marks for staff lie 5 apart (board 3, operations 8): talk it over",)
