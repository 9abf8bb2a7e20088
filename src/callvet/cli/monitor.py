"""``callvet monitor``: how is the vendor doing, against what was promised?"""

from __future__ import annotations

import sys
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import ANSWER_IS_NO, Output, respond
from callvet.cli.log_options import (
    ColumnsOption,
    DuplicatesOption,
    FromOption,
    LogPath,
    MaxRejectsOption,
    RejectsOption,
    ToOption,
    ZoneOption,
    bound_of,
    columns_of,
    expect_apart,
    expect_in_order,
)
from callvet.cli.options import FormatOption, NeedsPath, NoColor, OutputPath, Quiet, positive

if TYPE_CHECKING:
    from callvet.evaluation.logs.monitor_wishes import MonitorWishes
    from callvet.evaluation.monitoring import MonitorAnswer
    from callvet.report.page import Page

_LONGEST_SECONDS = 86_400


class By(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Level(StrEnum):
    """How a service level is reckoned."""

    OFFERED = "offered"
    ANSWERED = "answered"
    SHORT_LEFT_OUT = "short_left_out"
    QUICK_LEFT_OUT = "quick_left_out"
    QUICK_ARE_MET = "quick_are_met"


def _seconds(text: str) -> Decimal:
    """A time to wait out of an option."""
    found = positive(text)
    if found > _LONGEST_SECONDS:
        message = f"{text!r} is longer than a day; write seconds, such as 20"
        raise typer.BadParameter(message)
    return found


def run(
    log: LogPath,
    vendor: Annotated[
        str | None,
        typer.Option(
            "--vendor",
            metavar="VENDOR",
            help="Whose promises hold: an id in vendors/, or a profile; left out, the quote's.",
            show_default=False,
        ),
    ] = None,
    quote: Annotated[
        str | None,
        typer.Option(
            "--quote",
            metavar="QUOTE",
            help="What the calls are billed by, for cost and credits: a file, or vendor/reference.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[By, typer.Option("--by", help="How long a period is.")] = By.MONTH,
    level: Annotated[
        Level, typer.Option("--level-definition", help="How a service level is reckoned; docs/monitor.md has each.")
    ] = Level.OFFERED,
    within: Annotated[
        Decimal | None,
        typer.Option(
            "--within",
            parser=_seconds,
            metavar="SECONDS",
            help="In what time calls must be answered; left out, as promised, else as your needs say.",
            show_default=False,
        ),
    ] = None,
    short: Annotated[
        Decimal,
        typer.Option("--short", parser=_seconds, metavar="SECONDS", help="Who gives up sooner has not waited."),
    ] = "5",  # type: ignore[assignment]  # typer parses it like what is typed
    repeat_days: Annotated[
        int, typer.Option("--repeat-days", min=1, max=90, help="A further contact within these is a repeat.")
    ] = 7,
    satisfied: Annotated[
        float | None,
        typer.Option(
            "--satisfied-from",
            min=0,
            metavar="MARK",
            help="The least mark in csat that says satisfied; left out, four fifths of its scale.",
            show_default=False,
        ),
    ] = None,
    first_weeks: Annotated[
        bool, typer.Option("--first-weeks", help="Handle time in the log's first two weeks, day by day.")
    ] = False,
    needs: NeedsPath = None,
    columns: ColumnsOption = None,
    timezone: ZoneOption = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    duplicates: DuplicatesOption = False,
    rejects: RejectsOption = None,
    max_rejects: MaxRejectsOption = None,
    fail_on_miss: Annotated[
        bool, typer.Option("--fail-on-miss", help="Exit with 1 if anything promised was missed in any period.")
    ] = False,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """How is the vendor doing, against what was promised?

    Service level, wait, calls given up, handle time, repeats, satisfaction and cost, out of a call log; where they go,
    and which periods stand out. What the log does not say is no data.
    """
    named = columns_of(columns)
    most, share = bound_of(max_rejects)
    expect_in_order(first_day, last_day)
    expect_apart(log, (needs,), {"--rejects": rejects, "--output": output})
    answers: list[MonitorAnswer] = []

    def wishes() -> MonitorWishes:
        from callvet.evaluation.logs.log_wishes import LogWishes  # noqa: PLC0415 - help needs none of it
        from callvet.evaluation.logs.monitor_wishes import MonitorWishes  # noqa: PLC0415

        reading = LogWishes(named, timezone, first_day, last_day, None, duplicates, rejects, most, share)
        return MonitorWishes(by.value, level.value, within, short, repeat_days, satisfied, first_weeks, reading)

    def question() -> Page:
        from callvet.cli.progress import Progress  # noqa: PLC0415 - as above
        from callvet.evaluation.monitoring import monitor_calls  # noqa: PLC0415
        from callvet.report.monitor import monitor_page  # noqa: PLC0415

        with Progress(sys.stderr) as progress:
            answers.append(
                monitor_calls(log, vendor=vendor, quote=quote, needs=needs, wishes=wishes(), watch=progress.watch)
            )
        return monitor_page(answers[0])

    respond(Output("monitor", output_format, output, quiet, no_color), question)
    if answers[0].too_many_bad or (fail_on_miss and answers[0].is_missed):
        raise typer.Exit(ANSWER_IS_NO)
