"""Erlang's formulas: against published cases, exact fractions, and a chain solved another way."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import count, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.demand.erlang import (
    MOST_ERLANGS,
    agents_needed,
    erlang_b,
    levels_from,
    meets,
    result_with,
    results_from,
    waiting_probability,
)
from callvet.demand.interval_load import Load
from callvet.demand.staff_plan import StaffingRules
from callvet.demand.staffing import result_of_team
from callvet.demand.target import Target
from tests.demand.chain import Chain, level_within, solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CASES = json.loads((Path(__file__).parents[1] / "data" / "erlang.json").read_text("utf-8"))["cases"]
EIGHTY_IN_TWENTY = Target(0.8, 20)
IMPATIENT = Target(0.8, 20, model="erlang_a")

loads = st.floats(0.01, 120)
handle_times = st.floats(10, 1200)
targets = st.builds(
    Target,
    share=st.floats(0, 0.99),
    within_seconds=st.floats(0, 120),
    max_occupancy=st.floats(0.3, 1),
    model=st.sampled_from(["erlang_c", "erlang_a"]),
    patience_seconds=st.floats(5, 900),
)


def _arrivals(inputs: dict[str, Any]) -> float:
    """Contacts per second, however the case states them."""
    if "arrivals_per_min" in inputs:
        return float(inputs["arrivals_per_min"]) / 60
    return float(inputs["calls"]) / float(inputs["interval_s"])


def _answers(result_target: Target, offered: float, agents: int, handle_seconds: float) -> dict[str, float]:
    """Everything that a published case of a queue may state."""
    result = result_with(offered, agents, handle_seconds, result_target)
    return {
        "load_erlang": offered,
        "service_level": result.service_level,
        "service_level_pct": 100 * result.service_level,
        "occupancy": result.occupancy,
        "occupancy_pct": 100 * result.occupancy,
        "asa_s": result.average_wait_seconds,
        "mean_wait_s": result.average_wait_seconds,
        "mean_queue": offered / handle_seconds * result.average_wait_seconds,
        "p_abandon": result.abandoned_share,
        "response_time": result.average_wait_seconds + handle_seconds,
    }


def _erlang_c(inputs: dict[str, Any]) -> dict[str, float]:
    handle = float(inputs.get("aht_s", 1))
    offered = float(inputs["load_erlang"]) if "load_erlang" in inputs else _arrivals(inputs) * handle
    target = Target(0.8, inputs.get("target_s", 20))
    return _answers(target, offered, inputs["agents"], handle) | {
        "p_wait": waiting_probability(offered, inputs["agents"])
    }


def _erlang_a(inputs: dict[str, Any]) -> dict[str, float]:
    handle = float(inputs["aht_s"])
    target = Target(0.8, inputs.get("target_s", 20), model="erlang_a", patience_seconds=inputs["patience_s"])
    at_once = replace(target, within_seconds=0)
    return _answers(target, _arrivals(inputs) * handle, inputs["agents"], handle) | {
        "p_wait": 1 - result_with(_arrivals(inputs) * handle, inputs["agents"], handle, at_once).service_level
    }


def _required(inputs: dict[str, Any]) -> dict[str, float]:
    handle = float(inputs["aht_s"])
    target = Target(inputs["target_sl"], inputs["target_s"], inputs.get("max_occupancy", 1))
    agents = agents_needed(_arrivals(inputs) * handle, handle, target)
    scheduled = math.ceil(agents / (1 - inputs.get("shrinkage", 0)))
    return {"load_erlang": _arrivals(inputs) * handle, "agents": agents, "scheduled": scheduled}


def _required_by_wait(inputs: dict[str, Any]) -> dict[str, float]:
    handle = float(inputs["aht_s"])
    results = results_from(_arrivals(inputs) * handle, 0, handle, EIGHTY_IN_TWENTY)
    return {"agents": next(one.agents for one in results if one.average_wait_seconds <= inputs["target_asa_s"])}


def _erlang_b(inputs: dict[str, Any]) -> dict[str, float]:
    load = inputs["load_erlang"]
    if "lines" in inputs:
        return {"blocking": erlang_b(load, inputs["lines"])}
    lines = next(lines for lines in count() if erlang_b(load, lines) <= inputs["max_blocking"])
    return {"lines": lines, "scheduled": math.ceil(lines / (1 - inputs["shrinkage"]))}


def _queue(inputs: dict[str, Any]) -> dict[str, float]:
    handle = 1 / inputs["mu"]
    return _answers(EIGHTY_IN_TWENTY, inputs["lambda"] * handle, inputs["servers"], handle)


def _workload(inputs: dict[str, Any]) -> dict[str, float]:
    if "agents" in inputs:
        return {"occupancy": result_with(inputs["load_erlang"], inputs["agents"], 180, EIGHTY_IN_TWENTY).occupancy}
    week = [Load(0, 0, 80 * 60, inputs["calls"], inputs["aht_s"])]
    hours = float(result_of_team(week, [28], StaffingRules(EIGHTY_IN_TWENTY)).handling_hours_per_week)
    return {"hours": hours, "uplifted_hours": hours * inputs["uplift"]}


def _finite(inputs: dict[str, Any]) -> dict[str, float]:
    """A queue with a last place is none of callvet's; the case holds the tests' own chain to account."""
    chain = solve(inputs["servers"], inputs["capacity"], inputs["lambda"], inputs["mu"])
    accepted = inputs["lambda"] * (1 - chain.shares[-1])
    return {
        "p0": chain.shares[0],
        "p_block": chain.shares[-1],
        "mean_in_system": chain.mean_present,
        "mean_wait": chain.mean_queue / accepted,
    }


ANSWER: dict[str, Callable[[dict[str, Any]], dict[str, float]]] = {
    "erlang_c": _erlang_c,
    "erlang_a": _erlang_a,
    "erlang_c_required": _required,
    "erlang_c_required_asa": _required_by_wait,
    "erlang_b": _erlang_b,
    "mmc": _queue,
    "workload": _workload,
    "mmck": _finite,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_published_cases_come_out(case: dict[str, Any]) -> None:
    answers = ANSWER[case["kind"]](case["inputs"])
    for name, expected in case["expected"].items():
        assert answers[name] == pytest.approx(expected, rel=0, abs=case["tolerance"][name]), name


def _exact_waiting_probability(offered: Fraction, agents: int) -> Fraction:
    """Erlang C as its textbook sum of powers over factorials, without any rounding."""
    term, without_queue = Fraction(1), Fraction(0)
    for present in range(agents):
        without_queue += term
        term *= offered / (present + 1)
    all_busy = term * agents / (agents - offered)
    return all_busy / (without_queue + all_busy)


def _exact_level(offered: Fraction, agents: int, handle_seconds: int, within_seconds: int) -> Decimal:
    """The level of Erlang C to fifty digits."""
    with localcontext(prec=50):
        waiting = _exact_waiting_probability(offered, agents)
        exponent = -(agents - offered) * within_seconds / handle_seconds
        in_time = (Decimal(exponent.numerator) / exponent.denominator).exp()
        return 1 - Decimal(waiting.numerator) / waiting.denominator * in_time


EXACT_LOADS = [Fraction(1, 100), Fraction(1, 2), Fraction(7, 3), Fraction(12), Fraction(331, 10), Fraction(119)]


@pytest.mark.parametrize("offered", EXACT_LOADS, ids=str)
@pytest.mark.parametrize("spare", [1, 2, 5, 20])
def test_erlang_c_is_the_exact_fraction(offered: Fraction, spare: int) -> None:
    agents = math.floor(offered) + spare
    exact = float(_exact_waiting_probability(offered, agents))
    assert waiting_probability(float(offered), agents) == pytest.approx(exact, rel=1e-13)
    result = result_with(float(offered), agents, 300, EIGHTY_IN_TWENTY)
    assert result.service_level == pytest.approx(float(_exact_level(offered, agents, 300, 20)), abs=1e-14)
    assert result.average_wait_seconds == pytest.approx(exact * 300 / float(agents - offered), rel=1e-13)
    assert result.occupancy == pytest.approx(float(offered / agents), rel=1e-15)
    assert not result.abandoned_share


@pytest.mark.parametrize("offered", EXACT_LOADS, ids=str)
@pytest.mark.parametrize(("share", "within_seconds"), [("0.5", 0), ("0.8", 20), ("0.95", 10), ("0.999", 60)])
def test_the_least_team_is_that_of_exact_arithmetic(offered: Fraction, share: str, within_seconds: int) -> None:
    least = next(
        agents
        for agents in count(math.floor(offered) + 1)
        if _exact_level(offered, agents, 240, within_seconds) >= Decimal(share)
    )
    assert agents_needed(float(offered), 240, Target(float(share), within_seconds)) == least


def _waiting_with_fifty_digits(load: int) -> Iterator[tuple[int, Decimal]]:
    """Erlang C of every team that is larger than its load."""
    blocking = Decimal(1)
    for agents in count(1):
        if agents > load:
            yield agents, load * blocking / (agents - load + load * blocking)
        blocking = load * blocking / (agents + load * blocking)


def test_five_thousand_erlangs_keep_their_digits_and_their_least_team() -> None:
    least = 0
    with localcontext(prec=50):
        for agents, waiting in islice(_waiting_with_fifty_digits(5000), 300):
            assert waiting_probability(5000, agents) == pytest.approx(float(waiting), rel=1e-12)
            level = 1 - waiting * (Decimal(-20 * (agents - 5000)) / 363).exp()
            least = least or (agents if level >= Decimal("0.8") else 0)
    assert agents_needed(5000, 363, EIGHTY_IN_TWENTY) == least == 5022
    assert agents_needed(5000, 363, replace(EIGHTY_IN_TWENTY, max_occupancy=0.9)) == 5556


def _chain(offered: float, agents: int, handle_seconds: float, patience_seconds: float) -> Chain:
    """Erlang A with places for all but one caller in 10^18."""
    places = agents + int(offered * (1 + patience_seconds / handle_seconds) + 12 * offered**0.5) + 80
    return solve(agents, places, offered / handle_seconds, 1 / handle_seconds, 1 / patience_seconds)


@pytest.mark.parametrize(
    ("offered", "agents", "handle_seconds", "patience_seconds"),
    [
        (0.3, 1, 300, 60),
        (10, 14, 180, 300),
        (10.5, 9, 180, 300),
        (30, 25, 240, 30),
        (66, 20, 363, 120),
        (66, 66, 363, 120),
        (66, 110, 363, 120),
        (150, 140, 120, 200),
    ],
)
@pytest.mark.parametrize("within_seconds", [1, 20, 90])
def test_erlang_a_is_the_chain(
    offered: float, agents: int, handle_seconds: float, patience_seconds: float, within_seconds: float
) -> None:
    chain = _chain(offered, agents, handle_seconds, patience_seconds)
    target = Target(0.8, within_seconds, model="erlang_a", patience_seconds=patience_seconds)
    result = result_with(offered, agents, handle_seconds, target)
    level = level_within(chain, within_seconds, 1 / handle_seconds, 1 / patience_seconds)
    assert result.service_level == pytest.approx(level, abs=1e-10)
    assert result.average_wait_seconds == pytest.approx(chain.mean_queue / chain.arrivals_per_second, abs=1e-9)
    assert result.occupancy == pytest.approx(chain.occupancy, abs=1e-11)
    served = agents * result.occupancy / offered
    assert result.abandoned_share == pytest.approx(1 - served, abs=1e-11)


@pytest.mark.parametrize("within_seconds", [0, 5, 600, math.inf])
def test_a_hopeless_team_answers_what_it_can(within_seconds: float) -> None:
    # 1,000 agents under 5,000 erlangs: nobody is answered before ln 5 = 1.6 mean patiences, and every fifth after.
    target = Target(0.8, within_seconds, model="erlang_a", patience_seconds=300)
    result = result_with(5000, 1000, 363, target)
    assert result.service_level == pytest.approx(0.2 if within_seconds > 483 else 0, abs=1e-3)
    assert result.abandoned_share == pytest.approx(0.8, abs=1e-9)
    assert result.average_wait_seconds == pytest.approx(240, abs=1e-6)
    assert result.occupancy == pytest.approx(1, abs=1e-9)


@given(offered=loads, spare=st.integers(1, 30), handle_seconds=st.floats(60, 1200))
@settings(deadline=None)
def test_callers_who_never_give_up_are_those_of_erlang_c(offered: float, spare: int, handle_seconds: float) -> None:
    agents = math.floor(offered * 1.02) + spare
    patient = result_with(offered, agents, handle_seconds, EIGHTY_IN_TWENTY)
    endless = result_with(offered, agents, handle_seconds, replace(IMPATIENT, patience_seconds=4e6))
    assert endless.service_level == pytest.approx(patient.service_level, abs=0.02)
    assert endless.abandoned_share < 0.01


def test_callers_who_give_up_at_once_see_a_queue_of_no_places() -> None:
    hasty = Target(0.8, 20, model="erlang_a", patience_seconds=1e-6)
    result = result_with(10, 12, 180, hasty)
    assert result.abandoned_share == pytest.approx(erlang_b(10, 12), abs=1e-6)
    assert result.service_level == pytest.approx(1 - erlang_b(10, 12), abs=1e-6)


def test_garnett_and_others_show_what_giving_up_does() -> None:
    # Garnett, Mandelbaum & Reiman, Designing a call center with impatient customers, MSOM 4(3), 2002, section 1:
    # 48 calls a minute of a minute, 50 agents; with a patience of two minutes 3.1 % give up, after 3.7 s on average.
    target = Target(0.8, 20, model="erlang_a", patience_seconds=120)
    result = result_with(48, 50, 60, target)
    assert result.abandoned_share == pytest.approx(0.031, abs=5e-4)
    assert result.average_wait_seconds == pytest.approx(3.7, abs=0.05)


@given(offered=loads, agents=st.integers(0, 40), handle_seconds=handle_times, target=targets)
@settings(deadline=None)
def test_levels_alone_are_those_of_the_results_to_the_last_digit(
    offered: float, agents: int, handle_seconds: float, target: Target
) -> None:
    results = islice(results_from(offered, agents, handle_seconds, target), 30)
    levels = islice(levels_from(offered, agents, handle_seconds, target), 30)
    assert list(levels) == [result.service_level for result in results]


@given(offered=loads, handle_seconds=handle_times, target=targets)
@settings(deadline=None)
def test_more_agents_never_lower_the_level_nor_raise_the_occupancy(
    offered: float, handle_seconds: float, target: Target
) -> None:
    results = list(islice(results_from(offered, 0, handle_seconds, target), math.ceil(offered * 1.3) + 5))
    for fewer, more in pairwise(results):
        assert more.agents == fewer.agents + 1
        assert more.service_level >= fewer.service_level - 1e-12
        assert more.occupancy <= fewer.occupancy + 1e-12
        assert more.average_wait_seconds <= fewer.average_wait_seconds + 1e-9
        assert 0 <= more.service_level <= 1
        assert 0 <= more.occupancy <= 1
        assert 0 <= more.abandoned_share <= 1


@given(offered=st.floats(0.01, 60), handle_seconds=handle_times, target=targets)
@settings(deadline=None)
def test_the_least_team_meets_the_target_and_one_agent_fewer_does_not(
    offered: float, handle_seconds: float, target: Target
) -> None:
    agents = agents_needed(offered, handle_seconds, target)
    assert meets(result_with(offered, agents, handle_seconds, target), target)
    fewer = result_with(offered, agents - 1, handle_seconds, target)
    stable = target.model == "erlang_a" or fewer.agents > offered
    assert not (stable and agents > 1 and meets(fewer, target))


@given(offered=loads, handle_seconds=handle_times, target=targets, times=st.floats(0.2, 5))
@settings(deadline=None)
def test_only_the_proportions_of_times_matter(
    offered: float, handle_seconds: float, target: Target, times: float
) -> None:
    agents = math.ceil(offered) + 1
    slower = replace(
        target, within_seconds=target.within_seconds * times, patience_seconds=target.patience_seconds * times
    )
    result = result_with(offered, agents, handle_seconds, target)
    slow = result_with(offered, agents, handle_seconds * times, slower)
    assert slow.service_level == pytest.approx(result.service_level, abs=1e-11)
    assert slow.average_wait_seconds == pytest.approx(result.average_wait_seconds * times, rel=1e-7, abs=1e-9)


@given(offered=loads, handle_seconds=handle_times, target=targets)
@settings(deadline=None)
def test_two_teams_in_one_need_no_more_agents(offered: float, handle_seconds: float, target: Target) -> None:
    # Not so under erlang_a: fewer give up in the one team, so its agents are busier, and the occupancy may bind.
    target = replace(target, model="erlang_c")
    assert agents_needed(2 * offered, handle_seconds, target) <= 2 * agents_needed(offered, handle_seconds, target)


@pytest.mark.parametrize("target", [EIGHTY_IN_TWENTY, IMPATIENT])
def test_no_contacts_need_nobody_and_nobody_waits(target: Target) -> None:
    assert agents_needed(0, 363, target) == 0
    assert agents_needed(0, 0, target) == 0
    none, one = islice(results_from(0, 0, 363, target), 2)
    assert (none.agents, one.agents) == (0, 1)
    for result in (none, one):
        figures = (result.service_level, result.average_wait_seconds, result.occupancy, result.abandoned_share)
        assert figures == (1, 0, 0, 0)


def test_hardly_any_contacts_need_one_agent() -> None:
    for target in (EIGHTY_IN_TWENTY, IMPATIENT):
        assert agents_needed(1e-300, 363, target) == 1
        assert result_with(1e-300, 1, 363, target).service_level == 1


def test_nobody_answers_nobody() -> None:
    waiting = result_with(2, 0, 363, EIGHTY_IN_TWENTY)
    assert (waiting.service_level, waiting.average_wait_seconds, waiting.abandoned_share) == (0, math.inf, 0)
    gone = result_with(2, 0, 363, IMPATIENT)
    assert (gone.service_level, gone.average_wait_seconds, gone.abandoned_share) == (0, 120, 1)


@pytest.mark.parametrize("agents", [1, 9, 10])
def test_a_team_that_is_not_larger_than_its_load_is_overrun(agents: int) -> None:
    result = result_with(10, agents, 363, EIGHTY_IN_TWENTY)
    assert (result.service_level, result.average_wait_seconds, result.occupancy) == (0, math.inf, 1)
    with pytest.raises(ValueError, match=f"{agents} agents cannot carry 10 erlangs"):
        waiting_probability(10, agents)


def test_a_target_of_nothing_still_needs_a_queue_that_ends() -> None:
    nothing = Target(0, math.inf)
    assert agents_needed(10, 363, nothing) == 11
    assert agents_needed(10, 363, replace(nothing, model="erlang_a")) == 1


def test_the_occupancy_binds_where_the_level_does_not() -> None:
    assert agents_needed(90, 363, Target(0.1, 600, 0.9)) == 100
    assert agents_needed(90, 363, Target(0.1, 600, 0.5)) == 180
    for model in ("erlang_c", "erlang_a"):
        bound = Target(0.8, 20, 0.75, model)
        agents = agents_needed(100, 363, bound)
        fewer, enough = islice(results_from(100, agents - 1, 363, bound), 2)
        assert enough.occupancy <= 0.75 < fewer.occupancy


def test_a_level_that_is_just_the_share_is_enough() -> None:
    # One agent at half an erlang: half of all wait, and at once means not at all.
    assert agents_needed(0.5, 363, Target(0.5, 0)) == 1
    assert agents_needed(0.5, 363, Target(0.5 + 1e-11, 0)) == 2
    level = result_with(66, 74, 363, EIGHTY_IN_TWENTY).service_level
    assert agents_needed(66, 363, Target(level, 20)) == 74


def test_callers_who_wait_longer_are_served_by_fewer_than_their_load() -> None:
    target = Target(0.8, 120, model="erlang_a", patience_seconds=600)
    agents = agents_needed(100, 300, target)
    assert agents == 90
    assert not meets(result_with(100, 89, 300, target), target)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"share": 1.1}, "share is 1.1"),
        ({"share": math.nan}, "share is nan"),
        ({"within_seconds": -1}, "within_seconds is -1"),
        ({"max_occupancy": 0}, "max_occupancy is 0"),
        ({"max_occupancy": 1.5}, "max_occupancy is 1.5"),
        ({"patience_seconds": 0}, "patience_seconds is 0"),
        ({"patience_seconds": math.inf}, "patience_seconds is inf"),
    ],
)
def test_a_target_that_cannot_be_is_refused(change: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Target(**{"share": 0.8, "within_seconds": 20, **change})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("offered", "agents", "handle_seconds", "words"),
    [
        (-1.0, 5, 363.0, "-1 erlangs are outside"),
        (math.nan, 5, 363.0, "nan erlangs are outside"),
        (MOST_ERLANGS * 1.1, 5, 363.0, "check volume and handle time"),
        (2.0, -1, 363.0, "-1 agents cannot be"),
        (2.0, 5, 0.0, "no handle time of 0.0 seconds"),
        (2.0, 5, math.inf, "no handle time of inf seconds"),
    ],
)
def test_a_queue_that_cannot_be_is_refused(offered: float, agents: int, handle_seconds: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        result_with(offered, agents, handle_seconds, EIGHTY_IN_TWENTY)


def test_patience_without_end_is_refused_with_the_fix() -> None:
    with pytest.raises(ValueError, match="use erlang_c"):
        agents_needed(5000, 363, replace(IMPATIENT, patience_seconds=1e9))
