"""CSV: the answer's main figures, inert in a spreadsheet.

A cell that begins with ``=``, ``+``, ``-`` or ``@``, or with their wide forms, would be taken for a formula, so
it gets an apostrophe before it unless it is a number (OWASP, CSV injection). What cannot be seen, line breaks among
it, is written out as in a message.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.model.wording import shown

if TYPE_CHECKING:
    from callvet.report.page import Datum, Page

_FORMULA_SIGNS = tuple("=+-@＝＋－＠")  # noqa: RUF001 - the wide forms are meant
_NO_END = 1 << 60
"""Nothing is cut off: the rows are for other programs. [characters]"""


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
    text = shown(value, _NO_END)
    if value.lstrip().startswith(_FORMULA_SIGNS) and not _is_number(value):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    """Whether text such as ``-3.5`` is a number, which no spreadsheet takes for a formula."""
    whole, _, fraction = text.lstrip("+-").partition(".")
    return len(text) - len(text.lstrip("+-")) <= 1 and (whole + fraction).isascii() and (whole + fraction).isdigit()
