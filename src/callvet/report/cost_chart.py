"""Cost against volume, drawn with letters: one for each offer, so that nothing hangs on colour."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Final

from callvet.report.letters import offer_letters
from callvet.report.page import Cell, Column, Drawing, Table
from callvet.report.phrases import money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from callvet.evaluation.prices.crossings import Sampled
    from callvet.report.page import Block

_ROWS: Final = 16
"""Steps of money, from none to the most. [rows]"""
_CELLS_A_VOLUME: Final = 4
_LABELS: Final = 4
_LABELLED: Final = 4
"""Every so manyth volume and amount has its figure. [count]"""
_TOGETHER: Final = 3
"""So many letters stand beside each other where offers cost alike. [count]"""
_MORE: Final = "*"


def chart_blocks(drawn: Sampled, names: Mapping[str, str], currency: str) -> Iterator[Block]:
    """The drawing, and whose the letters are.

    Args:
        drawn: Offers at volumes that are evenly far apart.
        names: Of offers by their id.
        currency: ISO 4217.
    """
    letters = offer_letters(list(drawn.highs))
    amounts = [amount for line in drawn.highs.values() for amount in line if amount is not None]
    most = max(amounts, default=Decimal(0))
    if not most:
        return
    step = _LABELS * Decimal(1).scaleb(most.adjusted() - 1)
    top = (most / step).to_integral_value(ROUND_CEILING) * step
    labels = [money(top * row / _ROWS, currency) if not row % _LABELLED else "" for row in range(_ROWS, -1, -1)]
    margin = max(map(len, labels))
    field = _field(drawn, letters, top)
    lines = [
        f"{label:>{margin}} │{''.join(line)}".rstrip() for label, line in zip(labels, reversed(field), strict=True)
    ]
    lines.append(f"{'':>{margin}} └{'─' * _CELLS_A_VOLUME * len(drawn.volumes)}")
    lines.append(f"{'':>{margin}}  {_volume_labels(drawn.volumes)}")
    lines.append(f"{'':>{margin}}  calls a month ({_MORE}: more than {_TOGETHER} offers)")
    yield Drawing("A month at its high end, by volume", lines)
    rows = [(Cell(letter), Cell(names[quote])) for quote, letter in letters.items()]
    yield Table((Column("letter"), Column("is")), rows)


def _field(drawn: Sampled, letters: Mapping[str, str], top: Decimal) -> list[list[str]]:
    """The signs by row, from no money upwards, and by column."""
    field = [[""] * len(drawn.volumes) for _ in range(_ROWS + 1)]
    for quote, line in drawn.highs.items():
        for place, amount in enumerate(line):
            if amount is not None:
                field[max(int(amount * _ROWS / top + Decimal("0.5")), 0)][place] += letters[quote]
    return [[f"{sign if len(sign) <= _TOGETHER else _MORE:>{_CELLS_A_VOLUME}}" for sign in row] for row in field]


def _volume_labels(volumes: Sequence[Fraction]) -> str:
    """The figures under the axis, each ending where its letters stand."""
    width = _CELLS_A_VOLUME * _LABELLED
    return "".join(f"{round(volume):>{width},}" for volume in volumes[_LABELLED - 1 :: _LABELLED])
