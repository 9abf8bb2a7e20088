"""Charges: what they hold as written, what contradicts itself, and how each is called."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from textwrap import dedent

import pytest

from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.charge import Charge, Clock, FreeCalls, Ramp, Staffed, Tier, When, charge_names
from callvet.model.charge_kind import COUNTABLE, KINDS
from callvet.model.quote import Quote
from tests.conftest import read


def charges_of(text: str) -> tuple[Charge, ...]:
    """The charges of a list in YAML that has no fault."""
    charges = read(f"charges:\n{dedent(text)}", "quotes/acme.yaml", Quote)[0].charges
    assert charges is not None
    return charges


def charge_of(text: str) -> Charge:
    """The one charge of a list in YAML."""
    (charge,) = charges_of(f"- {text}")
    return charge


def told(text: str) -> list[str]:
    """What is wrong with one charge; the first of it where a caret in the text says so."""
    before, caret, after = f"charges: [{text}]".partition("^")
    document, problems = parse_document(before + after, "q")
    assert document is not None
    assert not problems
    found = validate(document, Quote)[1]
    assert not caret or found[0].place.column == len(before) + 1
    return [one.message for one in found]


# What is read


def test_a_charge_per_minute_has_its_clock() -> None:
    charge = charge_of(
        "{per: minute, rate: 0.95, for: desk, included: 200, months: [1, 3], minimum: 10, cap: 900.50, block: 500, "
        "clock: {counts: [ivr, ring, queue, talk, hold, transfer, wrap], step_seconds: 6, minimum_seconds: 30, "
        "round: component, wrap_cap_seconds: 60, free_calls: {under_seconds: 30, per_cycle: 40}}, "
        "event_seconds: {sms: 6, message: 0, api_call: 6}, share_of_calls: 20%, cap_per_contact: 6}"
    )
    assert charge.per == ("minute",)
    assert (charge.rate, charge.label, charge.included) == (Decimal("0.95"), "desk", Decimal(200))
    assert (charge.minimum, charge.cap, charge.block) == (Decimal(10), Decimal("900.50"), Decimal(500))
    assert charge.months == (1, 3)
    assert charge.clock == Clock(
        counts=("ivr", "ring", "queue", "talk", "hold", "transfer", "wrap"),
        step_seconds=6,
        minimum_seconds=30,
        round="component",
        wrap_cap_seconds=60,
        free_calls=FreeCalls(under_seconds=30, per_cycle=40),
    )
    assert charge.event_seconds == {"sms": 6, "message": 0, "api_call": 6}
    assert (charge.share_of_calls, charge.cap_per_contact) == (Decimal("0.2"), Decimal(6))


def test_what_is_left_out_stays_unknown() -> None:
    charge = charge_of("{per: minute, rate: 0, clock: {wrap_fixed_seconds: 60}}")
    assert [name for name in Charge.model_fields if getattr(charge, name) is not None] == ["per", "rate", "clock"]
    assert charge.rate == 0
    assert charge.clock is not None
    assert (charge.clock.counts, charge.clock.step_seconds, charge.clock.round) == (None, None, None)
    assert charge.clock.wrap_fixed_seconds == 60


def test_the_defaults_that_the_format_names_are_told_apart_from_what_was_written() -> None:
    silent = charge_of("{per: agent, rate: 2500}")
    assert (silent.tier_mode, silent.tiering) == (None, "graduated")
    assert (silent.hours_per_agent, silent.monthly_hours_per_agent) == (None, Fraction(520, 3))
    spoken = charge_of("{per: agent, tiers: [{rate: 2500}], tier_mode: volume, hours_per_agent: 160.5}")
    assert (spoken.tiering, spoken.monthly_hours_per_agent) == ("volume", Fraction(321, 2))
    assert (Clock().rounding, Clock(round="component").rounding) == ("call", "component")


def test_an_hour_has_its_team_ramp_and_tiers() -> None:
    charge = charge_of(
        "{per: hour, hours_counted: logged_in, tiers: [{up_to: 100, rate: 14}, {up_to: 150, rate: 13}, {rate: 12.5}], "
        "tiers_by: agents, staffed: {agents: 5, hours_per_week: 40}, attrition_training: false, "
        "ramp: {weeks: 4, productivity: 60%, billed: true}}"
    )
    assert charge.tiers == (
        Tier(up_to=Decimal(100), rate=Decimal(14)),
        Tier(up_to=Decimal(150), rate=Decimal(13)),
        Tier(rate=Decimal("12.5")),
    )
    assert (charge.hours_counted, charge.tiers_by, charge.attrition_training) == ("logged_in", "agents", False)
    assert charge.staffed == Staffed(agents=Decimal(5), hours_per_week=Decimal(40))
    assert charge.ramp == Ramp(weeks=Decimal(4), productivity=Decimal("0.6"), billed=True)


def test_when_marks_contacts() -> None:
    charge = charge_of(
        "{per: call, rate: 3, when: {language: es-mx, channel: phone, direction: in, holiday: 'NO', "
        "within: 'Mo-Fr 08:00-20:00', outside: 'Mo-Fr 12:00-13:00'}}"
    )
    assert charge.when == When(
        language="es-MX",
        channel="phone",
        direction="in",
        holiday="NO",
        within="Mo-Fr 08:00-20:00",
        outside="Mo-Fr 12:00-13:00",
    )


def test_calls_beyond_a_team_are_marked() -> None:
    team, overflow = charges_of("""\
        - {per: hour, rate: 14, staffed: {agents: 5, hours_per_week: 40}}
        - {per: minute, rate: 0.95, when: {beyond: staffed}}
        """)
    assert team.staffed is not None
    assert overflow.when == When(beyond="staffed")


def test_countable_things_may_be_counted_together() -> None:
    assert charge_of("{per: [call, transfer, sms], rate: 1.10}").per == ("call", "transfer", "sms")
    assert charge_of("{per: [minute], rate: 1.10}").per == ("minute",)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_needs_no_more_than_a_price_and_a_name(kind: str) -> None:
    assert charge_of(f"{{per: {kind}, rate: 1, for: it}}").kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "{per: sale, percent_of_value: 10%}",
        "{per: [order, sale], percent_of_value: 2.5, minimum: none, cap: 500}",
        "{per: unit, rate: 15, quantity: 4, for: script changes}",
        "{per: unit, rate: 15, quantity: none}",
        "{per: training_hour, rate: 15, quantity: 120, attrition_training: true}",
        "{per: minute, block: 500, rate: 10, included: none}",
        "{per: seat, rate: 1870.92, staffed: {agents: 125}}",
        "{per: hour, rate: 30, when: {outside: 'Mo-Fr 08:00-20:00'}}",
        "{per: minute, rate: 0.32, clock: {counts: [transfer], step_seconds: 1, wrap_fixed_seconds: 60}}",
        "{per: minute, rate: 1, clock: {counts: [talk, wrap], wrap_cap_seconds: 60}}",
        "{per: minute, rate: 1, clock: {wrap_cap_seconds: 60}}",
        "{per: minute, rate: 1, clock: {free_calls: {under_seconds: 30}}}",
        "{per: appointment, rate: 3, cap_per_contact: 6}",
        "{per: contact, rate: 3, when: {channel: chat}}",
        "{per: [call, sms], rate: 3, when: {channel: sms}}",
        "{per: minute, tiers: [{rate: 0.95}]}",
        "{per: cycle, rate: 49, months: [3, 3], minimum: 1, cap: 60}",
    ],
)
def test_real_forms_of_charges_are_sound(text: str) -> None:
    assert told(text) == []


# What contradicts itself


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("^{per: minute}", "charges.rate: this charge has no price; add rate: (0 if it is free) or tiers:"),
        (
            "{per: minute, rate: 1, ^tiers: [{rate: 2}]}",
            "charges.tiers: rate is given too; keep one of the two",
        ),
        (
            "{per: sale, rate: 1, ^percent_of_value: 2}",
            "charges.percent_of_value: rate is given too; keep one of the two",
        ),
        (
            "{per: sale, percent_of_value: 2, ^included: 3}",
            "charges.included: a share of the value has no units; take it out",
        ),
        (
            "{per: sale, percent_of_value: 2, ^block: 3}",
            "charges.block: a share of the value has no units; take it out",
        ),
        (
            "{per: call, rate: 2, ^minimum: 9.50, cap: 9}",
            "charges.minimum: 9.50 is above cap, 9; swap them or mend one",
        ),
    ],
)
def test_a_charge_has_one_price(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{per: minute, ^tiers: []}",
            "charges.tiers: there is no tier; write [{up_to: 1000, rate: 1.05}, {rate: 0.95}], or rate: in its place",
        ),
        (
            "{per: minute, tiers: [^{rate: 2}, {rate: 1}]}",
            "charges.tiers.up_to: only the last tier has no end; add up_to: and the last unit at this rate",
        ),
        (
            "{per: minute, tiers: [{up_to: 5, rate: 2}, {^up_to: 5, rate: 1.5}, {rate: 1}]}",
            "charges.tiers.up_to: 5 is not above 5, where the tier before ends; order them from the smallest",
        ),
        (
            "{per: minute, tiers: [{up_to: 5, rate: 2}, {^up_to: 3, rate: 1.5}, {up_to: 6, rate: 1}, {rate: 1}]}",
            "charges.tiers.up_to: 3 is not above 5, where the tier before ends; order them from the smallest",
        ),
        (
            "{per: minute, tiers: [{up_to: 5, rate: 2}, {^up_to: 1E+1, rate: 1.5}]}",
            "charges.tiers.up_to: what is beyond 10 would have no price; take up_to out of the last tier",
        ),
        (
            "{per: minute, tiers: [^{up_to: 5}, {rate: 1}]}",
            "rate of charges.tiers is missing; add rate: and its value",
        ),
        (
            "{per: minute, rate: 1, ^tier_mode: volume}",
            "charges.tier_mode: there are no tiers; add tiers: or take it out",
        ),
        (
            "{per: hour, rate: 1, ^tiers_by: agents}",
            "charges.tiers_by: there are no tiers; add tiers: or take it out",
        ),
        (
            "{per: hour, tiers: [{rate: 1}], tiers_by: agents, ^tier_mode: graduated}",
            "charges.tier_mode: the agents needed pick one tier for all hours; take it out",
        ),
    ],
)
def test_tiers_follow_one_another(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "key", "fits"),
    [
        ("{per: call, rate: 1, clock: {step_seconds: 60}}", "clock", "minute"),
        ("{per: call, rate: 1, event_seconds: {sms: 6}}", "event_seconds", "minute"),
        ("{per: call, rate: 1, hours_counted: paid}", "hours_counted", "hour"),
        ("{per: seat, rate: 1, hours_counted: paid}", "hours_counted", "hour"),
        ("{per: call, tiers: [{rate: 1}], tiers_by: agents}", "tiers_by", "hour"),
        ("{per: seat, rate: 1, hours_per_agent: 160}", "hours_per_agent", "agent"),
        ("{per: call, rate: 1, staffed: {agents: 5, hours_per_week: 40}}", "staffed", "hour or agent or seat"),
        ("{per: call, rate: 1, ramp: {weeks: 4, productivity: 60%}}", "ramp", "hour or agent or seat"),
        (
            "{per: call, rate: 1, attrition_training: true}",
            "attrition_training",
            "hour or agent or seat or training_hour",
        ),
        ("{per: call, rate: 1, quantity: 5}", "quantity", "training_hour or unit"),
        ("{per: call, percent_of_value: 5}", "percent_of_value", "lead or appointment or order or sale or resolution"),
        (
            "{per: hour, rate: 1, share_of_calls: 5%}",
            "share_of_calls",
            "minute or call or chat or email or sms or contact or transfer",
        ),
        (
            "{per: hour, rate: 1, cap_per_contact: 5}",
            "cap_per_contact",
            (
                "minute or call or chat or email or sms or contact or transfer or lead or appointment or order or "
                "sale or resolution"
            ),
        ),
    ],
)
def test_a_key_belongs_to_what_is_counted(text: str, key: str, fits: str) -> None:
    kind = text.removeprefix("{per: ").partition(",")[0]
    expected = f"charges.{key}: this belongs to a charge per {fits}, and here per is {kind}; take it out, or mend per"
    assert told(text.replace(f"{key}:", f"^{key}:", 1)) == [expected]


@pytest.mark.parametrize("kind", ["cycle", "once"])
@pytest.mark.parametrize("key", ["rate: 99, included: 200", "rate: 99, block: 500", "tiers: [{rate: 99}]"])
def test_a_fee_has_no_units(kind: str, key: str) -> None:
    (message,) = told(f"{{per: {kind}, {key}}}")
    assert message.endswith(f"{kind} is counted once; write this in the charge whose units are meant, per: minute")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{per: ^3, rate: 1}", "charges.per: this is nothing that is counted; write one word such as minute, or a"),
        ("{^per: [], rate: 1}", "charges.per: nothing is counted; write one of minute, call,"),
        ("{per: ^minutes, rate: 1}", "charges.per: minutes is not known here; did you mean minute?"),
        ("{per: [call, ^calls], rate: 1}", "charges.per: calls is not known here; did you mean call?"),
        ("{per: [call, sms, ^call], rate: 1}", "charges.per: call is named twice; take one out"),
        (
            "{per: [call, ^minute], rate: 1}",
            "charges.per: minute is not counted together with others; give it a charge of its own",
        ),
        ("{per: [^chat, contact], rate: 1}", "charges.per: contact counts each chat already; take one of the two out"),
        ("^{rate: 1}", "per of charges is missing; add per: and its value"),
    ],
)
def test_what_is_counted_is_known_and_countable(text: str, expected: str) -> None:
    (message,) = told(text)
    assert message.startswith(expected)


def test_hours_fees_and_stated_quantities_are_not_countable() -> None:
    assert set(KINDS) - COUNTABLE == {"minute", "hour", "agent", "seat", "cycle", "once", "training_hour", "unit"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{per: minute, rate: 1, clock: {counts: ^none}}",
            (
                "charges.clock.counts: a clock that nothing runs bills nothing; "
                "write its parts, such as [talk, wrap], or leave the key out"
            ),
        ),
        (
            "{per: minute, rate: 1, clock: {^counts: []}}",
            "charges.clock.counts: nothing runs the clock; write its parts, such as [talk, wrap], or leave the key out",
        ),
        (
            "{per: minute, rate: 1, clock: {counts: [talk, ^talk]}}",
            "charges.clock.counts: talk is named twice; take one out",
        ),
        (
            "{per: minute, rate: 1, clock: {^wrap_cap_seconds: 60, wrap_fixed_seconds: 60}}",
            (
                "charges.clock.wrap_cap_seconds: wrap_fixed_seconds takes the place of the real wrap-up; "
                "keep one of the two"
            ),
        ),
        (
            "{per: minute, rate: 1, clock: {counts: [talk], ^wrap_cap_seconds: 60}}",
            "charges.clock.wrap_cap_seconds: counts does not name wrap, so there is nothing to cap; add wrap to it",
        ),
        (
            "{per: minute, rate: 1, clock: {step_seconds: ^0}}",
            "charges.clock.step_seconds: 0 is not a count; write a number from 1",
        ),
        (
            "{per: minute, rate: 1, clock: {^free_calls: {per_cycle: 30}}}",
            "under_seconds of charges.clock.free_calls is missing; add under_seconds: and its value",
        ),
    ],
)
def test_a_clock_runs_and_is_one(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{per: call, rate: 1, ^when: {}}",
            "charges.when: nothing is marked; write language: es, outside: hours or the like, or leave the key out",
        ),
        (
            "{per: call, rate: 1, when: {^outside: 24/7}}",
            "charges.when.outside: nothing is outside 24/7; write the hours that are not meant",
        ),
        (
            "{per: call, rate: 1, when: {within: 'Mo-Fr 08:00-20:00', ^outside: 'Mo-Fr 08:00-20:00'}}",
            "charges.when.outside: these are the hours of within, too, and nothing is both; keep one of the two",
        ),
        (
            "{per: chat, rate: 1, when: {^channel: phone}}",
            "charges.when.channel: no chat comes by phone; take it out, or mend per",
        ),
        (
            "{per: cycle, rate: 1, ^when: {language: es}}",
            "charges.when: cycle counts no contacts or agent-hours, so none can be marked; say it with for:",
        ),
        (
            "{per: call, rate: 1, when: {^beyond: staffed}}",
            (
                "charges.when.beyond: no charge has a team; add staffed: {agents: 5, hours_per_week: 40} "
                "to the charge per agent or hour or seat that they are beyond"
            ),
        ),
        (
            "{per: hour, rate: 1, staffed: {agents: 5, hours_per_week: 40}, when: {^beyond: staffed}}",
            (
                "charges.when.beyond: these are calls, not agent-hours; "
                "write it in the charge for the overflow, per: minute"
            ),
        ),
    ],
)
def test_what_is_marked_can_be(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{per: call, rate: 1, ^months: [3, 1]}", "charges.months: month 3 comes after month 1; swap them"),
        ("{per: call, rate: 1, months: [^0, 1]}", "charges.months: 0 is not a count; write a number from 1"),
        ("{per: call, rate: 1, months: ^[1]}", "charges.months: there are 1 values; write 2"),
        (
            "{per: once, rate: 1, ^months: [1, 1]}",
            "charges.months: what is charged once falls at the start; take it out, or write per: cycle",
        ),
    ],
)
def test_months_are_the_first_and_the_last(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "^{per: unit, rate: 1}",
            (
                "charges.quantity: how many units is not said; "
                "add quantity:, or for: with the name that needs have in units_per_cycle"
            ),
        ),
        (
            "{per: hour, rate: 1, ^staffed: {agents: 5}}",
            "charges.staffed.hours_per_week: hours are billed; add hours_per_week: and those of one agent",
        ),
        (
            "{per: hour, rate: 1, staffed: {agents: 5, hours_per_week: ^200}}",
            "charges.staffed.hours_per_week: 200 is above 168; write a number up to 168",
        ),
        (
            "{per: minute, rate: 1, event_seconds: {api_call: 6, ^emails: 6}}",
            "charges.event_seconds.emails: this is no event known here; did you mean email?",
        ),
        ("{per: call, rate: ^-1}", "charges.rate: -1 is too small for an amount; write a number from 0"),
        ("{per: call, rate: 1, block: ^0}", "charges.block: 0 is too small for a number; write a number above 0"),
        (
            "{per: minute, rate: 1, share_of_calls: ^120%}",
            "charges.share_of_calls: 120% is outside 0 to 100%; write a share such as 85% or 0.85",
        ),
    ],
)
def test_quantities_are_found_and_in_bounds(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_all_faults_of_all_charges_are_told_each_at_its_place() -> None:
    text = dedent("""\
        charges:
          - per: cycle
            rate: 49
            included: 200
          - per: minute
            clock:
              counts: [talk, talk]
        """)
    document, _ = parse_document(text, "q.yaml")
    assert document is not None
    places = [(str(one.place), one.message.partition(":")[0]) for one in validate(document, Quote)[1]]
    assert places == [
        ("q.yaml:4:5", "charges.included"),
        ("q.yaml:5:5", "charges.rate"),
        ("q.yaml:7:22", "charges.clock.counts"),
    ]


# What each is called


@pytest.mark.parametrize(
    ("charges", "names"),
    [
        (["minute"], ["minute"]),
        (["cycle, for: account fee", "minute, for: desk"], ["cycle", "minute"]),
        (["minute", "minute, for: Spanish"], ["minute", "minute[Spanish]"]),
        (["minute, for: Spanish", "minute"], ["minute[Spanish]", "minute"]),
        (["minute, for: English", "minute, for: Spanish"], ["minute[English]", "minute[Spanish]"]),
        (["minute", "minute"], ["minute", "minute[2]"]),
        (["minute", "call", "minute, for: Spanish", "minute"], ["minute", "call", "minute[Spanish]", "minute[3]"]),
        (["minute, for: Spanish", "minute, for: Spanish"], ["minute", "minute[2]"]),
        (["minute, for: '2'", "minute"], ["minute", "minute[2]"]),
        (["[call, sms]", "[call, sms]", "call"], ["call+sms", "call+sms[2]", "call"]),
    ],
)
def test_charges_of_one_kind_are_told_apart(charges: list[str], names: list[str]) -> None:
    text = "".join(f"- {{per: {charge}, rate: 1}}\n" for charge in charges)
    assert charge_names(charges_of(text)) == tuple(names)


def test_no_charges_have_no_names() -> None:
    assert charge_names(()) == ()
