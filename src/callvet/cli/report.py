"""``callvet report``: write one file for the people who decide."""

from __future__ import annotations

import shlex
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import Output, ask, respond, write_answer
from callvet.cli.options import (
    Format,
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
    day,
    weights_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from callvet.evaluation.reporting import ReportAnswer
    from callvet.report.page import Page

_BOOK = ".xlsx"
_PAGES = (".html", ".htm")
_FILES_WANTED = "a report is a file to send: add -o decision.html, or -o decision.xlsx; --memo prints one page here"


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
    memo: Annotated[bool, typer.Option("--memo", help="One page to sign, in place of the whole report.")] = False,
    on: Annotated[
        date | None,
        typer.Option(
            "--date",
            parser=day,
            metavar="DATE",
            help="The day of the report, by which offers hold or have expired; left out, the latest in your files.",
            show_default=False,
        ),
    ] = None,
    draws: Annotated[
        int, typer.Option("--draws", metavar="N", min=100, max=10_000_000, help="How many chances are drawn.")
    ] = 10_000,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", min=0, max=2**63, help="The same seed draws the same.")
    ] = 1,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Write one file for the people who decide.

    A page to read, or a workbook to play with.

    callvet report -o decision.html: everything on one page that needs no network. callvet report -o decision.xlsx: the
    same as a workbook, whose weights are cells. callvet report --memo: one page to sign.
    """
    out = Output("report", output_format, output, quiet, no_color)
    if not memo:
        _expect_a_file(output, output_format)

    def question() -> ReportAnswer:
        from callvet.evaluation.reporting import report_case  # noqa: PLC0415 - help needs none of it

        return report_case(
            paths or (),
            needs=needs,
            preset=preset.value if preset else None,
            weights=weights_of(weight),
            weights_from=weights_from,
            volume=volume,
            rank_by=rank_by.value,
            day=on,
            draws=draws,
            seed=seed,
        )

    if memo:
        respond(out, lambda: _memo(question()))
        return
    answer = ask(out, question)
    if output is not None and output.suffix.lower() == _BOOK:
        _write_book(out, answer, output)
        return
    options = {
        "--needs": needs,
        "--preset": preset,
        "--weights-from": weights_from,
        "--volume": volume,
        "--rank-by": None if rank_by is RankBy.SCORE else rank_by,
        "--date": answer.day,
        "--draws": draws,
        "--seed": seed,
    }
    from callvet.report.decision_page import decision_html  # noqa: PLC0415 - only this format needs jinja2

    write_answer(out._replace(chosen=Format.HTML), decision_html(answer, _command(paths or (), weight or (), options)))


def _expect_a_file(output: Path | None, chosen: Format | None) -> None:
    """Refuse a call that names neither a page nor a workbook."""
    suffix = output.suffix.lower() if output else ""
    if suffix == _BOOK and chosen is None:
        return
    if chosen not in {None, Format.HTML} or (chosen is None and suffix not in _PAGES):
        raise typer.BadParameter(_FILES_WANTED, param_hint="--format" if chosen else "--output")


def _memo(answer: ReportAnswer) -> Page:
    """The page to sign."""
    from callvet.report.memo import memo_page  # noqa: PLC0415 - as in run

    return memo_page(answer)


def _write_book(out: Output, answer: ReportAnswer, path: Path) -> None:
    """The workbook."""
    from callvet.load.discovery import NothingToWorkOnError, shown_path  # noqa: PLC0415 - as in run
    from callvet.report.decision_book import write_decision  # noqa: PLC0415

    def write() -> None:
        try:
            write_decision(answer, path)
        except OSError as refused:
            message = f"{shown_path(path)}: {refused.strerror or refused}; name another file with --output"
            raise NothingToWorkOnError(message) from refused

    ask(out, write)
    if not out.quiet:
        typer.echo(f"written: {shown_path(path)}", err=True)


def _command(paths: Sequence[Path], weights: Sequence[str], options: Mapping[str, object]) -> str:
    """The call that makes the same page again, but for the name of the page itself."""
    words = ["callvet", "report", *map(str, paths)]
    for text in weights:
        words += ["--weight", text]
    for name, value in options.items():
        if value is not None:
            words += [name, str(value)]
    return shlex.join([*words, "-o", "decision.html"])
