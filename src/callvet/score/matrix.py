"""A ranking as a table of ranges: eligible vendors by criteria, with the weights that hold.

What asks how sure a ranking is needs no more than this, so that it can be tested on published tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from callvet.score.ranking import Ranking


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
