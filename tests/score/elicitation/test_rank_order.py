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


PRINTED = """
    0.750 0.250
    0.611 0.278 0.111
    0.521 0.271 0.146 0.063
    0.457 0.257 0.157 0.090 0.040
    0.408 0.242 0.158 0.103 0.061 0.028
    0.370 0.228 0.156 0.109 0.073 0.044 0.020
    0.340 0.215 0.152 0.111 0.079 0.054 0.033 0.016
    0.314 0.203 0.148 0.111 0.083 0.061 0.042 0.026 0.012
    0.293 0.193 0.143 0.110 0.085 0.065 0.048 0.034 0.021 0.010
    0.275 0.184 0.138 0.108 0.085 0.067 0.052 0.039 0.027 0.017 0.008
    0.259 0.175 0.134 0.106 0.085 0.068 0.054 0.043 0.032 0.023 0.015 0.007
    0.245 0.168 0.129 0.104 0.084 0.069 0.056 0.045 0.036 0.027 0.019 0.012 0.006
    0.232 0.161 0.125 0.101 0.083 0.069 0.057 0.047 0.038 0.030 0.023 0.017 0.011 0.005
    0.221 0.155 0.121 0.099 0.082 0.069 0.058 0.048 0.040 0.033 0.026 0.020 0.014 0.009 0.004
    0.211 0.149 0.118 0.097 0.081 0.069 0.058 0.049 0.041 0.034 0.028 0.023 0.017 0.013 0.008 0.004
    0.202 0.144 0.114 0.094 0.080 0.068 0.058 0.050 0.042 0.036 0.030 0.025 0.020 0.015 0.011 0.007 0.003
    0.194 0.139 0.111 0.092 0.078 0.067 0.058 0.050 0.043 0.037 0.031 0.026 0.022 0.017 0.014 0.010 0.006 0.003
    0.187 0.134 0.108 0.090 0.077 0.067 0.058 0.050 0.044 0.038 0.033 0.028 0.023 0.019 0.016 0.012 0.009 0.006 0.003
    0.180 0.130 0.105 0.088 0.076 0.066 0.057 0.050 0.044 0.038 0.033 0.029 0.025 0.021 0.017 0.014 0.011 0.008 0.005
    0.003
"""
"""Centroid weights of 2 to 20 names; the last table's last figure stands in a line of its own."""


def printed() -> list[list[float]]:
    """The tables, from the shortest."""
    figures = iter(map(float, PRINTED.split()))
    return [[next(figures) for _ in range(count)] for count in range(2, 21)]


@pytest.mark.parametrize("weights", printed(), ids=len)
def test_the_centroids_that_others_printed(weights: list[float]) -> None:
    """Tables of centroid weights, to three digits, so that half of the last one is allowed.

    They stand in the repository riskgod/iVantage, app/controllers/variables_controller.rb (commit 4738981), which
    ranks by them. Those of two names are worked out, too, as the mean of the extremes (1, 0) and (1/2, 1/2), in the
    manual of Logical Decisions for Windows, page 284; those of four stand as 0.52, 0.27, 0.15 and 0.06 in a textbook's
    chapter on rank order centroids. The paper that the method is from, by Barron and Barrett, could not be read again.
    """
    found = centroid_of_order([str(place) for place, _ in enumerate(weights)])
    assert list(found.values()) == pytest.approx(weights, abs=0.0005 + 1e-12)


@pytest.mark.parametrize(
    ("count", "parts"),
    [(1, [1]), (3, [3, 2, 1]), (4, [4, 3, 2, 1]), (5, [5, 4, 3, 2, 1])],
    ids=str,
)
def test_the_rank_sum_gives_the_first_as_many_parts_as_there_are_names(count: int, parts: list[int]) -> None:
    """With n criteria, rank r receives n - r + 1, divided by the sum of all.

    GITTA (Geographic Information Technology Training Alliance), Suitability analysis, weighting by ranking.
    """
    found = rank_sum([str(place) for place in range(count)])
    assert list(found.values()) == pytest.approx([part / sum(parts) for part in parts])


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
