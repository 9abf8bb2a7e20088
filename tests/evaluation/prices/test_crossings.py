"""Where offers cross: volumes worked out by hand, jumps, who is left out, and what is out of reach."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from callvet.evaluation.costing import price_offers
from callvet.evaluation.prices.crossings import Crossings, crossings, sampled
from callvet.evaluation.prices.wishes import Wishes

NEEDS = "demand: {calls_per_month: 2000, spread: 0, talk_seconds: 250, hold_seconds: 25, wrap_seconds: 88}\n"
# 363 s: rounded up to whole minutes 7, of 0.95; to six seconds 6.1, of 0.99.
NORTHWIND = """
    charges:
      - {per: cycle, rate: 49}
      - {per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap], step_seconds: 60}}
"""
ACME = """
    charges:
      - {per: cycle, rate: 1549}
      - {per: minute, rate: 0.99, clock: {counts: [talk, hold, wrap], step_seconds: 6}}
"""
TIERED = "charges: [{per: call, tiers: [{up_to: 3000, rate: 7}, {rate: 5}], tier_mode: volume}]"
FLAT = "charges: [{per: call, rate: 6.5}]"


def answer(
    folder: Path, *, needs: str = NEEDS, profiles: dict[str, str] | None = None, volume: str = "", **quotes: str
) -> Any:
    """What offers of so called vendors cost."""
    (folder / "quotes").mkdir(exist_ok=True)
    (folder / "vendors").mkdir(exist_ok=True)
    (folder / "needs.yaml").write_text(needs, encoding="utf-8")
    for vendor, text in quotes.items():
        head = f"vendor: {vendor}\nreference: Q\n"
        (folder / "quotes" / f"{vendor}.yaml").write_text(head + dedent(text), encoding="utf-8")
        profile = (profiles or {}).get(vendor, f"name: {vendor.title()}\n")
        (folder / "vendors" / f"{vendor}.yaml").write_text(profile, encoding="utf-8")
    volumes = tuple(Decimal(part) for part in volume.split(",")) if volume else ()
    return price_offers([folder / "vendors"], wishes=Wishes(volumes=volumes))


def between(found: Crossings, one: str, other: str) -> list[tuple[str, float, bool]]:
    """What is cheaper below, the volume, and whether it is a jump."""
    return [
        (crossing.below.vendor, round(float(crossing.calls_per_month), 2), crossing.is_jump)
        for crossing in found.found
        if {crossing.above.vendor, crossing.below.vendor} == {one, other}
    ]


def test_two_straight_bills_cross_where_fee_and_rate_balance(tmp_path: Path) -> None:
    # 49 + 6.65 v = 1549 + 6.039 v: v = 1500 / 0.611 = 2454.99.
    found = crossings(answer(tmp_path, northwind=NORTHWIND, acme=ACME), staffed=False)
    ((below, volume, is_jump),) = between(found, "northwind", "acme")
    assert (below, is_jump) == ("northwind", False)
    assert volume == pytest.approx(1500 / 0.611, abs=0.05)


def test_a_bill_that_jumps_past_another_is_a_crossing_at_the_step(tmp_path: Path) -> None:
    # At 3,000 calls 21,000 against 19,500; one more, and all calls are at 5: 15,005 against 19,506.50.
    found = crossings(answer(tmp_path, brio=TIERED, corte=FLAT), staffed=False)
    ((below, volume, is_jump),) = between(found, "brio", "corte")
    assert (below, is_jump) == ("corte", True)
    assert volume == pytest.approx(3000, abs=0.05)


def test_the_market_is_crossed_too(tmp_path: Path) -> None:
    # 1.25 x (250 + 88) / 60 = 7.041667 a call: 1549 + 6.039 v = 7.041667 v at 1544.88.
    found = crossings(answer(tmp_path, acme=ACME), staffed=False)
    assert between(found, "acme", "market") == [("market", pytest.approx(1549 / (7.0416667 - 6.039), abs=0.05), False)]
    assert found.left_out == ("market/dedicated",)


def test_bills_that_never_change_their_order_do_not_cross(tmp_path: Path) -> None:
    found = crossings(answer(tmp_path, corte=FLAT, dearer="charges: [{per: call, rate: 6.6}]"), staffed=False)
    assert between(found, "corte", "dearer") == []


def test_bills_that_are_equal_for_a_while_cross_where_the_order_changes(tmp_path: Path) -> None:
    # 5 a call, at least 5,000; 1,000 a month and 4 a call from the 1,001st: alike at 1,000 calls alone. Against
    # 5,000 for all up to 1,000 calls the first is equal, then dearer.
    level = "charges: [{per: cycle, rate: 5000}]"
    rising = "charges: [{per: call, rate: 5, minimum: 5000}]"
    found = crossings(answer(tmp_path, level=level, rising=rising), staffed=False)
    assert between(found, "level", "rising") == []


@pytest.mark.parametrize(("least", "expected"), [(2000, 1), (2500, 0)])
def test_nobody_crosses_at_a_volume_that_is_not_taken_on(tmp_path: Path, least: int, expected: int) -> None:
    profile = f"name: Acme\ncapacity: {{min_calls_per_month: {least}}}\n"
    priced = answer(tmp_path, volume="3000", profiles={"acme": profile}, northwind=NORTHWIND, acme=ACME)
    assert len(between(crossings(priced, staffed=False), "northwind", "acme")) == expected


@pytest.mark.parametrize(("over", "expected"), [(-100, 1), (100, 0)])
def test_nobody_crosses_a_staffed_offer_at_a_volume_that_is_not_taken_on(
    tmp_path: Path, over: int, expected: int
) -> None:
    hourly = "charges: [{per: hour, rate: 20, hours_counted: paid}]"
    ((_, volume, _),) = between(crossings(answer(tmp_path, hourly=hourly, corte=FLAT)), "hourly", "corte")
    profile = f"name: Corte\ncapacity: {{min_calls_per_month: {round(volume) + over}}}\n"
    priced = answer(tmp_path, volume="9000", profiles={"corte": profile}, hourly=hourly, corte=FLAT)
    assert len(between(crossings(priced), "hourly", "corte")) == expected


def test_offers_that_need_agents_are_left_out_unless_they_are_wanted(tmp_path: Path) -> None:
    priced = answer(tmp_path, hourly="charges: [{per: hour, rate: 20, hours_counted: paid}]", corte=FLAT)
    quick, whole = crossings(priced, staffed=False), crossings(priced)
    assert quick.left_out == ("hourly/Q", "market/dedicated")
    assert between(quick, "hourly", "corte") == []
    assert whole.left_out == ()
    assert {below for below, _, _ in between(whole, "hourly", "corte")} == {"corte"}


def test_the_order_is_another_on_both_sides_of_a_staffed_crossing(tmp_path: Path) -> None:
    hourly = "charges: [{per: hour, rate: 20, hours_counted: paid}]"
    ((_, volume, _),) = between(crossings(answer(tmp_path, hourly=hourly, corte=FLAT)), "hourly", "corte")
    highs = []
    for near in (volume - 1, volume + 1):
        priced = answer(tmp_path, volume=str(round(near, 2)), hourly=hourly, corte=FLAT).priced
        highs.append({one.offer.vendor: one.monthly.high for one in priced})
    assert highs[0]["corte"] < highs[0]["hourly"]
    assert highs[1]["corte"] > highs[1]["hourly"]


def test_an_agent_more_lets_bills_cross_twice_within_a_few_calls(tmp_path: Path) -> None:
    # Both orders are priced anew on each side of every crossing.
    needs = NEEDS + "service: {measured: week}\n"
    offers = {
        "hourly": "charges: [{per: hour, rate: 20, hours_counted: productive}]",
        "corte": FLAT.replace("6.5", "4"),
    }
    found = between(crossings(answer(tmp_path, needs=needs, **offers)), "hourly", "corte")
    assert len(found) > 1
    assert [volume for _, volume, _ in found] == [round(volume) for _, volume, _ in found]
    for below, volume, _ in found:
        cheapest = []
        for near in (volume - 1, volume):
            priced = answer(tmp_path, needs=needs, volume=str(near), **offers).priced
            highs = {one.offer.vendor: one.monthly.high for one in priced}
            cheapest.append({vendor for vendor, high in highs.items() if high == min(highs.values())})
        assert below in cheapest[0]
        assert below not in cheapest[1]


def test_quotes_in_another_currency_cross_in_that_of_the_answer(tmp_path: Path) -> None:
    needs = NEEDS + "rates: {EUR: {rate: 2, dated: 2026-11-02, source: bank}}\n"
    # 2 x 3.2 = 6.4 a call and 2 x 500 against 6.5: never below 10,000; with 2 x 50 = 100: 1,000.
    euro = "currency: EUR\ncharges: [{per: cycle, rate: 50}, {per: call, rate: 3.2}]"
    found = crossings(answer(tmp_path, needs=needs, euro=euro, corte=FLAT), staffed=False)
    assert between(found, "euro", "corte") == [("corte", pytest.approx(1000, abs=0.05), False)]


def test_without_a_call_nothing_crosses_and_nothing_is_drawn(tmp_path: Path) -> None:
    priced = answer(tmp_path, volume="0", corte=FLAT)
    assert crossings(priced) == Crossings()
    assert sampled(priced).volumes == ()


def test_a_drawing_goes_to_twice_the_volume(tmp_path: Path) -> None:
    drawn = sampled(answer(tmp_path, volume="800", corte=FLAT))
    assert drawn.volumes == tuple(Fraction(100 * step) for step in range(1, 17))
    assert drawn.highs["corte/Q"][:2] == (Decimal("650.00"), Decimal("1300.00"))
    assert set(drawn.highs) == {"corte/Q", "market/shared", "market/dedicated"}


def test_without_a_rate_from_dollars_there_is_no_market_to_cross(tmp_path: Path) -> None:
    needs = NEEDS + "currency: EUR\n"
    found = crossings(
        answer(tmp_path, needs=needs, corte="currency: EUR\n" + FLAT, acme="currency: EUR" + dedent(ACME))
    )
    # 1549 + 6.039 v = 6.5 v at 3360.09.
    ((below, volume, _),) = between(found, "corte", "acme")
    assert (below, volume) == ("corte", pytest.approx(1549 / 0.461, abs=0.05))
    assert {crossing.above.vendor for crossing in found.found} == {"acme"}
    assert found.left_out == ()
