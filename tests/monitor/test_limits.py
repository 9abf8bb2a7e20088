"""Control limits by hand."""

from __future__ import annotations

import pytest

from callvet.monitor.limits import p_chart, xmr


def test_the_moving_ranges_give_the_limits() -> None:
    # Ranges 2, 2, 2, 2, 2, 2: 11 ± 2.66 * 2
    found = xmr([10, 12, 10, 12, 10, 12, 10])
    assert found is not None
    mean = (4 * 10 + 3 * 12) / 7
    assert (found.low, found.center, found.high) == pytest.approx((mean - 5.32, mean, mean + 5.32))
    assert found.out == ()


def test_a_period_beyond_the_limits_is_named_by_its_place() -> None:
    found = xmr([10.0, 10.1, 10.0, 10.1, None, 10.0, 10.1, 10.0, 10.1, 10.0, 10.1, 10.0, 12.0])
    assert found is not None
    assert found.out == (12,)


def test_limits_stay_where_values_can_be() -> None:
    found = xmr([0.0, 1.0] * 4, 0.0, 1.0)
    assert found is not None
    assert (found.low, found.high) == (0, 1)


def test_a_share_is_out_beyond_three_deviations_of_its_own_calls() -> None:
    # Mean 0.1 of 100 calls: 0.1 ± 3 * 0.03, so 19 in 100 is just within and 30 is out
    found = p_chart([(10, 100)] * 9 + [(30, 100)])
    assert found is not None
    assert found.center == pytest.approx(0.12)
    assert found.out == (9,)


def test_of_few_periods_there_are_no_limits() -> None:
    assert xmr([1, 2, 3, 4, 5]) is None
    assert p_chart([(1, 2)] * 5 + [(0, 0)]) is None
