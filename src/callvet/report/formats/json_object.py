"""One JSON object: the contract's keys, money as decimal strings, figures not rounded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callvet.report.page import Page


def render(page: Page) -> str:
    """The page's object. No NaN or infinity can stand in it: JSON has none."""
    return json.dumps(page.json, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
