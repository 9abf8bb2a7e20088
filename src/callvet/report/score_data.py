"""A ranking for programs: JSON, and the rows of the CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.page import Data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.evaluation.ranking import RankingAnswer
    from callvet.report.page import Datum
    from callvet.score.ranking import CriterionScore, Ranking, VendorScore

SCHEMA = 1
"""Of the JSON; rises when a key changes its meaning."""

_DATA_COLUMNS = (
    "rank",
    "vendor",
    "name",
    "eligible",
    "score",
    "high",
    "answered_weight",
    "failed",
    "unanswered",
    "strong_in",
    "weak_in",
    "monthly_low",
    "monthly_high",
)


def score_rows(ranking: Ranking) -> Data:
    """A vendor to a row."""
    rows: list[Sequence[Datum]] = [
        (
            entry.rank,
            entry.subject.id,
            entry.subject.name,
            entry.eligible,
            entry.score,
            entry.high,
            entry.answered_weight,
            " ".join(knockout.name for knockout in entry.failed),
            " ".join(entry.unanswered),
            " ".join(part.criterion.id for part in entry.made_by()),
            " ".join(part.criterion.id for part in entry.cost_by()),
            entry.subject.cost.monthly_low if entry.subject.cost else None,
            entry.subject.cost.monthly_high if entry.subject.cost else None,
        )
        for entry in ranking.entries
    ]
    return Data(_DATA_COLUMNS, rows)


def _frozen_json(answer: RankingAnswer) -> dict[str, object] | None:
    """The same for programs."""
    if answer.frozen is None:
        return None
    from callvet.report.frozen import frozen_json  # noqa: PLC0415 - as in _frozen

    return frozen_json(answer.frozen, is_blind=answer.is_blind)


def score_json(answer: RankingAnswer) -> dict[str, object]:
    """The answer as the one object of the contract; figures are not rounded."""
    ranking = answer.ranking
    return {
        "schema": SCHEMA,
        "command": "score",
        "weights": dict(ranking.weights.values),
        "weights_origin": ranking.weights.origin,
        "weight_reasons": dict(ranking.weights.reasons),
        "not_applicable": dict(ranking.not_applicable),
        "rank_by": ranking.rank_by,
        "frozen": _frozen_json(answer),
        "blind": answer.is_blind,
        "notes": list(answer.notes),
        "undecided": [entry.subject.id for entry in ranking.undecided],
        "ranking": [entry_json(entry) for entry in ranking.entries],
        "problems": [],
    }


def entry_json(entry: VendorScore) -> dict[str, object]:
    """One vendor of a ranking."""
    return {
        "rank": entry.rank,
        "vendor": entry.subject.id,
        "name": entry.subject.name,
        "eligible": entry.eligible,
        "failed": [knockout.name for knockout in entry.failed],
        "knockouts": [
            {"name": k.name, "state": k.state, "reason": k.reason, "evidence": str(k.place), "unanswered": list(k.keys)}
            for k in entry.knockouts
        ],
        "unanswered": list(entry.unanswered),
        "score": entry.score,
        "high": entry.high,
        "answered_weight": entry.answered_weight,
        "monthly": _monthly_json(entry),
        "criteria": {name: _criterion_json(part) for name, part in entry.scores.items()},
    }


def _monthly_json(entry: VendorScore) -> dict[str, str] | None:
    """A normal month's cost as decimal strings; None where it is unknown."""
    cost = entry.subject.cost
    return {"low": f"{cost.monthly_low:f}", "high": f"{cost.monthly_high:f}"} if cost else None


def _criterion_json(part: CriterionScore) -> dict[str, object]:
    """One criterion of a vendor."""
    found = part.assessment
    return {
        "weight": part.weight,
        "score": found.low,
        "high": found.high,
        "points": part.points,
        "answered": found.answered_share,
        "reason": found.reason,
        "evidence": str(found.evidence),
        "unanswered": list(found.unanswered),
        "flags": list(found.flags),
    }
