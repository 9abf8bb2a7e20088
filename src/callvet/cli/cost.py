"""``callvet cost``: what would each offer cost at my volume?"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import Output, respond
from callvet.cli.options import (
    FormatOption,
    NeedsPath,
    NoColor,
    OutputPath,
    Paths,
    Quiet,
    RatesOption,
    positive,
    positives,
    rates_of,
)

if TYPE_CHECKING:
    from callvet.report.page import Page


class By(StrEnum):
    """What a calendar is told by."""

    MONTH = "month"


_Volumes = Annotated[
    str | None,
    typer.Option(metavar="CALLS[,CALLS]", help="Calls a month, one number or several.", show_default=False),
]
_Minutes = Annotated[
    Decimal | None,
    typer.Option(
        parser=positive, metavar="MINUTES", help="Handled minutes a month, in place of calls.", show_default=False
    ),
]
_HandleSeconds = Annotated[
    Decimal | None,
    typer.Option(
        "--aht", parser=positive, metavar="SECONDS", help="Mean handle time, over your needs.", show_default=False
    ),
]
_TermMonths = Annotated[
    int | None, typer.Option(metavar="MONTHS", min=1, max=120, help="Length of the contract.", show_default=False)
]
_OpenHours = Annotated[
    str | None,
    typer.Option("--open", metavar="HOURS", help='When contacts are answered, such as "24/7".', show_default=False),
]
_Lines = Annotated[bool, typer.Option("--lines", help="Every charge line of a normal month.")]
_ByMonth = Annotated[By | None, typer.Option(help="The invoices of the term, month by month.", show_default=False)]
_WithCrossings = Annotated[
    bool | None,
    typer.Option(
        "--crossings/--no-crossings",
        help="Where offers cross from a tenth of the volume to ten times it. Left out, a table has those of offers "
        "billed by contacts alone, JSON all; where agents are staffed, every volume takes a staffing.",
        show_default=False,
    ),
]
_Chart = Annotated[bool, typer.Option("--chart", help="Draw cost against volume.")]
_Risk = Annotated[bool, typer.Option("--risk", help="How far a month's bill spreads: P10, P50 and P90.")]
_Seed = Annotated[int, typer.Option(metavar="N", min=0, help="Where the drawing for --risk begins.")]


def run(
    paths: Paths = None,
    needs: NeedsPath = None,
    volume: _Volumes = None,
    minutes: _Minutes = None,
    aht: _HandleSeconds = None,
    term_months: _TermMonths = None,
    open_hours: _OpenHours = None,
    rate: RatesOption = None,
    lines: _Lines = False,
    by: _ByMonth = None,
    crossings: _WithCrossings = None,
    chart: _Chart = False,
    risk: _Risk = False,
    seed: _Seed = 1,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """What would each offer cost at my volume?

    Prices every quote on your own calls, staffing included. What a quote does not say is priced at both ends.
    With no vendor and no quote, the market's own two ranges.
    """
    volumes = positives(volume)
    rates = rates_of(rate)

    out = Output("cost", output_format, output, quiet, no_color)

    def question() -> Page:
        from callvet.evaluation.costing import price_offers  # noqa: PLC0415 - help needs none of it
        from callvet.evaluation.prices.wishes import Wishes  # noqa: PLC0415
        from callvet.report.cost import cost_page  # noqa: PLC0415
        from callvet.report.cost_worth import Asked, extras_of  # noqa: PLC0415

        wishes = Wishes(
            volumes=volumes,
            minutes=minutes,
            handle_seconds=aht,
            term_months=term_months,
            open_hours=open_hours,
            rates=rates,
        )
        answer = price_offers(paths or (), needs=needs, wishes=wishes)
        staffed = out.format == "json" if crossings is None else crossings
        asked = Asked(crossings is not False, staffed, chart, seed if risk else None)
        return cost_page(answer, extras_of(answer, asked), lines=lines, by_month=by is not None)

    respond(out, question)
