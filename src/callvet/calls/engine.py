"""What answers queries on a log: DuckDB in this process, or a Spark cluster that is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Found(Protocol):
    """The answer to a query."""

    def fetchall(self) -> list[Any]:
        """All its rows."""

    def fetchmany(self, size: int, /) -> list[Any]:
        """The next rows, at most so many."""

    def fetchnumpy(self) -> dict[str, NDArray[Any] | np.ma.MaskedArray[Any, Any]]:
        """All its columns, by their names."""


class Engine(Protocol):
    """What answers queries. They are written in DuckDB's SQL; Spark has them translated (``calls.spark``)."""

    def execute(self, query: str, parameters: Any = ..., /) -> Found:
        """Ask, and wait for the answer."""

    def query_progress(self) -> float:
        """How much of what is asked is done; below 0 where that is not known. [per cent]"""
