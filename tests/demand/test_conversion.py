"""An estimate in another currency."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from callvet.demand.context import Context
from callvet.demand.conversion import converted
from callvet.demand.estimate import Estimate, estimate
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from tests.conftest import read

NEEDS = """
demand: {calls_per_month: 100, shape: flat, open: 24/7, spread: 0, talk_seconds: 50, hold_seconds: 0, wrap_seconds: 0}
"""


def priced(text: str) -> Estimate:
    needs = read(NEEDS, "needs.yaml", Needs)[0]
    return estimate(read(text, "quote.yaml", Quote)[0], Context(needs, None, "EUR", date(2027, 1, 1)))


def test_every_line_is_converted_from_its_exact_amount_and_rounded_once() -> None:
    found = converted(priced("charges: [{per: cycle, rate: 0.335}, {per: call, rate: 0.0033}]"), Fraction("1.5"), "USD")
    # 0.335 and 0.33 would be 0.34 and 0.33 in euros; from the exact amounts 0.5025 and 0.495.
    assert [line.amount for line in found.monthly.low] == [Decimal("0.50"), Decimal("0.50")]
    assert found.monthly.range.low == Decimal("1.00")
    assert [line.rate for line in found.monthly.low] == ["0.335", "0.0033"]


def test_months_and_questions_are_converted_too() -> None:
    found = priced("charges: [{per: minute, rate: 3, clock: {counts: [talk]}}, {per: once, rate: 10}]")
    # 100 calls of 50 s: 83.33 to 100 minutes, 250 to 300 euros.
    assert (found.monthly.range.low, found.monthly.range.high) == (250, 300)
    other = converted(found, Fraction("1.10"), "USD")
    assert (other.monthly.range.low, other.monthly.range.high) == (275, 330)
    assert (other.months[0].range.low, other.months[0].range.high) == (286, 341)
    assert [(one.term, one.worth) for one in other.questions] == [("minute.clock.step_seconds", Decimal("55.00"))]


def test_a_currency_without_decimals_gets_none() -> None:
    other = converted(priced("charges: [{per: cycle, rate: 10.01}]"), Fraction("160.5"), "JPY")
    assert f"{other.monthly.range.high:f}" == "1607"
