"""What people thought of a vendor: the marks of meetings, references and test calls, as one part of a criterion.

Each person's marks are averaged first, over everything that person wrote, and then the people: somebody who
made ten test calls counts once, like the colleague who made one. Marks that lie far apart are no error and are
not averaged away in silence; they are flagged, since the talk about them is worth more than the mean.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from callvet.model.judgement import MODERATED, MOST_MARKS
from callvet.model.problem import Place
from callvet.model.wording import shown
from callvet.score.criterion import Part
from callvet.score.marks import given_marks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from callvet.score.criterion import Subject
    from callvet.score.marks import GivenMark

APART = 3
"""Marks that lie so far apart, or further, are to be talked over. [marks of 10]"""
EXACT_DIGITS = 9
"""A gap is told to so many digits, so that thirds do not miss a whole mark."""


def opinion(subject: Subject, weight: float, names: Sequence[str]) -> tuple[Part, tuple[str, ...]]:
    """The part that people's marks have in a criterion, and what they should talk over.

    Args:
        subject: The vendor and its judgements.
        weight: Within the criterion, any positive number.
        names: What is marked: the criterion's id first, then what counts with it.
    """
    key = f"judgements.{names[0]}"
    marks = given_marks(subject.judgements, names)
    if any(file.judgement.kind == MODERATED for file in subject.judgements):
        from callvet.score.moderation import marked_since, moderated, moderated_words  # noqa: PLC0415 - few cases have it

        if settled := moderated(subject.judgements, names[0]):
            value, words = settled.mark / MOST_MARKS, moderated_words(settled, people_means(marks))
            return Part(weight, value, value, words, key, settled.place), tuple(marked_since(settled, marks))
    if not marks:
        return Part(weight, 0.0, 1.0, "", key, Place(subject.document.path), answered=False), ()
    means = people_means(marks)
    value = _mean(means.values()) / MOST_MARKS
    least, most = min(means.values()) / MOST_MARKS, max(means.values()) / MOST_MARKS
    heard = (least, most) if least < most else None
    part = Part(weight, value, value, _in_words(means.values()), key, marks[0].place, heard=heard)
    return part, tuple(far_apart(names[0], marks))


def people_means(marks: Collection[GivenMark]) -> dict[str, float]:
    """Each person's mean over all that the person marked. [marks of 10]"""
    return {by: _mean(given) for by, given in _by_person(marks).items()}


def _by_person(marks: Collection[GivenMark]) -> dict[str, list[float]]:
    """Each person's marks."""
    found: dict[str, list[float]] = {}
    for given in marks:
        found.setdefault(given.by, []).append(given.mark)
    return found


def _in_words(means: Collection[float]) -> str:
    """The mean of the people's means, their number, and how far they reach."""
    mean, least, most = (_number(figure) for figure in (_mean(means), min(means), max(means)))
    people = "1 person" if len(means) == 1 else f"{len(means)} people"
    return f"{mean} of {MOST_MARKS} from {people}" + (f" ({least} to {most})" if least != most else "")


def far_apart(criterion: str, marks: Collection[GivenMark]) -> Iterator[str]:
    """What people marked far apart: one thing each, then their means over several things."""
    names = tuple(dict.fromkeys(given.name for given in marks))
    for name in names:
        yield from _apart(shown(name), _by_person([given for given in marks if given.name == name]))
    if len(names) > 1:
        means = {by: [_mean(given)] for by, given in _by_person(marks).items()}
        yield from _apart(f"{shown(criterion)} as a whole", means)


def _apart(what: str, marks: Mapping[str, Collection[float]]) -> Iterator[str]:
    """The flag for the widest gap between two people, where it is wide enough."""
    # The lowest and the highest mark may be one person's; the widest gap is then to the next lowest or highest.
    lowest = sorted(marks, key=lambda by: min(marks[by]))[:2]
    highest = sorted(marks, key=lambda by: -max(marks[by]))[:2]
    gaps = [(max(marks[high]) - min(marks[low]), low, high) for low in lowest for high in highest if low != high]
    gap, low, high = max(gaps, key=lambda one: one[0], default=(0.0, "", ""))
    if round(gap, EXACT_DIGITS) >= APART:
        least, most = _number(min(marks[low])), _number(max(marks[high]))
        people = f"{shown(low)} {least}, {shown(high)} {most}"
        yield f"marks for {what} lie {_number(gap)} apart ({people}): talk it over"


def _mean(marks: Collection[float]) -> float:
    """The plain mean."""
    return fsum(marks) / len(marks)


def _number(mark: float) -> str:
    """A mark to one decimal, without a needless zero."""
    return f"{round(mark, 1):g}"
