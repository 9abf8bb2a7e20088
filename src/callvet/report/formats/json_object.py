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
    """An object as text; signs that cannot be seen, or that turn the line around, stand as codes."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    lines = ("".join(map(_seen, line)) if not line.isprintable() else line for line in text.split("\n"))
    return "\n".join(lines) + "\n"


def _seen(sign: str) -> str:
    """A sign of a JSON text, or its code."""
    return sign if sign.isprintable() else json.dumps(sign)[1:-1]
