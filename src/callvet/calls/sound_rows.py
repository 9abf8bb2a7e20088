"""How many rows of a log can be billed where so much is read of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.calls.log import reading
from callvet.calls.rows import rows_sql

if TYPE_CHECKING:
    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.calls.rows import Shape


def sound_rows(log: Log, shape: Shape, engine: Engine) -> int:
    """So many rows have nothing wrong with them. [rows]

    Args:
        log: In which they are.
        shape: What is read of every row.
        engine: What reads it.

    Raises:
        LogError: The log cannot be read.
    """
    with reading(log.path):
        found = engine.execute(f"SELECT count(*) FROM ({rows_sql(log, shape)}) AS r WHERE key >= 0").fetchall()
    return int(found[0][0])
