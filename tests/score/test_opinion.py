"""Opinion: one voice per person, its spread in words, and what to talk over."""

from __future__ import annotations

import pytest

from callvet.score.opinion import opinion
from tests.conftest import MakeSubject

NAMES = ("attitude", "greeting", "courtesy")


def judged(by: str, marks: str) -> str:
    """A judgement of acme in YAML; the marks stand in line 5."""
    return f"vendor: acme\nby: {by}\ndate: 2026-10-20\nkind: test_call\nmarks: {marks}\n"


def test_without_a_mark_the_part_is_a_range_and_a_question(make_subject: MakeSubject) -> None:
    part, flags = opinion(make_subject("name: Acme"), 4, NAMES)
    assert (part.weight, part.low, part.high, part.words, part.answered) == (4, 0, 1, "", False)
    assert part.key == "judgements.attitude"
    assert str(part.place) == "vendors/acme.yaml"
    assert flags == ()


def test_marks_on_other_things_do_not_answer(make_subject: MakeSubject) -> None:
    subject = make_subject("name: Acme", judged("operations", "{knowledge: 9}"))
    assert not opinion(subject, 1, NAMES)[0].answered


def test_a_mark_is_a_tenth_of_the_value_each_and_stands_where_it_was_written(make_subject: MakeSubject) -> None:
    subject = make_subject("name: Acme", judged("operations", "{knowledge: 2, greeting: 7}"))
    part, flags = opinion(subject, 1, NAMES)
    assert (part.low, part.high, part.answered) == (0.7, 0.7, True)
    assert part.words == "7 of 10 from 1 person"
    assert str(part.place) == "judgements/0.yaml:5:23"
    assert flags == ()


@pytest.mark.parametrize(("mark", "value"), [("0", 0), ("5", 0.5), ("7.5", 0.75), ("10", 1)])
def test_the_ends_of_the_scale_are_those_of_the_marks(make_subject: MakeSubject, mark: str, value: float) -> None:
    part, _ = opinion(make_subject("name: Acme", judged("operations", f"{{attitude: {mark}}}")), 1, NAMES)
    assert (part.low, part.high) == (value, value)


def test_two_people_are_a_mean_and_its_reach(make_subject: MakeSubject) -> None:
    subject = make_subject("name: Acme", judged("operations", "{attitude: 6.5}"), judged("sales", "{attitude: 8}"))
    part, flags = opinion(subject, 1, NAMES)
    assert part.low == pytest.approx(0.725)
    assert part.words == "7.2 of 10 from 2 people (6.5 to 8)"
    assert flags == ()


def test_people_who_agree_have_no_reach(make_subject: MakeSubject) -> None:
    subject = make_subject("name: Acme", judged("operations", "{attitude: 8}"), judged("sales", "{attitude: 8}"))
    assert opinion(subject, 1, NAMES)[0].words == "8 of 10 from 2 people"


def test_each_person_counts_once_however_much_they_wrote(make_subject: MakeSubject) -> None:
    """Operations: (6 + 7 + 8 + 7) / 4 = 7; sales: 9; together 8, and not the 7.4 of all five marks."""
    subject = make_subject(
        "name: Acme",
        judged("operations", "{greeting: 6, courtesy: 7}"),
        judged("sales", "{attitude: 9}"),
        judged("operations", "{greeting: 8, courtesy: 7}"),
    )
    part, _ = opinion(subject, 1, NAMES)
    assert part.low == pytest.approx(0.8)
    assert part.words == "8 of 10 from 2 people (7 to 9)"


def test_one_person_may_be_written_in_two_ways(make_subject: MakeSubject) -> None:
    subject = make_subject(
        "name: Acme", judged("Customer care", "{attitude: 2}"), judged("customer_care", "{attitude: 8}")
    )
    part, flags = opinion(subject, 1, NAMES)
    assert part.words == "5 of 10 from 1 person"
    assert flags == ()


def test_two_people_far_apart_on_one_thing_are_flagged(make_subject: MakeSubject) -> None:
    subject = make_subject(
        "name: Acme", judged("customer care", "{courtesy: 9}"), judged("operations", "{courtesy: 5}")
    )
    part, flags = opinion(subject, 1, NAMES)
    assert part.words == "7 of 10 from 2 people (5 to 9)"
    assert flags == ("marks for courtesy lie 4 apart (operations 5, customer care 9): talk it over",)


@pytest.mark.parametrize(("other", "flagged"), [("6.9", False), ("7", True), ("10", True)])
def test_three_marks_apart_is_where_the_talk_begins(make_subject: MakeSubject, other: str, flagged: bool) -> None:  # noqa: FBT001 - a table
    subject = make_subject(
        "name: Acme", judged("operations", "{attitude: 4}"), judged("sales", f"{{attitude: {other}}}")
    )
    assert bool(opinion(subject, 1, NAMES)[1]) is flagged


def test_one_thing_may_be_flagged_where_the_people_agree_on_the_whole(make_subject: MakeSubject) -> None:
    """Operations: (9 + 5) / 2 = 7; sales: (6 + 8) / 2 = 7."""
    subject = make_subject(
        "name: Acme",
        judged("operations", "{greeting: 9, courtesy: 5}"),
        judged("sales", "{greeting: 6, courtesy: 8}"),
    )
    assert opinion(subject, 1, NAMES)[1] == (
        "marks for greeting lie 3 apart (sales 6, operations 9): talk it over",
        "marks for courtesy lie 3 apart (operations 5, sales 8): talk it over",
    )


def test_people_who_marked_different_things_are_held_against_each_other_on_the_whole(
    make_subject: MakeSubject,
) -> None:
    """Operations: (9 + 8 + 8) / 3 = 8.333; sales: (5 + 5 + 6) / 3 = 5.333: 3 apart, thirds or not."""
    subject = make_subject(
        "name: Acme",
        judged("operations", "{attitude: 9}"),
        judged("operations", "{attitude: 8}"),
        judged("operations", "{attitude: 8}"),
        judged("sales", "{greeting: 5}"),
        judged("sales", "{greeting: 5}"),
        judged("sales", "{greeting: 6}"),
    )
    assert opinion(subject, 1, NAMES)[1] == (
        "marks for attitude as a whole lie 3 apart (sales 5.3, operations 8.3): talk it over",
    )


def test_a_persons_own_marks_lie_as_far_apart_as_they_like(make_subject: MakeSubject) -> None:
    subject = make_subject("name: Acme", judged("operations", "{greeting: 1}"), judged("operations", "{greeting: 9}"))
    assert opinion(subject, 1, NAMES)[1] == ()


def test_the_widest_gap_is_sought_between_different_people(make_subject: MakeSubject) -> None:
    """Operations gave both the lowest and the highest mark; 1 to 6 is wider than 4.5 to 9."""
    subject = make_subject(
        "name: Acme",
        judged("operations", "{greeting: 1}"),
        judged("operations", "{greeting: 9}"),
        judged("sales", "{greeting: 4.5}"),
        judged("board", "{greeting: 6}"),
    )
    assert opinion(subject, 1, NAMES)[1] == ("marks for greeting lie 5 apart (operations 1, board 6): talk it over",)


def test_names_are_echoed_inertly(make_subject: MakeSubject) -> None:
    subject = make_subject("name: Acme", judged("ops", "{attitude: 1}"), judged('"ops \\u202e sales"', "{attitude: 9}"))
    assert "\u202e" not in opinion(subject, 1, NAMES)[1][0]


@pytest.mark.parametrize("better", ["{attitude: 5, greeting: 4}", "{attitude: 4.5, greeting: 9}"])
def test_a_better_mark_never_lowers_the_value(make_subject: MakeSubject, better: str) -> None:
    before, _ = opinion(make_subject("name: Acme", judged("ops", "{attitude: 4, greeting: 4}")), 1, NAMES)
    after, _ = opinion(make_subject("name: Acme", judged("ops", better)), 1, NAMES)
    assert after.low > before.low


def test_people_who_differ_are_heard_from_the_least_to_the_most_of_their_means(make_subject: MakeSubject) -> None:
    """Operations: (5 + 7) / 2 = 6; sales: 9."""
    written = (judged("operations", "{attitude: 5, greeting: 7}"), judged("sales", "{attitude: 9}"))
    assert opinion(make_subject("name: Acme", *written), 1, NAMES)[0].heard == pytest.approx((0.6, 0.9))
    assert opinion(make_subject("name: Acme", written[1]), 1, NAMES)[0].heard is None
