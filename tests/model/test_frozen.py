"""What was fixed, as a file: its needs are checked as needs are."""

from __future__ import annotations

import pytest

from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.frozen import Frozen
from tests.conftest import read

HEAD = "frozen: 2026-11-02\nhash: abc\n"


def test_what_is_left_out_is_a_default() -> None:
    frozen, _ = read(HEAD, "frozen.yaml", Frozen)
    assert (frozen.judges, frozen.plugs, frozen.before, frozen.needs.term_months) == ((), {}, (), 12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("needs: {wheights: {cost: 1}}", "3:9 wheights is not a key of needs; did you mean weights?"),
        ("needs: {floors: {security: 120}}", "3:28 needs.floors.security: 120 is above 100; write a number up to 100"),
        ("plugs: {setup: {amount: 5, per: year}}", "3:33 plugs.setup.per: year is not known here; write once or month"),
        (
            "needs: {scales: {cost: {best: 9, worst: 1}}}",
            "3:18 needs.scales.cost: best must be cheaper than worst; swap them",
        ),
        ("judge: [ann]", "3:1 judge is not a key here; did you mean judges?"),
    ],
)
def test_a_slip_is_told_at_its_line_with_the_fix(text: str, said: str) -> None:
    document, problems = parse_document(HEAD + text, "frozen.yaml")
    assert document is not None
    problems = (*problems, *validate(document, Frozen)[1])
    assert [f"{one.place.line}:{one.place.column} {one.message}" for one in problems] == [said]
