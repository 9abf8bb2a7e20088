"""Service levels: the promises on the channels that are needed, and credits."""

from __future__ import annotations

import pytest

from callvet.score.criteria.service_levels import CRITERION
from tests.conftest import MakeNeeds, MakeSubject

ALL_CHANNELS = "must: {channels: [phone, email, chat, social, sms]}"


def test_silence_is_a_range_and_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("service_levels.calls", "service_levels.credits")


def test_silence_on_all_channels_is_six_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(ALL_CHANNELS))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == (
        "service_levels.calls",
        "service_levels.email_hours",
        "service_levels.chat_seconds",
        "service_levels.social_minutes",
        "service_levels.sms",
        "service_levels.credits",
    )


def test_the_standards_and_credits_are_eighty_points_and_a_bit(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    """(4 x 0.8 + 4 x 2 x 0.8 + 1) / 13 = 10.6 / 13."""
    subject = make_subject("""\
        service_levels:
          calls: {share: 80%, within_seconds: 20}
          email_hours: 24
          chat_seconds: 20
          social_minutes: 15
          sms: {share: 80%, within_seconds: 40}
          credits: true
        """)
    found = CRITERION.assess(subject, make_needs(ALL_CHANNELS))
    assert (found.low, found.high, found.answered_share) == pytest.approx((1060 / 13, 1060 / 13, 1))
    assert found.reason == (
        "calls 80% in 20 s; e-mail in 24 h; chat in 20 s; social media in 15 min; text messages 80% in 40 s; "
        "pays for a miss"
    )
    assert str(found.evidence) == "vendors/acme.yaml:2:3"


def test_promising_nothing_is_the_bottom(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("""\
        service_levels: {calls: none, email_hours: none, chat_seconds: none, social_minutes: none, sms: none,
                         credits: false}
        """)
    found = CRITERION.assess(subject, make_needs(ALL_CHANNELS))
    assert (found.low, found.high, found.answered_share) == (0, 0, 1)
    assert found.reason == (
        "no promise on calls; no promise on e-mail; no promise on chat; no promise on social media; "
        "no promise on text messages; does not pay for a miss"
    )


@pytest.mark.parametrize(
    ("share", "seconds", "value"),
    [
        ("80%", "5", 1),
        ("80%", "15", 1),
        ("80%", "17.5", 0.9),
        ("80%", "20", 0.8),
        ("80%", "25", 0.675),
        ("80%", "30", 0.55),
        ("80%", "45", 0.375),
        ("80%", "60", 0.2),
        ("80%", "90", 0.1),
        ("80%", "120", 0),
        ("80%", "600", 0),
        ("95%", "20", 0.8),
        ("65%", "20", 0.4),
        ("65%", "15", 0.5),
        ("50%", "15", 0),
        ("30%", "15", 0),
    ],
)
def test_calls_by_time_and_share(
    make_subject: MakeSubject, make_needs: MakeNeeds, share: str, seconds: str, value: float
) -> None:
    """Four parts of five; credits are not answered."""
    subject = make_subject(f"service_levels: {{calls: {{share: {share}, within_seconds: {seconds}}}}}")
    found = CRITERION.assess(subject, make_needs())
    assert (found.low, found.high) == pytest.approx((80 * value, 80 * value + 20))


@pytest.mark.parametrize(
    ("needed", "promised", "value", "words"),
    [
        ("{share: 90%, within_seconds: 20}", "{share: 80%, within_seconds: 15}", 0.5, " (90% in 20 s needed)"),
        ("{share: 80%, within_seconds: 10}", "{share: 80%, within_seconds: 15}", 0.5, " (80% in 10 s needed)"),
        ("{share: 90%, within_seconds: 10}", "{share: 90%, within_seconds: 60}", 0.2, " (90% in 10 s needed)"),
        ("{share: 90%, within_seconds: 15}", "{share: 90%, within_seconds: 15}", 1, ""),
        ("{share: 80%, within_seconds: 20}", "{share: 80%, within_seconds: 30}", 0.55, ""),
        ("{share: 70%, within_seconds: 60}", "{share: 80%, within_seconds: 90}", 0.1, ""),
    ],
)
def test_falling_short_of_a_need_beyond_the_standard_earns_at_most_half(
    make_subject: MakeSubject, make_needs: MakeNeeds, needed: str, promised: str, value: float, words: str
) -> None:
    subject = make_subject(f"service_levels: {{calls: {promised}, credits: false}}")
    found = CRITERION.assess(subject, make_needs(f"service: {{calls: {needed}}}"))
    assert (found.low, found.high) == pytest.approx((80 * value, 80 * value))
    assert found.reason.partition(";")[0].endswith(f" s{words}")


def test_no_promise_is_told_with_the_need(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(
        make_subject("service_levels: {calls: none, credits: false}"),
        make_needs("service: {calls: {share: 90%, within_seconds: 15}}"),
    )
    assert found.low == found.high == 0
    assert found.reason == "no promise on calls (90% in 15 s needed); does not pay for a miss"


@pytest.mark.parametrize(
    ("channel", "promise", "value"),
    [
        ("email", "email_hours: 1", 1),
        ("email", "email_hours: 4", 1),
        ("email", "email_hours: 14", 0.9),
        ("email", "email_hours: 24", 0.8),
        ("email", "email_hours: 36", 0.55),
        ("email", "email_hours: 48", 0.3),
        ("email", "email_hours: 60", 0.15),
        ("email", "email_hours: 72", 0),
        ("email", "email_hours: none", 0),
        ("chat", "chat_seconds: 10", 1),
        ("chat", "chat_seconds: 15", 0.9),
        ("chat", "chat_seconds: 20", 0.8),
        ("chat", "chat_seconds: 40", 0.55),
        ("chat", "chat_seconds: 60", 0.3),
        ("chat", "chat_seconds: 90", 0.15),
        ("chat", "chat_seconds: 120", 0),
        ("social", "social_minutes: 5", 1),
        ("social", "social_minutes: 10", 0.9),
        ("social", "social_minutes: 15", 0.8),
        ("social", "social_minutes: 37.5", 0.6),
        ("social", "social_minutes: 60", 0.4),
        ("social", "social_minutes: 750", 0.2),
        ("social", "social_minutes: 1440", 0),
        ("sms", "sms: {share: 80%, within_seconds: 30}", 1),
        ("sms", "sms: {share: 80%, within_seconds: 35}", 0.9),
        ("sms", "sms: {share: 80%, within_seconds: 40}", 0.8),
        ("sms", "sms: {share: 65%, within_seconds: 40}", 0.4),
        ("sms", "sms: {share: 80%, within_seconds: 60}", 0.55),
        ("sms", "sms: {share: 80%, within_seconds: 120}", 0.2),
        ("sms", "sms: {share: 80%, within_seconds: 240}", 0),
        ("sms", "sms: none", 0),
    ],
)
def test_what_customers_write_is_judged_where_they_write(
    make_subject: MakeSubject, make_needs: MakeNeeds, channel: str, promise: str, value: float
) -> None:
    """Two parts of seven where the channel is needed; nothing, high or low, where it is not."""
    subject = make_subject(f"service_levels: {{calls: none, credits: false, {promise}}}")
    for needs in (f"demand: {{channels: {{{channel}: {{per_month: 9}}}}}}", f"wants: {{channels: [{channel}]}}"):
        found = CRITERION.assess(subject, make_needs(needs))
        assert (found.low, found.high) == pytest.approx((200 * value / 7, 200 * value / 7))
    found = CRITERION.assess(subject, make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 0, 1)


@pytest.mark.parametrize(
    ("needed", "promised", "value", "words"),
    [
        ("8", "12", 0.5, "e-mail in 12 h (8 h needed)"),
        ("8", "60", 0.15, "e-mail in 60 h (8 h needed)"),
        ("8", "8", 0.96, "e-mail in 8 h"),
        ("24", "36", 0.55, "e-mail in 36 h"),
        ("48", "36", 0.55, "e-mail in 36 h"),
        ("8", "none", 0, "no promise on e-mail (8 h needed)"),
    ],
)
def test_email_that_falls_short_of_a_need_beyond_the_standard_earns_at_most_half(
    make_subject: MakeSubject, make_needs: MakeNeeds, needed: str, promised: str, value: float, words: str
) -> None:
    subject = make_subject(f"service_levels: {{calls: none, credits: false, email_hours: {promised}}}")
    needs = make_needs(f"demand: {{channels: {{email: {{per_month: 40, within_hours: {needed}}}}}}}")
    found = CRITERION.assess(subject, needs)
    assert (found.low, found.high) == pytest.approx((200 * value / 7, 200 * value / 7))
    assert found.reason == f"no promise on calls; {words}; does not pay for a miss"


def test_a_faster_or_larger_promise_never_costs(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs("service: {calls: {share: 85%, within_seconds: 18}}")
    rising = [(10, 200), (55, 100), (70, 70), (80, 31), (80, 20), (84, 18), (85, 18), (85, 15), (99, 1)]
    found = [
        CRITERION.assess(
            make_subject(f"service_levels: {{calls: {{share: {share}%, within_seconds: {seconds}}}}}"), needs
        ).low
        for share, seconds in rising
    ]
    assert found == sorted(found)
