"""``callvet rfp read``: answers as files, and nothing changed that was not shown."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli import rfp_read
from callvet.cli.app import app
from callvet.cli.main import main
from callvet.evaluation.rfp import ask_vendors
from callvet.report.rfp.workbook import workbook_bytes
from tests.load.questionnaires import Filled


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A questionnaire that says a name and a year; the current folder."""
    monkeypatch.chdir(tmp_path)
    filled = Filled(workbook_bytes(ask_vendors()))
    filled.answer("Company", "name", "Acme")
    filled.answer("Company", "company.founded", 2004)
    filled.save(tmp_path / "book.xlsx")
    return tmp_path


def run(*args: str, code: int = 0, typed: str | None = None) -> tuple[str, str]:
    """What the command prints to standard output and to standard error."""
    result = CliRunner().invoke(app, ["rfp", "read", *args], input=typed)
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def existing(case: Path) -> Path:
    """A profile that says another year."""
    (case / "vendors").mkdir()
    path = case / "vendors" / "acme.yaml"
    path.write_text("name: Acme\ncompany: {founded: 1999}    # says the page\n", encoding="utf-8")
    return path


def test_new_files_are_written_with_the_day_and_named(case: Path) -> None:
    out, _ = run("book.xlsx", "--date", "2026-11-20")
    assert out.splitlines()[-2:] == ["book.xlsx: 2 answers of acme.", "vendors/acme.yaml is new."]
    text = (case / "vendors" / "acme.yaml").read_text(encoding="utf-8")
    assert "  - {kind: quote, ref: book.xlsx, read: 2026-11-20}\n" in text


def test_files_that_are_there_stay_until_an_update_is_asked_for(case: Path) -> None:
    path = existing(case)
    before = path.read_bytes()
    out, _ = run("book.xlsx", code=1)
    assert "book.xlsx  vendors/acme.yaml is there already; add --update" in out
    out, err = run("book.xlsx", "--update", code=1)
    assert "company.founded" in out
    assert "1999" in out
    assert "2004" in out
    assert "would change in 2 keys" in out
    assert err.endswith("add --yes to write what is shown\n")
    assert path.read_bytes() == before


def test_an_update_that_is_agreed_to_is_written(case: Path) -> None:
    path = existing(case)
    out, _ = run("book.xlsx", "--update", "--yes", "--date", "2026-11-20")
    assert "vendors/acme.yaml has changed in 2 keys:" in out
    text = path.read_text(encoding="utf-8")
    assert text.startswith("name: Acme\ncompany: {founded: 2004}    # says the page\nsources:\n")
    assert "says all of it already" in run("book.xlsx", "--update", "--date", "2026-11-20")[0]


@pytest.mark.parametrize(("typed", "year", "code"), [("y\n", "2004", 0), ("n\n", "1999", 1)])
def test_on_a_terminal_the_difference_is_shown_and_asked(
    case: Path, monkeypatch: pytest.MonkeyPatch, typed: str, year: str, code: int
) -> None:
    path = existing(case)
    monkeypatch.setattr(rfp_read, "_can_ask", lambda: True)
    out, err = run("book.xlsx", "--update", typed=typed, code=code)
    assert "would change in 2 keys" in out
    assert "Write these changes?" in err
    assert f"founded: {year}" in path.read_text(encoding="utf-8")


def test_refused_answers_are_all_told_by_their_cells(case: Path) -> None:
    filled = Filled((case / "book.xlsx").read_bytes())
    places = [
        filled.answer("Company", "company.founded", "long ago"),
        filled.answer("Quality", "service_levels.uptime", 1),
        filled.answer("Quality", "reporting.messages", "sometimes"),
    ]
    filled.sheet("Quality")[places[1]].number_format = "General"
    filled.save(case / "book.xlsx")
    out, _ = run("book.xlsx", code=1)
    assert f"book.xlsx[Company!{places[0]}]" in out
    assert f"book.xlsx[Quality!{places[1]}]" in out
    assert "1 may be 1% or 100%; write it with its sign" in out
    assert "book.xlsx: 3 problems, so nothing was written." in out
    assert not (case / "vendors").exists()


def test_a_program_gets_files_changes_and_problems(case: Path) -> None:
    existing(case)
    answer = json.loads(run("book.xlsx", "--update", "-f", "json", code=1)[0])
    (book,) = answer["books"]
    assert (answer["command"], book["vendor"], book["answers"]) == ("rfp read", "acme", 2)
    (file,) = book["files"]
    assert (file["path"], file["new"], file["written"]) == ("vendors/acme.yaml", False, False)
    assert {"key": "company.founded", "old": "1999", "new": "2004"} in file["changes"]
    (case / "bad.xlsx").write_bytes(b"PK")
    answer = json.loads(run("bad.xlsx", "-f", "json", code=1)[0])
    assert answer["problems"][0]["path"] == "bad.xlsx"


def test_the_folder_the_vendor_and_wrong_options(case: Path) -> None:
    out, _ = run("book.xlsx", "-o", "other", "--vendor", "best")
    assert "other/vendors/best.yaml is new." in out
    assert "is not a date" in run("book.xlsx", "--date", "soon", code=2)[1]
    (case / "file").write_text("", encoding="utf-8")
    assert "name another folder with --output" in " ".join(run("book.xlsx", "-o", "file", code=2)[1].split())


def test_two_words_are_one_command_at_the_start_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["callvet", "rfp", "read", "book.xlsx"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert "vendors/acme.yaml is new." in capsys.readouterr().out
