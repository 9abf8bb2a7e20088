"""What marks mean: the words for 0, 5 and 10, of each line of a test call and each criterion of opinion.

Those of a criterion stand on its page, in the table under `mark`. Those of the checklist stand here. An own criterion
has its question alone, so its words are those of any question.

Source of the checklist: document A, to call a line and mark the agent against a checklist; document D, that good agents
know which questions to ask, when, and how to word them. The words are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.score.criterion import Criterion

MIDDLE_MARK: Final = 5
_HEAD: Final = "| mark | "
_RULE_AND_HEAD: Final = 2
"""Lines of a table before its rows. [lines]"""


class Scale(NamedTuple):
    """What a mark is given for, and what three of them mean.

    Attributes:
        name: The key under `marks`.
        question: What the marker asks.
        worst: What 0 means.
        middle: What 5 means.
        best: What 10 means.
    """

    name: str
    question: str
    worst: str
    middle: str
    best: str


CHECKLIST: Final = (
    Scale(
        "greeting",
        "How were you greeted?",
        "no greeting, or you had to ask whom you had reached",
        "the right words, said by rote",
        "clear and friendly, with a name, and ready to help at once",
    ),
    Scale(
        "listening",
        "Did the agent listen?",
        "interrupted you, or asked again for what you had said",
        "let you finish, and missed something",
        "heard what you meant, and said it back before acting",
    ),
    Scale(
        "questions",
        "Did the agent know which questions to ask, when, and how to word them?",
        "asked nothing, or the wrong things",
        "asked the usual ones, in the order of a script",
        "asked the right ones, at the right time, in words that you understood at once",
    ),
    Scale(
        "knowledge",
        "Did the agent know the product?",
        "did not know it, or said what is not so",
        "knew what is usual, and passed the rest on",
        "knew the answer, and what you would have asked next",
    ),
    Scale(
        "resolution",
        "Was the matter settled?",
        "not at all: you must call again",
        "in part, or with a promise to call back",
        "in this one call, and the agent made sure that it was",
    ),
    Scale(
        "courtesy",
        "How courteous was the agent?",
        "curt or bored: you were an interruption",
        "polite, and no more",
        "patient and warm to the end, and in your mood, not in a script's",
    ),
)
"""The lines of a test call, in the order in which a call runs."""


def opinion_scale(criterion: Criterion) -> Scale:
    """The scale of a criterion that people mark: the words of its page, or those of any question.

    Args:
        criterion: One of opinion, or one of the committee's own.
    """
    words = dict(_rows(criterion.page))
    return Scale(
        criterion.id,
        criterion.question,
        words.get("0", "not at all"),
        words.get(str(MIDDLE_MARK), "in part"),
        words.get("10", "entirely"),
    )


def _rows(page: str) -> Iterator[tuple[str, str]]:
    """The marks that a page describes, with their words."""
    _, head, rest = page.partition(_HEAD)
    for line in rest.splitlines()[_RULE_AND_HEAD:] if head else ():
        if not line.startswith("|"):
            return
        mark, _, words = line.strip("| ").partition(" | ")
        yield mark, words
