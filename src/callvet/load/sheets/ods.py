"""Workbooks of LibreOffice and others, in the OpenDocument format (.ods)."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from callvet.load.sheets.archive import TOO_LARGE, UnreadableBookError
from callvet.load.sheets.sheet import Cell, Sheet, Span
from callvet.load.sheets.xlsx import MAX_CELLS, MAX_SHEETS, MAX_SPANS, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callvet.load.sheets.archive import Archive

_MOST_REPEATED: Final = 200
"""Times that a cell which holds something is taken for one of its own; programs repeat blank ones without end."""
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_DATE_LENGTH: Final = len("2026-11-02")


def looks_like_ods(archive: Archive) -> bool:
    """Whether the parts of a file are those of an OpenDocument."""
    return "content.xml" in archive.names


def read_ods(archive: Archive) -> tuple[Sheet, ...]:
    """Every sheet of a workbook.

    Raises:
        UnreadableBookError: It is damaged, too large, protected, no workbook, or hangs on others.
    """
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.part("META-INF/manifest.xml"):
        message = "it is protected by a password; ask for it without one, or save it without"
        raise UnreadableBookError(message)
    reader = _Reader()
    archive.go_through("content.xml", reader.start, reader.end, reader.text)
    if not reader.sheets:
        message = "it has no sheets; save the questionnaire as .xlsx or .ods"
        raise UnreadableBookError(message)
    return tuple(reader.sheets)


class _Reader:
    """Goes through the contents, and keeps the cells that hold something."""

    def __init__(self) -> None:
        """Begin before the first sheet."""
        self.sheets: list[Sheet] = []
        self._row = self._column = 0
        self._rows_repeated = 1
        self._of_row: list[tuple[int, Cell]] = []
        self._cell: dict[str, str] = {}
        self._within: list[str] = []
        self._paragraphs: list[str] = []
        self._said: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._within.append(name)
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "table" and self._within.count("table") == 1:
            if len(self.sheets) >= MAX_SHEETS:
                raise UnreadableBookError(TOO_LARGE)
            self.sheets.append(Sheet(plain.get("name", "")))
            self._row = 0
        elif name == "table-row":
            self._row += 1
            self._rows_repeated = int(plain.get("number-rows-repeated", "1"))
            self._column, self._of_row = 0, []
        elif name in _CELLS:
            self._column += 1
            # Both office:value-type and calcext:value-type tell what it is; the second alone knows of errors.
            self._cell = plain | {"is_error": "1"} if attributes.get("calcext:value-type") == "error" else plain
            self._paragraphs, self._said = [], []
        elif name == "p":
            (self._said if "annotation" in self._within else self._paragraphs).append("")
        else:
            self._space(name, plain)

    def _space(self, name: str, attributes: dict[str, str]) -> None:
        """Blanks that stand as elements, since XML does not keep them."""
        if name == "s":
            self.text(" " * min(int(attributes.get("c", "1")), _MOST_REPEATED))
        elif name in {"tab", "line-break"}:
            self.text("\t" if name == "tab" else "\n")

    def end(self, name: str) -> None:
        """End an element."""
        self._within.pop()
        if name in _CELLS:
            self._keep()
        elif name == "table-row":
            self._keep_row()

    def text(self, piece: str) -> None:
        """Keep what stands in a paragraph."""
        if "p" not in self._within:
            return
        kept = self._said if "annotation" in self._within else self._paragraphs
        if kept:
            kept[-1] += piece

    def _keep(self) -> None:
        """Keep a cell, as often as it is repeated, if it holds something."""
        repeated = int(self._cell.get("number-columns-repeated", "1"))
        cell = self._value()._replace(comment="\n".join(one for one in self._said if one.strip()))
        sheet = self.sheets[-1]
        if cell != Cell():
            self._of_row += ((self._column + step, cell) for step in range(min(repeated, _MOST_REPEATED)))
        wide, high = (int(self._cell.get(f"number-{way}-spanned", "1")) for way in ("columns", "rows"))
        if wide > 1 or high > 1:
            first = (self._row, self._column)
            sheet.spans.append(Span(first, (self._row + high - 1, self._column + wide - 1)))
            if len(sheet.spans) > MAX_SPANS:
                raise UnreadableBookError(TOO_LARGE)
        self._column += repeated - 1

    def _keep_row(self) -> None:
        """Keep a row; one that stands for several is taken as many, as far as it holds something."""
        cells = self.sheets[-1].cells
        for row in range(self._row, self._row + min(self._rows_repeated, _MOST_REPEATED)) if self._of_row else ():
            cells.update({(row, column): cell for column, cell in self._of_row})
            if len(cells) > MAX_CELLS:
                raise UnreadableBookError(TOO_LARGE)
        self._row += self._rows_repeated - 1

    def _value(self) -> Cell:
        """What a cell holds."""
        said, kind = self._cell, self._cell.get("value-type", "")
        formula = said.get("formula", "")
        if "'file:" in formula:
            message = "it has links to other workbooks; break them (Edit, External Links) and save it again"
            raise UnreadableBookError(message)
        text = "\n".join(self._paragraphs)
        if "is_error" in said or (formula and text.startswith(("#", "Err:"))):
            return Cell("error", text)
        if kind in _READERS:
            return _READERS[kind](said)
        if not text.strip():
            return Cell("uncalculated") if formula and not kind else Cell()
        return Cell("text", text)


def _moment(written: str) -> Cell:
    """A day, or a moment of it."""
    if len(written) == _DATE_LENGTH:
        return Cell("date", datetime.fromisoformat(written).date())
    moment = datetime.fromisoformat(written)
    return Cell("date", moment.date() if moment.time() == time() else moment)


_READERS: Final[Mapping[str, Callable[[Mapping[str, str]], Cell]]] = {
    "float": lambda said: Cell("number", number_of(said["value"])),
    "currency": lambda said: Cell("number", number_of(said["value"])),
    "percentage": lambda said: Cell("percent", number_of(said["value"])),
    "boolean": lambda said: Cell("flag", said["boolean-value"] == "true"),
    "date": lambda said: _moment(said["date-value"]),
    "time": lambda _: Cell("time", time()),
}
"""How a value of each type is read; text is what stands in the cell."""
