"""One JSON object: the contract's keys, money as decimal strings, figures not rounded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callvet.report.page import Page


def render(page: Page) -> str:
    """The page's object. No NaN or infinity can stand in it: JSON has none."""
    return object_text(page.json)


def object_text(value: dict[str, object]) -> str:
    """An object as a line of text; signs that cannot be seen, or that turn the line around, stand as codes.

    It is not indented: Python does that ten times slower, and who reads it has ``python -m json.tool``.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return (text if text.isprintable() else "".join(map(_seen, text))) + "\n"


def _seen(sign: str) -> str:
    """A sign of a JSON text, or its code."""
    return sign if sign.isprintable() else json.dumps(sign)[1:-1]
