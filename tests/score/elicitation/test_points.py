"""Direct points."""

from __future__ import annotations

from itertools import pairwise
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.score.elicitation.points import from_points

POINTS = st.dictionaries(st.text(min_size=1, max_size=5), st.floats(0, 1e300), min_size=1, max_size=30).filter(
    lambda points: max(points.values()) > 0
)


def test_points_are_divided_by_their_sum() -> None:
    assert from_points({"cost": 30, "people": 10}) == {"cost": 0.75, "people": 0.25}


def test_the_fuel_economy_of_four_cars() -> None:
    """R. Haas and O. Meixner, An Illustrated Guide to the Analytic Hierarchy Process: miles per gallon as weights.

    Figures and weights, to four digits: repository PhilipGriffith/AHPy, tests/test_ahp.py (commit 4be50e8).
    """
    weights = from_points({"civic": 34, "saturn": 27, "escort": 24, "clio": 28})
    told = {"civic": 0.3009, "saturn": 0.2389, "escort": 0.2124, "clio": 0.2478}
    assert {name: round(weight, 4) for name, weight in weights.items()} == told


@given(POINTS)
def test_weights_add_up_to_one_and_keep_the_order(points: dict[str, float]) -> None:
    weights = from_points(points)
    assert fsum(weights.values()) == pytest.approx(1)
    by_points = sorted(points, key=points.__getitem__)
    assert all(weights[low] <= weights[high] for low, high in pairwise(by_points))


@pytest.mark.parametrize("points", [{}, {"cost": 0}, {"cost": -1, "people": 2}, {"cost": float("inf")}])
def test_points_that_say_nothing_are_refused(points: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="points are numbers from 0"):
        from_points(points)
