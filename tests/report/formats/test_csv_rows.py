"""CSV: the figures as they are, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from callvet.report.formats.csv_rows import inert, render
from callvet.report.page import Data, Datum, Page, Sentence


def rows_of(*rows: tuple[Datum, ...]) -> list[list[str]]:
    """The rows, drawn and read back."""
    text = render(Page("Ranking", [Sentence("Acme leads.")], Data(("a", "b"), rows)))
    return list(csv.reader(io.StringIO(text)))


def test_rows_stand_under_their_head_and_sentences_are_left_out() -> None:
    assert rows_of(("Acme", 66), ("Brio", 7)) == [["a", "b"], ["Acme", "66"], ["Brio", "7"]]


def test_lines_end_with_a_newline_alone() -> None:
    assert render(Page("Ranking", [], Data(("a",), [("x",)]))) == "a\nx\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-3, "-3"),
        (68.46352213612718, "68.46352213612718"),
        (-0.5, "-0.5"),
        (Decimal("4275.00"), "4275.00"),
        ("", ""),
        ("Acme", "Acme"),
    ],
)
def test_a_value_keeps_its_figures(value: Datum, text: str) -> None:
    assert inert(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "--1",
        "+-1",
        "-",
        "-1.2.3",
        "-²",
        "  =1+1",
        "＝1+1",  # noqa: RUF001 - the wide sign
        "＋1",  # noqa: RUF001 - the wide sign
    ],
)
def test_what_begins_like_a_formula_is_text(text: str) -> None:
    assert rows_of((text, "b"))[1] == [f"'{text}", "b"]


@pytest.mark.parametrize(("text", "cell"), [("\t=1", "'\\t=1"), ("\r=1", "'\\r=1"), ("\n@x", "'\\n@x")])
def test_a_break_before_a_formula_hides_nothing(text: str, cell: str) -> None:
    assert inert(text) == cell


@pytest.mark.parametrize("text", ["-3.5", "+7", "-.5", "-1."])
def test_a_signed_number_is_no_formula(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a\u202eb", "a\\u202eb"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("one\ntwo", "one\\ntwo"),
        ("a\x9bb", "a\\x9bb"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, cell: str) -> None:
    assert inert(text) == cell


@pytest.mark.parametrize(
    "text", ['a "quoted" name', "a, b", "a;b", "| a | b |", "<script>", "[bold]x[/]", "%s {0}", "é"]
)
def test_other_text_comes_back_as_it_was(text: str) -> None:
    assert rows_of((text, "b"))[1] == [text, "b"]


def test_long_text_is_not_cut_off() -> None:
    assert rows_of(("word " * 4000, "b"))[1][0] == "word " * 4000
