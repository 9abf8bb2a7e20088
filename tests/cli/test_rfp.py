"""``callvet rfp``: the questionnaire as a file, and nothing overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of one vendor; the current folder."""
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "acme.yaml").write_text("name: Acme\n", encoding="utf-8")
    (tmp_path / "needs.yaml").write_text("must: {recordings: true}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What the command prints to standard output and to standard error."""
    result = CliRunner().invoke(app, ["rfp", *args])
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_the_questionnaire_is_written_and_told_in_a_sentence(case: Path) -> None:
    out, _ = run()
    assert out.startswith("rfp.xlsx: ")
    assert "on 11 sheets; 1 condition." in out
    assert "callvet rfp read rfp.xlsx" in out
    assert (case / "rfp.xlsx").read_bytes().startswith(b"PK")


def test_a_file_that_is_there_may_be_an_answer_and_is_not_overwritten(case: Path) -> None:
    (case / "rfp.xlsx").write_text("answers", encoding="utf-8")
    _, err = run(code=2)
    assert err == "callvet: rfp.xlsx is there already; name another file with --output, or move it away\n"
    assert (case / "rfp.xlsx").read_text(encoding="utf-8") == "answers"


def test_only_what_is_open_of_a_vendor() -> None:
    out, _ = run("--only-open", "acme", "-o", "acme.xlsx", "-q")
    assert out.startswith("acme.xlsx: ")
    assert "still open for Acme" in out
    assert "Next" not in out


def test_a_program_gets_the_questions_with_their_ids() -> None:
    answer = json.loads(run("-f", "json")[0])
    assert answer["command"] == "rfp"
    ids = {one["id"]: one["required"] for one in answer["questions"]}
    assert ids["reporting.recordings"] is True
    assert ids["name"] is False
    assert {"id", "text", "required", "floors"} == set(answer["tables"][0])


def test_what_counts_towards_a_floor_is_told_apart_from_conditions(case: Path) -> None:
    (case / "needs.yaml").write_text("must: {recordings: true}\nfloors: {reporting: 30}\n", encoding="utf-8")
    assert "on 11 sheets; 1 condition and 1 counts towards a floor." in run()[0]
    answer = json.loads(run("-f", "json", "-o", "other.xlsx")[0])
    marks = {one["id"]: (one["required"], one["floors"]) for one in answer["questions"]}
    assert (marks["reporting.recordings"], marks["reporting.level"]) == ((True, []), (False, ["reporting"]))


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("-o", "rfp.ods"), "name it with .xlsx at its end"),
        (("--only-open", "acme", "--filled-in", "acme"), "choose one of the two"),
        (("--only-open", "brio"), "no vendor is called brio here"),
        (("--needs", "none.yaml"), "none.yaml is not there"),
        (("-o", "missing/rfp.xlsx"), "name another file with --output"),
    ],
)
def test_what_cannot_be_written_is_told(args: tuple[str, ...], words: str) -> None:
    _, err = run(*args, code=2)
    assert words in " ".join(err.split())
