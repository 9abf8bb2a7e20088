"""All commands under one name. To add one, write its file and name it here.

A call runs one command, so that the files of the others need not be read: ``program`` takes the names that are wanted.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from callvet import __version__
from callvet.cli.answering import in_no_file, print_problems

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMANDS: Final = (
    "init",
    "check",
    "score",
    "questions",
    "show",
    "cost",
    "staff",
    "clauses",
    "diff",
    "replay",
    "audit",
    "monitor",
    "needs",
    "testcall",
    "judgements",
    "weights",
    "rfp",
    "rfp read",
    "report",
    "criteria",
    "schema",
)
"""In the order of the help. A command of two words has an underscore in its file's name."""

_JSON_WANTED = r"(?:^| )(?:-\w*f ?|--format[ =])json(?: |$)"


class Commands(TyperGroup):
    """The commands; a program that asks for JSON gets it even where it asks wrongly."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keep the arguments as they were typed, since a wrong one ends the reading of all."""
        ctx.obj = " ".join(args)
        if " ".join(args[:2]) in self.commands:  # a command of two words
            args = [" ".join(args[:2]), *args[2:]]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the arguments name."""
        try:
            return super().invoke(ctx)
        except typer.TyperException as refused:
            refused.message = refused.message.removeprefix("Value error, ")
            if re.search(_JSON_WANTED, ctx.obj):
                print_problems(ctx.invoked_subcommand or "callvet", [in_no_file(refused.format_message())])
            raise


def _print_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(f"callvet {__version__}")
        raise typer.Exit


def callvet(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Choose an outsourced call centre, pay a fair price, and keep it honest afterwards.

    Start with: callvet init my-case; callvet score my-case/vendors/
    """


def program(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with some of its commands, each of the file of its name."""
    app = typer.Typer(
        name="callvet",
        cls=Commands,
        no_args_is_help=True,
        # Plain help starts in half the time of a drawn one, and reads as well in a pipe.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(callvet)
    for name in names:
        app.command(name=name)(import_module(f"callvet.cli.{name.replace(' ', '_')}").run)
    return app


def __getattr__(name: str) -> typer.Typer:
    """``app`` is the program with all of its commands."""
    if name == "app":
        return program()
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
