"""``callvet schema``: the JSON schema of a kind of file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from callvet.cli.app import app
from callvet.model.schema import SchemaKind, json_schema


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What ``callvet schema`` prints to standard output and to standard error."""
    result = CliRunner().invoke(app, ["schema", *args])
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


@pytest.mark.parametrize("kind", get_args(SchemaKind))
def test_each_kind_has_a_schema_that_is_one(kind: SchemaKind) -> None:
    out, err = run(kind)
    schema = json.loads(out)
    Draft202012Validator.check_schema(schema)
    assert err == ""
    assert schema == json_schema(kind)


def test_without_a_kind_it_is_that_of_a_vendor() -> None:
    assert run() == run("vendor")


def test_a_schema_goes_to_a_file_where_one_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("needs", "-o", "needs.schema.json") == ("", "written: needs.schema.json\n")
    assert (tmp_path / "needs.schema.json").read_text(encoding="utf-8") == run("needs")[0]


def test_a_kind_that_is_not_there_is_told_with_those_that_are() -> None:
    out, err = run("quotes", code=2)
    assert out == ""
    assert "'quotes' is not one of 'vendor', 'needs', 'quote', 'judgement', 'weights'" in err
