"""How sure is the ranking, and what would change it? (`callvet score --robustness`)"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callvet.score.dominance import dominated_by
from callvet.score.flips import flips, ranked_scores
from callvet.score.matrix import drawn_matrix_of, matrix_of
from callvet.score.robustness import acceptability, central_errors, confidence, pairwise
from callvet.score.sampling import DEFAULT_DRAWS, DEFAULT_SEED, Sampling
from callvet.score.winning_weights import can_win, nearest_win

if TYPE_CHECKING:
    from callvet.score.flips import Flip
    from callvet.score.matrix import Matrix
    from callvet.score.ranking import Ranking
    from callvet.score.robustness import Acceptability
    from callvet.score.winning_weights import Move


class Standing(NamedTuple):
    """What weights can do for one vendor, exactly.

    Attributes:
        nearest: The least change of the weights with which it leads; no change for the winner, None where none does.
        leads_by_shown: Whether there are weights with which it leads, by the figure that the ranking goes by.
        leads_at_best: Whether there are, where its open answers come out best and all others' worst, and so do marks
            on which people differ.
        dominated_by: Positions of the vendors that beat it on every criterion, whatever the open answers are, and
            whoever is right of people who differ.
    """

    nearest: Move | None
    leads_by_shown: bool
    leads_at_best: bool
    dominated_by: tuple[int, ...]


class Robustness(NamedTuple):
    """How sure a ranking is.

    Attributes:
        matrix: The eligible vendors, in the order of the ranking, by criterion.
        sampling: What was drawn.
        acceptability: How the ranks fell.
        central_errors: Standard errors of the central weights, of each vendor by criterion. [share in 0..1]
        confidence: Of each vendor, how often it ranks first with its central weights. [share in 0..1]
        pairwise: Of each vendor, how often it beats each other. [share in 0..1]
        flips: What each criterion's weight does to the winner, the one that takes the least change first.
        standings: What weights can do for each vendor.
    """

    matrix: Matrix
    sampling: Sampling
    acceptability: Acceptability
    central_errors: tuple[tuple[float, ...] | None, ...]
    confidence: tuple[float | None, ...]
    pairwise: tuple[tuple[float, ...], ...]
    flips: tuple[Flip, ...]
    standings: tuple[Standing, ...]


def robustness_of(
    ranking: Ranking,
    *,
    draws: int = DEFAULT_DRAWS,
    seed: int = DEFAULT_SEED,
    spread_share: float | None = None,
) -> Robustness | None:
    """How sure a ranking is: over weights and open answers drawn at random, and exactly where the winner changes.

    Args:
        ranking: Of ``rank_vendors``.
        draws: How often. [count]
        seed: The same seed gives the same answer.
        spread_share: How far the weights are drawn around the given ones; left out, from all weights that there are.
            [share in 0..1]

    Returns:
        None where every vendor is out.

    Raises:
        ValueError: There is no draw, or a spread outside 0 to 1.
    """
    if not ranking.eligible:
        return None
    matrix, drawn, sampling = matrix_of(ranking), drawn_matrix_of(ranking), Sampling(draws, seed, spread_share)
    scores = ranked_scores(matrix, ranking.rank_by)
    found = acceptability(drawn, sampling)
    central = found.central_weights
    return Robustness(
        matrix=matrix,
        sampling=sampling,
        acceptability=found,
        central_errors=central_errors(drawn, central, sampling),
        confidence=confidence(drawn, central, sampling),
        pairwise=pairwise(drawn, sampling),
        flips=flips(matrix.weights, scores, matrix.criteria),
        standings=tuple(_standings(matrix, drawn, scores)),
    )


def _standings(matrix: Matrix, drawn: Matrix, scores: tuple[tuple[float, ...], ...]) -> list[Standing]:
    """What weights can do for each vendor; nobody is without hope who ranks first in a draw."""
    return [
        Standing(
            nearest_win(matrix.weights, scores, vendor),
            can_win(scores[vendor], scores, vendor),
            can_win(drawn.high[vendor], drawn.low, vendor),
            beaten,
        )
        for vendor, beaten in enumerate(dominated_by(drawn))
    ]
