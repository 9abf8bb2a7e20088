"""The calls behind differences: those that the invoice, as it is read in the end, bills otherwise than the quote."""

from __future__ import annotations

import csv
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

from callvet.calls.evidence import Clocking, differing_calls
from callvet.evaluation.audit.rebilling import AS_IT_IS, read_as
from callvet.load.discovery import NothingToWorkOnError, shown_path
from callvet.load.writing import replacing
from callvet.model.charge_kind import CONTACTS
from callvet.model.wording import as_cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from callvet.calls.evidence import CallRow
    from callvet.evaluation.audit.rebilling import LogAs, Rebilling
    from callvet.evaluation.audit.walk import Walk
    from callvet.model.quote import Quote

HEADER: Final = ("file", "row", "start", "charge", "for", "unit", "recomputed", "as_invoiced", "because")
_MS: Final = 1000


def write_evidence(path: Path, rebilling: Rebilling, walk: Walk) -> int:
    """Write the calls that the invoice bills otherwise, as CSV.

    Args:
        path: The file.
        rebilling: The cycle.
        walk: The way to the invoice.

    Returns:
        How many rows were written. [rows]

    Raises:
        NothingToWorkOnError: The file cannot be written.
    """
    try:
        with replacing(path) as whole, TextIOWrapper(whole, encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            rows = 0
            for row in _rows(rebilling, walk):
                writer.writerow([as_cell(cell) if isinstance(cell, str) else cell for cell in row])
                rows += 1
    except OSError as refused:
        message = f"{shown_path(path)}: {refused.strerror or refused}; name another file with --evidence"
        raise NothingToWorkOnError(message) from refused
    return rows


def _rows(rebilling: Rebilling, walk: Walk) -> Iterator[tuple[object, ...]]:
    """The rows of the file, charge by charge."""
    steps = [step.reading for step in walk.steps if step.reading.shows_calls]
    quote, log = read_as(walk.quote, steps)
    for position, charge in enumerate(walk.quote.charges or ()):
        about = [one for one in steps if one.position in {None, position}]
        is_time = "minute" in charge.per
        if not about or not (is_time or CONTACTS.issuperset(charge.per)):
            continue
        before = _clocking(rebilling, walk.quote, position, AS_IT_IS)
        after = _clocking(rebilling, quote, position, log)
        because = "; ".join(one.reason for one in about)
        unit = "second" if is_time else "call"
        for row in differing_calls(rebilling.log_calls(), rebilling.span.name, before, after):
            yield _told(row, charge.kind, charge.label or "", unit, because)


def _clocking(rebilling: Rebilling, quote: Quote, position: int, log: LogAs) -> Clocking:
    """How a charge of a quote counts calls."""
    charge = (quote.charges or ())[position]
    return Clocking(
        quote,
        charge,
        rebilling.replay.zone_of(quote),
        rebilling.start,
        log.lost in ({"timed", "both"} if "minute" in charge.per else {"counted", "both"}),
        log.days,
    )


def _told(row: CallRow, kind: str, label: str, unit: str, because: str) -> tuple[object, ...]:
    """A row of the file."""
    scale = _MS if unit == "second" else 1
    figures = (f"{one / scale:.3f}".rstrip("0").rstrip(".") for one in (row.before, row.after))
    return row.file, row.row, row.start, kind, label, unit, *figures, because
