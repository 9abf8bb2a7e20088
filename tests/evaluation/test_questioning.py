"""What to ask next: which questions there are, who answers them, and in which order they stand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from callvet.evaluation.questioning import QuestionsAnswer, list_questions
from callvet.evaluation.ranking import rank_vendors
from callvet.load.discovery import NothingToWorkOnError

EXAMPLE = Path(__file__).parents[2] / "examples" / "print-shop" / "vendors"
PUBLISHED = Path(__file__).parents[2] / "vendors"
NEEDS = "weights: {monitoring: 1}"
"""Monitoring is three fifths recordings and two fifths scored calls; messages are not called for."""
TWO_OPEN = {"acme": "reporting: {recordings: true}", "brio": "reporting: {scored_calls_per_agent_week: 5}"}


@cache
def published(path: Path) -> QuestionsAnswer:
    """The questions of a case of this repository; values are frozen, so that tests may share them."""
    return list_questions([path], draws=200)


def asked(folder: Path, profiles: dict[str, str], needs: str = NEEDS) -> QuestionsAnswer:
    """The questions of a small case."""
    (folder / "vendors").mkdir(parents=True)
    (folder / "needs.yaml").write_text(needs, encoding="utf-8")
    for name, text in profiles.items():
        (folder / "vendors" / f"{name}.yaml").write_text(f"name: {name.title()}\n{text}\n", encoding="utf-8")
    return list_questions([folder / "vendors"], draws=2_000)


def test_every_unanswered_question_of_every_eligible_vendor_stands_once() -> None:
    answer = published(EXAMPLE)
    expected = {(e.subject.id, key) for e in rank_vendors([EXAMPLE]).ranking.eligible for key in e.unanswered}
    found = [(one.vendor, one.key) for one in answer.questions]
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert [one.rank for one in answer.questions] == list(range(1, len(found) + 1))


def test_answered_questions_do_not_appear(tmp_path: Path) -> None:
    answer = asked(tmp_path, TWO_OPEN)
    assert {(one.vendor, one.key) for one in answer.questions} == {
        ("acme", "reporting.scored_calls_per_agent_week"),
        ("brio", "reporting.recordings"),
    }


def test_questions_stand_by_what_their_answers_gain() -> None:
    gains = [one.alone.gain for one in published(PUBLISHED).questions]
    assert gains[0] > 0
    assert gains == sorted(gains, reverse=True)


def test_the_winner_is_certain_where_no_answer_can_pass_it(tmp_path: Path) -> None:
    # Acme has shown 60 of 100, and Brio can reach 40.
    profiles = {"acme": "reporting: {recordings: true, messages: true}", "brio": "reporting: {recordings: false}"}
    answer = asked(tmp_path, profiles)
    assert answer.is_certain
    assert [one.alone.gain for one in answer.questions] == [0, 0]


def test_a_winner_with_an_open_must_is_not_certain(tmp_path: Path) -> None:
    profiles = {"acme": "reporting: {recordings: true, messages: true}", "brio": "reporting: {messages: false}"}
    needs = f"{NEEDS}\nmust: {{disaster_recovery: true}}"
    answer = asked(tmp_path, profiles, needs)
    assert not answer.is_certain
    first = answer.questions[0]
    assert (first.vendor, first.key, first.hangs) == (
        "acme",
        "continuity.disaster_recovery",
        ("must.disaster_recovery",),
    )
    # Acme counts 80 now and Brio, which a "no" would leave, 50; unasked, Acme is worth half of its 80.
    assert first.alone == pytest.approx((0.5, 0.5 * 80 + 0.5 * 50 - 50))


def test_without_an_eligible_vendor_nothing_is_asked(tmp_path: Path) -> None:
    answer = asked(tmp_path, {"acme": "reporting: {recordings: false}"}, "must: {recordings: true}")
    assert (answer.questions, answer.vendors, answer.of_all) == ((), (), None)
    assert not answer.is_certain


def test_marks_are_the_buyers_own_to_give() -> None:
    answer = published(EXAMPLE)
    assert {one.asks for one in answer.questions if one.key.startswith("judgements.")} == {"buyer"}
    assert not [one for one in answer.about("pelican") if one.key.startswith("judgements.")]


def test_an_open_term_of_an_offer_has_its_worth_in_money() -> None:
    found = {one.key: one for one in published(EXAMPLE).questions if one.vendor == "pelican"}
    counts = found["quotes.minute.clock.counts"]
    assert counts.currency == "USD"
    assert counts.monthly_worth is not None
    assert counts.monthly_worth > 9_000
    assert found["company.founded"].monthly_worth is None


def test_a_volume_that_is_missing_is_one_question_for_all() -> None:
    found = [one for one in published(PUBLISHED).questions if one.vendor is None]
    assert [one.key for one in found] == ["needs.demand.calls_per_month"]
    assert found[0].asks == "buyer"
    assert found[0].alone_error > 0


def test_the_choice_goes_by_what_the_ranking_is_asked_to_go_by() -> None:
    shown = list_questions([EXAMPLE], rank_by="score", draws=100)
    assert shown.vendors[0].value == pytest.approx(shown.vendors[0].low)


def test_nothing_is_asked_of_a_vendor_that_is_out_or_unknown() -> None:
    answer = published(EXAMPLE)
    with pytest.raises(NothingToWorkOnError, match="brightwater is out"):
        answer.about("brightwater")
    with pytest.raises(NothingToWorkOnError, match="did you mean pelican"):
        answer.about("pelicn")
