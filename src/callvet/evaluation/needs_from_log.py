"""What do my calls ask for? The demand of the needs, measured from a call log. (`callvet needs --from-log`)"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from callvet.calls.columns import LogError
from callvet.calls.language_sums import language_counts
from callvet.calls.packed import held_to_their_sums
from callvet.calls.rejected import read_as_text
from callvet.calls.rows import CHANNELS
from callvet.calls.slots import DAY_MINUTES, slot_minutes
from callvet.calls.vital_sums import SignSpec, expect_exact, sign_shape, sign_sums
from callvet.evaluation.logs.day_tallies import bad_by_slot, slot_days, tallies
from callvet.evaluation.logs.log_reading import is_over, open_for
from callvet.evaluation.logs.log_wishes import LogWishes
from callvet.evaluation.logs.measured_demand import (
    BRIEF_SECONDS,
    Line,
    brief_calls,
    handling,
    languages,
    others,
    patience,
    resolution,
    volume,
)
from callvet.evaluation.logs.week_of_log import TOLERANCE, shape_csv, week_of
from callvet.evaluation.reading import read_sound_needs
from callvet.evaluation.written_file import FileExistsAlreadyError, write_whole
from callvet.load.discovery import NothingToWorkOnError, is_there, shown_path
from callvet.load.document import read_document
from callvet.load.rewriting import CannotRewriteError, changes, rewritten, whole_value
from callvet.load.yaml_text import yaml_text
from callvet.monitor.periods import periods
from callvet.monitor.standards import NEAR_SECONDS, SHORT_SECONDS
from callvet.monitor.tally import together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from duckdb import DuckDBPyConnection

    from callvet.calls.vital_sums import SignSums
    from callvet.evaluation.logs.day_tallies import SlotDays
    from callvet.evaluation.logs.log_reading import OpenLog
    from callvet.evaluation.logs.week_of_log import Week
    from callvet.load.yaml_text import Remarks
    from callvet.model.document import Value

_MS: Final = 1000
_ORDER: Final = (
    "calls_per_month", "growth_per_year", "season", "open", "shape", "talk_seconds", "hold_seconds", "wrap_seconds",
    "spread", "ivr_seconds", "ring_seconds", "transfer_share", "transfer_seconds", "unproductive", "languages",
    "channels", "outbound", "first_contact_resolution", "patience_seconds",
)  # fmt: skip


class MeasuredNeeds(NamedTuple):
    """The demand of a log.

    Attributes:
        log: As the user named it, fit to be shown.
        timezone: IANA name of the log's clock.
        lines: One for each key.
        week: When calls come.
        rows: All rows of the log. [rows]
        bad: Rows that are left out. [rows]
        too_many_bad: Whether they are more than the user allows.
        first_day: The first day that the log covers.
        last_day: The last.
    """

    log: str
    timezone: str
    lines: tuple[Line, ...]
    week: Week
    rows: int
    bad: int
    too_many_bad: bool
    first_day: date
    last_day: date

    def needs(self, shape_file: str | None) -> tuple[dict[str, Value], Remarks, list[str]]:
        """What the file says, what stands above its keys, and at its beginning.

        Args:
            shape_file: The name of the table of the week; None where it is written nowhere.
        """
        demand: dict[str, Any] = {}
        remarks: Remarks = {}
        left = f"{self.rows:,} row{'' if self.rows == 1 else 's'}, {self.bad:,} of them left out"
        head = [f"Measured from {self.log}, {self.first_day} to {self.last_day}: {left}."]
        for line in sorted(
            (*self.lines, *self._week_lines(shape_file)), key=lambda one: _ORDER.index(str(one.path[0]))
        ):
            if line.value is None:
                head.append(f"{line.remark}.")
                continue
            group, last = demand, str(line.path[-1])
            for step in line.path[:-1]:
                group = group.setdefault(str(step), {})
            group[last] = line.value
            remarks["demand", *line.path] = [line.remark]
        return {"timezone": self.timezone, "demand": demand}, remarks, head

    @property
    def told_lines(self) -> tuple[Line, ...]:
        """What the log does not tell, and why."""
        return tuple(line for line in (*self.lines, *self._week_lines(None)) if line.value is None)

    def _week_lines(self, shape_file: str | None) -> Iterator[Line]:
        """Hours and shape."""
        week = self.week
        yield Line(("open",), week.open, f"as observed: the hours that hold {float(100 * week.held):.1f}% of the calls")
        # A share just beyond the bound must not read as if it was the bound.
        places = 1 if round(100 * week.apart, 1) != 100 * TOLERANCE else 3
        apart = f"{float(100 * week.apart):.{places}f}% of the calls would have to come at another hour"
        bound = f"at most {float(100 * TOLERANCE):.0f}% may"
        if week.shape:
            yield Line(("shape",), week.shape, f"it fits: {apart}, {bound}")
        elif shape_file:
            yield Line(
                ("shape",), shape_file, f"calls by weekday and hour; neither flat nor office fits: {apart}, {bound}"
            )
        else:
            told = f"shape is left out: neither flat nor office fits ({apart}, {bound})"
            yield Line(("shape",), None, f"{told}; with -o the table of the week is written beside the file")


class SavedNeeds(NamedTuple):
    """What was written.

    Attributes:
        written: The paths, in order.
        changed: The keys that were changed in a file that was there.
    """

    written: tuple[Path, ...]
    changed: tuple[str, ...]


def needs_from_log(
    log: str | Path,
    *,
    needs: str | Path | None = None,
    wishes: LogWishes | None = None,
    watch: Callable[[DuckDBPyConnection], None] | None = None,
) -> MeasuredNeeds:
    """Measure the demand of a call log.

    Args:
        log: A CSV or Parquet file, or a folder of them.
        needs: Needs whose clock is the log's, where nobody says; left out, those of the current folder, if any.
        wishes: How the log is read.
        watch: Is given the engine before it reads, to show how far it is.

    Raises:
        BadFilesError: Files have problems; all of it is told.
        NothingToWorkOnError: The log cannot be read, or has no answered call.
    """
    wanted = wishes or LogWishes()
    try:
        opened = open_for(Path(log), wanted, read_sound_needs(needs).needs, watch)
        with held_to_their_sums(opened.log):
            return _measured(opened)
    except (LogError, ValueError) as refused:
        raise NothingToWorkOnError(str(refused)) from refused


def save_needs(found: MeasuredNeeds, path: Path, *, update: bool = False) -> SavedNeeds:
    """Write the needs, and the table of the week beside them.

    Args:
        found: What was measured.
        path: The file.
        update: Whether a file that is there gets what was measured; all else in it stays.

    Raises:
        NothingToWorkOnError: A file is there, or cannot be changed or written; nothing was.
    """
    shape = path.with_name(f"{path.stem}-shape.csv")
    has_table = found.week.shape is None
    value, remarks, head = found.needs(shape.name if has_table else None)
    there = [one for one in (path, *([shape] if has_table else [])) if is_there(one)]
    if there and not update:
        names = " and ".join(map(shown_path, there))
        verb = "is" if len(there) == 1 else "are"
        message = f"{names} {verb} there already; nothing was written; add --update, or name another file with -o"
        raise NothingToWorkOnError(message)
    text, changed = _updated(path, value, remarks) if is_there(path) else (yaml_text(value, remarks, head), ())
    try:
        if has_table:
            write_whole(shape, shape_csv(found.week.shares), again=update)
        write_whole(path, text, again=update)
    except FileExistsAlreadyError as refused:  # it came into being in the meantime
        raise NothingToWorkOnError(str(refused)) from refused
    except OSError as refused:
        message = f"{shown_path(path)}: {refused.strerror or refused}; name another file with -o"
        raise NothingToWorkOnError(message) from refused
    return SavedNeeds((path, *([shape] if has_table else [])), changed)


def _updated(path: Path, value: Mapping[str, Value], remarks: Remarks) -> tuple[str, tuple[str, ...]]:
    """A file with what was measured in it, all else as it was."""
    document, problems = read_document(path, shown_path(path))
    if document is None or problems:
        message = f"{shown_path(path)} has problems of its own; mend them first (callvet check)"
        raise NothingToWorkOnError(message)
    old = whole_value(document)
    if "issues_per_month" in (old.get("demand") or {}):
        message = f"{shown_path(path)}: demand has issues_per_month; take it out, for the log tells calls_per_month"
        raise NothingToWorkOnError(message)
    found = list(changes(old, value, lambda _: False))
    try:
        text = rewritten(path.read_text(encoding="utf-8"), found, remarks)
    except CannotRewriteError as refused:
        message = f"{shown_path(path)}: {refused}"
        raise NothingToWorkOnError(message) from refused
    return text, tuple(".".join(map(str, one.path)) for one in found)


def _measured(opened: OpenLog) -> MeasuredNeeds:
    """What the log says."""
    log, engine, wanted = opened.log, opened.engine, opened.wanted
    shape = sign_shape(log, slot_minutes([], {opened.zone}), period=opened.period, no_repeats=wanted.no_repeats)
    spec = SignSpec(shape, (0,) * len(CHANNELS), NEAR_SECONDS * _MS, SHORT_SECONDS * _MS, brief_ms=BRIEF_SECONDS * _MS)
    sums = sign_sums(log, spec, engine)
    if as_text := read_as_text(log, engine):
        return _measured(opened._replace(log=as_text))
    expect_exact(sums, log.path)
    slots = slot_days(sums, opened.zone, has_offset=log.has_offset)
    days = tallies(sums, slots)
    total = together(days.values())
    if not total.answered:
        message = f"{log.path} has no answered call by phone that came in, of which a demand could be measured"
        raise NothingToWorkOnError(message)
    first = min(days) if wanted.first_day is None else min(wanted.first_day, *days)
    last = max(days) if wanted.last_day is None else max(wanted.last_day, *days)
    span, bad = (last - first).days + 1, sum(bad_by_slot(sums, slots).values())
    sound = ~(slots.skipped | slots.twice)[np.searchsorted(slots.slots, sums.slots)]
    counts = language_counts(log, shape, engine) if "language" in log.columns.own else {}
    lines: Sequence[Line] = (
        *volume(days, periods(days, "month", first, last), total.offered - brief_calls(sums, sound), span),
        *handling(sums, sound),
        *languages(counts),
        *others(sums, sound, span),
        *resolution(total),
        *patience(total),
    )
    rows = int(sums.columns["calls"].sum()) + sum(sums.bad.values())
    week = week_of(_by_hour(sums, slots, sound), first, last)
    return MeasuredNeeds(
        log=log.path,
        timezone=opened.zone,
        lines=tuple(lines),
        week=week,
        rows=rows,
        bad=bad,
        too_many_bad=is_over(bad, rows, wanted),
        first_day=first,
        last_day=last,
    )


def _by_hour(sums: SignSums, slots: SlotDays, sound: Any) -> dict[tuple[int, int], int]:
    """Calls that reached the queue, by weekday and hour of the log's clock. [calls]"""
    place = np.searchsorted(slots.slots, sums.slots)
    minutes = sums.slots * sums.spec.shape.slot_minutes + slots.ahead[place]
    answered, lost = sums.which("answered") == 1, sums.which("abandoned") == 1
    call = sound & (sums.which("direction") == 0) & (sums.which("channel") == 0)
    queued = np.where(answered | lost, sums.columns["calls"], sums.columns["queued"])
    # 1970-01-01 was a Thursday, 3 from Monday.
    weekdays, hours = (minutes // DAY_MINUTES + 3) % 7, minutes % DAY_MINUTES // 60
    found: Counter[tuple[int, int]] = Counter()
    columns = (weekdays[call], hours[call], queued[call])
    for weekday, hour, calls in zip(*(one.tolist() for one in columns), strict=True):
        found[weekday, hour] += calls
    return found
