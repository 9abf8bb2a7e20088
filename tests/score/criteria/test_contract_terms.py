"""Contract terms: how we are bound, how we come out, and what protects us."""

from __future__ import annotations

import pytest

from callvet.score.criteria.contract_terms import CRITERION
from tests.conftest import MakeNeeds, MakeSubject

TOTAL_WEIGHT = 16


def test_the_freest_terms_are_full_marks(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("""\
        contract:
          min_term_months: 1
          notice_days: 30
          auto_renews: false
          free_trial_days: 14
          prices_published: true
          termination_for_convenience: true
          price_change_notice_days: 90
          dispute_window_days: 60
          liability_cap_months: 12
          returns_data: true
          exit_help: true
        """)
    found = CRITERION.assess(subject, make_needs())
    assert (found.low, found.high, found.answered_share) == (100, 100, 1)
    assert found.reason == (
        "month to month; notice of 30 days; may be left without a cause; data comes back; does not renew by itself; "
        "help to leave; free trial of 14 days; prices published; notice of 90 days before prices rise; "
        "60 days to dispute an invoice; liable for 12 months of fees"
    )
    assert str(found.evidence) == "vendors/acme.yaml:2:3"


def test_the_most_binding_terms_score_nothing(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("""\
        contract:
          min_term_months: 36
          notice_days: 180
          auto_renews: true
          free_trial_days: none
          prices_published: false
          termination_for_convenience: false
          price_change_notice_days: none
          dispute_window_days: none
          liability_cap_months: 0
          returns_data: false
          exit_help: false
        """)
    found = CRITERION.assess(subject, make_needs("term_months: 60"))
    assert (found.low, found.high, found.answered_share) == pytest.approx((0, 0, 1))
    assert found.reason == (
        "minimum term of 36 months; notice of 180 days; may not be left without a cause; data does not come back; "
        "renews by itself; no help to leave; no free trial; prices not published; no notice before prices rise; "
        "no time to dispute an invoice; no liability"
    )


def test_silence_is_a_range_and_eleven_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == (
        "contract.min_term_months",
        "contract.notice_days",
        "contract.termination_for_convenience",
        "contract.returns_data",
        "contract.auto_renews",
        "contract.exit_help",
        "contract.free_trial_days",
        "contract.prices_published",
        "contract.price_change_notice_days",
        "contract.dispute_window_days",
        "contract.liability_cap_months",
    )


@pytest.mark.parametrize(
    ("term", "weight", "points"),
    [
        ("min_term_months: none", 3, 100),
        ("min_term_months: 1", 3, 100),
        ("min_term_months: 2", 3, 90),
        ("min_term_months: 3", 3, 80),
        ("min_term_months: 7.5", 3, 60),
        ("min_term_months: 12", 3, 40),
        ("min_term_months: 18", 3, 25),
        ("min_term_months: 24", 3, 10),
        ("min_term_months: 30", 3, 5),
        ("min_term_months: 36", 3, 0),
        ("notice_days: 0", 2, 100),
        ("notice_days: 30", 2, 100),
        ("notice_days: 45", 2, 80),
        ("notice_days: 60", 2, 60),
        ("notice_days: 90", 2, 30),
        ("notice_days: 135", 2, 15),
        ("notice_days: 365", 2, 0),
        ("termination_for_convenience: true", 2, 100),
        ("returns_data: true", 2, 100),
        ("auto_renews: false", 1, 100),
        ("auto_renews: true", 1, 0),
        ("exit_help: true", 1, 100),
        ("free_trial_days: 7", 1, 70),
        ("free_trial_days: 10", 1, 70 + 30 * 3 / 7),
        ("free_trial_days: 30", 1, 100),
        ("prices_published: true", 1, 100),
        ("price_change_notice_days: 30", 1, 50),
        ("price_change_notice_days: 60", 1, 80),
        ("price_change_notice_days: 75", 1, 90),
        ("dispute_window_days: 10", 1, 30),
        ("dispute_window_days: 20", 1, 55),
        ("dispute_window_days: 30", 1, 80),
        ("liability_cap_months: 3", 1, 25),
        ("liability_cap_months: 6", 1, 50),
        ("liability_cap_months: 24", 1, 100),
    ],
)
def test_each_term_earns_its_points(
    make_subject: MakeSubject, make_needs: MakeNeeds, term: str, weight: int, points: float
) -> None:
    found = CRITERION.assess(make_subject(f"contract: {{{term}}}"), make_needs("term_months: 36"))
    assert found.low == pytest.approx(points * weight / TOTAL_WEIGHT)
    assert found.high == pytest.approx(100 - (100 - points) * weight / TOTAL_WEIGHT)


@pytest.mark.parametrize(("ours", "points"), [(12, 40), (11, 0)])
def test_a_minimum_term_longer_than_ours_earns_nothing(
    make_subject: MakeSubject, make_needs: MakeNeeds, ours: int, points: float
) -> None:
    found = CRITERION.assess(make_subject("contract: {min_term_months: 12}"), make_needs(f"term_months: {ours}"))
    assert found.low == pytest.approx(points * 3 / TOTAL_WEIGHT)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("min_term_months: none", "no minimum term"),
        ("min_term_months: 1.5", "minimum term of 1.5 months"),
        ("notice_days: 0", "no notice to leave"),
        ("notice_days: 1", "notice of 1 day"),
    ],
)
def test_a_term_is_said_in_words(make_subject: MakeSubject, make_needs: MakeNeeds, term: str, words: str) -> None:
    found = CRITERION.assess(make_subject(f"contract: {{{term}}}"), make_needs())
    assert found.reason.startswith(f"{words}; not known: ")
