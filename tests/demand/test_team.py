"""Who must be there: the staffing model's agents, work that can wait, and teams that a quote states."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import exp

import pytest

from callvet.demand.forecast import forecast
from callvet.demand.interval_load import Load
from callvet.demand.metering import Staffed
from callvet.demand.period import contract_months, ordinary_period
from callvet.demand.team import (
    TeamRange,
    _week,
    hours_of_team,
    staffed_team,
    staffing_rules,
    stated_team,
    team_for,
    weeks_of,
)
from callvet.demand.usage import Usage
from callvet.model.charge import Charge
from callvet.model.charge import Staffed as StatedTeam
from callvet.model.needs import Needs
from tests.conftest import read


def week_loads(needs: Needs, usage: Usage) -> list[Load]:
    """The contacts of each planning interval of an ordinary week, at the volume of the period."""
    loads, contacts = _week(needs, usage, has_line=True)
    return [load.scaled(contacts) for load in loads]


MONTH = ordinary_period()
WEEK = ordinary_period(Fraction(7))
WEEKS = Fraction("30.4375") / 7
OFFICE = "shape: flat, spread: 0, calls_per_month: 5000"


def needs_of(demand: str = OFFICE, service: str = "") -> Needs:
    more = f", service: {{{service}}}" if service else ""
    return read(f"{{demand: {{{demand}}}{more}}}", "needs.yaml", Needs)[0]


def usage_of(needs: Needs) -> Usage:
    return forecast(needs, None, MONTH)


def team_of(demand: str = OFFICE, service: str = "") -> TeamRange:
    needs = needs_of(demand, service)
    return team_for(needs, usage_of(needs))


def stated(text: str) -> StatedTeam:
    return read(text, "quote.yaml", StatedTeam)[0]


def test_rules_are_those_of_the_needs() -> None:
    rules = staffing_rules(
        needs_of(
            OFFICE + ", patience_seconds: 90",
            "model: erlang_a, measured: day, max_occupancy: 85%, calls: {share: 90%, within_seconds: 15}, "
            "shrinkage: {in_shift: 10%, out_of_shift: 15%}, minimum_shift_hours: 4",
        )
    )
    assert (rules.target.share, rules.target.within_seconds, rules.target.max_occupancy) == (0.9, 15, 0.85)
    assert (rules.target.model, rules.target.patience_seconds, rules.measured) == ("erlang_a", 90, "day")
    assert (rules.shrinkage_in_shift, rules.shrinkage_out_of_shift) == (Decimal("0.10"), Decimal("0.15"))
    assert rules.minimum_shift_hours == 4


def test_the_contracts_example_is_staffed_as_it_says() -> None:
    week = team_of().low(WEEK)
    assert week.positions == 5
    assert week.productive_hours == 250
    assert round(float(week.logged_in_hours), 1) == 284.1
    assert round(float(week.paid_hours), 1) == 355.1
    assert team_of().low(MONTH).handling_hours == Fraction(5000 * 363, 3600)


def test_two_shrinkages_multiply_as_published() -> None:
    # wewfm.com, cost and revenue part 3: 176 x (1 - 10.3%) x (1 - 14%) = 135.77 productive hours of one agent.
    week = team_of(service="shrinkage: {in_shift: 10.3%, out_of_shift: 14%}").low(WEEK)
    assert week.productive_hours / week.paid_hours * 176 == Fraction("135.769920")


def test_without_languages_there_is_one_way_to_staff() -> None:
    team = team_of()
    assert team.fewest == team.most
    assert team.low(MONTH) == team.high(MONTH)


@pytest.mark.parametrize(("staffed", "are_equal"), [("any", False), ("pooled", True), ("separate", True)])
def test_agents_may_speak_all_languages_or_one_each(staffed: str, *, are_equal: bool) -> None:
    team = team_of(OFFICE + ", languages: {en: 50%, es: 50%, fr: 0%}", f"languages_staffed: {staffed}")
    assert (team.low(MONTH) == team.high(MONTH)) is are_equal
    assert len(team.fewest) == (2 if staffed == "separate" else 1)
    assert len(team.most) == (1 if staffed == "pooled" else 2)
    assert team.high(MONTH).handling_hours == team.low(MONTH).handling_hours


def test_languages_are_staffed_one_by_one_only_where_that_is_asked_for() -> None:
    team = team_of(OFFICE + ", languages: {en: 50%, es: 50%}", "languages_staffed: any")
    assert (team.fewest[0].average_wait_seconds > 0, "most" in vars(team)) == (True, False)
    assert (team.high(MONTH) == team.low(MONTH), "most" in vars(team)) == (False, True)


def test_one_language_alone_is_not_staffed_twice() -> None:
    team = team_of(OFFICE + ", languages: {en: 100%}", "languages_staffed: separate")
    assert team.fewest == team.most


def test_work_that_can_wait_fills_the_time_between_calls_first() -> None:
    # 250 productive hours x 90% - 115.95 on calls leave 109.05 a week; 400 e-mails of 15 minutes are 100 x 7 / 30.4375.
    with_email = team_of(OFFICE + ", channels: {email: {per_month: 400, handle_seconds: 900}}")
    assert with_email.deferrable_hours == 100 / WEEKS
    assert with_email.low(WEEK).productive_hours == 250
    assert with_email.low(MONTH).handling_hours == Fraction(5000 * 363, 3600) + 100


def test_work_beyond_that_takes_agents_of_its_own() -> None:
    hours = 1000 / WEEKS
    team = team_of(OFFICE + ", channels: {email: {per_month: 4000, handle_seconds: 900}}")
    spare = 250 * Fraction("0.9") - Fraction(5000 * 363, 3600) / WEEKS
    assert team.low(WEEK).productive_hours == 250 + (hours - spare) / Fraction("0.9")


def test_chats_wait_for_an_agent_and_are_held_several_at_once() -> None:
    needs = needs_of(OFFICE + ", channels: {chat: {per_month: 1000, handle_seconds: 600, concurrency: 2}}")
    loads = week_loads(needs, usage_of(needs))
    assert sum(Fraction(load.calls) for load in loads) == 6000 / WEEKS
    # 5,000 x 363 s and 1,000 x 300 s of an agent.
    assert loads[0].handle_seconds == Fraction(5000 * 363 + 1000 * 300, 6000)


@pytest.mark.parametrize(("minutes", "rows"), [(15, 200), (20, 150), (30, 100), (60, 50)])
def test_intervals_are_as_long_as_the_needs_plan(minutes: int, rows: int) -> None:
    needs = needs_of(service=f"interval_minutes: {minutes}")
    loads = week_loads(needs, usage_of(needs))
    assert len(loads) == rows
    assert {load.minutes for load in loads} == {minutes}
    assert sum(Fraction(load.calls) for load in loads) == 5000 / WEEKS
    assert (loads[0].weekday, loads[0].start_minute, loads[1].start_minute) == (0, 480, 480 + minutes)


@pytest.mark.parametrize("minutes", [15, 20, 30, 60])
def test_an_interval_that_opens_in_its_middle_counts_its_open_part_alone(minutes: int) -> None:
    demand = OFFICE + ', open: "Mo-Fr 08:30-17:30"'
    needs = needs_of(demand, service=f"interval_minutes: {minutes}")
    loads = week_loads(needs, usage_of(needs))
    assert sum(load.hours for load in loads) == 45
    assert sum(Fraction(load.calls) for load in loads) == 5000 / WEEKS
    first, last = loads[0], loads[-1]
    assert (first.weekday, first.start_minute) == (0, 510)
    assert (last.weekday, last.start_minute + last.minutes) == (4, 1050)
    # Nine hours of even calls are as busy in the first part of an interval as in a whole one.
    assert len({load.offered_erlangs for load in loads}) == 1
    by_half_hour = team_of(demand, service=f"interval_minutes: {minutes}").low(WEEK).by_half_hour
    assert (min(by_half_hour), max(by_half_hour), len(by_half_hour)) == ((0, 17), (4, 34), 90)


def test_opening_at_the_half_hour_costs_no_half_hours_more() -> None:
    demand = OFFICE + ', open: "Mo-Fr 08:30-17:30"'
    by_half_hours, by_hours = (
        team_of(demand, service=f"interval_minutes: {minutes}").low(WEEK).productive_hours for minutes in (30, 60)
    )
    assert by_hours == by_half_hours


@pytest.mark.parametrize("minutes", [15, 20, 30, 60])
def test_minutes_by_half_hour_are_all_of_the_productive_ones(minutes: int) -> None:
    week = team_of(service=f"interval_minutes: {minutes}").low(WEEK)
    assert sum(week.by_half_hour.values()) == 60 * week.productive_hours
    assert min(week.by_half_hour) == (0, 16)
    assert max(week.by_half_hour) == (4, 35)


def test_no_calls_still_take_somebody_while_open() -> None:
    needs = needs_of("shape: flat, spread: 0")
    team = team_for(needs, forecast(needs, 0, MONTH))
    assert team.low(WEEK).productive_hours == 50
    assert team.low(WEEK).handling_hours == 0


def test_where_nobody_calls_in_calls_out_take_their_own_time_alone() -> None:
    needs = needs_of(
        "shape: flat, spread: 0, outbound: {calls_per_month: 100, connect_share: 30%, handle_seconds: 180}"
    )
    staff = team_for(needs, forecast(needs, 0, MONTH), has_line=False).low(MONTH)
    # 30 calls of 3 minutes are 1.5 hours, at 90% occupancy 1.67; with a line, somebody would be there for 217.
    assert (staff.handling_hours, staff.productive_hours) == (Fraction("1.5"), Fraction(5, 3))
    assert staff.positions == 1
    assert not staff.by_half_hour


def test_much_work_that_can_wait_takes_as_many_positions_as_its_hours() -> None:
    needs = needs_of("shape: flat, spread: 0, languages: {en: 50%, es: 50%}, outbound: {calls_per_month: 20000}")
    team = team_for(needs, forecast(needs, 0, MONTH), has_line=False)
    # 6,000 calls of 3 minutes are 300 hours a month, 69 a week, at 90% occupancy 76.7; the week has 50.
    assert team.low(MONTH).productive_hours == team.high(MONTH).productive_hours == 300 / Fraction("0.9")
    assert team.low(MONTH).positions == 2


def test_every_month_of_a_contract_has_as_many_weeks() -> None:
    months = contract_months(needs_of().demand, date(2027, 1, 1), 2)
    assert [weeks_of(month) for month in months] == [WEEKS, WEEKS]
    assert weeks_of(WEEK) == 1


# Teams that a quote states


def test_a_stated_team_is_there_for_all_its_hours() -> None:
    # roicallcentersolutions.com: 25 agents x 30 hours = 750 billable hours a week.
    assert hours_of_team(stated("{agents: 25, hours_per_week: 30}"), WEEK) == Staffed(
        Fraction(750), Fraction(750), Fraction(750), Fraction(750), positions=25
    )
    assert hours_of_team(stated("{agents: 2.5, hours_per_week: 40}"), WEEK).positions == 3


def test_one_agent_for_one_hour_reaches_what_erlang_says() -> None:
    needs = needs_of("shape: flat, spread: 0, open: 'Mo 08:00-08:30', calls_per_month: 21.741071428571428571")
    plan = stated_team(needs, usage_of(needs), stated("{agents: 1, hours_per_week: 1}"))
    # Five calls of 363 s in 1,800 s offer a = 1.0083 erlang: too much for one agent.
    assert [row.agents for row in plan.rows] == [1]
    assert plan.service_level == 0
    light = needs_of("shape: flat, spread: 0, open: 'Mo 08:00-08:30', calls_per_month: 4.3482142857142857142857")
    plan = stated_team(light, usage_of(light), stated("{agents: 1, hours_per_week: 1}"))
    # One call offers a = 363 / 1,800; with one agent P(wait) = a, and 1 - a exp(-(1 - a) 20 / 363) are in time.
    a = 363 / 1800
    assert plan.service_level == pytest.approx(1 - a * exp(-(1 - a) * 20 / 363), abs=1e-9)


def test_hours_are_spread_over_the_opening_hours_busiest_first() -> None:
    needs = needs_of(OFFICE.replace("flat", "office"))
    loads = week_loads(needs, usage_of(needs))
    plan = stated_team(needs, usage_of(needs), stated("{agents: 5, hours_per_week: 12}"))
    # 60 hours over 50: one agent everywhere, and a second in the 20 busiest half-hours.
    assert plan.agent_hours_per_week == 60
    second = [float(load.calls) for load, row in zip(loads, plan.rows, strict=True) if row.agents == 2]
    first = [float(load.calls) for load, row in zip(loads, plan.rows, strict=True) if row.agents == 1]
    assert (len(second), len(first)) == (20, 80)
    assert min(second) >= max(first)


def test_no_more_agents_are_there_than_the_team_has() -> None:
    needs = needs_of()
    plan = stated_team(needs, usage_of(needs), stated("{agents: 2, hours_per_week: 100}"))
    assert {row.agents for row in plan.rows} == {2}


def test_a_team_without_hours_answers_nobody() -> None:
    needs = needs_of()
    assert stated_team(needs, usage_of(needs), stated("{agents: 5}")).service_level == 0


def test_a_team_beyond_all_measure_answers_everybody_at_once() -> None:
    needs = needs_of()
    plan = stated_team(needs, usage_of(needs), stated("{agents: 999999999999999, hours_per_week: 168}"))
    assert plan.service_level == pytest.approx(1)


def test_a_team_whose_hours_are_not_said_works_full_time() -> None:
    def of(text: str) -> StatedTeam | None:
        return staffed_team(read(f"{{per: agent, rate: 1, {text}}}", "quote.yaml", Charge)[0])

    full_time, part_time, said = (
        of("staffed: {agents: 5}"),
        of("staffed: {agents: 5}, hours_per_agent: 100"),
        of("staffed: {agents: 5, hours_per_week: 20}"),
    )
    assert full_time is not None
    assert full_time.hours_per_week == Fraction(2080, 12) / WEEKS
    assert part_time is not None
    assert part_time.hours_per_week == 100 / WEEKS
    assert said is not None
    assert said.hours_per_week == 20
    assert of("hours_per_agent: 100") is None
