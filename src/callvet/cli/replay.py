"""``callvet replay``."""

from __future__ import annotations

import re
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import ANSWER_IS_NO, Output, respond
from callvet.cli.options import FormatOption, NeedsPath, NoColor, OutputPath, Quiet

if TYPE_CHECKING:
    from callvet.evaluation.replayed import ReplayAnswer
    from callvet.evaluation.replaying import LogWishes
    from callvet.report.page import Page

_REJECTS = r"(?a)\d{1,12}|\d{1,3}(\.\d{1,6})?%"


def _columns(texts: list[str] | None) -> tuple[tuple[str, str], ...]:
    """The log's own names of columns out of options like ``talk_seconds=ser_time``."""
    from callvet.model.log import LOG_COLUMNS, unknown_column  # noqa: PLC0415 - help needs none of it

    found = []
    for text in ",".join(texts or ()).split(",") if texts else ():
        name, _, own = (part.strip() for part in text.partition("="))
        if not own:
            message = f"{text!r} names no column; write callvet's name and the log's, such as talk_seconds=ser_time"
            raise typer.BadParameter(message, param_hint="--columns")
        if name not in LOG_COLUMNS:
            raise typer.BadParameter(unknown_column(name), param_hint="--columns")
        found.append((name, own))
    return tuple(found)


def _day(text: str) -> date:
    """A day out of an option."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a day; write it as 2026-03-01"
        raise typer.BadParameter(message) from None


def _zone(text: str) -> str:
    """A time zone out of an option."""
    from callvet.model.codes import time_zone  # noqa: PLC0415 - few calls need it

    try:
        return time_zone(text)
    except ValueError as refused:
        raise typer.BadParameter(str(refused)) from None


def _bound(text: str | None) -> tuple[int | None, Fraction | None]:
    """How many rows may be left out: a number, or a share."""
    if text is None:
        return None, None
    if not re.fullmatch(_REJECTS, text):
        message = f"{text!r} is no number of rows; write one, such as 100, or a share of the log, such as 1%"
        raise typer.BadParameter(message, param_hint="--max-rejects")
    if text.endswith("%"):
        return None, Fraction(Decimal(text[:-1])) / 100
    return int(text), None


_Log = Annotated[Path, typer.Argument(metavar="CALLS", help="A call log: CSV, CSV.gz or Parquet, or a folder of them.")]
_Quotes = Annotated[
    list[Path] | None,
    typer.Argument(metavar="QUOTE", help="Quotes, or folders of them; left out, this case's.", show_default=False),
]
_Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="NAME=COLUMN",
        help="What the log calls a column, such as talk_seconds=ser_time; several with commas, or repeated.",
        show_default=False,
    ),
]
_Zone = Annotated[
    str | None,
    typer.Option(
        "--timezone",
        parser=_zone,
        metavar="ZONE",
        help="The log's clock, where starts have no offset; left out, that of your needs.",
        show_default=False,
    ),
]
_From = Annotated[
    date | None,
    typer.Option("--from", parser=_day, metavar="DAY", help="Leave out calls before.", show_default=False),
]
_To = Annotated[
    date | None, typer.Option("--to", parser=_day, metavar="DAY", help="Leave out calls after.", show_default=False)
]
_Start = Annotated[
    date | None,
    typer.Option(
        "--start",
        parser=_day,
        metavar="DAY",
        help="First day of the contract; left out, the log's first month is the contract's first.",
        show_default=False,
    ),
]
_Duplicates = Annotated[bool, typer.Option("--duplicates", help="Leave out rows that repeat another in every column.")]
_Rejects = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write the rows that are left out to a CSV file.", show_default=False),
]
_MaxRejects = Annotated[
    str | None,
    typer.Option(
        metavar="N|PERCENT", help="Exit with 1 if more rows are left out, such as 100 or 1%.", show_default=False
    ),
]
_Lines = Annotated[bool, typer.Option("--lines", help="Every line of every cycle's bill.")]


def run(
    log: _Log,
    quotes: _Quotes = None,
    needs: NeedsPath = None,
    columns: _Columns = None,
    timezone: _Zone = None,
    first_day: _From = None,
    last_day: _To = None,
    start: _Start = None,
    duplicates: _Duplicates = False,
    rejects: _Rejects = None,
    max_rejects: _MaxRejects = None,
    lines: _Lines = False,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """What would these calls have cost under each quote?

    Bills a call log call by call, cycle by cycle, by the code that bills a forecast. Rows that cannot be billed are
    counted and shown, never silently dropped.
    """
    named = _columns(columns)
    most, share = _bound(max_rejects)
    answers: list[ReplayAnswer] = []

    def wishes() -> LogWishes:
        from callvet.evaluation.replaying import LogWishes  # noqa: PLC0415 - help needs none of it

        return LogWishes(named, timezone, first_day, last_day, start, duplicates, rejects, most, share)

    def question() -> Page:
        from callvet.cli.progress import Progress  # noqa: PLC0415 - as above
        from callvet.evaluation.replaying import replay_calls  # noqa: PLC0415
        from callvet.report.replay import replay_page  # noqa: PLC0415

        with Progress(sys.stderr) as progress:
            answers.append(replay_calls(log, quotes or (), needs=needs, wishes=wishes(), watch=progress.watch))
        return replay_page(answers[0], lines=lines)

    respond(Output("replay", output_format, output, quiet, no_color), question)
    if answers[0].too_many_bad:
        raise typer.Exit(ANSWER_IS_NO)
