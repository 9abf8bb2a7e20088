"""How many agents a week of contacts takes, interval by interval, and the hours that come to.

A team is as large as its interval asks, or the agents' time is spread over the day or the week so that the level of
the whole is reached with the least of it. Hours are exact; levels are the queueing model's.

Handling hours are spent on contacts; productive hours on contacts and on waiting for them; logged-in hours on breaks
and coaching too; paid hours on leave and sickness too. Positions are the agents at the busiest interval; full-time
agents are the people whose contracts make up the paid hours.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import groupby, islice, repeat
from math import lcm
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from callvet.demand.erlang import TIE, IntervalResult, Target, results_from
from callvet.demand.least_agents import least_agents
from callvet.demand.shifts import SLOT_MINUTES, SLOTS_IN_A_WEEK, Shift, covering_shifts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

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
_DAYS_IN_A_WEEK = 7
_SECONDS_IN_A_MINUTE = 60
_MINUTES_IN_AN_HOUR = 60
_MINUTES_IN_A_DAY = 1440
_ONCE = Fraction(1)
_WELL_UNDER_WAY = 0.5
"""From this level on, each further agent of an interval adds less than the one before. [share]"""


@dataclass(frozen=True, slots=True)
class Load:
    """The contacts of one interval of an ordinary week.

    Attributes:
        weekday: 0 is Monday, 6 is Sunday.
        start_minute: When it starts, after midnight. [minutes]
        minutes: How long it lasts. [minutes]
        calls: Contacts that come in it. [count]
        handle_seconds: Mean handle time of one. [seconds]
        is_open: Whether somebody must be there even if nobody calls.
        erlang_ratio: Contacts per second times handle time, and by what to divide it. It is not reduced, which would
            take most of the time of pricing a team. [erlang]
        nearest_erlangs: The same for the queueing model, which reckons with floats. [erlang]
        nearest_handle_seconds: The handle time for it. [seconds]

    Raises:
        ValueError: A figure is outside its range.
    """

    weekday: int
    start_minute: int
    minutes: int
    calls: Number
    handle_seconds: Number
    is_open: bool = True
    erlang_ratio: tuple[int, int] = field(init=False, repr=False, compare=False)
    nearest_erlangs: float = field(init=False, repr=False, compare=False)
    nearest_handle_seconds: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse an interval that no week has."""
        in_the_week = 0 <= self.weekday < _DAYS_IN_A_WEEK and 0 <= self.start_minute < _MINUTES_IN_A_DAY
        calls, of_calls = _ratio(self.calls)
        seconds, of_seconds = _ratio(self.handle_seconds)
        if not (in_the_week and self.minutes > 0 and calls >= 0 and seconds >= 0):
            message = f"{self} is no interval of a week; figures are finite, none is negative, and it lasts a minute"
            raise ValueError(message)
        ratio = (calls * seconds, of_calls * of_seconds * self.minutes * _SECONDS_IN_A_MINUTE)
        object.__setattr__(self, "erlang_ratio", ratio)
        object.__setattr__(self, "nearest_erlangs", ratio[0] / ratio[1])
        object.__setattr__(self, "nearest_handle_seconds", seconds / of_seconds)

    @property
    def offered_erlangs(self) -> Fraction:
        """Contacts per second times handle time. [erlang]"""
        return Fraction(*self.erlang_ratio)

    def scaled(self, times: Fraction) -> Load:
        """The same interval with so many times the contacts."""
        return self if times == 1 else replace(self, calls=Fraction(self.calls) * times)

    @property
    def hours(self) -> Fraction:
        """How long the interval lasts. [hours]"""
        return Fraction(self.minutes, _MINUTES_IN_AN_HOUR)


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
    times: Fraction = _ONCE
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

    @property
    def service_level(self) -> float:
        """Contacts of the week answered in time; 1 without contacts. [share in 0..1]"""
        return self._mean([row.result.service_level for row in self.rows], without_calls=1.0)

    @property
    def service_level_with_one_fewer(self) -> float:
        """The week's level with one agent fewer in every interval that has any. [share in 0..1]"""
        levels = [row.level_with_one_fewer for row in self.rows]
        return self._mean([0.0 if level is None else level for level in levels], without_calls=1.0)

    @property
    def average_wait_seconds(self) -> float:
        """Mean time in the queue of the week's contacts, infinite where some queue grows without end. [seconds]"""
        return self._mean([row.result.average_wait_seconds for row in self.rows], without_calls=0.0)

    @property
    def abandoned_share(self) -> float:
        """Contacts of the week that give up. [share in 0..1]"""
        return self._mean([row.result.abandoned_share for row in self.rows], without_calls=0.0)

    def _mean(self, figures: Sequence[float], without_calls: float) -> float:
        """The mean of the rows' figures over all contacts."""
        pairs = [(float(row.load.calls), figure) for row, figure in zip(self.rows, figures, strict=True)]
        calls = sum(count for count, _ in pairs)
        return sum(count * figure for count, figure in pairs if count) / calls if calls else without_calls

    @property
    def occupancy(self) -> float:
        """Share of the productive hours spent on contacts; 0 without agents. [share in 0..1]"""
        hours = self.agent_hours_per_week
        return float(self.handling_hours_per_week / hours) if hours else 0.0


def staff_week(loads: Sequence[Load], rules: StaffingRules, times: Fraction = _ONCE) -> StaffPlan:
    """The least agents for a week of contacts.

    Each interval keeps the target's occupancy and has an agent while it is open. Measured by the interval, each
    reaches the share with its least whole number of agents. Measured over a day or a week, the call-weighted level
    of the whole reaches it with the least agent-time: agents are added where they gain most per minute, in ties the
    earliest first. That is the least where all intervals are equally long and each agent of an interval gains less
    than the one before, as always under Erlang C (Jagers & van Doorn, Convexity of functions which are
    generalizations of the Erlang loss function and the Erlang delay function, SIAM Review 33(2), 1991); else it is
    above the least by less than the last addition.

    Args:
        loads: The intervals, which do not overlap, in any order.
        rules: What to reach.
        times: How many times the contacts of the intervals come, such as of a language alone. [ratio]

    Raises:
        ValueError: As ``erlang.result_with``, for any of the intervals.
    """
    if rules.measured == "interval":
        return _planned(loads, _agents_of_each(loads, rules.target, times), rules, times)
    loads = [load.scaled(times) for load in loads]
    agents = [0] * len(loads)
    for period in _periods(loads, rules.measured):
        climbs = [_Climb(loads[place], rules.target) for place in period]
        _climb_to(rules.target.share, climbs)
        for place, climb in zip(period, climbs, strict=True):
            agents[place] = climb.agents
    return _planned(loads, agents, rules)


def result_of_team(loads: Sequence[Load], agents: Sequence[int], rules: StaffingRules) -> StaffPlan:
    """What a stated team reaches, whether or not that is enough.

    Args:
        loads: The intervals.
        agents: Agents of each interval. [count]
        rules: By what the team is judged, and how its time is reckoned.

    Raises:
        ValueError: There are not as many teams as intervals, or as ``erlang.result_with``.
    """
    plan = _planned(loads, agents, rules)
    _ = plan.rows  # what cannot be is refused at once
    return plan


def _planned(loads: Sequence[Load], agents: Sequence[int], rules: StaffingRules, times: Fraction = _ONCE) -> StaffPlan:
    """A week with so many agents."""
    shortest = rules.minimum_shift_hours
    shifts = covering_shifts(_required(loads, agents), shortest) if shortest else ()
    return StaffPlan(tuple(loads), tuple(agents), rules, shifts, times)


def _ratio(number: Number) -> tuple[int, int]:
    """A number as a ratio of whole ones; of what is not finite, one that nothing is measured by."""
    try:
        return number.as_integer_ratio()
    except (OverflowError, ValueError):
        return -1, 1


def _busy_ratio(load: Load, agents: int, abandoned_share: float, times: Fraction = _ONCE) -> tuple[int, int]:
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


def _results_from(load: Load, agents: int, target: Target) -> Iterator[IntervalResult]:
    """What so many agents reach in an interval, then one more, and so on."""
    return results_from(load.nearest_erlangs, agents, load.nearest_handle_seconds, target)


def _agents_of_each(loads: Iterable[Load], target: Target, times: Fraction) -> list[int]:
    """The least agents of each interval: what the target asks, and one while open."""
    found: list[int] = []
    ratio = float(times)
    for handle_seconds, alike in groupby(loads, attrgetter("nearest_handle_seconds")):
        some = list(alike)
        needed = least_agents(handle_seconds, target).for_loads([load.nearest_erlangs * ratio for load in some])
        found += [agents or int(load.is_open) for agents, load in zip(needed, some, strict=True)]
    return found


def _staffed(load: Load, agents: int, target: Target) -> StaffedInterval:
    """An interval with so many agents."""
    if not agents:
        return StaffedInterval(load, next(_results_from(load, 0, target)), None)
    fewer, result = islice(_results_from(load, agents - 1, target), 2)
    return StaffedInterval(load, result, fewer.service_level)


def _periods(loads: Sequence[Load], measured: Measured) -> list[list[int]]:
    """The places of the intervals over which the share must hold together."""
    days = defaultdict[int, list[int]](list)
    for place, load in enumerate(loads):
        days[load.weekday if measured == "day" else 0].append(place)
    return list(days.values())


class _Climb:
    """An interval whose agents are added step by step, from the fewest that keep the occupancy."""

    def __init__(self, load: Load, target: Target) -> None:
        """Start with the fewest agents."""
        self.load = load
        self.calls = float(load.calls)
        (self.fewest,) = _agents_of_each((load,), replace(target, share=0.0), _ONCE)
        self.agents = self.fewest
        self._results = _results_from(load, self.fewest, target)
        self._levels: list[float] = []

    def answered(self, agents: int) -> float:
        """Contacts that so many agents answer in time. [count]"""
        while len(self._levels) <= agents - self.fewest:
            self._levels.append(next(self._results).service_level)
        return self.calls * self._levels[agents - self.fewest]

    def next_step(self) -> tuple[float, int]:
        """What the best addition gains for a minute of an agent, and the agents after it.

        As long as far too few agents are there, one more may gain less than the next; then several are one step.
        """
        now = self.answered(self.agents)
        best_gain, best_agents = -1.0, self.agents
        agents = self.agents
        while True:
            agents += 1
            after = self.answered(agents)
            gain = (after - now) / ((agents - self.agents) * self.load.minutes)
            if gain > best_gain:
                best_gain, best_agents = gain, agents
            elif after >= _WELL_UNDER_WAY * self.calls:
                return best_gain, best_agents


def _climb_to(share: float, climbs: Sequence[_Climb]) -> None:
    """Add agents where they gain most until the share of all contacts is answered in time, and none that need not."""
    goal = (share - TIE) * sum(climb.calls for climb in climbs)
    answered = sum(climb.answered(climb.agents) for climb in climbs)
    steps = [(-gain, place, agents) for place, climb in enumerate(climbs) for gain, agents in [climb.next_step()]]
    heapify(steps)
    while answered < goal:
        _, place, agents = heappop(steps)
        climb = climbs[place]
        answered += climb.answered(agents) - climb.answered(climb.agents)
        climb.agents = agents
        gain, agents = climb.next_step()
        heappush(steps, (-gain, place, agents))
    for climb in sorted(climbs, key=lambda climb: climb.load.minutes, reverse=True):
        while climb.agents > climb.fewest:
            lost = climb.answered(climb.agents) - climb.answered(climb.agents - 1)
            if answered - lost < goal:
                break
            answered -= lost
            climb.agents -= 1


def _required(loads: Sequence[Load], agents: Sequence[int]) -> list[int]:
    """The most agents that any interval asks for in each half-hour of the week."""
    required = [0] * SLOTS_IN_A_WEEK
    for load, team in zip(loads, agents, strict=True):
        start = load.weekday * _MINUTES_IN_A_DAY + load.start_minute
        for slot in range(start // SLOT_MINUTES, -(-(start + load.minutes) // SLOT_MINUTES)):
            required[slot % SLOTS_IN_A_WEEK] = max(required[slot % SLOTS_IN_A_WEEK], team)
    return required
