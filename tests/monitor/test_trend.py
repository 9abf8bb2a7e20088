"""Trends against worked examples, and what no trend is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.monitor.trend import trend


def test_a_straight_line_is_found_with_its_slope() -> None:
    found = trend([float(2 * n) for n in range(10)])
    assert found is not None
    assert found.slope == 2
    # S = 45, variance 10 * 9 * 25 ÷ 18 = 125, z = 44 ÷ 11.18 = 3.935: two-sided 0.0000831
    assert found.p_value == pytest.approx(8.3e-5, rel=0.01)
    assert found.is_significant


def test_one_wild_value_moves_a_median_slope_by_nothing() -> None:
    values = [float(n) for n in range(12)]
    values[5] = 1000.0
    found = trend(values)
    assert found is not None
    assert found.slope == 1


def test_ties_lessen_the_variance() -> None:
    # 1 1 2 2 3 3: S = 12, variance (6 * 5 * 17 - 3 * 2 * 1 * 9) ÷ 18 = 25.33, z = 11 ÷ 5.033 = 2.186
    found = trend([1, 1, 2, 2, 3, 3])
    assert found is not None
    assert found.p_value == pytest.approx(0.0288, abs=0.0005)


def test_periods_without_data_keep_their_place() -> None:
    found = trend([0, 1, None, 3, 4, None, 6, 7])
    assert found is not None
    assert (found.slope, found.points) == (1, 6)


def test_few_or_like_values_are_no_trend() -> None:
    assert trend([1, 2, 3, 4, 5]) is None
    found = trend([3.0] * 8)
    assert found is not None
    assert (found.slope, found.p_value, found.is_significant) == (0, 1, False)


@given(st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=20))
def test_a_series_read_backwards_goes_the_other_way(values: list[float]) -> None:
    there, back = trend(values), trend(values[::-1])
    assert there is not None
    assert back is not None
    assert there.slope == -back.slope
    assert there.p_value == pytest.approx(back.p_value)
