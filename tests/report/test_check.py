"""The check of the files: every problem with its place, then what is still to ask."""

from __future__ import annotations

import pytest

from callvet.evaluation.checking import CheckAnswer, OpenQuestions
from callvet.model.problem import Place, Problem
from callvet.report.check import check_json, check_page, problem_lines, problems_json
from callvet.report.page import Data, Sentence, Table

BAD_KEY = Problem(Place("vendors/acme.yaml", 31, 3), "certfications is not a key here; did you mean certifications?")
BAD_SHARE = Problem(Place("vendors/acme.yaml", 4, 13), "0.85x is not a share; write 85% or 0.85")
UNREADABLE = Problem(Place("needs.yaml"), "is not there")
ASKED = OpenQuestions("acme", "Acme", ("hours.open", "company.agents"))


def texts(table: Table) -> list[list[str]]:
    """The words of a table."""
    return [[cell.text for cell in row] for row in table.rows]


def tables(answer: CheckAnswer, *, questions: bool = False) -> list[Table]:
    """The tables of a page."""
    return [block for block in check_page(answer, questions=questions).blocks if isinstance(block, Table)]


def sentences(answer: CheckAnswer) -> list[str]:
    """The sentences of a page."""
    return [block.text for block in check_page(answer).blocks if isinstance(block, Sentence)]


def test_messages_stand_below_each_other_whatever_the_length_of_their_places() -> None:
    assert problem_lines([BAD_KEY, BAD_SHARE, UNREADABLE]) == (
        "vendors/acme.yaml:31:3  certfications is not a key here; did you mean certifications?",
        "vendors/acme.yaml:4:13  0.85x is not a share; write 85% or 0.85",
        "needs.yaml              is not there",
    )
    assert problem_lines([]) == ()


def test_a_problem_is_told_with_its_place_for_programs() -> None:
    assert problems_json([BAD_KEY, UNREADABLE]) == [
        {"path": "vendors/acme.yaml", "line": 31, "column": 3, "message": BAD_KEY.message},
        {"path": "needs.yaml", "line": 0, "column": 0, "message": "is not there"},
    ]


@pytest.mark.parametrize(
    ("files", "problems", "summary", "mark"),
    [
        (9, (), "9 files read, no problem.", "good"),
        (1, (), "1 file read, no problem.", "good"),
        (9, (BAD_KEY, BAD_SHARE, UNREADABLE), "3 problems in 2 of 9 files.", "bad"),
        (1, (BAD_KEY,), "1 problem in 1 of 1 file.", "bad"),
    ],
)
def test_the_summary_counts_problems_and_files(
    files: int, problems: tuple[Problem, ...], summary: str, mark: str
) -> None:
    blocks = check_page(CheckAnswer(files, problems)).blocks
    assert [block.text for block in blocks[:-1] if isinstance(block, Sentence)] == list(problem_lines(problems))
    last = blocks[-1]
    assert isinstance(last, Sentence)
    assert (last.text, last.mark, last.talk) == (summary, mark, True)


def test_notes_are_sentences() -> None:
    assert sentences(CheckAnswer(2, (), notes=("1 file of quotes was left alone",)))[1:] == [
        "1 file of quotes was left alone."
    ]


def test_each_vendor_has_its_number_of_open_questions_and_the_first_to_ask() -> None:
    (table,) = tables(CheckAnswer(2, (), (ASKED, OpenQuestions("brio", "Brio", ()))))
    assert texts(table) == [
        ["Acme", "2", "On which days and at which hours do live agents answer?"],
        ["Brio", "0", "none"],
    ]
    assert table.talk


def test_the_first_to_ask_is_what_is_worth_most() -> None:
    asked = (
        OpenQuestions("a", "A", ("quotes", "company.agents")),
        OpenQuestions("b", "B", ("company.agents", "quotes")),
    )
    first = [row[2] for row in texts(tables(CheckAnswer(2, (), asked))[0])]
    assert first == [
        "What would it cost? Please send a priced offer with rate, billing clock, minimums and fees.",
        "How many agents do you have in all?",
    ]


def test_where_nothing_is_open_nothing_is_asked() -> None:
    assert tables(CheckAnswer(2, (), (OpenQuestions("brio", "Brio", ()),))) == []


def test_in_full_every_question_stands_with_its_key_under_its_vendor() -> None:
    answer = CheckAnswer(2, (), (ASKED, OpenQuestions("brio", "Brio", ()), OpenQuestions("c", "Corte", ("name",))))
    acme, corte = tables(answer, questions=True)
    assert (acme.title, corte.title) == ("Acme: 2 open questions", "Corte: 1 open question")
    assert texts(acme) == [
        ["hours.open", "On which days and at which hours do live agents answer?"],
        ["company.agents", "How many agents do you have in all?"],
    ]
    assert not acme.talk  # they are what was asked for, so --quiet leaves them
    assert acme.columns[0].whole


def test_the_rows_are_the_problems() -> None:
    assert check_page(CheckAnswer(9, (BAD_KEY,), (ASKED,))).data == Data(
        ("path", "line", "column", "message"), [("vendors/acme.yaml", 31, 3, BAD_KEY.message)]
    )


def test_the_object_holds_problems_questions_and_notes() -> None:
    answer = CheckAnswer(9, (UNREADABLE,), (OpenQuestions("acme", "A\u202eB", ("company.agents",)),), ("a note",))
    assert check_json(answer) == {
        "schema": 1,
        "command": "check",
        "files": 9,
        "notes": ["a note"],
        "open_questions": [
            {
                "vendor": "acme",
                "name": "A\u202eB",
                "questions": [{"key": "company.agents", "question": "How many agents do you have in all?"}],
            }
        ],
        "problems": [{"path": "needs.yaml", "line": 0, "column": 0, "message": "is not there"}],
    }


@pytest.mark.parametrize("questions", [False, True])
def test_names_and_keys_are_inert(questions: bool) -> None:  # noqa: FBT001 - the option itself
    answer = CheckAnswer(1, (), (OpenQuestions("a", "A\u202eB", ("x-a\u202eb",)),))
    (table,) = tables(answer, questions=questions)
    assert "\u202e" not in " ".join([table.title, *(text for row in texts(table) for text in row)])
