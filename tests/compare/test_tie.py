"""The prices at which the preferred quote costs what the cheapest does: written into the quote, they tie."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from callvet.compare.tie import Lowered, Tie
from callvet.evaluation.prices.levelling import Plug
from tests.compare.quoting import ACME, BRIO, NEEDS, compared, minute

if TYPE_CHECKING:
    from collections.abc import Sequence

LADDERS = {
    "graduated": "{per: call, tiers: [{up_to: 1000, rate: %s}, {rate: %s}]}",
    "volume": "{per: call, tier_mode: volume, tiers: [{up_to: 1000, rate: %s}, {rate: %s}]}",
    "blocks": "{per: call, block: 400, tiers: [{up_to: 1000, rate: %s}, {rate: %s}]}",
    "two charges": "{per: call, rate: %s}, {per: contact, rate: %s}",
    "by hours": "{per: call, rate: %s, when: {within: 'Mo-Fr 08:00-18:00'}}, "
    "{per: call, rate: %s, when: {outside: 'Mo-Fr 08:00-18:00'}}",
    "agents": "{per: hour, hours_counted: paid, tiers_by: agents, tiers: [{up_to: 9, rate: %s}, {rate: %s}]}",
}
RIVAL = "vendor: b\ncharges: [{per: call, rate: 2}]\n"
"""10,000 a month."""


def found(*quotes: str, needs: str = NEEDS, plugs: Sequence[Plug] = ()) -> Tie | None:
    leverage = compared(*quotes, prefer="acme", needs=needs, plugs=plugs).leverage
    assert leverage is not None
    return leverage.tie


def tie_of(*quotes: str, needs: str = NEEDS, plugs: Sequence[Plug] = ()) -> Tie:
    tie = found(*quotes, needs=needs, plugs=plugs)
    assert tie is not None
    return tie


def high(text: str, needs: str = NEEDS) -> Decimal:
    return compared(text, text, needs=needs).sides[0].monthly.high


class TestPrice:
    """One plain rate has a price at which it ties."""

    @pytest.mark.parametrize("step", [1, 6, 60])
    def test_it_is_the_highest_that_is_not_dearer(self, step: int) -> None:
        rival = minute("0.8131", vendor="b")
        tie = tie_of(minute("0.95", vendor="acme", step=step), rival)
        assert tie.price is not None
        at, above = (
            high(minute(str(price), vendor="acme", step=step)) for price in (tie.price, tie.price + Decimal("0.0001"))
        )
        assert at <= tie.goal == high(rival) < above
        assert (tie.charge, tie.now, tie.cheapest) == ("minute", Decimal("0.95"), 1)
        assert tie.rates == (Lowered("minute", None, Decimal("0.95"), tie.price),)

    def test_it_is_that_of_the_largest_charge(self) -> None:
        quote = "vendor: acme\ncharges: [{per: call, rate: 0.10}, {per: cycle, rate: 9000}]\n"
        tie = tie_of(quote, "vendor: b\ncharges: [{per: call, rate: 1}]\n")
        # As long as it is rounded to the other's 5,000.00.
        assert (tie.charge, tie.price) == ("cycle", Decimal("4500.0049"))

    def test_what_some_contacts_cost_besides_is_left_as_it_is(self) -> None:
        needs = NEEDS.replace("spread: 0", "spread: 0, languages: {en: 90%, es: 10%}")
        quote = "vendor: acme\ncharges: [{per: call, rate: 3}, {per: call, rate: 1, when: {language: es}}]\n"
        # 500 calls at 1; 9,500 are left for 5,000.
        assert tie_of(quote, RIVAL, needs=needs).price == Decimal("1.9000")

    def test_an_hour_has_one(self) -> None:
        quote = "vendor: acme\ncharges: [{per: hour, rate: 20, hours_counted: handling}]\n"
        # 5,000 calls of 363 s are 504.1667 hours: 19.8347 of them make 10,000.
        assert tie_of(quote, RIVAL).price == Decimal("19.8347")

    def test_of_a_ladder_of_plans_it_is_that_of_the_billed_one(self) -> None:
        plans = (
            "vendor: acme\nplans:\n"
            "  - {name: s, charges: [{per: cycle, rate: 100}, {per: call, rate: 9, included: 10}]}\n"
            "  - {name: l, charges: [{per: cycle, rate: 3000}, {per: call, rate: %s, included: 1000}]}\n"
        )
        tie = tie_of(plans % "2.5", RIVAL)
        # 7,000 for 4,000 calls.
        assert (tie.charge, tie.now, tie.price) == ("call", Decimal("2.5"), Decimal("1.7500"))
        assert high(plans % "1.75") == 10_000

    def test_in_another_currency_it_is_that_of_the_quote(self) -> None:
        needs = NEEDS + "rates: {EUR: {rate: 1.09, dated: 2026-11-02, source: bank}}\n"
        euros = "vendor: acme\ncurrency: EUR\ncharges: [{per: call, rate: %s}]\n"
        tie = tie_of(euros % "2.2", RIVAL, needs=needs)
        assert tie.now == Decimal("2.2")
        assert tie.price is not None
        at, above = (high(euros % price, needs) for price in (tie.price, tie.price + Decimal("0.0001")))
        assert at <= 10_000 < above


class TestPercentage:
    """Several rates have a percentage that all of them would have to fall by."""

    @pytest.mark.parametrize("ladder", LADDERS)
    def test_with_all_of_them_lower_it_ties_and_with_a_hundredth_of_a_percent_less_it_does_not(
        self, ladder: str
    ) -> None:
        quote = f"vendor: acme\ncharges: [{LADDERS[ladder]}, {{per: cycle, rate: 50}}]\n"
        rates = ("3100", "2900") if ladder == "blocks" else ("31", "29")
        tie = tie_of(quote % rates, RIVAL)
        assert tie.percent is not None
        assert tie.price is None
        at, above = (
            high(quote % tuple(str(Decimal(rate) * (100 - percent) / 100) for rate in rates))
            for percent in (tie.percent, tie.percent - Decimal("0.01"))
        )
        assert at <= 10_000 < above
        # The fee stays as it is.
        assert "cycle" not in {one.charge for one in tie.rates}
        assert {one.now: one.then for one in tie.rates} == {
            Decimal(rate): Decimal(rate) * (100 - tie.percent) / 100 for rate in rates
        }

    def test_it_is_what_a_person_would_reckon(self) -> None:
        quote = f"vendor: acme\ncharges: [{LADDERS['graduated'] % (9, 8)}]\n"
        tie = tie_of(quote, BRIO)
        # 41,000 less 26% is 30,340, under 30,344; less 25.99% is 30,344.10.
        assert (tie.percent, tie.lowers, tie.now) == (26, "charge", None)
        assert tie.rates == (
            Lowered("call", Decimal(1000), Decimal(9), Decimal("6.66")),
            Lowered("call", None, Decimal(8), Decimal("5.92")),
        )

    def test_charges_that_carry_the_calls_fall_together(self) -> None:
        tie = tie_of(f"vendor: acme\ncharges: [{LADDERS['two charges'] % (3, 1)}]\n", RIVAL)
        assert (tie.percent, tie.lowers, tie.charge) == (50, "calls", "call")

    def test_a_share_of_a_value_falls_too(self) -> None:
        needs = NEEDS.replace("spread: 0", "spread: 0, outcomes_per_month: {sale: 100}, sales_value_per_month: 200000")
        tie = tie_of("vendor: acme\ncharges: [{per: sale, percent_of_value: 8}]\n", RIVAL, needs=needs)
        assert (tie.percent, tie.rates) == (Decimal("37.5"), (Lowered("sale", None, Decimal(8), Decimal(5)),))

    def test_where_nothing_for_the_calls_is_too_much_all_prices_fall(self) -> None:
        tie = tie_of("vendor: acme\ncharges: [{per: cycle, rate: 19000}, {per: call, rate: 4}]\n", RIVAL)
        # 39,000 less 74.36% is 9,999.60; with calls for nothing it were 19,000.
        assert (tie.without, tie.now, tie.percent) == (19_000, 4, Decimal("74.36"))
        assert (tie.lowers, tie.price) == ("everything", None)
        assert [one.charge for one in tie.rates] == ["cycle", "call"]

    def test_so_they_do_where_nothing_for_a_fee_is_too_much(self) -> None:
        tie = tie_of("vendor: acme\ncharges: [{per: cycle, rate: 30000}, {per: call, rate: 4}]\n", RIVAL)
        assert (tie.charge, tie.without, tie.percent) == ("cycle", 20_000, 80)


class TestNoPrice:
    """Where no price would do, what is left says why."""

    def test_a_least_invoice_is_told(self) -> None:
        tie = tie_of("vendor: acme\ncharges: [{per: call, rate: 4}]\nminimum_invoice: 12000\ntax_percent: 10\n", RIVAL)
        assert (tie.kept, tie.least, tie.rates) == (("minimum_invoice",), 13_200, ())
        assert (tie.price, tie.percent, tie.now) == (None, None, 4)

    def test_the_least_of_a_charge_is_told(self) -> None:
        tie = tie_of("vendor: acme\ncharges: [{per: call, rate: 4, minimum: 11000}]\n", RIVAL)
        assert (tie.kept, tie.least) == (("call.minimum",), 11_000)

    def test_the_buyers_own_figure_is_told(self) -> None:
        plugs = [Plug("supervisor", Decimal(15_000), monthly=True)]
        tie = tie_of(
            "vendor: acme\ncharges: [{per: call, rate: 4}]\n", RIVAL + "scope: {supervisor: included}\n", plugs=plugs
        )
        assert (tie.kept, tie.least) == (("plug[supervisor].rate",), 15_000)

    def test_a_quote_without_prices_has_none(self) -> None:
        tie = tie_of("vendor: acme\ncharges: [{per: call, rate: 0}]\nminimum_invoice: 12000\n", RIVAL)
        assert (tie.charge, tie.kept, tie.least) == (None, ("minimum_invoice",), 12_000)


@pytest.mark.parametrize("quote", [minute("0.5", vendor="acme"), BRIO.replace("vendor: brio", "vendor: acme")])
def test_what_costs_no_more_ties_with_nobody(quote: str) -> None:
    assert found(quote, BRIO) is None


def test_ranges_tie_at_the_end_that_ranks() -> None:
    silent = "vendor: acme\ncharges: [{per: minute, rate: %s, clock: {counts: [talk, hold, wrap]}}]\n"
    tie = tie_of(silent % "0.95", ACME.replace("rate: 49", "rate: 0").replace("0.95", "0.9").replace("acme", "b"))
    assert tie.price == Decimal("0.9000")
    assert high(silent % "0.9") == tie.goal
