"""The open questions: in the order of how much their answers could change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown
from callvet.report.decision_book.looks import BAR, HUNDREDTH, SHARE, TENTH, WHOLE
from callvet.report.decision_book.paper import Paper
from callvet.report.decision_book.places import QUESTIONS
from callvet.report.decision_book.summary_changes import whom

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from callvet.evaluation.questioning import OpenQuestion
    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material

_HEADS: Final = (
    "#", "ask", "question", "chance to change the winner", "gain, points", "decides at last", "up to, points",
    "worth a month", "hangs on it", "key",
)  # fmt: skip
_WIDTHS: Final = (5, 28, 66, 12, 9, 10, 9, 13, 22, 38)
_FIGURES: Final = range(3, 8)
_FIRST: Final = 4
_HOW: Final = (
    "In the order to ask them, with the weights as given; changed weights do not change this sheet. Chance is that "
    "this answer alone changes the winner, gain what that brings on average; decides at last is how often it decides "
    "once all else is known; up to is what the best answer adds to what the vendor has shown, and worth what it takes "
    "off a month’s cost."
)


def write_questions(book: Workbook, looks: Looks, material: Material) -> None:
    """Write the sheet."""
    asked = material.answer.questions
    paper = Paper(book, QUESTIONS, looks, _WIDTHS)
    paper.title("What is still to be asked")
    paper.across(1, f"{_HOW} Counted in {asked.draws:,} draws (seed {asked.seed}).")
    paper.heads(_FIRST - 1, _HEADS, figures=_FIGURES)
    paper.keep_heads(_FIRST - 1, 2)
    if not asked.questions:
        paper.text(_FIRST, 0, "Nothing is open: every question is answered.", looks())
        return
    for row, one in enumerate(asked.questions, _FIRST):
        _write_question(paper, material, one, row)
    last = _FIRST + len(asked.questions) - 1
    paper.sheet.autofilter(_FIRST - 1, 0, last, len(_HEADS) - 1)
    bar = {"type": "data_bar", "data_bar_2010": True, "bar_color": BAR, "bar_solid": True}
    paper.sheet.conditional_format(_FIRST, 6, last, 6, bar | {"min_type": "num", "min_value": 0})


def _write_question(paper: Paper, material: Material, one: OpenQuestion, row: int) -> None:
    """One question."""
    looks = paper.looks
    paper.figure(row, 0, one.rank, WHOLE, align="center")
    paper.text(row, 1, whom(one, material), looks.strong)
    paper.text(row, 2, one.text)
    paper.figure(row, 3, one.alone.changes_share, SHARE)
    paper.figure(row, 4, one.alone.gain, HUNDREDTH)
    paper.figure(row, 5, one.at_last.share, SHARE)
    paper.figure(row, 6, one.points, TENTH)
    if one.monthly_worth is None:
        paper.text(row, 7, "–", looks.figure(TENTH))
    else:
        paper.amount(row, 7, one.monthly_worth)
    paper.text(row, 8, ", ".join(shown(name, 60) for name in one.hangs))
    paper.text(row, 9, shown(one.key, 200), looks.small)
