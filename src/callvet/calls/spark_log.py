"""Opening a call log on a Spark cluster: files of this machine that the cluster sees too, or an address of its own.

Every file becomes a table of the session, CSV as text, with the file of each row and whether it could be taken apart.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from callvet.calls.columns import LogError, find_columns
from callvet.calls.log import (
    FILE_MARK,
    TEXT_MARK,
    UNPARSED_MARK,
    Log,
    Part,
    log_of,
    quoted,
)
from callvet.calls.log_files import files_of, is_parquet, of_one_kind
from callvet.calls.sample import Sample, sample_csv, sample_lines, with_offsets
from callvet.calls.spark import asked
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyspark.sql import DataFrame

    from callvet.calls.spark import SparkEngine

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_LONGEST_SHOWN: Final = 400
_SAMPLE_ROWS: Final = 1000
_TYPES: Final[Mapping[str, str]] = {
    "tinyint": "TINYINT",
    "smallint": "SMALLINT",
    "int": "INTEGER",
    "bigint": "BIGINT",
    "float": "FLOAT",
    "double": "DOUBLE",
    "string": "VARCHAR",
    "boolean": "BOOLEAN",
    "timestamp": "TIMESTAMPTZ",
    "timestamp_ntz": "TIMESTAMP",
    "date": "DATE",
}
"""Spark's names of types, and DuckDB's, in whose SQL queries are written."""


def is_address(text: str) -> bool:
    """Whether a log is named by an address, such as ``s3a://bucket/calls``, and not by a path of this machine."""
    return bool(_ADDRESS.match(text))


def open_on_spark(text: str, mapping: Mapping[str, str], engine: SparkEngine) -> Log:
    """Open a log.

    Args:
        text: A path of this machine, which the cluster sees too, or an address that the cluster can read.
        mapping: The log's own names of columns, by their names here.
        engine: What reads it.

    Raises:
        LogError: There is no such log, it is damaged, or columns are missing.
    """
    told = shown(text, _LONGEST_SHOWN)
    if is_address(text):
        listed = asked(lambda: engine.session.read.text(text).inputFiles())
        files = of_one_kind(sorted(unquote(one) for one in listed), told)
    else:
        files = files_of(Path(text), told)
    if is_parquet(files[0]):
        return _open_parquet(told, files, mapping, engine)
    log = log_of([_sample(file, engine) for file in files], mapping, told)
    return log._replace(
        parts=tuple(part._replace(view=_table(part, engine)) for part in log.parts),
        types=dict.fromkeys(log.types, "VARCHAR"),
    )


def _sample(file: str, engine: SparkEngine) -> Sample:
    """The first rows of a file."""
    if not is_address(file):
        return sample_csv(file)
    frame = asked(lambda: engine.session.read.text(_plain(file)))
    lines = [f"{row[0]}\n" for row in asked(lambda: frame.take(_SAMPLE_ROWS + 1))]
    return sample_lines(file, [lines[0].removeprefix("\ufeff"), *lines[1:]] if lines else [])


def _table(part: Part, engine: SparkEngine) -> str:
    """The rows of CSV files of the same columns: as text, with what could not be taken apart as it stands."""
    columns = ", ".join(f"c{place} STRING" for place in range(len(part.header)))
    frame = asked(
        lambda: engine.session.read.csv(
            [_plain(file) for file in part.files],
            schema=f"{columns}, {TEXT_MARK} STRING",
            sep=part.separator,
            quote='"',
            escape='"',
            header=True,
            mode="PERMISSIVE",
            columnNameOfCorruptRecord=TEXT_MARK,
            multiLine=True,
        )
    )
    names = [f"c{place} AS {_backticked(name)}" for place, name in enumerate(part.header)]
    return engine.view(
        frame.selectExpr(
            *names, TEXT_MARK, f"{TEXT_MARK} IS NOT NULL AS {UNPARSED_MARK}", f"_metadata.file_path AS {FILE_MARK}"
        )
    )


def _open_parquet(told: str, files: Sequence[str], mapping: Mapping[str, str], engine: SparkEngine) -> Log:
    """A log of Parquet files."""
    frame: DataFrame = asked(
        lambda: engine.session.read.option("mergeSchema", "true").parquet(*(_plain(file) for file in files))
    )
    kinds = {name: _kind(kind) for name, kind in frame.dtypes}
    columns = find_columns(tuple(kinds), mapping, told)
    types = {name: kinds[own] for name, own in columns.own.items()}
    _expect_readable(types, told)
    view = engine.view(frame.selectExpr("*", f"_metadata.file_path AS {FILE_MARK}"))
    offset = types["start"] == "TIMESTAMPTZ"
    if types["start"] == "VARCHAR":
        found = engine.execute(f"SELECT {quoted(columns.own['start'])} FROM {view} LIMIT {_SAMPLE_ROWS}").fetchall()
        offset = with_offsets([str(row[0]) for row in found], told)
    return Log(told, (Part(tuple(files), view=view),), True, columns, types, offset)


def _kind(spark: str) -> str:
    """A type of Spark's, as DuckDB calls it."""
    return spark.upper() if spark.startswith("decimal") else _TYPES.get(spark, spark)


def _expect_readable(types: Mapping[str, str], told: str) -> None:
    """Refuse columns of types that mean something else on Spark.

    Raises:
        LogError: There is one.
    """
    for name, kind in types.items():
        if kind not in _TYPES.values() and not kind.startswith("DECIMAL"):
            message = f"{told}: {name} is of the type {shown(kind)}, not read on Spark; write it as seconds, or as text"
            raise LogError(message)
    if types["start"] not in {"VARCHAR", "TIMESTAMP", "TIMESTAMPTZ"}:
        message = f"{told}: start is of the type {types['start']}; write it as a timestamp, or as text of ISO 8601"
        raise LogError(message)


def _plain(file: str) -> str:
    """A path in which nothing stands for several, and which is one of this machine unless it says otherwise."""
    escaped = re.sub(r"([*?\[\]{}\\])", r"\\\1", file)
    return escaped if urlsplit(file).scheme and is_address(file) else f"file://{Path(escaped).absolute()}"


def _backticked(name: str) -> str:
    """A column's name, for Spark's SQL."""
    return "`" + name.replace("`", "``") + "`"
