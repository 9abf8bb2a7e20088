"""Track record: age, references, accounts and what was measured."""

from __future__ import annotations

import pytest

from callvet.score.criteria.track_record import CRITERION
from tests.conftest import MakeNeeds, MakeSubject

STARTS_IN_2027 = "start: 2027-01-01"


def test_an_old_firm_with_references_and_results_is_full_marks(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    subject = make_subject("""\
        company: {founded: 2004, references: 3, shows_accounts: true}
        performance: {first_contact_resolution: 80%}
        """)
    found = CRITERION.assess(subject, make_needs(STARTS_IN_2027))
    assert (found.low, found.high, found.answered_share) == (100, 100, 1)
    assert found.reason == "founded in 2004; 3 references; shows its accounts; 80% resolved at first contact"


def test_silence_is_a_range_and_four_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(STARTS_IN_2027))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == (
        "company.founded",
        "company.references",
        "company.shows_accounts",
        "performance.first_contact_resolution",
    )


def test_an_honest_no_scores_nothing(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("""\
        company: {founded: 2027, references: none, shows_accounts: false}
        performance: {first_contact_resolution: 60%}
        """)
    found = CRITERION.assess(subject, make_needs(STARTS_IN_2027))
    assert (found.low, found.high) == (0, 0)
    assert found.reason == ("founded in 2027; no references; does not show its accounts; 60% resolved at first contact")


@pytest.mark.parametrize(
    ("founded", "points"),
    [(1900, 100), (2017, 100), (2020, 76), (2022, 60), (2024, 35), (2026, 10), (2027, 0), (2030, 0)],
)
def test_age_earns_points_up_to_ten_years(
    make_subject: MakeSubject, make_needs: MakeNeeds, founded: int, points: float
) -> None:
    found = CRITERION.assess(make_subject(f"company: {{founded: {founded}}}"), make_needs(STARTS_IN_2027))
    assert found.low == pytest.approx(points / 6)


def test_without_a_start_the_age_is_that_of_the_profile(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("{as_of: 2026-11-02, company: {founded: 2021}}"), make_needs())
    assert found.low == pytest.approx(60 / 6)


def test_the_start_goes_before_the_day_of_the_profile(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("{as_of: 2026-11-02, company: {founded: 2022}}")
    assert CRITERION.assess(subject, make_needs(STARTS_IN_2027)).low == pytest.approx(60 / 6)


def test_without_any_day_the_age_cannot_be_told(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("company: {founded: 2004}"), make_needs())
    assert (found.low, found.high) == (0, 100)
    assert found.unanswered[0] == "as_of"


def test_without_any_day_and_year_the_year_is_asked(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    assert CRITERION.assess(make_subject("name: Acme"), make_needs()).unanswered[0] == "company.founded"


@pytest.mark.parametrize(("count", "points"), [(0, 0), (1, 40), (2, 70), (3, 100), (9, 100)])
def test_three_references_are_enough(
    make_subject: MakeSubject, make_needs: MakeNeeds, count: int, points: float
) -> None:
    found = CRITERION.assess(make_subject(f"company: {{references: {count}}}"), make_needs())
    assert found.low == pytest.approx(points * 2 / 6)


def test_one_reference_is_one(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    assert CRITERION.assess(make_subject("company: {references: 1}"), make_needs()).reason.startswith("1 reference;")


@pytest.mark.parametrize(
    ("share", "points"), [("50%", 0), ("65%", 0), ("70%", 25), ("75%", 50), ("77%", 60), ("85%", 100), ("99%", 100)]
)
def test_resolution_is_held_against_ours(
    make_subject: MakeSubject, make_needs: MakeNeeds, share: str, points: float
) -> None:
    needs = make_needs("demand: {first_contact_resolution: 75%}")
    found = CRITERION.assess(make_subject(f"performance: {{first_contact_resolution: {share}}}"), needs)
    assert found.low == pytest.approx(points * 2 / 6)
