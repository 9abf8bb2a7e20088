"""A file becomes values with their places, and everything wrong with it is told, each at its place."""

from __future__ import annotations

import os
import re
import socket
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from yaml.error import YAMLError

from callvet.load import events
from callvet.load.bounds import MAX_DEPTH, MAX_VALUES
from callvet.load.contents import MAX_BYTES
from callvet.load.document import parse_document, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.document import Document, Node, Value


def told(text: str) -> list[str]:
    """Every problem of a text, as ``line:column message``."""
    problems = parse_document(text, "f")[1]
    return [f"{problem.place} {problem.message}".removeprefix("f").removeprefix(":") for problem in problems]


def value_of(text: str) -> Value:
    """The value of a text that can be read, whatever else is wrong with it."""
    document = parse_document(text, "f")[0]
    assert document is not None
    return document.value


def flawless(text: str) -> Document:
    """The document of a text that has no fault."""
    document, problems = parse_document(text, "f")
    assert document is not None, problems
    assert not problems
    return document


# What is read


def test_keys_lists_and_scalars_become_plain_values() -> None:
    text = """\
name: Northwind Contact
agents: 600
training: 0.85
open: 24/7
credits: true
models: [shared, 'dedicated']
sites:
  - {country: NO, city: "Oslo"}
  - country: PH
notes: |
  free
  text
"""
    assert flawless(text).value == {
        "name": "Northwind Contact",
        "agents": 600,
        "training": Decimal("0.85"),
        "open": "24/7",
        "credits": True,
        "models": ["shared", "dedicated"],
        "sites": [{"country": "NO", "city": "Oslo"}, {"country": "PH"}],
        "notes": "free\ntext\n",
    }


def test_quoted_scalars_are_text() -> None:
    assert flawless("a: '1'\nb: \"true\"\nc: '~'").value == {"a": "1", "b": "true", "c": "~"}


def test_keys_are_their_raw_text() -> None:
    assert flawless("NO: a\n1: b\n1.10: c\ntrue: d\n'<<': e\n~: f").value == {
        "NO": "a",
        "1": "b",
        "1.10": "c",
        "true": "d",
        "<<": "e",
        "~": "f",
    }


@pytest.mark.parametrize(
    "text", ["a: 1\r\nb: 2\r\n", "\ufeffa: 1\nb: 2", "---\na: 1\nb: 2\n...\n", "%YAML 1.2\n---\na: 1\nb: 2"]
)
def test_windows_lines_byte_order_marks_and_document_marks_are_read(text: str) -> None:
    assert flawless(text).value == {"a": 1, "b": 2}


@pytest.mark.parametrize(("text", "value"), [("[a, b]", ["a", "b"]), ("text", "text"), ("3", 3)])
def test_a_file_need_not_be_a_mapping(text: str, value: Value) -> None:
    assert flawless(text).value == value


def test_places_of_keys_and_values_count_from_1() -> None:
    document = flawless("# c\nhours:\n  open:   24/7\nsites:\n  - {country: US}\n  - b\n")
    assert str(document.key_place("hours")) == "f:2:1"
    assert str(document.value_place("hours")) == "f:3:3"
    assert str(document.key_place("hours", "open")) == "f:3:3"
    assert str(document.value_place("hours", "open")) == "f:3:11"
    assert str(document.key_place("sites", 0)) == "f:5:5"
    assert str(document.key_place("sites", 0, "country")) == "f:5:6"
    assert str(document.value_place("sites", 0, "country")) == "f:5:15"
    assert str(document.value_place("sites", 1)) == "f:6:5"


def test_columns_count_characters() -> None:
    assert str(flawless("\ufeff🙂: {é: x}").value_place("🙂", "é")) == "f:1:8"


def test_keys_of_the_users_own_are_kept_apart_under_their_full_way() -> None:
    document = flawless("a: 1\nx-top: {n: 2}\nb:\n  - c: 3\n    x-deep: [4]\n")
    assert document.value == {"a": 1, "b": [{"c": 3}]}
    assert document.own == {("x-top",): {"n": 2}, ("b", 0, "x-deep"): [4]}
    assert str(document.key_place("b", 0, "x-deep")) == "f:5:5"


def test_own_keys_within_own_keys_stand_apart_as_well() -> None:
    assert flawless("x-a: {x-b: 1, c: 2}").own == {("x-a",): {"c": 2}, ("x-a", "x-b"): 1}


def test_own_keys_are_refused_for_the_same_faults() -> None:
    assert told("x-a: ~") == ["1:1 x-a has no value; leave the key out where the answer is not known"]


# Aliases


def test_an_alias_repeats_the_value_and_stands_where_it_is_written() -> None:
    document = flawless("a: &site {country: US}\nb: *site\nc: [*site]\n")
    assert document.value == {"a": {"country": "US"}, "b": {"country": "US"}, "c": [{"country": "US"}]}
    assert str(document.value_place("b")) == "f:2:4"
    assert str(document.key_place("b", "country")) == "f:1:11"


def test_scalars_and_keys_can_be_repeated() -> None:
    assert flawless("&k a: &v 5\nb: *v\nc: *k\n").value == {"a": 5, "b": 5, "c": "a"}


def test_an_alias_repeats_own_keys_under_its_own_way() -> None:
    document = flawless("a: &a {b: {x-n: 1}, c: 2}\nd: [*a]\n")
    assert document.value == {"a": {"b": {}, "c": 2}, "d": [{"b": {}, "c": 2}]}
    assert document.own == {("a", "b", "x-n"): 1, ("d", 0, "b", "x-n"): 1}


def test_the_latest_anchor_of_a_name_counts() -> None:
    assert flawless("a: &n 1\nb: &n [&n 2]\nc: *n\n").value == {"a": 1, "b": [2], "c": 2}


def test_an_alias_of_nothing_is_told() -> None:
    assert told("a: *star") == [
        "1:4 &star stands nowhere above, so *star repeats nothing; put text that begins with * in quotes",
    ]


def test_an_alias_within_its_own_anchor_is_told() -> None:
    text = "a: &x [1, *x]"
    assert told(text) == ["1:11 *x stands within &x and would repeat itself; write its value out"]
    assert value_of(text) == {"a": [1]}


def test_an_alias_of_a_faulty_value_is_told_once() -> None:
    text = "a: &x .inf\nb: *x"
    assert len(told(text)) == 1
    assert value_of(text) == {}


def test_values_are_counted_as_if_aliases_were_written_out() -> None:
    head = "a: &a [" + "x," * 99 + "]\n"
    assert len(flawless(head + "b: [" + "*a," * 98 + "]\n").value["b"]) == 98
    document, problems = parse_document(head + "b: [" + "*a," * 99 + "]\n", "f")
    assert document is None
    assert "more than 10,000 values" in problems[0].message
    assert problems[0].place.line == 2


def test_depth_is_counted_as_if_aliases_were_written_out() -> None:
    deep = "a: &a " + "[" * 30 + "x" + "]" * 30 + "\n"
    flawless(deep + "b: " + "[" * 19 + "*a" + "]" * 19)
    assert "more than 50 levels" in told(deep + "b: " + "[" * 20 + "*a" + "]" * 20)[0]


# Empty values

LEAVE_OUT = "leave the key out where the answer is not known"


@pytest.mark.parametrize(
    "nothing", ["", " ~", " null", " Null", " NULL", " ''", ' ""', ' "  "', " '\xa0'", " |", " &a"]
)
def test_a_key_without_value_is_told_at_the_key_and_left_out(nothing: str) -> None:
    text = f"a: 1\n\nhours:{nothing}\nb: 2\n"
    assert told(text) == [f"3:1 hours has no value; {LEAVE_OUT}"]
    document = parse_document(text, "f")[0]
    assert document is not None
    assert document.value == {"a": 1, "b": 2}
    assert str(document.key_place("hours")) == "f:3:1"


def test_a_key_in_a_key_is_told_by_its_own_name() -> None:
    assert told("hours:\n  open:\n") == [f"2:3 open has no value; {LEAVE_OUT}"]


@pytest.mark.parametrize("item", ["-\n", "- \n", "- ~\n", "- ''\n"])
def test_an_item_without_value_is_told_and_the_other_items_keep_their_places(item: str) -> None:
    text = f"models:\n  {item}  - shared\n"
    assert len(told(text)) == 1
    assert told(text)[0].startswith("2:")
    assert "an item of models has no value; write it, or leave this item out" in told(text)[0]
    document = parse_document(text, "f")[0]
    assert document is not None
    assert document.value == {"models": ["shared"]}
    assert str(document.value_place("models", 0)) == "f:3:5"


def test_an_item_of_a_list_without_name_is_told() -> None:
    assert told("- a\n- ~") == ["2:3 an item has no value; write it, or leave this item out"]


@pytest.mark.parametrize("text", ["website: #1 in town\nb: c", "website: # foo", "{website: #1,\n}"])
def test_a_value_that_became_a_comment_says_so(text: str) -> None:
    column = 2 if text.startswith("{") else 1
    expected = "the # begins a comment, so website has no value; put the text in quotes, or leave the key out"
    assert told(text) == [f"1:{column} {expected}"]


def test_an_item_that_became_a_comment_says_so() -> None:
    assert "the # begins a comment, so an item of refs has no value" in told("refs:\n  - #1\n  - b")[0]


def test_a_comma_within_braces_asks_for_quotes() -> None:
    text = "hours: {open: Mo-Fr 08:00-12:00, 13:00-17:00}"
    (message,) = told(text)
    assert message.startswith("1:34 13:00-17:00 has no value; within braces, text that has a comma in it needs quotes")
    assert value_of(text) == {"hours": {"open": "Mo-Fr 08:00-12:00"}}


@pytest.mark.parametrize("text", ["{a: , b: 1}", "{a: 1, b}", "{a}", "[a: ]", "[{a:\n}]"])
def test_a_key_without_value_within_braces_is_told(text: str) -> None:
    assert ["has no value; within braces" in message for message in told(text)] == [True]


def test_a_missing_space_within_braces_is_told() -> None:
    assert told("{code:en}") == ["1:2 code:en has no value; write a space after its first colon"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "---\n", "~", "--- # c\n...\n", "''"])
def test_an_empty_file_is_told(text: str) -> None:
    document, problems = parse_document(text, "f")
    assert document is None
    assert [str(problem.place) for problem in problems] == ["f"]
    assert "nothing is written in this file" in problems[0].message


# Keys


def test_a_key_that_stands_twice_is_told_with_the_line_of_the_first() -> None:
    text = "a: 1\nb: 2\na: 3\n"
    assert told(text) == ["3:1 a stands here a second time; the first is in line 1; keep one"]
    assert value_of(text) == {"a": 1, "b": 2}


def test_the_second_of_two_keys_is_read_for_its_faults_alone() -> None:
    text = "a: {b: 1}\na: {c: ~, x-d: 1}\n"
    assert told(text)[1:] == [f"2:5 c has no value; {LEAVE_OUT}"]
    document = parse_document(text, "f")[0]
    assert document is not None
    assert document.value == {"a": {"b": 1}}
    assert document.own == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("? [a]\n: b\nc: 1", "1:3"),
        ("{a: {d: e}}: b\nc: 1", "1:1"),
        ("c: 1\n*a : b", "2:1"),
        ("c: 1\n? - d\n: b", "2:3"),
    ],
)
def test_a_key_that_is_not_text_is_told_and_passed_over(text: str, place: str) -> None:
    assert told(text) == [f"{place} a key is one piece of text here; write it as key: value"]
    assert value_of(text) == {"c": 1}


def test_the_value_of_a_key_that_is_not_text_is_read_for_its_faults() -> None:
    assert "this key has no value" in told("? [a]\n")[1]


@pytest.mark.parametrize("text", ['"": a', "'  ': a", ": a", "{: a}"])
def test_a_missing_key_is_told(text: str) -> None:
    assert "there is no key here; write one before the colon" in told(text)[0]


def test_the_merge_key_is_told() -> None:
    text = "a: &a {b: 1}\nc:\n  <<: *a\n  d: 2\n"
    assert told(text) == ["3:3 << is not supported here; write the keys out, or repeat a whole value with *"]
    assert value_of(text) == {"a": {"b": 1}, "c": {"d": 2}}


def test_a_space_about_a_key_that_is_no_space_to_yaml_is_told() -> None:
    assert told("a: 1\n\xa0\xa0b: 2")[0].startswith(r"2:1 \xa0\xa0b has a space about it")


# Tags, directives, documents


@pytest.mark.parametrize("tagged", ["!!str x", "!foo", "!", "! x", "!!int", "!e!x y", "!Wow, great", "!<x"])
def test_a_tag_is_told_at_its_place(tagged: str) -> None:
    messages = told(f"a: {tagged}")
    assert len(messages) == 1
    assert messages[0].startswith("1:4 what begins with ! is a tag to YAML")
    assert "leave the ! out" in messages[0]


def test_text_with_a_tag_is_left_out_but_a_tagged_group_is_read() -> None:
    assert value_of("a: !!str x\nb: !!map {c: 1}\nd: !!seq [e]\n!!str f: 2") == {"b": {"c": 1}, "d": ["e"], "f": 2}


@pytest.mark.parametrize("text", ["%YAML 1.1\n---\na: 1", "%TAG ! tag:x,2000:\n---\na: 1"])
def test_a_directive_is_told_and_the_rest_read(text: str) -> None:
    assert told(text) == ["1:1 callvet reads YAML 1.2; leave this line out"]
    assert value_of(text) == {"a": 1}


@pytest.mark.parametrize(
    "text",
    [
        "%FOO x\n---\na: 1",
        "%YAML 2.0\n---\na: 1",
        "%YAML\n---\na",
        "%TAG ! a\n%TAG ! b\n---\na",
        "%hello",
        "%YAML 1.1\na: 1",
    ],
)
def test_a_directive_that_libyaml_refuses_is_told(text: str) -> None:
    assert ["callvet reads YAML 1.2; leave" in message for message in told(text)] == [True]


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: 1\n---\nb: 2", "2:1"), ("a: 1\n---\n", "2:1"), ("a: 1\n...\nb: 2", "3:1"), ("a: 1\n---\nb: [", "2:1")],
)
def test_a_second_document_is_told_and_not_read(text: str, place: str) -> None:
    messages = told(text)
    assert len(messages) == 1
    assert messages[0].startswith(f"{place} a second document begins here")
    assert value_of(text) == {"a": 1}


# Numbers and characters


@pytest.mark.parametrize("number", [".inf", "-.Inf", ".nan"])
def test_a_number_that_is_not_finite_is_told(number: str) -> None:
    assert told(f"a:\n  rate: {number}") == [
        f"2:9 rate is {number}, which is no number to reckon with; leave the key out if it is not known",
    ]


def test_a_number_that_is_too_large_is_told() -> None:
    assert told("iban: 10000000000000000") == [
        "1:7 iban is 10000000000000000, but numbers stay below 10^16; if it is a reference, put it in quotes",
    ]


def test_a_number_that_is_too_long_is_told_in_short() -> None:
    (message,) = told("a: [" + "1" * 5000 + "]")
    assert message.startswith("1:5 an item of a is " + "1" * 39 + "…, longer than the 40 places of a number")


@pytest.mark.parametrize(
    ("escape", "echo"), [(r"\x1b", r"\x1b"), (r"\0", r"\x00"), (r"\r", r"\r"), (r"\N", r"\x85"), (r"\x7f", r"\x7f")]
)
def test_a_control_character_out_of_an_escape_is_told(escape: str, echo: str) -> None:
    text = f'a: "b{escape}c"\nd: 1'
    assert told(text) == [f"1:4 a holds a control character ({echo}); take it out"]
    assert value_of(text) == {"d": 1}


def test_a_control_character_in_a_key_is_told() -> None:
    text = r'"a\x1b": 1' + "\nb: 2"
    assert told(text) == [r"1:1 the key a\x1b holds a control character (\x1b); take it out"]
    assert value_of(text) == {"b": 2}


def test_tabs_and_line_feeds_out_of_escapes_are_text() -> None:
    assert flawless(r'a: "b\tc\nd"').value == {"a": "b\tc\nd"}


@pytest.mark.parametrize(
    "character", ["\0", "\x01", "\x1b", "\x7f", "\x80", "\x85", "\x9f", "\u2028", "\ud800", "\uffff"]
)
def test_a_character_that_cannot_be_seen_is_told_and_the_rest_read(character: str) -> None:
    text = f"a: 1\r\nb: x{character}y\r\nc:\r\n"
    messages = told(text)
    assert messages[0].startswith("2:5 a character that cannot be seen (\\")
    assert messages[1].startswith("3:1 c has no value")
    assert value_of(text)["a"] == 1


@pytest.mark.parametrize("escape", [r"\ud800", r"\ud83d\ude00", r"\U00110000"])
def test_half_a_pair_out_of_an_escape_is_told(escape: str) -> None:
    assert "1:7 this escape in double quotes stands for no character" in told(f'a: "{escape}"')[0]


def test_what_is_echoed_is_inert() -> None:
    assert told('"a\\u202eb": ~') == [rf"1:1 a\u202eb has no value; {LEAVE_OUT}"]


# Size


def test_nesting_up_to_the_limit_is_read() -> None:
    flawless("[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 51,
        "[" * 1_000_000,
        "{" * 1_000_000,
        "[{a: " * 100_000,
        "- " * 500_000,
        "? " * 500_000,
        "a:\n" + " -" * 100_000,
    ],
)
def test_deeper_nesting_is_told_at_once(text: str) -> None:
    began = time.perf_counter()
    document, problems = parse_document(text, "f")
    assert time.perf_counter() - began < 1
    assert document is None
    assert "more than 50 levels deep" in problems[-1].message


def test_values_up_to_the_limit_are_read() -> None:
    assert len(flawless("- a\n" * (MAX_VALUES - 1)).value) == MAX_VALUES - 1


@pytest.mark.parametrize("text", ["- a\n" * MAX_VALUES, "{}: a\n" * 6_000, "- *a\n" * 200_000, "- []\n" * 20_000])
def test_more_values_are_told_and_what_was_found_before_is_kept(text: str) -> None:
    document, problems = parse_document(f"- ~\n{text}" if text.startswith("-") else text, "f")
    assert document is None
    assert len(problems) > 1
    assert any("more than 10,000 values" in problem.message for problem in problems)


def test_aliases_of_aliases_end_at_once() -> None:
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    began = time.perf_counter()
    assert "more than 10,000 values" in told(text)[0]
    assert time.perf_counter() - began < 1


def test_text_beyond_a_mebibyte_is_refused() -> None:
    assert told("#" * (MAX_BYTES + 1)) == [
        " this file is larger than 1 MiB; leave out what is not about this case, or split it",
    ]


def test_thousands_of_faults_in_one_long_line_end_soon() -> None:
    began = time.perf_counter()
    parse_document("{" + "a," * (MAX_BYTES // 2 - 2) + "}", "f")
    assert time.perf_counter() - began < 5


# Syntax


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("notes: call us: now", "1:15 text that has a colon and a space in it needs quotes"),
        ("a: 1\n  b: 2", "2:4 this key is indented further than the line above"),
        ("name:Acme\nurl: x", "2:4 the line above is no key with a value; write it as key: value"),
        ("--- a: 1", "1:6 text that has a colon and a space in it needs quotes"),
        ("a:\n\tb: 1", "2:1 a tab stands where YAML wants spaces"),
        ("a: 1\n\t\nb: 2", "2:1 a tab stands where YAML wants spaces"),
        ("a: |\n\tb", "2:1 a tab stands where YAML wants spaces"),
        ("a: @home", "1:4 text that begins with @ needs quotes"),
        ("a: `b`", "1:4 text that begins with ` needs quotes"),
        ("a: %5", "1:4 text that begins with % needs quotes"),
        ("a: 1\nb: 'it is\nc: 2\n", "2:4 the quote that opens here is never closed"),
        ('a: "x\n---\n"', "1:4 the quote that opens here is not closed before a line with ---"),
        ("a: [1, 2\nb: 3", "2:2 the [ of line 1 is not closed before this, or a comma is missing; write ]"),
        ("a: {b: 1\nc: 2", "2:2 the { of line 1 is not closed before this, or a comma is missing; write }"),
        ("a: [1, 2", "1:9 the [ of line 1 is not closed"),
        ("a: [desk #1, b]", "the [ of line 1 is not closed before this, or a comma is missing; a # after a space"),
        ("a: [", "1:5 the file ends within brackets or braces; close them"),
        ("a: [1,,2]", "1:7 there is no value before this comma; write one or take the comma out"),
        ("a: ]", "1:4 there is no value before this bracket"),
        ("...\na: 1", "1:1 there is no value before this ..."),
        ("- a\nb: c", "2:1 this line stands among the items of a list and has no - before it"),
        ("a:\n    b: 1\n  c: 2", "3:3 this line is indented unlike the keys above"),
        ("a: 'it's'", "1:8 this cannot follow the value before it"),
        ("a: [1]]", "1:7 this ] closes nothing; take it out"),
        ("a: 1\n- b", "2:1 an item of a list cannot stand here"),
        ("a: 1\n\ufeffb: 2", "2:2 an unseen character stands before this (\\ufeff); delete it"),
        (
            "a: 1\nurl:foo\nb: 2",
            "2:1 this is no key with a value; write it as key: value, with a space after the colon",
        ),
        ("a:\n- b\n-c\n", "3:1 write a space after the -"),
        (r'a: "C:\new\q"', "1:11 this \\ begins no character known in double quotes"),
        (r'a: "\xg"', "1:7 this \\ begins no character known in double quotes"),
        ("a: - b", "1:4 a list cannot begin here; begin it on the next line"),
        ("a: -", f"1:4 a dash is no value; {LEAVE_OUT}"),
        ("a: ? b", "1:4 text that begins with a ? and a space needs quotes"),
        ("a: & Sons", "1:4 text that begins with & needs quotes"),
        ("a: *star*", "1:4 text that begins with * needs quotes"),
        ("a: >5 calls", "1:4 after | or > the text begins on the next line"),
        ("  a: 1\nb: 2", "2:1 this cannot follow what stands above"),
    ],
)
def test_a_syntax_error_is_told_in_plain_words_where_the_fix_belongs(text: str, message: str) -> None:
    document, problems = parse_document(text, "f")
    assert document is None
    assert message in f"{problems[-1].place} {problems[-1].message}"


def test_problems_before_a_syntax_error_are_kept() -> None:
    assert [message[:3] for message in told("a: ~\nb: .inf\nc: [\n")] == ["1:1", "2:4", "4:1"]


def test_all_problems_of_a_file_are_told_in_their_order() -> None:
    text = "a:\nb: !x y\nb: 1\nc: [~, .nan]\n<<: d\ne: *f\ng: \x01\n"
    assert [message[:3] for message in told(text)] == ["1:1", "2:4", "3:1", "4:5", "4:8", "5:1", "6:4", "7:4"]


class Complaint:
    """In place of libyaml's parser: one that ends with an error of the test's choice."""

    def __init__(self, error: YAMLError) -> None:
        """Ends with ``error``."""
        self._error = error

    def __call__(self, _text: str) -> Complaint:
        return self

    def get_event(self) -> None:
        raise self._error


def test_a_complaint_that_is_not_known_is_passed_on_printable(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = yaml.Mark("f", 0, 0, 2, None, 0)
    error = yaml.MarkedYAMLError(None, None, "new \x1b trouble", mark)
    monkeypatch.setattr(events, "CParser", Complaint(error))
    assert told("a: 1")[0].startswith(r"1:3 YAML cannot be read from here on (new \x1b trouble)")


def test_a_complaint_without_place_is_told_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "CParser", Complaint(YAMLError("out of order")))
    assert told("a: 1") == [" this file cannot be read as YAML (out of order); write it anew as plain text"]


# Files


def test_a_file_is_read_with_the_name_told_to_the_user(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text("a: 1\nb:\n", encoding="utf-8")
    document, problems = read_document(tmp_path / "acme.yaml", "vendors/acme.yaml")
    assert document is not None
    assert document.path == "vendors/acme.yaml"
    assert document.value == {"a": 1}
    assert str(problems[0].place) == "vendors/acme.yaml:2:1"


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a: 1", encoding="utf-8")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    document, _ = read_document(tmp_path / "b", "b")
    assert document is not None


OPEN_FILES = Path("/proc/self/fd")


def refusal(path: Path) -> str:
    """The one problem of a file that cannot be read."""
    document, (problem,) = read_document(path, "f")
    assert document is None
    return f"{problem.place} {problem.message}"


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refusal(tmp_path / "pipe")


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("plug")
        assert "not a regular file" in refusal(tmp_path / "plug")


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_refused(tmp_path: Path, device: str) -> None:
    (tmp_path / "device").symlink_to(device)
    assert "not a regular file" in refusal(tmp_path / "device")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "this is a folder; name a file in it" in refusal(tmp_path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "none")
    (tmp_path / "a").touch()
    assert "there is no such file" in refusal(tmp_path / "a" / "b")


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "leads back to itself" in refusal(tmp_path / "loop")


@pytest.mark.parametrize(("name", "message"), [("a\0b", "no file's name can hold"), ("a" * 300, "too long")])
def test_an_impossible_name_is_told(tmp_path: Path, name: str, message: str) -> None:
    assert message in refusal(tmp_path / name)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "may not be read"),
        (OSError(5, "Input/output \x1b"), r"Input/output \x1b"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, message: str
) -> None:
    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    assert message in refusal(tmp_path / "a")


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="the system does not list a process's open files")
def test_no_file_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a: \xff")
    before = len(list(OPEN_FILES.iterdir()))
    for path in (tmp_path, tmp_path / "a"):
        refusal(path)
    assert len(list(OPEN_FILES.iterdir())) == before


def test_a_file_of_a_mebibyte_is_read_and_one_byte_more_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"a: 1\n#" + b"x" * (MAX_BYTES - 6))
    assert read_document(path, "f")[1] == ()
    path.write_bytes(b"a: 1\n#" + b"x" * (MAX_BYTES - 5))
    assert refusal(path).startswith("f this file is larger than 1 MiB")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: 1\r\nb: \xc3\xa9\xe9\n", "f:2:5 the byte e9 here is not UTF-8; save the file as UTF-8"),
        (b"\xef\xbb\xbfa: \xff", "f:1:4 the byte ff here is not UTF-8; save the file as UTF-8"),
        (b"a: \xed\xa0\x80", "f:1:4 the byte ed here is not UTF-8"),
        (b"\xff\xfea\0:\0", "f:1:1 this file is written in UTF-16; save it as UTF-8"),
        (b"\xfe\xff\0a\0:", "f:1:1 this file is written in UTF-16; save it as UTF-8"),
        (b"\xff\xfe\0\0a\0\0\0", "f:1:1 this file is written in UTF-32; save it as UTF-8"),
        (b"a: 1\nb\0c", "f:2:2 a NUL byte stands here, so this is not plain text; save it as text in UTF-8"),
    ],
)
def test_bytes_that_are_not_utf_8_are_told_at_the_first_of_them(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "a").write_bytes(data)
    assert message in refusal(tmp_path / "a")


# Whatever is written

VALID = """\
name: Northwind Contact   # c
sites:
  - {country: US, agents: 180, x-note: "a, b"}
  - &s {country: PH, agents: 4.20}
more: [*s, 'it''s', "\\u00e9", ~]
notes: |
  free
   text
x-own: >-
  folded
  text
"""


@given(st.text())
@example("\ufeff\ufeff")
@example("\ufeff\ufeff[1")
@example("\r")
@example("a: \ud800\x00")
def test_any_text_has_an_outcome(text: str) -> None:
    check_outcome(text)


@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#~ \n\t\\.1x<\x00\x85\u2028\ufeff", max_size=60))
def test_any_text_of_signs_has_an_outcome(text: str) -> None:
    check_outcome(text)


@given(st.integers(0, len(VALID)), st.integers(0, 12), st.text(alphabet=":-?[]{},&*!|>'\"%#~ \n\ta1", max_size=4))
def test_a_mangled_file_has_an_outcome(at: int, cut: int, put: str) -> None:
    check_outcome(VALID[:at] + put + VALID[at + cut :])


def check_outcome(text: str) -> None:
    """A document or a problem, each problem within the text and printable, each value of a known kind."""
    document, problems = parse_document(text, "f")
    assert document is not None or problems
    lines = re.split(r"\r\n|\r|\n", text)
    for problem in problems:
        assert problem.message.isprintable()
        assert problem.place.line <= len(lines)
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1
    assert list(problems) == sorted(problems)
    if document is not None:
        for value in (document.value, *document.own.values()):
            check_value(value)
        check_nodes_match(document.value, document.root)


def check_value(value: Value) -> None:
    """Nothing but text, truth, exact numbers, lists and text-keyed dicts."""
    assert type(value) in {str, bool, int, Decimal, list, dict}
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        check_value(below)


def check_nodes_match(value: Value, node: Node) -> None:
    """Every value has its node."""
    steps: Iterator[Any] = iter(())
    if isinstance(value, dict):
        steps = iter(value)
    elif isinstance(value, list):
        assert node.children is not None
        assert len(node.children) == len(value)
        steps = iter(range(len(value)))
    for step in steps:
        below = node.child(step)
        assert below is not None
        check_nodes_match(value[step], below)


WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"), min_size=1
)
TEXTS = WORDS.filter(str.strip)
KEYS = TEXTS.filter(lambda key: not key.startswith("x-"))
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**9), 10**9, places=4),
)
VALUES = st.recursive(
    st.one_of(TEXTS, st.booleans(), NUMBERS),
    lambda below: st.one_of(st.lists(below, max_size=5), st.dictionaries(KEYS, below, max_size=5)),
    max_leaves=20,
)


class Quoting(yaml.SafeDumper):
    """Writes values as a careful user would: text in quotes, numbers and truth plain."""

    def ignore_aliases(self, _data: object) -> bool:
        """Writes equal values out each time."""
        return True


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
Quoting.add_representer(
    Decimal, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", f"{number:f}")
)


def dumped(value: Value, *, flow: bool) -> str:
    """The value as YAML."""
    return yaml.dump(value, Dumper=Quoting, allow_unicode=True, default_flow_style=flow, sort_keys=False, width=60)


@given(value=VALUES, flow=st.booleans())
def test_what_is_written_comes_back(value: Value, *, flow: bool) -> None:
    back = flawless(dumped(value, flow=flow)).value
    assert back == value
    assert repr(back) == repr(value)


@given(value=st.dictionaries(KEYS, VALUES, min_size=1, max_size=5), flow=st.booleans())
def test_every_place_of_a_key_is_where_the_key_is_written(value: Value, *, flow: bool) -> None:
    text = dumped(value, flow=flow)
    lines = text.split("\n")
    seen = 0
    for key, node in keyed_nodes(flawless(text).root):
        rest = "\n".join((lines[node.key_line - 1][node.key_column - 1 :], *lines[node.key_line :]))
        written = next(e for e in yaml.parse(rest, Loader=yaml.CSafeLoader) if isinstance(e, yaml.ScalarEvent))
        assert written.value == key
        assert rest.startswith('"')
        seen += 1
    assert seen >= len(value)


def keyed_nodes(node: Node) -> Iterator[tuple[str, Node]]:
    """All keys below a node, with their nodes."""
    if isinstance(node.children, dict):
        yield from node.children.items()
        for below in node.children.values():
            yield from keyed_nodes(below)
    elif isinstance(node.children, list):
        for below in node.children:
            yield from keyed_nodes(below)
