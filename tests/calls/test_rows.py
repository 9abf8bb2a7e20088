"""What a row of a log is: sound or not and why, which kind of contact, and the time that it has."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callvet.calls.log import connect, open_log
from callvet.calls.rejected import read_as_text
from callvet.calls.rows import (
    CHANNELS,
    NEGATIVE,
    OUTSIDE_THE_PERIOD,
    TOO_LONG,
    UNREADABLE_DURATION,
    UNREADABLE_FLAG,
    UNREADABLE_TIME,
    Shape,
    dimension,
    rows_sql,
)

if TYPE_CHECKING:
    from callvet.calls.log import Log

DAY_S = 86_400
SECONDS = ("", "0", "0.001", "67108.863", "67108.864", "86400", "86400.001", "-0.001")
"""Around a day, and around the bits by which times within one are known at a glance."""
STARTS = ("1969-12-31T23:59:59", "1970-01-01T00:00:00", "2026-03-02T09:00:00", "2099-12-31T23:59:59", "2100-01-01")
MARCH_US = (1_772_323_200_000_000, 1_775_001_600_000_000)
"""March 2026. [microseconds since 1970]"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)


def read(columns: str, rows: list[tuple[str, ...]], shape: Shape) -> list[dict[str, object]]:
    """What becomes of the rows of a log of CSV, by the columns of the query; in the log's order, by its ``row``."""
    lines = (",".join([*row, str(place)]) for place, row in enumerate(rows))
    Path("calls.csv").write_text("\n".join([f"{columns},outcome", *lines, ""]), encoding="utf-8")
    engine = connect()
    log: Log | None = open_log(Path("calls.csv"), {}, engine)
    while log:
        sql = rows_sql(log, shape, also=("outcome",))
        found = engine.execute(f"SELECT * FROM ({sql}) ORDER BY CAST(a_outcome AS INTEGER)")  # noqa: S608
        names, values = [name for name, *_ in found.description], found.fetchall()
        log = read_as_text(log, engine)
    return [dict(zip(names, row, strict=True)) for row in values]


def milliseconds(seconds: str) -> int | None:
    """A duration, 0 where nothing stands and None where no number does."""
    try:
        return round(float(seconds or "0") * 1000)
    except ValueError:
        return None


def wrong_with(start: str, times: list[int | None], given_up: str, *, in_march: bool) -> int:
    """The first thing that is wrong with a row, 0 where nothing is."""
    if not start.startswith(("1970", "202", "209")):
        return UNREADABLE_TIME
    if in_march and not start.startswith("2026-03"):
        return OUTSIDE_THE_PERIOD
    known = [time for time in times if time is not None]
    if len(known) < len(times):
        return UNREADABLE_DURATION
    if min(known) < 0:
        return NEGATIVE
    if max(known) > DAY_S * 1000:
        return TOO_LONG
    return UNREADABLE_FLAG if given_up == "maybe" else 0


@pytest.mark.parametrize("in_march", [False, True])
@pytest.mark.parametrize("as_text", [False, True])
def test_a_row_is_sound_or_told_for_the_first_thing_that_is_wrong(*, in_march: bool, as_text: bool) -> None:
    words = ("soon",) if as_text else ()
    rows = list(product([STARTS[2]], SECONDS + words, SECONDS + words, ("true", "", "maybe")))
    rows += product((*STARTS, *words), ("30", ""), ("5", "86401"), ("false",))
    shape = Shape(("talk", "queue"), (dimension("answered"),), 30, MARCH_US if in_march else (None, None))
    found = read("start,talk_seconds,queue_seconds,abandoned", rows, shape)
    for (start, *seconds, given_up), row in zip(rows, found, strict=True):
        talk, queue = times = [milliseconds(one) for one in seconds]
        wrong = wrong_with(start, times, given_up, in_march=in_march)
        key = row["key"]
        assert isinstance(key, int)
        assert (-key if key < 0 else 0) == wrong, (start, seconds, given_up)
        answered = not wrong and given_up != "true" and (talk or 0) > 0
        assert row["answered"] is answered
        assert (row["talk"] or 0) == (talk if answered else 0)
        assert row["queue"] == (0 if wrong else queue)


def test_every_kind_has_bits_of_its_own() -> None:
    shape = Shape(
        ("talk",),
        (
            *(dimension(name) for name in ("answered", "channel", "direction")),
            dimension("language", ["de", "es", "fr", "pt"]),
            dimension("transferred"),
        ),
        30,
    )
    values = {
        "channel": ("phone", "chat", "email", "sms", "social", "fax"),
        "direction": ("in", "out"),
        "language": ("en", "de", "es-MX", "FR", " pt "),
        "transferred": ("no", "yes"),
    }
    rows = [(STARTS[2], talk, *told) for talk in ("0", "9") for told in product(*values.values())]
    found = read(f"start,talk_seconds,{','.join(values)}", rows, shape)
    assert len({row["key"] for row in found}) == len(rows) - len(rows) // 2 * 5 // 6, "contacts that are no calls"
    for (_, talk, *told), row in zip(rows, found, strict=True):
        key, slot = row["key"], row["slot"]
        assert isinstance(key, int)
        assert key // shape.kinds == slot
        for name, value in zip(values, told, strict=True):
            below, room = shape.place_of(name) or (1, 1)
            assert key // below % room == values[name].index(value), (name, value)
        below, room = shape.place_of("answered") or (1, 1)
        assert key // below % room == (talk == "9" or told[0] != "phone")
    assert len(CHANNELS) == len(values["channel"])
