"""How much room the words of a questionnaire take: the height of rows, and where a page of paper ends."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet

LINE: Final = 15
"""Height of a line. [points]"""
_PADDING: Final = 3
_LETTERS: Final = 1.08
"""That go into the room of a digit, in which widths are told, in the mean of English text."""
_POINTS_OF_A_CHARACTER, _POINTS_BESIDE_IT = 5.25, 3.75
"""Of a column's width, as Excel draws it with its usual font: 7 pixels for each, and 5. [points]"""
_PAPER_WIDTH, _PAPER_HEIGHT = 842 - 58, 595 - 79
"""Of A4 across, between the margins. [points]"""


def height(words: Iterable[tuple[str, float]]) -> int:
    """The height of a row in which each text finds room. [points]

    Args:
        words: Each text, and how wide its column is. [digits of its letters]
    """
    lines = max((len(wrap(text, max(int(room * _LETTERS), 1))) for text, room in words), default=1)
    return LINE * max(lines, 1) + (_PADDING if lines > 1 else 0)


class Paper:
    """A sheet on pages of paper, as wide as all of its columns: tables are not torn apart where they fit on one."""

    def __init__(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        """Begin on the first page; widths are those of the columns. [characters]"""
        wide = sum(width * _POINTS_OF_A_CHARACTER + _POINTS_BESIDE_IT for width in widths)
        self._sheet = sheet
        self._room = _PAPER_HEIGHT * max(wide / _PAPER_WIDTH, 1)
        self._used = 0.0
        self._breaks: list[int] = []

    def row(self, tall: float = LINE) -> None:
        """A row of a height stands on the page, or on the next. [points]"""
        self._used = tall if self._used + tall > self._room else self._used + tall

    def block(self, row: int, tall: float) -> None:
        """Rows of so much height in all begin at a row, and would rather stand together. [points]"""
        if self._used and self._used + tall > self._room and tall <= self._room:
            self._breaks.append(row)
            self._sheet.set_h_pagebreaks(self._breaks)
            self._used = 0.0
