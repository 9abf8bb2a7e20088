"""What one piece of text means: YAML 1.2's core schema, exact and within bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.load.scalars import NUMBER_LIMIT, Refused, control_in, plain, quoted


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "yes",
        "on",
        "y",
        "n",
        "tRUE",
        "nullable",
        "22:00",
        "08:30",
        "24/7",
        "2026-11-02",
        "1_000",
        "1,000",
        "85%",
        "0.85x",
        "1.2.3",
        "1e",
        "e3",
        ".",
        "+",
        "--",
        "+-1",
        "0o8",
        "-0o7",
        "0xG",
        "-0xFF",
        "0b1",
        "1٢",
        "²",
        "inf",
        "nan",
        "Infinity",
        "- 1",
        "PH off",
    ],
)
def test_text_that_is_no_word_of_yaml_1_2_stays_text(text: str) -> None:
    assert plain(text) == text
    assert isinstance(plain(text), str)


@pytest.mark.parametrize("text", ["true", "True", "TRUE"])
def test_true_is_true(text: str) -> None:
    assert plain(text) is True


@pytest.mark.parametrize("text", ["false", "False", "FALSE"])
def test_false_is_false(text: str) -> None:
    assert plain(text) is False


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("0123", 123),
        ("-7", -7),
        ("+7", 7),
        ("0o17", 15),
        ("0xFF", 255),
        ("0xff", 255),
        ("9999999999999999", 10**16 - 1),
        ("-9999999999999999", 1 - 10**16),
        ("0" * 39 + "5", 5),
    ],
)
def test_integers_are_read_in_base_ten_unless_they_say_otherwise(text: str, number: int) -> None:
    assert plain(text) == number
    assert type(plain(text)) is int


@pytest.mark.parametrize("text", ["1.10", "0.85", "-0.5", "1.", "5.0", "1e3", "1.5e-7", "9999999999999999.9", "1E+2"])
def test_decimals_keep_their_digits(text: str) -> None:
    number = plain(text)
    assert isinstance(number, Decimal)
    assert number.as_tuple() == Decimal(text).as_tuple()


def test_a_decimal_may_begin_with_its_point() -> None:
    assert plain(".5") == Decimal("0.5")
    assert plain("-.5") == Decimal("-0.5")


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL", "-"])
def test_what_stands_for_nothing_is_refused(text: str) -> None:
    assert plain(text) is Refused.EMPTY


@pytest.mark.parametrize("text", [".inf", "-.inf", "+.Inf", ".INF", ".nan", ".NaN", ".NAN"])
def test_numbers_that_are_not_finite_are_refused(text: str) -> None:
    assert plain(text) is Refused.NOT_FINITE


@pytest.mark.parametrize(
    "text",
    [
        "10000000000000000",
        "-10000000000000000",
        "1e16",
        "-1e16",
        "1e40",
        "1e999999",
        "10000000000000000.0",
        "0x" + "f" * 38,
    ],
)
def test_numbers_that_reach_the_limit_are_refused(text: str) -> None:
    assert plain(text) is Refused.TOO_LARGE


@pytest.mark.parametrize(
    "text", ["1" * 41, "0." + "1" * 39, "1e-41", "1e-999999999", "1" * 100_000, "1e" + "9" * 100_000]
)
def test_numbers_with_absurdly_many_places_are_refused_unread(text: str) -> None:
    assert plain(text) is Refused.TOO_LONG


@pytest.mark.parametrize("text", ["true", "1", "1.10", "~", "null", ".inf", "-", "a\nb", "a\tb", "\u202e"])
def test_text_in_quotes_is_text(text: str) -> None:
    assert quoted(text) == text


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\xa0", "\u2003"])
def test_blank_text_is_refused_in_quotes_too(text: str) -> None:
    assert quoted(text) is Refused.EMPTY


@pytest.mark.parametrize("text", ["\0", "a\x1b", "\r", "\x7f", "\x85b", "\ud800", "a\udfff"])
def test_control_characters_and_lone_surrogates_are_refused(text: str) -> None:
    assert quoted(text) in {Refused.CONTROL, Refused.EMPTY}
    assert control_in(text)
    assert control_in(text) in text


def test_tabs_and_line_feeds_are_no_control_characters_here() -> None:
    assert not control_in("a\tb\nc")


@given(st.integers(1 - NUMBER_LIMIT, NUMBER_LIMIT - 1))
def test_every_integer_within_the_limit_comes_back(number: int) -> None:
    assert plain(str(number)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_every_decimal_comes_back_with_its_digits(number: Decimal) -> None:
    assert str(plain(str(number))) == str(number)


@given(st.one_of(st.text(), st.from_regex(r"[-+.0-9eExo_:%]*", fullmatch=True)))
def test_any_text_has_a_value_or_a_reason(text: str) -> None:
    value = plain(text)
    if isinstance(value, int | Decimal):
        assert -NUMBER_LIMIT < value < NUMBER_LIMIT
    elif isinstance(value, str):
        assert value == text
    else:
        assert type(value) is Refused
