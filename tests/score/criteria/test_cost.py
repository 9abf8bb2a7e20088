"""Cost: the scale between its two ends; prices are not read yet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callvet.score.criteria.cost import CRITERION, cost_value
from tests.conftest import MakeNeeds, MakeSubject


def test_until_prices_are_read_every_cost_is_unknown(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs("demand: {calls_per_month: 5000}"))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.reason == "not known: quotes"
    assert "Prices are not read yet" in CRITERION.page


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
