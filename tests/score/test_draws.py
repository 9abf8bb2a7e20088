"""Draws: where weights and answers lie, what a seed fixes, and what cannot be drawn."""

from __future__ import annotations

import numpy as np
import pytest

from callvet.score.draws import columns_of, drawn_blocks, tied_groups
from callvet.score.robustness import acceptability
from callvet.score.sampling import Sampling
from tests.score.tables import table

OPEN = table([(10, 20, 0), (0, 30, 40)], [(10, 90, 100), (0, 30, 80)], (0.2, 0.3, 0.5))


def drawn(sampling: Sampling) -> tuple[np.ndarray, np.ndarray]:
    """All weights, divided by their sum, and all totals by the same."""
    groups = ((0,), (1,))
    blocks = [(weights.copy(), totals.copy()) for weights, totals in drawn_blocks(OPEN, groups, sampling)]
    weights, totals = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    sums = weights.sum(axis=1, keepdims=True)
    return weights / sums, totals / sums


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    found = [acceptability(OPEN, Sampling(2_500, seed)) for seed in (1, 1, 2)]
    assert found[0] == found[1] != found[2]


def test_all_weights_are_drawn_alike() -> None:
    """Uniform on the triangle: each weight 1/3 in the mean, with a variance of 2 / (9 * 4)."""
    weights, _ = drawn(Sampling(20_000))
    assert weights.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.007)
    assert weights.var(axis=0) == pytest.approx([1 / 18] * 3, rel=0.05)


def test_weights_around_the_given_ones_stay_within_the_spread() -> None:
    weights, _ = drawn(Sampling(20_000, spread_share=0.2))
    given = np.array(OPEN.weights)
    assert (weights > given * 0.8 / 1.2).all()
    assert (weights < given * 1.2 / 0.8).all()
    ratios = weights / weights[:, :1] / (given / given[0])
    assert ratios.min() == pytest.approx(0.8 / 1.2, abs=0.02)
    assert ratios.max() == pytest.approx(1.2 / 0.8, abs=0.04)
    assert weights.mean(axis=0) == pytest.approx(given, abs=0.002)


def test_no_spread_leaves_the_weights_as_they_are() -> None:
    weights, totals = drawn(Sampling(50, spread_share=0))
    assert weights == pytest.approx(np.tile(OPEN.weights, (50, 1)))
    assert totals[:, 0].std() > 0


def test_scores_lie_between_their_ends_and_reach_both() -> None:
    """0.3 * 70 + 0.5 * 100 is open of the first, 0.5 * 40 of the second, over 8 and 29 points."""
    _, totals = drawn(Sampling(20_000, spread_share=0))
    assert totals.min(axis=0) == pytest.approx([8, 29], abs=1)
    assert totals.max(axis=0) == pytest.approx([79, 49], abs=1)
    assert totals.mean(axis=0) == pytest.approx([8 + 71 / 2, 39], abs=0.5)


def test_the_weights_drawn_do_not_hang_on_what_is_open() -> None:
    known = OPEN._replace(high=OPEN.low)
    one, other = (next(drawn_blocks(table, ((0,), (1,)), Sampling(5))).weights for table in (OPEN, known))
    assert (one == other).all()


def test_only_vendors_without_anything_open_tie() -> None:
    alike = table([(1, 2), (3, 4), (1, 2), (1, 2)], [(1, 2), (3, 4), (1, 2), (1, 9)])
    assert tied_groups(alike, Sampling()) == ((0, 2), (1,), (3,))
    assert columns_of(((0, 2), (1,), (3,))) == [0, 1, 0, 2]


@pytest.mark.parametrize(
    "sampling", [Sampling(draws=0), Sampling(spread_share=-0.1), Sampling(spread_share=1.1)], ids=str
)
def test_what_cannot_be_drawn_is_refused(sampling: Sampling) -> None:
    with pytest.raises(ValueError, match=r"^draws need a vendor"):
        acceptability(OPEN, sampling)
