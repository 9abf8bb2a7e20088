"""OpenDocument workbooks: values, forms, comments, repeated and merged cells."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from callvet.load.sheets.reading import read_sheets
from callvet.load.sheets.sheet import Cell, Span
from tests.load.sheets.making import ods

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.load.sheets.sheet import Sheet


def read(tmp_path: Path, cells: str) -> Sheet:
    """The sheet with these cells."""
    (tmp_path / "a.ods").write_bytes(ods(cells))
    return read_sheets(tmp_path / "a.ods")[0]


@pytest.mark.parametrize(
    ("attributes", "text", "expected"),
    [
        ("office:value-type='string'", "hello", Cell("text", "hello")),
        ("office:value-type='float' office:value='0.95'", "0,95", Cell("number", Decimal("0.95"))),
        ("office:value-type='currency' office:value='49.5'", "$49.50", Cell("number", Decimal("49.5"))),
        ("office:value-type='percentage' office:value='0.85'", "85%", Cell("percent", Decimal("0.85"))),
        ("office:value-type='boolean' office:boolean-value='true'", "TRUE", Cell("flag", value=True)),
        ("office:value-type='date' office:date-value='2026-11-02'", "2.11.", Cell("date", date(2026, 11, 2))),
        (
            "office:value-type='date' office:date-value='2026-11-02T08:30:00'",
            "",
            Cell("date", datetime(2026, 11, 2, 8, 30)),  # noqa: DTZ001 - as in cells
        ),
        ("office:value-type='time' office:time-value='PT08H'", "08:00", Cell("time", time())),
        ("office:value-type='string' calcext:value-type='error' table:formula='of:=#REF!'", "#REF!",
         Cell("error", "#REF!")),
        ("table:formula='of:=[.A1]'", "", Cell("uncalculated")),
        ("office:value-type='string' table:formula='of:=&quot;&quot;'", "", Cell()),
        ("", "", Cell()),
    ],
)  # fmt: skip
def test_a_cell_has_its_value_and_its_form(tmp_path: Path, attributes: str, text: str, expected: Cell) -> None:
    assert (
        read(tmp_path, f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>").cell(1, 1)
        == expected
    )


def test_paragraphs_and_blanks_are_kept_and_comments_stand_apart(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "<table:table-cell office:value-type='string'><office:annotation><dc:creator>Jane</dc:creator>"
        "<text:p>only in the US</text:p></office:annotation><text:p>a<text:s text:c='2'/>b</text:p>"
        "<text:p>c<text:span>d</text:span><text:line-break/>e</text:p></table:table-cell>",
    )
    assert found.cell(1, 1) == Cell("text", "a  b\ncd\ne", "only in the US")


def test_repeated_cells_are_as_many_and_blank_ones_take_no_room(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "<table:table-cell table:number-columns-repeated='3' office:value-type='float' office:value='1'/>"
        "<table:table-cell table:number-columns-repeated='16000'/>"
        "<table:table-cell office:value-type='float' office:value='2'/>",
    )
    assert {column: cell.value for (_, column), cell in found.cells.items()} == {1: 1, 2: 1, 3: 1, 16004: 2}


def test_merged_cells_are_told_and_what_they_cover_is_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "<table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='1'/>"
        "<table:covered-table-cell office:value-type='string'><text:p>below</text:p></table:covered-table-cell>",
    )
    assert found.spans == [Span((1, 1), (1, 2))]
    assert found.cell(1, 2).value == "below"


def test_repeated_rows_are_as_many_as_a_questionnaire_may_have(tmp_path: Path) -> None:
    row = "<table:table-cell office:value-type='float' office:value='1'/>"
    again = f"{row}</table:table-row><table:table-row table:number-rows-repeated='1000000'>{row}"
    found = read(tmp_path, again)
    assert len(found.cells) == 201
