"""Where offers change places, in words: who is the cheapest from where on, and every two that cross."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callvet.evaluation.prices.bill_curves import MARKET
from callvet.report.cost_crossings import MARKET_NAMES
from callvet.report.page import Cell, Column, Table
from callvet.report.phrases import sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.evaluation.prices.bill_curves import Curve
    from callvet.evaluation.prices.cost_curves import Curves, Turn
    from callvet.evaluation.prices.crossings import Crossing


class CrossingWords(NamedTuple):
    """The words.

    Attributes:
        turns: Who is the cheapest at which volume, in sentences.
        told: Each crossing in a sentence, and whether it changes who is the cheapest, as they stand in the answer.
        table: All of them; None where there is none.
    """

    turns: tuple[str, ...]
    told: tuple[tuple[str, bool], ...]
    table: Table | None


def crossing_words(curves: Curves, names: Mapping[str, str]) -> CrossingWords:
    """The words for all crossings of a drawing.

    Args:
        curves: Cost against volume.
        names: Of offers by their id.
    """
    turns = {(turn.volume, turn.before, turn.after) for turn in curves.turns}
    found = curves.crossings.found
    told = tuple(
        (_sentence(one, names), (one.calls_per_month, one.below.quote, one.above.quote) in turns) for one in found
    )
    table = _table(found, [is_turn for _, is_turn in told], names) if found else None
    return CrossingWords(tuple(_turn_words(curves.turns, names)), told, table)


def _sentence(one: Crossing, names: Mapping[str, str]) -> str:
    """``From 3,012 calls a month on Cordillera is cheaper than Brightwater``."""
    verb = "are" if one.above.vendor == MARKET else "is"
    jump = ", where a bill jumps" if one.is_jump else ""
    return (
        f"From {round(one.calls_per_month):,} calls a month on {_name(one.above, names)} {verb} cheaper than "
        f"{_name(one.below, names)}{jump}"
    )


def _name(curve: Curve, names: Mapping[str, str]) -> str:
    """What an offer, or the market's row, is called."""
    return MARKET_NAMES.get(curve.quote) or names[curve.quote]


def _table(found: Sequence[Crossing], turning: Sequence[bool], names: Mapping[str, str]) -> Table:
    """A row for each crossing, by volume."""
    columns = (
        Column("from calls a month", right=True),
        Column("is cheaper"),
        Column("than"),
        Column("how"),
    )
    rows = [
        (
            Cell(f"{round(one.calls_per_month):,}", "strong" if is_turn else "plain"),
            Cell(sentence_case(_name(one.above, names)), "strong" if is_turn else "plain"),
            Cell(_name(one.below, names)),
            Cell("; ".join(_how(one, is_turn=is_turn)), "plain" if is_turn else "dim"),
        )
        for one, is_turn in zip(found, turning, strict=True)
    ]
    return Table(columns, rows, "Every two that cross, from a tenth of the volume to ten times it")


def _how(one: Crossing, *, is_turn: bool) -> Iterator[str]:
    """What is to be said of a crossing."""
    if is_turn:
        yield "the cheapest offer changes"
    if one.is_jump:
        yield "a bill jumps"


def _turn_words(turns: Sequence[Turn], names: Mapping[str, str]) -> Iterator[str]:
    """Who is the cheapest from where on."""
    for place, turn in enumerate(turns):
        volume = f"{'' if turn.is_exact else 'about '}{round(turn.volume):,} calls"
        if turn.since is not None:
            volume += f" (from {round(turn.since):,} on the two change places several times)"
        if place:
            yield f"From {volume} on it is {names[turn.after]}."
        else:
            start = f"Up to {volume} a month {names[turn.before]} is the cheapest offer"
            yield f"{start}, from there on {names[turn.after]}."
