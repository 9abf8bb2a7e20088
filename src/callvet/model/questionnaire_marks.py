"""What the hidden cells of a questionnaire say, by which its answers are found again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

QUESTIONS_MARK: Final = "#questions"
"""In the hidden column, beside the hidden row that names the columns of questions."""
GRID_MARK: Final = "#"
"""Before the id of a table, beside the hidden row that names its columns."""
HEADS_MARK: Final = "="
"""Before the id of a table, beside the row of its heads."""
WORDS_MARK: Final = "~"
"""Beside what is to be read and not to be answered."""

ROLE_QUESTION: Final = "question"
ROLE_ANSWER: Final = "answer"
ROLE_REMARK: Final = "remark"
ANSWER_HEAD: Final = "Your answer"
REMARK_HEAD: Final = "Remarks"

ABOUT_SHEET: Final = "callvet questionnaire"
"""In the first cell of the hidden sheet."""
LISTS_SHEET: Final = "callvet lists"
"""The name of the hidden sheet with the words of drop-downs, and what stands in its first cell."""
ABOUT_VERSION: Final = "version"
ABOUT_CASE: Final = "case"
ABOUT_VENDOR: Final = "vendor"
ABOUT_OFFER: Final = "offer"
"""The one that all answers about prices are for; with a number behind it, one of which only what is open is asked."""
ABOUT_OPEN: Final = "only open"
"""There where only what is open was asked."""
ABOUT_CHARGES: Final = "charges"
"""With the number of an offer behind it, what changes where its charges do."""
EXAMPLE_SIGN: Final = "e.g."
"""Before the examples of a table."""

CONDITION: Final = "condition"
"""Beside what decides by itself: a vendor that fails there is out."""
COUNTS: Final = "counts: "
"""Before the criteria that look at an answer and of which a least is asked for; no answer alone decides."""
_BEHIND: Final = re.compile(rf" \((?:required|{CONDITION}|(?:{CONDITION}; )?{COUNTS}[^()]*)\)$")
"""A mark behind what is asked; ``required`` is that of questionnaires of earlier versions."""


def mark_words(*, required: bool, floors: Sequence[str]) -> str:
    """What stands beside a question: that it is a condition, and which floors it counts towards; nothing of others."""
    parts = [CONDITION] if required else []
    parts += [f"{COUNTS}{', '.join(floors)}"] if floors else []
    return "; ".join(parts)


def without_mark(text: str) -> str:
    """What is asked, without a mark behind it."""
    return _BEHIND.sub("", text)
