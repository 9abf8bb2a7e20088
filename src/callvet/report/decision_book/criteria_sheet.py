"""The criteria: what each asks, and for every vendor what was found, why, and which line of which file says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.decision_book.looks import BAR, GREY, SHARE, TENTH
from callvet.report.decision_book.paper import Paper
from callvet.report.decision_book.places import CRITERIA

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material, Weighed

_HEADS: Final = ("vendor", "shown, of 100", "could be", "answered", "because", "where it is written")
_WIDTHS: Final = (26, 10, 10, 10, 84, 40)
_HOW: Final = (
    "One part for each criterion: its question, then what was found for every vendor. Shown counts what is not known "
    "at its worst, could be at its best; answered is how much of the criterion is known."
)
_FIRST: Final = 4


def write_criteria(book: Workbook, looks: Looks, material: Material) -> None:
    """Write the sheet."""
    paper = Paper(book, CRITERIA, looks, _WIDTHS)
    paper.title("Why each vendor has its points")
    paper.across(1, _HOW)
    paper.heads(_FIRST - 1, _HEADS, figures=(1, 2, 3))
    paper.keep_heads(_FIRST - 1, 1)
    row = _FIRST
    for one in material.judged:
        row = _write_criterion(paper, material, one, row)
    left = [one for one in material.criteria if one.not_judged]
    if left:
        paper.subheading(row, "Not judged, for your needs do not call for it")
        for place, one in enumerate(left, row + 1):
            paper.text(place, 0, one.name, looks.strong)
            paper.text(place, 4, one.not_judged)
    bar = {"type": "data_bar", "data_bar_2010": True, "bar_color": BAR, "bar_solid": True}
    limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100}
    paper.sheet.conditional_format(_FIRST, 1, max(row, _FIRST), 1, bar | limits)


def _write_criterion(paper: Paper, material: Material, one: Weighed, row: int) -> int:
    """One criterion with all vendors; the row below."""
    looks = paper.looks
    paper.subheading(row, f"{one.name[:1].upper()}{one.name[1:]}: {one.criterion.question}")
    for place, (standing, found) in enumerate(zip(material.standings, one.found, strict=True), row + 1):
        paper.text(place, 0, standing.name, looks.strong)
        paper.figure(place, 1, found.low, TENTH)
        paper.figure(place, 2, found.high, TENTH, **({} if found.low == found.high else {"font_color": GREY}))
        paper.figure(place, 3, found.answered_share, SHARE.replace(".0", ""))
        flags = "".join(f" ({flag})" for flag in found.flags)
        paper.text(place, 4, (found.reason or "–") + flags)
        paper.text(place, 5, str(found.evidence), looks.small)
    return row + 2 + len(one.found)
