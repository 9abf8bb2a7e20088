"""JSON: one object, with nothing rounded and nothing that a terminal obeys."""

from __future__ import annotations

import json

import pytest

from callvet.report.formats.json_object import object_text, render
from callvet.report.page import Data, Page, Sentence


def test_the_page_is_its_object_alone() -> None:
    page = Page("Ranking", [Sentence("Acme leads.")], Data(("a",), [("b",)]), {"schema": 1, "ranking": []})
    assert render(page) == '{"schema": 1, "ranking": []}\n'


def test_figures_are_not_rounded() -> None:
    assert json.loads(object_text({"score": 0.1 + 0.2, "third": 1 / 3})) == {"score": 0.1 + 0.2, "third": 1 / 3}


@pytest.mark.parametrize("figure", [float("nan"), float("inf"), float("-inf")])
def test_a_figure_that_json_has_not_is_a_programming_error(figure: float) -> None:
    with pytest.raises(ValueError, match="Out of range float"):
        object_text({"score": figure})


def test_letters_of_any_script_can_be_read() -> None:
    assert '"Müller 東京 – “x”"' in object_text({"name": "Müller 東京 – “x”"})


@pytest.mark.parametrize(
    "text", ["a\u202eb", "zero\u200bwidth\ufeff", "\x9b31m", "a\x7fb", "\U000e0041", "a\u2028b", "a\xa0b"]
)
def test_what_cannot_be_seen_stands_as_a_code_and_comes_back(text: str) -> None:
    written = object_text({text: [text]})
    assert json.loads(written) == {text: [text]}
    assert written.replace("\n", "").isprintable()


@pytest.mark.parametrize("text", ['"', "\\", "\\u202e", "line\nbreak", "</script>", "\x1b[31m"])
def test_text_comes_back_as_it_was(text: str) -> None:
    assert json.loads(object_text({"name": text})) == {"name": text}
