"""The vital signs' definitions against published answers, by hand, and for any counts."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.monitor.levels import LEVELS
from callvet.monitor.signs import SIGNS, fewer_escalations, shrinkage
from callvet.monitor.tally import Tally, together

SIGN = {one.name: one for one in SIGNS}
OFFERED = LEVELS["offered"]
CASES: dict[str, dict[str, Any]] = {
    one["id"]: one
    for one in json.loads((Path(__file__).parents[1] / "data" / "kpi.json").read_text(encoding="utf-8"))["cases"]
}
"""Each has its source's address in the file."""


def expected(case: str, name: str) -> Any:
    """The published answer, within its tolerance."""
    return pytest.approx(CASES[case]["expected"][name], abs=CASES[case]["tolerance"])


def value(name: str, tally: Tally) -> float | None:
    """A sign of a tally."""
    found = SIGN[name].value(tally, OFFERED)  # type: ignore[index]
    return None if found is None else float(found)


def icmi() -> Tally:
    """The case sl-f3: 1,000 answered, 860 of them in time; 60 given up, 20 of them in time, 10 within 5 s."""
    given_case = CASES["sl-f3"]["inputs"]
    lost = given_case["abandoned"]
    return Tally(
        offered=given_case["answered"] + lost, answered=given_case["answered"], timed=given_case["answered"] + lost,
        waited=given_case["answered"], in_time=given_case["answered_within_20s"], given_up=lost,
        given_up_in_time=given_case["abandoned_within_20s"], given_up_short=given_case["abandoned_within_5s"],
    )  # fmt: skip


# Published answers


def test_icmi_divides_by_all_offered() -> None:
    assert 100 * float(OFFERED.level(icmi()) or 0) == expected("sl-f3", "pct")


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("answered", Fraction(860, 1000)),
        ("offered", Fraction(860, 1060)),
        ("short_left_out", Fraction(860, 1050)),
        ("quick_left_out", Fraction(860, 1040)),
        ("quick_are_met", Fraction(880, 1060)),
    ],
)
def test_the_same_calls_by_every_definition(name: Any, share: Fraction) -> None:
    assert LEVELS[name].level(icmi()) == share


def test_genesys_leaves_out_who_gives_up_after_a_short_time() -> None:
    given_case = CASES["sl-genesys"]["inputs"]
    answered = given_case["answered_within"] + given_case["answered_over"]
    lost = given_case["abandoned_lt_10"] + given_case["abandoned_gt_10"]
    tally = Tally(
        offered=answered + lost, timed=answered + lost, answered=answered, waited=answered,
        in_time=given_case["answered_within"], given_up=lost, given_up_short=given_case["abandoned_lt_10"],
    )  # fmt: skip
    assert 100 * float(LEVELS["short_left_out"].level(tally) or 0) == expected("sl-genesys", "pct")


def test_abandonment_is_of_all_offered() -> None:
    given_case = CASES["abandon-investopedia"]["inputs"]
    tally = Tally(offered=given_case["offered"], given_up=given_case["abandoned"])
    assert 100 * (value("abandonment", tally) or 0) == expected("abandon-investopedia", "pct")


def test_satisfied_are_a_share_of_all_marks() -> None:
    given_case = CASES["csat-simplesat-a"]["inputs"]
    tally = Tally(csat_marks=sum(given_case.values()), satisfied=given_case["positive"])
    assert 100 * (value("csat", tally) or 0) == expected("csat-simplesat-a", "pct")


@pytest.mark.parametrize("case", ["nps-dela", "nps-ingrevallo"])
def test_promoters_less_detractors(case: str) -> None:
    given_case = CASES[case]["inputs"]
    tally = Tally(nps_marks=100, promoters=given_case["promoters_pct"], detractors=given_case["detractors_pct"])
    assert value("nps", tally) == expected(case, "nps")


def test_shrinkage_is_lost_over_scheduled_hours() -> None:
    given_case = CASES["shrinkage-bit1024"]["inputs"]
    found = shrinkage(Fraction(given_case["lost_hours"]), Fraction(given_case["scheduled_hours"]))
    assert 100 * float(found or 0) == expected("shrinkage-bit1024", "pct")
    assert shrinkage(Fraction(0), Fraction(0)) is None


def test_handle_time_is_a_mean_over_calls() -> None:
    seconds = CASES["aht-charles"]["inputs"]["calls_s"]
    tally = together(Tally(answered=1, talk_ms=1000 * one) for one in seconds)
    assert value("handle_seconds", tally) == expected("aht-charles", "aht_s")


def test_a_better_first_contact_resolution_saves_escalations() -> None:
    given_case = CASES["fcr-giva"]["inputs"]
    calls, before, after = (Fraction(given_case[name]) for name in ("calls_per_month", "fcr_from", "fcr_to"))
    fewer = fewer_escalations(calls, before, after)
    assert float(fewer) == expected("fcr-giva", "fewer_escalations")
    assert float(fewer * (given_case["escalated_cost"] - given_case["l1_cost"])) == expected("fcr-giva", "saving")


# No data, and any data


@pytest.mark.parametrize("sign", SIGNS, ids=lambda one: one.name)
def test_no_data_is_no_figure(sign: Any) -> None:
    for level in LEVELS.values():
        assert level.level(Tally()) is None
        assert sign.value(Tally(), level) is None


def test_calls_whose_wait_nobody_knows_have_no_level() -> None:
    assert OFFERED.level(Tally(offered=10, answered=10)) is None


def test_all_given_up_is_none_in_time_and_no_handle_time() -> None:
    tally = Tally(offered=5, timed=5, given_up=5)
    assert (value("service_level", tally), value("abandonment", tally)) == (0, 1)
    assert (value("handle_seconds", tally), value("average_wait_seconds", tally)) == (None, None)
    assert LEVELS["answered"].level(tally) is None


counts = st.integers(0, 10_000)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """A day's calls, such as there may be."""
    answered, lost = draw(counts), draw(counts)
    marks = draw(counts)
    promoters = draw(st.integers(0, marks))
    return Tally(
        offered=answered + lost, answered=answered, timed=answered + lost, waited=answered,
        in_time=draw(st.integers(0, answered)), given_up=lost, given_up_in_time=draw(st.integers(0, lost)),
        nps_marks=marks, promoters=promoters, detractors=draw(st.integers(0, marks - promoters)),
    )  # fmt: skip


@given(st.lists(tallies(), min_size=1, max_size=31))
def test_a_month_s_level_is_the_mean_of_its_days_by_calls(days: list[Tally]) -> None:
    for level in LEVELS.values():
        weighted = sum((level.level(day) or 0) * level.of(day) for day in days)
        calls = sum(level.of(day) for day in days)
        if calls:
            assert level.level(together(days)) == Fraction(weighted, calls)


@given(st.lists(tallies(), min_size=1, max_size=31))
def test_nps_is_between_its_ends_and_shares_are_shares(days: list[Tally]) -> None:
    found = value("nps", together(days))
    assert found is None or -100 <= found <= 100
    for level in LEVELS.values():
        share = level.level(together(days))
        assert share is None or 0 <= share <= 1
