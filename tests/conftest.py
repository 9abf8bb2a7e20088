"""What many tests share: a vendor, needs and judgements out of the YAML that stands in the test."""

from __future__ import annotations

import os
from textwrap import dedent
from typing import TYPE_CHECKING, Protocol, TypeVar

import pytest

from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.case import JudgementFile
from callvet.model.judgement import Judgement
from callvet.model.needs import Needs
from callvet.model.vendor import Vendor
from callvet.score.criterion import Subject

if TYPE_CHECKING:
    from callvet.model.document import Document
    from callvet.model.section import Section

S = TypeVar("S", bound="Section")

# What measures the tests would slow every process that they start, and has seen all that those run.
os.environ.pop("COVERAGE_PROCESS_START", None)


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
