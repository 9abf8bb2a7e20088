"""Every change of the order of two bills of which one grows by steps, to a whole call."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.evaluation.prices.order_changes import Change, order_changes

GRID = tuple(Fraction(volume) for volume in (100, 1000, 2000))
EVERYWHERE = (Fraction(1), Fraction(10_000))
NOWHERE = (Fraction(0), Fraction(0))


def line(fee: int, rate: str) -> Bill:
    return Bill(lambda volume: fee + Decimal(rate) * Decimal(int(volume)))


def stairs(step: int, rise: int) -> Bill:
    return Bill(lambda volume: Decimal(rise * ceil(volume / step)))


class Bill:
    """A bill that knows how often it was looked at."""

    def __init__(self, of: Callable[[Fraction], Decimal | None]) -> None:
        """Nobody has looked yet."""
        self._of, self.volumes = of, set[Fraction]()

    def __call__(self, volume: Fraction) -> Decimal | None:
        self.volumes.add(volume)
        return self._of(volume)


def found(one: Bill, other: Bill, near: tuple[Fraction, Fraction] = EVERYWHERE, looks: int = 10**6) -> list[int]:
    return [int(change.volume) for change in order_changes((one, other), GRID, near, looks)]


def by_hand(one: Bill, other: Bill) -> list[int]:
    """All changes, call by call."""
    changes, last = [], Decimal(0)
    for volume in range(int(GRID[0]), int(GRID[-1]) + 1):
        first, second = one(Fraction(volume)), other(Fraction(volume))
        assert first is not None
        assert second is not None
        gap = first - second
        if gap and last and (gap > 0) != (last > 0):
            changes.append(volume)
        last = gap or last
    return changes


def test_stairs_cross_a_line_at_every_step_near_it() -> None:
    # 1,000 for each 100 calls begun, against 400 and 9.7 a call: 165 calls are 2,000.5, 269 are 3,009.3.
    one, other = stairs(100, 1000), line(400, "9.7")
    expected = by_hand(one, other)
    assert expected[:4] == [101, 165, 201, 269]
    assert found(stairs(100, 1000), line(400, "9.7")) == expected


def test_a_step_is_told_with_what_it_jumps() -> None:
    (change,) = order_changes((stairs(1500, 1000), line(1200, "0")), GRID, EVERYWHERE, 99)
    assert change == Change(Fraction(1501), Fraction(800), Fraction(1000))


def test_far_apart_bills_are_looked_at_on_the_grid_alone() -> None:
    one, other = line(0, "1"), line(10**6, "1")
    assert found(one, other) == []
    assert one.volumes == set(GRID)


@pytest.mark.parametrize("near", [EVERYWHERE, NOWHERE])
def test_two_changes_between_two_volumes_of_the_grid_are_seen_near_the_volume(near: tuple[Fraction, Fraction]) -> None:
    # 1,500 up to 1,300 calls, 3,000 beyond, against 100 and 1.2 a call: dearer up to 1,166, then cheaper, then dearer.
    one, other = stairs(1300, 1500), line(100, "1.2")
    assert by_hand(one, other) == [1167, 1301]
    assert found(one, other, near) == ([1167, 1301] if near == EVERYWHERE else [])


def test_where_the_looks_are_used_up_one_change_of_a_stretch_is_found() -> None:
    one, other = stairs(100, 1000), line(400, "9.7")
    few = found(one, other, looks=0)
    assert len(few) <= len(GRID) - 1
    assert set(few) <= set(by_hand(stairs(100, 1000), line(400, "9.7")))


def test_what_has_no_figure_ends_the_search_there() -> None:
    known = line(0, "2")
    unknown = Bill(lambda volume: None if volume == 1000 else Decimal(3000))
    assert found(known, unknown) == []
    inside = Bill(lambda volume: Decimal(3000) if volume in GRID else None)
    # A look between has no figure: the change is told at the end of the stretch.
    assert found(known, inside) == [2000]


@settings(max_examples=60, deadline=None)
@given(st.integers(20, 400), st.integers(50, 4000), st.integers(0, 9000), st.integers(0, 300))
def test_all_changes_are_those_of_call_by_call(step: int, rise: int, fee: int, cents: int) -> None:
    rate = f"{Decimal(cents) / 20}"
    assert found(stairs(step, rise), line(fee, rate)) == by_hand(stairs(step, rise), line(fee, rate))
