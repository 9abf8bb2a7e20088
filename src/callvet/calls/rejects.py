"""Rows of a log that are left out: how many, by what is wrong with them, with examples, and all of them in a file.

Only where there are any, the log is read once more, as text: so that each is told by its line and written as it stands.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import count, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.log import FILE_MARK, TEXT_MARK, UNPARSED_MARK, Part, part_reader, part_source, quoted, reading
from callvet.calls.rejected import REJECTED_ROWS, forget_rejected, wrong_with
from callvet.calls.rows import (
    AMBIGUOUS,
    BAD_ROWS,
    MICROS,
    SKIPPED,
    UNPARSED,
    UNREADABLE_DURATION,
    UNREADABLE_TIME,
    columns_of,
    rows_sql,
)
from callvet.model.wording import as_cell, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import TextIO

    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.calls.rows import Shape

_EXAMPLES: Final = 3
_LONGEST_EXAMPLE: Final = 70
_LONGEST_PATH: Final = 200
_FETCHED: Final = 10_000
_WRITTEN: Final[Mapping[str, str]] = {
    BAD_ROWS[UNREADABLE_TIME]: "; a start is written 2026-03-02T09:00:00",
    BAD_ROWS[UNREADABLE_DURATION]: "; seconds are written 61.5, with a point, or 0:01:01",
}
"""How it is written what cannot be read in most rows."""


class BadRow(NamedTuple):
    """One row that is left out.

    Attributes:
        reason: What is wrong with it.
        file: Its file.
        line: Its line, or of Parquet its row, from 1; None where a slot of time stands for all rows in it.
        fields: What stands in it, or when the slot begins.
    """

    reason: str
    file: str
    line: int | None
    fields: tuple[str, ...]

    @property
    def told(self) -> str:
        """Where it is and what it says, fit to be shown."""
        where = (
            shown(self.file, _LONGEST_PATH) if self.line is None else f"{shown(self.file, _LONGEST_PATH)}:{self.line}"
        )
        return f"{where}: {shown(','.join(self.fields), _LONGEST_EXAMPLE)}"


class BadRows(NamedTuple):
    """The rows that are left out.

    Attributes:
        counts: How many, by what is wrong with them. [rows]
        examples: The first few of each.
    """

    counts: Mapping[str, int]
    examples: Mapping[str, tuple[BadRow, ...]]

    @property
    def total(self) -> int:
        """All of them. [rows]"""
        return sum(self.counts.values())


def why_none(bad: BadRows) -> str:
    """Why no row of a log can be used: how many are left out and why, one of the most frequent, and how to write it."""
    if not bad.counts:
        return "the log has no rows"
    counts = ", ".join(f"{reason}: {count:,}" for reason, count in bad.counts.items())
    most = max(bad.counts, key=lambda reason: bad.counts[reason])
    example = next((f"; for example {one.told}" for one in bad.examples.get(most, ())), "")
    return f"{counts}{example}{_WRITTEN.get(most, '')}"


class Wrong(NamedTuple):
    """What was found wrong in a log.

    Attributes:
        counts: How many rows, by what is wrong with them. [rows]
        skipped: Slots that the local clock skipped.
        twice: Slots that it showed twice.
    """

    counts: Mapping[int, int]
    skipped: Collection[int] = ()
    twice: Collection[int] = ()


def bad_rows(log: Log, shape: Shape, wrong: Wrong, engine: Engine, file: TextIO | None = None) -> BadRows:
    """Look at the rows that are left out.

    Args:
        log: In which they are.
        shape: What was read of every row.
        wrong: How many there are.
        engine: What reads it.
        file: To write all of them to, as CSV; None writes none.
    """
    counts = {BAD_ROWS[number]: n for number, n in wrong.counts.items()}
    if file is None and not wrong.counts.keys() - {SKIPPED, AMBIGUOUS}:
        return BadRows(counts, _times(log, shape, wrong))
    examples: dict[str, list[BadRow]] = defaultdict(list)
    if log.on_cluster:
        rows = _rows_on_cluster(log, shape, wrong, engine, _EXAMPLES if file is None else None)
    else:
        rows = _rows(log, shape, wrong, engine)
    if file is None:
        for row in rows:
            if len(examples[row.reason]) < _EXAMPLES:
                examples[row.reason].append(row)
    else:
        _write(file, _noted(rows, examples), log)
    return BadRows(counts, {reason: tuple(some) for reason, some in examples.items()})


def _times(log: Log, shape: Shape, wrong: Wrong) -> dict[str, tuple[BadRow, ...]]:
    """Examples of rows that are bad for their time alone: it tells which they are, and the log is not read again."""
    found = {}
    for number, slots in ((SKIPPED, wrong.skipped), (AMBIGUOUS, wrong.twice)):
        if number in wrong.counts:
            begins = (datetime(1970, 1, 1) + timedelta(minutes=one * shape.slot_minutes) for one in sorted(slots))  # noqa: DTZ001
            texts = (f"{one:%Y-%m-%dT%H:%M} and {shape.slot_minutes} minutes on" for one in begins)
            rows = (BadRow(BAD_ROWS[number], log.path, None, (text,)) for text in texts)
            found[BAD_ROWS[number]] = tuple(islice(rows, _EXAMPLES))
    return found


def _noted(rows: Iterator[BadRow], examples: dict[str, list[BadRow]]) -> Iterator[BadRow]:
    """The rows, of which the first few are kept."""
    for row in rows:
        if len(examples[row.reason]) < _EXAMPLES:
            examples[row.reason].append(row)
        yield row


def _write(file: TextIO, rows: Iterator[BadRow], log: Log) -> None:
    """Write rows as CSV: what is wrong, file, line, and the row as it stands, but for what a spreadsheet would run."""
    header = log.parts[0].header or (*log.columns.own.values(), *log.columns.ignored)
    writer = csv.writer(file)
    writer.writerow(("reason", "file", "line", *(as_cell(name.strip()) for name in header)))
    writer.writerows((row.reason, as_cell(row.file), row.line, *map(as_cell, row.fields)) for row in rows)


def _rows(log: Log, shape: Shape, wrong: Wrong, engine: Engine) -> Iterator[BadRow]:
    """All bad rows, those first that the engine could not even read as text."""
    slots = sorted({*wrong.skipped, *wrong.twice})
    at_slots = f" OR slot IN ({', '.join(map(str, slots))})" if slots else ""
    raw = _text_sql(log, shape, wrong)
    query = (
        f"SELECT row_file, row_line, row_text, key, slot FROM ({rows_sql(log, shape, raw=raw)}) AS r "
        f"WHERE key < 0{at_slots} ORDER BY row_file, row_line"
    )
    with reading(log.path):
        forget_rejected(log, engine)
        engine.execute(f"CREATE OR REPLACE TEMP TABLE bad AS {query}")  # read whole, so that all rejects are known
        unread = [] if log.is_parquet else engine.execute(REJECTED_ROWS).fetchall()
        lines: dict[int, list[int]] = defaultdict(list)
        own = {column: name for name, column in log.columns.own.items()}
        for column, kind, file, line, text in unread:
            lines[_place_of(log, str(file))].append(int(line))
            reason = BAD_ROWS[wrong_with(own.get(str(column).strip(), ""), str(kind))]
            yield BadRow(reason, str(file), int(line), (str(text).strip("\r\n"),))
        yield from _semantic(log, wrong, lines, engine)


def _semantic(log: Log, wrong: Wrong, unread: Mapping[int, Sequence[int]], engine: Engine) -> Iterator[BadRow]:
    """Bad rows that can be read."""
    found = engine.execute("SELECT * FROM bad ORDER BY row_file, row_line")
    while some := found.fetchmany(_FETCHED):
        for file, number, fields, key, slot in some:
            line = number if log.is_parquet else _line_of(number, unread.get(file, ()))
            texts = tuple("" if one is None else str(one) for one in fields)
            yield BadRow(_reason(key, slot, wrong), log.files[file], line, texts)


def _reason(key: int, slot: int, wrong: Wrong) -> str:
    """What is wrong with a row, by its key, or by its slot."""
    return BAD_ROWS[-key if key < 0 else SKIPPED if slot in wrong.skipped else AMBIGUOUS]


def _rows_on_cluster(log: Log, shape: Shape, wrong: Wrong, engine: Engine, most: int | None) -> Iterator[BadRow]:
    """Bad rows of a cluster, which knows no lines: by their file, and within it by what stands in them.

    Args:
        log: In which they are.
        shape: What was read of every row.
        wrong: How many there are.
        engine: What reads it.
        most: So many of each are enough; None gives all. [rows]
    """
    slots = sorted({*wrong.skipped, *wrong.twice})
    at_slots = f" OR slot IN ({', '.join(map(str, slots))})" if slots else ""
    raw = " UNION ALL ".join(_view_sql(log, part, shape) for part in log.parts)
    order = "row_file, row_text"
    query = (
        f"SELECT * FROM (SELECT row_file, row_text, key, slot, row_number() OVER (PARTITION BY key ORDER BY {order}) "
        f"AS n FROM ({rows_sql(log, shape, raw=raw)}) AS r WHERE key < 0{at_slots}) AS numbered "
        f"{'' if most is None else f'WHERE n <= {most} '}ORDER BY {order}"
    )
    found = engine.execute(query)
    while some := found.fetchmany(_FETCHED):
        for file, fields, key, slot, _ in some:
            yield BadRow(_reason(key, slot, wrong), file, None, tuple("" if one is None else one for one in fields))


def _view_sql(log: Log, part: Part, shape: Shape) -> str:
    """The rows of a cluster's table, with their file and all that stands in them."""
    header = part.header or (*log.columns.own.values(), *log.columns.ignored)
    every = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in header)
    text = f"[{every}]" if log.is_parquet else f"CASE WHEN {UNPARSED_MARK} THEN [{TEXT_MARK}] ELSE [{every}] END"
    beside = [f"{FILE_MARK} AS row_file", "0 AS row_line", f"{text} AS row_text"]
    return part_source(log, part, columns_of(log, shape), copies=shape.no_repeats, beside=beside)


def _line_of(number: int, unread: Sequence[int]) -> int:
    """The line of a row, after the one of names and among lines that could not be read."""
    line = number + 1
    for one in sorted(unread):
        line += one <= line
    return line


def _place_of(log: Log, path: str) -> int:
    """Which of the log's files a path is."""
    return next((place for place, file in enumerate(log.files) if file == path), 0)


def _text_sql(log: Log, shape: Shape, wrong: Wrong) -> str:
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
    by_name = {name.strip(): name for name in header}
    every = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in header)
    columns = []
    for name in names:
        own = by_name.get(log.columns.own[name])
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
