"""Changing single values of a file: everything else stays as it was, sign by sign."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from callvet.load.document import parse_document
from callvet.load.rewriting import CannotRewriteError, Change, changes, merged, rewritten, whole_value

FILES = [*sorted(Path("examples/print-shop").glob("*s/*.yaml")), *sorted(Path("vendors").glob("*.yaml"))]

TEXT = """\
# The top.
name: Acme    # as they say it
hours: {open: Mo-Fr 08:00-18:00, timezone: America/Chicago}    # office hours
languages:
  # English first
  - {code: en, level: native}
  - {code: es, level: fluent}    # said in the meeting
services:
  inbound: [payments,
            information]
continuity:
  redundant_sites: true    # the other one is in Ohio
notes: >-
  Über alles:
  two lines.
"""


def said(text: str) -> Any:
    """What a text says."""
    document, problems = parse_document(text, "a.yaml")
    assert document is not None
    assert problems == ()
    return whole_value(document)


def updated(text: str, new: dict[str, Any]) -> str:
    """A text that says what is new, too."""
    return rewritten(text, list(changes(said(text), new, lambda _: False)))


def test_a_value_changes_in_its_line_and_its_comment_stays() -> None:
    found = updated(TEXT, {"name": "Acme Ltd", "hours": {"open": "24/7"}})
    assert found == TEXT.replace("name: Acme ", "name: Acme Ltd ").replace("Mo-Fr 08:00-18:00", "24/7")


def test_a_new_key_follows_the_last_of_its_group() -> None:
    found = updated(TEXT, {"continuity": {"outages_last_year": 1}, "hours": {"holidays": "open"}})
    assert "  redundant_sites: true    # the other one is in Ohio\n  outages_last_year: 1\nnotes" in found
    assert "timezone: America/Chicago, holidays: open}    # office hours" in found


def test_new_groups_follow_the_file_in_their_order() -> None:
    found = updated(TEXT, {"security": {"hosting": "cloud"}, "x-own": True})
    assert found == TEXT + "security:\n  hosting: cloud\nx-own: true\n"


def test_items_change_key_by_key_and_new_ones_follow() -> None:
    languages = [{"code": "en", "level": "native"}, {"code": "es", "level": "native"}, {"code": "fr"}]
    found = updated(TEXT, {"languages": languages})
    assert found == TEXT.replace(
        "level: fluent}    # said in the meeting\n", "level: native}    # said in the meeting\n  - {code: fr}\n"
    )


def test_a_list_that_loses_items_is_written_anew_with_its_comments_above() -> None:
    text = TEXT.replace("  - {code: es", "  # Spanish next\n  - {code: es")
    found = updated(text, {"languages": [{"code": "de"}]})
    assert "  # English first\n  # Spanish next\n  - {code: de}    # said in the meeting\nservices" in found
    assert said(found)["languages"] == [{"code": "de"}]


def test_lists_in_brackets_and_texts_of_many_lines_are_replaced_whole() -> None:
    found = updated(TEXT, {"services": {"inbound": ["payments"]}, "notes": "short"})
    assert "  inbound: [payments]\ncontinuity" in found
    assert found.endswith("notes: short\n")


def test_nothing_new_changes_nothing_and_a_file_without_a_last_break_gets_one() -> None:
    assert updated(TEXT, said(TEXT)) == TEXT
    assert updated("name: Acme", {"website": "https://acme.example"}) == "name: Acme\nwebsite: https://acme.example\n"
    assert updated("hours: {}\n", {"hours": {"open": "24/7"}}) == "hours: {open: 24/7}\n"
    assert updated("languages: []\n", {"languages": [{"code": "en"}]}) == "languages: [{code: en}]\n"


def test_what_means_the_same_is_no_change() -> None:
    same = list(changes({"share": "0.8"}, {"share": "80%"}, lambda way: way == ("share",)))
    assert same == []


def test_a_change_of_what_is_repeated_elsewhere_is_refused() -> None:
    text = dedent("""\
        first: &one {a: 1}
        second: *one
    """)
    with pytest.raises(CannotRewriteError, match="by hand"):
        updated(text, {"first": {"a": 2}})
    with pytest.raises(CannotRewriteError, match="by hand"):
        updated(text, {"second": {"a": 2}})


def test_changes_are_told_with_what_was_there() -> None:
    old = {"a": 1, "b": {"c": 2}, "d": [{"e": 1}]}
    new = {"a": 2, "b": {"c": 2, "f": 3}, "d": [{"e": 2}, {"e": 3}]}
    found = list(changes(old, new, lambda _: False))
    assert found == [
        Change(("a",), 1, 2),
        Change(("b", "f"), None, 3),
        Change(("d", 0, "e"), 1, 2),
        Change(("d", 1), None, [{"e": 3}]),
    ]
    assert merged(old, found) == new


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_of_people_keep_every_other_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = updated(
        text, {"website": "https://changed.example", "x-checked": True, "continuity": {"outages_last_year": 9}}
    )
    lost = set(text.splitlines()) - set(found.splitlines())
    assert all("website" in line or "outages" in line for line in lost)
    assert said(found)["continuity"]["outages_last_year"] == 9
