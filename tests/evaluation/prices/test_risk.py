"""How sure a bill is: the same seed the same months, quantiles of what was drawn, staffed offers between knots."""

from __future__ import annotations

from decimal import Decimal
from math import exp, log, sqrt
from pathlib import Path
from statistics import NormalDist, fmean, pstdev

import pytest

from callvet.evaluation.prices import risk as room
from callvet.evaluation.prices.risk import risk
from tests.evaluation.prices.test_crossings import NORTHWIND, answer

FLAT = "charges: [{per: call, rate: 5}]"
NEEDS = "demand: {calls_per_month: 2000, spread: 0}\n"


def test_a_bill_by_calls_spreads_as_a_lognormal_volume_does(tmp_path: Path) -> None:
    (spread,) = risk(answer(tmp_path, needs=NEEDS, flat=FLAT), draws=4000).spreads
    sigma = sqrt(log(1 + 0.15**2))
    lognormal = NormalDist(-(sigma**2) / 2, sigma)
    for told, share in ((spread.p10, 0.1), (spread.p50, 0.5), (spread.p90, 0.9)):
        assert float(told) == pytest.approx(10_000 * exp(lognormal.inv_cdf(share)), rel=0.02)


def test_the_months_drawn_have_the_mean_of_the_season_and_the_spread_that_is_told(tmp_path: Path) -> None:
    needs = answer(tmp_path, needs=NEEDS, flat=FLAT).needs
    scales = [float(month.scale) for month in room._drawn(needs, 7, 20_000)]
    assert fmean(scales) == pytest.approx(1, abs=0.01)
    assert pstdev(scales) == pytest.approx(0.15, abs=0.005)
    factors = room._handle_factors()
    assert fmean(factors) == pytest.approx(1, abs=0.005)
    # The middles of tenths lack the tails, so their spread is a little less than 10%.
    assert 0.09 < pstdev(factors) < 0.10


def test_a_season_widens_what_a_month_may_cost(tmp_path: Path) -> None:
    peaked = NEEDS.replace("spread: 0", "spread: 0, season: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]")
    (spread,) = risk(answer(tmp_path, needs=peaked, flat=FLAT)).spreads
    # Eleven months without a call, and one with all of the year's.
    assert spread.p10 == spread.p50 == spread.p90 == 0
    (even,) = risk(answer(tmp_path, needs=NEEDS, flat=FLAT)).spreads
    assert even.p10 > 0


def test_the_same_seed_gives_the_same_months_and_another_gives_others(tmp_path: Path) -> None:
    priced = answer(tmp_path, needs=NEEDS, flat=FLAT)
    assert risk(priced, seed=3).spreads == risk(priced, seed=3).spreads
    assert risk(priced, seed=3).spreads != risk(priced, seed=4).spreads


def test_the_length_of_calls_moves_what_is_billed_by_the_minute_alone(tmp_path: Path) -> None:
    minutes = NORTHWIND.replace("step_seconds: 60", "step_seconds: 1")
    found = risk(answer(tmp_path, needs=NEEDS, minutes=minutes, flat=FLAT), draws=2000).spreads
    by_vendor = {spread.one.offer.vendor: spread for spread in found}
    by_minute, by_call = by_vendor["minutes"], by_vendor["flat"]
    assert by_minute.p90 / by_minute.p50 > by_call.p90 / by_call.p50


def test_a_vendor_with_a_handle_time_of_its_own_spreads_too(tmp_path: Path) -> None:
    minutes = NORTHWIND.replace("step_seconds: 60", "step_seconds: 1")
    own = {"northwind": "name: N\nperformance: {handle_seconds: 300}\n"}
    (spread,) = risk(answer(tmp_path, needs=NEEDS, profiles=own, northwind=minutes), draws=50).spreads
    known = {"northwind": "name: N\n"}
    (buyers,) = risk(answer(tmp_path, needs=NEEDS, profiles=known, northwind=minutes), draws=50).spreads
    # The same months: 49 + 0.95 x 300 / 60 a call against 363 s.
    assert float(spread.p50 - 49) / float(buyers.p50 - 49) == pytest.approx(300 / 363, rel=0.001)


def test_staffed_offers_lie_between_knots_and_rise_with_the_volume(tmp_path: Path) -> None:
    hourly = "charges: [{per: hour, rate: 20, hours_counted: handling}]"
    (spread,) = risk(answer(tmp_path, needs=NEEDS, hourly=hourly), draws=200).spreads
    # Handling hours are in proportion to calls and to their length: 2,000 x 363 / 3,600 x 20 = 4,033.
    assert spread.p10 < Decimal(4033) < spread.p90
    assert spread.p10 < spread.p50 < spread.p90


def test_one_month_is_enough(tmp_path: Path) -> None:
    hourly = "charges: [{per: hour, rate: 20, hours_counted: handling}]"
    for spread in risk(answer(tmp_path, needs=NEEDS, flat=FLAT, hourly=hourly), draws=1).spreads:
        assert spread.p10 == spread.p50 == spread.p90


def test_calls_that_take_no_time_cost_what_they_cost(tmp_path: Path) -> None:
    nothing = "demand: {calls_per_month: 2000, talk_seconds: 0, hold_seconds: 0, wrap_seconds: 0}\n"
    (spread,) = risk(answer(tmp_path, needs=nothing, flat=FLAT), draws=4000).spreads
    assert spread.p50 == pytest.approx(Decimal(10_000), rel=Decimal("0.03"))
