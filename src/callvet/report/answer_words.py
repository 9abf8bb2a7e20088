"""What an answer should look like, in a few words for whoever is asked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from callvet.model.answer_form import Form, Leaf, leaves
from callvet.model.vendor import Vendor

if TYPE_CHECKING:
    from collections.abc import Mapping

_LANGUAGES = "languages"
_PROMISES = "service_levels"
_OF_LISTS: Final[Mapping[Form, str]] = {
    Form.CHOICE: "one of these",
    Form.CHOICES: "one or several of these",
    Form.TEXTS: "one or several",
}


def answer_words(key: str) -> str:
    """``yes or no``; nothing where the question itself must do, as for a group that is asked for as one.

    Args:
        key: Dotted, as criteria and musts name what is unanswered.
    """
    steps = [step for step in key.split(".") if not step.isdecimal()]
    if any(step.startswith("x-") for step in steps):
        return Form.MARK.value
    if steps[0] == _LANGUAGES:
        # One language is asked for by its code: languages.es.level.
        steps = [steps[0], *steps[2:]]
    leaf = _leaves().get(".".join(steps))
    return _words(leaf) if leaf else ""


@cache
def _leaves() -> Mapping[str, Leaf]:
    """Every answer of a profile, by its key."""
    return {leaf.key: leaf for leaf in leaves(Vendor)}


def _words(leaf: Leaf) -> str:
    """The form as people say it; the words of a list stand in the question already."""
    told = _OF_LISTS.get(leaf.form, leaf.form.value)
    # A count of none is 0, and a vendor knows it; that nothing is promised must be said to be an answer.
    is_count = leaf.form in {Form.WHOLE, Form.NUMBER} and leaf.path[0] != _PROMISES
    return f"{told}, or none" if leaf.takes_none and not is_count else told
