"""In which line of a CSV file a row begins: DuckDB counts rows, and a row may hold several lines, or follow blank ones.

Only files that have a quotation mark or a blank line are read for it, and only as far as the last row that is asked of.
"""

from __future__ import annotations

import csv
from contextlib import suppress
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from callvet.calls.sample import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_READ: Final = 1 << 20
"""[bytes]"""
_SIGNS: Final = (b'"', b"\n\n", b"\n\r\n")
"""Without any of these in a file, every line is a row."""
_LONGEST_SIGN: Final = 3
"""[bytes]"""


class RowLines:
    """The lines of one file's rows, asked in order; rows, records and lines are counted from 1, which are the names."""

    def __init__(self, path: str, separator: str) -> None:
        """Nothing is read yet.

        Args:
            path: The file.
            separator: What stands between its fields.
        """
        self.path = path
        self._records = _records(path, separator)
        self._record = self._row = self._line = 0

    def line_of(self, row: int) -> int:
        """The line in which a row begins."""
        while self._row < row:
            self._step()
        return self._line

    def of_record(self, record: int) -> tuple[int, int]:
        """The row that a record is, and the line in which it begins.

        DuckDB numbers what it rejects by records, of which blank lines are some.
        """
        while self._record < record:
            self._step()
        return self._row, self._line

    def _step(self) -> None:
        """Go to the next record."""
        self._line, is_row = next(self._records, (self._line + 1, True))
        self._record += 1
        self._row += is_row


def numbered(unread: Iterable[int]) -> Callable[[int], int]:
    """Numbers rows that could be read, asked in order: after the one of names, and among those that could not be read.

    Args:
        unread: The numbers of those, in order.
    """
    others = iter(unread)
    other = next(others, None)
    before = 1

    def number_of(number: int) -> int:
        nonlocal other, before
        while other is not None and other <= number + before:
            other = next(others, None)
            before += 1
        return number + before

    return number_of


def _records(path: str, separator: str) -> Iterator[tuple[int, bool]]:
    """The line in which each record begins, and whether it is a row; none where every line is one, or after damage."""
    with suppress(OSError, EOFError, csv.Error):
        if not _has_other_lines(path):
            return
        with opened(path) as file:
            rows = csv.reader((line.decode("utf-8", errors="replace") for line in file), delimiter=separator)
            ends = 0
            for row in rows:
                yield ends + 1, bool(row)
                ends = rows.line_num


def _has_other_lines(path: str) -> bool:
    """Whether a file may have lines that are no rows."""
    with opened(path) as file:
        parts = chain((b"",), iter(lambda: file.read(_READ), b""))
        return any(
            any(sign in before[1 - _LONGEST_SIGN :] + part for sign in _SIGNS) for before, part in pairwise(parts)
        )
