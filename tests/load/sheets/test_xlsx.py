"""Excel's workbooks: values, forms, comments and merged cells, as another reader has them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from xlsxwriter import Workbook

from callvet.load.sheets.reading import read_sheets
from callvet.load.sheets.sheet import Span
from tests.load.sheets.making import changed

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.load.sheets.sheet import Cell, Sheet


def read(path: Path) -> Sheet:
    """The first sheet."""
    return read_sheets(path)[0]


def cell(tmp_path: Path, value: Any, form: str = "General") -> Cell:
    """The cell that openpyxl writes for a value."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B2"] = value
    sheet["B2"].number_format = form
    book.save(tmp_path / "cell.xlsx")
    return read(tmp_path / "cell.xlsx").cell(2, 2)


@pytest.mark.parametrize(
    ("value", "form", "kind", "expected"),
    [
        ("text", "General", "text", "text"),
        ("a\nb", "General", "text", "a\nb"),
        (5, "General", "number", Decimal(5)),
        (0.1 + 0.2, "General", "number", Decimal("0.3")),
        (1234.5, '#,##0.00 "days"', "number", Decimal("1234.5")),
        (0.85, "0%", "percent", Decimal("0.85")),
        (0.0125, "0.00##%", "percent", Decimal("0.0125")),
        (date(2026, 11, 2), "yyyy-mm-dd", "date", date(2026, 11, 2)),
        (datetime(2026, 11, 2, 8, 30), "dd.mm.yyyy hh:mm", "date", datetime(2026, 11, 2, 8, 30)),  # noqa: DTZ001
        (time(8, 30), "hh:mm", "time", time(8, 30)),
        (True, "General", "flag", True),
        ("#N/A", "General", "error", "#N/A"),
        ("=1+1", "General", "uncalculated", None),
        (-5, "[Red]0;[Blue]-0", "number", Decimal(-5)),
        (45, "[$-409]mmm", "date", date(1900, 2, 13)),
    ],
)
def test_a_cell_has_its_value_and_its_form(
    tmp_path: Path, value: object, form: str, kind: str, expected: object
) -> None:
    found = cell(tmp_path, value, form)
    assert (found.kind, found.value) == (kind, expected)


def test_a_formula_has_the_value_that_was_saved_with_it(tmp_path: Path) -> None:
    with Workbook(tmp_path / "formula.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=A2*2", None, 42)
        sheet.write_formula(1, 0, '="a"&"b"', None, "ab")
        sheet.write_formula(2, 0, '=""', None, "")
    found = read(tmp_path / "formula.xlsx")
    assert [found.cell(row, 1).value for row in (1, 2, 3)] == [Decimal(42), "ab", None]


def test_comments_and_merged_cells_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "yes"
    sheet["A1"].comment = Comment("only in the US", "Jane")
    sheet["C5"].comment = Comment("nothing here", "Jane")
    sheet.merge_cells("B2:C3")
    book.save(tmp_path / "said.xlsx")
    found = read(tmp_path / "said.xlsx")
    assert found.cell(1, 1).comment == "only in the US"
    assert found.cell(5, 3).comment == "nothing here"
    assert found.spans == [Span((2, 2), (3, 3))]
    assert found.span_at((3, 2)) == Span((2, 2), (3, 3))
    assert found.span_at((4, 2)) is None


def test_formatted_text_readings_and_codes_for_signs_are_one_text(tmp_path: Path) -> None:
    texts = (
        b"<sst><si><r><rPr><b/></rPr><t>he</t></r><r><t>llo_x000A_you</t></r>"
        b"<rPh sb='0' eb='1'><t>READING</t></rPh></si></sst>"
    )
    assert read(changed(tmp_path / "a.xlsx", "xl/sharedStrings.xml", lambda _: texts)).cell(1, 1).value == "hello\nyou"


def test_days_of_books_that_count_from_1904_are_the_same_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904  # type: ignore[attr-defined]
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = date(2026, 11, 2)
    book.save(tmp_path / "mac.xlsx")
    assert read(tmp_path / "mac.xlsx").cell(1, 1).value == date(2026, 11, 2)


def test_cells_without_their_addresses_stand_one_behind_the_other(tmp_path: Path) -> None:
    row = b"<row><c t='inlineStr'><is><t>a</t></is></c><c><v>2</v></c></row>"
    sheet = b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>"
    found = read(changed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", lambda _: sheet))
    assert (found.cell(1, 1).value, found.cell(1, 2).value) == ("a", Decimal(2))


def test_names_with_a_prefix_and_days_in_words_of_the_strict_form_are_known(tmp_path: Path) -> None:
    row = b"<x:row><x:c t='d'><x:v>2026-11-02</x:v></x:c></x:row>"
    sheet = b"<x:worksheet xmlns:x='s'><x:sheetData>" + row + b"</x:sheetData></x:worksheet>"
    found = read(changed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", lambda _: sheet))
    assert found.cell(1, 1).value == date(2026, 11, 2)
