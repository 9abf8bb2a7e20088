"""Hours: how much of the needed time is answered, on two clocks, and holidays.

The needed week is Monday to Friday from 8 to 18 in New York, 50 hours, unless a test says otherwise.
"""

from __future__ import annotations

import pytest

from callvet.score.criteria.hours import CRITERION, open_share
from callvet.score.criterion import NotApplicable
from tests.conftest import MakeNeeds, MakeSubject

NEW_YORK = "timezone: America/New_York"
WITHOUT_HOLIDAYS = '{timezone: America/New_York, demand: {open: "Mo-Fr 08:00-18:00; PH off"}}'


def test_round_the_clock_on_every_day_is_full_marks(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("hours: {open: 24/7, holidays: open}"), make_needs(NEW_YORK))
    assert (found.low, found.high, found.answered_share) == (100, 100, 1)
    assert found.reason == "24/7; open on holidays"
    assert str(found.evidence) == "vendors/acme.yaml:1:9"


@pytest.mark.parametrize(
    ("hours", "points"),
    [
        ("Mo-Fr 08:00-18:00", 100),
        ("Mo-Su 00:00-24:00", 100),
        ("24/7; PH off", 100),
        ("Mo-Fr 08:00-13:00", 50),
        ("Mo-Th 08:00-18:00", 80),
        ("Mo-Fr 18:00-08:00", 0),
        ("Sa-Su 00:00-24:00", 0),
    ],
)
def test_the_share_of_the_needed_hours_counts(
    make_subject: MakeSubject, make_needs: MakeNeeds, hours: str, points: float
) -> None:
    subject = make_subject(f'hours: {{open: "{hours}", timezone: America/New_York}}')
    found = CRITERION.assess(subject, make_needs(WITHOUT_HOLIDAYS))
    assert (found.low, found.high, found.answered_share) == (pytest.approx(points), pytest.approx(points), 1)
    assert found.reason == f"{points}% of the hours"


def test_hours_that_nobody_needs_earn_nothing(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    short = make_subject('hours: {open: "Mo-Fr 08:00-13:00", timezone: America/New_York}')
    long = make_subject('hours: {open: "Mo-Fr 02:00-13:00; Sa-Su 00:00-24:00", timezone: America/New_York}')
    needs = make_needs(WITHOUT_HOLIDAYS)
    assert CRITERION.assess(short, needs).low == CRITERION.assess(long, needs).low


@pytest.mark.parametrize(
    ("hours", "timezone", "points"),
    [
        ("Mo-Fr 08:00-18:00", "America/Chicago", 90),  # 9 to 19 in New York
        ("Mo-Fr 07:00-17:00", "America/Chicago", 100),
        ("Mo-Fr 21:00-07:00", "Asia/Manila", 95),  # 8 to 18 in winter, 9 to 19 in summer
        ("Mo-Fr 20:00-07:00", "Asia/Manila", 100),
        ("Su-Th 21:00-07:00", "Asia/Manila", 76),  # no Friday: 40 of 50 hours in winter, 36 in summer
    ],
)
def test_each_side_is_read_on_its_own_clock_in_winter_and_summer(
    make_subject: MakeSubject, make_needs: MakeNeeds, hours: str, timezone: str, points: float
) -> None:
    subject = make_subject(f'hours: {{open: "{hours}", timezone: {timezone}}}')
    found = CRITERION.assess(subject, make_needs(WITHOUT_HOLIDAYS))
    assert (found.low, found.high) == pytest.approx((points, points))


@pytest.mark.parametrize("timezone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_ends_of_the_week_are_seen_on_the_other_side_of_the_earth(
    make_subject: MakeSubject, make_needs: MakeNeeds, timezone: str
) -> None:
    subject = make_subject(f'hours: {{open: "Mo-Su 00:00-24:00", timezone: {timezone}}}')
    needs = make_needs("{timezone: Pacific/Auckland, demand: {open: 24/7}}")
    assert open_share(subject, needs, "24/7") == (1, 1)


def test_hours_that_must_be_join_those_of_the_demand(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs('{timezone: America/New_York, must: {hours: "Mo 08:00-10:00; Sa 08:00-18:00; PH off"}}')
    subject = make_subject('hours: {open: "Mo-Fr 08:00-18:00", timezone: America/New_York, holidays: open}')
    found = CRITERION.assess(subject, needs)
    assert (found.low, found.high) == pytest.approx((85, 85))  # 50 of 60 hours, and the holidays
    assert found.reason == "83% of the hours; open on holidays"


def test_almost_all_is_not_told_as_all(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs("{timezone: America/New_York, demand: {open: 24/7}}")
    subject = make_subject('hours: {open: "Mo-Sa 00:00-24:00; Su 00:00-23:30", timezone: America/New_York}')
    assert CRITERION.assess(subject, needs).reason == "99% of the hours; not known: hours.holidays"


def test_silence_is_the_whole_range_and_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("hours: {timezone: America/Chicago}"), make_needs(NEW_YORK))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("hours.open", "hours.holidays")
    assert open_share(make_subject("name: Acme"), make_needs(NEW_YORK), "24/7") == (0, 1)


@pytest.mark.parametrize(
    ("hours", "low", "high", "words"),
    [
        ("Mo-Fr 09:00-13:00", 0, 40, "0% to 40% of the hours"),  # 20 of 50 hours at best
        ("Mo-Fr 08:00-20:00", 0, 100, "0% to 100% of the hours"),
        # closed 6 hours a day, 6 and a half on a clock such as Nepal's: 45.5 of the 50 hours may fall there
        ("Mo-Su 06:00-24:00", 9, 100, "9% to 100% of the hours"),
    ],
)
def test_hours_on_an_unknown_clock_are_a_range(
    make_subject: MakeSubject, make_needs: MakeNeeds, hours: str, low: float, high: float, words: str
) -> None:
    subject = make_subject(f'{{hours: {{open: "{hours}"}}, location: {{sites: [{{country: US, timezone: UTC}}]}}}}')
    found = CRITERION.assess(subject, make_needs(WITHOUT_HOLIDAYS))
    assert (found.low, found.high, found.answered_share) == (pytest.approx(low), pytest.approx(high), 0)
    assert found.unanswered == ("hours.timezone",)
    assert found.reason == f"{words}; not known: hours.timezone"


@pytest.mark.parametrize("hours", ["Mo-Su 06:00-24:00", "Mo-Fr 09:15-13:45", "Mo-Fr 08:00-20:00; Sa 09:00-13:00"])
@pytest.mark.parametrize(
    "timezone", ["Asia/Manila", "Asia/Kathmandu", "Pacific/Chatham", "Australia/Adelaide", "Pacific/Pago_Pago", "UTC"]
)
def test_any_time_zone_narrows_the_range(
    make_subject: MakeSubject, make_needs: MakeNeeds, hours: str, timezone: str
) -> None:
    needs = make_needs(NEW_YORK)
    before = CRITERION.assess(make_subject(f'hours: {{open: "{hours}"}}'), needs)
    after = CRITERION.assess(make_subject(f'hours: {{open: "{hours}", timezone: {timezone}}}'), needs)
    assert before.low <= after.low <= after.high <= before.high


@pytest.mark.parametrize("timezone", ["", ", timezone: Asia/Manila"])
def test_without_a_time_zone_in_the_needs_hours_are_read_as_local_time(
    make_subject: MakeSubject, make_needs: MakeNeeds, timezone: str
) -> None:
    subject = make_subject(f'hours: {{open: "Mo-Fr 08:00-13:00", holidays: closed{timezone}}}')
    found = CRITERION.assess(subject, make_needs())
    assert (found.low, found.high, found.answered_share) == (pytest.approx(45), pytest.approx(45), 1)
    assert found.reason == "50% of the hours, as local time; closed on holidays"


def test_round_the_clock_needs_no_time_zone(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject('hours: {open: "24/7; PH off"}'), make_needs(WITHOUT_HOLIDAYS))
    assert (found.low, found.high, found.unanswered) == (100, 100, ())


@pytest.mark.parametrize(
    ("hours", "low", "high", "words"),
    [
        ("{open: 24/7, holidays: closed}", 90, 90, "24/7; closed on holidays"),
        ("{open: 24/7}", 90, 100, "24/7; not known: hours.holidays"),
        ("{holidays: closed}", 0, 90, "closed on holidays; not known: hours.open"),
        ("{holidays: open}", 0, 100, "open on holidays; not known: hours.open"),
        ('{open: "24/7; PH off"}', 90, 90, "100% of the hours; closed on holidays"),
        ('{open: "24/7; PH off", holidays: open}', 90, 90, "100% of the hours; closed on holidays"),
        ('{open: "24/7; PH 10:00-14:00"}', 90, 100, "100% of the hours; not known: hours.holidays"),
    ],
)
def test_holidays_are_a_tenth(
    make_subject: MakeSubject, make_needs: MakeNeeds, hours: str, low: float, high: float, words: str
) -> None:
    found = CRITERION.assess(make_subject(f"hours: {hours}"), make_needs(NEW_YORK))
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.reason == words


def test_holidays_count_where_any_needed_hours_include_them(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs('{demand: {open: "Mo-Fr 08:00-18:00; PH off"}, must: {hours: 24/7}}')
    found = CRITERION.assess(make_subject("hours: {open: 24/7, holidays: closed}"), needs)
    assert (found.low, found.high) == (90, 90)


def test_needs_without_hours_in_an_ordinary_week_do_not_call_for_it(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    needs = make_needs('demand: {open: "Dec Mo-Fr 08:00-18:00"}')
    found = CRITERION.assess(make_subject("hours: {open: 24/7}"), needs)
    assert found == NotApplicable("the needs name no hours of an ordinary week")
    assert open_share(make_subject('hours: {open: "Sa 10:00-12:00"}'), needs, "Dec Mo-Fr 08:00-18:00") == (1, 1)
