"""``callvet schema``: the JSON schema of a kind of file."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from callvet.cli.answering import Output, write_answer
from callvet.cli.options import Format, OutputPath


class Kind(StrEnum):
    """A kind of file."""

    VENDOR = "vendor"
    NEEDS = "needs"
    QUOTE = "quote"
    JUDGEMENT = "judgement"
    WEIGHTS = "weights"
    LOG = "log"
    INVOICE = "invoice"


def run(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="The kind of file.")] = Kind.VENDOR,
    output: OutputPath = None,
) -> None:
    """The JSON schema of a kind of file.

    For editors, which complete and check files by it, and for other programs.
    """
    import json  # noqa: PLC0415 - help needs none of it

    from callvet.model.schema import json_schema  # noqa: PLC0415

    text = json.dumps(json_schema(kind.value), ensure_ascii=False, indent=2) + "\n"
    write_answer(Output("schema", Format.JSON, output), text)
