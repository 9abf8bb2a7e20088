"""Workbooks of Excel, and of what saves as Excel does (.xlsx)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from callvet.load.sheets.archive import DAMAGED, TOO_LARGE, UnreadableBookError
from callvet.load.sheets.sheet import Cell, Sheet, Span, address_of
from callvet.load.sheets.xlsx_parts import comments, relations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.load.sheets.archive import Archive

_Shown = Literal["number", "percent", "date", "time"]

MAX_CELLS: Final = 50_000
"""Cells of one sheet that hold something."""
MAX_SPANS: Final = 2_000
"""Cells of one sheet that were merged."""
MAX_SHEETS: Final = 200

_WORKBOOK, _TEXTS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no time zones
_FIRST_DAY_OF_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_SECONDS_A_DAY: Final = 86_400
_LAST_DAY: Final = 2_958_465
"""The year 9999, where Excel's own calendar ends."""
_DIGITS_KEPT: Final = 15
"""Of a number, as Excel shows it; what comes after is left from binary arithmetic."""

# ECMA-376, part 1, 18.8.30: formats that have a number and no code in the file.
_PERCENT_FORMATS: Final = frozenset({9, 10})
_DATE_FORMATS: Final = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
_TIME_FORMATS: Final = frozenset({18, 19, 20, 21, 45, 46, 47})
_NOT_A_FORM: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def looks_like_xlsx(archive: Archive) -> bool:
    """Whether the parts of a file are those of Excel."""
    return _WORKBOOK in archive.names or "[Content_Types].xml" in archive.names


def read_xlsx(archive: Archive) -> tuple[Sheet, ...]:
    """Every sheet of a workbook.

    Raises:
        UnreadableBookError: It is damaged, too large, or hangs on other workbooks.
    """
    if any(name.startswith("xl/externalLinks/") for name in archive.names):
        message = "it has links to other workbooks; break them (Data, Edit Links) and save it again"
        raise UnreadableBookError(message)
    if "xl/workbook.bin" in archive.names:
        message = "it is a binary workbook; save it as .xlsx or .ods"
        raise UnreadableBookError(message)
    contents = _contents(archive)
    texts = _texts(archive) if _TEXTS in archive.names else []
    shown = _forms(archive) if _STYLES in archive.names else []
    sheets = []
    for name, part in contents.sheets:
        reader = _SheetReader(name, texts, shown, contents.first_day)
        archive.go_through(part, reader.start, reader.end, reader.text)
        for address, said in comments(archive, part).items():
            reader.sheet.cells[address] = reader.sheet.cell(*address)._replace(comment=said)
        sheets.append(reader.sheet)
    return tuple(sheets)


class _Contents(NamedTuple):
    """The sheets with their parts, and the day from which days are counted."""

    sheets: tuple[tuple[str, str], ...]
    first_day: datetime


def _contents(archive: Archive) -> _Contents:
    """What the workbook says that it has."""
    found: list[tuple[str, str]] = []
    first_day = _FIRST_DAY

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal first_day
        if name == "sheet":
            reference = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            found.append((attributes.get("name", ""), reference))
        elif name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            first_day = _FIRST_DAY_OF_1904

    archive.go_through(_WORKBOOK, start)
    if len(found) > MAX_SHEETS:
        raise UnreadableBookError(TOO_LARGE)
    parts = {reference: part for reference, (_, part) in relations(archive, _WORKBOOK).items()}
    if any(parts.get(reference) not in archive.names for _, reference in found):
        raise UnreadableBookError(DAMAGED)
    return _Contents(tuple((name, parts[reference]) for name, reference in found), first_day)


def _texts(archive: Archive) -> list[str]:
    """The texts that cells share."""
    texts: list[str] = []
    pieces: list[str] = []
    within: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        within.append(name)

    def end(name: str) -> None:
        within.pop()
        if name == "si":
            texts.append(_unescaped("".join(pieces)))
            pieces.clear()

    def text(piece: str) -> None:
        # The readings of Japanese words (rPh) stand beside the text that they belong to.
        if within[-1] == "t" and "rPh" not in within:
            pieces.append(piece)

    archive.go_through(_TEXTS, start, end, text)
    return texts


def _unescaped(text: str) -> str:
    """Text without Excel's own codes for what XML cannot hold."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _forms(archive: Archive) -> list[_Shown]:
    """How the cells of each style show their numbers."""
    codes: dict[int, str] = {}
    shown: list[_Shown] = []
    within_cells = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal within_cells
        if name == "numFmt":
            codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            within_cells = True
        elif name == "xf" and within_cells:
            number = int(attributes.get("numFmtId", "0"))
            shown.append(_form_of(number, codes.get(number)))

    def end(name: str) -> None:
        nonlocal within_cells
        within_cells = within_cells and name != "cellXfs"

    archive.go_through(_STYLES, start, end)
    return shown


def _form_of(number: int, code: str | None) -> _Shown:
    """How a format shows a number."""
    if code is None:
        if number in _PERCENT_FORMATS:
            return "percent"
        return "date" if number in _DATE_FORMATS else "time" if number in _TIME_FORMATS else "number"
    plain = _NOT_A_FORM.sub("", code.partition(";")[0]).lower().replace("general", "")
    if "%" in plain:
        return "percent"
    if "y" in plain or "d" in plain:
        return "date"
    if "h" in plain or "s" in plain:
        return "time"
    return "date" if "m" in plain else "number"


class _SheetReader:
    """Goes through one sheet, and keeps the cells that hold something."""

    def __init__(self, name: str, texts: Sequence[str], shown: Sequence[_Shown], first_day: datetime) -> None:
        """Begin with an empty sheet."""
        self.sheet = Sheet(name)
        self._texts, self._shown, self._first_day = texts, shown, first_day
        self._row = self._column = 0
        self._attributes: dict[str, str] = {}
        self._within: list[str] = []
        self._pieces: list[str] = []
        self._is_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._within.append(name)
        if name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif name == "c":
            self._column += 1
            if "r" in attributes:
                self._row, self._column = address_of(attributes["r"])
            self._attributes, self._is_formula = attributes, False
            self._pieces.clear()
        elif name == "f":
            self._is_formula = True
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.sheet.spans.append(Span(address_of(first), address_of(last or first)))
            if len(self.sheet.spans) > MAX_SPANS:
                raise UnreadableBookError(TOO_LARGE)

    def end(self, name: str) -> None:
        """End an element."""
        self._within.pop()
        if name == "c" and (self._pieces or self._is_formula):
            cell = self._cell("".join(self._pieces))
            if cell.kind != "blank":
                self.sheet.cells[self._row, self._column] = cell
            if len(self.sheet.cells) > MAX_CELLS:
                raise UnreadableBookError(TOO_LARGE)

    def text(self, piece: str) -> None:
        """Keep the value of a cell, and of text in it what is no reading of it."""
        if self._within[-1] in {"v", "t"} and "rPh" not in self._within:
            self._pieces.append(piece)

    def _cell(self, written: str) -> Cell:
        """The cell that was written so."""
        kind = self._attributes.get("t", "n")
        if kind == "s":
            return _text_cell(self._texts[int(written)])
        if kind in {"str", "inlineStr"}:
            return _text_cell(_unescaped(written))
        if not written:
            return Cell("uncalculated" if self._is_formula else "blank")
        if kind == "n":
            return self._number(written)
        return _of_other_kind(kind, written)

    def _number(self, written: str) -> Cell:
        """A number, as its style shows it."""
        style = int(self._attributes.get("s", "0"))
        form = self._shown[style] if style < len(self._shown) else "number"
        number = number_of(written)
        if form in {"number", "percent"} or not 0 <= number <= _LAST_DAY:
            return Cell("percent" if form == "percent" else "number", number)
        if form == "time" and number < 1:
            return Cell("time", _moment(_FIRST_DAY, number).time())
        return Cell("date", _day(self._first_day, number))


def _of_other_kind(kind: str, written: str) -> Cell:
    """A flag, an error or a day that is written as one."""
    if kind == "b":
        return Cell("flag", written in {"1", "true"})
    return Cell("error", written) if kind == "e" else Cell("date", datetime.fromisoformat(written).date())


def number_of(written: str) -> Decimal:
    """A number as the program that saved it shows it."""
    return Decimal(f"{float(written):.{_DIGITS_KEPT}g}")


def _moment(first_day: datetime, number: Decimal) -> datetime:
    """The moment that a number of days stands for, to the second."""
    return first_day + timedelta(seconds=round(number * _SECONDS_A_DAY))


def _day(first_day: datetime, number: Decimal) -> date | datetime:
    """The day that a number of days stands for, or the moment of it."""
    moment = _moment(first_day, number)
    return moment.date() if moment.time() == time() else moment


def _text_cell(text: str) -> Cell:
    """A cell of text; blank where there is nothing to be seen."""
    return Cell("text", text) if text.strip() else Cell()
