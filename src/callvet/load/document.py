"""From a file to its values and their places: opened safely, and read in one pass.

The pass goes over the events of libyaml and builds the values and the tree of places together. A fault that
leaves the rest readable is told, its entry is left out of the value, and reading goes on; only what makes the
rest unreadable (syntax, size, nesting) ends the pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from callvet.load.contents import BYTE_ORDER_MARK, LINE_BREAK, MAX_BYTES, TOO_LARGE, content, decoded
from callvet.load.scalars import LONGEST_NUMBER, Refused, control_in, plain, quoted
from callvet.load.syntax import (
    DIRECTIVE,
    NO_KEY,
    NO_SPACE_AFTER_COLON,
    TAG,
    Fault,
    Mark,
    position,
    rest_of_line,
    syntax_fault,
)
from callvet.model.document import Document, KeyPath, Node, Value
from callvet.model.problem import Place, Problem
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

MAX_DEPTH: Final = 50
MAX_VALUES: Final = 10_000
"""Values of a file, each list and group of keys among them, counted again wherever an alias repeats them."""

# Line breaks to libyaml, though not in YAML 1.2 nor in most editors, whose line numbers would differ.
_STRAY_BREAKS: Final = ("\x85", "\u2028", "\u2029")
# Compiled only for a file that has one: so wide a range takes as long as reading ten files.
_UNREADABLE: Final = "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_READABLE_STAND_IN: Final = "\ufffd"

Outcome: TypeAlias = "tuple[Document | None, tuple[Problem, ...]]"
"""A document whenever a value could be built, and all that is wrong with the file."""

_Event: TypeAlias = Any
"""An event of the pass, with both marks set; the kinds differ in what else they have."""


_BEGINNINGS: Final = frozenset((MappingStartEvent, SequenceStartEvent))
_ENDS: Final = frozenset((MappingEndEvent, SequenceEndEvent))


def read_document(path: Path, shown_as: str) -> Outcome:
    """Reads one file, if it is a regular one of sensible size.

    Args:
        path: Where the file lies.
        shown_as: Its path as told to the user, safe to print.
    """
    data = content(path)
    text = decoded(data) if isinstance(data, bytes) else data
    if isinstance(text, Fault):
        return None, (Problem(Place(shown_as, text.line, text.column), text.message),)
    return parse_document(text, shown_as)


def parse_document(text: str, shown_as: str) -> Outcome:
    """Reads the text of one file.

    Args:
        text: All of it; byte order marks at its beginning are passed over.
        shown_as: The file's path as told to the user, safe to print.
    """
    text = text.lstrip(BYTE_ORDER_MARK)
    if len(text) > MAX_BYTES:
        return None, (Problem(Place(shown_as), TOO_LARGE),)
    if any(stray in text for stray in _STRAY_BREAKS):
        return _parse_in_spite_of_controls(text, shown_as)
    try:
        return _parse(text, shown_as)
    except (ReaderError, UnicodeEncodeError):
        return _parse_in_spite_of_controls(text, shown_as)


def _parse(text: str, shown_as: str) -> Outcome:
    """Reads text that has been looked through for its size.

    Raises:
        ReaderError: The text holds a character that libyaml does not read.
        UnicodeEncodeError: The text holds a lone surrogate.
    """
    reading = _Reading(text, shown_as)
    document = None
    try:
        document = reading.document()
    except ReaderError:
        raise
    except YAMLError as error:
        reading.tell_syntax(error)
    except _HopelessError as error:
        reading.tell(error.mark, error.message)
    return document, tuple(sorted(reading.problems))


def _parse_in_spite_of_controls(text: str, shown_as: str) -> Outcome:
    """Tells each line with a character that cannot be read, and reads the text with stand-ins for them."""
    problems = []
    for number, line in enumerate(LINE_BREAK.split(text), 1):
        if found := re.search(_UNREADABLE, line):
            message = f"a character that cannot be seen ({shown(found.group())}) stands here; delete it"
            problems.append(Problem(Place(shown_as, number, found.start() + 1), message))
    # A stand-in of the same width keeps all other places right.
    document, others = _parse(re.sub(_UNREADABLE, _READABLE_STAND_IN, text), shown_as)
    return document, tuple(sorted((*problems, *others)))


class _HopelessError(Exception):
    """Reading cannot go on, although the syntax is right."""

    def __init__(self, mark: Mark, message: str) -> None:
        """Ends the reading at ``mark``."""
        super().__init__(message)
        self.mark = mark
        self.message = message


def _too_many_values(event: _Event) -> _HopelessError:
    """Ends the reading of a file with more values than are read."""
    message = f"this file holds more than {MAX_VALUES:,} values, with what * repeats; leave some out, or split it"
    return _HopelessError(event.start_mark, message)


def _expect_depth(depth: int, event: _Event) -> None:
    """Gives up on a file that is nested too deeply."""
    if depth > MAX_DEPTH:
        message = f"this stands more than {MAX_DEPTH} levels deep; check for brackets that are not closed"
        raise _HopelessError(event.start_mark, message)


class _Anchored(NamedTuple):
    """What an alias repeats."""

    value: Value | Refused
    children: Mapping[str, Node] | Sequence[Node] | None
    values: int
    height: int
    own: tuple[tuple[KeyPath, Value], ...]


_REASONS: Final[Mapping[Refused, str]] = {
    Refused.NOT_FINITE: "{name} is {value}, which is no number to reckon with; leave the key out if it is not known",
    Refused.TOO_LARGE: "{name} is {value}, but numbers stay below 10^16; if it is a reference, put it in quotes",
    Refused.TOO_LONG: "{name} is {value}, longer than the "
    f"{LONGEST_NUMBER} places of a number; round it, or, if it is a reference, put it in quotes",
}


class _Reading:
    """One pass over the events of one file."""

    def __init__(self, text: str, shown_as: str) -> None:
        """Prepares to read ``text``."""
        self.problems: list[Problem] = []
        self._text = text
        self._path = shown_as
        self._next: Callable[[], _Event] = CParser(text).get_event
        self._values = 0
        self._own: dict[KeyPath, Value] = {}
        # None while the anchored value is still being read
        self._anchors: dict[str, _Anchored | None] = {}

    def document(self) -> Document | None:
        """Reads all of the file."""
        self._next()
        beginning = self._next()
        if type(beginning) is StreamEndEvent:
            self.problems.append(Problem(Place(self._path), _NOTHING))
            return None
        # A directive that says YAML 1.2 says what is so anyway.
        if beginning.tags or beginning.version not in {None, (1, 2)}:
            self.tell(beginning.start_mark, DIRECTIVE)
        event = self._next()
        value, root = self._value(event, event.start_mark, ())
        self._expect_the_end(self._next())
        return None if type(value) is Refused else Document(self._path, value, root, self._own)

    def tell(self, mark: Mark, message: str) -> None:
        """Collects one problem."""
        self.problems.append(Problem(Place(self._path, *position(self._lines, mark)), message))

    def tell_syntax(self, error: YAMLError) -> None:
        """Collects what libyaml could not read, in the writer's words."""
        fault = syntax_fault(error, self._lines)
        self.problems.append(Problem(Place(self._path, fault.line, fault.column), fault.message))

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of the file, which only messages need."""
        return LINE_BREAK.split(self._text)

    def _expect_the_end(self, end: _Event) -> None:
        """Tells what follows the document that ``end`` ends."""
        try:
            event = self._next()
        except MarkedYAMLError as error:
            if not end.explicit:
                raise
            self.tell(error.problem_mark or end.start_mark, _SECOND_DOCUMENT)
        else:
            if type(event) is not StreamEndEvent:
                self.tell(event.start_mark, _SECOND_DOCUMENT)

    def _value(self, event: _Event, at: Mark, steps: KeyPath) -> tuple[Value | Refused, Node]:
        """The value that begins with ``event``, and its node.

        Args:
            event: The first of the value.
            at: Where the value's key stands, or the value itself if it has none.
            steps: The way to the value.
        """
        children: Mapping[str, Node] | Sequence[Node] | None
        if type(event) is ScalarEvent:
            value, children = self._scalar(event), None
        else:
            value, children = self._compound(event, steps)
        if type(value) is Refused:
            self._refuse(value, event, at, steps)
        mark = event.start_mark
        # There is one node per value, and the class's own constructor takes twice as long.
        places = (mark.line + 1, mark.column + 1, at.line + 1, at.column + 1, children)
        return value, tuple.__new__(Node, places)

    def _scalar(self, event: _Event) -> Value | Refused:
        """The value of one piece of text."""
        self._values += 1
        if self._values > MAX_VALUES:
            raise _too_many_values(event)
        value = quoted(event.value) if event.style else plain(event.value)
        if event.tag is not None:
            self.tell(event.start_mark, TAG)
            value = Refused.TOLD
        if event.anchor is not None:
            repeated = Refused.TOLD if type(value) is Refused else value
            self._anchors[event.anchor] = _Anchored(repeated, None, 1, 0, ())
        return value

    def _compound(
        self,
        event: _Event,
        steps: KeyPath,
    ) -> tuple[Value | Refused, Mapping[str, Node] | Sequence[Node] | None]:
        """A group of keys, a list, or what an alias repeats, and the nodes below it."""
        if type(event) is AliasEvent:
            return self._alias(event, steps)
        self._count(1, event)
        _expect_depth(len(steps) + 1, event)
        if event.tag is not None:
            self.tell(event.start_mark, TAG)
        read = self._mapping if type(event) is MappingStartEvent else self._sequence
        if event.anchor is None:
            return read(steps)
        return self._anchored(event.anchor, read, steps)

    def _mapping(self, steps: KeyPath) -> tuple[dict[str, Value], dict[str, Node]]:
        """The keys and values up to the end of the mapping; the user's own are put aside."""
        following = self._next
        values: dict[str, Value] = {}
        children: dict[str, Node] = {}
        while type(event := following()) is not MappingEndEvent:
            # Nearly every key is a plain identifier; only the others are worth a closer look.
            known = (
                type(event) is ScalarEvent
                and event.value.isidentifier()
                and event.value not in children
                and event.tag is None
                and event.anchor is None
            )
            if not known and not self._is_usable_key(event, children, steps):
                continue
            key = event.value
            below = (*steps, key)
            value, children[key] = self._value(following(), event.start_mark, below)
            if type(value) is Refused:
                continue
            if key.startswith("x-"):
                self._own[below] = value
            else:
                values[key] = value
        return values, children

    def _sequence(self, steps: KeyPath) -> tuple[list[Value], list[Node]]:
        """The items up to the end of the list.

        A faulty item is left out of the nodes too, so that the others have one position in both.
        """
        following = self._next
        values: list[Value] = []
        children: list[Node] = []
        while type(event := following()) is not SequenceEndEvent:
            value, node = self._value(event, event.start_mark, (*steps, len(values)))
            if type(value) is not Refused:
                values.append(value)
                children.append(node)
        return values, children

    def _is_usable_key(self, event: _Event, children: Mapping[str, Node], steps: KeyPath) -> bool:
        """Whether a key can be kept; if not, it is told, and its value is read for its faults alone."""
        mark: Mark = event.start_mark
        if type(event) is not ScalarEvent:
            self.tell(mark, "a key is one piece of text here; write it as key: value")
            self._skip(event, steps)
            self._read_aside((*steps, ""))
            return False
        if event.tag is not None:
            self.tell(mark, TAG)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchored(event.value, None, 1, 0, ())
        fault = _key_fault(event, children)
        if fault:
            self.tell(mark, fault)
            self._read_aside((*steps, event.value))
        return not fault

    def _read_aside(self, steps: KeyPath) -> None:
        """Reads the value of a key that cannot be kept."""
        own, self._own = self._own, {}
        event = self._next()
        self._value(event, event.start_mark, steps)
        self._own = own

    def _skip(self, event: _Event, steps: KeyPath) -> None:
        """Passes over the value that begins with ``event``."""
        depth = len(steps)
        while True:
            self._count(1, event)
            if type(event) in _BEGINNINGS:
                depth += 1
                _expect_depth(depth, event)
            elif type(event) in _ENDS:
                depth -= 1
            if depth == len(steps):
                return
            event = self._next()

    def _anchored(
        self,
        name: str,
        read: Callable[[KeyPath], tuple[Value, Any]],
        steps: KeyPath,
    ) -> tuple[Value, Any]:
        """Reads a list or a group of keys that aliases may repeat."""
        self._anchors[name] = None
        values_before, own_before = self._values, len(self._own)
        value, children = read(steps)
        # The same name may have been given again within, and the later one counts.
        if self._anchors[name] is None:
            own = tuple((path[len(steps) :], kept) for path, kept in islice(self._own.items(), own_before, None))
            values = self._values - values_before + 1
            self._anchors[name] = _Anchored(value, children, values, _height(children), own)
        return value, children

    def _alias(self, event: _Event, steps: KeyPath) -> tuple[Value | Refused, Any]:
        """What an alias repeats: the same objects, counted as if they were written out."""
        name = shown(event.anchor)
        repeated = self._anchors.get(event.anchor)
        self._count(repeated.values if repeated else 1, event)
        if event.anchor not in self._anchors:
            message = f"&{name} stands nowhere above, so *{name} repeats nothing; put text that begins with * in quotes"
            self.tell(event.start_mark, message)
            return Refused.TOLD, None
        if repeated is None:
            self.tell(event.start_mark, f"*{name} stands within &{name} and would repeat itself; write its value out")
            return Refused.TOLD, None
        _expect_depth(len(steps) + repeated.height, event)
        for path, kept in repeated.own:
            self._own[*steps, *path] = kept
        return repeated.value, repeated.children

    def _count(self, values: int, event: _Event) -> None:
        """Counts values, and gives up on a file with too many."""
        self._values += values
        if self._values > MAX_VALUES:
            raise _too_many_values(event)

    def _refuse(self, reason: Refused, event: _Event, at: Mark, steps: KeyPath) -> None:
        """Tells why a value is refused: one that is missing at its key, another where it stands."""
        if reason is Refused.EMPTY and not steps:
            self.problems.append(Problem(Place(self._path), _NOTHING))
        elif reason is Refused.EMPTY:
            self.tell(at, self._why_empty(event, at, steps))
        elif reason is Refused.CONTROL:
            control = shown(control_in(event.value))
            self.tell(event.start_mark, f"{_name(steps)} holds a control character ({control}); take it out")
        elif reason is not Refused.TOLD:
            self.tell(event.start_mark, _REASONS[reason].format(name=_name(steps), value=shown(event.value)))

    def _why_empty(self, event: _Event, at: Mark, steps: KeyPath) -> str:
        """Says that a value is missing, and what may have become of it."""
        name = _name(steps)
        if not event.value and not event.style:
            if _COMMENT_AS_VALUE.match(rest_of_line(self._lines, at)):
                return f"the # begins a comment, so {name} has no value; put the text in quotes, or leave the key out"
            # An empty value is marked at what follows it, and only within brackets can these follow.
            if rest_of_line(self._lines, event.start_mark).startswith((",", "}", "]")):
                return _why_empty_in_braces(name, str(steps[-1]))
        if isinstance(steps[-1], int):
            return f"{name} has no value; write it, or leave this item out"
        return f"{name} has no value; leave the key out where the answer is not known"


_NOTHING: Final = "nothing is written in this file; write its keys as key: value, or delete it"
_SECOND_DOCUMENT: Final = (
    "a second document begins here, and a file holds one; leave the line with --- or ... out, or make it two files"
)


def _height(children: Mapping[str, Node] | Sequence[Node] | None) -> int:
    """How many levels of lists and groups there are, this one among them."""
    if children is None:
        return 0
    nodes = children.values() if isinstance(children, Mapping) else children
    return 1 + max((_height(node.children) for node in nodes), default=0)


def _name(steps: KeyPath) -> str:
    """What the value at the end of ``steps`` is called in a message."""
    if steps and isinstance(steps[-1], str):
        return shown(steps[-1]) or "this key"
    keys = [step for step in steps if isinstance(step, str)]
    return f"an item of {shown(keys[-1])}" if keys else "an item"


def _key_fault(event: _Event, children: Mapping[str, Node]) -> str:
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
