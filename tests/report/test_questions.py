"""The page of open questions: what decides comes first, lists can be sent, and figures agree in every format."""

from __future__ import annotations

from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from callvet.evaluation.questioning import QuestionsAnswer, list_questions
from callvet.report.formats import render
from callvet.report.formats.terminal import draw
from callvet.report.page import Clause, Data, Page, Sentence, Table
from callvet.report.questions import questions_page, sending_page

EXAMPLE = Path(__file__).parents[2] / "examples" / "print-shop" / "vendors"
PUBLISHED = Path(__file__).parents[2] / "vendors"
MONITORED = "reporting: {recordings: true, messages: true, scored_calls_per_agent_week: 1}"


@cache
def published(path: Path) -> QuestionsAnswer:
    """The questions of a case of this repository; values are frozen, so that tests may share them."""
    return list_questions([path], draws=200)


def asked(folder: Path, profiles: dict[str, str], needs: str = "weights: {monitoring: 1}") -> QuestionsAnswer:
    """The questions of a small case."""
    (folder / "vendors").mkdir()
    (folder / "needs.yaml").write_text(needs, encoding="utf-8")
    for name, text in profiles.items():
        (folder / "vendors" / f"{name}.yaml").write_text(f"name: {name.title()}\n{text}\n", encoding="utf-8")
    return list_questions([folder / "vendors"], draws=2_000)


def first_words(page: Page) -> str:
    """The first sentence of a page."""
    return next(block.text for block in page.blocks if isinstance(block, Sentence))


def table_heads(page: Page) -> list[str]:
    """The heads of its first table."""
    return next([column.head for column in block.columns] for block in page.blocks if isinstance(block, Table))


def test_the_question_that_decides_is_asked_in_the_first_sentence(tmp_path: Path) -> None:
    # Acme has 60 to 100, and Brio 40 to 100 by its answer: ahead of Acme's 80 from two thirds on, by 20 at most.
    profiles = {"acme": "reporting: {recordings: true}", "brio": "reporting: {scored_calls_per_agent_week: 5}"}
    assert first_words(questions_page(asked(tmp_path, profiles))) == (
        "Ask Brio first: “Can we listen to recordings of our calls?” Its answer alone has a 33% chance of changing the "
        "winner; it is worth 3.3 points on average."
    )


def test_a_winner_that_no_answer_can_change_is_told_first(tmp_path: Path) -> None:
    profiles = {"acme": "reporting: {recordings: true, messages: true}", "brio": "reporting: {recordings: false}"}
    words = first_words(questions_page(asked(tmp_path, profiles)))
    assert words == "No answer can change the winner: Acme has at least 60.0 of 100, and no other can pass 40.0."


def test_the_only_vendor_wins_whatever_it_answers(tmp_path: Path) -> None:
    words = first_words(questions_page(asked(tmp_path, {"acme": "notes: new"})))
    assert words == "No answer can change the winner: Acme is the only vendor that is not out."


def test_where_nothing_is_open_nothing_is_asked(tmp_path: Path) -> None:
    page = questions_page(asked(tmp_path, {"acme": MONITORED}))
    assert [block.text for block in page.blocks if isinstance(block, Sentence)] == [
        "Nothing is open: every question is answered."
    ]


def test_where_every_vendor_is_out_nobody_is_asked(tmp_path: Path) -> None:
    answer = asked(tmp_path, {"acme": "reporting: {recordings: false}"}, "must: {recordings: true}")
    assert first_words(questions_page(answer)) == "No vendor meets every must, so there is nobody to ask."


def test_that_only_a_miracle_changes_the_winner_is_told_with_who_could() -> None:
    page = questions_page(published(EXAMPLE))
    words = first_words(page)
    assert "Cordillera Connect, and all together do in none of 200 draws" in words
    assert words.endswith("could Pelican Call Partners come first.")
    # Columns that would hold zeros alone are left out.
    assert table_heads(page) == ["#", "ask", "question", "key", "up to, points"]


OWN = "own_criteria: {a: {question: A?, weight: 5, key: x-a}, b: {question: B?, weight: 5, key: x-b}}\n"
OWN += "weights: {a: 5, b: 5}"
"""Two questions of the buyer's own, half of the score each, answered by 0 to 10."""


def test_answers_that_decide_together_are_told_where_none_does_alone(tmp_path: Path) -> None:
    # Brio is expected 50, and 75 with either answer at its best; Acme has shown 80. Both have to be good: in the corner
    # of the square above 1.6, 0.4 * 0.4 / 2 = 8% of it.
    answer = asked(tmp_path, {"acme": "x-a: 8\nx-b: 8", "brio": "notes: new"}, OWN)
    page = questions_page(answer)
    words = [block.text for block in page.blocks if isinstance(block, Sentence)]
    assert words[0].startswith("No answer alone changes the winner, Acme; all together do in ")
    assert answer.of_all is not None
    assert answer.of_all.share == pytest.approx(0.08, abs=0.03)
    assert words[1].startswith("Ask Brio first: “")
    assert "With all else known, it decides in" in words[1]


def test_what_is_chosen_now_is_told_and_who_leads_by_what_is_shown(tmp_path: Path) -> None:
    # Acme has shown 40 and can have no more; Brio has shown nothing, and counts 50 in the middle of its range.
    page = questions_page(asked(tmp_path, {"acme": "x-a: 4\nx-b: 4", "brio": "notes: new"}, OWN))
    assert [block.text for block in page.blocks if isinstance(block, Sentence)][1] == (
        "Chosen now: Brio, 50.0 points with each open answer in the middle of its range and the weights from your "
        "needs. By what is shown, Acme leads (callvet score)."
    )


def test_the_rest_of_many_questions_is_for_those_who_ask_for_it() -> None:
    answer = published(EXAMPLE)
    short, whole = questions_page(answer), questions_page(answer, everything=True)
    tables = [next(b for b in page.blocks if isinstance(b, Table)) for page in (short, whole)]
    assert [len(table.rows) for table in tables] == [10, len(answer.questions)]
    assert not [b for b in short.blocks if isinstance(b, Clause)]
    assert len([b for b in whole.blocks if isinstance(b, Clause)]) == sum(q.asks == "vendor" for q in answer.questions)


def test_a_list_to_send_is_numbered_and_holds_nothing_else() -> None:
    page = sending_page(published(EXAMPLE), "northwind")
    text = render(page, "table")
    assert text.startswith("Questions for Northwind Contact\n===============================\n1.  ")
    assert "mark staff" not in text
    assert "points" not in text


def test_a_vendor_with_nothing_open_is_sent_nothing(tmp_path: Path) -> None:
    page = sending_page(asked(tmp_path, {"acme": MONITORED, "brio": "notes: new"}), "acme")
    assert render(page, "table") == "Nothing is open that Acme could answer.\n"


def test_names_and_own_questions_are_made_inert(tmp_path: Path) -> None:
    needs = 'own_criteria: {a: {question: "Is it \\u202ered?", weight: 1, key: x-a}}'
    answer = asked(tmp_path, {"acme": "notes: new", "brio": "x-a: 5"}, needs)
    for page in (questions_page(answer, everything=True), sending_page(answer, "acme")):
        text = render(page, "table")
        assert "\u202e" not in text
        assert "\\u202ered" in text


def test_json_has_the_keys_of_the_contract() -> None:
    page = questions_page(published(PUBLISHED))
    assert (page.json["schema"], page.json["command"], page.json["problems"]) == (1, "questions", [])
    questions = page.json["questions"]
    assert isinstance(questions, list)
    assert set(questions[0]) >= {
        "rank",
        "vendor",
        "key",
        "question",
        "asks",
        "changes_winner_share",
        "standard_error",
        "expected_gain",
        "points",
    }
    assert len(questions) == len(page.data.rows)


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json", "html"])
def test_every_format_draws_it(form: str) -> None:
    page = questions_page(published(EXAMPLE), everything=True)
    assert "Can we listen to recordings of our calls?" in render(page, form)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", [EXAMPLE, PUBLISHED], ids=["print shop", "published"])
@pytest.mark.parametrize("width", [80, 160])
def test_both_tables_have_bars_in_a_terminal_of_any_width(
    path: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("COLUMNS", str(width)), ("NO_COLOR", "1"), ("TERM", "xterm")):
        monkeypatch.setenv(name, value)
    for table in (block for block in questions_page(published(path)).blocks if isinstance(block, Table)):
        out = StringIO()
        draw(Page("", [table], Data((), ())), out)
        lines = out.getvalue().splitlines()
        assert max(map(len, (line.rstrip() for line in lines))) <= width
        assert sum("█" in line for line in lines) >= 1
        heads = [column.head for column in table.columns]
        assert "chance" not in heads or "chance" in out.getvalue()


def test_what_a_narrow_terminal_leaves_out_is_not_the_chances_nor_the_gains() -> None:
    table = next(block for block in questions_page(published(PUBLISHED)).blocks if isinstance(block, Table))
    spare = [column.head for column in table.columns if column.spare]
    assert spare == ["key", "at last", "up to, points"]
