"""Quotes: the format's own example word for word, every other key, and what contradicts itself."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.charge import Charge, Clock, When, charge_names
from callvet.model.escalator import Escalator
from callvet.model.quote import (
    Adjustment,
    Assumptions,
    Bonus,
    Commitment,
    Discount,
    Payment,
    Plan,
    Quote,
    SlaCredit,
    Terms,
)
from callvet.model.units import NO_LIMIT
from callvet.model.vendor import Source
from tests.conftest import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.document import KeyPath

NORTHWIND = """\
vendor: northwind              # the profile's id
title: Shared desk
reference: Q-2041
dated: 2026-10-14
valid_until: 2026-12-31
source: {kind: quote, ref: "e-mail of 14 October", read: 2026-10-15}
currency: USD
agents: shared
cycle: month                   # month | 4_weeks
timezone: America/Chicago      # of its hours and holidays; left out: the buyer's
assumes: {calls_per_month: 5000, handle_seconds: 300, reprice_beyond: 10%}   # what the price rests on
charges:
  - {per: cycle, rate: 49, for: account fee}
  - {per: once, rate: 500, for: setup}
  - per: minute
    rate: 0.95
    included: 200
    clock: {counts: [talk, hold, wrap], step_seconds: 60, minimum_seconds: 60}
  - {per: minute, rate: 0.10, when: {language: es}, for: Spanish}
adjustments:
  - {percent: 25, applies_to: [minute], when: {outside: "Mo-Fr 08:00-20:00"}}
  - {percent: 50, applies_to: [minute, hour], when: {holiday: US}}
minimum_invoice: 350
scope: {setup: priced, training: included, supervisor: included, reporting: included,
        crm_integration: excluded}     # included | priced | excluded; what is left out is silent
terms: {min_term_months: 12, notice_days: 30, auto_renews: true, free_trial_days: 14,
        free_trial_minutes: 500, early_termination_fee: 1000, payment_days: 30,
        max_simultaneous_calls: 20,
        escalator: {percent: 4, every_months: 12, kind: cap}}   # fixed | cap: 0 to 4 | floor: 4 to `high: 8` | index: `assume: 3`
notes: free text
"""  # noqa: E501 - word for word
"""The quote of the file format's reference, word for word."""

LADDER = """\
currency: USD
agents: dedicated
cycle: 4_weeks
plans:
  - name: 100 minutes
    upgrade_over_minutes: 176
    charges:
      - {per: cycle, rate: 279}
      - {per: minute, rate: 2.79, included: 100, clock: {step_seconds: 30, round: component, wrap_cap_seconds: 60,
         free_calls: {under_seconds: 30, per_cycle: 30}}, event_seconds: {sms: 6}, cap_per_contact: 6}
  - name: Team
    charges:
      - {per: hour, hours_counted: productive, tiers: [{up_to: 100, rate: 14}, {rate: 12.5}], tiers_by: agents,
         staffed: {agents: 5, hours_per_week: 40}, ramp: {weeks: 4, productivity: 60%, billed: true},
         attrition_training: true}
      - {per: minute, rate: 0.95, block: 100, minimum: 10, cap: 900, months: [1, 6], when: {beyond: staffed}}
      - {per: [call, transfer], tiers: [{up_to: 10, rate: 3}, {rate: 2}], tier_mode: volume, share_of_calls: 20%}
      - {per: sale, percent_of_value: 10%}
      - {per: agent, rate: 100, hours_per_agent: 160, for: licence}
      - {per: unit, rate: 15, quantity: 4, for: script changes}
plan_choice: each_cycle
adjustments:
  - {percent: -10%, applies_to: [hour], for: night desk, when: {within: "Mo-Su 22:00-06:00"}}
  - {percent: 5, applies_to: [minute], when: {beyond: staffed}}
commitment: {share_of_forecast: 90%}
discounts:
  - {percent: 100, months: [1, 1], for: first month free}
  - {amount: 50}
tax_percent: 19%
tax_recoverable: true
deposit: 500
payment: {card_percent: 3, prompt_percent: 1, prompt_days: 7}
sla_credits: [{miss: calls, percent: 3}]
bonuses: [{reach: calls, percent: 2}]
scope: {training: excluded}
terms: {escalator: {percent: 4, every_months: 12, kind: floor, high: 8}}
x-owner: Kim
"""
"""Every key that the other example has not."""

PRICED = "charges: [{per: minute, rate: 0.95}]\n"


def quote_of(text: str) -> Quote:
    """A quote of YAML that has no fault."""
    return read(text, "quotes/acme.yaml", Quote)[0]


def told(text: str) -> list[str]:
    """What is wrong with a quote; the first of it where a caret in the text says so."""
    before, caret, after = text.partition("^")
    document, problems = parse_document(before + after, "q")
    assert document is not None
    assert not problems
    found = validate(document, Quote)[1]
    *lines, line = before.split("\n")
    assert not caret or (found[0].place.line, found[0].place.column) == (len(lines) + 1, len(line) + 1)
    return [one.message for one in found]


# What is read


def test_the_quote_of_the_file_format_is_read_as_it_is_written() -> None:
    quote = quote_of(NORTHWIND)
    assert (quote.vendor, quote.title, quote.reference) == ("northwind", "Shared desk", "Q-2041")
    assert (quote.dated, quote.valid_until) == (date(2026, 10, 14), date(2026, 12, 31))
    assert quote.source == Source.model_construct(kind="quote", ref="e-mail of 14 October", read=date(2026, 10, 15))
    assert (quote.currency, quote.agents, quote.cycle, quote.timezone) == ("USD", "shared", "month", "America/Chicago")
    assert quote.assumes == Assumptions(
        calls_per_month=Decimal(5000), handle_seconds=Decimal(300), reprice_beyond=Decimal("0.1")
    )
    assert quote.charges == (
        Charge.model_validate({"per": "cycle", "rate": 49, "for": "account fee"}),
        Charge.model_validate({"per": "once", "rate": 500, "for": "setup"}),
        Charge(
            per=("minute",),
            rate=Decimal("0.95"),
            included=Decimal(200),
            clock=Clock(counts=("talk", "hold", "wrap"), step_seconds=60, minimum_seconds=60),
        ),
        Charge.model_validate({"per": "minute", "rate": Decimal("0.10"), "when": {"language": "es"}, "for": "Spanish"}),
    )
    assert str(quote.charges[3].rate) == "0.10"
    assert charge_names(quote.charges) == ("cycle", "once", "minute", "minute[Spanish]")
    assert quote.adjustments == (
        Adjustment(percent=Decimal(25), applies_to=("minute",), when=When(outside="Mo-Fr 08:00-20:00")),
        Adjustment(percent=Decimal(50), applies_to=("minute", "hour"), when=When(holiday="US")),
    )
    assert quote.minimum_invoice == Decimal(350)
    assert quote.scope == {
        "setup": "priced",
        "training": "included",
        "supervisor": "included",
        "reporting": "included",
        "crm_integration": "excluded",
    }
    assert quote.terms == Terms(
        min_term_months=Decimal(12),
        notice_days=30,
        auto_renews=True,
        free_trial_days=14,
        free_trial_minutes=Decimal(500),
        early_termination_fee=Decimal(1000),
        payment_days=30,
        max_simultaneous_calls=Decimal(20),
        escalator=Escalator(percent=Decimal(4), every_months=12, kind="cap"),
    )
    assert quote.notes == "free text"


def test_a_ladder_of_plans_and_all_else_that_an_offer_may_say() -> None:
    quote = quote_of(LADDER)
    assert quote.charges is None
    assert quote.plans is not None
    small, team = quote.plans
    assert (small.name, small.upgrade_over_minutes, len(small.charges)) == ("100 minutes", Decimal(176), 2)
    assert (team.name, team.upgrade_over_minutes, len(team.charges)) == ("Team", None, 6)
    assert [path for path, _ in quote.charge_lists()] == [("plans", 0, "charges"), ("plans", 1, "charges")]
    assert (quote.plan_choice, quote.cycle) == ("each_cycle", "4_weeks")
    assert quote.adjustments is not None
    assert [(one.percent, one.label) for one in quote.adjustments] == [(Decimal(-10), "night desk"), (Decimal(5), None)]
    assert quote.commitment == Commitment(share_of_forecast=Decimal("0.9"))
    assert quote.discounts == (
        Discount.model_validate({"percent": 100, "months": [1, 1], "for": "first month free"}),
        Discount(amount=Decimal(50)),
    )
    assert (quote.tax_percent, quote.tax_recoverable, quote.deposit) == (Decimal(19), True, Decimal(500))
    assert quote.payment == Payment(card_percent=Decimal(3), prompt_percent=Decimal(1), prompt_days=7)
    assert quote.sla_credits == (SlaCredit(miss="calls", percent=Decimal(3)),)
    assert quote.bonuses == (Bonus(reach="calls", percent=Decimal(2)),)
    assert quote.terms.escalator == Escalator(percent=Decimal(4), every_months=12, kind="floor", high=Decimal(8))


def test_what_is_left_out_stays_unknown() -> None:
    quote = quote_of(PRICED)
    left_out = [name for name in Quote.model_fields if getattr(quote, name) is None]
    assert set(Quote.model_fields) - set(left_out) == {"assumes", "charges", "payment", "scope", "terms"}
    assert (quote.assumes, quote.payment, quote.terms) == (Assumptions(), Payment(), Terms())
    assert quote.scope == {}
    assert list(quote.charge_lists()) == [(("charges",), quote.charges)]


def test_the_defaults_that_the_format_names_are_told_apart_from_what_was_written() -> None:
    silent, spoken = quote_of(PRICED), quote_of(LADDER)
    assert (silent.cycle, silent.billing_cycle, spoken.billing_cycle) == (None, "month", "4_weeks")
    assert (silent.plan_choice, silent.choice, spoken.choice) == (None, "cheapest", "each_cycle")


def test_none_is_an_answer() -> None:
    quote = quote_of(
        PRICED + "adjustments: none\ndiscounts: none\nsla_credits: none\nbonuses: none\nminimum_invoice: none\n"
        "deposit: none\ntax_percent: none\nterms: {notice_days: none, early_termination_fee: none, "
        "max_simultaneous_calls: none, min_term_months: none}\n"
    )
    assert (quote.adjustments, quote.discounts, quote.sla_credits, quote.bonuses) == ((), (), (), ())
    assert (quote.minimum_invoice, quote.deposit, quote.tax_percent) == (Decimal(0), Decimal(0), Decimal(0))
    assert (quote.terms.notice_days, quote.terms.early_termination_fee) == (0, Decimal(0))
    assert quote.terms.max_simultaneous_calls == NO_LIMIT


@pytest.mark.parametrize(
    "escalator",
    [
        "{kind: fixed, percent: 4, every_months: 12}",
        "{kind: cap, percent: 4%, every_months: 12}",
        "{kind: floor, percent: 4, high: 8, every_months: 12}",
        "{kind: index, assume: 3, every_months: 12}",
    ],
)
def test_every_kind_of_escalator_has_its_keys(escalator: str) -> None:
    assert told(f"{PRICED}terms: {{escalator: {escalator}}}") == []


@pytest.mark.parametrize(
    "text",
    [
        (
            "charges: [{per: cycle, rate: 279}, {per: minute, rate: 2.79, included: 100, clock: {counts: [ring, talk], "
            "step_seconds: 30}}, {per: once, rate: 95}]\nterms: {free_trial_days: 14, free_trial_minutes: 500}"
        ),
        (
            "charges: [{per: minute, rate: 1.54, clock: {counts: [talk, hold, wrap], step_seconds: 60, "
            "free_calls: {under_seconds: 30, per_cycle: 30}}}]"
        ),
        "charges: [{per: minute, rate: 2.19, clock: {counts: [talk, wrap], step_seconds: 6, wrap_cap_seconds: 60}}]",
        (
            "charges:\n- {per: minute, rate: 1.05, clock: {counts: [talk, wrap], step_seconds: 1}, for: live, "
            "event_seconds: {sms: 6, email: 6, api_call: 6}}\n"
            "- {per: minute, rate: 0.15, clock: {counts: [ivr], step_seconds: 1}, for: automated}\n"
            "- {per: minute, rate: 0.10, clock: {counts: [transfer], step_seconds: 1}, for: patched}\n"
            "- {per: unit, rate: 12, for: messaging licence}"
        ),
        "charges:\n- {per: [call, transfer, sms, email], rate: 1.25, included: 100, minimum: 75}",
        (
            "charges:\n- {per: call, rate: 3, for: extra call, cap_per_contact: 6}\n"
            "- {per: call, rate: 3, for: live agent, share_of_calls: 20%, cap_per_contact: 6}\n"
            "- {per: appointment, rate: 3, cap_per_contact: 6}\n- {per: minute, rate: 10, included: 1000, block: 500}"
        ),
        (
            "cycle: 4_weeks\ncharges: [{per: cycle, rate: 189}]\npayment: {card_percent: 3}\n"
            "terms: {notice_days: 28, escalator: {kind: cap, percent: 4.00, every_months: 12}}"
        ),
        (
            "charges: [{per: hour, hours_counted: productive, tiers_by: agents, "
            "tiers: [{up_to: 100, rate: 14}, {up_to: 150, rate: 13}, {rate: 12}]}, {per: training_hour, rate: 9}]\n"
            "bonuses: [{reach: csat, percent: 3}]\ncommitment: {share_of_forecast: 90%}"
        ),
        (
            "charges: [{per: hour, rate: 12, staffed: {agents: 25, hours_per_week: 30}}, "
            "{per: call, rate: 5, when: {beyond: staffed}}, {per: resolution, rate: 0.99}]\nminimum_invoice: 75"
        ),
    ],
)
def test_prices_as_vendors_publish_them_can_be_written_down(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "charges: [{per: once, rate: 1, for: ^12}]",
            'charges.for: 12 is read as a number; put it in quotes: "12"',
        ),
        (
            "charges: [{per: once, rate: 1, ^fors: setup}]",
            "fors is not a key of charges; did you mean for?",
        ),
    ],
)
def test_what_a_charge_is_for_is_told_in_the_writers_word(text: str, expected: str) -> None:
    assert told(text) == [expected]


# Percentages


@pytest.mark.parametrize(("written", "percent"), [("25", "25"), ("25%", "25"), ("0.5", "0.5"), ("'2.5 %'", "2.5")])
def test_percentages_are_written_with_or_without_their_sign(written: str, percent: str) -> None:
    assert quote_of(f"{PRICED}tax_percent: {written}").tax_percent == Decimal(percent)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tax_percent: ^'25'", "tax_percent: 25 is in quotes; write 25 without them"),
        ("tax_percent: ^a lot", "tax_percent: a lot is not a percentage; write 25 or 25%"),
        ("tax_percent: ^true", "tax_percent: true is not a percentage; write 25 or 25%"),
        ("tax_percent: ^1E+3", "tax_percent: 1000 is outside 0 to 100%; write a percentage such as 25 or 25%"),
        ("tax_percent: ^-3%", "tax_percent: -3 is outside 0 to 100%; write a percentage such as 25 or 25%"),
        (
            "adjustments: [{percent: ^-101, applies_to: [minute]}]",
            "adjustments.percent: -101 is below -100%; write a percentage such as 25 or 25%",
        ),
    ],
)
def test_other_percentages_are_refused(text: str, expected: str) -> None:
    assert told(PRICED + text) == [expected]


def test_a_surcharge_may_be_above_the_whole() -> None:
    quote = quote_of(f"{PRICED}adjustments: [{{percent: 200, applies_to: [minute]}}]")
    assert quote.adjustments == (Adjustment(percent=Decimal(200), applies_to=("minute",)),)


# What contradicts itself


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vendor: acme\n", "charges: nothing is priced; add charges:, or plans: for a ladder of them"),
        ("^charges: []\n", "charges: there is no charge; write at least one, such as {per: minute, rate: 0.95}"),
        ("^plans: []\n", "plans: there is no plan; write at least one, with its name and charges"),
        (
            f"{PRICED}^plans: [{{name: A, charges: [{{per: cycle, rate: 1}}]}}]\n",
            "plans: charges is given too; keep one of the two",
        ),
        (
            "plans: [{name: A, ^charges: []}]\n",
            "plans.charges: there is no charge; write at least one, such as {per: minute, rate: 0.95}",
        ),
        (
            "plans: [{name: A, charges: [^{per: cycle}]}]\n",
            "plans.charges.rate: this charge has no price; add rate: (0 if it is free) or tiers:",
        ),
        (f"{PRICED}^plan_choice: cheapest\n", "plan_choice: there are no plans; take it out, or add plans:"),
    ],
)
def test_an_offer_has_charges_or_plans(text: str, expected: str) -> None:
    assert told(text) == [expected]


PLANS = """\
plans:
  - {name: Basic, upgrade_over_minutes: 176, charges: [{per: cycle, rate: 279}]}
  - {name: Pro, charges: [{per: cycle, rate: 499}]}
"""


@pytest.mark.parametrize("choice", ["cheapest", "each_cycle", "Basic", "Pro"])
def test_a_plan_is_chosen_by_a_rule_or_its_name(choice: str) -> None:
    assert quote_of(f"{PLANS}plan_choice: {choice}").choice == choice


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{PLANS}^plan_choice: basic", "plan_choice: no plan is called basic; did you mean Basic?"),
        (f"{PLANS}^plan_choice: each cycle", "plan_choice: no plan is called each cycle; did you mean each_cycle?"),
        (
            f"{PLANS}^plan_choice: dearest of all",
            "plan_choice: no plan is called dearest of all; write cheapest, each_cycle, Basic, Pro",
        ),
        (
            f"{PLANS}  - {{^name: Basic, charges: [{{per: cycle, rate: 999}}]}}",
            "plans.name: another plan is called Basic; give each its own name",
        ),
        (
            f"{PLANS}  - {{^name: cheapest, charges: [{{per: cycle, rate: 999}}]}}",
            "plans.name: cheapest is a way to choose a plan; give it another name",
        ),
        (
            f"{PLANS}  - {{name: Max, ^upgrade_over_minutes: 900, charges: [{{per: cycle, rate: 999}}]}}",
            "plans.upgrade_over_minutes: no plan comes after the last; take it out, or add the next plan",
        ),
    ],
)
def test_plans_can_be_told_apart_climbed_and_chosen(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "adjustments: [{percent: 5, ^applies_to: [hour, call]}]",
            "adjustments.applies_to: no charge is per hour or call; charges here are per minute",
        ),
        (
            "adjustments: [{percent: 5, ^applies_to: []}]",
            "adjustments.applies_to: it applies to nothing; write the kinds of charges that it is for, as in [minute]",
        ),
        (
            "adjustments: [{percent: 5, applies_to: [minute, ^minute]}]",
            "adjustments.applies_to: minute is named twice; take one out",
        ),
        (
            "adjustments: [{percent: 5, applies_to: ^minute}]",
            "adjustments.applies_to: this is a list; write [minute]",
        ),
        (
            "adjustments: [{percent: 5, applies_to: [minute], ^when: {}}]",
            (
                "adjustments.when: nothing is marked; "
                "write language: es, outside: hours or the like, or leave the key out"
            ),
        ),
        (
            "adjustments: [{percent: 5, applies_to: [minute], when: {^beyond: staffed}}]",
            (
                "adjustments.when.beyond: no charge has a team; add staffed: {agents: 5, hours_per_week: 40} "
                "to the charge per agent or hour or seat that they are beyond"
            ),
        ),
    ],
)
def test_adjustments_adjust_something(text: str, expected: str) -> None:
    assert told(PRICED + text) == [expected]


def test_an_adjustment_of_fees_alone_marks_nothing() -> None:
    assert told(
        "charges: [{per: cycle, rate: 49}, {per: once, rate: 500}]\n"
        "adjustments: [{percent: 5, applies_to: [cycle, once], ^when: {holiday: US}}]"
    ) == ["adjustments.when: cycle and once count no contacts or agent-hours, so none can be marked; take it out"]


def test_nothing_is_said_of_adjustments_where_nothing_is_priced() -> None:
    assert told("adjustments: [{percent: 5, applies_to: [hour]}]") == [
        "charges: nothing is priced; add charges:, or plans: for a ladder of them"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "dated: 2026-10-14\n^valid_until: 2026-10-13",
            "valid_until: 2026-10-13 is before dated, 2026-10-14; swap them or mend one",
        ),
        (
            "^commitment: {}",
            (
                "commitment.share_of_forecast: neither share_of_forecast nor units is given; "
                "add share_of_forecast: 90% or units: 20000"
            ),
        ),
        (
            "commitment: {^units: 20000, share_of_forecast: 90%}",
            "commitment.units: share_of_forecast is given too; keep one of the two",
        ),
        (
            "discounts: [^{for: welcome}]",
            "discounts.percent: neither percent nor amount is given; add percent: 10",
        ),
        (
            "discounts: [{percent: 5, ^amount: 5}]",
            "discounts.amount: percent is given too; keep one of the two",
        ),
        (
            "discounts: [{percent: 5}, {percent: 5, ^months: [3, 2]}]",
            "discounts.months: month 3 comes after month 2; swap them",
        ),
        ("deposit: ^-1", "deposit: -1 is too small for an amount; write a number from 0"),
        (
            "assumes: {reprice_beyond: ^110%}",
            "assumes.reprice_beyond: 110% is outside 0 to 100%; write a share such as 85% or 0.85",
        ),
        ("scope: {setup: ^include}", "scope.setup: include is not known here; did you mean included?"),
        (
            "terms: {max_simultaneous_calls: ^0}",
            "terms.max_simultaneous_calls: 0 is too small for a count; write a number from 1",
        ),
        ("cycle: ^weekly", "cycle: weekly is not known here; write month or 4_weeks"),
    ],
)
def test_what_no_key_is_wrong_in_alone_is_told(text: str, expected: str) -> None:
    assert told(PRICED + text) == [expected]


@pytest.mark.parametrize(
    ("escalator", "expected"),
    [
        ("^escalator: {kind: cap, every_months: 12}", "percent: kind: cap needs it; add percent: and the rise in per"),
        (
            "^escalator: {kind: floor, percent: 4, every_months: 12}",
            "high: kind: floor needs it; add high: and the most",
        ),
        ("^escalator: {kind: index, every_months: 12}", "assume: kind: index needs it; add assume: and the rise that"),
        (
            "escalator: {kind: index, assume: 3, ^percent: 4, every_months: 12}",
            "percent: it says nothing with kind: index; take it out, or mend kind",
        ),
        (
            "escalator: {kind: fixed, percent: 4, every_months: 12, ^high: 8}",
            "high: it says nothing with kind: fixed; take it out, or mend kind",
        ),
        (
            "escalator: {kind: cap, percent: 4, every_months: 12, ^assume: 8}",
            "assume: it says nothing with kind: cap; take it out, or mend kind",
        ),
        (
            "escalator: {kind: floor, percent: 4, every_months: 12, ^high: 3}",
            "high: 3 is below percent, 4; swap them or mend one",
        ),
    ],
)
def test_an_escalator_has_the_keys_of_its_kind(escalator: str, expected: str) -> None:
    (message,) = told(f"{PRICED}terms: {{{escalator}}}")
    assert message.startswith(f"terms.escalator.{expected}")


def test_all_faults_of_a_quote_are_told() -> None:
    text = dedent("""\
        dated: 2026-10-14
        valid_until: 2026-10-13
        plans:
          - name: Basic
            charges:
              - {per: cycle}
          - name: Basic
            charges:
              - {per: cycle, rate: 1}
              - {per: minute, rate: 1, months: [2, 1]}
        commitment: {}
        """)
    document, _ = parse_document(text, "q.yaml")
    assert document is not None
    value, problems = validate(document, Quote)
    assert value is None
    assert [str(one.place) for one in sorted(problems)] == [
        "q.yaml:2:1",
        "q.yaml:6:9",
        "q.yaml:7:5",
        "q.yaml:10:32",
        "q.yaml:11:1",
    ]


# For editors


def as_json(text: str) -> Any:
    """What a text says, with JSON's numbers."""
    document, _ = parse_document(text, "q")
    assert document is not None
    return json.loads(json.dumps(document.value, default=float))


@pytest.mark.parametrize("text", [NORTHWIND, LADDER])
def test_a_json_schema_can_be_made_and_takes_what_the_model_takes(text: str) -> None:
    schema = Quote.model_json_schema()
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(as_json(text))) == []


@pytest.mark.parametrize(
    ("per", "takes"),
    [("minute", True), (["call", "sms"], True), ([], False), ("none", False), (["calls"], False), (3, False)],
)
def test_the_schema_takes_one_kind_or_a_list(per: object, takes: bool) -> None:  # noqa: FBT001
    faults = Draft202012Validator(Quote.model_json_schema()).iter_errors({"charges": [{"per": per, "rate": 1}]})
    assert (list(faults) == []) == takes


# Whatever is written


JUNK = st.recursive(
    st.sampled_from(["none", "minute", "talk", "24/7", "es", "25%", "2026-10-14", "", "for", "[key]", True, 0, -1, 1.5])
    | st.integers(-5, 10**6)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["per", "rate", "x", "for"]), inner),
    max_leaves=5,
)


def paths_of(value: Any, *above: str | int) -> Iterator[KeyPath]:
    """The way to every value of a tree."""
    yield above
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in below:
        yield from paths_of(item, *above, step)


def change(value: Any, path: KeyPath, junk: Any, how: str) -> None:
    """Put something else at the end of a way, take out what is there, or add to it."""
    *above, last = path
    for step in above:
        value = value[step]
    if how == "drop":
        del value[last]
    elif how == "add" and isinstance(value[last], dict):
        value[last]["for"] = junk
    elif how == "add" and isinstance(value[last], list):
        value[last] += [*deepcopy(value[last][:1]), junk]
    else:
        value[last] = junk


@settings(max_examples=200, deadline=None)
@given(
    text=st.sampled_from([NORTHWIND, LADDER]),
    changes=st.lists(
        st.tuples(st.integers(0, 10_000), JUNK, st.sampled_from(["put", "put", "drop", "add"])),
        min_size=1,
        max_size=4,
    ),
)
def test_whatever_is_written_is_a_quote_or_told(text: str, changes: list[tuple[int, Any, str]]) -> None:
    value = as_json(text)
    for place, junk, how in changes:
        paths = [path for path in paths_of(value) if path]
        if paths:
            change(value, paths[place % len(paths)], junk, how)
    document, _ = parse_document(json.dumps(value), "q")
    if document is None:
        return
    quote, problems = validate(document, Quote)
    assert all(one.place.path == "q" and one.message for one in problems)
    if quote is not None:
        assert not problems
        for _, charges in quote.charge_lists():
            names = charge_names(charges)
            assert len(set(names)) == len(names) == len(charges)


def test_plans_are_frozen_values() -> None:
    plan = Plan(name="Basic", charges=())
    assert plan == Plan(name="Basic", charges=())
    with pytest.raises(ValueError, match="frozen"):
        plan.name = "Pro"
