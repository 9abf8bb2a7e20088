"""What a single value may be, and how each other value is refused: in the writer's words, with the fix."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from callvet.model import coded, units
from callvet.model.units import NO_LIMIT, NOT_PROMISED, none_is_empty, read_date, read_flag, read_share, read_text

UNITS = (
    "Text",
    "Flag",
    "Day",
    "Share",
    "PromisedShare",
    "Growth",
    "Percent",
    "Surcharge",
    "Count",
    "Limit",
    "Year",
    "Quantity",
    "Positive",
    "Duration",
    "PromisedDuration",
    "Mark",
    "Amount",
    "Fee",
    "Ceiling",
)
CODED = ("Country", "Currency", "Language", "TimeZone", "OpeningHours")
TYPES = {name: TypeAdapter(getattr(room, name)) for room, names in ((units, UNITS), (coded, CODED)) for name in names}


def read(kind: str, value: object) -> Any:
    """What a value of a kind becomes."""
    return TYPES[kind].validate_python(value)


def refusal(kind: str, value: object) -> str:
    """Why a value is no value of a kind."""
    with pytest.raises(ValidationError) as refused:
        read(kind, value)
    (error,) = refused.value.errors()
    return str(error["ctx"]["error"])


# What is taken


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("Share", "85%", Decimal("0.85")),
        ("Share", "85 %", Decimal("0.85")),
        ("Share", "+85%", Decimal("0.85")),
        ("Share", "99.95%", Decimal("0.9995")),
        ("Share", "0%", Decimal(0)),
        ("Share", "100%", Decimal(1)),
        ("Share", "100.00%", Decimal(1)),
        ("Share", Decimal("0.85"), Decimal("0.85")),
        ("Share", 0, Decimal(0)),
        ("Share", 1, Decimal(1)),
        ("PromisedShare", "99.9%", Decimal("0.999")),
        ("PromisedShare", "none", Decimal(0)),
        ("Growth", "-5%", Decimal("-0.05")),
        ("Growth", "250%", Decimal("2.5")),
        ("Growth", Decimal("-0.5"), Decimal("-0.5")),
        ("Percent", 0, Decimal(0)),
        ("Percent", 25, Decimal(25)),
        ("Percent", 100, Decimal(100)),
        ("Percent", "25%", Decimal(25)),
        ("Percent", "12.5 %", Decimal("12.5")),
        ("Percent", "none", Decimal(0)),
        ("Surcharge", -100, Decimal(-100)),
        ("Surcharge", "150%", Decimal(150)),
        ("Count", 12, 12),
        ("Count", 0, 0),
        ("Count", Decimal("600.0"), 600),
        ("Count", Decimal("1E+3"), 1000),
        ("Count", "none", 0),
        ("Limit", 1, 1),
        ("Year", 1800, 1800),
        ("Year", 2200, 2200),
        ("Quantity", 0, Decimal(0)),
        ("Quantity", Decimal("1.29"), Decimal("1.29")),
        ("Quantity", "none", Decimal(0)),
        ("Positive", Decimal("0.01"), Decimal("0.01")),
        ("Duration", 0, Decimal(0)),
        ("Duration", Decimal("14.5"), Decimal("14.5")),
        ("PromisedDuration", 24, Decimal(24)),
        ("PromisedDuration", "none", NOT_PROMISED),
        ("Mark", Decimal("7.5"), Decimal("7.5")),
        ("Amount", Decimal("49.50"), Decimal("49.50")),
        ("Fee", "none", Decimal(0)),
        ("Fee", Decimal("49.50"), Decimal("49.50")),
        ("Ceiling", 20, Decimal(20)),
        ("Ceiling", "none", NO_LIMIT),
        ("Flag", True, True),
        ("Flag", False, False),
        ("Text", "free text", "free text"),
        ("Text", "none", "none"),
        ("Text", "a" * 20_000, "a" * 20_000),
        ("Day", "2026-11-02", date(2026, 11, 2)),
        ("Day", "2028-02-29", date(2028, 2, 29)),
        ("Country", "NO", "NO"),
        ("Currency", "EUR", "EUR"),
        ("Language", "es-mx", "es-MX"),
        ("TimeZone", "America/Chicago", "America/Chicago"),
        ("OpeningHours", "24/7", "24/7"),
        ("OpeningHours", "Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off", "Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off"),
    ],
)
def test_each_way_to_write_a_value_is_read_as_its_type(kind: str, written: object, value: object) -> None:
    assert (read(kind, written), type(read(kind, written))) == (value, type(value))


@pytest.mark.parametrize("written", ["0.10", "1.290", "49.50"])
def test_numbers_keep_the_digits_that_were_written(written: str) -> None:
    assert str(read("Quantity", Decimal(written))) == written


@given(st.decimals(0, 100, places=6, allow_nan=False, allow_infinity=False))
def test_a_percentage_is_its_hundredth_exactly(percent: Decimal) -> None:
    assert read_share(f"{percent}%") * 100 == percent


# What is refused


@pytest.mark.parametrize(
    ("kind", "written", "message"),
    [
        ("Share", 85, "85 is above 1; write 85% if per cent is meant, or a share such as 0.85"),
        ("Share", Decimal("99.95"), "99.95 is above 1; write 99.95% if per cent is meant, or a share such as 0.85"),
        ("Share", Decimal("1E+1"), "10 is above 1; write 10% if per cent is meant, or a share such as 0.85"),
        ("Share", "120%", "120% is outside 0 to 100%; write a share such as 85% or 0.85"),
        ("Share", "-1%", "-1% is outside 0 to 100%; write a share such as 85% or 0.85"),
        ("Share", Decimal("-0.1"), "-0.1 is outside 0 to 100%; write a share such as 85% or 0.85"),
        ("Share", "0.85", "0.85 is in quotes; write 0.85 without them, or 85%"),
        ("Share", "0.85x", "0.85x is not a share; write 85% or 0.85"),
        ("Share", "30,5%", "30,5% is not a share; write 85% or 0.85"),
        ("Share", "85  %", "85  % is not a share; write 85% or 0.85"),
        ("Share", "85%\n", r"85%\n is not a share; write 85% or 0.85"),
        ("Share", "%", "% is not a share; write 85% or 0.85"),
        ("Share", "none", "none is not a share; write 85% or 0.85"),
        ("Share", True, "true is not a share; write 85% or 0.85"),
        ("Share", [1], "a list is not a share; write 85% or 0.85"),
        ("Share", {"of": 1}, "a group of keys is not a share; write 85% or 0.85"),
        ("Growth", 5, "5 is above 1; write 5% if per cent is meant, or a share such as 0.85"),
        ("Growth", "none", "none is not a share; write 85% or 0.85"),
        ("Percent", 101, "101 is outside 0 to 100%; write a percentage such as 25 or 25%"),
        ("Percent", "-1%", "-1 is outside 0 to 100%; write a percentage such as 25 or 25%"),
        ("Percent", "a quarter", "a quarter is not a percentage; write 25 or 25%"),
        ("Percent", "25", "25 is in quotes; write 25 without them"),
        ("Surcharge", "-101%", "-101 is below -100%; write a percentage such as 25 or 25%"),
        ("Fee", "free", "free is not an amount; write the number alone, such as 49.50; the currency has its own key"),
        ("Ceiling", 0, "0 is too small for a count; write a number from 1"),
        ("Count", "600", "600 is in quotes; write 600 without them"),
        ("Count", "-1.5", "-1.5 is in quotes; write -1.5 without them"),
        ("Count", "6,000", "6,000 is not a count; write digits alone, such as 12"),
        ("Count", "many", "many is not a count; write digits alone, such as 12"),
        ("Count", True, "true is not a count; write digits alone, such as 12"),
        ("Count", False, "false is not a count; write digits alone, such as 12"),
        ("Count", Decimal("1.5"), "1.5 is not a count; write a whole number"),
        ("Count", -1, "-1 is not a count; write a number from 0"),
        ("Limit", 0, "0 is not a count; write a number from 1"),
        ("Limit", "none", "none is not a count; write digits alone, such as 12"),
        ("Year", 1799, "1799 is not a year; write a number from 1800 to 2200"),
        ("Year", 20045, "20045 is not a year; write a number from 1800 to 2200"),
        ("Year", "the nineties", "the nineties is not a year; write its four digits, such as 2004"),
        ("Quantity", -1, "-1 is too small for a number; write a number from 0"),
        ("Quantity", "12h", "12h is not a number; write digits alone, such as 12"),
        ("Positive", 0, "0 is too small for a number; write a number above 0"),
        ("Positive", "none", "none is not a number; write digits alone, such as 12"),
        (
            "Duration",
            "4:10",
            "4:10 is not a length of time; write digits alone, such as 20; its unit stands in the key",
        ),
        (
            "PromisedDuration",
            "24h",
            "24h is not a length of time; write digits alone, such as 20; its unit stands in the key",
        ),
        ("Duration", -1, "-1 is too small for a length of time; write a number from 0"),
        ("Mark", "good", "good is not a mark; write digits alone, such as 7"),
        ("Mark", -1, "-1 is too small for a mark; write a number from 0"),
        (
            "Amount",
            "$49",
            "$49 is not an amount; write the number alone, such as 49.50; the currency has its own key",
        ),
        ("Amount", Decimal("-0.01"), "-0.01 is too small for an amount; write a number from 0"),
        ("Flag", "yes", "yes is not true or false; write true"),
        ("Flag", "ON", "ON is not true or false; write true"),
        ("Flag", "No", "No is not true or false; write false"),
        ("Flag", "none", "none is not true or false; write false"),
        ("Flag", "perhaps", "perhaps is not true or false; write true or false"),
        ("Flag", "true", "true is text here; write true without quotes"),
        ("Flag", "False", "False is text here; write false without quotes"),
        ("Flag", 1, "1 is not true or false; write true or false"),
        ("Flag", [True], "a list is not true or false; write true or false"),
        ("Text", 24, '24 is read as a number; put it in quotes: "24"'),
        ("Text", Decimal("1.10"), '1.10 is read as a number; put it in quotes: "1.10"'),
        ("Text", True, 'true is read as a flag; put it in quotes: "true"'),
        ("Text", ["a"], "a list stands where text belongs; write it in one line or in quotes"),
        ("Text", {"a": "b"}, "a group of keys stands where text belongs; write it in one line or in quotes"),
        ("Text", "a" * 20_001, "20001 characters are too many; at most 20000 are kept"),
        ("Day", "2026-02-29", "2026-02-29 is not a date; write year-month-day, such as 2026-11-02"),
        ("Day", "02.11.2026", "02.11.2026 is not a date; write year-month-day, such as 2026-11-02"),
        ("Day", "20261102", "20261102 is not a date; write year-month-day, such as 2026-11-02"),
        ("Day", "2026-W45-1", "2026-W45-1 is not a date; write year-month-day, such as 2026-11-02"),
        ("Day", "2026-11-02T09:00", "2026-11-02T09:00 is not a date; write year-month-day, such as 2026-11-02"),
        ("Day", 2026, "2026 is not a date; write year-month-day, such as 2026-11-02"),
        ("Country", "USA", "USA is not an ISO country code; write US"),
        ("Country", 1, "1 is not an ISO country code; write a two-letter ISO 3166 code such as US"),
        ("Country", False, "false is not an ISO country code; write a two-letter ISO 3166 code such as US"),
        ("Country", ["US"], "a list stands where text belongs; write it in one line or in quotes"),
        ("Currency", "usd", "usd is not an ISO currency code; write USD"),
        ("Language", "english", "english is not a language code; write en for English"),
        ("TimeZone", "EST", "EST is an abbreviation that leaves summer time open; write America/New_York"),
        (
            "OpeningHours",
            "8:30-17",
            "8:30-17 is not an opening time; write Mo-Fr 08:30-17:00, or 08:30-17:00 for every day",
        ),
    ],
)
def test_what_is_no_value_is_refused_with_the_fix(kind: str, written: object, message: str) -> None:
    assert refusal(kind, written) == message


@pytest.mark.parametrize("written", ["٣٥", "\uff13\uff15"])
@pytest.mark.parametrize("kind", ["Share", "Count", "Quantity"])
def test_digits_of_other_scripts_are_no_numbers(kind: str, written: str) -> None:
    assert f"{written} is not" in refusal(kind, written)
    assert f"{written}% is not" in refusal(kind, f"{written}%")


def test_digits_of_other_scripts_are_no_date() -> None:
    assert "is not a date" in refusal("Day", "\uff12\uff10\uff12\uff16-11-02")


def test_hours_that_are_a_number_are_told_what_hours_look_like() -> None:
    assert refusal("OpeningHours", 24).startswith("24 is not an opening time; write ")
    assert refusal("OpeningHours", True).startswith("true is not an opening time; write ")


@pytest.mark.parametrize("kind", TYPES)
def test_hostile_text_is_echoed_inert(kind: str) -> None:
    hostile = "\x1b[31m\u202e\n" + "x" * 30_000
    message = refusal(kind, hostile)
    assert message.isprintable()
    assert len(message) < 300


ANYTHING = st.recursive(
    st.booleans()
    | st.integers(-(10**16), 10**16)
    | st.decimals(-(10**16), 10**16, allow_nan=False, allow_infinity=False)
    | st.text(max_size=60)
    | st.from_regex(r"[-+]?[0-9]{0,4}[.,:%/-]?[0-9]{0,4} ?%?", fullmatch=True),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)  # tables of codes are read at the first need
@given(st.sampled_from(list(TYPES)), ANYTHING)
def test_every_value_is_read_or_refused_in_one_printable_line(kind: str, value: object) -> None:
    try:
        read(kind, value)
    except ValidationError as refused:
        (error,) = refused.errors()
        message = str(error["ctx"]["error"])
        assert message.isprintable()
        assert "; " in message
        assert len(message) < 400


@given(st.text() | st.decimals(allow_nan=False, allow_infinity=False))
def test_a_share_lies_between_0_and_1(value: object) -> None:
    try:
        share = read_share(value)
    except ValueError:
        return
    assert 0 <= share <= 1


@given(st.text())
def test_text_is_kept_as_it_is(text: str) -> None:
    assert read_text(text) == text


@given(st.dates())
def test_every_date_of_the_calendar_is_read(day: date) -> None:
    assert read_date(day.isoformat()) == day


@pytest.mark.parametrize("value", [True, False])
def test_flags_are_yaml_s_own(value: object) -> None:
    assert read_flag(value) is value


def test_none_is_the_empty_list_and_all_else_is_left_as_it_is() -> None:
    assert none_is_empty("none") == []
    assert none_is_empty(["none"]) == ["none"]
    assert none_is_empty("None") == "None"
    assert none_is_empty(0) == 0


def test_what_an_editor_is_told_of_a_type_is_each_asker_s_own() -> None:
    told = TYPES["Limit"].json_schema()
    assert told == {"type": "integer", "minimum": 1}
    told.clear()
    assert TypeAdapter(units.Limit).json_schema() == {"type": "integer", "minimum": 1}
