"""The Python API: one function per question, and an import that costs nothing until one is asked."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import callvet

QUESTIONS = {
    "ask_vendors": "callvet.evaluation.rfp",
    "audit_invoice": "callvet.evaluation.auditing",
    "read_books": "callvet.evaluation.returned_books",
    "blind_ranking": "callvet.evaluation.blind_ranking",
    "check_profiles": "callvet.evaluation.checking",
    "combine_weights": "callvet.evaluation.weighing",
    "compare_judgements": "callvet.evaluation.judgements",
    "judge_vendor": "callvet.evaluation.judging",
    "compare_quotes": "callvet.evaluation.comparing",
    "describe_vendor": "callvet.evaluation.vendor_page",
    "freeze_case": "callvet.evaluation.freezing",
    "list_questions": "callvet.evaluation.questioning",
    "price_offers": "callvet.evaluation.costing",
    "prepare_clauses": "callvet.evaluation.clauses",
    "monitor_calls": "callvet.evaluation.monitoring",
    "needs_from_log": "callvet.evaluation.needs_from_log",
    "plan_agents": "callvet.evaluation.planning",
    "rank_vendors": "callvet.evaluation.ranking",
    "replay_calls": "callvet.evaluation.replaying",
    "report_case": "callvet.evaluation.reporting",
    "robustness_of": "callvet.evaluation.robustness",
}

HEAVY = ("pydantic", "pydantic_core", "typer", "click", "rich", "yaml", "tabulate", "langcodes", "opening_hours")


def run(code: str) -> str:
    """What a new Python prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def test_all_names_are_the_version_and_the_questions() -> None:
    assert set(callvet.__all__) == {"__version__", *QUESTIONS}
    assert list(callvet.__all__) == sorted(callvet.__all__)


def test_the_version_has_three_numbers() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", callvet.__version__)


@pytest.mark.parametrize(("name", "home"), QUESTIONS.items())
def test_a_question_is_the_function_of_its_file(name: str, home: str) -> None:
    assert getattr(callvet, name) is getattr(importlib.import_module(home), name)


def test_all_names_can_be_imported_at_once() -> None:
    assert run(f"from callvet import *; print({', '.join(QUESTIONS)})").count("<function ") == len(QUESTIONS)


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match=r"^module 'callvet' has no attribute 'rank_vendor'$"):
        callvet.rank_vendor  # noqa: B018 - the look-up is what is tested
    assert not hasattr(callvet, "price")


def test_importing_it_imports_nothing_heavy() -> None:
    code = f"import callvet, sys; print(sorted(set({HEAVY}) & set(sys.modules)), callvet.__version__)"
    assert run(code) == f"[] {callvet.__version__}"


def test_a_question_brings_what_it_needs_and_no_command_line() -> None:
    code = "import callvet, sys; callvet.rank_vendors; print('pydantic' in sys.modules, 'typer' in sys.modules)"
    assert run(code) == "True False"


def test_the_questions_are_answered_with_plain_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "acme.yaml").write_text("reporting: {level: realtime}", encoding="utf-8")
    assert callvet.check_profiles(["vendors/"]).problems == ()
    assert callvet.rank_vendors(["vendors/"], weights={"reporting": 1}).ranking.entries[0].score > 0
    assert callvet.describe_vendor("acme").entry.rank == 1
