"""CSV: the answer's main figures, inert in a spreadsheet."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.model.wording import as_cell

if TYPE_CHECKING:
    from callvet.report.page import Datum, Page


def render(page: Page) -> str:
    """The page's data with a head line; lines end with a newline."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(page.data.columns)
    for row in page.data.rows:
        writer.writerow([inert(value) for value in row])
    return out.getvalue()


def inert(value: Datum) -> str:
    """A value as a cell that no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return str(value)
    return as_cell(value)
