"""Agents' hours as the log shows them: from the first call of an agent in a day to the end of the last one.

That is time logged in, as far as a log knows it: an agent who waits before the first call, or after the last, is not
seen. Breaks within a session are in it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.columns import LogError
from callvet.calls.log import reading
from callvet.calls.rows import MICROS, rows_sql
from callvet.demand.metering import Staffed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.calls.rows import Shape

_DAY_US: Final = 86_400 * MICROS
_HOUR_US: Final = 3_600 * MICROS


class Session(NamedTuple):
    """One agent's day.

    Attributes:
        start_us: When the first call began. [microseconds since 1970, as starts are written]
        end_us: When the last one ended. [microseconds]
    """

    start_us: int
    end_us: int

    @property
    def day(self) -> int:
        """Its day, counted from 1970-01-01 by the log's clock. [days]"""
        return self.start_us // _DAY_US


def find_sessions(log: Log, shape: Shape, engine: Engine, ahead_us: int = 0) -> tuple[Session, ...]:
    """All sessions of a log.

    Args:
        log: Which has the column ``agent``.
        shape: What is read of every row.
        engine: What reads it.
        ahead_us: By how much the log's clock is ahead of its starts, where those are of UTC. [microseconds]

    Raises:
        LogError: The log has no agents, or cannot be read.
    """
    if "agent" not in log.columns.own:
        message = (
            f"{log.path}: --hours sessions needs to know who took a call; name that column with --columns agent=NAME"
        )
        raise LogError(message)
    start = f"(start_us + {ahead_us})"
    length = " + ".join(shape.parts)
    query = (
        f"SELECT min({start}) AS first, max({start} + ({length}) * 1000) AS last "
        f"FROM ({rows_sql(log, shape, also=['agent'])}) AS calls WHERE key >= 0 AND answered "
        f"AND coalesce(trim(a_agent), '') <> '' GROUP BY a_agent, {start} // {_DAY_US} ORDER BY first, last"
    )
    with reading(log.path):
        return tuple(Session(int(first), int(last)) for first, last in engine.execute(query).fetchall())


def staffed_by(
    sessions: Sequence[Session], handling_hours: Fraction, in_shift: Fraction, out_of_shift: Fraction
) -> Staffed:
    """The agents' time of some sessions.

    Args:
        sessions: Of a cycle.
        handling_hours: On contacts. [hours]
        in_shift: Breaks and coaching. [share of logged-in time]
        out_of_shift: Leave and sickness. [share of paid time]
    """
    logged_in = Fraction(sum(one.end_us - one.start_us for one in sessions), _HOUR_US)
    return Staffed(
        handling_hours=handling_hours,
        productive_hours=max(logged_in * (1 - in_shift), handling_hours),
        logged_in_hours=logged_in,
        paid_hours=logged_in / (1 - out_of_shift),
        positions=_most_at_once(sessions),
    )


def _most_at_once(sessions: Sequence[Session]) -> int:
    """The most agents that are there at one time. [count]"""
    changes = sorted([(one.start_us, 1) for one in sessions] + [(one.end_us, -1) for one in sessions])
    here = most = 0
    for _, change in changes:
        here += change
        most = max(most, here)
    return most
