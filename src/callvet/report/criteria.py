"""The criteria, as a page: the list with the presets' weights, or one criterion's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.page import Cell, Column, Data, Heading, Page, Sentence, Table
from callvet.report.phrases import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.explaining import CriteriaAnswer
    from callvet.report.page import Block
    from callvet.score.criterion import Criterion

SCHEMA = 1

DOCUMENTS = (
    "The documents: A, a guide to choosing outsourced customer support; B, a guide to hiring a call centre and to "
    "its cost; C, a guide to a call centre's vital signs; D, an account of how a call is handled."
)
"""What the letters stand for that criteria name as their sources."""


def criteria_page(answer: CriteriaAnswer) -> Page:
    """The list of criteria, or the page of the only one."""
    single = len(answer.criteria) == 1
    blocks = list(_one(answer) if single else _all(answer))
    data = Data(
        ("id", "group", "question", *answer.presets),
        [
            (one.id, one.group, one.question, *(w.values.get(one.id, 0.0) for w in answer.presets.values()))
            for one in answer.criteria
        ],
    )
    return Page(answer.criteria[0].id if single else "Criteria", blocks, data, criteria_json(answer))


def _all(answer: CriteriaAnswer) -> Iterator[Block]:
    """One table per group."""
    presets = [Column(name, right=True) for name in answer.presets]
    columns = (Column("criterion", whole=True), Column("question"), *presets)
    for group in dict.fromkeys(criterion.group for criterion in answer.criteria):
        members = [criterion for criterion in answer.criteria if criterion.group == group]
        yield Table(columns, [_row(criterion, answer) for criterion in members], group)
    yield Sentence("The right-hand columns are the weights that the presets give. One in full: callvet criteria hours.")
    yield Sentence(DOCUMENTS, apart=True)


def _row(criterion: Criterion, answer: CriteriaAnswer) -> Sequence[Cell]:
    """A criterion with its weight in each preset."""
    weights = (percent(w.values.get(criterion.id, 0.0)) for w in answer.presets.values())
    return (Cell(criterion.id), Cell(criterion.question), *(Cell(weight) for weight in weights))


def _one(answer: CriteriaAnswer) -> Iterator[Block]:
    """A criterion's page: its text, then what presets give it and why."""
    criterion = answer.criteria[0]
    paragraphs = criterion.page.strip().split("\n\n")
    yield Heading(_in_one_line(paragraphs[0]))
    for paragraph in paragraphs[1:]:
        lines = paragraph.splitlines()
        table_from = next((n for n, line in enumerate(lines) if line.startswith("|")), len(lines))
        if lines[:table_from]:
            yield Sentence(_in_one_line("\n".join(lines[:table_from])), apart=True)
        if lines[table_from:]:
            yield _table(lines[table_from:])
    columns = (Column("preset"), Column("weight", right=True), Column("because"))
    rows = [
        (Cell(name), Cell(percent(weights.values.get(criterion.id, 0.0))), Cell(weights.reasons.get(criterion.id, "")))
        for name, weights in answer.presets.items()
    ]
    yield Table(columns, rows, f"{criterion.id}, of the group {criterion.group}: what the presets give it")
    yield Sentence(DOCUMENTS)


def _in_one_line(text: str) -> str:
    """A paragraph without the line breaks of its source and without code marks."""
    return " ".join(text.split()).replace("`", "").replace("**", "")


def _table(lines: Sequence[str]) -> Table:
    """A table that is written in Markdown: a head, a rule, rows."""
    rows = [[_in_one_line(cell) for cell in line.strip("|").split("|")] for line in lines]
    columns = [Column(head) for head in rows[0]]
    return Table(columns, [[Cell(text) for text in row] for row in rows[2:]])


def criteria_json(answer: CriteriaAnswer) -> dict[str, object]:
    """The criteria as one object."""
    return {
        "schema": SCHEMA,
        "command": "criteria",
        "criteria": [
            {
                "id": one.id,
                "group": one.group,
                "question": one.question,
                "page": one.page.strip(),
                "weights": {name: weights.values.get(one.id, 0.0) for name, weights in answer.presets.items()},
                "reasons": {name: weights.reasons.get(one.id, "") for name, weights in answer.presets.items()},
            }
            for one in answer.criteria
        ],
        "problems": [],
    }
