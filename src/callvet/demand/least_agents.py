"""The least agents for one load after another, of which most lie between two that ask for as many.

A week's intervals are asked about for every language, month and volume, all by the same handle time and target. A
greater load never takes fewer agents, so a load between two that take as many takes as many as they do.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from callvet.demand.erlang import agents_needed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callvet.demand.target import Target

_QUEUES_KEPT: Final = 32
"""A handful of vendors have handle times of their own, and few ask for more than one target."""


class LeastAgents:
    """The least agents of one queue by its load, as ``erlang.agents_needed`` has them."""

    def __init__(self, handle_seconds: float, target: Target) -> None:
        """Nothing is known yet.

        Args:
            handle_seconds: Mean handle time. [seconds]
            target: What to reach.
        """
        self._handle_seconds = handle_seconds
        self._target = target
        self._loads: list[float] = []
        self._agents: list[int] = []

    def for_loads(self, offered_erlangs: Iterable[float]) -> list[int]:
        """The least agents of each load; 0 without one. [count]

        Raises:
            ValueError: As ``erlang.agents_needed``.
        """
        loads, agents = self._loads, self._agents
        found: list[int] = []
        for erlangs in offered_erlangs:
            place = bisect_left(loads, erlangs)
            if not 0 < place < len(loads) or agents[place - 1] != agents[place]:
                agents.insert(place, agents_needed(erlangs, self._handle_seconds, self._target))
                loads.insert(place, erlangs)
            found.append(agents[place])
        return found


@lru_cache(_QUEUES_KEPT)
def least_agents(handle_seconds: float, target: Target) -> LeastAgents:
    """The least agents of a queue, with what is known of it already."""
    return LeastAgents(handle_seconds, target)
