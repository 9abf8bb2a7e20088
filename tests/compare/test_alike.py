"""Charges of several quotes meet by what they count, whatever each vendor calls them."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from callvet.compare.alike import named_alike
from callvet.compare.levelled import levelled
from tests.compare.quoting import offer

CLOCK = "clock: {counts: [talk], step_seconds: 1}"


def met(*charges: str) -> list[list[str]]:
    """The names of each quote's charges beside the others."""
    quotes = [
        levelled(offer(f"vendor: x\ncharges: [{text}]\n").quote, plan=None, added={}, rate=Fraction(1), currency="USD")
        for text in charges
    ]
    found = named_alike(quotes)
    for order in permutations(range(len(quotes))):
        again = named_alike([quotes[place] for place in order])
        assert [again[order.index(place)] for place in range(len(quotes))] == list(found)
    return [list(one.charges) for one in found]


def test_the_only_price_of_a_minute_meets_the_one_for_all_calls() -> None:
    spanish = f"{{per: minute, rate: 0.1, for: Spanish, when: {{language: es}}, {CLOCK}}}"
    assert met(
        f"{{per: minute, rate: 0.9, for: live agents, {CLOCK}}}, {spanish}", f"{{per: minute, rate: 0.8, {CLOCK}}}"
    ) == [["minute", "minute[Spanish]"], ["minute"]]


def test_extras_for_the_same_contacts_meet_whatever_their_labels() -> None:
    quote = f"{{per: minute, rate: 0.9, {CLOCK}}}, {{per: minute, rate: 0.1, for: %s, when: {{language: es}}, {CLOCK}}}"
    first, second = met(quote % "Spanish", quote % "bilingual agents")
    assert first == second


def test_fees_meet_by_their_labels_first() -> None:
    assert met(
        "{per: once, rate: 500, for: setup}, {per: once, rate: 90, for: Hardware}",
        "{per: once, rate: 80, for: hardware}",
    ) == [["once[setup]", "once[Hardware]"], ["once[Hardware]"]]


def test_what_is_left_of_a_kind_meets() -> None:
    assert met(
        "{per: cycle, rate: 5, for: platform}, {per: cycle, rate: 3, for: support}",
        "{per: cycle, rate: 4, for: account}",
    ) == [["cycle", "cycle[support]"], ["cycle"]]


def test_units_meet_by_their_labels_alone() -> None:
    first, second, third = met(
        "{per: unit, quantity: 2, rate: 5, for: numbers}",
        "{per: unit, quantity: 3, rate: 5, for: script changes}",
        "{per: unit, quantity: 3, rate: 5, for: Numbers}",
    )
    assert first == third == ["unit[Numbers]"]
    assert second == ["unit[script changes]"]


def test_units_without_a_label_meet() -> None:
    assert met("{per: unit, quantity: 2, rate: 5}", "{per: unit, quantity: 3, rate: 5}") == [["unit"], ["unit"]]


def test_kinds_counted_together_meet_in_any_order() -> None:
    first, second = met("{per: [call, transfer], rate: 5}", "{per: [transfer, call], rate: 4}")
    assert first == second


def test_one_name_for_other_contacts_is_two_rows() -> None:
    quote = f"{{per: minute, rate: 0.1, for: %s, when: {{language: %s}}, {CLOCK}}}"
    assert met(quote % ("Spanish", "es"), quote % ("French", "fr")) == [["minute[Spanish]"], ["minute[French]"]]


def test_the_price_of_all_contacts_has_the_plain_name() -> None:
    extra = (
        f"{{per: call, rate: 5}}, {{per: chat, rate: 5}}, {{per: minute, rate: 0.1, when: {{language: es}}, {CLOCK}}}"
    )
    assert met(extra, f"{{per: minute, rate: 0.9, {CLOCK}}}") == [["call", "chat", "minute[2]"], ["minute"]]


def test_names_that_are_taken_are_numbered() -> None:
    first, second = met(
        f"{{per: minute, rate: 1, {CLOCK}}}, {{per: minute, rate: 2, {CLOCK}}}, {{per: minute, rate: 3, {CLOCK}}}",
        f"{{per: minute, rate: 1, {CLOCK}}}, {{per: minute, rate: 2, when: {{language: es}}, {CLOCK}}}",
    )
    assert len(set(first)) == 3
    assert len(set(second)) == 2
