"""Changing single values of a YAML file; all other signs of it, comments and order among them, stay as they are.

The places of values in the text are those that libyaml tells. ruamel.yaml, made for this, was tried on the example
case: it joins lines, writes the last tier of a list without its braces, and loses a comment behind a group in braces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from callvet.load.document import parse_document
from callvet.load.yaml_text import Remarks, block_lines, flow_text, item_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from callvet.model.document import Document, KeyPath, Value

_ENDS: Final = frozenset((MappingEndEvent, SequenceEndEvent))
_COMMENT: Final = re.compile(r"(?:^|[ \t])(#[^\n]*)", re.MULTILINE)


class Change(NamedTuple):
    """One value that becomes another.

    Attributes:
        path: The way to it.
        old: What it was; None where there was nothing.
        new: What it becomes.
    """

    path: KeyPath
    old: Value | None
    new: Value


class CannotRewriteError(Exception):
    """A file is written in a way that cannot be changed without a person."""


def changes(
    old: Value, new: Mapping[str, Value], same: Callable[[KeyPath], bool], above: KeyPath = ()
) -> Iterator[Change]:
    """What must change in a file so that it says what is new, and still all that is not said anew.

    Args:
        old: What the file says.
        new: What is to be said; what is left out stays.
        same: Whether two ways of writing mean the same at the end of a way.
        above: The way to both.
    """
    for key, value in new.items():
        path = (*above, key)
        was = old.get(key) if isinstance(old, dict) else None
        yield from _of_value(was, value, same, path)


def _of_value(was: Value, value: Value, same: Callable[[KeyPath], bool], path: KeyPath) -> Iterator[Change]:
    """What must change at one key."""
    if was is None:
        yield Change(path, None, value)
    elif was == value or same(path):
        return
    elif isinstance(was, dict) and isinstance(value, dict):
        yield from changes(was, value, same, path)
    elif isinstance(was, list) and isinstance(value, list) and 0 < len(was) <= len(value) and _all_groups(was, value):
        for position, (one, other) in enumerate(zip(was, value[: len(was)], strict=True)):
            yield from _of_value(one, other, same, (*path, position))
        if value[len(was) :]:
            yield Change((*path, len(was)), None, value[len(was) :])
    else:
        yield Change(path, was, value)


def _all_groups(*lists: list[Value]) -> bool:
    """Whether lists are of groups, whose parts may change one by one."""
    return all(isinstance(item, dict) for items in lists for item in items)


def merged(old: Value, found: list[Change]) -> Value:
    """What a file says after its changes."""
    whole = _copied(old)
    for change in found:
        *above, last = change.path
        value = whole
        for step in above:
            value = value[step]
        if isinstance(value, list) and isinstance(last, int) and last == len(value):
            value.extend(change.new)
        else:
            value[last] = change.new
    return whole


def _copied(value: Value) -> Value:
    """A copy that can be changed."""
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value


def rewritten(text: str, found: list[Change], remarks: Remarks | None = None) -> str:
    """The text of a file after its changes.

    Raises:
        CannotRewriteError: The file uses what repeats a value elsewhere, and a change would change that, too.
    """
    root = _parts_of(text)
    edits = [_edit(text, root, change, remarks or {}) for change in found]
    # What is new in a group stands before what is new behind it, and else in the order of the changes.
    order = sorted(range(len(edits)), key=lambda one: (edits[one].start, -len(found[one].path), one), reverse=True)
    changed = text
    for edit in (edits[position] for position in order):
        changed = changed[: edit.start] + edit.text + changed[edit.end :]
    before = parse_document(text, "")[0]
    after, problems = parse_document(changed, "")
    if not (before and after) or problems or whole_value(after) != merged(whole_value(before), found):
        message = "it repeats values by & and *, so one change would change others; make the changes by hand"
        raise CannotRewriteError(message)
    return changed


def whole_value(document: Document) -> Value:
    """What a file says, with the keys of the user's own that stand at its top."""
    return {**document.value, **{str(path[0]): value for path, value in document.own.items() if len(path) == 1}}


@dataclass(slots=True)
class _Part:
    """A value in the text: where it begins and ends, and what is in it."""

    start: int
    end: int
    column: int
    flow: bool = True
    is_block_scalar: bool = False
    keys: dict[str, _Part] = field(default_factory=dict)
    items: list[_Part] = field(default_factory=list)

    def inside(self) -> list[_Part]:
        """The values in it, in their order."""
        return [*self.keys.values(), *self.items]


class _Edit(NamedTuple):
    """A stretch of the text and what takes its place."""

    start: int
    end: int
    text: str


def _parts_of(text: str) -> _Part:
    """The values of a text that was read before, so that nothing in it is wrong."""
    parser = CParser(text)
    while True:
        event: Any = parser.get_event()
        if isinstance(event, MappingStartEvent | SequenceStartEvent | ScalarEvent):
            return _part(parser, event)


def _part(parser: Any, event: Any) -> _Part:
    """The value that begins with an event."""
    start, end = event.start_mark, event.end_mark
    made = _Part(start.index, end.index, start.column)
    if isinstance(event, ScalarEvent):
        made.is_block_scalar = event.style in {"|", ">"}
    if isinstance(event, ScalarEvent | AliasEvent):
        return made
    made.flow = bool(event.flow_style)
    following: Any = parser.get_event()
    while type(following) not in _ENDS:
        if isinstance(event, SequenceStartEvent):
            made.items.append(_part(parser, following))
        else:
            made.keys[following.value] = _part(parser, parser.get_event())
        following = parser.get_event()
    inside = made.inside()
    # A block ends, to libyaml, where the next begins; to a reader, with the last value in it.
    made.end = following.end_mark.index if made.flow or not inside else inside[-1].end
    made.is_block_scalar = not made.flow and bool(inside) and inside[-1].is_block_scalar
    return made


def _edit(text: str, root: _Part, change: Change, remarks: Remarks) -> _Edit:
    """What to do to the text for one change."""
    *above, last = change.path
    part = root
    for step in above:
        part = _below(part, step)
    if isinstance(last, int) and last >= len(part.items):
        return _appended(text, part, change, remarks, last)
    if isinstance(last, str) and last not in part.keys:
        return _added(text, part, change, remarks, last)
    there = part.items[last] if isinstance(last, int) else part.keys[last]
    if there.flow:
        return _Edit(there.start, there.end - len(_break_at_end(text, there)), flow_text(change.new))
    kept = _comments(text, there)
    lines = [*kept, *item_lines(change.new, {})] if isinstance(change.new, list) and _all_groups(change.new) else []
    return _Edit(there.start, there.end, f"\n{' ' * there.column}".join(lines or [*kept, flow_text(change.new)]))


def _below(part: _Part, step: str | int) -> _Part:
    """The value one step down."""
    if isinstance(step, int) and step < len(part.items):
        return part.items[step]
    if isinstance(step, str) and step in part.keys:
        return part.keys[step]
    message = "it repeats values by & and *, so one change would change others; make the changes by hand"
    raise CannotRewriteError(message)


def _break_at_end(text: str, part: _Part) -> str:
    """The line break that a text after ``|`` or ``>`` ends with, which is that of its last line."""
    return "\n" if part.is_block_scalar and text[part.start : part.end].endswith("\n") else ""


def _added(text: str, group: _Part, change: Change, remarks: Remarks, key: str) -> _Edit:
    """A new key of a group."""
    if group.flow:
        return _into_flow(group, f"{flow_text({key: change.new})[1:-1]}")
    lines = block_lines(key, change.new, remarks, change.path, group.column)
    return _after(text, group, "\n".join(lines))


def _appended(text: str, items: _Part, change: Change, remarks: Remarks, first: int) -> _Edit:
    """New items of a list."""
    if items.flow:
        return _into_flow(items, flow_text(change.new)[1:-1])
    lines = item_lines(change.new, remarks, change.path[:-1], items.column, first)
    return _after(text, items, "\n".join(lines))


def _into_flow(part: _Part, more: str) -> _Edit:
    """More in a group or list in brackets."""
    inside = part.inside()
    at = inside[-1].end if inside else part.start + 1
    return _Edit(at, at, f", {more}" if inside else more)


def _after(text: str, part: _Part, lines: str) -> _Edit:
    """Lines after the last line of a block."""
    if part.is_block_scalar and text[part.end - 1 : part.end] == "\n":
        return _Edit(part.end, part.end, f"{lines}\n")
    at = text.find("\n", part.end)
    return _Edit(len(text), len(text), f"\n{lines}\n") if at < 0 else _Edit(at + 1, at + 1, f"{lines}\n")


def _comments(text: str, part: _Part) -> list[str]:
    """The comments in a block that is about to be replaced."""
    taken = [(one.start, one.end) for one in _single_values(part)]
    found = ((match.start(1), match[1]) for match in _COMMENT.finditer(text, part.start, part.end))
    return [said.rstrip() for at, said in found if not any(start <= at < end for start, end in taken)]


def _single_values(part: _Part) -> Iterator[_Part]:
    """The values without values in them."""
    inside = part.inside()
    if not inside:
        yield part
    for one in inside:
        yield from _single_values(one)
