"""What a term costs each quote against the best that is offered, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from callvet.evaluation.prices.levelling import Plug
from callvet.pricing.answers import STEP_SECONDS
from tests.compare.quoting import (
    ACME,
    BRIO,
    CORTE,
    NEEDS,
    compared,
    in_all,
    minute,
    monthly,
    names,
    row,
    said,
    worths,
)

HOURS = "vendor: %s\ncharges: [{per: hour, rate: %s, hours_counted: %s}]\n"


def test_three_offers_by_the_minute() -> None:
    found = compared(ACME, BRIO, CORTE)
    # 5,000 x 7 min x 0.95 + 49; 5,000 x 366 s x 0.99 + 149; 5,000 x 363 s x 1.02.
    assert monthly(found) == ["33299.00", "30344.00", "30855.00"]
    # 57 s too much at 0.95, 3 s at 0.99.
    assert worths(found, "minute.clock.step_seconds") == ["4512.50", "247.50", "0.00"]
    # 35,000 min at 0.04 and 0.07 above 0.95, and so on.
    assert worths(found, "minute.rate") == ["0.00", "1220.00", "2117.50"]
    assert worths(found, "cycle.rate") == ["49.00", "149.00", "0.00"]


def test_a_fee_at_the_start_costs_over_the_term_and_nothing_a_month() -> None:
    found = compared(ACME, BRIO, CORTE)
    assert worths(found, "once.rate") == ["0.00", "0.00", "0.00"]
    assert in_all(found, "once.rate") == ["0.00", "0.00", "500.00"]


def test_a_silent_step_is_worth_nothing_at_its_best_and_all_at_its_worst() -> None:
    silent = "vendor: mute\ncharges: [{per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap]}}]\n"
    found = compared(ACME, silent)
    assert STEP_SECONDS["best"] == 1
    assert worths(found, "minute.clock.step_seconds") == ["4512.50", "0.00 to 4512.50"]
    # Nobody states what would save Acme anything.
    assert [one.by for one in row(found, "minute.clock.step_seconds").worth] == [(), ()]


def test_open_hours_are_compared_at_their_best() -> None:
    silent = "vendor: mute\ncharges: [{per: hour, rate: 20}]\n"
    found = compared(HOURS % ("a", 20, "paid"), silent)
    low, high = (float(one) for one in worths(found, "hour.hours_counted")[1].split(" to "))
    assert low == 0
    assert high == float(worths(found, "hour.hours_counted")[0]) > 0


def test_a_bundle_is_compared_with_the_fee_that_buys_it() -> None:
    large = "vendor: a\ncharges: [{per: cycle, rate: 900}, {per: call, rate: 2, included: 1000}]\n"
    small = "vendor: b\ncharges: [{per: cycle, rate: 400}, {per: call, rate: 2, included: 500}]\n"
    found = compared(large, small)
    # 4,000 x 2 + 900 and 4,500 x 2 + 400; the other's bundle with its fee.
    assert monthly(found) == ["8900.00", "9400.00"]
    assert worths(found, "call.included") == ["0.00", "500.00"]
    # The fee alone would say that the small bundle is cheaper.
    assert worths(found, "cycle.rate") == ["0.00", "0.00"]


def test_fees_of_equal_bundles_are_compared() -> None:
    quote = "vendor: %s\ncharges: [{per: cycle, rate: %s}, {per: call, rate: 2, included: 500}]\n"
    assert worths(compared(quote % ("a", 400), quote % ("b", 450)), "cycle.rate") == ["0.00", "50.00"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_one_bundle_with_two_fees_is_two_offers(order: tuple[int, int, int]) -> None:
    per_minute = minute("0.75")
    bundle = per_minute.replace("rate:", "included: 100, rate:")
    with_fee = bundle.replace("charges:\n", "charges:\n  - {per: cycle, rate: 7}\n")
    quotes = (per_minute, bundle, with_fee)
    found = compared(*(f"reference: R{place}\n{quotes[place]}" for place in order))
    # A hundred minutes at 0.75, from who asks no fee for them, wherever the one that asks seven stands.
    worth = row(found, "minute.included").worth[order.index(0)]
    assert worths(found, "minute.included")[order.index(0)] == "75.00"
    assert worth.by == (order.index(1),)


def test_hours_are_not_compared_with_minutes() -> None:
    found = compared(HOURS % ("a", 20, "paid"), minute("0.95", vendor="b"))
    assert worths(found, "hour.rate") == worths(found, "minute.rate") == ["0.00", "0.00"]
    assert said(found, "hour.rate") == ["20", "missing"]
    assert said(found, "minute.rate") == ["missing", "0.95"]


def test_a_surcharge_by_hours_is_compared_with_none() -> None:
    night = "adjustments: [{percent: 50, applies_to: [minute], when: {outside: 'Mo-Su 08:00-20:00'}, for: nights}]\n"
    found = compared(minute("1", more=night, vendor="a"), minute("1", vendor="b"))
    # Half of 30,250 flat minutes at half a dollar.
    assert worths(found, "adjustments[hours]") == ["7562.50", "0.00"]


def test_a_surcharge_on_holidays_costs_over_the_term_alone() -> None:
    holidays = "adjustments: [{percent: 50, applies_to: [minute], when: {holiday: US}}]\n"
    found = compared(minute("1", more=holidays, vendor="a"), minute("1", vendor="b"), prefer="a")
    dear, plain = found.sides
    assert worths(found, "adjustments[holiday]") == ["0.00", "0.00"]
    assert in_all(found, "adjustments[holiday]") == [f"{dear.term.high - plain.term.high:.2f}", "0.00"]
    assert dear.term.high > plain.term.high == 12 * plain.monthly.high
    assert found.leverage is not None
    assert [one.term.name for one in found.leverage.levers] == ["adjustments[holiday]"]


def test_so_does_a_price_for_calls_on_holidays() -> None:
    calls = "vendor: %s\ncharges: [{per: call, rate: 1}, {per: call, rate: %s, when: {holiday: US}}]\n"
    found = compared(calls % ("a", 3), calls % ("b", 1))
    dear, plain = found.sides
    [name] = [one.term.name for one in found.rows if one.worth and one.term.over_term]
    assert worths(found, name) == ["0.00", "0.00"]
    assert in_all(found, name) == [f"{dear.term.high - plain.term.high:.2f}", "0.00"]
    assert dear.term.high > plain.term.high


def test_surcharges_in_two_spellings_are_one_term() -> None:
    one = "adjustments: [{percent: 50, applies_to: [minute], when: {outside: 'Mo-Su 08:00-20:00'}, for: nights}]\n"
    other = "adjustments: [{percent: 20, applies_to: [minute], when: {within: 'Mo-Su 20:00-08:00'}, for: late}]\n"
    found = compared(minute("1", more=one, vendor="a"), minute("1", more=other, vendor="b"))
    assert worths(found, "adjustments[hours]") == ["4537.50", "0.00"]


def test_a_surcharge_on_what_a_quote_does_not_charge_is_no_offer() -> None:
    night = "adjustments: [{percent: 50, applies_to: [%s], when: {outside: 'Mo-Su 08:00-20:00'}}]\n"
    found = compared(
        minute("1", vendor="a", more=night % "minute"), "vendor: b\ncharges: [{per: call, rate: 6}]\n" + night % "call"
    )
    assert worths(found, "adjustments[hours]") == ["0.00", "0.00"]


def test_a_least_invoice_swallows_a_difference() -> None:
    least = "minimum_invoice: 40000\n"
    found = compared(minute("0.95", more=least, vendor="a"), minute("0.99", more=least, vendor="b", step=60))
    assert monthly(found) == ["40000.00", "40000.00"]
    assert worths(found, "minute.rate") == worths(found, "minute.clock.step_seconds") == ["0.00", "0.00"]


def test_a_least_invoice_costs_what_it_adds() -> None:
    found = compared(minute("1", more="minimum_invoice: 40000\n", vendor="a"), minute("1", vendor="b"))
    assert worths(found, "minimum_invoice") == ["9750.00", "0.00"]


def test_a_discount_for_all_months_and_a_promotion_are_one_offer() -> None:
    always = "discounts: [{percent: 10, for: loyalty}]\n"
    first = "discounts: [{percent: 100, months: [1, 1], for: first month free}]\n"
    found = compared(minute("1", more=always, vendor="a"), minute("1", more=first, vendor="b"), minute("1", vendor="c"))
    # A tenth of 30,250 in a normal month; over the term twelve tenths, or one month.
    assert worths(found, "discounts") == ["0.00", "3025.00", "3025.00"]
    assert in_all(found, "discounts") == ["0.00", "6050.00", "36300.00"]


def test_a_bill_every_four_weeks_is_told_by_the_month() -> None:
    fee = "vendor: %s\ncycle: %s\ncharges: [{per: cycle, rate: 2800}, {per: call, rate: 1}]\n"
    found = compared(fee % ("a", "4_weeks"), fee % ("b", "month"))
    # 30.4375 / 28 such fees.
    assert monthly(found) == ["8043.75", "7800.00"]
    assert worths(found, "cycle") == ["243.75", "0.00"]


def test_a_plan_is_compared_as_it_is_billed() -> None:
    ladder = """
    vendor: a
    plans:
      - {name: small, charges: [{per: cycle, rate: 1000}, {per: call, rate: 2, included: 1000}]}
      - {name: large, charges: [{per: cycle, rate: 6000}, {per: call, rate: 1.5, included: 4000}]}
    """
    found = compared(ladder, "vendor: b\ncharges: [{per: call, rate: 2}]\n")
    # 1,000 + 4,000 x 2 against 6,000 + 1,000 x 1.5.
    assert monthly(found) == ["7500.00", "10000.00"]
    assert said(found, "call.included") == ["4,000", "none"]
    assert worths(found, "call.rate") == ["0.00", "2500.00"]


def test_a_team_with_overflow_is_not_compared_with_a_team_that_needs_none() -> None:
    team = """
    vendor: a
    charges:
      - {per: hour, rate: 30, staffed: {agents: 4, hours_per_week: 40}}
      - {per: minute, rate: 1.2, when: {beyond: staffed}, for: overflow,
         clock: {counts: [talk, hold, wrap], step_seconds: 6}}
    """
    found = compared(team, HOURS % ("b", 25, "paid"), minute("0.9", vendor="c"))
    assert worths(found, "minute.rate") == ["0.00", "0.00", "0.00"]
    # 4 x 40 h x 30.4375 / 7 weeks, at 5 more.
    assert float(worths(found, "hour.rate")[0]) == pytest.approx(160 * 30.4375 / 7 * 5, abs=0.01)
    assert said(found, "hour.hours_counted") == ["missing", "paid", "missing"]


def test_overflow_without_a_price_in_the_other_offer_is_not_free() -> None:
    team = """
    vendor: a
    charges:
      - {per: hour, rate: 30, staffed: {agents: 4, hours_per_week: 40}}
      - {per: minute, rate: 1.2, when: {beyond: staffed}, clock: {counts: [talk], step_seconds: 6}}
    """
    assert worths(compared(team, HOURS % ("b", 30, "paid")), "minute.rate") == ["0.00", "0.00"]


def test_an_extra_for_a_language_is_compared_with_none() -> None:
    spanish = "  - {per: call, rate: 0.50, when: {language: es}, for: Spanish}\n"
    needs = NEEDS.replace("spread: 0", "spread: 0, languages: {en: 90%, es: 10%}")
    found = compared(minute("1", more=spanish, vendor="a"), minute("1", vendor="b"), needs=needs)
    assert worths(found, "call.rate") == ["250.00", "0.00"]


def test_an_extra_is_not_free_where_the_work_is_left_out() -> None:
    spanish = (
        "  - {per: minute, rate: 0.10, when: {language: es}, for: Spanish, clock: {counts: [talk], step_seconds: 1}}\n"
    )
    needs = NEEDS.replace("spread: 0", "spread: 0, languages: {en: 90%, es: 10%}")
    without = minute("1", vendor="b", more="scope: {spanish: excluded}\n")
    found = compared(minute("1", more=spanish, vendor="a"), without, needs=needs)
    assert worths(found, "minute[Spanish].rate") == ["0.00", "0.00"]


@pytest.mark.parametrize(("per", "channel"), [("chat", "chat"), ("email", "email")])
def test_contacts_without_a_price_are_not_free(per: str, channel: str) -> None:
    needs = NEEDS.replace("spread: 0", f"spread: 0, channels: {{{channel}: {{per_month: 100}}}}")
    priced = f"  - {{per: {per}, rate: 3}}\n"
    found = compared(minute("1", more=priced, vendor="a"), minute("1", vendor="b"), needs=needs)
    assert worths(found, f"{per}.rate") == ["0.00", "0.00"]
    assert said(found, f"{per}.rate") == ["3", "missing"]


def test_what_answers_by_itself_is_no_price_for_live_agents() -> None:
    live = "vendor: a\nagents: shared\ncharges: [{per: call, rate: 7}]\n"
    bot = "vendor: b\nagents: automated\ncharges: [{per: call, rate: 2}]\n"
    assert worths(compared(live, bot), "call.rate") == ["0.00", "0.00"]
    assert worths(compared(live, bot.replace("automated", "partial")), "call.rate") == ["25000.00", "0.00"]


def test_a_cap_and_a_bundle_of_what_answers_by_itself_are_no_offer_either() -> None:
    live = "vendor: a\nagents: shared\ncharges: [{per: cycle, rate: 9}, {per: call, rate: 7}]\n"
    bot = "vendor: b\nagents: automated\ncharges: [{per: call, rate: 2, included: 900, cap_per_contact: 1}]\n"
    found = compared(live, bot)
    assert worths(found, "call.included") == worths(found, "call.cap_per_contact") == ["0.00", "0.00"]


def test_units_of_different_things_are_different_terms() -> None:
    unit = "  - {per: unit, quantity: %s, rate: %s, for: %s}\n"
    found = compared(
        minute("1", vendor="a", more=unit % (2, 75, "script changes")),
        minute("1", vendor="b", more=unit % (10, 5, "numbers")),
        minute("1", vendor="c", more=unit % (2, 50, "Script changes")),
    )
    assert [name for name in names(found) if name.startswith("unit") and name.endswith("rate")] == [
        "unit[numbers].rate",
        "unit[Script changes].rate",
    ]
    # c asks nothing for numbers, and b nothing for script changes.
    assert worths(found, "unit[Script changes].rate") == ["150.00", "0.00", "100.00"]


def test_units_to_which_one_is_bound_are_those_of_the_same_kind() -> None:
    bound = "commitment: {units: %s}\n"
    found = compared(
        minute("1", vendor="a", more=bound % 40000), "vendor: b\ncharges: [{per: call, rate: 6}]\n" + bound % 6000
    )
    assert worths(found, "commitment") == ["0.00", "0.00"]
    found = compared(minute("1", vendor="a", more=bound % 40000), minute("1", vendor="b", more=bound % 35000))
    assert worths(found, "commitment") == ["5000.00", "0.00"]


def test_the_least_of_a_charge_is_compared_where_it_is_for_the_same_contacts() -> None:
    quote = "vendor: %s\ncharges: [{per: call, rate: 1, minimum: %s%s}]\n"
    assert worths(compared(quote % ("a", 6000, ""), quote % ("b", 5500, "")), "call.minimum") == ["500.00", "0.00"]
    other = quote % ("b", 100, ", share_of_calls: 10%")
    assert worths(compared(quote % ("a", 6000, ""), other), "call.minimum") == ["0.00", "0.00"]


def test_a_fixed_wrap_up_is_compared_with_the_wrap_up_that_others_bill() -> None:
    fixed = minute("1", vendor="a", clock=", wrap_fixed_seconds: 60").replace(", hold, wrap", "")
    found = compared(fixed, minute("1", vendor="b"))
    # b bills all 88 s, so that the fixed 60 is cheaper; taking 60 away and billing none is not on offer.
    assert worths(found, "minute.clock.wrap_fixed_seconds") == ["0.00", "2333.33"]
    talk = minute("1", vendor="c").replace(", hold, wrap", "")
    assert worths(compared(fixed, talk), "minute.clock.wrap_fixed_seconds") == ["5000.00", "0.00"]


def test_rounding_each_call_is_what_a_clock_does_that_does_not_say() -> None:
    parts = minute("1", vendor="a", step=6, clock=", round: component")
    found = compared(parts, minute("1", vendor="b", step=6))
    # 250, 25 and 88 s become 252, 30 and 90 s in place of 366 s together.
    assert worths(found, "minute.clock.round") == ["500.00", "0.00"]
    assert said(found, "minute.clock.round") == ["component", "none"]


class TestWorkThatIsNotSpokenOf:
    """Setup and training that one prices: others are asked, unless they say that it is included."""

    PRICED = "  - {per: once, rate: 500, for: setup}\n"

    def test_silence_is_a_question_and_may_be_free(self) -> None:
        found = compared(minute("1", vendor="a", more=self.PRICED), minute("1", vendor="b"))
        assert said(found, "once.rate") == ["500", "silent"]
        assert in_all(found, "once.rate") == ["500.00", "0.00"]
        assert row(found, "once.rate").worth[0].by == ()

    def test_included_is_an_offer(self) -> None:
        included = minute("1", vendor="b", more="scope: {setup: included}\n")
        found = compared(minute("1", vendor="a", more=self.PRICED), included)
        assert said(found, "once.rate") == ["500", "none"]
        assert row(found, "once.rate").worth[0].by == (1,)

    @pytest.mark.parametrize("word", ["priced", "excluded"])
    def test_paid_elsewhere_is_no_offer(self, word: str) -> None:
        other = minute("1", vendor="b", more=f"scope: {{setup: {word}}}\n")
        found = compared(minute("1", vendor="a", more=self.PRICED), other)
        assert said(found, "once.rate") == ["500", "missing"]
        assert in_all(found, "once.rate") == ["0.00", "0.00"]

    def test_the_buyers_own_figure_takes_the_place_of_silence(self) -> None:
        plugs = [Plug("setup", Decimal(300), monthly=False)]
        found = compared(minute("1", vendor="a", more=self.PRICED), minute("1", vendor="b"), plugs=plugs)
        assert said(found, "plug[setup].rate") == ["missing", "300"]
        assert in_all(found, "plug[setup].rate") == ["0.00", "0.00"]
        assert in_all(found, "once.rate") == ["0.00", "0.00"]

    def test_the_buyers_own_figure_is_saved_where_the_work_is_included(self) -> None:
        plugs = [Plug("setup", Decimal(300), monthly=False)]
        included = minute("1", vendor="a", more="scope: {setup: included}\n")
        found = compared(included, minute("1", vendor="b"), plugs=plugs)
        assert in_all(found, "plug[setup].rate") == ["0.00", "300.00"]


def test_a_fee_is_not_compared_with_an_offer_that_prices_no_calls() -> None:
    chats = "vendor: b\ncharges: [{per: chat, rate: 3}]\n"
    found = compared(minute("1", vendor="a", more="  - {per: cycle, rate: 49}\n"), chats)
    assert worths(found, "cycle.rate") == ["0.00", "0.00"]


def test_a_value_that_asks_for_more_agents_than_there_are_is_no_offer() -> None:
    needs = NEEDS.replace("calls_per_month: 5000", "calls_per_month: 100000").replace(
        "spread: 0", "spread: 0, ring_seconds: 9"
    )
    clock = "{per: minute, rate: 1, clock: {counts: [%s], step_seconds: 1}}"
    quotes = [
        f"vendor: {vendor}\ncharges: [{clock % parts}]\n" for vendor, parts in (("a", "ring, talk"), ("b", "queue"))
    ]
    # With calls of a thousand hours, how long callers of the first wait has no answer.
    found = compared(*quotes, needs=needs, profiles={"a": "performance: {handle_seconds: 3600000}\n"})
    assert worths(found, "minute.clock.counts") == ["0.00", "0.00"]
    assert row(found, "minute.clock.counts").worth[0].by == ()
