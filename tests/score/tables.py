"""Tables of scores for tests of what asks how sure a ranking is."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from callvet.score.matrix import Matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

Rows = tuple[tuple[float, ...], ...]


def table(
    low: Sequence[Sequence[float]], high: Sequence[Sequence[float]] = (), weights: Sequence[float] = ()
) -> Matrix:
    """Vendors a, b, c by criteria c0, c1; without high ends nothing is open, without weights all weigh the same."""
    criteria = len(low[0])
    return Matrix(
        tuple(ascii_lowercase[: len(low)]),
        tuple(f"c{number}" for number in range(criteria)),
        tuple(weights) or (1 / criteria,) * criteria,
        tuple(map(tuple, low)),
        tuple(map(tuple, high or low)),
    )


@st.composite
def tables(draw: st.DrawFn, most_vendors: int = 6, most_criteria: int = 5, *, known: bool = False) -> Matrix:
    """Tables of whole points, the first vendor the best of what is shown; open where two ends differ."""
    vendors, criteria = draw(st.integers(2, most_vendors)), draw(st.integers(2, most_criteria))
    points = st.integers(0, 100).map(float)
    rows = [[draw(points) for _ in range(criteria)] for _ in range(vendors)]
    raised = [[draw(points) if not known and draw(st.booleans()) else 0.0 for _ in range(criteria)] for _ in rows]
    stakes = [draw(st.integers(1, 20)) for _ in range(criteria)]
    weights = [stake / sum(stakes) for stake in stakes]
    order = sorted(range(vendors), key=lambda one: -score(weights, rows[one]))
    best = [[max(ends) for ends in zip(rows[one], raised[one], strict=True)] for one in order]
    return table([rows[one] for one in order], best, weights)


def score(weights: Sequence[float], row: Sequence[float]) -> float:
    """The weighted sum. [points]"""
    return sum(weight * points for weight, points in zip(weights, row, strict=True))
