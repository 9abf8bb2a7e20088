"""A quote with one list of charges, in the currency of the answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from callvet.compare.levelled import Levelled, levelled
from callvet.model.charge import Charge
from callvet.model.quote import Quote
from tests.conftest import read

FULL = """
vendor: a
currency: EUR
minimum_invoice: 100
deposit: 50
discounts: [{percent: 5}, {amount: 20}]
terms: {early_termination_fee: 1000}
charges:
  - {per: cycle, rate: 10, cap_per_contact: 2}
  - {per: minute, tiers: [{up_to: 10, rate: 1}, {rate: 0.5}], minimum: 4, cap: 8}
"""
LADDER = "plans: [{name: s, charges: [{per: call, rate: 2}]}, {name: l, charges: [{per: cycle, rate: 9}]}]\n"


def laid_out(
    text: str, *, plan: int | None = None, rate: str = "1", added: dict[str, Charge] | None = None
) -> Levelled:
    quote = read(text.replace(", cap_per_contact: 2", ""), "quotes/a.yaml", Quote)[0]
    return levelled(quote, plan=plan, added=added or {}, rate=Fraction(rate), currency="USD")


def test_every_amount_is_in_the_currency_of_the_answer() -> None:
    found = laid_out(FULL, rate="1.09")
    quote = found.quote
    assert (quote.currency, quote.minimum_invoice, quote.deposit) == ("USD", Decimal(109), Decimal("54.5"))
    assert [(one.percent, one.amount) for one in quote.discounts or ()] == [(5, None), (None, Decimal("21.8"))]
    assert quote.terms.early_termination_fee == 1090
    assert found.charges["cycle"].rate == Decimal("10.9")
    minute = found.charges["minute"]
    assert (minute.minimum, minute.cap) == (Decimal("4.36"), Decimal("8.72"))
    assert [tier.rate for tier in minute.tiers or ()] == [Decimal("1.09"), Decimal("0.545")]


def test_an_amount_without_an_end_keeps_28_decimals() -> None:
    rate = laid_out("vendor: a\ncharges: [{per: call, rate: 1}]\n", rate="1/3").charges["call"].rate
    assert rate == Decimal("0.3333333333333333333333333333")


def test_of_a_ladder_the_plan_that_is_billed_is_laid_out() -> None:
    found = laid_out("vendor: a\n" + LADDER, plan=1)
    assert list(found.charges) == ["cycle"]
    assert found.as_quote().plans is None
    assert [one.kind for one in found.as_quote().charges or ()] == ["cycle"]


def test_the_buyers_own_figures_come_last() -> None:
    own = Charge.model_construct(per=("once",), rate=Decimal(500))
    assert list(laid_out("vendor: a\ncharges: [{per: call, rate: 1}]\n", added={"plug[setup]": own}).charges) == [
        "call",
        "plug[setup]",
    ]


def test_a_charge_goes_and_comes() -> None:
    found = laid_out("vendor: a\ncharges: [{per: call, rate: 1}, {per: cycle, rate: 2}]\n")
    assert list(found.with_charge("call", None).charges) == ["cycle"]
    dearer = found.charges["call"].model_copy(update={"rate": Decimal(3)})
    assert list(found.with_charge("call", dearer).charges) == ["call", "cycle"]
    assert found.saying("deposit", Decimal(7)).quote.deposit == 7
