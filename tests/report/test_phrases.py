"""Figures and lists as a sentence has them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from callvet.demand.cost_range import Range
from callvet.model.demand import Demand
from callvet.report.phrases import (
    counted,
    listed,
    money,
    money_range,
    money_span,
    number,
    percent,
    sentence_case,
    situation,
    span,
)


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_listed_with_an_and_before_the_last(names: list[str], text: str) -> None:
    assert listed(names) == text


@pytest.mark.parametrize(
    ("count", "one", "many", "text"),
    [
        (0, "file", None, "0 files"),
        (1, "file", None, "1 file"),
        (2, "file", None, "2 files"),
        (1200, "call", None, "1,200 calls"),
        (2, "person", "people", "2 people"),
        (1, "person", "people", "1 person"),
    ],
)
def test_a_count_agrees_with_its_noun(count: int, one: str, many: str | None, text: str) -> None:
    assert counted(count, one, many) == text


@pytest.mark.parametrize(
    ("low", "high", "digits", "text"),
    [
        (66, 78, 0, "66–78"),
        (66, 66, 0, "66"),
        (65.6, 66.4, 0, "66"),
        (65.6, 66.4, 1, "65.6–66.4"),
        (0, 100, 0, "0–100"),
        (0, 0, 1, "0.0"),
    ],
)
def test_two_ends_that_read_alike_are_one_figure(low: float, high: float, digits: int, text: str) -> None:
    assert span(low, high, digits) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0%"),
        (0.004, "0.4%"),
        (0.01, "1%"),
        (0.0098, "1%"),
        (0.0667, "6.7%"),
        (0.0996, "10%"),
        (0.1, "10%"),
        (0.196, "20%"),
        (1.0, "100%"),
    ],
)
def test_a_share_under_a_tenth_keeps_one_decimal(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [("5000", "5,000"), ("2.50", "2.5"), ("1E+3", "1,000"), ("0.10", "0.1"), ("1234567.891", "1,234,567.891")],
)
def test_a_number_is_as_exact_as_it_was_written(amount: str, text: str) -> None:
    assert number(Decimal(amount)) == text


@pytest.mark.parametrize(("text", "sentence"), [("marks Lie", "Marks Lie"), ("", ""), ("élan", "Élan")])
def test_a_sentence_begins_with_a_capital_and_keeps_the_rest(text: str, sentence: str) -> None:
    assert sentence_case(text) == sentence


@pytest.mark.parametrize(
    ("calls", "changes", "text"),
    [
        (Fraction(5000), {}, "5,000 calls of 6:03 a month, Mo-Fr 08:00-18:00"),
        (Fraction(1), {"open": "24/7"}, "1 call of 6:03 a month, 24/7"),
        (Fraction(50001, 20), {}, "2,500.1 calls of 6:03 a month, Mo-Fr 08:00-18:00"),
        # 250 + 0 + 49.5 seconds are rounded half up.
        (
            Fraction(7),
            {"hold_seconds": Decimal(0), "wrap_seconds": Decimal("49.5")},
            "7 calls of 5:00 a month, Mo-Fr 08:00-18:00",
        ),
    ],
)
def test_a_situation_is_volume_handle_time_and_hours(calls: Fraction, changes: dict[str, object], text: str) -> None:
    assert situation(calls, Demand().model_copy(update=changes)) == text


def test_long_hours_are_cut_in_a_sentence() -> None:
    hours = "; ".join(f"{day} 08:00-18:00" for day in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))
    told = situation(Fraction(7), Demand().model_copy(update={"open": hours}))
    assert told == f"7 calls of 6:03 a month, {hours[:79]}…"


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("28786.50", "USD", "$28,787"),
        ("100", "USD", "$100"),
        ("99.994", "USD", "$99.99"),
        ("6.655", "USD", "$6.66"),
        ("0", "USD", "$0.00"),
        ("1200", "EUR", "EUR 1,200"),
    ],
)
def test_small_amounts_keep_the_minor_unit(amount: str, currency: str, text: str) -> None:
    assert money(Decimal(amount), currency) == text


def test_the_digits_of_an_amount_may_be_asked_for() -> None:
    assert money(Decimal("28786.5"), "USD", 2) == "$28,786.50"


@pytest.mark.parametrize(
    ("least", "most", "currency", "text"),
    [
        ("28786.50", "33299", "USD", "$28,787–33,299"),
        ("500", "500", "USD", "$500"),
        ("500.2", "500.4", "USD", "$500"),
        ("5.5", "120", "EUR", "EUR 5.50–120"),
    ],
)
def test_two_amounts_name_their_currency_once(least: str, most: str, currency: str, text: str) -> None:
    assert money_span(Decimal(least), Decimal(most), currency) == text


def test_a_saving_is_told_from_its_lesser_end() -> None:
    assert money_range(Range(Decimal(500), Decimal(200)), "USD") == "$200–500"
