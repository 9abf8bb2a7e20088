"""Weights out of comparisons of two at a time (analytic hierarchy process), and how far these contradict each other.

The weights are the principal eigenvector of the matrix of comparisons, not the rows' geometric means. The two agree
where nobody contradicts himself; where somebody does, the eigenvector counts each comparison along with all its
detours, and it is its eigenvalue that the consistency ratio is defined by. So one calculation gives both.

Source: T. L. Saaty, The Analytic Hierarchy Process, 1980; the random indices are its table for 500 random matrices,
and a ratio of 0.10 its bound. Naming the judgement whose ratio to the weights is farthest from 1: T. L. Saaty,
Decision-making with the AHP: why is the principal eigenvector necessary, European Journal of Operational Research 145,
2003.
"""

from __future__ import annotations

from math import fsum, log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Mean consistency index of random matrices of 1, 2, … 15 names (Saaty 1980). [ratio]"""
MOST_RATIO = 0.10
"""Above it, comparisons contradict each other too much to be relied on (Saaty 1980). [ratio]"""
_STEPS = 1000
_CLOSE_ENOUGH = 1e-14
_ROUNDING = 1e-12
"""An eigenvalue may miss the count of the names by so much for want of digits alone."""


class Judgement(NamedTuple):
    """One comparison.

    Attributes:
        more: What matters more, or as much.
        than: What it is compared with.
        times: How many times as much. [ratio]
    """

    more: str
    than: str
    times: float


class Consistency(NamedTuple):
    """How far comparisons contradict each other.

    Attributes:
        eigenvalue: The principal one; the count of the names where there is no contradiction.
        consistency_index: How far it lies above that, for each name but one. [ratio]
        ratio: The index against that of random comparisons; none for two names or one. [ratio]
        worst: The comparison that agrees least with all others; None where none disagrees.
        implied: How many times as much the weights make of it; under 1, the other way round. [ratio]
    """

    eigenvalue: float
    consistency_index: float
    ratio: float
    worst: Judgement | None = None
    implied: float = 1.0

    @property
    def is_acceptable(self) -> bool:
        """Whether the weights may be relied on."""
        return self.ratio <= MOST_RATIO


def from_comparisons(judgements: Sequence[Judgement]) -> tuple[dict[str, float], Consistency]:
    """Weights and consistency of comparisons of every two names.

    Args:
        judgements: Every two of at most 15 names, once.

    Returns:
        Weights by name that add up to 1, in the order of first mention [share in 0..1], and the consistency.

    Raises:
        ValueError: A pair is missing or stands twice, a ratio is not above 0, or there are more than 15 names.
    """
    names = tuple(dict.fromkeys(name for one in judgements for name in (one.more, one.than)))
    ratios = {(one.more, one.than): one.times for one in judgements}
    ratios |= {(one.than, one.more): 1 / one.times for one in judgements if one.times > 0}
    wanted = len(names) * (len(names) - 1)
    if not 1 < len(names) <= len(RANDOM_INDEX) or len(ratios) != wanted or len(judgements) != wanted // 2:
        message = f"every two of 2 to {len(RANDOM_INDEX)} names are compared once, with a ratio above 0"
        raise ValueError(message)
    matrix = [[ratios.get((row, column), 1.0) for column in names] for row in names]
    vector, eigenvalue = _principal_eigenvector(matrix)
    weights = dict(zip(names, vector, strict=True))
    return weights, _consistency(weights, eigenvalue, judgements)


def _principal_eigenvector(matrix: Sequence[Sequence[float]]) -> tuple[list[float], float]:
    """The eigenvector of the largest eigenvalue of a positive matrix, and that value, by power iteration.

    Args:
        matrix: Square; every number above 0.

    Returns:
        The vector, positive and with the sum 1, and the eigenvalue.
    """
    count = len(matrix)
    vector, eigenvalue = [1 / count] * count, float(count)
    for _ in range(_STEPS):
        image = [fsum(ratio * share for ratio, share in zip(row, vector, strict=True)) for row in matrix]
        # The vector adds up to 1, so its image adds up to the eigenvalue.
        eigenvalue = fsum(image)
        before, vector = vector, [share / eigenvalue for share in image]
        if max(abs(new - old) for new, old in zip(vector, before, strict=True)) < _CLOSE_ENOUGH:
            break
    return vector, eigenvalue


def _consistency(weights: Mapping[str, float], eigenvalue: float, judgements: Sequence[Judgement]) -> Consistency:
    """The consistency of comparisons whose weights are known."""
    count = len(weights)
    excess = eigenvalue - count
    index = max(excess, 0.0) / (count - 1) if excess > _ROUNDING * count else 0.0
    random = RANDOM_INDEX[count - 1]
    if not index or not random:
        return Consistency(eigenvalue, index, 0.0)
    worst = max(judgements, key=lambda one: abs(log(one.times * weights[one.than] / weights[one.more])))
    return Consistency(eigenvalue, index, index / random, worst, weights[worst.more] / weights[worst.than])
