"""What people thought of the vendors, for other programs: rows for CSV, one object for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.evaluation.judgements import waits_of
from callvet.report.page import Data
from callvet.score.criteria.service_levels import STANDARD_SECONDS
from callvet.score.opinion import APART

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.judgements import CriterionMarks, JudgementsAnswer, MadeCall, VendorMarks
    from callvet.report.page import Datum
    from callvet.score.marks import GivenMark

SCHEMA: Final = 1
"""Of the JSON; rises when a key changes its meaning."""
_COLUMNS: Final = (
    "vendor",
    "name",
    "criterion",
    "marked",
    "person",
    "kind",
    "date",
    "mark",
    "mean",
    "spread",
    "people",
    "talk_over",
    "moderated",
    "moderated_on",
    "wait_seconds",
)


def judgements_data(answer: JudgementsAnswer) -> Data:
    """One row for each mark, each that was left blank, each criterion that nobody marked, and each test call."""
    rows = [row for vendor in answer.vendors for row in _rows(vendor)]
    return Data(_COLUMNS, rows)


def _rows(vendor: VendorMarks) -> Iterator[Sequence[Datum]]:
    """The rows of one vendor."""
    head = (vendor.id, vendor.name)
    for marks in vendor.criteria:
        settled = marks.settled
        tail: tuple[Datum, ...] = (marks.mean, marks.spread, len(marks.means), marks.is_open)
        tail += (settled.mark, str(settled.on)) if settled else (None, None)
        for one in marks.given:
            yield (*head, marks.criterion, one.name, one.by, one.kind, str(one.date), one.mark, *tail, None)
        for person in marks.blank:
            yield (*head, marks.criterion, marks.criterion, person, None, None, None, *tail, None)
        if not marks.given and not marks.blank:
            yield (*head, marks.criterion, marks.criterion, None, None, None, None, *tail, None)
    none: tuple[Datum, ...] = (None,) * 7
    for call in vendor.test_calls:
        yield (*head, None, "wait_seconds", call.by, "test_call", str(call.date), *none, call.wait_seconds)


def judgements_json(answer: JudgementsAnswer) -> dict[str, object]:
    """The answer as one object; figures are not rounded."""
    waits = waits_of(answer)
    return {
        "schema": SCHEMA,
        "command": "judgements",
        "blind": answer.codes is not None,
        "people": list(answer.people),
        "criteria": dict(answer.criteria),
        "talk_over_from": APART,
        "wait_standard_seconds": STANDARD_SECONDS,
        "mean_wait_seconds": sum(waits) / len(waits) if waits else None,
        "vendors": [_vendor_json(vendor) for vendor in answer.vendors],
        "notes": list(answer.notes),
        "problems": [],
    }


def _vendor_json(vendor: VendorMarks) -> dict[str, object]:
    """One vendor."""
    return {
        "vendor": vendor.id,
        "name": vendor.name,
        "criteria": {marks.criterion: _marks_json(marks) for marks in vendor.criteria},
        "test_calls": [_call_json(call) for call in vendor.test_calls],
    }


def _marks_json(marks: CriterionMarks) -> dict[str, object]:
    """One criterion of a vendor."""
    settled = marks.settled
    return {
        "counts": marks.counts,
        "mean": marks.mean,
        "spread": marks.spread,
        "people": len(marks.means),
        "by_person": dict(marks.means),
        "blank": list(marks.blank),
        "talk_over": marks.is_open,
        "flags": list(marks.flags),
        "moderated": None
        if settled is None
        else {
            "mark": settled.mark,
            "date": str(settled.on),
            "by": settled.by,
            "reason": settled.reason,
            "evidence": str(settled.place),
        },
        "marks": [_given_json(one) for one in marks.given],
    }


def _given_json(one: GivenMark) -> dict[str, object]:
    """One mark."""
    return {
        "marked": one.name,
        "by": one.by,
        "mark": one.mark,
        "kind": one.kind,
        "date": str(one.date),
        "evidence": str(one.place),
    }


def _call_json(call: MadeCall) -> dict[str, object]:
    """One test call."""
    return {
        "by": call.by,
        "date": str(call.date),
        "client_called": call.client_called,
        "wait_seconds": call.wait_seconds,
        "within_standard": call.is_in_time,
        "marks": dict(call.marks),
        "notes": call.notes,
        "evidence": str(call.place),
    }
