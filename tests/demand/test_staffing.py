"""A week's agents: the contract's figures, least agent-time by brute force, hours, shifts and languages."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.demand.erlang import agents_needed, meets, result_with
from callvet.demand.interval_load import Load
from callvet.demand.shifts import Shift
from callvet.demand.staff_plan import StaffingRules
from callvet.demand.staffing import result_of_team, staff_week
from callvet.demand.target import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.demand.staff_plan import Measured, StaffPlan

TARGET = Target(0.8, 20, 0.9)
RULES = StaffingRules(TARGET, "interval", Decimal("0.12"), Decimal("0.2"))
MEASURED: list[Measured] = ["interval", "day", "week", "month"]
PERIODS = MEASURED[1:]
WEEKS_IN_A_MONTH = Fraction("30.4375") / 7


def _flat_office(calls_per_month: int = 5000) -> list[Load]:
    """Weekdays from 8 to 18, every half-hour alike, at the handle time of the source documents."""
    calls = calls_per_month / WEEKS_IN_A_MONTH / 100
    return [Load(weekday, start, 30, calls, 363) for weekday in range(5) for start in range(480, 1080, 30)]


def _day(*calls: float, minutes: int = 30, handle_seconds: float = 300) -> list[Load]:
    """Intervals of Monday from 8 o'clock, one for each number of calls."""
    return [Load(0, 480 + minutes * place, minutes, count, handle_seconds) for place, count in enumerate(calls)]


def test_the_contracts_example_comes_out() -> None:
    plan = staff_week(_flat_office(), RULES)
    assert len(plan.rows) == 100
    for row in plan.rows:
        assert round(float(row.load.calls), 1) == 11.5
        assert round(float(row.load.offered_erlangs), 2) == 2.32
        assert row.agents == 5
        assert round(row.result.service_level, 2) == 0.91
        assert round(row.result.average_wait_seconds, 1) == 13.7
        assert round(row.result.occupancy, 2) == 0.46
    assert plan.agents_peak == 5
    assert plan.agent_hours_per_week == 250
    assert round(float(plan.logged_in_hours_per_week), 1) == 284.1
    assert round(float(plan.paid_hours_per_week), 1) == 355.1


def test_handling_productive_logged_in_and_paid_hours_are_told_apart() -> None:
    plan = staff_week(_flat_office(), RULES)
    assert plan.handling_hours_per_week == 5000 / WEEKS_IN_A_MONTH * 363 / 3600
    assert plan.agent_hours_per_week == 250
    assert plan.logged_in_hours_per_week == Fraction(250) / Fraction("0.88")
    assert plan.paid_hours_per_week == Fraction(250) / Fraction("0.88") / Fraction("0.8")
    assert plan.occupancy == pytest.approx(plan.rows[0].result.occupancy)


def test_positions_and_full_time_agents_are_told_apart() -> None:
    plan = staff_week(_flat_office(), RULES)
    assert plan.agents_peak == 5
    assert float(plan.full_time_agents) == pytest.approx(355.1136 / 40, abs=1e-4)
    assert float(plan.full_time_agents_by_month) == pytest.approx(355.1136 * 30.4375 / 7 / 173.3333, abs=1e-4)


def test_the_week_is_told_with_one_agent_fewer() -> None:
    plan = staff_week(_flat_office(), RULES)
    fewer = result_with(float(plan.rows[0].load.offered_erlangs), 4, 363, TARGET).service_level
    assert {row.level_with_one_fewer for row in plan.rows} == {fewer}
    assert fewer < 0.8
    assert plan.service_level_with_one_fewer == pytest.approx(fewer)
    assert plan.service_level == pytest.approx(plan.rows[0].result.service_level)
    assert plan.average_wait_seconds == pytest.approx(plan.rows[0].result.average_wait_seconds)


def test_the_weeks_level_is_weighted_by_calls() -> None:
    busy, quiet = staff_week(_day(30, 1), RULES).rows
    plan = staff_week(_day(30, 1), RULES)
    mean = (30 * busy.result.service_level + quiet.result.service_level) / 31
    assert plan.service_level == pytest.approx(mean)
    assert plan.average_wait_seconds == pytest.approx(
        (30 * busy.result.average_wait_seconds + quiet.result.average_wait_seconds) / 31
    )


@pytest.mark.parametrize("measured", MEASURED)
def test_somebody_is_there_while_open_and_nobody_for_no_calls_when_closed(measured: Measured) -> None:
    opened, closed, late = Load(0, 480, 30, 0, 300), Load(0, 510, 30, 0, 300, is_open=False), Load(0, 540, 30, 1, 300)
    plan = staff_week([opened, closed, replace(late, is_open=False)], replace(RULES, measured=measured))
    there, away, caller = plan.rows
    assert (there.agents, there.result.service_level, there.level_with_one_fewer) == (1, 1, 1)
    assert (away.agents, away.result.service_level, away.level_with_one_fewer) == (0, 1, None)
    assert caller.agents == agents_needed(1 / 6, 300, TARGET)
    assert caller.level_with_one_fewer is not None


@pytest.mark.parametrize("measured", MEASURED)
def test_a_week_without_intervals_takes_nobody(measured: Measured) -> None:
    plan = staff_week([], replace(RULES, measured=measured, minimum_shift_hours=8))
    assert (plan.rows, plan.shifts) == ((), ())
    assert plan.agents_peak == plan.paid_hours_per_week == 0
    assert (plan.service_level, plan.service_level_with_one_fewer) == (1, 1)
    assert (plan.average_wait_seconds, plan.abandoned_share, plan.occupancy) == (0, 0, 0)


@pytest.mark.parametrize("measured", MEASURED)
def test_so_many_times_the_contacts_take_the_agents_of_a_week_that_has_them(measured: Measured) -> None:
    rules, times = replace(RULES, measured=measured), Fraction(7, 3)
    loads = _day(30, 1, 12.5, 4)
    assert staff_week(loads, rules, times).rows == staff_week([load.scaled(times) for load in loads], rules).rows


def test_contacts_that_give_up_take_no_handling_time() -> None:
    target = Target(0.8, 20, model="erlang_a", patience_seconds=120)
    plan = staff_week(_flat_office(), StaffingRules(target))
    row = plan.rows[0]
    assert row.agents == 4
    assert plan.abandoned_share == pytest.approx(row.result.abandoned_share)
    assert 0.01 < plan.abandoned_share < 0.1
    assert float(plan.handling_hours_per_week) == pytest.approx(50 * 4 * row.result.occupancy)
    assert plan.occupancy == pytest.approx(row.result.occupancy)


def test_exact_counts_stay_exact() -> None:
    load = Load(0, 480, 30, Fraction(1, 3), Decimal("363.5"))
    assert load.offered_erlangs == Fraction(727, 10800)
    assert staff_week([load], RULES).handling_hours_per_week == Fraction(727, 21600)


# Over a day, a week or a month


def _least_hours(loads: Sequence[Load], target: Target) -> Fraction:
    """The least agent-time that reaches the share over all loads, by trying every team."""
    fewest = [
        max(agents_needed(float(one.offered_erlangs), float(one.handle_seconds), replace(target, share=0)), 1)
        for one in loads
    ]
    teams = [range(first, first + 9) for first in fewest]
    levels = [
        {
            agents: result_with(float(one.offered_erlangs), agents, float(one.handle_seconds), target).service_level
            for agents in team
        }
        for one, team in zip(loads, teams, strict=True)
    ]
    calls = [float(one.calls) for one in loads]
    return min(
        sum((agents * one.hours for agents, one in zip(team, loads, strict=True)), Fraction(0))
        for team in product(*teams)
        if sum(count * level[agents] for count, level, agents in zip(calls, levels, team, strict=True))
        >= (target.share - 1e-12) * sum(calls)
    )


@pytest.mark.parametrize("calls", [(12, 12, 12), (3, 20, 9), (1, 1, 40), (2, 7, 15, 11), (0.2, 30, 0)], ids=str)
@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
def test_the_least_agent_time_over_a_day_is_that_of_every_team_tried(calls: tuple[float, ...], share: float) -> None:
    target = replace(TARGET, share=share)
    plan = staff_week(_day(*calls), StaffingRules(target, "day"))
    assert plan.service_level >= share
    assert plan.agent_hours_per_week == _least_hours(_day(*calls), target)


@given(
    calls=st.lists(st.floats(0, 40), min_size=1, max_size=3),
    share=st.floats(0.1, 0.97),
    max_occupancy=st.sampled_from([0.6, 0.9, 1.0]),
)
@settings(deadline=None, max_examples=30)
def test_agents_are_spread_with_the_least_time(calls: list[float], share: float, max_occupancy: float) -> None:
    target = Target(share, 20, max_occupancy)
    plan = staff_week(_day(*calls), StaffingRules(target, "week"))
    assert plan.service_level >= share - 1e-12
    assert plan.agent_hours_per_week == _least_hours(_day(*calls), target)


@pytest.mark.parametrize("patience_seconds", [30, 300])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.8])
@pytest.mark.parametrize("calls", [(20, 20), (30, 3, 12), (5, 25, 1)], ids=str)
def test_where_more_agents_gain_more_at_first_it_is_off_by_less_than_the_last_step(
    calls: tuple[float, ...], share: float, patience_seconds: float
) -> None:
    # Under Erlang A without a bound on occupancy, teams start at one agent, far below their load.
    target = Target(share, 60, model="erlang_a", patience_seconds=patience_seconds)
    plan = staff_week(_day(*calls), StaffingRules(target, "week"))
    assert plan.service_level >= share
    assert 0 <= plan.agent_hours_per_week - _least_hours(_day(*calls), target) < Fraction(3, 2)


def test_a_step_of_several_agents_is_taken_where_one_alone_gains_less_than_the_next() -> None:
    # 40 erlangs and a second's service need dozens of agents before the first caller is answered in time.
    target = Target(0.5, 1, model="erlang_a", patience_seconds=600)
    loads = [Load(0, 480, 30, 240, 300), Load(0, 510, 30, 1, 300)]
    plan = staff_week(loads, StaffingRules(target, "day"))
    assert plan.service_level >= 0.5
    assert plan.rows[0].agents > 30
    assert plan.rows[1].agents == 1


def test_intervals_of_unlike_length_are_off_by_less_than_an_interval() -> None:
    # The last agent of an hour would do for half of it: taken away again, where that is enough.
    loads = [Load(0, 480, 60, 20, 300), Load(0, 540, 30, 6, 300), Load(0, 570, 15, 5, 300)]
    for share in (0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        target = Target(share, 20)
        plan = staff_week(loads, StaffingRules(target, "day"))
        assert plan.service_level >= share
        assert 0 <= plan.agent_hours_per_week - _least_hours(loads, target) < 1


def test_agents_that_need_not_be_are_taken_away_again() -> None:
    # Ten minutes of the short interval are worth most by the minute, until the hour's agent makes them needless.
    loads = [Load(0, 480, 60, 30, 300), Load(0, 540, 10, 4, 300)]
    for thousandth in range(300, 1000, 7):
        target = Target(thousandth / 1000, 20)
        plan = staff_week(loads, StaffingRules(target, "day"))
        assert plan.service_level >= target.share
        for place, row in enumerate(plan.rows):
            agents = [one.agents - (number == place) for number, one in enumerate(plan.rows)]
            fewer = result_of_team(loads, agents, StaffingRules(target))
            smallest = agents_needed(float(row.load.offered_erlangs), 300, replace(target, share=0))
            assert fewer.service_level < target.share or row.agents == smallest


def test_longer_periods_never_take_more_time() -> None:
    loads = [
        Load(weekday, start, 30, 4 + 3 * weekday + abs(start - 800) / 60, 300)
        for weekday in range(5)
        for start in range(480, 1080, 30)
    ]
    interval, day, week, month = (staff_week(loads, replace(RULES, measured=one)) for one in MEASURED)
    assert interval.agent_hours_per_week > day.agent_hours_per_week >= week.agent_hours_per_week
    assert week.rows == month.rows
    for weekday in range(5):
        rows = [row for row in day.rows if row.load.weekday == weekday]
        answered = sum(float(row.load.calls) * row.result.service_level for row in rows)
        assert answered >= 0.8 * sum(float(row.load.calls) for row in rows)


@pytest.mark.parametrize("measured", PERIODS)
def test_the_occupancy_binds_every_interval_whatever_is_measured(measured: Measured) -> None:
    plan = staff_week(_day(3, 60, 90, 20), replace(RULES, measured=measured))
    assert all(row.result.occupancy <= 0.9 for row in plan.rows)
    assert plan.service_level >= 0.8
    assert any(not meets(row.result, TARGET) for row in plan.rows)


@pytest.mark.parametrize("measured", PERIODS)
def test_a_share_of_everyone_is_reached_as_far_as_numbers_tell(measured: Measured) -> None:
    plan = staff_week(_day(3, 20), StaffingRules(Target(1, 20), measured))
    assert plan.service_level == pytest.approx(1, abs=2e-12)


# Stated teams


def test_a_stated_team_is_told_its_level() -> None:
    plan = result_of_team(_flat_office(), [4] * 100, RULES)
    assert plan.service_level == pytest.approx(0.7614, abs=5e-5)
    assert plan.agent_hours_per_week == 200


def test_an_overrun_team_waits_without_end_and_handles_what_it_can() -> None:
    plan = result_of_team(_day(60, 0), [5, 0], RULES)
    assert (plan.service_level, plan.average_wait_seconds) == (0, math.inf)
    assert plan.handling_hours_per_week == Fraction(5, 2)
    assert plan.occupancy == 1


def test_nobody_at_all_answers_nobody() -> None:
    plan = result_of_team(_day(6), [0], RULES)
    assert (plan.service_level, plan.service_level_with_one_fewer, plan.agents_peak) == (0, 0, 0)
    assert plan.handling_hours_per_week == 0


def test_every_interval_needs_its_team() -> None:
    with pytest.raises(ValueError, match="zip"):
        result_of_team(_day(6, 7), [3], RULES)


# Shifts


def _present(plan: StaffPlan) -> list[int]:
    """Agents on shift in each half-hour of the week."""
    present = [0] * 336
    for shift in plan.shifts:
        start = shift.weekday * 48 + shift.start_minute // 30
        for slot in range(start, start + shift.minutes // 30):
            present[slot % 336] += shift.agents
    return present


def _with_shifts(agents: Sequence[int], hours: float, *, first_minute: int = 480) -> StaffPlan:
    """A Monday of half-hours with so many agents, in shifts."""
    loads = [Load(0, first_minute + 30 * place, 30, 0, 300) for place in range(len(agents))]
    return result_of_team(loads, agents, replace(RULES, minimum_shift_hours=hours))


def test_without_a_minimum_agents_come_by_the_half_hour() -> None:
    plan = staff_week(_flat_office(), RULES)
    assert plan.shifts == ()
    assert plan.shift_hours_per_week == 250
    assert plan.hours_added_by_shifts == 0


def test_a_flat_day_is_one_shift_for_all() -> None:
    plan = staff_week(_flat_office(), replace(RULES, minimum_shift_hours=8))
    assert plan.shifts == tuple(Shift(weekday, 480, 600, 5) for weekday in range(5))
    assert plan.hours_added_by_shifts == 0


def test_a_peak_costs_whole_shifts() -> None:
    plan = _with_shifts([2, 2, 2, 5, 2, 2, 2, 2], 4)
    assert plan.agent_hours_per_week == Fraction(19, 2)
    assert plan.shift_hours_per_week == 20
    assert plan.hours_added_by_shifts == Fraction(21, 2)


def test_one_shift_serves_two_peaks() -> None:
    assert _with_shifts([2, 1, 1, 2], 2).shifts == (Shift(0, 480, 120, 2),)


def test_somebody_stays_longer_rather_than_somebody_coming_again() -> None:
    # Two hours, a lull of half an hour, half an hour: staying costs one hour, a new shift two.
    plan = _with_shifts([2, 2, 2, 2, 1, 2], 2)
    assert plan.shift_hours_per_week == 6


def test_shifts_end_with_the_day_where_they_can() -> None:
    plan = _with_shifts([1, 1, 1, 1, 1, 1, 1, 3], 2)
    assert all(shift.start_minute + shift.minutes <= 720 for shift in plan.shifts)
    assert plan.shift_hours_per_week == 8


def test_a_day_that_is_shorter_than_a_shift_is_paid_whole() -> None:
    plan = _with_shifts([2, 3, 2], 4)
    assert plan.shift_hours_per_week == 12
    assert all(shift.minutes == 240 for shift in plan.shifts)


def test_a_shift_may_run_over_midnight_and_into_the_next_week() -> None:
    nights = [Load(6, 1380, 30, 0, 300), Load(6, 1410, 30, 0, 300), Load(0, 0, 30, 0, 300), Load(0, 30, 30, 0, 300)]
    plan = result_of_team(nights, [1] * 4, replace(RULES, minimum_shift_hours=2))
    assert plan.shifts == (Shift(6, 1380, 120, 1),)


def test_a_minimum_is_rounded_up_to_the_half_hour_and_intervals_to_their_half_hours() -> None:
    loads = [Load(0, 490, 15, 0, 300), Load(0, 505, 15, 0, 300)]
    plan = result_of_team(loads, [1, 2], replace(RULES, minimum_shift_hours=Decimal("1.3")))
    assert {shift.minutes for shift in plan.shifts} == {90}
    assert plan.shift_hours_per_week == 3


def test_a_line_that_never_closes_is_covered_in_shifts_of_a_days_work() -> None:
    loads = [
        Load(weekday, start, 30, 6 + 4 * math.sin(start / 230), 300)
        for weekday in range(7)
        for start in range(0, 1440, 30)
    ]
    plan = staff_week(loads, replace(RULES, minimum_shift_hours=8))
    required = [row.agents for row in plan.rows]
    assert all(there >= needed for there, needed in zip(_present(plan), required, strict=True))
    assert all(480 <= shift.minutes < 960 for shift in plan.shifts)
    assert 0 <= plan.hours_added_by_shifts < plan.agent_hours_per_week / 10


@given(
    agents=st.lists(st.integers(0, 9), min_size=1, max_size=20),
    slots=st.integers(1, 16),
    first_minute=st.sampled_from([0, 480]),
)
@settings(deadline=None, max_examples=60)
def test_shifts_cover_the_day_and_never_take_less_time(agents: list[int], slots: int, first_minute: int) -> None:
    plan = _with_shifts(agents, slots / 2, first_minute=first_minute)
    present = _present(plan)
    first = first_minute // 30
    assert all(there >= needed for there, needed in zip(present[first:], agents, strict=False))
    assert all(shift.minutes >= 30 * slots for shift in plan.shifts)
    assert plan.shift_hours_per_week >= max(plan.agent_hours_per_week, Fraction(slots * max(agents), 2))
    assert plan.shift_hours_per_week == Fraction(sum(present), 2)


def _least_shift_slots(required: Sequence[int], shortest: int) -> int:
    """The least slots of shifts that cover a short line, by trying all of them, slot by slot."""
    states = {(0,) * shortest: 0}
    # A state: agents by how many slots they have been there, the last place for those who may go.
    for needed in [*required, *[0] * shortest]:
        following: dict[tuple[int, ...], int] = {}
        for there, slots in states.items():
            for kept, new in product(range(there[-1] + 1), range(max(required) + 1)):
                now = (new, *there[:-2], there[-2] + kept) if shortest > 1 else (new + kept,)
                if sum(now) >= needed:
                    following[now] = min(following.get(now, slots + sum(now)), slots + sum(now))
        states = following
    return min(states.values())


@pytest.mark.parametrize("shortest", [1, 2, 3, 4])
@pytest.mark.parametrize(
    "required",
    [(1, 2, 1, 2), (2, 1, 2), (2, 0, 0, 2, 1), (1, 2, 0, 2, 1, 2), (0, 2, 1, 1, 2, 0), (2, 2, 1, 0, 1, 2, 2)],
    ids=str,
)
def test_shifts_take_the_least_time_of_all(required: tuple[int, ...], shortest: int) -> None:
    plan = _with_shifts(required, shortest / 2)
    assert plan.shift_hours_per_week * 2 == _least_shift_slots(required, shortest)


def test_a_week_is_staffed_without_numpy() -> None:
    code = "import sys, callvet.demand.staffing; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


# What cannot be


@pytest.mark.parametrize(
    "change",
    [
        {"weekday": 7},
        {"weekday": -1},
        {"start_minute": 1440},
        {"start_minute": -30},
        {"minutes": 0},
        {"calls": -1},
        {"calls": math.inf},
        {"calls": math.nan},
        {"handle_seconds": -1},
        {"handle_seconds": math.inf},
    ],
    ids=str,
)
def test_an_interval_that_no_week_has_is_refused(change: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="no interval of a week"):
        Load(**{"weekday": 0, "start_minute": 480, "minutes": 30, "calls": 5, "handle_seconds": 300, **change})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"shrinkage_in_shift": 1}, "shrinkage"),
        ({"shrinkage_out_of_shift": Decimal("-0.1")}, "shrinkage"),
        ({"minimum_shift_hours": 25}, "minimum_shift_hours is 25"),
        ({"minimum_shift_hours": -1}, "minimum_shift_hours is -1"),
    ],
    ids=str,
)
def test_rules_under_which_nobody_would_work_are_refused(change: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        StaffingRules(TARGET, **change)  # type: ignore[arg-type]
