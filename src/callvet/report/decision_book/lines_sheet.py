"""What a normal month of each offer is made of: its charge lines, and sums of the cells shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.decision_book.paper import Paper, cell
from callvet.report.decision_book.places import LINES
from callvet.report.offer_names import full_names, with_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook

    from callvet.evaluation.prices.priced import Priced
    from callvet.pricing.bill import Line
    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material

_HEADS: Final = ("charge", "for", "rate", "quantity, at least", "at least", "quantity, at most", "at most")
_WIDTHS: Final = (24, 40, 26, 15, 15, 15, 15)
_LOW_QUANTITY, _LOW, _HIGH_QUANTITY, _HIGH = 3, 4, 5, 6
_HOW: Final = (
    "A normal month, line by line, in the order of the contract: at least, with what an offer leaves open at its "
    "best for you, and at most, at its worst. Each line is rounded once; a sum is that of the lines shown."
)
_FIRST: Final = 4


def write_lines(book: Workbook, looks: Looks, material: Material) -> None:
    """Write the sheet."""
    offers = material.answer.offers
    paper = Paper(book, LINES, looks, _WIDTHS)
    paper.title(f"What a normal month is made of, in {material.currency}")
    paper.across(1, _HOW)
    paper.heads(_FIRST - 1, _HEADS, figures=range(_LOW_QUANTITY, _HIGH + 1))
    paper.keep_heads(_FIRST - 1)
    if not offers:
        paper.text(_FIRST, 0, "There is no offer to be billed.", looks())
        return
    names = full_names(offers)
    row = _FIRST
    for one in offers:
        row = _write_offer(paper, one, with_plan(names[one.offer.id], one), row)


def _write_offer(paper: Paper, one: Priced, name: str, row: int) -> int:
    """One offer with its sum; the row below."""
    looks = paper.looks
    paper.subheading(row, name)
    first = row + 1
    pairs = _paired(one.estimate.monthly.low, one.estimate.monthly.high)
    for place, ends in enumerate(pairs, first):
        _write_line(paper, ends, place)
    end = first + len(pairs)
    for column in range(len(_HEADS)):
        paper.text(end, column, "sum" if not column else "", looks.total_name)
    for column, amount in ((_LOW, one.monthly.low), (_HIGH, one.monthly.high)):
        cells = f"{cell(first, column)}:{cell(end - 1, column)}"
        total = f"SUM({cells})" if pairs else "0"
        paper.formula(end, column, total, float(amount), looks.total(looks.money))
    return end + 2


def _write_line(paper: Paper, ends: Sequence[Line | None], row: int) -> None:
    """One charge at both ends; an end that has no such line has a dash."""
    looks = paper.looks
    line = next(one for one in ends if one is not None)
    paper.text(row, 0, line.charge.replace("_", " "))
    paper.text(row, 1, line.label)
    paper.text(row, 2, line.rate or "–")
    for one, quantity, amount in zip(ends, (_LOW_QUANTITY, _HIGH_QUANTITY), (_LOW, _HIGH), strict=True):
        if one is None or one.quantity is None:
            paper.text(row, quantity, "–", looks.figure(looks.money))
        else:
            paper.figure(row, quantity, float(one.quantity), "#,##0.00")
        if one is None:
            paper.text(row, amount, "–", looks.figure(looks.money))
        else:
            paper.amount(row, amount, one.amount)


def _paired(low: Sequence[Line], high: Sequence[Line]) -> list[tuple[Line | None, Line | None]]:
    """The lines of both ends beside each other: those of one charge with one label, each once."""
    left = list(high)
    found: list[tuple[Line | None, Line | None]] = []
    for line in low:
        other = next((one for one in left if _key(one) == _key(line)), None)
        if other is not None:
            left.remove(other)
        found.append((line, other))
    return found + [(None, one) for one in left]


def _key(line: Line) -> tuple[str, int | None, str]:
    """What tells the lines of a bill apart."""
    return line.charge, line.position, line.label
