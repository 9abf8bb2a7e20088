"""``callvet check``: every problem on standard output, then what is still to ask."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

GOOD = "name: Acme\nhours: {open: 24/7, timezone: America/Chicago, holidays: open}\n"
BAD = "nme: Brio\nhours: {open: sometimes}\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One good profile; the current folder."""
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "acme.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "needs.yaml").write_text("weights: {hours: 3, reporting: 1}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def faulty(case: Path) -> Path:
    """Two problems in one file, one in another."""
    (case / "vendors" / "brio.yaml").write_text(BAD, encoding="utf-8")
    (case / "needs.yaml").write_text("weights: {hours: 3, reprting: 1}\n", encoding="utf-8")
    return case


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What ``callvet check`` prints to standard output and to standard error."""
    result = CliRunner().invoke(app, ["check", *args])
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_sound_files_are_answered_yes_with_what_is_still_to_ask() -> None:
    out, err = run()
    assert err == ""
    assert out.startswith("2 files read, no problem.\n")
    assert re.search(r"^Acme +1  What do you report to us: nothing, ", out, re.MULTILINE)
    assert out.endswith("All of them: --questions. The one to ask first: callvet questions.\n")


@pytest.mark.usefixtures("faulty")
def test_problems_are_answered_no_and_all_told_on_standard_output() -> None:
    out, err = run(code=1)
    lines = out.splitlines()
    assert err == ""
    assert [line.split()[0] for line in lines[:3]] == [
        "vendors/brio.yaml:1:1",
        "vendors/brio.yaml:2:15",
        "needs.yaml:1:21",
    ]
    assert lines[0].endswith("did you mean name?")
    assert lines[3] == "3 problems in 2 of 3 files."


@pytest.mark.usefixtures("faulty")
def test_quiet_tells_the_problems_alone() -> None:
    assert run("-q", code=1)[0].count("\n") == 3


def test_quiet_says_nothing_of_sound_files() -> None:
    assert run("-q")[0].strip() == ""


def test_every_open_question_is_told_in_full() -> None:
    out, _ = run("--questions")
    assert "Acme: 1 open question\n" in out
    assert "reporting.level  What do you report to us" in out


@pytest.mark.usefixtures("faulty")
def test_the_csv_has_one_row_for_each_problem() -> None:
    rows = list(csv.DictReader(io.StringIO(run("-f", "csv", code=1)[0])))
    assert [(row["path"], row["line"], row["column"]) for row in rows] == [
        ("vendors/brio.yaml", "1", "1"),
        ("vendors/brio.yaml", "2", "15"),
        ("needs.yaml", "1", "21"),
    ]


@pytest.mark.usefixtures("faulty")
def test_programs_get_problems_and_questions() -> None:
    told = json.loads(run("-f", "json", code=1)[0])
    assert set(told) == {"schema", "command", "files", "notes", "open_questions", "problems"}
    assert (told["schema"], told["command"], told["files"]) == (1, "check", 3)
    assert [problem["line"] for problem in told["problems"]] == [1, 2, 1]


def test_questions_of_sound_files_are_given_to_programs() -> None:
    (asked,) = json.loads(run("-f", "json")[0])["open_questions"]
    assert (asked["vendor"], asked["name"]) == ("acme", "Acme")
    assert [one["key"] for one in asked["questions"]] == ["reporting.level"]


@pytest.mark.usefixtures("faulty")
def test_one_file_may_be_checked_alone_with_the_needs_beside_it() -> None:
    lines = run("vendors/acme.yaml", code=1)[0].splitlines()
    assert lines[0].startswith("needs.yaml:1:21")
    assert lines[1] == "1 problem in 1 of 2 files."


@pytest.mark.usefixtures("faulty")
def test_other_needs_may_be_named(case: Path) -> None:
    (case / "other.yaml").write_text("weights: {hours: 1}\n", encoding="utf-8")
    assert "2 problems in 1 of 3 files." in run("--needs", "other.yaml", code=1)[0]


@pytest.mark.usefixtures("faulty")
def test_problems_go_to_a_file_where_one_is_named(case: Path) -> None:
    assert run("-o", "problems.csv", code=1) == ("", "written: problems.csv\n")
    assert (case / "problems.csv").read_text(encoding="utf-8").count("\n") == 4


def test_nothing_to_check_cannot_be_answered() -> None:
    out, err = run("nowhere", code=2)
    assert (out, err.count("\n")) == ("", 1)


def test_quotes_are_read_with_the_vendors(case: Path) -> None:
    (case / "quotes").mkdir()
    (case / "quotes" / "acme.yaml").write_text("vendor: acme\nchrages: [{per: cycle, rate: 49}]\n", encoding="utf-8")
    out = run(code=1)[0]
    assert "quotes/acme.yaml:2:1" in out
    assert "did you mean charges?" in out


def test_a_currency_without_a_rate_is_answered_no_at_its_place(case: Path) -> None:
    (case / "quotes").mkdir()
    quote = "vendor: acme\ncurrency: EUR\ncharges: [{per: cycle, rate: 49}]\n"
    (case / "quotes" / "acme.yaml").write_text(quote, encoding="utf-8")
    lines = run(code=1)[0].splitlines()
    assert lines[0].startswith("quotes/acme.yaml:2:11  currency: no rate from EUR to USD is given; add rates: ")
    assert lines[1] == "1 problem in 1 of 3 files."


def test_what_an_offer_leaves_open_is_asked_as_a_question_about_that_offer(case: Path) -> None:
    (case / "quotes").mkdir()
    quote = "vendor: acme\ncharges: [{per: minute, rate: 0.95, clock: {counts: [talk]}}]\n"
    (case / "quotes" / "acme.yaml").write_text(quote, encoding="utf-8")
    (case / "needs.yaml").write_text("demand: {calls_per_month: 5000}\nweights: {cost: 1}\n", encoding="utf-8")
    asked = "In your offer, to what step does the charge per minute round each call up: 1, 6, 30 or 60 seconds?"
    assert re.search(rf"^Acme +1  {re.escape(asked)}", run()[0], re.MULTILINE)
    ((one,),) = (vendor["questions"] for vendor in json.loads(run("-f", "json")[0])["open_questions"])
    assert one == {"key": "quotes.minute.clock.step_seconds", "question": asked}


def test_the_example_case_has_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2] / "examples" / "print-shop")
    assert ", no problem.\n" in run()[0]
