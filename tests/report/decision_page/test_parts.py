"""Parts of the report that are its own: months and years, strips, assumptions, what is left of other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.decision_page.assumptions import assumption_table
from callvet.report.decision_page.cost_tables import cost_tables
from callvet.report.decision_page.flip_strips import flip_strips
from callvet.report.decision_page.named_parts import between_headings, said
from callvet.report.page import Drawing, Heading, Sentence
from callvet.report.score import name_of
from tests.report.decisions import CASE, decided, written

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.evaluation.reporting import ReportAnswer


def test_months_are_named_and_add_up(decision: ReportAnswer) -> None:
    found = cost_tables(decision)
    assert found is not None
    assert found.months is not None
    heads = [column.head for column in found.months.columns]
    assert (heads[1], heads[12], heads[13]) == ("Jan 27", "Dec 27", "in all")
    assert len(found.months.rows) == 3


def test_a_long_term_is_told_by_the_year(tmp_path: Path) -> None:
    case = {**CASE, "needs.yaml": CASE["needs.yaml"] + "term_months: 30\n    "}
    found = cost_tables(decided(written(tmp_path, case)))
    assert found is not None
    assert found.months is not None
    assert [column.head for column in found.months.columns] == ["offer", "year 1", "year 2", "year 3", "in all"]


def test_what_to_look_at_is_one_row_for_each_offer(decision: ReportAnswer) -> None:
    found = cost_tables(decision)
    assert found is not None
    names = [row[0].text for row in list(found.blocks)[-1].rows]  # type: ignore[union-attr]
    assert len(names) == len(set(names))


def test_strips_reach_from_nothing_to_all_and_say_who_takes_over(decision: ReportAnswer) -> None:
    assert decision.robustness is not None
    names = [name_of(entry) for entry in decision.ranking.ranking.eligible]
    found = flip_strips(decision.robustness, names)
    for row in found.rows:
        assert row.pieces[0].start == 0
        assert abs(sum(piece.width for piece in row.pieces) - 100) < 1e-9
        assert row.then.endswith(("above", "below"))
    assert found.leaders[0] == (0, "Acme")


def test_assumptions_say_whose_they_are(decision: ReportAnswer) -> None:
    table = assumption_table(decision.needs, decision.ranking.needs)
    found = {row[0].text: (row[1].text, row[2].text) for row in table.rows}
    assert found["demand.calls_per_month"] == ("5,000", "yours, line 6")
    assert found["demand.languages"] == ("en 90%, es 10%", "yours, line 6")
    assert found["service.calls"] == ("share 80%, within_seconds 20", "default")
    assert found["baseline.monthly_cost"] == ("40,000", "yours, line 7")
    assert found["industry"] == ("not said", "default")


def test_what_the_call_says_is_no_default(tmp_path: Path) -> None:
    answer = decided(written(tmp_path))
    demand = answer.needs.needs.demand.model_copy(update={"calls_per_month": None})
    needs = answer.needs.needs.model_copy(update={"demand": demand})
    table = assumption_table(answer.needs._replace(needs=needs), answer.needs.needs)
    assert {row[0].text: row[2].text for row in table.rows}["demand.calls_per_month"] == "this call"


def test_headings_of_one_name_keep_their_own_blocks() -> None:
    one, other = Sentence("one"), Sentence("other")
    assert between_headings([Heading("x"), one, Heading("x"), other]) == {"": [], "x": [one], "x ": [other]}


def test_talk_and_drawings_of_signs_with_their_legend_are_left_out() -> None:
    kept = Sentence("kept")
    blocks = [Sentence("talk", talk=True), Drawing("a chart", ["AB"]), Sentence("A is Acme."), kept]
    assert list(said(blocks)) == [kept]
