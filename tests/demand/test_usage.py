"""Contacts of a period, and those of them that a term means."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.demand.forecast import forecast
from callvet.demand.period import ordinary_period
from callvet.demand.usage import Usage, marked_share
from callvet.model.charge import When
from callvet.model.needs import Needs
from tests.conftest import read

MONTH = ordinary_period()
TIMES = st.sampled_from(
    [
        "within: 'Mo-Fr 08:00-12:00'",
        "outside: 'Mo-Fr 08:00-12:00'",
        "within: 'Sa 00:00-24:00'",
        "outside: 'Mo-Sa 07:00-20:00'",
    ]
)


def when(text: str) -> When:
    return read(text, "quote.yaml", When)[0]


def usage_of(text: str) -> Usage:
    return forecast(read(text, "needs.yaml", Needs)[0], None, MONTH)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("language: es", Fraction("0.1")),
        ("language: es-MX", Fraction("0.1")),
        ("language: en", Fraction("0.9")),
        ("language: fr", 0),
        ("channel: phone", 1),
        ("channel: chat", 0),
        ("direction: in", 1),
        ("direction: out", 0),
        ("beyond: staffed", Fraction("0.25")),
        ("{language: es, beyond: staffed}", Fraction("0.025")),
        ("within: 'Mo-Fr 08:00-13:00'", Fraction(1, 2)),
        ("outside: 'Mo-Fr 08:00-13:00'", Fraction(1, 2)),
        ("holiday: US", 0),
        ("{language: es, outside: 'Mo-Fr 08:00-13:00', direction: in}", Fraction("0.05")),
    ],
)
def test_contacts_are_meant_by_what_they_are(text: str, share: Fraction) -> None:
    usage = usage_of("demand: {calls_per_month: 100, shape: flat, languages: {en-GB: 40%, en-US: 50%, es: 10%}}")
    assert marked_share(usage, usage.flows[0], [when(text)], beyond_share=Fraction(1, 4)) == share


def test_two_marks_must_both_hold() -> None:
    usage = usage_of("demand: {calls_per_month: 100, shape: flat, languages: {en: 90%, es: 10%}}")

    def both(first: str, second: str) -> Fraction:
        return marked_share(usage, usage.flows[0], [when(first), when(second)], beyond_share=Fraction(1, 4))

    assert both("language: es", "language: es-MX") == Fraction("0.1")
    assert both("language: es", "language: en") == 0
    assert both("beyond: staffed", "beyond: staffed") == Fraction(1, 4)
    assert both("within: 'Mo-Fr 08:00-12:00'", "within: 'Mo-Fr 10:00-14:00'") == Fraction(1, 5)


def test_only_what_waits_for_an_agent_can_be_beyond_the_team() -> None:
    usage = usage_of("""
        demand:
          calls_per_month: 100
          unproductive: {share: 10%}
          follow_up: {share: 10%}
          messages_per_call: 1
          self_service: 10%
          channels: {chat: {per_month: 10}}
    """)
    beyond = {
        flow.name: marked_share(usage, flow, [when("beyond: staffed")], beyond_share=Fraction(1, 4))
        for flow in usage.flows
    }
    assert {name for name, share in beyond.items() if share} == {"call", "unproductive", "message"}


def test_a_language_that_nobody_named_is_not_marked() -> None:
    usage = usage_of("demand: {calls_per_month: 100}")
    assert usage.languages is None
    assert marked_share(usage, usage.flows[0], [when("language: en")]) == 0


@given(marks=st.lists(TIMES, max_size=2), spanish=st.integers(0, 100))
@settings(max_examples=40, deadline=None)
def test_what_is_meant_and_what_is_not_make_all(marks: list[str], spanish: int) -> None:
    usage = usage_of(
        f"demand: {{calls_per_month: 100, open: 24/7, languages: {{en: {100 - spanish}%, es: {spanish}%}}}}"
    )
    call, given_marks = usage.flows[0], [when(mark) for mark in marks]
    whole = marked_share(usage, call, given_marks)
    for first, second in (
        ("within: 'Tu 09:00-17:00'", "outside: 'Tu 09:00-17:00'"),
        ("language: en", "language: es"),
    ):
        pieces = [marked_share(usage, call, [*given_marks, when(piece)]) for piece in (first, second)]
        assert sum(pieces) == whole
