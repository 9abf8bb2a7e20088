"""Two further passes over a log, made only where it has the column: who called again, and how busy agents were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from callvet.calls.log import reading
from callvet.calls.rows import MICROS, rows_sql
from callvet.calls.vital_sums import handle_sql, wait_sql

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
    """What a pass by agent found, by day of the log's clock.

    Attributes:
        days: The day of each row, counted from 1970-01-01.
        agent_days: Agents with any contact. [agents]
        busy_ms: Time on contacts of those with two or more. [milliseconds]
        span_ms: From the beginning of their first to the end of their last. [milliseconds]
    """

    days: Ints
    agent_days: Ints
    busy_ms: Ints
    span_ms: Ints


def agent_sums(
    log: Log, shape: Shape, offsets: Sequence[tuple[int, int]], left_out: Sequence[int], engine: DuckDBPyConnection
) -> AgentSums:
    """How busy agents are between their first and their last contact of a day.

    Args:
        log: Which; it has agents.
        shape: What is read of every row.
        offsets: From which slot on a clock is how far ahead of starts as they are written. [minutes]
        left_out: Slots whose rows are left out.
        engine: What reads it.

    Raises:
        LogError: The log is damaged.
    """
    cases = " ".join(f"WHEN slot >= {slot} THEN {ahead}" for slot, ahead in reversed(offsets))
    ahead = f"CASE {cases} ELSE 0 END" if cases else "0"
    without = f" AND slot NOT IN ({', '.join(map(str, left_out))})" if left_out else ""
    phone = "" if (place := shape.place_of("channel")) is None else f" AND key // {place[0]} % {place[1]} = 0"
    ivr = "ivr" if "ivr" in shape.parts else "0"
    query = (
        "SELECT day, count(*) AS agent_days, "
        "CAST(coalesce(sum(least(busy, span)) FILTER (n > 1), 0) AS BIGINT) AS busy_ms, "
        "CAST(coalesce(sum(span) FILTER (n > 1), 0) AS BIGINT) AS span_ms FROM "
        "(SELECT a_agent, day, count(*) AS n, sum(handle) AS busy, max(begins + handle) - min(begins) AS span FROM "
        f"(SELECT a_agent, (start_us + CAST({ahead} AS BIGINT) * {60 * MICROS}) // {_DAY_US} AS day, "
        f"start_us // 1000 + {ivr} + {wait_sql(shape)} AS begins, {handle_sql(shape)} AS handle "
        f"FROM ({rows_sql(log, shape, also=('agent',))}) AS r WHERE key >= 0 AND answered{phone}{without} "
        "AND trim(coalesce(a_agent, '')) <> '') AS c GROUP BY a_agent, day) AS d GROUP BY day ORDER BY day"
    )
    with reading(log.path):
        found = engine.execute(query).fetchnumpy()
    return AgentSums(*(np.asarray(found[name], np.int64) for name in ("day", *AgentSums._fields[1:])))
