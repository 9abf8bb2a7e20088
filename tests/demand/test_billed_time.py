"""Billed time: the mean of the rounded time of calls of uncertain length."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.demand.billed_time import Component, HandleTime, Timing, mean_billed_seconds, short_contacts

if TYPE_CHECKING:
    from numpy.typing import NDArray

CALL = HandleTime(Fraction(363), Fraction("1.29"))
"""The documents' average handle time, spread as Brown et al. found it."""
SAME = HandleTime(Fraction(363))
WHOLE = (Component(handle_share=Fraction(1)),)
TALK = Component(handle_share=Fraction(250, 363))
HOLD = Component(handle_share=Fraction(25, 363))
WRAP = Component(handle_share=Fraction(88, 363))
RING = Component(Fraction(8))

SERIES = 1e-5
"""The formula for the tail may miss the plain series by so much. [seconds]"""
STANDARD_ERRORS = 4.5
"""A mean of a simulation lies so near to the truth, but for 1 in 100,000."""

shares = st.integers(1, 20).map(lambda twentieths: Fraction(twentieths, 20))
seconds = st.integers(0, 400).map(lambda halves: Fraction(halves, 2))
components = st.builds(
    Component,
    fixed_seconds=st.one_of(st.just(Fraction(0)), seconds),
    handle_share=st.one_of(st.just(Fraction(0)), shares),
    cap_seconds=st.one_of(st.none(), st.integers(0, 200).map(Fraction)),
)
handle_times = st.builds(
    HandleTime,
    mean_seconds=st.integers(1, 2000).map(Fraction),
    spread=st.integers(0, 30).map(lambda tenths: Fraction(tenths, 10)),
)
moderate_handle_times = st.builds(
    HandleTime,
    mean_seconds=st.integers(1, 400).map(Fraction),
    spread=st.integers(0, 13).map(lambda tenths: Fraction(tenths, 10)),
)
timings = st.builds(
    Timing,
    components=st.lists(components, max_size=4).map(tuple),
    step_seconds=st.sampled_from([1, 6, 30, 60]).map(Fraction),
    minimum_seconds=st.sampled_from([0, 30, 60, 100, 180]).map(Fraction),
    added_seconds=st.sampled_from([0, 45]).map(Fraction),
    by_component=st.booleans(),
)


def moving(part: Component, handle: float) -> float:
    """What a part takes of the handle time. [seconds]"""
    taken = float(part.handle_share) * handle
    return taken if part.cap_seconds is None else min(taken, float(part.cap_seconds))


def plain_series(timing: Timing, handle: HandleTime) -> float:
    """The contract's formula term by term, of each group; without a minimum. [seconds]"""
    return sum(_plain_series(group, float(timing.step_seconds), handle) for group in timing.groups)


def _plain_series(group: tuple[Component, ...], step: float, handle: HandleTime) -> float:
    """Step x the sum of P(sum > k x step), until that is too seldom to matter; times are found by halving."""
    longest = float(handle.mean_seconds) * math.exp(7.5 * handle.sigma)
    steps = step * np.arange(math.ceil(sum(_lasting(part, np.array([longest]))[0] for part in group) / step) + 1)
    low, high = np.zeros_like(steps), np.full_like(steps, longest)
    for _ in range(80):
        middle = (low + high) / 2
        over = sum(_lasting(part, middle) for part in group) > steps
        low, high = np.where(over, low, middle), np.where(over, middle, high)
    at_once = sum(float(part.fixed_seconds) for part in group) > steps
    reached = np.where(at_once, 0.0, np.where(high < longest, high, math.inf))
    return step * math.fsum(handle.above(float(one)) for one in reached)


def _lasting(part: Component, handle: NDArray[np.float64]) -> NDArray[np.float64]:
    """How long a part lasts in contacts of such handle times. [seconds]"""
    most = math.inf if part.cap_seconds is None else float(part.cap_seconds)
    return float(part.fixed_seconds) + np.minimum(float(part.handle_share) * handle, most)


def billed(timing: Timing, handle_seconds: float) -> float:
    """Billed seconds of one contact, with binary numbers and apart from the code."""
    parts = [float(part.fixed_seconds) + moving(part, handle_seconds) for part in timing.components]
    step = float(timing.step_seconds)
    groups = parts if timing.by_component else [sum(parts)]
    rounded = sum(math.ceil(group / step - 1e-9) * step for group in groups)
    return max(rounded, float(timing.minimum_seconds)) + float(timing.added_seconds) if rounded else 0.0


def drawn(handle: HandleTime, contacts: int) -> list[float]:
    """Handle times of so many contacts, the same in every run. [seconds]"""
    dice = random.Random(20270101)  # noqa: S311 - a simulation, not a secret
    sigma = math.sqrt(math.log1p(float(handle.spread) ** 2))
    mu = math.log(float(handle.mean_seconds)) - sigma * sigma / 2
    return [dice.lognormvariate(mu, sigma) for _ in range(contacts)]


def assert_within_band(values: list[float], expected: float) -> None:
    """The mean of simulated values is the expected one, as far as chance lets it."""
    mean = math.fsum(values) / len(values)
    variance = math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
    assert abs(mean - expected) <= STANDARD_ERRORS * math.sqrt(variance / len(values)) + SERIES


@pytest.mark.parametrize(
    ("timing", "seconds"),
    [
        (Timing(WHOLE, Fraction(1)), 363),
        (Timing(WHOLE, Fraction(6)), 366),
        (Timing(WHOLE, Fraction(60)), 420),
        (Timing((TALK, HOLD, WRAP), Fraction(60)), 420),
        (Timing((TALK, HOLD, WRAP), Fraction(60), by_component=True), 300 + 60 + 120),
        (Timing((TALK,), Fraction(1)), 250),
        (Timing((TALK,), Fraction(60), minimum_seconds=Fraction(600)), 600),
        (Timing((TALK,), Fraction(60), minimum_seconds=Fraction(600), added_seconds=Fraction(45)), 645),
        (Timing((TALK, Component(handle_share=Fraction(88, 363), cap_seconds=Fraction(60))), Fraction(1)), 310),
        (Timing((RING, TALK), Fraction(60)), 300),
        (Timing((Component(),), Fraction(60), minimum_seconds=Fraction(60), added_seconds=Fraction(45)), 0),
        (Timing((), Fraction(60), added_seconds=Fraction(45)), 0),
    ],
)
def test_a_call_of_known_length_is_rounded_up_once_exactly(timing: Timing, seconds: int) -> None:
    assert mean_billed_seconds(timing, SAME) == seconds


@pytest.mark.parametrize(
    ("step", "minimum", "expected"),
    [(60, 0, 392.8831445), (30, 30, 377.9862021), (6, 30, 366.1171219), (1, 0, 363.5000000)],
)
def test_the_mean_of_the_rounded_time_is_that_of_the_formula(step: int, minimum: int, expected: float) -> None:
    # step · Σ P(T > k·step), with the minimum, summed one by one until a chance is under 1e-13
    timing = Timing(WHOLE, Fraction(step), Fraction(minimum))
    assert float(mean_billed_seconds(timing, CALL)) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("by_component", [False, True])
@pytest.mark.parametrize(
    ("step", "spread"),
    [(1, "0.05"), (60, "0.05"), (1, "0.4"), (6, "0.4"), (6, "1.29"), (30, "1.29"), (60, "1.29"), (60, "2.5")],
)
def test_long_tails_are_summed_as_the_plain_series_is(step: int, spread: str, *, by_component: bool) -> None:
    handle = HandleTime(Fraction(363), Fraction(spread))
    capped = Component(handle_share=Fraction(88, 363), cap_seconds=Fraction(90))
    timing = Timing((RING, TALK, capped), Fraction(step), by_component=by_component)
    assert float(mean_billed_seconds(timing, handle)) == pytest.approx(plain_series(timing, handle), abs=SERIES)


@given(timings, moderate_handle_times)
@settings(max_examples=40, deadline=None)
def test_any_clock_is_summed_as_the_plain_series_is(timing: Timing, handle: HandleTime) -> None:
    plain = Timing(timing.components, timing.step_seconds, by_component=timing.by_component)
    if not handle.certain:
        assert float(mean_billed_seconds(plain, handle)) == pytest.approx(plain_series(plain, handle), abs=1e-4)


@pytest.mark.parametrize(
    "timing",
    [
        Timing(WHOLE, Fraction(60)),
        Timing((RING, TALK, HOLD), Fraction(6), Fraction(30)),
        Timing((TALK, HOLD, WRAP), Fraction(60), Fraction(300), Fraction(30), by_component=True),
        Timing((TALK, Component(handle_share=Fraction(88, 363), cap_seconds=Fraction(45))), Fraction(30), Fraction(90)),
        Timing((Component(Fraction(20)), Component(cap_seconds=Fraction(60), handle_share=Fraction(1))), Fraction(6)),
    ],
)
def test_a_simulation_bills_what_is_expected(timing: Timing) -> None:
    values = [billed(timing, handle) for handle in drawn(CALL, 40_000)]
    assert_within_band(values, float(mean_billed_seconds(timing, CALL)))


@given(timings, handle_times)
@settings(max_examples=100, deadline=None)
def test_rounding_never_bills_less_than_what_was_counted(timing: Timing, handle: HandleTime) -> None:
    nearly_unrounded = Timing(timing.components, Fraction(1, 10))
    assert mean_billed_seconds(timing, handle) >= mean_billed_seconds(nearly_unrounded, handle) - Fraction(1, 10)
    if handle.certain:
        counted = sum((part.seconds(handle.mean_seconds) for part in timing.components), Fraction(0))
        assert mean_billed_seconds(timing, handle) >= counted


@given(timings, handle_times, st.sampled_from([(1, 6), (1, 60), (6, 30), (6, 60), (30, 60)]))
@settings(max_examples=100, deadline=None)
def test_a_step_that_divides_another_never_bills_more(
    timing: Timing, handle: HandleTime, steps: tuple[int, int]
) -> None:
    fine, coarse = (
        mean_billed_seconds(
            Timing(timing.components, Fraction(step), timing.minimum_seconds, by_component=timing.by_component), handle
        )
        for step in steps
    )
    assert fine <= coarse + Fraction(SERIES)


@given(timings, handle_times, st.sampled_from([10, 100]))
@settings(max_examples=30, deadline=None)
def test_a_higher_minimum_never_bills_less(timing: Timing, handle: HandleTime, more: int) -> None:
    higher = Timing(
        timing.components, timing.step_seconds, timing.minimum_seconds + more, by_component=timing.by_component
    )
    lower = Timing(timing.components, timing.step_seconds, timing.minimum_seconds, by_component=timing.by_component)
    assert mean_billed_seconds(lower, handle) <= mean_billed_seconds(higher, handle) + Fraction(SERIES)


def test_a_wrap_up_capped_at_nothing_is_no_part() -> None:
    timing = Timing((Component(handle_share=Fraction(1), cap_seconds=Fraction(0)),), Fraction(60), Fraction(60))
    assert mean_billed_seconds(timing, CALL) == mean_billed_seconds(timing, SAME) == 0


def test_a_part_that_stays_at_its_cap_fills_its_steps_and_no_more() -> None:
    # 11/20 of the handle time, at most 5 s: a binary sum would be a hair over 5 there, and round up to 10.
    timing = Timing((Component(handle_share=Fraction(11, 20), cap_seconds=Fraction(5)),), Fraction(5))
    assert mean_billed_seconds(timing, CALL) == 5


def test_no_handle_time_is_certain() -> None:
    assert HandleTime(Fraction(0), Fraction(1)).certain
    assert mean_billed_seconds(Timing((RING, *WHOLE), Fraction(6)), HandleTime(Fraction(0), Fraction(1))) == 12


def test_chances_are_of_the_lognormal() -> None:
    # Half of all lie above the median, which is the mean ÷ √(1 + spread²).
    median = 363 / math.sqrt(1 + 1.29**2)
    assert CALL.above(median) == pytest.approx(0.5)
    assert (CALL.above(0), CALL.above(math.inf)) == (1, 0)
    assert CALL.excess(1e-9) == pytest.approx(363)


@pytest.mark.parametrize(
    ("handle", "under", "share", "seconds"),
    [(SAME, 364, 1, 420), (SAME, 363, 0, 420), (HandleTime(Fraction(9)), 30, 1, 60)],
)
def test_calls_of_one_length_are_short_or_not(handle: HandleTime, under: int, share: int, seconds: int) -> None:
    assert short_contacts(Timing(WHOLE, Fraction(60)), handle, Fraction(under)) == (share, seconds)


@pytest.mark.parametrize(
    "timing",
    [
        Timing(WHOLE, Fraction(6)),
        Timing((RING, TALK, HOLD), Fraction(60), Fraction(120), Fraction(30)),
        Timing((TALK, HOLD, WRAP), Fraction(6), Fraction(30), by_component=True),
    ],
)
@pytest.mark.parametrize("under", [30, 100])
def test_short_calls_are_as_many_and_as_long_as_in_a_simulation(timing: Timing, under: int) -> None:
    handles = drawn(CALL, 40_000)
    short = [
        handle
        for handle in handles
        if sum(float(part.fixed_seconds) + moving(part, handle) for part in timing.components) < under
    ]
    share, seconds = short_contacts(timing, CALL, Fraction(under))
    assert_within_band([1.0] * len(short) + [0.0] * (len(handles) - len(short)), float(share))
    assert_within_band([billed(timing, handle) for handle in short], float(seconds))


@pytest.mark.parametrize(
    ("components", "share"),
    [
        ((), 1),
        ((Component(Fraction(30)),), 0),
        ((Component(Fraction(29)),), 1),
        ((Component(Fraction(50)), *WHOLE), 0),
        ((Component(handle_share=Fraction(1), cap_seconds=Fraction(20)),), 1),
    ],
)
def test_time_that_stays_at_the_bound_is_not_under_it(components: tuple[Component, ...], share: int) -> None:
    assert short_contacts(Timing(components, Fraction(1)), CALL, Fraction(30))[0] == share
    behind_a_cap = (Component(Fraction(10)), Component(handle_share=Fraction(1), cap_seconds=Fraction(20)))
    assert short_contacts(Timing(behind_a_cap, Fraction(1)), CALL, Fraction(30))[0] == pytest.approx(1 - CALL.above(20))
