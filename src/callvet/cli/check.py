"""``callvet check``: are my files right? Every problem, and every open question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import ANSWER_IS_NO, Output, respond
from callvet.cli.options import FormatOption, NeedsPath, NoColor, OutputPath, Paths, Quiet

if TYPE_CHECKING:
    from callvet.evaluation.checking import CheckAnswer
    from callvet.report.page import Page


def run(
    paths: Paths = None,
    needs: NeedsPath = None,
    questions: Annotated[bool, typer.Option("--questions", help="Every open question in full.")] = False,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Are my files right? Every problem, and every open question.

    Reads the vendors with the needs and judgements beside them. Exit code 1 if there is a problem.
    """
    answers: list[CheckAnswer] = []

    def question() -> Page:
        from callvet.evaluation.checking import check_profiles  # noqa: PLC0415 - help needs none of it
        from callvet.report.check import check_page  # noqa: PLC0415

        answers.append(check_profiles(paths or (), needs=needs))
        return check_page(answers[0], questions=questions)

    respond(Output("check", output_format, output, quiet, no_color), question)
    if answers[0].problems:
        raise typer.Exit(ANSWER_IS_NO)
