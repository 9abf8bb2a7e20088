"""``callvet monitor``: what it prints, its exit codes, and what it refuses in one line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

HEAD = "start,queue_seconds,talk_seconds,abandoned\n"
PROFILE = "name: Acme\nservice_levels: {calls: {share: 80%, within_seconds: 20}}\n"
QUOTE = "vendor: acme\nreference: Q-1\ncharges: [{per: call, rate: 200}]\nsla_credits: [{miss: calls, percent: 10}]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two months of calls, one a day in March, all late in April; the current folder."""
    march = "".join(f"2026-03-{day:02d}T09:00:00,{day % 10 * 2},{100 + day},false\n" for day in range(1, 32))
    april = "".join(f"2026-04-{day:02d}T09:00:00,60,100,false\n" for day in range(1, 31))
    for name, text in (
        ("calls.csv", HEAD + march + april),
        ("vendors/acme.yaml", PROFILE),
        ("quotes/acme.yaml", QUOTE),
        ("needs.yaml", "currency: USD\n"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What it prints to standard output and to standard error."""
    result = CliRunner().invoke(app, ["monitor", *args])
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def told(*args: str, code: int = 0) -> dict[str, Any]:
    """What it gives to programs."""
    found: dict[str, Any] = json.loads(run("calls.csv", *args, "-f", "json", code=code)[0])
    return found


def test_the_answer_stands_first_with_the_promise_and_the_months() -> None:
    out, _ = run("calls.csv", "--vendor", "acme")
    text = " ".join(out.split())
    assert text.startswith(
        "Acme answered 51% of calls within 20 s; the 80% promised were reached in 1 of 2 months. "
        "61 calls from 2026-03-01 to 2026-04-30."
    )
    assert "No data: of it hold; of it wrap-up; passed on;" in text
    assert "▂" in out or "▁" in out


def test_a_missed_promise_is_exit_1_where_that_is_asked_for() -> None:
    run("calls.csv", "--vendor", "acme", "--fail-on-miss", code=1)
    run("calls.csv", "--vendor", "acme", "--fail-on-miss", "--to", "2026-03-31")
    run("calls.csv", "--fail-on-miss")  # what the needs ask for is no promise


def test_programs_get_every_period_and_measure() -> None:
    answer = told("--vendor", "acme", "--quote", "acme/Q-1")
    assert (answer["schema"], answer["command"], answer["problems"], answer["missed"]) == (1, "monitor", [], True)
    assert [one["period"] for one in answer["periods"]] == ["2026-03", "2026-04"]
    assert [one["measures"]["service_level"] for one in answer["periods"]] == [1, 0]
    level = next(one for one in answer["measures"] if one["measure"] == "service_level")
    assert level["held_against"] == {"value": 0.8, "source": "the profile: within 20 s", "promised": True}
    assert (level["missed"], level["trend"]["by"]) == (["2026-04"], "week")
    assert next(one for one in answer["measures"] if one["measure"] == "nps")["value"] is None
    assert answer["cost"]["credits"] == {"low": "600.00", "high": "600.00"}
    assert answer["cost"]["cycles"][1]["credits"][0]["percent"] == 10


def test_rows_for_spreadsheets_are_by_period_and_measure() -> None:
    out, _ = run("calls.csv", "--by", "week", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    first = next(row for row in rows if row["measure"] == "handle_seconds" and row["whole"] == "true")
    assert (first["period"], first["from"], first["value"], first["unit"]) == (
        "2026-W10",
        "2026-03-02",
        "105",
        "seconds",
    )
    assert {row["value"] for row in rows if row["measure"] == "nps"} == {""}


@pytest.mark.parametrize("name", ["table", "markdown", "html", "csv", "json"])
def test_every_format_draws(name: str) -> None:
    out, err = run("calls.csv", "--vendor", "acme", "--quote", "quotes/acme.yaml", "-f", name)
    assert out
    assert err == ""


def test_the_first_weeks_tell_of_handle_time() -> None:
    out, _ = run("calls.csv", "--first-weeks")
    text = " ".join(out.split())
    assert text.startswith("In the first 14 days, a call took 1:48 without hold and wrap-up; document A: about 6:03,")
    assert "Calls grew longer, by 1.0 s a day." in text


def test_credits_that_nobody_knows_of_are_not_told_as_none() -> None:
    options = ("--vendor", "acme", "--quote", "quotes/acme.yaml")
    text = " ".join(run("calls.csv", *options)[0].split())
    # Of March's 31 days one call each, those with a second of 0 to 18 s in time; all of April is late: 10% of 6,000.
    assert "2026-03 $6,200 $200.00 no data none" in text
    assert "2026-04 $6,000 $200.00 no data $600 (10% for calls)" in text
    Path("quotes/acme.yaml").write_text(
        QUOTE.replace("[{miss", "[{miss: up_time, percent: 1}, {miss"), encoding="utf-8"
    )
    text = " ".join(
        run("calls.csv", "--vendor", "acme", "--quote", "quotes/acme.yaml", "--to", "2026-04-09")[0].split()
    )
    assert "2026-03 $6,200 $200.00 no data not known" in text
    assert "2026-04 in part $1,800 $200.00 no data at least $180 (10% for calls)" in text
    assert "at least $180 of credits are due" in text
    (_, april) = told(*options, "--to", "2026-04-09")["cost"]["cycles"]
    assert (april["whole"], april["credits_not_known"]) == (False, ["up_time"])


def test_handle_time_without_its_parts_is_told_as_such() -> None:
    Path("vendors/acme.yaml").write_text(PROFILE + "performance: {handle_seconds: 400}\n", encoding="utf-8")
    text = " ".join(run("calls.csv", "--vendor", "acme")[0].split())
    assert "handle time, without hold and wrap-up" in text
    assert "400 s open" in text
    (one,) = (one for one in told("--vendor", "acme")["measures"] if one["measure"] == "handle_seconds")
    assert one["without"] == ["hold", "wrap-up"]
    rows = list(csv.DictReader(io.StringIO(run("calls.csv", "--vendor", "acme", "-f", "csv")[0])))
    assert {row["met"] for row in rows if row["measure"] == "handle_seconds"} == {""}
    first = " ".join(run("calls.csv", "--vendor", "acme", "--first-weeks")[0].split())
    assert "without hold and wrap-up, against 6:40 (the profile's performance)" in first


def test_quiet_leaves_out_how_things_were_measured() -> None:
    assert "Theil and Sen" in run("calls.csv")[0]
    assert "Theil and Sen" not in run("calls.csv", "-q")[0]


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["gone.csv"], "gone.csv is not there"),
        (["calls.csv", "--vendor", "acne"], "no vendor is called acne in vendors/; did you mean acme?"),
        (["calls.csv", "--level-definition", "best"], "'best' is not one of"),
        (["calls.csv", "--within", "0"], "'0' is not a positive number"),
        (["calls.csv", "--within", "100000"], "is longer than a day"),
        (["calls.csv", "--from", "2027-01-01"], "the log has no row that can be measured"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_line(args: list[str], reason: str) -> None:
    _, err = run(*args, code=2)
    assert reason in " ".join(err.replace("│", " ").split())


def test_too_many_bad_rows_are_exit_1() -> None:
    Path("calls.csv").write_text(HEAD + "2026-03-01T09:00:00,1,60,false\n2026-03-01T09:00:00,1,-6,false\n")
    run("calls.csv", "--max-rejects", "1")
    out, _ = run("calls.csv", "--max-rejects", "0", code=1)
    assert "negative duration" in out
