"""Figures, hours and marks as a contract writes them."""

from __future__ import annotations

from callvet.report.clauses.phrasing import enumerated


def test_items_go_on_after_the_last_letter() -> None:
    assert enumerated(["one"]) == "one"
    assert enumerated(["one", "two"]) == "(a) one; (b) two"
    marks = [item.split()[0] for item in enumerated(["x"] * 800).split("; ")]
    told = [marks[place] for place in (0, 25, 26, 51, 52, 701, 702)]
    assert told == ["(a)", "(z)", "(aa)", "(az)", "(ba)", "(zz)", "(aaa)"]
    assert len(set(marks)) == 800
