"""Both ends of a cycle's bill: charges one by one, and together where they bear on one another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callvet.demand.ends import (
    End,
    KnownOptions,
    Pricing,
    at_end,
    billed_places,
    bundle_is_far_passed,
    end_of_plan,
    options_of,
)
from callvet.demand.forecast import forecast
from callvet.demand.metering import Metering
from callvet.demand.period import ordinary_period
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.vendor import Agents
from callvet.pricing.bill import Cycle, total
from tests.conftest import read
from tests.pricing.making import MONTH, charge

NEEDS = """
demand:
  calls_per_month: 600
  shape: flat
  open: 24/7
  spread: 0
  talk_seconds: 50
  hold_seconds: 0
  wrap_seconds: 0
  languages: {en: 50%, es: 50%}
"""
METERING = Metering(forecast(read(NEEDS, "needs.yaml", Needs)[0], None, ordinary_period()))
# 600 calls of 50 s: 500 minutes to the second, 600 whole ones.


def pricing(text: str) -> Pricing:
    quote = read(text, "quote.yaml", Quote)[0]
    ladder = tuple((plan.name, plan.charges) for plan in quote.plans or ()) or ((None, quote.charges or ()),)
    return Pricing(quote, ladder, METERING, MONTH, "USD")


def ends(text: str, place: int = 0) -> tuple[Decimal, Decimal]:
    low, high = (total(end_of_plan(pricing(text), place, end)) for end in ("low", "high"))
    return low, high


def test_options_come_from_all_best_to_all_worst() -> None:
    found = options_of(charge("per: minute, rate: 1"), METERING)
    assert [float(one.counted.units) for one in found] == [500, 600, 500, 600]
    assert found[0].charge.clock is not None
    assert found[0].charge.clock.counts == ("talk",)


def test_known_options_are_counted_once() -> None:
    known, minutes = KnownOptions(METERING), charge("per: minute, rate: 1")
    assert known(minutes) is known(minutes)
    assert known(minutes) == options_of(minutes, METERING)
    assert METERING._replace() == known.metering


def test_what_nobody_stated_counts_nothing() -> None:
    [option] = options_of(charge("per: unit, rate: 1, for: licences"), METERING)
    assert option.counted.units == 0


def test_unknown_attrition_does_not_hide_the_hours_that_are_known() -> None:
    team = "staffed: {agents: 5, hours_per_week: 40}, attrition_training: true"
    [option] = options_of(charge(f"per: hour, rate: 1, {team}"), METERING._replace(agents=Agents.model_construct()))
    assert option.counted.units == 200 * METERING.usage.period.days / 7


@pytest.mark.parametrize(("end", "expected"), [("low", 1), ("high", 3)])
def test_an_end_is_the_least_or_the_greatest(end: End, expected: int) -> None:
    bills = [end_of_plan(pricing(f"charges: [{{per: cycle, rate: {rate}}}]"), 0, "low") for rate in (2, 1, 3)]
    assert total(at_end(bills, end, total)) == expected


def test_each_charge_is_taken_at_its_own_end() -> None:
    text = """
        charges:
          - {per: minute, rate: 1, clock: {counts: [talk]}}
          - per: minute
            for: volume
            tiers: [{up_to: 550, rate: 1}, {rate: 0.50}]
            tier_mode: volume
            clock: {counts: [talk]}
        """
    # 500 or 600, and 500 x 1 or 600 x 0.50: the worse answer is the cheaper one for the second.
    assert ends(text) == (500 + 300, 600 + 500)


def test_a_surcharge_and_a_commitment_are_part_of_what_is_least() -> None:
    rebate = "adjustments: [{percent: -80, applies_to: [minute]}, {percent: -40, applies_to: [minute]}]"
    # 120% off: the more minutes, the more is given back.
    assert ends(f"charges: [{{per: minute, rate: 1, clock: {{counts: [talk]}}}}]\n{rebate}") == (-120, -100)
    tiers = "tiers: [{up_to: 550, rate: 1}, {rate: 0.50}], tier_mode: volume, clock: {counts: [talk]}"
    # Either way 700 minutes are billed.
    assert ends(f"charges: [{{per: minute, {tiers}}}]\ncommitment: {{units: 700}}") == (350, 350)


def test_charges_under_one_bound_are_taken_together() -> None:
    text = """
        charges:
          - {per: minute, rate: 3, clock: {counts: [talk]}, cap_per_contact: 4}
          - {per: call, rate: 2, cap_per_contact: 4}
        """
    # To the second 2.50 + 2 a call, 0.50 over the bound; in whole minutes 3 + 2: 4 a call either way.
    assert ends(text) == (2400, 2400)


def test_beyond_very_many_combinations_the_best_and_the_worst_throughout_are_looked_at() -> None:
    many = ", ".join(f"{{per: minute, rate: 1, for: n{number}, cap_per_contact: 1000}}" for number in range(7))
    assert ends(f"charges: [{many}]") == (3500, 4200)


LADDER = """
plans:
  - {name: small, upgrade_over_minutes: %s, charges: [{per: minute, rate: 2, %s}]}
  - {name: middle, upgrade_over_minutes: 550, charges: [{per: cycle, rate: 100}, {per: minute, rate: 1, %s}]}
  - {name: large, charges: [{per: cycle, rate: 900}]}
"""
OPEN, CLOSED = "clock: {counts: [talk]}", "clock: {counts: [talk], step_seconds: 1}"
SPANISH = f"{{per: minute, rate: 1, when: {{language: es}}, {CLOSED}}}"


@pytest.mark.parametrize(
    ("over", "first", "second", "expected"),
    [
        # 500 minutes do not pass 500.
        (500, CLOSED, CLOSED, (1000, 1000)),
        # They pass 499: the middle plan, 100 + 500.
        (499, CLOSED, CLOSED, (600, 600)),
        # The middle plan, too, is passed if its minutes are whole ones: 900 in place of 600.
        (499, CLOSED, OPEN, (600, 900)),
        # If the small plan's are, it is passed, and costs 600; if not, 1,000.
        (500, OPEN, CLOSED, (600, 1000)),
        # 500 in the small plan; 600 are passed on, and by the middle plan's clock cost 600 or 900.
        (500, OPEN, OPEN, (600, 1000)),
    ],
)
def test_a_plan_is_raised_by_the_answers_that_make_its_minutes_many(
    over: int, first: str, second: str, expected: tuple[int, int]
) -> None:
    assert ends(LADDER % (over, first, second)) == expected


@pytest.mark.parametrize(
    ("over", "first", "second", "expected"),
    [
        (500, CLOSED, CLOSED, (0,)),
        (499, CLOSED, CLOSED, (1,)),
        (499, CLOSED, OPEN, (1, 2)),
        (500, OPEN, CLOSED, (0, 1)),
        (500, OPEN, OPEN, (0, 1, 2)),
    ],
)
def test_the_plans_that_may_bill_are_those_that_some_answer_leads_to(
    over: int, first: str, second: str, expected: tuple[int, ...]
) -> None:
    assert billed_places(pricing(LADDER % (over, first, second)), 0) == expected


def test_the_last_plan_is_never_raised() -> None:
    assert ends(LADDER % (1, CLOSED, CLOSED), 2) == (900, 900)
    assert billed_places(pricing(LADDER % (1, CLOSED, CLOSED)), 2) == (2,)


@pytest.mark.parametrize(
    ("charges", "expected"),
    [
        # Bundled minutes alone: the Spanish surcharge is on the same minutes.
        (
            f"{{per: minute, rate: 1, included: 1, {CLOSED}}}, {SPANISH}",
            749,
        ),
        # Without a bundle, those that are for every contact.
        (f"{{per: minute, rate: 1, {CLOSED}}}, {SPANISH}", 750),
        # Else what there is.
        (SPANISH, 250),
    ],
)
def test_a_ladder_goes_by_the_minutes_of_its_bundle(charges: str, expected: int) -> None:
    text = "plans: [{name: a, upgrade_over_minutes: %s, charges: [%s]}, {name: b, charges: [{per: cycle, rate: 7}]}]"
    passed = 250 if expected == 250 else 500
    assert ends(text % (passed, charges)) == (expected, expected)
    assert ends(text % (passed - 1, charges)) == (7, 7)


@pytest.mark.parametrize(
    ("charges", "expected"),
    [
        ("{per: minute, rate: 1, included: 249, clock: {counts: [talk]}}", True),
        ("{per: minute, rate: 1, included: 250, clock: {counts: [talk]}}", False),
        ("{per: call, rate: 1, included: 299}", True),
        ("{per: call, rate: 1, included: 300}", False),
        ("{per: call, rate: 1, included: 299, months: [1, 3]}", False),
        ("{per: call, rate: 1}", False),
    ],
)
def test_a_bundle_is_far_passed_by_more_than_twice_its_units(charges: str, *, expected: bool) -> None:
    ladder = pricing(f"plans: [{{name: a, charges: [{{per: cycle, rate: 1}}, {charges}]}}]").ladder
    assert bundle_is_far_passed(ladder[0][1], METERING, Cycle(12, ordinary=True), 2) is expected
