"""``callvet staff``: the contract's example, its options, and what cannot be answered."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Needs whose calls come evenly, and no vendor; the current folder."""
    (tmp_path / "needs.yaml").write_text("demand: {shape: flat}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What ``callvet staff`` prints to standard output and to standard error."""
    result = CliRunner().invoke(app, ["staff", *args])
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def told(*args: str) -> dict[str, Any]:
    """What it gives to programs."""
    found: dict[str, Any] = json.loads(run(*args, "-f", "json")[0])
    return found


# The answer


def test_the_contract_s_example() -> None:
    answer = told("--volume", "5000")
    first = answer["intervals"][0]
    assert (first["weekday"], first["start"], first["agents"]) == ("Mo", "08:00", 5)
    assert [round(first[key], 2) for key in ("erlangs", "service_level", "occupancy")] == [2.32, 0.91, 0.46]
    assert [round(first[key], 1) for key in ("calls", "average_wait_seconds")] == [11.5, 13.7]
    assert "abandoned_share" not in first
    hours = ("agent_hours_per_week", "logged_in_hours_per_week", "paid_hours_per_week")
    assert [round(answer[key], 1) for key in hours] == [250.0, 284.1, 355.1]
    assert (answer["schema"], answer["command"], answer["agents_peak"], answer["model"]) == (1, "staff", 5, "erlang_c")
    assert (answer["notes"], answer["problems"], len(answer["intervals"])) == ([], [], 100)
    # Four agents: 76 of 100 callers in time, which is under the 80 asked for.
    assert round(first["service_level_with_one_fewer"], 2) == 0.76


def test_the_answer_stands_first_then_the_week_then_what_it_comes_to() -> None:
    out, err = run("--volume", "5000")
    lines = out.splitlines()
    assert err == ""
    assert "\x1b" not in out
    assert (
        lines[0]
        == "5,000 calls of 6:03 a month, Mo-Fr 08:00-18:00: 5 agents at the busiest and 250 agent-hours a week."
    )
    assert lines[2] == "Agents, the most within each hour"
    assert lines[5].split() == ["08:00", *["5"] * 5]
    assert "in all              5            250.0           284.1      355.1                   8.9" in out


def test_no_calls_take_nobody() -> None:
    answer = told("--volume", "0")
    assert {(row["calls"], row["erlangs"], row["agents"]) for row in answer["intervals"]} == {(0, 0, 0)}
    assert {row["service_level_with_one_fewer"] for row in answer["intervals"]} == {None}
    for key in ("agents_peak", "agent_hours_per_week", "logged_in_hours_per_week", "paid_hours_per_week"):
        assert answer[key] == 0
    out = run("--volume", "0")[0]
    assert out.startswith("No agent is needed for 0 calls of 6:03 a month, Mo-Fr 08:00-18:00.\n")
    assert "Keeping the line open all the same would take 1 agent, 50 agent-hours a week." in out


# Options


def test_minutes_stand_in_for_calls() -> None:
    assert told("--minutes", "30,250")["volume"] == 5000


def test_options_go_before_the_needs() -> None:
    answer = told(*("--volume", "5000", "--aht", "180", "--open", "24/7", "--model", "erlang_a", "--measured", "week"))
    assert len(answer["intervals"]) == 336
    assert answer["assumptions"]["handle_seconds"] == 180
    assert (answer["model"], answer["target"]["measured"]) == ("erlang_a", "week")
    assert answer["intervals"][0]["abandoned_share"] > 0


def test_needs_may_be_named_or_lie_beside_a_named_path(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = case / "elsewhere"
    (elsewhere / "vendors").mkdir(parents=True)
    (elsewhere / "vendors" / "acme.yaml").write_text("name: Acme\n", encoding="utf-8")
    (elsewhere / "needs.yaml").write_text("demand: {calls_per_month: 700}\n", encoding="utf-8")
    assert told("elsewhere")["volume"] == 700
    assert told("elsewhere/vendors/acme.yaml")["volume"] == 700
    assert told("--needs", "elsewhere/needs.yaml")["volume"] == 700
    monkeypatch.chdir(elsewhere)
    assert told()["volume"] == 700


def test_csv_has_a_row_for_each_interval() -> None:
    rows = list(csv.DictReader(io.StringIO(run("--volume", "5000", "-f", "csv")[0])))
    assert len(rows) == 100
    assert {row["agents"] for row in rows} == {"5"}
    assert [rows[1][key] for key in ("weekday", "start", "minutes")] == ["Mo", "08:30", "30"]


def test_markdown_prints_the_week_first() -> None:
    assert run("--volume", "5000", "-f", "markdown")[0].startswith("**Agents, the most within each hour**\n\n| from")


def test_html_shades_the_week() -> None:
    assert '<td class="right shade0">5</td>' in run("--volume", "5000", "-f", "html")[0]


def test_quiet_leaves_the_notes_out(case: Path) -> None:
    (case / "needs.yaml").unlink()
    note = "No needs.yaml was found"
    assert note in run("--volume", "5000")[0]
    assert note not in run("--volume", "5000", "-q")[0]


def test_the_answer_may_be_written_to_a_file(case: Path) -> None:
    out, err = run("--volume", "5000", "-o", "staff.json")
    assert (out, err) == ("", "written: staff.json\n")
    assert json.loads((case / "staff.json").read_text(encoding="utf-8"))["agents_peak"] == 5


# What cannot be answered


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        ([], "no volume is given; add --volume 5000, or calls_per_month under demand in needs.yaml"),
        (["--volume", "1000000000"], "erlangs are outside 0 to 100,000; check volume and handle time"),
        (["--volume", "5000", "--open", "nonsense"], "nonsense is not an opening time; write 24/7"),
        (["--volume", "5000", "--needs", "none.yaml"], "none.yaml is not there; name the file of the needs"),
        (["none", "--volume", "5000"], "none is not there; "),
    ],
)
def test_what_cannot_be_answered_is_one_line(args: Sequence[str], reason: str) -> None:
    out, err = run(*args, code=2)
    assert out == ""
    assert err.startswith("callvet: ")
    assert reason in err
    assert err.count("\n") == 1
    assert [problem["message"] for problem in json.loads(run(*args, "-f", "json", code=2)[0])["problems"]] == [
        err.removeprefix("callvet: ").rstrip("\n")
    ]


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["--volume", "3000,5000"], "one volume is staffed at a time; write --volume 5000, or --minutes 30000"),
        (["--volume", "3000", "--minutes", "5"], "one volume is staffed at a time"),
        (["--volume", "many"], "'many' is no volume"),
        (["--volume", "-1"], "'-1' is no volume"),
        (["--volume", "5000", "--aht", "0"], "'0' is not a positive number"),
        (["--volume", "5000", "--model", "erlang_x"], "erlang_x"),
        (["--volume", "5000", "--measured", "year"], "year"),
    ],
)
def test_wrong_options_are_refused(args: Sequence[str], reason: str) -> None:
    out, err = run(*args, code=2)
    assert out == ""
    assert reason in err


def test_every_problem_of_the_needs_is_told_at_its_line(case: Path) -> None:
    (case / "needs.yaml").write_text("demnd: {}\nservice: {model: erlang_b}\n", encoding="utf-8")
    err = run("--volume", "5000", code=2)[1]
    assert "needs.yaml:1:1" in err
    assert "needs.yaml:2:18" in err
