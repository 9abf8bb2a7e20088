"""The criteria: the list with the presets' weights, and the page of one."""

from __future__ import annotations

import pytest

from callvet.evaluation.explaining import CriteriaAnswer, explain_criteria
from callvet.report.criteria import DOCUMENTS, criteria_json, criteria_page
from callvet.report.page import Data, Heading, Page, Sentence, Table
from callvet.score.criteria import CRITERIA
from callvet.score.criterion import Criterion, NotApplicable
from callvet.score.weights import Weights

PAGE = """Hours: are agents there
when our customers call?

Judged is `hours.open` against **our** hours:

Another sentence, then a table:
| fact | points |
| --- | --- |
| `24/7` | 100 |
| never | 0 |

| alone |
| --- |
| x |
"""
HOURS = Criterion("hours", "availability", "Are agents there?", PAGE, lambda _, __: NotApplicable(""))
STAFF = Criterion("staff", "people", "How strong?", "Staff: how strong?", lambda _, __: NotApplicable(""))
PRESETS = {
    "balanced": Weights(
        {"hours": 0.06, "staff": 0.1}, "the balanced preset", {"hours": "always there", "staff": "people"}
    ),
    "cost": Weights({"staff": 1.0}, "the cost preset", {"staff": "people"}),
}


def answer(*criteria: Criterion) -> CriteriaAnswer:
    """These criteria under two presets."""
    return CriteriaAnswer(criteria, {"balanced": PRESETS["balanced"], "cost": PRESETS["cost"]})


def texts(table: Table) -> list[list[str]]:
    """The words of a table, its heads first."""
    return [[column.head for column in table.columns], *([cell.text for cell in row] for row in table.rows)]


def tables(page: Page) -> list[Table]:
    """The tables of a page."""
    return [block for block in page.blocks if isinstance(block, Table)]


def test_the_list_has_a_table_for_each_group_with_the_weight_in_each_preset() -> None:
    page = criteria_page(answer(HOURS, STAFF))
    first, second = tables(page)
    assert page.title == "Criteria"
    assert (first.title, second.title) == ("availability", "people")
    assert texts(first) == [["criterion", "question", "balanced", "cost"], ["hours", "Are agents there?", "6%", "0%"]]
    assert texts(second)[1:] == [["staff", "How strong?", "10%", "100%"]]


def test_the_list_says_what_its_columns_and_letters_mean() -> None:
    sentences = [block for block in criteria_page(answer(HOURS, STAFF)).blocks if isinstance(block, Sentence)]
    assert sentences[0].text.startswith("The right-hand columns are the weights")
    assert sentences[1] == Sentence(DOCUMENTS, apart=True)


def test_one_criterion_has_its_own_page() -> None:
    page = criteria_page(answer(HOURS))
    assert page.title == "hours"
    assert page.blocks[:3] == [
        Heading("Hours: are agents there when our customers call?"),
        Sentence("Judged is hours.open against our hours:", apart=True),
        Sentence("Another sentence, then a table:", apart=True),
    ]
    assert page.blocks[-1] == Sentence(DOCUMENTS)


def test_tables_of_a_page_are_drawn_as_tables_and_code_marks_are_left_out() -> None:
    scale, alone, presets = tables(criteria_page(answer(HOURS)))
    assert texts(scale) == [["fact", "points"], ["24/7", "100"], ["never", "0"]]
    assert texts(alone) == [["alone"], ["x"]]
    assert presets.title == "hours, of the group availability: what the presets give it"


def test_the_presets_tell_why_they_give_a_criterion_its_weight() -> None:
    assert texts(tables(criteria_page(answer(HOURS)))[-1]) == [
        ["preset", "weight", "because"],
        ["balanced", "6%", "always there"],
        ["cost", "0%", ""],
    ]


def test_the_rows_are_one_for_each_criterion() -> None:
    assert criteria_page(answer(HOURS, STAFF)).data == Data(
        ("id", "group", "question", "balanced", "cost"),
        [("hours", "availability", "Are agents there?", 0.06, 0.0), ("staff", "people", "How strong?", 0.1, 1.0)],
    )


def test_the_object_holds_the_pages_and_the_weights_with_their_reasons() -> None:
    assert criteria_json(answer(STAFF)) == {
        "schema": 1,
        "command": "criteria",
        "criteria": [
            {
                "id": "staff",
                "group": "people",
                "question": "How strong?",
                "page": "Staff: how strong?",
                "weights": {"balanced": 0.1, "cost": 1.0},
                "reasons": {"balanced": "people", "cost": "people"},
            }
        ],
        "problems": [],
    }


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)
def test_every_page_can_be_drawn_whole(criterion: Criterion) -> None:
    page = criteria_page(explain_criteria(criterion.id))
    cells = (text for table in tables(page) for row in texts(table) for text in row)
    words = " ".join([*(block.text for block in page.blocks if isinstance(block, Sentence | Heading)), *cells])
    written = criterion.page.replace("`", " ").replace("**", " ").replace("|", " ").replace("---", " ")
    assert [word for word in written.split() if word not in words] == []
    assert "|" not in words
    assert "`" not in words
