"""Options that commands on call logs share: the log, its columns and clock, the days, what may be left out."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callvet.cli.options import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_REJECTS = r"(?a)\d{1,12}|\d{1,3}(\.\d{1,6})?%"


def columns_of(texts: list[str] | None) -> tuple[tuple[str, str], ...]:
    """The log's own names of columns out of options like ``talk_seconds=ser_time``."""
    from callvet.model.log import LOG_COLUMNS, unknown_column  # noqa: PLC0415 - help needs none of it

    found = []
    for text in ",".join(texts or ()).split(",") if texts else ():
        name, _, own = (part.strip() for part in text.partition("="))
        if not own:
            message = f"{text!r} names no column; write callvet's name and the log's, such as talk_seconds=ser_time"
            raise typer.BadParameter(message, param_hint="--columns")
        if name not in LOG_COLUMNS:
            raise typer.BadParameter(unknown_column(name), param_hint="--columns")
        found.append((name, own))
    return tuple(found)


def _zone(text: str) -> str:
    """A time zone out of an option."""
    from callvet.model.time_zones import time_zone  # noqa: PLC0415 - few calls need it

    try:
        return time_zone(text)
    except ValueError as refused:
        raise typer.BadParameter(str(refused)) from None


def bound_of(text: str | None) -> tuple[int | None, Fraction | None]:
    """How many rows may be left out: a number, or a share."""
    if text is None:
        return None, None
    if not re.fullmatch(_REJECTS, text):
        message = f"{text!r} is no number of rows; write one, such as 100, or a share of the log, such as 1%"
        raise typer.BadParameter(message, param_hint="--max-rejects")
    if text.endswith("%"):
        return None, Fraction(Decimal(text[:-1])) / 100
    return int(text), None


def expect_in_order(first: date | None, last: date | None) -> None:
    """Refuse days of which the last is before the first."""
    if first is not None and last is not None and last < first:
        message = f"{last} is before {first}, where --from begins; name a later day"
        raise typer.BadParameter(message, param_hint="--to")


def expect_apart(log: str | Path, others: Iterable[Path | None], written: Mapping[str, Path | None]) -> None:
    """Refuse to write over what is read, or into the log's folder, where it would pass for calls the next time.

    Args:
        log: The log: a file, a folder of them, or an address.
        others: What else is read.
        written: The files to be written, by their options.
    """
    from callvet.calls.log_files import is_table  # noqa: PLC0415 - help needs none of it

    folder = Path(log)
    for option, path in written.items():
        if path is None:
            continue
        if any(_is_same(path, Path(one)) for one in (log, *others) if one is not None):
            message = f"{path} is read for this answer, and would be lost; name another file"
            raise typer.BadParameter(message, param_hint=option)
        if folder.is_dir() and is_table(path.name) and _is_same(path.parent, folder):
            message = f"{path} would be part of the log when that is read again; name a file outside {log}"
            raise typer.BadParameter(message, param_hint=option)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths, which may not be there, are the same file or folder."""
    try:
        return one.samefile(other)
    except OSError:
        return False


LogPath = Annotated[
    Path, typer.Argument(metavar="CALLS", help="A call log: CSV, CSV.gz or Parquet, or a folder of them.")
]
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="NAME=COLUMN",
        help="What the log calls a column, such as talk_seconds=ser_time; several with commas, or repeated.",
        show_default=False,
    ),
]
ZoneOption = Annotated[
    str | None,
    typer.Option(
        "--timezone",
        parser=_zone,
        metavar="ZONE",
        help="The log's clock, where starts have no offset; left out, that of your needs.",
        show_default=False,
    ),
]
FromOption = Annotated[
    date | None,
    typer.Option("--from", parser=day, metavar="DAY", help="Leave out calls before.", show_default=False),
]
ToOption = Annotated[
    date | None, typer.Option("--to", parser=day, metavar="DAY", help="Leave out calls after.", show_default=False)
]
DuplicatesOption = Annotated[
    bool, typer.Option("--duplicates", help="Leave out rows that repeat another in every column.")
]
RejectsOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write the rows that are left out to a CSV file.", show_default=False),
]
MaxRejectsOption = Annotated[
    str | None,
    typer.Option(
        metavar="N|PERCENT", help="Exit with 1 if more rows are left out, such as 100 or 1%.", show_default=False
    ),
]
