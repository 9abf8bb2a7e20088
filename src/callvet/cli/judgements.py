"""``callvet judgements``: what people thought of the vendors, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.cli.answering import Output, respond
from callvet.cli.blind import Blind, tell_codes
from callvet.cli.options import FormatOption, NeedsPath, NoColor, OutputPath, Paths, Quiet

if TYPE_CHECKING:
    from callvet.report.page import Page


def run(
    paths: Paths = None,
    needs: NeedsPath = None,
    blind: Blind = False,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """What people thought of the vendors, side by side.

    Every mark by criterion and person, what lies so far apart that it should be talked over, what was settled, and
    how long test callers waited.
    """

    def question() -> Page:
        from callvet.evaluation.judgements import compare_judgements  # noqa: PLC0415 - help needs none of it
        from callvet.report.judgements import judgements_page  # noqa: PLC0415

        answer = compare_judgements(paths or (), needs=needs, blind=blind)
        tell_codes(answer.codes, quiet=quiet)
        return judgements_page(answer)

    respond(Output("judgements", output_format, output, quiet, no_color), question)
