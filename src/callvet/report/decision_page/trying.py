"""What the page's script needs to rank anew with other weights, and the sliders that it moves.

The script adds up what Python adds up: each criterion's points by its weight. So it is given the unrounded points, and
the weights as they hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.evaluation.people.chosen_weights import choose_weights
from callvet.evaluation.reading import all_criteria
from callvet.model.wording import shown
from callvet.report.score import name_of
from callvet.score.flips import ranked_scores
from callvet.score.matching import in_words
from callvet.score.matrix import matrix_of
from callvet.score.weights import PRESET_NAMES, WeightsError

if TYPE_CHECKING:
    from callvet.evaluation.reporting import ReportAnswer

_ALL: Final = 100
_LONGEST_NAME: Final = 40


class Slider(NamedTuple):
    """One weight that can be moved.

    Attributes:
        place: Of the criterion in the script's table, or of the group.
        name: In words.
        points: What it weighs now. [points of 100]
    """

    place: int
    name: str
    points: float


class Group(NamedTuple):
    """A group of criteria, and theirs; ``criteria`` is empty where it has one alone."""

    slider: Slider
    criteria: tuple[Slider, ...]


class Trying(NamedTuple):
    """Other weights to try.

    Attributes:
        groups: The sliders.
        presets: The names of weights to choose.
        out: Who is out, whatever the weights.
        data: For the script.
    """

    groups: tuple[Group, ...]
    presets: tuple[str, ...]
    out: tuple[str, ...]
    data: dict[str, object]


def trying(answer: ReportAnswer) -> Trying:
    """The sliders and the table of a ranking with two vendors at least."""
    ranking = answer.ranking.ranking
    matrix = matrix_of(ranking)
    presets = _presets(answer, matrix.criteria)
    groups = _groups(answer, matrix.criteria)
    data: dict[str, object] = {
        "vendors": [{"id": one.subject.id, "name": name_of(one), "rank": one.rank} for one in ranking.eligible],
        "criteria": matrix.criteria,
        "groups": [[one.place for one in group.criteria] or [group.slider.place] for group in groups],
        "weights": matrix.weights,
        "scores": ranked_scores(matrix, ranking.rank_by),
        "presets": presets,
    }
    sliders = tuple(
        group._replace(slider=group.slider._replace(place=place), criteria=group.criteria if group.criteria[1:] else ())
        for place, group in enumerate(groups)
    )
    out = tuple(name_of(one) for one in ranking.entries if not one.eligible)
    return Trying(sliders, tuple(presets), out, data)


def _groups(answer: ReportAnswer, criteria: tuple[str, ...]) -> list[Group]:
    """The criteria by group, the heaviest first."""
    ranking = answer.ranking.ranking
    parts = ranking.eligible[0].scores
    members: dict[str, list[Slider]] = {}
    for place, name in enumerate(criteria):
        slider = Slider(place, shown(in_words(name), _LONGEST_NAME), _ALL * parts[name].weight)
        members.setdefault(parts[name].criterion.group, []).append(slider)
    groups = [
        Group(Slider(0, "your own" if name == "own" else name, sum(one.points for one in own)), tuple(own))
        for name, own in members.items()
    ]
    return sorted(groups, key=lambda group: -group.slider.points)


def _presets(answer: ReportAnswer, criteria: tuple[str, ...]) -> dict[str, list[float]]:
    """The weights of each preset by criterion, and all alike."""
    needs = answer.ranking.needs
    found: dict[str, list[float]] = {}
    for name in PRESET_NAMES:
        try:
            weights = choose_weights(needs, all_criteria(needs), name).values
        except WeightsError:
            continue
        if set(weights) <= set(criteria):
            found[name] = [weights.get(one, 0.0) for one in criteria]
    found["all alike"] = [1 / len(criteria)] * len(criteria)
    return found
