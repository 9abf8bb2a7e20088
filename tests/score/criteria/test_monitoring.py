"""Monitoring: recordings, messages and scored calls."""

from __future__ import annotations

import pytest

from callvet.score.criteria.monitoring import CRITERION
from tests.conftest import MakeNeeds, MakeSubject

CHAT = "demand: {channels: {chat: {per_month: 300}}}"


def test_silence_is_a_range_and_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("reporting.recordings", "reporting.scored_calls_per_agent_week")


@pytest.mark.parametrize(
    "needs",
    [
        CHAT,
        "demand: {channels: {email: {per_month: 1}}}",
        "demand: {channels: {sms: {per_month: 1}}}",
        "demand: {channels: {social: {per_month: 1}}}",
        "must: {channels: [phone, email]}",
        "wants: {channels: [social]}",
    ],
)
def test_messages_are_asked_for_where_people_write(
    make_subject: MakeSubject, make_needs: MakeNeeds, needs: str
) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(needs))
    assert found.unanswered == (
        "reporting.recordings",
        "reporting.messages",
        "reporting.scored_calls_per_agent_week",
    )


def test_messages_earn_and_cost_nothing_where_nobody_writes(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs("must: {channels: [phone]}")
    profile = "reporting: {{recordings: true, messages: {}, scored_calls_per_agent_week: 5}}"
    for answer in ("true", "false"):
        found = CRITERION.assess(make_subject(profile.format(answer)), needs)
        assert (found.low, found.high) == (100, 100)
        assert found.reason == "recordings; scored calls per agent and week: 5"


def test_an_honest_no_is_the_bottom(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("reporting: {recordings: false, messages: false, scored_calls_per_agent_week: none}")
    found = CRITERION.assess(subject, make_needs(CHAT))
    assert (found.low, found.high, found.answered_share) == (0, 0, 1)
    assert found.reason == "no recordings; no messages; no calls scored"
    assert str(found.evidence) == "vendors/acme.yaml:1:13"


def test_the_weights_are_three_two_and_two(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    """With messages 3/7 and 2/7; what is left is open."""
    needs = make_needs(CHAT)
    heard = CRITERION.assess(make_subject("reporting: {recordings: true}"), needs)
    assert (heard.low, heard.high) == pytest.approx((300 / 7, 100))
    read = CRITERION.assess(make_subject("reporting: {messages: false}"), needs)
    assert (read.low, read.high) == pytest.approx((0, 500 / 7))


@pytest.mark.parametrize(
    ("calls", "value"), [("0", 0), ("0.5", 0.25), ("1", 0.5), ("2", 0.7), ("3", 0.9), ("4", 0.95), ("5", 1), ("9", 1)]
)
def test_more_scored_calls_are_better(
    make_subject: MakeSubject, make_needs: MakeNeeds, calls: str, value: float
) -> None:
    """Two parts of five without messages."""
    found = CRITERION.assess(make_subject(f"reporting: {{scored_calls_per_agent_week: {calls}}}"), make_needs())
    assert (found.low, found.high) == pytest.approx((40 * value, 60 + 40 * value))
