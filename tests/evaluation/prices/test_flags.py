"""What to look at in an offer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from callvet.evaluation.prices.flags import far_from_others, flags_of
from callvet.model.case import QuoteFile, VendorFile
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from tests.conftest import read

CHARGE = "charges: [{per: call, rate: 1}]\n"


def flags(
    text: str, *, vendor: str | None = "name: Acme", volume: int = 5000, needs: str = "term_months: 12"
) -> list[str]:
    offer = QuoteFile("acme/1", "acme", *read(text, "quotes/acme.yaml", Quote))
    profile = None if vendor is None else VendorFile("acme", *read(vendor, "vendors/acme.yaml", Vendor))
    return list(flags_of(offer, profile, Fraction(volume), read(needs, "needs.yaml", Needs)[0], date(2027, 1, 1)))


def test_an_ordinary_offer_has_none() -> None:
    assert flags(CHARGE) == []


def test_an_offer_that_ends_before_the_start_and_one_that_renews_by_itself_are_told() -> None:
    assert flags(CHARGE + "valid_until: 2026-12-31") == ["expires on 2026-12-31, before the start"]
    assert flags(CHARGE + "valid_until: 2027-01-01") == []
    assert flags(CHARGE + "terms: {auto_renews: true}") == ["renews by itself"]
    assert flags(CHARGE + "terms: {auto_renews: false}") == []


@pytest.mark.parametrize(
    ("volume", "expected"),
    [
        (499, ["takes no fewer than 500 calls a month: ask"]),
        (500, []),
        (20_000, []),
        (20_001, ["takes no more than 20,000 calls a month: ask"]),
    ],
)
def test_a_volume_outside_what_the_vendor_takes_is_told(volume: int, expected: list[str]) -> None:
    capacity = "capacity: {min_calls_per_month: 500, max_calls_per_month: 20000}"
    assert flags(CHARGE, vendor=capacity, volume=volume) == expected


@pytest.mark.parametrize(
    ("volume", "room", "is_told"), [(5000, "", False), (5001, "", True), (5500, "10%", False), (4499, "10%", True)]
)
def test_a_price_that_rests_on_another_volume_is_told(volume: int, room: str, *, is_told: bool) -> None:
    more = f", reprice_beyond: {room}" if room else ""
    told = flags(CHARGE + f"assumes: {{calls_per_month: 5000{more}}}", volume=volume)
    assert told == (["its price rests on 5,000 calls a month"] if is_told else [])


def test_a_price_that_rests_on_other_calls_is_told_with_both_lengths() -> None:
    # The documents' average call is of 363 s; 330 x 1.1 is 363.
    assert flags(CHARGE + "assumes: {handle_seconds: 300}") == [
        "its price rests on calls of 300 s, and yours take 363 s"
    ]
    assert flags(CHARGE + "assumes: {handle_seconds: 330, reprice_beyond: 10%}") == []
    parts = "demand: {talk_seconds: 200.000000, hold_seconds: 25, wrap_seconds: 25.000000}"
    assert flags(CHARGE + "assumes: {handle_seconds: 300}", needs=parts) == [
        "its price rests on calls of 300 s, and yours take 250 s"
    ]


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("counts: [talk, wrap], step_seconds: 59", []),
        ("counts: [talk, hold]", ["hold time is billed"]),
        ("counts: [queue, talk]", ["time before an agent answers is billed"]),
        ("counts: [ring]", ["time before an agent answers is billed"]),
        ("step_seconds: 60", ["every call is rounded up to a whole minute"]),
    ],
)
def test_billing_traps_are_told(clock: str, expected: list[str]) -> None:
    assert flags(f"charges: [{{per: minute, rate: 0.95, clock: {{{clock}}}}}]") == expected


def test_a_trap_in_several_plans_is_told_once() -> None:
    plan = "{name: %s, charges: [{per: minute, rate: 0.95, clock: {counts: [hold]}}]}"
    assert flags(f"plans: [{plan % 'a'}, {plan % 'b'}]") == ["hold time is billed"]


@pytest.mark.parametrize(
    ("charges", "expected"),
    [
        ("{per: minute, rate: 0.70}", []),
        ("{per: minute, rate: 1.25}", []),
        ("{per: minute, rate: 0.69}", ["$0.69 a minute is under the market's $0.70 to $1.25: ask why"]),
        ("{per: minute, rate: 1.26}", ["$1.26 a minute is over the market's $0.70 to $1.25: ask why"]),
        ("{per: hour, rate: 24}", ["$24 an hour is under the market's $25 to $35: ask why"]),
        # What is for extras is no price of the work.
        ("{per: minute, rate: 0.95}, {per: minute, rate: 0.10, for: patched}", []),
        ("{per: minute, rate: 0.10, when: {language: es}}", []),
        ("{per: minute, rate: 0}", []),
        ("{per: minute, tiers: [{rate: 9}]}", []),
    ],
)
def test_a_rate_outside_the_markets_range_is_told(charges: str, expected: list[str]) -> None:
    assert flags(f"charges: [{charges}]") == expected


@pytest.mark.parametrize("counts", ["[ivr]", "[transfer]", "[ivr, transfer]"])
def test_a_rate_for_time_without_an_agent_is_not_held_against_that_of_live_ones(counts: str) -> None:
    automated = f"{{per: minute, rate: 0.15, clock: {{counts: {counts}, step_seconds: 1}}}}"
    assert flags(f"charges: [{automated}]") == []
    assert flags(f"charges: [{automated.replace('0.15', '9')}, {{per: minute, rate: 0.95}}]") == []
    assert len(flags(f"charges: [{automated.replace(counts, '[ivr, talk]')}]")) == 1


def test_a_rate_of_automated_agents_is_not_held_against_that_of_live_ones() -> None:
    assert flags("agents: automated\ncharges: [{per: minute, rate: 0.09}]") == []
    assert len(flags("agents: shared\ncharges: [{per: minute, rate: 0.09}]")) == 1


def test_rates_of_several_plans_are_told_together() -> None:
    plans = ", ".join(
        f"{{name: p{rate}, charges: [{{per: minute, rate: {rate}}}]}}" for rate in ("2.79", "2.49", "1.00")
    )
    assert flags(f"plans: [{plans}]") == ["$2.79 and $2.49 a minute are over the market's $0.70 to $1.25: ask why"]


def test_rates_in_another_currency_are_not_held_against_the_dollars_range() -> None:
    assert flags("currency: EUR\ncharges: [{per: minute, rate: 9}]") == []
    assert flags("charges: [{per: minute, rate: 9}]", needs="currency: EUR") == []
    assert len(flags("currency: USD\ncharges: [{per: minute, rate: 9}]", needs="currency: EUR")) == 1


def test_a_vendor_without_a_profile_or_without_public_prices_is_told() -> None:
    assert flags(CHARGE, vendor=None) == ["there is no profile of this vendor"]
    assert flags(CHARGE, vendor="contract: {prices_published: false}") == ["publishes no prices"]
    assert flags(CHARGE, vendor="contract: {prices_published: true}") == []


@pytest.mark.parametrize(
    ("high", "highs", "expected"),
    [
        (151, [100, 100, 151], "far dearer than the others: ask why"),
        (150, [100, 100, 150], ""),
        (66, [66, 100, 100], "far cheaper than the others: ask why"),
        (67, [67, 100, 100], ""),
        # Of four the middle is the mean of the two: 105 x 1.5 = 157.5.
        (158, [100, 100, 110, 158], "far dearer than the others: ask why"),
        (157, [100, 100, 110, 157], ""),
        # Of two, neither is the odd one.
        (900, [100, 900], ""),
    ],
)
def test_an_offer_far_from_the_middle_of_all_is_told(high: int, highs: list[int], expected: str) -> None:
    assert "".join(far_from_others(Decimal(high), list(map(Decimal, highs)))) == expected
