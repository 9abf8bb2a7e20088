"""One pass over a log: whole sums of time and calls, by slot and kind, for all quotes at once.

The query groups calls by their slot and kind and asks no calendar; hours, holidays, billing cycles and conditions are
held against the sums. So each clock costs one sum for each call, and everything else nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from callvet.calls.clock import billed_sql, counted_sql, short_sql, units_sql
from callvet.calls.columns import LogError
from callvet.calls.log import reading
from callvet.calls.rejected import forget_rejected, rejected_counts
from callvet.calls.rows import BAD_ROWS, rows_sql

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.calls.clock import ClockSpec
    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.calls.plan import Plan
    from callvet.calls.rows import Shape
    from callvet.calls.slots import Flags, Ints

_LARGEST: Final = 2**63 - 1


class Sums(NamedTuple):
    """What one pass found: a row for each slot and kind of contacts.

    Attributes:
        shape: What was read.
        slots: The slot of each row, counted from 1970. [slots]
        kinds: Its kind.
        calls: Its contacts. [contacts]
        parts: The time of each part. [milliseconds]
        billed: By clock, what contacts are billed. [milliseconds]
        charged: By clock, how many are billed at all. [contacts]
        short: By clock with free calls, what its short calls are billed, and how many there are. [milliseconds],
            [contacts]
        capped: Wrap-up up to each bound. [milliseconds]
    """

    shape: Shape
    slots: Ints
    kinds: Ints
    calls: Ints
    parts: Mapping[str, Ints]
    billed: Mapping[ClockSpec, Ints]
    charged: Mapping[ClockSpec, Ints]
    short: Mapping[ClockSpec, tuple[Ints, Ints]]
    capped: Mapping[int, Ints]

    def only(self, rows: Ints) -> Sums:
        """Some of the rows."""
        return self._replace(
            slots=self.slots[rows],
            kinds=self.kinds[rows],
            calls=self.calls[rows],
            parts={name: one[rows] for name, one in self.parts.items()},
            billed={clock: one[rows] for clock, one in self.billed.items()},
            charged={clock: one[rows] for clock, one in self.charged.items()},
            short={clock: (time[rows], calls[rows]) for clock, (time, calls) in self.short.items()},
            capped={cap: one[rows] for cap, one in self.capped.items()},
        )

    def which(self, name: str) -> Ints:
        """Which of a dimension's values each row has; 0 where it is not told."""
        place = self.shape.place_of(name)
        return np.zeros_like(self.kinds) if place is None else self.kinds // place[0] % place[1]

    def has(self, name: str, value: int) -> Flags:
        """Which rows have a value of a dimension."""
        return np.asarray(self.which(name) == value, np.bool_)


class Metered(NamedTuple):
    """A log, metered.

    Attributes:
        sums: Of its sound rows.
        bad: How many rows are bad, by what is wrong with them. [rows]
    """

    sums: Sums
    bad: Mapping[int, int]


def meter(log: Log, plan: Plan, engine: Engine) -> Metered:
    """Sum up a log.

    Args:
        log: Which.
        plan: What is summed.
        engine: What reads it.

    Raises:
        LogError: The log is damaged, or so long that its sums would not be exact.
    """
    query, names = metering_sql(log, plan)
    with reading(log.path):
        forget_rejected(log, engine)
        found = engine.execute(query).fetchnumpy()
        rejected = rejected_counts(log, engine)
    columns = {name: np.asarray(found[name], np.int64) for name in ("key", "calls", *names.values())}
    keys = columns["key"]
    bad = {number: int(columns["calls"][keys == -number].sum()) for number in BAD_ROWS if (keys == -number).any()}
    for number, count in rejected.items():
        bad[number] = bad.get(number, 0) + count
    sound = np.flatnonzero(keys >= 0)
    _expect_exact(log, plan, int(columns["calls"].sum()))
    sums = _sums(plan, {name: column[sound] for name, column in columns.items()}, names)
    return Metered(sums, dict(sorted(bad.items())))


def metering_sql(log: Log, plan: Plan) -> tuple[str, Mapping[tuple[str, object], str]]:
    """The query, and how its sums are called, by what they are and of what; what is billed is in units of its clock."""
    sums: dict[tuple[str, object], str] = {("part", part): part for part in plan.shape.parts}
    sums |= {("capped", cap): f"least(wrap, {cap})" for cap in plan.wrap_caps}
    for clock in plan.clocks:
        sums["billed", clock] = units_sql(clock)
        if not clock.needs_an_agent:
            sums["charged", clock] = f"CAST({counted_sql(clock)} > 0 AS INTEGER)"
        if clock.free_under_ms is not None and clock.parts:
            sums["short_time", clock] = f"CASE WHEN {short_sql(clock)} THEN {billed_sql(clock)} ELSE 0 END"
            sums["short_calls", clock] = f"CAST({short_sql(clock)} AS INTEGER)"
    names = {what: f"s{number}" for number, what in enumerate(sums)}
    columns = ", ".join(f"CAST(coalesce(sum({sql}), 0) AS BIGINT) AS {names[what]}" for what, sql in sums.items())
    return f"SELECT key, count(*) AS calls, {columns} FROM ({rows_sql(log, plan.shape)}) AS metered GROUP BY key", names


def _sums(plan: Plan, columns: Mapping[str, Ints], names: Mapping[tuple[str, object], str]) -> Sums:
    """The sums by what they are."""
    keys, kinds = columns["key"], plan.shape.kinds
    answered_place = plan.shape.place_of("answered") or (1, 2)
    answered = keys % kinds // answered_place[0] % answered_place[1] * columns["calls"]

    def of(what: str, which: object) -> Ints | None:
        return columns[names[what, which]] if (what, which) in names else None

    zero = np.zeros_like(keys)
    short = {}
    for clock in plan.clocks:
        times, calls = of("short_time", clock), of("short_calls", clock)
        if times is not None and calls is not None:
            short[clock] = times, calls
    return Sums(
        shape=plan.shape,
        slots=keys // kinds,
        kinds=keys % kinds,
        calls=columns["calls"],
        parts={part: columns[names["part", part]] for part in plan.shape.parts},
        billed={
            clock: columns[names["billed", clock]] * clock.unit_ms if clock.parts else zero for clock in plan.clocks
        },
        charged={clock: answered if (one := of("charged", clock)) is None else one for clock in plan.clocks},
        short=short,
        capped={cap: columns[names["capped", cap]] for cap in plan.wrap_caps},
    )


def _expect_exact(log: Log, plan: Plan, calls: int) -> None:
    """Refuse a log whose sums may pass what 64 bits hold: more than ten billion calls of a day each.

    Raises:
        LogError: They may.
    """
    longest = max((clock.longest_ms for clock in plan.clocks), default=0) + 7 * 86_400_000
    if calls * longest > _LARGEST:
        message = f"{log.path}: {calls:,} calls are too many for exact sums; bill it in parts, by --from and --to"
        raise LogError(message)
