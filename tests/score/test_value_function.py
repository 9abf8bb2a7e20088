"""Value functions: lines through break points, shares of what is needed, flags."""

from __future__ import annotations

from decimal import Decimal
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.score.value_function import covered, piecewise, yes_no

NOTICE = ((30, 1.0), (60, 0.6), (90, 0.3), (180, 0.0))


@pytest.mark.parametrize(
    ("days", "value"),
    [
        (0, 1),
        (30, 1),
        (45, 0.8),  # halfway from 1 to 0.6
        (60, 0.6),
        (70, 0.5),  # a third of the way from 0.6 to 0.3
        (90, 0.3),
        (150, 0.1),  # two thirds of the way from 0.3 to 0
        (180, 0),
        (100_000, 0),
        (inf, 0),
        (-inf, 1),
    ],
)
def test_a_value_lies_on_the_line_between_the_break_points_and_level_beyond_them(days: float, value: float) -> None:
    assert piecewise(days, *NOTICE) == pytest.approx(value)


@pytest.mark.parametrize("point", NOTICE)
def test_a_break_point_has_exactly_its_value(point: tuple[float, float]) -> None:
    assert piecewise(point[0], *NOTICE) == point[1]


def test_exact_numbers_are_taken_too() -> None:
    assert piecewise(Decimal("0.9995"), (0.999, 0.5), (1, 1.0)) == pytest.approx(0.75)
    assert piecewise(Decimal("Infinity"), *NOTICE) == 0


def test_one_point_is_level_everywhere() -> None:
    assert [piecewise(amount, (3, 0.5)) for amount in (1, 3, 9)] == [0.5, 0.5, 0.5]


POINTS = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0, 1)), min_size=1, max_size=6, unique_by=lambda p: p[0])


@given(st.floats(allow_nan=False), POINTS)
def test_no_value_leaves_its_points(amount: float, points: list[tuple[float, float]]) -> None:
    values = [value for _, value in points]
    assert min(values) <= piecewise(amount, *sorted(points)) <= max(values)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_more_of_what_is_bad_is_never_better(one: float, other: float) -> None:
    assert piecewise(min(one, other), *NOTICE) >= piecewise(max(one, other), *NOTICE)


@pytest.mark.parametrize(
    ("offered", "share"), [([], 0), (["a"], 0.25), (["a", "b", "z"], 0.5), (["d", "c", "b", "a", "a"], 1)]
)
def test_the_share_of_what_is_needed_counts_nothing_else(offered: list[str], share: float) -> None:
    assert covered(["a", "b", "c", "d"], offered) == share


def test_a_flag_is_everything_or_nothing_with_its_words() -> None:
    grade = yes_no("has a plan", "has no plan")
    assert grade(True) == (1, "has a plan")
    assert grade(False) == (0, "has no plan")
