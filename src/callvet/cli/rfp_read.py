"""``callvet rfp read``: turn returned questionnaires into profiles and quotes."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import ANSWER_IS_NO, Output, respond
from callvet.cli.options import FormatOption, NeedsPath, NoColor, Quiet, day

if TYPE_CHECKING:
    from callvet.evaluation.returned_books import ReadAnswer
    from callvet.report.page import Page


def run(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Workbooks that came back, .xlsx or .ods.")],
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The case, with vendors/ and quotes/ in it.")
    ] = Path(),
    vendor: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The vendor's id, where the workbook does not say it.", show_default=False),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Files that are there may change; shows how, first.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write what --update shows without asking.")] = False,
    read_on: Annotated[
        date | None,
        typer.Option(
            "--date", parser=day, metavar="DATE", help="The day it was read; left out, today.", show_default=False
        ),
    ] = None,
    needs: NeedsPath = None,
    output_format: FormatOption = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Turn returned questionnaires into profiles and quotes.

    Writes vendors/ID.yaml and quotes/ID-....yaml. Exit code 1 if an answer cannot be taken, or not all was written.
    """
    answers: list[ReadAnswer] = []
    output = Output("rfp read", output_format, None, quiet, no_color)

    def question() -> Page:
        from callvet.evaluation.returned_books import read_books  # noqa: PLC0415 - help needs none of it
        from callvet.report.rfp.reading import reading_page  # noqa: PLC0415

        known_on = read_on or datetime.now(tz=UTC).astimezone().date()
        answer = read_books(files, read_on=known_on, into=folder, vendor=vendor, needs=needs, update=update)
        answers.append(answer)
        return reading_page(answer, _write(answer, changed_too=yes))

    respond(output, question)
    answer = answers[0]
    left = [file for file in answer.files if not file.is_new] if not yes else []
    if left and output.format == "table" and _can_ask() and typer.confirm("Write these changes?", err=True):
        _write(answer, changed_too=True)
        left = []
    if left:
        typer.echo("callvet: files that were there are unchanged; add --yes to write what is shown", err=True)
    if left or answer.problems:
        raise typer.Exit(ANSWER_IS_NO)


def _can_ask() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty()


def _write(answer: ReadAnswer, *, changed_too: bool) -> tuple[Path, ...]:
    """Write the new files, and those that change where that was allowed."""
    from callvet.evaluation.returned_books import write_files  # noqa: PLC0415 - as in run
    from callvet.load.discovery import NothingToWorkOnError, shown_path  # noqa: PLC0415

    try:
        return write_files([file for file in answer.files if file.is_new or changed_too])
    except OSError as refused:
        where = shown_path(Path(str(refused.filename or ".")))
        message = f"{where}: {refused.strerror or refused}; name another folder with --output"
        raise NothingToWorkOnError(message) from None
