"""The marks that people gave, each with its person, its day and its place, before anything is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callvet.model.judgement import MODERATED
from callvet.score.matching import same_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from callvet.model.case import JudgementFile
    from callvet.model.judgement import JudgementKind
    from callvet.model.problem import Place


class GivenMark(NamedTuple):
    """One mark that one person gave.

    Attributes:
        by: The person, as first written.
        name: What was marked.
        mark: From 0 to 10. [marks of 10]
        place: Where it stands.
        date: When it was given.
        kind: On what occasion.
    """

    by: str
    name: str
    mark: float
    place: Place
    date: date
    kind: JudgementKind


def given_marks(judgements: Iterable[JudgementFile], names: Collection[str]) -> tuple[GivenMark, ...]:
    """All marks of people on any of the names, in the order of the judgements; what was moderated is nobody's own."""
    people: dict[str, str] = {}
    return tuple(
        GivenMark(
            by=people.setdefault(same_name(file.judgement.by), file.judgement.by),
            name=name,
            mark=float(file.judgement.marks[name]),
            place=file.document.key_place("marks", name),
            date=file.judgement.date,
            kind=file.judgement.kind,
        )
        for file in judgements
        if file.judgement.kind != MODERATED
        for name in names
        if name in file.judgement.marks
    )
