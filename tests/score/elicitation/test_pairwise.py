"""Comparisons of two at a time, on matrices whose weights and consistency were published."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations
from math import fsum, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.score.elicitation.pairwise import RANDOM_INDEX, Consistency, Judgement, from_comparisons

SCHOOLS = """
    1 1/3 1/2
    3 1 3
    2 1/3 1
"""
LIGHT_FIRST = """
    1 5 6 7
    1/5 1 4 6
    1/6 1/4 1 4
    1/7 1/6 1/4 1
"""
LIGHT_SECOND = """
    1 4 6 7
    1/4 1 3 4
    1/6 1/3 1 2
    1/7 1/4 1/2 1
"""
WEALTH = """
    1 4 9 6 6 5 5
    1/4 1 7 5 5 3 4
    1/9 1/7 1 1/5 1/5 1/7 1/5
    1/6 1/5 5 1 1 1/3 1/3
    1/6 1/5 5 1 1 1/3 1/3
    1/5 1/3 7 3 3 1 2
    1/5 1/4 5 3 3 1/2 1
"""
DRINKS = """
    1 9 5 2 1 1 1/2
    1/9 1 1/3 1/9 1/9 1/9 1/9
    1/5 3 1 1/3 1/4 1/3 1/9
    1/2 9 3 1 1/2 1 1/3
    1 9 4 2 1 2 1/2
    1 9 3 1 1/2 1 1/3
    2 9 9 3 2 3 1
"""
HOUSE = """
    1 5 3 7 6 6 1/3 1/4
    1/5 1 1/3 5 3 3 1/5 1/7
    1/3 3 1 6 3 4 6 1/5
    1/7 1/5 1/6 1 1/3 1/4 1/7 1/8
    1/6 1/3 1/3 3 1 1/2 1/5 1/6
    1/6 1/3 1/4 4 2 1 1/5 1/6
    3 5 1/6 7 5 5 1 1/2
    4 7 5 8 6 6 2 1
"""


def weighed(matrix: str) -> tuple[list[float], Consistency]:
    """Weights and consistency of a matrix; names are places from 1."""
    rows = [[float(Fraction(ratio)) for ratio in line.split()] for line in matrix.split("\n") if line.strip()]
    places = range(len(rows))
    judgements = [Judgement(str(one + 1), str(two + 1), rows[one][two]) for one, two in combinations(places, 2)]
    weights, consistency = from_comparisons(judgements)
    return list(weights.values()), consistency


@pytest.mark.parametrize(
    ("matrix", "weights", "eigenvalue", "ratio", "digits"),
    [
        pytest.param(SCHOOLS, [0.16, 0.59, 0.25], 3.05, 0.05, 2, id="schools by learning"),
        pytest.param(LIGHT_FIRST, [0.62, 0.24, 0.10, 0.05], 4.39, 0.14, 2, id="light, first trial"),
        pytest.param(LIGHT_SECOND, [0.62, 0.22, 0.10, 0.06], 4.10, 0.04, 2, id="light, second trial"),
        pytest.param(WEALTH, [0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094], 7.608, 0.077, 3, id="wealth"),
        pytest.param(DRINKS, [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], 7.177, 0.022, 3, id="drinks"),
        pytest.param(
            HOUSE, [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], 9.669, 0.169, 3, id="buying a house"
        ),
    ],
)
def test_what_saaty_published(matrix: str, weights: list[float], eigenvalue: float, ratio: float, digits: int) -> None:
    """Saaty's own examples.

    Light: A scaling method for priorities in hierarchical structures, Journal of Mathematical Psychology 15, 1977 (the
    first weight of the first trial is printed 0.61). Wealth: the same, and The Analytic Hierarchy Process, 1980.
    Schools: ibid. (its ratio is printed 0.04, out of the rounded eigenvalue). House, with the consistency index 0.238:
    How to make a decision, European Journal of Operational Research 48, 1990. Drinks, with its ratio 0.022: Decision
    making with the analytic hierarchy process, International Journal of Services Sciences 1(1), 2008.
    """
    found, consistency = weighed(matrix)
    assert [round(weight, digits) for weight in found] == weights
    assert round(consistency.eigenvalue, digits) == eigenvalue
    assert round(consistency.ratio, digits) == ratio


def test_the_judgement_of_the_house_that_saaty_asks_again() -> None:
    """Saaty, European Journal of Operational Research 145, 2003: (3, 7), which deviates by the factor 5.32."""
    weights, consistency = weighed(HOUSE)
    assert consistency.worst == Judgement("3", "7", 6)
    assert 6 / consistency.implied == pytest.approx(5.32, abs=0.005)
    assert not consistency.is_acceptable
    assert consistency.consistency_index == pytest.approx(0.238, abs=0.0005)
    assert consistency.implied == pytest.approx(weights[2] / weights[6])


def test_the_random_indices_are_those_of_saaty() -> None:
    assert RANDOM_INDEX[2:10] == (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)


def test_two_names_cannot_contradict_each_other() -> None:
    weights, consistency = from_comparisons([Judgement("people", "cost", 3)])
    assert weights == pytest.approx({"people": 0.75, "cost": 0.25})
    assert (consistency.ratio, consistency.worst) == (0, None)


@given(st.lists(st.floats(1, 9), min_size=2, max_size=15))
def test_comparisons_of_true_weights_give_them_back(truth: list[float]) -> None:
    names = {f"{place}": weight for place, weight in enumerate(truth)}
    judgements = [Judgement(one, two, names[one] / names[two]) for one, two in combinations(names, 2)]
    weights, consistency = from_comparisons(judgements)
    assert weights == pytest.approx({name: weight / fsum(truth) for name, weight in names.items()})
    assert consistency.ratio == pytest.approx(0, abs=1e-9)
    assert consistency.is_acceptable


@given(st.lists(st.integers(1, 9), min_size=6, max_size=6), st.permutations(range(6)))
def test_the_order_and_the_side_of_comparisons_change_nothing(ratios: list[int], order: list[int]) -> None:
    judgements = [Judgement(a, b, times) for (a, b), times in zip(combinations("abcd", 2), ratios, strict=True)]
    turned = [Judgement(judgements[place].than, judgements[place].more, 1 / ratios[place]) for place in order]
    (weights, consistency), (others, same) = from_comparisons(judgements), from_comparisons(turned)
    assert others == pytest.approx(weights)
    assert fsum(weights.values()) == pytest.approx(1)
    assert same.ratio == pytest.approx(consistency.ratio, abs=1e-9)
    if consistency.worst:
        apart = abs(log(consistency.worst.times / consistency.implied))
        assert all(apart >= abs(log(one.times * weights[one.than] / weights[one.more])) - 1e-9 for one in judgements)


@pytest.mark.parametrize(
    "judgements",
    [
        [],
        [Judgement("a", "b", 3), Judgement("b", "c", 3)],
        [Judgement("a", "b", 3), Judgement("b", "a", 3)],
        [Judgement("a", "b", 0)],
        [Judgement(str(one), str(two), 1) for one, two in combinations(range(16), 2)],
    ],
)
def test_comparisons_that_are_not_every_two_once_are_refused(judgements: list[Judgement]) -> None:
    with pytest.raises(ValueError, match="every two of 2 to 15 names"):
        from_comparisons(judgements)


def test_every_circle_of_three_is_as_inconsistent_as_its_turns() -> None:
    ratios = {
        round(from_comparisons([Judgement(a, b, 3), Judgement(b, c, 3), Judgement(c, a, 3)])[1].ratio, 9)
        for a, b, c in permutations("abc")
    }
    assert len(ratios) == 1
    assert ratios.pop() > 1
