"""Open questions for other programs: rows, and one object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.page import Data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.evaluation.questioning import AskedVendor, OpenQuestion, QuestionsAnswer
    from callvet.report.page import Datum
    from callvet.score.pivotal import Estimate

SCHEMA = 1
_DATA_COLUMNS = (
    "rank",
    "vendor",
    "name",
    "key",
    "question",
    "asks",
    "changes_winner_share",
    "standard_error",
    "expected_gain",
    "decides_share",
    "decides_standard_error",
    "decides_gain",
    "points",
    "monthly_worth",
    "currency",
    "knockouts",
)


def questions_data(asked: Sequence[OpenQuestion]) -> Data:
    """The rows of the CSV."""
    return Data(_DATA_COLUMNS, [_row(one) for one in asked])


def _row(one: OpenQuestion) -> Sequence[Datum]:
    """One question."""
    return (
        one.rank,
        one.vendor,
        one.name or None,
        one.key,
        one.text,
        one.asks,
        one.alone.changes_share,
        one.alone_error,
        one.alone.gain,
        one.at_last.share,
        one.at_last.share_error,
        one.at_last.gain,
        one.points,
        one.monthly_worth,
        one.currency or None,
        " ".join(one.hangs),
    )


def questions_json(answer: QuestionsAnswer, asked: Sequence[OpenQuestion]) -> dict[str, object]:
    """The answer as one object; figures are not rounded."""
    ranking = answer.ranking.ranking
    return {
        "schema": SCHEMA,
        "command": "questions",
        "rank_by": ranking.rank_by,
        "winner": answer.vendors[0].vendor if answer.vendors else None,
        "certain": answer.is_certain,
        "draws": answer.draws,
        "seed": answer.seed,
        "all_answers": _estimate(answer.of_all) if answer.of_all else None,
        "vendors": [_vendor(one) for one in answer.vendors],
        "questions": [_question(one) for one in asked],
        "notes": list(answer.ranking.notes),
        "problems": [],
    }


def _question(one: OpenQuestion) -> dict[str, object]:
    """One question."""
    return {
        "rank": one.rank,
        "vendor": one.vendor,
        "key": one.key,
        "question": one.text,
        "asks": one.asks,
        "changes_winner_share": one.alone.changes_share,
        "standard_error": one.alone_error,
        "expected_gain": one.alone.gain,
        "points": one.points,
        "decides_share": one.at_last.share,
        "decides_standard_error": one.at_last.share_error,
        "decides_gain": one.at_last.gain,
        "decides_gain_standard_error": one.at_last.gain_error,
        "monthly_worth": f"{one.monthly_worth:f}" if one.monthly_worth is not None else None,
        "currency": one.currency or None,
        "knockouts": list(one.hangs),
    }


def _vendor(one: AskedVendor) -> dict[str, object]:
    """One vendor, and what all answers about it are worth."""
    return {
        "vendor": one.vendor,
        "name": one.name,
        "low": one.low,
        "counts_now": one.value,
        "high": one.high,
        "wins_share": one.wins_share,
        "all_answers": _estimate(one.together),
    }


def _estimate(found: Estimate) -> dict[str, float]:
    """What answers together are worth."""
    return {
        "changes_winner_share": found.share,
        "standard_error": found.share_error,
        "expected_gain": found.gain,
        "gain_standard_error": found.gain_error,
    }
