"""The rows of a log that can be billed, and when they were."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from callvet.calls.calendar import Times, call_times
from callvet.calls.rows import AMBIGUOUS, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.calls.metering import Metered, Sums
    from callvet.calls.slots import Ints

_EPOCH: Final = date(1970, 1, 1)


class SoundCalls(NamedTuple):
    """Rows that can be billed.

    Attributes:
        sums: Theirs.
        times: Their slots, each once.
        slot_of: Which of the slots each row of the sums is in.
        bad: How many rows cannot be billed, by what is wrong with them. [rows]
        skipped: Slots that the local clock skipped.
        twice: Slots that it showed twice.
    """

    sums: Sums
    times: Times
    slot_of: Ints
    bad: Mapping[int, int]
    skipped: frozenset[int]
    twice: frozenset[int]

    @property
    def calls(self) -> int:
        """All of them. [contacts]"""
        return int(self.sums.calls.sum())

    @property
    def answered(self) -> int:
        """Those that an agent had. [contacts]"""
        return int(self.sums.calls[self.sums.has("answered", 1)].sum())

    @property
    def talk_ms(self) -> int:
        """Talk of all of them. [milliseconds]"""
        return int(self.sums.parts["talk"].sum())

    @property
    def rows(self) -> int:
        """All rows of the log, the bad ones too. [rows]"""
        return self.calls + sum(self.bad.values())

    def on(self, days: tuple[date, date], zone: str) -> SoundCalls:
        """Those of some days by a clock, from the first to the last."""
        first, last = ((one - _EPOCH).days for one in days)
        own = self.times.by(zone).days
        keep = (own >= first) & (own <= last)
        times = self.times
        kept = times._replace(slots=times.slots[keep], utc=times.utc[keep], local=times.local[keep])
        sums = self.sums.only(np.flatnonzero(keep[self.slot_of]))
        return self._replace(sums=sums, times=kept, slot_of=np.searchsorted(kept.slots, sums.slots))


def sound_calls(metered: Metered, zone: str, *, has_offset: bool) -> SoundCalls:
    """Leave out the rows whose local time the clock skipped, or showed twice, so that nobody knows when they were.

    Args:
        metered: The log.
        zone: IANA name of its clock.
        has_offset: Whether starts say their offset from UTC, so that there are no such rows.
    """
    found = call_times(metered.sums, zone, has_offset=has_offset)
    sums, times, bad = metered.sums, found.times, dict(metered.bad)
    slot_of = np.searchsorted(times.slots, sums.slots)
    for number, wrong in ((SKIPPED, found.skipped), (AMBIGUOUS, found.twice)):
        if rows := int(sums.calls[wrong[slot_of]].sum()):
            bad[number] = rows
    keep = ~(found.skipped | found.twice)
    sums = sums.only(np.flatnonzero(keep[slot_of]))
    kept = times._replace(slots=times.slots[keep], utc=times.utc[keep], local=times.local[keep])
    return SoundCalls(
        sums,
        kept,
        np.searchsorted(kept.slots, sums.slots),
        bad,
        frozenset(int(one) for one in times.slots[found.skipped]),
        frozenset(int(one) for one in times.slots[found.twice]),
    )
