"""Who leads as one criterion weighs more or less: the exact weights at which the winner changes.

One criterion's weight goes from nothing to all, and the others keep their proportions. Every vendor's score is then a
straight line, so that the winners are the upper edge of straight lines, and change where two of them cross.

Source: Triantaphyllou & Sánchez, A sensitivity analysis approach for some deterministic multi-criteria decision-making
methods, Decision Sciences 28(1), 1997: the smallest change of one weight that changes the order.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from callvet.score.criterion import EQUAL_TO_DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.score.matrix import Matrix
    from callvet.score.ranking import RankBy

_TIE = 0.5 * 10**-EQUAL_TO_DIGITS
"""Scores that are closer are a tie, as in the ranking. [points]"""


class Lead(NamedTuple):
    """For which weights of a criterion a vendor ranks first.

    Attributes:
        vendor: Its position in the table.
        low_share: From this weight on. [share in 0..1]
        high_share: Up to this one. [share in 0..1]
    """

    vendor: int
    low_share: float
    high_share: float


class Flip(NamedTuple):
    """What the weight of one criterion does to the winner.

    Attributes:
        criterion: Its id.
        weight: What it weighs. [share in 0..1]
        leads: Who ranks first, from no weight to all of it; each begins where the one before ends.
        holds: The part of them that is the winner's.
        below: Who takes over under it; None where the winner holds down to no weight.
        above: Who takes over beyond it; None where the winner holds up to all the weight.
    """

    criterion: str
    weight: float
    leads: tuple[Lead, ...]
    holds: Lead
    below: int | None
    above: int | None

    @property
    def change(self) -> float | None:
        """The least change of the weight that lets another vendor come first; None if none does. [share in 0..1]"""
        changes = []
        if self.below is not None:
            changes.append(self.weight - self.holds.low_share)
        if self.above is not None:
            changes.append(self.holds.high_share - self.weight)
        return min(changes, default=None)


def ranked_scores(matrix: Matrix, rank_by: RankBy) -> tuple[tuple[float, ...], ...]:
    """The scores that the ranking goes by, of each vendor by criterion. [points in 0..100]"""
    if rank_by == "score":
        return matrix.low
    if rank_by == "high":
        return matrix.high
    return tuple(
        tuple((least + most) / 2 for least, most in zip(low, high, strict=True))
        for low, high in zip(matrix.low, matrix.high, strict=True)
    )


def flips(weights: Sequence[float], scores: Sequence[Sequence[float]], criteria: Sequence[str]) -> tuple[Flip, ...]:
    """What each criterion's weight does to the winner, the one that takes the least change first.

    Args:
        weights: Of each criterion, adding up to 1. [share in 0..1]
        scores: Of each vendor, by criterion; the first vendor is the winner. [points in 0..100]
        criteria: Their ids.

    Returns:
        One for each criterion; none where there is one criterion alone, whose weight is all there is.
    """
    if len(criteria) < 2 or not scores:  # noqa: PLR2004 - one criterion has no other to take weight from
        return ()
    found = [_flip(position, weights, scores, name) for position, name in enumerate(criteria)]
    return tuple(sorted(found, key=lambda flip: (flip.change is None, flip.change or 0.0)))


def _flip(position: int, weights: Sequence[float], scores: Sequence[Sequence[float]], name: str) -> Flip:
    """What one criterion's weight does."""
    lines = [_line(position, weights, row) for row in scores]
    weight = weights[position]
    low, below = _until(lines, weight, end=0.0)
    high, above = _until(lines, weight, end=1.0)
    return Flip(name, weight, _leads(lines), Lead(0, low, high), below, above)


class _Line(NamedTuple):
    """A vendor's score, by the weight of a criterion.

    Attributes:
        start: Where the criterion weighs nothing. [points]
        slope: What it gains till the criterion weighs all. [points]
    """

    start: float
    slope: float

    def at(self, share: float) -> float:
        """The score at a weight. [points]"""
        return self.start + self.slope * share


def _line(position: int, weights: Sequence[float], row: Sequence[float]) -> _Line:
    """The score of one vendor as a criterion weighs more, and the others keep their proportions."""
    others = [(weight, score) for at, (weight, score) in enumerate(zip(weights, row, strict=True)) if at != position]
    start = fsum(weight * score for weight, score in others) / fsum(weight for weight, _ in others)
    return _Line(start, row[position] - start)


def _until(lines: Sequence[_Line], weight: float, end: float) -> tuple[float, int | None]:
    """How far towards an end the first line leads, and which line takes over there.

    Args:
        lines: Of the winner, then of all others.
        weight: Where the winner leads. [share in 0..1]
        end: 0 or 1. [share in 0..1]
    """
    winner, found = lines[0], []
    for number, line in enumerate(lines[1:], start=1):
        lost = line.at(end) - winner.at(end)
        if lost > _TIE:
            lead = max(winner.at(weight) - line.at(weight), 0.0)
            crossing = weight + (end - weight) * lead / (lead + lost)
            found.append((abs(crossing - weight), -lost, crossing, number))
    if not found:
        return end, None
    _, _, crossing, number = min(found)
    return crossing, number


def _leads(lines: Sequence[_Line]) -> tuple[Lead, ...]:
    """The upper edge of the lines, from 0 to 1; of lines that are the same, the first.

    A line that only meets the edge at its end, where the weight is 0 or 1, ties there and does not lead.
    """
    share, at = 0.0, max(range(len(lines)), key=lambda n: (round(lines[n].start, EQUAL_TO_DIGITS), lines[n].slope, -n))
    found = []
    while True:
        crossings = [
            (max((lines[at].start - line.start) / (line.slope - lines[at].slope), share), -line.slope, number)
            for number, line in enumerate(lines)
            if line.slope > lines[at].slope and line.at(1.0) > lines[at].at(1.0) + _TIE
        ]
        until, _, following = min(crossings, default=(1.0, 0.0, at))
        found.append(Lead(at, share, min(until, 1.0)))
        if until >= 1:
            return tuple(lead for lead in found if lead.high_share > lead.low_share)
        share, at = until, following
