"""Agents' hours as the log shows them: from an agent's first call to the end of the last before a rest.

That is time logged in, as far as a log knows it: an agent who waits before the first call, or after the last, is not
seen. Breaks within a session are in it. A night that goes over midnight is one session, and not the whole of two days.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from callvet.calls.columns import LogError
from callvet.calls.log import reading
from callvet.calls.rows import MICROS, rows_sql
from callvet.calls.slots import local_minutes, utc_minutes
from callvet.demand.metering import Staffed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.calls.rows import Shape
    from callvet.calls.slots import Ints
    from callvet.model.charge import ClockPart

REST_HOURS: Final = 6
"""Who has no call for longer has gone home: less than lies between two shifts of anybody, for whom the law of the
European Union has 11 hours (directive 2003/88/EC, article 3), and more than an agent waits for a call. callvet's own.
[hours]"""
_BEFORE: Final[tuple[ClockPart, ...]] = ("ivr", "queue", "ring")
_ON_IT: Final[tuple[ClockPart, ...]] = ("talk", "hold", "wrap")
PARTS_OF_SESSIONS: Final = frozenset((*_BEFORE, *_ON_IT))
"""What is asked of every call to know when an agent had it."""
_MINUTE_US: Final = 60 * MICROS
_HOUR_US: Final = 60 * _MINUTE_US


class Sessions(NamedTuple):
    """Agents' sessions, in order.

    Attributes:
        came_utc: When the first contact of each came. [minutes since 1970]
        begin_us: When the agent took it. [microseconds since 1970, by UTC]
        end_us: When the last one was done with. [microseconds, alike]
    """

    came_utc: Ints
    begin_us: Ints
    end_us: Ints

    def between(self, zone: str, first: int, end: int) -> Sessions:
        """Those whose first contact came on some days of a clock.

        Args:
            zone: IANA name of the clock.
            first: The first day, counted from 1970-01-01.
            end: The day after the last.
        """
        days = local_minutes(self.came_utc, zone) // (24 * 60)
        among = (days >= first) & (days < end)
        return Sessions(*(one[among] for one in self))


def find_sessions(log: Log, shape: Shape, engine: Engine, zone: str) -> Sessions:
    """All sessions of a log.

    Args:
        log: Which has the column ``agent``.
        shape: What is read of every row.
        engine: What reads it.
        zone: IANA name of the log's clock.

    Raises:
        LogError: The log has no agents, or cannot be read.
    """
    if "agent" not in log.columns.own:
        message = (
            f"{log.path}: --hours sessions needs to know who took a call; name that column with --columns agent=NAME"
        )
        raise LogError(message)
    with reading(log.path):
        found = engine.execute(_sessions_sql(log, shape)).fetchnumpy()
    came, begin, end = (np.asarray(found[name], np.int64) for name in ("came", "begins", "ends"))
    if not log.has_offset:
        came, begin, end = (_utc(one, zone) for one in (came, begin, end))
    return Sessions(came // _MINUTE_US, begin, end)


def _utc(local_us: Ints, zone: str) -> Ints:
    """Times by a clock as those of UTC. [microseconds since 1970]"""
    minutes = local_us // _MINUTE_US
    return local_us + (utc_minutes(minutes, zone)[0] - minutes) * _MINUTE_US


def _sessions_sql(log: Log, shape: Shape) -> str:
    """The query; an agent's calls are put together by the hour first, which is less than a rest."""
    before, on_it = ([part for part in some if part in shape.parts] for some in (_BEFORE, _ON_IT))
    begins = f"start_us + ({' + '.join(before) or '0'}) * 1000"
    done = f"({' + '.join(on_it)}) * 1000"
    earlier = "PARTITION BY a_agent ORDER BY begins, hour ROWS BETWEEN UNBOUNDED PRECEDING AND"
    return (
        f"WITH taken AS (SELECT a_agent, start_us, {begins} AS begins, {begins} + {done} AS ends "
        f"FROM ({rows_sql(log, shape, also=['agent'])}) AS calls "
        "WHERE key >= 0 AND answered AND coalesce(trim(a_agent), '') <> ''), "
        f"hours AS (SELECT a_agent, start_us // {_HOUR_US} AS hour, min(start_us) AS came, min(begins) AS begins, "
        f"max(ends) AS ends FROM taken GROUP BY a_agent, start_us // {_HOUR_US}), "
        "marked AS (SELECT a_agent, hour, came, begins, ends, CASE WHEN begins - max(ends) OVER "
        f"({earlier} 1 PRECEDING) <= {REST_HOURS * _HOUR_US} THEN 0 ELSE 1 END AS is_first FROM hours), "
        f"numbered AS (SELECT a_agent, came, begins, ends, sum(is_first) OVER ({earlier} CURRENT ROW) AS session "
        "FROM marked) SELECT min(came) AS came, min(begins) AS begins, max(ends) AS ends "
        "FROM numbered GROUP BY a_agent, session ORDER BY begins, ends, came"
    )


def staffed_by(sessions: Sessions, handling_hours: Fraction, in_shift: Fraction, out_of_shift: Fraction) -> Staffed:
    """The agents' time of some sessions.

    Args:
        sessions: Of a cycle.
        handling_hours: On contacts. [hours]
        in_shift: Breaks and coaching. [share of logged-in time]
        out_of_shift: Leave and sickness. [share of paid time]
    """
    logged_in = Fraction(int((sessions.end_us - sessions.begin_us).sum()), _HOUR_US)
    return Staffed(
        handling_hours=handling_hours,
        productive_hours=max(logged_in * (1 - in_shift), handling_hours),
        logged_in_hours=logged_in,
        paid_hours=logged_in / (1 - out_of_shift),
        positions=_most_at_once(sessions.begin_us.tolist(), sessions.end_us.tolist()),
    )


def _most_at_once(begins: Sequence[int], ends: Sequence[int]) -> int:
    """The most agents that are there at one time. [count]"""
    changes = sorted([(one, 1) for one in begins] + [(one, -1) for one in ends])
    here = most = 0
    for _, change in changes:
        here += change
        most = max(most, here)
    return most
