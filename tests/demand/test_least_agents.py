"""Agents looked up between known loads are those that are reckoned for each load by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.demand.erlang import MOST_ERLANGS, OverloadError, agents_needed
from callvet.demand.least_agents import LeastAgents, least_agents
from callvet.demand.target import Target

targets = st.builds(
    Target,
    share=st.floats(0, 1, exclude_max=True),
    within_seconds=st.floats(0, 120),
    max_occupancy=st.floats(0.5, 1),
    model=st.sampled_from(["erlang_c", "erlang_a"]),
    patience_seconds=st.floats(10, 300),
)
loads = st.floats(0, 40)


@given(targets, st.floats(60, 900), st.lists(loads, min_size=3, max_size=40))
def test_as_many_as_reckoned_one_by_one_in_any_order(
    target: Target, handle_seconds: float, erlangs: list[float]
) -> None:
    queue = LeastAgents(handle_seconds, target)
    assert queue.for_loads(erlangs) == [agents_needed(one, handle_seconds, target) for one in erlangs]


def test_a_load_between_two_alike_is_not_reckoned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def counted(offered_erlangs: float, handle_seconds: float, target: Target) -> int:
        asked.append(offered_erlangs)
        return agents_needed(offered_erlangs, handle_seconds, target)

    monkeypatch.setattr("callvet.demand.least_agents.agents_needed", counted)
    queue = LeastAgents(300.0, Target(0.8, 20.0))
    # 10 erlangs take 14 agents at 80/20 and five minutes, as 10.1 do; 20 take more.
    assert queue.for_loads((10.0, 10.1, 20.0)) == [14, 14, 25]
    assert queue.for_loads((10.05,)) == [14]
    assert asked == [10.0, 10.1, 20.0]


def test_what_no_queue_can_be_is_refused_whatever_is_known() -> None:
    queue = least_agents(300.0, Target(0.8, 20.0))
    queue.for_loads((1.0,))
    for impossible in (-1.0, float("nan"), MOST_ERLANGS + 1.0):
        with pytest.raises(OverloadError):
            queue.for_loads((impossible,))
