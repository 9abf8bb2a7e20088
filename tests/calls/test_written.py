"""What a column of Parquet says, whichever type it has: durations, and yes and no."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from callvet.calls.log import connect, open_log
from callvet.calls.rows import UNREADABLE_DURATION, UNREADABLE_FLAG, Shape, dimension, rows_sql

SHAPE = Shape(("talk",), (dimension("answered"),), 30)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)


def parquet(talk: str, abandoned: str, *rows: tuple[str, str]) -> str:
    """A log of Parquet, a row a minute.

    Args:
        talk: The type of talk.
        abandoned: The type of given up.
        rows: Both, as literals of SQL.
    """
    values = ", ".join(
        f"(TIMESTAMP '2026-03-02 09:{minute:02}:00', CAST({one} AS {talk}), CAST({other} AS {abandoned}))"
        for minute, (one, other) in enumerate(rows)
    )
    table = f"(VALUES {values}) AS t(start, talk_seconds, abandoned)"
    duckdb.sql(f"COPY (FROM {table}) TO 'calls.parquet'")
    return "calls.parquet"


def csv(*rows: tuple[str, str]) -> str:
    """A log of CSV, a row a minute: talk and given up."""
    lines = (f"2026-03-02T09:{minute:02}:00,{one},{other}\n" for minute, (one, other) in enumerate(rows))
    Path("calls.csv").write_text(f"start,talk_seconds,abandoned\n{''.join(lines)}", encoding="utf-8")
    return "calls.csv"


def read(path: str) -> list[tuple[int, bool, int]]:
    """Of every row: milliseconds of talk, whether it was answered, and what is wrong with it, 0 where nothing is."""
    engine = connect()
    rows = rows_sql(open_log(Path(path), {}, engine), SHAPE)
    query = f"SELECT talk, answered, CASE WHEN key < 0 THEN -key ELSE 0 END FROM ({rows}) ORDER BY start_us"  # noqa: S608
    return engine.execute(query).fetchall()


def test_yes_and_no_are_no_durations() -> None:
    log = parquet("BOOLEAN", "BOOLEAN", ("TRUE", "FALSE"), ("FALSE", "FALSE"), ("NULL", "FALSE"))
    assert [wrong for _, _, wrong in read(log)] == [UNREADABLE_DURATION, UNREADABLE_DURATION, 0]


@pytest.mark.parametrize("kind", ["TINYINT", "INTEGER", "UINTEGER", "BIGINT", "HUGEINT", "DOUBLE", "DECIMAL(4, 1)"])
def test_of_numbers_0_and_1_are_no_and_yes_and_nothing_else_is(kind: str) -> None:
    log = parquet("INTEGER", kind, ("60", "0"), ("60", "1"), ("60", "NULL"), ("60", "2"), ("60", "100"))
    bad = (False, UNREADABLE_FLAG)
    assert [row[1:] for row in read(log)] == [(True, 0), (False, 0), (True, 0), bad, bad]


@pytest.mark.parametrize("kind", ["INTEGER", "DOUBLE"])
def test_a_negative_number_is_neither_yes_nor_no(kind: str) -> None:
    assert read(parquet("INTEGER", kind, ("60", "-1"))) == [(0, False, UNREADABLE_FLAG)]


def test_half_a_yes_is_neither() -> None:
    assert read(parquet("INTEGER", "DOUBLE", ("60", "0.5"), ("60", "'NaN'"))) == [(0, False, UNREADABLE_FLAG)] * 2


def test_a_date_says_neither_yes_nor_no_but_where_there_is_none() -> None:
    log = parquet("INTEGER", "DATE", ("60", "DATE '2026-03-02'"), ("60", "NULL"))
    assert read(log) == [(0, False, UNREADABLE_FLAG), (60_000, True, 0)]


def test_numbers_for_yes_and_no_are_read_from_parquet_as_from_csv() -> None:
    rows = (("60", "0"), ("60", "1"), ("61", "2"), ("62", "-1"))
    assert read(parquet("INTEGER", "INTEGER", *rows)) == read(csv(*rows))
