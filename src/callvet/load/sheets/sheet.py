"""What every workbook has: sheets, cells, and cells that were merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from datetime import date, datetime, time
    from decimal import Decimal

Kind = Literal["blank", "text", "number", "percent", "date", "time", "flag", "error", "uncalculated"]
"""What a cell holds; ``uncalculated`` is a formula that was saved without its value."""

CellValue: TypeAlias = "str | Decimal | bool | date | datetime | time | None"

Address: TypeAlias = "tuple[int, int]"
"""Row and column, from 1."""


class Cell(NamedTuple):
    """One cell.

    Attributes:
        kind: What it holds.
        value: Text, number, day or flag; of a percentage the share, of an error its sign.
        comment: What somebody said of it.
    """

    kind: Kind = "blank"
    value: CellValue = None
    comment: str = ""


class Span(NamedTuple):
    """Cells that were merged, from the first to the last."""

    first: Address
    last: Address

    def __contains__(self, address: object) -> bool:
        """Whether a cell is one of them."""
        if not isinstance(address, tuple):
            return False
        row, column = address
        return bool(self.first[0] <= row <= self.last[0] and self.first[1] <= column <= self.last[1])


BLANK = Cell()


@dataclass(slots=True)
class Sheet:
    """One sheet.

    Attributes:
        name: As its tab says.
        cells: Those that hold something, or were commented on.
        spans: Those that were merged.
    """

    name: str
    cells: dict[Address, Cell] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    _rows: dict[int, dict[int, Cell]] | None = None

    def rows(self) -> dict[int, dict[int, Cell]]:
        """The cells by row and column, in their order, once all are read."""
        if self._rows is None:
            self._rows = {}
            for (row, column), cell in sorted(self.cells.items(), key=lambda one: one[0]):
                self._rows.setdefault(row, {})[column] = cell
        return self._rows

    def cell(self, row: int, column: int) -> Cell:
        """A cell; a blank one where nothing is."""
        return self.cells.get((row, column), BLANK)

    def span_at(self, address: Address) -> Span | None:
        """The merged cells that a cell is one of."""
        return next((span for span in self.spans if address in span), None)


def column_letters(column: int) -> str:
    """``C`` for 3, ``AB`` for 28."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def address_of(reference: str) -> Address:
    """Row and column of ``C12``; 0 where there is none."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    digits = reference[len(letters) :]
    return int(digits) if digits else 0, column
