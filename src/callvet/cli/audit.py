"""``callvet audit``: is this invoice right?"""

from __future__ import annotations

import re
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import ANSWER_IS_NO, Output, ask, respond
from callvet.cli.log_options import ColumnsOption, DuplicatesOption, LogPath, ZoneOption, columns_of, expect_apart
from callvet.cli.options import FormatOption, NeedsPath, NoColor, OutputPath, Quiet, day

if TYPE_CHECKING:
    from callvet.evaluation.auditing import AuditAnswer
    from callvet.report.page import Page

_AMOUNT = r"(?a)\d{1,12}(\.\d{1,6})?"


def _amount(text: str) -> Decimal:
    """An amount out of an option."""
    if not re.fullmatch(_AMOUNT, text):
        message = f"{text!r} is no amount; write the number alone, such as 5 or 0.50"
        raise typer.BadParameter(message)
    return Decimal(text)


def run(
    invoice: Annotated[
        Path, typer.Argument(metavar="INVOICE", help="The invoice: a YAML file, or a CSV file of its lines.")
    ],
    log: LogPath,
    quote: Annotated[Path, typer.Argument(metavar="QUOTE", help="The quote that the invoice goes by.")],
    needs: NeedsPath = None,
    cycle: Annotated[
        str | None,
        typer.Option(
            metavar="CYCLE",
            help="The billing cycle, where the invoice does not say: 2026-03, or its first day.",
            show_default=False,
        ),
    ] = None,
    tolerance: Annotated[
        Decimal | None,
        typer.Option(
            parser=_amount,
            metavar="AMOUNT",
            help="Exit with 1 if the invoice differs by more than this; left out, by anything.",
            show_default=False,
        ),
    ] = None,
    letter: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a letter to the vendor, in Markdown.", show_default=False),
    ] = None,
    evidence: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the calls behind differences to a CSV file.", show_default=False),
    ] = None,
    columns: ColumnsOption = None,
    timezone: ZoneOption = None,
    start: Annotated[
        date | None,
        typer.Option(
            "--start",
            parser=day,
            metavar="DAY",
            help="First day of the contract; left out, the log's first month is the contract's first.",
            show_default=False,
        ),
    ] = None,
    duplicates: DuplicatesOption = False,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Is this invoice right?

    Bills the calls of one billing cycle anew under the quote, holds every line against the invoice, and names what
    differs: the causes add up to the gap. Markdown has the letter to the vendor below the tables.
    """
    out = Output("audit", output_format, output, quiet, no_color)
    named = columns_of(columns)
    expect_apart(log, (invoice, quote, needs), {"--evidence": evidence, "--letter": letter, "--output": output})

    def question() -> AuditAnswer:
        from callvet.cli.progress import Progress  # noqa: PLC0415 - help needs none of it
        from callvet.evaluation.auditing import audit_invoice  # noqa: PLC0415
        from callvet.evaluation.logs.log_wishes import LogWishes  # noqa: PLC0415

        wishes = LogWishes(named, timezone, start=start, no_repeats=duplicates)
        with Progress(sys.stderr) as progress:
            return audit_invoice(
                invoice,
                log,
                quote,
                needs=needs,
                wishes=wishes,
                cycle=cycle,
                tolerance=tolerance or Decimal(0),
                evidence=evidence,
                watch=progress.watch,
            )

    answer = ask(out, question)
    if letter is not None:
        _write_letter(out, answer, letter)
    respond(out, lambda: _page(out, answer, has_letter=letter is not None))
    if not answer.is_right:
        raise typer.Exit(ANSWER_IS_NO)


def _page(out: Output, answer: AuditAnswer, *, has_letter: bool) -> Page:
    """The page, in Markdown with the letter."""
    from callvet.report.audit import audit_page  # noqa: PLC0415 - as in run
    from callvet.report.audit_letter import letter_blocks  # noqa: PLC0415

    below = letter_blocks(answer) if out.format == "markdown" else ()
    return audit_page(answer, below, has_letter=has_letter or bool(below))


def _write_letter(out: Output, answer: AuditAnswer, path: Path) -> None:
    """The letter, where there is something to write about."""
    from callvet.evaluation.written_file import write_whole  # noqa: PLC0415 - as in run
    from callvet.load.discovery import NothingToWorkOnError, shown_path  # noqa: PLC0415
    from callvet.report.audit_letter import letter_text  # noqa: PLC0415

    if answer.is_right:
        typer.echo("callvet: no letter was written, since there is nothing to write about", err=True)
        return

    def write() -> None:
        try:
            write_whole(path, letter_text(answer), again=True)
        except OSError as refused:
            message = f"{shown_path(path)}: {refused.strerror or refused}; name another file with --letter"
            raise NothingToWorkOnError(message) from refused

    ask(out, write)
    if not out.quiet:
        typer.echo(f"written: {shown_path(path)}", err=True)
