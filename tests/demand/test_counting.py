"""What is counted of a charge in a period."""

from __future__ import annotations

import math
import random
from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.demand.counting import count
from callvet.demand.forecast import forecast
from callvet.demand.metering import Metering, NotStated, Staffed
from callvet.demand.parts import timing_of
from callvet.demand.period import Period, contract_months, four_week_cycles, ordinary_period
from callvet.demand.usage import Usage
from callvet.model.charge import Charge, Clock
from callvet.model.charge_kind import KINDS
from callvet.model.needs import Needs
from callvet.model.quote import Adjustment
from callvet.model.vendor import Agents
from callvet.pricing.count import Count
from tests.conftest import read

MONTH = ordinary_period()
FLAT = "shape: flat, open: 24/7, spread: 0, calls_per_month: 5000"
"""The demand of the contract's example: 5,000 calls of 363 s around the clock."""
TALK_HOLD_WRAP = "counts: [talk, hold, wrap]"
SPAN_OF_ERRORS = 4.5
"""A simulated sum lies so many of its standard errors from the truth at most, but for 1 in 100,000."""
TEAM = Staffed(
    handling_hours=Fraction(500),
    productive_hours=Fraction(800),
    logged_in_hours=Fraction(900),
    paid_hours=Fraction(1200),
    positions=9,
)


def charge(text: str) -> Charge:
    return read(f"{{{text}}}", "quote.yaml", Charge)[0]


def adjustments(*texts: str) -> tuple[Adjustment, ...]:
    return tuple(read(f"{{{text}}}", "quote.yaml", Adjustment)[0] for text in texts)


def needs_of(demand: str = FLAT, more: str = "term_months: 12") -> Needs:
    return read(f"{{{more}, demand: {{{demand}}}}}", "needs.yaml", Needs)[0]


def usage_of(demand: str = FLAT, period: Period = MONTH, more: str = "term_months: 12") -> Usage:
    return forecast(needs_of(demand, more), None, period)


def counted(text: str, metering: Metering | Usage) -> Count:
    found = count(charge(text), metering if isinstance(metering, Metering) else Metering(metering))
    assert isinstance(found, Count), found
    return found


def units(text: str, metering: Metering | Usage) -> Fraction:
    return counted(text, metering).units


def minutes(clock: str, demand: str = FLAT, more: str = "") -> Fraction:
    return units(f"per: minute, rate: 1, clock: {{{clock}}}{more}", usage_of(demand))


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (f"{TALK_HOLD_WRAP}, step_seconds: 1", 30_250),
        (f"{TALK_HOLD_WRAP}, step_seconds: 60", 35_000),
        (f"{TALK_HOLD_WRAP}, step_seconds: 6", 30_500),
        (f"{TALK_HOLD_WRAP}, step_seconds: 60, round: component", 5000 * (5 + 1 + 2)),
        (f"{TALK_HOLD_WRAP}, step_seconds: 60, minimum_seconds: 600", 50_000),
        (f"{TALK_HOLD_WRAP}, step_seconds: 1, wrap_cap_seconds: 60", Fraction(5000 * 335, 60)),
        (f"{TALK_HOLD_WRAP}, step_seconds: 1, wrap_fixed_seconds: 45", Fraction(5000 * 320, 60)),
        ("counts: [talk], step_seconds: 60, wrap_fixed_seconds: 45", Fraction(5000 * 345, 60)),
        ("counts: [talk], step_seconds: 1", Fraction(5000 * 250, 60)),
        ("counts: [ring, queue, talk, hold, transfer, wrap], step_seconds: 60", 35_000),
        ("counts: [ivr], step_seconds: 1", 0),
    ],
)
def test_five_thousand_calls_are_so_many_minutes(clock: str, expected: Fraction) -> None:
    assert minutes(clock) == expected


def test_every_part_of_the_line_may_run_the_clock() -> None:
    demand = FLAT + ", ivr_seconds: 30, ring_seconds: 8, queue_seconds: 20, transfer_share: 10%, transfer_seconds: 120"
    assert minutes("counts: [ivr], step_seconds: 1", demand) == 5000 * 30 / 60
    assert minutes("counts: [ring, queue], step_seconds: 1", demand) == Fraction(5000 * 28, 60)
    assert minutes("counts: [transfer], step_seconds: 60", demand) == 500 * 2
    # 363 + 28 s are 7 minutes; with 120 s of the transfer, 511 s are 9.
    everything = "counts: [ring, queue, talk, hold, transfer, wrap], step_seconds: 60"
    assert minutes(everything, demand) == 4500 * 7 + 500 * 9


def test_self_service_runs_the_automated_clock_alone_and_has_no_wrap_up() -> None:
    demand = FLAT + ", ivr_seconds: 40, self_service: 20%"
    assert minutes("counts: [ivr], step_seconds: 60", demand) == 6250
    assert minutes("counts: [ivr], step_seconds: 60, wrap_fixed_seconds: 60", demand) == 6250 + 5000
    assert minutes("counts: [talk], step_seconds: 1", demand) == Fraction(5000 * 250, 60)


def test_wrong_numbers_and_calls_out_are_minutes_too() -> None:
    demand = FLAT + ", unproductive: {share: 10%, seconds: 15}, follow_up: {share: 20%, seconds: 90}"
    demand += ", outbound: {calls_per_month: 1000, connect_share: 30%, handle_seconds: 180}"
    clock = f"{TALK_HOLD_WRAP}, step_seconds: 60"
    assert minutes(clock, demand) == 35_000 + 500 + 1000 * 2 + 300 * 3
    assert minutes(clock, demand, ", when: {direction: out}") == 2000 + 900
    assert minutes(clock, demand, ", when: {direction: in}") == 35_500


def test_other_channels_run_the_clock_where_the_charge_is_for_them() -> None:
    demand = (
        FLAT + ", channels: {chat: {per_month: 100, handle_seconds: 610}, email: {per_month: 60}, sms: {per_month: 50}}"
    )
    clock = "counts: [talk], step_seconds: 60"
    assert minutes(clock, demand) == 5000 * 5
    assert minutes(clock, demand, ", when: {channel: chat}") == 100 * 11
    assert minutes(clock, demand, ", when: {channel: phone}") == 5000 * 5


def test_events_are_billed_as_seconds_that_no_step_rounds() -> None:
    demand = FLAT + ", messages_per_call: 2, transfer_share: 1%, outcomes_per_month: {lead: 12}"
    demand += ", units_per_cycle: {pages: 30}, channels: {email: {per_month: 60}, sms: {per_month: 50}}"
    demand += ", follow_up: {share: 1%, channel: email}"
    clock, calls = "counts: [talk], step_seconds: 60", 25_000

    def with_events(events: str, more: str = "") -> Fraction:
        return minutes(clock, demand, f", event_seconds: {{{events}}}{more}")

    assert with_events("email: 6") == calls + 110 * Fraction(6, 60)
    assert with_events("message: 30, sms: 6") == calls + 10_000 * Fraction(30, 60) + 50 * Fraction(6, 60)
    assert with_events("transfer: 60, lead: 60, pages: 60") == calls + 50 + 12 + 30
    assert with_events("call: 12, contact: 6") == calls + 5000 * Fraction(12, 60) + (5000 + 110 + 50) * Fraction(6, 60)
    assert with_events("email: 6", ", when: {channel: email}") == 110 * Fraction(6, 60)


def test_an_event_of_ones_own_must_be_stated() -> None:
    unknown = charge("per: minute, rate: 1, clock: {counts: [talk], step_seconds: 1}, event_seconds: {fax: 6}")
    assert count(unknown, Metering(usage_of())) == NotStated("demand.units_per_cycle.fax")


def test_social_contacts_may_be_events() -> None:
    demand = FLAT + ", channels: {social: {per_month: 60}}"
    assert minutes("counts: [talk], step_seconds: 60", demand, ", event_seconds: {social: 60}") == 25_060


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        ("call", 5000 + 100 + 300),
        ("chat", 70),
        ("email", 60),
        ("sms", 50),
        ("contact", 5400 + 70 + 60 + 50 + 40),
        ("transfer", 250),
        ("[call, transfer, sms]", 5400 + 250 + 50),
        ("[lead, appointment]", 12 + 3),
        ("order", 4),
        ("sale", 5),
        ("resolution", 6),
        ("cycle", 1),
        ("once", 0),
    ],
)
def test_contacts_and_outcomes_are_counted_one_by_one(per: str, expected: int) -> None:
    usage = usage_of(
        FLAT
        + """, transfer_share: 5%, unproductive: {share: 2%}, self_service: 50%, messages_per_call: 3,
        outbound: {calls_per_month: 1000},
        outcomes_per_month: {lead: 12, appointment: 3, order: 4, sale: 5, resolution: 6},
        channels: {chat: {per_month: 70}, email: {per_month: 60}, sms: {per_month: 50}, social: {per_month: 40}}"""
    )
    assert units(f"per: {per}, rate: 1", usage) == expected


def test_contacts_are_told_once_whatever_is_counted_of_them() -> None:
    usage = usage_of(FLAT + ", transfer_share: 5%, self_service: 50%, outcomes_per_month: {lead: 12}")

    def contacts(text: str) -> Fraction:
        return counted(text, usage).contacts

    assert contacts("per: [call, transfer], rate: 1") == 5000
    assert contacts("per: transfer, rate: 1") == 250
    assert contacts("per: lead, rate: 1") == 12
    assert contacts("per: minute, rate: 1, clock: {counts: [talk], step_seconds: 1}") == 5000
    assert contacts("per: minute, rate: 1, clock: {counts: [talk], step_seconds: 1}, event_seconds: {call: 6}") == 5000
    assert contacts("per: minute, rate: 1, clock: {counts: [talk], step_seconds: 1}, share_of_calls: 20%") == 1000
    assert contacts("per: cycle, rate: 1") == 0


def test_only_a_share_of_calls_is_charged() -> None:
    assert units("per: call, rate: 1, share_of_calls: 20%", usage_of()) == 1000
    assert minutes(f"{TALK_HOLD_WRAP}, step_seconds: 60", FLAT, ", share_of_calls: 20%") == 7000


def test_a_share_of_the_sales_value_counts_money() -> None:
    usage = usage_of(
        FLAT + ", outcomes_per_month: {sale: 5}, sales_value_per_month: 800, languages: {en: 75%, es: 25%}"
    )
    assert counted("per: sale, percent_of_value: 5", usage) == Count(Fraction(800), contacts=Fraction(5))
    spanish = counted("per: sale, percent_of_value: 5, when: {language: es}", usage)
    assert (spanish.units, spanish.contacts) == (200, Fraction(5, 4))


def test_outcomes_are_spread_as_the_contacts_of_agents_are() -> None:
    usage = usage_of(FLAT + ", outcomes_per_month: {lead: 60}, channels: {chat: {per_month: 1000}}, self_service: 50%")
    assert units("per: lead, rate: 1, when: {channel: chat}", usage) == 10
    assert units("per: lead, rate: 1, when: {channel: chat}", usage._replace(flows=())) == 0


@pytest.mark.parametrize(
    ("free", "expected"),
    [
        ("{under_seconds: 30, per_cycle: 30}", 35_000 + 500 - 30),
        ("{under_seconds: 30, per_cycle: 1000}", 35_000),
        ("{under_seconds: 30}", 35_000),
        ("{under_seconds: 15}", 35_500),
        ("{under_seconds: 400}", 0),
    ],
)
def test_short_calls_are_free_up_to_a_number(free: str, expected: int) -> None:
    demand = FLAT + ", unproductive: {share: 10%, seconds: 15}"
    assert minutes(f"{TALK_HOLD_WRAP}, step_seconds: 60, free_calls: {free}", demand) == expected


def test_free_calls_are_those_that_are_charged_at_all() -> None:
    usage = usage_of(FLAT + ", unproductive: {share: 10%, seconds: 15}, languages: {en: 80%, es: 20%}")
    free = "free_calls: {under_seconds: 30, per_cycle: 30}"
    clock = f"per: minute, rate: 1, clock: {{{TALK_HOLD_WRAP}, step_seconds: 60, {free}}}"
    spanish = counted(clock + ", when: {language: es}, share_of_calls: 50%", usage)
    # Half of 20 %: 3,500 minutes of calls, and 50 of the short ones, of which 30 are free.
    assert (spanish.units, spanish.contacts) == (3500 + 20, 500 + 20)
    everyone = counted(
        clock, Metering(usage, adjustments=adjustments("percent: 10, applies_to: [minute], when: {language: es}"))
    )
    assert everyone.marked_shares == (Fraction(1, 5),)


def test_free_calls_of_uncertain_length_are_the_expected_ones() -> None:
    clock = f"per: minute, rate: 1, clock: {{{TALK_HOLD_WRAP}, step_seconds: 60"
    usage = usage_of("calls_per_month: 5000, shape: flat")
    all_calls, less = (
        units(clock + "}", usage),
        units(clock + ", free_calls: {under_seconds: 60, per_cycle: 10}}", usage),
    )
    assert float(all_calls - less) == pytest.approx(10), "each of the ten would be billed a minute"


def test_a_language_that_the_needs_do_not_name_is_asked_for() -> None:
    spanish = charge("per: call, rate: 1, when: {language: es}")
    assert count(spanish, Metering(usage_of())) == NotStated("demand.languages")
    assert units("per: call, rate: 1, when: {language: es}", usage_of(FLAT + ", languages: {es: 10%, en: 90%}")) == 500


def test_units_are_stated_by_the_quote_or_by_the_needs() -> None:
    usage = usage_of(FLAT + ", units_per_cycle: {numbers: 3}")
    assert units("per: unit, rate: 1, quantity: 7, for: numbers", usage) == 7
    assert units("per: unit, rate: 1, for: numbers", usage) == 3
    unknown = count(charge("per: unit, rate: 1, for: script changes"), Metering(usage))
    assert unknown == NotStated("demand.units_per_cycle.script changes")
    nameless = charge("per: unit, rate: 1, quantity: 1").model_copy(update={"quantity": None})
    assert count(nameless, Metering(usage)) == NotStated("demand.units_per_cycle.")


def test_what_is_charged_once_falls_at_the_start() -> None:
    demand = needs_of().demand
    start = date(2027, 1, 1)
    for periods in (contract_months(demand, start, 3), four_week_cycles(demand, start, 3)):
        found = [units("per: once, rate: 500", usage_of(period=period)) for period in periods]
        assert found == [1, 0, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("per: hour, hours_counted: handling", 500),
        ("per: hour, hours_counted: productive", 800),
        ("per: hour, hours_counted: logged_in", 900),
        ("per: hour, hours_counted: paid", 1200),
        ("per: agent", Fraction(1200 * 12, 2080)),
        ("per: agent, hours_per_agent: 160", Fraction(15, 2)),
        ("per: seat", 9),
        ("per: hour, staffed: {agents: 5, hours_per_week: 40}", Fraction("30.4375") / 7 * 200),
        ("per: agent, staffed: {agents: 5}", 5),
        ("per: seat, staffed: {agents: 5}", 5),
    ],
)
def test_agents_time_is_that_of_the_staffing_answer_or_of_the_team_stated(text: str, expected: Fraction) -> None:
    found = counted(f"{text}, rate: 1", Metering(usage_of(), TEAM))
    assert (found.units, found.agents) == (expected, 5 if "staffed" in text else 9)


def test_agents_of_a_cycle_are_as_many_as_of_a_month() -> None:
    cycle = Metering(
        usage_of(period=ordinary_period(Fraction(28))), TEAM._replace(paid_hours=1200 * 28 / Fraction("30.4375"))
    )
    assert units("per: agent, rate: 1", cycle) == Fraction(1200 * 12, 2080)


def test_part_of_an_agent_is_an_agent_at_the_peak() -> None:
    assert counted("per: agent, staffed: {agents: 4.5}, rate: 1", usage_of()).agents == 5
    assert counted("per: call, rate: 1", Metering(usage_of(), TEAM)).agents is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("per: hour, rate: 1, hours_counted: paid", "no staffing answer is given"),
        ("per: seat, rate: 1", "no staffing answer is given"),
        ("per: hour, rate: 1", "hours_counted is open"),
        ("per: minute, rate: 1", "the clock is open"),
        ("per: minute, rate: 1, clock: {counts: [talk]}", "step_seconds of the clock are open"),
        ("per: minute, rate: 1, clock: {step_seconds: 1}", "counts and step_seconds of the clock are open"),
    ],
)
def test_what_is_open_must_be_answered_first(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        count(charge(text), Metering(usage_of()))


def test_hours_are_marked_by_the_time_and_the_work_in_them() -> None:
    # Agents are there from 8 to 12 on weekdays, 4 at once, and 2 from 12 to 16; twice as much work by phone as by chat.
    there = {(day, slot): 30 * (4 if slot < 24 else 2) for day in range(5) for slot in range(16, 32)}
    demand = "shape: flat, spread: 0, calls_per_month: 300, talk_seconds: 100, hold_seconds: 0, wrap_seconds: 0"
    demand += ", languages: {en: 80%, es: 20%}, channels: {chat: {per_month: 100, handle_seconds: 300, concurrency: 2}}"
    metering = Metering(usage_of(demand), TEAM._replace(by_half_hour=there))

    def hours(when: str) -> Fraction:
        return units(f"per: hour, rate: 1, hours_counted: productive, when: {{{when}}}", metering)

    assert hours("within: 'Mo-Fr 08:00-12:00'") == 800 * Fraction(2, 3)
    assert hours("outside: 'Mo-Fr 08:00-12:00'") == 800 * Fraction(1, 3)
    assert hours("language: es") == 160
    assert hours("channel: phone") == 800 * Fraction(2, 3)
    assert hours("channel: chat, language: es, within: 'Mo-Fr 08:00-12:00'") == 800 * Fraction(1 * 1 * 2, 3 * 5 * 3)
    assert hours("direction: out") == 0


def test_hours_without_a_plan_are_there_as_contacts_come() -> None:
    usage = usage_of("shape: flat, calls_per_month: 100")
    text = "per: hour, rate: 1, staffed: {agents: 7, hours_per_week: 40}, when: {within: 'Mo-Fr 08:00-13:00'}"
    assert units(text, usage) == Fraction("30.4375") / 7 * 140
    assert units(text, usage._replace(flows=())) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 14 of January's 31 days are in the first two weeks.
        (
            "per: hour, hours_counted: paid, ramp: {weeks: 2, productivity: 50%, billed: true}",
            1200 * Fraction(17 + 28, 31),
        ),
        ("per: hour, hours_counted: paid, ramp: {weeks: 2, productivity: 50%}", 1200 * Fraction(17 + 28, 31)),
        ("per: hour, hours_counted: paid, ramp: {weeks: 2, productivity: 50%, billed: false}", 1200),
        ("per: seat, ramp: {weeks: 8, productivity: 60%, billed: true}", 15),
        ("per: agent, staffed: {agents: 6}, ramp: {weeks: 2, productivity: 50%, billed: true}", 6),
        (
            "per: agent, staffed: {agents: 6}, ramp: {weeks: 2, productivity: 50%, billed: false}",
            6 * Fraction(17 + 7, 31),
        ),
        ("per: agent, staffed: {agents: 6}, ramp: {weeks: 8, productivity: 0%, billed: false}", 0),
    ],
)
def test_the_first_weeks_take_more_hours_or_bring_less(text: str, expected: Fraction) -> None:
    first, *_, later = contract_months(needs_of().demand, date(2027, 1, 1), 4)
    assert units(f"{text}, rate: 1", Metering(usage_of(period=first), TEAM)) == expected
    assert units(f"{text}, rate: 1", Metering(usage_of(period=later), TEAM)) in {6, 9, 1200}


def test_agents_who_do_nothing_at_first_cannot_be_counted() -> None:
    (first,) = contract_months(needs_of().demand, date(2027, 1, 1), 1)
    useless = charge("per: seat, rate: 1, ramp: {weeks: 2, productivity: 0%}")
    with pytest.raises(ValueError, match=r"ramp.productivity is 0%, .*; write a share above 0%"):
        count(useless, Metering(usage_of(period=first), TEAM))


PROFILE = read("{training_hours: 40, annual_attrition: 30%}", "vendor.yaml", Agents)[0]
TWELVE = TEAM._replace(paid_hours=Fraction(2080))


@pytest.mark.parametrize(
    ("text", "first", "later", "ordinary"),
    [
        ("per: training_hour", 480, 0, 0),
        ("per: training_hour, quantity: 100", 100, 0, 0),
        ("per: training_hour, quantity: 100, months: [1, 3]", 100, 100, 100),
        # 30 % of twelve agents leave in a year: 0.3 agents a month, of 40 hours.
        ("per: training_hour, attrition_training: true", 492, 12, 12),
        (
            "per: training_hour, quantity: 100, attrition_training: true",
            Fraction("102.5"),
            Fraction("2.5"),
            Fraction("2.5"),
        ),
        ("per: training_hour, attrition_training: false", 480, 0, 0),
        ("per: hour, hours_counted: paid, attrition_training: true", 2092, 2092, 2092),
        ("per: agent, attrition_training: true", *[12 + Fraction(12 * 12, 2080)] * 3),
        ("per: seat, staffed: {agents: 24}, attrition_training: true", *[24 + Fraction(24 * 12, 2080)] * 3),
    ],
)
def test_training_is_given_at_the_start_and_to_those_who_replace_leavers(
    text: str, first: Fraction, later: Fraction, ordinary: Fraction
) -> None:
    months = contract_months(needs_of().demand, date(2027, 1, 1), 2)
    one = charge(f"{text}, rate: 1")
    found = [count(one, Metering(usage_of(period=period), TWELVE, agents=PROFILE)) for period in (*months, MONTH)]
    assert [answer.units for answer in found if isinstance(answer, Count)] == [first, later, ordinary]


@pytest.mark.parametrize(
    ("text", "profile", "key"),
    [
        ("per: training_hour", None, "agents.training_hours"),
        ("per: training_hour", "annual_attrition: 30%", "agents.training_hours"),
        ("per: training_hour, quantity: 5, attrition_training: true", None, "agents.annual_attrition"),
        ("per: training_hour, attrition_training: true", "training_hours: 40", "agents.annual_attrition"),
        ("per: seat, attrition_training: true", "annual_attrition: 30%", "agents.training_hours"),
    ],
)
def test_training_that_the_profile_does_not_tell_is_asked_for(text: str, profile: str | None, key: str) -> None:
    agents = read(profile, "vendor.yaml", Agents)[0] if profile else None
    assert count(charge(f"{text}, rate: 1"), Metering(usage_of(), TEAM, agents=agents)) == NotStated(key)


def test_each_adjustment_marks_its_share_within_what_the_charge_counts() -> None:
    usage = usage_of("shape: flat, spread: 0, calls_per_month: 100, transfer_share: 25%, languages: {en: 80%, es: 20%}")
    theirs = adjustments(
        "percent: 25, applies_to: [call]",
        "percent: 25, applies_to: [call], when: {outside: 'Mo-Fr 08:00-12:00'}",
        "percent: 25, applies_to: [call, transfer], when: {within: 'Mo-Fr 09:00-15:30'}",
        "percent: 25, applies_to: [transfer], when: {language: es}",
        "percent: 25, applies_to: [minute]",
        "percent: 25, applies_to: [call], when: {holiday: US}",
        "percent: 25, applies_to: [call], when: {beyond: staffed}",
    )
    metering = Metering(usage, adjustments=theirs, beyond_share=Fraction(1, 10))
    assert counted("per: call, rate: 1", metering).marked_shares == (
        1,
        Fraction(3, 5),
        Fraction(13, 20),
        0,
        0,
        0,
        Fraction(1, 10),
    )
    # 100 calls and 25 transfers; from 8 to 13 there are ten half-hours of each day.
    both = counted("per: [call, transfer], rate: 1, when: {within: 'Mo-Fr 08:00-13:00'}", metering)
    assert both.units == Fraction(125, 2)
    assert both.marked_shares == (
        Fraction(4, 5),
        Fraction(4, 5) * Fraction(2, 10),
        Fraction(8, 10),
        Fraction(1, 5) * Fraction(1, 5),
        0,
        0,
        Fraction(4, 5) * Fraction(1, 10),
    )
    assert counted("per: call, rate: 1, when: {direction: out}", metering).marked_shares == (0,) * 7


def test_fees_are_not_marked_but_adjusted_as_a_whole() -> None:
    theirs = adjustments(
        "percent: 9, applies_to: [cycle]", "percent: 9, applies_to: [cycle, minute], when: {direction: in}"
    )
    assert counted("per: cycle, rate: 1", Metering(usage_of(), adjustments=theirs)).marked_shares == (1, 0)


def test_calls_beyond_the_team_are_counted_alone() -> None:
    beyond = charge("per: call, rate: 1, when: {beyond: staffed}")
    assert count(beyond, Metering(usage_of(), beyond_share=Fraction(1, 8))) == Count(
        Fraction(625), contacts=Fraction(625)
    )


def test_every_kind_of_charge_can_be_counted() -> None:
    metering = Metering(usage_of(), TEAM, agents=PROFILE)
    for kind in KINDS:
        more = ", clock: {counts: [talk], step_seconds: 1}" if kind == "minute" else ""
        more += ", quantity: 1" if kind == "unit" else ""
        more += ", hours_counted: paid" if kind == "hour" else ""
        assert units(f"per: {kind}, rate: 1{more}", metering) >= 0


def test_a_timing_needs_an_answered_clock() -> None:
    (call,) = usage_of().flows
    with pytest.raises(ValueError, match="are open; answer them"):
        timing_of(Clock(), call)


@given(hours=st.sampled_from(["Mo-Fr 08:00-20:00", "Mo-Su 06:00-23:00; PH off"]), month=st.integers(0, 11))
@settings(max_examples=20, deadline=None)
def test_what_is_within_and_what_is_outside_make_the_whole_month(hours: str, month: int) -> None:
    needs = needs_of(more="timezone: America/New_York, country: US")
    period = contract_months(needs.demand, date(2027, 1, 1), 12)[month]
    metering = Metering(forecast(needs, None, period), zone="America/Chicago")
    clock = f"per: minute, rate: 1, clock: {{{TALK_HOLD_WRAP}, step_seconds: 60}}"
    within, outside = (units(f"{clock}, when: {{{side}: '{hours}'}}", metering) for side in ("within", "outside"))
    assert within + outside == 35_000


SIMULATED = """
    timezone: America/New_York
    country: US
    demand:
      calls_per_month: 4000
      open: 24/7
      shape: office
      talk_seconds: 150
      hold_seconds: 30
      wrap_seconds: 60
      ring_seconds: 5
      transfer_share: 10%
      transfer_seconds: 90
      unproductive: {share: 8%, seconds: 11}
      languages: {en: 70%, es-MX: 30%}
"""


def test_a_month_simulated_call_by_call_bills_as_many_minutes() -> None:
    # November 2027: the clock goes back on the 7th, Veterans Day and Thanksgiving are on the 11th and the 25th.
    needs = read(SIMULATED, "needs.yaml", Needs)[0]
    period = contract_months(needs.demand, date(2027, 11, 1), 1)[0]
    usage = forecast(needs, None, period)
    clock = "clock: {counts: [ring, talk, wrap, transfer], step_seconds: 30, minimum_seconds: 60, wrap_cap_seconds: 90}"
    marks = [
        "within: 'Mo-Fr 08:00-18:00'",
        "outside: 'Mo-Sa 07:00-20:00'",
        "holiday: US",
        "language: es, outside: 'Mo-Fr 08:00-18:00'",
    ]
    expected = [
        float(units(f"per: minute, rate: 1, {clock}, when: {{{mark}}}", Metering(usage, zone="America/Los_Angeles")))
        for mark in marks
    ]
    calls = simulated_calls(usage)
    for position, minutes_expected in enumerate(expected):
        billed = [minutes if marked[position] else 0.0 for minutes, marked in calls]
        mean = math.fsum(billed) / len(billed)
        deviation = math.sqrt(math.fsum((one - mean) ** 2 for one in billed) / (len(billed) - 1))
        per_call = minutes_expected / 4320  # 4,000 calls and 8 % wrong numbers
        assert abs(mean - per_call) <= SPAN_OF_ERRORS * deviation / math.sqrt(len(billed)), marks[position]


def simulated_calls(usage: Usage) -> list[tuple[float, tuple[bool, ...]]]:
    """So many calls as a dozen such months have, with their billed minutes and which of four marks they have."""
    dice = random.Random(20271101)  # noqa: S311 - a simulation, not a secret
    here, there = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")
    first = int(datetime(2027, 11, 1, tzinfo=here).timestamp())
    end = int(datetime(2027, 12, 1, tzinfo=here).timestamp())
    starts = range(first, end, 60)
    weights = []
    for start in starts:
        local = datetime.fromtimestamp(start, UTC).astimezone(here)
        weights.append(float(usage.week[local.weekday(), 2 * local.hour + local.minute // 30]))
    sigma = math.sqrt(math.log1p(1.29**2))
    calls = []
    for start in dice.choices(starts, weights, k=50_000):
        local = datetime.fromtimestamp(start, UTC).astimezone(there)
        if dice.random() < 0.08 / 1.08:
            seconds = 5.0 + 11
        else:
            handle = dice.lognormvariate(math.log(240) - sigma * sigma / 2, sigma)
            seconds = 5 + handle * 150 / 240 + min(handle * 60 / 240, 90) + (90 if dice.random() < 0.1 else 0)
        workday = local.weekday() < 5 and 8 <= local.hour < 18
        evening = not (local.weekday() < 6 and 7 <= local.hour < 20)
        spanish = dice.random() < 0.3
        marked = (workday, evening, local.day in {11, 25} and local.month == 11, spanish and not workday)
        calls.append((max(math.ceil(seconds / 30) * 30, 60) / 60, marked))
    return calls
