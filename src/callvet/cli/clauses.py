"""``callvet clauses``: what does a quote say, as the clauses of a contract?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import Output, respond
from callvet.cli.options import (
    FormatOption,
    NeedsPath,
    NoColor,
    OutputPath,
    Quiet,
    VolumeOption,
    positive,
    rates_of,
)

if TYPE_CHECKING:
    from callvet.report.page import Page


def run(
    quote: Annotated[
        str,
        typer.Argument(
            metavar="QUOTE", help="A file, a vendor's id (its latest quote), vendor/reference, or vendor@2 by date."
        ),
    ],
    needs: NeedsPath = None,
    volume: VolumeOption = None,
    aht: Annotated[
        Decimal | None,
        typer.Option(
            "--aht", parser=positive, metavar="SECONDS", help="Mean handle time, over your needs.", show_default=False
        ),
    ] = None,
    rate: Annotated[
        list[str] | None,
        typer.Option(
            "--rate", metavar="EUR=1.09", help="What a currency is worth in yours; may be repeated.", show_default=False
        ),
    ] = None,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """What does a quote say, as the clauses of a contract?

    One numbered clause for each charge and term, with definitions and a worked bill at your volume. What the quote
    leaves open is a blank to fill in, with the question and what it is worth.
    """
    rates = rates_of(rate)

    def question() -> Page:
        from callvet.evaluation.clauses import prepare_clauses  # noqa: PLC0415 - help needs none of it
        from callvet.evaluation.prices.wishes import Wishes  # noqa: PLC0415
        from callvet.report.clauses.page import clauses_page  # noqa: PLC0415

        wishes = Wishes(volumes=() if volume is None else (volume,), handle_seconds=aht, rates=rates)
        return clauses_page(prepare_clauses(quote, needs=needs, wishes=wishes))

    respond(Output("clauses", output_format, output, quiet, no_color), question)
