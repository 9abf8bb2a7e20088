"""Attitude: opinion, by meetings and test calls alike."""

from __future__ import annotations

import pytest

from callvet.score.criteria.attitude import CRITERION
from tests.conftest import MakeNeeds, MakeSubject


def judged(by: str, kind: str, marks: str) -> str:
    """A judgement with some marks."""
    return f"{{vendor: acme, by: {by}, date: 2026-10-20, kind: {kind}, marks: {marks}}}"


def test_silence_is_a_range_and_one_question(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("judgements.attitude",)


def test_a_test_call_counts_by_its_manner_alone(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    """(8 + 9 + 7) / 3 = 8; what the agent knew is judged elsewhere."""
    call = judged(
        "operations", "test_call", "{greeting: 8, listening: 9, courtesy: 7, questions: 0, knowledge: 0, resolution: 0}"
    )
    found = CRITERION.assess(make_subject("name: Acme", call), make_needs())
    assert (found.low, found.high, found.answered_share) == pytest.approx((80, 80, 1))
    assert found.reason == "8 of 10 from 1 person"


def test_meetings_and_test_calls_count_alike(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    """Operations: (8 + 6) / 2 = 7; the board: 6; together 6.5."""
    found = CRITERION.assess(
        make_subject(
            "name: Acme",
            judged("operations", "test_call", "{greeting: 8}"),
            judged("operations", "meeting", "{attitude: 6}"),
            judged("board", "meeting", "{attitude: 6}"),
        ),
        make_needs(),
    )
    assert found.low == pytest.approx(65)
    assert found.reason == "6.5 of 10 from 2 people (6 to 7)"
    assert found.flags == ()


def test_people_who_disagree_are_flagged(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(
        make_subject(
            "name: Acme",
            judged("operations", "test_call", "{listening: 4}"),
            judged("board", "test_call", "{listening: 8}"),
        ),
        make_needs(),
    )
    assert found.flags == ("marks for listening lie 4 apart (operations 4, board 8): talk it over",)
