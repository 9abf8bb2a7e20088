"""An invoice, read: YAML, or the lines of a CSV file. Both are told by line, in the same words."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from callvet.load.contents import BYTE_ORDER_MARK, content, decoded
from callvet.load.discovery import NothingToWorkOnError, is_there, shown_path
from callvet.load.document import read_document
from callvet.load.scalars import Refused, plain, quoted
from callvet.load.syntax import Fault
from callvet.load.validation import validate
from callvet.model.document import Document, Node
from callvet.model.invoice import TAX, Invoice
from callvet.model.problem import Place, Problem
from callvet.model.suggestion import closest
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_TABLES: Final = (".csv", ".tsv", ".txt")
_SEPARATORS: Final = (",", ";", "\t")
COLUMNS: Final = ("charge", "for", "quantity", "unit", "rate", "amount")
_NUMBERS: Final = frozenset({"quantity", "rate", "amount"})
_GROUPED: Final = r"(?a)[-+]?\d{1,3}(,\d{3})+(\.\d+)?"
_TOTAL: Final = "total"


class InvoiceFile(NamedTuple):
    """An invoice and where it was written."""

    invoice: Invoice
    document: Document


def load_invoice(path: Path) -> tuple[InvoiceFile | None, tuple[Problem, ...]]:
    """The invoice of a file, or all that is wrong with it.

    Args:
        path: A YAML file, or a CSV file with columns called as in ``COLUMNS``.

    Raises:
        NothingToWorkOnError: It is not there.
    """
    told = shown_path(path)
    if not is_there(path):
        message = f"{told} is not there; name an invoice, a YAML or CSV file"
        raise NothingToWorkOnError(message)
    is_table = path.suffix.lower() in _TABLES
    document, problems = _table(path, told) if is_table else read_document(path, told)
    if document is None or (problems and document.value == {"lines": []}):
        return None, problems  # what could not be read is not missing, too
    invoice, faults = validate(document, Invoice)
    found = InvoiceFile(invoice, document) if invoice and not problems else None
    return found, tuple(sorted((*problems, *faults)))


def _table(path: Path, told: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """The lines of a CSV file, as a document whose lines are those of the file."""
    data = content(path)
    text = decoded(data) if isinstance(data, bytes) else data
    if isinstance(text, Fault):
        return None, (Problem(Place(told, text.line, text.column), text.message),)
    text = text.lstrip(BYTE_ORDER_MARK)
    first = text.splitlines()[0] if text else ""
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(StringIO(text), delimiter=separator)
    try:
        rows = [(reader.line_num, row) for row in reader if any(field.strip() for field in row)]
    except csv.Error as refused:
        return None, (Problem(Place(told, reader.line_num, 1), f"this line is no CSV ({refused}); write it anew"),)
    if not rows:
        return None, (Problem(Place(told), f"there is nothing in it; write the columns {', '.join(COLUMNS)}"),)
    header = [name.strip().lower() for name in rows[0][1]]
    faults = list(_header_faults(header, Place(told, 1, 1)))
    if faults:
        return None, tuple(faults)
    return _document(told, header, rows[1:])


def _header_faults(header: Sequence[str], place: Place) -> Iterator[Problem]:
    """Columns that are not known, stand twice or are missing."""
    for position, name in enumerate(header):
        if name in header[:position]:
            yield Problem(place, f"the column {shown(name)} stands twice; take one out")
        elif name not in COLUMNS:
            meant = closest(name, COLUMNS)
            fix = f"did you mean {meant}?" if meant else f"known are {', '.join(COLUMNS)}"
            yield Problem(place, f"{shown(name) or 'a blank'} is not a column of an invoice; {fix}")
    for name in ("charge", "amount"):
        if name not in header:
            yield Problem(place, f"no column is called {name}; add it")


def _document(
    told: str, header: Sequence[str], rows: Sequence[tuple[int, list[str]]]
) -> tuple[Document, tuple[Problem, ...]]:
    """Rows as the lines of an invoice; a row for the tax or the total is that."""
    value: dict[str, Any] = {"lines": []}
    lines: list[Node] = []
    children: dict[str, Any] = {"lines": Node(1, 1, 1, 1, lines)}
    problems: list[Problem] = []
    for number, row in rows:
        if len(row) != len(header):
            there = "is 1 field" if len(row) == 1 else f"are {len(row)} fields"
            message = f"there {there} under {len(header)} columns; put text with commas in quotes"
            problems.append(Problem(Place(told, number, 1), message))
            continue
        fields = {name: _value(name, field.strip()) for name, field in zip(header, row, strict=True) if field.strip()}
        kind = str(fields.get("charge", "")).lower()
        here = Node(number, 1, number, 1)
        if kind in {TAX, _TOTAL} and kind not in value and "amount" in fields:
            value[kind] = fields["amount"]
            children[kind] = here
        else:
            value["lines"].append(fields)
            lines.append(here._replace(children=dict.fromkeys(fields, here)))
    return Document(told, value, Node(1, 1, 1, 1, children)), tuple(problems)


def _value(name: str, text: str) -> object:
    """A field as YAML's reader would give it."""
    number = text.replace(",", "") if re.fullmatch(_GROUPED, text) else text
    found = plain(number) if name in _NUMBERS else quoted(text)
    return text if isinstance(found, Refused) else found
