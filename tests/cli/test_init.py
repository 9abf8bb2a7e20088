"""``callvet init``: a case that can be checked at once, and nothing overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app
from callvet.evaluation import starting


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder; the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What a command prints to standard output and to standard error."""
    result = CliRunner().invoke(app, list(args))
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def files_in(folder: Path) -> set[str]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_files_written_are_listed_and_the_next_step_is_told(folder: Path) -> None:
    out, err = run("init", "my-case")
    assert set(out.splitlines()) == files_in(folder)
    assert "my-case/needs.yaml" in out
    assert err == "Next: edit these, then callvet score my-case/vendors\n"


def test_the_next_step_works_and_has_no_problem() -> None:
    run("init", "my-case")
    assert ", no problem." in run("check", "my-case")[0]
    assert " leads with " in run("score", "my-case/vendors")[0]


def test_without_a_folder_the_case_starts_here(folder: Path) -> None:
    assert run("init")[1] == "Next: edit these, then callvet score vendors\n"
    assert "vendors" in {path.name for path in folder.iterdir()}
    assert " leads with " in run("score")[0]


def test_a_case_that_is_there_is_not_overwritten(folder: Path) -> None:
    run("init")
    (folder / "needs.yaml").write_text("company: Ours\n", encoding="utf-8")
    before = files_in(folder)
    out, err = run("init", code=2)
    assert out == ""
    assert err.startswith("callvet: ")
    assert "needs.yaml" in err
    assert err.count("\n") == 1
    assert (folder / "needs.yaml").read_text(encoding="utf-8") == "company: Ours\n"
    assert files_in(folder) == before


def test_a_folder_that_cannot_be_written_to_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(starting, "start_case", refuse)
    assert run("init", "a\x1bb", code=2) == ("", "callvet: a\\x1bb: Permission denied; name another folder\n")


def test_a_hostile_folder_is_inert_when_it_is_told(folder: Path) -> None:
    out, err = run("init", "\x1b[31mred")
    assert "\x1b" not in out + err
    assert (folder / "\x1b[31mred" / "needs.yaml").exists()
