"""What everything costs, for other programs: one object, and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.cost_crossings import crossings_json
from callvet.report.cost_flags import all_flags
from callvet.report.cost_lines import ended_lines, invoice_days
from callvet.report.cost_worth import Extras, risk_json, worth_json
from callvet.report.json_figures import count_json, quantity_text, range_json
from callvet.report.page import Data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from callvet.demand.market import MarketRow
    from callvet.demand.metering import Staffed
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.priced import Priced
    from callvet.pricing.bill import Line
    from callvet.report.page import Datum

SCHEMA: Final = 1
_DATA_COLUMNS: Final = (
    "rank", "vendor", "quote", "plan", "agents", "volume", "currency",
    "monthly_low", "monthly_high", "per_call_low", "per_call_high", "first_year_low", "first_year_high",
    "term_low", "term_high", "flags", "per_resolved_call_low", "per_resolved_call_high",
)  # fmt: skip


def cost_data(answer: CostAnswer) -> Data:
    """The rows of the CSV."""
    rows: list[Sequence[Datum]] = []
    for one in answer.priced:
        term = one.estimate.over(answer.needs.term_months)
        rows.append(
            (
                one.rank,
                one.offer.vendor,
                one.offer.id,
                one.estimate.plan,
                one.offer.quote.agents,
                float(one.volume) if one.volume.denominator != 1 else int(one.volume),
                answer.currency,
                one.monthly.low,
                one.monthly.high,
                one.per_call.low,
                one.per_call.high,
                one.first_year.low,
                one.first_year.high,
                term.low,
                term.high,
                "; ".join(all_flags(one)),
                one.per_resolved_call.low,
                one.per_resolved_call.high,
            )
        )
    return Data(_DATA_COLUMNS, rows)


def cost_json(answer: CostAnswer, extras: Extras | None = None) -> dict[str, object]:
    """The answer as the one object of the contract.

    Args:
        answer: What everything costs.
        extras: What else was asked for.
    """
    more = extras or Extras()
    demand = answer.needs.demand
    handle = demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds
    estimates = [_estimate_json(answer, one) | worth_json(one, answer, more) for one in answer.priced]
    for volume, rows in zip(answer.volumes, answer.markets, strict=False):
        estimates += [_market_json(row, volume) for row in rows]
    return {
        "schema": SCHEMA,
        "command": "cost",
        "currency": answer.currency,
        "volumes": [count_json(volume) for volume in answer.volumes],
        "assumptions": {
            "handle_seconds": float(handle),
            "spread": float(demand.spread),
            "open": demand.open,
            "shape": demand.shape,
            "start": str(answer.start),
            "term_months": answer.needs.term_months,
        },
        "notes": list(answer.notes),
        "estimates": estimates,
        **crossings_json(more.crossings),
        **({"risk": risk_json(more.risk)} if more.risk else {}),
        "problems": [],
    }


def _estimate_json(answer: CostAnswer, one: Priced) -> dict[str, object]:
    """One offer at one volume."""
    found = one.estimate
    staffed = _staff(one)
    return {
        "rank": one.rank,
        "vendor": one.offer.vendor,
        "name": one.name,
        "id": one.offer.id,
        "quote": one.offer.quote.title or one.offer.quote.reference,
        "plan": found.plan,
        "billed_plans": list(found.billed_plans),
        "agents": one.offer.quote.agents,
        "volume": count_json(one.volume),
        "monthly": range_json(one.monthly),
        "first_year": range_json(one.first_year),
        "term": range_json(found.over(answer.needs.term_months)),
        "per_call": range_json(one.per_call),
        "per_handled_minute": range_json(one.per_handled_minute),
        "per_resolved_call": range_json(one.per_resolved_call),
        "agents_needed": staffed.positions if staffed else None,
        "agent_hours": float(staffed.productive_hours) if staffed else None,
        "service_level": found.service_level,
        "lines": [line_json(line, end) for line, end in ended_lines(one.estimate.monthly)],
        "by_month": [
            {"from": str(day), **range_json(bill.range)}
            for day, bill in zip(invoice_days(answer, one, len(found.months)), found.months, strict=True)
        ],
        "by_handle_seconds": {str(seconds): range_json(cost) for seconds, cost in one.by_handle_seconds.items()},
        "questions": [{"term": question.term, "worth": f"{question.worth:f}"} for question in found.questions],
        "flags": list(all_flags(one)),
    }


def _staff(one: Priced) -> Staffed | None:
    """The staff of a normal month, where the offer is billed by it."""
    team = one.estimate.team
    return team.low(one.estimate.usage.period) if team else None


def line_json(line: Line, end: str) -> dict[str, object]:
    """One line of a bill, and at which end it stands."""
    return {
        "charge": line.charge,
        "for": line.label,
        "unit": line.charge,
        "quantity": None if line.quantity is None else quantity_text(line.quantity),
        "rate": line.rate,
        "amount": f"{line.amount:f}",
        "end": end,
    }


def _market_json(row: MarketRow, volume: Fraction) -> dict[str, object]:
    """One of the market's ranges, as an estimate of the vendor ``market``."""
    least, most = row.rates
    return {
        "rank": None,
        "vendor": "market",
        "name": "the market",
        "id": f"market/{row.agents}",
        "quote": f"${least:f}–{most:f} a {row.unit}",
        "plan": None,
        "agents": row.agents,
        "volume": count_json(volume),
        "monthly": range_json(row.monthly),
        "agents_needed": row.positions,
        "agent_hours": float(row.quantity) if row.unit == "hour" else None,
        "lines": [],
        "questions": [],
        "flags": [],
    }
