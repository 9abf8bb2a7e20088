"""Weights out of an order alone."""

from __future__ import annotations

from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.score.elicitation.rank_order import centroid_of_order, rank_sum

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ORDERS = st.lists(st.text(max_size=4), min_size=1, max_size=40, unique=True)


@pytest.mark.parametrize(
    ("count", "weights"),
    [
        (2, [0.75, 0.25]),
        (3, [0.6111, 0.2778, 0.1111]),
        (4, [0.5208, 0.2708, 0.1458, 0.0625]),
        (5, [0.4567, 0.2567, 0.1567, 0.0900, 0.0400]),
    ],
)
def test_the_centroids_of_barron_and_barrett(count: int, weights: list[float]) -> None:
    """Barron & Barrett, Management Science 42(11), 1996 (to four digits; n = 3: 0.611, 0.278, 0.111)."""
    found = centroid_of_order([str(place) for place in range(count)])
    assert [round(weight, 4) for weight in found.values()] == weights


@pytest.mark.parametrize(
    ("count", "weights"),
    [(3, [0.5, 0.3333, 0.1667]), (4, [0.4, 0.3, 0.2, 0.1]), (5, [0.3333, 0.2667, 0.2, 0.1333, 0.0667])],
)
def test_the_rank_sums_of_stillwell_seaver_and_edwards(count: int, weights: list[float]) -> None:
    """Stillwell, Seaver & Edwards, OBHP 28, 1981: (n + 1 - k) of the sum of 1 to n; figures as in Barron & Barrett."""
    found = rank_sum([str(place) for place in range(count)])
    assert [round(weight, 4) for weight in found.values()] == weights


def test_the_centroid_is_the_mean_of_the_corners_that_keep_the_order() -> None:
    """Weights that keep an order of three lie between (1, 0, 0), (1/2, 1/2, 0) and (1/3, 1/3, 1/3)."""
    corners = [(1, 0, 0), (1 / 2, 1 / 2, 0), (1 / 3, 1 / 3, 1 / 3)]
    means = [fsum(column) / 3 for column in zip(*corners, strict=True)]
    assert list(centroid_of_order("abc").values()) == pytest.approx(means)


@pytest.mark.parametrize("method", [centroid_of_order, rank_sum])
@given(order=ORDERS)
def test_weights_fall_in_order_and_add_up_to_one(
    method: Callable[[Sequence[str]], dict[str, float]], order: list[str]
) -> None:
    weights = method(order)
    assert list(weights) == order
    assert fsum(weights.values()) == pytest.approx(1)
    assert all(first > second > 0 for first, second in pairwise(weights.values()))


@pytest.mark.parametrize("method", [centroid_of_order, rank_sum])
@pytest.mark.parametrize("order", [[], ["cost", "people", "cost"]])
def test_an_order_names_each_thing_once(method: Callable[[Sequence[str]], dict[str, float]], order: list[str]) -> None:
    with pytest.raises(ValueError, match="an order names each thing once"):
        method(order)
