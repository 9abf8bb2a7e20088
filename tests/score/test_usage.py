"""Usage: rough figures of the buyer's demand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callvet.score.usage import (
    agents_wanted,
    calls_per_month,
    handle_seconds,
    open_hours_per_month,
    peak_calls_per_month,
)
from tests.conftest import MakeNeeds


def test_calls_are_taken_as_given(make_needs: MakeNeeds) -> None:
    assert calls_per_month(make_needs("demand: {calls_per_month: 5000}")) == 5000


def test_issues_come_back_until_they_are_resolved(make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {issues_per_month: 3500, first_contact_resolution: 70%}")
    assert calls_per_month(needs) == 5000


@pytest.mark.parametrize("text", ["term_months: 12", "demand: {issues_per_month: 3500, first_contact_resolution: 0%}"])
def test_no_volume_is_no_figure(make_needs: MakeNeeds, text: str) -> None:
    needs = make_needs(text)
    assert (calls_per_month(needs), peak_calls_per_month(needs), agents_wanted(needs)) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "peak"),
    [
        ("demand: {calls_per_month: 1000}", 1000),
        ("{term_months: 24, demand: {calls_per_month: 1000, growth_per_year: 10%}}", 1210),
        ("{term_months: 6, demand: {calls_per_month: 1000, growth_per_year: 21%}}", 1100),
        ("demand: {calls_per_month: 1000, season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 1.5]}", 1500),
        ("demand: {calls_per_month: 1000, season: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]}", 1000),
        ("demand: {calls_per_month: 1000, season: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]}", 12000),
    ],
)
def test_the_peak_is_the_grown_volume_in_the_strongest_month(make_needs: MakeNeeds, text: str, peak: int) -> None:
    assert peak_calls_per_month(make_needs(text)) == pytest.approx(Decimal(peak))


@pytest.mark.parametrize("growth", ["-30%", "-100%", "-250%"])
def test_a_shrinking_volume_peaks_at_its_start(make_needs: MakeNeeds, growth: str) -> None:
    needs = make_needs(f"demand: {{calls_per_month: 1000, growth_per_year: {growth}}}")
    assert peak_calls_per_month(needs) == 1000


def test_growth_beyond_all_numbers_is_infinite(make_needs: MakeNeeds) -> None:
    needs = make_needs("{term_months: 999999999999, demand: {calls_per_month: 1000, growth_per_year: 50%}}")
    assert peak_calls_per_month(needs) == Decimal("Infinity")


def test_handle_time_is_talk_hold_and_wrap_up(make_needs: MakeNeeds) -> None:
    assert handle_seconds(make_needs()) == 250 + 25 + 88


@pytest.mark.parametrize(
    ("hours", "per_month"), [("24/7", 730.5), ("Mo-Fr 08:00-18:00", 217.41), ("Mo-Su 00:00-12:00", 365.25)]
)
def test_a_month_has_a_little_more_than_four_weeks(make_needs: MakeNeeds, hours: str, per_month: float) -> None:
    assert float(open_hours_per_month(make_needs(f'demand: {{open: "{hours}"}}'))) == pytest.approx(per_month, abs=0.01)


def test_agents_are_busy_three_quarters_of_the_time(make_needs: MakeNeeds) -> None:
    needs = make_needs("""\
        demand: {calls_per_month: 7305, talk_seconds: 300, hold_seconds: 30, wrap_seconds: 30, open: 24/7}
        """)  # 7,305 calls of a tenth of an hour in 730.5 hours: one agent all the time
    assert agents_wanted(needs) == pytest.approx(4 / 3)


def test_a_line_needs_one_agent_at_least(make_needs: MakeNeeds) -> None:
    assert agents_wanted(make_needs("demand: {calls_per_month: 10}")) == 1


def test_a_line_that_is_open_in_no_ordinary_week_has_no_figure(make_needs: MakeNeeds) -> None:
    assert agents_wanted(make_needs('demand: {calls_per_month: 10, open: "1999 Mo-Fr 08:00-18:00"}')) is None
