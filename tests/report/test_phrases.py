"""Figures and lists as a sentence has them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callvet.report.phrases import counted, listed, number, percent, sentence_case, span


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
