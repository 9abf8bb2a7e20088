"""``callvet criteria``: the list, a group, or one criterion's page."""

from __future__ import annotations

import csv
import io
import json
from math import fsum

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app
from callvet.score.criteria import CRITERIA
from callvet.score.weights import PRESET_NAMES

IDS = [criterion.id for criterion in CRITERIA]


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What ``callvet criteria`` prints to standard output and to standard error."""
    result = CliRunner().invoke(app, ["criteria", *args])
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_the_list_names_every_criterion_and_every_preset() -> None:
    out, err = run()
    assert err == ""
    assert [name for name in IDS if f"\n{name} " not in out] == []
    assert all(name in out for name in PRESET_NAMES)


def test_a_group_is_the_list_of_its_criteria() -> None:
    rows = list(csv.DictReader(io.StringIO(run("people", "-f", "csv")[0])))
    assert [row["id"] for row in rows] == [one.id for one in CRITERIA if one.group == "people"]


@pytest.mark.parametrize("name", IDS)
def test_each_criterion_has_a_page_that_names_its_sources(name: str) -> None:
    out = run(name)[0]
    assert "\nSource: " in out or "Sources: " in out
    assert f"{name}, of the group " in out


def test_a_group_of_one_is_the_page_of_that_one() -> None:
    assert run("cost") == run("cost", "-f", "table")
    assert "cost, of the group cost: what the presets give it" in run("cost")[0]


@pytest.mark.parametrize(("name", "fix"), [("stuff", "did you mean staff?"), ("zzzzzz", "known are ")])
def test_a_criterion_that_is_not_there_is_told_with_those_that_are(name: str, fix: str) -> None:
    out, err = run(name, code=2)
    assert out == ""
    assert err.startswith(f"callvet: {name} is not a criterion")
    assert fix in err


def test_programs_get_pages_and_weights() -> None:
    told = json.loads(run("-f", "json")[0])
    assert (told["schema"], told["command"], told["problems"]) == (1, "criteria", [])
    assert [one["id"] for one in told["criteria"]] == IDS
    for preset in PRESET_NAMES:
        assert fsum(one["weights"][preset] for one in told["criteria"]) == pytest.approx(1, abs=1e-12)
    assert all(one["reasons"][preset] for one in told["criteria"] for preset in PRESET_NAMES if one["weights"][preset])
