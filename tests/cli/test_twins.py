"""Two vendors of one name: tables tell them apart by their ids, and data has the name as it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

PROFILE = "name: Zed Contact\nhours: {open: 24/7, timezone: America/Chicago, holidays: open}\n"
JUDGEMENT = "vendor: {}\nby: ann\ndate: 2026-11-01\nkind: meeting\nmarks: {{culture: 8}}\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twins, and what somebody thought of each; the current folder."""
    monkeypatch.chdir(tmp_path)
    for vendor in ("one", "two"):
        for path, text in (("vendors", PROFILE), ("judgements", JUDGEMENT.format(vendor))):
            Path(path).mkdir(exist_ok=True)
            Path(path, f"{vendor}.yaml").write_text(text, encoding="utf-8")


def run(*args: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(app, list(args))
    assert result.exit_code == 0, result.output
    return result.stdout


def names(value: object) -> set[str]:
    """Every ``name`` that stands beside a ``vendor`` in an answer."""
    if isinstance(value, list):
        return {name for one in value for name in names(one)}
    if not isinstance(value, dict):
        return set()
    own = {value["name"]} if value.get("vendor") and isinstance(value.get("name"), str) else set()
    return own | {name for one in value.values() for name in names(one)}


COMMANDS = (("score",), ("score", "--robustness"), ("questions", "--all"), ("judgements",), ("check", "--questions"))


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_tables_tell_twins_apart_by_their_ids(args: tuple[str, ...]) -> None:
    told = run(*args)
    assert "Zed Contact (one)" in told
    assert "Zed Contact (two)" in told


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_data_has_the_name_as_it_is_written(args: tuple[str, ...]) -> None:
    told = run(*args, "-f", "json")
    assert names(json.loads(told)) == {"Zed Contact"}
    assert "Zed Contact (" not in run(*args, "-f", "csv")


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "html"])
@pytest.mark.parametrize("command", ["score", "judgements"])
def test_blind_neither_the_name_nor_an_id_is_told(command: str, form: str) -> None:
    told = run(command, "--blind", "-f", form)
    assert "Zed" not in told
    assert "(one)" not in told
    assert "(two)" not in told
    assert "Vendor " in told
