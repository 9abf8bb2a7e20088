"""What vendors are judged on, and why so (`callvet criteria`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callvet.load.discovery import NothingToWorkOnError
from callvet.model.suggestion import unknown_name
from callvet.score.criteria import CRITERIA
from callvet.score.weights import PRESETS, known_names, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.score.criterion import Criterion
    from callvet.score.weights import PresetName, Weights


@dataclass(frozen=True, slots=True)
class CriteriaAnswer:
    """The criteria and what each preset gives them.

    Attributes:
        criteria: All of them, or the one that was asked for.
        presets: The weights of each preset when every criterion is applicable.
    """

    criteria: tuple[Criterion, ...]
    presets: Mapping[PresetName, Weights]


def explain_criteria(name: str | None = None) -> CriteriaAnswer:
    """The criteria, or one of them.

    Args:
        name: A criterion's id, or a group's; None for all.

    Raises:
        NothingToWorkOnError: There is no such criterion or group.
    """
    chosen = tuple(one for one in CRITERIA if name in {None, one.id, one.group})
    if not chosen:
        message = unknown_name(str(name), known_names(CRITERIA), "a criterion or a group")
        raise NothingToWorkOnError(message)
    presets = {
        preset: resolve(
            {key: stake.points for key, stake in stakes.items()},
            CRITERIA,
            f"the {preset} preset",
            {key: stake.reason for key, stake in stakes.items()},
        )
        for preset, stakes in PRESETS.items()
    }
    exact = tuple(one for one in chosen if one.id == name)
    return CriteriaAnswer(exact or chosen, presets)
