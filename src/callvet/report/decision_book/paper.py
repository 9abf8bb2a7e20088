"""One sheet of the workbook: protected, ready for paper, and written to in inert text, figures and formulas."""

from __future__ import annotations

import re
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from xlsxwriter import Workbook

    from callvet.report.decision_book.looks import Looks

LONGEST_TEXT: Final = 4_000
"""Of any one cell, far below what programs hold and far above what anybody reads. [characters]"""
_A4: Final = 9
_LINE: Final = 15
"""Height of a line of 11 points. [points]"""
_TITLE: Final = 24
"""Height of the first row. [points]"""
_SIZE: Final = 11
"""Of letters, in whose digits widths are told. [points]"""
_MOST_LINES: Final = 26
"""Programs draw no row higher. [lines]"""
_READABLE: Final = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "sort": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What may be done on a protected sheet beside changing its yellow cells; there is no password."""


class Span(NamedTuple):
    """Cells beside or below each other on a named sheet, as formulas call them."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def here(self) -> str:
        """For formulas of the same sheet: ``$A$1:$A$9``."""
        return str(xl_range_abs(self.first_row, self.first_column, self.last_row, self.last_column))

    def __str__(self) -> str:
        """For formulas of any sheet: ``Scores!$A$1:$A$9``."""
        return f"'{self.sheet}'!{self.here}" if " " in self.sheet else f"{self.sheet}!{self.here}"


def column_of(sheet: str, column: int, first_row: int, count: int) -> Span:
    """So many cells below each other."""
    return Span(sheet, first_row, column, first_row + count - 1, column)


def cell(row: int, column: int, *, row_abs: bool = False, col_abs: bool = False) -> str:
    """``C7``, or ``$C$7``."""
    return str(xl_rowcol_to_cell(row, column, row_abs=row_abs, col_abs=col_abs))


def _as_value(value: float | str) -> float | str:
    """What a formula comes to, in which ``_x0041_`` is no code of a letter: XlsxWriter sees to it in texts alone."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value) if isinstance(value, str) else value


class Paper:
    """One sheet."""

    def __init__(
        self, book: Workbook, name: str, looks: Looks, widths: Sequence[float], *, printed: int | None = None
    ) -> None:
        """Make it.

        Args:
            book: To which it belongs.
            name: Of the sheet.
            looks: Of its cells.
            widths: Of its columns. [characters]
            printed: How many columns are for paper; left out, all. [count]
        """
        self.name: Final = name
        self.looks: Final = looks
        self.widths: Final = tuple(widths)
        self.printed: Final = len(self.widths) if printed is None else printed
        self.sheet: Final = book.add_worksheet(name)
        self._lines: Final[dict[int, int]] = {}
        sheet = self.sheet
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.protect("", _READABLE)
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&L&A&RPage &P of &N")

    def text(self, row: int, column: int, text: str, look: Any = None, *, last: int | None = None) -> None:
        """Write text that stays text: never a formula, an address or a number, and without what cannot be seen.

        Args:
            row: Where, from 0.
            column: Where, from 0.
            text: Anything.
            look: What it looks like.
            last: The column up to which it may reach, over cells that become one; left out, it has its own alone.
        """
        inert, kind = shown(text, LONGEST_TEXT), look or self.looks.text
        until = column if last is None else last
        if until > column:
            self.sheet.merge_range(row, column, row, until, "", kind)
        self.sheet.write_string(row, column, inert, kind)
        if kind.text_wrap:
            self._make_room(row, inert, kind, sum(self.widths[column : until + 1]))

    def figure(self, row: int, column: int, value: float, form: str, **look: Any) -> None:
        """Write a number that is not money."""
        self.sheet.write_number(row, column, float(value), self.looks.figure(form, **look))

    def amount(self, row: int, column: int, amount: Decimal, look: Any = None) -> None:
        """Write an amount of money.

        A cell holds a binary number of 53 bits. Of an amount with two decimals under 10^12 that is exact to a
        ten-thousandth of a cent, and so is a sum of hundreds of them, so that what is shown is right to the cent.
        """
        self.sheet.write_number(row, column, float(amount), look or self.looks.figure(self.looks.money))

    def day(self, row: int, column: int, day: date) -> None:
        """Write a day."""
        self.sheet.write_datetime(row, column, day, self.looks.day)

    def formula(self, row: int, column: int, formula: str, value: float | str, look: Any) -> None:
        """Write a formula with what it comes to, for programs that show a workbook without reckoning it anew."""
        self.sheet.write_formula(row, column, f"={formula}", look, _as_value(value))
        if look.text_wrap and isinstance(value, str):
            self._make_room(row, value, look, self.widths[column])

    def height(self, row: int, points: float) -> None:
        """Make a row so high, whatever is written into it. [points]"""
        self._lines[row] = _MOST_LINES
        self.sheet.set_row(row, points)

    def _make_room(self, row: int, text: str, look: Any, width: float) -> None:
        """Make a row high enough for what is broken into lines in it: not every program does so by itself."""
        signs = max(int(width * _SIZE / look.font_size * (1.0 if look.bold else 1.1) - 2 * look.indent), 4)
        lines = min(len(wrap(text, signs)) or 1, _MOST_LINES)
        if lines > self._lines.get(row, 1):
            self._lines[row] = lines
            self.sheet.set_row(row, ceil(_LINE * look.font_size / _SIZE) * lines)

    def heads(self, row: int, words: Sequence[str], *, figures: Sequence[int] = ()) -> None:
        """Write the heads of columns; those of figures stand to the right."""
        for column, head in enumerate(words):
            self.text(row, column, head, self.looks.figure_head if column in figures else self.looks.head)

    def across(self, row: int, text: str, look: Any = None, *, formula: str = "") -> None:
        """Write a sentence over what is printed of the sheet, or a formula that makes one."""
        kind = look or self.looks.note
        self.text(row, 0, text, kind, last=self.printed - 1)
        if formula:
            self.sheet.write_formula(row, 0, f"={formula}", kind, _as_value(shown(text, LONGEST_TEXT)))

    def title(self, text: str) -> None:
        """Write what the sheet is about into its first row."""
        self.height(0, _TITLE)
        self.text(0, 0, text, self.looks.title)

    def subheading(self, row: int, text: str) -> None:
        """Write what the rows below have in common, over what is printed of the sheet."""
        for column in range(self.printed):
            self.sheet.write_blank(row, column, None, self.looks.subheading)
        self.text(row, 0, text, self.looks.subheading)

    def keep_heads(self, row: int, columns: int = 0) -> None:
        """Keep the heads in sight, and print them on every page."""
        self.sheet.freeze_panes(row + 1, columns)
        self.sheet.repeat_rows(row)
