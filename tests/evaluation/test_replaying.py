"""Replaying a log: what is read, what is billed, what is left out, and how it agrees with a forecast."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import log1p, sqrt
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import duckdb
import pytest

from callvet.demand.context import Context
from callvet.demand.estimate import estimate
from callvet.evaluation.logs.log_wishes import LogWishes
from callvet.evaluation.reading import BadFilesError
from callvet.evaluation.replaying import replay_calls
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from tests.conftest import read

if TYPE_CHECKING:
    from callvet.evaluation.logs.replayed import ReplayAnswer, Replayed

NEEDS = "timezone: America/New_York\ncountry: US\n"
TALK = "clock: {counts: [talk], step_seconds: 60}"
HEAD = "start,queue_seconds,talk_seconds,abandoned\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case; the current folder."""
    (tmp_path / "quotes").mkdir()
    (tmp_path / "needs.yaml").write_text(NEEDS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def replay(log: str, *quotes: str, name: str = "calls.csv", **wishes: object) -> ReplayAnswer:
    """What a log costs under quotes, both as they would be written."""
    Path(name).write_text(log, encoding="utf-8")
    for number, text in enumerate(quotes):
        Path(f"quotes/q{number}.yaml").write_text(f"vendor: v{number}\ncurrency: USD\n{text}", encoding="utf-8")
    return replay_calls(name, ["quotes"], wishes=LogWishes(**wishes))  # type: ignore[arg-type]


def one(log: str, quote: str, **wishes: object) -> Replayed:
    """One quote over a log."""
    return replay(log, quote, **wishes).quotes[0]


def amounts(found: Replayed) -> dict[str, str]:
    """Each cycle's amount, both ends where they differ."""
    return {
        cycle.span.name: f"{cycle.range.low}"
        if cycle.range.low == cycle.range.high
        else f"{cycle.range.low}–{cycle.range.high}"
        for cycle in found.bill.cycles
    }


def test_a_call_that_nobody_took_is_billed_only_where_waiting_is() -> None:
    log = HEAD + "2026-03-02T09:00:00,40,0,true\n2026-03-02T09:10:00,70,0,false\n2026-03-02T09:20:00,10,61,false\n"
    assert amounts(one(log, f"charges: [{{per: minute, rate: 1, {TALK}}}, {{per: call, rate: 5}}]")) == {
        "2026-03": "7.00"
    }
    queue = "clock: {counts: [queue, talk], step_seconds: 60}"
    assert amounts(one(log, f"charges: [{{per: minute, rate: 1, {queue}}}]")) == {"2026-03": "5.00"}


def test_months_are_those_of_the_quotes_clock() -> None:
    log = HEAD + "2026-03-31T23:30:00,0,60,false\n"
    assert amounts(one(log, f"charges: [{{per: minute, rate: 1, {TALK}}}]")) == {"2026-03": "1.00"}
    abroad = f"timezone: Europe/Madrid\ncharges: [{{per: minute, rate: 1, {TALK}}}]"
    assert amounts(one(log, abroad)) == {"2026-04": "1.00"}


def test_a_month_without_calls_has_its_fees_and_is_told() -> None:
    log = HEAD + "2026-01-05T09:00:00,0,60,false\n2026-03-05T09:00:00,0,60,false\n"
    answer = replay(
        log, f"charges: [{{per: cycle, rate: 49}}, {{per: once, rate: 500}}, {{per: minute, rate: 1, {TALK}}}]"
    )
    assert amounts(answer.quotes[0]) == {"2026-01": "550.00", "2026-02": "49.00", "2026-03": "50.00"}
    assert "no calls in 2026-02; fees are billed all the same" in answer.notes


def test_contract_months_count_from_the_start_that_is_said() -> None:
    log = HEAD + "2026-02-05T09:00:00,0,60,false\n2026-03-05T09:00:00,0,60,false\n"
    quote = "charges: [{per: call, rate: 1}, {per: cycle, rate: 100, months: [1, 1]}, {per: once, rate: 7}]"
    assert amounts(one(log, quote)) == {"2026-02": "108.00", "2026-03": "1.00"}
    assert amounts(one(log, quote, start=date(2026, 1, 1))) == {"2026-02": "1.00", "2026-03": "1.00"}
    late = replay(log, quote, start=date(2026, 3, 1))
    assert (amounts(late.quotes[0]), late.bad.counts) == ({"2026-03": "108.00"}, {"outside the period": 1})


def test_four_weeks_count_from_the_start() -> None:
    log = HEAD + "2026-02-05T09:00:00,0,60,false\n2026-03-05T09:00:00,0,60,false\n"
    found = one(log, "cycle: 4_weeks\ncharges: [{per: call, rate: 1}, {per: cycle, rate: 10}]", start=date(2026, 2, 1))
    assert amounts(found) == {"2026-02-01": "11.00", "2026-03-01": "11.00"}


def test_what_is_open_makes_a_range() -> None:
    log = HEAD + "2026-03-02T09:00:00,30,61,false\n"
    found = one(log, "charges: [{per: minute, rate: 60}]")
    assert amounts(found) == {"2026-03": "61.00–120.00"}


def test_a_language_that_the_log_does_not_tell_makes_a_range() -> None:
    log = HEAD + "2026-03-02T09:00:00,30,60,false\n"
    found = one(
        log, f"charges: [{{per: minute, rate: 1, {TALK}}}, {{per: minute, rate: 2, when: {{language: es}}, {TALK}}}]"
    )
    assert amounts(found) == {"2026-03": "1.00–3.00"}
    assert found.lacks == ("no language: billed from none of the calls in the languages it names to all",)


@pytest.mark.parametrize(
    ("charges", "lacks"),
    [
        ("{per: email, rate: 3}, {per: [call, chat], rate: 1}", ["no chat and no email is billed"]),
        (
            "{per: minute, rate: 1, clock: {counts: [talk], step_seconds: 1}, event_seconds: {sms: 6}}",
            ["and no sms is"],
        ),
        ("{per: contact, rate: 1, when: {channel: social}}", ["no channel: all is taken for calls, and no social is"]),
        ("{per: call, rate: 1, when: {direction: out}}", ["no direction: all is taken to have come in"]),
        ("{per: call, rate: 1, when: {channel: phone}}", []),
    ],
)
def test_contacts_that_the_log_does_not_tell_from_calls_are_told(charges: str, lacks: list[str]) -> None:
    quote = f"charges: [{charges}]"
    found = one(HEAD + "2026-03-02T09:00:00,0,60,false\n", quote).lacks
    assert len(found) == len(lacks)
    assert all(told in lack for lack, told in zip(found, lacks, strict=True))
    whole = "start,talk_seconds,channel,direction\n2026-03-02T09:00:00,60,email,out\n"
    assert one(whole, quote).lacks == ()


def test_rounding_up_is_told_in_minutes_and_money() -> None:
    found = one(
        HEAD + "2026-03-02T09:00:00,0,61,false\n2026-03-02T10:00:00,0,90,false\n",
        f"charges: [{{per: minute, rate: 3, {TALK}}}]",
    )
    assert (found.rounding_minutes, found.rounding_cost) == (Fraction(89, 60), Decimal("4.45"))
    assert found.per_talk_minute.high == Decimal("4.7682")  # $12 for 151 s


def test_the_cheapest_plan_holds_for_the_whole_log_unless_each_cycle_chooses() -> None:
    log = HEAD + "2026-01-05T09:00:00,0,60,false\n" + "2026-02-05T09:00:00,0,600,false\n" * 2
    plans = (
        f"plans: [{{name: small, charges: [{{per: cycle, rate: 10}}, {{per: minute, rate: 2, {TALK}}}]}}, "
        f"{{name: large, charges: [{{per: cycle, rate: 30}}, {{per: minute, rate: 0.5, {TALK}}}]}}]\n"
    )
    assert (one(log, plans).bill.plan, amounts(one(log, plans))) == ("small", {"2026-01": "12.00", "2026-02": "50.00"})
    assert amounts(one(log, plans + "plan_choice: each_cycle\n")) == {"2026-01": "12.00", "2026-02": "40.00"}
    assert amounts(one(log, plans + "plan_choice: large\n")) == {"2026-01": "30.50", "2026-02": "40.00"}


def test_bad_rows_are_counted_by_what_is_wrong_and_shown_by_line(tmp_path: Path) -> None:
    log = HEAD + (
        "2026-03-02T09:00:00,0,60,false\nnoon,0,60,false\n2026-03-02T09:00:00,0,-1,false\n2026-03-02T09:00:00,0,90000,false\n"
        "2026-03-02T09:00:00,soon,60,false\n2026-03-02T09:00:00,0,60,maybe\n2026-03-02T09:00:00,0\n2026-03-08T02:30:00,0,60,false\n"
        "2026-11-01T01:30:00,0,60,false\n2025-12-31T09:00:00,0,60,false\n"
    )
    quote = "charges: [{per: minute, rate: 1, clock: {counts: [queue, talk], step_seconds: 60}}]"
    answer = replay(log, quote, first_day=date(2026, 1, 1), rejects=tmp_path / "left-out.csv", most_rejects=8)
    assert answer.bad.counts == {
        "unreadable time": 1,
        "outside the period": 1,
        "unreadable duration": 1,
        "negative duration": 1,
        "longer than 24 hours": 1,
        "neither yes nor no": 1,
        "cannot be parsed": 1,
        "local time that the clock skipped": 1,
        "local time that came twice": 1,
    }
    lines = {reason: [row.line for row in rows] for reason, rows in answer.bad.examples.items()}
    assert lines["cannot be parsed"] == [8]
    assert (lines["negative duration"], lines["local time that came twice"]) == ([4], [10])
    assert (answer.rows, answer.calls, answer.too_many_bad) == (10, 1, True)
    written = (tmp_path / "left-out.csv").read_text(encoding="utf-8").splitlines()
    assert written[0] == "reason,file,line,start,queue_seconds,talk_seconds,abandoned"
    assert "unreadable duration,calls.csv,6,2026-03-02T09:00:00,soon,60,false" in written
    assert len(written) == 10


@pytest.mark.parametrize("absurd", ["9e15,9e15", "0,6e15", "1e300,inf", "0,-9e15"])
def test_an_absurd_duration_is_left_out_and_spoils_no_sum(absurd: str) -> None:
    rows = [f"2026-03-02T09:00:{second:02},{absurd},no\n" for second in range(3)]
    quote = "charges: [{per: minute, rate: 1, clock: {counts: [queue, talk], step_seconds: 7, minimum_seconds: 30}}]"
    answer = replay(HEAD + "".join(rows) + "2026-03-02T09:01:00,9,60,no\n", quote)
    assert (answer.calls, answer.bad.total, answer.quotes[0].total.high) == (1, 3, Decimal("1.17"))


def test_rows_left_out_are_written_as_no_formula_and_all_at_once(tmp_path: Path) -> None:
    log = HEAD + "2026-03-02T09:00:00,0,60,false\n=cmd|'/c calc'!A1,0,60,false\n2026-03-02T09:00:00,0,-1,false\n"
    path = tmp_path / "left-out.csv"
    path.write_text("what was there", encoding="utf-8")
    replay(log, "charges: [{per: minute, rate: 1, clock: {counts: [talk], step_seconds: 60}}]", rejects=path)
    assert path.read_text(encoding="utf-8").splitlines()[1:] == [
        "unreadable time,calls.csv,3,'=cmd|'/c calc'!A1,0,60,false",
        # A number is none, and stays one.
        "negative duration,calls.csv,4,2026-03-02T09:00:00,0,-1,false",
    ]
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*"))


def test_rows_that_are_bad_for_their_time_alone_are_told_by_it() -> None:
    log = HEAD + "2026-03-02T09:00:00,0,60,false\n2026-11-01T01:40:00,0,60,false\n"
    answer = replay(log, "charges: [{per: call, rate: 1}]")
    rows = answer.bad.examples["local time that came twice"]
    assert [row.told for row in rows] == ["calls.csv: 2026-11-01T01:30 and 30 minutes on"]


def test_repeated_rows_are_left_out_where_that_is_asked() -> None:
    row = "2026-03-02T09:00:00,0,60,false\n"
    assert replay(HEAD + row * 3, "charges: [{per: call, rate: 1}]").calls == 3
    answer = replay(HEAD + row * 3, "charges: [{per: call, rate: 1}]", no_repeats=True)
    assert (answer.calls, answer.bad.counts) == (1, {"repeats another row": 2})
    assert [found.line for found in answer.bad.examples["repeats another row"]] == [3, 4]


@pytest.mark.parametrize(
    ("talk", "amount"),
    [("61", "2.00"), ("60.0", "1.00"), ("60.001", "2.00"), ("0:01:00", "1.00"), ("0:01:00.5", "2.00")],
)
def test_durations_are_seconds_or_a_clock(talk: str, amount: str) -> None:
    found = one(f"start,talk_seconds\n2026-03-02T09:00:00,{talk}\n", f"charges: [{{per: minute, rate: 1, {TALK}}}]")
    assert amounts(found) == {"2026-03": amount}


def test_offsets_are_told_apart_from_local_times() -> None:
    found = one("start,talk_seconds\n2026-04-01T03:30:00Z,60\n", f"charges: [{{per: minute, rate: 1, {TALK}}}]")
    assert amounts(found) == {"2026-03": "1.00"}
    with pytest.raises(NothingToWorkOnError, match="start has an offset from UTC in some rows and none in others"):
        replay(
            "start,talk_seconds\n2026-04-01T03:30:00Z,60\n2026-04-01T03:30:00,60\n", "charges: [{per: call, rate: 1}]"
        )


def test_offsets_are_told_apart_below_the_first_rows_too() -> None:
    rows = "".join(f"2026-03-02T{hour:02}:{minute:02}:00,60\n" for hour in range(20) for minute in range(60))
    for last in ("2026-03-03T09:00:00+05:00", "2026-03-03T09:00:00Z"):
        with pytest.raises(NothingToWorkOnError, match="start has an offset from UTC in some rows and none in others"):
            replay(f"start,talk_seconds\n{rows}{last},60\n", "charges: [{per: call, rate: 1}]")


@pytest.mark.parametrize("packed", [False, True])
def test_values_written_otherwise_below_the_first_rows_are_read_or_told(*, packed: bool) -> None:
    rows = "".join(f"2026-03-02T{hour:02}:{minute:02}:00,60,no\n" for hour in range(20) for minute in range(60))
    late = "2026-03-03T09:00:00,0:01:30,no\n2026-03-03T10:00:00,soon,no\n2026-03-03T11:00:00,60,perhaps\n"
    path = Path("log.csv.gz" if packed else "log.csv")
    text = f"start,talk_seconds,abandoned\n{rows}{late}{rows * 3}".encode()
    path.write_bytes(gzip.compress(text) if packed else text)
    Path("quotes/q.yaml").write_text(
        f"vendor: v\ncurrency: USD\ncharges: [{{per: minute, rate: 1, {TALK}}}]\n", "utf-8"
    )
    answer = replay_calls(path, ["quotes"], wishes=LogWishes(rejects=Path("left-out.csv")))
    assert answer.quotes[0].total.high == 4 * 1200 + 2
    assert answer.bad.counts == {"unreadable duration": 1, "neither yes nor no": 1}
    assert {reason: [row.line for row in rows] for reason, rows in answer.bad.examples.items()} == {
        "unreadable duration": [1203],
        "neither yes nor no": [1204],
    }
    assert len(Path("left-out.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_what_is_counted_is_what_is_written_by_the_same_reasons(tmp_path: Path) -> None:
    rows = (
        "2026-03-02T09:00:00,0,60,no\n2026-03-02T09:00:00,0,60,no\n2026-02-02T09:00:00,0,soon,no\n"
        "noon,0,soon,perhaps\n2026-03-02T09:00:00,0,soon,perhaps\n2026-03-02T09:00:00,0,soon,perhaps\n"
    )
    path = tmp_path / "left-out.csv"
    answer = replay(
        HEAD + rows,
        f"charges: [{{per: minute, rate: 1, {TALK}}}]",
        rejects=path,
        no_repeats=True,
        first_day=date(2026, 3, 1),
    )
    written = Counter(row["reason"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert answer.bad.counts == written
    assert {reason: len(rows) for reason, rows in answer.bad.examples.items()} == written
    assert (answer.rows, written.total()) == (6, 5)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CR LF"])
def test_rows_left_out_are_told_by_the_line_in_which_they_begin(*, packed: bool, end: str) -> None:
    lines = [
        "start,talk_seconds,agent",
        '2026-03-02T09:00:00,60,"Ann',
        'or Bob"',
        "2026-03-02T09:01:00,soon",  # 4: too short
        "",
        "2026-03-02T09:02:00,soon,Ann",  # 6
        "2026-03-02T09:03:00,-1,Ann",  # 7
        "2026-03-02T09:04:00,60,Ann,Bob",  # 8: too long
        '2026-03-02T09:05:00,-1,"Ann',  # 9
        'or Bob"',
        "",
        "",
        "2026-03-02T09:06:00,-1,Ann",  # 13
        "",
    ]
    path = Path("log.csv.gz" if packed else "log.csv")
    text = end.join(lines).encode()
    path.write_bytes(gzip.compress(text) if packed else text)
    Path("quotes/q.yaml").write_text("vendor: v\ncurrency: USD\ncharges: [{per: call, rate: 1}]\n", "utf-8")
    expected = {"unreadable duration": [6], "negative duration": [7, 9, 13], "cannot be parsed": [4, 8]}
    for rejects in (None, Path("left-out.csv")):
        answer = replay_calls(path, ["quotes"], wishes=LogWishes(rejects=rejects))
        assert {reason: [row.line for row in rows] for reason, rows in answer.bad.examples.items()} == expected
    written: dict[str, list[int]] = {}
    with Path("left-out.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            written.setdefault(row["reason"], []).append(int(row["line"]))
    assert written == expected


def test_rows_left_out_of_files_with_other_columns_stand_below_their_names(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    first = "start,talk_seconds,agent\n2026-03-02T09:00:00,60,007\n2026-03-02T09:01:00,-1,008\n"
    second = "Agent;note;Talk_Seconds;START\n009;hello;60;2026-03-02T10:00:00\n010;late;-5;2026-03-02T10:01:00\n"
    (tmp_path / "log" / "a.csv").write_text(first, encoding="utf-8")
    (tmp_path / "log" / "b.csv").write_text(second, encoding="utf-8")
    Path("quotes/q.yaml").write_text("vendor: v\ncurrency: USD\ncharges: [{per: call, rate: 1}]\n", "utf-8")
    answer = replay_calls("log", ["quotes"], wishes=LogWishes(rejects=tmp_path / "left-out.csv"))
    assert (answer.calls, answer.bad.counts) == (2, {"negative duration": 2})
    assert (tmp_path / "left-out.csv").read_text(encoding="utf-8").splitlines() == [
        "reason,file,line,start,talk_seconds,agent,note",
        "negative duration,log/a.csv,3,2026-03-02T09:01:00,-1,008,",
        "negative duration,log/b.csv,3,2026-03-02T10:01:00,-5,010,late",
    ]


def test_files_of_a_folder_may_write_a_column_in_other_letters(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "a.csv").write_text("start,talk_seconds\n2026-03-02T09:00:00,61\n", encoding="utf-8")
    (tmp_path / "log" / "b.csv").write_text("Talk_Seconds,START\n30,2026-03-02T10:00:00\n", encoding="utf-8")
    Path("quotes/q.yaml").write_text(
        f"vendor: v\ncurrency: USD\ncharges: [{{per: minute, rate: 1, {TALK}}}]\n", "utf-8"
    )
    assert replay_calls("log", ["quotes"]).quotes[0].total.high == 3


def test_packed_files_folders_and_parquet_are_read_alike(tmp_path: Path) -> None:
    rows = ["2026-03-02T09:00:00,0,61,false\n", "2026-03-03T09:00:00,0,119,false\n"]
    quote = f"charges: [{{per: minute, rate: 1, {TALK}}}]"
    whole = amounts(one(HEAD + "".join(rows), quote))
    folder = tmp_path / "log"
    folder.mkdir()
    (folder / "a.csv.gz").write_bytes(gzip.compress((HEAD + rows[0]).encode()))
    (folder / "b.csv").write_text("talk_seconds;start\n119;2026-03-03T09:00:00\n", encoding="utf-8")
    duckdb.sql("COPY (SELECT * FROM 'calls.csv') TO 'calls.parquet'")
    for name in ("log", "calls.parquet"):
        assert amounts(replay_calls(name, ["quotes"]).quotes[0]) == whole == {"2026-03": "4.00"}


def test_the_file_beside_a_log_names_its_columns_and_its_clock() -> None:
    Path("log.yaml").write_text("timezone: Asia/Manila\ncolumns: {talk_seconds: ser_time}\n", encoding="utf-8")
    log = "start,ser_time,skill\n2026-04-01T09:00:00,60,x\n"
    answer = replay(log, "charges: [{per: call, rate: 1}]")
    assert amounts(answer.quotes[0]) == {"2026-03": "1.00"}
    assert answer.notes[0] == "columns not read, for nothing is known of them: skill"
    assert [note.partition(" by ")[0] for note in answer.notes[1:]] == ["the log has 1 of the 31 days of 2026-03"]
    Path("log.yaml").write_text("columns: {talk_secs: ser_time}\n", encoding="utf-8")
    with pytest.raises(BadFilesError) as refused:
        replay(log, "charges: [{per: call, rate: 1}]")
    assert "did you mean talk_seconds?" in refused.value.problems[0].message


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("calls.csv", "start,talk\n2026-03-02T09:00:00,60\n", "no column is called talk_seconds (talk); "),
        ("calls.csv", "", "the log is empty"),
        ("calls.csv", HEAD, "no call can be billed (the log has no rows)"),
        ("calls.txt.zip", "x", "a call log is a CSV file"),
        ("calls.csv.gz", "x", "not packed by gzip"),
        ("calls.parquet", "x", "no Parquet file"),
        (
            "calls.csv",
            HEAD + "3/2/2026 9:00 AM,0,60,no\n",
            "(unreadable time: 1; for example calls.csv:2: 3/2/2026 9:00 AM,0,60,no; a start is written 2026-",
        ),
        (
            "calls.csv",
            "start;talk_seconds\n2026-03-02T09:00:00;61,5\n",
            "(unreadable duration: 1; for example calls.csv:2: 2026-03-02T09:00:00,61,5; seconds are written 61.5",
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(name: str, text: str, message: str) -> None:
    with pytest.raises(NothingToWorkOnError) as refused:
        replay(text, "charges: [{per: call, rate: 1}]", name=name)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_agents_are_staffed_for_what_came() -> None:
    rows = "".join(
        f"2026-03-02T{hour:02}:{minute:02}:00,0,300,false\n" for hour in range(9, 12) for minute in range(0, 60, 3)
    )
    found = one(
        HEAD + rows,
        "charges: [{per: hour, rate: 10, hours_counted: handling}, {per: hour, rate: 1, hours_counted: productive}]",
    )
    lines = {line.rate: line.quantity for line in found.bill.cycles[0].bill.high}
    assert lines["10"] == 5  # 60 calls of 5 minutes
    assert lines["1"] is not None
    assert lines["1"] > 10  # half-hours of 10 calls take 4 agents or more, the other open ones one each


@pytest.mark.parametrize(
    ("staffed", "low", "high"), [("any", 24, 48), ("pooled", 24, 24), ("separate", 48, 48)], ids=str
)
def test_languages_share_a_queue_or_have_one_each_as_the_needs_say(staffed: str, low: int, high: int) -> None:
    # Two days of 12 open hours with a call of a minute each; one agent must be there, or one for each language.
    demand = 'demand: {languages: {en: 50%, es: 50%}, open: "Mo-Fr 08:00-20:00"}\n'
    service = f"service: {{languages_staffed: {staffed}, max_occupancy: 100%}}\n"
    Path("needs.yaml").write_text(NEEDS + demand + service, encoding="utf-8")
    log = "start,talk_seconds,language\n2026-03-02T09:00:00,60,en-GB\n2026-03-03T09:00:00,60,es\n"
    hours = "charges: [{per: hour, rate: 1, hours_counted: productive}]"
    answer = replay(log, hours)
    total = answer.quotes[0].total
    assert (total.low, total.high) == (low, high)
    assert ("in a queue for each language" in " ".join(answer.notes)) == (staffed != "pooled")
    unsaid = log.replace(",language", "").replace(",en-GB", "").replace(",es", "")
    total = one(unsaid, hours).total
    assert (total.low, total.high) == (24, 24)


def test_what_only_the_needs_can_say_is_told_where_they_do_not() -> None:
    log = HEAD + "2026-03-02T09:00:00,0,60,false\n"
    quote = "charges: [{per: unit, rate: 4, for: scripts}, {per: call, rate: 1}]"
    assert one(log, quote).bill.missing == ("demand.units_per_cycle.scripts",)
    Path("needs.yaml").write_text(NEEDS + "demand: {units_per_cycle: {scripts: 2}}\n", encoding="utf-8")
    assert (amounts(one(log, quote)), one(log, quote).bill.missing) == ({"2026-03": "9.00"}, ())


def test_a_commitment_is_a_share_of_the_needs_own_forecast() -> None:
    Path("needs.yaml").write_text(NEEDS + "demand: {calls_per_month: 1000}\n", encoding="utf-8")
    log = HEAD + "2026-03-02T09:00:00,0,60,false\n"
    assert amounts(one(log, "charges: [{per: call, rate: 1}]\ncommitment: {share_of_forecast: 90%}")) == {
        "2026-03": "900.00"
    }


def test_agents_hours_may_be_those_that_the_log_shows() -> None:
    log = (
        "start,talk_seconds,agent\n2026-03-02T09:00:00,300,007\n2026-03-02T12:55:00,300,007\n2026-03-02T10:00:00,3600,8\n"
        "2026-03-03T09:00:00,1800,007\n2026-03-03T09:00:00,0,8\n"
    )
    kinds = ("handling", "productive", "logged_in", "paid")
    charges = ", ".join(f"{{per: hour, rate: 1, for: {kind}, hours_counted: {kind}}}" for kind in kinds)
    found = one(log, f"charges: [{charges}, {{per: seat, rate: 1}}]", by_sessions=True)
    hours = [line.quantity for line in found.bill.cycles[0].bill.high]
    # 4 h, 1 h and half an hour logged in, of which 1 h 40 on calls; shrinkage of 12% in the shift and 20% out of it.
    assert hours == [Fraction(5, 3), Fraction("4.84"), Fraction("5.5"), Fraction("6.875"), 2]
    with pytest.raises(NothingToWorkOnError, match="needs to know who took a call"):
        replay(HEAD + "2026-03-02T09:00:00,0,60,false\n", "charges: [{per: hour, rate: 1}]", by_sessions=True)


HOURS = "charges: [{per: hour, rate: 1, hours_counted: logged_in}]"


def logged_in(log: str, quote: str = HOURS, **wishes: object) -> dict[str, Fraction | None]:
    """The hours of each cycle that agents' sessions are billed as."""
    found = next(q for q in replay(log, quote, by_sessions=True, **wishes).quotes if q.offer.id.startswith("v0"))
    return {cycle.span.name: cycle.bill.high[0].quantity for cycle in found.bill.cycles}


def test_a_night_over_midnight_is_one_session_and_no_two_days() -> None:
    # From 22:00 to 06:00, two nights one after the other: 8 hours each, not from 00:00 to 24:00 of the day between.
    nights = [(2, h) for h in (22, 23)] + [(3, h) for h in (0, 3, 5, 22, 23)] + [(4, h) for h in (0, 3, 5)]
    log = "start,talk_seconds,agent\n" + "".join(f"2026-03-{day:02}T{hour:02}:00:00,3600,1\n" for day, hour in nights)
    assert logged_in(log) == {"2026-03": 16}


def test_a_session_ends_before_a_rest_of_more_than_six_hours() -> None:
    log = "start,talk_seconds,agent\n2026-03-02T08:00:00,3600,1\n2026-03-02T15:00:{},1800,1\n"
    assert logged_in(log.format("00")) == {"2026-03": Fraction("7.5")}
    assert logged_in(log.format("01")) == {"2026-03": Fraction("1.5")}


def test_what_waited_for_an_agent_over_night_does_not_make_the_night_a_session() -> None:
    # Both came in one hour; the one was taken at 17:30, the other at 9:00 on the next day, half an hour each.
    log = (
        "start,queue_seconds,talk_seconds,channel,agent\n"
        "2026-03-02T17:30:00,0,1800,phone,1\n2026-03-02T17:10:00,57000,1800,email,1\n"
    )
    assert logged_in(log) == {"2026-03": 1}


def test_a_session_belongs_to_the_cycle_in_which_it_began_by_the_quotes_clock() -> None:
    # 23:00 on the last of March in New York is 22:00 in Chicago, and April in London.
    log = "start,talk_seconds,agent\n2026-03-31T23:00:00,1800,1\n2026-04-01T00:30:00,1800,1\n2026-04-02T09:00:00,60,\n"
    for zone, of_march in (("America/Chicago", 2), ("Europe/London", None)):
        found = logged_in(log, f"timezone: {zone}\n{HOURS}")
        assert found.get("2026-03") == of_march
        assert found["2026-04"] == (0 if of_march else 2)


def test_a_session_begins_when_the_agent_takes_the_call_whatever_other_quotes_ask_of_the_log() -> None:
    log = (
        "start,ivr_seconds,queue_seconds,ring_seconds,talk_seconds,wrap_seconds,transfer_seconds,agent\n"
        "2026-03-02T09:00:00,300,1200,300,600,600,9000,1\n2026-03-02T10:00:00,0,0,0,1800,0,0,1\n"
    )
    other = "charges: [{per: minute, rate: 1, clock: {counts: [ivr, queue, talk], step_seconds: 60}}]"
    # From 9:30, when it was answered, to 10:30.
    assert logged_in(log) == {"2026-03": 1}
    replay(log, HOURS, other)
    assert logged_in(log) == {"2026-03": 1}


def test_sessions_are_as_long_as_they_were_when_the_clock_changed() -> None:
    local = "start,talk_seconds,agent\n2026-03-08T01:00:00,60,1\n2026-03-08T03:59:00,60,1\n"
    with_offset = "start,talk_seconds,agent\n2026-03-08T01:00:00-05:00,60,1\n2026-03-08T03:59:00-04:00,60,1\n"
    assert logged_in(local) == logged_in(with_offset) == {"2026-03": 2}


FORECAST = """\
start: 2027-02-01
timezone: UTC
demand: {calls_per_month: 672, talk_seconds: 100, hold_seconds: 30, wrap_seconds: 50, spread: SPREAD,
  open: 24/7, shape: flat, queue_seconds: 7, ring_seconds: 3, languages: {en: 75%, es: 25%}}
"""
QUOTE = """\
vendor: acme
currency: USD
charges:
  - {per: cycle, rate: 49}
  - {per: call, rate: 0.15}
  - {per: minute, rate: 0.95, included: 100, clock: {counts: [talk, hold, wrap], step_seconds: 60, minimum_seconds: 90}}
  - {per: minute, rate: 0.2, for: Spanish, when: {language: es}, clock: {counts: [ring, queue, talk], step_seconds: 6}}
adjustments: [{percent: 25, applies_to: [minute], when: {outside: "Mo-Fr 08:00-20:00"}}]
minimum_invoice: 350
"""


def test_a_log_without_spread_costs_what_its_forecast_does(tmp_path: Path) -> None:
    """February 2027 has 28 days of 48 half-hours: a call in every one, a quarter of each half-hour's Spanish."""
    log = "start,ring_seconds,queue_seconds,talk_seconds,hold_seconds,wrap_seconds,language\n"
    for slot in range(28 * 48):
        week, day, half = slot // 336, slot // 48, slot % 48
        language = "es" if (week + slot) % 4 == 0 else "en"
        log += f"2027-02-{day + 1:02}T{half // 2:02}:{half % 2 * 30:02}:07,3,7,100,30,50,{language}\n"
    needs = read(FORECAST.replace("SPREAD", "0").replace("672", "1344"), "needs.yaml", Needs)[0]
    quote = read(QUOTE, "quote.yaml", Quote)[0]
    month = estimate(quote, Context(needs, None, "USD", date(2027, 2, 1))).months[0]
    (tmp_path / "needs.yaml").write_text("timezone: UTC\n", encoding="utf-8")
    found = one(log, QUOTE.partition("currency: USD\n")[2])
    assert found.bill.cycles[0].bill.high == month.high


def test_a_log_with_spread_lies_about_its_forecast(tmp_path: Path) -> None:
    draw = Random(4)  # noqa: S311
    spread = 0.8
    sigma = sqrt(log1p(spread**2))
    log = "start,talk_seconds,hold_seconds,wrap_seconds\n"
    for number in range(20_000):
        ratio = draw.lognormvariate(-(sigma**2) / 2, sigma)
        log += f"2027-02-{number % 28 + 1:02}T10:00:00,{100 * ratio:.3f},{30 * ratio:.3f},{50 * ratio:.3f}\n"
    needs = read(FORECAST.replace("SPREAD", str(spread)).replace("672", "20000"), "needs.yaml", Needs)[0]
    clock = "{counts: [talk, hold, wrap], step_seconds: 60, minimum_seconds: 90}"
    text = f"charges: [{{per: minute, rate: 1, clock: {clock}}}]\n"
    quote = read(f"vendor: acme\ncurrency: USD\n{text}", "quote.yaml", Quote)[0]
    expected = estimate(quote, Context(needs, None, "USD", date(2027, 2, 1))).months[0].range.high
    (tmp_path / "needs.yaml").write_text("timezone: UTC\n", encoding="utf-8")
    # The mean of 20,000 calls whose billed time spreads by 0.8 strays by 0.6%; three times that.
    assert one(log, text).total.high == pytest.approx(expected, rel=Decimal("0.017"))


def test_a_cycle_that_the_log_has_in_part_is_told_since_its_fees_are_whole() -> None:
    fee = "charges: [{per: cycle, rate: 100}]\n"
    log = HEAD + "2026-03-01T09:00:00,0,60,false\n2026-04-07T09:00:00,0,60,false\n"
    answer = replay(log, fee, f"timezone: America/Los_Angeles\n{fee}")
    whole = "fees, bundles, minimums and commitments of that cycle are billed whole"
    told = [note for note in answer.notes if note.startswith("the log has")]
    assert told == [f"the log has 7 of the 30 days of 2026-04 by the clock of v0, v1; {whole}"]
    early = replay(HEAD + "2026-03-01T01:00:00,0,60,false\n2026-03-31T09:00:00,0,60,false\n", fee, name="b.csv")
    told = [note for note in early.notes if note.startswith("the log has")]
    assert told == [f"the log has 1 of the 28 days of 2026-02 by the clock of v1; {whole}"]


@pytest.mark.parametrize(("per_cycle", "total", "is_told"), [("", "9.00", False), (", per_cycle: 9", "7.00", True)])
def test_a_bound_for_a_contact_knows_that_short_calls_are_free(per_cycle: str, total: str, is_told: bool) -> None:  # noqa: FBT001
    # A minute of 5 + 2 is 4.50 by its bound, and so is a short call of 5 + 0; as if billed, it is 5 + 0 less 2.50.
    clock = f"clock: {{counts: [talk], step_seconds: 60, free_calls: {{under_seconds: 30{per_cycle}}}}}"
    quote = (
        "charges: [{per: call, rate: 5, cap_per_contact: 4.5}, "
        f"{{per: minute, rate: 2, cap_per_contact: 4.5, {clock}}}]\n"
    )
    answer = replay(HEAD + "2026-03-02T09:00:00,0,60,false\n2026-03-02T10:00:00,0,20,false\n", quote)
    assert amounts(answer.quotes[0]) == {"2026-03": total}
    assert ("as if none was free" in " ".join(answer.notes)) is is_told
