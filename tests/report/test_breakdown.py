"""One vendor by criterion: what each was worth, why, and where that is written."""

from __future__ import annotations

import pytest

from callvet.model.document import Document, Node
from callvet.model.problem import Place
from callvet.model.vendor import Vendor
from callvet.report.breakdown import breakdown, criteria_table, evidenced
from callvet.report.page import Cell, Heading, Sentence, Table
from callvet.score.criterion import Assessment, Criterion, NotApplicable, Subject
from callvet.score.ranking import CriterionScore, VendorScore

PROFILE = "vendors/acme.yaml"
HERE = Place(PROFILE, 14, 3)


def scored(
    name: str, weight: float, low: float, high: float, place: Place = HERE, *, known: bool = True
) -> CriterionScore:
    """One criterion's part, answered whole or not at all."""
    criterion = Criterion(name, "offer", "?", "", lambda _, __: NotApplicable(""))
    return CriterionScore(criterion, weight, Assessment(low, high, 1.0 if known else 0.0, f"why {name}", place))


def entry(*parts: CriterionScore, name: str | None = "Acme") -> VendorScore:
    """A vendor with these parts."""
    subject = Subject("acme", Vendor(name=name), Document(PROFILE, {}, Node(1, 1, 1, 1)))
    return VendorScore(subject, {part.criterion.id: part for part in parts}, rank=1)


def texts(table: Table) -> list[list[str]]:
    """The words of a table."""
    return [[cell.text for cell in row] for row in table.rows]


def test_each_criterion_tells_its_range_its_points_its_reason_and_its_line() -> None:
    # 0.6 of 50 to 80 are 30 to 48 points.
    assert texts(criteria_table(entry(scored("agent_model", 0.6, 50, 80)))) == [
        ["agent model", "60%", "50–80", "30.0–48.0", "why agent_model", "14"]
    ]


def test_the_heaviest_criterion_stands_first_and_equals_keep_their_order() -> None:
    parts = [scored("hours", 0.2, 100, 100), scored("cost", 0.5, 10, 10), scored("staff", 0.2, 0, 0)]
    assert [row[0] for row in texts(criteria_table(entry(*parts)))] == ["cost", "hours", "staff"]


def test_what_is_unknown_is_dim() -> None:
    row = criteria_table(entry(scored("hours", 1, 0, 100, known=False))).rows[0]
    assert [cell.mark for cell in row] == ["plain", "plain", "dim", "plain", "dim", "dim"]


@pytest.mark.parametrize(
    ("place", "reason", "line"),
    [
        (HERE, "open", "14"),
        (Place(PROFILE), "open", "–"),
        (Place("judgements/meeting.yaml", 5, 10), "open (meeting.yaml:5)", "–"),
        (Place("quotes/acme.yaml", 5, 10), "open (quotes/acme.yaml:5)", "–"),
        (Place("quotes/acme.yaml", 9, 3), "open (quotes/acme.yaml:9)", "–"),
    ],
)
def test_evidence_in_another_file_is_named_with_the_reason(place: Place, reason: str, line: str) -> None:
    assert evidenced("open", place, PROFILE, "bad") == (Cell(reason, "bad"), Cell(line, "dim"))


def test_the_sum_names_the_file_of_the_lines() -> None:
    # 0.75 of 40 and 0.25 of 0 to 100 are 30 to 55; the quarter is unknown.
    blocks = list(breakdown(entry(scored("hours", 0.75, 40, 40), scored("cost", 0.25, 0, 100, known=False))))
    assert blocks[0] == Heading("Acme")
    assert isinstance(blocks[1], Table)
    assert blocks[2] == Sentence(
        "In all 30.0–55.0 of 100; 75% of the weight is answered. "
        "Lines are those of vendors/acme.yaml where no other file is named."
    )


def test_a_vendor_without_a_name_goes_by_its_id() -> None:
    assert next(iter(breakdown(entry(scored("hours", 1, 0, 0), name=None)))) == Heading("acme")


def test_names_are_inert() -> None:
    blocks = list(breakdown(entry(scored("a\u202eb", 1, 0, 0), name="A\u202eB" + "c" * 100)))
    assert blocks[0] == Heading("A\\u202eB" + "c" * 51 + "…")
    table = blocks[1]
    assert isinstance(table, Table)
    assert texts(table)[0][0] == "a\\u202eb"
