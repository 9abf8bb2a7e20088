"""Erlang's formulas against queues that are played through, caller by caller, by Ciw."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

import ciw
import pytest

from callvet.demand.erlang import result_with
from callvet.demand.target import Target

RUNS = 10
STUDENT_T = 3.25
"""99 % of Student's t with 9 degrees of freedom lie within so many standard errors."""
HANDLE_SECONDS = 363
WARM_UP_SECONDS = 30 * HANDLE_SECONDS
SECONDS = 500 * HANDLE_SECONDS
LAST_CALLS_SECONDS = 20 * HANDLE_SECONDS


@dataclass
class Played:
    """What came out of one run."""

    level: float
    wait_seconds: float
    abandoned: float


def _play(seed: int, offered: float, agents: int, target: Target) -> Played:
    """One run of a queue, from a warm start to the last caller's end."""
    ciw.seed(seed)
    patience = ciw.dists.Exponential(rate=1 / target.patience_seconds)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=offered / HANDLE_SECONDS)],
        service_distributions=[ciw.dists.Exponential(rate=1 / HANDLE_SECONDS)],
        number_of_servers=[agents],
        reneging_time_distributions=[patience] if target.model == "erlang_a" else None,
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(WARM_UP_SECONDS + SECONDS + LAST_CALLS_SECONDS)
    calls = [
        call
        for call in simulation.get_all_records()
        if WARM_UP_SECONDS <= call.arrival_date < WARM_UP_SECONDS + SECONDS
    ]
    return Played(
        fmean(call.record_type == "service" and call.waiting_time <= target.within_seconds for call in calls),
        fmean(call.waiting_time for call in calls),
        fmean(call.record_type == "renege" for call in calls),
    )


def _is_within_the_band(expected: float, played: list[float], widest: float) -> bool:
    """Whether the runs' 99 % confidence band covers a figure, and is narrow enough to say something."""
    half_width = STUDENT_T * stdev(played) / sqrt(RUNS)
    assert half_width < widest
    return abs(fmean(played) - expected) <= half_width


@pytest.mark.parametrize(
    ("offered", "agents", "target"),
    [
        (2.32, 5, Target(0.8, 20)),
        (3, 3, Target(0.8, 20, model="erlang_a", patience_seconds=120)),
        (4, 2, Target(0.8, 150, model="erlang_a", patience_seconds=200)),
    ],
    ids=["erlang_c", "erlang_a", "erlang_a_overrun"],
)
def test_the_formulas_lie_within_the_simulations_band(offered: float, agents: int, target: Target) -> None:
    runs = [_play(seed, offered, agents, target) for seed in range(RUNS)]
    expected = result_with(offered, agents, HANDLE_SECONDS, target)
    assert _is_within_the_band(expected.service_level, [run.level for run in runs], 0.03)
    assert _is_within_the_band(expected.average_wait_seconds, [run.wait_seconds for run in runs], 8)
    if target.model == "erlang_a":
        assert _is_within_the_band(expected.abandoned_share, [run.abandoned for run in runs], 0.03)
