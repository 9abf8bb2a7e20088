"""The vital signs for other programs: one object, and a row for each period and measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.json_figures import range_json
from callvet.report.left_out import left_out_json
from callvet.report.page import Data

if TYPE_CHECKING:
    from fractions import Fraction

    from callvet.demand.cost_range import Range
    from callvet.evaluation.logs.credits_due import Cost, CycleCost
    from callvet.evaluation.monitoring import MonitorAnswer
    from callvet.monitor.limits import Limits
    from callvet.monitor.reading_signs import Reading
    from callvet.monitor.standards import Standard
    from callvet.report.page import Datum

SCHEMA: Final = 1
_COLUMNS: Final = ("period", "from", "to", "whole", "measure", "unit", "value", "calls", "promised", "met")


def monitor_data(answer: MonitorAnswer) -> Data:
    """The rows of the CSV: one for each period and measure, and those of each billing cycle's cost."""
    rows: list[tuple[Datum, ...]] = [
        (
            period.name,
            str(period.first_day),
            str(period.last_day),
            period.is_whole,
            one.sign.name,
            one.sign.unit,
            _number(one.values[place]),
            period.tally.offered,
            _number(one.promise.figure) if one.promise else None,
            one.is_met(one.values[place]),
        )
        for place, period in enumerate(answer.periods)
        for one in answer.readings
    ]
    for cycle in answer.cost.cycles if answer.cost else ():
        for name, amount in _of_cycle(cycle):
            head = (cycle.name, str(cycle.first_day), str(cycle.last_day), None)
            currency = answer.cost.currency if answer.cost else ""
            rows.append((*head, name, currency, None if amount is None else amount.high, cycle.answered, None, None))
    return Data(_COLUMNS, rows)


def _of_cycle(cycle: CycleCost) -> list[tuple[str, Range | None]]:
    """What a cycle cost, by measure."""
    return [
        ("invoice", cycle.invoice),
        ("cost_per_call", cycle.per_call),
        ("cost_per_resolved_call", cycle.per_resolved),
    ]


def monitor_json(answer: MonitorAnswer) -> dict[str, object]:
    """The answer as one object; shares are 0 to 1, and what there is no data of is null."""
    wishes = answer.wishes
    return {
        "schema": SCHEMA,
        "command": "monitor",
        "log": answer.log,
        "timezone": answer.timezone,
        "vendor": answer.vendor,
        "by": wishes.by,
        "level_definition": {
            "name": answer.level.name,
            "formula": answer.level.formula,
            "source": answer.level.source,
            "within_seconds": _number_of(float(answer.times.calls)),
            "short_seconds": _number_of(float(wishes.short_seconds)),
        },
        "repeat_days": wishes.repeat_days,
        "from": str(answer.periods[0].first_day) if answer.periods else None,
        "to": str(answer.periods[-1].last_day) if answer.periods else None,
        "rows": answer.rows,
        "missed": answer.is_missed,
        "periods": [
            {
                "period": period.name,
                "from": str(period.first_day),
                "to": str(period.last_day),
                "whole": period.is_whole,
                "calls": period.tally.offered,
                "answered": period.tally.answered,
                "days_with_calls": len(period.days),
                "measures": {one.sign.name: _number(one.values[place]) for one in answer.readings},
            }
            for place, period in enumerate(answer.periods)
        ],
        "measures": [_measure(one, answer.watched_by) for one in answer.readings],
        "cost": _cost(answer.cost) if answer.cost else None,
        "left_out": left_out_json(answer.bad),
        "notes": list(answer.notes),
        "problems": [],
    }


def _measure(one: Reading, by: str) -> dict[str, object]:
    """One sign over the whole log."""
    return {
        "measure": one.sign.name,
        "label": one.sign.label,
        "without": list(one.lacks),
        "unit": one.sign.unit,
        "better": one.sign.better,
        "definition": one.sign.definition,
        "document": one.sign.source,
        "value": _number(one.total),
        "held_against": _standard(one.promise),
        "benchmark": _standard(one.benchmark),
        "missed": list(one.missed),
        "met_though_days_missed": [
            {
                "period": hidden.period,
                "value": _number(hidden.figure),
                "days": hidden.days,
                "days_missed": hidden.missed,
                "days_missed_badly": hidden.badly,
                "worst_day": str(hidden.worst_day),
                "worst": _number(hidden.worst),
            }
            for hidden in one.hidden
        ],
        "trend": None
        if one.trend is None
        else {
            "by": by,
            "slope": one.trend.slope,
            "p_value": one.trend.p_value,
            "periods": one.trend.points,
            "significant": one.trend.is_significant,
        },
        "xmr": _limits(one.xmr, one, by),
        "p_chart": _limits(one.p_chart, one, by),
    }


def _limits(limits: Limits | None, one: Reading, by: str) -> dict[str, object] | None:
    """Control limits, and which periods are beyond them."""
    if limits is None:
        return None
    out = [one.watched_names[place] for place in limits.out]
    return {"by": by, "center": limits.center, "low": limits.low, "high": limits.high, "out": out}


def _standard(standard: Standard | None) -> dict[str, object] | None:
    """What a sign is held against."""
    if standard is None:
        return None
    return {"value": _number(standard.figure), "source": standard.source, "promised": standard.is_promise}


def _cost(cost: Cost) -> dict[str, object]:
    """What the log cost."""
    return {
        "quote": cost.quote,
        "currency": cost.currency,
        "resolved_by": cost.resolved_by,
        "per_call": _range(cost.per_call),
        "per_resolved_call": _range(cost.per_resolved),
        "credits": _range(cost.credits),
        "cycles": [
            {
                "cycle": cycle.name,
                "from": str(cycle.first_day),
                "to": str(cycle.last_day),
                "invoice": _range(cycle.invoice),
                "answered": cycle.answered,
                "resolved": _number(cycle.resolved),
                "per_call": _range(cycle.per_call),
                "per_resolved_call": _range(cycle.per_resolved),
                "credits": [
                    {
                        "miss": credit.miss,
                        "percent": float(credit.percent),
                        "value": _number(credit.figure),
                        "promised": _number(credit.promised),
                        "amount": _range(credit.amount),
                    }
                    for credit in cycle.credits
                ],
                "credits_not_known": list(cycle.untold),
                "whole": cycle.is_whole,
            }
            for cycle in cost.cycles
        ],
        "notes": list(cost.notes),
    }


def _range(amounts: Range | None) -> dict[str, str] | None:
    """Both ends of an amount; None where there is none."""
    return None if amounts is None else range_json(amounts)


def _number(figure: Fraction | None) -> int | float | None:
    """A figure of a program."""
    return None if figure is None else _number_of(float(figure))


def _number_of(figure: float) -> int | float:
    """Whole where it is."""
    return int(figure) if figure.is_integer() else figure
