"""Motivation: what people thought, and how many agents leave."""

from __future__ import annotations

import pytest

from callvet.score.criteria.motivation import CRITERION
from tests.conftest import MakeNeeds, MakeSubject


def judged(by: str, mark: float) -> str:
    """A reference call with one mark."""
    return f"{{vendor: acme, by: {by}, date: 2026-10-20, kind: reference, marks: {{motivation: {mark}}}}}"


def test_silence_is_a_range_and_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("judgements.motivation", "agents.annual_attrition")


def test_the_marks_weigh_twice_the_attrition(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    """(2 x 0.9 + 1 x 0.6) / 3 = 0.8."""
    found = CRITERION.assess(make_subject("agents: {annual_attrition: 30%}", judged("sales", 9)), make_needs())
    assert (found.low, found.high, found.answered_share) == pytest.approx((80, 80, 1))
    assert found.reason == "9 of 10 from 1 person; 30% of agents leave in a year"


@pytest.mark.parametrize(
    ("attrition", "value"),
    [("0%", 1), ("15%", 1), ("22.5%", 0.8), ("30%", 0.6), ("37.5%", 0.45), ("45%", 0.3), ("72.5%", 0.15), ("100%", 0)],
)
def test_attrition_costs_points(make_subject: MakeSubject, make_needs: MakeNeeds, attrition: str, value: float) -> None:
    found = CRITERION.assess(
        make_subject(f"agents: {{annual_attrition: {attrition}}}", judged("sales", 0)), make_needs()
    )
    assert (found.low, found.high) == pytest.approx((100 * value / 3, 100 * value / 3))


def test_people_who_disagree_are_flagged(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme", judged("sales", 2), judged("board", 10)), make_needs())
    assert found.flags == ("marks for motivation lie 8 apart (sales 2, board 10): talk it over",)
