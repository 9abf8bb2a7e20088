"""From assessments to a ranking: weighted sums, knock-outs, ties and what is not decided yet.

The weighted sum is the additive value model (Keeney & Raiffa 1976). ``score`` counts what a vendor has shown:
every unknown at its worst; ``high`` every unknown at its best. Nothing here compares facts of two vendors, so
that adding or removing one changes nobody's score.
"""

from __future__ import annotations

from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from callvet.model.document import Document, Node
from callvet.model.vendor import Vendor
from callvet.score.criterion import EQUAL_TO_DIGITS, FULL_SCORE, NotApplicable, Subject
from callvet.score.knockouts import floors, musts
from callvet.score.own import own_questions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from callvet.model.needs import Needs
    from callvet.score.criterion import Assessment, Criterion
    from callvet.score.knockouts import Knockout
    from callvet.score.weights import Weights

RankBy = Literal["score", "high", "middle"]
RANK_BY: tuple[RankBy, ...] = get_args(RankBy)


class CriterionScore(NamedTuple):
    """One criterion's part in a vendor's score.

    Attributes:
        criterion: What was judged.
        weight: Its normalised weight. [share in 0..1]
        assessment: What was found.
    """

    criterion: Criterion
    weight: float
    assessment: Assessment

    @property
    def points(self) -> float:
        """What it adds to the score. [points]"""
        return self.weight * self.assessment.low

    @property
    def lost(self) -> float:
        """What it keeps from the score, for want of merit or of an answer. [points]"""
        return self.weight * (FULL_SCORE - self.assessment.low)

    @property
    def open(self) -> float:
        """What missing answers could still add. [points]"""
        return self.weight * (self.assessment.high - self.assessment.low)


class VendorScore(NamedTuple):
    """One vendor's place in the ranking.

    Attributes:
        subject: The vendor.
        scores: By criterion, those that weigh something.
        knockouts: How it stands to each must and floor.
        rank: 1 is best, equal scores share a rank; None if it is out.
    """

    subject: Subject
    scores: Mapping[str, CriterionScore]
    knockouts: tuple[Knockout, ...] = ()
    rank: int | None = None

    @property
    def score(self) -> float:
        """What it has shown. [points in 0..100]"""
        return _at_most(FULL_SCORE, fsum(part.points for part in self.scores.values()))

    @property
    def high(self) -> float:
        """What it would be if every unknown came out best. [points in 0..100]"""
        return _at_most(FULL_SCORE, fsum(part.weight * part.assessment.high for part in self.scores.values()))

    @property
    def answered_weight(self) -> float:
        """Share of the weight that is answered. [share in 0..1]"""
        return _at_most(1, fsum(part.weight * part.assessment.answered_share for part in self.scores.values()))

    @property
    def failed(self) -> tuple[Knockout, ...]:
        """The musts and floors that it does not meet."""
        return tuple(knockout for knockout in self.knockouts if knockout.state == "failed")

    @property
    def eligible(self) -> bool:
        """Whether it meets, or may still meet, every must and floor."""
        return not self.failed

    @property
    def open_points(self) -> dict[str, float]:
        """What each missing answer could still add to the score, by dotted key. [points]"""
        found: dict[str, float] = {}
        for part in self.scores.values():
            for key, points in part.assessment.open_points.items():
                found[key] = found.get(key, 0.0) + part.weight * points
        return found

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Dotted keys that a weighted criterion or a must needs; musts first, then by what they could add."""
        of_musts = [key for knockout in self.knockouts if knockout.state == "unanswered" for key in knockout.keys]
        worth = self.open_points
        return tuple(dict.fromkeys([*of_musts, *sorted(worth, key=lambda key: -worth[key])]))

    def made_by(self, count: int = 3) -> tuple[CriterionScore, ...]:
        """The criteria that gave it most."""
        gains = [part for part in self.scores.values() if part.points > 0]
        return tuple(sorted(gains, key=lambda part: -part.points)[:count])

    def cost_by(self, count: int = 3) -> tuple[CriterionScore, ...]:
        """The criteria that kept most from it, but for those that gave it most in spite of that."""
        gave = self.made_by(count)
        losses = [part for part in self.scores.values() if part.lost > 0 and part not in gave]
        return tuple(sorted(losses, key=lambda part: -part.lost)[:count])


class Ranking(NamedTuple):
    """The answer to "who is best for me".

    Attributes:
        entries: Eligible vendors by rank, then those that are out.
        weights: What each criterion weighs, and why.
        not_applicable: Criteria that the needs do not call for, and why.
        rank_by: What the order goes by.
        own_questions: The committee's own questions, by the keys of the profile that answer them.
    """

    entries: tuple[VendorScore, ...]
    weights: Weights
    not_applicable: Mapping[str, str]
    rank_by: RankBy = "score"
    own_questions: Mapping[str, str] = MappingProxyType({})

    @property
    def eligible(self) -> tuple[VendorScore, ...]:
        """Those that are not out."""
        return tuple(entry for entry in self.entries if entry.eligible)

    @property
    def undecided(self) -> tuple[VendorScore, ...]:
        """Vendors behind the leaders that missing answers could still put in front."""
        leaders = [entry for entry in self.eligible if entry.rank == 1]
        if not leaders:
            return ()
        best = max(entry.score for entry in leaders)
        return tuple(entry for entry in self.eligible if entry.rank != 1 and entry.high > best)


def _at_most(most: float, total: float) -> float:
    """A weighted sum without the rounding that can take it past its end."""
    return min(total, float(most))


def split_applicable(criteria: Collection[Criterion], needs: Needs) -> tuple[tuple[Criterion, ...], dict[str, str]]:
    """The criteria that the needs call for, and why not the others.

    Applicability hangs on the needs alone, so a vendor of which nothing is known tells it.
    """
    nobody = Subject("", Vendor(), Document("", {}, Node(0, 0, 0, 0)))
    found = {criterion: criterion.assess(nobody, needs) for criterion in criteria}
    reasons = {criterion.id: why.reason for criterion, why in found.items() if isinstance(why, NotApplicable)}
    return tuple(criterion for criterion in criteria if criterion.id not in reasons), reasons


def rank(
    subjects: Sequence[Subject],
    needs: Needs,
    criteria: Collection[Criterion],
    weights: Weights,
    rank_by: RankBy = "score",
) -> Ranking:
    """Score every vendor and put them in order.

    Args:
        subjects: The vendors.
        needs: The buyer's needs.
        criteria: All criteria, the committee's own among them.
        weights: Normalised weights of those that are applicable.
        rank_by: What the order goes by.
    """
    applicable, reasons = split_applicable(criteria, needs)
    entries = [_score(subject, needs, applicable, weights) for subject in subjects]
    return Ranking(tuple(_in_order(entries, rank_by)), weights, reasons, rank_by, own_questions(needs))


def _score(subject: Subject, needs: Needs, criteria: Collection[Criterion], weights: Weights) -> VendorScore:
    """One vendor's scores and knock-outs."""
    assessed = {criterion.id: criterion.assess(subject, needs) for criterion in criteria}
    found = {name: one for name, one in assessed.items() if not isinstance(one, NotApplicable)}
    scores = {
        criterion.id: CriterionScore(criterion, weights.values[criterion.id], found[criterion.id])
        for criterion in criteria
        if criterion.id in weights.values
    }
    least = {name: float(floor) for name, floor in needs.floors.items()}
    return VendorScore(subject, scores, (*musts(subject, needs), *floors(least, found)))


def _in_order(entries: Sequence[VendorScore], rank_by: RankBy) -> list[VendorScore]:
    """The eligible by rank, ties sharing one; then those that are out."""

    def worth(entry: VendorScore) -> float:
        amounts = {"score": entry.score, "high": entry.high, "middle": (entry.score + entry.high) / 2}
        return round(amounts[rank_by], EQUAL_TO_DIGITS)

    ordered = sorted(entries, key=lambda entry: (not entry.eligible, -worth(entry), entry.subject.id))
    worths = [worth(entry) for entry in ordered if entry.eligible]
    return [entry._replace(rank=worths.index(worth(entry)) + 1) if entry.eligible else entry for entry in ordered]
