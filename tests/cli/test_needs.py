"""``callvet needs --from-log``: what it prints and writes, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of six calls and a bad row; the current folder."""
    rows = "".join(f"2026-03-0{day}T09:00:00,1,{60 * day},false\n" for day in (2, 3, 4))
    rows += "2026-03-04T11:00:00,1,240,false\n" * 3
    text = f"start,queue_seconds,talk_seconds,abandoned\n{rows}2026-03-02T09:00:00,1,-5,false\n"
    (tmp_path / "calls.csv").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What it prints to standard output and to standard error."""
    result = CliRunner().invoke(app, list(args))
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_needs_are_printed_with_how_each_was_measured() -> None:
    out, _ = run("needs", "--from-log", "calls.csv")
    assert out.startswith("# Measured from calls.csv, 2026-03-02 to 2026-03-04: 7 rows, 1 of them left out.\n")
    assert "  # mean of 6 answered calls with 10 s of talk or more\n  talk_seconds: 210\n" in out


def test_a_program_is_given_an_object_and_how_each_was_measured(folder: Path) -> None:
    found = json.loads(run("needs", "--from-log", "calls.csv", "-f", "json")[0])
    assert (found["schema"], found["command"], found["rows"], found["left_out"]) == (1, "needs", 7, 1)
    assert found["demand"]["talk_seconds"] == 210
    assert found["measured"]["talk_seconds"] == "mean of 6 answered calls with 10 s of talk or more"
    assert any(note.startswith("shape is left out") for note in found["notes"])
    assert found["demand"].keys() >= {"open", "talk_seconds"}
    run("needs", "--from-log", "calls.csv", "-f", "json", "-o", "measured.json")
    assert json.loads((folder / "measured.json").read_text(encoding="utf-8")) == found
    refused = json.loads(run("needs", "--from-log", "gone.csv", "-f", "json", code=2)[0])
    assert "gone.csv is not there" in refused["problems"][0]["message"]
    run("needs", "--from-log", "calls.csv", "-f", "json", "-o", "needs.yaml", "--update", code=2)


def test_what_is_written_is_checked_and_not_overwritten() -> None:
    _, err = run("needs", "--from-log", "calls.csv", "-o", "needs.yaml")
    assert err.splitlines() == ["written: needs.yaml", "written: needs-shape.csv", "Next: callvet check needs.yaml"]
    run("check", "needs.yaml")
    _, err = run("needs", "--from-log", "calls.csv", "-o", "needs.yaml", code=2)
    assert "needs.yaml and needs-shape.csv are there already" in err
    _, err = run("needs", "--from-log", "calls.csv", "-o", "needs.yaml", "--update", "--from", "2026-03-03")
    assert "demand.talk_seconds" in err.partition("changed: ")[2]


def test_more_bad_rows_than_allowed_are_exit_1() -> None:
    run("needs", "--from-log", "calls.csv", "--max-rejects", "0", code=1)


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["needs"], "Missing option '--from-log'"),
        (["needs", "--from-log", "gone.csv"], "gone.csv is not there"),
        (["needs", "--from-log", "calls.csv", "--update"], "there is no file to change; name it with -o"),
        (["needs", "--from-log", "calls.csv", "-o", "none/gone/needs.yaml"], "name another file with -o"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_line(args: list[str], reason: str) -> None:
    _, err = run(*args, code=2)
    assert reason in " ".join(err.replace("│", " ").split())
