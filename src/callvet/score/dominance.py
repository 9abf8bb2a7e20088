"""Vendors that another beats on every criterion, so that no weights can put them before it.

Source: Keeney & Raiffa, Decisions with Multiple Objectives, 1976: dominance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.score.matrix import Matrix


def dominated_by(matrix: Matrix) -> tuple[tuple[int, ...], ...]:
    """Of each vendor, those that beat it on every criterion, whatever the open answers are.

    Returns:
        Positions of vendors whose worst is nowhere under the other's best, and somewhere over it.
    """
    rows = range(len(matrix.vendors))
    return tuple(tuple(other for other in rows if _beats(matrix.low[other], matrix.high[one])) for one in rows)


def _beats(worst: Sequence[float], best: Sequence[float]) -> bool:
    """Whether one vendor's worst beats another's best."""
    pairs = list(zip(worst, best, strict=True))
    return all(low >= high for low, high in pairs) and any(low > high for low, high in pairs)
