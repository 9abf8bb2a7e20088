"""``callvet show``: everything known and unknown of one vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.answering import Output, respond
from callvet.cli.options import (
    FormatOption,
    NeedsPath,
    NoColor,
    OutputPath,
    PresetOption,
    Quiet,
    VolumeOption,
    WeightOptions,
    weights_of,
)

if TYPE_CHECKING:
    from callvet.report.page import Page


def run(
    vendor: Annotated[str, typer.Argument(metavar="VENDOR", help="Its id in vendors/, or its profile's path.")],
    needs: NeedsPath = None,
    preset: PresetOption = None,
    weight: WeightOptions = None,
    volume: VolumeOption = None,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Everything known and unknown of one vendor.

    Its criteria and reasons, its facts with their sources and age, and what is left to ask.
    """

    def question() -> Page:
        from datetime import UTC, datetime  # noqa: PLC0415

        from callvet.evaluation.vendor_page import describe_vendor  # noqa: PLC0415 - help needs none of it
        from callvet.report.show import show_page  # noqa: PLC0415

        answer = describe_vendor(
            vendor,
            needs=needs,
            preset=preset.value if preset else None,
            weights=weights_of(weight),
            volume=volume,
        )
        return show_page(answer, datetime.now(UTC).astimezone().date())

    respond(Output("show", output_format, output, quiet, no_color), question)
