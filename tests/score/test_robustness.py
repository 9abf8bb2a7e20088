"""Rank acceptability, central weights and confidence: areas known by geometry, a published example, a slow loop."""

from __future__ import annotations

from itertools import pairwise as neighbours
from math import prod, sqrt
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given, settings

from callvet.score.dominance import dominated_by
from callvet.score.draws import Block, drawn_blocks
from callvet.score.robustness import acceptability, central_errors, confidence, pairwise, share_error, tally
from callvet.score.sampling import Sampling
from tests.score.tables import score, table, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from callvet.score.matrix import Matrix

MANY = Sampling(draws=40_000, seed=3)
FEW = Sampling(draws=300)
SURE = 4
"""Chance takes a share so many standard errors away once in 16,000 seeds, and the seed is fixed."""


def near(share: float, draws: int = MANY.draws) -> object:
    """A share as far as it can be counted."""
    return pytest.approx(share, abs=SURE * sqrt(share * (1 - share) / draws) + 1e-12)


def test_two_vendors_on_two_criteria_share_the_weights_where_their_lines_cross() -> None:
    """A leads where 30 w > 40 (1 - w), that is from 4/7 to 1, in whose middle its central weight lies."""
    found = acceptability(table([(80, 20), (50, 60)]), MANY)
    assert found.rank_shares[0] == (near(3 / 7), near(4 / 7))
    assert found.rank_shares[1] == (near(4 / 7), near(3 / 7))
    assert found.central_weights[0] == pytest.approx((11 / 14, 3 / 14), abs=0.005)
    assert found.central_weights[1] == pytest.approx((2 / 7, 5 / 7), abs=0.005)


def test_a_specialist_on_each_corner_and_one_in_the_middle_share_the_triangle_by_area() -> None:
    """The one with 40 leads where no weight reaches 0.4: 1 - 3 * 0.6^2 + 3 * 0.2^2 = 0.04 of the triangle."""
    found = acceptability(table([(100, 0, 0), (0, 100, 0), (0, 0, 100), (40, 40, 40)]), MANY)
    assert [ranks[0] for ranks in found.rank_shares] == [near(0.32), near(0.32), near(0.32), near(0.04)]
    assert found.central_weights[3] == pytest.approx((1 / 3, 1 / 3, 1 / 3), abs=0.01)


def test_three_specialists_have_the_mean_of_the_greatest_weight_at_their_corner() -> None:
    """Of three weights, the greatest is (1 + 1/2 + 1/3) / 3 = 11/18 in the mean."""
    found = acceptability(table([(100, 0, 0), (0, 100, 0), (0, 0, 100)]), MANY)
    assert found.rank_shares[1] == (near(1 / 3), near(1 / 3), near(1 / 3))
    assert found.central_weights[0] == pytest.approx((11 / 18, 7 / 36, 7 / 36), abs=0.01)


def test_the_share_of_two_vendors_on_any_number_of_criteria_is_that_of_exponentials() -> None:
    """A sum of exponentials of scales d is above 0 with a chance of the sum over d > 0 of prod d / (d - other)."""
    ahead = (30.0, 10.0, -20.0, -40.0)
    exact = sum(prod(d / (d - other) for other in ahead if other != d) for d in ahead if d > 0)
    assert exact == pytest.approx(0.352381, abs=1e-6)
    matrix = table([tuple(50 + d for d in ahead), (50,) * 4])
    assert acceptability(matrix, MANY).rank_shares[0][0] == near(exact)
    assert pairwise(matrix, MANY)[0][1] == near(exact)
    assert pairwise(matrix, MANY)[1] == (near(1 - exact), 0)


def test_open_answers_are_drawn_anywhere_in_their_range_each_for_itself() -> None:
    """Uniform from 0 to 100 beats 60 in 2 of 5 draws, and another from 40 to 80 in 2 of 5 as well."""
    assert acceptability(table([(0,), (60,)], [(100,), (60,)]), MANY).rank_shares[0][0] == near(0.4)
    assert acceptability(table([(0,), (40,)], [(100,), (80,)]), MANY).rank_shares[0][0] == near(0.4)
    of_two = acceptability(table([(0, 0), (50, 50)], [(100, 100), (50, 50)]), MANY._replace(spread_share=0))
    assert of_two.rank_shares[0][0] == near(0.5)


def test_the_confidence_is_how_often_the_central_weights_and_the_open_answers_agree() -> None:
    """With all weight on its first criterion, a beats 60 in 2 of 5 draws; b, which is known, beats it in the rest."""
    matrix = table([(0,), (60,)], [(100,), (60,)])
    assert confidence(matrix, ((1.0,), None), MANY) == (near(0.4), None)
    assert confidence(matrix, (None, (1.0,)), MANY) == (None, near(0.6))


def test_the_confidence_is_to_be_the_best_of_all_and_not_better_than_most() -> None:
    """A from 0 to 100, b 60, c from 20 to 100, each for itself: the best of three.

    A is with a chance of the integral of (a - 20) / 80 from 60 to 100, by 100: 0.3. B is where a and c stay under 60:
    0.6 times 0.5. C is with the integral of c / 100 from 60 to 100, by 80: 0.4.
    """
    matrix = table([(0,), (60,), (20,)], [(100,), (60,), (100,)])
    assert confidence(matrix, ((1.0,), (1.0,), (1.0,)), MANY) == (near(0.3), near(0.3), near(0.4))


def test_what_is_known_is_sure_or_impossible_at_central_weights() -> None:
    matrix = table([(80, 20), (50, 60)])
    assert confidence(matrix, ((1.0, 0.0), (1.0, 0.0)), FEW) == (1, 0)


COUNTS = np.array([[20, 40, 1], [8, 32, 5]])
"""Patients with a proximal thrombosis, with a distal one, and with a major bleeding: under heparin, and enoxaparin."""
PATIENTS = np.array([[136], [129]])
DRAWN = 100_000
OF_TWO_SAMPLES = SURE * share_error(0.5, 10_000)
"""The published shares are counted in 10,000 draws, whose standard error outweighs that of ours."""


def drawn_heparins() -> NDArray[np.float64]:
    """Scores of the two drugs, by draw: the better where fewer are ill. [points in 0..1, some outside]"""
    ill = np.random.default_rng(1).beta(COUNTS, PATIENTS - COUNTS, size=(DRAWN, *COUNTS.shape))
    return (np.array([0.25, 0.40, 0.10]) - ill) / np.array([0.25, 0.25, 0.10])


def test_the_published_example_of_two_heparins() -> None:
    """Benefit and risk of two drugs against thrombosis: shares of ranks, central weights and confidence factors.

    Inputs: repository drugis/mcda-elicitation-web, examples/thrombolytics.json (commit 0415f1e): beta distributions of
    the patients counted, and straight scales from 25% to 0%, 40% to 15% and 10% to 0%.

    Results: the R package smaa, by G. van Valkenhoef: repository gertvv/rsmaa, smaa/tests/Examples/smaa-Ex.Rout.save
    (commit 0356729), of 10,000 draws of its own and weights uniform over all there are. Four standard errors of a
    share of 10,000 draws are allowed, 0.02; those of a central weight are smaller.
    """
    scores = drawn_heparins()
    weights = np.random.default_rng(2).dirichlet([1, 1, 1], DRAWN)
    totals = np.einsum("dvc,dc->dv", scores, weights) + 2  # none below 0
    found = tally([Block(weights.copy(), totals)], ((0,), (1,)))
    assert [ranks[0] for ranks in found.rank_shares] == pytest.approx([0.3504, 0.6496], abs=OF_TWO_SAMPLES)
    assert [ranks[1] for ranks in found.rank_shares] == pytest.approx([0.6496, 0.3504], abs=OF_TWO_SAMPLES)
    central = [weights or () for weights in found.central_weights]
    assert central[0] == pytest.approx((0.1865097, 0.2772205, 0.5362698), abs=OF_TWO_SAMPLES)
    assert central[1] == pytest.approx((0.4073100, 0.3641477, 0.2285423), abs=OF_TWO_SAMPLES)
    first = [(scores @ np.array(own)).argmax(axis=1) == number for number, own in enumerate(central)]
    assert [sure.mean() for sure in first] == pytest.approx([0.6682, 0.8956], abs=OF_TWO_SAMPLES)


def test_the_published_example_with_weights_that_are_given() -> None:
    """The same file: with the weights 0.5, 0.2 and 0.3, heparin ranks first in 0.1279 of the draws."""
    given_weights = np.tile([0.5, 0.2, 0.3], (DRAWN, 1))
    totals = np.einsum("dvc,dc->dv", drawn_heparins(), given_weights) + 2
    found = tally([Block(given_weights, totals)], ((0,), (1,)))
    error = SURE * share_error(0.1279, 10_000)
    assert [ranks[0] for ranks in found.rank_shares] == pytest.approx([0.1279, 0.8721], abs=error)


def slowly_counted(matrix: Matrix, draws: int, seed: int) -> list[list[float]]:
    """Rank acceptability by a loop in plain Python, with random numbers of its own."""
    stream, vendors = Random(seed), range(len(matrix.vendors))  # noqa: S311 - no secret hangs on it
    counts = [[0.0] * len(vendors) for _ in vendors]
    for _ in range(draws):
        weights = [stream.expovariate(1) for _ in matrix.criteria]
        rows = zip(matrix.low, matrix.high, strict=True)
        answers = [[stream.uniform(*ends) for ends in zip(low, high, strict=True)] for low, high in rows]
        totals = [score(weights, row) for row in answers]
        for vendor in vendors:
            counts[vendor][sum(other > totals[vendor] for other in totals)] += 1 / draws
    return counts


def test_a_slow_loop_counts_the_same_shares() -> None:
    low, high = [(70, 20, 55, 0), (40, 60, 50, 30), (65, 30, 10, 20)], [(70, 90, 55, 100), (40, 60, 80, 30), (65,) * 4]
    matrix = table(low, high)
    slow, found = slowly_counted(matrix, 10_000, 5), acceptability(matrix, MANY)
    for one, other in zip(found.rank_shares, slow, strict=True):
        assert one == pytest.approx(other, abs=SURE * share_error(0.5, 10_000))


@given(tables())
@settings(max_examples=40, deadline=None)
def test_every_draw_is_counted_with_the_rank_that_a_plain_comparison_gives(matrix: Matrix) -> None:
    groups = tuple((number,) for number in range(len(matrix.vendors)))
    blocks = [Block(*(part.copy() for part in block)) for block in drawn_blocks(matrix, groups, FEW)]
    totals = np.concatenate([block.totals for block in blocks])
    apart = np.diff(np.sort(totals, axis=1), axis=1)
    assume((apart > 1e-9 * totals.max()).all())
    ranks = (totals[:, None, :] > totals[:, :, None]).sum(axis=2)
    counted = [[(ranks[:, vendor] == rank).mean() for rank, _ in enumerate(groups)] for vendor, _ in enumerate(groups)]
    assert np.array(acceptability(matrix, FEW).rank_shares) == pytest.approx(np.array(counted))


@given(tables())
@settings(max_examples=40, deadline=None)
def test_shares_add_up_to_one_for_each_vendor_and_without_ties_for_each_rank(matrix: Matrix) -> None:
    shares = np.array(acceptability(matrix, FEW).rank_shares)
    assert shares.sum(axis=1) == pytest.approx(1)
    rows = list(zip(matrix.low, matrix.high, strict=True))
    if len(set(rows)) == len(rows):
        assert shares.sum(axis=0) == pytest.approx(1)


@given(tables())
@settings(max_examples=60, deadline=None)
def test_a_dominated_vendor_never_ranks_first_nor_beats_the_one_above_it(matrix: Matrix) -> None:
    shares, wins = acceptability(matrix, FEW).rank_shares, pairwise(matrix, FEW)
    for vendor, others in enumerate(dominated_by(matrix)):
        assert not others or shares[vendor][0] == 0
        assert all(wins[vendor][other] == 0 for other in others)


@given(tables())
@settings(max_examples=30, deadline=None)
def test_one_of_two_beats_the_other_and_central_weights_are_weights(matrix: Matrix) -> None:
    found, wins = acceptability(matrix, FEW), pairwise(matrix, FEW)
    rows = list(zip(matrix.low, matrix.high, strict=True))
    for one, other in neighbours(range(len(rows))):
        assert wins[one][other] + wins[other][one] == pytest.approx(1 if rows[one] != rows[other] else 0)
    for ranks, central in zip(found.rank_shares, found.central_weights, strict=True):
        assert (central is None) == (ranks[0] == 0)
        assert central is None or (sum(central) == pytest.approx(1) and min(central) >= 0)


def test_vendors_that_are_the_same_share_the_better_rank() -> None:
    found = acceptability(table([(0, 0), (80, 80), (0, 0), (90, 90)]), FEW)
    assert found.rank_shares == ((0, 0, 1, 0), (0, 1, 0, 0), (0, 0, 1, 0), (1, 0, 0, 0))
    tied = acceptability(table([(50, 50), (50, 50)]), FEW)
    assert tied.rank_shares == ((1, 0), (1, 0))
    assert tied.central_weights[0] == tied.central_weights[1]
    assert pairwise(table([(50, 50), (50, 50)]), FEW) == ((0, 0), (0, 0))


def test_with_the_weights_as_given_equal_scores_tie() -> None:
    """0.5 * 80 + 0.5 * 20 = 0.5 * 40 + 0.5 * 60; with other weights they differ."""
    matrix = table([(80, 20), (40, 60)])
    assert acceptability(matrix, FEW._replace(spread_share=0)).rank_shares == ((1, 0), (1, 0))
    assert acceptability(matrix, FEW._replace(spread_share=0.1)).rank_shares[0][0] < 1


def test_the_errors_of_central_weights_are_those_of_a_mean() -> None:
    """A leads with weights from 4/7 to 1, whose standard deviation is 3/7 over the root of 12, in 3 of 7 draws."""
    matrix = table([(80, 20), (50, 60), (0, 0)])
    errors = central_errors(matrix, acceptability(matrix, MANY).central_weights, MANY)
    expected = 3 / 7 / sqrt(12) / sqrt(MANY.draws * 3 / 7)
    assert errors[0] == pytest.approx((expected, expected), rel=0.02)
    assert errors[2] is None


def test_a_single_vendor_ranks_first() -> None:
    found = acceptability(table([(30, 40)]), FEW)
    assert found.rank_shares == ((1,),)
    assert pairwise(table([(30, 40)]), FEW) == ((0,),)


def test_hundreds_of_vendors_are_told_apart() -> None:
    """More than the 64 that six bits name, in a table where the order never changes."""
    rows = [(points / 3, points / 3) for points in range(300, 0, -1)]
    shares = acceptability(table_of_many(rows), Sampling(draws=50)).rank_shares
    assert all(ranks[position] == 1 for position, ranks in enumerate(shares))


def table_of_many(rows: list[tuple[float, float]]) -> Matrix:
    """As ``table``, for more vendors than letters."""
    names = tuple(f"v{number}" for number, _ in enumerate(rows))
    return table(rows[:1])._replace(vendors=names, low=tuple(rows), high=tuple(rows))


def test_nothing_is_told_of_no_draw() -> None:
    def none() -> Iterator[Block]:
        yield from ()

    with pytest.raises(ValueError, match="no draw"):
        tally(none(), ((0,),))
