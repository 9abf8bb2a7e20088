"""Size fit: our share of the vendor's agents.

7,305 calls of 2,700 s a month, answered round the clock, are 5,478.75 hours of work over 730.5 open hours; at an
occupancy of 75% they take 10 agents.
"""

from __future__ import annotations

import pytest

from callvet.score.criteria.size_fit import CRITERION
from callvet.score.criterion import NotApplicable
from tests.conftest import MakeNeeds, MakeSubject

TEN_AGENTS = """\
    demand: {calls_per_month: 7305, open: 24/7, talk_seconds: 2700, hold_seconds: 0, wrap_seconds: 0}
    """


def test_a_share_that_matters_to_both_is_full_marks(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("company: {agents: 600}"), make_needs(TEN_AGENTS))
    assert (found.low, found.high, found.answered_share) == pytest.approx((100, 100, 1))
    assert found.reason == "about 10 of 600 agents for us"
    assert str(found.evidence) == "vendors/acme.yaml:1:11"


def test_without_a_volume_it_is_not_applicable(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("company: {agents: 600}"), make_needs())
    assert found == NotApplicable("the needs give no volume")


def test_silence_is_a_range_and_a_question(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(TEN_AGENTS))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("company.agents",)


@pytest.mark.parametrize(
    ("agents", "points"),
    [
        (100_000, 30),
        (10_000, 30),
        (5_000, 51.07),  # 0.2%: 30 + 70 x log10 2
        (1_000, 100),
        (300, 100),
        (100, 100),
        (50, 69.74),  # 20%: 100 - 40 x log10 2 / log10 2.5
        (40, 60),
        (20, 20),
        (10, 0),
        (3, 0),
        (0, 0),
    ],
)
def test_neither_lost_among_the_clients_nor_too_much_for_the_vendor(
    make_subject: MakeSubject, make_needs: MakeNeeds, agents: int, points: float
) -> None:
    found = CRITERION.assess(make_subject(f"company: {{agents: {agents}}}"), make_needs(TEN_AGENTS))
    assert found.low == found.high == pytest.approx(points, abs=0.01)


def test_a_vendor_without_agents_is_said(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    assert CRITERION.assess(make_subject("company: {agents: none}"), make_needs(TEN_AGENTS)).reason == "no agents"
