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


class Worked(NamedTuple):
    """Sessions by agent, and what was done in them; times are as the log writes them.

    Attributes:
        agents: Whose each is, by number.
        came_us: When the first contact of each came. [microseconds since 1970]
        begin_us: When the agent took the first. [microseconds since 1970]
        end_us: When the last one was done with. [microseconds since 1970]
        contacts: What the agent had in it. [contacts]
        busy_ms: Talk, hold and wrap-up of these. [milliseconds]
    """

    agents: Ints
    came_us: Ints
    begin_us: Ints
    end_us: Ints
    contacts: Ints
    busy_ms: Ints


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
    found = worked(log, shape, engine)
    came, begin, end = found.came_us, found.begin_us, found.end_us
    if not log.has_offset:
        came, begin, end = (utc_us(one, zone) for one in (came, begin, end))
    order = np.lexsort((came, end, begin))
    return Sessions(came[order] // _MINUTE_US, begin[order], end[order])


def utc_us(local_us: Ints, zone: str) -> Ints:
    """Times by a clock as those of UTC. [microseconds since 1970]"""
    minutes = local_us // _MINUTE_US
    return local_us + (utc_minutes(minutes, zone)[0] - minutes) * _MINUTE_US


def worked(log: Log, shape: Shape, engine: Engine, only: str = "") -> Worked:
    """All sessions of a log, by agent.

    Args:
        log: Which has the column ``agent``.
        shape: What is read of every row.
        engine: What reads it.
        only: A further condition on rows; empty takes all that an agent had.

    Raises:
        LogError: It cannot be read.
    """
    names = ("agent", "came", "begins", "ends", "contacts", "busy")
    with reading(log.path):
        found = engine.execute(_stretches_sql(log, shape, only)).fetchnumpy()
    agents, came, begins, ends, contacts, busy = (np.asarray(found[name], np.int64) for name in names)
    if not len(agents):
        return Worked(agents, came, begins, ends, contacts, busy)
    stretches = begins // (REST_HOURS * _HOUR_US)
    order = np.argsort(agents * (int(stretches.max()) + 1) + stretches)
    agents, came, begins, ends, contacts, busy = (one[order] for one in (agents, came, begins, ends, contacts, busy))
    first = first_of_sessions(agents, begins, ends)
    return Worked(
        agents[first], np.minimum.reduceat(came, first), begins[first], np.maximum.reduceat(ends, first),
        np.add.reduceat(contacts, first), np.add.reduceat(busy, first),
    )  # fmt: skip


def first_of_sessions(agents: Ints, begins: Ints, ends: Ints) -> Ints:
    """Where sessions begin: at an agent's first call, and at those after a rest from all that came before.

    Args:
        agents: Whose each call is, by number; one agent's stand together.
        begins: When the calls were taken, in order for each agent. [microseconds since 1970]
        ends: When they were done with; a call may end after the next one. [microseconds since 1970]
    """
    is_first = np.diff(agents, prepend=agents[0] - 1) != 0
    by_end = np.argsort(ends)
    place = np.empty_like(by_end)
    place[by_end] = np.arange(len(ends))
    apart = np.cumsum(is_first) * len(ends)  # each agent's places lie above those of the one before
    latest = ends[by_end[np.maximum.accumulate(place + apart) - apart]]
    is_first[1:] |= begins[1:] - latest[:-1] > REST_HOURS * _HOUR_US
    return np.flatnonzero(is_first)


def _stretches_sql(log: Log, shape: Shape, only: str) -> str:
    """The query: an agent's calls, together by the six hours in which they were taken, which hold no rest."""
    before, on_it = ([part for part in some if part in shape.parts] for some in (_BEFORE, _ON_IT))
    begins, handle = f"start_us + ({' + '.join(before) or '0'}) * 1000", f"({' + '.join(on_it)})"
    return (
        f"WITH taken AS (SELECT a_agent, start_us, {begins} AS begins, {handle} AS handle "
        f"FROM ({rows_sql(log, shape, also=['agent'])}) AS calls "
        f"WHERE key >= 0 AND answered AND coalesce(trim(a_agent), '') <> ''{f' AND {only}' if only else ''}), "
        "stretches AS (SELECT a_agent, min(start_us) AS came, min(begins) AS begins, "
        "max(begins + handle * 1000) AS ends, count(*) AS contacts, "
        f"CAST(sum(handle) AS BIGINT) AS busy FROM taken GROUP BY a_agent, begins // {REST_HOURS * _HOUR_US}), "
        "agents AS (SELECT a_agent, row_number() OVER (ORDER BY a_agent) AS agent "
        "FROM (SELECT DISTINCT a_agent FROM stretches) AS names) "
        "SELECT agent, came, begins, ends, contacts, busy "
        "FROM stretches JOIN agents ON stretches.a_agent = agents.a_agent"
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
