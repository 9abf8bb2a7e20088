"""Single calls of a log that two readings of a charge bill differently, with the rows that they stand in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import numpy as np

from callvet.calls.calendar import quote_calendar
from callvet.calls.clock import billed_sql
from callvet.calls.counting import mask_of
from callvet.calls.log import Part, part_reader, quoted, reading
from callvet.calls.plan import clock_of
from callvet.calls.rows import CHANNELS, columns_of, rows_sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.calls.calendar import QuoteCalendar
    from callvet.calls.columns import Columns
    from callvet.calls.counting import LogUsage
    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.calls.metering import Sums
    from callvet.calls.slots import Ints
    from callvet.calls.sound import SoundCalls
    from callvet.model.charge import Charge
    from callvet.model.quote import Quote

_FETCHED: Final = 10_000
_EPOCH: Final = date(1970, 1, 1)


class LogCalls(NamedTuple):
    """Where calls are looked for.

    Attributes:
        log: In which they are.
        engine: What reads it.
        calls: The same, metered.
        country: Whose holidays ``PH`` means; None is nobody's.
    """

    log: Log
    engine: Engine
    calls: SoundCalls
    country: str | None


class Clocking(NamedTuple):
    """How a charge counts calls.

    Attributes:
        quote: Whose cycles hold.
        charge: For minutes, or for contacts.
        zone: IANA name of the clock of its cycles and hours.
        start: First day of the contract.
        with_lost: Whether contacts that no agent had are counted, by the least time of the clock.
        days: The first and the last day whose calls are billed; None those of the cycle.
    """

    quote: Quote
    charge: Charge
    zone: str
    start: date
    with_lost: bool
    days: tuple[date, date] | None = None


class CallRow(NamedTuple):
    """One call.

    Attributes:
        file: Its file.
        row: Its row there: of CSV the line, the one of names being the first; of Parquet the row, from 1.
        start: As the log has it.
        before: What the first reading bills. [milliseconds, or calls]
        after: What the second bills. [milliseconds, or calls]
    """

    file: str
    row: int
    start: str
    before: int
    after: int


class _Asked(NamedTuple):
    """What conditions of a charge are asked of."""

    sums: Sums
    columns: Columns
    calendar: QuoteCalendar
    slot_of: Ints


def differing_calls(where: LogCalls, cycle: str, before: Clocking, after: Clocking) -> Iterator[CallRow]:
    """The calls of a cycle that two readings of a charge bill differently, in the order of the log.

    Args:
        where: The log.
        cycle: Its name.
        before: The first reading.
        after: The second.

    Raises:
        LogError: The log cannot be read again.
    """
    log, engine = where.log, where.engine
    sums = where.calls.sums
    for table, one in (("before_keys", before), ("after_keys", after)):
        keys = [int(key) for key in _keys(where, cycle, one)]
        engine.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT DISTINCT unnest(?::BIGINT[]) AS key", [keys])
    rows = rows_sql(log, sums.shape, raw=_numbered(log, columns_of(log, sums.shape)))
    query = (
        f"SELECT row_file, row_line, row_text, before, after FROM ("
        f"SELECT *, CASE WHEN key IN (SELECT key FROM before_keys) THEN {_billed(before, log)} ELSE 0 END AS before, "
        f"CASE WHEN key IN (SELECT key FROM after_keys) THEN {_billed(after, log)} ELSE 0 END AS after "
        f"FROM ({rows}) AS r) AS b WHERE before <> after ORDER BY row_file, row_line"
    )
    with reading(log.path):
        found = engine.execute(query)
        while some := found.fetchmany(_FETCHED):
            for file, row, start, first, second in some:
                yield CallRow(log.files[file], int(row), str(start), int(first), int(second))


def _keys(where: LogCalls, cycle: str, one: Clocking) -> Ints:
    """The slots and kinds of the contacts that a charge counts in a cycle."""
    calls = where.calls
    calendar = quote_calendar(one.quote, calls.times, one.zone, one.start, where.country)
    place = next((n for n, span in enumerate(calendar.cycles) if span.name == cycle), -1)
    asked = _Asked(calls.sums, where.log.columns, calendar, calls.slot_of)
    # Conditions ask these four alone of what charges are counted over.
    mask = mask_of((one.charge.when,) if one.charge.when else (), cast("LogUsage", asked))
    if one.days is None:
        mask &= calendar.cycle_of[calls.slot_of] == place
    else:
        first, last = ((day - _EPOCH).days for day in one.days)
        days = calendar.clocked.days[calls.slot_of]
        mask &= (days >= first) & (days <= last)
    channel = one.charge.when.channel if one.charge.when else None
    if "contact" not in one.charge.per:
        own = channel or next((name for name in CHANNELS if name in one.charge.per), "phone")
        mask &= calls.sums.has("channel", CHANNELS.index(own))
    rows = np.flatnonzero(mask)
    return np.asarray(calls.sums.slots[rows] * calls.sums.shape.kinds + calls.sums.kinds[rows], np.int64)


def _billed(one: Clocking, log: Log) -> str:
    """What a call is billed, or whether it is counted."""
    if "minute" not in one.charge.per:
        return "1" if one.with_lost else "CASE WHEN answered THEN 1 ELSE 0 END"
    clock = clock_of(one.charge, log.columns)
    least = max(clock.step_ms, clock.minimum_ms) + clock.wrap_fixed_ms
    return f"CASE WHEN NOT answered THEN {least} ELSE {billed_sql(clock)} END" if one.with_lost else billed_sql(clock)


def _numbered(log: Log, names: Sequence[str]) -> str:
    """All rows with their file, their number in it, and their start as it is written."""
    parts = []
    for part in log.parts:
        by_name = {name.strip(): name for name in part.header}
        for file in part.files:
            own = [by_name.get(log.columns.own[name], log.columns.own[name]) for name in names]
            there = [log.is_parquet or name in part.header for name in own]
            columns = [
                f"{quoted(written) if is_there else 'CAST(NULL AS VARCHAR)'} AS {name}"
                for name, written, is_there in zip(names, own, there, strict=True)
            ]
            number = "row_number() OVER ()" if log.is_parquet else "row_number() OVER () + 1"
            reader = part_reader(log, Part((file,), part.header, part.separator), as_text=not log.is_parquet)
            start = f"CAST({quoted(own[names.index('start')])} AS VARCHAR)"
            parts.append(
                f"SELECT {', '.join(columns)}, {log.files.index(file)} AS row_file, {number} AS row_line, "
                f"{start} AS row_text FROM {reader}"
            )
    return " UNION ALL ".join(parts)
