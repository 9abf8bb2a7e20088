"""One person's weights as a file: what is refused, where, and with which fix."""

from __future__ import annotations

from textwrap import dedent

import pytest

from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.weighing import Weighing
from tests.conftest import read

HEAD = "by: ann\ndate: 2026-11-02\n"


def said(text: str) -> list[str]:
    """What callvet says of a file, with line and column."""
    document, problems = parse_document(HEAD + dedent(text), "weights/ann.yaml")
    if document is not None:
        problems = (*problems, *validate(document, Weighing)[1])
    return [f"{problem.place.line}:{problem.place.column} {problem.message}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("method: points\npoints: {cost: 40, people: 0}", ["cost", "people"]),
        ("method: swing\nswing: {cost: 100, people: 55.5}", ["cost", "people"]),
        ("method: roc\norder: [cost, people]", ["cost", "people"]),
        ("method: rank_sum\norder: [cost]", ["cost"]),
        ("method: pairwise\npairs: [{more: cost, than: people, times: 1}]", ["cost", "people"]),
    ],
)
def test_each_method_has_its_key(text: str, names: list[str]) -> None:
    weighing, document = read(HEAD + text, "weights/ann.yaml", Weighing)
    assert [name for _, name in weighing.names()] == names
    assert all(document.holds(*path) for path, _ in weighing.names())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("method: swings\nswing: {cost: 100}", "3:9 method: swings is not known here; did you mean swing?"),
        ("method: roc", "3:1 method: roc needs order; add order: [people, cost]"),
        (
            "method: roc\npoints: {cost: 1}\norder: [cost]",
            "4:1 points: method roc goes by order; take points out, or mend method",
        ),
        (
            "method: points\npoints: {cost: 0}",
            "4:1 points: all of them are 0; give at least one a number above 0",
        ),
        (
            "method: swing\nswing: {cost: 80, people: 90}",
            (
                "4:19 swing.people: the swing that matters most is rated 100; write 100 for people, and the others "
                "against it"
            ),
        ),
        ("method: swing\nswing: {cost: 110}", "4:15 swing.cost: 110 is above 100; write a number up to 100"),
        (
            "method: points\npoints: {cost: 40%}",
            "4:16 points.cost: 40% is not a number; write digits alone, such as 12",
        ),
        (
            "method: roc\norder: [cost, people, cost]",
            "4:23 order: cost stands here twice; keep one of the two",
        ),
        (
            "method: pairwise\npairs:\n  - {more: cost, than: cost, times: 2}",
            "5:5 pairs: cost is compared with itself; write another name, or take it out",
        ),
        (
            "method: pairwise\npairs:\n  - {more: a, than: b, times: 2}\n  - {more: b, than: a, times: 3}",
            "6:5 pairs: b and a are compared twice; keep one of the two",
        ),
        (
            "method: pairwise\npairs:\n  - {more: a, than: b, times: 0.5}",
            "5:24 pairs.times: 0.5 is below 1; turn it round: {more: b, than: a, times: 2}",
        ),
        (
            "method: pairwise\npairs:\n  - {more: a, than: b, times: 12}",
            "5:31 pairs.times: 12 is above 9; write a number up to 9",
        ),
        (
            "method: pairwise\npairs:\n  - {more: a, than: b, times: 2}\n  - {more: b, than: c, times: 2}",
            "4:1 pairs: every two names are compared once; add a with c",
        ),
        (
            "method: pairwise\npairs:\n  - {more: a, than: b, times: 2}\n  - {more: c, than: d, times: 2}",
            "4:1 pairs: every two names are compared once; add a with c; a with d; b with c; and 1 more",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_line_with_the_fix(text: str, problem: str) -> None:
    assert said(text) == [problem]


def test_more_names_than_there_are_random_indices_are_refused() -> None:
    pairs = "".join(f"  - {{more: a, than: b{number}, times: 2}}\n" for number in range(15))
    (problem,) = said(f"method: pairwise\npairs:\n{pairs}")
    assert problem == "4:1 pairs: 16 names are compared, and 15 is the most; compare groups, or use swing"


def test_a_key_that_is_misspelt_is_known_again() -> None:
    assert "3:1 metod is not a key here; did you mean method?" in said("metod: swing\nswing: {cost: 100}")


def test_all_problems_are_told_in_one_run() -> None:
    assert len(said("method: swing\nswing: {cost: many, people: -3}\nwhy: because")) == 3


def test_hostile_names_are_made_inert() -> None:
    assert said('method: roc\norder: ["\\u202ea", "\\u202ea"]')[0].endswith(
        "order: \\u202ea stands here twice; keep one of the two"
    )
