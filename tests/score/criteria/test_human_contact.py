"""Human contact: people, the phone, and the way back to them."""

from __future__ import annotations

import pytest

from callvet.score.criteria.human_contact import CRITERION
from tests.conftest import MakeNeeds, MakeSubject


def test_silence_is_a_range_and_three_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("agents.models", "services.channels", "services.self_service")


def test_people_by_phone_who_call_back_are_full_marks(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("""\
        agents: {models: [shared]}
        services: {channels: [phone, chat], self_service: [ivr, callback]}
        """)
    found = CRITERION.assess(subject, make_needs())
    assert (found.low, found.high, found.answered_share) == (100, 100, 1)
    assert found.reason == "human agents; phone; callback"
    assert str(found.evidence) == "vendors/acme.yaml:1:10"


def test_machines_that_chat_are_none(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("""\
        agents: {models: [automated]}
        services: {channels: [chat], self_service: none}
        """)
    found = CRITERION.assess(subject, make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 0, 1)
    assert found.reason == "no human agents; no phone; no callback"


@pytest.mark.parametrize(
    ("profile", "low", "high"),
    [
        ("agents: {models: [automated]}", 0, 50),
        ("agents: {models: none}", 0, 50),
        ("agents: {models: [shared]}", 50, 100),
        ("agents: {models: [partial]}", 50, 100),
        ("agents: {models: [dedicated, automated]}", 50, 100),
        ("services: {channels: [email]}", 0, 200 / 3),
        ("services: {channels: [phone]}", 100 / 3, 100),
        ("services: {self_service: [ivr, voicemail]}", 0, 500 / 6),
        ("services: {self_service: [callback]}", 100 / 6, 100),
    ],
)
def test_each_fact_by_its_weight_of_six(
    make_subject: MakeSubject, make_needs: MakeNeeds, profile: str, low: float, high: float
) -> None:
    found = CRITERION.assess(make_subject(profile), make_needs())
    assert (found.low, found.high) == pytest.approx((low, high))
