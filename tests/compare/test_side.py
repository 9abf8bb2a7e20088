"""A quote of a comparison: what it costs as it stands, and as it is laid out."""

from __future__ import annotations

from decimal import Decimal

from callvet.compare.side import month_and_term_of, month_of
from callvet.evaluation.prices.levelling import Plug
from tests.compare.quoting import ACME, NEEDS, compared, minute, monthly

LADDER = """
vendor: a
plans:
  - {name: small, charges: [{per: cycle, rate: 1000}, {per: call, rate: 2, included: 1000}]}
  - {name: large, charges: [{per: cycle, rate: 6000}, {per: call, rate: 1.5, included: 4000}]}
"""


def test_a_month_and_the_term_as_they_are_laid_out() -> None:
    side = compared(ACME, ACME).sides[0]
    assert (side.id, side.name) == ("acme/1", "acme")
    assert month_of(side.levelled, side.context) == side.monthly == side.month
    assert month_and_term_of(side.levelled, side.context) == (side.monthly, side.term)
    assert (side.month, side.whole_term) == (side.monthly, side.term)
    assert side.term.high == 12 * side.monthly.high


def test_a_vendor_with_a_profile_is_called_by_its_name() -> None:
    assert compared(ACME, ACME, profiles={"acme": "name: Acme Calls\n"}).sides[0].name == "Acme Calls"


def test_the_plan_that_is_billed_is_laid_out() -> None:
    side = compared(LADDER, ACME).sides[0]
    assert side.plan == 1
    assert side.month == side.monthly


def test_the_buyers_figures_stand_in_every_plan() -> None:
    plugs = [Plug("supervisor", Decimal(800), monthly=True)]
    assert monthly(compared(LADDER, ACME, plugs=plugs)) == ["8300.00", "34099.00"]


def test_another_currency_is_converted_by_the_rate_of_the_needs() -> None:
    needs = NEEDS + "rates: {EUR: {rate: 1.25, dated: 2026-11-02, source: bank}}\n"
    found = compared(minute("0.8", more="currency: EUR\n"), minute("1", vendor="b"), needs=needs)
    assert monthly(found) == ["30250.00", "30250.00"]
    assert found.sides[0].month == found.sides[1].month
    assert found.walks[0].steps == ()


def test_the_buyers_figure_is_in_the_currency_of_the_answer() -> None:
    needs = NEEDS + "rates: {EUR: {rate: 1.25, dated: 2026-11-02, source: bank}}\n"
    plugs = [Plug("supervisor", Decimal(800), monthly=True)]
    found = compared(minute("0.8", more="currency: EUR\n"), minute("1", vendor="b"), needs=needs, plugs=plugs)
    assert monthly(found) == ["31050.00", "31050.00"]
