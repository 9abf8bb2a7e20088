"""Opening hours: what may be written, and when a line is open."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours, State

from callvet.model.opening_hours import closed_on_holidays, open_half_hours, opening_hours, weekly_open_hours

HALF_HOUR = timedelta(minutes=30)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONDAY = date(2026, 6, 29)
FRIDAY = date(2026, 7, 3)
"""The day on which the United States keep 4 July in 2026."""


def refusal(text: str) -> str:
    """The sentence with which a text is refused."""
    with pytest.raises(ValueError, match=r"write |leave ") as caught:
        opening_hours(text)
    return str(caught.value)


def brute_force(text: str, timezone: str, first_day: date, days: int) -> set[int]:
    """Open half-hours of ``Mo-Fr 22:00-06:00``, found minute by minute from the clock on the wall."""
    parts = re.fullmatch(r"(\w\w)-(\w\w) (\d\d):(\d\d)-(\d\d):(\d\d)", text)
    assert parts
    first, last = WEEKDAYS.index(parts[1]), WEEKDAYS.index(parts[2])
    opens, closes = 60 * int(parts[3]) + int(parts[4]), 60 * int(parts[5]) + int(parts[6])
    zone = ZoneInfo(timezone)

    def is_open(moment: datetime) -> bool:
        local = moment.astimezone(zone)
        minute = 60 * local.hour + local.minute
        today, yesterday = local.weekday(), (local.weekday() - 1) % 7
        if opens < closes:
            return first <= today <= last and opens <= minute < closes
        return (first <= today <= last and minute >= opens) or (first <= yesterday <= last and minute < closes)

    found = set()
    half_hour = datetime(first_day.year, first_day.month, first_day.day, tzinfo=UTC) - timedelta(days=1)
    for _ in range(48 * (days + 2)):
        local_day = half_hour.astimezone(zone).date()
        is_within = first_day <= local_day < first_day + timedelta(days=days)
        if is_within and all(is_open(half_hour + timedelta(minutes=minute)) for minute in range(30)):
            found.add((half_hour - EPOCH) // HALF_HOUR)
        half_hour += HALF_HOUR
    return found


def local_times(half_hours: frozenset[int], timezone: str) -> list[str]:
    """Half-hours as the local times with which they begin."""
    moments = [(EPOCH + one * HALF_HOUR).astimezone(ZoneInfo(timezone)) for one in sorted(half_hours)]
    return [moment.strftime("%a %H:%M") for moment in moments]


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "24/7; PH off",
        "Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off",
        "Mo-Fr 8:30-17:00",
        "Mo-Fr 22:00-06:00; PH off",
        "Mo-Fr 08:00-18:00; PH 10:00-14:00",
        "Sa-Su,PH",
        "Mo-Fr 09:00-12:00, 13:00-17:00",
        "Jun-Aug 07:00-15:00; Dec 24-26 off; 24/7",
        "Mo-Fr 00:00-24:00, Sa off, Su 09:00-17:00",
        "2026 Mo-Fr 09:00-17:00; week 1-53/2 Sa 10:00-12:00",
    ],
)
def test_opening_hours_stand_as_written(text: str) -> None:
    assert opening_hours(f" {text} ") == text


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("9-17", "9-17 is not an opening time; write Mo-Fr 09:00-17:00, or 09:00-17:00 for every day"),
        ("8:30-17", "8:30-17 is not an opening time; write Mo-Fr 08:30-17:00, or 08:30-17:00 for every day"),
        ("9am-5pm", "write Mo-Fr 09:00-17:00, or"),
        ("9:00 AM - 5:00 PM", "write Mo-Fr 09:00-17:00, or"),
        ("1-5pm", "write Mo-Fr 13:00-17:00, or"),
        ("10pm-6am", "write Mo-Fr 22:00-06:00, or"),
        ("Mon-Fri 9-5", "write Mo-Fr 09:00-17:00"),
        ("9-5 mon-fri", "write Mo-Fr 09:00-17:00"),
        ("Monday to Friday 9:00-17:00", "write Mo-Fr 09:00-17:00"),
        ("Mon-Fri 8am-8pm, Sat 9-1", "write Mo-Fr 08:00-20:00; Sa 09:00-13:00"),
        ("Mon-Fri 9-5 closed on public holidays", "write Mo-Fr 09:00-17:00; PH off"),
        ("Mo-Fr 09:00-17:00 PH off", "write Mo-Fr 09:00-17:00; PH off"),
        ("weekdays 9-12, 13-17", "write Mo-Fr 09:00-12:00,13:00-17:00"),
        ("Mo\u2013Fr 09.00\u201317.00", "write Mo-Fr 09:00-17:00"),
        ("Mo-Fr: 09:00-17:00;", "write Mo-Fr 09:00-17:00"),
        ("Mo-Fr 0900-1700", "write Mo-Fr 09:00-17:00"),
        ("Mo-Fr 24h", "write Mo-Fr 00:00-24:00"),
        ("December 24-26 9-5", "write Dec 24-26 09:00-17:00"),
        ("24x7", "24x7 is not an opening time; write 24/7"),
        ("24/7/365", "write 24/7"),
        ("24h", "write 24/7"),
        ("24 hours, 7 days a week", "write 24/7"),
        ("always", "write 24/7"),
        ("24/7 except holidays", "write 24/7; PH off"),
        ("business hours", "write 24/7, or days and hours such as Mo-Fr 08:00-20:00"),
        ("Mo-Fr 25:00-26:00", "write 24/7, or days and hours such as"),
        ("Mo-Fr 10-12/x", "write 24/7, or days and hours such as"),
        ("", "an empty text is not an opening time; write 24/7, or"),
        ("Mo" + 100 * " ,Mo" + " 10:00-12:00", "takes 414 characters; write at most 255"),
    ],
)
def test_everyday_words_are_told_the_opening_hours_that_they_mean(text: str, fix: str) -> None:
    assert fix in refusal(text)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("Mo-Fr sunrise-18:00", "goes by the sun"),
        ("(Dusk-01:00)-24:00", "goes by the sun"),
        ('Mo-Fr 10:00-12:00 "by appointment"', "has a comment in quotes"),
        ("Mo-Fr 10:00-12:00 unknown", "has hours that are not known"),
        ("24/7; easter -2 days off", "counts from Easter"),
        ("24/7; SH off", "has school holidays"),
        ("Mo-Fr 10:00+", "has an open end"),
        ("Mo-Fr 10:00-14:00+", "has an open end"),
        ("Mo-Fr 10:00-14:00/01:30", "has a step"),
        ("Mo-Fr 10:00-14:00 || Sa 10:00-12:00", "has a fallback"),
        ("24/7; PH -1 day off", "counts from a holiday"),
        ("Mo-Fr 9-5 EST", "names a time zone"),
    ],
)
def test_what_cannot_be_counted_is_refused(text: str, fix: str) -> None:
    assert fix in refusal(text)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        # the package takes the first two for Mo-Fr around the clock, and the next two for every Monday
        ("Mo-Fr, Su 09:00-17:00", "leaves Mo-Fr open around the clock; write Mo-Fr,Su 09:00-17:00"),
        ("Mo-Fr , Su 09:00-17:00; Sa off", "leaves Mo-Fr open around the clock; write Mo-Fr,Su 09:00-17:00; Sa off"),
        ("24/7; PH Mo off", "has PH beside a weekday; write a comma or a semicolon between them"),
        ("24/7; Mo PH off", "has PH beside a weekday"),
        ("PH off", "does not say when ordinary days are open; write that first, such as 24/7; PH off"),
        ("PH 10:00-12:00; Mo off", "does not say when ordinary days are open"),
    ],
)
def test_what_means_otherwise_than_it_looks_is_refused(text: str, fix: str) -> None:
    assert fix in refusal(text)


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(["Mo-Fr", "mon", "9", "-", "5", "17:00", ", ", "; ", " ", "PH", "off", "24/7", "pm"])
    ).map("".join)
)
def test_any_text_is_read_or_refused_inert(text: str) -> None:
    try:
        assert opening_hours(text) == text.strip()
        assert 0 <= weekly_open_hours(text) <= 168
    except ValueError as error:
        assert str(error).isprintable()  # noqa: PT017 - most texts are refused, and some are not


@pytest.mark.parametrize(
    ("text", "timezone", "first_day"),
    [
        ("Mo-Fr 08:00-18:00", "America/New_York", date(2026, 3, 2)),
        ("Mo-Su 01:00-05:00", "America/New_York", date(2026, 3, 2)),  # 02:00 to 03:00 is skipped on the 8th
        ("Mo-Su 02:30-05:00", "America/New_York", date(2026, 3, 2)),
        ("Mo-Su 01:00-01:30", "America/New_York", date(2026, 10, 26)),  # 01:00 to 02:00 is shown twice on 1 Nov
        ("Mo-Fr 22:00-06:00", "America/New_York", date(2026, 10, 26)),
        ("Mo-Su 22:00-06:00", "Europe/London", date(2026, 3, 23)),
        ("Sa-Su 00:30-02:00", "Europe/London", date(2026, 10, 19)),
        ("Mo-Fr 09:00-18:00", "Asia/Kolkata", MONDAY),
        ("We-Fr 20:15-04:45", "Asia/Kolkata", MONDAY),
        ("Mo-Fr 09:00-18:00", "Asia/Kathmandu", MONDAY),
        ("Mo-Su 18:15-03:45", "Asia/Kathmandu", MONDAY),
        ("Mo-Su 00:00-24:00", "Asia/Kathmandu", MONDAY),
        ("Mo-Su 01:00-03:00", "Australia/Lord_Howe", date(2026, 3, 30)),  # summer time of half an hour
        ("Mo-Su 23:00-01:00", "America/Havana", date(2026, 10, 26)),  # summer time ends at 01:00
        ("Mo-Su 00:00-02:00", "Asia/Beirut", date(2026, 3, 23)),  # summer time begins at midnight
    ],
)
def test_open_half_hours_are_those_of_the_wall_clock(text: str, timezone: str, first_day: date) -> None:
    assert open_half_hours(text, timezone, first_day, 14) == brute_force(text, timezone, first_day, 14)


@settings(max_examples=40, deadline=None)
@given(
    days=st.sampled_from(["Mo-Fr", "Sa-Su", "Tu-We", "Mo-Su"]),
    opens=st.integers(0, 1439),
    closes=st.integers(1, 1439),
    timezone=st.sampled_from(["America/New_York", "Europe/London", "Asia/Kolkata", "Asia/Kathmandu", "UTC"]),
    first_day=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
)
def test_open_half_hours_agree_with_brute_force(
    days: str, opens: int, closes: int, timezone: str, first_day: date
) -> None:
    if opens == closes:
        closes += 1
    text = f"{days} {opens // 60:02}:{opens % 60:02}-{closes // 60:02}:{closes % 60:02}"
    assert open_half_hours(text, timezone, first_day, 3) == brute_force(text, timezone, first_day, 3)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["; ", ", "]),
            st.sampled_from(["Mo", "Tu-Th", "Sa-Su", "Fr-Mo", "Su,PH", "Mo[-1],Tu", "Dec", "Dec 24-26", "week 53"]),
            st.sampled_from(
                [" 10:00-12:00", " 08:15-17:45,18:00-20:00", " 00:00-24:00", " 23:30-24:00", " 09:01-17:00"]
            ),
            st.sampled_from(["", "", " off"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_within_a_day_the_hours_are_those_of_the_package(pieces: list[tuple[str, str, str, str]]) -> None:
    text = "Mo-Su 09:00-10:00" + "".join(map("".join, pieces))
    start = datetime(2026, 12, 14)  # noqa: DTZ001 - the package goes by the clock alone, and UTC's is as good as any
    hours = OpeningHours(text, auto_country=False, auto_timezone=False)
    minutes = {
        minute
        for begin, end, state, _ in hours.intervals(start, start + timedelta(days=21))
        if state == State.OPEN
        for minute in range((begin - start) // timedelta(minutes=1), (end - start) // timedelta(minutes=1))
    }
    first = (start.replace(tzinfo=UTC) - EPOCH) // HALF_HOUR
    expected = {first + one for one in range(48 * 20) if minutes.issuperset(range(30 * one, 30 * one + 30))}
    assert open_half_hours(text, "UTC", start.date(), 20) == expected


def test_consecutive_days_share_no_half_hour_and_leave_none_out() -> None:
    for timezone in ("America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"):
        days = [open_half_hours("24/7", timezone, date(2026, 1, 1) + timedelta(days=day), 1) for day in range(365)]
        assert sum(map(len, days)) == len(open_half_hours("24/7", timezone, date(2026, 1, 1), 365)) == 48 * 365
        assert frozenset().union(*days) == open_half_hours("Mo-Su 00:00-24:00", timezone, date(2026, 1, 1), 365)


def test_days_of_summer_time_have_23_and_25_hours() -> None:
    assert len(open_half_hours("24/7", "America/New_York", date(2026, 3, 8), 1)) == 46
    assert len(open_half_hours("24/7", "America/New_York", date(2026, 11, 1), 1)) == 50
    assert open_half_hours("24/7", "America/New_York", MONDAY, 0) == frozenset()


def test_hours_past_midnight_stay_with_the_day_on_which_they_start() -> None:
    """By calendar days, the hours of Friday would cut those of Thursday at midnight."""
    text = "Mo-Th 23:00-01:00; Fr 22:30-01:30"
    assert local_times(open_half_hours(text, "America/New_York", FRIDAY, 2), "America/New_York") == (
        ["Fri 00:00", "Fri 00:30", "Fri 22:30", "Fri 23:00", "Fri 23:30", "Sat 00:00", "Sat 00:30", "Sat 01:00"]
    )


def test_closed_hours_close_whichever_shift_they_fall_in() -> None:
    text = "Mo-Su 23:00-01:00; Fr 00:30-01:00 off; Fr 23:30-00:30 off"
    assert local_times(open_half_hours(text, "UTC", FRIDAY, 2), "UTC") == (
        ["Fri 00:00", "Fri 23:00", "Sat 00:30", "Sat 23:00", "Sat 23:30"]
    )


def test_holidays_are_not_applied_unless_they_are_named() -> None:
    """Friday 3 July 2026 is a holiday; Saturday's first hours are its own shift's, Friday's are Thursday's."""
    text = "Mo-Fr 22:00-06:00; PH off"
    every_day = open_half_hours("Mo-Fr 22:00-06:00", "America/New_York", MONDAY, 7)
    assert open_half_hours(text, "America/New_York", MONDAY, 7) == every_day
    closed = every_day - open_half_hours(text, "America/New_York", MONDAY, 7, holidays={FRIDAY})
    times = local_times(closed, "America/New_York")
    assert (len(times), times[0], times[-1]) == (16, "Fri 22:00", "Sat 05:30")


def test_the_package_takes_no_day_for_a_holiday_without_a_country() -> None:
    start = datetime(2026, 1, 1)  # noqa: DTZ001 - as above
    for text in ("PH", "PH 10:00-12:00", "Dec PH", "PH,PH"):
        hours = OpeningHours(text, auto_country=False, auto_timezone=False)
        assert [state for *_, state, _ in hours.intervals(start, start + timedelta(days=3650))] == [State.CLOSED]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("24/7; PH 10:00-11:00", ["Fri 10:00", "Fri 10:30"]),
        ("PH 10:00-11:00; Mo-Fr 08:00-18:00", ["Fri 10:00", "Fri 10:30"]),
        ("Mo-Fr 08:00-09:00; Su,PH 10:00-11:00", ["Fri 10:00", "Fri 10:30"]),
        ("Mo-Fr 08:00-09:00; Dec PH off", ["Fri 08:00", "Fri 08:30"]),
        ("PH off; 24/7", []),
    ],
)
def test_rules_for_holidays_hold_on_the_days_named(text: str, times: list[str]) -> None:
    assert local_times(open_half_hours(text, "UTC", FRIDAY, 1, holidays={FRIDAY}), "UTC") == times


@pytest.mark.parametrize(
    ("text", "is_closed"),
    [
        ("24/7", False),
        ("24/7; PH off", True),
        ("24/7, PH closed", True),
        ("PH off; Mo-Fr 09:00-17:00", True),
        ("Mo-Sa 09:00-17:00; Su,PH off", True),
        ("Mo-Fr 09:00-17:00", False),
        ("Mo-Fr 09:00-17:00; PH 10:00-14:00", False),
        ("24/7; PH 12:00-14:00 off", False),
        ("24/7; PH off; PH 10:00-12:00", False),
    ],
)
def test_holidays_close_only_where_the_text_says_so(text: str, *, is_closed: bool) -> None:
    assert closed_on_holidays(text) is is_closed


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("24/7", "168"),
        ("24/7; PH off", "168"),
        ("Mo-Su 00:00-24:00", "168"),
        ("Mo-Fr 08:30-17:00", "42.5"),
        ("Mo-Fr 22:00-06:00; Sa-Su 22:00-02:00", "48"),
        ("Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-13:00", "44"),
        ("Mo-Fr 09:00-17:10", "40.83333333333333333333333333"),
        ("week 1-53/2 Mo 10:00-12:00", "1"),
        ("2026", "0"),
    ],
)
def test_weekly_open_hours_are_those_of_an_ordinary_year(text: str, hours: str) -> None:
    assert weekly_open_hours(text) == Decimal(hours)


def test_hours_bound_to_a_year_are_counted_in_it() -> None:
    assert weekly_open_hours("2026", date(2026, 1, 1)) == 168


def test_an_unknown_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="write America/Chicago"):
        open_half_hours("24/7", "america/chicago", MONDAY, 1)


def test_around_the_clock_imports_no_package() -> None:
    script = (
        "import sys; from datetime import date; from callvet.model.opening_hours import *;"
        "opening_hours('24/7'), weekly_open_hours('24/7'), closed_on_holidays('24/7');"
        "open_half_hours('24/7', 'UTC', date(2026, 1, 1), 1);"
        "print('opening_hours' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
