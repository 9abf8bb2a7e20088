"""From a question to what is printed: the answer drawn, or one clear line of why there is none."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callvet.cli.options import Format
    from callvet.model.problem import Problem
    from callvet.report.formats import FormatName
    from callvet.report.page import Page

ANSWER_IS_NO = 1
CANNOT_ANSWER = 2

_FORMAT_OF_SUFFIX: dict[str, FormatName] = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
}


@dataclass(frozen=True, slots=True)
class Output:
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


def respond(output: Output, question: Callable[[], Page]) -> None:
    """Ask, and draw the answer; what cannot be answered is told on standard error, and the exit code is 2."""
    from callvet.evaluation.reading import BadFilesError  # noqa: PLC0415 - help needs none of it
    from callvet.load.discovery import NothingToWorkOnError  # noqa: PLC0415
    from callvet.score.weights import WeightsError  # noqa: PLC0415

    try:
        page = question()
    except BadFilesError as refused:
        _refuse(output, refused.problems)
    except (NothingToWorkOnError, WeightsError) as refused:
        _refuse_for(output, str(refused))
    shown = page.without_talk() if output.quiet else page
    if output.path is None and output.format == "table" and sys.stdout.isatty():
        from callvet.report.formats.terminal import draw  # noqa: PLC0415 - a pipe needs no rich

        draw(shown, sys.stdout, colour=not output.no_color)
        return
    from callvet.report.formats import render  # noqa: PLC0415

    write_answer(output, render(shown, output.format))


def write_answer(output: Output, text: str) -> None:
    """Write an answer to its file, or to standard output."""
    try:
        if output.path is None:
            sys.stdout.write(text)
            sys.stdout.flush()
        else:
            _write_whole(output.path, text)
            typer.echo(f"written: {output.path}", err=True)
    except BrokenPipeError:
        # The reader has what it wanted (`| head`); Python must not complain at exit about the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as refused:
        _refuse_for(output, f"{output.path}: {refused.strerror or refused}; name another file with --output")


def _write_whole(path: Path, text: str) -> None:
    """Write a file all at once: whoever reads it never sees half of it."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as part:
        try:
            part.write(text)
        except BaseException:
            Path(part.name).unlink()
            raise
    Path(part.name).chmod(0o644)
    Path(part.name).replace(path)


def _refuse(output: Output, problems: Sequence[Problem]) -> NoReturn:
    """Tell every problem, and stop."""
    from callvet.report.check import problem_lines, problems_json  # noqa: PLC0415
    from callvet.report.phrases import counted  # noqa: PLC0415

    for line in problem_lines(problems):
        typer.echo(line, err=True)
    files = counted(len({problem.place.path for problem in problems}), "file")
    typer.echo(f"{counted(len(problems), 'problem')} in {files}; nothing was scored.", err=True)
    _print_json_problems(output, problems_json(problems))
    raise typer.Exit(CANNOT_ANSWER)


def _refuse_for(output: Output, reason: str) -> NoReturn:
    """Tell one reason that is in no file, and stop."""
    typer.echo(f"callvet: {reason}", err=True)
    _print_json_problems(output, [{"path": None, "line": 0, "column": 0, "message": reason}])
    raise typer.Exit(CANNOT_ANSWER)


def _print_json_problems(output: Output, problems: list[dict[str, object]]) -> None:
    """A program that asked for JSON gets JSON, of what is wrong."""
    if output.format == "json" and output.path is None:
        import json  # noqa: PLC0415

        problem = {"schema": 1, "command": output.command, "problems": problems}
        sys.stdout.write(json.dumps(problem, ensure_ascii=False, indent=2) + "\n")
