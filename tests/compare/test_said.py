"""What a value says: equal whatever its spelling, and in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callvet.compare.said import content_of, said_of, text_of
from callvet.model.charge import FreeCalls, Ramp, Staffed, When
from callvet.model.escalator import Escalator
from callvet.model.quote import Commitment
from tests.conftest import read


@pytest.mark.parametrize("value", [None, {}, ()])
def test_nothing_of_the_kind_is_an_answer(value: object) -> None:
    assert said_of(value).state == "none"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        (12000, "12,000"),
        (Decimal("1.10"), "1.10"),
        (Decimal("Infinity"), "no limit"),
        (("talk", "hold"), "talk, hold"),
        ({"email": 6, "my_event": 9}, "email 6, my event 9"),
        ("4_weeks", "4_weeks"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
    ],
)
def test_values_are_told_in_words_and_inert(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("model", "text", "words"),
    [
        (Escalator, "{percent: 4, every_months: 12, kind: fixed}", "4% every 12 months"),
        (Escalator, "{percent: 4, every_months: 12, kind: cap}", "up to 4% every 12 months"),
        (Escalator, "{percent: 4, high: 8, every_months: 12, kind: floor}", "4% to 8% every 12 months"),
        (Escalator, "{assume: 3, every_months: 6, kind: index}", "by an index, say 3% every 6 months"),
        (Ramp, "{weeks: 4, productivity: 60%}", "4 weeks at 60%"),
        (Ramp, "{weeks: 4, productivity: 60%, billed: true}", "4 weeks at 60%, billed"),
        (Ramp, "{weeks: 4, productivity: 60%, billed: false}", "4 weeks at 60%, not billed"),
        (Staffed, "{agents: 5, hours_per_week: 40}", "5 agents, 40 h a week"),
        (Staffed, "{agents: 5}", "5 agents"),
        (FreeCalls, "{under_seconds: 30}", "under 30 s"),
        (FreeCalls, "{under_seconds: 30, per_cycle: 1000}", "under 30 s, 1,000 a cycle"),
        (Commitment, "{units: 20000}", "20,000 units"),
        (Commitment, "{share_of_forecast: 90%}", "90% of the forecast"),
        (When, "{language: es, direction: in}", "language es, direction in"),
    ],
)
def test_groups_of_keys_are_told_in_the_fewest_words(model: type, text: str, words: str) -> None:
    assert text_of(read(text, "x.yaml", model)[0]) == words


def test_two_spellings_of_a_figure_say_the_same() -> None:
    assert said_of(Decimal("1.10"))[:2] == said_of(Decimal("1.1"))[:2]
    assert content_of({"a": 1, "b": 2}) == content_of({"b": 2, "a": 1})
    assert content_of(1.5) == "1.5"


def test_figures_have_a_size_and_words_have_none() -> None:
    assert said_of(30).size == 30
    assert said_of(Decimal("0.5")).size == Decimal("0.5")
    assert said_of("month").size is None
