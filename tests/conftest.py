"""What many tests share: a vendor, needs and judgements out of the YAML that stands in the test."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
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
    from collections.abc import Generator

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
    "docs": (
        shutil.which("mkdocs"),
        "mkdocs is not installed: nothing to build a site with (pip install 'callvet[docs]')",
    ),
}
"""What tests are skipped without, by the words with which ``CALLVET_EXPECT=browser,office`` insists on it."""


UNMEASURED = (
    "tests/calls/test_against_the_plain_biller.py",
    "tests/cli/test_answering.py::test_hostile_",
    "tests/cli/test_judgements.py::test_the_worked_case_is_told_without_a_name",
    "tests/compare/test_properties.py",
    "tests/demand/test_billed_time.py",
    "tests/demand/test_erlang_simulated.py",
    "tests/demand/test_estimate.py::test_quotes_that_share_what_was_counted_cost_what_each_does_alone",
    "tests/docs/test_commands.py",
    "tests/docs/test_examples.py",
    "tests/docs/test_reference.py",
    "tests/evaluation/test_auditing.py::test_amounts_that_are_tampered_with_add_up_whatever_they_are",
    "tests/evaluation/test_auditing.py::test_an_invoice_made_from_the_bill_has_no_gap_and_one_fault_is_found",
    "tests/hostile/",
    "tests/load/test_validation.py::test_wrong_values_of_any_key_",
    "tests/model/test_schema.py",
    "tests/pricing/test_properties.py",
    "tests/report/decision_book/test_recalculation.py",
    "tests/report/decision_page/test_reading.py",
    "tests/report/decision_page/test_weights.py",
    "tests/report/test_split.py::test_every_kind_is_shown_in_words",
    "tests/score/test_flips.py",
    "tests/score/test_invariants.py",
)
"""What is not measured, by how it begins: it goes many times through lines that other tests go through once.

Where code is measured, it takes two to three times as long; without these, the figure can only be lower than it is."""

settings.register_profile("unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
"""What a test proves hangs on no clock; the rest is as hypothesis has it, which in CI tries the same examples."""


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to skip what was to be expected."""
    if not getattr(config.option, "numprocesses", None) or hasattr(config, "workerinput"):
        # What measures the tests would slow every process that they start, and has seen all that those run. Where the
        # tests are dealt out to workers, those are still to be started.
        os.environ.pop("COVERAGE_PROCESS_START", None)
    for name in filter(None, os.environ.get("CALLVET_EXPECT", "").split(",")):
        program, reason = NEEDED[name]
        if program is None:
            message = f"CALLVET_EXPECT={name}: {reason}"
            raise pytest.UsageError(message)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Leave out of the measuring what is listed, with the fixtures that it is the first to ask for."""
    measuring = sys.modules["coverage"].Coverage.current() if "coverage" in sys.modules else None
    if measuring is None or not item.nodeid.startswith(UNMEASURED):
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


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
