"""Who can take a part, what must be asked first, and which awards are shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from callvet.compare.award import Award, Half, best_of, counted_refusals, doubts_of, refusal_of
from callvet.compare.parts import Kind, Part, whole
from callvet.demand.cost_range import Range
from callvet.model.case import QuoteFile, VendorFile
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from tests.conftest import read

CALLS = Fraction(1000)


def part(demand: str = "calls_per_month: 1000") -> Part:
    return whole(read(f"demand: {{{demand}}}", "needs.yaml", Needs)[0])


def profile(text: str) -> VendorFile:
    return VendorFile("acme", *read(text, "vendors/acme.yaml", Vendor))


def offer(name: str, more: str = "") -> QuoteFile:
    quote, document = read(f"charges: [{{per: call, rate: 1}}]\n{more}", f"quotes/{name}.yaml", Quote)
    return QuoteFile(f"{name}/1", name, quote, document)


def award(first: str, other: str, high: int, kind: Kind = "share", low: int | None = None) -> Award:
    everything, nothing = part(), Range(Decimal(0), Decimal(0))
    amount = Range(Decimal(low or high), Decimal(high))
    halves = Half(offers[first], None, everything, CALLS, amount), Half(offers[other], None, everything, CALLS, nothing)
    return Award(kind, *halves)


offers = {name: offer(name) for name in "abcdefg"}


@pytest.mark.parametrize(
    ("text", "demand", "expected"),
    [
        ("capacity: {min_calls_per_month: 1000, max_calls_per_month: 1000}", "calls_per_month: 5", None),
        ("capacity: {min_calls_per_month: 1001}", "calls_per_month: 5", "under_minimum"),
        ("capacity: {max_calls_per_month: 999}", "calls_per_month: 5", "over_maximum"),
        ("languages: [{code: en-GB}, {code: es}]", "languages: {en-US: 60%, es-MX: 40%}", None),
        ("languages: [{code: en}]", "languages: {en: 100%, es: 0%}", None),
        ("languages: [{code: en}]", "languages: {en: 60%, es: 40%}", "language"),
        ("languages: [{code: en}]", "calls_per_month: 5", None),
        ("services: {channels: [phone]}", "channels: {chat: {per_month: 1}}", "channel"),
        ("services: {channels: [phone]}", "channels: {chat: {per_month: 0}}", None),
        ("services: {outbound: none}", "outbound: {calls_per_month: 1}", "direction"),
        ("services: {outbound: [surveys]}", "outbound: {calls_per_month: 1}", None),
        ("name: Acme", "outbound: {calls_per_month: 1}, languages: {en: 60%, es: 40%}", None),
    ],
)
def test_only_what_a_profile_says_speaks_against_a_part(text: str, demand: str, expected: str | None) -> None:
    assert refusal_of(profile(text), part(demand), CALLS) == expected


def test_nothing_speaks_against_a_vendor_without_a_profile() -> None:
    assert refusal_of(None, part("languages: {en: 60%, es: 40%}"), CALLS) is None


@pytest.mark.parametrize("vendor", [None, profile("name: Acme")])
def test_silence_is_asked(vendor: VendorFile | None) -> None:
    demand = "languages: {en: 60%, es: 40%}, channels: {chat: {per_month: 1}}, outbound: {calls_per_month: 1}"
    assert list(doubts_of(offers["a"], vendor, part(demand), CALLS)) == ["language", "channel", "direction"]
    assert not list(doubts_of(offers["a"], vendor, part(), CALLS))


@pytest.mark.parametrize(
    ("assumes", "calls", "expected"),
    [
        ("{calls_per_month: 1000, reprice_beyond: 10%}", 900, []),
        ("{calls_per_month: 1000, reprice_beyond: 10%}", 899, ["price_basis"]),
        ("{calls_per_month: 1000, reprice_beyond: 10%}", 1101, ["price_basis"]),
        ("{calls_per_month: 1000}", 999, ["price_basis"]),
        ("{calls_per_month: 1000}", 1000, []),
        ("{handle_seconds: 10}", 1, []),
    ],
)
def test_a_price_for_another_volume_is_asked_for_again(assumes: str, calls: int, expected: list[str]) -> None:
    assert list(doubts_of(offer("a", f"assumes: {assumes}"), None, part(), Fraction(calls))) == expected


def test_the_best_of_each_two_offers_and_of_each_kind_is_shown() -> None:
    awards = [
        award("a", "b", 10),
        award("a", "b", 11),
        award("b", "a", 12),
        award("a", "c", 13),
        award("c", "a", 14),
        award("b", "c", 15),
        award("c", "b", 16),
        award("a", "d", 17, "hours"),
        award("a", "e", 18, "hours"),
    ]
    shown = best_of(awards)
    assert [int(one.monthly.high) for one in shown] == [10, 12, 13, 14, 15, 17]


def test_awards_alike_at_the_high_end_come_by_the_low_one_and_then_by_kind() -> None:
    one, two = award("a", "b", 10, "hours", low=8), award("a", "b", 10, low=9)
    three = award("a", "b", 10, "language", low=9)
    assert sorted([three, two, one], key=lambda each: each.order) == [one, two, three]


def test_reasons_are_counted_the_most_frequent_first() -> None:
    found = counted_refusals(["hours", "language", "language"])
    assert list(found.items()) == [("language", 2), ("hours", 1)]
