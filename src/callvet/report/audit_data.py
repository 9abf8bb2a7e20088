"""Whether an invoice is right, for other programs: one object, and rows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.evaluation.audit.readings import CAUSES
from callvet.model.money import rounded
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
    "charge", "for", "currency", "invoiced", "expected_low", "expected_high", "difference", "open", "unverified",
    "causes",
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
        amounts = (_invoiced(line), line.range.low, line.range.high, line.difference)
        rows.append(
            (
                kind,
                label,
                answer.currency,
                *(None if one is None else _whole(one, answer.currency) for one in amounts),
                line.is_open,
                line.word is not None,
                causes,
            )
        )
    return Data(_COLUMNS, rows)


def audit_json(answer: AuditAnswer) -> dict[str, object]:
    """The answer as one object; amounts are decimal strings."""
    invoice, currency = answer.file.invoice, answer.currency
    return {
        "schema": SCHEMA,
        "command": "audit",
        "currency": answer.currency,
        "invoice": {"path": answer.file.document.path, "number": invoice.number, "cycle": answer.span.name},
        "quote": answer.offer.id,
        "vendor": answer.offer.vendor,
        "log": answer.replay.log,
        "right": answer.is_right,
        "invoiced": _text(answer.invoiced, currency),
        "expected": _text(answer.expected, currency),
        "expected_low": _text(answer.range.low, currency),
        "expected_high": _text(answer.range.high, currency),
        "gap": _text(answer.gap, currency),
        "tolerance": _text(answer.tolerance, currency),
        "causes": {CAUSES[cause]: _text(amount, currency) for cause, amount in by_cause(answer)},
        "findings": [_finding_json(one, currency) for one in answer.findings],
        "lines": [_line_json(line, currency) for line in answer.lines],
        "evidence": answer.evidence,
        "calls": answer.calls,
        "left_out": {"rows": answer.replay.bad.total, "by_reason": dict(answer.replay.bad.counts)},
        "notes": list(answer.replay.notes),
        "problems": [],
    }


def _finding_json(one: Finding, currency: str) -> dict[str, object]:
    """One cause of a difference."""
    return {
        "cause": CAUSES[one.cause],
        "amount": _text(one.amount, currency),
        "reason": one.reason,
        "quote": _place(one.quote_place),
        "invoice": _place(one.invoice_place),
    }


def _whole(amount: Decimal, currency: str) -> Decimal:
    """An amount with all the decimals of its currency; an invoice may have more. [units of the currency]"""
    shown = rounded(amount, currency)
    return shown if shown == amount else amount


def _text(amount: Decimal, currency: str) -> str:
    """An amount as a decimal string."""
    return f"{_whole(amount, currency):f}"


def _place(place: Place | None) -> str | None:
    """Where something stands."""
    return str(place) if place else None


def _line_json(line: AuditLine, currency: str) -> dict[str, object]:
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
        "invoiced": None if invoiced is None else _text(invoiced, currency),
        "expected_low": _text(line.range.low, currency),
        "expected_high": _text(line.range.high, currency),
        "difference": _text(line.difference, currency),
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
