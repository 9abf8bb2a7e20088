"""Continuity: redundancy, recovery, outages and uptime."""

from __future__ import annotations

import pytest

from callvet.score.criteria.continuity import CRITERION
from tests.conftest import MakeNeeds, MakeSubject


def test_everything_in_place_is_full_marks(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("""\
        continuity: {redundant_sites: true, disaster_recovery: true, outages_last_year: 0}
        service_levels: {uptime: 99.99%}
        """)
    found = CRITERION.assess(subject, make_needs())
    assert (found.low, found.high, found.answered_share) == (100, 100, 1)
    assert found.reason == "redundant sites; disaster recovery; no outage last year; 99.99% uptime"


def test_silence_is_a_range_and_four_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == (
        "continuity.redundant_sites",
        "continuity.disaster_recovery",
        "continuity.outages_last_year",
        "service_levels.uptime",
    )


def test_an_honest_no_scores_as_low_as_silence_and_leaves_no_room(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    subject = make_subject("continuity: {redundant_sites: false, disaster_recovery: true}")
    found = CRITERION.assess(subject, make_needs())
    assert (found.low, found.high) == pytest.approx((30, 70))
    assert str(found.evidence) == "vendors/acme.yaml:1:14"


@pytest.mark.parametrize(("outages", "points"), [(0, 100), (1, 70), (2, 50), (3, 30), (6, 0), (40, 0)])
def test_outages_cost_points(make_subject: MakeSubject, make_needs: MakeNeeds, outages: int, points: float) -> None:
    found = CRITERION.assess(make_subject(f"continuity: {{outages_last_year: {outages}}}"), make_needs())
    assert found.low == pytest.approx(points * 2 / 10)
