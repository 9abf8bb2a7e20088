"""How a call says that a log is to be read: its columns, its clock, the days, and what may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction
    from pathlib import Path


class LogWishes(NamedTuple):
    """How a log is read.

    Attributes:
        columns: The log's own names of columns, by their names here; they go before those of its ``log.yaml``.
        timezone: IANA name of its clock, where starts have no offset; None is that of ``log.yaml``, else of the needs.
        first_day: Calls before it are left out.
        last_day: Calls after it are left out.
        start: First day of the contract; None takes the log's first month for its first.
        no_repeats: Whether rows that repeat another are left out.
        rejects: A file for the rows that are left out.
        most_rejects: The most rows that may be left out, or their share; None is any number. [rows]
        most_rejected_share: The same as a share. [share of rows]
        by_sessions: Whether agents' hours are those that the log shows, in place of what its arrivals take.
    """

    columns: tuple[tuple[str, str], ...] = ()
    timezone: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    start: date | None = None
    no_repeats: bool = False
    rejects: Path | None = None
    most_rejects: int | None = None
    most_rejected_share: Fraction | None = None
    by_sessions: bool = False
