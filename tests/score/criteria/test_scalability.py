"""Scalability: room for the busiest month, and agents for it.

All figures rest on 8,766 calls of 2,700 s a month, answered round the clock: 6,574.5 hours of work over 730.5
open hours at an occupancy of 75% are 12 agents. Where the season doubles the volume, the busiest month has
17,532 calls and takes 12 agents more.
"""

from __future__ import annotations

import pytest

from callvet.score.criteria.scalability import CRITERION, extra_agents
from callvet.score.criterion import NotApplicable
from tests.conftest import MakeNeeds, MakeSubject

LEVEL = """\
    demand:
      calls_per_month: 8766
      open: 24/7
      talk_seconds: 2700
      hold_seconds: 0
      wrap_seconds: 0
    """
DOUBLING = f"{LEVEL}  season: [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2]\n"
GROWING = f"{LEVEL}  growth_per_year: 50%\n"
SHRINKING = f"{LEVEL}  growth_per_year: -50%\n"


def test_room_and_people_for_the_busiest_month_are_full_marks(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("capacity: {max_calls_per_month: 200000, agents_added_per_month: 25}")
    found = CRITERION.assess(subject, make_needs(DOUBLING))
    assert (found.low, found.high, found.answered_share) == (100, 100, 1)
    assert found.reason == "200,000 calls a month for a peak of 17,532; adds 25 agents a month"


def test_without_a_volume_it_is_not_applicable(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("capacity: {max_calls_per_month: 5000}"), make_needs())
    assert found == NotApplicable("the needs give no volume")


def test_silence_is_a_range_and_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(DOUBLING))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("capacity.max_calls_per_month", "capacity.agents_added_per_month")


@pytest.mark.parametrize(
    ("most", "points"), [(8000, 0), (8766, 0), (13149, 35), (17532, 70), (21915, 85), (26298, 100), (90000, 100)]
)
def test_the_most_it_takes_is_held_against_the_busiest_month(
    make_subject: MakeSubject, make_needs: MakeNeeds, most: int, points: float
) -> None:
    found = CRITERION.assess(make_subject(f"capacity: {{max_calls_per_month: {most}}}"), make_needs(DOUBLING))
    assert found.low == pytest.approx(points / 2)


@pytest.mark.parametrize(
    ("added", "points"),
    [
        ("24", 100),
        ("12", 100),
        ("6", 75),
        ("4", 50),
        ("1.6", 30),
        ("1", 10),
        ("0.75", 10 * 8 / 12),
        ("0.5", 0),
        ("0.1", 0),
        ("none", 0),
    ],
)
def test_the_sooner_twelve_agents_can_be_added_the_better(
    make_subject: MakeSubject, make_needs: MakeNeeds, added: str, points: float
) -> None:
    found = CRITERION.assess(make_subject(f"capacity: {{agents_added_per_month: {added}}}"), make_needs(DOUBLING))
    assert found.low == pytest.approx(points / 2)
    assert found.high == pytest.approx(points / 2 + 50)


@pytest.mark.parametrize(("needs", "extra"), [(DOUBLING, 12), (GROWING, 6), (LEVEL, 1), (SHRINKING, 1)])
def test_season_and_growth_call_for_agents_and_one_at_least(make_needs: MakeNeeds, needs: str, extra: float) -> None:
    assert extra_agents(make_needs(needs)) == pytest.approx(extra)


def test_an_honest_no_is_said(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("capacity: {max_calls_per_month: 8766, agents_added_per_month: 0}")
    found = CRITERION.assess(subject, make_needs(DOUBLING))
    assert (found.low, found.high) == (0, 0)
    assert found.reason == "8,766 calls a month for a peak of 17,532; adds no agents"
