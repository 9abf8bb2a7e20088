"""``callvet init``: start a case with commented files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from callvet.cli.answering import CANNOT_ANSWER


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to start; it may not hold a case yet.")] = Path(),
) -> None:
    """Start a case with commented files.

    Writes needs, a vendor and a judgement to copy and change, and the JSON schemas that let editors complete
    and check them, offline.
    """
    from callvet.evaluation.starting import CaseExistsError, start_case  # noqa: PLC0415 - help needs none of it
    from callvet.load.discovery import shown_path  # noqa: PLC0415

    try:
        written = start_case(folder)
    except CaseExistsError as refused:
        typer.echo(f"callvet: {refused}", err=True)
        raise typer.Exit(CANNOT_ANSWER) from None
    except OSError as refused:
        typer.echo(f"callvet: {shown_path(folder)}: {refused.strerror or refused}; name another folder", err=True)
        raise typer.Exit(CANNOT_ANSWER) from None
    for path in written:
        typer.echo(shown_path(path))
    typer.echo(f"Next: edit these, then callvet score {shown_path(folder / 'vendors')}", err=True)
