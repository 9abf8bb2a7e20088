"""A local session of Spark, asked the same queries as DuckDB: the same whole numbers, the same rows left out."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import duckdb
import pytest

from callvet.calls.columns import LogError
from callvet.calls.log import connect, open_log, part_reader
from callvet.calls.metering import metering_sql
from callvet.calls.plan import Plan
from callvet.calls.rows import Shape, dimension, rows_sql
from callvet.calls.sample import has_offset
from callvet.calls.spark import SparkEngine, connect_spark, translated
from callvet.calls.spark_log import open_on_spark
from callvet.evaluation.logs.log_wishes import LogWishes
from callvet.evaluation.replaying import replay_calls
from callvet.load.discovery import NothingToWorkOnError
from tests.calls.logs import ZONE, calls, write_csv
from tests.calls.plain_biller import bills
from tests.calls.test_against_the_plain_biller import as_file, quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from callvet.evaluation.logs.replayed import ReplayAnswer

pytestmark = pytest.mark.spark
LOCAL = (
    "--master local[2] --conf spark.sql.shuffle.partitions=2 --conf spark.ui.enabled=false "
    "--driver-java-options -XX:TieredStopAtLevel=1 pyspark-shell"
)
"""A session that starts fast and is not meant to run for long."""
TALK = "clock: {counts: [talk], step_seconds: 60}"
HEAD = "start,queue_seconds,talk_seconds,abandoned,language\n"


@pytest.fixture(scope="module", autouse=True)
def spark() -> Iterator[SparkEngine]:
    """A session on this machine, begun before all that is replayed, so that no replay ends it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", LOCAL)
        engine = connect_spark()
    yield engine
    engine.close()


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quotes").mkdir()
    (tmp_path / "needs.yaml").write_text(f"timezone: {ZONE}\ncountry: US\n", encoding="utf-8")
    return tmp_path


def write_quotes(*texts: str) -> None:
    """Quotes, numbered."""
    for number, text in enumerate(texts):
        Path(f"quotes/q{number}.yaml").write_text(text, encoding="utf-8")


def both(log: str | Path, **wishes: Any) -> tuple[ReplayAnswer, ReplayAnswer]:
    """A log as DuckDB and as Spark has it billed; but for examples of bad rows, the same in everything."""
    by_duckdb = replay_calls(log, ["quotes"], wishes=LogWishes(**wishes))
    by_spark = replay_calls(log, ["quotes"], wishes=LogWishes(**wishes), on_spark=True)
    assert dict(by_spark.bad.counts) == dict(by_duckdb.bad.counts)
    assert by_spark._replace(bad=by_duckdb.bad) == by_duckdb
    return by_duckdb, by_spark


def test_random_quotes_cost_on_spark_what_they_cost_on_duckdb_and_by_hand() -> None:
    random = Random(7)  # noqa: S311
    log, quotes = calls(2_000, 7, days=70), [quote(random) for _ in range(6)]
    write_quotes(*(as_file({**one, "reference": f"Q-{number}"}) for number, one in enumerate(quotes)))
    _, found = both(write_csv(Path("calls.csv"), log))
    for number, one in enumerate(quotes):
        billed = next(each for each in found.quotes if each.offer.id == f"acme/Q-{number}").bill
        got = {cycle.span.name: cycle.range.high for cycle in billed.cycles if cycle.has_calls}
        assert got == bills(one, log, ZONE, one["timezone"]), as_file(one)


def test_twenty_thousand_calls_of_parquet_are_metered_to_the_same_integers(spark: SparkEngine) -> None:
    write_csv(Path("calls.csv"), calls(20_000, 5))
    engine = connect()
    engine.execute("COPY (FROM 'calls.csv') TO 'calls.parquet'")
    shape = Shape(("queue", "talk", "wrap"), (dimension("answered"), dimension("language", ["es"])), 30)
    sums = []
    for log, asked in (
        (open_log(Path("calls.parquet"), {}, engine), engine),
        (open_on_spark("calls.parquet", {}, spark), spark),
    ):
        query, _ = metering_sql(log, Plan(shape, (), (45_000,)))
        sums.append(sorted(asked.execute(query).fetchall()))
    assert sums[0] == sums[1]
    assert len(sums[0]) > 10_000


def test_agents_bounds_for_a_contact_and_free_calls_are_asked_of_spark_too() -> None:
    hours = "charges: [{per: hour, rate: 20, hours_counted: logged_in}]\n"
    bound = f"charges: [{{per: minute, rate: 1.5, cap_per_contact: 4.5, {TALK}}}]\n"
    free = (
        "charges: [{per: minute, rate: 1, clock: {counts: [talk], step_seconds: 6, "
        "free_calls: {under_seconds: 60, per_cycle: 20}}}]\n"
    )
    texts = (f"vendor: v{number}\ncurrency: USD\n{text}" for number, text in enumerate((hours, bound, free)))
    write_quotes(*texts)
    log = write_csv(Path("calls.csv"), calls(800, 3, days=31))
    with log.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with log.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*row, "agent" if not place else f"0{place % 7}"] for place, row in enumerate(rows))
    both(log, by_sessions=True)


BAD = (
    HEAD
    + """\
2026-03-02T09:00:00,40,60,false,en
2026-03-02T09:00:00,40,60,false,en
yesterday,1,60,false,en
2026-03,1,60,false,en
09:30:00,1,60,false,en
2026-03-02T09:05:00,1,12d,false,en
2026-03-02T09:06:00,1,1_000,false,en
2026-03-02T09:07:00,1,-5,false,en
2026-03-02T09:08:00,1,90000,false,en
2026-03-02T09:09:00,1,60,perhaps,en
2026-03-02T09:10:00,1,60
2026-03-02T09:11:00,1,60,false,en,more
2026-03-08T02:30:00,1,60,false,en
2026-11-01T01:30:00,1,60,false,en
2027-01-02T09:00:00,1,60,false,en
2026-03-03T09:12:00,,0:01:30,no," es-MX "
"2026-03-03 09:13:00",2.0005,"61,5",no,"es
MX"
"""
)


@pytest.mark.parametrize("is_clock", [False, True], ids=["seconds", "clock"])
def test_rows_that_are_left_out_are_the_same_by_class(*, is_clock: bool) -> None:
    write_quotes("vendor: v\ncurrency: USD\ncharges: [{per: minute, rate: 1, when: {language: es}, "
                 "clock: {counts: [queue, talk], step_seconds: 1}}]\n")  # fmt: skip
    Path("calls.csv").write_text(BAD if is_clock else BAD.replace("0:01:30", "90"), encoding="utf-8")
    found, of_spark = both("calls.csv", no_repeats=True, last_day=None, rejects=Path("left_out.csv"))
    assert found.bad.total == 13
    assert set(of_spark.bad.examples) == set(found.bad.examples)
    with Path("left_out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == found.bad.total
    assert {row["line"] for row in rows} == {""}
    assert {row["file"].rpartition("/")[2] for row in rows if row["reason"] != "local time"} == {"calls.csv"}
    unparsed = [row["start"] for row in rows if row["reason"] == "cannot be parsed"]
    assert sorted(unparsed) == ["2026-03-02T09:10:00,1,60", "2026-03-02T09:11:00,1,60,false,en,more"]


TIMES = (
    "2026-03-02T09:00:00", "2026-03-02 09:00", "2026-3-2 9:5:3", "2026-03-02", "2026/03/02 09:00:00", "2026-03",
    "2026", "09:00", "T09:00", "2026-03-02 09", "2026-03-02 25:00:00", " 2026-03-02 09:00:00 ", "2026-02-30 09:00:00",
    "2026-03-02 09:00:00.1234567", "2026-03-02 09:00:60", "20260302T090000", "tomorrow", "", "now", "today",
)  # fmt: skip
SECONDS = (
    "1d", "12f", "0x10", "1_000", "inf", "nan", "Infinity", "", " 12 ", "1e3", "1E-3", "+5", "5.", ".5", "1,5", "--1",
    "1e", "0.0005", "0.0004999", "2.5005", "-0.0005", "1e300", "0:01:05", "1:02:03.5", "0:61:00", "12:5", "-",
)  # fmt: skip


@pytest.mark.parametrize("offset", ["", "Z", "-05:00", "+0530", "+05"])
def test_texts_are_times_and_seconds_on_spark_where_they_are_on_duckdb(spark: SparkEngine, offset: str) -> None:
    count = max(len(TIMES), len(SECONDS))
    times = TIMES
    if offset:
        times = tuple(f"{one}{offset}" for one in TIMES if has_offset(f"{one}{offset}"))
        times += tuple(one for one in TIMES if ":" not in one)
    rows = [
        [dict(enumerate(times)).get(n, times[0]), dict(enumerate(SECONDS)).get(n, "1"), f"row {n}"]
        for n in range(count)
    ]
    with Path("calls.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["start", "talk_seconds", "agent"], *rows])
    shape = Shape(("talk",), (dimension("answered"),), 30)
    engine = connect()
    of_duckdb, of_spark = open_log(Path("calls.csv"), {}, engine), open_on_spark("calls.csv", {}, spark)
    reader = part_reader(of_duckdb, of_duckdb.parts[0], as_text=True)
    raw = f"SELECT 0 AS row_file, 0 AS row_line, [''] AS row_text, start, talk_seconds, agent FROM {reader}"  # noqa: S608
    found = [
        {name: rest for name, *rest in asked.execute(f"SELECT a_agent, start_us, key FROM ({query})").fetchall()}  # noqa: S608
        for asked, query in (
            (engine, rows_sql(of_duckdb, shape, raw=raw, also=["agent"])),
            (spark, rows_sql(of_spark, shape, also=["agent"])),
        )
    ]
    assert len(found[0]) == count
    assert {name: (found[0][name], found[1][name]) for name in found[0] if found[0][name] != found[1][name]} == {}


def test_a_folder_of_files_whose_columns_differ_is_one_log_on_spark() -> None:
    write_quotes(f"vendor: v\ncurrency: USD\ncharges: [{{per: minute, rate: 1, {TALK}}}, {{per: call, rate: 5}}]\n")
    folder = Path("calls [2026]")
    folder.mkdir()
    (folder / "1.csv").write_text("start;talk_seconds;abandoned\n2026-03-02T09:00:00;61;no\n", encoding="utf-8")
    with gzip.open(folder / "2 'b'.csv.gz", "wt", encoding="utf-8") as file:
        file.write('\ufeffTalk_Seconds,a note,start\n30,"two\nlines, ""quoted""",2026-03-02T10:00:00\n')
    found, _ = both(folder)
    assert (found.calls, found.quotes[0].total.high) == (2, 13)


def test_an_address_is_read_by_the_cluster_alone(case: Path) -> None:
    write_quotes(f"vendor: v\ncurrency: USD\ncharges: [{{per: minute, rate: 1, {TALK}}}]\n")
    (case / "log").mkdir()
    (case / "log" / "1.csv").write_text(HEAD + "2026-03-02T09:00:00,1,61,no,en\n", encoding="utf-8")
    found = replay_calls(f"file://{case}/log", ["quotes"], on_spark=True)
    assert (found.log, found.calls, found.quotes[0].total.high) == (f"file://{case}/log", 1, 2)


def test_sums_beyond_64_bits_are_refused_and_not_wrapped(spark: SparkEngine) -> None:
    with pytest.raises(LogError, match=r"Spark cannot read this log \(.*OVERFLOW"):
        spark.execute("SELECT CAST(sum(x) AS BIGINT) AS s FROM (VALUES (9223372036854775807), (1)) AS t(x)")


def test_whole_division_cuts_off_towards_0_on_both(spark: SparkEngine) -> None:
    query = "SELECT x // 60000 AS q, x % 60000 AS r FROM (VALUES (-1), (59999), (60000), (123456789012)) AS t(x)"
    assert spark.execute(query).fetchall() == duckdb.connect().execute(query).fetchall()


def test_the_session_of_whoever_asks_keeps_its_own_settings(spark: SparkEngine) -> None:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - not there for those who skip these tests

    own = SparkSession.builder.getOrCreate()
    own.conf.set("spark.sql.session.timeZone", "Asia/Manila")
    connect_spark()
    assert own.conf.get("spark.sql.session.timeZone") == "Asia/Manila"
    assert spark.session.conf.get("spark.sql.session.timeZone") == "UTC"


def test_a_log_that_spark_cannot_read_is_one_line(case: Path) -> None:
    write_quotes(f"vendor: v\ncurrency: USD\ncharges: [{{per: minute, rate: 1, {TALK}}}]\n")
    Path("calls.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(NothingToWorkOnError, match=r"^Spark cannot read this log \([^\n]*\); see"):
        replay_calls("calls.parquet", ["quotes"], on_spark=True)
    with pytest.raises(NothingToWorkOnError, match="is not there"):
        replay_calls("none.csv", ["quotes"], on_spark=True)
    with pytest.raises(NothingToWorkOnError, match=r"^Spark cannot read this log \([^\n]*\); see"):
        replay_calls(f"file://{case}/none.csv", ["quotes"], on_spark=True)


def test_what_spark_takes_otherwise_is_written_otherwise() -> None:
    assert translated("SELECT a // 60 AS b FROM t") == "SELECT a DIV 60 AS b FROM t"
    assert "UNIX_MICROS(CAST(start AS TIMESTAMP))" in translated("SELECT epoch_us(start) AS us FROM t").upper().replace(
        "START", "start"
    )
