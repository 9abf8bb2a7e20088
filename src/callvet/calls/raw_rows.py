"""The rows of a log as they are written: all of it as text, with the file and the number of each."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from callvet.calls.log import FILE_MARK, TEXT_MARK, UNPARSED_MARK, Part, name_in, part_reader, part_source, quoted
from callvet.calls.rows import AMBIGUOUS, MICROS, SKIPPED, UNPARSED, columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.calls.log import Log
    from callvet.calls.rejects import Wrong
    from callvet.calls.rows import Shape


def text_sql(log: Log, shape: Shape, wrong: Wrong) -> str:
    """All rows as text, with their file and their number in it."""
    names, number = columns_of(log, shape), count()
    parts = [_file_sql(log, Part((file,), part.header, part.separator), names, next(number))
             for part in log.parts for file in part.files]  # fmt: skip
    whole = " UNION ALL ".join(parts)
    if not shape.no_repeats:
        return f"SELECT * FROM ({whole}) AS t{_near(log, wrong, shape.slot_minutes)}"
    return (
        f"SELECT *, row_number() OVER (PARTITION BY row_text ORDER BY row_file, row_line) AS copy FROM ({whole}) AS t"
    )


def _file_sql(log: Log, part: Part, names: Sequence[str], place: int) -> str:
    """The rows of one file, those of CSV as text."""
    header = part.header or (*log.columns.own.values(), *log.columns.ignored)
    every = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in header)
    columns = []
    for name in names:
        own = log.columns.own[name] if log.is_parquet else name_in(part, log.columns.own[name])
        columns.append(f"{'CAST(NULL AS VARCHAR)' if own is None else quoted(own)} AS {name}")
    number = "file_row_number + 1" if log.is_parquet else "row_number() OVER ()"
    reader = part_reader(log, part, as_text=True)
    return (
        f"SELECT {', '.join(columns)}, {place} AS row_file, {number} AS row_line, [{every}] AS row_text FROM {reader}"
    )


def _near(log: Log, wrong: Wrong, slot_minutes: int) -> str:
    """Where bad rows may be, if they are bad for their time alone: a condition that lets other rows be passed over."""
    slots = sorted({*wrong.skipped, *wrong.twice})
    if wrong.counts.keys() - {SKIPPED, AMBIGUOUS, UNPARSED} or not slots or log.types["start"] != "TIMESTAMP":
        return ""
    length = slot_minutes * 60 * MICROS
    start = "start" if log.is_parquet else "TRY_CAST(start AS TIMESTAMP)"
    spans = (
        f"({start} >= make_timestamp({one * length}) AND {start} < make_timestamp({(one + 1) * length}))"
        for one in slots
    )
    return f" WHERE {' OR '.join(spans)}"


def view_sql(log: Log, part: Part, shape: Shape) -> str:
    """The rows of a cluster's table, with their file and all that stands in them."""
    header = part.header or (*log.columns.own.values(), *log.columns.ignored)
    every = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in header)
    text = f"[{every}]" if log.is_parquet else f"CASE WHEN {UNPARSED_MARK} THEN [{TEXT_MARK}] ELSE [{every}] END"
    beside = [f"{FILE_MARK} AS row_file", "0 AS row_line", f"{text} AS row_text"]
    return part_source(log, part, columns_of(log, shape), copies=shape.no_repeats, beside=beside)
