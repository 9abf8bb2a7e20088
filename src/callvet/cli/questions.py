"""``callvet questions``: what should I ask next, and whom?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import Output, respond
from callvet.cli.options import (
    FormatOption,
    NeedsPath,
    NoColor,
    OutputPath,
    Paths,
    PresetOption,
    Quiet,
    RankBy,
    VolumeOption,
    WeightOptions,
    WeightsFrom,
    weights_of,
)

if TYPE_CHECKING:
    from callvet.report.page import Page

_MOST_DRAWS = 1_000_000


def run(
    paths: Paths = None,
    needs: NeedsPath = None,
    preset: PresetOption = None,
    weight: WeightOptions = None,
    weights_from: WeightsFrom = None,
    volume: VolumeOption = None,
    vendor: Annotated[
        str | None,
        typer.Option(
            "--for", metavar="VENDOR", help="One vendor's questions alone, as a list to send.", show_default=False
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every question, and each vendor's list.")] = False,
    rank_by: Annotated[
        RankBy, typer.Option(help="What you choose by: what is shown, what it could be, or the middle.")
    ] = RankBy.MIDDLE,
    draws: Annotated[
        int, typer.Option(metavar="N", min=1, max=_MOST_DRAWS, help="How often all open answers are drawn.")
    ] = 10_000,
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="The same seed gives the same answer.")] = 1,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """What should I ask next, and whom?

    Every open question about a vendor that is not out, ordered by how much its answer could change: the chance
    that another vendor wins, and the points that are gained by it.
    """

    def question() -> Page:
        from callvet.evaluation.questioning import list_questions  # noqa: PLC0415 - help needs none of it
        from callvet.report.questions import questions_page, sending_page  # noqa: PLC0415

        answer = list_questions(
            paths or (),
            needs=needs,
            preset=preset.value if preset else None,
            weights=weights_of(weight),
            volume=volume,
            rank_by=rank_by.value,
            weights_from=weights_from,
            draws=draws,
            seed=seed,
        )
        return sending_page(answer, vendor) if vendor else questions_page(answer, everything=everything)

    respond(Output("questions", output_format, output, quiet, no_color), question)
