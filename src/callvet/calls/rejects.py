"""Rows of a log that are left out: how many, by what is wrong with them, with examples, and all of them in a file.

Only where there are any, the log is read once more, as text: so that each is told by its line and written as it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from datetime import datetime, timedelta
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.log import reading
from callvet.calls.raw_rows import text_sql, view_sql
from callvet.calls.rejected import REJECTED_ROWS, forget_rejected, wrong_with
from callvet.calls.rejects_file import write_rejects
from callvet.calls.row_lines import RowLines, numbered
from callvet.calls.rows import AMBIGUOUS, BAD_ROWS, SKIPPED, UNREADABLE_DURATION, UNREADABLE_TIME, rows_sql
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
    most = _EXAMPLES if file is None else None
    found = (_rows_on_cluster if log.on_cluster else _rows)(log, shape, wrong, engine, most)
    rows = _noted(found, examples)
    if file is None:
        deque(rows, maxlen=0)
    else:
        write_rejects(file, rows, log)
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


def _rows(log: Log, shape: Shape, wrong: Wrong, engine: Engine, most: int | None) -> Iterator[BadRow]:
    """Bad rows, those first that the engine could not even read as text.

    Args:
        log: In which they are.
        shape: What was read of every row.
        wrong: How many there are.
        engine: What reads it.
        most: So many of each are enough; None gives all. [rows]
    """
    at_slots = _or_at_slots(wrong)
    raw = text_sql(log, shape, wrong)
    query = (
        f"SELECT row_file, row_line, row_text, key, slot FROM ({rows_sql(log, shape, raw=raw)}) AS r "
        f"WHERE key < 0{at_slots} ORDER BY row_file, row_line"
    )
    with reading(log.path):
        forget_rejected(log, engine)
        engine.execute(f"CREATE OR REPLACE TEMP TABLE bad AS {query}")  # read whole, so that all rejects are known
        unread = [] if log.is_parquet else engine.execute(REJECTED_ROWS).fetchall()
        yield from _unread(log, unread, most)
        records: dict[str, list[int]] = defaultdict(list)
        for _, _, file, record, _ in unread:
            records[str(file)].append(int(record))
        yield from _semantic(log, wrong, records, engine, most)


def _unread(log: Log, unread: Sequence[tuple[str, str, str, int, str]], most: int | None) -> Iterator[BadRow]:
    """Bad rows that cannot be read, in the order of their files and records."""
    own = {column: name for name, column in log.columns.own.items()}
    told: Counter[str] = Counter()
    for path, some in groupby(unread, key=lambda one: str(one[2])):
        lines = RowLines(path, log.separator_of(path))
        for column, kind, _, record, text in some:
            reason = BAD_ROWS[wrong_with(own.get(str(column).strip(), ""), str(kind))]
            told[reason] += 1
            if most is None or told[reason] <= most:
                yield BadRow(reason, path, lines.of_record(int(record))[1], (str(text).strip("\r\n"),))


def _semantic(
    log: Log, wrong: Wrong, unread: Mapping[str, Sequence[int]], engine: Engine, most: int | None
) -> Iterator[BadRow]:
    """Bad rows that can be read.

    Args:
        log: In which they are.
        wrong: How many there are.
        unread: By file, the records that cannot be read.
        engine: What has them in a table.
        most: So many of each are enough; None gives all. [rows]
    """
    first = (
        "" if most is None else f" QUALIFY row_number() OVER (PARTITION BY key ORDER BY row_file, row_line) <= {most}"
    )
    found = engine.execute(f"SELECT * FROM bad{first} ORDER BY row_file, row_line")
    path = ""
    line_of: Callable[[int], int] = _as_it_is
    while some := found.fetchmany(_FETCHED):
        for place, number, fields, key, slot in some:
            if path != log.files[place]:
                path = log.files[place]
                line_of = _as_it_is if log.is_parquet else _line_of(log, path, unread.get(path, ()))
            texts = tuple("" if one is None else str(one) for one in fields)
            yield BadRow(_reason(key, slot, wrong), path, line_of(number), texts)


def _as_it_is(number: int) -> int:
    """A row of Parquet is told by its number."""
    return number


def _line_of(log: Log, path: str, unread: Sequence[int]) -> Callable[[int], int]:
    """Tells the line of a row by its number among those that can be read, asked in order."""
    separator = log.separator_of(path)
    lines, others = RowLines(path, separator), RowLines(path, separator)
    number_of = numbered(others.of_record(record)[0] for record in unread)
    return lambda number: lines.line_of(number_of(number))


def _or_at_slots(wrong: Wrong) -> str:
    """What else of the rows is bad, beside those with a key that says so: a local time that nobody can place."""
    slots = sorted({*wrong.skipped, *wrong.twice})
    return f" OR slot IN ({', '.join(map(str, slots))})" if slots else ""


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
    at_slots = _or_at_slots(wrong)
    raw = " UNION ALL ".join(view_sql(log, part, shape) for part in log.parts)
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
