"""What no key of a file is wrong in alone, as far as the file could be read.

Where values were refused, the groups of keys around them are made without them, with a mark in their place. What
contradicts itself whatever they may say is told in the same run; what hangs on them waits until they are mended.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from pydantic import ValidationError

from callvet.model.problem import Problem
from callvet.model.section import Section
from callvet.model.suggestion import closest
from callvet.model.unread import UNREAD
from callvet.model.wording import dotted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callvet.model.document import Document, KeyPath, Value

KEY_MARK = "[key]"
"""Ends the way to a name that pydantic refused."""


def contradictions(document: Document, group: Section, above: KeyPath = ()) -> Iterator[Problem]:
    """What a group contradicts itself in, but for what follows only from a value that the reader refused.

    Args:
        document: That the group stands in.
        group: Its model.
        above: The way to it.
    """
    for below, message in group.inconsistencies():
        path = (*above, *below)
        if not (document.holds(*path) and document.part(*path) is None):
            yield Problem(document.key_place(*path), f"{dotted(path)}: {message}")


def contradictions_so_far(document: Document, model: type[Section], refusals: Iterable[KeyPath]) -> tuple[Problem, ...]:
    """The same of a file in which values were refused; nothing where what is left makes no file.

    Args:
        document: With keys at the top.
        model: What it was to be.
        refusals: The ways to what was refused, as pydantic tells them.
    """
    left = deepcopy(document.value)
    ways: list[KeyPath] = []
    found = [_to_a_key(refusal) for refusal in refusals]
    while found and all(found):
        for way in found:
            _take_out(left, way)
        ways += found
        try:
            group = model.model_validate(left)
        except ValidationError as refused:
            # A group that lacks what it must have is not read either.
            found = [_to_a_key(error["loc"][:-1]) for error in refused.errors(include_url=False)]
            continue
        for way in sorted(ways, key=len):  # what is left out as a whole has nothing to be marked below
            _mark(group, way)
        return tuple(_until_a_mark(contradictions(document, group)))
    return ()


def _until_a_mark(found: Iterator[Problem]) -> Iterator[Problem]:
    """Problems, as far as they hang on nothing that was refused."""
    while True:
        try:
            yield next(found)
        except (StopIteration, TypeError):
            return


def _to_a_key(refusal: KeyPath) -> KeyPath:
    """The way to the key whose value was refused, or holds what was: one item of a list is no list of the rest."""
    way = refusal[:-1] if refusal[-1:] == (KEY_MARK,) else refusal
    while way and isinstance(way[-1], int):
        way = way[:-1]
    return way


def _take_out(value: Value, way: KeyPath) -> None:
    """Take a key out of what was read, where it is still there."""
    for step in way[:-1]:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    if way and isinstance(value, dict):
        value.pop(str(way[-1]), None)


def _mark(group: Section, way: KeyPath) -> None:
    """Put a mark where something was refused: at the last key of callvet's own, or the one that was probably meant."""
    node: object = group
    last: tuple[Section, str] | None = None
    for step in way:
        if isinstance(node, Section) and isinstance(step, str):
            name = _attribute(node, step)
            if name is None:
                return
            last, node = (node, name), node.__dict__.get(name)
        elif isinstance(node, tuple) and isinstance(step, int):
            node = node[step]
        else:
            break
    if last:
        object.__setattr__(*last, UNREAD)


def _attribute(section: Section, key: str) -> str | None:
    """Python's name of a key; of one that is not known, the name of what it was probably meant for; else None."""
    names = {info.alias or name: name for name, info in type(section).model_fields.items()}
    if key in names:
        return names[key]
    meant = closest(key, list(names))
    return names[meant] if meant and names[meant] not in section.model_fields_set else None
