"""From templates to a page: escaping, hashes, data for a script."""

from __future__ import annotations

import json

import pytest

from callvet.report.look.document import environment, is_web_address, row_head, script_data
from callvet.report.page import Column


def test_templates_escape_what_is_put_into_them() -> None:
    drawn = environment().from_string("<p>{{ text }}</p>").render(text="<b>{{ 7*7 }}</b>")
    assert drawn == "<p>&lt;b&gt;{{ 7*7 }}&lt;/b&gt;</p>"


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "&amp;", '"\\'])
def test_data_for_a_script_cannot_end_it(text: str) -> None:
    data = str(script_data({text: [text]}))
    assert json.loads(data) == {text: [text]}
    assert not set(data) & set("<>&\u2028")


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("https://acme.example/pricing", True),
        ("http://acme.example", True),
        ("javascript:alert(1)", False),
        (" https://acme.example", False),
        ("https://acme.example/a b", False),
        ("https://acme.example/\u202e", False),
        ("offer of 2 November", False),
    ],
)
def test_only_what_a_browser_does_not_run_is_a_link(text: str, is_address: bool) -> None:  # noqa: FBT001 - a case
    assert is_web_address(text) is is_address


def test_a_row_is_named_by_its_first_words() -> None:
    assert row_head((Column("#", right=True), Column("vendor"))) == 1
    assert row_head((Column("#", right=True),)) == 0
