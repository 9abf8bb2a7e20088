"""A log that is no log: each is refused in one line with what it really is, where, and the fix."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import pytest

from callvet.calls.columns import LogError
from callvet.calls.log import connect, open_log
from callvet.calls.metering import meter
from callvet.calls.plan import Plan
from callvet.calls.rows import Shape, dimension

HEAD = b"start,talk_seconds,agent\n"
ROWS = b"".join(b"2026-03-02T09:%02d:00,60,Ann\n" % minute for minute in range(50))
LOG = HEAD + ROWS
PLAN = Plan(Shape(("talk",), (dimension("answered"),), 30), (), ())


def refusal(name: str, content: bytes) -> str:
    """Why a log is not read."""
    Path(name).write_bytes(content)
    engine = connect()
    with pytest.raises(LogError) as refused:
        meter(open_log(Path(name), {}, engine), PLAN, engine)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


PACKED = gzip.compress(LOG, mtime=0)
"""The same bytes at every time of day, since they stand in the names of tests."""


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", LOG.decode().encode("utf-16"), "a.csv: this file is UTF-16, and a log is read as UTF-8; save"),
        ("a.csv", LOG.decode().encode("utf-16-le"), "a.csv: this file is UTF-16, and a log is read as UTF-8; save"),
        ("a.csv", LOG.decode().encode("utf-32"), "a.csv: this file is UTF-32, and a log is read as UTF-8; save"),
        ("a.csv", b"start,talk\0_seconds\n" + ROWS, "a.csv:1: a NUL byte stands among the names of the columns (byte"),
        ("a.csv", "start,durée\n".encode("latin-1"), "a.csv:1: the names of the columns are not UTF-8 (byte 10 of the"),
        ("a.csv", b"PK\x03\x04\x14\x00\x00\x00" * 9, "a.csv: this file is an Excel workbook, or another file"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "a.csv: this file is an old Excel workbook, and"),
        ("a.csv", PACKED, "a.csv: this file is packed by gzip, and no CSV; end its name in .csv.gz"),
        ("a.csv", b"PAR1\x15\x04" + bytes(40), "a.csv: this file is a Parquet file, and no CSV; end its name in .parq"),
        ("a.csv", b"<!DOCTYPE html>\n<p>no calls</p>\n", "a.csv: this file is a page of the web, or XML, and no CSV"),
        ("a.csv", b'[{"start": "2026-03-02"}]\n', "a.csv: this file is JSON, and no CSV; write its calls as CSV"),
        ("a.csv", b"", "a.csv: the log is empty; its first line names the columns"),
        ("a.csv", b"\n\n" + LOG, "a.csv:1: the first line is blank; remove what stands before the line"),
        ("a.csv", b"sep=,\n" + LOG, "a.csv:1: sep=, is a note to Excel; remove the line"),
        ("a.csv", b"Calls of March\n" + LOG, "a.csv:1: the first line is the one field Calls of March, and others"),
        ("a.csv", ROWS, "a.csv:1: the first line is a call (2026-03-02T09:00:00, 60, Ann); put a line before it"),
        ("a.csv", b'start,"talk_seconds\n' + ROWS, 'a.csv:1: a quotation mark (") is opened among the names'),
        ("a.csv", b"start,talk_seconds," + b"x" * (1 << 20) + b"\n", "a.csv:1: the first line is longer than 1 MiB"),
        ("a.csv", LOG + ROWS.replace(b"\n", b"\r\n"), "a.csv: some lines end in CR LF and others in LF alone"),
        ("a.csv.gz", LOG, "a.csv.gz: this file is not packed by gzip, as its name says; end its name in .csv"),
        ("a.csv.gz", PACKED[:8], "a.csv.gz: the gzip file was cut short, its end is missing; copy"),
        ("a.parquet", b"", "a.parquet: the file is empty; write the log anew"),
        ("a.parquet", LOG, "a.parquet: this is no Parquet file; if it is CSV, end its name in .csv"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_log_is_refused_for_what_it_is(name: str, content: bytes, told: str) -> None:
    assert refusal(name, content).startswith(told)


def test_a_packed_log_that_was_cut_late_is_refused_and_not_billed_in_part() -> None:
    lines = (b"2026-03-02T09:00:00,60,%d\n" % (number * 2_654_435_761 % 2**32) for number in range(200_000))
    packed = gzip.compress(HEAD + b"".join(lines), compresslevel=1)
    assert len(packed) > 2**20
    assert refusal("a.csv.gz", packed[:-50_000]).startswith("a.csv.gz: the gzip file was cut short")


def test_a_parquet_file_that_was_cut_short_is_told_so() -> None:
    duckdb.connect().execute("COPY (SELECT TIMESTAMP '2026-03-02' AS start, 60 AS talk_seconds) TO 'whole.parquet'")
    whole = Path("whole.parquet").read_bytes()
    assert refusal("a.parquet", whole[:-9]).startswith("a.parquet: the Parquet file was cut short, its end is missing")


def test_a_quote_that_is_never_closed_is_told_by_its_line_below_rows_of_several() -> None:
    rows = b'2026-03-02T09:00:00,60,"Ann\nor Bob"\n' * 3 + b"\n"
    told = refusal("a.csv", HEAD + rows + b'2026-03-02T09:00:00,60,"Bob\n' + ROWS)
    assert told.startswith('a.csv:9: a quotation mark (") is opened here and not closed')


@pytest.mark.parametrize("before", [1, 40_000], ids=["among the first rows", "beyond the sample"])
def test_a_quote_that_is_never_closed_hides_no_calls(before: int) -> None:
    row = b"2026-03-02T09:00:00,60,Ann\n"
    told = refusal("a.csv", HEAD + row * before + b'2026-03-02T09:00:00,60,"Bob\n' + row * 3)
    assert told.startswith(f'a.csv:{before + 2}: a quotation mark (") is opened here and not closed, so that the lines')


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + LOG,
        LOG.replace(b"\n", b"\r\n"),
        LOG.replace(b"\n", b"\r"),
        LOG.replace(b",", b";"),
        HEAD.replace(b"agent", b'"name of\nagent"') + ROWS,
        HEAD + ROWS.replace(b"Ann", b'"the ""best"" Ann"'),
    ],
    ids=["mark of UTF-8", "CR LF", "CR", "semicolons", "a name of two lines", "doubled quotes"],
)
def test_what_only_looks_odd_is_read(content: bytes) -> None:
    Path("a.csv").write_bytes(content)
    engine = connect()
    found = meter(open_log(Path("a.csv"), {}, engine), PLAN, engine)
    assert (int(found.sums.calls.sum()), int(found.sums.parts["talk"].sum()), found.bad) == (50, 3_000_000, {})


def test_rows_that_are_not_utf_8_are_left_out_as_such() -> None:
    Path("a.csv").write_bytes(LOG + "2026-03-02T10:00:00,60,José\n".encode("latin-1"))
    engine = connect()
    log = open_log(Path("a.csv"), {}, engine)
    shape = Shape(("talk",), (dimension("answered"), dimension("outcome", ["x"])), 30)
    log = log._replace(columns=log.columns._replace(own={**log.columns.own, "outcome": "agent"}),
                       types={**log.types, "outcome": "VARCHAR"})  # fmt: skip
    found = meter(log, Plan(shape, (), ()), engine)
    assert (int(found.sums.calls.sum()), dict(found.bad)) == (50, {11: 1})
