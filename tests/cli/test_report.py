"""``callvet report``: which file is written, and what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app
from tests.report.decisions import written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small case; the current folder."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path)


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What callvet prints to standard output and to standard error."""
    result = CliRunner().invoke(app, args)
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_html_is_written_and_says_how_to_make_it_again(case: Path) -> None:
    out, err = run("report", "--draws", "200", "--weight", "cost=30", "-o", "decision.html")
    assert (out, err) == ("", "written: decision.html\n")
    text = (case / "decision.html").read_text(encoding="utf-8")
    command = "callvet report --weight cost=30 --date 2026-11-02 --draws 200 --seed 1 -o decision.html"
    assert f"<pre>{command}</pre>" in text


def test_the_call_that_a_page_names_makes_the_same_page(case: Path) -> None:
    run("report", "--draws", "200", "--rank-by", "middle", "-o", "one.html")
    text = (case / "one.html").read_text(encoding="utf-8")
    (command,) = re.findall(r"<pre>callvet (report .*)</pre>", text)
    run(*command.split())
    assert (case / "decision.html").read_text(encoding="utf-8") == text


def test_a_page_to_standard_output() -> None:
    out, err = run("report", "--draws", "200", "-f", "html")
    assert out.startswith("<!doctype html>")
    assert err == ""


def test_a_workbook_is_written(case: Path) -> None:
    assert run("report", "--draws", "200", "-o", "decision.xlsx", "--quiet") == ("", "")
    assert (case / "decision.xlsx").read_bytes().startswith(b"PK")


def test_the_memo_is_a_page_like_any_other(case: Path) -> None:
    assert run("report", "--memo", "--draws", "200")[0].startswith("Acme leads with 43 of 100")
    run("report", "--memo", "--draws", "200", "-o", "memo.md")
    assert (case / "memo.md").read_text(encoding="utf-8").startswith("# A call centre for Juniper Print")


@pytest.mark.parametrize(
    "args", [[], ["-o", "decision.txt"], ["-f", "json"], ["-f", "csv", "-o", "x.html"], ["-f", "json", "-o", "x.xlsx"]]
)
def test_a_report_is_html_or_a_workbook(args: list[str]) -> None:
    assert "add -o decision.html, or -o decision.xlsx" in run("report", *args, code=2)[1]


def test_a_date_is_a_date() -> None:
    assert "'soon' is not a date; write it as 2026-11-15" in run("report", "--memo", "--date", "soon", code=2)[1]


@pytest.mark.parametrize("name", ["decision.html", "decision.xlsx"])
def test_a_folder_that_is_not_there_is_told(name: str) -> None:
    assert "name another file with --output" in run("report", "--draws", "200", "-o", f"nowhere/{name}", code=2)[1]


def test_bad_files_are_told_and_nothing_is_written(case: Path) -> None:
    (case / "vendors/acme.yaml").write_text("nam: Acme\n", encoding="utf-8")
    assert "nam is not a key here" in run("report", "-o", "decision.html", code=2)[1]
    assert not (case / "decision.html").exists()
