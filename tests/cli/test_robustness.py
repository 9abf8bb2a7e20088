"""``callvet score --robustness``: its options, what a seed fixes, and what every format has of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app
from tests.cli.test_imports import imported_by

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "print-shop" / "vendors")
FEW = ("--robustness", "--draws", "500")


def run(*args: str, code: int = 0) -> str:
    """What ``callvet score`` of the print shop prints."""
    result = CliRunner().invoke(app, ["score", EXAMPLE, *args])
    assert result.exit_code == code, result.output
    return result.output


def told(*args: str) -> dict[str, Any]:
    """What it gives to programs."""
    found: dict[str, Any] = json.loads(run(*args, "-f", "json"))
    return found


def test_the_ranking_comes_first_and_how_sure_it_is_below() -> None:
    plain, robust = run(), run(*FEW)
    assert robust.startswith(plain)
    assert "How sure the ranking is" in robust.removeprefix(plain)
    assert " ranks first in " in robust


def test_without_the_option_nothing_is_drawn() -> None:
    assert {"robustness", "flips"} & set(told()) == set()


def test_the_same_seed_gives_the_same_bytes_and_another_does_not() -> None:
    first = run(*FEW, "-f", "json")
    assert first == run(*FEW, "-f", "json", "--seed", "1")
    assert first != run(*FEW, "-f", "json", "--seed", "2")


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_pages_have_it_too(name: str) -> None:
    assert "How sure the ranking is" in run(*FEW, "-f", name)


def test_ten_thousand_draws_are_the_default() -> None:
    assert told("--robustness")["robustness"]["draws"] == 10_000


@pytest.mark.parametrize(("spread", "share"), [("20", 0.2), ("20%", 0.2), ("12.5 %", 0.125), ("0", 0), ("100%", 1)])
def test_a_spread_is_a_percentage(spread: str, share: float) -> None:
    found = told(*FEW, "--spread", spread)["robustness"]
    assert (found["weights"], found["spread"]) == ("around", share)


@pytest.mark.parametrize("spread", ["101", "-5", "much", "0.2.1", ""])
def test_what_is_no_percentage_is_refused(spread: str) -> None:
    assert "is no spread; write a percentage from 0 to 100, such as 20" in run(*FEW, f"--spread={spread}", code=2)


@pytest.mark.parametrize("option", [("--draws", "500"), ("--seed", "3"), ("--spread", "20")])
def test_how_to_draw_without_drawing_is_refused(option: Sequence[str]) -> None:
    assert f"{option[0]} says how to draw; add --robustness" in run(*option, code=2)


@pytest.mark.parametrize("option", [("--draws", "99"), ("--draws", "10000001"), ("--seed", "-1")])
def test_too_few_and_too_many_are_refused(option: Sequence[str]) -> None:
    run("--robustness", *option, code=2)


def test_rows_have_the_shares_of_ranks() -> None:
    rows = list(csv.DictReader(io.StringIO(run(*FEW, "-f", "csv"))))
    ranked = [row for row in rows if row["eligible"] == "true"]
    assert sum(float(row["rank_1_share"]) for row in ranked) == pytest.approx(1)
    assert [row["rank_1_share"] for row in rows if row["eligible"] == "false"] == [""]


def test_numpy_and_the_solver_are_imported_for_it_alone() -> None:
    assert {"numpy", "highspy"} & imported_by("score", EXAMPLE) == set()
    found = imported_by("score", EXAMPLE, *FEW)
    assert {"numpy", "highspy"} <= found
    assert {name for name in found if name.partition(".")[0] in {"scipy", "pandas"}} == set()
