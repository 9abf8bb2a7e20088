"""Values as YAML: whatever they hold is read back the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.load.document import parse_document
from callvet.load.yaml_text import scalar_text, yaml_text

REFUSED = [chr(code) for code in (*range(9), *range(11, 32), *range(127, 160))]
TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters=REFUSED)).filter(str.strip)
KEYS = st.text(st.characters(whitelist_categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40).filter(
    lambda key: key.strip() and not key.startswith("x-")
)
NUMBERS = st.decimals(-(10**15), 10**15, allow_nan=False, places=4)
SCALARS = TEXTS | st.booleans() | st.integers(-(10**15), 10**15) | NUMBERS
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=4) | st.dictionaries(KEYS, below, max_size=4), max_leaves=12
)


def read(text: str) -> Any:
    """What a text says."""
    document, problems = parse_document(text, "a.yaml")
    assert problems == ()
    assert document is not None
    return document.value


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_written_is_read_back(value: dict[str, Any]) -> None:
    assert read(yaml_text(value)) == value


@given(st.text(), st.text())
def test_whatever_is_said_in_comments_changes_nothing(head: str, beside: str) -> None:
    value = {"hours": {"open": "24/7"}, "notes": "none"}
    assert read(yaml_text(value, {("hours", "open"): [beside], ("notes",): [beside]}, [head])) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Mo-Fr 08:00-20:00; PH off", "Mo-Fr 08:00-20:00; PH off"),
        ("24/7", "24/7"),
        ("85%", "85%"),
        ("2026-11-02", "2026-11-02"),
        ("NO", "NO"),
        ("true", '"true"'),
        ("5000", '"5000"'),
        ("a: b", '"a: b"'),
        ("=cmd|' /C calc'!A0", "\"=cmd|' /C calc'!A0\""),
        ("a\nb", '"a\\nb"'),
        ("- a", '"- a"'),
        ("a #b", '"a #b"'),
        ("Zoë", "Zoë"),
        ("it's theirs", "it's theirs"),
        ("ends in '", '"ends in \'"'),
        ("customer care", "customer care"),
        ("none", "none"),
        ("null", '"null"'),
        ("a gift shop that they serve (named on their page)", "a gift shop that they serve (named on their page)"),
        ('she said "no"', r'"she said \"no\""'),
        ("a\u202eb", r'"a\u202eb"'),
        ("a\x1b[31mb", r'"a\x1b[31mb"'),
        ("\U0001f600", '"\U0001f600"'),
        ("\U000e0001", r'"\U000e0001"'),
        (True, "true"),
        (Decimal("0.0185"), "0.0185"),
        (12, "12"),
    ],
)
def test_quotes_stand_where_they_are_needed(value: object, text: str) -> None:
    assert scalar_text(value) == text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20).filter(str.strip))
def test_a_text_is_read_again_as_that_text(text: str) -> None:
    assert read(f"key: {scalar_text(text)}\n")["key"] == text


def test_a_list_too_long_for_a_line_has_a_line_for_each_item() -> None:
    names = [f"name {letter}" for letter in "abcdefghijklmno"]
    assert yaml_text({"some": names[:2]}) == "some: [name a, name b]\n"
    assert yaml_text({"all": names}).splitlines()[:2] == ["all:", "  - name a"]


def test_files_are_laid_out_as_people_write_them() -> None:
    value = {
        "name": "Acme",
        "hours": {"open": "24/7"},
        "languages": [{"code": "en", "level": "native"}, {"code": "es"}],
        "service_levels": {"calls": {"share": "80%", "within_seconds": 20}},
        "quotes": [{"title": "x" * 60, "notes": "y" * 60, "agents": "shared"}],
        "scope": {},
    }
    assert yaml_text(value, {("hours", "open"): ["A!B2: nights, too"]}, ["Answers of a.xlsx."]) == (
        "# Answers of a.xlsx.\n"
        "name: Acme\n"
        "hours:\n"
        "  # A!B2: nights, too\n"
        "  open: 24/7\n"
        "languages:\n"
        "  - {code: en, level: native}\n"
        "  - {code: es}\n"
        "service_levels:\n"
        "  calls: {share: 80%, within_seconds: 20}\n"
        "quotes:\n"
        f"  - title: {'x' * 60}\n"
        f"    notes: {'y' * 60}\n"
        "    agents: shared\n"
        "scope: {}\n"
    )
