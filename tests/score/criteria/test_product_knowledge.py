"""Product knowledge: what test calls told, and whether agents try the product."""

from __future__ import annotations

import pytest

from callvet.score.criteria.product_knowledge import CRITERION
from tests.conftest import MakeNeeds, MakeSubject


def called(by: str, marks: str) -> str:
    """A test call with some marks."""
    return f"{{vendor: acme, by: {by}, date: 2026-10-20, kind: test_call, marks: {marks}}}"


def test_silence_is_a_range_and_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("judgements.product_knowledge", "agents.tries_product")


def test_a_test_call_weighs_twice_the_trying(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    """(8 + 6 + 7) / 3 = 7, and (2 x 0.7 + 1) / 3 = 0.8; the greeting is judged elsewhere."""
    call = called("operations", "{questions: 8, knowledge: 6, resolution: 7, greeting: 0}")
    found = CRITERION.assess(make_subject("agents: {tries_product: true}", call), make_needs())
    assert (found.low, found.high, found.answered_share) == pytest.approx((80, 80, 1))
    assert found.reason == "7 of 10 from 1 person; agents try the product"


def test_an_honest_no_is_worth_what_silence_shows(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    """Marks open: 0 to 2/3 of the points; trying is answered."""
    found = CRITERION.assess(make_subject("agents: {tries_product: false}"), make_needs())
    assert (found.low, found.high, found.answered_share) == pytest.approx((0, 200 / 3, 1 / 3))
    assert found.reason == "agents do not try the product; not known: judgements.product_knowledge"
    assert str(found.evidence) == "vendors/acme.yaml:1:10"


def test_people_who_disagree_are_flagged(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject(
        "name: Acme", called("operations", "{questions: 5}"), called("customer care", "{questions: 9}")
    )
    found = CRITERION.assess(subject, make_needs())
    assert found.flags == ("marks for questions lie 4 apart (operations 5, customer care 9): talk it over",)
