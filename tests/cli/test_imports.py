"""Start-up: a command imports what it needs and no more, for import time is most of its time."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Runs a command as `python -m callvet` does, and tells on standard error what was imported by its end.
SPY = """
import atexit, os, sys
from callvet.cli.main import main
sys.argv = ["callvet", *sys.argv[1:]]
atexit.register(lambda: os.write(2, "\\n".join(["", *sorted(sys.modules)]).encode()))
main()
"""


# Ordinary languages, hours in two time zones and a volume, but no holiday and no offer to be priced.
NEEDS = """\
country: US
timezone: America/New_York
demand: {calls_per_month: 5000, open: Mo-Fr 08:00-20:00, languages: {en: 90%, es: 10%}}
must: {languages: [en]}
"""
VENDOR = """\
name: Northwind
location: {sites: [{country: PH, timezone: Asia/Manila}]}
hours: {open: Mo-Fr 09:00-18:00, timezone: America/Chicago}
languages: [{code: en, level: native}, {code: es-MX, level: fluent}]
"""
JUDGEMENT = "vendor: northwind\nby: us\ndate: 2026-01-01\nkind: meeting\nmarks: {culture: 5}\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case; the current folder."""
    files = {"needs.yaml": NEEDS, "vendors/northwind.yaml": VENDOR, "judgements/us.yaml": JUDGEMENT}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported_by(*args: str) -> set[str]:
    """Every module that a command imports, its standard output being a pipe."""
    # Measuring coverage imports modules of its own.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    command = [sys.executable, "-c", SPY, *args]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, "\n".join(done.stderr.splitlines()[:30])
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


NEVER = (
    "rich numpy duckdb jinja2 openpyxl xlsxwriter pandas langcodes language_data pycountry holidays argparse doctest "
    "unittest pyspark sqlglot ibis"
)


@pytest.mark.parametrize(
    ("args", "modules"),
    [
        (["score"], "json"),
        (["score", "--explain"], "json"),
        (["score", "-f", "json"], "tabulate html"),
        (["score", "-f", "csv"], "tabulate html json"),
        (["score", "-f", "markdown"], "json"),
        (["check"], "json"),
        (["show", "northwind"], "json"),
        (["staff"], "json callvet.evaluation.costing callvet.demand.estimate callvet.model.quote"),
        (["criteria"], "opening_hours json"),
        (["schema"], "yaml tabulate opening_hours callvet.score callvet.load callvet.evaluation"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_nothing_heavy_that_it_does_not_use(args: Sequence[str], modules: str) -> None:
    assert needless(args, f"{NEVER} {modules}") == set()


def test_a_page_of_html_imports_its_templates_and_nothing_else_that_is_heavy() -> None:
    never = NEVER.replace("jinja2 ", "")
    assert needless(["score", "-f", "html"], f"{never} tabulate") == set()


def test_a_case_that_nobody_moderated_or_judges_blind_pays_nothing_for_it() -> None:
    unwanted = (
        "callvet.score.moderation callvet.score.scales callvet.model.blind callvet.load.blind callvet.load.writing"
    )
    questions = (
        "callvet.evaluation.people.moderating callvet.evaluation.people.blinding callvet.evaluation.blind_ranking"
    )
    assert needless(["score", "--explain"], f"{unwanted} {questions} callvet.evaluation.judging") == set()


def test_a_pipe_is_drawn_by_tabulate() -> None:
    assert "tabulate" in imported_by("score")


def test_a_command_imports_no_question_but_its_own() -> None:
    found = imported_by("score")
    assert "callvet.model.vendor" in found
    assert found & {"callvet.evaluation.vendor_page", "callvet.evaluation.checking"} == set()


def test_workbooks_are_written_and_read_without_what_the_other_needs(case: Path) -> None:
    drawing = "rich numpy openpyxl tabulate json opening_hours"
    assert "xlsxwriter" in imported_by("rfp", "-o", "one.xlsx")
    assert needless(["rfp", "-o", "two.xlsx"], "rich openpyxl callvet.demand") == set()
    assert needless(["rfp", "--filled-in", "northwind", "-o", "three.xlsx"], "rich openpyxl") == set()
    assert (case / "three.xlsx").exists()
    found = needless(["rfp", "read", "three.xlsx", "-o", "read"], f"{drawing} xlsxwriter callvet.demand")
    assert not {name for name in found if name.startswith(("xlsxwriter", "rich", "openpyxl"))}


ROOMS_OF_PRICES = (
    "callvet.demand callvet.pricing callvet.model.quote callvet.model.charge callvet.model.money "
    "callvet.evaluation.costing callvet.evaluation.prices.wishes"
)
OFFER = """\
vendor: northwind
charges: [{per: minute, rate: 0.95, clock: {counts: [talk], step_seconds: 1}}]
"""


def test_a_case_without_quotes_imports_nothing_of_prices() -> None:
    for command in (["score"], ["check"], ["show", "northwind"]):
        assert needless(command, ROOMS_OF_PRICES) == set()


def test_quotes_without_a_volume_are_read_and_not_priced(case: Path) -> None:
    (case / "needs.yaml").write_text("country: US\n", encoding="utf-8")
    (case / "quotes").mkdir()
    (case / "quotes" / "northwind.yaml").write_text(OFFER, encoding="utf-8")
    rooms = "callvet.demand callvet.pricing callvet.evaluation.costing callvet.evaluation.prices.wishes"
    for command in (["score"], ["check"], ["show", "northwind"]):
        assert needless(command, f"{NEVER} {rooms}") == set()


def test_prices_bring_their_rooms_and_nothing_heavy(case: Path) -> None:
    (case / "quotes").mkdir()
    (case / "quotes" / "northwind.yaml").write_text(OFFER, encoding="utf-8")
    found = imported_by("score")
    assert {"callvet.demand.estimate", "callvet.pricing.bill", "callvet.model.quote"} <= found
    assert needless(["score"], NEVER) == set()
    assert needless(["check"], NEVER) == set()


def test_holidays_are_imported_for_an_offer_that_names_them(case: Path) -> None:
    (case / "quotes").mkdir()
    holiday = "adjustments: [{percent: 50, applies_to: [minute], when: {holiday: US}}]\n"
    (case / "quotes" / "northwind.yaml").write_text(OFFER + holiday, encoding="utf-8")
    found = imported_by("score")
    assert "holidays" in found
    assert "numpy" not in found


LOG = "start,talk_seconds\n2026-03-02T09:00:00,61\n2026-03-02T09:10:00,30\n"


@pytest.mark.parametrize(
    "args",
    [["replay", "calls.csv"], ["monitor", "calls.csv"], ["needs", "--from-log", "calls.csv"]],
    ids=" ".join,
)
def test_logs_are_read_without_spark_unless_it_is_asked_for(case: Path, args: Sequence[str]) -> None:
    (case / "quotes").mkdir()
    (case / "quotes" / "northwind.yaml").write_text(OFFER, encoding="utf-8")
    (case / "calls.csv").write_text(LOG, encoding="utf-8")
    assert "duckdb" in imported_by(*args)
    assert needless(args, "pyspark py4j sqlglot ibis pandas pyarrow") == set()
