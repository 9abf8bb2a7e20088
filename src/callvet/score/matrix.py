"""A ranking as a table of ranges: eligible vendors by criteria, with the weights that hold.

What asks how sure a ranking is needs no more than this, so that it can be tested on published tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from callvet.score.ranking import CriterionScore, Ranking, VendorScore


class Matrix(NamedTuple):
    """Scores of vendors by criterion, from the worst answers to the best.

    Attributes:
        vendors: Ids of the eligible vendors, in the order of the ranking.
        criteria: Ids of the criteria that weigh something.
        weights: Of each criterion; they add up to 1. [share in 0..1]
        low: Of each vendor, by criterion, with every unknown at its worst. [points in 0..100]
        high: And at its best. [points in 0..100]
    """

    vendors: tuple[str, ...]
    criteria: tuple[str, ...]
    weights: tuple[float, ...]
    low: tuple[tuple[float, ...], ...]
    high: tuple[tuple[float, ...], ...]


def matrix_of(ranking: Ranking) -> Matrix:
    """The table of a ranking's eligible vendors."""
    criteria = tuple(ranking.weights.values)
    entries = ranking.eligible
    return Matrix(
        tuple(entry.subject.id for entry in entries),
        criteria,
        tuple(ranking.weights.values.values()),
        tuple(tuple(entry.scores[name].assessment.low for name in criteria) for entry in entries),
        tuple(tuple(entry.scores[name].assessment.high for name in criteria) for entry in entries),
    )


def drawn_matrix_of(ranking: Ranking) -> Matrix:
    """The same table with the marks of several people anywhere between the people's means.

    Unknown answers reach over their range, as in ``matrix_of``. Where people marked a vendor and do not agree, the
    mark may be any between the lowest and the highest of their means, so that the criterion's range is wider by that.
    """
    table = matrix_of(ranking)
    ends = [
        [part.assessment.heard or (part.assessment.low, part.assessment.high) for part in _parts(entry, table.criteria)]
        for entry in ranking.eligible
    ]
    return table._replace(
        low=tuple(tuple(low for low, _ in row) for row in ends),
        high=tuple(tuple(high for _, high in row) for row in ends),
    )


def _parts(entry: VendorScore, criteria: tuple[str, ...]) -> list[CriterionScore]:
    """A vendor's scores in the order of the table."""
    return [entry.scores[name] for name in criteria]
