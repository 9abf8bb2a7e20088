"""Whole shifts that cover a week of required agents with the least of their time: exact, by a min-cost flow."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import lru_cache
from heapq import heappop, heappush
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

_DAYS_IN_A_WEEK = 7
_MINUTES_IN_AN_HOUR = 60
_MINUTES_IN_A_DAY = 1440
SLOT_MINUTES = 30
"""Shifts start on the half-hour. [minutes]"""
SLOTS_IN_A_WEEK = _DAYS_IN_A_WEEK * _MINUTES_IN_A_DAY // SLOT_MINUTES


class Shift(NamedTuple):
    """Agents that come and go together, every week.

    Attributes:
        weekday: The day on which it starts, 0 is Monday.
        start_minute: When it starts, after midnight, on the half-hour. [minutes]
        minutes: How long it lasts. [minutes]
        agents: Who work it. [count]
    """

    weekday: int
    start_minute: int
    minutes: int
    agents: int


def covering_shifts(required: Sequence[int], minimum_hours: Fraction | Decimal | float) -> tuple[Shift, ...]:
    """The least time of agents who stay for the minimum at least and cover what is required, as shifts.

    Args:
        required: Agents in each half-hour of the week, Monday's first. [count]
        minimum_hours: The shortest shift; 0 asks for none. [hours]
    """
    if not minimum_hours or not any(required):
        return ()
    shortest = ceil(Fraction(minimum_hours) * _MINUTES_IN_AN_HOUR / SLOT_MINUTES)
    pieces = Counter[tuple[int, int]]()
    for opened, agents in _stretches(required, shortest):
        for start, end in _stays(agents, shortest):
            parts = (end - start) // shortest
            bounds = [opened + start + (end - start) * part // parts for part in range(parts + 1)]
            for first, last in pairwise(bounds):
                pieces[_within_opening(first % SLOTS_IN_A_WEEK, last - first, required), last - first] += 1
    return tuple(
        Shift(*divmod(start * SLOT_MINUTES, _MINUTES_IN_A_DAY), length * SLOT_MINUTES, agents)
        for (start, length), agents in sorted(pieces.items())
    )


def _stretches(required: Sequence[int], shortest: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """First slots and agents of the parts of the week over whose gaps nobody stays.

    Over a gap as long as a shift, going home costs no more. The week is a circle; it is cut where it is quietest for
    as long as a shift, which may cost a shift where it never closes.
    """
    before = [sum(required[slot - back - 1] for back in range(shortest)) for slot in range(SLOTS_IN_A_WEEK)]
    cut = before.index(min(before))
    line = [*required[cut:], *required[:cut]]
    busy = [slot for slot, agents in enumerate(line) if agents]
    ends = [here for here, there in pairwise(busy) if there - here > shortest]
    starts = [there for here, there in pairwise(busy) if there - here > shortest]
    for start, end in zip([busy[0], *starts], [*ends, busy[-1]], strict=True):
        yield cut + start, tuple(line[start : end + 1])


def _within_opening(start: int, length: int, required: Sequence[int]) -> int:
    """The start of a shift that is moved forward as far as it hangs over the end of what is required."""
    while not required[(start + length - 1) % SLOTS_IN_A_WEEK] and required[start - 1]:
        start = (start - 1) % SLOTS_IN_A_WEEK
    return start


class _AtLeast(NamedTuple):
    """One number is greater than another by so much at least."""

    greater: int
    smaller: int
    by: int


@lru_cache(maxsize=_DAYS_IN_A_WEEK)
def _stays(required: tuple[int, ...], shortest: int) -> tuple[tuple[int, int], ...]:
    """When agents come and go so that ``required`` are there, each for ``shortest`` slots, with the least time.

    With A(t) agents come and D(t) gone by slot t, first come first gone, everyone stays long enough exactly if
    D(t) is at most A(t - shortest). So the least sum of A - D is asked of numbers that are bounded by each other,
    two by two: the dual of a minimum-cost flow, whose solutions are whole (Ahuja, Magnanti & Orlin, Network Flows,
    1993, sections 9.4 and 11).
    """
    slots = len(required) + shortest
    *numbers, nought = _least_sum(slots, _bounds([*required, *[0] * shortest], shortest), max(required))
    starts = _times([number - nought for number in numbers[:slots]])
    ends = _times([number - nought for number in numbers[slots:]])
    return tuple(zip(starts, ends + [slots] * (len(starts) - len(ends)), strict=True))


def _times(counts: Sequence[int]) -> list[int]:
    """The slots at which a running count goes up, each as often as it does."""
    return [slot for slot, (before, now) in enumerate(pairwise([0, *counts])) for _ in range(now - before)]


def _bounds(required: Sequence[int], shortest: int) -> list[_AtLeast]:
    """What must hold between agents come (by slot), agents gone (by slot, after those) and 0 (last)."""
    slots = len(required)
    nought = 2 * slots
    bounds = [_AtLeast(0, nought, 0), _AtLeast(slots, nought, 0), _AtLeast(nought, slots + shortest - 1, 0)]
    bounds += [_AtLeast(slot, slots + slot, agents) for slot, agents in enumerate(required)]
    bounds += [_AtLeast(slot, slots + slot + shortest, 0) for slot in range(slots - shortest)]
    for slot in range(slots - 1):
        bounds += [_AtLeast(slot + 1, slot, 0), _AtLeast(slots + slot + 1, slots + slot, 0)]
    return bounds


def _least_sum(slots: int, bounds: Sequence[_AtLeast], enough: int) -> list[int]:
    """The numbers that keep the bounds with the least sum of the first ``slots`` less the next ``slots``.

    Successive shortest paths: each of the first sends one unit along bounds to one of the next that still lacks
    one. What a bound has to spare is its length; the distances are taken off the numbers, so nothing is overdrawn.
    """
    network = _Network(bounds, [enough] * slots + [0] * (slots + 1))
    lacking = set(range(slots, 2 * slots))
    for source in range(slots):
        lacking.remove(network.send(source, lacking))
    return network.numbers


class _Network:
    """Numbers, the bounds between them, and the units sent along bounds that have nothing to spare."""

    def __init__(self, bounds: Sequence[_AtLeast], numbers: list[int]) -> None:
        """Start with numbers that keep the bounds, and nothing sent."""
        self.numbers = numbers
        self._bounds = bounds
        self._sent = [0] * len(bounds)
        self._leaving: list[list[int]] = [[] for _ in numbers]
        self._entering: list[list[int]] = [[] for _ in numbers]
        for place, bound in enumerate(bounds):
            self._leaving[bound.greater].append(place)
            self._entering[bound.smaller].append(place)

    def send(self, source: int, lacking: AbstractSet[int]) -> int:
        """Send one unit to the nearest of ``lacking``, which is told, and take the distances off the numbers."""
        distances, came_by = {source: 0}, dict[int, tuple[int, int, int]]()
        ahead, settled = [(0, source)], set[int]()
        while True:
            distance, node = heappop(ahead)
            if node in settled:
                continue
            settled.add(node)
            if node in lacking:
                break
            for place, direction, other, length in self._ways(node):
                if distance + length < distances.get(other, distance + length + 1):
                    distances[other] = distance + length
                    came_by[other] = place, direction, node
                    heappush(ahead, (distance + length, other))
        for passed in settled:
            self.numbers[passed] -= distance - distances[passed]
        reached = node
        while node != source:
            place, direction, node = came_by[node]
            self._sent[place] += direction
        return reached

    def _ways(self, node: int) -> Iterator[tuple[int, int, int, int]]:
        """Bounds along which a unit may leave a number, or come back: place, direction, other number, length."""
        for place in self._leaving[node]:
            bound = self._bounds[place]
            yield place, 1, bound.smaller, self.numbers[node] - self.numbers[bound.smaller] - bound.by
        for place in self._entering[node]:
            if self._sent[place]:
                yield place, -1, self._bounds[place].greater, 0
