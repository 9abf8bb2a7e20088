"""The terms of a charge: its price in words, and what happens to it where the other quote has no such charge."""

from __future__ import annotations

import pytest

from callvet.compare.charge_terms import Bundle, OfCharge, OfClock, Price, bundle, price_text
from callvet.model.charge import Charge
from tests.compare.quoting import compared, minute
from tests.conftest import read


@pytest.mark.parametrize(
    ("charge", "text"),
    [
        ("{per: minute, rate: 1.10}", "1.10"),
        ("{per: order, percent_of_value: 1.5}", "1.5% of the value"),
        ("{per: call, rate: 5, block: 100}", "5 per 100"),
        ("{per: call, tiers: [{up_to: 1000, rate: 2}, {rate: 1}]}", "2 to 1,000, 1"),
        ("{per: call, tier_mode: volume, tiers: [{up_to: 10, rate: 2}, {rate: 1}]}", "2 to 10, 1 (all units)"),
        ("{per: hour, tiers_by: agents, tiers: [{up_to: 5, rate: 20}, {rate: 18}]}", "20 to 5, 18 (by agents)"),
    ],
)
def test_a_price_is_told_as_it_was_written(charge: str, text: str) -> None:
    assert price_text(read(charge, "x.yaml", Charge)[0]) == text


def test_what_belongs_to_a_charge_stays_where_the_other_quote_has_none() -> None:
    found = compared(minute("1"), "vendor: b\ncharges: [{per: call, rate: 5}]\n")
    first, second = (side.levelled for side in found.sides)
    for part in (OfClock("minute", "step_seconds"), OfCharge("minute", "minimum"), Bundle("minute")):
        assert part.moved(first, second) == first
        assert part.moved(second, first) == second


def test_a_price_goes_with_its_charge() -> None:
    found = compared(minute("1"), "vendor: b\ncharges: [{per: call, rate: 5}]\n")
    first, second = (side.levelled for side in found.sides)
    assert list(Price("minute").moved(first, second).charges) == []
    assert list(Price("minute").moved(second, first).charges) == ["call", "minute"]


def test_the_free_units_of_a_quote_are_its_bundle() -> None:
    quote = "vendor: a\ncharges: [{per: call, rate: 1, included: 9}, {per: chat, rate: 1, included: 0}]\n"
    [side, _] = compared(quote, quote).sides
    assert bundle(side.levelled) == (("call", 9),)
