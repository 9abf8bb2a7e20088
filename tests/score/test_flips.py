"""Flip points: by hand, by bisection, and on both sides of every border."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.score.flips import Flip, Lead, flips, ranked_scores
from tests.score.tables import score, table, tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from callvet.score.matrix import Matrix

CLOSE = 1e-7
"""So near a border nothing is asked of the scores. [share in 0..1]"""


def flips_of(matrix: Matrix) -> dict[str, Flip]:
    """By criterion."""
    return {flip.criterion: flip for flip in flips(matrix.weights, matrix.low, matrix.criteria)}


def weights_at(matrix: Matrix, criterion: int, share: float) -> list[float]:
    """The weights with one criterion's changed, and the others in proportion."""
    rest = 1 - matrix.weights[criterion]
    return [share if at == criterion else weight / rest * (1 - share) for at, weight in enumerate(matrix.weights)]


def test_two_lines_cross_where_they_are_level() -> None:
    """80 t + 20 (1 - t) = 50 t + 60 (1 - t) at t = 4/7; from 0.7 that is 0.129 down."""
    flip = flips_of(table([(80, 20), (50, 60)], weights=(0.7, 0.3)))["c0"]
    assert flip.holds == Lead(0, pytest.approx(4 / 7), 1)
    assert (flip.below, flip.above) == (1, None)
    assert flip.change == pytest.approx(0.7 - 4 / 7)
    assert flip.leads == (Lead(1, 0, pytest.approx(4 / 7)), Lead(0, pytest.approx(4 / 7), 1))


def test_the_other_criterion_flips_at_what_is_left() -> None:
    flip = flips_of(table([(80, 20), (50, 60)], weights=(0.7, 0.3)))["c1"]
    assert flip.holds == Lead(0, 0, pytest.approx(3 / 7))
    assert (flip.below, flip.above) == (None, 1)


def test_the_others_keep_their_proportions() -> None:
    """Without c0, c1 and c2 weigh 3 to 1: a 45, b 65. So 90 t + 45 (1 - t) = 40 t + 65 (1 - t) at t = 2/7."""
    flip = flips_of(table([(90, 50, 30), (40, 80, 20)], weights=(0.6, 0.3, 0.1)))["c0"]
    assert flip.holds.low_share == pytest.approx(2 / 7)


def test_who_takes_over_differs_by_the_side() -> None:
    flip = flips_of(table([(50, 50), (10, 80), (80, 10)]))["c0"]
    assert (flip.below, flip.above) == (1, 2)
    assert [lead.vendor for lead in flip.leads] == [1, 0, 2]


def test_a_winner_of_everything_holds_at_any_weight() -> None:
    flip = flips_of(table([(80, 70), (50, 60)]))["c0"]
    assert (flip.holds, flip.below, flip.above, flip.change) == (Lead(0, 0, 1), None, None, None)


def test_level_leaders_hold_to_one_side_alone() -> None:
    """Both have 50 with equal weights, and every change decides between them."""
    found = flips_of(table([(80, 20), (20, 80)]))
    assert found["c0"].holds == Lead(0, 0.5, 1)
    assert found["c1"].holds == Lead(0, 0, 0.5)
    assert found["c0"].change == 0


def test_vendors_that_are_the_same_do_not_take_over_from_each_other() -> None:
    assert flips_of(table([(80, 20), (80, 20)]))["c0"].change is None


@pytest.mark.parametrize("end", [0, 1])
@given(
    weights=st.lists(st.floats(0.01, 1), min_size=3, max_size=5),
    best=st.lists(st.decimals(51, 100, places=1), min_size=5, max_size=5),
    other=st.lists(st.decimals(0, 50, places=1), min_size=5, max_size=5),
)
@settings(max_examples=300, deadline=None)
def test_who_only_ties_where_a_weight_ends_does_not_lead_there(
    end: int, weights: list[float], best: list[Decimal], other: list[Decimal]
) -> None:
    """Level on one criterion and behind on all others; or level on all others and behind on the one."""
    size = len(weights)
    winner, rival = [float(one) for one in best[:size]], [float(one) for one in other[:size]]
    if end:
        rival[0] = winner[0]
    else:
        rival[1:] = winner[1:]
    shares = tuple(weight / sum(weights) for weight in weights)
    assert flips_of(table([winner, rival], weights=shares))["c0"].leads == (Lead(0, 0, 1),)


def test_the_smallest_change_comes_first_and_none_last() -> None:
    found = flips((0.4, 0.3, 0.3), [(60, 50, 50), (40, 70, 50)], ("steep", "flat", "same"))
    changes = [flip.change for flip in found]
    assert changes == sorted(changes, key=lambda change: (change is None, change))
    assert found[0].criterion == "flat"


def test_one_criterion_has_none_to_take_weight_from() -> None:
    assert flips((1.0,), [(50,), (40,)], ("c0",)) == ()
    assert flips((0.5, 0.5), [], ("c0", "c1")) == ()


def test_the_scores_are_those_that_the_ranking_goes_by() -> None:
    matrix = table([(10, 20)], [(30, 20)])
    assert ranked_scores(matrix, "score") == ((10, 20),)
    assert ranked_scores(matrix, "high") == ((30, 20),)
    assert ranked_scores(matrix, "middle") == ((20, 20),)


def leader(matrix: Matrix, weights: Sequence[float]) -> float:
    """How far the first vendor is ahead of the best other. [points]"""
    totals = [score(weights, row) for row in matrix.low]
    return totals[0] - max(totals[1:])


@given(tables(known=True))
@settings(max_examples=150, deadline=None)
def test_just_inside_the_winner_holds_and_just_outside_it_does_not(matrix: Matrix) -> None:
    for at, name in enumerate(matrix.criteria):
        flip = flips_of(matrix)[name]
        low, high = flip.holds.low_share, flip.holds.high_share
        assert low <= flip.weight <= high
        for share in (low + CLOSE, (low + high) / 2, high - CLOSE):
            assert not low <= share <= high or leader(matrix, weights_at(matrix, at, share)) >= -1e-6
        if flip.below is not None and low > CLOSE:
            assert leader(matrix, weights_at(matrix, at, low - CLOSE)) < 1e-9
            assert leader(matrix, weights_at(matrix, at, 0)) < 0
        if flip.above is not None and high < 1 - CLOSE:
            assert leader(matrix, weights_at(matrix, at, high + CLOSE)) < 1e-9
            assert leader(matrix, weights_at(matrix, at, 1)) < 0


@given(tables(known=True))
@settings(max_examples=100, deadline=None)
def test_bisection_finds_the_same_border(matrix: Matrix) -> None:
    for at, name in enumerate(matrix.criteria):
        flip = flips_of(matrix)[name]
        for end, border, taker in ((0.0, flip.holds.low_share, flip.below), (1.0, flip.holds.high_share, flip.above)):
            holds, fails = flip.weight, end
            if leader(matrix, weights_at(matrix, at, end)) >= -1e-9:
                assert taker is None
                continue
            for _ in range(60):
                middle = (holds + fails) / 2
                if leader(matrix, weights_at(matrix, at, middle)) >= -1e-10:
                    holds = middle
                else:
                    fails = middle
            assert border == pytest.approx(holds, abs=1e-8)


@given(tables(known=True))
@settings(max_examples=100, deadline=None)
def test_the_leads_are_the_best_vendors_from_none_to_all_of_the_weight(matrix: Matrix) -> None:
    for at, name in enumerate(matrix.criteria):
        leads = flips_of(matrix)[name].leads
        assert (leads[0].low_share, leads[-1].high_share) == (0, 1)
        assert all(one.high_share == other.low_share for one, other in pairwise(leads))
        for lead in leads:
            weights = weights_at(matrix, at, (lead.low_share + lead.high_share) / 2)
            totals = [score(weights, row) for row in matrix.low]
            assert totals[lead.vendor] == pytest.approx(max(totals), abs=1e-9)
