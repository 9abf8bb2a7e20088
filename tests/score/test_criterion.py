"""A criterion's parts: one figure where a fact is known, both ends where it is not, and their weighted mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.model.problem import Place
from callvet.score.criterion import Assessment, Part, combine
from tests.conftest import MakeSubject

HERE = Place("vendors/acme.yaml", 4, 3)
ELSEWHERE = Place("vendors/acme.yaml", 9, 5)


def known(weight: float, value: float, words: str = "known", place: Place = HERE) -> Part:
    """A part that is answered."""
    return Part(weight, value, value, words, "hours.open", place)


def unknown(weight: float, key: str = "hours.open") -> Part:
    """A part of which nothing is known."""
    return Part(weight, 0, 1, "", key, HERE, answered=False)


def test_known_parts_are_a_weighted_mean() -> None:
    """(3 * 0.5 + 1 * 1) / 4 = 0.625."""
    found = combine(known(3, 0.5, "half of it"), known(1, 1, "all of it"))
    assert (found.low, found.high, found.answered_share) == (62.5, 62.5, 1)
    assert found.reason == "half of it; all of it"
    assert found.unanswered == ()


def test_an_unknown_part_is_a_range_and_a_question() -> None:
    """At worst 3 * 0.5 of 5, at best 2 more: 30 to 70, three of five parts answered."""
    found = combine(known(3, 0.5, "half of it"), unknown(2, "contract.notice_days"))
    assert (found.low, found.high) == pytest.approx((30, 70))
    assert found.answered_share == pytest.approx(0.6)
    assert found.reason == "half of it; not known: contract.notice_days"
    assert found.open_points == pytest.approx({"contract.notice_days": 40})
    assert found.unanswered == ("contract.notice_days",)


def test_nothing_known_is_the_whole_scale() -> None:
    found = combine(unknown(2), unknown(3, "hours.holidays"))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.reason == "not known: hours.open, hours.holidays"


def test_one_key_that_answers_two_parts_is_asked_once_for_both() -> None:
    found = combine(known(5, 1), unknown(3), unknown(2))
    assert found.open_points == pytest.approx({"hours.open": 50})
    assert found.reason == "known; not known: hours.open"


def test_a_part_known_so_far_keeps_its_words_and_its_question() -> None:
    found = combine(Part(1, 0.4, 0.7, "abroad", "location.sites.timezone", HERE, answered=False))
    assert (found.low, found.high, found.answered_share) == (pytest.approx(40), pytest.approx(70), 0)
    assert found.reason == "abroad; not known: location.sites.timezone"


def test_the_evidence_is_that_of_the_heaviest_part_with_words() -> None:
    assert combine(known(1, 1), known(2, 0, place=ELSEWHERE), unknown(9)).evidence == ELSEWHERE
    assert combine(known(2, 0, words=""), known(1, 1, place=ELSEWHERE)).evidence == ELSEWHERE


def test_flags_are_handed_on() -> None:
    assert combine(known(1, 1), flags=["talk it over"]).flags == ("talk it over",)


@pytest.mark.parametrize("parts", [(), (known(0, 1),)])
def test_a_criterion_without_a_weight_is_a_mistake_of_ours(parts: tuple[Part, ...]) -> None:
    with pytest.raises(ValueError, match="a criterion needs a part with a weight"):
        combine(*parts)


def test_all_of_the_weight_is_never_more_than_everything() -> None:
    """Times 100 first and divided after, the sum of these weights comes to 100.00000000000001."""
    found = combine(*(known(weight, 1) for weight in (4, 4, 3, 0.3, 0.3)))
    assert (found.low, found.high) == (100, 100)


@given(st.lists(st.tuples(st.floats(0.001, 10), st.floats(0, 1), st.floats(0, 1)), min_size=1))
def test_the_mean_stays_on_the_scale(parts: list[tuple[float, float, float]]) -> None:
    found = combine(
        *(Part(weight, min(ends), max(ends), "", "key", HERE, answered=False) for weight, *ends in parts),
    )
    assert 0 <= found.low <= found.high <= 100


def test_questions_of_the_users_own_are_echoed_inertly() -> None:
    assert combine(unknown(1, "x-noise\u202e")).reason == r"not known: x-noise\u202e"


def test_an_assessment_without_questions_asks_for_nothing() -> None:
    assert Assessment(50, 50, 1, "half", HERE).unanswered == ()


def test_a_key_stands_where_it_was_written(make_subject: MakeSubject) -> None:
    subject = make_subject("""\
        contract:
          notice_days: 30
        """)
    assert str(subject.place("contract.notice_days")) == "vendors/acme.yaml:2:3"


def test_a_key_that_is_not_there_is_looked_for_in_its_group_and_then_in_its_file(make_subject: MakeSubject) -> None:
    subject = make_subject("name: Acme\ncontract: {notice_days: 30}")
    assert str(subject.place("contract.exit_help")) == "vendors/acme.yaml:2:1"
    assert str(subject.place("hours.open")) == "vendors/acme.yaml"


def test_a_fact_that_is_known_is_graded(make_subject: MakeSubject) -> None:
    subject = make_subject("contract: {notice_days: 30}")
    part = subject.fact(2, "contract.notice_days", 30, lambda days: (0.25, f"{days} days"))
    assert part == Part(2, 0.25, 0.25, "30 days", "contract.notice_days", Place("vendors/acme.yaml", 1, 12))
    assert part.answered


@pytest.mark.parametrize("nothing", [0, False, ()])
def test_nothing_is_an_answer(make_subject: MakeSubject, nothing: object) -> None:
    part = make_subject("name: Acme").fact(1, "hours.open", nothing, lambda answer: (0.0, f"answered {answer}"))
    assert (part.low, part.high, part.words, part.answered) == (0, 0, f"answered {nothing}", True)


def test_a_fact_that_is_not_known_is_not_graded(make_subject: MakeSubject) -> None:
    part = make_subject("name: Acme").fact(1, "hours.open", None, lambda _: pytest.fail("there is nothing to grade"))
    assert (part.low, part.high, part.words, part.answered) == (0, 1, "", False)


def test_two_ends_that_agree_are_an_answer(make_subject: MakeSubject) -> None:
    subject = make_subject("name: Acme")
    assert subject.between(1, "hours.open", 0.5, 0.5, "half").answered
    assert not subject.between(1, "hours.open", 0.5, 0.6, "half or more").answered


def test_what_people_differ_by_widens_the_criterion_and_not_its_range() -> None:
    """(1 * 0.2..0.8 + 1 * 0..1) / 2."""
    found = combine(known(1, 0.5)._replace(heard=(0.2, 0.8)), unknown(1))
    assert (found.low, found.high) == (25, 75)
    assert found.heard == pytest.approx((10, 90))
    assert combine(known(1, 0.5)).heard is None
