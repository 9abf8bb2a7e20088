"""The check of the files, as a page: every problem, then every open question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.questions import question
from callvet.model.wording import shown
from callvet.report.page import Cell, Column, Data, Page, Sentence, Table
from callvet.report.phrases import counted, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.checking import CheckAnswer, OpenQuestions
    from callvet.model.problem import Problem
    from callvet.report.page import Block

SCHEMA = 1
_LONGEST_NAME = 60


def problem_lines(problems: Sequence[Problem]) -> tuple[str, ...]:
    """One line per problem, the places aligned."""
    width = max((len(str(problem.place)) for problem in problems), default=0)
    return tuple(f"{problem.place!s:{width}}  {problem.message}" for problem in problems)


def problems_json(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """The problems for other programs."""
    return [
        {"path": p.place.path, "line": p.place.line, "column": p.place.column, "message": p.message} for p in problems
    ]


def check_page(answer: CheckAnswer, *, questions: bool = False) -> Page:
    """The page of a check; with ``questions``, each open question in full."""
    blocks: list[Block] = [Sentence(line) for line in problem_lines(answer.problems)]
    blocks.append(Sentence(_summary(answer), "bad" if answer.problems else "good", talk=True))
    blocks += [Sentence(f"{sentence_case(note)}.", talk=True) for note in answer.notes]
    blocks += _questions(answer.open_questions) if questions else _by_vendor(answer.open_questions)
    data = Data(
        ("path", "line", "column", "message"),
        [(p.place.path, p.place.line, p.place.column, p.message) for p in answer.problems],
    )
    return Page("Check", blocks, data, check_json(answer))


def _summary(answer: CheckAnswer) -> str:
    """How many problems, in how many files."""
    read = counted(answer.files, "file")
    if not answer.problems:
        return f"{read} read, no problem."
    faulty = len({problem.place.path for problem in answer.problems})
    return f"{counted(len(answer.problems), 'problem')} in {faulty} of {read}."


def _by_vendor(asked: Sequence[OpenQuestions]) -> Iterator[Block]:
    """One row per vendor: how many questions are open, and the one worth most."""
    if not any(vendor.keys for vendor in asked):
        return
    columns = (Column("vendor"), Column("open questions", right=True), Column("the first to ask"))
    rows = [
        (
            Cell(shown(vendor.called or vendor.name, _LONGEST_NAME)),
            Cell(str(len(vendor.keys))),
            Cell(_first_question(vendor)),
        )
        for vendor in asked
    ]
    yield Table(columns, rows, talk=True)
    advice = "Silence is no answer: each counts as the worst until it is given. All of them: --questions. "
    advice += "The one to ask first: callvet questions."
    yield Sentence(advice, talk=True)


def _first_question(vendor: OpenQuestions) -> str:
    """What to ask a vendor first."""
    return question(vendor.keys[0], vendor.own_questions) if vendor.keys else "none"


def _questions(asked: Sequence[OpenQuestions]) -> Iterator[Block]:
    """Every open question of every vendor."""
    columns = (Column("key", whole=True), Column("question"))
    for vendor in asked:
        if vendor.keys:
            title = (
                f"{shown(vendor.called or vendor.name, _LONGEST_NAME)}: {counted(len(vendor.keys), 'open question')}"
            )
            yield Table(
                columns, [(Cell(shown(key)), Cell(question(key, vendor.own_questions))) for key in vendor.keys], title
            )


def check_json(answer: CheckAnswer) -> dict[str, object]:
    """The answer as one object."""
    return {
        "schema": SCHEMA,
        "command": "check",
        "files": answer.files,
        "notes": list(answer.notes),
        "open_questions": [
            {
                "vendor": vendor.vendor,
                "name": vendor.name,
                "questions": [{"key": key, "question": question(key, vendor.own_questions)} for key in vendor.keys],
            }
            for vendor in answer.open_questions
        ],
        "problems": problems_json(answer.problems),
    }
