"""The calendar: when contacts come, and which of those times are meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.demand.calendar import Arrivals, TimeMarks, marked_arrivals, open_weeks, ordinary_monday
from callvet.demand.shape import half_hour_weights

FLAT = half_hour_weights("flat")
OFFICE = half_hour_weights("office")
NEW_YORK, CHICAGO, LONDON = "America/New_York", "America/Chicago", "Europe/London"

SIMPLE_HOURS = {
    "24/7": (range(7), 0, 1440),
    "Mo-Fr 08:00-18:00": (range(5), 480, 1080),
    "Mo-Su 06:30-22:00": (range(7), 390, 1320),
    "Sa-Su 01:00-04:30": (range(5, 7), 60, 270),
    "Mo-Fr 00:00-24:00": (range(5), 0, 1440),
}
"""Hours, and what they mean: days, first minute of the day, and the minute after the last."""

HOLIDAYS_OF_2027 = {
    "US": ["01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25", "12-24", "12-31"],
    "GB": ["01-01", "03-26", "05-03", "05-31", "12-27", "12-28"],
}
"""As governments keep them (opm.gov, gov.uk): holidays on weekends by the working day in their place."""


def test_ordinary_weeks_begin_on_a_monday() -> None:
    assert ordinary_monday(None).weekday() == 0
    assert ordinary_monday(date(2027, 1, 1)) == date(2027, 1, 4)
    assert ordinary_monday(date(2027, 1, 4)) == date(2027, 1, 4)
    assert ordinary_monday(date(9999, 12, 31)) == ordinary_monday(None)


def test_hours_alike_in_every_week_are_looked_up_in_one() -> None:
    assert open_weeks("Su 23:00-24:00", date(2029, 1, 1)) == {334: 1, 335: 1}
    assert open_weeks("Jul Su 23:00-24:00", date(2029, 1, 1)) == {334: 5, 335: 5}


def test_an_ordinary_week_has_no_holidays() -> None:
    arrivals = Arrivals(FLAT, "24/7", NEW_YORK, "US")
    assert marked_arrivals(arrivals, TimeMarks(holidays=("US",))) == 0
    assert marked_arrivals(arrivals, TimeMarks(within=("Mo-Su 00:00-24:00; PH off",))) == 1


@pytest.mark.parametrize(
    ("buyer", "quote", "half_hours"),
    [
        # Open 8 to 18 by the buyer's clock: 20 half-hours, of which the vendor's hours, 8 to 18 by its own, hold:
        (None, None, 20),
        (None, CHICAGO, 20),  # no zone of the buyer's is no shift
        (NEW_YORK, None, 20),
        (NEW_YORK, CHICAGO, 18),  # an hour behind
        (NEW_YORK, LONDON, 10),  # five hours ahead
        (NEW_YORK, "America/Phoenix", 14),  # three hours behind while New York has summer time, for most of a year
        (NEW_YORK, "Asia/Kathmandu", 0),
        ("Europe/Berlin", "Asia/Kathmandu", 12),  # 3:45 ahead in summer: from 8:00 to 14:15 there, in whole half-hours
        ("Pacific/Kiritimati", "Pacific/Pago_Pago", 18),  # 25 hours behind, on the day before
    ],
)
def test_an_ordinary_week_is_seen_by_the_clock_of_the_quote(
    buyer: str | None, quote: str | None, half_hours: int
) -> None:
    arrivals = Arrivals(FLAT, "Mo-Fr 08:00-18:00", buyer)
    marks = TimeMarks(within=("Mo-Su 08:00-18:00",))
    assert marked_arrivals(arrivals, marks, quote) == Fraction(half_hours, 20)


def test_marked_times_must_hold_in_the_same_half_hours() -> None:
    arrivals = Arrivals(FLAT, "Mo-Fr 08:00-18:00")
    morning, noon = "Mo-Fr 08:00-12:00", "Mo-Fr 10:00-14:00"
    assert marked_arrivals(arrivals, TimeMarks(within=(morning, noon))) == Fraction(4, 20)
    assert marked_arrivals(arrivals, TimeMarks(within=(morning,), outside=(noon,))) == Fraction(4, 20)
    assert marked_arrivals(arrivals, TimeMarks(outside=(morning, noon))) == Fraction(8, 20)


def test_hours_of_some_weeks_are_met_in_a_year_of_ordinary_weeks() -> None:
    # July and August of 2029 have 22 + 23 of the 260 working days.
    arrivals = Arrivals(FLAT, "Mo-Fr 08:00-18:00")
    assert marked_arrivals(arrivals, TimeMarks(within=("Jul-Aug Mo-Su 00:00-24:00",))) == Fraction(45, 260)
    assert marked_arrivals(arrivals, TimeMarks(outside=("Jul-Aug Mo-Su 00:00-24:00",))) == Fraction(215, 260)


def test_contacts_of_a_month_fall_on_the_days_that_are_open() -> None:
    # November 2027 has 22 working days; the 11th and the 25th are holidays, and closed.
    arrivals = Arrivals(FLAT, "Mo-Fr 08:00-18:00; PH off", NEW_YORK, "US", first_day=date(2027, 11, 1), days=30)
    assert marked_arrivals(arrivals, TimeMarks(holidays=("US",))) == 0
    assert marked_arrivals(arrivals, TimeMarks(within=("Nov 24 08:00-18:00",))) == Fraction(1, 20)
    open_then = Arrivals(FLAT, "Mo-Fr 08:00-18:00", NEW_YORK, "US", first_day=date(2027, 11, 1), days=30)
    assert marked_arrivals(open_then, TimeMarks(holidays=("US",))) == Fraction(2, 22)
    assert marked_arrivals(open_then, TimeMarks(within=("24/7; PH off",))) == Fraction(20, 22)
    assert marked_arrivals(open_then, TimeMarks(outside=("24/7; PH off",), holidays=("US",))) == Fraction(2, 22)


def test_holidays_are_days_by_the_clock_of_the_quote() -> None:
    # Thanksgiving in New York from 0 to 24 o'clock; of Manila's 25 November it is still the 24th until 11 o'clock.
    arrivals = Arrivals(FLAT, "24/7", NEW_YORK, first_day=date(2027, 11, 25), days=1)
    assert marked_arrivals(arrivals, TimeMarks(holidays=("US",))) == 1
    assert marked_arrivals(arrivals, TimeMarks(holidays=("US",)), "Asia/Manila") == Fraction(11, 24)


def test_a_month_in_which_nothing_opens_has_its_contacts_all_the_same() -> None:
    arrivals = Arrivals(FLAT, "Jan-Jun Mo-Fr 08:00-18:00", first_day=date(2027, 7, 1), days=31)
    assert marked_arrivals(arrivals, TimeMarks(within=("Mo-Su 00:00-12:00",))) == Fraction(1, 2)


def test_no_contacts_are_marked_where_none_come() -> None:
    for first_day in (None, date(2027, 7, 1)):
        nothing = Arrivals((0,) * 336, "24/7", first_day=first_day, days=7)
        assert marked_arrivals(nothing, TimeMarks(within=("24/7",))) == 0


def is_open(hours: str, local: datetime) -> bool:
    days, first, end = SIMPLE_HOURS[hours]
    return local.weekday() in days and first <= 60 * local.hour + local.minute < end


@given(
    buyer=st.sampled_from([NEW_YORK, LONDON, "Asia/Manila", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    quote=st.sampled_from([CHICAGO, LONDON, "Asia/Manila", "America/Santiago"]),
    hours=st.sampled_from(sorted(SIMPLE_HOURS)),
    within=st.lists(st.sampled_from(sorted(SIMPLE_HOURS)), max_size=1),
    outside=st.lists(st.sampled_from(sorted(SIMPLE_HOURS)), max_size=1),
    holiday=st.booleans(),
    first_day=st.sampled_from(
        [date(2027, 3, 12), date(2027, 3, 27), date(2027, 4, 2), date(2027, 11, 5), date(2027, 12, 29)]
    ),
    weights=st.sampled_from([FLAT, OFFICE]),
)
@settings(max_examples=30, deadline=None)
def test_months_are_counted_as_minute_by_minute_by_the_clocks_on_the_wall(
    buyer: str,
    quote: str,
    hours: str,
    within: list[str],
    outside: list[str],
    first_day: date,
    weights: tuple[int, ...],
    *,
    holiday: bool,
) -> None:
    days = 4
    marks = TimeMarks(tuple(within), tuple(outside), ("US",) if holiday else ())
    arrivals = Arrivals(weights, hours, buyer, first_day=first_day, days=days)
    holidays = {date(2027, int(day[:2]), int(day[3:])) for day in HOLIDAYS_OF_2027["US"]}
    start, end = (
        datetime.combine(first_day + timedelta(away), datetime.min.time(), ZoneInfo(buyer)).astimezone(UTC)
        for away in (0, days)
    )
    total = meant = 0
    moment = start
    while moment < end:
        here, there = moment.astimezone(ZoneInfo(buyer)), moment.astimezone(ZoneInfo(quote))
        if is_open(hours, here):
            weight = weights[48 * here.weekday() + 2 * here.hour + here.minute // 30]
            total += weight
            meant += weight * (
                all(is_open(one, there) for one in within)
                and not any(is_open(one, there) for one in outside)
                and (not holiday or there.date() in holidays)
            )
        moment += timedelta(minutes=1)
    if total and buyer != "Asia/Kathmandu":
        assert marked_arrivals(arrivals, marks, quote) == Fraction(meant, total)
    elif total:
        assert abs(marked_arrivals(arrivals, marks, quote) - Fraction(meant, total)) < Fraction(1, 10)


@given(
    hours=st.sampled_from([*sorted(SIMPLE_HOURS), "Mo-Fr 18:00-06:00; PH off", "Jul-Aug Mo-Su 00:15-13:45"]),
    zone=st.sampled_from([None, CHICAGO, "Asia/Kathmandu"]),
    first_day=st.sampled_from([None, date(2027, 3, 1), date(2027, 11, 1)]),
)
@settings(max_examples=40, deadline=None)
def test_within_and_outside_make_all(hours: str, zone: str | None, first_day: date | None) -> None:
    arrivals = Arrivals(OFFICE, "Mo-Sa 07:00-22:00", NEW_YORK, "US", first_day=first_day, days=30)
    inside = marked_arrivals(arrivals, TimeMarks(within=(hours,)), zone)
    outside = marked_arrivals(arrivals, TimeMarks(outside=(hours,)), zone)
    assert inside + outside == 1
    assert 0 <= inside <= 1
