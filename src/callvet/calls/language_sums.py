"""How many calls came in each language, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.calls.log import reading
from callvet.calls.rows import rows_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from callvet.calls.log import Log
    from callvet.calls.rows import Shape


def language_counts(log: Log, shape: Shape, engine: DuckDBPyConnection) -> dict[str, int]:
    """Answered calls by phone that came in, by what stands in the column for their language. [calls]

    Args:
        log: Which; it has languages.
        shape: What is read of every row.
        engine: What reads it.

    Raises:
        LogError: The log is damaged.
    """
    places = [place for name in ("channel", "direction") if (place := shape.place_of(name))]
    kept = ["key >= 0", "answered", *(f"key // {below} % {count} = 0" for below, count in places)]
    query = (
        "SELECT trim(coalesce(a_language, '')) AS language, count(*) AS calls FROM "
        f"({rows_sql(log, shape, also=('language',))}) AS r WHERE {' AND '.join(kept)} "
        "GROUP BY language ORDER BY calls DESC, language"
    )
    with reading(log.path):
        return {str(name): int(calls) for name, calls in engine.execute(query).fetchall()}
