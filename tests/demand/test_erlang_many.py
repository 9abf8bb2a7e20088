"""Many problems at once: integer for integer what they are one by one."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.demand.erlang import MOST_ERLANGS, agents_needed
from callvet.demand.erlang_many import agents_needed_many
from callvet.demand.target import Target
from tests.demand.test_erlang import EIGHTY_IN_TWENTY, IMPATIENT, handle_times, targets

problems = st.lists(st.tuples(st.one_of(st.just(0.0), st.floats(1e-6, 150)), handle_times), min_size=1, max_size=8)


@given(problems=problems, target=targets)
@settings(deadline=None, max_examples=50)
def test_many_problems_are_answered_as_one_by_one(problems: list[tuple[float, float]], target: Target) -> None:
    one_by_one = [agents_needed(offered, handle_seconds, target) for offered, handle_seconds in problems]
    table = np.array(problems)
    assert agents_needed_many(table[:, 0], table[:, 1], target).tolist() == one_by_one


@pytest.mark.parametrize(
    "target",
    [
        EIGHTY_IN_TWENTY,
        Target(0.8, 20, 0.9),
        Target(0.99, 0, 0.7),
        Target(0, math.inf),
        IMPATIENT,
        replace(IMPATIENT, max_occupancy=0.85),
        Target(0.8, 600, model="erlang_a", patience_seconds=300),
        Target(0.3, 120, model="erlang_a", patience_seconds=900),
        Target(0, 20, model="erlang_a"),
    ],
    ids=str,
)
def test_a_grid_of_loads_is_answered_as_one_by_one(target: Target) -> None:
    offered: list[float] = [*np.geomspace(0.01, 200, 40).tolist(), 1.0, 2.0, 5.0, 100.0]
    one_by_one = [agents_needed(load, 240, target) for load in offered]
    assert agents_needed_many(offered, 240, target).tolist() == one_by_one


@pytest.mark.parametrize("target", [EIGHTY_IN_TWENTY, IMPATIENT, replace(EIGHTY_IN_TWENTY, max_occupancy=0.9)])
def test_great_loads_are_answered_as_one_by_one(target: Target) -> None:
    offered = [1000.0, 2000.0, 0.0, 3.0]
    one_by_one = [agents_needed(load, 363, target) for load in offered]
    assert agents_needed_many(offered, 363, target).tolist() == one_by_one


def test_patience_far_beyond_the_handle_time_overflows_nothing() -> None:
    target = Target(0.8, 400, model="erlang_a", patience_seconds=900)
    offered = [2000.0, 1500.0]
    assert agents_needed_many(offered, 30, target).tolist() == [agents_needed(load, 30, target) for load in offered]


def test_answers_have_the_shape_of_the_loads() -> None:
    needed = agents_needed_many([[0.0, 2.32], [66.0, 0.0]], [[363.0], [180.0]], Target(0.8, 20, 0.9))
    assert needed.tolist() == [[0, 5], [74, 0]]
    assert agents_needed_many([], 363, EIGHTY_IN_TWENTY).tolist() == []
    assert agents_needed_many(2.32, 363, EIGHTY_IN_TWENTY).tolist() == 5
    assert agents_needed_many(0.0, 0, EIGHTY_IN_TWENTY).tolist() == 0


@pytest.mark.parametrize(
    ("offered", "handle_seconds", "target", "words"),
    [
        ([1.0, -1.0], 363.0, EIGHTY_IN_TWENTY, "outside 0 to"),
        ([1.0, math.nan], 363.0, EIGHTY_IN_TWENTY, "outside 0 to"),
        ([MOST_ERLANGS * 1.1], 363.0, EIGHTY_IN_TWENTY, "check volumes"),
        ([1.0, 2.0], [363.0, 0.0], EIGHTY_IN_TWENTY, "no handle time"),
        ([5000.0], 363.0, replace(IMPATIENT, patience_seconds=1e9), "use erlang_c"),
    ],
)
def test_problems_that_cannot_be_are_refused(
    offered: list[float], handle_seconds: float | list[float], target: Target, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        agents_needed_many(offered, handle_seconds, target)
