"""How many agents, hour by hour, does that take? (`callvet staff`)"""

from __future__ import annotations

from calendar import month_name
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final

from callvet.demand.forecast import forecast
from callvet.demand.period import ordinary_period
from callvet.demand.staff_plan import FULL_TIME_HOURS_PER_WEEK, StaffedInterval, StaffPlan
from callvet.demand.staffing import result_of_team
from callvet.demand.target import IntervalResult
from callvet.demand.team import TeamRange, team_for
from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.prices.wishes import Wishes, shape_text, wanted_volumes, with_wishes
from callvet.load.case import load_needs
from callvet.load.discovery import NothingToWorkOnError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from callvet.demand.interval_load import Load
    from callvet.demand.metering import Staffed
    from callvet.demand.shifts import Shift
    from callvet.demand.usage import Usage
    from callvet.model.case import NeedsFile
    from callvet.model.needs import Needs

OTHER_SHIFT_HOURS: Final = (Fraction(4), Fraction(8))
"""Half a day's and a day's work, shown where the needs ask for no shifts. [hours]"""
_WEEK: Final = ordinary_period(Fraction(7))


@dataclass(frozen=True, slots=True)
class InShifts:
    """What a week takes once nobody comes for less than a shift.

    Attributes:
        minimum_hours: The shortest shift. [hours]
        shifts: Who come when; by language, where agents speak one each.
        agent_hours_per_week: Productive hours of all shifts. [hours per week]
        added_hours_per_week: How many more that is than by the half-hour. [hours per week]
    """

    minimum_hours: Fraction
    shifts: tuple[Shift, ...]
    agent_hours_per_week: Fraction
    added_hours_per_week: Fraction


@dataclass(frozen=True, slots=True)
class Staffing:
    """One way to staff the week.

    Attributes:
        week: The intervals with their agents, all queues together.
        hours: The hours of the week, with those that work which can wait adds.
    """

    week: StaffPlan
    hours: Staffed

    @property
    def full_time_agents(self) -> Fraction:
        """Paid hours in contracts of 40 hours a week. [full-time agents]"""
        return self.hours.paid_hours / FULL_TIME_HOURS_PER_WEEK

    @property
    def later_hours(self) -> Fraction:
        """What work that can wait adds, beyond the time in which agents wait for contacts. [hours per week]"""
        return self.hours.productive_hours - self.week.agent_hours_per_week


@dataclass(frozen=True, slots=True)
class StaffAnswer:
    """How many agents a volume takes.

    Attributes:
        needs: Under which they were reckoned.
        volume: Calls. [calls per month]
        pooled: Every agent speaks every language, or there is only one.
        separate: Every agent speaks one language; None where there is only one.
        by_language: The queue of each language, where there are several.
        shifts: What the week takes in shifts, shortest first: those of the needs, else examples.
        deferrable_hours: E-mails, later work and calls out of the week, which can wait. [hours per week]
        other_contacts: Contacts of the week that wait for an agent, beside the calls. [contacts per week]
        notes: What the user should know.
    """

    needs: Needs
    volume: Fraction
    pooled: Staffing
    separate: Staffing | None
    by_language: Mapping[str, StaffPlan]
    shifts: tuple[InShifts, ...]
    deferrable_hours: Fraction
    other_contacts: Fraction
    notes: tuple[str, ...] = ()

    @property
    def team(self) -> Staffing:
        """The way that the needs ask for; where they leave it open, the one that takes the fewest."""
        return self.separate if self.separate and self.needs.service.languages_staffed == "separate" else self.pooled

    @property
    def most(self) -> Staffing:
        """The most that it may take; as ``team`` where nothing is open."""
        return self.separate if self.separate and self.needs.service.languages_staffed == "any" else self.team

    @property
    def has_contacts(self) -> bool:
        """Whether anybody ever waits for an agent."""
        return _has_contacts(self.team.week)


def plan_agents(
    paths: Sequence[str | Path] = (), *, needs: str | Path | None = None, wishes: Wishes | None = None
) -> StaffAnswer:
    """Tell how many agents an ordinary week takes, interval by interval, and the hours that come to.

    Where nobody ever calls, nobody is needed, though an open line would take one agent.

    Args:
        paths: What the needs lie beside; none means the current folder.
        needs: The needs, where they are named.
        wishes: What the call changes of them.

    Raises:
        BadFilesError: The needs have problems; all of them are told.
        NothingToWorkOnError: A named path is not there, or a figure makes no team possible; the message has the fix.
    """
    case = load_needs(paths, needs)
    if case.problems:
        raise BadFilesError(case.problems)
    try:
        return _answered(case.needs, wishes or Wishes())
    except ValueError as refused:
        raise NothingToWorkOnError(str(refused)) from refused


def _answered(file: NeedsFile, wanted: Wishes) -> StaffAnswer:
    """What the needs take, as the call changes them."""
    needs = with_wishes(file.needs, wanted)
    volume = wanted_volumes(needs, wanted)[0]
    usage = forecast(needs, volume, _WEEK, csv_text=shape_text(file, needs))
    both_ends = needs.service.model_copy(update={"languages_staffed": "any"})
    team = _without_idle_lines(team_for(needs.model_copy(update={"service": both_ends}), usage))
    pooled, separate = _together(team.fewest), _together(team.most)
    languages = [language for language, share in (usage.languages or {}).items() if share]
    by_language = dict(zip(languages, team.most, strict=True)) if languages[1:] else {}
    queues = team.most if by_language and needs.service.languages_staffed == "separate" else team.fewest
    return StaffAnswer(
        needs=needs,
        volume=volume,
        pooled=Staffing(pooled, team.low(_WEEK)),
        separate=Staffing(separate, team.high(_WEEK)) if by_language else None,
        by_language=by_language,
        shifts=tuple(_in_shifts(queues, hours) for hours in _shift_hours(needs)),
        deferrable_hours=team.deferrable_hours,
        other_contacts=_contacts(pooled) - usage.calls,
        notes=tuple(_notes(file, needs, usage)),
    )


def _contacts(plan: StaffPlan) -> Fraction:
    """All that wait for an agent. [contacts per week]"""
    return sum((Fraction(load.calls) for load in plan.loads), Fraction(0))


def _has_contacts(plan: StaffPlan) -> bool:
    """Whether there are any."""
    return _contacts(plan) > 0


def _without_idle_lines(team: TeamRange) -> TeamRange:
    """The same team, without those that would be there for nobody at all."""
    if _has_contacts(team.fewest[0]):
        return team
    return TeamRange(tuple(map(_nobody, team.fewest)), tuple(map(_nobody, team.most)), team.deferrable_hours)


def _nobody(plan: StaffPlan) -> StaffPlan:
    """The same week without agents."""
    return result_of_team(plan.loads, [0] * len(plan.loads), plan.rules)


def _together(plans: Sequence[StaffPlan]) -> StaffPlan:
    """Queues beside each other as one week: agents added up, levels and waits as the mean contact meets them."""
    if len(plans) == 1:
        return plans[0]
    loads = tuple(map(_load_of_all, zip(*(plan.loads for plan in plans), strict=True)))
    agents = tuple(map(sum, zip(*(plan.agents for plan in plans), strict=True)))
    return _JoinedPlan(loads, agents, plans[0].rules, queues=tuple(plans))


@dataclass(frozen=True)
class _JoinedPlan(StaffPlan):
    """Queues beside each other as one week."""

    queues: tuple[StaffPlan, ...] = ()

    @cached_property
    def rows(self) -> tuple[StaffedInterval, ...]:
        """Levels and waits as the mean contact meets them."""
        beside = zip(*(queue.rows for queue in self.queues), strict=True)
        return tuple(_joined(load, rows) for load, rows in zip(self.loads, beside, strict=True))

    @cached_property
    def results(self) -> tuple[IntervalResult, ...]:
        """The same without the intervals."""
        return tuple(row.result for row in self.rows)


def _load_of_all(loads: Sequence[Load]) -> Load:
    """The contacts of all queues in one interval."""
    return replace(loads[0], calls=sum((Fraction(load.calls) for load in loads), Fraction(0)))


def _joined(load: Load, rows: Sequence[StaffedInterval]) -> StaffedInterval:
    """One interval of queues beside each other, whose contacts all take as long."""
    shares = [float(row.load.calls) for row in rows]
    calls = sum(shares)

    def mean(figures: Iterator[float], without_calls: float = 0.0) -> float:
        return sum(map(float.__mul__, shares, figures)) / calls if calls else without_calls

    agents = sum(row.agents for row in rows)
    result = IntervalResult(
        agents=agents,
        service_level=mean((row.result.service_level for row in rows), without_calls=1.0),
        average_wait_seconds=mean(row.result.average_wait_seconds for row in rows),
        occupancy=float(sum((row.busy_agents for row in rows), Fraction(0)) / agents) if agents else 0.0,
        abandoned_share=mean(row.result.abandoned_share for row in rows),
    )
    levels = (row.level_with_one_fewer or 0.0 for row in rows)
    return StaffedInterval(load, result, mean(levels, without_calls=1.0) if agents else None)


def _shift_hours(needs: Needs) -> tuple[Fraction, ...]:
    """The shortest shifts to look at. [hours]"""
    stated = Fraction(needs.service.minimum_shift_hours)
    return (stated,) if stated else OTHER_SHIFT_HOURS


def _in_shifts(queues: Sequence[StaffPlan], minimum_hours: Fraction) -> InShifts:
    """The same queues with agents who come for whole shifts."""
    plans = [
        result_of_team(
            plan.loads,
            plan.agents,
            replace(plan.rules, minimum_shift_hours=minimum_hours),
        )
        for plan in queues
    ]
    return InShifts(
        minimum_hours,
        tuple(shift for plan in plans for shift in plan.shifts),
        sum((plan.shift_hours_per_week for plan in plans), Fraction(0)),
        sum((plan.hours_added_by_shifts for plan in plans), Fraction(0)),
    )


def _notes(file: NeedsFile, needs: Needs, usage: Usage) -> Iterator[str]:
    """What was assumed."""
    if file.document is None:
        yield "no needs.yaml was found, so callvet's defaults hold wherever the call says nothing else"
    season = needs.demand.season
    most = max(season) * len(season) / sum(season)
    if usage.calls and most > 1:
        busiest = month_name[season.index(max(season)) + 1]
        yield f"this is an average month; in {busiest}, the busiest, {float(most):.3g} times as many calls come"
