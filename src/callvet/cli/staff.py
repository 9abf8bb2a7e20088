"""``callvet staff``: how many agents, hour by hour, does that take?"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import Output, respond
from callvet.cli.options import FormatOption, NeedsPath, NoColor, OutputPath, Quiet, positive, positives

if TYPE_CHECKING:
    from callvet.report.page import Page


class Model(StrEnum):
    """Whether callers wait as long as it takes, or give up."""

    ERLANG_C = "erlang_c"
    ERLANG_A = "erlang_a"


class Measured(StrEnum):
    """Over what the share of calls answered in time must hold."""

    INTERVAL = "interval"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="What your needs lie beside; left out, this folder.", show_default=False),
    ] = None,
    needs: NeedsPath = None,
    volume: Annotated[
        str | None,
        typer.Option(metavar="CALLS", help="Calls a month, over your needs.", show_default=False),
    ] = None,
    minutes: Annotated[
        Decimal | None,
        typer.Option(
            parser=positive, metavar="MINUTES", help="Handled minutes a month, in place of calls.", show_default=False
        ),
    ] = None,
    aht: Annotated[
        Decimal | None,
        typer.Option(
            "--aht", parser=positive, metavar="SECONDS", help="Mean handle time, over your needs.", show_default=False
        ),
    ] = None,
    open_hours: Annotated[
        str | None,
        typer.Option("--open", metavar="HOURS", help='When contacts are answered, such as "24/7".', show_default=False),
    ] = None,
    model: Annotated[
        Model | None, typer.Option(help="Whether callers wait (C) or give up (A), over your needs.", show_default=False)
    ] = None,
    measured: Annotated[
        Measured | None,
        typer.Option(help="Over what the service level must hold, over your needs.", show_default=False),
    ] = None,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """How many agents, hour by hour, does that take?

    The least agents that answer your calls in time in an ordinary week, the hours that they are paid for, and what
    one agent fewer, whole shifts and separate languages would change. No vendor is needed.
    """
    volumes = positives(volume)
    if len(volumes) > 1 or (volumes and minutes is not None):
        message = "one volume is staffed at a time; write --volume 5000, or --minutes 30000"
        raise typer.BadParameter(message, param_hint="--volume")

    def question() -> Page:
        from callvet.evaluation.planning import plan_agents  # noqa: PLC0415 - help needs none of it
        from callvet.evaluation.prices.wishes import Wishes  # noqa: PLC0415
        from callvet.report.staff import staff_page  # noqa: PLC0415

        wishes = Wishes(
            volumes,
            minutes,
            aht,
            open_hours=open_hours,
            model=model.value if model else None,
            measured=measured.value if measured else None,
        )
        return staff_page(plan_agents(paths or (), needs=needs, wishes=wishes))

    respond(Output("staff", output_format, output, quiet, no_color), question)
