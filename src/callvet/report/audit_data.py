"""Whether an invoice is right, for other programs: one object, and rows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.evaluation.audit.readings import CAUSES
from callvet.report.json_figures import quantity_text
from callvet.report.page import Data

if TYPE_CHECKING:
    from callvet.evaluation.audit.findings import Finding
    from callvet.evaluation.audit.line import AuditLine
    from callvet.evaluation.audit.readings import Cause
    from callvet.evaluation.auditing import AuditAnswer
    from callvet.model.problem import Place

SCHEMA: Final = 1
_COLUMNS: Final = (
    "charge", "for", "currency", "invoiced", "expected_low", "expected_high", "difference", "open", "unverified", "causes",
)  # fmt: skip


def by_cause(answer: AuditAnswer) -> list[tuple[Cause, Decimal]]:
    """What each cause makes of the gap, those that make something. [units of the currency]"""
    sums: dict[Cause, Decimal] = {}
    for one in answer.findings:
        sums[one.cause] = sums.get(one.cause, Decimal(0)) + one.amount
    return [(cause, sums[cause]) for cause in CAUSES if cause in sums]


def audit_data(answer: AuditAnswer) -> Data:
    """The rows of the CSV: one for each line of the invoice or of the bill."""
    rows = []
    for line in answer.lines:
        kind, label = _names(line)
        causes = "; ".join(dict.fromkeys(CAUSES[answer.findings[place].cause] for place in line.findings))
        invoiced = _invoiced(line)
        rows.append(
            (
                kind,
                label,
                answer.currency,
                invoiced,
                line.range.low,
                line.range.high,
                line.difference,
                line.is_open,
                line.word is not None,
                causes,
            )
        )
    return Data(_COLUMNS, rows)


def audit_json(answer: AuditAnswer) -> dict[str, object]:
    """The answer as one object; amounts are decimal strings."""
    invoice = answer.file.invoice
    return {
        "schema": SCHEMA,
        "command": "audit",
        "currency": answer.currency,
        "invoice": {"path": answer.file.document.path, "number": invoice.number, "cycle": answer.span.name},
        "quote": answer.offer.id,
        "vendor": answer.offer.vendor,
        "log": answer.replay.log,
        "right": answer.is_right,
        "invoiced": f"{answer.invoiced:f}",
        "expected": f"{answer.expected:f}",
        "expected_low": f"{answer.range.low:f}",
        "expected_high": f"{answer.range.high:f}",
        "gap": f"{answer.gap:f}",
        "tolerance": f"{answer.tolerance:f}",
        "causes": {CAUSES[cause]: f"{amount:f}" for cause, amount in by_cause(answer)},
        "findings": [_finding_json(one) for one in answer.findings],
        "lines": [_line_json(line) for line in answer.lines],
        "evidence": answer.evidence,
        "calls": answer.calls,
        "left_out": {"rows": answer.replay.bad.total, "by_reason": dict(answer.replay.bad.counts)},
        "notes": list(answer.replay.notes),
        "problems": [],
    }


def _finding_json(one: Finding) -> dict[str, object]:
    """One cause of a difference."""
    return {
        "cause": CAUSES[one.cause],
        "amount": f"{one.amount:f}",
        "reason": one.reason,
        "quote": _place(one.quote_place),
        "invoice": _place(one.invoice_place),
    }


def _place(place: Place | None) -> str | None:
    """Where something stands."""
    return str(place) if place else None


def _line_json(line: AuditLine) -> dict[str, object]:
    """One line of either side."""
    kind, label = _names(line)
    own = line.own
    invoiced = _invoiced(line)
    units = [one.units for one in line.stated if one.units is not None]
    return {
        "charge": kind,
        "for": label,
        "quantity_invoiced": quantity_text(sum(units[1:], units[0])) if units else None,
        "quantity": None if own is None or own.quantity is None else quantity_text(own.quantity),
        "rate": own.rate if own else None,
        "invoiced": None if invoiced is None else f"{invoiced:f}",
        "expected_low": f"{line.range.low:f}",
        "expected_high": f"{line.range.high:f}",
        "difference": f"{line.difference:f}",
        "open": line.is_open,
        "unverified": None if line.word is None else f"the log has no {line.word.lacks}",
        "findings": list(line.findings),
    }


def _names(line: AuditLine) -> tuple[str, str]:
    """What a line is called, as the invoice has it."""
    if line.stated:
        return line.stated[0].charge, line.stated[0].label
    return (line.own.charge, line.own.label) if line.own else ("", "")


def _invoiced(line: AuditLine) -> Decimal | None:
    """What the invoice asks for a line; None where it has none. [units of the currency]"""
    return sum((one.amount for one in line.stated), Decimal(0)) if line.stated else None
