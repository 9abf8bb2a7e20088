"""How often an answer decides the winner once all the others are known, and what all answers together are worth.

Every open answer of every vendor is drawn, each for itself and equally likely anywhere in its range. An answer is
pivotal in a draw where the best vendor differs from the one that would be chosen with all other answers known and this
one at its expectation; what is lost by choosing that one is the answer's worth in the draw. The mean of these is what
is lost if of all questions this alone is never asked: the expected value of perfect information less that of partial
perfect information on all the others.

One loop does for every question, with the same random numbers: the expectation over the one answer is the integral of
a straight line (``information``), and so nothing is drawn within a draw. Each vendor has random numbers of its own, so
that a vendor more changes no draw of the others.

Sources:
    Raiffa & Schlaifer, Applied Statistical Decision Theory, 1961, chapter 4
    Strong & Oakley, An Efficient Method for Computing Single-Parameter Partial Expected Value of Perfect Information,
    Medical Decision Making 33(6), 2013: single-loop estimates where the conditional expectation is known
    Saltelli et al., Global Sensitivity Analysis: The Primer, 2008: the effect of an input alone, and its total effect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from callvet.score.information import MEAN, TIE
from callvet.score.unknowns import OF_NEEDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from callvet.score.unknowns import Contender

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_DRAWS_AT_A_TIME = 1_000
"""So many of some dozen questions stay in the processor's memory. [draws]"""


class Estimate(NamedTuple):
    """A chance and a gain, both counted in draws.

    Attributes:
        share: Of the draws in which the winner is another. [share in 0..1]
        share_error: Its standard error. [share in 0..1]
        gain: The mean of what the answers gain. [points]
        gain_error: Its standard error. [points]
    """

    share: float
    share_error: float
    gain: float
    gain_error: float


class Pivots(NamedTuple):
    """What the draws tell.

    Attributes:
        pivotal: Of each vendor, by unknown: how often it decides where all else is known.
        of_vendor: Of each vendor: all that can be asked about it, while what the others count stays as it is.
        of_needs: What the needs leave open and all vendors hang on, while all else stays as it is.
        of_needs_at_last: The same where all else is known.
        of_all: All answers together.
        wins: Of each vendor, the share of the draws that it wins; one that ties has won, too. [share in 0..1]
    """

    pivotal: tuple[tuple[Estimate, ...], ...]
    of_vendor: tuple[Estimate, ...]
    of_needs: Estimate
    of_needs_at_last: Estimate
    of_all: Estimate
    wins: tuple[float, ...]


def count_pivots(contenders: Sequence[Contender], stand_in: float, draws: int, seed: int) -> Pivots:
    """Draw all open answers, and count.

    Args:
        contenders: The vendors that are not out, in the order of the ranking: the first is the choice now.
        stand_in: Where in its range an unknown counts while it is open. [share of the range]
        draws: How many. [count]
        seed: Where the random numbers begin; the same seed gives the same answer.

    Raises:
        ValueError: There is no vendor or no draw.
    """
    if not contenders or draws < 1:
        message = "draws need a vendor, and a number of them from 1"
        raise ValueError(message)
    makers = [_Maker(one, stand_in, seed) for one in contenders]
    tallies = _Tallies(contenders)
    values = np.array([maker.value for maker in makers])
    for begin in range(0, draws, _DRAWS_AT_A_TIME):
        size = min(_DRAWS_AT_A_TIME, draws - begin)
        tallies.add([maker.draw(size) for maker in makers], values)
    return tallies.pivots()


class _Draws(NamedTuple):
    """Some draws of one vendor; a vendor that is out counts nothing.

    Attributes:
        scores: With all answers. [points]
        is_in: Whether it meets every must and floor.
        expected: By unknown, expected with all answers but that one. [points]
        asked: With all that can be asked about it, the rest at its mean. [points]
        by_needs: With what the needs leave open alone, whatever else hangs on it. [points]
        but_needs: With all answers but what the needs leave open, which is at its mean. [points]
    """

    scores: Floats
    is_in: Flags
    expected: Floats
    asked: Floats
    by_needs: Floats
    but_needs: Floats


class _Maker:
    """Makes draws of one vendor."""

    def __init__(self, contender: Contender, stand_in: float, seed: int) -> None:
        """Begin the vendor's own random numbers."""
        keys = [one.key for one in contender.unknowns]
        self.value = contender.valued_at(stand_in)
        self._stand_in = stand_in
        self._low = contender.low
        self._gaps = np.array([one.gap for one in contender.unknowns])
        self._of_needs = self._gaps * [key.startswith(OF_NEEDS) for key in keys]
        self._unasked = self._gaps * [not key or key.startswith(OF_NEEDS) for key in keys]
        self._conditions = contender.conditions
        stream = np.random.SeedSequence(seed, spawn_key=(crc32(contender.vendor.encode()),))
        self._numbers = np.random.Generator(np.random.PCG64(stream))

    def draw(self, size: int) -> _Draws:
        """So many draws more."""
        answers = self._numbers.random((size, len(self._gaps)))
        totals = self._low + answers @ self._gaps
        is_in = np.ones(size, dtype=np.bool_)
        for condition in self._conditions:
            is_in &= answers @ np.array(condition.gains) >= condition.least - TIE
        from_mean = answers - MEAN
        return _Draws(
            totals * is_in,
            is_in,
            self._expected(answers, totals),
            (totals - from_mean @ self._unasked) * is_in,
            self.value + (answers - self._stand_in) @ self._of_needs,
            (totals - from_mean @ self._of_needs) * is_in,
        )

    def _expected(self, answers: Floats, totals: Floats) -> Floats:
        """By unknown, what the vendor is expected to count with all answers but that one. [points]"""
        least = np.zeros_like(answers)
        for condition in self._conditions:
            gains = np.array(condition.gains)
            missing = (condition.least - answers @ gains)[:, None] + answers * gains
            # What does not hang on the answer is met by any, or by none.
            needed = np.where(missing > TIE, 1.0, 0.0)
            np.divide(missing, gains, out=needed, where=gains > 0)
            np.maximum(least, needed, out=least)
        least = np.minimum(least, 1.0)
        at_worst = totals[:, None] - answers * self._gaps
        area: Floats = (1 - least) * at_worst + self._gaps * (1 - least**2) / 2
        return area


class _Tally:
    """Sums over draws, by column."""

    def __init__(self, width: int) -> None:
        """Begin at nothing."""
        self._draws = 0
        self._changes = np.zeros(width)
        self._sums = np.zeros(width)
        self._squares = np.zeros(width)

    def add(self, changes: Flags, gains: Floats) -> None:
        """Count draws: whether the winner changed, and what was gained. [points]"""
        self._draws += len(gains)
        self._changes += changes.sum(axis=0)
        self._sums += gains.sum(axis=0)
        self._squares += (gains**2).sum(axis=0)

    def add_choice(self, counts: Floats) -> None:
        """Count draws of what each vendor counts, of which the first is the choice now. [points]"""
        best = counts.max(axis=1)
        self.add((counts[:, 0] < best - TIE)[:, None], best[:, None] - counts)

    def estimates(self) -> tuple[Estimate, ...]:
        """What each column tells."""
        shares, means = self._changes / self._draws, self._sums / self._draws
        means[means < TIE] = 0.0
        variances = np.maximum(self._squares / self._draws - means**2, 0.0)
        columns = (shares, np.sqrt(shares * (1 - shares) / self._draws), means, np.sqrt(variances / self._draws))
        return tuple(Estimate(*row) for row in zip(*(column.tolist() for column in columns), strict=True))

    def of_best(self) -> Estimate:
        """What is gained over the vendor that would be chosen without an answer: the one that loses least."""
        return min(self.estimates(), key=lambda one: one.gain)


class _Tallies:
    """All that is counted."""

    def __init__(self, contenders: Sequence[Contender]) -> None:
        """Begin at nothing."""
        self._pivotal = [_Tally(len(one.unknowns)) for one in contenders]
        self._of_vendor = [_Tally(2) for _ in contenders]
        self._of_needs, self._of_all = _Tally(len(contenders)), _Tally(len(contenders))
        self._at_last = _Tally(1)
        self._wins = np.zeros(len(contenders))
        self._draws = 0

    def add(self, drawn: Sequence[_Draws], values: Floats) -> None:
        """Count draws of every vendor, and what each counts now. [points]"""
        scores = np.column_stack([one.scores for one in drawn])
        best = scores.max(axis=1)
        is_in = np.column_stack([one.is_in for one in drawn])
        self._draws += len(scores)
        self._wins += ((scores >= best[:, None] - TIE) & is_in).sum(axis=0)
        self._of_all.add_choice(scores)
        for n, one in enumerate(drawn):
            gaps = one.scores - _best_but(scores, n)
            losses = np.abs(gaps)[:, None] * ((gaps > 0)[:, None] != (one.expected > _best_but(scores, n)[:, None]))
            self._pivotal[n].add(losses > TIE, losses)
            against = np.full_like(one.asked, _best_but(values[None, :], n)[0])
            self._of_vendor[n].add_choice(np.column_stack((against, one.asked) if n else (one.asked, against)))
        self._of_needs.add_choice(np.column_stack([one.by_needs for one in drawn]))
        chosen = np.column_stack([one.but_needs for one in drawn]).argmax(axis=1)
        losses = best[:, None] - np.take_along_axis(scores, chosen[:, None], axis=1)
        self._at_last.add(losses > TIE, losses)

    def pivots(self) -> Pivots:
        """What the draws tell."""
        return Pivots(
            tuple(tally.estimates() for tally in self._pivotal),
            tuple(tally.of_best() for tally in self._of_vendor),
            self._of_needs.of_best(),
            self._at_last.estimates()[0],
            self._of_all.of_best(),
            tuple((self._wins / self._draws).tolist()),
        )


def _best_but(counts: Floats, vendor: int) -> Floats:
    """By draw, what the best of the others counts; nothing where there is none. [points]"""
    others = np.delete(counts, vendor, axis=1)
    best: Floats = others.max(axis=1, initial=0.0)
    return best
