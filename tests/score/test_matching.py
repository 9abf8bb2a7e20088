"""Matching: one name in two writings, and lists held against each other."""

from __future__ import annotations

import pytest

from callvet.score.matching import covering, distinct_names, in_words, names_covered, names_missing, same_name


@pytest.mark.parametrize("text", ["Dynamics 365", "dynamics-365", "DYNAMICS_365", "  dynamics - 365 "])
def test_case_and_the_kind_of_gap_do_not_tell_names_apart(text: str) -> None:
    assert same_name(text) == "dynamics 365"


def test_a_missing_gap_does() -> None:
    assert same_name("HubSpot") != same_name("Hub Spot")


def test_each_name_is_kept_once_as_first_written() -> None:
    assert distinct_names(["Zoho-CRM", "hubspot", "zoho crm"]) == ("Zoho-CRM", "hubspot")


@pytest.mark.parametrize(
    ("offered", "share"),
    [(["hubspot", "zoho_crm"], 1), (["HUBSPOT", "other"], 0.5), (["other"], 0), ([], 0)],
)
def test_the_share_of_needed_names_counts_and_others_earn_nothing(offered: list[str], share: float) -> None:
    assert names_covered(["HubSpot", "Zoho CRM"], offered) == share


def test_a_name_needed_twice_counts_once() -> None:
    assert names_covered(["HubSpot", "hubspot", "Zoho"], ["hubspot"]) == 0.5


def test_missing_names_are_told_in_the_words_of_those_who_need_them() -> None:
    assert names_missing(["HubSpot", "Zoho CRM", "zoho-crm"], ["hubspot"]) == ("Zoho CRM",)
    assert names_missing(["HubSpot"], ["hubspot", "zoho"]) == ()


def test_a_keys_word_is_written_with_spaces() -> None:
    assert in_words("technical_support") == "technical support"


def test_a_list_is_graded_by_its_share_and_says_what_is_there_before_what_is_missing() -> None:
    share, words = covering(["email", "phone", "chat"])(["chat", "phone"])
    assert share == pytest.approx(2 / 3)
    assert words == "phone, chat, no email"


def test_an_empty_list_offers_nothing() -> None:
    assert covering(["phone"])([]) == (0, "no phone")


def test_names_are_called_as_they_are_told() -> None:
    assert covering(["order_taking"], in_words)(["order_taking"]) == (1, "order taking")


def test_what_cannot_be_seen_is_written_out() -> None:
    assert covering(["a\x1bb"])([]) == (0, "no a\\x1bb")
