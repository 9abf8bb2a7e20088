"""A problem has a place, and both can be sorted and told."""

from __future__ import annotations

import pytest

from callvet.model.problem import Place, Problem


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("vendors/acme.yaml", 31, 3), "vendors/acme.yaml:31:3"),
        (Place("vendors/acme.yaml"), "vendors/acme.yaml"),
    ],
)
def test_a_place_reads_as_editors_take_it(place: Place, text: str) -> None:
    assert str(place) == text


def test_places_go_by_file_then_line_then_column_as_numbers() -> None:
    places = [Place("a", 10, 1), Place("a", 9, 20), Place("b"), Place("a"), Place("a", 9, 3)]
    assert sorted(places) == [Place("a"), Place("a", 9, 3), Place("a", 9, 20), Place("a", 10, 1), Place("b")]


def test_problems_go_by_their_place() -> None:
    first, second = Problem(Place("a", 1, 1), "z"), Problem(Place("a", 2, 1), "a")
    assert sorted([second, first]) == [first, second]


def test_a_problem_cannot_be_changed() -> None:
    problem = Problem(Place("a", 1, 1), "mend it")
    with pytest.raises(AttributeError):
        problem.message = "leave it"
    with pytest.raises(AttributeError):
        problem.place.line = 2
