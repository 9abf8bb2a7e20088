"""Two further passes over a log, made only where it has the column: who called again, and how busy agents were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from callvet.calls.log import reading
from callvet.calls.rows import MICROS, rows_sql
from callvet.calls.sessions import utc_us, worked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from callvet.calls.log import Log
    from callvet.calls.rows import Shape
    from callvet.calls.slots import Ints
    from callvet.calls.vital_sums import SignSums

_DAY_US: Final = 86_400 * MICROS


class CustomerSums(NamedTuple):
    """What a pass by customer found, by slot.

    Attributes:
        slots: The slot of each row.
        named: Contacts of a customer that is known, before which the whole time can be seen. [contacts]
        repeats: Those within the days after another of the same customer. [contacts]
        issues: Those that are no repeat, and after which the whole time can be seen, too. [issues]
        single: Issues that no repeat follows. [issues]
    """

    slots: Ints
    named: Ints
    repeats: Ints
    issues: Ints
    single: Ints


def customer_sums(log: Log, sums: SignSums, days: int, engine: DuckDBPyConnection) -> CustomerSums:
    """Who called again: answered contacts that came in, by customer.

    Args:
        log: Which; it has customers.
        sums: What the first pass found.
        days: A further contact within these is a repeat. [days]
        engine: What reads it.

    Raises:
        LogError: The log is damaged.
    """
    span, shape, (begin, end) = days * _DAY_US, sums.spec.shape, sums.bounds_us
    came_in = "" if (place := shape.place_of("direction")) is None else f" AND key // {place[0]} % {place[1]} = 0"
    first, again = f"(before IS NULL OR before > {span})", f"(after IS NOT NULL AND after <= {span})"
    before_seen = f"start_us >= {begin + span}"
    seen = f"{before_seen} AND start_us <= {end - span}"
    query = (
        f"SELECT slot, count(*) FILTER ({before_seen}) AS named, "
        f"count(*) FILTER ({before_seen} AND NOT {first}) AS repeats, "
        f"count(*) FILTER ({first} AND {seen}) AS issues, "
        f"count(*) FILTER ({first} AND {seen} AND NOT {again}) AS single "
        "FROM (SELECT slot, start_us, start_us - lag(start_us) OVER w AS before, lead(start_us) OVER w - start_us "
        f"AS after FROM ({rows_sql(log, shape, also=('customer',))}) AS r WHERE key >= 0 AND answered{came_in} "
        "AND trim(coalesce(a_customer, '')) <> '' WINDOW w AS (PARTITION BY a_customer ORDER BY start_us)) AS c "
        "GROUP BY slot"
    )
    with reading(log.path):
        found = engine.execute(query).fetchnumpy()
    return CustomerSums(*(np.asarray(found[name], np.int64) for name in ("slot", *CustomerSums._fields[1:])))


class AgentSums(NamedTuple):
    """What a pass by agent found, by session.

    Attributes:
        days: The day on which each session began, counted from 1970-01-01.
        agent_days: 1 for the first of an agent on a day, else 0. [agents]
        busy_ms: Time on contacts, in a session of two or more; else 0. [milliseconds]
        span_ms: How long such a session was. [milliseconds]
    """

    days: Ints
    agent_days: Ints
    busy_ms: Ints
    span_ms: Ints


class Known(NamedTuple):
    """What is known of a log's slots before agents are looked at.

    Attributes:
        zone: IANA name of the log's clock.
        slots: Each once, in order.
        days: The day of each on that clock, counted from 1970-01-01.
        left_out: Slots whose rows are left out.
    """

    zone: str
    slots: Ints
    days: Ints
    left_out: Sequence[int]


def agent_sums(log: Log, shape: Shape, known: Known, engine: DuckDBPyConnection) -> AgentSums:
    """How busy agents are in their sessions (``calls.sessions``), by the day on which the first call of each came.

    Args:
        log: Which; it has agents.
        shape: What is read of every row.
        known: Of its slots.
        engine: What reads it.

    Raises:
        LogError: The log is damaged.
    """
    phone = "TRUE" if (place := shape.place_of("channel")) is None else f"key // {place[0]} % {place[1]} = 0"
    without = f" AND slot NOT IN ({', '.join(map(str, known.left_out))})" if known.left_out else ""
    found = worked(log, shape, engine, phone + without)
    came = found.came_us // (shape.slot_minutes * 60 * MICROS)
    days = known.days[np.searchsorted(known.slots, came)]
    is_first = np.zeros(len(days), np.int64)
    if len(days):
        is_first[np.unique(found.agents * (int(days.max()) + 1) + days, return_index=True)[1]] = 1
    begin, end = found.begin_us, found.end_us
    if not log.has_offset:
        begin, end = (utc_us(one, known.zone) for one in (begin, end))
    span = np.where(found.contacts > 1, (end - begin) // 1000, 0)
    return AgentSums(days, is_first, np.minimum(found.busy_ms, span), span)
