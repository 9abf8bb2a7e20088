"""The committee's own criteria: marked in judgements like the others, or answered by an ``x-`` key of the profile."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.model.judgement import MOST_MARKS
from callvet.model.wording import shown
from callvet.score.criterion import Assessment, Criterion, Subject, combine
from callvet.score.opinion import opinion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.document import Document, Value
    from callvet.model.needs import Needs, OwnCriterion
    from callvet.score.criterion import Grade


def own_criteria(needs: Needs) -> tuple[Criterion, ...]:
    """The criteria that stand under ``own_criteria`` of the needs."""
    return tuple(_criterion(name, own) for name, own in needs.own_criteria.items())


def own_weights(needs: Needs) -> dict[str, float]:
    """The weights that own criteria carry themselves. [points, of any sum]"""
    return {name: float(own.weight) for name, own in needs.own_criteria.items() if own.weight is not None}


def own_questions(needs: Needs) -> dict[str, str]:
    """The questions of own criteria that a profile answers, by their ``x-`` keys."""
    return {own.key: own.question for own in needs.own_criteria.values() if own.key is not None}


def unmarkable(needs: Needs, document: Document) -> Iterator[tuple[str, Value]]:
    """The ``x-`` keys of a profile that should answer an own criterion and cannot be graded, with what they say."""
    for key in own_questions(needs):
        answer = _written(document, key)
        if answer is not None and _markable(answer) is None:
            yield key, answer


def _criterion(name: str, own: OwnCriterion) -> Criterion:
    """One criterion out of the needs."""

    def assess(subject: Subject, needs: Needs) -> Assessment:  # noqa: ARG001 - every criterion is asked alike
        if own.key is None:
            return _opinion(subject, name)
        answer = _markable(_written(subject.document, own.key))
        if answer is None:
            return combine(subject.unknown(1, own.key))
        value, words = _grade(answer)
        return combine(subject.between(1, own.key, value, value, words))

    page = f"{own.question}\n\nThe committee's own criterion. "
    page += f"Answered by {own.key} of the profile." if own.key else "Marked 0 to 10 in judgements."
    return Criterion(id=name, group="own", question=own.question, page=page, assess=assess)


def _opinion(subject: Subject, name: str) -> Assessment:
    """What people marked."""
    part, flags = opinion(subject, 1, (name,))
    return combine(part, flags=flags)


def _written(document: Document, key: str) -> Value | None:
    """What stands at an ``x-`` key of the profile, or at a dotted key below one; None where nothing does."""
    if (key,) in document.own:
        return document.own[key,]
    first, *below = key.split(".")
    found = document.own.get((first,))
    for step in below:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _markable(value: Value | None) -> bool | Decimal | None:
    """An answer that can be graded; any other is as good as none, and is asked for."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal) and 0 <= value <= MOST_MARKS:
        return Decimal(value)
    return None


def _grade(answer: bool | Decimal) -> Grade:  # noqa: FBT001 - the flag is the fact itself
    """True is all, a number is so many tenths."""
    if isinstance(answer, bool):
        return (1.0, "yes") if answer else (0.0, "no")
    return float(answer) / MOST_MARKS, f"{shown(str(answer))} of {MOST_MARKS}"
