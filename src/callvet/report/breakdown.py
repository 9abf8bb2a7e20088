"""One vendor by criterion: what each was worth, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.wording import shown
from callvet.report.page import Cell, Column, Heading, Sentence, Table
from callvet.report.phrases import percent, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.report.page import Block
    from callvet.score.ranking import CriterionScore, VendorScore

_COLUMNS = (
    Column("criterion"),
    Column("weight", right=True),
    Column("of 100", right=True),
    Column("points", right=True),
    Column("because", wide=True),
)
_LONGEST_NAME = 60


def breakdown(entry: VendorScore) -> Iterator[Block]:
    """A heading, the table of criteria by weight, and the sum."""
    yield Heading(shown(entry.subject.vendor.name or entry.subject.id, _LONGEST_NAME))
    yield criteria_table(entry)
    answered = percent(entry.answered_weight)
    total = f"{span(entry.score, entry.high, 1)} of 100; {answered} of the weight is answered."
    yield Sentence(f"In all {total}")


def criteria_table(entry: VendorScore) -> Table:
    """The criteria by weight, each with its range, its points and its reason."""
    parts = sorted(entry.scores.values(), key=lambda part: -part.weight)
    return Table(_COLUMNS, [_row(part) for part in parts])


def _row(part: CriterionScore) -> Sequence[Cell]:
    """One criterion."""
    found = part.assessment
    return (
        Cell(shown(part.criterion.id.replace("_", " "))),
        Cell(percent(part.weight)),
        Cell(span(found.low, found.high), "plain" if found.answered_share else "dim"),
        Cell(span(part.points, part.points + part.open, 1)),
        Cell(f"{found.reason} ({found.evidence})", "plain" if found.answered_share else "dim"),
    )
