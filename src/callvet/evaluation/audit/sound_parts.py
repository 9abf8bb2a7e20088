"""Parts of a call's time by which other readings of a quote may be tried: those that spoil no call the quote bills.

A wait that cannot be right leaves a call out wherever waits are read. The quote that counts none bills that call, and
so must every reading that it is held against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.calls.columns import PARTS
from callvet.calls.sound_rows import sound_rows
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.calls.rows import Shape
    from callvet.evaluation.replaying import Replay
    from callvet.model.charge import ClockPart


def with_sound_parts(replay: Replay) -> tuple[Replay, tuple[str, ...]]:
    """A replay whose log has no parts by which calls would be left out that the quote bills.

    Args:
        replay: Of the quote that is audited.

    Returns:
        It, and what to tell of parts that were taken away.
    """
    own, narrow = replay.log.columns.own, replay.shape()
    extra = [part for part, name in PARTS.items() if name in own and part not in narrow.parts]
    bad = _bad(replay, narrow, extra) if extra else {}
    if not bad:
        return replay, ()
    columns = replay.log.columns._replace(own={name: one for name, one in own.items() if name not in bad})
    told = tuple(
        f"in {rows:,} of the rows that are billed {shown(own[name])} cannot be right; "
        "whether that time was billed is not tried"
        for name, rows in bad.items()
    )
    return replay._replace(log=replay.log._replace(columns=columns)), told


def _bad(replay: Replay, narrow: Shape, extra: Sequence[ClockPart]) -> dict[str, int]:
    """The columns by which rows would be left out, and how many. [rows]"""

    def sound(*parts: ClockPart) -> int:
        return sound_rows(replay.log, narrow._replace(parts=(*narrow.parts, *parts)), replay.engine)

    there = sound()
    if sound(*extra) == there:  # as of most logs
        return {}
    return {PARTS[part]: rows for part in extra if (rows := there - sound(part))}
