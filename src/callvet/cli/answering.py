"""From a question to what is printed: the answer drawn, or one clear line of why there is none."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from callvet.cli.options import Format
    from callvet.model.problem import Problem
    from callvet.report.formats import FormatName
    from callvet.report.page import Page

A = TypeVar("A")

ANSWER_IS_NO = 1
CANNOT_ANSWER = 2

_FORMAT_OF_SUFFIX: dict[str, FormatName] = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
}

_NO_ANSWER = frozenset({".yaml", ".yml", ".xlsx", ".ods"})
"""What a case is written in, and workbooks: an answer by such a name would lose a file of the case, or open nowhere."""


class Output(NamedTuple):
    """Where an answer goes and how it looks.

    Attributes:
        command: The command, for JSON.
        chosen: The format that the user named.
        path: The file to write; None is standard output.
        quiet: The answer alone, without advice.
        no_color: No colour on a terminal.
    """

    command: str
    chosen: Format | None = None
    path: Path | None = None
    quiet: bool = False
    no_color: bool = False

    @property
    def format(self) -> FormatName:
        """The format named, else that of the file's name, else a table."""
        if self.chosen is not None:
            return self.chosen.value
        return _FORMAT_OF_SUFFIX.get(self.path.suffix.lower(), "table") if self.path else "table"


def ask(output: Output, question: Callable[[], A]) -> A:
    """Ask; what cannot be answered is told on standard error, and the exit code is 2."""
    from callvet.evaluation.bad_files import BadFilesError  # noqa: PLC0415 - help needs none of it
    from callvet.load.discovery import NothingToWorkOnError  # noqa: PLC0415
    from callvet.score.weights import WeightsError  # noqa: PLC0415

    try:
        return question()
    except BadFilesError as refused:
        _refuse(output, refused.problems)
    except (NothingToWorkOnError, WeightsError) as refused:
        _refuse_for(output, str(refused))


def respond(output: Output, question: Callable[[], Page]) -> None:
    """Ask, and draw the answer."""
    _expect_a_place(output)
    page = ask(output, question)
    shown = page.without_talk() if output.quiet else page
    if output.path is None and output.format == "table" and sys.stdout.isatty():
        from callvet.report.formats.terminal import draw  # noqa: PLC0415 - a pipe needs no rich

        draw(shown, sys.stdout, colour=not output.no_color)
        return
    from callvet.report.formats import render  # noqa: PLC0415

    write_answer(output, render(shown, output.format))


def write_answer(output: Output, text: str) -> None:
    """Write an answer to its file, or to standard output."""
    if output.path is None:
        _print(text, output.format)
        return
    _expect_a_place(output)
    from callvet.load.discovery import shown_path  # noqa: PLC0415 - help needs none of it
    from callvet.load.writing import write_over  # noqa: PLC0415

    path = shown_path(output.path)
    try:
        write_over(output.path, text)
    except OSError as refused:
        _refuse_for(output, f"{path}: {refused.strerror or refused}; name another file with --output")
    if not output.quiet:
        typer.echo(f"written: {path}", err=True)


def _expect_a_place(output: Output) -> None:
    """Refuse, before anything is done, a name that no answer is written under."""
    if output.path is not None and output.path.suffix.lower() in _NO_ANSWER:
        from callvet.load.discovery import shown_path  # noqa: PLC0415 - help needs none of it

        kinds = "answers are written as .txt, .md, .csv, .json or .html"
        _refuse_for(output, f"{shown_path(output.path)}: {kinds}; name such a file with --output")


def in_no_file(reason: str) -> dict[str, object]:
    """A problem of the call itself, for JSON."""
    return {"path": None, "line": 0, "column": 0, "message": reason}


def print_problems(command: str, problems: Sequence[dict[str, object]]) -> None:
    """Print what is wrong as the one object that a program expects which asked for JSON."""
    from callvet.report.formats.json_object import object_text  # noqa: PLC0415 - few answers need it

    _print(object_text({"schema": 1, "command": command, "problems": problems}), "json")


def _print(text: str, name: FormatName) -> None:
    """Write to standard output."""
    try:
        sys.stdout.write(_fit_for(sys.stdout.encoding or "ascii", text, name))
        sys.stdout.flush()
    except OSError as refused:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - no path, a device
            # What is left unwritten would fail once more when Python ends, with a traceback.
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        if not isinstance(refused, BrokenPipeError):  # after `| head` the reader has what it wanted
            typer.echo(f"callvet: standard output: {refused.strerror or refused}", err=True)
            raise typer.Exit(CANNOT_ANSWER) from None


def _fit_for(encoding: str, text: str, name: FormatName) -> str:
    """JSON and HTML are UTF-8 to whoever reads them; where the output is not, their own codes stand for signs."""
    if encoding.lower().replace("-", "") == "utf8":
        return text
    if name == "json":
        import json  # noqa: PLC0415 - as in print_problems

        return json.dumps(json.loads(text), indent=2) + "\n"
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii") if name == "html" else text


def _refuse(output: Output, problems: Sequence[Problem]) -> NoReturn:
    """Tell every problem, and stop."""
    from callvet.report.check import problem_lines, problems_json  # noqa: PLC0415
    from callvet.report.phrases import counted  # noqa: PLC0415

    for line in problem_lines(problems):
        typer.echo(line, err=True)
    files = counted(len({problem.place.path for problem in problems}), "file")
    typer.echo(f"{counted(len(problems), 'problem')} in {files}; nothing was answered.", err=True)
    _stop(output, problems_json(problems))


def _refuse_for(output: Output, reason: str) -> NoReturn:
    """Tell one reason that is in no file, and stop."""
    typer.echo(f"callvet: {reason}", err=True)
    _stop(output, [in_no_file(reason)])


def _stop(output: Output, problems: Sequence[dict[str, object]]) -> NoReturn:
    """Give a program that asked for JSON the problems as JSON, and stop."""
    if output.format == "json" and output.path is None:
        print_problems(output.command, problems)
    raise typer.Exit(CANNOT_ANSWER)
