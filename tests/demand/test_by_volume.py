"""A quote's month at many volumes: read off straight lines, and the same to the cent as priced anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from callvet.demand.by_volume import MeteredMonth, is_metered_alone
from callvet.demand.context import Context
from callvet.demand.estimate import estimate
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from tests.conftest import read

NEEDS = """
    demand:
      languages: {en: 90%, es: 10%}
      unproductive: {share: 5%, seconds: 10}
      channels: {chat: {per_month: 300}}
"""
CLOCK = "clock: {counts: [talk, hold, wrap], step_seconds: 60}"
QUOTES = {
    "straight": f"charges: [{{per: cycle, rate: 49}}, {{per: minute, rate: 0.95, included: 200, {CLOCK}}}]",
    "ladder": f"""
        plans:
          - {{name: S, charges: [{{per: cycle, rate: 90}}, {{per: minute, rate: 1.2, included: 100, {CLOCK}}}]}}
          - {{name: L, charges: [{{per: cycle, rate: 990}}, {{per: minute, rate: 1, included: 1000, {CLOCK}}}]}}
    """,
    "named plan": f"""
        plan_choice: L
        plans:
          - {{name: S, charges: [{{per: cycle, rate: 90}}, {{per: minute, rate: 1.2, included: 100, {CLOCK}}}]}}
          - {{name: L, charges: [{{per: cycle, rate: 990}}, {{per: minute, rate: 1, included: 1000, {CLOCK}}}]}}
    """,
    "marked": f"""
        cycle: 4_weeks
        charges: [{{per: minute, rate: 0.95, {CLOCK}}}, {{per: minute, rate: 0.1, {CLOCK}, when: {{language: es}}}}]
        adjustments: [{{percent: 25, applies_to: [minute], when: {{outside: "Mo-Fr 09:00-17:00"}}}}]
        minimum_invoice: 900
    """,
    "some are free": """
        charges:
          - per: minute
            rate: 1
            clock: {counts: [talk], step_seconds: 60, free_calls: {under_seconds: 30, per_cycle: 30}}
    """,
}


def quote(text: str) -> Quote:
    return read(text, "quotes/acme.yaml", Quote)[0]


def context(volume: Fraction) -> Context:
    return Context(read(NEEDS, "needs.yaml", Needs)[0], volume, "USD", date(2027, 1, 1))


def month(text: str) -> MeteredMonth:
    return MeteredMonth(quote(text), context, (Fraction(50), Fraction(50000)))


@pytest.mark.parametrize("text", QUOTES.values(), ids=QUOTES)
def test_every_volume_costs_what_it_costs_when_priced_anew(text: str) -> None:
    by_volume = month(text)
    for volume in (Fraction(50), Fraction(333), Fraction(12345, 7), Fraction(50000)):
        anew = estimate(quote(text), context(volume), calendar=False)
        assert by_volume.high(volume) == anew.monthly.range.high
        assert by_volume.is_published(volume) == anew.published


def test_counts_that_bend_are_metered_at_every_volume() -> None:
    assert month(QUOTES["straight"]).is_straight
    assert not month(QUOTES["some are free"]).is_straight


def test_each_line_is_rounded_in_the_currency_of_the_answer() -> None:
    # 10.01 x 1.09 = 10.9109 -> 10.91, twice; the sum 20.02 x 1.09 = 21.8218 would be 21.82 as well, but three
    # lines of 10.01 are 32.73 and not 32.7327 -> 32.73; 10.05 x 1.09 = 10.9545 -> 10.95, twice 21.90, not 21.91.
    text = "charges: [{per: cycle, rate: 10.05}, {per: cycle, rate: 10.05, for: more}]"
    by_volume = MeteredMonth(quote(text), context, (Fraction(50), Fraction(500)), Fraction("1.09"), currency="EUR")
    assert by_volume.high(Fraction(100)) == Decimal("21.90")


@pytest.mark.parametrize(
    ("charge", "expected"),
    [
        ("{per: call, rate: 1}", True),
        (f"{{per: minute, rate: 1, {CLOCK}}}", True),
        ("{per: minute, rate: 1}", False),  # the wait may be billed, and it hangs on the agents
        ("{per: minute, rate: 1, clock: {counts: [queue, talk]}}", False),
        ("{per: hour, rate: 30, hours_counted: paid}", False),
        ("{per: training_hour, rate: 30}", False),
        ("{per: training_hour, rate: 30, quantity: 40}", True),
    ],
)
def test_who_is_billed_by_contacts_alone(charge: str, expected: bool) -> None:  # noqa: FBT001 - the other column
    demand = read("term_months: 12", "needs.yaml", Needs)[0].demand
    assert is_metered_alone(quote(f"charges: [{charge}]"), demand) is expected


def test_a_wait_that_the_needs_state_hangs_on_no_agents() -> None:
    demand = replace_queue(Decimal(20))
    assert is_metered_alone(quote("charges: [{per: minute, rate: 1}]"), demand.demand)


def replace_queue(seconds: Decimal) -> Needs:
    return read(f"demand: {{queue_seconds: {seconds}}}", "needs.yaml", Needs)[0]


def test_a_context_may_scale_anything_that_contacts_are_in_proportion_to() -> None:
    base = context(Fraction(1000))
    by_scale = MeteredMonth(
        quote("charges: [{per: call, rate: 2}]"),
        lambda scale: replace(base, volume=1000 * scale),
        (Fraction(1, 2), Fraction(2)),
    )
    # 1,000 calls and 50 wrong numbers, which are calls that an agent had, too.
    assert by_scale.high(Fraction(3, 2)) == Decimal("3150.00")
