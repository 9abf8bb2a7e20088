"""Short calls that are free: the first of every cycle, in the order in which they began.

Whole slots are taken from the sums as long as they fit; only the calls of the one slot of a cycle in which the free
ones run out are looked at one by one. Of calls that began in the same moment, the one that is billed least comes first.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callvet.calls.clock import billed_sql, short_sql
from callvet.calls.log import reading
from callvet.calls.rows import rows_sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.calls.clock import ClockSpec
    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.calls.metering import Sums
    from callvet.calls.slots import Flags, Ints
    from callvet.model.charge import Charge


class ShortCalls(NamedTuple):
    """Where short calls are looked for.

    Attributes:
        log: In which they are.
        engine: What reads it.
        sums: Of the log.
        cycle_of: Which cycle each row of the sums is in.
    """

    log: Log
    engine: Engine
    sums: Sums
    cycle_of: Ints

    def free(self, clock: ClockSpec, charge: Charge, mask: Flags) -> tuple[Ints, Ints]:
        """What is free, by row: what it would be billed, and how many calls it is. [milliseconds], [contacts]

        Args:
            clock: Of the charge.
            charge: It says how many are free.
            mask: The rows that it counts.
        """
        times, calls = (np.where(mask, one, 0) for one in self.sums.short[clock])
        bound = charge.clock.free_calls.per_cycle if charge.clock and charge.clock.free_calls else None
        if bound is None:
            return times, calls
        share = Fraction(1) if charge.share_of_calls is None else Fraction(charge.share_of_calls)
        quota = ceil(bound / share) if share else 0
        order = np.argsort(self.sums.slots, kind="stable")
        left: list[tuple[Ints, int]] = []
        for cycle in np.unique(self.cycle_of):
            rows = order[self.cycle_of[order] == cycle]
            left += _run_out(rows, self.sums.slots, calls, times, quota)
        shared = self._calls_of(clock, [int(self.sums.slots[rows[0]]) for rows, _ in left]) if left else {}
        for rows, quota_left in left:
            self._share_out(shared.get(int(self.sums.slots[rows[0]]), ()), rows, quota_left, times, calls)
        return times, calls

    def _share_out(self, found: Sequence[tuple[int, int]], rows: Ints, quota: int, times: Ints, calls: Ints) -> None:
        """Let the first short calls of a slot be free, the others not."""
        by_key = {int(self.sums.slots[row] * self.sums.shape.kinds + self.sums.kinds[row]): int(row) for row in rows}
        for key, billed in found:
            if quota and key in by_key:
                times[by_key[key]] += billed
                calls[by_key[key]] += 1
                quota -= 1

    def _calls_of(self, clock: ClockSpec, slots: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
        """The short calls of some slots in their order, by slot: key, and what they are billed; in one reading."""
        query = (
            f"SELECT slot, key, {billed_sql(clock)} AS billed FROM ({rows_sql(self.log, self.sums.shape)}) AS calls "
            f"WHERE key >= 0 AND slot IN ({', '.join(map(str, slots))}) AND {short_sql(clock)} "
            "ORDER BY start_us, billed, key"
        )
        found = defaultdict(list)
        with reading(self.log.path):
            for slot, key, billed in self.engine.execute(query).fetchall():
                found[int(slot)].append((int(key), int(billed)))
        return found


def _run_out(rows: Ints, slots: Ints, calls: Ints, times: Ints, quota: int) -> list[tuple[Ints, int]]:
    """Take away what is beyond the free calls of a cycle, but for the slot in which they run out.

    Returns:
        That slot's rows, emptied, and how many free calls are left for them; nothing where none has to be shared.
    """
    used = np.cumsum(calls[rows])
    if not len(rows) or used[-1] <= quota:
        return []
    first_over = int(np.searchsorted(used, quota, side="right"))
    slot = slots[rows[first_over]]
    within = slots[rows] == slot
    before = int(calls[rows[slots[rows] < slot]].sum())
    beyond = slots[rows] >= slot
    calls[rows[beyond]] = 0
    times[rows[beyond]] = 0
    return [(rows[within], quota - before)]
