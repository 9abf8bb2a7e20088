"""Moderation: a settled mark stands in place of the mean, and people's own marks stay visible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.model.judgement import Judgement
from callvet.model.vendor import Vendor
from callvet.score.criterion import Subject
from callvet.score.moderation import moderated
from callvet.score.opinion import opinion
from tests.conftest import MakeSubject, judgement_files, read

NAMES = ("attitude", "greeting", "courtesy")
MARKS = st.decimals(0, 10, places=1)


def judged(by: str, marks: str, date: str = "2026-11-01") -> str:
    """A judgement in YAML."""
    return f"vendor: acme\nby: {by}\ndate: {date}\nkind: meeting\nmarks: {marks}\n"


def settled(marks: str, date: str = "2026-11-10", reason: str = "the second caller had the trainee") -> str:
    """A moderated judgement in YAML; the marks stand in line 5."""
    return f"vendor: acme\nby: all of us\ndate: {date}\nkind: moderated\nmarks: {marks}\nreason: {reason}\n"


def test_a_settled_mark_stands_in_place_of_the_mean_and_says_from_what(make_subject: MakeSubject) -> None:
    subject = make_subject(
        "name: Acme", judged("ops", "{attitude: 9}"), judged("sales", "{attitude: 4}"), settled("{attitude: 6}")
    )
    part, flags = opinion(subject, 1, NAMES)
    assert (part.low, part.high, part.answered) == (0.6, 0.6, True)
    assert part.words == "6 of 10 moderated on 2026-11-10 from 4 and 9: the second caller had the trainee"
    assert str(part.place) == "judgements/2.yaml:5:9"
    assert flags == ()  # it was talked over


def test_only_the_criterion_that_was_settled_changes(make_subject: MakeSubject) -> None:
    files = (judged("ops", "{attitude: 9, culture: 9}"), judged("sales", "{attitude: 4, culture: 4}"))
    before, after = make_subject("name: Acme", *files), make_subject("name: Acme", *files, settled("{attitude: 6}"))
    assert opinion(before, 1, ("culture",)) == opinion(after, 1, ("culture",))


def test_the_latest_of_several_holds(make_subject: MakeSubject) -> None:
    subject = make_subject(
        "name: Acme", settled("{attitude: 7}", "2026-12-01"), settled("{attitude: 3}"), judged("ops", "{attitude: 1}")
    )
    assert opinion(subject, 1, NAMES)[0].low == 0.7


def test_a_mark_that_was_given_since_is_flagged(make_subject: MakeSubject) -> None:
    subject = make_subject("name: Acme", settled("{attitude: 7}"), judged("ops", "{greeting: 1}", "2026-11-11"))
    assert opinion(subject, 1, NAMES)[1] == (
        "attitude was moderated on 2026-11-10, and ops marked it since: settle it again",
    )


def test_a_mark_that_nobody_gave_may_be_settled(make_subject: MakeSubject) -> None:
    part, _ = opinion(make_subject("name: Acme", settled("{attitude: 7}", reason="we all met them")), 1, NAMES)
    assert part.words == "7 of 10 moderated on 2026-11-10: we all met them"


def test_of_many_people_the_ends_are_told(make_subject: MakeSubject) -> None:
    people = [judged(f"judge {number}", f"{{attitude: {number}}}") for number in range(1, 9)]
    part, _ = opinion(make_subject("name: Acme", *people, settled("{attitude: 7}")), 1, NAMES)
    assert "from 8 people (1 to 8):" in part.words


def test_a_reason_is_echoed_inertly(make_subject: MakeSubject) -> None:
    part, _ = opinion(make_subject("name: Acme", settled("{attitude: 7}", reason='"a\\u202eb"')), 1, NAMES)
    assert part.words.endswith(r": a\u202eb")


def test_where_nothing_was_settled_nothing_holds(make_subject: MakeSubject) -> None:
    assert moderated(make_subject("name: Acme", judged("ops", "{attitude: 1}")).judgements, "attitude") is None


@given(mark=MARKS, others=st.lists(MARKS, max_size=5))
def test_a_settled_mark_is_worth_what_one_person_giving_it_is(mark: object, others: list[object]) -> None:
    vendor, document = read("name: Acme", "vendors/acme.yaml", Vendor)
    people = [judged(f"judge {number}", f"{{attitude: {other}}}") for number, other in enumerate(others)]
    one = Subject("acme", vendor, document, judgement_files(judged("ops", f"{{attitude: {mark}}}")))
    all_of_them = Subject("acme", vendor, document, judgement_files(*people, settled(f"{{attitude: {mark}}}")))
    alone, together = opinion(one, 1, NAMES)[0], opinion(all_of_them, 1, NAMES)[0]
    assert (alone.low, alone.high) == (together.low, together.high)


@given(marks=st.lists(st.tuples(MARKS, MARKS), min_size=1, max_size=4), blank=st.integers(0, 4))
def test_a_blank_changes_nobodys_mean(marks: list[tuple[object, object]], blank: int) -> None:
    """People who judged and left this out are no zeros: they are not there."""
    vendor, document = read("name: Acme", "vendors/acme.yaml", Vendor)
    people = [judged(f"judge {n}", f"{{attitude: {one}, greeting: {two}}}") for n, (one, two) in enumerate(marks)]
    silent = [judged(f"silent {number}", "{culture: 5}") for number in range(blank)]
    without = Subject("acme", vendor, document, judgement_files(*people))
    beside = Subject("acme", vendor, document, judgement_files(*people, *silent))
    assert opinion(without, 1, NAMES)[0].low == opinion(beside, 1, NAMES)[0].low


def test_judgements_of_a_subject_are_judgements() -> None:
    assert [type(file.judgement) for file in judgement_files(settled("{attitude: 7}"))] == [Judgement]


@pytest.mark.parametrize("mark", ["0", "10"])
def test_the_ends_of_the_scale_can_be_settled_on(make_subject: MakeSubject, mark: str) -> None:
    assert opinion(make_subject("name: Acme", settled(f"{{attitude: {mark}}}")), 1, NAMES)[0].low == int(mark) / 10
