"""``callvet questions``: its options, its exit codes, and that the same seed prints the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "print-shop" / "vendors")


def run(*args: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    done = CliRunner().invoke(app, ["questions", *args])
    return done.exit_code, done.stdout, done.stderr


def test_questions_are_answered_with_exit_0() -> None:
    code, out, _ = run(EXAMPLE, "--draws", "200")
    assert code == 0
    assert "Ask Pelican Call Partners first" in out


def test_one_vendors_list_is_all_that_is_printed() -> None:
    code, out, _ = run(EXAMPLE, "--for", "saguaro", "--draws", "50")
    assert code == 0
    assert out.startswith("Questions for Saguaro Talk")
    assert "Pelican" not in out


@pytest.mark.parametrize("vendor", ["saguro", "brightwater"])
def test_a_vendor_that_cannot_be_asked_is_exit_2(vendor: str) -> None:
    code, out, err = run(EXAMPLE, "--for", vendor, "--draws", "50")
    assert (code, out) == (2, "")
    assert vendor in err


def test_json_is_one_object_on_one_line_and_reproducible() -> None:
    first, again, other = (run(EXAMPLE, "--draws", "50", "--seed", seed, "-f", "json")[1] for seed in "112")
    assert first == again
    assert len(first.splitlines()) == 1
    assert json.loads(first)["seed"] == 1
    assert json.loads(other)["seed"] == 2


@pytest.mark.parametrize("wrong", [("--draws", "0"), ("--seed", "-1"), ("--rank-by", "chance")])
def test_figures_that_cannot_be_are_exit_2(wrong: tuple[str, str]) -> None:
    assert run(EXAMPLE, *wrong)[0] == 2


def test_quiet_leaves_the_answer_alone() -> None:
    _, out, _ = run(EXAMPLE, "--quiet", "--draws", "50")
    assert "equally likely" not in out
    assert "Can we listen to recordings of our calls?" in out


def test_peoples_weights_are_gone_by_and_named() -> None:
    people = str(Path(EXAMPLE).parent / "weights")
    mine, theirs = (run(EXAMPLE, "--draws", "50", *more)[1] for more in ((), ("--weights-from", people)))
    assert "and the weights from the balanced preset.\n" in mine
    assert "and the weights from customer_care and operations.\n" in theirs
    assert run(EXAMPLE, "--weights-from", people, "--preset", "cost")[0] == 2
