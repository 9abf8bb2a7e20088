"""``callvet replay``: what would these calls have cost under each quote?"""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import ANSWER_IS_NO, Output, respond
from callvet.cli.log_options import (
    ColumnsOption,
    DuplicatesOption,
    FromOption,
    MaxRejectsOption,
    RejectsOption,
    ToOption,
    ZoneOption,
    bound_of,
    columns_of,
    expect_apart,
    expect_in_order,
)
from callvet.cli.options import FormatOption, NeedsPath, NoColor, OutputPath, Quiet, RatesOption, day, rates_of

if TYPE_CHECKING:
    from callvet.evaluation.logs.log_wishes import LogWishes
    from callvet.evaluation.logs.replayed import ReplayAnswer
    from callvet.report.page import Page


class Hours(StrEnum):
    """Where agents' hours come from."""

    STAFFED = "staffed"
    SESSIONS = "sessions"


class EngineName(StrEnum):
    """What reads a log."""

    DUCKDB = "duckdb"
    SPARK = "spark"


_Log = Annotated[
    str,
    typer.Argument(
        metavar="CALLS",
        help="A call log: CSV, CSV.gz or Parquet, or a folder of them; on Spark also an address, such as s3a://….",
    ),
]
_Quotes = Annotated[
    list[Path] | None,
    typer.Argument(metavar="QUOTE", help="Quotes, or folders of them; left out, this case's.", show_default=False),
]
_Start = Annotated[
    date | None,
    typer.Option(
        "--start",
        parser=day,
        metavar="DAY",
        help="First day of the contract; left out, the log's first month is the contract's first.",
        show_default=False,
    ),
]
_HoursOption = Annotated[
    Hours,
    typer.Option("--hours", help="Agents for what came, or their sessions: from first to last call, by agent."),
]
_Engine = Annotated[
    EngineName,
    typer.Option("--engine", help="What reads the log: DuckDB here, or the Spark cluster that SPARK_REMOTE names."),
]
_Lines = Annotated[bool, typer.Option("--lines", help="Every line of every cycle's bill.")]


def run(
    log: _Log,
    quotes: _Quotes = None,
    needs: NeedsPath = None,
    columns: ColumnsOption = None,
    timezone: ZoneOption = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    start: _Start = None,
    duplicates: DuplicatesOption = False,
    rejects: RejectsOption = None,
    max_rejects: MaxRejectsOption = None,
    hours: _HoursOption = Hours.STAFFED,
    rate: RatesOption = None,
    engine: _Engine = EngineName.DUCKDB,
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
    named = columns_of(columns)
    most, share = bound_of(max_rejects)
    rates = rates_of(rate)
    expect_in_order(first_day, last_day)
    expect_apart(log, (*(quotes or ()), needs), {"--rejects": rejects, "--output": output})
    answers: list[ReplayAnswer] = []

    def wishes() -> LogWishes:
        from callvet.evaluation.logs.log_wishes import LogWishes  # noqa: PLC0415 - help needs none of it

        return LogWishes(
            named, timezone, first_day, last_day, start, duplicates, rejects, most, share, hours is Hours.SESSIONS
        )

    def question() -> Page:
        from callvet.cli.progress import Progress  # noqa: PLC0415 - as above
        from callvet.evaluation.replaying import replay_calls  # noqa: PLC0415
        from callvet.report.replay import replay_page  # noqa: PLC0415

        with Progress(sys.stderr) as progress:
            on_spark = engine is EngineName.SPARK
            found = replay_calls(
                log,
                quotes or (),
                needs=needs,
                wishes=wishes(),
                on_spark=on_spark,
                watch=progress.watch,
                rates=rates,
            )
            answers.append(found)
        return replay_page(answers[0], lines=lines)

    respond(Output("replay", output_format, output, quiet, no_color), question)
    if answers[0].too_many_bad:
        raise typer.Exit(ANSWER_IS_NO)
