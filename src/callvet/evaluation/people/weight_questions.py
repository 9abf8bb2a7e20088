"""The questions that each method of weighing puts, and what an answer to them may be."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from callvet.model.suggestion import unknown_name
from callvet.model.weighing import FULL_SWING, MOST_TIMES
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callvet.model.weighing import Method

T = TypeVar("T")

_NUMBER = r"(?a)\d{1,9}(\.\d{1,9})?"
_COMPARED = r"(?a)(.+?)[\s:=]+(\d(?:\.\d{1,6})?)"
_EQUAL = frozenset({"=", "equal", "equally", "1", "same"})


class Thing(NamedTuple):
    """What is weighed.

    Attributes:
        name: A group or a criterion.
        meaning: What a person reads beside it.
    """

    name: str
    meaning: str


class Ask(Protocol):
    """Puts a question, and gives what its answer is read as; a reader refuses with a ValueError that has the fix."""

    def __call__(self, prompt: str, read: Callable[[str], T]) -> T:
        """Put it until the answer can be read."""
        ...


def ask_weights(method: Method, things: Sequence[Thing], ask: Ask) -> dict[str, object]:
    """Put the questions of a method.

    Args:
        method: How weights are asked for.
        things: What is weighed.
        ask: Puts one question.

    Returns:
        The key of the file that holds the answers, with them.
    """
    match method:
        case "points":
            return {"points": _points(things, ask)}
        case "swing":
            return {"swing": _swings(things, ask)}
        case "roc" | "rank_sum":
            return {"order": _order([one.name for one in things], "matters most", "matters next", ask)}
        case "pairwise":
            return {"pairs": _pairs([one.name for one in things], ask)}


def _points(things: Sequence[Thing], ask: Ask) -> dict[str, Decimal]:
    """Points for each."""
    while True:
        found = {one.name: ask(f"{one.name}: how many points? ", _number_up_to(None)) for one in things}
        if any(found.values()):
            return found
        ask("All of them are 0, and something must weigh. Press Enter to begin again. ", str)


def _swings(things: Sequence[Thing], ask: Ask) -> dict[str, Decimal]:
    """An order, and then a rating for each, none above the one before it."""
    order = _order([one.name for one in things], "would you raise first", "would you raise next", ask)
    found = {order[0]: Decimal(FULL_SWING)}
    for name in order[1:]:
        most = min(found.values())
        prompt = f"{order[0]} is worth {FULL_SWING}. How much is {name}? (0 to {most:f}) "
        found[name] = ask(prompt, _number_up_to(most))
    return found


def _order(names: Sequence[str], first: str, following: str, ask: Ask) -> list[str]:
    """All names, one after the other; the last needs no question."""
    left, order = list(names), list[str]()
    while left[1:]:
        what = following if order else first
        prompt = f"{len(order) + 1}. Which {what}? ({', '.join(left)}) "
        order.append(ask(prompt, _one_of(tuple(left), names)))
        left.remove(order[-1])
    return order + left


def _pairs(names: Sequence[str], ask: Ask) -> list[dict[str, object]]:
    """A comparison of every two."""
    found = []
    every = list(combinations(names, 2))
    for place, (one, other) in enumerate(every, 1):
        prompt = f"{place} of {len(every)}: {one} or {other}? "
        more, times = ask(prompt, _comparison(one, other))
        than = other if more == one else one
        found.append({"more": more, "than": than, "times": times})
    return found


def _number_up_to(most: Decimal | None) -> Callable[[str], Decimal]:
    """Reads a number from 0, up to a bound where there is one."""

    def read(text: str) -> Decimal:
        if not re.fullmatch(_NUMBER, text):
            message = f"{shown(text)} is not a number; write it in digits, such as 40" if text else "write a number"
            raise ValueError(message)
        if most is not None and Decimal(text) > most:
            message = f"{text} is above {most:f}; it would come before in the order; write a number up to {most:f}"
            raise ValueError(message)
        return Decimal(text)

    return read


def _one_of(left: tuple[str, ...], every: Sequence[str]) -> Callable[[str], str]:
    """Reads one of the names that are left."""

    def read(text: str) -> str:
        if text in left:
            return text
        if text in every:
            message = f"{shown(text)} has its place already; write one of {', '.join(left)}"
            raise ValueError(message)
        raise ValueError(unknown_name(text, left, "one of them") if text else f"write one of {', '.join(left)}")

    return read


def _comparison(one: str, other: str) -> Callable[[str], tuple[str, Decimal]]:
    """Reads what matters more, and how many times."""

    def read(text: str) -> tuple[str, Decimal]:
        if text.casefold() in _EQUAL:
            return one, Decimal(1)
        found = re.fullmatch(_COMPARED, text)
        if not found or not 1 <= Decimal(found[2]) <= MOST_TIMES:
            message = f"write {one} or {other} with a number from 1 to {MOST_TIMES}, such as {one} 3; or ="
            raise ValueError(message)
        if found[1] not in {one, other}:
            raise ValueError(unknown_name(found[1], (one, other), "one of the two"))
        return found[1], Decimal(found[2])

    return read
