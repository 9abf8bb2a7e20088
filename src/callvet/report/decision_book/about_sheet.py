"""What the workbook rests on, so that another person can make it again: day, files, versions, and how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.decision_book.looks import WHOLE
from callvet.report.decision_book.paper import Paper
from callvet.report.decision_book.places import (
    ABOUT,
    COSTS,
    CRITERIA,
    LINES,
    MONTHS,
    MUSTS,
    QUESTIONS,
    QUOTES,
    SCORES,
    SUMMARY,
    VOLUMES,
    WEIGHTS,
)
from callvet.report.phrases import sentence_case

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material

_WIDTHS: Final = (38, 32, 18, 74, 13)
SHEETS: Final = {
    SUMMARY: "the answer, the ranking as it now stands, and what could still change it",
    WEIGHTS: "the only sheet to be changed: yellow cells, by group or by criterion",
    SCORES: "vendors by criterion; score, rank and points follow the weights",
    CRITERIA: "why each vendor has its points, and which line of which file says so",
    COSTS: "a normal month and the whole term, by vendor and by offer",
    VOLUMES: "a month at other volumes, with a chart",
    MONTHS: "the invoices of the term, one by one",
    LINES: "what a normal month is made of, charge by charge",
    QUOTES: "what each offer says of each term, and what that costs",
    QUESTIONS: "what is still to be asked, what matters most first",
    MUSTS: "who is out and why; how each vendor stands to each must",
    ABOUT: "this sheet",
}
_HOW: Final = (
    (
        "The sheets are protected, without a password, so that nothing is changed by mistake. Yellow cells may be "
        "changed; formulas do the rest, in any program for sheets. There are no macros, and no link leads out of this "
        "workbook."
    ),
    (
        "Shown counts what a vendor has shown: every unknown at its worst. Could be counts every unknown at its best. "
        "Amounts are rounded where they are reckoned; sums are sums of the cells that are shown."
    ),
    (
        "What was found, what anything costs, and what questions are worth does not change with the weights: these are "
        "values. For other needs, other volumes or new answers, run callvet report again."
    ),
)


def write_about(book: Workbook, looks: Looks, material: Material) -> None:
    """Write the sheet."""
    answer = material.answer
    paper = Paper(book, ABOUT, looks, _WIDTHS)
    paper.title("About this workbook")
    for row, text in enumerate(_HOW, 1):
        paper.across(row, text, looks(text_wrap=True))
    row = _pairs(paper, 5, "Sheets", SHEETS)
    day = str(answer.day) if answer.day_is_given else f"{answer.day}, the latest day in the files"
    made = {
        "as of": day,
        "weights from": material.ranking.weights.origin,
        "ranked by": {"score": "what is shown", "high": "what could be", "middle": "the middle of both"}[
            material.ranking.rank_by
        ],
        "random draws": f"{answer.draws:,}, seed {answer.seed}",
    }
    row = _pairs(paper, row, "How it was made", made | {one.name: one.version for one in answer.versions})
    row = _write_notes(paper, material, row)
    row = _write_files(paper, material, row)
    _write_sources(paper, material, row)


def _pairs(paper: Paper, row: int, title: str, pairs: dict[str, str]) -> int:
    """Words and what they mean; the row below."""
    paper.text(row, 0, title, paper.looks.heading)
    for step, (name, text) in enumerate(pairs.items(), row + 1):
        paper.text(step, 0, name, paper.looks.strong)
        paper.text(step, 1, text, last=4)
    return row + len(pairs) + 2


def _write_notes(paper: Paper, material: Material, row: int) -> int:
    """What is assumed, and what could not be answered; the row below."""
    answer = material.answer
    notes = [*answer.ranking.notes, *(answer.cost.notes if answer.cost else ())]
    notes += [f"{one.part} is missing: {one.reason}" for one in answer.lacking]
    told = list(dict.fromkeys(notes))
    if not told:
        return row
    paper.text(row, 0, "Assumed and left out", paper.looks.heading)
    for step, note in enumerate(told, row + 1):
        paper.across(step, f"{sentence_case(note)}.", paper.looks(text_wrap=True))
    return row + len(told) + 2


def _write_files(paper: Paper, material: Material, row: int) -> int:
    """The files that were read, with their hashes; the row below."""
    looks = paper.looks
    paper.text(row, 0, "Files that were read", looks.heading)
    heads = ("file", "", "bytes", "SHA-256")
    for column, head in enumerate(heads):
        paper.text(row + 1, column, head, looks.figure_head if head == "bytes" else looks.head)
    for step, one in enumerate(material.answer.inputs, row + 2):
        paper.text(step, 0, one.path, last=1)
        paper.figure(step, 2, one.size, WHOLE)
        paper.text(step, 3, one.sha256, looks.small)
    return row + len(material.answer.inputs) + 3


def _write_sources(paper: Paper, material: Material, row: int) -> None:
    """Where facts come from."""
    looks, sources = paper.looks, material.answer.sources
    if not sources:
        return
    paper.text(row, 0, "Sources that the files name", looks.heading)
    for column, head in enumerate(("about", "what", "kind", "source", "day")):
        paper.text(row + 1, column, head, looks.head)
    for step, one in enumerate(sources, row + 2):
        paper.text(step, 0, material.names.get(one.vendor, one.vendor) if one.vendor else "you", looks.strong)
        paper.text(step, 1, one.about)
        paper.text(step, 2, one.kind.replace("_", " "))
        paper.text(step, 3, one.ref)
        if one.day is None:
            paper.text(step, 4, "no day")
        else:
            paper.day(step, 4, one.day)
