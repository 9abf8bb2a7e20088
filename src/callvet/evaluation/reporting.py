"""Everything on one decision, for the people who decide. (`callvet report`)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from callvet.compare.rounds import in_rounds
from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.comparing import comparison_of
from callvet.evaluation.costing import price_case
from callvet.evaluation.planning import plan_agents
from callvet.evaluation.prices.cost_curves import cost_curves
from callvet.evaluation.prices.quote_choice import Chosen
from callvet.evaluation.prices.savings import saving_of
from callvet.evaluation.prices.wishes import Wishes
from callvet.evaluation.questioning import questions_of
from callvet.evaluation.ranking import RankingWishes, rank_case, with_volume
from callvet.evaluation.reading import read_sound_case
from callvet.evaluation.report_inputs import cited_sources, input_files, latest_day, versions
from callvet.evaluation.robustness import robustness_of
from callvet.load.discovery import NothingToWorkOnError
from callvet.score.sampling import DEFAULT_DRAWS, DEFAULT_SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from callvet.evaluation.comparing import Comparison
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.planning import StaffAnswer
    from callvet.evaluation.prices.cost_curves import Curves
    from callvet.evaluation.prices.priced import Priced
    from callvet.evaluation.prices.savings import Saving
    from callvet.evaluation.questioning import QuestionsAnswer
    from callvet.evaluation.ranking import RankingAnswer
    from callvet.evaluation.report_inputs import CitedSource, InputFile, Version
    from callvet.evaluation.robustness import Robustness
    from callvet.model.case import Case, NeedsFile
    from callvet.score.ranking import RankBy, VendorScore
    from callvet.score.weights import PresetName

A = TypeVar("A")


class Lacking(NamedTuple):
    """A part of the report that could not be answered, and why, in words.

    Attributes:
        part: Which.
        reason: What is missing, with the fix.
    """

    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """All that a report says, however it is drawn.

    Attributes:
        needs: The buyer's, as they were read, with their file.
        day: By which offers hold or have expired, and which the report is dated.
        day_is_given: Whether it is another than the latest day in the files: named, or today's where no file
            has a day.
        ranking: Who is best.
        robustness: How sure that is, and what flips it; None where every vendor is out.
        questions: What is still to be asked.
        cost: What every offer costs, by volume and by month; None where it cannot be told.
        curves: Cost against volume; None where cost is.
        savings: What each offer saves against today's cost, by its id; none where the needs have no baseline.
        comparison: The last round of every offer side by side, the winner's preferred; None where there is one alone.
        staffing: The agents of an ordinary week; None where there is no volume.
        sources: Where facts come from.
        inputs: The files that were read, with their hashes.
        versions: What was at work.
        seed: Where random numbers began.
        draws: How many were made. [count]
        lacking: The parts that are missing, and why.
    """

    needs: NeedsFile
    day: date
    day_is_given: bool
    ranking: RankingAnswer
    robustness: Robustness | None
    questions: QuestionsAnswer
    cost: CostAnswer | None
    curves: Curves | None
    savings: Mapping[str, Saving]
    comparison: Comparison | None
    staffing: StaffAnswer | None
    sources: tuple[CitedSource, ...]
    inputs: tuple[InputFile, ...]
    versions: tuple[Version, ...]
    seed: int
    draws: int
    lacking: tuple[Lacking, ...] = ()

    @property
    def winner(self) -> VendorScore | None:
        """The vendor that leads; None where every vendor is out."""
        return next(iter(self.ranking.ranking.eligible), None)

    @property
    def offers(self) -> tuple[Priced, ...]:
        """Every offer at the volume of the needs, by rank."""
        return tuple(one for one in self.cost.priced if one.volume == self.cost.volumes[0]) if self.cost else ()

    def scored_offer(self, entry: VendorScore) -> Priced | None:
        """The offer that a vendor's score rests on; None where it has none that holds."""
        return _scored_offer(entry, self.offers)


def report_case(
    paths: Sequence[str | Path] = (),
    *,
    needs: str | Path | None = None,
    preset: PresetName | None = None,
    weights: Mapping[str, float] | None = None,
    weights_from: str | Path | None = None,
    volume: Decimal | None = None,
    rank_by: RankBy = "score",
    day: date | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = DEFAULT_SEED,
) -> ReportAnswer:
    """Answer every question of a decision at once; the same files and options give the same answer.

    Args:
        paths: Folders and files; none means ``vendors/`` in the current folder.
        needs: The needs; left out, sought beside the vendors.
        preset: Weights by name, in place of those in the needs.
        weights: Single weights by group or criterion, over all others. [points, of any sum]
        weights_from: People's weights, which combined take the place of those in the needs.
        volume: Calls a month, over the needs. [calls per month]
        rank_by: What the order goes by.
        day: By which offers hold or have expired; left out, the latest day on which anything in the files was read.
        draws: How many random weights and answers are drawn. [count]
        seed: Where the random numbers begin.

    Raises:
        BadFilesError: Files have problems; all of them are told.
        NothingToWorkOnError: A named path is not there, or no vendor is found.
        ValueError: The volume is not above 0, or there is no draw.
        WeightsError: A weight names no criterion, or nothing weighs.
    """
    case = read_sound_case(paths, needs)
    latest = latest_day(case)
    counted_day = day or latest or date.today()  # noqa: DTZ011 - the buyer's own calendar
    wishes = Wishes(() if volume is None else (volume,))
    with_volume(case.needs.needs, volume)  # refuses what is no volume, before anything is priced at it
    priced = _tried(lambda: price_case(case, wishes=wishes, today=counted_day))
    ranking = rank_case(
        case,
        RankingWishes(preset, weights, volume, rank_by, weights_from),
        today=counted_day,
        priced=None if isinstance(priced, Exception) else priced,
    )
    lacking: list[Lacking] = []
    cost = _or_lacking("cost", lambda: _told(priced), lacking)
    comparison = _or_lacking("quotes", lambda: _compared(case, ranking, cost, wishes, counted_day), lacking)
    return ReportAnswer(
        needs=case.needs,
        day=counted_day,
        day_is_given=counted_day != latest,
        ranking=ranking,
        robustness=robustness_of(ranking.ranking, draws=draws, seed=seed),
        questions=questions_of(ranking, draws=draws, seed=seed),
        cost=cost,
        curves=_or_lacking("volumes", lambda: cost_curves(cost), lacking) if cost else None,
        savings=_savings(cost),
        comparison=comparison,
        staffing=_or_lacking("staffing", lambda: plan_agents(paths, needs=needs, wishes=wishes), lacking),
        sources=cited_sources(case),
        inputs=input_files(paths, needs, weights_from, case.needs),
        versions=versions(),
        seed=seed,
        draws=draws,
        lacking=tuple(lacking),
    )


def _tried(answer: Callable[[], A]) -> A | BadFilesError | NothingToWorkOnError:
    """An answer, or what stands in its way: that is told where its turn comes, after the faults of the ranking."""
    try:
        return answer()
    except (BadFilesError, NothingToWorkOnError) as refused:
        return refused


def _told(found: A | BadFilesError | NothingToWorkOnError) -> A:
    """An answer that was tried for.

    Raises:
        BadFilesError: As it was refused.
        NothingToWorkOnError: As it was refused.
    """
    if isinstance(found, BadFilesError | NothingToWorkOnError):
        raise found
    return found


def _or_lacking(part: str, answer: Callable[[], A], lacking: list[Lacking]) -> A | None:
    """An answer, or None and why there is none: a report without it is still one."""
    try:
        return answer()
    except NothingToWorkOnError as refused:
        lacking.append(Lacking(part, str(refused)))
        return None


def _scored_offer(entry: VendorScore, offers: Sequence[Priced]) -> Priced | None:
    """The offer that a vendor's score rests on."""
    cost = entry.subject.cost
    if cost is None:
        return None
    own = (one for one in offers if one.offer.vendor == entry.subject.id)
    return next((one for one in own if cost.place in _places_of(one)), None)


def _places_of(one: Priced) -> tuple[object, ...]:
    """Where the prices of an offer stand."""
    return one.offer.document.value_place("charges"), one.offer.document.value_place("plans")


def _compared(
    case: Case, ranking: RankingAnswer, cost: CostAnswer | None, wishes: Wishes, today: date
) -> Comparison | None:
    """The last round of every offer, and what to take to the vendor that leads.

    Raises:
        NothingToWorkOnError: There are not two of them.
    """
    groups = in_rounds(case.quotes)
    offers = tuple(group[-1] for group in groups)
    rounds = tuple(group for group in groups if len(group) > 1)
    leader = next(iter(ranking.ranking.eligible), None)
    held = _scored_offer(leader, cost.priced) if leader and cost else None
    chosen = Chosen(offers, {vendor.id: vendor for vendor in case.vendors}, case.needs, rounds)
    prefer = held.offer.id if held and held.offer in offers else None
    return comparison_of(chosen, wishes=wishes, prefer=prefer, today=today, known=cost.context if cost else None)


def _savings(cost: CostAnswer | None) -> dict[str, Saving]:
    """What each offer saves, where the needs say what the work costs today."""
    if cost is None:
        return {}
    found = {one.offer.id: saving_of(one, cost.needs) for one in cost.priced}
    return {name: saving for name, saving in found.items() if saving is not None}
