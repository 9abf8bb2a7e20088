"""Who is best for me, and how sure is that? (`callvet score`)"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from callvet.evaluation.people.chosen_weights import choose_weights, named_points, weighed_by
from callvet.evaluation.prices.vendor_cost import NO_QUOTES, priced_subjects
from callvet.evaluation.reading import all_criteria, read_sound_case
from callvet.load.discovery import NothingToWorkOnError
from callvet.score.ranking import Ranking, rank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.freezing import FreezeCheck
    from callvet.model.case import Case
    from callvet.model.needs import Needs
    from callvet.score.ranking import RankBy
    from callvet.score.weights import PresetName, Weights

_COST = "cost"
"""The criterion that judges it."""
_NO_NEEDS = (
    "no needs.yaml was found beside the vendors or here, so defaults hold and what hangs on your country, languages "
    "and volume is not judged; callvet init writes one"
)


class RankingWishes(NamedTuple):
    """What one call changes of how vendors are ranked.

    Attributes:
        preset: Weights by name, in place of those in the needs.
        weights: Single weights by group or criterion, over all others. [points, of any sum]
        volume: Calls a month, over the needs. [calls per month]
        rank_by: What the order goes by.
        weights_from: People's weights, a folder or a file, which combined take the place of those in the needs.
    """

    preset: PresetName | None = None
    weights: Mapping[str, float] | None = None
    volume: Decimal | None = None
    rank_by: RankBy = "score"
    weights_from: str | Path | None = None


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
    wishes = RankingWishes(preset, weights, volume, rank_by, weights_from)
    return rank_case(read_sound_case(paths, needs), wishes, today=today)


def rank_case(
    case: Case, wishes: RankingWishes, *, today: date | None = None, priced: CostAnswer | None = None
) -> RankingAnswer:
    """The same of a case that was read already.

    Args:
        case: The vendors, the needs and all that belongs to them.
        wishes: What the call changes.
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
    file = case.needs._replace(needs=with_volume(case.needs.needs, wishes.volume))
    wanted, of_people = weighed_by(wishes.weights_from, wishes.preset, file)
    criteria = all_criteria(wanted)
    vendors, no_costs = priced_subjects(case, wanted, today, priced)
    chosen = choose_weights(wanted, criteria, wishes.preset, wishes.weights, of_people)
    ranking = rank(vendors, wanted, criteria, chosen, wishes.rank_by)
    is_missed = no_costs != NO_QUOTES or _asks_for_cost(wanted, chosen)
    notes = [*case.notes, no_costs if is_missed else "", "" if case.needs.document else _NO_NEEDS]
    frozen = _frozen(case, wanted, named_points(wanted, wishes.preset, wishes.weights))
    return RankingAnswer(ranking, wanted, tuple(note for note in notes if note), frozen=frozen)


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
