"""Whole sums over a log for the vital signs, in one pass by slot and kind.

Marks that customers and reviewers give are kept as thousandths, so that every sum is one of integers, and rows in
another order give the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from callvet.calls.columns import PARTS, LogError
from callvet.calls.log import literal, reading
from callvet.calls.rejected import forget_rejected, rejected_counts
from callvet.calls.rows import CHANNELS, Shape, dimension, rows_sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from callvet.calls.log import Log
    from callvet.calls.slots import Ints
    from callvet.model.charge import ClockPart

_TRUE: Final = ("true", "t", "yes", "y", "1")
_FALSE: Final = ("false", "f", "no", "n", "0")
_MARKS: Final = ("csat", "nps", "effort", "quality")
_SAID: Final = ("resolved", "churned", "transferred")
_PROMOTER: Final = 9
_DETRACTOR: Final = 6
_NPS_TOP: Final = 10
CSAT_SCALES: Final = (5, 7, 10, 100)
"""The highest mark of the scales that are in use; four fifths of it, a whole mark, are taken for satisfied."""
_MILLI: Final = 1000


class SignSpec(NamedTuple):
    """What is measured of every row.

    Attributes:
        shape: What is read.
        within_ms: For each channel, the time to answer. [milliseconds]
        near_ms: The shorter time of the documents' better level. [milliseconds]
        short_ms: Who gives up sooner has not waited. [milliseconds]
        csat_from: The least mark that is satisfied; None goes by the scale. [marks]
        brief_ms: Answered calls with less talk are summed on their own, too; None sums none so. [milliseconds]
    """

    shape: Shape
    within_ms: tuple[int, ...]
    near_ms: int
    short_ms: int
    csat_from: float | None = None
    brief_ms: int | None = None


class SignSums(NamedTuple):
    """What one pass found, a row for each slot and kind.

    Attributes:
        spec: What was measured.
        slots: The slot of each row.
        kinds: Its kind.
        columns: Sums by name. [contacts, milliseconds or thousandths]
        bad: Rows that are left out, by what is wrong with them. [rows]
        bounds_us: When the first and the last sound row began, as starts are written. [microseconds]
    """

    spec: SignSpec
    slots: Ints
    kinds: Ints
    columns: Mapping[str, Ints]
    bad: Mapping[int, int]
    bounds_us: tuple[int, int]

    def which(self, name: str) -> Ints:
        """Which of a dimension's values each row has; 0 where it is not told."""
        place = self.spec.shape.place_of(name)
        return np.zeros_like(self.kinds) if place is None else self.kinds // place[0] % place[1]


def sign_shape(
    log: Log, slot_minutes: int, *, period: tuple[int | None, int | None] = (None, None), no_repeats: bool = False
) -> Shape:
    """What is read of every row of a log for its vital signs."""
    parts: list[ClockPart] = [part for part, name in PARTS.items() if name in log.columns.own]
    told = ["answered", *(name for name in ("channel", "direction", "abandoned") if name in log.columns.own)]
    return Shape(tuple(parts), tuple(dimension(name) for name in told), slot_minutes, period, no_repeats)


def sign_sums(log: Log, spec: SignSpec, engine: DuckDBPyConnection) -> SignSums:
    """Sum up a log.

    Raises:
        LogError: It is damaged.
    """
    also = [name for name in (*_MARKS, *_SAID) if name in log.columns.own]
    sums = dict(_sums(log, spec))
    names = ", ".join(f"CAST(sum({sql}) AS BIGINT) AS {name}" for name, sql in sums.items())
    kinds = spec.shape.kinds
    query = (
        "SELECT CASE WHEN key < 0 THEN -key ELSE 0 END AS bad, CASE WHEN key < 0 THEN 0 ELSE slot END AS at_slot, "
        f"CASE WHEN key < 0 THEN 0 ELSE key % {kinds} END AS kind, count(*) AS calls, "
        f"coalesce(min(start_us), 0) AS first_us, coalesce(max(start_us), 0) AS last_us, {names} "
        f"FROM (SELECT *, {wait_sql(spec.shape)} AS wait, {handle_sql(spec.shape)} AS handle "
        f"FROM ({rows_sql(log, spec.shape, also=also)}) AS r) AS m GROUP BY ALL"
    )
    with reading(log.path):
        forget_rejected(log, engine)
        found = engine.execute(query).fetchnumpy()
        rejected = rejected_counts(log, engine)
    columns = {name: np.ma.filled(found[name], 0).astype(np.int64) for name in found}
    bad: dict[int, int] = {}
    for number, calls in zip(columns["bad"].tolist(), columns["calls"].tolist(), strict=True):
        if number:
            bad[number] = bad.get(number, 0) + calls
    for number, rows in rejected.items():
        bad[number] = bad.get(number, 0) + rows
    sound = columns["bad"] == 0
    kept = {name: columns[name][sound] for name in ("calls", *sums)}
    first, last = columns["first_us"][sound], columns["last_us"][sound]
    return SignSums(
        spec, columns["at_slot"][sound], columns["kind"][sound], kept, dict(sorted(bad.items())),
        (int(first.min()), int(last.max())) if len(last) else (0, 0),
    )  # fmt: skip


def _sums(log: Log, spec: SignSpec) -> Iterator[tuple[str, str]]:
    """What is summed, by name."""
    within = _within(spec)
    yield from ((f"{part}_ms", part) for part in spec.shape.parts)
    yield "wait_ms", "wait"
    yield "handle_ms", "handle"
    yield "handle_squares", "((handle + 50) // 100) * ((handle + 50) // 100)"
    if spec.brief_ms is not None:
        brief = f"answered AND talk < {spec.brief_ms}"
        yield "brief_calls", _one(brief)
        parts = [part for part in ("ivr", "ring", "talk", "hold", "wrap") if part in spec.shape.parts]
        yield from ((f"brief_{part}_ms", f"CASE WHEN {brief} THEN {part} ELSE 0 END") for part in parts)
        squares = "((handle + 50) // 100) * ((handle + 50) // 100)"
        yield "brief_squares", f"CASE WHEN {brief} THEN {squares} ELSE 0 END"
    conditions = {
        "queued": "wait > 0",
        "in_time": f"wait <= {within}",
        "in_time_queued": f"wait > 0 AND wait <= {within}",
        "near": f"wait <= {spec.near_ms}",
        "short": f"wait < {spec.short_ms}",
        "short_queued": f"wait > 0 AND wait < {spec.short_ms}",
    }
    yield from ((name, _one(sql)) for name, sql in conditions.items())
    for name in _SAID:
        if name in log.columns.own:
            yield f"{name}_yes", _one(f"{_word(name)} IN {_listed(_TRUE)}")
            yield f"{name}_no", _one(f"{_word(name)} IN {_listed(_FALSE)}")
    for name in _MARKS:
        if name in log.columns.own:
            yield from _marks(name, spec)


def _marks(name: str, spec: SignSpec) -> Iterator[tuple[str, str]]:
    """What is summed of a column of marks."""
    mark = f"TRY_CAST(trim(a_{name}) AS DOUBLE)"
    sound = f"({mark} BETWEEN -1000000 AND 1000000)"
    if name == "nps":
        sound = f"({mark} BETWEEN 0 AND {_NPS_TOP} AND {mark} = floor({mark}))"
        yield "promoters", _one(f"{sound} AND {mark} >= {_PROMOTER}")
        yield "detractors", _one(f"{sound} AND {mark} <= {_DETRACTOR}")
    if name == "csat":
        if spec.csat_from is not None:
            yield "csat_satisfied", _one(f"{sound} AND {mark} >= {spec.csat_from}")
        for top in CSAT_SCALES if spec.csat_from is None else ():
            yield f"csat_of_{top}", _one(f"{sound} AND {mark} >= {satisfied_from(top)}")
        for top in CSAT_SCALES:
            yield f"csat_over_{top}", _one(f"{sound} AND {mark} > {top}")
    yield f"{name}_marks", _one(sound)
    yield f"{name}_sum", f"CASE WHEN {sound} THEN CAST(round({mark} * {_MILLI}) AS BIGINT) ELSE 0 END"
    yield f"{name}_unread", _one(f"{_word(name)} <> '' AND NOT coalesce({sound}, FALSE)")


def satisfied_from(top: int) -> int:
    """The least mark of a scale that is taken for satisfied: four fifths of the highest, in whole marks."""
    return -(-top * 4 // 5)


def expect_exact(sums: SignSums, path: str) -> None:
    """Refuse a log whose sums may pass what 64 bits hold.

    Raises:
        LogError: They may.
    """
    most_calls = 2**63 // (864_000**2)
    if int(sums.columns["calls"].max(initial=0)) > most_calls:
        message = f"{path}: half-hours of over {most_calls:,} calls are too many for exact sums; read the log in parts"
        raise LogError(message)


def _within(spec: SignSpec) -> str:
    """The time to answer that holds for a row. [milliseconds]"""
    place = spec.shape.place_of("channel")
    if place is None:
        return str(spec.within_ms[0])
    cases = " ".join(f"WHEN {number} THEN {spec.within_ms[number]}" for number in range(len(CHANNELS)))
    return f"CASE key // {place[0]} % {place[1]} {cases} END"


def wait_sql(shape: Shape) -> str:
    """From the queue to an agent's answer. [milliseconds]"""
    return f"({' + '.join(part for part in ('queue', 'ring') if part in shape.parts) or '0'})"


def handle_sql(shape: Shape) -> str:
    """Talk, hold and wrap-up (document C). [milliseconds]"""
    return f"({' + '.join(part for part in ('talk', 'hold', 'wrap') if part in shape.parts)})"


def _one(condition: str) -> str:
    """1 for each row of which it is true."""
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def _word(name: str) -> str:
    """A text without blanks around it, in small letters."""
    return f"lower(trim(coalesce(a_{name}, '')))"


def _listed(words: Sequence[str]) -> str:
    """Words for SQL."""
    return f"({', '.join(map(literal, words))})"
