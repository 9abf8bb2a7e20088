"""What the sheets show of an answer: vendors in one order, and what was found by every criterion."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from callvet.evaluation.reading import all_criteria
from callvet.model.wording import shown
from callvet.report.score import name_of, ranked_figure
from callvet.score.criterion import EQUAL_TO_DIGITS, NotApplicable
from callvet.score.matching import in_words
from callvet.score.weights import SPLIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.evaluation.reporting import ReportAnswer
    from callvet.score.criterion import Assessment, Criterion
    from callvet.score.ranking import Ranking, VendorScore

_OWN = "own"
"""The group of the committee's own criteria, which as a group has no weight."""
MOST_NAMED = 3
"""So many criteria are told in which a vendor is strong, or weak, as in a ranking. [count]"""
POINT_DIGITS = 10
"""Points of a criterion are rounded so far, so that equal ones are equal however they were reckoned."""


class Weighed(NamedTuple):
    """A criterion.

    Attributes:
        criterion: Which.
        name: In words.
        named: The weight that was given to it by its own name; None where none was. [points, of any sum]
        part: Its part of the weight of its group. [points, of any sum]
        weight: As it was given, groups split. [share in 0..1]
        reason: Why it weighs that.
        not_judged: Why the needs do not call for it; empty where they do.
        found: What was found, by vendor; none where it is not judged.
    """

    criterion: Criterion
    name: str
    named: float | None
    part: float
    weight: float
    reason: str
    not_judged: str
    found: tuple[Assessment, ...]


class WeighedGroup(NamedTuple):
    """A group of criteria: its name, the weight that was given to it if any, and why."""

    name: str
    named: float | None
    reason: str


class Standing(NamedTuple):
    """Where a vendor stands, as the formulas come to it.

    Attributes:
        entry: Of the ranking.
        name: That tells it from all others.
        counts: What the order goes by. [points in 0..100]
        tie_order: Who comes first of those that tie: the place of its id in the alphabet.
        strong_in: The criteria that give it most.
        weak_in: The criteria that keep most from it, but for those.
    """

    entry: VendorScore
    name: str
    counts: float
    tie_order: int
    strong_in: tuple[str, ...]
    weak_in: tuple[str, ...]


class Material(NamedTuple):
    """What the sheets show.

    Attributes:
        answer: All of it.
        groups: Of criteria, but for the committee's own.
        criteria: All of them.
        standings: The vendors, in the order of the ranking under the weights as they were given.
    """

    answer: ReportAnswer
    groups: tuple[WeighedGroup, ...]
    criteria: tuple[Weighed, ...]
    standings: tuple[Standing, ...]

    @property
    def judged(self) -> tuple[Weighed, ...]:
        """The criteria that the needs call for."""
        return tuple(one for one in self.criteria if not one.not_judged)

    @property
    def ranking(self) -> Ranking:
        """Who is best."""
        return self.answer.ranking.ranking

    @property
    def currency(self) -> str:
        """Of every amount, ISO 4217."""
        return self.answer.ranking.needs.currency

    @property
    def names(self) -> Mapping[str, str]:
        """What vendors are called, by their ids."""
        return {one.entry.subject.id: one.name for one in self.standings}


def material_of(answer: ReportAnswer) -> Material:
    """The material of an answer."""
    ranking = answer.ranking.ranking
    named, reasons = ranking.weights.named, ranking.weights.reasons
    known = all_criteria(answer.ranking.needs)
    names = dict.fromkeys(one.group for one in known if one.group != _OWN)
    # A criterion that is called like its group is weighed as the group, beside the others; it comes to the same.
    of_criteria = {name: points for name, points in named.items() if name not in names}
    criteria = tuple(_weighed(one, answer, of_criteria) for one in known)
    groups = tuple(WeighedGroup(name, named.get(name), reasons.get(name, "")) for name in names)
    judged = [one for one in criteria if not one.not_judged]
    return Material(answer, groups, criteria, _standings(ranking, judged))


def _weighed(one: Criterion, answer: ReportAnswer, named: Mapping[str, float]) -> Weighed:
    """A criterion with everything that is found, also where it weighs nothing as yet."""
    ranking = answer.ranking.ranking
    found: list[Assessment] = []
    for entry in ranking.entries if one.id not in ranking.not_applicable else ():
        scored = entry.scores.get(one.id)
        assessed = scored.assessment if scored else one.assess(entry.subject, answer.ranking.needs)
        if not isinstance(assessed, NotApplicable):
            found.append(assessed)
    return Weighed(
        criterion=one,
        name=shown(in_words(one.id), 60),
        named=named.get(one.id),
        part=SPLIT[one.id].points if one.id in SPLIT else 0.0,
        weight=ranking.weights.values.get(one.id, 0.0),
        reason=ranking.weights.reasons.get(one.id) or (SPLIT[one.id].reason if one.id in SPLIT else ""),
        not_judged=ranking.not_applicable.get(one.id, ""),
        found=tuple(found),
    )


def _standings(ranking: Ranking, judged: Sequence[Weighed]) -> tuple[Standing, ...]:
    """Where every vendor stands with the weights as they were given."""
    taken = Counter(name_of(entry) for entry in ranking.entries)
    ids = sorted(entry.subject.id for entry in ranking.entries)
    found = []
    for place, entry in enumerate(ranking.entries):
        name = name_of(entry)
        strong = _most({one.name: points_given(one, place) for one in judged})
        kept = {one.name: points_kept_back(one, place) for one in judged if one.name not in strong}
        found.append(
            Standing(
                entry,
                name if taken[name] == 1 else f"{name} ({shown(entry.subject.id)})",
                round(ranked_figure(entry, ranking.rank_by), EQUAL_TO_DIGITS),
                ids.index(entry.subject.id) + 1,
                strong,
                _most(kept),
            )
        )
    return tuple(found)


def points_given(one: Weighed, vendor: int) -> float:
    """What a criterion adds to a vendor's score. [points]"""
    return round(one.weight * one.found[vendor].low, POINT_DIGITS)


def points_kept_back(one: Weighed, vendor: int) -> float:
    """What a criterion keeps from a vendor's score. [points]"""
    return round(one.weight * (100 - one.found[vendor].low), POINT_DIGITS)


def _most(points: Mapping[str, float]) -> tuple[str, ...]:
    """The criteria of the most points; the first, where several have as many."""
    gains = [name for name, amount in points.items() if amount > 0]
    return tuple(sorted(gains, key=lambda name: -points[name])[:MOST_NAMED])
