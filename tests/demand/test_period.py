"""What one bill is for: ordinary months, and the months and 4-week cycles of a contract."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.demand.period import MONTH_DAYS, Period, contract_months, four_week_cycles, ordinary_period
from callvet.model.demand import Demand
from callvet.model.needs import Needs
from tests.conftest import read

if TYPE_CHECKING:
    from collections.abc import Callable


def demand_of(text: str) -> Demand:
    return read(f"demand: {{{text}}}", "needs.yaml", Needs)[0].demand


def ends(periods: tuple[Period, ...]) -> list[tuple[str, int]]:
    return [(str(period.first_day), int(period.days)) for period in periods]


def test_an_ordinary_month_has_its_volume_and_no_dates() -> None:
    month = ordinary_period()
    assert month == Period(Fraction("30.4375"), Fraction(1), Fraction(1))
    assert not month.is_first
    assert month.share_in_first(Fraction(28)) == 0


def test_an_ordinary_cycle_of_four_weeks_has_its_part_of_the_volume() -> None:
    assert ordinary_period(Fraction(28)).volume_months == 28 / MONTH_DAYS


def test_contract_months_begin_on_the_day_of_the_start() -> None:
    months = contract_months(demand_of("growth_per_year: 0%"), date(2027, 1, 15), 3)
    assert ends(months) == [("2027-01-15", 31), ("2027-02-15", 28), ("2027-03-15", 31)]
    assert [month.contract_month for month in months] == [1, 2, 3]
    assert [month.elapsed_days for month in months] == [0, 31, 59]
    assert [month.is_first for month in months] == [True, False, False]
    assert all((month.months, month.volume_months) == (1, 1) for month in months)


def test_a_month_that_is_too_short_begins_on_its_last_day() -> None:
    months = contract_months(demand_of("growth_per_year: 0%"), date(2028, 1, 31), 4)
    assert ends(months) == [("2028-01-31", 29), ("2028-02-29", 31), ("2028-03-31", 30), ("2028-04-30", 31)]


def test_season_is_relative_to_the_mean_of_the_year() -> None:
    demand = demand_of("season: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]")
    months = contract_months(demand, date(2027, 1, 1), 12)
    assert [month.volume_months for month in months] == [2, *[1] * 10, 0]
    # From 15 January, 17 days of January and 14 of February.
    middle, *_ = contract_months(demand, date(2027, 1, 15), 1)
    assert middle.volume_months == Fraction(2 * 17 + 14, 31)


def test_growth_is_by_the_year_and_exact_after_whole_ones() -> None:
    months = contract_months(demand_of("growth_per_year: 21%"), date(2027, 1, 1), 25)
    assert [months[number].volume_months for number in (0, 12, 24)] == [1, Fraction("1.21"), Fraction("1.4641")]
    assert float(months[6].volume_months) == pytest.approx(1.1)


@pytest.mark.parametrize(("growth", "second"), [("-100%", 0), ("-150%", 0)])
def test_a_volume_never_falls_below_nothing(growth: str, second: int) -> None:
    months = contract_months(demand_of(f"growth_per_year: {growth}"), date(2027, 1, 1), 2)
    assert [month.volume_months for month in months] == [1, second]


def test_a_cycle_takes_its_days_part_of_the_months_it_is_in() -> None:
    cycles = four_week_cycles(demand_of("season: [1, 1, 4, 1, 1, 1, 1, 1, 1, 0, 0, 0]"), date(2027, 1, 1), 3)
    assert ends(cycles) == [("2027-01-01", 28), ("2027-01-29", 28), ("2027-02-26", 28)]
    assert [cycle.contract_month for cycle in cycles] == [1, 1, 2]
    assert [cycle.is_first for cycle in cycles] == [True, False, False]
    assert [cycle.volume_months for cycle in cycles] == [
        Fraction(28, 31),
        Fraction(3, 31) + Fraction(25, 28),
        Fraction(3, 28) + 4 * Fraction(25, 31),
    ]
    assert {cycle.months for cycle in cycles} == {28 / MONTH_DAYS}


@given(
    start=st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    growth=st.integers(-50, 80),
    season=st.lists(st.integers(0, 9), min_size=12, max_size=12).filter(any),
)
@settings(max_examples=25, deadline=None)
def test_cycles_and_months_have_the_same_contacts_in_the_long_run(start: date, growth: int, season: list[int]) -> None:
    demand = demand_of(f"growth_per_year: {growth}%, season: {season}")
    months, cycles = contract_months(demand, start, 12), four_week_cycles(demand, start, 13)
    year, days = sum(month.volume_months for month in months), sum(month.days for month in months)
    assert days in {365, 366}
    assert year == 12 or growth or start.day > 1
    # Thirteen cycles are a year less its last day or two, each at most a 28th of a month of 12 times 1.8 the mean.
    most_left = (days - 364) * Fraction(12 * 18, 10 * 28)
    assert year - most_left <= sum(cycle.volume_months for cycle in cycles) <= year


@pytest.mark.parametrize("periods", [contract_months, four_week_cycles])
def test_a_term_outside_the_years_that_can_be_told_is_refused_with_the_fix(
    periods: Callable[[Demand, date, int], tuple[Period, ...]],
) -> None:
    with pytest.raises(
        ValueError, match=r"\d months from 9990-06-01 are not within 1902 to 9990; mend start or term_months"
    ):
        periods(demand_of("growth_per_year: 0%"), date(9990, 6, 1), 24)


@pytest.mark.parametrize("start", [date(9999, 12, 31), date(9991, 1, 1), date(1901, 12, 31), date(1, 1, 1)])
@pytest.mark.parametrize("periods", [contract_months, four_week_cycles])
def test_a_start_outside_the_years_that_can_be_told_is_refused_whatever_the_term(
    periods: Callable[[Demand, date, int], tuple[Period, ...]], start: date
) -> None:
    with pytest.raises(ValueError, match=f"^the first day of the contract, {start}, is not within 1902 to 9990; mend "):
        periods(demand_of("growth_per_year: 0%"), start, 24)


@pytest.mark.parametrize(
    ("elapsed", "share"), [(0, Fraction(20, 31)), (31, 0), (10, Fraction(10, 31)), (-1, Fraction(21, 31))]
)
def test_the_first_weeks_are_a_share_of_the_first_months(elapsed: int, share: Fraction) -> None:
    period = Period(Fraction(31), Fraction(1), Fraction(1), date(2027, 1, 1), 1, elapsed)
    assert period.share_in_first(Fraction(20)) == share
    assert period.share_in_first(Fraction(100)) == 1
