"""Industry experience: our field among the vendor's."""

from __future__ import annotations

import pytest

from callvet.score.criteria.industry_experience import CRITERION
from callvet.score.criterion import NotApplicable
from tests.conftest import MakeNeeds, MakeSubject

OURS = "industry: Health-care"


@pytest.mark.parametrize("theirs", ["[retail, Health-care]", "[health care]", "[HEALTH_CARE]"])
def test_our_field_however_written_is_full_marks(make_subject: MakeSubject, make_needs: MakeNeeds, theirs: str) -> None:
    found = CRITERION.assess(make_subject(f"company: {{industries: {theirs}}}"), make_needs(OURS))
    assert (found.low, found.high, found.answered_share) == (100, 100, 1)
    assert found.reason == "clients in Health-care"


@pytest.mark.parametrize("theirs", ["[retail]", "[health]", "none"])
def test_other_fields_or_none_leave_a_fresh_pair_of_eyes(
    make_subject: MakeSubject, make_needs: MakeNeeds, theirs: str
) -> None:
    found = CRITERION.assess(make_subject(f"company: {{industries: {theirs}}}"), make_needs(OURS))
    assert (found.low, found.high) == (30, 30)
    assert found.reason == "no clients in Health-care"


def test_silence_is_a_range_and_a_question(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(OURS))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("company.industries",)


def test_without_a_field_of_ours_it_is_not_applicable(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("company: {industries: [retail]}"), make_needs())
    assert found == NotApplicable("the needs name no industry")
