"""A small log and quote, and invoices made from bills, for the tests of audits."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from callvet.evaluation.auditing import AuditAnswer, audit_invoice
from callvet.evaluation.replaying import replay_calls

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.pricing.bill import Line

CLOCK = {"counts": ["talk", "wrap"], "step_seconds": 6}
QUOTE: dict[str, Any] = {
    "vendor": "acme",
    "reference": "Q-1",
    "dated": "2026-01-02",
    "currency": "USD",
    "timezone": "America/New_York",
    "charges": [{"per": "minute", "rate": 1.0, "clock": CLOCK}],
}
# Four calls of March: 61 s, 125 s, one given up, and 30 s on the last evening; one of April by New York's clock.
LOG = """\
start,talk_seconds,wrap_seconds,queue_seconds,abandoned
2026-03-02T10:00:00,50,11,10,no
2026-03-03T22:00:00,100,25,20,no
2026-03-04T10:00:00,0,0,40,yes
2026-03-31T21:00:00,30,0,5,no
2026-04-01T10:00:00,60,0,5,no
"""


class Case:
    """A case in a folder."""

    def __init__(self, folder: Path, quote: dict[str, Any] | None = None, log: str = LOG) -> None:
        """Write it."""
        self.folder = folder
        (folder / "needs.yaml").write_text("timezone: America/New_York\ncountry: US\n", encoding="utf-8")
        (folder / "calls.csv").write_text(log, encoding="utf-8")
        self.quote = deepcopy(quote or QUOTE)
        self.write(self.quote)

    def write(self, quote: dict[str, Any], name: str = "quotes") -> Path:
        """A quote's file."""
        path = self.folder / name / "acme.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(quote, sort_keys=False), encoding="utf-8")
        return path

    def with_charge(self, position: int = 0, **keys: Any) -> dict[str, Any]:
        """The quote with other keys of a charge; of its clock, those named ``clock_…``; None takes a key out."""
        found = deepcopy(self.quote)
        charge = found["charges"][position]
        for key, value in keys.items():
            target = charge["clock"] if key.startswith("clock_") else charge
            target[key.removeprefix("clock_")] = value
            if value is None:
                del target[key.removeprefix("clock_")]
        return found

    def bill(self, quote: dict[str, Any] | None = None, cycle: str = "2026-03") -> tuple[Line, ...]:
        """The bill of a cycle, under the quote or another, by a replay of its own."""
        path = self.write(quote or self.quote, "quotes" if quote is None else "variant/quotes")

        answer = replay_calls(self.folder / "calls.csv", [path], needs=self.folder / "needs.yaml")
        return next(one.bill.high for one in answer.quotes[0].bill.cycles if one.span.name == cycle)

    def invoice(self, lines: list[dict[str, Any]], **keys: Any) -> Path:
        """An invoice's file."""
        path = self.folder / "invoice.yaml"
        written = {"vendor": "acme", "cycle": "2026-03", **keys, "lines": lines}
        path.write_text(yaml.safe_dump(written, sort_keys=False).replace("'#", "").replace("#'", ""), encoding="utf-8")
        return path

    def audit(self, lines: list[dict[str, Any]], evidence: Path | None = None, **keys: Any) -> AuditAnswer:
        """An audit; what it finds adds up to the gap, always."""
        answer = audit_invoice(
            self.invoice(lines, **keys),
            self.folder / "calls.csv",
            self.folder / "quotes" / "acme.yaml",
            evidence=evidence,
        )
        assert sum((one.amount for one in answer.findings), Decimal(0)) == answer.gap
        return answer


def number(figure: object) -> str:
    """A figure as it would be written, past YAML's floats."""
    return f"#{figure}#"


def lines_of(bill: tuple[Line, ...], *, with_quantities: bool = True) -> list[dict[str, Any]]:
    """A bill as the lines of an invoice, quantities to a hundredth."""
    found = []
    for line in bill:
        one: dict[str, Any] = {"charge": line.charge}
        if line.label:
            one["for"] = line.label
        if with_quantities and line.quantity is not None:
            one["quantity"] = number(Decimal(round(line.quantity * 100)) / 100)
        if with_quantities and line.rate and "/" not in line.rate:
            one["rate"] = number(line.rate)
        one["amount"] = number(line.amount)
        found.append(one)
    return found


def classes(answer: AuditAnswer) -> dict[str, Decimal]:
    """What each cause makes of the gap."""
    sums: dict[str, Decimal] = {}
    for one in answer.findings:
        sums[one.cause] = sums.get(one.cause, Decimal(0)) + one.amount
    return sums
