"""How many agents a week of contacts takes, interval by interval, and the hours that come to.

A team is as large as its interval asks, or the agents' time is spread over the day or the week so that the level of
the whole is reached with the least of it. Hours are exact; levels are the queueing model's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from heapq import heapify, heappop, heappush
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING

from callvet.demand.erlang import TIE, levels_from
from callvet.demand.interval_load import MINUTES_IN_A_DAY, Load
from callvet.demand.least_agents import least_agents
from callvet.demand.shifts import SLOT_MINUTES, SLOTS_IN_A_WEEK, covering_shifts
from callvet.demand.staff_plan import ONCE, Measured, StaffingRules, StaffPlan, calls_of, erlangs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from callvet.demand.target import Target

_WELL_UNDER_WAY = 0.5
"""From this level on, each further agent of an interval adds less than the one before. [share]"""


def staff_week(loads: Sequence[Load], rules: StaffingRules, times: Fraction = ONCE) -> StaffPlan:
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
    fewest = _agents_of_each(loads, replace(rules.target, share=0.0), times)
    agents = [0] * len(loads)
    for period in _periods(loads, rules.measured):
        climbs = [_Climb(loads[place], fewest[place], rules.target, times) for place in period]
        _climb_to(rules.target.share, climbs)
        for place, climb in zip(period, climbs, strict=True):
            agents[place] = climb.agents
    return _planned(loads, agents, rules, times)


def result_of_team(
    loads: Sequence[Load], agents: Sequence[int], rules: StaffingRules, times: Fraction = ONCE
) -> StaffPlan:
    """What a stated team reaches, whether or not that is enough.

    Args:
        loads: The intervals.
        agents: Agents of each interval. [count]
        rules: By what the team is judged, and how its time is reckoned.
        times: How many times the contacts of the intervals come. [ratio]

    Raises:
        ValueError: There are not as many teams as intervals, or as ``erlang.result_with``.
    """
    plan = _planned(loads, agents, rules, times)
    _ = plan.service_level  # what cannot be is refused at once
    return plan


def _planned(loads: Sequence[Load], agents: Sequence[int], rules: StaffingRules, times: Fraction = ONCE) -> StaffPlan:
    """A week with so many agents."""
    shortest = rules.minimum_shift_hours
    shifts = covering_shifts(_required(loads, agents), shortest) if shortest else ()
    return StaffPlan(tuple(loads), tuple(agents), rules, shifts, times)


def _agents_of_each(loads: Iterable[Load], target: Target, times: Fraction) -> list[int]:
    """The least agents of each interval: what the target asks, and one while open."""
    found: list[int] = []
    ratio = float(times)
    for handle_seconds, alike in groupby(loads, attrgetter("nearest_handle_seconds")):
        some = list(alike)
        needed = least_agents(handle_seconds, target).for_loads([load.nearest_erlangs * ratio for load in some])
        found += [agents or int(load.is_open) for agents, load in zip(needed, some, strict=True)]
    return found


def _periods(loads: Sequence[Load], measured: Measured) -> list[list[int]]:
    """The places of the intervals over which the share must hold together."""
    days = defaultdict[int, list[int]](list)
    for place, load in enumerate(loads):
        days[load.weekday if measured == "day" else 0].append(place)
    return list(days.values())


class _Climb:
    """An interval whose agents are added step by step, from the fewest that keep the occupancy."""

    __slots__ = ("_answered", "_levels", "_well_under_way", "agents", "calls", "fewest", "minutes")

    def __init__(self, load: Load, fewest: int, target: Target, times: Fraction) -> None:
        """Start with the fewest agents.

        The floats are those of the interval with so many times its contacts, which is not made: that takes longer.
        """
        self.minutes = load.minutes
        self.calls = calls_of(load, times)
        self.agents = self.fewest = fewest
        self._levels = levels_from(erlangs_of(load, times), fewest, load.nearest_handle_seconds, target)
        self._answered: list[float] = []
        self._well_under_way = _WELL_UNDER_WAY * self.calls

    def answered(self, agents: int) -> float:
        """Contacts that so many agents answer in time. [count]"""
        known, place = self._answered, agents - self.fewest
        try:
            return known[place]
        except IndexError:
            known += [self.calls * level for level in islice(self._levels, place + 1 - len(known))]
            return known[place]

    def next_step(self) -> tuple[float, int]:
        """What the best addition gains for a minute of an agent, and the agents after it.

        As long as far too few agents are there, one more may gain less than the next; then several are one step.
        """
        agents, answered = self.agents, self.answered
        now, after = answered(agents), answered(agents + 1)
        best_gain, best_agents = (after - now) / self.minutes, agents + 1
        if now >= self._well_under_way:
            return best_gain, best_agents
        more = 1
        while True:
            more += 1
            after = answered(agents + more)
            gain = (after - now) / (more * self.minutes)
            if gain > best_gain:
                best_gain, best_agents = gain, agents + more
            elif after >= self._well_under_way:
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
    for climb in sorted(climbs, key=lambda climb: climb.minutes, reverse=True):
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
        start = load.weekday * MINUTES_IN_A_DAY + load.start_minute
        for slot in range(start // SLOT_MINUTES, -(-(start + load.minutes) // SLOT_MINUTES)):
            required[slot % SLOTS_IN_A_WEEK] = max(required[slot % SLOTS_IN_A_WEEK], team)
    return required
