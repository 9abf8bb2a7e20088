"""What a log costs under each quote, for other programs: one object, and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.cost_data import line_json
from callvet.report.cost_lines import ended_lines
from callvet.report.left_out import left_out_json
from callvet.report.page import Data

if TYPE_CHECKING:
    from fractions import Fraction

    from callvet.calls.billing import CycleBill
    from callvet.evaluation.logs.replayed import ReplayAnswer, Replayed

SCHEMA: Final = 1
_SECONDS_A_MINUTE: Final = 60
_COLUMNS: Final = (
    "rank", "vendor", "quote", "cycle", "currency", "amount_low", "amount_high", "calls", "billed_seconds", "plan",
)  # fmt: skip


def replay_data(answer: ReplayAnswer) -> Data:
    """The rows of the CSV: one for each quote and cycle."""
    rows = [
        (
            one.rank,
            one.offer.vendor,
            one.offer.id,
            cycle.span.name,
            answer.currency,
            cycle.range.low,
            cycle.range.high,
            _number(cycle.calls),
            _number(cycle.billed_minutes * _SECONDS_A_MINUTE),
            cycle.plan,
        )
        for one in answer.quotes
        for cycle in one.bill.cycles
    ]
    return Data(_COLUMNS, rows)


def replay_json(answer: ReplayAnswer) -> dict[str, object]:
    """The answer as the one object of the contract; ``total`` and ``amount`` are those of the high end."""
    return {
        "schema": SCHEMA,
        "command": "replay",
        "currency": answer.currency,
        "log": answer.log,
        "timezone": answer.timezone,
        "from": str(answer.first_day),
        "to": str(answer.last_day),
        "rows": answer.rows,
        "calls": answer.calls,
        "answered": answer.answered,
        "talk_minutes": round(float(answer.talk_minutes), 3),
        "left_out": left_out_json(answer.bad),
        "quotes": [_quote_json(one) for one in answer.quotes],
        "notes": list(answer.notes),
        "problems": [],
    }


def _quote_json(one: Replayed) -> dict[str, object]:
    """One quote over the log."""
    return {
        "rank": one.rank,
        "id": one.offer.id,
        "vendor": one.offer.vendor,
        "name": one.name,
        "quote": one.offer.quote.title or one.offer.quote.reference,
        "plan": one.bill.plan,
        "total": f"{one.total.high:f}",
        "total_low": f"{one.total.low:f}",
        "total_high": f"{one.total.high:f}",
        "per_talk_minute": {"low": f"{one.per_talk_minute.low:f}", "high": f"{one.per_talk_minute.high:f}"},
        "rounding": {"minutes": round(float(one.rounding_minutes), 3), "amount": f"{one.rounding_cost:f}"},
        "lacks": list(one.lacks),
        "missing": list(one.bill.missing),
        "cycles": [_cycle_json(cycle) for cycle in one.bill.cycles],
    }


def _cycle_json(cycle: CycleBill) -> dict[str, object]:
    """One cycle's bill."""
    return {
        "cycle": cycle.span.name,
        "amount": f"{cycle.range.high:f}",
        "amount_low": f"{cycle.range.low:f}",
        "amount_high": f"{cycle.range.high:f}",
        "plan": cycle.plan,
        "calls": _number(cycle.calls),
        "billed_seconds": _number(cycle.billed_minutes * _SECONDS_A_MINUTE),
        "lines": [line_json(line, end) for line, end in ended_lines(cycle.bill)],
    }


def _number(figure: Fraction) -> int | float:
    """A figure of a program."""
    return int(figure) if figure.denominator == 1 else round(float(figure), 6)
