"""All commands under one name. To add one, write its file and name it here."""

from __future__ import annotations

from typing import Annotated

import typer

from callvet import __version__
from callvet.cli import check, criteria, init, schema, score, show

app = typer.Typer(
    name="callvet",
    no_args_is_help=True,
    # Plain help starts in half the time of a drawn one, and reads as well in a pipe.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (init, check, score, show, criteria, schema):
    app.command(name=command.__name__.rpartition(".")[2])(command.run)


def _print_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(f"callvet {__version__}")
        raise typer.Exit


@app.callback()
def callvet(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Choose an outsourced call centre, pay a fair price, and keep it honest afterwards.

    Start with: callvet init my-case; callvet score my-case/vendors/
    """
