"""One sheet: text that stays text, rows high enough for it, and amounts that are right to the cent."""

from __future__ import annotations

import zipfile
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from callvet.report.decision_book.looks import Looks
from callvet.report.decision_book.paper import LONGEST_TEXT, Paper, Span, column_of
from tests.report.decision_book.making import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

CENT = Decimal("0.01")
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def written(write: Callable[[Paper], None]) -> Worksheet:
    """A sheet of two columns, 20 and 40 wide, with what is written onto it."""
    file = BytesIO()
    with Workbook(file) as book:
        write(Paper(book, "Sheet", Looks(book, "USD"), (20, 40)))
    sheet: Worksheet = opened(file.getvalue())["Sheet"]
    return sheet


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("=1+1", "=1+1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("+49 30", "+49 30"),
        ("http://x.example", "http://x.example"),
        ("a\nb\x07\u202e", "a\\nb\\x07\\u202e"),
        ("_x0041_", "_x0041_"),
        ("1234", "1234"),
        ("\ud800", "\\ud800"),
    ],
)
def test_text_stays_text_and_what_cannot_be_seen_is_written_out(text: str, told: str) -> None:
    cell = written(lambda paper: paper.text(0, 0, text))["A1"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", told, None)


def test_what_a_formula_comes_to_is_no_code_either() -> None:
    file = BytesIO()
    with Workbook(file) as book:
        paper = Paper(book, "Sheet", Looks(book, "USD"), (20,))
        paper.formula(0, 0, "A2", "_x0041_ & more", paper.looks.text)
    with zipfile.ZipFile(BytesIO(file.getvalue())) as parts:
        assert "<v>_x005F_x0041_ &amp; more</v>" in parts.read("xl/worksheets/sheet1.xml").decode()


def test_text_that_is_too_long_is_cut() -> None:
    cell = written(lambda paper: paper.text(0, 0, "x" * 40_000))["A1"]
    assert cell.value == "x" * (LONGEST_TEXT - 1) + "…"


def test_rows_are_as_high_as_their_longest_text() -> None:
    def write(paper: Paper) -> None:
        paper.text(0, 0, "short")
        paper.text(1, 0, "twelve words that take more than a single line in a narrow column")
        paper.text(1, 1, "short")
        paper.text(2, 0, "twelve words that take more than a single line in a narrow column", last=1)
        paper.height(3, 48)
        paper.text(3, 0, "twelve words that take more than a single line in a narrow column" * 9)

    sheet = written(write)
    heights = [sheet.row_dimensions[row].height for row in range(1, 5)]
    assert heights[0] in {None, 15}
    assert heights[1] == 15 * 4
    assert heights[2] == 15 * 2
    assert heights[3] == 48


def test_cells_are_called_from_other_sheets_by_the_name_of_theirs() -> None:
    assert str(column_of("Scores", 2, 6, 3)) == "Scores!$C$7:$C$9"
    assert str(Span("Cost lines", 0, 0, 0, 0)) == "'Cost lines'!$A$1"
    assert column_of("Scores", 2, 6, 3).here == "$C$7:$C$9"


@given(st.lists(AMOUNTS, min_size=1, max_size=300))
def test_a_sum_of_amounts_in_cells_is_right_to_the_cent(amounts: list[Decimal]) -> None:
    total = 0.0
    for amount in amounts:
        total += float(amount)
    assert Decimal(total).quantize(CENT, ROUND_HALF_UP) == sum(amounts)
