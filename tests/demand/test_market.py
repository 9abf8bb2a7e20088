"""What the market asks at the buyer's volume: document B's two ranges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from callvet.demand.context import Context
from callvet.demand.cost_range import Range
from callvet.demand.market import MarketRow, market
from callvet.model.needs import Needs
from tests.conftest import read

OFFICE = "shape: flat, spread: 0, calls_per_month: 5000"


def rows(demand: str = OFFICE, rate: str = "1", currency: str = "USD", more: str = "") -> tuple[MarketRow, MarketRow]:
    needs = read(f"{{demand: {{{demand}}}{more}}}", "needs.yaml", Needs)[0]
    return market(Context(needs, None, currency, date(2027, 1, 1)), Fraction(rate))


def test_shared_agents_are_paid_for_talk_and_wrap_up_to_the_second() -> None:
    shared, _ = rows()
    # 5,000 x (250 + 88) s = 28,166.67 minutes, at 0.70 and 1.25.
    assert shared.quantity == Fraction(5000 * 338, 60)
    assert shared.monthly == Range(Decimal("19716.67"), Decimal("35208.33"))
    assert (shared.agents, shared.unit, shared.positions) == ("shared", "minute", None)


def test_dedicated_agents_are_paid_by_the_productive_hour() -> None:
    _, dedicated = rows()
    # Five agents, 250 hours a week (the contract's example) x 30.4375 / 7, at 25 and 35.
    assert dedicated.quantity == 250 * Fraction("30.4375") / 7
    assert dedicated.monthly == Range(Decimal("27176.34"), Decimal("38046.88"))
    assert (dedicated.agents, dedicated.unit, dedicated.positions) == ("dedicated", "hour", 5)


def test_another_currency_takes_the_dollars_rate_and_its_own_decimals() -> None:
    shared, _ = rows(rate="150", currency="JPY")
    assert [f"{amount:f}" for amount in (shared.monthly.low, shared.monthly.high)] == ["2957500", "5281250"]


def test_wrong_numbers_and_calls_out_are_minutes_chats_and_self_service_are_not() -> None:
    demand = OFFICE + ", ivr_seconds: 60, self_service: 20%, unproductive: {share: 12%, seconds: 30}"
    demand += ", channels: {chat: {per_month: 900}, email: {per_month: 900}}"
    demand += ", outbound: {calls_per_month: 1000, connect_share: 30%, handle_seconds: 363}"
    # 600 x 30 s; 300 calls out of 363 s with the calls' parts, so 338 s.
    assert rows(demand)[0].quantity == Fraction(5300 * 338 + 600 * 30, 60)


def test_languages_that_agents_may_or_may_not_share_are_a_range_of_hours() -> None:
    demand = OFFICE + ", languages: {en: 50%, es: 50%}"
    low, high = rows(demand)[1].monthly.low, rows(demand)[1].monthly.high
    pooled = rows(demand, more=", service: {languages_staffed: pooled}")[1].monthly
    separate = rows(demand, more=", service: {languages_staffed: separate}")[1].monthly
    assert (low, high) == (pooled.low, separate.high)
    assert separate.high > pooled.high


@pytest.mark.parametrize("parts", ["talk_seconds: 0, hold_seconds: 0, wrap_seconds: 0", "calls_per_month: 0.000001"])
def test_where_nothing_is_said_somebody_is_there_all_the_same(parts: str) -> None:
    _, dedicated = rows(f"shape: flat, spread: 0, {parts}" + ("" if "calls" in parts else ", calls_per_month: 5000"))
    # One agent while open: 50 hours a week.
    assert dedicated.quantity == 50 * Fraction("30.4375") / 7
