"""Options that commands share: one spelling, one meaning."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

_REACHES = Decimal(10) ** 16
# Forms are compiled where they are used: most calls use none of them.
_NUMBER = r"(?a)(\d{1,3}(,\d{3})+|\d+(_\d+)*)(\.\d+)?"
"""``5000``, ``5_000`` or ``5,000``, but neither ``3000,5000`` nor ``5,5``, where the comma says something else."""
_WHOLE = r"(?a)0|[1-9]\d{0,14}(\.\d{1,6})?"
_RATE = r"(?a)\d{1,9}(\.\d{1,9})?"
_PLUG = r"(?a)([\w-]+)=(\d{1,12}(?:\.\d{1,6})?)(/month)?"
_WEIGHT = r"(?a)\d{1,9}(\.\d{1,9})?"


class Format(StrEnum):
    """How an answer is drawn."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


class Preset(StrEnum):
    """Weights by name."""

    BALANCED = "balanced"
    COST = "cost"
    QUALITY = "quality"
    REGULATED = "regulated"


class RankBy(StrEnum):
    """What the order goes by."""

    SCORE = "score"
    HIGH = "high"
    MIDDLE = "middle"


def day(text: str) -> date:
    """A day out of an option."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a date; write it as 2026-11-15"
        raise typer.BadParameter(message) from None


def positive(text: str) -> Decimal:
    """A positive number out of an option."""
    amount = Decimal(text.replace(",", "").replace("_", "") if re.fullmatch(_NUMBER, text) else 0)
    if not 0 < amount < _REACHES:
        message = f"{text!r} is not a positive number; write it in digits, such as 5000"
        raise typer.BadParameter(message)
    return amount


def positives(text: str | None) -> tuple[Decimal, ...]:
    """Numbers out of ``3000,5000,8000``; 0 is one, too."""
    amounts = []
    for part in (text or "").split(",") if text is not None else ():
        plain = part.strip().replace("_", "")
        if not re.fullmatch(_WHOLE, plain):
            fix = "without commas in a number" if "," in str(text) else "in digits"
            message = f"{text!r} is no volume; write it {fix}, such as 5000, or several as 3000,5000,8000"
            raise typer.BadParameter(message, param_hint="--volume")
        amounts.append(Decimal(plain))
    return tuple(dict.fromkeys(amounts))


RatesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rate", metavar="EUR=1.09", help="What a currency is worth in yours; may be repeated.", show_default=False
    ),
]


def rates_of(texts: list[str] | None) -> tuple[tuple[str, Decimal], ...]:
    """Exchange rates out of options like ``EUR=1.09``."""
    from callvet.model.codes import currency  # noqa: PLC0415 - few calls need it

    rates = []
    for text in texts or ():
        code, _, amount = text.partition("=")
        if not re.fullmatch(_RATE, amount) or not Decimal(amount):
            message = f"{text!r} is not a rate; write a currency and what it is worth in yours, such as EUR=1.09"
            raise typer.BadParameter(message, param_hint="--rate")
        try:
            rates.append((currency(code.strip()), Decimal(amount)))
        except ValueError as refused:
            raise typer.BadParameter(str(refused), param_hint="--rate") from None
    return tuple(rates)


def plugs_of(texts: list[str] | None) -> dict[str, tuple[Decimal, bool]]:
    """The buyer's own figures out of options like ``setup=500`` and ``desk=800/month``: amount, and whether monthly."""
    plugs: dict[str, tuple[Decimal, bool]] = {}
    for text in texts or ():
        found = re.fullmatch(_PLUG, text)
        if not found:
            message = f"{text!r} is no figure for work; write it as setup=500, or supervisor=800/month"
            raise typer.BadParameter(message, param_hint="--plug")
        if found[1] in plugs:
            message = f"{found[1]} has two figures; give one"
            raise typer.BadParameter(message, param_hint="--plug")
        plugs[found[1]] = Decimal(found[2]), found[3] is not None
    return plugs


def _weights(texts: list[str] | None) -> list[str] | None:
    """Refuse an option that is not like ``cost=30``."""
    for text in texts or ():
        name, _, amount = text.rpartition("=")
        if not name.strip() or not re.fullmatch(_WEIGHT, amount):
            message = f"{text!r} is not a weight; write a criterion or a group and a number, such as cost=30"
            raise typer.BadParameter(message)
    return texts


def weights_of(texts: list[str] | None) -> dict[str, float]:
    """The weights out of options like ``cost=30``; the last of a name holds. [points, of any sum]"""
    pairs = (text.rpartition("=") for text in texts or ())
    return {name.strip(): float(amount) for name, _, amount in pairs}


Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help="Folders and files; left out, vendors/ in this folder.", show_default=False),
]
NeedsPath = Annotated[
    Path | None,
    typer.Option("--needs", metavar="FILE", help="Your needs; left out, sought beside vendors/.", show_default=False),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="How to draw the answer; left out, by the output's name, else a table.",
        show_default=False,
    ),
]
OutputPath = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the answer to a file.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="The answer alone, without advice.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour; NO_COLOR does the same.")]
PresetOption = Annotated[
    Preset | None,
    typer.Option("--preset", help="Weights by name, in place of those in your needs.", show_default=False),
]
WeightOptions = Annotated[
    list[str] | None,
    typer.Option(
        "--weight",
        "-w",
        callback=_weights,
        metavar="NAME=POINTS",
        help="One weight, such as cost=30; may be repeated.",
        show_default=False,
    ),
]
WeightsFrom = Annotated[
    Path | None,
    typer.Option(
        "--weights-from",
        metavar="PATH",
        help="People's weights, combined: a folder or a file, in place of those in your needs.",
        show_default=False,
    ),
]
VolumeOption = Annotated[
    Decimal | None,
    typer.Option(
        "--volume", parser=positive, metavar="CALLS", help="Calls a month, over your needs.", show_default=False
    ),
]
