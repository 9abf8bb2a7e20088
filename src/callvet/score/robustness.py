"""How often each vendor comes first, second, and so on, where weights and open answers may be anything they may be.

Stochastic multicriteria acceptability analysis: the weights are drawn at random, and so is every score that is not
one figure; each draw is ranked, and the ranks are counted. What comes out is not who is best, but for how large a
share of all opinions and answers each is.

Sources:
    Lahdelma & Salminen, SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group Decision Making,
    Operations Research 49(3), 2001: rank acceptability, central weights, confidence factor
    Tervonen & Lahdelma, Implementing stochastic multicriteria acceptability analysis, European Journal of
    Operational Research 178(2), 2007: how they are drawn, and how many draws do
    Leskinen, Viitanen, Kangas & Kangas, Alternatives to incorporate uncertainty and risk attitude in multicriteria
    evaluation of forest plans, Forest Science 52(3), 2006: pairwise winning index
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callvet.score.criterion import EQUAL_TO_DIGITS
from callvet.score.draws import (
    add_answers,
    check,
    columns_of,
    drawn_answers,
    drawn_blocks,
    open_scores,
    pieces,
    tied_groups,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callvet.score.draws import Block, Floats, Groups, Integers
    from callvet.score.matrix import Matrix
    from callvet.score.sampling import Sampling

_TIE = 0.5 * 10**-EQUAL_TO_DIGITS
"""Totals that are closer are a tie, as in the ranking. [points]"""


class Acceptability(NamedTuple):
    """How the ranks fell.

    Attributes:
        rank_shares: Of each vendor, the share of draws in which it has rank 1, 2, ...; vendors that tie share the
            better rank. [share in 0..1]
        central_weights: Of each vendor, the mean of the weights of the draws in which it ranks first, in the order of
            the criteria: what one has to care about for it to be the best. None where it never ranks first. [share in
            0..1]
    """

    rank_shares: tuple[tuple[float, ...], ...]
    central_weights: tuple[tuple[float, ...] | None, ...]


def acceptability(matrix: Matrix, sampling: Sampling) -> Acceptability:
    """Rank acceptability and central weights (SMAA-2).

    Args:
        matrix: Vendors by criterion; a score is drawn uniformly between its two ends, each for itself.
        sampling: What is drawn.

    Raises:
        ValueError: There is no vendor, no draw, or a spread outside 0 to 1.
    """
    check(matrix, sampling)
    groups = tied_groups(matrix, sampling)
    return tally(drawn_blocks(matrix, groups, sampling), groups)


def tally(blocks: Iterable[Block], groups: Groups) -> Acceptability:
    """Count ranks and average winners' weights over draws that were made.

    Args:
        blocks: The draws; none is larger than the first.
        groups: Positions of vendors that score the same in every draw; a column of totals is a group's.

    Raises:
        ValueError: There is no draw.
    """
    sizes = np.array([len(group) for group in groups], dtype=np.int64)
    counts = np.zeros((int(sizes.sum()), len(groups)), dtype=np.int64)
    won: _Won | None = None
    for weights, totals in blocks:
        won = won or _Won(len(groups), weights)
        order = _order(totals)
        won.add(order[:, -1], weights)
        counts += _rank_counts(order, sizes)
    if won is None:
        message = "nothing can be told of no draw"
        raise ValueError(message)
    wins, draws = counts[0].tolist(), counts[:, 0].sum()
    means = [tuple((total / often).tolist()) if often else None for often, total in zip(wins, won.sums, strict=True)]
    columns = columns_of(groups)
    return Acceptability(
        tuple(tuple((counts[:, column] / draws).tolist()) for column in columns),
        tuple(means[column] for column in columns),
    )


class _Won:
    """The sums of the weights with which each column ranks first."""

    def __init__(self, columns: int, weights: Floats) -> None:
        """Begin at nothing, with room for blocks as large as the first."""
        draws, criteria = weights.shape
        self.sums: Floats = np.zeros((columns, criteria))
        self._marks: Floats = np.zeros((draws, columns))
        self._draws: Integers = np.arange(draws)
        self._ones: Floats = np.ones(criteria)

    def add(self, first: Integers, weights: Floats) -> None:
        """Add each draw's weights, divided by their sum, to those of the column that ranks first.

        A product of matrices is quicker than sorting the draws by column; all but one figure of a row are 0 in it.
        """
        draws, marks = self._draws[: len(first)], self._marks[: len(first)]
        marks[draws, first] = 1 / (weights @ self._ones)
        for part in pieces(len(first), self.sums.size):
            self.sums += marks[part].T @ weights[part]
        marks[draws, first] = 0


def central_errors(
    matrix: Matrix, central_weights: Sequence[Sequence[float] | None], sampling: Sampling
) -> tuple[tuple[float, ...] | None, ...]:
    """The standard errors of central weights, from the draws of ``acceptability`` that the vendors win.

    Returns:
        Of each vendor, by criterion; None where it ranks first less than twice. [share in 0..1]
    """
    check(matrix, sampling)
    groups = tied_groups(matrix, sampling)
    columns = columns_of(groups)
    none = [0.0] * len(matrix.criteria)
    means = np.array([central_weights[group[0]] or none for group in groups])
    squares, wins = np.zeros(means.shape), np.zeros(len(groups), dtype=np.int64)
    for weights, totals in drawn_blocks(matrix, groups, sampling):
        first = _order(totals)[:, -1]
        _normalise(weights)
        _add_rows(squares, first, (weights - means[first]) ** 2)
        wins += np.bincount(first, minlength=len(groups))
    found = [
        tuple(np.sqrt(square / (won * (won - 1))).tolist()) if won > 1 else None
        for won, square in zip(wins.tolist(), squares, strict=True)
    ]
    return tuple(found[column] for column in columns)


def confidence(
    matrix: Matrix, central_weights: Sequence[Sequence[float] | None], sampling: Sampling
) -> tuple[float | None, ...]:
    """Confidence factors: whether a vendor is the best for those who weigh as it would have them, given the unknown.

    Args:
        matrix: As for ``acceptability``.
        central_weights: Of each vendor. [share in 0..1]
        sampling: What is drawn; no weights are.

    Returns:
        Of each vendor, the share of draws of the open scores in which it ranks first, alone or not, with its own
        central weights; None where it has none. [share in 0..1]
    """
    check(matrix, sampling)
    scores = open_scores(matrix, [(number,) for number in range(len(matrix.vendors))])
    wins = np.zeros(len(matrix.vendors), dtype=np.int64)
    for added in drawn_answers(scores, sampling):
        for number, weights in enumerate(central_weights):
            if weights is not None:
                own = np.asarray(weights)
                totals = np.tile(scores.low @ own, (len(added), 1))
                add_answers(totals, added * own[scores.criteria], scores)
                wins[number] += int((totals[:, number] >= totals.max(axis=1) - _TIE).sum())
    return tuple(
        None if weights is None else won / sampling.draws
        for weights, won in zip(central_weights, wins.tolist(), strict=True)
    )


def pairwise(matrix: Matrix, sampling: Sampling) -> tuple[tuple[float, ...], ...]:
    """Pairwise winning indices: the share of the draws of ``acceptability`` in which one vendor beats another.

    Returns:
        Of each vendor, by the other, in the order of the matrix; a tie is no win. [share in 0..1]
    """
    check(matrix, sampling)
    groups = tied_groups(matrix, sampling)
    wins = np.zeros((len(groups), len(groups)), dtype=np.int64)
    for _, totals in drawn_blocks(matrix, groups, sampling):
        for number in range(len(groups)):
            wins[number] += (totals[:, number, None] > totals).sum(axis=0)
    columns = columns_of(groups)
    shares = wins / sampling.draws
    return tuple(tuple(shares[one, other].item() for other in columns) for one in columns)


def share_error(share: float, draws: int) -> float:
    """The standard error of a share that was counted in independent draws. [share in 0..1]"""
    return sqrt(share * (1 - share) / draws)


def _order(totals: Floats) -> Integers:
    """By draw, the columns from the least total to the greatest; the totals are overwritten.

    Totals that are not below 0 are in the order of their bits, so that the column can stand in the lowest bits of
    each, and sorting the numbers sorts the columns, several times faster than sorting positions. So many bits are
    lost as tell the columns apart: for 50 columns, a difference of 1 in 10^14.
    """
    columns = totals.shape[1]
    mask = (1 << (columns - 1).bit_length()) - 1
    keys: Integers = totals.view(np.int64)
    keys &= ~mask
    keys |= _numbers(len(keys), columns)
    keys.sort(axis=1)
    keys &= mask
    return keys


def _rank_counts(order: Integers, sizes: Integers) -> Integers:
    """By rank and group, in how many draws it has that rank; the order is overwritten.

    A group of several vendors has the best of the ranks that it takes.
    """
    groups, ranks = len(sizes), int(sizes.sum())
    if ranks == groups:
        order += _rank_bins(len(order), groups)
    else:
        order += (ranks - sizes[order].cumsum(axis=1)) * groups
    return np.bincount(order.ravel(), minlength=ranks * groups).reshape(ranks, groups)


@lru_cache(maxsize=1)
def _numbers(rows: int, columns: int) -> Integers:
    """The number of each column, in every row: a matrix is added to another in half the time that a row takes."""
    return np.tile(np.arange(columns), (rows, 1))


@lru_cache(maxsize=1)
def _rank_bins(rows: int, groups: int) -> Integers:
    """From the least total to the greatest, where the counts of its rank begin, in every row."""
    return np.tile(np.arange(groups - 1, -1, -1) * groups, (rows, 1))


def _normalise(weights: Floats) -> None:
    """Divide each draw's weights by their sum."""
    weights /= (weights @ np.ones(weights.shape[1]))[:, None]


def _add_rows(sums: Floats, columns: Integers, rows: Floats) -> None:
    """Add each row to the sum of the column that it is of."""
    order = columns.astype(np.uint16).argsort(kind="stable")
    of = columns[order]
    begins = np.flatnonzero(np.diff(of, prepend=-1))
    sums[of[begins]] += np.add.reduceat(rows[order], begins, axis=0)
