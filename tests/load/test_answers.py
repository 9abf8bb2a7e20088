"""From a cell to a value: what is beyond doubt is taken, and the rest refused with the fix."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.load.answers import UnusableAnswerError, answer, texts_in_cell
from callvet.load.sheets.sheet import Cell
from callvet.model.answer_form import Form, Leaf


def leaf(form: Form, *choices: str) -> Leaf:
    """An answer of a form."""
    return Leaf(("key",), form, choices)


def text(written: str) -> Cell:
    """A cell of text."""
    return Cell("text", written)


def number(written: str) -> Cell:
    """A cell of a number."""
    return Cell("number", Decimal(written))


def percent(written: str) -> Cell:
    """A cell that shows a share as a percentage."""
    return Cell("percent", Decimal(written))


def refusal(cell: Cell, form: Form) -> str:
    """Why a cell is no answer."""
    with pytest.raises(UnusableAnswerError) as refused:
        answer(cell, leaf(form))
    return str(refused.value)


@pytest.mark.parametrize("cell", [Cell(), text("  "), text("\N{NO-BREAK SPACE}")])
def test_a_blank_cell_is_no_answer(cell: Cell) -> None:
    assert answer(cell, leaf(Form.NUMBER)) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (number("5000"), 5000),
        (number("0.95"), Decimal("0.95")),
        (text("5000"), 5000),
        (text(" 0.95 "), Decimal("0.95")),
        (text("1,5"), Decimal("1.5")),
        (text("0,125"), Decimal("0.125")),
        (text("1.234,56"), Decimal("1234.56")),
        (text("1,234.56"), Decimal("1234.56")),
        (text("1,234,567"), 1234567),
        (text("1 234"), 1234),
        (text("1\N{NARROW NO-BREAK SPACE}234,5"), Decimal("1234.5")),
        (text("none"), "none"),
        (text("NONE"), "none"),
        (text("about 500"), "about 500"),
        (text("$49.50"), "$49.50"),
    ],
)
def test_a_number_is_read_as_it_was_meant_or_left_to_be_refused(cell: Cell, value: object) -> None:
    assert answer(cell, leaf(Form.NUMBER)) == value


@pytest.mark.parametrize(("written", "fix"), [("1,234", "write 1234, or 1.2340"), ("1.234", "write 1234, or 1.2340")])
def test_a_number_typed_as_text_that_may_be_two_numbers_is_refused(written: str, fix: str) -> None:
    assert refusal(text(written), Form.NUMBER).endswith(fix)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (percent("0.85"), "85%"),
        (percent("1"), "100%"),
        (percent("0.9995"), "99.95%"),
        (number("0.85"), "85%"),
        (number("85"), "85%"),
        (text("85%"), "85%"),
        (text("85 %"), "85%"),
        (text("99,95%"), "99.95%"),
        (text("0.85"), "85%"),
        (text("85"), "85%"),
        (text("0"), "0%"),
        (text("none"), "none"),
        (text("most"), "most"),
    ],
)
def test_a_share_is_read_from_any_way_of_writing_it(cell: Cell, value: str) -> None:
    assert answer(cell, leaf(Form.SHARE)) == value


def test_one_may_be_one_per_cent_or_all() -> None:
    assert refusal(number("1"), Form.SHARE) == "1 may be 1% or 100%; write it with its sign"


@pytest.mark.parametrize(
    ("cell", "value"),
    [(number("25"), 25), (percent("0.25"), 25), (percent("0.015"), Decimal("1.5")), (text("25%"), 25),
     (text("-10%"), -10), (text("0,5%"), Decimal("0.5")), (text("25"), 25)],
)  # fmt: skip
def test_a_percentage_knows_what_its_cell_shows(cell: Cell, value: object) -> None:
    assert answer(cell, leaf(Form.PERCENT)) == value


def test_a_percentage_is_written_without_digits_that_nobody_typed() -> None:
    assert str(answer(percent("0.0825"), leaf(Form.PERCENT))) == "8.25"


def test_a_quarter_may_be_a_quarter_of_a_per_cent() -> None:
    assert refusal(number("0.25"), Form.PERCENT) == "0.25 may be 0.25% or 25.00%; write it with its sign"


@pytest.mark.parametrize(
    ("cell", "form", "words"),
    [
        (percent("0.25"), Form.NUMBER, "25% is a percentage"),
        (Cell("date", date(2026, 5, 1)), Form.NUMBER, "a date (2026-05-01); set the cell's form to number"),
        (Cell("date", date(2026, 7, 24)), Form.HOURS, "a date (2026-07-24); set the cell's form to text"),
        (Cell("time", time(8)), Form.HOURS, "a time of the day; set the cell's form to text"),
        (Cell("flag", value=True), Form.AMOUNT, "yes is not a number"),
        (Cell("error", "#REF!"), Form.TEXT, "#REF! is an error of the workbook"),
        (Cell("uncalculated"), Form.TEXT, "saved without its value"),
        (text("maybe"), Form.FLAG, "maybe is neither yes nor no"),
        (number("1"), Form.FLAG, "1 is neither yes nor no"),
        (text("a\x1bb"), Form.TEXT, "the sign \\x1b in it cannot be printed"),
        (text("x" * 40_000), Form.TEXT, "it has 40000 characters"),
        (text("1" * 50), Form.NUMBER, "more than 40 digits"),
        (number("1E+300"), Form.NUMBER, "is too large"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_fix(cell: Cell, form: Form, words: str) -> None:
    message = refusal(cell, form)
    assert words in message
    assert len(message) < 200


@pytest.mark.parametrize(
    ("cell", "value"), [(text("Yes"), True), (text("n"), False), (Cell("flag", value=True), True), (text("TRUE"), True)]
)
def test_yes_and_no_are_flags(cell: Cell, value: bool) -> None:  # noqa: FBT001 - what is read
    assert answer(cell, leaf(Form.FLAG)) is value


def test_a_word_is_known_by_any_spelling_and_one_that_is_not_goes_on_to_be_refused() -> None:
    level = leaf(Form.CHOICE, "none", "counts", "daily", "realtime")
    assert answer(text("Real-time"), level) == "realtime"
    assert answer(text("4 weeks"), leaf(Form.CHOICE, "month", "4_weeks")) == "4_weeks"
    assert answer(text("hourly"), level) == "hourly"
    assert answer(text("none"), level) == "none"
    assert answer(text("Talk, hold;wrap"), leaf(Form.CHOICES, "talk", "hold", "wrap")) == ["talk", "hold", "wrap"]


def test_days_are_those_of_the_workbook_or_as_they_were_typed() -> None:
    assert answer(Cell("date", date(2026, 11, 2)), leaf(Form.DAY)) == "2026-11-02"
    assert answer(Cell("date", datetime(2026, 11, 2, 8)), leaf(Form.DAY)) == "2026-11-02"  # noqa: DTZ001 - as in cells
    assert answer(text("02/11/2026"), leaf(Form.DAY)) == "02/11/2026"


def test_text_that_a_program_took_for_a_number_is_what_was_typed() -> None:
    assert answer(number("2041"), leaf(Form.TEXT)) == "2041"
    assert answer(text("none"), leaf(Form.TEXT)) == "none"
    assert answer(text("=cmd|' /C calc'!A0"), leaf(Form.TEXT)) == "=cmd|' /C calc'!A0"


def test_marks_are_flags_or_numbers() -> None:
    assert answer(text("yes"), leaf(Form.MARK)) is True
    assert answer(number("7"), leaf(Form.MARK)) == 7


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("retail; healthcare", ["retail", "healthcare"]),
        ("retail, healthcare", ["retail", "healthcare"]),
        ("retail\nhealthcare", ["retail", "healthcare"]),
        ("Smith, Jones & Co; Acme", ["Smith, Jones & Co", "Acme"]),
        ('"a;b"; c', ["a;b", "c"]),
    ],
)
def test_several_texts_stand_in_one_cell(written: str, values: list[str]) -> None:
    assert answer(text(written), leaf(Form.TEXTS)) == values


@given(
    st.lists(st.text(st.characters(blacklist_categories=["Cc", "Cs", "Cf", "Zs", "Zl", "Zp"]), min_size=1), min_size=1)
)
def test_texts_that_are_written_into_a_cell_are_read_back(texts: list[str]) -> None:
    assert answer(text(texts_in_cell(texts)), leaf(Form.TEXTS)) == texts
