"""Channels: where the buyer's customers write and call."""

from __future__ import annotations

import pytest

from callvet.score.criteria.channels import CRITERION, needed_channels
from tests.conftest import MakeNeeds, MakeSubject

FOUR = """\
    demand: {channels: {chat: {per_month: 300}, email: {per_month: 0}}}
    must: {channels: [phone, sms]}
    wants: {channels: [social, sms]}
    """


@pytest.mark.parametrize(
    ("channels", "points", "words"),
    [
        ("[phone, email, chat, sms, social]", 100, "phone, chat, sms, social"),
        ("[chat, phone, sms]", 75, "phone, chat, sms, no social"),
        ("[phone, email]", 25, "phone, no chat, no sms, no social"),
        ("[email]", 0, "no phone, no chat, no sms, no social"),
        ("none", 0, "no phone, no chat, no sms, no social"),
    ],
)
def test_the_share_of_needed_channels_counts(
    make_subject: MakeSubject, make_needs: MakeNeeds, channels: str, points: float, words: str
) -> None:
    found = CRITERION.assess(make_subject(f"services: {{channels: {channels}}}"), make_needs(FOUR))
    assert (found.low, found.high, found.answered_share) == (points, points, 1)
    assert found.reason == words
    assert str(found.evidence) == "vendors/acme.yaml:1:12"


def test_the_phone_is_always_needed(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    assert needed_channels(make_needs()) == ("phone",)
    found = CRITERION.assess(make_subject("services: {channels: [chat]}"), make_needs())
    assert (found.low, found.high) == (0, 0)


def test_every_channel_with_contacts_is_needed(make_needs: MakeNeeds) -> None:
    needs = make_needs("""\
        demand:
          channels: {chat: {per_month: 1}, email: {per_month: 2}, sms: {per_month: 3}, social: {per_month: 4}}
        """)
    assert needed_channels(needs) == ("phone", "chat", "email", "sms", "social")


def test_silence_is_the_whole_range(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(FOUR))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("services.channels",)
