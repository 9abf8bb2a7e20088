"""``callvet score``: who is best for me, and how sure is that?"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import ANSWER_IS_NO, Output, respond
from callvet.cli.blind import Blind, hidden
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
from callvet.cli.robustness import Draws, Robustness, Seed, Spread, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.evaluation.ranking import RankingAnswer
    from callvet.report.page import Page


def run(
    paths: Paths = None,
    needs: NeedsPath = None,
    preset: PresetOption = None,
    weight: WeightOptions = None,
    weights_from: WeightsFrom = None,
    volume: VolumeOption = None,
    rank_by: Annotated[
        RankBy, typer.Option(help="What is shown, what it could be, or the middle of the two.")
    ] = RankBy.SCORE,
    explain: Annotated[bool, typer.Option("--explain", help="Every vendor by criterion, with reasons.")] = False,
    robustness: Robustness = False,
    draws: Draws = None,
    seed: Seed = None,
    spread: Spread = None,
    blind: Blind = False,
    fail_under: Annotated[
        float | None,
        typer.Option(metavar="POINTS", min=0, max=100, help="Exit 1 if the best score is lower.", show_default=False),
    ] = None,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Who is best for me, and how sure is that?

    Ranks the vendors by what they have shown. Every unknown counts as the worst answer, and the second figure
    is what the vendor would reach with the best ones.
    """
    answers: list[RankingAnswer] = []
    wanted = Wanted(robustness=robustness, draws=draws, seed=seed, spread=spread)

    def question() -> Page:
        from callvet.evaluation.ranking import rank_vendors  # noqa: PLC0415 - help needs none of it
        from callvet.report.score import score_page  # noqa: PLC0415

        answers.append(
            rank_vendors(
                paths or (),
                needs=needs,
                preset=preset.value if preset else None,
                weights=weights_of(weight),
                volume=volume,
                rank_by=rank_by.value,
                weights_from=weights_from,
            )
        )
        if blind:
            answers[0] = hidden(answers[0], paths, needs, quiet=quiet)
        return wanted.added_to(score_page(answers[0], explain=explain), answers[0])

    respond(Output("score", output_format, output, quiet, no_color), question)
    if fail_under is not None:
        _hold_to(fail_under, [entry.score for entry in answers[0].ranking.eligible])


def _hold_to(least: float, scores: Sequence[float]) -> None:
    """Exit 1 where no vendor reaches the least score, or none is left."""
    if not scores:
        typer.echo(f"callvet: no vendor meets every must, so none reaches {least:g}", err=True)
        raise typer.Exit(ANSWER_IS_NO)
    if max(scores) < least:
        best = floor(max(scores) * 10) / 10  # rounded down, or 67.96 would read as the 68 that it misses
        typer.echo(f"callvet: the best score is {best:.1f}, under {least:g}", err=True)
        raise typer.Exit(ANSWER_IS_NO)
