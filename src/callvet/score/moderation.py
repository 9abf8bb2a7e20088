"""The moderated mark: what a committee settled on after it talked its members' marks over.

It stands in place of the mean, as if one person had given it, and says from which marks it came, why and when. Of
several on one criterion the latest holds: a committee may meet again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callvet.model.judgement import MODERATED, MOST_MARKS
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from callvet.model.case import JudgementFile
    from callvet.model.problem import Place
    from callvet.score.marks import GivenMark

_MOST_TOLD = 6
"""Of more people the least and the greatest mark are told alone. [people]"""
_LONGEST_REASON = 200


class Moderated(NamedTuple):
    """A mark that a committee settled on.

    Attributes:
        criterion: What was marked.
        mark: From 0 to 10. [marks of 10]
        on: The day on which it was settled.
        by: Who settled it.
        reason: Why.
        place: Where it stands.
    """

    criterion: str
    mark: float
    on: date
    by: str
    reason: str
    place: Place


def moderated(judgements: Iterable[JudgementFile], criterion: str) -> Moderated | None:
    """The mark that was last settled on for a criterion; None where none was."""
    found = [
        Moderated(
            criterion=criterion,
            mark=float(one.marks[criterion]),
            on=one.date,
            by=one.by,
            reason=one.reason or "",
            place=file.document.key_place("marks", criterion),
        )
        for file in judgements
        if (one := file.judgement).kind == MODERATED and criterion in one.marks
    ]
    return max(found, key=lambda one: one.on, default=None)


def moderated_words(settled: Moderated, means: Mapping[str, float]) -> str:
    """``6 of 10 moderated on 2026-11-10 from 4 and 9: the second caller had the trainee``.

    Args:
        settled: The mark that holds.
        means: Each person's own mean, which it stands in place of. [marks of 10]
    """
    came_from = f" from {_listed(sorted(means.values()))}" if means else ""
    reason = shown(settled.reason, _LONGEST_REASON)
    return f"{settled.mark:g} of {MOST_MARKS} moderated on {settled.on}{came_from}: {reason}"


def marked_since(settled: Moderated, marks: Iterable[GivenMark]) -> Iterator[str]:
    """A flag for the marks that the committee cannot have known."""
    newer = tuple(dict.fromkeys(shown(one.by) for one in marks if one.date > settled.on))
    if newer:
        what = shown(settled.criterion)
        yield f"{what} was moderated on {settled.on}, and {', '.join(newer)} marked it since: settle it again"


def _listed(figures: list[float]) -> str:
    """``4 and 9``; of many people the two ends."""
    told = [f"{round(figure, 1):g}" for figure in figures]
    if len(told) > _MOST_TOLD:
        return f"{len(told)} people ({told[0]} to {told[-1]})"
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))
