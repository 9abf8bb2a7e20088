"""The file of the rows that are left out: what is wrong with each, where it stands, and all that stands in it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from callvet.model.wording import as_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from callvet.calls.log import Log
    from callvet.calls.rejects import BadRow


def write_rejects(file: TextIO, rows: Iterable[BadRow], log: Log) -> None:
    """Write rows as CSV: what is wrong, file, line, and the row as it stands, but for what a spreadsheet would run.

    Files of a log may have their columns in another order, or others: each value stands below its own name. A row that
    could not be taken apart stands whole in the first column.
    """
    header = {
        name.strip().casefold(): name.strip() for part in reversed(log.parts) for name in _header(log, part.header)
    }
    names = dict.fromkeys(name.strip().casefold() for part in log.parts for name in _header(log, part.header))
    headers = {one: _header(log, part.header) for part in log.parts for one in part.files}
    writer = csv.writer(file)
    writer.writerow(("reason", "file", "line", *(as_cell(header[name]) for name in names)))
    for row in rows:
        own = headers.get(row.file, ())
        fields: Iterable[str] = row.fields
        if len(own) == len(row.fields):
            there = dict(zip((name.strip().casefold() for name in own), row.fields, strict=True))
            fields = (there.get(name, "") for name in names)
        writer.writerow((row.reason, as_cell(row.file), row.line, *map(as_cell, fields)))


def _header(log: Log, header: Sequence[str]) -> Sequence[str]:
    """The columns of some files; Parquet, which names its own, has those that are known first."""
    return header or (*log.columns.own.values(), *log.columns.ignored)
