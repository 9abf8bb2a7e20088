"""Services: the work that is needed, inbound and outbound."""

from __future__ import annotations

import pytest

from callvet.score.criteria.services import CRITERION
from callvet.score.criterion import NotApplicable
from tests.conftest import MakeNeeds, MakeSubject

FOUR = """\
    must: {inbound: [order_taking, payments]}
    wants: {inbound: [order_taking], outbound: [surveys, win_back]}
    """


@pytest.mark.parametrize(
    ("inbound", "outbound", "points"),
    [
        ("[payments, order_taking]", "[win_back, surveys, cold_calling]", 100),
        ("[payments, order_taking]", "[surveys]", 75),
        ("[payments]", "[surveys]", 50),
        ("none", "[surveys]", 25),
        ("none", "none", 0),
    ],
)
def test_the_share_of_needed_services_counts(
    make_subject: MakeSubject, make_needs: MakeNeeds, inbound: str, outbound: str, points: float
) -> None:
    subject = make_subject(f"services: {{inbound: {inbound}, outbound: {outbound}}}")
    found = CRITERION.assess(subject, make_needs(FOUR))
    assert (found.low, found.high, found.answered_share) == (points, points, 1)


def test_the_reason_names_what_is_there_and_what_is_missing(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("services: {inbound: [payments], outbound: none}")
    found = CRITERION.assess(subject, make_needs(FOUR))
    assert found.reason == "payments, no order taking; no surveys, no win back"
    assert str(found.evidence) == "vendors/acme.yaml:1:12"


def test_services_that_nobody_needs_earn_nothing(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("services: {inbound: [payments, technical_support], outbound: [cold_calling]}")
    found = CRITERION.assess(subject, make_needs("must: {inbound: [message_taking]}"))
    assert (found.low, found.high, found.reason) == (0, 0, "no message taking")


def test_silence_is_the_whole_range_and_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(FOUR))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("services.inbound", "services.outbound")


def test_a_list_that_is_not_given_leaves_its_own_part_open(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs("must: {inbound: [order_taking, payments, information], outbound: [surveys]}")
    found = CRITERION.assess(make_subject("services: {outbound: [surveys]}"), needs)
    assert (found.low, found.high, found.answered_share) == (25, 100, 0.25)
    assert found.reason == "surveys; not known: services.inbound"


@pytest.mark.parametrize(
    ("outbound", "points", "words"), [("[cold_calling]", 100, "outbound calls"), ("none", 0, "no outbound calls")]
)
def test_any_outbound_service_counts_where_calls_out_are_needed_and_none_is_named(
    make_subject: MakeSubject, make_needs: MakeNeeds, outbound: str, points: float, words: str
) -> None:
    needs = make_needs("demand: {outbound: {calls_per_month: 200}}")
    found = CRITERION.assess(make_subject(f"services: {{outbound: {outbound}}}"), needs)
    assert (found.low, found.high, found.reason) == (points, points, words)


def test_a_named_outbound_service_outranks_any(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs("{demand: {outbound: {calls_per_month: 200}}, wants: {outbound: [surveys]}}")
    found = CRITERION.assess(make_subject("services: {outbound: [cold_calling]}"), needs)
    assert (found.low, found.high, found.reason) == (0, 0, "no surveys")


def test_needs_without_a_service_do_not_call_for_it(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("services: {inbound: [payments]}"), make_needs())
    assert found == NotApplicable("the needs name no service")
