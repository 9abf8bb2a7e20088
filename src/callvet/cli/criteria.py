"""``callvet criteria``: what vendors are judged on, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import Output, respond
from callvet.cli.options import FormatOption, NoColor, OutputPath

if TYPE_CHECKING:
    from callvet.report.page import Page


def run(
    criterion: Annotated[
        str | None,
        typer.Argument(metavar="CRITERION", help="A criterion or a group; left out, all.", show_default=False),
    ] = None,
    output_format: FormatOption = None,
    output: OutputPath = None,
    no_color: NoColor = False,
) -> None:
    """What vendors are judged on, and why.

    The list with the weights of the presets, or one criterion's page with its scale and sources.
    """

    def question() -> Page:
        from callvet.evaluation.explaining import explain_criteria  # noqa: PLC0415 - help needs none of it
        from callvet.report.criteria import criteria_page  # noqa: PLC0415

        return criteria_page(explain_criteria(criterion))

    respond(Output("criteria", output_format, output, no_color=no_color), question)
