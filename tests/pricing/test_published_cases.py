"""Billing cases that others have published with their answers; ``tests/data/billing.json`` names every source."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TypedDict

import pytest

from callvet.demand.billed_time import Component, Timing
from callvet.model.charge import Clock
from callvet.pricing.count import Count
from callvet.pricing.schedule import price
from tests.conftest import read
from tests.pricing.making import amounts, bill, charge


class Case(TypedDict, total=False):
    """One case, as the file has it."""

    id: str
    seconds: str
    clock: str
    billed_seconds: str
    rate_per_minute: str
    charge: str
    units: str
    used: str
    minimum_invoice: str
    true_up: str
    total: str


PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "billing.json").read_text(encoding="utf-8"))
CASES: list[Case] = PUBLISHED["cases"]


def those_with(key: str) -> list[Case]:
    return [case for case in CASES if key in case]


def billed_seconds(case: Case) -> Fraction:
    clock = read(f"{{counts: [talk], {case['clock']}}}", "quote.yaml", Clock)[0]
    talk = Component(handle_share=Fraction(1))
    return Timing((talk,), Fraction(clock.step_seconds or 0), Fraction(clock.minimum_seconds or 0)).billed(
        Fraction(case["seconds"])
    )


@pytest.mark.parametrize("case", those_with("billed_seconds"), ids=lambda case: case["id"])
def test_a_call_is_billed_so_many_seconds(case: Case) -> None:
    assert billed_seconds(case) == Fraction(case["billed_seconds"])


@pytest.mark.parametrize("case", those_with("rate_per_minute"), ids=lambda case: case["id"])
def test_a_call_costs_so_much(case: Case) -> None:
    minutes = charge(f"per: minute, rate: {case['rate_per_minute']}")
    assert price(minutes, Count(billed_seconds(case) / 60)) == Fraction(case["total"])


@pytest.mark.parametrize("case", those_with("charge"), ids=lambda case: case["id"])
def test_so_many_units_cost_so_much(case: Case) -> None:
    assert price(charge(case["charge"]), Count(Fraction(case["units"]))) == Fraction(case["total"])


@pytest.mark.parametrize("case", those_with("true_up"), ids=lambda case: case["id"])
def test_an_invoice_is_topped_up_by_so_much(case: Case) -> None:
    lines = bill(
        f"charges: [{{per: call, rate: 1}}]\nminimum_invoice: {case['minimum_invoice']}",
        [Count(Fraction(case["used"]))],
    )
    true_up = dict(amounts(lines)).get("minimum_invoice", "0")
    assert Fraction(true_up) == Fraction(case["true_up"])


def test_every_case_is_either_priced_or_told_why_not() -> None:
    priced = [*those_with("billed_seconds"), *those_with("total"), *those_with("true_up")]
    assert len({case["id"] for case in priced}) == len(CASES)
    assert len(CASES) + len(PUBLISHED["not_expressed"]) == 50
    assert all(one["why"] and one["why"] != "?" for one in PUBLISHED["not_expressed"])
