"""A ranking as a table of ranges."""

from __future__ import annotations

from math import fsum
from pathlib import Path

from callvet.evaluation.ranking import rank_vendors
from callvet.score.matrix import matrix_of

VENDORS = Path(__file__).parents[2] / "examples" / "print-shop" / "vendors"


def test_weighted_rows_of_the_table_are_the_scores_of_the_eligible() -> None:
    ranking = rank_vendors([VENDORS]).ranking
    table = matrix_of(ranking)
    assert table.vendors == tuple(entry.subject.id for entry in ranking.eligible)
    for entry, low, high in zip(ranking.eligible, table.low, table.high, strict=True):
        assert abs(fsum(w * s for w, s in zip(table.weights, low, strict=True)) - entry.score) < 1e-9
        assert abs(fsum(w * s for w, s in zip(table.weights, high, strict=True)) - entry.high) < 1e-9
