"""What an offer saves against today, and what a point of first contact resolution is worth."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from callvet.demand.cost_range import Range
from callvet.evaluation.costing import price_offers
from callvet.evaluation.prices.savings import Saving, resolution_point, saving_of
from tests.evaluation.prices.test_crossings import answer

FLAT = "charges: [{per: call, rate: 5}]"
NEEDS = "demand: {calls_per_month: 2000, spread: 0, first_contact_resolution: 80%}\n"


def test_a_saving_is_what_is_left_after_oversight(tmp_path: Path) -> None:
    today = (
        "baseline: {monthly_cost: 12400, transition_cost: 3000, oversight_hours_per_month: 20, oversight_rate: 45}\n"
    )
    priced = answer(tmp_path, needs=NEEDS + today, flat=FLAT)
    # 12,400 - 10,000 - 900 = 1,500 a month, and 3,000 come back in two.
    expected = Saving(Range(Decimal("1500.00"), Decimal("1500.00")), (Fraction(2), Fraction(2)))
    assert saving_of(priced.priced[0], priced.needs) == expected


def test_an_offer_that_may_cost_more_may_never_pay_back(tmp_path: Path) -> None:
    open_step = "charges: [{per: minute, rate: 1, clock: {counts: [talk, hold, wrap]}}]"
    priced = answer(tmp_path, needs=NEEDS + "baseline: {monthly_cost: 13100}\n", open=open_step)
    # 2,000 calls of 6.05 minutes, or of 7: 12,100 to 14,000. Moving costs nothing.
    saving = saving_of(priced.priced[0], priced.needs)
    assert saving == Saving(Range(Decimal("-900.00"), Decimal("1000.00")), (Fraction(0), None))


@pytest.mark.parametrize("today", ["", "baseline: {transition_cost: 3000}\n"])
def test_without_the_cost_of_today_nothing_is_saved(tmp_path: Path, today: str) -> None:
    priced = answer(tmp_path, needs=NEEDS + today, flat=FLAT)
    assert saving_of(priced.priced[0], priced.needs) is None


@pytest.mark.parametrize("volume", ["calls_per_month: 2000", "issues_per_month: 1600"])
def test_a_point_of_resolution_is_worth_the_calls_that_do_not_come_back(tmp_path: Path, volume: str) -> None:
    needs = NEEDS.replace("calls_per_month: 2000", volume)
    priced = answer(tmp_path, needs=needs, flat=FLAT)
    point = resolution_point(priced.priced[0], priced)
    # 1,600 issues: 2,000 calls at 80%, 1,975.31 at 81%; 10,000 - 9,876.54.
    assert point is not None
    assert point.calls == Fraction(1600) / Fraction("0.81")
    assert point.worth == Range(Decimal("123.46"), Decimal("123.46"))


def test_the_vendors_own_resolution_holds_for_calls_and_the_buyers_for_issues(tmp_path: Path) -> None:
    own = {"flat": "name: F\nperformance: {first_contact_resolution: 50%}\n"}
    by_calls = answer(tmp_path, needs=NEEDS, profiles=own, flat=FLAT)
    point = resolution_point(by_calls.priced[0], by_calls)
    assert point is not None
    assert point.resolution == Fraction(1, 2)
    by_issues = price_offers(
        [tmp_path / "vendors"],
        needs=written(tmp_path, NEEDS.replace("calls_per_month: 2000", "issues_per_month: 1600")),
    )
    point = resolution_point(by_issues.priced[0], by_issues)
    assert point is not None
    assert point.resolution == Fraction(4, 5)


def written(folder: Path, text: str) -> Path:
    """Other needs."""
    path = folder / "other.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("share", ["100%", "0%"])
def test_where_all_or_nothing_is_resolved_a_point_more_says_nothing(tmp_path: Path, share: str) -> None:
    priced = answer(tmp_path, needs=NEEDS.replace("80%", share), flat=FLAT)
    assert resolution_point(priced.priced[0], priced) is None


def test_without_calls_nothing_comes_back(tmp_path: Path) -> None:
    priced = answer(tmp_path, needs=NEEDS, volume="0", flat=FLAT)
    assert resolution_point(priced.priced[0], priced) is None
