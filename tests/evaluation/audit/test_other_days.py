"""Invoices for the calls of other days than those of the billing cycle."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from callvet.calls.slots import CycleSpan
from callvet.evaluation.audit.other_days import days_of, neighbours, readings_of_days
from tests.evaluation.audits import LOG, QUOTE, Case, classes, lines_of

if TYPE_CHECKING:
    from pathlib import Path

# February's 2 minutes, March's 3.7 and April's 1, the last of them on the first day.
FEBRUARY = LOG.replace("\n2026-03-02", "\n2026-02-27T10:00:00,120,0,5,no\n2026-03-02", 1)
MARCH = CycleSpan("2026-03", date(2026, 3, 1), 31, 1, True)


def test_a_day_too_many_is_the_period_and_its_calls_are_the_evidence(tmp_path: Path) -> None:
    case = Case(tmp_path)
    line = {"charge": "minute", "quantity": 4.7, "amount": 4.70}
    answer = case.audit([line], evidence=tmp_path / "e.csv")
    assert [(one.cause, one.amount, one.reason) for one in answer.findings] == [
        (
            "period",
            Decimal("1.00"),
            "calls from 2026-03-01 to 2026-04-01 are billed, the cycle is from 2026-03-01 to 2026-03-31",
        )
    ]
    (row,) = csv.DictReader((tmp_path / "e.csv").read_text(encoding="utf-8").splitlines())
    assert [row[key] for key in ("row", "start", "recomputed", "as_invoiced")] == [
        "6",
        "2026-04-01T10:00:00",
        "0",
        "60",
    ]


@pytest.mark.parametrize("with_quantities", [True, False])
def test_another_months_calls_are_the_period_with_all_that_follows(tmp_path: Path, with_quantities: bool) -> None:  # noqa: FBT001
    terms = {"tax_percent": 8, "minimum_invoice": 3}
    case = Case(tmp_path, QUOTE | terms | {"charges": [*QUOTE["charges"], {"per": "call", "rate": 0.5}]}, FEBRUARY)
    march, february = case.bill(), case.bill(cycle="2026-02")
    # One call of two minutes, 2.50, with what is missing to 3 and tax 3.24; March: 3.70 and 1.50, with tax 5.62.
    answer = case.audit(lines_of(february, with_quantities=with_quantities))
    assert sum(line.amount for line in march) == Decimal("5.62")
    assert classes(answer) == {"period": Decimal("-2.38")}
    assert answer.findings[0].reason.startswith("calls from 2026-02-01 to 2026-02-28 are billed")


def test_free_short_calls_of_other_days_are_those_of_one_cycle(tmp_path: Path) -> None:
    clock = QUOTE["charges"][0]["clock"] | {"free_calls": {"under_seconds": 65, "per_cycle": 1}}
    case = Case(tmp_path, QUOTE | {"charges": [QUOTE["charges"][0] | {"clock": clock}]})
    # Of 66, 126, 30 and 60 s the first is free.
    answer = case.audit([{"charge": "minute", "quantity": 3.6, "amount": 3.60}])
    assert classes(answer) == {"period": Decimal("1.00")}


def test_cycles_beside_a_cycle_are_whole_months_or_four_weeks() -> None:
    assert neighbours(MARCH) == ((date(2026, 2, 1), date(2026, 2, 28)), (date(2026, 4, 1), date(2026, 4, 30)))
    january = CycleSpan("2026-01", date(2026, 1, 1), 31, 1, True)
    assert neighbours(january)[0] == (date(2025, 12, 1), date(2025, 12, 31))
    weeks = CycleSpan("2026-03-02", date(2026, 3, 2), 28, 1, True)
    assert days_of(weeks) == (date(2026, 3, 2), date(2026, 3, 29))
    assert neighbours(weeks) == ((date(2026, 2, 2), date(2026, 3, 1)), (date(2026, 3, 30), date(2026, 4, 26)))


def test_days_that_the_log_does_not_have_are_not_tried() -> None:
    tried = [one.days for one in readings_of_days(MARCH, date(2026, 3, 1), date(2026, 3, 31))]
    assert tried == [
        (date(2026, 3, 2), date(2026, 3, 31)),
        (date(2026, 3, 1), date(2026, 3, 30)),
        (date(2026, 3, 1), date(2026, 3, 28)),
    ]
    assert list(readings_of_days(MARCH, None, None)) == []
