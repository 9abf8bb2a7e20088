"""``callvet diff``: what differs between quotes, and what is it worth?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import ANSWER_IS_NO, Output, respond
from callvet.cli.options import (
    FormatOption,
    NeedsPath,
    NoColor,
    OutputPath,
    Quiet,
    plugs_of,
    positive,
    positives,
    rates_of,
)

if TYPE_CHECKING:
    from callvet.evaluation.comparing import Comparison
    from callvet.report.page import Page


def run(
    quotes: Annotated[
        list[str],
        typer.Argument(
            metavar="QUOTE QUOTE [QUOTE...]",
            help="Files, folders, vendors, vendor/reference, or vendor@2 for a vendor's second round.",
            show_default=False,
        ),
    ],
    needs: NeedsPath = None,
    volume: Annotated[
        str | None,
        typer.Option(
            metavar="CALLS[,CALLS]",
            help="Calls a month; of several, terms are priced at the first, and the verdict is told at all.",
            show_default=False,
        ),
    ] = None,
    aht: Annotated[
        Decimal | None,
        typer.Option(
            "--aht", parser=positive, metavar="SECONDS", help="Mean handle time, over your needs.", show_default=False
        ),
    ] = None,
    term_months: Annotated[
        int | None, typer.Option(metavar="MONTHS", min=1, max=120, help="Length of the contract.", show_default=False)
    ] = None,
    rate: Annotated[
        list[str] | None,
        typer.Option(
            "--rate", metavar="EUR=1.09", help="What a currency is worth in yours; may be repeated.", show_default=False
        ),
    ] = None,
    prefer: Annotated[
        str | None,
        typer.Option(
            metavar="VENDOR", help="What to take to this vendor: where others are better.", show_default=False
        ),
    ] = None,
    plug: Annotated[
        list[str] | None,
        typer.Option(
            "--plug",
            metavar="WORK=AMOUNT[/month]",
            help="Your own figure for work that an offer leaves out, such as setup=500; may be repeated.",
            show_default=False,
        ),
    ] = None,
    split: Annotated[bool, typer.Option("--split", help="What two vendors together would cost.")] = False,
    every_term: Annotated[
        bool | None,
        typer.Option(
            "--all/--only-differences",
            help="Terms on which all agree, too; left out, only where there are few.",
            show_default=False,
        ),
    ] = None,
    fail_over: Annotated[
        Decimal | None,
        typer.Option(
            parser=positive,
            metavar="PERCENT",
            help="Exit 1 if the preferred quote is dearer than the cheapest by more.",
            show_default=False,
        ),
    ] = None,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """What differs between quotes, and what is it worth?

    Each difference is priced by what the quote would cost with the other's term, all else unchanged.
    """
    volumes, rates, figures = positives(volume), rates_of(rate), plugs_of(plug)
    if fail_over is not None and prefer is None:
        message = "it goes by the preferred quote; name its vendor with --prefer"
        raise typer.BadParameter(message, param_hint="--fail-over")
    answers: list[Comparison] = []

    def question() -> Page:
        from callvet.evaluation.comparing import compare_quotes  # noqa: PLC0415 - help needs none of it
        from callvet.evaluation.prices.levelling import Plug  # noqa: PLC0415
        from callvet.evaluation.prices.wishes import Wishes  # noqa: PLC0415
        from callvet.report.diff import diff_page  # noqa: PLC0415

        wishes = Wishes(volumes=volumes, handle_seconds=aht, term_months=term_months, rates=rates)
        plugs = [Plug(work, amount, is_monthly) for work, (amount, is_monthly) in figures.items()]
        answers.append(compare_quotes(quotes, needs=needs, wishes=wishes, prefer=prefer, plugs=plugs, split=split))
        return diff_page(answers[0], every_term=every_term)

    respond(Output("diff", output_format, output, quiet, no_color), question)
    if fail_over is not None:
        _hold_to(fail_over, answers[0])


def _hold_to(percent: Decimal, answer: Comparison) -> None:
    """Exit 1 where the preferred quote is dearer than the cheapest by more than so much."""
    if answer.preferred is None:
        return
    months = answer.sides[answer.cheapest].monthly, answer.sides[answer.preferred].monthly
    cheapest, preferred = (month.high for month in months)
    if preferred > cheapest * (1 + percent / 100):
        more = f"{(preferred / cheapest - 1):.1%}" if cheapest else "more"
        ends = " at their high ends" if any(month.low != month.high for month in months) else ""
        message = f"the preferred quote is dearer than the cheapest by {more}{ends}, over {percent:f}%"
        typer.echo(f"callvet: {message}", err=True)
        raise typer.Exit(ANSWER_IS_NO)
