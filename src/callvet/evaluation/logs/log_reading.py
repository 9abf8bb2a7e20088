"""Opening a call log for a question that needs no quote: its columns, its clock and the days that are wanted."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from io import TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from callvet.calls.columns import LogError
from callvet.calls.log import connect, open_log
from callvet.calls.rows import MICROS
from callvet.calls.spark import connect_spark
from callvet.evaluation.bad_files import BadFilesError
from callvet.load.call_log import load_call_log
from callvet.load.discovery import shown_path
from callvet.load.writing import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path
    from typing import TextIO

    from duckdb import DuckDBPyConnection

    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.evaluation.logs.log_wishes import LogWishes
    from callvet.model.needs import Needs

_UTC = "UTC"


class OpenLog(NamedTuple):
    """A log that can be asked.

    Attributes:
        log: Which.
        engine: What reads it.
        zone: IANA name of its clock.
        wanted: How it is read.
    """

    log: Log
    engine: DuckDBPyConnection
    zone: str
    wanted: LogWishes

    @property
    def period(self) -> tuple[int | None, int | None]:
        """The first moment that is wanted, and the first that is not, as starts are written. [microseconds]"""
        return period_of(self.log, self.zone, self.wanted.first_day, self.wanted.last_day)


def period_of(log: Log, zone: str, first: date | None, last: date | None) -> tuple[int | None, int | None]:
    """When some days of a log begin, and when they are over, as its starts are written.

    Args:
        log: Which.
        zone: IANA name of its clock.
        first: None is from the log's beginning.
        last: None is to its end.

    Returns:
        The first moment of the days, and the first after them. [microseconds since 1970]
    """

    def moment(day: date, days: int) -> int:
        midnight = datetime.combine(day, time()) + timedelta(days)
        return int(midnight.replace(tzinfo=ZoneInfo(zone) if log.has_offset else UTC).timestamp()) * MICROS

    return None if first is None else moment(first, 0), None if last is None else moment(last, 1)


def open_for(
    path: Path, wanted: LogWishes, needs: Needs, watch: Callable[[DuckDBPyConnection], None] | None = None
) -> OpenLog:
    """The log, as its own file and the user say.

    Args:
        path: A file, or a folder of them.
        wanted: How it is read.
        needs: Whose clock is the log's, where neither says.
        watch: Is given the engine before it reads.

    Raises:
        BadFilesError: What stands beside the log has faults.
        LogError: The log cannot be read.
    """
    said, problems = load_call_log(path)
    if problems:
        raise BadFilesError(problems)
    engine = connect()
    if watch:
        watch(engine)
    log = open_log(path, {**said.columns, **dict(wanted.columns)}, engine)
    return OpenLog(log, engine, wanted.timezone or said.timezone or needs.timezone or _UTC, wanted)


@contextmanager
def engine_for(*, on_spark: bool) -> Iterator[Engine]:
    """What reads a log, ended when that is done: DuckDB here, or Spark.

    Raises:
        LogError: There is no Spark.
    """
    if not on_spark:
        with connect() as engine:
            yield engine
        return
    spark = connect_spark()
    try:
        yield spark
    finally:
        spark.close()


@contextmanager
def rejects_file(path: Path | None) -> Iterator[TextIO | None]:
    """The file for the rows that are left out, which is there once all of them are; None where there is to be none.

    Raises:
        LogError: It cannot be written.
    """
    if path is None:
        yield None
        return
    try:
        with replacing(path) as whole, TextIOWrapper(whole, encoding="utf-8", newline="") as file:
            yield file
    except OSError as refused:
        message = f"{shown_path(path)}: {refused.strerror or refused}; name another file with --rejects"
        raise LogError(message) from refused


def is_over(bad: int, rows: int, wanted: LogWishes) -> bool:
    """Whether more rows are left out than the user allows."""
    if wanted.most_rejects is not None and bad > wanted.most_rejects:
        return True
    return wanted.most_rejected_share is not None and bad > wanted.most_rejected_share * rows
