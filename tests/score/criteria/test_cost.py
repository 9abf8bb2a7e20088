"""Cost: the scale between its two ends, and what an offer earns on it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from callvet.model.problem import Place
from callvet.score.criteria.cost import CRITERION, cost_value
from callvet.score.criterion import Assessment
from callvet.score.monthly_cost import CostScale, VendorCost

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.conftest import MakeNeeds, MakeSubject

HERE = Place("quotes/acme.yaml", 9, 3)
SCALE = CostScale(Decimal(10_000), Decimal(160_000))
"""Four doublings: each takes away a quarter of the points."""


def offer(low: int, high: int, terms: Mapping[str, int] | None = None, not_stated: tuple[str, ...] = ()) -> VendorCost:
    """An offer that costs as much in a normal month as over the term."""
    worths = {term: Decimal(worth) for term, worth in (terms or {}).items()}
    ends = (Decimal(low), Decimal(high))
    return VendorCost(*ends, *ends, SCALE, "USD", HERE, worths, not_stated)


@pytest.fixture
def assess(make_subject: MakeSubject, make_needs: MakeNeeds) -> Callable[..., Assessment]:
    """What is found of a vendor with such an offer."""

    def judge(cost: VendorCost | None, *, offered: bool = False, out_of_range: bool = False) -> Assessment:
        subject = make_subject("name: Acme\nlocation: {}\n")
        subject = replace(subject, cost=cost, offered=offered, out_of_range=out_of_range)
        found = CRITERION.assess(subject, make_needs("demand: {calls_per_month: 5000}"))
        assert isinstance(found, Assessment)
        return found

    return judge


def test_an_offer_for_other_volumes_leaves_all_unknown_and_one_for_this_is_asked(
    assess: Callable[..., Assessment],
) -> None:
    found = assess(None, out_of_range=True)
    assert (found.low, found.high, found.answered_share, found.unanswered) == (0, 100, 0, ("quotes",))
    assert found.reason == "its offer is made for other volumes than yours; not known: quotes"
    assert found.flags == ("its offer is made for other volumes than yours",)


def test_without_an_offer_all_is_unknown_and_one_is_asked_for(assess: Callable[..., Assessment]) -> None:
    found = assess(None)
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert (found.reason, found.open_points, str(found.evidence)) == (
        "not known: quotes",
        {"quotes": 100},
        "vendors/acme.yaml",
    )


def test_an_offer_that_could_not_be_priced_leaves_nothing_to_ask_the_vendor(assess: Callable[..., Assessment]) -> None:
    found = assess(None, offered=True)
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert (found.reason, found.open_points) == ("there is an offer, but it could not be priced", {})


def test_an_offer_that_says_all_is_one_figure(assess: Callable[..., Assessment]) -> None:
    found = assess(offer(20_000, 20_000))
    assert (found.low, found.high, found.answered_share) == (pytest.approx(75), pytest.approx(75), 1)
    assert found.reason == "USD 20,000 a month over the term (100 points at 10,000, none at 160,000)"
    assert (found.evidence, found.open_points, found.flags) == (HERE, {}, ())


def test_the_range_of_the_cost_is_the_range_of_the_points(assess: Callable[..., Assessment]) -> None:
    """40,000 is two doublings: 50 points; 80,000 is three: 25. The step alone halves the cost, one doubling."""
    found = assess(offer(40_000, 80_000, {"minute.clock.step_seconds": 40_000}))
    assert (found.low, found.high, found.answered_share) == (pytest.approx(25), pytest.approx(50), 0)
    assert found.reason == (
        "USD 40,000–80,000 a month over the term (100 points at 10,000, none at 160,000); "
        "not known: quotes.minute.clock.step_seconds"
    )
    assert found.open_points == pytest.approx({"quotes.minute.clock.step_seconds": 25})


def test_each_open_term_is_worth_what_it_adds_alone(assess: Callable[..., Assessment]) -> None:
    """From 80,000: the counts take half, 25 points; the step an eighth, log2(8/7) = 0.1926 doublings of 25 points.

    What alone is worth nothing is not asked.
    """
    terms = {"minute.clock.counts": 40_000, "minute.clock.step_seconds": 10_000, "hour.hours_counted": 0}
    found = assess(offer(35_000, 80_000, terms))
    assert found.open_points == pytest.approx(
        {"quotes.minute.clock.counts": 25, "quotes.minute.clock.step_seconds": 4.816}, abs=1e-3
    )
    assert found.unanswered == ("quotes.minute.clock.counts", "quotes.minute.clock.step_seconds")


def test_terms_that_are_worth_something_only_together_are_asked_for_by_the_first(
    assess: Callable[..., Assessment],
) -> None:
    found = assess(offer(40_000, 80_000, {"minute.clock.counts": 0, "minute.clock.step_seconds": 0}))
    assert found.open_points == pytest.approx({"quotes.minute.clock.counts": 25})


def test_an_answer_adds_no_more_than_the_cheap_end(assess: Callable[..., Assessment]) -> None:
    """The month falls by half, but the term's cost has a part that no answer takes away."""
    cost = offer(40_000, 80_000, {"minute.clock.counts": 40_000})._replace(share_low=Decimal(60_000))
    found = assess(cost)
    assert found.open_points == pytest.approx({"quotes.minute.clock.counts": found.high - found.low})


def test_a_range_without_an_open_term_asks_nothing(assess: Callable[..., Assessment]) -> None:
    """Prices that may rise are a range, and no question."""
    found = assess(offer(40_000, 80_000))
    assert (found.low, found.high) == pytest.approx((25, 50))
    assert (found.open_points, found.answered_share) == ({}, 1)
    assert "not known" not in found.reason


def test_what_is_beyond_the_scale_asks_nothing(assess: Callable[..., Assessment]) -> None:
    found = assess(offer(200_000, 300_000, {"minute.clock.counts": 100_000}))
    assert (found.low, found.high, found.open_points, found.answered_share) == (0, 0, {}, 1)


def test_amounts_are_rounded_half_up_as_everywhere(assess: Callable[..., Assessment]) -> None:
    cost = offer(20_000, 20_000)._replace(share_low=Decimal("28786.50"), share_high=Decimal("28786.50"))
    assert assess(cost).reason.startswith("USD 28,787 a month over the term ")


def test_quantities_that_nobody_stated_are_talked_over(assess: Callable[..., Assessment]) -> None:
    found = assess(offer(20_000, 20_000, not_stated=("demand.units_per_cycle.script changes",)))
    assert found.flags == ("its offer is priced without demand.units_per_cycle.script changes, which is not stated",)


@pytest.mark.parametrize(
    ("monthly", "value"),
    [
        (0, 1),
        (5_000, 1),
        (10_000, 1),
        (20_000, 0.75),  # each doubling takes a quarter: 10,000 x 2^4 = 160,000
        (40_000, 0.5),
        (80_000, 0.25),
        (Decimal("28284.27"), 0.625),  # one and a half doublings
        (160_000, 0),
        (1_000_000, 0),
        (float("inf"), 0),
    ],
)
def test_every_doubling_takes_away_the_same(monthly: float | Decimal, value: float) -> None:
    assert cost_value(monthly, Decimal(10_000), Decimal(160_000)) == pytest.approx(value, abs=1e-6)


def test_the_ends_that_the_buyer_fixes_are_met() -> None:
    best, worst = Decimal(12_000), Decimal(60_000)
    assert cost_value(best, best, worst) == 1
    assert cost_value(worst, best, worst) == 0
    # a factor of 5 between the ends: ln(60/24) / ln 5 = 0.9163 / 1.6094
    assert cost_value(Decimal(24_000), best, worst) == pytest.approx(0.5693, abs=1e-4)
