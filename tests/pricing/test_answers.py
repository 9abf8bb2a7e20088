"""Open terms of a charge, and their best and worst answers."""

from __future__ import annotations

import pytest

from callvet.pricing.answers import COUNTS, HOURS_COUNTED, STEP_SECONDS, all_answers, answered, open_terms
from tests.pricing.making import charge

TEAM = "staffed: {agents: 5, hours_per_week: 40}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("per: minute, rate: 1", ("clock.counts", "clock.step_seconds")),
        ("per: minute, rate: 1, clock: {counts: [talk]}", ("clock.step_seconds",)),
        ("per: minute, rate: 1, clock: {step_seconds: 6}", ("clock.counts",)),
        ("per: minute, rate: 1, clock: {counts: [talk], step_seconds: 6}", ()),
        ("per: hour, rate: 1", ("hours_counted",)),
        ("per: hour, rate: 1, hours_counted: paid", ()),
        (f"per: hour, rate: 1, {TEAM}", ()),
        ("per: call, rate: 1", ()),
        ("per: cycle, rate: 1", ()),
        ("per: agent, rate: 1", ()),
    ],
)
def test_a_charge_leaves_open_what_it_does_not_say_and_needs(text: str, expected: tuple[str, ...]) -> None:
    assert open_terms(charge(text)) == expected


def test_the_ends_are_those_of_the_contract() -> None:
    assert COUNTS == {"best": ("talk",), "worst": ("ring", "queue", "talk", "hold", "transfer", "wrap")}
    assert STEP_SECONDS == {"best": 1, "worst": 60}
    assert HOURS_COUNTED == {"best": "handling", "worst": "paid"}


def test_every_combination_is_answered_once_all_best_first_and_all_worst_last() -> None:
    found = list(all_answers(charge("per: minute, rate: 1")))
    assert [(one["clock.counts"], one["clock.step_seconds"]) for one in found] == [
        ("best", "best"),
        ("best", "worst"),
        ("worst", "best"),
        ("worst", "worst"),
    ]


def test_a_charge_with_nothing_open_has_one_way_to_be_answered_and_stays_itself() -> None:
    closed = charge("per: call, rate: 1")
    assert list(all_answers(closed)) == [{}]
    assert answered(closed, {}) is closed


def test_an_answer_fills_in_the_clock_and_keeps_the_rest_of_it() -> None:
    settled = answered(
        charge("per: minute, rate: 1, clock: {minimum_seconds: 30}"),
        {"clock.counts": "worst", "clock.step_seconds": "best"},
    ).clock
    assert settled is not None
    assert (settled.counts, settled.step_seconds, settled.minimum_seconds) == (COUNTS["worst"], 1, 30)


def test_a_charge_without_a_clock_gets_one() -> None:
    settled = answered(charge("per: minute, rate: 1"), {"clock.step_seconds": "worst"})
    assert settled.clock is not None
    assert (settled.clock.counts, settled.clock.step_seconds) == (None, 60)
    assert open_terms(settled) == ("clock.counts",)


def test_hours_are_answered_from_handling_to_paid() -> None:
    hours = charge("per: hour, rate: 1")
    assert answered(hours, {"hours_counted": "best"}).hours_counted == "handling"
    assert answered(hours, {"hours_counted": "worst"}).hours_counted == "paid"
