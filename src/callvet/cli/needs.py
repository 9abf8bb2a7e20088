"""``callvet needs``: what do my calls ask for, measured from a log?"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import ANSWER_IS_NO, Output, ask, write_answer
from callvet.cli.log_options import (
    ColumnsOption,
    DuplicatesOption,
    FromOption,
    MaxRejectsOption,
    ToOption,
    ZoneOption,
    bound_of,
    columns_of,
    expect_apart,
    expect_in_order,
)
from callvet.cli.options import Format, NeedsPath, Quiet

if TYPE_CHECKING:
    from callvet.evaluation.logs.log_wishes import LogWishes
    from callvet.evaluation.needs_from_log import MeasuredNeeds, SavedNeeds


class As(StrEnum):
    """What the needs are written as."""

    YAML = "yaml"
    JSON = "json"


def run(
    log: Annotated[
        Path,
        typer.Option("--from-log", metavar="CALLS", help="A call log: CSV, CSV.gz or Parquet, or a folder of them."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write them to a file; left out, they are printed.",
            show_default=False,
        ),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Put what was measured into a file that is there; all else in it stays.")
    ] = False,
    needs: NeedsPath = None,
    columns: ColumnsOption = None,
    timezone: ZoneOption = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    duplicates: DuplicatesOption = False,
    max_rejects: MaxRejectsOption = None,
    output_format: Annotated[
        As, typer.Option("--format", "-f", help="As the file of needs, or as an object for programs.")
    ] = As.YAML,
    quiet: Quiet = False,
) -> None:
    """What do my calls ask for, measured from a log?

    Writes the demand of your needs: volume, growth, season, hours, shape of the week, times, languages, channels and
    patience, each line with how it was measured and of how many rows.
    """
    named = columns_of(columns)
    most, share = bound_of(max_rejects)
    expect_in_order(first_day, last_day)
    expect_apart(log, (), {"--output": output})
    if update and output is None:
        message = "there is no file to change; name it with -o"
        raise typer.BadParameter(message, param_hint="--update")

    def wishes() -> LogWishes:
        from callvet.evaluation.logs.log_wishes import LogWishes  # noqa: PLC0415 - help needs none of it

        return LogWishes(named, timezone, first_day, last_day, None, duplicates, None, most, share)

    def question() -> tuple[MeasuredNeeds, SavedNeeds | None]:
        from callvet.cli.progress import Progress  # noqa: PLC0415 - as above
        from callvet.evaluation.needs_from_log import needs_from_log, save_needs  # noqa: PLC0415

        with Progress(sys.stderr) as progress:
            found = needs_from_log(log, needs=needs, wishes=wishes(), watch=progress.watch)
        if output is None or output_format is As.JSON:
            return found, None
        return found, save_needs(found, output, update=update)

    if output_format is As.JSON and update:
        message = "a file of needs is YAML; leave --update out, or -f json"
        raise typer.BadParameter(message, param_hint="--format")
    found, saved = ask(Output("needs", Format.JSON if output_format is As.JSON else None, quiet=quiet), question)
    if output_format is As.JSON:
        from callvet.report.formats.json_object import object_text  # noqa: PLC0415 - as above
        from callvet.report.measured_needs import measured_json  # noqa: PLC0415

        write_answer(Output("needs", Format.JSON, output, quiet), object_text(measured_json(found)))
    elif saved is None:
        from callvet.load.yaml_text import yaml_text  # noqa: PLC0415 - as above

        typer.echo(yaml_text(*found.needs(None)), nl=False)
    elif not quiet:
        _tell(saved)
    if found.too_many_bad:
        raise typer.Exit(ANSWER_IS_NO)


def _tell(saved: SavedNeeds) -> None:
    """Say what was written."""
    from callvet.load.discovery import shown_path  # noqa: PLC0415 - help needs none of it

    for path in saved.written:
        typer.echo(f"written: {shown_path(path)}", err=True)
    if saved.changed:
        typer.echo(f"changed: {', '.join(saved.changed)}", err=True)
    typer.echo(f"Next: callvet check {shown_path(saved.written[0])}", err=True)
