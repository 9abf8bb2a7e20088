"""Culture: opinion alone."""

from __future__ import annotations

import pytest

from callvet.score.criteria.culture import CRITERION
from tests.conftest import MakeNeeds, MakeSubject


def judged(by: str, mark: float) -> str:
    """A meeting with one mark."""
    return f"{{vendor: acme, by: {by}, date: 2026-10-20, kind: meeting, marks: {{culture: {mark}}}}}"


def test_silence_is_a_range_and_one_question(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("judgements.culture",)
    assert found.reason == "not known: judgements.culture"


@pytest.mark.parametrize(("mark", "points"), [(0, 0), (5, 50), (10, 100)])
def test_the_mark_times_ten_is_the_points(
    make_subject: MakeSubject, make_needs: MakeNeeds, mark: int, points: int
) -> None:
    found = CRITERION.assess(make_subject("name: Acme", judged("board", mark)), make_needs())
    assert (found.low, found.high, found.answered_share) == (points, points, 1)


def test_people_are_averaged_and_flagged_where_they_disagree(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme", judged("board", 9), judged("sales", 6)), make_needs())
    assert found.low == pytest.approx(75)
    assert found.reason == "7.5 of 10 from 2 people (6 to 9)"
    assert found.flags == ("marks for culture lie 3 apart (sales 6, board 9): talk it over",)
