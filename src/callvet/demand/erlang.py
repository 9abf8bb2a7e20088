"""Erlang's formulas: what a team of agents reaches under a load, and the least team that reaches a target.

Contacts come at random (Poisson) and are handled in exponential times by agents who are alike, first come first
served. Under ``erlang_c`` everyone waits as long as it takes; under ``erlang_a`` a waiting caller gives up after an
exponential patience. This module needs the standard library alone, so that a command that asks one question
does not load numpy; ``erlang_many`` gives the same answers for many problems at once.

Sources:
    Erlang, Solution of some problems in the theory of probabilities of significance in automatic telephone
    exchanges, 1917 (B and C). Jagerman, Some properties of the Erlang loss function, Bell System Technical Journal
    53(3), 1974 (the recursion, stable at any load). Palm, Research on telephone traffic carried by full availability
    groups, Tele 1, 1957, and Mandelbaum & Zeltyn, Service engineering in action: the Palm/Erlang-A queue, with
    applications to call centers, in Advances in Services Innovations, 2007 (A).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import count
from typing import TYPE_CHECKING

from callvet.demand.impatience import impatient_result
from callvet.demand.target import IntervalResult, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

TIE = 1e-12
"""A level or an occupancy that misses its bound by less is taken to meet it. [share]"""
MOST_ERLANGS = 100_000
"""Greatest load that is answered; the largest call centres offer a tenth of it. [erlang]"""
MOST_IMPATIENCE = 1e7
"""Greatest load times patience over handle time; the sum of Erlang A has about so many terms. [callers]"""


class OverloadError(ValueError):
    """More work than any call centre could staff; what needs no staff can still be priced."""


def erlang_b(offered_erlangs: float, lines: int) -> float:
    """Probability that a contact finds every line busy, where nobody waits (Erlang B).

    Args:
        offered_erlangs: Contacts per second times mean handle time. [erlang]
        lines: Lines, or agents without a queue. [count]

    Returns:
        Between 0 and 1. [share of contacts]

    Raises:
        ValueError: The load or the count is negative, or the load is above ``MOST_ERLANGS``.

    Source:
        Jagerman 1974, the recursion over lines.
    """
    _check_load(offered_erlangs, lines)
    return _blocking(offered_erlangs, lines)


def waiting_probability(offered_erlangs: float, agents: int) -> float:
    """Probability that a contact finds every agent busy and waits (Erlang C).

    Args:
        offered_erlangs: Contacts per second times mean handle time. [erlang]
        agents: Agents taking contacts. [count]

    Returns:
        Between 0 and 1. [share of contacts]

    Raises:
        ValueError: ``agents`` cannot carry ``offered_erlangs``, or ``erlang_b`` would refuse them.

    Source:
        Erlang 1917; by way of the blocking of one line less.
    """
    blocking = erlang_b(offered_erlangs, max(agents - 1, 0))
    if agents <= offered_erlangs:
        message = f"{agents} agents cannot carry {offered_erlangs} erlangs; it takes more agents than erlangs"
        raise ValueError(message)
    return _waiting_probability(offered_erlangs, agents, blocking)


def result_with(offered_erlangs: float, agents: int, handle_seconds: float, target: Target) -> IntervalResult:
    """What ``agents`` agents reach.

    Under ``erlang_c`` a team that is not larger than its load answers nobody in time and the wait is infinite.
    Without agents everybody waits; under ``erlang_a`` until they give up.

    Args:
        offered_erlangs: Contacts per second times mean handle time. [erlang]
        agents: Agents taking contacts. [count]
        handle_seconds: Mean handle time, above 0 where there is a load. [seconds]
        target: The time that counts, the model and the patience.

    Raises:
        ValueError: A figure is negative or not finite, or the load is above ``MOST_ERLANGS``, or under ``erlang_a``
            load times patience over handle time is above ``MOST_IMPATIENCE``.

    Source:
        Erlang 1917; Mandelbaum & Zeltyn 2007. Erlang C is exact to 1e-13, Erlang A to 1e-12 (1e-11 where load times
        patience over handle time passes 10,000).
    """
    return next(results_from(offered_erlangs, agents, handle_seconds, target))


def results_from(
    offered_erlangs: float, agents: int, handle_seconds: float, target: Target
) -> Iterator[IntervalResult]:
    """What ``agents`` agents reach, then one more agent, and so on without end, each as ``result_with``."""
    _check_load(offered_erlangs, agents)
    if not offered_erlangs:
        yield from (IntervalResult(team, 1.0, 0.0, 0.0, 0.0) for team in count(agents))
    _check_handle_time(offered_erlangs, handle_seconds, target)
    result = _patient_result if target.model == "erlang_c" else impatient_result
    if not agents:
        yield _result_of_nobody(target)
    team = max(agents, 1)
    blocking = erlang_b(offered_erlangs, team - 1)
    while True:
        yield result(offered_erlangs, team, blocking, handle_seconds, target)
        blocking = offered_erlangs * blocking / (team + offered_erlangs * blocking)
        team += 1


def levels_from(offered_erlangs: float, agents: int, handle_seconds: float, target: Target) -> Iterator[float]:
    """The service levels of ``results_from`` alone, which whoever seeks the best week asks for by the ten thousand."""
    if target.model != "erlang_c" or not offered_erlangs or not agents:
        yield from (result.service_level for result in results_from(offered_erlangs, agents, handle_seconds, target))
        return
    _check_load(offered_erlangs, agents)
    _check_handle_time(offered_erlangs, handle_seconds, target)
    within, team = target.within_seconds, agents
    blocking = erlang_b(offered_erlangs, team - 1)
    while True:
        busy, spare = offered_erlangs * blocking, team - offered_erlangs
        # In the order of ``_patient_result``, so that not even the last digit is another.
        yield 1.0 - busy / (spare + busy) * math.exp(-spare * within / handle_seconds) if spare > 0 else 0.0
        blocking = busy / (team + busy)
        team += 1


def agents_needed(offered_erlangs: float, handle_seconds: float, target: Target) -> int:
    """The least number of agents that reaches the target's share and keeps its occupancy; 0 without a load.

    Under ``erlang_c`` the queue must be stable too, whatever the target.

    Args:
        offered_erlangs: Contacts per second times mean handle time. [erlang]
        handle_seconds: Mean handle time, above 0 where there is a load. [seconds]
        target: What to reach.

    Raises:
        ValueError: As ``result_with``.

    Source:
        More agents never lower the level nor raise the occupancy, so the first team that meets both is the least.
    """
    # A year of a price asks this some ten thousand times, so that what is sound is seen at a glance.
    if not 0 < offered_erlangs <= MOST_ERLANGS:
        _check_load(offered_erlangs, 0)
        return 0
    if not 0 < handle_seconds < math.inf or target.model == "erlang_a":
        _check_handle_time(offered_erlangs, handle_seconds, target)
    if target.model == "erlang_c":
        return _least_patient(offered_erlangs, handle_seconds, target)
    start = math.floor(offered_erlangs) + 1
    larger_teams = results_from(offered_erlangs, start, handle_seconds, target)
    least = next(result.agents for result in larger_teams if meets(result, target))
    if least > start:
        return least

    def is_enough(agents: int) -> bool:
        return meets(result_with(offered_erlangs, agents, handle_seconds, target), target)

    return 1 + bisect_left(range(1, start), x=True, key=is_enough)


def meets(result: IntervalResult, target: Target) -> bool:
    """Whether a result reaches the target's share and keeps its occupancy, near ties included."""
    return result.service_level >= target.share - TIE and result.occupancy <= target.max_occupancy + TIE


def _check_load(offered_erlangs: float, agents: int) -> None:
    """Refuse a load or a team that cannot be."""
    if not 0 <= offered_erlangs <= MOST_ERLANGS:
        message = f"{offered_erlangs:,.0f} erlangs are outside 0 to {MOST_ERLANGS:,}; check volume and handle time"
        raise OverloadError(message)
    if agents < 0:
        message = f"{agents} agents cannot be; the least is 0"
        raise ValueError(message)


def _check_handle_time(offered_erlangs: float, handle_seconds: float, target: Target) -> None:
    """Refuse a handle time that makes no load, and patience too long for the sum of Erlang A."""
    if not 0 < handle_seconds < math.inf:
        message = f"a load of {offered_erlangs} erlangs has no handle time of {handle_seconds} seconds"
        raise ValueError(message)
    if target.model == "erlang_a" and offered_erlangs * target.patience_seconds / handle_seconds > MOST_IMPATIENCE:
        message = f"callers who wait {target.patience_seconds} seconds hardly give up; use erlang_c"
        raise ValueError(message)


def _blocking(offered_erlangs: float, lines: int) -> float:
    """Erlang B of a load that was checked."""
    blocking = 1.0
    for line in range(1, lines + 1):
        busy = offered_erlangs * blocking
        blocking = busy / (line + busy)
    return blocking


def _result_of_nobody(target: Target) -> IntervalResult:
    """What no agents reach under a load."""
    if target.model == "erlang_c":
        return IntervalResult(0, 0.0, math.inf, 1.0, 0.0)
    return IntervalResult(0, 0.0, target.patience_seconds, 1.0, 1.0)


def _waiting_probability(offered_erlangs: float, agents: int, blocking: float) -> float:
    """Erlang C from the blocking of one agent less, where there are more agents than erlangs."""
    return offered_erlangs * blocking / (agents - offered_erlangs + offered_erlangs * blocking)


def _patient_result(
    offered_erlangs: float, agents: int, blocking: float, handle_seconds: float, target: Target
) -> IntervalResult:
    """Erlang C: whoever waits does so for an exponential time, as long as one idle agent takes to come free."""
    spare = agents - offered_erlangs
    if spare <= 0:
        return IntervalResult(agents, 0.0, math.inf, 1.0, 0.0)
    waiting = _waiting_probability(offered_erlangs, agents, blocking)
    level = 1.0 - waiting * math.exp(-spare * target.within_seconds / handle_seconds)
    return IntervalResult(agents, level, waiting * handle_seconds / spare, offered_erlangs / agents, 0.0)


def _least_patient(offered_erlangs: float, handle_seconds: float, target: Target) -> int:
    """The least team of Erlang C: the arithmetic of ``_patient_result``, without making results on the way."""
    least_share, most_occupancy = target.share - TIE, target.max_occupancy + TIE
    decay_per_agent = -target.within_seconds / handle_seconds
    agents = max(math.floor(offered_erlangs) + 1, math.ceil(offered_erlangs / most_occupancy))
    blocking = _blocking(offered_erlangs, agents - 1)
    while True:
        busy = offered_erlangs * blocking
        spare = agents - offered_erlangs
        if 1.0 - busy / (spare + busy) * math.exp(spare * decay_per_agent) >= least_share:
            return agents
        blocking = busy / (agents + busy)
        agents += 1
