"""What a person thought of a vendor: marks from 0 to 10, and on what occasion."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.judgement import MOST_MARKS, TEST_CALL_CHECKLIST, Judgement
from tests.conftest import read

TEST_CALL = """\
vendor: northwind
by: operations
date: 2026-10-20
kind: test_call                # meeting | reference | test_call
client_called: a shop they serve
wait_seconds: 14
marks: {greeting: 8, listening: 9, questions: 8, knowledge: 6, resolution: 7, courtesy: 9}
notes: had to repeat the order number twice
"""
"""The test call of the file format's reference."""


def judgement(text: str) -> Judgement:
    """The judgement that a text without a fault holds."""
    return read(text, "judgements/1.yaml", Judgement)[0]


def test_the_test_call_of_the_reference_becomes_typed_values() -> None:
    assert judgement(TEST_CALL).model_dump() == {
        "vendor": "northwind",
        "by": "operations",
        "date": date(2026, 10, 20),
        "kind": "test_call",
        "client_called": "a shop they serve",
        "wait_seconds": Decimal(14),
        "marks": {
            "greeting": Decimal(8),
            "listening": Decimal(9),
            "questions": Decimal(8),
            "knowledge": Decimal(6),
            "resolution": Decimal(7),
            "courtesy": Decimal(9),
        },
        "notes": "had to repeat the order number twice",
        "reason": None,
    }


def test_the_test_call_of_the_reference_marks_the_whole_checklist() -> None:
    assert tuple(judgement(TEST_CALL).marks) == TEST_CALL_CHECKLIST


def test_a_judgement_without_marks_is_one() -> None:
    meeting = judgement("{vendor: northwind, by: me, date: 2026-10-20, kind: meeting}")
    assert meeting.marks == {}
    assert (meeting.client_called, meeting.wait_seconds, meeting.notes) == (None, None, None)


@pytest.mark.parametrize("mark", ["0", "10", "7.5", "10.0"])
def test_marks_run_from_0_to_10(mark: str) -> None:
    text = f"{{vendor: northwind, by: me, date: 2026-10-20, kind: meeting, marks: {{culture: {mark}}}}}"
    assert judgement(text).marks == {"culture": Decimal(mark)}


@pytest.mark.parametrize("mark", [-1, 11, Decimal("10.01"), "8", "good", True, "none", [8], {"of": 10}])
def test_nothing_else_is_a_mark(mark: object) -> None:
    given = {"vendor": "a", "by": "b", "date": "2026-10-20", "kind": "meeting", "marks": {"culture": mark}}
    with pytest.raises(ValidationError, match=r"marks\.culture"):
        Judgement.model_validate(given)


def test_the_best_mark_is_10() -> None:
    assert MOST_MARKS == 10


def test_a_judgement_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        judgement(TEST_CALL).by = "another"


MODERATED = """\
vendor: northwind
by: the committee
date: 2026-11-10
kind: moderated
marks: {attitude: 6}
reason: the second caller had the trainee
"""


def problems(text: str) -> list[str]:
    """What is wrong with a judgement, each with its line and column."""
    document, told = parse_document(text, "j.yaml")
    assert document is not None
    told += validate(document, Judgement)[1]
    return [f"{problem.place.line}:{problem.place.column} {problem.message}" for problem in told]


def test_a_committee_settles_on_a_mark_with_a_reason_and_a_date() -> None:
    settled = judgement(MODERATED)
    assert (settled.kind, settled.marks, settled.date) == ("moderated", {"attitude": Decimal(6)}, date(2026, 11, 10))
    assert settled.reason == "the second caller had the trainee"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "reason: the second caller had the trainee\n",
            "",
            "4:1 kind: a moderated mark needs its reason; add reason: and why the committee settled on it",
        ),
        (
            "marks: {attitude: 6}\n",
            "",
            "4:1 kind: the mark that was settled on is missing; add it, such as marks: {attitude: 6}",
        ),
        ("date: 2026-11-10\n", "", "0:0 date is missing; add date: and its value"),
        (
            "kind: moderated",
            "kind: meeting",
            "6:1 reason: only kind: moderated has a reason; write it under notes:",
        ),
        (
            "marks:",
            "wait_seconds: 5\nmarks:",
            "5:1 wait_seconds: this is of a test call, not of the talk about it; leave it out here",
        ),
    ],
)
def test_what_a_moderated_mark_must_have_is_told_with_its_fix(old: str, new: str, told: str) -> None:
    assert problems(MODERATED.replace(old, new)) == [told]


def test_a_reason_that_is_blank_is_none() -> None:
    told = problems(MODERATED.replace("the second caller had the trainee", '"  "'))
    assert [one.partition(" ")[0] for one in told] == ["6:1", "4:1"]
