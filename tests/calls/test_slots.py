"""Slots: how long they may be, and what a clock's changes do to them."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from callvet.calls.slots import Clocked, local_minutes, month_numbers, slot_minutes, utc_minutes, within_hours

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - local clocks are counted from it


def minutes(*texts: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([int((datetime.fromisoformat(text) - EPOCH).total_seconds()) // 60 for text in texts], np.int64)


@pytest.mark.parametrize(
    ("hours", "zones", "length"),
    [
        ([], ["America/New_York"], 30),
        (["Mo-Fr 08:00-20:30"], ["Asia/Kolkata"], 30),
        (["Mo-Fr 08:15-20:00"], ["UTC"], 15),
        ([], ["Asia/Kathmandu"], 15),
        (["Mo-Fr 08:10-20:00"], ["UTC"], 5),
        (["Mo-Fr 08:00-19:59"], ["UTC"], 1),
    ],
)
def test_a_slot_is_the_longest_that_no_boundary_divides(hours: list[str], zones: list[str], length: int) -> None:
    assert slot_minutes(hours, zones) == length


def test_a_change_of_the_clock_skips_and_repeats_an_hour() -> None:
    local = minutes("2026-03-08T01:30", "2026-03-08T02:30", "2026-03-08T03:00", "2026-11-01T01:30", "2026-11-01T02:00")
    utc, skipped, twice = utc_minutes(local, "America/New_York")
    assert (skipped.tolist(), twice.tolist()) == (
        [False, True, False, False, False],
        [False, False, False, True, False],
    )
    sound = ~(skipped | twice)
    assert utc[sound].tolist() == minutes("2026-03-08T06:30", "2026-03-08T07:00", "2026-11-01T07:00").tolist()
    assert (local_minutes(utc, "America/New_York")[sound] == local[sound]).all()


def test_hours_hold_for_slots_that_are_open_as_a_whole() -> None:
    clocked = Clocked(minutes("2026-03-02T08:00", "2026-03-02T08:15", "2026-03-02T19:45", "2026-03-01T09:00"), 15)
    assert within_hours(clocked, "Mo-Fr 08:10-20:00", None).tolist() == [False, True, True, False]
    holiday = Clocked(minutes("2026-07-03T09:00", "2026-07-02T09:00"), 30)
    assert within_hours(holiday, "Mo-Fr 08:00-20:00; PH off", "US").tolist() == [False, True]


def test_months_are_counted_by_the_clock() -> None:
    assert month_numbers(Clocked(minutes("2026-02-28T23:30", "2026-03-01T00:00"), 30)).tolist() == [673, 674]
    assert date(1970 + 674 // 12, 674 % 12 + 1, 1) == date(2026, 3, 1)
