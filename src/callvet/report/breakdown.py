"""One vendor by criterion: what each was worth, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.wording import shown
from callvet.report.page import Cell, Column, Heading, Sentence, Table
from callvet.report.phrases import percent, span
from callvet.score.matching import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    yield Heading(shown(entry.subject.vendor.name or entry.subject.id, _LONGEST_NAME))
    yield criteria_table(entry)
    total = f"{span(entry.score, entry.high, 1)} of 100; {percent(entry.answered_weight)} of the weight is answered"
    yield Sentence(f"In all {total}. Lines are those of {entry.subject.document.path} where no other file is named.")


def criteria_table(entry: VendorScore) -> Table:
    """The criteria by weight, each with its range, its points and its reason."""
    parts = sorted(entry.scores.values(), key=lambda part: -part.weight)
    return Table(_COLUMNS, [_row(entry, part) for part in parts])


def _row(entry: VendorScore, part: CriterionScore) -> Sequence[Cell]:
    """One criterion; evidence in another file than the profile is named with the reason."""
    found = part.assessment
    place = found.evidence
    mark: Mark = "plain" if found.answered_share else "dim"
    here = place.path == entry.subject.document.path
    elsewhere = "" if here else f" ({place.path.rpartition('/')[2]}:{place.line})"
    return (
        Cell(in_words(part.criterion.id)),
        Cell(percent(part.weight)),
        Cell(span(found.low, found.high), mark),
        Cell(span(part.points, part.points + part.open, 1)),
        Cell(f"{found.reason}{elsewhere}", mark),
        Cell(str(place.line) if here and place.line else "–", "dim"),
    )
