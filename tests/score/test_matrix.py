"""A ranking as a table of ranges."""

from __future__ import annotations

from math import fsum
from pathlib import Path

from callvet.evaluation.ranking import rank_vendors
from callvet.score.matrix import drawn_matrix_of, matrix_of

VENDORS = Path(__file__).parents[2] / "examples" / "print-shop" / "vendors"


def test_weighted_rows_of_the_table_are_the_scores_of_the_eligible() -> None:
    ranking = rank_vendors([VENDORS]).ranking
    table = matrix_of(ranking)
    assert table.vendors == tuple(entry.subject.id for entry in ranking.eligible)
    for entry, low, high in zip(ranking.eligible, table.low, table.high, strict=True):
        assert abs(fsum(w * s for w, s in zip(table.weights, low, strict=True)) - entry.score) < 1e-9
        assert abs(fsum(w * s for w, s in zip(table.weights, high, strict=True)) - entry.high) < 1e-9


def test_where_people_differ_the_drawn_table_is_wider_and_elsewhere_the_same() -> None:
    """Of Cordillera's courtesy and the like, two people think differently; of its location nobody is asked."""
    ranking = rank_vendors([VENDORS]).ranking
    shown, drawn = matrix_of(ranking), drawn_matrix_of(ranking)
    assert (drawn.vendors, drawn.criteria, drawn.weights) == (shown.vendors, shown.criteria, shown.weights)
    attitude, location = (shown.criteria.index(name) for name in ("attitude", "location"))
    vendor = shown.vendors.index("cordillera")
    assert drawn.low[vendor][attitude] < shown.low[vendor][attitude]
    assert drawn.high[vendor][attitude] > shown.high[vendor][attitude]
    assert (drawn.low[vendor][location], drawn.high[vendor][location]) == (
        shown.low[vendor][location],
        shown.high[vendor][location],
    )
