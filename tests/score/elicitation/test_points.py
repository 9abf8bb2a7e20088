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
