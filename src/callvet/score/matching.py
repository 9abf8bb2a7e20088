"""Whether what people wrote in their own words names the same thing: tools, platforms, fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callvet.model.wording import shown
from callvet.score.value_function import covered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from callvet.score.criterion import Grade

_GAP = re.compile(r"[\s_-]+")


def same_name(text: str) -> str:
    """The form in which two writings of one name are equal: case and the kind of gap do not tell them apart."""
    return _GAP.sub(" ", text.casefold()).strip()


def distinct_names(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as it was first written and in that order."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(same_name(name), name)
    return tuple(first.values())


def names_covered(needed: Collection[str], offered: Collection[str]) -> float:
    """Which share of the names is offered, each counted once. [share in 0..1]"""
    return covered({same_name(name) for name in needed}, {same_name(name) for name in offered})


def names_missing(needed: Collection[str], offered: Collection[str]) -> tuple[str, ...]:
    """The names that are not offered, in the words of those who need them."""
    there = {same_name(name) for name in offered}
    return tuple(name for name in distinct_names(needed) if same_name(name) not in there)


def in_words(name: str) -> str:
    """A name as a sentence has it: technical_support is technical support."""
    return shown(name.replace("_", " "))


def covering(needed: Collection[str], called: Callable[[str], str] = shown) -> Callable[[Collection[str]], Grade]:
    """A grade for a list: the share of what is needed that it names, with what is there and what is missing.

    Args:
        needed: Names, at least one.
        called: How a name is written in the words; the user's own text is made safe to print.
    """

    def grade(offered: Collection[str]) -> Grade:
        missing = names_missing(needed, offered)
        there = [called(name) for name in distinct_names(needed) if name not in missing]
        words = ", ".join((*there, *(f"no {called(name)}" for name in missing)))
        return names_covered(needed, offered), words

    return grade
