"""Did you mean: the closest known word, or none where none is close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.model.suggestion import closest

KEYS = ("certifications", "certificates", "recording_consent", "do_not_call", "physical", "hosting")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("certfications", "certifications"),
        ("certificate", "certificates"),
        ("Hosting", "hosting"),
        ("do-not-call", "do_not_call"),
        ("Do not call", "do_not_call"),
        ("hosting", "hosting"),
        ("host", "hosting"),
    ],
)
def test_a_slip_is_recognised(written: str, meant: str) -> None:
    assert closest(written, KEYS) == meant


@pytest.mark.parametrize("written", ["", "xyz", "colour", "phys", "\x1b[31m", "東京"])
def test_what_is_like_nothing_known_has_no_suggestion(written: str) -> None:
    assert closest(written, KEYS) is None


def test_the_known_word_is_given_in_its_own_spelling() -> None:
    assert closest("brio-gmbh", ["Brio_GmbH"]) == "Brio_GmbH"


def test_nothing_is_meant_where_nothing_is_known() -> None:
    assert closest("hosting", ()) is None


def test_very_long_text_is_not_looked_at() -> None:
    assert closest("a" * 80, ["a" * 80]) == "a" * 80
    assert closest("a" * 81, ["a" * 81]) is None


@given(st.text(max_size=90))
def test_a_suggestion_is_always_one_of_the_known(word: str) -> None:
    assert closest(word, KEYS) in {None, *KEYS}
