"""Marks from 0 to 10 as letters on a line, one for each person, so that nothing hangs on colour."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import east_asian_width

from callvet.model.judgement import MOST_MARKS
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SETTLED: Final = "◆"
"""Where a committee settled."""
TALK: Final = "!"
"""After a row that is to be talked over."""
_CELLS_A_MARK: Final = 4
"""Quarters of a mark can be told apart. [columns]"""
_LABEL: Final = 16
"""With the rest of a row it fits into 80 columns. [columns]"""
_NOBODY: Final = "?"
_WIDE: Final = "WF"
"""Signs that take two columns, which would move all that follows."""


class DotRow(NamedTuple):
    """One line of a plot.

    Attributes:
        label: What it is of.
        marks: By the person's letter. [marks of 10]
        settled: The mark that a committee settled on; None where it did not.
        tail: What stands after it: the mean, of how many, and how far apart.
    """

    label: str
    marks: Mapping[str, float]
    settled: float | None
    tail: str


def initials(people: Sequence[str]) -> dict[str, str]:
    """A letter for each person that no other has, of the person's name where that can be."""
    found: dict[str, str] = {}
    for person in people:
        free = (sign for sign in _candidates(person) if sign not in found.values())
        found[person] = next(free, _NOBODY)
    return found


def _candidates(person: str) -> Iterator[str]:
    """Letters for a person, the first letters of the name's words before all others."""
    words = "".join(sign if sign.isalnum() else " " for sign in person).split()
    own = "".join((*(word[0] for word in words), *words))
    for sign in (*own.upper(), *own, *ascii_uppercase, *ascii_lowercase, *digits):
        if east_asian_width(sign) not in _WIDE and sign.isalnum():
            yield sign


def dot_plot(rows: Sequence[DotRow], tail: str) -> list[str]:
    """The lines of a plot, below a line of figures.

    Args:
        rows: From the top.
        tail: The heads of what stands after each row.
    """
    figures = "".join(f"{mark:<{_CELLS_A_MARK}}" for mark in range(MOST_MARKS + 1))
    return [f"{'':{_LABEL}}  {figures[: _cells() + 1]} {tail}".rstrip(), *map(_line, rows)]


def _line(row: DotRow) -> str:
    """One row: its label, the marks on their scale, and what stands after it."""
    field = ["·" if not cell % _CELLS_A_MARK else " " for cell in range(_cells())]
    taken: set[int] = set()
    dots: Iterable[tuple[str, float]] = sorted(row.marks.items(), key=lambda dot: dot[1])
    for letter, mark in (*([(SETTLED, row.settled)] if row.settled is not None else []), *dots):
        cell = _nearest_free(round(mark * _CELLS_A_MARK), taken)
        field[cell] = letter
        taken.add(cell)
    return f"{_label(row.label)}  {''.join(field)}  {row.tail}".rstrip()


def _label(label: str) -> str:
    """What a row is of, in columns of a terminal, cut where it is too long."""
    text = shown(label, _LABEL)
    while _width(text) > _LABEL:
        text = text.removesuffix("…")[:-1] + "…"
    return text + " " * (_LABEL - _width(text))


def _width(text: str) -> int:
    """How many columns a text takes. [columns]"""
    return sum(2 if east_asian_width(sign) in _WIDE else 1 for sign in text)


def _cells() -> int:
    """The columns of a scale from 0 to 10. [columns]"""
    return MOST_MARKS * _CELLS_A_MARK + 1


def _nearest_free(wanted: int, taken: set[int]) -> int:
    """The place of a mark, or the next to it that no other letter has; with more letters than places, its own."""
    near = sorted(range(_cells()), key=lambda cell: (abs(cell - wanted), -cell))
    return next((cell for cell in near if cell not in taken), wanted)
