"""A week with its agents: what they reach, and the hours that they are needed, there and paid for.

Handling hours are spent on contacts; productive hours on contacts and on waiting for them; logged-in hours on breaks
and coaching too; paid hours on leave and sickness too. Positions are the agents at the busiest interval; full-time
agents are the people whose contracts make up the paid hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice, repeat
from math import lcm
from typing import TYPE_CHECKING, Literal, NamedTuple

from callvet.demand.erlang import results_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from callvet.demand.interval_load import Load
    from callvet.demand.shifts import Shift
    from callvet.demand.target import IntervalResult, Target

    Number = Fraction | Decimal | float

Measured = Literal["interval", "day", "week", "month"]
FULL_TIME_HOURS_PER_WEEK = 40
"""A full-time contract. [hours per week]"""
FULL_TIME_HOURS_PER_MONTH = Fraction(FULL_TIME_HOURS_PER_WEEK * 52, 12)
"""A full-time contract as contracts reckon it, 2,080 hours a year. [hours per month]"""
WEEKS_IN_A_MONTH = Fraction("30.4375") / 7
"""A year of 365.25 days has twelve months alike. [weeks per month]"""
LONGEST_MINIMUM_SHIFT_HOURS = 24
"""Nobody is made to stay longer. [hours]"""
ONCE = Fraction(1)
"""The contacts of the intervals as they are. [ratio]"""
_MINUTES_IN_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class StaffingRules:
    """What agents must reach, and how their time is reckoned.

    Attributes:
        target: Share, time, occupancy and model.
        measured: Over what the share must hold; an ordinary month is made of weeks alike, so it is as a week.
        shrinkage_in_shift: Breaks and coaching. [share of logged-in time, below 1]
        shrinkage_out_of_shift: Leave and sickness. [share of paid time, below 1]
        minimum_shift_hours: The shortest shift; 0 lets agents come by the half-hour. [hours, to 24]

    Raises:
        ValueError: A figure is outside its range.
    """

    target: Target
    measured: Measured = "interval"
    shrinkage_in_shift: Number = 0
    shrinkage_out_of_shift: Number = 0
    minimum_shift_hours: Number = 0

    def __post_init__(self) -> None:
        """Refuse rules under which nobody would work."""
        if not (0 <= self.shrinkage_in_shift < 1 and 0 <= self.shrinkage_out_of_shift < 1):
            message = "shrinkage is at least 0 and below 1, or no paid time is left for contacts"
            raise ValueError(message)
        if not 0 <= self.minimum_shift_hours <= LONGEST_MINIMUM_SHIFT_HOURS:
            message = f"minimum_shift_hours is {self.minimum_shift_hours}; it lies between 0 and 24"
            raise ValueError(message)


class StaffedInterval(NamedTuple):
    """An interval with its agents.

    Attributes:
        load: The contacts.
        result: The agents, and what they reach.
        level_with_one_fewer: The level without one of the agents; None where there is none. [share in 0..1]
    """

    load: Load
    result: IntervalResult
    level_with_one_fewer: float | None

    @property
    def agents(self) -> int:
        """Agents taking contacts. [count]"""
        return self.result.agents

    @property
    def busy_agents(self) -> Fraction:
        """Agents on contacts, on average; contacts that give up take no time. [count]"""
        return Fraction(*_busy_ratio(self.load, self.agents, self.result.abandoned_share))


@dataclass(frozen=True)
class StaffPlan:
    """A week with its agents.

    Attributes:
        intervals: In the order in which they were given.
        agents: Agents taking contacts in each. [count]
        rules: What they were staffed by.
        shifts: Shifts of the minimum length that cover all intervals; none where there is no minimum.
        times: How many times the contacts of the intervals come. [ratio]
        carried_hours: Agents' time on contacts, where whoever planned the week knows it; None reckons it by the
            interval. [hours per week]
    """

    intervals: tuple[Load, ...]
    agents: tuple[int, ...]
    rules: StaffingRules
    shifts: tuple[Shift, ...] = ()
    times: Fraction = ONCE
    carried_hours: Fraction | None = None

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        """The intervals with their contacts, which a price does not ask for."""
        return tuple(load.scaled(self.times) for load in self.intervals)

    @cached_property
    def rows(self) -> tuple[StaffedInterval, ...]:
        """The intervals and what their agents reach, for which a price does not ask either."""
        target = self.rules.target
        return tuple(_staffed(load, team, target) for load, team in zip(self.loads, self.agents, strict=True))

    @property
    def agents_peak(self) -> int:
        """Positions: agents at the busiest interval. [count]"""
        return max(self.agents, default=0)

    @property
    def handling_hours_per_week(self) -> Fraction:
        """Agents' time on contacts. [hours per week]"""
        if self.carried_hours is not None:
            return self.carried_hours
        gives_up = self.rules.target.model == "erlang_a"
        abandoned = [row.result.abandoned_share for row in self.rows] if gives_up else repeat(0.0)
        busy = map(_busy_ratio, self.intervals, self.agents, abandoned, repeat(self.times))
        return _exact_sum(
            (agents * load.minutes, parts * _MINUTES_IN_AN_HOUR)
            for load, (agents, parts) in zip(self.intervals, busy, strict=True)
        )

    @property
    def agent_hours_per_week(self) -> Fraction:
        """Productive hours: agents' time on contacts and waiting for them. [hours per week]"""
        minutes = (team * load.minutes for load, team in zip(self.intervals, self.agents, strict=True))
        return Fraction(sum(minutes), _MINUTES_IN_AN_HOUR)

    @property
    def logged_in_hours_per_week(self) -> Fraction:
        """Productive hours, breaks and coaching. [hours per week]"""
        return self.agent_hours_per_week / (1 - Fraction(self.rules.shrinkage_in_shift))

    @property
    def paid_hours_per_week(self) -> Fraction:
        """Logged-in hours, leave and sickness. [hours per week]"""
        return self.logged_in_hours_per_week / (1 - Fraction(self.rules.shrinkage_out_of_shift))

    @property
    def full_time_agents(self) -> Fraction:
        """Paid hours in contracts of 40 hours a week. [full-time agents]"""
        return self.paid_hours_per_week / FULL_TIME_HOURS_PER_WEEK

    @property
    def full_time_agents_by_month(self) -> Fraction:
        """Paid hours in contracts of 173.33 hours a month, a little more than by the week. [full-time agents]"""
        return self.paid_hours_per_week * WEEKS_IN_A_MONTH / FULL_TIME_HOURS_PER_MONTH

    @property
    def shift_hours_per_week(self) -> Fraction:
        """Productive hours once agents come for whole shifts. [hours per week]"""
        if not self.rules.minimum_shift_hours:
            return self.agent_hours_per_week
        return sum((Fraction(one.agents * one.minutes, _MINUTES_IN_AN_HOUR) for one in self.shifts), Fraction(0))

    @property
    def hours_added_by_shifts(self) -> Fraction:
        """What whole shifts add to the productive hours. [hours per week]"""
        return self.shift_hours_per_week - self.agent_hours_per_week

    @cached_property
    def results(self) -> tuple[IntervalResult, ...]:
        """What the agents reach, for whom no interval is made anew."""
        target = self.rules.target
        return tuple(
            next(results_from(erlangs_of(load, self.times), team, load.nearest_handle_seconds, target))
            for load, team in zip(self.intervals, self.agents, strict=True)
        )

    @property
    def service_level(self) -> float:
        """Contacts of the week answered in time; 1 without contacts. [share in 0..1]"""
        levels = [result.service_level for result in self.results]
        return self._mean(levels, without_calls=1.0)

    @property
    def service_level_with_one_fewer(self) -> float:
        """The week's level with one agent fewer in every interval that has any. [share in 0..1]"""
        levels = [row.level_with_one_fewer for row in self.rows]
        return self._mean([0.0 if level is None else level for level in levels], without_calls=1.0)

    @property
    def average_wait_seconds(self) -> float:
        """Mean time in the queue of the week's contacts, infinite where some queue grows without end. [seconds]"""
        waits = [result.average_wait_seconds for result in self.results]
        return self._mean(waits, without_calls=0.0)

    @property
    def abandoned_share(self) -> float:
        """Contacts of the week that give up. [share in 0..1]"""
        return self._mean([result.abandoned_share for result in self.results], without_calls=0.0)

    def _mean(self, figures: Sequence[float], without_calls: float) -> float:
        """The mean of the rows' figures over all contacts."""
        pairs = [(calls_of(load, self.times), figure) for load, figure in zip(self.intervals, figures, strict=True)]
        calls = sum(count for count, _ in pairs)
        return sum(count * figure for count, figure in pairs if count) / calls if calls else without_calls

    @property
    def occupancy(self) -> float:
        """Share of the productive hours spent on contacts; 0 without agents. [share in 0..1]"""
        hours = self.agent_hours_per_week
        return float(self.handling_hours_per_week / hours) if hours else 0.0


def calls_of(load: Load, times: Fraction) -> float:
    """Contacts of an interval with so many times as many, rounded once. [count]"""
    calls, of_calls = load.calls.as_integer_ratio()
    return calls * times.numerator / (of_calls * times.denominator)


def erlangs_of(load: Load, times: Fraction) -> float:
    """What they offer, rounded once. [erlang]"""
    erlangs, parts = load.erlang_ratio
    return erlangs * times.numerator / (parts * times.denominator)


def _busy_ratio(load: Load, agents: int, abandoned_share: float, times: Fraction = ONCE) -> tuple[int, int]:
    """Agents of an interval who are on contacts, on average, and by what to divide them. [count]"""
    erlangs, parts = load.erlang_ratio
    erlangs, parts = erlangs * times.numerator, parts * times.denominator
    if abandoned_share:
        kept, of_all = (1 - Fraction(abandoned_share)).as_integer_ratio()
        erlangs, parts = erlangs * kept, parts * of_all
    return (erlangs, parts) if erlangs < agents * parts else (agents, 1)


def _exact_sum(ratios: Iterable[tuple[int, int]]) -> Fraction:
    """A sum that is brought to one denominator and reduced once; one by one, reducing takes most of the time."""
    terms = list(ratios)
    parts = lcm(*(own for _, own in terms))
    return Fraction(sum(count * (parts // own) for count, own in terms), parts)


def _results_of_load(load: Load, agents: int, target: Target) -> Iterator[IntervalResult]:
    """What so many agents reach in an interval, then one more, and so on."""
    return results_from(load.nearest_erlangs, agents, load.nearest_handle_seconds, target)


def _staffed(load: Load, agents: int, target: Target) -> StaffedInterval:
    """An interval with so many agents."""
    if not agents:
        return StaffedInterval(load, next(_results_of_load(load, 0, target)), None)
    fewer, result = islice(_results_of_load(load, agents - 1, target), 2)
    return StaffedInterval(load, result, fewer.service_level)
