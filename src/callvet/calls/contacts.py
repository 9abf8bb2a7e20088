"""What single contacts are counted, for bounds on what one contact's charges add up to.

Contacts that are alike in everything that any of the charges asks are one group, so that a log of millions has some
thousands of groups: calls are billed in whole steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callvet.calls.clock import billed_sql, short_sql
from callvet.calls.log import reading
from callvet.calls.plan import charges_of, clock_of, settled, whens_of
from callvet.calls.rows import rows_sql
from callvet.calls.spark import SparkEngine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.calls.calendar import QuoteCalendar
    from callvet.calls.clock import ClockSpec
    from callvet.calls.counting import LogUsage
    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.calls.slots import Flags, Ints
    from callvet.model.charge import Charge
    from callvet.model.quote import Quote


def grouped(quote: Quote, usage: LogUsage, log: Log, engine: Engine) -> tuple[LogUsage, Ints] | None:
    """The contacts of a log as groups alike: a row for one contact of each, and how many there are. [contacts]

    Args:
        quote: With bounds for each contact; None is answered where it has none.
        usage: What its charges are counted over.
        log: The log.
        engine: What reads it.

    Raises:
        LogError: The log cannot be read again.
    """
    capped = [one for charge in charges_of(quote) if charge.cap_per_contact is not None for one in settled(charge)]
    if not capped:
        return None
    timed = [one for one in capped if "minute" in one.per]
    clocks = tuple(dict.fromkeys(clock_of(one, usage.columns) for one in timed))
    bounded = {clock_of(one, usage.columns) for one in timed if _is_free_in_part(one)}
    cells, firsts = _cells(quote, usage.calendar)
    found = _read(log, usage, engine, {clock: _billed(clock, are_free=clock not in bounded) for clock in clocks}, cells)
    slot_of = firsts[found["cell"]]
    ones = np.ones_like(found["cell"])
    billed = {clock: found[f"b{number}"] for number, clock in enumerate(clocks)}
    sums = usage.sums._replace(
        slots=usage.sums.slots[:0],
        kinds=found["kind"],
        calls=ones,
        parts={},
        billed=billed,
        charged={clock: np.where(one > 0, ones, 0) for clock, one in billed.items()},
        short={},
        capped={},
    )
    alike = usage._replace(sums=sums, slot_of=slot_of, cycle_of=usage.calendar.cycle_of[slot_of], free=_none_free)
    return alike, found["n"]


def frees_some_of_bounded(quote: Quote) -> bool:
    """Whether some short calls of a cycle are free and others not, of contacts whose charges have a bound."""
    return any(charge.cap_per_contact is not None and _is_free_in_part(charge) for charge in charges_of(quote))


def _is_free_in_part(charge: Charge) -> bool:
    """Whether only so many short calls of a cycle are free."""
    free = charge.clock.free_calls if charge.clock else None
    return free is not None and free.per_cycle is not None


def _billed(clock: ClockSpec, *, are_free: bool) -> str:
    """What a call is billed, short ones nothing where all of them are free. [milliseconds]"""
    if clock.free_under_ms is None or not clock.parts or not are_free:
        return billed_sql(clock)
    return f"CASE WHEN {short_sql(clock)} THEN 0 ELSE {billed_sql(clock)} END"


def _cells(quote: Quote, calendar: QuoteCalendar) -> tuple[Ints, Ints]:
    """For each slot, which of the slots alike it is one of; and for each of those, the first slot of it."""
    columns: list[Ints] = [calendar.cycle_of]
    for when in whens_of([quote]):
        columns += [calendar.within(text).astype(np.int64) for text in (when.within, when.outside) if text]
        columns += [calendar.holiday(when.holiday).astype(np.int64)] if when.holiday else []
    _, firsts, cells = np.unique(np.column_stack(columns), axis=0, return_index=True, return_inverse=True)
    return cells.ravel(), firsts


def _read(log: Log, usage: LogUsage, engine: Engine, clocks: Mapping[ClockSpec, str], cells: Ints) -> dict[str, Ints]:
    """The groups: cell, kind, what one contact is billed by each clock, and how many there are."""
    slots = np.unique(usage.sums.slots)
    shape = usage.sums.shape
    billed = "".join(f", {sql} AS b{number}" for number, sql in enumerate(clocks.values()))
    query = (
        f"SELECT cell, key % {shape.kinds} AS kind{billed}, count(*) AS n FROM ({rows_sql(log, shape)}) AS calls "
        "JOIN cells USING (slot) WHERE key >= 0 GROUP BY ALL ORDER BY ALL"
    )
    with reading(log.path):
        _keep(engine, slots, cells)
        found = engine.execute(query).fetchnumpy()
    return {name: np.asarray(column, np.int64) for name, column in found.items()}


def _keep(engine: Engine, slots: Ints, cells: Ints) -> None:
    """Let queries name the cells of slots."""
    if isinstance(engine, SparkEngine):
        engine.keep("cells", {"slot": slots, "cell": cells})
        return
    table = "CREATE OR REPLACE TEMP TABLE cells AS SELECT unnest(CAST(? AS BIGINT[])) AS slot"
    engine.execute(f"{table}, unnest(CAST(? AS BIGINT[])) AS cell", [slots.tolist(), cells.tolist()])


def _none_free(clock: ClockSpec, charge: Charge, mask: Flags) -> tuple[Ints, Ints]:  # noqa: ARG001 - as others
    """No contact: where all short calls are free they are billed nothing; else order tells, which groups have not."""
    none = np.zeros(len(mask), np.int64)
    return none, none
