"""Rows that are left out: how many of all, why, and one of each kind."""

from __future__ import annotations

from callvet.calls.rejects import BadRow, BadRows
from callvet.report.left_out import left_out_json, left_out_tables

BAD = BadRows(
    {"a time that cannot be": 2, "talk is no number": 1},
    {
        "a time that cannot be": (
            BadRow("a time that cannot be", "calls.csv", 3, ("2026-02-30", "55")),
            BadRow("a time that cannot be", "calls.csv", 9, ("soon", "55")),
        )
    },
)


def test_each_reason_has_its_count_and_the_first_row_of_it() -> None:
    (table,) = left_out_tables(BAD, 60)
    assert table.title == "3 rows of 60 (5%) are left out:"
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["a time that cannot be", "2", "calls.csv:3: 2026-02-30,55"],
        ["talk is no number", "1", "–"],
    ]


def test_where_no_row_is_left_out_there_is_nothing_to_tell() -> None:
    assert list(left_out_tables(BadRows({}, {}), 60)) == []


def test_programs_are_told_every_example_that_was_kept() -> None:
    told = left_out_json(BAD)
    assert (told["rows"], told["by_reason"]) == (3, dict(BAD.counts))
    assert told["examples"] == [
        {"reason": "a time that cannot be", "file": "calls.csv", "line": 3, "row": ["2026-02-30", "55"]},
        {"reason": "a time that cannot be", "file": "calls.csv", "line": 9, "row": ["soon", "55"]},
    ]
