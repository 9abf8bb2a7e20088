"""Text of the user's is echoed inert, visible and short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.model.wording import shown


@pytest.mark.parametrize("text", ["", "certfications", "Zürich, 東京", "a b", "🙂"])
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "echo"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\nb\tc", r"a\nb\tc"),
        ("pay\u202efdp", r"pay\u202efdp"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("\xa0open", r"\xa0open"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("line\u2028line", r"line\u2028line"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, echo: str) -> None:
    assert shown(text) == echo


def test_long_text_is_cut_and_says_so() -> None:
    assert shown("a" * 41) == "a" * 39 + "…"
    assert shown("a" * 40) == "a" * 40


def test_escapes_count_towards_the_length_and_are_never_cut_in_two() -> None:
    assert shown("\x1b" * 11) == r"\x1b" * 9 + "…"
    assert shown("\x1b" * 10) == r"\x1b" * 10


def test_the_length_can_be_chosen() -> None:
    assert shown("abcdef", 4) == "abc…"


@given(st.text(), st.integers(1, 60))
def test_every_echo_is_one_printable_line_of_the_length_asked_for(text: str, longest: int) -> None:
    echo = shown(text, longest)
    assert echo.isprintable()
    assert len(echo) <= longest
