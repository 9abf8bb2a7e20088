"""What is wrong with a key or a value of a file, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from callvet.load.scalars import LONGEST_NUMBER, Refused, control_in
from callvet.load.syntax import (
    NO_KEY,
    NO_SPACE_AFTER_COLON,
    Mark,
    rest_of_line,
)
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.model.document import KeyPath, Node

Event: TypeAlias = Any
"""An event of the pass, with both marks set; the kinds differ in what else they have."""
_REASONS: Final[Mapping[Refused, str]] = {
    Refused.NOT_FINITE: "{name} is {value}, which is no number to reckon with; leave the key out if it is not known",
    Refused.TOO_LARGE: "{name} is {value}, but numbers stay below 10^16; if it is a reference, put it in quotes",
    Refused.TOO_LONG: "{name} is {value}, longer than the "
    f"{LONGEST_NUMBER} places of a number; round it, or, if it is a reference, put it in quotes",
}


def why_refused(reason: Refused, event: Event, steps: KeyPath) -> str:
    """Says what is wrong with a value that is written."""
    if reason is Refused.CONTROL:
        return f"{_name(steps)} holds a control character ({shown(control_in(event.value))}); take it out"
    return _REASONS[reason].format(name=_name(steps), value=shown(event.value))


def why_empty(event: Event, at: Mark, steps: KeyPath, lines: Sequence[str]) -> str:
    """Says that a value is missing, and what may have become of it."""
    name = _name(steps)
    if not event.value and not event.style:
        if _COMMENT_AS_VALUE.match(rest_of_line(lines, at)):
            return f"the # begins a comment, so {name} has no value; put the text in quotes, or leave the key out"
        # An empty value is marked at what follows it, and only within brackets can these follow.
        if rest_of_line(lines, event.start_mark).startswith((",", "}", "]")):
            return _why_empty_in_braces(name, str(steps[-1]))
    if isinstance(steps[-1], int):
        return f"{name} has no value; write it, or leave this item out"
    return f"{name} has no value; leave the key out where the answer is not known"


def _name(steps: KeyPath) -> str:
    """What the value at the end of ``steps`` is called in a message."""
    if steps and isinstance(steps[-1], str):
        return shown(steps[-1]) or "this key"
    keys = [step for step in steps if isinstance(step, str)]
    return f"an item of {shown(keys[-1])}" if keys else "an item"


def key_fault(event: Event, children: Mapping[str, Node]) -> str:
    """What is wrong with a key that is text, or nothing."""
    key = event.value
    if not key.strip():
        return NO_KEY
    if key == "<<" and not event.style:
        return "<< is not supported here; write the keys out, or repeat a whole value with *"
    if not event.style and key != key.strip():
        return f"{shown(key)} has a space about it that YAML does not count as one; write a plain space in its place"
    if control := control_in(key):
        return f"the key {shown(key)} holds a control character ({shown(control)}); take it out"
    if key in children:
        return f"{shown(key)} stands here a second time; the first is in line {children[key].key_line}; keep one"
    return ""


# From a key, or from where an item of a list should be.
_COMMENT_AS_VALUE: Final = re.compile(r"[^,\[\]{}]*?:\s+#|\s*#")


def _why_empty_in_braces(name: str, key: str) -> str:
    """Says what a key without a value within braces was probably meant to be."""
    if NO_SPACE_AFTER_COLON.match(key):
        return f"{name} has no value; write a space after its first colon"
    return (
        f"{name} has no value; within braces, text that has a comma in it needs quotes; "
        "if it is a key, write its value or leave it out"
    )
