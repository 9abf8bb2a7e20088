"""`callvet judgements` and `--blind`: exit codes, the word that codes were written, and what is not imported."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

JUDGEMENT = "vendor: northwind\nby: ann\ndate: 2026-11-01\nkind: meeting\nmarks: {culture: 8}\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One vendor that was judged; the current folder."""
    monkeypatch.chdir(tmp_path)
    for path, text in {"vendors/northwind.yaml": "name: Northwind\n", "judgements/1.yaml": JUDGEMENT}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What a command prints to standard output and to standard error."""
    result = CliRunner().invoke(app, list(args))
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_the_marks_are_printed_and_nothing_is_written() -> None:
    out, err = run("judgements")
    assert out.startswith("1 person has judged 1 of 1 vendor: nothing to talk over.\n")
    assert (err, list(Path("judgements").iterdir())) == ("", [Path("judgements/1.yaml")])


@pytest.mark.parametrize("command", ["judgements", "score"])
def test_codes_are_written_once_and_said_to_be(command: str) -> None:
    first, second = run(command, "--blind"), run(command, "--blind")
    assert (first[1], second[1]) == ("written: judgements/blind.yaml\n", "")
    assert first[0] == second[0]
    assert "northwind" not in first[0].lower()
    assert "Vendors stand under codes; judgements/blind.yaml has whose each is." in first[0]


@pytest.mark.parametrize("command", ["judgements", "score"])
def test_programs_get_one_object(command: str) -> None:
    found = json.loads(run(command, "--blind", "-q", "-f", "json")[0])
    assert (found["schema"], found["command"], found["blind"]) == (1, command, True)


def test_a_judgement_that_names_a_code_counts_for_its_vendor() -> None:
    run("score", "--blind")
    code = json.loads(run("judgements", "--blind", "-f", "json")[0])["vendors"][0]["vendor"]
    Path("judgements/2.yaml").write_text(
        JUDGEMENT.replace("northwind", code).replace("ann", "ben").replace("8", "2"), encoding="utf-8"
    )
    culture = json.loads(run("judgements", "-f", "json")[0])["vendors"][0]["criteria"]["culture"]
    assert (culture["mean"], culture["people"]) == (5, 2)


def test_an_unknown_code_is_refused_with_its_line() -> None:
    Path("judgements/2.yaml").write_text(JUDGEMENT.replace("northwind", "Vendor Q"), encoding="utf-8")
    _, err = run("judgements", code=2)
    assert err.startswith("judgements/2.yaml:1:9  vendor: nobody has the code Vendor Q")
    assert run("check", code=1)[0].startswith("judgements/2.yaml:1:9")


def test_without_a_judgement_there_is_nothing_to_answer() -> None:
    Path("judgements/1.yaml").unlink()
    out, err = run("judgements", "-f", "json", code=2)
    assert "nobody has judged these vendors yet" in err
    assert json.loads(out)["problems"][0]["path"] is None


def test_show_tells_what_was_settled_and_why() -> None:
    Path("judgements/2.yaml").write_text(
        JUDGEMENT.replace("meeting", "moderated").replace("8", "5") + "reason: one call was on a bad line\n",
        encoding="utf-8",
    )
    for args in (("show", "northwind"), ("score", "--explain")):
        assert "5 of 10 moderated on 2026-11-01 from 8: one call was on a bad line" in run(*args)[0]


PRINT_SHOP = Path(__file__).parents[2] / "examples" / "print-shop"


@pytest.mark.parametrize("output_format", ["table", "json", "csv", "markdown", "html"])
@pytest.mark.parametrize(
    "command",
    [["judgements"], ["score", "--explain"], ["score", "--robustness"]],
    ids=" ".join,
)
def test_the_worked_case_is_told_without_a_name(
    command: list[str], output_format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = shutil.copytree(PRINT_SHOP, tmp_path / "case")
    monkeypatch.chdir(case)
    profiles = sorted(case.glob("vendors/*.yaml"))
    names = [re.search(r"(?m)^name: (.*)", path.read_text(encoding="utf-8")) for path in profiles]
    hidden = [path.stem for path in profiles] + [found[1].lower() for found in names if found]
    out, err = run(*command, "--blind", "-f", output_format)
    assert len(hidden) == 2 * len(profiles)
    assert [name for name in hidden if name in (out + err).lower()] == []
    assert not re.search(r"(vendors|quotes|judgements)/(?!blind)\w", out + err)
