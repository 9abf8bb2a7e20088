"""The verdict on quotes that were compared: who costs how much more than whom, and what makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.phrases import listed, money, money_range, situation
from callvet.report.term_words import term_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callvet.evaluation.comparing import Comparison
    from callvet.evaluation.prices.levelling import Walk


def verdict(answer: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """The answer first, in a sentence or two."""
    at = f"({situation(answer.volume, answer.needs.demand)})"
    subject = _of_interest(answer)
    if subject is None:
        yield f"{_leader(answer, names)} {at}."
        subject = _runner_up(answer)
    else:
        yield f"{_dearer(subject, answer, names)} {at}."
    if subject is not None:
        yield from _largest(subject, answer.currency)
    yield from _undecided(answer, names)


def _of_interest(answer: Comparison) -> Walk | None:
    """The way to the preferred quote, or to the other of two; None where it is the cheapest, or cannot be ranked."""
    wanted = answer.preferred
    if wanted is None and len(answer.walks) == 1:
        return _ranked_way(answer, answer.walks[0])
    if wanted is None or wanted == answer.cheapest:
        return None
    return _ranked_way(answer, next(walk for walk in answer.walks if walk.end is answer.sides[wanted]))


def _ranked_way(answer: Comparison, walk: Walk) -> Walk | None:
    """A way whose end is dearer than its start, and ranked beside it."""
    is_ranked = any(walk.end is answer.sides[place] for place in answer.ranked)
    return walk if is_ranked and walk.end.monthly.high > walk.start.monthly.high else None


def _dearer(walk: Walk, answer: Comparison, names: Mapping[str, str]) -> str:
    """How much dearer one quote is than the cheapest."""
    start, end = walk.start.monthly, walk.end.monthly
    gap = money(end.high - start.high, answer.currency)
    by_end = "" if start.low == start.high and end.low == end.high else " at their high ends"
    return f"{names[walk.end.id]} is {gap} a month dearer than {names[walk.start.id]}{by_end}"


def _leader(answer: Comparison, names: Mapping[str, str]) -> str:
    """Who costs least, and how much less than the next."""
    cheapest = answer.sides[answer.cheapest]
    span = money_range(cheapest.monthly, answer.currency)
    ranked = [answer.sides[place] for place in answer.ranked]
    tied = [names[side.id] for side in ranked if side.monthly == cheapest.monthly]
    if len(tied) > 1:
        return f"{listed(tied)} cost the same: {span} a month"
    if not ranked:
        return f"None of these can be ranked; of their prices that of {names[cheapest.id]} is the least, {span} a month"
    runner = _runner_up(answer)
    if runner is None:
        return f"{names[cheapest.id]} is the only one that can be ranked: {span} a month"
    gap = money(runner.end.monthly.high - cheapest.monthly.high, answer.currency)
    return f"{names[cheapest.id]} costs least: {span} a month, {gap} less than {names[runner.end.id]}"


def _runner_up(answer: Comparison) -> Walk | None:
    """The way to the second of those that are ranked; None where there is none, or it costs the same."""
    ends = [answer.sides[place] for place in answer.ranked]
    ways = [walk for walk in answer.walks if any(walk.end is side for side in ends) and answer.ranked]
    return min(ways, key=lambda walk: (walk.end.monthly.high, walk.end.monthly.low, walk.end.id), default=None)


def _largest(walk: Walk, currency: str) -> Iterator[str]:
    """The term that makes the most of a difference, of those that pull in its direction."""
    most = max(walk.steps, key=lambda step: step.high, default=None)
    if most is not None and most.high > 0 and walk.end.monthly.high > walk.start.monthly.high:
        yield f"What weighs most: {term_words(most.because)}, {money(most.high, currency)} a month."


def _undecided(answer: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """Quotes that could cost less than the cheapest, as far as is known."""
    cheapest = answer.sides[answer.cheapest]
    told = [
        f"{names[side.id]} {money(side.monthly.low, answer.currency)}"
        for side in (answer.sides[place] for place in answer.ranked)
        if side is not cheapest and side.monthly.low < cheapest.monthly.high
    ]
    if told:
        yield f"Not decided yet: at the low end of what is open, {listed(told)} a month."
