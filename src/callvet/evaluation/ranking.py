"""Who is best for me, and how sure is that? (`callvet score`)"""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING, NamedTuple

from callvet.evaluation.prices.vendor_cost import NO_QUOTES, priced_subjects
from callvet.evaluation.reading import all_criteria, read_sound_case, unknown_name
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.wording import shown
from callvet.score.own import own_weights
from callvet.score.ranking import Ranking, rank, split_applicable
from callvet.score.weights import PRESETS, PresetName, Weights, WeightsError, known_names, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.freezing import FreezeCheck
    from callvet.model.case import Case
    from callvet.model.needs import Needs
    from callvet.score.criterion import Criterion
    from callvet.score.ranking import RankBy

_COST = "cost"
"""The criterion that judges it."""
_NO_NEEDS = (
    "no needs.yaml was found beside the vendors or here, so defaults hold and what hangs on your country, languages "
    "and volume is not judged; callvet init writes one"
)


class RankingAnswer(NamedTuple):
    """A ranking and what it rests on.

    Attributes:
        ranking: The vendors in order.
        needs: The needs under which they were judged, with the options of the call.
        notes: What the user should know of the reading.
        is_blind: Whether codes stand in place of names.
        frozen: Whether what was fixed before prices were opened still holds; None where nothing was.
    """

    ranking: Ranking
    needs: Needs
    notes: tuple[str, ...] = ()
    is_blind: bool = False
    frozen: FreezeCheck | None = None


def rank_vendors(
    paths: Sequence[str | Path] = (),
    *,
    needs: str | Path | None = None,
    preset: PresetName | None = None,
    weights: Mapping[str, float] | None = None,
    volume: Decimal | None = None,
    rank_by: RankBy = "score",
    weights_from: str | Path | None = None,
    today: date | None = None,
) -> RankingAnswer:
    """Score the vendors of a case and put them in order.

    Args:
        paths: Folders and files; none means ``vendors/`` in the current folder.
        needs: The needs; left out, sought beside the vendors.
        preset: Weights by name, in place of those in the needs.
        weights: Single weights by group or criterion, over all others. [points, of any sum]
        volume: Calls a month, over the needs. [calls per month]
        rank_by: What the order goes by.
        weights_from: People's weights, a folder or a file, which combined take the place of those in the needs.
        today: By which offers hold or have expired; None is the clock's.

    Raises:
        BadFilesError: Files have problems; all of them are told.
        NothingToWorkOnError: A named path is not there, or no vendor is found.
        ValueError: The volume is not above 0.
        WeightsError: A weight names no criterion, or nothing weighs.
    """
    return rank_case(
        read_sound_case(paths, needs),
        preset=preset,
        weights=weights,
        volume=volume,
        rank_by=rank_by,
        weights_from=weights_from,
        today=today,
    )


def rank_case(
    case: Case,
    *,
    preset: PresetName | None = None,
    weights: Mapping[str, float] | None = None,
    volume: Decimal | None = None,
    rank_by: RankBy = "score",
    weights_from: str | Path | None = None,
    today: date | None = None,
    priced: CostAnswer | None = None,
) -> RankingAnswer:
    """The same of a case that was read already.

    Args:
        case: The vendors, the needs and all that belongs to them.
        preset: As above, and so are those that follow.
        weights: Single weights by group or criterion, over all others. [points, of any sum]
        volume: Calls a month, over the needs. [calls per month]
        rank_by: What the order goes by.
        weights_from: People's weights, a folder or a file, which combined take the place of those in the needs.
        today: By which offers hold or have expired; None is the clock's.
        priced: What the offers of this case cost, where that was reckoned; what fits is not reckoned again.

    Raises:
        BadFilesError: A currency has no rate, or terms of an offer make no price possible.
        NothingToWorkOnError: No vendor is in the case, or a figure of the needs makes no cost possible.
        ValueError: The volume is not above 0.
        WeightsError: A weight names no criterion, or nothing weighs.
    """
    if not case.vendors:
        message = "no vendor profile is among these files; put one per vendor into vendors/"
        raise NothingToWorkOnError(message)
    wanted, of_people = _weighed_by(weights_from, preset, with_volume(case.needs.needs, volume), case)
    criteria = all_criteria(wanted)
    vendors, no_costs = priced_subjects(case, wanted, today, priced)
    chosen = choose_weights(wanted, criteria, preset, weights, of_people)
    ranking = rank(vendors, wanted, criteria, chosen, rank_by)
    is_missed = no_costs != NO_QUOTES or _asks_for_cost(wanted, chosen)
    notes = [*case.notes, no_costs if is_missed else "", "" if case.needs.document else _NO_NEEDS]
    frozen = _frozen(case, wanted, named_points(wanted, preset, weights))
    return RankingAnswer(ranking, wanted, tuple(note for note in notes if note), frozen=frozen)


def _weighed_by(
    people: str | Path | None, preset: PresetName | None, needs: Needs, case: Case
) -> tuple[Needs, str | None]:
    """The needs with people's weights in place of their own, and whose those are; without people, as they are."""
    if people is None:
        return needs, None
    if preset:
        message = "a preset and people's weights each give all weights; keep one of the two"
        raise WeightsError(message)
    from pathlib import Path  # noqa: PLC0415 - few calls name people's weights

    from callvet.evaluation.weighing import combined_weights, weights_origin  # noqa: PLC0415

    answer = combined_weights([Path(people)], case.needs._replace(needs=needs))
    return needs.model_copy(update={"weights": dict(answer.points)}), weights_origin(answer)


def _frozen(case: Case, needs: Needs, points: Mapping[str, float]) -> FreezeCheck | None:
    """Whether what was fixed before prices were opened still holds."""
    if case.frozen is None:
        return None
    from callvet.evaluation.freezing import check_freeze  # noqa: PLC0415 - few cases have a freeze

    return check_freeze(case.frozen, case, needs, points)


def _asks_for_cost(needs: Needs, weights: Weights) -> bool:
    """Whether what vendors cost changes the answer."""
    is_bounded = needs.must.max_monthly_cost is not None or _COST in needs.floors
    return is_bounded or weights.values.get(_COST, 0) > 0


def with_volume(needs: Needs, volume: Decimal | None) -> Needs:
    """The needs at another volume. [calls per month]

    Raises:
        ValueError: The volume is not above 0.
    """
    if volume is None:
        return needs
    if not isfinite(volume) or volume <= 0:
        message = f"{volume} is no volume; give a number of calls a month above 0"
        raise ValueError(message)
    demand = needs.demand.model_copy(update={"calls_per_month": volume, "issues_per_month": None})
    return needs.model_copy(update={"demand": demand})


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
