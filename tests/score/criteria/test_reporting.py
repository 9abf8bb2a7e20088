"""Reporting: from nothing to real time."""

from __future__ import annotations

import pytest

from callvet.score.criteria.reporting import CRITERION
from tests.conftest import MakeNeeds, MakeSubject


def test_silence_is_a_range_and_one_question(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("reporting.level",)


@pytest.mark.parametrize(
    ("level", "points", "reason"),
    [
        ("none", 0, "no reports"),
        ("counts", 30, "bare counts"),
        ("daily", 70, "daily reports"),
        ("realtime", 100, "real-time reports"),
    ],
)
def test_the_more_is_shown_the_better(
    make_subject: MakeSubject, make_needs: MakeNeeds, level: str, points: float, reason: str
) -> None:
    found = CRITERION.assess(make_subject(f"reporting: {{level: {level}}}"), make_needs())
    assert (found.low, found.high, found.answered_share, found.reason) == (points, points, 1, reason)
    assert str(found.evidence) == "vendors/acme.yaml:1:13"


def test_recordings_are_judged_elsewhere(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("reporting: {recordings: true}"), make_needs())
    assert (found.low, found.high) == (0, 100)
