"""``callvet rfp``: write the questionnaire to send to vendors, in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import Output, respond
from callvet.cli.options import FormatOption, NeedsPath, NoColor, Paths, Quiet

if TYPE_CHECKING:
    from callvet.report.page import Page

_DEFAULT = Path("rfp.xlsx")


def run(
    paths: Paths = None,
    workbook: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The workbook to write; never one that is there.")
    ] = _DEFAULT,
    needs: NeedsPath = None,
    only_open: Annotated[
        str | None,
        typer.Option(metavar="VENDOR", help="Only what is not known of this vendor yet.", show_default=False),
    ] = None,
    filled_in: Annotated[
        str | None,
        typer.Option(metavar="VENDOR", help="With what is known of this vendor, to be confirmed.", show_default=False),
    ] = None,
    output_format: FormatOption = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Write the questionnaire to send to vendors, in Excel.

    It asks for every key of a profile and of a priced offer. Read what comes back with: callvet rfp read FILE...
    """
    if only_open and filled_in:
        message = "--only-open leaves out what --filled-in fills in; choose one of the two"
        raise typer.BadParameter(message, param_hint="--filled-in")
    if workbook.suffix.lower() != ".xlsx":
        message = "the questionnaire is an Excel workbook; name it with .xlsx at its end"
        raise typer.BadParameter(message, param_hint="--output")

    def question() -> Page:
        from callvet.evaluation.rfp import ask_vendors  # noqa: PLC0415 - help needs none of it
        from callvet.load.discovery import shown_path  # noqa: PLC0415
        from callvet.report.rfp.asking import asking_page  # noqa: PLC0415
        from callvet.report.rfp.workbook import workbook_bytes  # noqa: PLC0415

        asked = ask_vendors(paths or (), needs=needs, only_open=only_open, filled_in=filled_in)
        _write_new(workbook, workbook_bytes(asked))
        return asking_page(asked, shown_path(workbook))

    respond(Output("rfp", output_format, None, quiet, no_color), question)


def _write_new(path: Path, data: bytes) -> None:
    """Write a new file; one that is there may be a questionnaire that came back, and is not touched."""
    from callvet.load.discovery import NothingToWorkOnError, shown_path  # noqa: PLC0415 - as in run
    from callvet.load.writing import add_file  # noqa: PLC0415

    try:
        add_file(path, data)
    except FileExistsError:
        message = f"{shown_path(path)} is there already; name another file with --output, or move it away"
        raise NothingToWorkOnError(message) from None
    except OSError as refused:
        message = f"{shown_path(path)}: {refused.strerror or refused}; name another file with --output"
        raise NothingToWorkOnError(message) from None
