"""Start-up: a command imports what it needs and no more, for import time is most of its time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLE = Path(__file__).parents[2] / "examples" / "print-shop"
# Runs a command as `python -m callvet` does, and tells on standard error what was imported by its end.
SPY = """
import atexit, os, sys
from callvet.cli.main import main
sys.argv = ["callvet", *sys.argv[1:]]
atexit.register(lambda: os.write(2, "\\n".join(["", *sorted(sys.modules)]).encode()))
main()
"""


def imported_by(*args: str) -> set[str]:
    """Every module that a command imports, its standard output being a pipe."""
    # Measuring coverage imports modules of its own.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    command = [sys.executable, "-c", SPY, *args]
    done = subprocess.run(command, cwd=EXAMPLE, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines())


def needless(args: Sequence[str], modules: str) -> set[str]:
    """Which of the modules are imported, or anything below them."""
    unwanted = tuple(modules.split())
    found = imported_by(*args)
    assert "callvet.cli.main" in found
    return {name for name in found if name in unwanted or name.startswith(tuple(f"{one}." for one in unwanted))}


def test_the_version_imports_next_to_nothing() -> None:
    assert (
        needless(
            ["--version"], "typer click pydantic yaml rich tabulate json dataclasses pathlib inspect callvet.model"
        )
        == set()
    )


def test_the_help_imports_no_reader_no_model_and_no_drawing() -> None:
    heavy = "yaml pydantic tabulate opening_hours rich json tempfile"
    rooms = "callvet.model callvet.load callvet.score callvet.evaluation callvet.report"
    assert needless(["--help"], f"{heavy} {rooms}") == set()


NEVER = "rich numpy duckdb jinja2 openpyxl pandas langcodes language_data pycountry holidays argparse doctest unittest"


@pytest.mark.parametrize(
    ("args", "modules"),
    [
        (["score"], "json"),
        (["score", "--explain"], "json"),
        (["score", "-f", "json"], "tabulate html"),
        (["score", "-f", "csv"], "tabulate html json"),
        (["score", "-f", "html"], "tabulate json"),
        (["score", "-f", "markdown"], "json"),
        (["check"], "json"),
        (["show", "northwind"], "json"),
        (["criteria"], "opening_hours json"),
        (["schema"], "yaml tabulate opening_hours callvet.score callvet.load callvet.evaluation"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_nothing_heavy_that_it_does_not_use(args: Sequence[str], modules: str) -> None:
    assert needless(args, f"{NEVER} {modules}") == set()


def test_a_pipe_is_drawn_by_tabulate() -> None:
    assert "tabulate" in imported_by("score")


def test_a_command_imports_no_question_but_its_own(tmp_path: Path) -> None:
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "acme.yaml").write_text("name: Acme\n", encoding="utf-8")
    found = imported_by("score", str(tmp_path))
    assert "callvet.model.vendor" in found
    assert found & {"callvet.evaluation.vendor_page", "callvet.evaluation.checking"} == set()
