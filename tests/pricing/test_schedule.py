"""From a count to money."""

from __future__ import annotations

from fractions import Fraction

import pytest

from callvet.pricing.count import Count
from callvet.pricing.schedule import payable_units, price
from tests.pricing.making import charge

GRADUATED = "tiers: [{up_to: 10, rate: 5}, {up_to: 20, rate: 4}, {rate: 3}]"
VOLUME = GRADUATED + ", tier_mode: volume"


def of(text: str, units: str | int, agents: int | None = None) -> Fraction:
    return price(charge(f"per: call, {text}"), Count(Fraction(units), agents=agents))


def test_a_rate_is_for_each_unit_and_nothing_is_rounded() -> None:
    assert of("rate: 0.95", "4250/3") == Fraction(8075, 6)


def test_what_is_included_is_free_and_never_given_back() -> None:
    bundle = charge("per: call, rate: 2, included: 100")
    assert payable_units(bundle, Fraction(130)) == 30
    assert payable_units(bundle, Fraction(99)) == 0
    assert of("rate: 2, included: 100", 130) == 60
    assert of("rate: 2, included: 100", 99) == 0
    assert payable_units(charge("per: call, rate: 2"), Fraction(7)) == 7


@pytest.mark.parametrize(("units", "expected"), [(0, 0), (10, 50), (11, 54), (20, 90), (25, 105)])
def test_graduated_tiers_price_each_unit_at_its_own(units: int, expected: int) -> None:
    assert of(GRADUATED, units) == expected


@pytest.mark.parametrize(("units", "expected"), [(0, "0"), (10, "50"), ("10.5", "42"), (20, "80"), (21, "63")])
def test_volume_tiers_price_all_units_at_the_tier_reached(units: str | int, expected: str) -> None:
    assert of(VOLUME, units) == Fraction(expected)


def test_tiers_count_what_is_left_after_the_bundle() -> None:
    assert of(VOLUME + ", included: 5", 15) == 50
    assert of(GRADUATED + ", included: 5", 20) == 50 + 5 * 4


@pytest.mark.parametrize(("units", "expected"), [(0, 0), (1, 10), (500, 10), (501, 20), (1001, 30), (1500, 30)])
def test_blocks_are_paid_for_once_they_are_started(units: int, expected: int) -> None:
    assert of("rate: 10, block: 500", units) == expected


def test_a_block_begins_in_the_tier_that_its_first_unit_is_in() -> None:
    tiers = "block: 10, tiers: [{up_to: 15, rate: 7}, {rate: 1}]"
    # Blocks 1-10 and 11-20 begin within 15; 21-30 does not.
    assert of(tiers, 30) == 7 + 7 + 1
    # By volume, 30 units are past 15: three blocks at 1; 15 are not: two at 7.
    assert of(tiers + ", tier_mode: volume", 30) == 3
    assert of(tiers + ", tier_mode: volume", 15) == 14


@pytest.mark.parametrize(("agents", "expected"), [(None, 3500), (4, 3500), (5, 3000), (11, 2500)])
def test_agents_pick_the_tier_of_all_hours(agents: int | None, expected: int) -> None:
    hours = charge("per: hour, tiers: [{up_to: 4, rate: 35}, {up_to: 10, rate: 30}, {rate: 25}], tiers_by: agents")
    assert price(hours, Count(Fraction(100), agents=agents)) == expected


def test_a_share_of_the_value_is_a_percentage_of_it() -> None:
    assert price(charge("per: sale, percent_of_value: 2.5"), Count(Fraction(12_000))) == 300


def test_the_least_and_the_most_of_a_charge_hold_after_everything_else() -> None:
    assert of("rate: 1, included: 100, minimum: 25", 50) == 25
    assert of("rate: 1, minimum: 25", 26) == 26
    assert of("rate: 1, cap: 60", 61) == 60
    assert of("rate: 1, cap: 60", 59) == 59


def test_a_last_tier_with_an_end_holds_beyond_it() -> None:
    # The reader refuses such tiers; whoever builds them in code gets the last rate, not an error.
    tiers = charge(f"per: call, {VOLUME}")
    assert tiers.tiers is not None
    bounded = tiers.model_copy(update={"tiers": tiers.tiers[:2]})
    assert price(bounded, Count(Fraction(30))) == 120
