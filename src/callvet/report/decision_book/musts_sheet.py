"""The musts: who is out, and how every vendor stands to each must and floor, with the line that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.questions import question
from callvet.model.wording import shown
from callvet.report.decision_book.looks import GREEN, RED, RULE
from callvet.report.decision_book.paper import Paper
from callvet.report.decision_book.places import MUSTS, MUSTS_FIRST
from callvet.report.decision_book.summary_sheet import out_because

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material, Standing
    from callvet.score.knockouts import Knockout, State

_HEADS: Final = ("vendor", "in or out", "because")
_MUST_HEADS: Final = ("vendor", "answer", "because", "must or floor", "where it is written", "to be asked")
_WIDTHS: Final = (26, 12, 60, 26, 40, 60)
_HOW: Final = (
    "A vendor that fails a must or a floor is out, whatever it scores. One that has not answered stays in, and is "
    "asked about it. Nothing here hangs on weights."
)
_WORDS: Final[dict[State, str]] = {"met": "met", "failed": "failed", "unanswered": "not known"}
_COLOURS: Final[dict[State, str]] = {"met": GREEN, "failed": RED, "unanswered": "#7F6000"}


def write_musts(book: Workbook, looks: Looks, material: Material) -> None:
    """Write the sheet."""
    paper = Paper(book, MUSTS, looks, _WIDTHS)
    paper.title("Musts and floors")
    paper.across(1, _HOW)
    paper.heads(MUSTS_FIRST - 1, _HEADS)
    paper.sheet.freeze_panes(MUSTS_FIRST, 1)
    for row, one in enumerate(material.standings, MUSTS_FIRST):
        paper.text(row, 0, one.name, looks.strong)
        colour = GREEN if one.entry.eligible else RED
        verdict = looks(bold=True, font_color=colour, align="left", indent=1, bottom=1, bottom_color=RULE)
        paper.text(row, 1, "in" if one.entry.eligible else "out", verdict)
        paper.text(row, 2, _because(one))
    row = MUSTS_FIRST + len(material.standings) + 1
    paper.heads(row, _MUST_HEADS)
    if not any(one.entry.knockouts for one in material.standings):
        paper.text(row + 1, 0, "The needs have no must and no floor.", looks())
    for one in material.standings:
        for knockout in one.entry.knockouts:
            row += 1
            _write_must(paper, material, one, knockout, row)


def _because(one: Standing) -> str:
    """Why a vendor is in or out."""
    if not one.entry.eligible:
        return out_because(one)
    asked = sum(knockout.state == "unanswered" for knockout in one.entry.knockouts)
    if asked:
        return f"fails none; {asked} not known yet"
    return "meets all of them" if one.entry.knockouts else "there are none"


def _write_must(paper: Paper, material: Material, one: Standing, knockout: Knockout, row: int) -> None:
    """How a vendor stands to one must."""
    looks = paper.looks
    paper.text(row, 0, one.name, looks.strong)
    state = looks(font_color=_COLOURS[knockout.state], bold=True, align="left", indent=1, bottom=1, bottom_color=RULE)
    paper.text(row, 1, _WORDS[knockout.state], state)
    is_plain = knockout.reason == _WORDS[knockout.state]
    paper.text(row, 2, "" if is_plain else knockout.reason)
    paper.text(row, 3, shown(knockout.name, 100))
    paper.text(row, 4, str(knockout.place), looks.small)
    own = material.ranking.own_questions
    paper.text(row, 5, " ".join(question(key, own) for key in knockout.keys))
