"""What a run of the tests leaves behind of what was passed and what was skipped."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from tests.conftest import pytest_terminal_summary

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

REPORTS = {
    "passed": [SimpleNamespace(nodeid="tests/test_a.py::test_one[a b]")],
    "skipped": [SimpleNamespace(nodeid="tests/test_a.py::test_two", longrepr=("conftest.py", 1, "Skipped: no Spark"))],
}


def leave(**config: Any) -> None:
    """End a run with these reports."""
    reporter = SimpleNamespace(getreports=lambda kind: REPORTS[kind])
    pytest_terminal_summary(cast("Any", reporter), cast("pytest.Config", SimpleNamespace(**config)))


def test_runs_add_what_each_passed_and_skipped_and_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLVET_OUTCOMES", str(tmp_path / "outcomes"))
    leave()
    run = "passed\ttests/test_a.py::test_one[a b]\t\nskipped\ttests/test_a.py::test_two\tno Spark\n"
    assert (tmp_path / "outcomes").read_text(encoding="utf-8") == run
    leave()
    leave(workerinput={})  # who deals the tests out tells for all
    assert (tmp_path / "outcomes").read_text(encoding="utf-8") == run * 2


def test_nothing_is_left_where_nobody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CALLVET_OUTCOMES", raising=False)
    monkeypatch.chdir(tmp_path)
    leave()
    assert list(tmp_path.iterdir()) == []
