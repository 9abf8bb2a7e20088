"""From templates to one file that loads nothing from anywhere, and in which text from files is only ever text.

Templates escape whatever is put into them. The policy in a page's head allows the page's own style and its own script
by their hashes and nothing else: no request, no ``style`` or ``onclick`` in the markup, no script that text brings.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from callvet.report.page import Clause, Drawing, Heading, Sentence, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.report.page import Column

_HOME: Final = files("callvet.report")
_BLOCKS: Final = {"table": Table, "sentence": Sentence, "heading": Heading, "drawing": Drawing, "clause": Clause}
_NOT_IN_SCRIPTS: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end a script's element, or a line of one."""


def document(template: str, *, styles: Sequence[str] = ("look/style.css",), script: str = "", **values: object) -> str:
    """A whole page.

    Args:
        template: Its file, below this package's parent.
        styles: The files of its style, one after another.
        script: The file of its script; none where it has none.
        values: What the template is filled with.
    """
    style = "".join(text_of(name) for name in styles)
    code = text_of(script) if script else ""
    allowed = ["default-src 'none'", f"style-src {_hash_of(style)}"]
    if code:
        allowed.append(f"script-src {_hash_of(code)}")
    policy = "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])
    # Both come out of this package, and their hashes are of what stands in the page to the letter.
    shell = {"style": Markup(style), "script": Markup(code), "policy": policy}  # noqa: S704
    return environment().get_template(template).render(**shell, **values)


@cache
def environment() -> Environment:
    """Templates that escape; what a template asks for and nobody gives is an error."""
    made = Environment(
        autoescape=True,
        loader=FunctionLoader(text_of),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name, block in _BLOCKS.items():
        made.tests[name] = lambda value, block=block: isinstance(value, block)
    made.filters["row_head"] = row_head
    made.filters["script_data"] = script_data
    made.filters["web_address"] = is_web_address
    return made


@cache
def text_of(name: str) -> str:
    """A file of this package: a template, a style or a script."""
    return _HOME.joinpath(name).read_text(encoding="utf-8")


def row_head(columns: Sequence[Column]) -> int:
    """The place of the column that says what a row is: the first of words."""
    return next((place for place, column in enumerate(columns) if not column.right), 0)


def script_data(value: object) -> Markup:
    """A value as JSON that may stand inside a script's element, whatever text is in it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign, code in _NOT_IN_SCRIPTS.items():
        text = text.replace(sign, code)
    return Markup(text)  # noqa: S704 - no sign is left that could end the element


def is_web_address(text: str) -> bool:
    """Whether text is an address that may be a link; never one that a browser would run."""
    return text.startswith(("https://", "http://")) and text.isprintable() and " " not in text


def _hash_of(text: str) -> str:
    """The hash by which a policy knows a style or a script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
