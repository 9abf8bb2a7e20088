"""What tests of pages share: a decision, its page, and a browser that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callvet.report.decision_page import decision_html
from tests.browser import started
from tests.report.decisions import decided, hostile_case, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from callvet.evaluation.reporting import ReportAnswer

COMMAND = "callvet report my-case --date 2026-11-02 -o decision.html"


@pytest.fixture(scope="session")
def case_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case."""
    return written(tmp_path_factory.mktemp("decision"))


@pytest.fixture(scope="session")
def decision(case_folder: Path) -> ReportAnswer:
    """All that its report says."""
    return decided(case_folder)


@pytest.fixture(scope="session")
def decision_file(decision: ReportAnswer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page."""
    path = tmp_path_factory.mktemp("page") / "decision.html"
    path.write_text(decision_html(decision, COMMAND), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def hostile_decision(tmp_path_factory: pytest.TempPathFactory) -> ReportAnswer:
    """All that the report says of a case whose texts would be markup."""
    return decided(written(tmp_path_factory.mktemp("hostile"), hostile_case()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; only tests marked ``browser`` ask for it."""
    with started() as found:
        yield found
