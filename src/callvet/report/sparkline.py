"""A series drawn as text in one cell: a block for each value, from the lowest to the highest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_NOTHING: Final = "·"
_LONGEST: Final = 31
"""A longer series shows its last values. [values]"""


def sparkline(series: Sequence[float | None]) -> str:
    """The last values of a series; a dot stands for one that there is none of, and nothing is drawn of fewer than two.

    Args:
        series: In order of time.
    """
    last = series[-_LONGEST:]
    known = [value for value in last if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - one value is no line
        return ""
    low, high = min(known), max(known)
    return "".join(_NOTHING if value is None else _block(value, low, high) for value in last)


def _block(value: float, low: float, high: float) -> str:
    """The block of one value; the middle one where all are the same."""
    if high == low:
        return _BLOCKS[3]
    return _BLOCKS[round((value - low) / (high - low) * (len(_BLOCKS) - 1))]
