"""Weights and open answers drawn at random, a thousand at a time, and what each vendor then scores.

Source: Tervonen & Lahdelma, Implementing stochastic multicriteria acceptability analysis, European Journal of
Operational Research 178(2), 2007.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callvet.score.criterion import EQUAL_TO_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from callvet.score.matrix import Matrix
    from callvet.score.sampling import Sampling

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Groups = tuple[tuple[int, ...], ...]

_MOST_DRAWS_AT_A_TIME = 1_000
"""So many stay in the processor's memory, and so does what is made of them. [draws]"""
_MOST_PRODUCTS = 250_000
"""A product of matrices that takes more multiplications is given to several threads, which on a busy machine wait for
each other, 30 times as long as it takes. The bound of OpenBLAS is 262,144. [multiplications]"""


class Block(NamedTuple):
    """Some draws, which are overwritten where they are counted.

    Attributes:
        weights: By draw and criterion, of any sum above 0.
        totals: By draw and group of vendors, the weighted sum, in any unit, none below 0.
    """

    weights: Floats
    totals: Floats


def check(matrix: Matrix, sampling: Sampling) -> None:
    """Refuse what nothing can be drawn of.

    Raises:
        ValueError: There is no vendor, no draw, or a spread outside 0 to 1.
    """
    spread = sampling.spread_share
    if not matrix.vendors or sampling.draws < 1 or not (spread is None or 0 <= spread <= 1):
        message = "draws need a vendor, a number of draws from 1 and a spread from 0 to 1"
        raise ValueError(message)


def tied_groups(matrix: Matrix, sampling: Sampling) -> Groups:
    """Positions of vendors that score the same in every draw, for nothing else ties but by the rarest chance."""
    found: dict[object, list[int]] = {}
    for number, (low, high) in enumerate(zip(matrix.low, matrix.high, strict=True)):
        alike = tuple(round(score, EQUAL_TO_DIGITS) for score in low)
        is_open = alike != tuple(round(score, EQUAL_TO_DIGITS) for score in high)
        total = fsum(weight * score for weight, score in zip(matrix.weights, low, strict=True))
        of_total = round(total, EQUAL_TO_DIGITS) if sampling.spread_share == 0 else alike
        found.setdefault(number if is_open else (of_total,), []).append(number)
    return tuple(tuple(group) for group in found.values())


def columns_of(groups: Groups) -> list[int]:
    """The group of each vendor."""
    column = {vendor: number for number, group in enumerate(groups) for vendor in group}
    return [column[vendor] for vendor in sorted(column)]


class OpenScores(NamedTuple):
    """The scores that are drawn.

    Attributes:
        low: Of each group, by criterion. [points]
        gaps: Of each score that is drawn, group by group, what it can add to its low end. [points]
        criteria: And its criterion.
        open_groups: Groups that have such scores.
        begins: Where each of these begins.
    """

    low: Floats
    gaps: Floats
    criteria: Integers
    open_groups: Integers
    begins: Integers


def open_scores(matrix: Matrix, groups: Sequence[Sequence[int]]) -> OpenScores:
    """What of a matrix is open."""
    first = [group[0] for group in groups]
    low = np.array(matrix.low, dtype=np.float64)[first]
    wide = np.array(matrix.high, dtype=np.float64)[first] - low
    group, criterion = np.nonzero(wide.round(EQUAL_TO_DIGITS))
    open_groups, begins = np.unique(group, return_index=True)
    return OpenScores(low, wide[group, criterion], criterion, open_groups, begins)


def _streams(sampling: Sampling) -> tuple[np.random.Generator, np.random.Generator]:
    """Random numbers for weights and for answers, so that the weights are the same whatever is open."""
    weights, answers = np.random.SeedSequence(sampling.seed).spawn(2)
    return np.random.Generator(np.random.PCG64(weights)), np.random.Generator(np.random.PCG64(answers))


def _sizes(draws: int) -> Iterator[int]:
    """How many draws each block has; the numbers drawn do not hang on it."""
    for begin in range(0, draws, _MOST_DRAWS_AT_A_TIME):
        yield min(_MOST_DRAWS_AT_A_TIME, draws - begin)


def drawn_answers(scores: OpenScores, sampling: Sampling) -> Iterator[Floats]:
    """What each open score adds to its low end, block by block. [points]"""
    _, stream = _streams(sampling)
    for size in _sizes(sampling.draws):
        yield stream.random((size, len(scores.gaps))) * scores.gaps


def add_answers(totals: Floats, added: Floats, scores: OpenScores) -> None:
    """Add to each group's totals what its open scores add; those of a group stand beside each other."""
    if added.size:
        totals[:, scores.open_groups] += np.add.reduceat(added, scores.begins, axis=1)


def drawn_blocks(matrix: Matrix, groups: Groups, sampling: Sampling) -> Iterator[Block]:
    """Weights, and what each group then scores; a block is gone with the next."""
    stream, _ = _streams(sampling)
    scores = open_scores(matrix, groups)
    given, spread = np.array(matrix.weights, dtype=np.float64), sampling.spread_share
    low = np.ascontiguousarray(scores.low.T)
    room = np.empty((_MOST_DRAWS_AT_A_TIME, len(given))), np.empty((_MOST_DRAWS_AT_A_TIME, len(groups)))
    for added in drawn_answers(scores, sampling):
        weights, totals = room[0][: len(added)], room[1][: len(added)]
        if spread is None:
            # Exponentials divided by their sum are uniform over all weights; a ranking needs no division.
            stream.standard_exponential(out=weights)
        else:
            weights[:] = given * stream.uniform(1 - spread, 1 + spread, weights.shape)
        for part in pieces(len(weights), low.size):
            np.matmul(weights[part], low, out=totals[part])
        if added.size:
            add_answers(totals, added * weights[:, scores.criteria], scores)
        yield Block(weights, totals)


def pieces(rows: int, products: int) -> Iterator[slice]:
    """Rows in pieces that one thread multiplies, at so many multiplications each."""
    step = max(1, _MOST_PRODUCTS // products)
    for begin in range(0, rows, step):
        yield slice(begin, begin + step)
