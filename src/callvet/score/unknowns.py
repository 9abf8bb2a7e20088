"""What is still open of each vendor, as independent answers: what each adds to the score, and what hangs on it.

One answer may count in several criteria; it is one unknown all the same, and moves them together. Where the missing
answers of a criterion overlap, such as two terms of one offer, they are taken in proportion, so that together they
make the criterion's whole range. What is open without anybody to ask, such as a price that may rise, is an unknown
without a key.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from callvet.score.criterion import NotApplicable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from callvet.model.needs import Needs
    from callvet.score.criterion import Assessment, Criterion, Subject
    from callvet.score.knockouts import Knockout
    from callvet.score.ranking import VendorScore

OF_NEEDS = "needs."
"""Begins the keys of what the buyer's own needs leave open."""
_OF_VOLUME = f"{OF_NEEDS}demand.calls_per_month"
_OF_CURRENCY = f"{OF_NEEDS}rates"
_OF_FLOORS = "floors."
_OF_BUDGET = "must.max_monthly_cost"
_COST = "cost"
_NOBODY = "nobody is asked: "
"""Begins the labels of what is open without a key, by criterion."""
_LEAST_GAP = 1e-9
"""What adds less is the rounding of binary sums. [points]"""
_EVEN_CHANCE = 0.5
"""A must is met by the better half of the answers, for want of anything better. [share of the answers]"""


class Unknown(NamedTuple):
    """One answer that is not known.

    Attributes:
        key: Its dotted key; empty where nobody can be asked.
        gap: What the score gains from the worst answer to the best. [points]
        points: What the best answer alone would add, as the ranking tells it. [points]
    """

    key: str
    gap: float
    points: float = 0.0


class Condition(NamedTuple):
    """A must or a floor that hangs on answers: met where what they add reaches ``least``.

    Attributes:
        name: Its key in the needs.
        gains: What each unknown of the vendor adds from its worst to its best, in any unit.
        least: What has to be reached together, in the same unit.
    """

    name: str
    gains: tuple[float, ...]
    least: float


class Contender(NamedTuple):
    """A vendor that is not out, as what it has shown and what is open of it.

    Attributes:
        vendor: Its id.
        low: Its score with every unknown at its worst. [points in 0..100]
        unknowns: What is open.
        conditions: The musts and floors that hang on it.
    """

    vendor: str
    low: float
    unknowns: tuple[Unknown, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def high(self) -> float:
        """Its score with every unknown at its best. [points]"""
        return self.low + fsum(one.gap for one in self.unknowns)

    def valued_at(self, stand_in: float) -> float:
        """Its score with every unknown at one share of its range, whatever hangs on it. [points]"""
        return self.low + stand_in * fsum(one.gap for one in self.unknowns)


def contender_of(entry: VendorScore, criteria: Collection[Criterion], needs: Needs) -> Contender:
    """What is open of a vendor.

    Args:
        entry: The vendor, scored.
        criteria: All criteria, for floors of criteria that weigh nothing.
        needs: The needs under which it was scored.
    """
    gaps: dict[str, float] = {}
    for name, part in entry.scores.items():
        for label, gap in _gaps(part.assessment, _unasked(name, entry.subject, needs)).items():
            gaps[label] = gaps.get(label, 0.0) + part.weight * gap
    held = [
        (knockout.name, *found)
        for knockout in entry.knockouts
        if knockout.state == "unanswered"
        for found in _conditions(knockout, entry, criteria, needs)
    ]
    for _, gains, _ in held:
        gaps |= {label: 0.0 for label in gains if label not in gaps}
    worth = entry.open_points
    keys = {label: "" if label.startswith(_NOBODY) else label for label in gaps}
    return Contender(
        entry.subject.id,
        entry.score,
        tuple(Unknown(keys[label], gap, worth.get(label, gap if keys[label] else 0.0)) for label, gap in gaps.items()),
        tuple(Condition(name, tuple(gains.get(label, 0.0) for label in gaps), least) for name, gains, least in held),
    )


def _unasked(criterion: str, subject: Subject, needs: Needs) -> str:
    """The label of what a criterion leaves open beyond the answers that it asks the vendor for."""
    if criterion != _COST or subject.cost is not None or not subject.offered:
        return f"{_NOBODY}{criterion}"
    demand = needs.demand
    return _OF_VOLUME if demand.calls_per_month is None and demand.issues_per_month is None else _OF_CURRENCY


def _gaps(assessment: Assessment, unasked: str) -> dict[str, float]:
    """What each answer adds to one criterion, the whole range in all. [points in 0..100]"""
    return _shared_out(assessment.open_points, assessment.high - assessment.low, unasked)


def _shared_out(parts: Mapping[str, float], whole: float, unasked: str) -> dict[str, float]:
    """The parts in proportion where they are more than the whole, and the rest where they are less."""
    total = fsum(parts.values())
    scale = min(1.0, whole / total) if total else 1.0
    found = {label: part * scale for label, part in parts.items()}
    rest = whole - fsum(found.values())
    return found | ({unasked: rest} if rest > _LEAST_GAP else {})


def _conditions(
    knockout: Knockout, entry: VendorScore, criteria: Iterable[Criterion], needs: Needs
) -> list[tuple[dict[str, float], float]]:
    """What an unanswered must or floor hangs on, and what has to be reached."""
    subject = entry.subject
    if knockout.name.startswith(_OF_FLOORS):
        name = knockout.name.removeprefix(_OF_FLOORS)
        found = _assessment(name, entry, criteria, needs)
        return [(_gaps(found, _unasked(name, subject, needs)), float(needs.floors[name]) - found.low)]
    if knockout.name == _OF_BUDGET and subject.cost is not None and needs.must.max_monthly_cost is not None:
        cost = subject.cost
        worth = {key: float(one) for key, one in zip(cost.open_keys, cost.open_terms.values(), strict=True)}
        reach = float(cost.monthly_high - cost.monthly_low)
        gains = _shared_out(worth, reach, f"{_NOBODY}{_COST}")
        return [(gains, float(cost.monthly_high - needs.must.max_monthly_cost))]
    return [({key: 1.0}, _EVEN_CHANCE) for key in knockout.keys]


def _assessment(name: str, entry: VendorScore, criteria: Iterable[Criterion], needs: Needs) -> Assessment:
    """What a criterion found, also one that weighs nothing."""
    if name in entry.scores:
        return entry.scores[name].assessment
    criterion = next(one for one in criteria if one.id == name)
    found = criterion.assess(entry.subject, needs)
    if isinstance(found, NotApplicable):
        message = f"{name} is not applicable, so that no floor hangs on it"
        raise TypeError(message)
    return found
