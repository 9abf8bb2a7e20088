"""``callvet report -o decision.xlsx``: the workbook is written whole, and the same files make the same one."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

NEEDS = "start: 2027-01-01\ndemand: {calls_per_month: 5000}\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of two vendors; the current folder."""
    (tmp_path / "vendors").mkdir()
    for name in ("acme", "brio"):
        (tmp_path / "vendors" / f"{name}.yaml").write_text(f"name: {name.title()}\n", encoding="utf-8")
    (tmp_path / "needs.yaml").write_text(NEEDS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What the command prints to standard output and to standard error."""
    result = CliRunner().invoke(app, ["report", "--draws", "100", *args])
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_the_workbook_is_written_and_standard_output_stays_empty(case: Path) -> None:
    out, err = run("-o", "decision.xlsx", "--date", "2026-11-02")
    assert (out, err) == ("", "written: decision.xlsx\n")
    assert (case / "decision.xlsx").read_bytes().startswith(b"PK")


def test_the_same_files_make_the_same_workbook(case: Path) -> None:
    run("-o", "one.xlsx", "--date", "2026-11-02", "-q")
    run("-o", "two.xlsx", "--date", "2026-11-02", "-q")
    assert (case / "one.xlsx").read_bytes() == (case / "two.xlsx").read_bytes()
    run("-o", "later.xlsx", "--date", "2026-11-03", "-q")
    assert (case / "later.xlsx").read_bytes() != (case / "one.xlsx").read_bytes()


def test_a_workbook_that_is_there_is_written_anew(case: Path) -> None:
    (case / "decision.xlsx").write_text("old", encoding="utf-8")
    run("-o", "decision.xlsx", "-q")
    assert (case / "decision.xlsx").read_bytes().startswith(b"PK")


def test_a_folder_that_is_not_there_is_told_and_nothing_is_written(case: Path) -> None:
    _, err = run("-o", "gone/decision.xlsx", code=2)
    assert "gone/decision.xlsx: No such file or directory; name another file with --output" in err
    assert sorted(one.name for one in case.iterdir()) == ["needs.yaml", "vendors"]
