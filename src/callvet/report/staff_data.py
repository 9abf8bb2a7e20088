"""A week's agents for programs: JSON, and the rows of the CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.page import Data
from callvet.report.phrases import WEEKDAYS, time_of_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.demand.staff_plan import StaffedInterval, StaffPlan
    from callvet.evaluation.planning import InShifts, StaffAnswer, Staffing
    from callvet.report.page import Datum

SCHEMA: Final = 1
"""Of the JSON; rises when a key changes its meaning."""
_MINUTES_AN_HOUR: Final = 60
_DATA_COLUMNS: Final = (
    "weekday", "start", "minutes", "calls", "erlangs", "agents", "service_level", "average_wait_seconds",
    "occupancy", "abandoned_share", "service_level_with_one_fewer",
)  # fmt: skip


def staff_rows(week: StaffPlan) -> Data:
    """The rows of the CSV: one for each interval."""
    rows: list[Sequence[Datum]] = [
        (
            WEEKDAYS[row.load.weekday],
            time_of_day(row.load.start_minute),
            row.load.minutes,
            float(row.load.calls),
            float(row.load.offered_erlangs),
            row.agents,
            row.result.service_level,
            row.result.average_wait_seconds,
            row.result.occupancy,
            row.result.abandoned_share,
            row.level_with_one_fewer,
        )
        for row in week.rows
    ]
    return Data(_DATA_COLUMNS, rows)


def staff_json(answer: StaffAnswer) -> dict[str, object]:
    """The answer as the one object of the contract."""
    team, service, demand = answer.team, answer.needs.service, answer.needs.demand
    gives_up = service.model == "erlang_a"
    return {
        "schema": SCHEMA,
        "command": "staff",
        "volume": float(answer.volume) if answer.volume.denominator != 1 else int(answer.volume),
        "intervals": [_interval_json(row, gives_up=gives_up) for row in team.week.rows],
        **_staffing_json(team),
        "model": service.model,
        **_reached_json(team.week, gives_up=gives_up),
        "target": {
            "share": float(service.calls.share),
            "within_seconds": float(service.calls.within_seconds),
            "measured": service.measured,
            "max_occupancy": float(service.max_occupancy),
        },
        "assumptions": {
            "handle_seconds": float(demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds),
            "patience_seconds": float(demand.patience_seconds),
            "open": demand.open,
            "shape": demand.shape,
            "interval_minutes": service.interval_minutes,
        },
        "shifts": [_shifts_json(one) for one in answer.shifts],
        "languages": _languages_json(answer),
        "deferrable_hours_per_week": float(answer.deferrable_hours),
        "other_contacts_per_week": float(answer.other_contacts),
        "notes": list(answer.notes),
        "problems": [],
    }


def _interval_json(row: StaffedInterval, *, gives_up: bool) -> dict[str, object]:
    """One interval of the week."""
    return {
        "weekday": WEEKDAYS[row.load.weekday],
        "start": time_of_day(row.load.start_minute),
        "minutes": row.load.minutes,
        "calls": float(row.load.calls),
        "erlangs": float(row.load.offered_erlangs),
        "agents": row.agents,
        "service_level": row.result.service_level,
        "average_wait_seconds": row.result.average_wait_seconds,
        "occupancy": row.result.occupancy,
        **({"abandoned_share": row.result.abandoned_share} if gives_up else {}),
        "service_level_with_one_fewer": row.level_with_one_fewer,
    }


def _staffing_json(team: Staffing) -> dict[str, object]:
    """What one way to staff the week comes to."""
    return {
        "agents_peak": team.week.agents_peak,
        "agent_hours_per_week": float(team.hours.productive_hours),
        "logged_in_hours_per_week": float(team.hours.logged_in_hours),
        "paid_hours_per_week": float(team.hours.paid_hours),
        "full_time_agents": float(team.full_time_agents),
    }


def _reached_json(week: StaffPlan, *, gives_up: bool) -> dict[str, object]:
    """What the week reaches, as the mean contact meets it."""
    return {
        "service_level": week.service_level,
        "average_wait_seconds": week.average_wait_seconds,
        "occupancy": week.occupancy,
        **({"abandoned_share": week.abandoned_share} if gives_up else {}),
        "service_level_with_one_fewer": week.service_level_with_one_fewer,
    }


def _shifts_json(one: InShifts) -> dict[str, object]:
    """What whole shifts take, and who comes when."""
    return {
        "minimum_shift_hours": float(one.minimum_hours),
        "agent_hours_per_week": float(one.agent_hours_per_week),
        "added_hours_per_week": float(one.added_hours_per_week),
        "shifts": [
            {
                "weekday": WEEKDAYS[shift.weekday],
                "start": time_of_day(shift.start_minute),
                "hours": shift.minutes / _MINUTES_AN_HOUR,
                "agents": shift.agents,
            }
            for shift in one.shifts
        ],
    }


def _languages_json(answer: StaffAnswer) -> dict[str, object] | None:
    """Both ends of staffing several languages; nothing where there is one."""
    if answer.separate is None:
        return None
    by_language = {
        language: {
            "agents_peak": plan.agents_peak,
            "agent_hours_per_week": float(plan.agent_hours_per_week),
            "logged_in_hours_per_week": float(plan.logged_in_hours_per_week),
            "paid_hours_per_week": float(plan.paid_hours_per_week),
            "full_time_agents": float(plan.full_time_agents),
            "service_level": plan.service_level,
        }
        for language, plan in answer.by_language.items()
    }
    return {
        "staffed": answer.needs.service.languages_staffed,
        "pooled": _staffing_json(answer.pooled),
        "separate": _staffing_json(answer.separate) | {"by_language": by_language},
    }
