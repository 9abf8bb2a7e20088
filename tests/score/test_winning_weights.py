"""The nearest winning weights, and whether there are any: by hand, against flip points, and by brute force."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings

from callvet.score import winning_weights
from callvet.score.flips import flips
from callvet.score.winning_weights import can_win, nearest_win
from tests.score.tables import score, table, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.score.matrix import Matrix

STEPS = 24
"""Of the grid over all weights."""


def grid() -> Iterator[tuple[float, float, float]]:
    """Three weights that add up to 1."""
    for one, other in product(range(STEPS + 1), repeat=2):
        if one + other <= STEPS:
            yield one / STEPS, other / STEPS, (STEPS - one - other) / STEPS


def lead(matrix: Matrix, weights: tuple[float, ...], vendor: int) -> float:
    """How far a vendor is ahead of the best other that is not the same. [points]"""
    others = [row for row in matrix.low if row != matrix.low[vendor]]
    return score(weights, matrix.low[vendor]) - max((score(weights, row) for row in others), default=-1.0)


def test_the_weight_moves_from_where_the_winner_is_best_to_where_the_rival_is() -> None:
    """B lies 0.5 * 30 - 0.2 * 20 = 11 points behind, and each share moved from c0 to c1 is worth 30 + 20 points."""
    found = nearest_win((0.5, 0.2, 0.3), [(80, 40, 50), (50, 60, 50)], 1)
    assert found is not None
    assert found.weights == pytest.approx((0.28, 0.42, 0.3), abs=1e-4)
    assert found.change == pytest.approx(0.44, abs=1e-4)


def test_a_rival_must_pass_all_others_and_not_the_winner_alone() -> None:
    """On the way to where b beats a, c is in the lead: b needs c0 to weigh less than 1/4, for c has 60 and 40."""
    found = nearest_win((0.6, 0.4), [(90, 10), (0, 80), (60, 60)], 1)
    assert found is not None
    assert found.weights == pytest.approx((0.25, 0.75), abs=1e-4)


def test_the_winner_needs_no_change() -> None:
    found = nearest_win((0.6, 0.4), [(90, 10), (0, 80)], 0)
    assert found is not None
    assert found.change == pytest.approx(0, abs=1e-9)


def test_who_is_nowhere_better_has_no_winning_weights() -> None:
    assert nearest_win((0.5, 0.5), [(80, 70), (50, 60)], 1) is None
    assert not can_win((50, 60), [(80, 70), (50, 60)], 1)


def test_who_is_beaten_by_different_vendors_has_none_either() -> None:
    """With any weights, the better of 90 and 10 is 50 at least, and the third has 40."""
    scores = [(90, 10), (10, 90), (40, 40)]
    assert [can_win(row, scores, number) for number, row in enumerate(scores)] == [True, True, False]


def test_nothing_shown_by_anybody_is_no_victory() -> None:
    """With all weight on c1, all have nothing."""
    scores = [(80, 0), (50, 0)]
    assert not can_win(scores[1], scores, 1)
    assert nearest_win((0.5, 0.5), scores, 1) is None


def test_vendors_that_are_the_same_lead_together() -> None:
    scores = [(80, 20), (80, 20), (20, 50)]
    assert can_win(scores[1], scores, 1)
    found = nearest_win((0.7, 0.3), scores, 1)
    assert found is not None
    assert found.change == pytest.approx(0, abs=1e-9)


def test_a_single_vendor_leads() -> None:
    assert can_win((50, 60), [(50, 60)], 0)
    found = nearest_win((0.5, 0.5), [(50, 60)], 0)
    assert found is not None
    assert found.weights == pytest.approx((0.5, 0.5))


def test_open_answers_may_save_what_was_shown_does_not() -> None:
    matrix = table([(80, 70), (50, 60)], [(80, 70), (90, 60)])
    assert not can_win(matrix.low[1], matrix.low, 1)
    assert can_win(matrix.high[1], matrix.low, 1)


@given(tables(most_vendors=4, known=True))
@settings(max_examples=80, deadline=None)
def test_on_two_criteria_the_nearest_weights_are_the_flip_point(matrix: Matrix) -> None:
    assume(len(matrix.criteria) == 2 and lead(matrix, matrix.weights, 0) > 0.01)
    changes = [flip.change for flip in flips(matrix.weights, matrix.low, matrix.criteria)]
    rivals = [vendor for vendor, row in enumerate(matrix.low) if row != matrix.low[0]]
    moves = [nearest_win(matrix.weights, matrix.low, vendor) for vendor in rivals]
    nearest = min((move.change for move in moves if move), default=None)
    if changes[0] is None or nearest is None:
        # Who is level at the very end takes over nowhere, and is nowhere ahead.
        assert changes[0] is None or changes[0] == pytest.approx(0, abs=1e-3)
        assert nearest is None
    else:
        assert nearest == pytest.approx(2 * changes[0], abs=3e-3)


@given(tables(most_vendors=4, most_criteria=3, known=True))
@settings(max_examples=30, deadline=None)
def test_no_point_of_a_grid_is_nearer_and_none_wins_where_none_can(matrix: Matrix) -> None:
    assume(len(matrix.criteria) == 3)
    for vendor, row in enumerate(matrix.low):
        winning = [weights for weights in grid() if lead(matrix, weights, vendor) >= 0.001]
        found = nearest_win(matrix.weights, matrix.low, vendor)
        assert (found is not None) == can_win(row, matrix.low, vendor)
        if found is None:
            assert not winning
            continue
        assert sum(found.weights) == pytest.approx(1)
        assert min(found.weights) >= -1e-9
        assert lead(matrix, found.weights, vendor) >= 0.001 - 1e-6
        away = [sum(abs(one - other) for one, other in zip(at, matrix.weights, strict=True)) for at in winning]
        assert found.change <= min(away, default=2) + 1e-6


def test_a_solver_that_stops_is_told() -> None:
    solver = winning_weights._solver()
    solver.setOptionValue("simplex_iteration_limit", 0)
    solver.setOptionValue("presolve", "off")
    try:
        with pytest.raises(ArithmeticError, match="the solver stopped"):
            nearest_win((0.5, 0.2, 0.3), [(80, 40, 50), (50, 60, 50)], 1)
    finally:
        winning_weights._solver.cache_clear()
