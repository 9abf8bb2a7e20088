"""Measured demand as an object: numbers are numbers, and every key says how it was measured."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from callvet.evaluation.logs.measured_demand import Line
from callvet.evaluation.logs.week_of_log import Week
from callvet.evaluation.needs_from_log import MeasuredNeeds
from callvet.report.measured_needs import measured_json


def test_shares_and_decimals_are_numbers_and_what_is_not_told_is_a_note() -> None:
    lines = (
        Line(("talk_seconds",), Decimal("217.2"), "mean of 9"),
        Line(("unproductive",), {"share": "0.36%", "seconds": Decimal("11.0")}, "under 10 s"),
        Line(("patience_seconds",), None, "nobody gave up"),
    )
    week = Week({}, "Mo-Fr 08:00-20:00", Fraction(1), "flat", Fraction(1, 100))
    found = measured_json(
        MeasuredNeeds(
            "calls.csv",
            "UTC",
            lines,
            week,
            9,
            1,
            too_many_bad=False,
            first_day=date(2026, 3, 2),
            last_day=date(2026, 3, 4),
        )
    )
    assert found["demand"] == {
        "open": "Mo-Fr 08:00-20:00",
        "shape": "flat",
        "talk_seconds": 217.2,
        "unproductive": {"share": 0.0036, "seconds": 11},
    }
    assert (found["notes"], found["first_day"]) == (["nobody gave up"], "2026-03-02")
    assert isinstance(found["measured"], dict)
    assert found["measured"]["unproductive"] == "under 10 s"
