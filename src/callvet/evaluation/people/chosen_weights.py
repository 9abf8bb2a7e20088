"""Which weights hold: a preset's, those of the needs, or people's, with single ones laid over them."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from callvet.model.suggestion import unknown_name
from callvet.model.wording import shown
from callvet.score.own import own_weights
from callvet.score.ranking import split_applicable
from callvet.score.weights import PRESETS, PresetName, Weights, WeightsError, known_names, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.model.case import NeedsFile
    from callvet.model.needs import Needs
    from callvet.score.criterion import Criterion


def weighed_by(people: str | Path | None, preset: PresetName | None, file: NeedsFile) -> tuple[Needs, str | None]:
    """The needs with people's weights in place of their own, and whose those are; without people, as they are.

    Args:
        people: A folder of people's weights, or a file of them.
        preset: Weights by name, which leave no room for people's.
        file: The needs, under which people are combined.

    Raises:
        BadFilesError: Files of weights have problems; all of them are told.
        NothingToWorkOnError: The path is not there, or holds no weights.
        WeightsError: A preset is wanted as well.
    """
    if people is None:
        return file.needs, None
    if preset:
        message = "a preset and people's weights each give all weights; keep one of the two"
        raise WeightsError(message)
    from callvet.evaluation.weighing import combined_weights, weights_origin  # noqa: PLC0415 - few calls name people's

    answer = combined_weights([Path(people)], file)
    return file.needs.model_copy(update={"weights": dict(answer.points)}), weights_origin(answer)


def choose_weights(
    needs: Needs,
    criteria: Sequence[Criterion],
    preset: PresetName | None = None,
    over: Mapping[str, float] | None = None,
    of_people: str | None = None,
) -> Weights:
    """The weights that hold: a preset's or the needs', with single ones laid over them.

    Args:
        needs: The buyer's needs.
        criteria: All criteria.
        preset: Weights by name, in place of those in the needs.
        over: Single weights by group or criterion. [points, of any sum]
        of_people: Whose weights those in the needs are, where they are not the needs' own.

    Raises:
        WeightsError: A weight names no criterion, or nothing weighs.
    """
    known = known_names(criteria)
    for name, points in (over or {}).items():
        if name not in known:
            raise WeightsError(unknown_name(name, known, "a criterion or a group"))
        if not 0 <= points < inf:
            message = f"{points:g} is no weight for {shown(name)}; write a number from 0"
            raise WeightsError(message)
    chosen = preset or (None if needs.weights else "balanced")
    stakes = PRESETS[chosen] if chosen else {}
    origin = f"the {chosen} preset" if chosen else of_people or "your needs"
    if over:
        origin += f", with {', '.join(f'{shown(name)} {weight:g}' for name, weight in over.items())}"
    _, left_out = split_applicable(criteria, needs)
    reasons = {name: stake.reason for name, stake in stakes.items()}
    return resolve(own_weights(needs) | named_points(needs, preset, over), criteria, origin, reasons, left_out)


def named_points(
    needs: Needs, preset: PresetName | None = None, over: Mapping[str, float] | None = None
) -> dict[str, float]:
    """The weights that hold as they are named, without those that own criteria carry themselves. [points]"""
    if preset or not needs.weights:
        named = {name: stake.points for name, stake in PRESETS[preset or "balanced"].items()}
    else:
        named = {name: float(weight) for name, weight in needs.weights.items()}
    return named | dict(over or {})
