"""The shape of a week: flat, office, or the buyer's own table."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.demand.office_shape import FIRST_HALF_HOUR, HALF_HOUR_WEIGHTS, WEEKDAY_WEIGHTS
from callvet.demand.shape import half_hour_weights, parse_shape, week_shape, whole_weights
from callvet.model.needs import Needs
from tests.conftest import MakeNeeds, read

HOURS = st.sampled_from(
    [
        "24/7",
        "Mo-Fr 08:00-18:00",
        "Sa 09:00-13:00",
        "Mo-Fr 22:00-06:00; PH off",
        "Jan-Mar Mo-Fr 08:00-12:00",
        "Mo[1] 08:15-09:45",
    ]
)
TABLE = "weekday,hour,share\nMo,8,3\nMo,9,1\n6,23,4\n"


def needs_of(shape: str, hours: str) -> Needs:
    return read(f"demand: {{shape: {shape}, open: '{hours}'}}", "needs.yaml", Needs)[0]


@given(shape=st.sampled_from(["flat", "office"]), hours=HOURS)
@settings(max_examples=30, deadline=None)
def test_shares_add_up_to_one_whatever_is_open(shape: str, hours: str) -> None:
    week = week_shape(needs_of(shape, hours))
    assert sum(week.values()) == 1
    assert all(share > 0 for share in week.values())


def test_a_flat_week_is_even_over_the_open_half_hours(make_needs: MakeNeeds) -> None:
    week = week_shape(make_needs("demand: {shape: flat, open: 'Mo-Fr 08:00-18:00'}"))
    assert week == {(day, half_hour): Fraction(1, 100) for day in range(5) for half_hour in range(16, 36)}


def test_a_flat_week_around_the_clock_has_336_shares_alike(make_needs: MakeNeeds) -> None:
    assert set(week_shape(make_needs("demand: {shape: flat, open: 24/7}")).values()) == {Fraction(1, 336)}


def test_half_hours_that_are_open_in_part_are_left_out(make_needs: MakeNeeds) -> None:
    week = week_shape(make_needs("demand: {shape: flat, open: 'Mo 08:15-09:45'}"))
    assert week == {(0, 17): Fraction(1, 2), (0, 18): Fraction(1, 2)}


def test_hours_that_change_in_the_year_weigh_as_often_as_they_are_open(make_needs: MakeNeeds) -> None:
    # 2029: 26 of its 52 weeks are odd, and week 1 is the first.
    week = week_shape(make_needs("demand: {shape: flat, open: 'Mo 08:00-08:30; week 1-53/2 Tu 08:00-08:30'}"))
    assert week == {(0, 16): Fraction(52, 78), (1, 16): Fraction(26, 78)}


def test_hours_of_certain_years_are_those_of_the_contract(make_needs: MakeNeeds) -> None:
    demand = "demand: {shape: flat, open: '2027 Mo 08:00-08:30'}"
    assert week_shape(make_needs(f"{{start: 2027-01-01, {demand}}}")) == {(0, 16): 1}
    with pytest.raises(ValueError, match="is never open for a whole half-hour"):
        week_shape(make_needs(demand))


def test_hours_without_a_whole_half_hour_are_refused_with_the_fix(make_needs: MakeNeeds) -> None:
    with pytest.raises(ValueError, match=r"^Mo 08:10-08:55 is never open .* write demand.open in whole ones$"):
        week_shape(make_needs("demand: {open: 'Mo 08:10-08:55'}"))


def test_office_tables_are_shares_in_ten_thousand() -> None:
    assert sum(WEEKDAY_WEIGHTS) == sum(HALF_HOUR_WEIGHTS) == 10_000
    assert FIRST_HALF_HOUR + len(HALF_HOUR_WEIGHTS) == 48


def test_an_office_has_its_busiest_hours_in_the_morning_and_thin_nights_and_weekends(make_needs: MakeNeeds) -> None:
    week = week_shape(make_needs("demand: {shape: office, open: 24/7}"))
    days, monday = Counter[int](), {slot: share for (day, slot), share in week.items() if day == 0}
    for (day, _), share in week.items():
        days[day] += share
    assert days == {day: Fraction(weight, 10_000) for day, weight in enumerate(WEEKDAY_WEIGHTS)}
    assert max(days[5], days[6]) < min(days[day] for day in range(5)) / 2
    # The table: 445 of 10,000 calls from 16:00 to 16:30, 416 from 10:00; 107 in its thinnest half-hour, from 7:00.
    assert monday[32] / monday[20] == Fraction(445, 416)
    assert monday[0] == monday[13] == monday[14] == min(monday.values())
    assert monday[0] / monday[20] == Fraction(107, 416)


def test_hours_cut_the_office_down_in_its_own_proportions(make_needs: MakeNeeds) -> None:
    week = week_shape(make_needs("demand: {shape: office, open: 'Mo 10:00-10:30,16:00-16:30'}"))
    assert week == {(0, 20): Fraction(416, 861), (0, 32): Fraction(445, 861)}


def test_an_hour_of_ones_own_table_is_spread_over_its_half_hours(make_needs: MakeNeeds) -> None:
    week = week_shape(make_needs("demand: {shape: calls.csv, open: 'Mo-Su 08:00-24:00'}"), TABLE)
    assert {slot: share for slot, share in week.items() if share} == {
        (0, 16): Fraction(3, 16),
        (0, 17): Fraction(3, 16),
        (0, 18): Fraction(1, 16),
        (0, 19): Fraction(1, 16),
        (6, 46): Fraction(1, 4),
        (6, 47): Fraction(1, 4),
    }
    assert len(week) == 7 * 32, "open half-hours without contacts belong to the week"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffWeekday, Hour ,share,notes\n\nmo,08,3,busy\nMO,9:00,1\nSu,23,400 %,\n,,\n",
        'share,hour,weekday\n"3","8","0"\n1,9,Mo\n4,23,SU',
    ],
)
def test_tables_may_be_written_in_several_ways(text: str) -> None:
    assert parse_shape(text, "calls.csv") == parse_shape(TABLE, "calls.csv")


def test_all_faults_of_a_table_are_told_at_their_lines() -> None:
    text = "weekday,hour,share\nMo,8,1\nXx,24,-1\n7,x,nan\nMo,8,2\nTu,9\nTu,10,1e3\nWe,-0,-0\n"
    weights, problems = parse_shape(text, "calls.csv")
    assert weights is None
    assert [(problem.place.line, problem.message.split(";")[0]) for problem in problems] == [
        (3, "Xx is no weekday"),
        (3, "24 is no hour of the day"),
        (3, "-1 is no share"),
        (4, "7 is no weekday"),
        (4, "x is no hour of the day"),
        (4, "nan is no share"),
        (5, "Mo 8 stands in a line above"),
        (6, "nothing is no share"),
        (7, "1e3 is no share"),
        (8, "-0 is no hour of the day"),
    ]
    assert all(problem.place.path == "calls.csv" and "; write " in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "",
            "there is no column weekday and no column hour and no column share; begin the file with weekday,hour,share",
        ),
        ("weekday;hour;share\nMo;8;1", "there is no column weekday"),
        ("weekday,share\nMo,1", "there is no column hour; begin"),
        ("weekday,hour,share\nMo,8,0\n", "every share is 0; write those of the hours in which contacts come"),
        ("weekday,hour,share\n", "every share is 0"),
    ],
)
def test_a_table_that_says_nothing_is_refused_with_the_fix(text: str, message: str) -> None:
    weights, (problem,) = parse_shape(text, "calls.csv")
    assert weights is None
    assert message in problem.message


def test_a_faulty_table_cannot_be_used(make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {shape: calls.csv}")
    with pytest.raises(ValueError, match=r"^calls.csv:2:1: Xx is no weekday; .*\ncalls.csv:2:1: 99 is no hour"):
        week_shape(needs, "weekday,hour,share\nXx,99,1")
    with pytest.raises(ValueError, match=r"the table calls.csv was not read; write flat, office or"):
        week_shape(needs)


def test_a_table_with_nothing_while_it_is_open_is_refused_with_the_fix(make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {shape: calls.csv, open: 'Sa 08:00-18:00'}")
    with pytest.raises(ValueError, match=r"no contact of demand.shape comes within Sa 08:00-18:00; mend"):
        week_shape(needs, TABLE)


def test_shapes_are_whole_numbers_in_proportion() -> None:
    assert whole_weights([Fraction(1, 2), Fraction(1, 3), Fraction(0)]) == (3, 2, 0)
    assert half_hour_weights("flat") == (1,) * 336
    assert sum(half_hour_weights("x.csv", TABLE)) == 2 * (3 + 1 + 4)
