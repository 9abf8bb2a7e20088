"""What the hidden cells of a questionnaire say, by which its answers are found again."""

from __future__ import annotations

from typing import Final

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
ABOUT_VERSION: Final = "version"
ABOUT_CASE: Final = "case"
ABOUT_VENDOR: Final = "vendor"
ABOUT_OFFER: Final = "offer"
EXAMPLE_SIGN: Final = "e.g."
"""Before the examples of a table."""
REQUIRED_SIGN: Final = " (required)"
"""Behind what a table asks, where a vendor that fails there is out."""
