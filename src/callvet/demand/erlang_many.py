"""The least teams for many loads at once: the arithmetic of ``erlang``, with numpy, integer for integer.

One recursion over lines runs for all problems, and leaves each behind at the first team that could do; then all
teams grow by one agent at a time, and those that meet their target are dropped.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from callvet.demand.erlang import MOST_ERLANGS, MOST_IMPATIENCE, TIE

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    from callvet.demand.target import Target

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    _Meet = Callable[[Floats, Floats, Floats, Floats, Target], Flags]

_SMALLEST_TERM = 1e-17
_RESCALE_ABOVE = 1e100
_TERMS_AT_A_TIME = 8
"""Between two looks at which sums are done; so many terms times the greatest quotient stay under 1e300."""


def agents_needed_many(offered_erlangs: ArrayLike, handle_seconds: ArrayLike, target: Target) -> Integers:
    """The least numbers of agents that reach the target's share and keep its occupancy; 0 without a load.

    Args:
        offered_erlangs: Contacts per second times mean handle time, any shape. [erlang]
        handle_seconds: Mean handle time, one for all or one for each load. [seconds]
        target: What to reach.

    Returns:
        What ``erlang.agents_needed`` answers for each load, in the shape of the loads. [count]

    Raises:
        ValueError: As ``erlang.agents_needed``, for any of the loads.

    Source:
        As ``erlang``.
    """
    offered, handle = np.broadcast_arrays(
        np.asarray(offered_erlangs, dtype=np.float64), np.asarray(handle_seconds, dtype=np.float64)
    )
    needed = np.zeros(offered.shape, dtype=np.int64)
    loaded = offered != 0
    _check(offered[loaded], handle[loaded], target)
    needed[loaded] = _agents_needed(offered[loaded], handle[loaded], target)
    return needed


def _check(offered: Floats, handle: Floats, target: Target) -> None:
    """Refuse what the same problems would be refused for one by one."""
    if not np.all((offered >= 0) & (offered <= MOST_ERLANGS)):
        message = f"loads are outside 0 to {MOST_ERLANGS} erlangs; check volumes and handle times"
        raise ValueError(message)
    if not np.all((handle > 0) & (handle < math.inf)):
        message = "a load has no handle time that is above 0 and finite"
        raise ValueError(message)
    if target.model == "erlang_a" and np.any(offered * target.patience_seconds / handle > MOST_IMPATIENCE):
        message = f"callers who wait {target.patience_seconds} seconds hardly give up; use erlang_c"
        raise ValueError(message)


def _agents_needed(offered: Floats, handle: Floats, target: Target) -> Integers:
    """The least teams for loads above 0."""
    if target.model == "erlang_c":
        # Under the least team that keeps the occupancy, by more than the rounding of a quotient could hide.
        above = np.maximum(offered, offered / (target.max_occupancy + 2 * TIE))
        return _least(offered, handle, above, target, _patient_teams_meet)
    needed = _least(offered, handle, offered, target, _impatient_teams_meet)
    # Where the first team above the load does, smaller ones may, down to those that could not answer the share.
    first = needed == np.floor(offered) + 1
    above = offered[first] * max(target.share - 2 * TIE, 0.0)
    needed[first] = _least(offered[first], handle[first], above, target, _impatient_teams_meet)
    return needed


def _least(offered: Floats, handle: Floats, above: Floats, target: Target, meet: _Meet) -> Integers:
    """The least teams that are larger than ``above`` and meet the target."""
    needed = np.zeros(len(offered), dtype=np.int64)
    index = np.arange(len(offered))
    agents = np.floor(above) + 1.0
    blocking = _blocking_before(offered, agents)
    while index.size:
        met = meet(offered, agents, blocking, handle, target)
        needed[index[met]] = agents[met]
        left = np.flatnonzero(~met)
        index, offered, handle, agents = index[left], offered[left], handle[left], agents[left]
        busy = offered * blocking[left]
        blocking = busy / (agents + busy)
        agents += 1.0
    return needed


def _blocking_before(offered: Floats, agents: Floats) -> Floats:
    """Erlang B with one agent less than ``agents``: one recursion for all, those that are done left behind."""
    order = np.argsort(agents)
    last = agents[order]
    load, blocking = offered[order], np.ones_like(offered)
    for line in range(1, int(last[-1]) if last.size else 0):
        done = np.searchsorted(last, line, side="right")
        busy = load[done:] * blocking[done:]
        np.divide(busy, line + busy, out=blocking[done:])
    back = np.empty_like(blocking)
    back[order] = blocking
    return back


def _patient_teams_meet(offered: Floats, agents: Floats, blocking: Floats, handle: Floats, target: Target) -> Flags:
    """Which teams, all larger than their load, meet the target under Erlang C; the formulas of ``erlang``."""
    busy = offered * blocking
    spare = agents - offered
    level = 1.0 - busy / (spare + busy) * np.exp(-spare * target.within_seconds / handle)
    return _meet(level, offered / agents, target)


def _impatient_teams_meet(offered: Floats, agents: Floats, blocking: Floats, handle: Floats, target: Target) -> Flags:
    """Which teams meet the target under Erlang A; the formulas of ``erlang``."""
    arrivals = offered * target.patience_seconds / handle
    services = agents * target.patience_seconds / handle
    limit = target.within_seconds / target.patience_seconds
    log_sum = _log_sums(services, arrivals)
    log_late_sum = _log_sums(services + 1.0, arrivals * math.exp(-limit))
    inverse_sum = np.exp(-log_sum)
    whole = inverse_sum + arrivals * blocking
    abandoned = np.clip(blocking * (inverse_sum + arrivals - services) / whole, 0.0, 1.0)
    late = np.exp(-arrivals * math.expm1(-limit) - limit * (services + 1.0) + log_late_sum - log_sum)
    level = 1.0 - abandoned - arrivals * blocking / whole * late
    return _meet(level, offered * (1.0 - abandoned) / agents, target)


def _meet(level: Floats, occupancy: Floats, target: Target) -> Flags:
    """Which results meet the target, near ties included."""
    return (level >= target.share - TIE) & (occupancy <= target.max_occupancy + TIE)


def _log_sums(services: Floats, arrivals: Floats) -> Floats:
    """The logarithms of ``erlang``'s sums S(c, a), all at once, finished ones dropped."""
    logs = -np.log(services)
    index = np.arange(len(services))
    term, total, divisor = np.ones_like(services), np.ones_like(services), services
    while index.size:
        for _ in range(_TERMS_AT_A_TIME):
            divisor = divisor + 1.0
            term = term * (arrivals / divisor)
            total = total + term
        scale = np.where(total > _RESCALE_ABOVE, total, 1.0)
        logs[index] += np.log(scale)
        term, total = term / scale, total / scale
        going = term > total * _SMALLEST_TERM
        logs[index[~going]] += np.log(total[~going])
        index, arrivals, divisor = index[going], arrivals[going], divisor[going]
        term, total = term[going], total[going]
    return logs
