"""Rounds of bidding: offers of one vendor for the same thing, by date."""

from __future__ import annotations

from callvet.compare.rounds import by_date, in_rounds
from callvet.model.case import QuoteFile
from tests.compare.quoting import offer


def made(reference: str, dated: str = "", title: str = "Desk", agents: str = "shared", vendor: str = "a") -> QuoteFile:
    when = f"dated: {dated}\n" if dated else ""
    text = f"vendor: {vendor}\nreference: {reference}\ntitle: {title}\nagents: {agents}\n{when}"
    return offer(text + "charges: [{per: call, rate: 1}]\n")


def ids(offers: list[QuoteFile] | tuple[QuoteFile, ...]) -> list[str]:
    return [one.id for one in offers]


def test_offers_for_the_same_thing_are_rounds_by_date() -> None:
    offers = [made("Q2", "2026-11-12"), made("Q1", "2026-10-20", title="desk")]
    assert [ids(group) for group in in_rounds(offers)] == [["a/Q1", "a/Q2"]]


def test_other_titles_agents_and_vendors_are_other_offers() -> None:
    offers = [made("Q1"), made("Q2", title="Team"), made("Q3", agents="dedicated"), made("Q4", vendor="b")]
    assert [ids(group) for group in in_rounds(offers)] == [["a/Q1"], ["a/Q2"], ["a/Q3"], ["b/Q4"]]


def test_of_one_day_the_reference_decides_and_undated_ones_come_first() -> None:
    assert ids(by_date([made("B", "2026-11-12"), made("A", "2026-11-12"), made("C")])) == ["a/C", "a/A", "a/B"]
