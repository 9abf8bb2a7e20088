"""Who must be there for a period's contacts: agents by the staffing model, or the team that a quote states.

Calls wait for an agent, and so do chats, text messages and social media, which agents hold several of at once.
E-mails, follow-up work and calls out can wait: they fill the time in which agents wait for calls, as far as the
bound on occupancy lets them, and what is left takes agents of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from callvet.demand.interval_load import Load
from callvet.demand.metering import Staffed
from callvet.demand.period import MONTH_DAYS
from callvet.demand.staff_plan import StaffingRules, StaffPlan
from callvet.demand.staffing import result_of_team, staff_week
from callvet.demand.target import Target
from callvet.demand.week_intervals import HALF_HOUR_MINUTES, by_interval, overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callvet.demand.period import Period
    from callvet.demand.usage import Usage
    from callvet.model.charge import Charge
    from callvet.model.charge import Staffed as StatedTeam
    from callvet.model.needs import Needs

_MINUTES_AN_HOUR: Final = 60
_SECONDS_AN_HOUR: Final = 3600
_DAYS_A_WEEK: Final = 7
_MORE_THAN_ENOUGH: Final = 1000
"""So many agents beyond twice the load, nobody waits, and a larger team reaches nothing more. [count]"""
_FINEST_SHARE: Final = 10**9
"""No share is written finer than one part in so many. [count]"""
_WEEKS_KEPT: Final = 32
"""A handful of vendors have handle times of their own, and each month may have a few."""
_HALF_HOURS_KEPT: Final = 1024
"""All weeks have the same intervals, no more than 672 of a quarter of an hour."""
_WAITS_FOR_AN_AGENT: Final = frozenset({"call", "unproductive", "chat", "sms", "social"})


class Queues(NamedTuple):
    """What each language takes that has a queue of its own, not staffed yet.

    Attributes:
        loads: The intervals of one contact a week.
        rules: What agents must reach.
        contacts: Of the week in each queue. [contacts per week]
    """

    loads: tuple[Load, ...]
    rules: StaffingRules
    contacts: tuple[Fraction, ...]


@dataclass(frozen=True)
class TeamRange:
    """The least and the most staff that a period takes; they differ where the needs leave open who speaks what.

    Attributes:
        fewest: One queue, if agents may speak every language; else one of each language.
        most_or_queues: A queue of each language, if agents may speak one each; else the same. Such queues are staffed
            when they are asked for: whoever asks how long contacts wait needs none of them.
        deferrable_hours: Work of an ordinary week that can wait. [hours per week]
    """

    fewest: tuple[StaffPlan, ...]
    most_or_queues: tuple[StaffPlan, ...] | Queues
    deferrable_hours: Fraction
    _reckoned: dict[tuple[str, Fraction], Staffed] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def most(self) -> tuple[StaffPlan, ...]:
        """A queue of each language, if agents may speak one each; else the same as ``fewest``."""
        if isinstance(self.most_or_queues, Queues):
            loads, rules, contacts = self.most_or_queues
            return tuple(_plan(loads, rules, own) for own in contacts)
        return self.most_or_queues

    def low(self, period: Period) -> Staffed:
        """The least staff of a period of such weeks."""
        return self._over("fewest", weeks_of(period))

    def high(self, period: Period) -> Staffed:
        """The most staff of a period of such weeks."""
        return self._over("fewest" if self.most is self.fewest else "most", weeks_of(period))

    def _over(self, which: Literal["fewest", "most"], weeks: Fraction) -> Staffed:
        """The staff of so many weeks; all quotes ask for the same few."""
        if (which, weeks) not in self._reckoned:
            plans = self.fewest if which == "fewest" else self.most
            self._reckoned[which, weeks] = _staffed(plans, self.deferrable_hours, weeks)
        return self._reckoned[which, weeks]


def staffing_rules(needs: Needs) -> StaffingRules:
    """What agents must reach, out of the needs."""
    service = needs.service
    return StaffingRules(
        target=Target(
            share=float(service.calls.share),
            within_seconds=float(service.calls.within_seconds),
            max_occupancy=float(service.max_occupancy),
            model=service.model,
            patience_seconds=float(needs.demand.patience_seconds),
        ),
        measured=service.measured,
        shrinkage_in_shift=service.shrinkage.in_shift,
        shrinkage_out_of_shift=service.shrinkage.out_of_shift,
        minimum_shift_hours=service.minimum_shift_hours,
    )


def team_for(needs: Needs, usage: Usage, *, has_line: bool = True) -> TeamRange:
    """The agents that an ordinary week takes at the volume of a period, whatever their shifts.

    Args:
        needs: The buyer's.
        usage: What the period brings.
        has_line: Whether anybody may call in; if not, nobody has to be there while nobody is called.

    Raises:
        ValueError: As ``staffing.staff_week``.
    """
    rules = replace(staffing_rules(needs), minimum_shift_hours=0)
    loads, contacts = _week(needs, usage, has_line=has_line)
    shares = {language: share for language, share in (usage.languages or {}).items() if share and has_line}
    staffed = needs.service.languages_staffed
    by_language = Queues(loads, rules, tuple(contacts * share for share in shares.values()))
    most: tuple[StaffPlan, ...] | Queues
    if len(shares) > 1 and staffed == "separate":
        fewest = most = tuple(_plan(loads, rules, own) for own in by_language.contacts)
    else:
        fewest = (_plan(loads, rules, contacts),)
        most = by_language if len(shares) > 1 and staffed != "pooled" else fewest
    waiting = (flow for flow in usage.flows if flow.name not in _WAITS_FOR_AN_AGENT)
    deferrable = _sum(flow.work_seconds for flow in waiting) / _SECONDS_AN_HOUR / weeks_of(usage.period)
    return TeamRange(fewest, most, deferrable)


def _plan(loads: tuple[Load, ...], rules: StaffingRules, contacts: Fraction) -> StaffPlan:
    """A week's agents, with their time on contacts where it is that of all contacts: where nobody gives up."""
    plan = staff_week(loads, rules, contacts)
    if rules.target.model == "erlang_a":
        return plan
    return replace(plan, carried_hours=contacts * Fraction(loads[0].handle_seconds if loads else 0) / _SECONDS_AN_HOUR)


def weeks_of(period: Period) -> Fraction:
    """Weeks of a period; every month of a contract counts alike, so that months of one volume take one team. [weeks]"""
    days = period.days if period.first_day is None else period.months * MONTH_DAYS
    return days / _DAYS_A_WEEK


def _week(needs: Needs, usage: Usage, *, has_line: bool) -> tuple[tuple[Load, ...], Fraction]:
    """The planning intervals of an ordinary week with their share of one contact, and how many there are a week.

    Languages share the intervals, and so do the months of a contract, so that only the contacts are theirs.
    """
    weeks = weeks_of(usage.period)
    waiting = [flow for flow in usage.flows if flow.name in _WAITS_FOR_AN_AGENT]
    contacts = sum((flow.contacts for flow in waiting), Fraction(0)) / weeks
    seconds = sum((flow.work_seconds for flow in waiting), Fraction(0)) / weeks
    handle = seconds / contacts if contacts else Fraction(0)
    week = tuple((slot, share.as_integer_ratio()) for slot, share in usage.week.items())
    return _intervals(week, needs.service.interval_minutes, handle, has_line), contacts


@lru_cache(_WEEKS_KEPT)
def _intervals(
    week: tuple[tuple[tuple[int, int], tuple[int, int]], ...],
    minutes: int,
    handle_seconds: Fraction,
    is_open: bool,  # noqa: FBT001 - a cache takes its key by position
) -> tuple[Load, ...]:
    """The planning intervals of one contact a week, whose shares come as ratios: a fraction is slow to look up by."""
    shares = {slot: Fraction(*ratio) for slot, ratio in week}
    return tuple(
        Load(one.weekday, one.start_minute, one.minutes, one.share, handle_seconds, is_open)
        for one in by_interval(shares, minutes)
    )


def staffed_team(charge: Charge) -> StatedTeam | None:
    """The team that a charge states, with the hours of full-time agents where it does not say."""
    team = charge.staffed
    if team is None or team.hours_per_week is not None:
        return team
    hours = charge.monthly_hours_per_agent * _DAYS_A_WEEK / MONTH_DAYS
    return team.model_copy(update={"hours_per_week": hours})


def stated_team(needs: Needs, usage: Usage, team: StatedTeam) -> StaffPlan:
    """What a team reaches whose hours are spread over the opening hours as evenly as its size lets them.

    Every open interval gets an agent first, the busiest ones first, then a second, until the hours are used up.
    """
    loads, contacts = _week(needs, usage, has_line=True)
    order = sorted(range(len(loads)), key=lambda place: (-loads[place].calls, place))
    budget = Fraction(team.agents) * Fraction(team.hours_per_week or 0)
    round_hours = Fraction(sum(load.minutes for load in loads), _MINUTES_AN_HOUR)
    busiest = max(loads, key=attrgetter("nearest_erlangs")).offered_erlangs * contacts
    most = min(ceil(team.agents), ceil(2 * busiest) + _MORE_THAN_ENOUGH)
    everywhere = min(int(budget / round_hours), most)
    agents = [everywhere] * len(loads)
    budget -= everywhere * round_hours
    for place in order if everywhere < most else ():
        if budget >= loads[place].hours:
            agents[place] += 1
            budget -= loads[place].hours
    return result_of_team(loads, agents, staffing_rules(needs), contacts)


def hours_of_team(team: StatedTeam, period: Period) -> Staffed:
    """The hours of a stated team in a period; all of them are paid for."""
    hours = Fraction(team.agents) * Fraction(team.hours_per_week or 0) * weeks_of(period)
    return Staffed(hours, hours, hours, hours, positions=ceil(team.agents))


def _staffed(plans: Sequence[StaffPlan], deferrable_hours: Fraction, weeks: Fraction) -> Staffed:
    """The hours of plans together, with the work that can wait, over a period."""
    handling = _sum(plan.handling_hours_per_week for plan in plans)
    productive = _sum(plan.agent_hours_per_week for plan in plans)
    rules = plans[0].rules
    # The model reckons with floats; the hours that are billed go by the share as it was written.
    occupancy = Fraction(rules.target.max_occupancy).limit_denominator(_FINEST_SHARE)
    spare = max(productive * occupancy - handling, Fraction(0))
    productive += max(deferrable_hours - spare, Fraction(0)) / occupancy
    handling += deferrable_hours
    logged_in = productive / (1 - Fraction(rules.shrinkage_in_shift))
    paid = logged_in / (1 - Fraction(rules.shrinkage_out_of_shift))
    return Staffed(
        handling_hours=handling * weeks,
        productive_hours=productive * weeks,
        logged_in_hours=logged_in * weeks,
        paid_hours=paid * weeks,
        positions=sum(plan.agents_peak for plan in plans) or _positions_for(plans, productive),
        by_half_hour=_by_half_hour(plans),
    )


def _positions_for(plans: Sequence[StaffPlan], productive_hours: Fraction) -> int:
    """The least positions in which work that can wait is done within the open hours of a week. [count]"""
    return ceil(productive_hours / _sum(load.hours for load in plans[0].intervals))


def _by_half_hour(plans: Sequence[StaffPlan]) -> dict[tuple[int, int], int]:
    """Productive time by weekday and half-hour, for its proportions. [agent-minutes]"""
    minutes: dict[tuple[int, int], int] = {}
    for plan in plans:
        for load, agents in zip(plan.intervals, plan.agents, strict=True):
            for half, length in _half_hours(load.weekday, load.start_minute, load.minutes):
                minutes[half] = minutes.get(half, 0) + agents * length
    return minutes if any(minutes.values()) else {}


@lru_cache(_HALF_HOURS_KEPT)
def _half_hours(weekday: int, start_minute: int, minutes: int) -> tuple[tuple[tuple[int, int], int], ...]:
    """The half-hours of an interval, and how long it is in each. [weekday and half-hour], [minutes]"""
    parts = overlaps(start_minute, minutes, HALF_HOUR_MINUTES)
    return tuple(((weekday, half), length) for half, _, length in parts)


def _sum(figures: Iterable[Fraction]) -> Fraction:
    """An exact sum."""
    return sum(figures, Fraction(0))
