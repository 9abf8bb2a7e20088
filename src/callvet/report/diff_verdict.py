"""The verdict on quotes that were compared: who costs how much more than whom, and what makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.phrases import money, money_span, situation, with_minus
from callvet.report.term_words import term_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from callvet.compare.walk import Step
    from callvet.evaluation.comparing import Comparison, Walk


def verdict(answer: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """The answer first, in a sentence or two."""
    cheapest = answer.sides[answer.cheapest]
    at = f"({situation(answer.volume, answer.needs.demand)})"
    subject = answer.walks[0] if len(answer.sides) == len((cheapest,)) + 1 else _of_interest(answer)
    if subject is None or subject.end.monthly == cheapest.monthly:
        span = money_span(cheapest.monthly.low, cheapest.monthly.high, answer.currency)
        runner = min((walk.end for walk in answer.walks), key=lambda side: side.monthly.high)
        gap = money(runner.monthly.high - cheapest.monthly.high, answer.currency)
        yield f"{names[cheapest.id]} costs least: {span} a month, {gap} less than {names[runner.id]} {at}."
        subject = next(walk for walk in answer.walks if walk.end is runner)
    else:
        gap = money(subject.end.monthly.high - cheapest.monthly.high, answer.currency)
        yield f"{names[subject.end.id]} is {gap} a month dearer than {names[cheapest.id]} {at}."
    yield from _largest(subject, answer.currency)
    yield from _undecided(answer, names)


def _of_interest(answer: Comparison) -> Walk | None:
    """The way to the preferred quote; None where it is the cheapest, or none is preferred."""
    if answer.preferred is None or answer.preferred == answer.cheapest:
        return None
    preferred = answer.sides[answer.preferred]
    return next(walk for walk in answer.walks if walk.end is preferred)


def _largest(walk: Walk, currency: str) -> Iterator[str]:
    """The term that makes the most of a difference."""

    def size(step: Step) -> Decimal:
        return max(abs(step.low), abs(step.high))

    if walk.steps:
        most = max(walk.steps, key=size)
        if size(most) > 0:
            amount = with_minus(money(most.high if abs(most.high) >= abs(most.low) else most.low, currency))
            yield f"The most of it comes from one term: {term_words(most.because)}, {amount} a month."


def _undecided(answer: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """Quotes whose open terms could make them the cheapest."""
    cheapest = answer.sides[answer.cheapest]
    for side in answer.sides:
        if side is not cheapest and side.monthly.low < cheapest.monthly.high:
            low = money(side.monthly.low, answer.currency)
            yield f"Not decided yet: with its open terms answered, {names[side.id]} could cost {low}."
