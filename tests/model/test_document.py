"""A document knows where each key and value stands, and what was written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callvet.load.document import parse_document
from callvet.model.document import Document, Node

if TYPE_CHECKING:
    from callvet.model.document import KeyPath

PROFILE = """\
hours:
  open: 24/7
  holidays:
  x-desk: night
location:
  sites:
    - {country: US, agents: 3}
    - {country: PH}
x-team: {lead: Ann}
"""


@pytest.fixture
def document() -> Document:
    """A profile in which the value of ``holidays`` is missing."""
    document, problems = parse_document(PROFILE, "vendors/acme.yaml")
    assert document is not None
    assert [str(problem.place) for problem in problems] == ["vendors/acme.yaml:3:3"]
    return document


@pytest.mark.parametrize(
    ("steps", "key", "value"),
    [
        (("hours",), "1:1", "2:3"),
        (("hours", "open"), "2:3", "2:9"),
        (("location", "sites", 1), "8:7", "8:7"),
        (("location", "sites", 1, "country"), "8:8", "8:17"),
        (("x-team", "lead"), "9:10", "9:16"),
    ],
)
def test_keys_and_values_have_places(document: Document, steps: KeyPath, key: str, value: str) -> None:
    assert str(document.key_place(*steps)) == f"vendors/acme.yaml:{key}"
    assert str(document.value_place(*steps)) == f"vendors/acme.yaml:{value}"


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        (("hours", "timezone"), ":1:1"),
        (("hours", "open", "deeper"), ":2:3"),
        (("location", "sites", 2), ":6:3"),
        (("location", "sites", 0, "city"), ":7:7"),
        (("location", "sites", "country"), ":6:3"),
        (("hours", 0), ":1:1"),
        (("agents",), ""),
        (("agents", "models"), ""),
        ((), ""),
    ],
)
def test_what_is_not_there_has_the_place_of_what_is_above_it(document: Document, steps: KeyPath, place: str) -> None:
    assert str(document.key_place(*steps)) == f"vendors/acme.yaml{place}"


def test_the_value_of_what_is_not_there_has_the_place_of_the_value_above_it(document: Document) -> None:
    assert str(document.value_place("hours", "timezone")) == "vendors/acme.yaml:2:3"
    assert str(document.value_place("agents")) == "vendors/acme.yaml"


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        (("hours", "open"), "24/7"),
        (("hours",), {"open": "24/7"}),
        ((), {"hours": {"open": "24/7"}, "location": {"sites": [{"country": "US", "agents": 3}, {"country": "PH"}]}}),
        (("hours", "holidays"), None),
        (("hours", "x-desk"), None),
        (("hours", "timezone"), None),
        (("hours", "open", "deeper"), None),
        (("location", "sites", "country"), None),
    ],
)
def test_what_was_written_can_be_asked_for(document: Document, steps: tuple[str, ...], value: object) -> None:
    assert document.value_at(*steps) == value


@pytest.mark.parametrize(
    "steps", [(), ("hours", "open"), ("hours", "holidays"), ("hours", "x-desk"), ("location", "sites", 1)]
)
def test_what_is_written_is_held_even_if_it_was_refused(document: Document, steps: KeyPath) -> None:
    assert document.holds(*steps)


@pytest.mark.parametrize(
    "steps", [("location", "sites", 2), ("hours", "timezone"), ("agents", "models"), ("hours", "open", "deeper")]
)
def test_what_is_not_written_is_not_held(document: Document, steps: KeyPath) -> None:
    assert not document.holds(*steps)


def test_keys_of_the_users_own_stand_aside_with_their_way(document: Document) -> None:
    assert document.own == {("hours", "x-desk"): "night", ("x-team",): {"lead": "Ann"}}


def test_a_node_without_children_has_none_below_it() -> None:
    leaf = Node(1, 4, 1, 1)
    assert (leaf.child("key"), leaf.child(0)) == (None, None)


def test_items_are_found_by_position_and_keys_by_name() -> None:
    item = Node(1, 2, 1, 2)
    assert Node(1, 1, 1, 1, [item]).child(0) == Node(1, 1, 1, 1, {"key": item}).child("key") == item
    assert Node(1, 1, 1, 1, [item]).child("key") is None
    assert Node(1, 1, 1, 1, {"key": item}).child(0) is None


def test_what_is_missing_in_a_part_is_missing_at_its_line(document: Document) -> None:
    part = document.part("location", "sites", 1)
    assert part is not None
    assert part.value == {"country": "PH"}
    for steps in ((), ("city",), ("city", "name")):
        assert str(part.key_place(*steps)) == str(part.value_place(*steps)) == "vendors/acme.yaml:8:7"
    assert str(part.value_place("country")) == "vendors/acme.yaml:8:17"
    assert (part.holds("country"), part.holds("agents")) == (True, False)
    assert document.part("location", "towns") is None
    assert document.part("hours", "holidays") is None
    assert str(document.value_place("towns")) == "vendors/acme.yaml"


def test_a_document_cannot_be_changed(document: Document) -> None:
    with pytest.raises(AttributeError):
        document.path = "elsewhere"
