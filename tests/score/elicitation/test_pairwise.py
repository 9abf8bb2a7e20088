"""Comparisons of two at a time, on matrices whose weights others published, and against numpy."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations
from math import fsum, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.score.elicitation.pairwise import RANDOM_INDEX, Consistency, Judgement, from_comparisons

DRINKS = """
    1 9 5 2 1 1 1/2
    1/9 1 1/3 1/9 1/9 1/9 1/9
    1/5 3 1 1/3 1/4 1/3 1/9
    1/2 9 3 1 1/2 1 1/3
    1 9 4 2 1 2 1/2
    1 9 3 1 1/2 1 1/3
    2 9 9 3 2 3 1
"""
FOUR = """
    1 1 5 2
    1 1 3 4
    1/5 1/3 1 3/4
    1/2 1/4 4/3 1
"""
SITE = """
    1 2 2 2 6 2 1 1 1/2 1/2
    1/2 1 1 1 4 1 1 1 1/2 1/2
    1/2 1 1 1 3 1 1/2 1/2 1/3 1/3
    1/2 1 1 1 3 1 1/2 1/2 1/3 1/3
    1/6 1/4 1/3 1/3 1 1/3 1/5 1/5 1/9 1/9
    1/2 1 1 1 3 1 1/2 1/2 1/3 1/3
    1 1 2 2 5 2 1 1 1/2 1/2
    1 1 2 2 5 2 1 1 1/2 1/2
    2 2 3 3 9 3 2 2 1 1
    2 2 3 3 9 3 2 2 1 1
"""
CITIES = {
    "culture": (("culture", "housing", 3), ("culture", "transport", 5), ("family", "culture", 5)),
    "family": (("family", "housing", 7), ("family", "transport", 7), ("family", "jobs", 1)),
    "jobs": (("jobs", "culture", 2), ("jobs", "housing", 4), ("jobs", "transport", 7)),
    "housing": (("housing", "transport", 3),),
}
"""What matters in choosing a city, by who matters more."""
OF_CITIES = {
    "culture": "1 1/2 1 1/2  2 1 2.5 1  1 0.4 1 0.4  2 1 2.5 1",
    "family": "1 2 1/3 4  1/2 1 1/8 2  3 8 1 9  1/4 1/2 1/9 1",
    "housing": "1 5 1/2 2.5  1/5 1 1/9 1/4  2 9 1 7  0.4 4 1/7 1",
    "jobs": "1 1/2 3 4  2 1 6 8  1/3 1/6 1 1  1/4 1/8 1 1",
    "transport": "1 1.5 1/2 4  2/3 1 2/7 2.5  2 3.5 1 9  1/4 0.4 1/9 1",
}
"""Bethesda, Boston, Pittsburgh and Santa Fe, compared on each."""
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


def test_the_drinks_of_saaty() -> None:
    """T. L. Saaty, Decision making with the analytic hierarchy process, Int. J. Services Sciences 1(1), 2008.

    Comparisons, weights to three digits and the ratio 0.022, by Saaty's random indices, as the tests of AHPy have them
    from there: repository PhilipGriffith/AHPy, tests/test_ahp.py (commit 4be50e8).
    """
    found, consistency = weighed(DRINKS)
    assert [round(weight, 3) for weight in found] == [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    assert round(consistency.ratio, 3) == 0.022
    assert consistency.is_acceptable


def test_the_four_names_of_ahpy() -> None:
    """Repository PhilipGriffith/AHPy, README.md (commit 0139ea6): weights to four digits, by its own eigenvector."""
    found, _ = weighed(FOUR)
    assert [round(weight, 4) for weight in found] == [0.3742, 0.3917, 0.0991, 0.1349]


def test_the_ten_criteria_of_crispyn() -> None:
    """Where to put a site, compared by ten criteria.

    Repository energyinpython/crispyn (commit 3a213da): the matrix of examples/main_crispyn_update.py, and the weights
    to 17 digits of examples/results_update/df_weights.csv, by the eigenvector of numpy, so that only rounding differs.
    """
    heavy = [0.11649503779328321, 0.08039710727058896, *[0.061432101814617876] * 2, 0.020516973927510986]
    rest = [0.0614321018146179, *[0.10648668365303617] * 2, *[0.19266060412934546] * 2]
    assert weighed(SITE)[0] == pytest.approx([*heavy, *rest], abs=1e-14)


def test_the_four_cities_of_saaty() -> None:
    """T. L. Saaty, Theory and Applications of the Analytic Network Process, 2005: cities by five criteria.

    Comparisons, and what the cities come to, to three digits: repository PhilipGriffith/AHPy, tests/test_ahp.py
    (commit 4be50e8). Each criterion's weight is shared out by the cities' weights on it.
    """
    criteria, _ = from_comparisons([Judgement(*one) for given in CITIES.values() for one in given])
    shares = {name: weighed(_in_fours(matrix))[0] for name, matrix in OF_CITIES.items()}
    cities = [fsum(criteria[name] * shares[name][place] for name in criteria) for place in range(4)]
    assert [round(city, 3) for city in cities] == [0.229, 0.275, 0.385, 0.111]


def _in_fours(matrix: str) -> str:
    """A matrix of four rows, which are two blanks apart."""
    return matrix.replace("  ", "\n")


@given(st.integers(2, 6), st.data())
@settings(deadline=None)
def test_numpy_finds_the_same_eigenvector(count: int, data: st.DataObject) -> None:
    ratios = [data.draw(st.sampled_from([1, 2, 3, 5, 7, 9, 1 / 2, 1 / 3, 1 / 5, 1 / 9])) for _ in range(count**2)]
    pairs = list(combinations(range(count), 2))
    matrix = np.ones((count, count))
    for (one, two), ratio in zip(pairs, ratios, strict=False):
        matrix[one, two], matrix[two, one] = ratio, 1 / ratio
    values, vectors = np.linalg.eig(matrix)
    first = values.real.argmax()
    vector = np.abs(vectors[:, first].real)
    weights, consistency = from_comparisons([Judgement(f"{a}", f"{b}", float(matrix[a, b])) for a, b in pairs])
    assert list(weights.values()) == pytest.approx((vector / vector.sum()).tolist(), abs=1e-9)
    assert consistency.eigenvalue == pytest.approx(values.real.max(), abs=1e-9)


def test_what_is_asked_again_is_what_lies_farthest_from_the_weights() -> None:
    """Eight things to look at in a house: the third against the seventh, by the eigenvector of numpy."""
    rows = np.array([[float(Fraction(ratio)) for ratio in line.split()] for line in HOUSE.strip().split("\n")])
    values, vectors = np.linalg.eig(rows)
    vector = np.abs(vectors[:, values.real.argmax()].real)
    apart = rows * vector / vector[:, None]
    assert np.unravel_index(apart.argmax(), apart.shape) == (2, 6)
    weights, consistency = weighed(HOUSE)
    assert consistency.worst == Judgement("3", "7", 6)
    assert 6 / consistency.implied == pytest.approx(apart.max())
    assert consistency.implied == pytest.approx(weights[2] / weights[6])
    assert consistency.consistency_index == pytest.approx((values.real.max() - 8) / 7)
    assert consistency.ratio > 0.10
    assert not consistency.is_acceptable


def test_the_random_indices_are_those_of_saaty() -> None:
    """Those of 1 to 11 names, as other programs carry them: repository Wangying802/WY, R/AHP.R."""
    assert RANDOM_INDEX[:11] == (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51)


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
