"""The way from one quote to another: its steps add up, and are what a person would reckon."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callvet.compare.walk import CHARGES, CURRENCY, PERFORMANCE, PLANS, walk
from tests.compare.quoting import ACME, BRIO, CORTE, NEEDS, adds_up, compared, minute, steps

EURO = NEEDS + "rates: {EUR: {rate: 1.09, dated: 2026-11-02, source: bank}}\n"


def test_the_steps_between_three_offers() -> None:
    found = compared(ACME, BRIO, CORTE)
    first, second = found.walks
    # From Brio, the cheapest: 30,500 min at 0.04 less, then 54 s of rounding at 0.95, then the fee.
    assert steps(first) == {
        "minute.rate": "-1220.00",
        "minute.clock.step_seconds": "4275.00",
        "cycle.rate": "-100.00",
    }
    # 30,500 min at 0.03 more, 3 s of rounding at 1.02; no fee; and no step for what is paid once.
    assert steps(second) == {"minute.rate": "915.00", "minute.clock.step_seconds": "-255.00", "cycle.rate": "-149.00"}
    assert all(map(adds_up, found.walks))


def test_a_quote_has_no_way_to_itself() -> None:
    found = compared(ACME, ACME)
    [way] = found.walks
    assert way.steps == ()
    assert walk(found.sides[0], found.sides[0], [row.term for row in found.rows]) == ()


def test_an_open_term_makes_a_step_with_two_ends() -> None:
    silent = "vendor: mute\ncharges: [{per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap]}}]\n"
    found = compared(minute("0.95"), silent)
    assert steps(found.walks[0]) == {"minute.clock.step_seconds": "0.00 to 4512.50"}
    assert adds_up(found.walks[0])


def test_two_surcharges_by_hours_go_in_one_step() -> None:
    late = "{percent: 20, applies_to: [minute], when: {within: 'Mo-Su 20:00-24:00'}}"
    early = "{percent: 50, applies_to: [minute], when: {within: 'Mo-Su 00:00-04:00'}}"
    found = compared(minute("1", vendor="b"), minute("1", vendor="a", more=f"adjustments: [{late}, {early}]\n"))
    # A sixth of 30,250 flat minutes each: 1,008.33 and 2,520.83, two lines of the bill.
    assert steps(found.walks[0]) == {"adjustments[hours]": "3529.16"}


def test_hours_against_minutes_are_priced_another_way() -> None:
    hours = "vendor: a\ncharges: [{per: cycle, rate: 100}, {per: hour, rate: 30, hours_counted: paid}]\n"
    found = compared(hours, minute("0.95"))
    [way] = found.walks
    assert list(steps(way)) == [CHARGES, "cycle.rate"]
    assert adds_up(way)


@pytest.mark.parametrize("rate", ["0.333", "0.871", "1.017"])
def test_steps_add_up_to_the_cent_in_another_currency(rate: str) -> None:
    euro = "currency: EUR\nminimum_invoice: 5000\nadjustments: [{percent: 3, applies_to: [minute]}]\n"
    more = (
        "  - {per: call, rate: 0.017}\n  - {per: cycle, rate: 33.33}\n"
        + euro
        + "discounts: [{amount: 17.77}]\nterms: {early_termination_fee: 1000}\n"
    )
    found = compared(minute(rate, more=more, step=6), minute("0.99", vendor="b"), needs=EURO)
    assert adds_up(found.walks[0])


def test_rounding_in_a_currency_is_a_step_of_its_own() -> None:
    # Two lines of 0.005 EUR, each told as 0.01, leave 99.98 EUR of the least invoice: 0.01 + 0.01 + 149.97 dollars.
    euro = "vendor: a\ncurrency: EUR\nminimum_invoice: 100\ncharges: [{per: call, rate: 0.000001}, %s]\n"
    needs = EURO.replace("1.09", "1.5")
    found = compared(
        euro % "{per: call, rate: 0.000001, for: more}", "vendor: b\ncharges: [{per: call, rate: 1}]\n", needs=needs
    )
    assert found.sides[0].monthly.high == Decimal("149.99")
    assert steps(found.walks[0])[CURRENCY] == "0.01"
    assert adds_up(found.walks[0])


def test_a_ladder_between_two_plans_is_a_step_of_its_own() -> None:
    # 20,833 minutes at the best and 30,250 at the worst: the small plan at the one end, the large at the other.
    ladder = """
    vendor: a
    plan_choice: each_cycle
    plans:
      - {name: small, charges: [{per: minute, rate: 1, clock: {step_seconds: 1}}]}
      - {name: large, charges: [{per: cycle, rate: 25000}, {per: minute, rate: 0.1, clock: {step_seconds: 1}}]}
    """
    found = compared(ladder, "vendor: b\ncharges: [{per: call, rate: 2}]\n")
    assert found.sides[0].plan == 1
    assert PLANS in steps(found.walks[0])
    assert adds_up(found.walks[0])


def test_the_vendors_own_calls_are_a_step() -> None:
    own = {"b": "performance: {handle_seconds: 300, source: {kind: meeting, ref: a talk, read: 2026-10-01}}\n"}
    found = compared(minute("1", vendor="a"), minute("1", vendor="b"), profiles=own)
    # 63 s less for each of 5,000 calls.
    assert steps(found.walks[0]) == {PERFORMANCE: "5250.00"}


def test_an_extra_for_other_contacts_goes_and_comes() -> None:
    needs = NEEDS.replace("spread: 0", "spread: 0, languages: {en: 80%, es: 10%, fr: 10%}")
    quote = minute(
        "1",
        vendor="%s",
        more="  - {per: minute, rate: %s, when: {language: %s}, clock: {counts: [talk], step_seconds: 1}}\n",
    )
    found = compared(quote % ("a", "0.30", "es"), quote % ("b", "0.50", "fr"), needs=needs)
    assert adds_up(found.walks[0])


def test_the_order_of_charges_makes_no_difference() -> None:
    clock = "clock: {counts: [talk], step_seconds: 60}"
    one = f"vendor: a\ncharges: [{{per: call, rate: 1}}, {{per: minute, rate: 1, cap_per_contact: 4, {clock}}}]\n"
    other = f"vendor: b\ncharges: [{{per: minute, rate: 1, cap_per_contact: 4, {clock}}}, {{per: call, rate: 1}}]\n"
    found = compared(one, other)
    assert adds_up(found.walks[0])
    assert steps(found.walks[0]) == {}


def test_own_figures_come_first_where_the_others_agents_could_not_be_found_by_ours() -> None:
    needs = NEEDS.replace("calls_per_month: 5000", "calls_per_month: 100000")
    hours = "vendor: a\ncharges: [{per: cycle, rate: 100}, {per: hour, rate: 30, hours_counted: paid}]\n"
    minutes = (
        "vendor: b\ncharges: [{per: minute, rate: 0.00001, clock: {counts: [talk, hold, wrap], step_seconds: 1}}]\n"
    )
    # Calls of a thousand hours are 137,000 callers at once: minutes have a price then, and agents have none.
    found = compared(hours, minutes, needs=needs, profiles={"b": "performance: {handle_seconds: 3600000}\n"})
    [way] = found.walks
    assert (way.start.id, way.end.id) == ("b/2", "a/1")
    assert list(steps(way)) == [PERFORMANCE, CHARGES, "cycle.rate"]
    # 100,000 calls of 363 s in place of 3,600,000 s, at a thousandth of a cent a minute.
    assert steps(way)[PERFORMANCE] == "-59993.95"
    assert adds_up(way)
