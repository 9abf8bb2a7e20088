"""What many tests share: a vendor, needs and judgements out of the YAML that stands in the test."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Protocol, TypeVar

import pytest
from hypothesis import HealthCheck, settings

from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.case import JudgementFile
from callvet.model.judgement import Judgement
from callvet.model.needs import Needs
from callvet.model.vendor import Vendor
from callvet.score.criterion import Subject
from tests.browser import CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from coverage import Coverage

    from callvet.model.document import Document
    from callvet.model.section import Section

S = TypeVar("S", bound="Section")

NEEDED = {
    "browser": (CHROMIUM, "Chromium is not installed: nothing to look at pages with (Debian: chromium)"),
    "office": (
        shutil.which("soffice"),
        "LibreOffice is not installed: nothing to save with (Debian: libreoffice-calc)",
    ),
    "spark": (
        shutil.which("java") if all(find_spec(name) for name in ("pyspark", "sqlglot")) else None,
        "Spark is not installed: nothing to meter on (pip install 'callvet[spark]'; Debian: default-jre-headless)",
    ),
    "spark-connect": (
        shutil.which("java") if all(find_spec(name) for name in ("pyspark", "sqlglot", "grpc")) else None,
        "Spark Connect is not installed (pip install 'callvet[spark-connect]'; Debian: default-jre-headless)",
    ),
    "docs": (
        shutil.which("mkdocs"),
        "mkdocs is not installed: nothing to build a site with (pip install 'callvet[docs]')",
    ),
}
"""What tests are skipped without, by the words with which ``CALLVET_EXPECT=browser,office`` insists on it."""


UNMEASURED = tuple(
    line
    for line in Path(__file__).with_name("unmeasured.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
"""What is not measured, by how it begins: it goes once more, or many times, through lines that other tests go through.

Where code is measured, it takes three to four times as long. Every one of these was found by leaving out, from the test
that takes longest on, whatever goes through no line and takes no branch alone; so the figure is what it is with them,
and can only be lower. Tests with many examples, those of pages and whole answers, and simulations are most of them.
"""

settings.register_profile("unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
"""What a test proves hangs on no clock; the rest is as hypothesis has it, which in CI tries the same examples."""


def runs_tests(config: pytest.Config) -> bool:
    """Whether this process runs tests, and does not deal them out to workers."""
    return not getattr(config.option, "numprocesses", None) or hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to skip what was to be expected."""
    if runs_tests(config):
        # What measures the tests would slow every process that they start, and has seen all that those run. Where the
        # tests are dealt out to workers, those are still to be started.
        os.environ.pop("COVERAGE_PROCESS_START", None)
    for name in filter(None, os.environ.get("CALLVET_EXPECT", "").split(",")):
        program, reason = NEEDED[name]
        if program is None:
            message = f"CALLVET_EXPECT={name}: {reason}"
            raise pytest.UsageError(message)


def measuring() -> Coverage | None:
    """What measures this process, if anything does."""
    found: Coverage | None = sys.modules["coverage"].Coverage.current() if "coverage" in sys.modules else None
    return found


@contextmanager
def unmeasured() -> Iterator[None]:
    """Nothing is measured within."""
    if (coverage := measuring()) is None:
        yield
        return
    coverage.stop()
    try:
        yield
    finally:
        coverage.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Leave out of the measuring what is listed, with the fixtures that it is the first to ask for."""
    if not item.nodeid.startswith(UNMEASURED):
        return (yield)
    with unmeasured():
        return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Leave behind what was passed and what was skipped, for `.ci/run`, which names what none of its runs passed."""
    path = os.environ.get("CALLVET_OUTCOMES")
    if not path or hasattr(config, "workerinput"):
        return
    lines = [f"passed\t{report.nodeid}\t\n" for report in terminalreporter.getreports("passed")]
    for report in terminalreporter.getreports("skipped"):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        lines.append(f"skipped\t{report.nodeid}\t{reason}\n")
    with Path(path).open("a", encoding="utf-8") as file:
        file.write("".join(lines))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a browser or Spark where there is none, and say so."""
    for name in ("browser", "spark"):
        program, reason = NEEDED[name]
        if program is None and item.get_closest_marker(name):
            pytest.skip(reason)


class MakeSubject(Protocol):
    """Makes a subject of a profile and any number of judgements, all in YAML."""

    def __call__(self, profile: str, *judgements: str) -> Subject: ...


class MakeNeeds(Protocol):
    """Makes needs of YAML; no text, all defaults."""

    def __call__(self, text: str = ...) -> Needs: ...


def read(text: str, path: str, model: type[S]) -> tuple[S, Document]:
    """The model and the document of a text that has no fault."""
    document, problems = parse_document(dedent(text), path)
    assert document is not None, problems
    assert not problems
    value, problems = validate(document, model)
    assert value is not None, problems
    assert not problems
    return value, document


def judgement_files(*texts: str) -> tuple[JudgementFile, ...]:
    """Judgements out of YAML, in ``judgements/0.yaml`` and so on."""
    return tuple(
        JudgementFile(*read(text, f"judgements/{number}.yaml", Judgement)) for number, text in enumerate(texts)
    )


@pytest.fixture
def make_subject() -> MakeSubject:
    """A vendor called acme, in ``vendors/acme.yaml``; its judgements in ``judgements/0.yaml`` and so on."""

    def make(profile: str, *judgements: str) -> Subject:
        vendor, document = read(profile, "vendors/acme.yaml", Vendor)
        return Subject("acme", vendor, document, judgement_files(*judgements))

    return make


@pytest.fixture
def make_needs() -> MakeNeeds:
    """Needs out of YAML; with no text, the defaults."""

    def make(text: str = "term_months: 12") -> Needs:
        return read(text, "needs.yaml", Needs)[0]

    return make
