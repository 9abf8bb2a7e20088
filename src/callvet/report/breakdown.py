"""One vendor by criterion: what each was worth, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.wording import shown
from callvet.report.page import Cell, Column, Heading, Sentence, Table
from callvet.report.phrases import percent, span
from callvet.score.matching import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.problem import Place
    from callvet.report.page import Block, Mark
    from callvet.score.ranking import CriterionScore, VendorScore

_COLUMNS = (
    Column("criterion"),
    Column("weight", right=True),
    Column("of 100", right=True),
    Column("points", right=True),
    Column("because"),
    Column("line", right=True),
)
_LONGEST_NAME = 60


def breakdown(entry: VendorScore) -> Iterator[Block]:
    """A heading, the table of criteria by weight, and the sum."""
    yield Heading(shown(entry.subject.called, _LONGEST_NAME))
    yield criteria_table(entry)
    total = f"{span(entry.score, entry.high, 1)} of 100; {percent(entry.answered_weight)} of the weight is answered"
    has_lines = any(part.assessment.evidence.line for part in entry.scores.values())  # none where names are hidden
    lines = f" Lines are those of {entry.subject.document.path} where no other file is named." if has_lines else ""
    yield Sentence(f"In all {total}.{lines}")


def criteria_table(entry: VendorScore) -> Table:
    """The criteria by weight, each with its range, its points and its reason."""
    parts = sorted(entry.scores.values(), key=lambda part: -part.weight)
    return Table(_COLUMNS, [_row(entry, part) for part in parts])


def _row(entry: VendorScore, part: CriterionScore) -> Sequence[Cell]:
    """One criterion."""
    found = part.assessment
    mark: Mark = "plain" if found.answered_share else "dim"
    return (
        Cell(in_words(part.criterion.id)),
        Cell(percent(part.weight)),
        Cell(span(found.low, found.high), mark),
        Cell(span(part.points, part.points + part.open, 1)),
        *evidenced(found.reason, found.evidence, entry.subject.document.path, mark),
    )


def evidenced(reason: str, place: Place, profile: str, mark: Mark = "plain") -> tuple[Cell, Cell]:
    """A reason and the profile's line that shows it; evidence in another file is named with the reason."""
    here = place.path == profile
    name = place.path.rpartition("/")[2]
    if name == profile.rpartition("/")[2]:  # an offer or a judgement is often called as its vendor is
        name = place.path
    elsewhere = "" if here else f" ({name}:{place.line})"
    return Cell(f"{reason}{elsewhere}", mark), Cell(str(place.line) if here and place.line else "–", "dim")
