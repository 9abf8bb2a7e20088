"""The rows of a log that were left out: by what is wrong with them, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.page import Cell, Column, Table
from callvet.report.phrases import counted, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.calls.rejects import BadRows


def left_out_tables(bad: BadRows, rows: int) -> Iterator[Table]:
    """A table of what is wrong with how many rows, with an example of each; nothing where none is left out.

    Args:
        bad: The rows that are left out.
        rows: All rows of the log. [rows]
    """
    if not bad.total:
        return
    reasons = [
        (
            Cell(reason),
            Cell(f"{count:,}"),
            Cell("; ".join(row.told for row in bad.examples.get(reason, ())[:1]) or "–", "dim"),
        )
        for reason, count in bad.counts.items()
    ]
    columns = (Column("left out"), Column("rows", right=True), Column("for example"))
    share = percent(bad.total / rows)
    yield Table(columns, reasons, f"{counted(bad.total, 'row')} of {rows:,} ({share}) are left out:")


def left_out_json(bad: BadRows) -> dict[str, object]:
    """The same for programs, with every example that was kept."""
    return {
        "rows": bad.total,
        "by_reason": dict(bad.counts),
        "examples": [
            {"reason": row.reason, "file": row.file, "line": row.line, "row": list(row.fields)}
            for some in bad.examples.values()
            for row in some
        ],
    }
