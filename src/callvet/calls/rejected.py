"""Rows of CSV that DuckDB could not even take apart or type while it read: how many, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.calls.columns import DURATIONS, LogError
from callvet.calls.row_lines import RowLines
from callvet.calls.rows import NOT_UTF8, UNPARSED, UNREADABLE_DURATION, UNREADABLE_FLAG, UNREADABLE_TIME
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.calls.engine import Engine
    from callvet.calls.log import Log

_OPEN_QUOTE: Final = "UNQUOTED VALUE"
_FIRST: Final = "ORDER BY error_type = 'CAST', column_idx"
"""A row that cannot be taken apart is told so, whatever its pieces are taken for."""
_LONGEST_PATH: Final = 400

REJECTED_ROWS: Final = (
    f"SELECT first(column_name {_FIRST}), first(error_type {_FIRST}), s.file_path, line, first(csv_line) "
    "FROM reject_errors AS e JOIN reject_scans AS s USING (scan_id, file_id) "
    "GROUP BY s.file_path, line ORDER BY s.file_path, line"
)
"""Every row that was rejected: column, kind of error, file, line and text."""


def forget_rejected(log: Log, engine: Engine) -> None:
    """Let DuckDB forget which rows it rejected in readings before."""
    if not log.on_cluster:
        for table in ("reject_errors", "reject_scans"):
            engine.execute(f"DROP TABLE IF EXISTS {table}")


def rejected_counts(log: Log, engine: Engine) -> Mapping[int, int]:
    """How many rows DuckDB rejected while reading, by what is wrong with them. [rows]

    Raises:
        LogError: A quote is never closed, so that nobody knows how many calls stand in what is one row for it.
    """
    if log.is_parquet or log.on_cluster:
        return {}
    own = {column: name for name, column in log.columns.own.items()}
    counts: dict[int, int] = {}
    for column, kind, file, line, text in engine.execute(REJECTED_ROWS).fetchall():
        if kind == _OPEN_QUOTE and "\n" in str(text).rstrip("\r\n"):
            _, begins = RowLines(str(file), log.separator_of(str(file))).of_record(int(line))
            message = (
                f'{shown(str(file), _LONGEST_PATH)}:{begins}: a quotation mark (") is opened here and not closed, so '
                "that the lines after it are part of the same row; close it, or write a mark within text twice"
            )
            raise LogError(message)
        number = wrong_with(own.get(str(column).strip(), ""), str(kind))
        counts[number] = counts.get(number, 0) + 1
    return counts


def read_as_text(log: Log, engine: Engine) -> Log | None:
    """The log with those columns read as text of which the last reading met values of another type than the first rows.

    So a duration of ``0:01:30`` below a thousand of ``90`` is one, and what is wrong with a row is told alike whether
    it is counted, shown or written to a file. Most logs have no such column; then there is nothing to read again.

    Args:
        log: Which.
        engine: What has just read it.
    """
    if log.is_parquet or log.on_cluster:
        return None
    found = {str(column).strip() for column, kind, *_ in engine.execute(REJECTED_ROWS).fetchall() if kind == "CAST"}
    names = [name for name, own in log.columns.own.items() if own in found and log.types[name] != "VARCHAR"]
    return log._replace(types={**log.types, **dict.fromkeys(names, "VARCHAR")}) if names else None


def wrong_with(name: str, kind: str) -> int:
    """What is wrong with a row that was rejected, by the column's name here and the engine's kind of error."""
    if kind != "CAST":
        return NOT_UTF8 if kind == "INVALID ENCODING" else UNPARSED
    if name == "start":
        return UNREADABLE_TIME
    return UNREADABLE_DURATION if name in DURATIONS else UNREADABLE_FLAG
