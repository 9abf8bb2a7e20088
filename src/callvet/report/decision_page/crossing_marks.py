"""Where lines cross, as marks on the drawing of cost against volume: rings with a figure, and dots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.prices.crossings import Crossing
    from callvet.report.decision_page.chart_frame import Scale

_FIGURES_WIDE: Final = 60
"""A volume in figures takes less. [units of the drawing]"""
_ABOVE, _BELOW = -11, 21
"""From a crossing to the foot of its figures. [units of the drawing]"""


class Mark(NamedTuple):
    """A crossing.

    Attributes:
        x: Where it stands.
        y: Where it stands.
        told: Who is cheaper from there on, in a sentence.
        parts: The same, so broken that it has room above the drawing.
        turns: The volume in figures, where another offer becomes the cheapest; else none.
        beside: From the crossing down to those figures; up where they would stand on those of another.
    """

    x: float
    y: float
    told: str
    parts: tuple[str, ...]
    turns: str = ""
    beside: int = 0


def marks_of(crossed: Sequence[tuple[Crossing, str, bool]], scale: Scale) -> Iterator[Mark]:
    """The crossings that lie on the drawing; those that change who is the cheapest come last, over the others."""
    last: float | None = None
    for one, told, is_turn in sorted(crossed, key=lambda each: each[2]):
        amount = one.above.high_at(one.calls_per_month)
        if amount is not None:
            volume = f"{round(one.calls_per_month):,}" if is_turn else ""
            parts = (told,) if scale.frame.longest_label else _broken(told)
            x = scale.x(one.calls_per_month)
            is_near = last is not None and x - last < _FIGURES_WIDE
            last = None if is_near or not is_turn else x
            yield Mark(x, scale.y(amount), told, parts, volume, _ABOVE if is_near else _BELOW)


def _broken(told: str) -> tuple[str, ...]:
    """A sentence on a crossing in two lines, before its verb."""
    found = next((verb for verb in (" is cheaper", " are cheaper") if verb in told), "")
    first, verb, last = told.partition(found) if found else (told, "", "")
    return (first, f"{verb}{last}".strip()) if verb else (first,)
