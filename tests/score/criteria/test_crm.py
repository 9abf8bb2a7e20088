"""CRM: the customer databases and social platforms in use."""

from __future__ import annotations

import pytest

from callvet.score.criteria.crm import CRITERION
from callvet.score.criterion import NotApplicable
from tests.conftest import MakeNeeds, MakeSubject

BOTH = """\
    must: {crm: [HubSpot]}
    wants: {crm: [hubspot, Zoho CRM], social: [facebook, instagram]}
    """


@pytest.mark.parametrize(
    ("crm", "social", "points"),
    [
        ("[hubspot, zoho_crm, salesforce]", "[Instagram, FaceBook]", 100),
        ("[hubspot, zoho-crm]", "[facebook]", 87.5),
        ("[hubspot]", "[facebook, instagram]", 62.5),
        ("[hubspot]", "none", 37.5),
        ("none", "[facebook, instagram]", 25),
        ("[salesforce]", "[tiktok]", 0),
    ],
)
def test_databases_weigh_three_times_the_platforms(
    make_subject: MakeSubject, make_needs: MakeNeeds, crm: str, social: str, points: float
) -> None:
    subject = make_subject(f"integrations: {{crm: {crm}, social: {social}}}")
    found = CRITERION.assess(subject, make_needs(BOTH))
    assert (found.low, found.high, found.answered_share) == (points, points, 1)


def test_names_are_told_as_the_buyer_writes_them(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("integrations: {crm: [HUBSPOT], social: [Instagram]}")
    found = CRITERION.assess(subject, make_needs(BOTH))
    assert found.reason == "HubSpot, no Zoho CRM; instagram, no facebook"
    assert str(found.evidence) == "vendors/acme.yaml:1:16"


@pytest.mark.parametrize(("needs", "points"), [("must: {crm: [hubspot]}", 100), ("wants: {social: [facebook, x]}", 50)])
def test_only_what_is_named_is_judged(
    make_subject: MakeSubject, make_needs: MakeNeeds, needs: str, points: float
) -> None:
    subject = make_subject("integrations: {crm: [hubspot], social: [facebook]}")
    found = CRITERION.assess(subject, make_needs(needs))
    assert (found.low, found.high) == (points, points)


def test_silence_is_the_whole_range_and_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("integrations: {supplies_crm: true}"), make_needs(BOTH))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("integrations.crm", "integrations.social")


def test_a_supplied_crm_does_not_stand_in_for_the_one_in_use(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("integrations: {crm: none, supplies_crm: true}")
    found = CRITERION.assess(subject, make_needs("must: {crm: [hubspot]}"))
    assert (found.low, found.high) == (0, 0)
    assert found.reason == "no hubspot, supplies a CRM of its own"


def test_a_supplied_crm_is_not_told_where_nothing_is_missing(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("integrations: {crm: [hubspot], supplies_crm: true}")
    assert CRITERION.assess(subject, make_needs("must: {crm: [hubspot]}")).reason == "hubspot"


def test_needs_without_a_tool_do_not_call_for_it(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("integrations: {crm: [hubspot]}"), make_needs())
    assert found == NotApplicable("the needs name no CRM and no social platform")
