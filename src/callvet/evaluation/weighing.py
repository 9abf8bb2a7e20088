"""What weighs how much, to the people who decide? (`callvet weights`)"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import fsum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.people.weighing_problems import weighing_problems
from callvet.evaluation.reading import all_criteria, read_sound_needs
from callvet.load.discovery import WEIGHTS_FOLDER, NothingToWorkOnError, find_weights, is_there, needs_near
from callvet.load.weighings import load_weighings
from callvet.model.wording import plain_digits, shown
from callvet.score.elicitation.agreement import Agreement, agreements
from callvet.score.elicitation.pairwise import Consistency, Judgement, from_comparisons
from callvet.score.elicitation.points import from_points
from callvet.score.elicitation.rank_order import centroid_of_order, rank_sum
from callvet.score.elicitation.swing import from_swings
from callvet.score.own import own_weights
from callvet.score.ranking import split_applicable
from callvet.score.weights import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from callvet.model.case import NeedsFile, WeighingFile
    from callvet.model.needs import Needs
    from callvet.model.weighing import Method, Weighing
    from callvet.score.criterion import Criterion

FULL_POINTS = 100
"""What everybody's points add up to; those of the presets do, too."""
_HUNDREDTH = Decimal("0.01")
_MOST_NAMED = 4
"""So many people stand in a sentence; the table has them all."""


class Voice(NamedTuple):
    """One person's weights.

    Attributes:
        by: Who.
        day: When they were given.
        method: How they were asked for.
        path: The file.
        named: As they were given, by group or criterion; they add up to 1. [share in 0..1]
        criteria: By criterion, groups split as in ``SPLIT``; they add up to 1. [share in 0..1]
        consistency: How far comparisons contradict each other; None where none were made.
    """

    by: str
    day: date
    method: Method
    path: str
    named: Mapping[str, float]
    criteria: Mapping[str, float]
    consistency: Consistency | None = None


class WeighingAnswer(NamedTuple):
    """Several people's weights as one.

    Attributes:
        voices: Everybody, in the order of the files.
        agreements: By group, or by criterion where somebody named one of the group; what weighs most first.
        points: The combined weights as ``weights:`` of the needs takes them, to the hundredth. [points]
        criteria: The combined weights by criterion. [share in 0..1]
        people: Each person's weights by the names of ``agreements``. [share in 0..1]
        notes: What the user should know.
    """

    voices: tuple[Voice, ...]
    agreements: tuple[Agreement, ...]
    points: Mapping[str, Decimal]
    criteria: Mapping[str, float]
    people: Mapping[str, Mapping[str, float]]
    notes: tuple[str, ...] = ()


def combine_weights(paths: Sequence[str | Path] = (), *, needs: str | Path | None = None) -> WeighingAnswer:
    """Everybody's weights, combined by the arithmetic mean, and how far people agree.

    Args:
        paths: Files and folders of weights; none means ``weights/`` beside the needs, else in the current folder.
        needs: The needs, whose own criteria may be weighed; left out, sought beside the weights.

    Raises:
        BadFilesError: Files have problems; all of them are told.
        NothingToWorkOnError: A named path is not there, or there are no weights.
    """
    folders = [Path(path) for path in paths] or [weights_beside(needs)]
    files = [file for folder in folders for file in find_weights(folder)]
    return combined_weights(files, read_sound_needs(needs if needs is not None else needs_near(files)))


def weights_beside(needs: str | Path | None) -> Path:
    """The folder of people's weights of a case.

    Raises:
        NothingToWorkOnError: There is none.
    """
    folder = (Path(needs).parent if needs is not None else Path()) / WEIGHTS_FOLDER
    if not is_there(folder):
        message = "there is no weights/ folder here; name one, or begin with callvet weights --ask swing"
        raise NothingToWorkOnError(message)
    return folder


def combined_weights(paths: Sequence[Path], file: NeedsFile) -> WeighingAnswer:
    """As ``combine_weights``, under needs that have been read.

    Raises:
        BadFilesError: Files have problems; all of them are told.
        NothingToWorkOnError: A path is not there, or holds no weights.
    """
    files, problems = load_weighings(paths)
    criteria = all_criteria(file.needs)
    problems = (*problems, *weighing_problems(files, criteria))
    if problems:
        raise BadFilesError(sorted(problems))
    voices = tuple(_voice(one, criteria) for one in files)
    return _answer(voices, file.needs, criteria)


def weights_origin(answer: WeighingAnswer) -> str:
    """Whose weights they are: ``Ann and Ben``, inert; of many, how many."""
    names = [shown(voice.by) for voice in answer.voices]
    if names[_MOST_NAMED:]:
        return f"{len(names)} people"
    return f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else names[0]


def _weights_of(weighing: Weighing) -> tuple[dict[str, float], Consistency | None]:
    """The weights that answers come to by their method, and the consistency of comparisons. [share in 0..1]"""
    match weighing.method:
        case "points":
            return from_points({name: float(points) for name, points in weighing.points.items()}), None
        case "swing":
            return from_swings({name: float(rating) for name, rating in weighing.swing.items()}), None
        case "roc":
            return centroid_of_order(weighing.order), None
        case "rank_sum":
            return rank_sum(weighing.order), None
        case "pairwise":
            return from_comparisons([Judgement(one.more, one.than, float(one.times)) for one in weighing.pairs])


def _voice(file: WeighingFile, criteria: Sequence[Criterion]) -> Voice:
    """One person's weights, by criterion too, so that people who weigh groups and criteria can be compared."""
    weighing = file.weighing
    named, consistency = _weights_of(weighing)
    by_criterion = resolve(named, criteria, weighing.by).values
    return Voice(weighing.by, weighing.date, weighing.method, file.document.path, named, by_criterion, consistency)


def _answer(voices: Sequence[Voice], needs: Needs, criteria: Sequence[Criterion]) -> WeighingAnswer:
    """What everybody's weights have in common."""
    units = _units(voices, criteria)
    people = {
        voice.by: {name: fsum(voice.criteria.get(member, 0.0) for member in members) for name, members in units.items()}
        for voice in voices
    }
    found = tuple(one for one in agreements(people) if one.high)
    by_criterion = agreements({voice.by: voice.criteria for voice in voices})
    return WeighingAnswer(
        tuple(voices),
        found,
        {one.name: _points(one.mean) for one in found if _points(one.mean)},
        {one.name: one.mean for one in by_criterion},
        people,
        tuple(_notes(found, needs, criteria)),
    )


def _units(voices: Sequence[Voice], criteria: Sequence[Criterion]) -> dict[str, tuple[str, ...]]:
    """What is compared: a group, unless somebody named one of its criteria; then each of them."""
    named = {name for voice in voices for name in voice.named}
    units: dict[str, tuple[str, ...]] = {}
    for criterion in criteria:
        members = tuple(one.id for one in criteria if one.group == criterion.group)
        # A criterion that bears the name of its group, such as cost, is the group.
        apart = criterion.group == "own" or (set(members) & named) - {criterion.group}
        units |= {criterion.id: (criterion.id,)} if apart else {criterion.group: members}
    return units


def _points(share: float) -> Decimal:
    """A share as points of a hundred, to the hundredth, half up."""
    hundredths = (Decimal(repr(share)) * FULL_POINTS).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return Decimal(plain_digits(hundredths))


def _notes(found: Sequence[Agreement], needs: Needs, criteria: Sequence[Criterion]) -> Iterator[str]:
    """What the needs make of the weights."""
    weighed = {one.name for one in found}
    for name, points in own_weights(needs).items():
        if name not in weighed:
            kept = f"it keeps its own weight of {points:g} beside the {FULL_POINTS} points of all others"
            yield f"nobody weighs {shown(name)}; {kept}"
    _, left_out = split_applicable(criteria, needs)
    idle = [f"{name} ({why})" for name, why in left_out.items() if name in weighed]
    if idle:
        yield f"not judged, so that its weight goes to the others: {'; '.join(idle)}"
