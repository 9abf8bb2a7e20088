"""One pass over the events of a file, which builds its values and the tree of their places together.

A fault that leaves the rest readable is told, its entry is left out of the value, and reading goes on; only what
makes the rest unreadable (syntax, size, nesting) ends the pass.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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

from callvet.load.bounds import MAX_VALUES, expect_depth, height, too_many_values
from callvet.load.contents import LINE_BREAK
from callvet.load.scalars import Refused, plain, quoted
from callvet.load.syntax import DIRECTIVE, TAG, Mark, position, syntax_fault
from callvet.load.value_faults import Event, key_fault, why_empty, why_refused
from callvet.model.document import Document, KeyPath, Node, Value
from callvet.model.problem import Place, Problem
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_BEGINNINGS: Final = frozenset((MappingStartEvent, SequenceStartEvent))
_ENDS: Final = frozenset((MappingEndEvent, SequenceEndEvent))


class _Anchored(NamedTuple):
    """What an alias repeats."""

    value: Value | Refused
    children: Mapping[str, Node] | Sequence[Node] | None
    values: int
    height: int
    own: tuple[tuple[KeyPath, Value], ...]


class Reading:
    """One pass over the events of one file."""

    def __init__(self, text: str, shown_as: str) -> None:
        """Prepares to read ``text``."""
        self.problems: list[Problem] = []
        self._text = text
        self._path = shown_as
        self._next: Callable[[], Event] = CParser(text).get_event
        self._values = 0
        self._own: dict[KeyPath, Value] = {}
        self._unread: list[KeyPath] = []
        self._blank: list[KeyPath] = []
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
        if type(value) is Refused:
            return None
        return Document(self._path, value, root, self._own, unread=tuple(self._unread), blank=tuple(self._blank))

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

    def _expect_the_end(self, end: Event) -> None:
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

    def _value(self, event: Event, at: Mark, steps: KeyPath) -> tuple[Value | Refused, Node]:
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
            (self._blank if value is Refused.EMPTY else self._unread).append(steps)
            self._refuse(value, event, at, steps)
        mark = event.start_mark
        # There is one node per value, and the class's own constructor takes twice as long.
        places = (mark.line + 1, mark.column + 1, at.line + 1, at.column + 1, children)
        return value, tuple.__new__(Node, places)

    def _scalar(self, event: Event) -> Value | Refused:
        """The value of one piece of text."""
        self._values += 1
        if self._values > MAX_VALUES:
            raise too_many_values(event)
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
        event: Event,
        steps: KeyPath,
    ) -> tuple[Value | Refused, Mapping[str, Node] | Sequence[Node] | None]:
        """A group of keys, a list, or what an alias repeats, and the nodes below it."""
        if type(event) is AliasEvent:
            return self._alias(event, steps)
        self._count(1, event)
        expect_depth(len(steps) + 1, event)
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

    def _is_usable_key(self, event: Event, children: Mapping[str, Node], steps: KeyPath) -> bool:
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
        fault = key_fault(event, children)
        if fault:
            self.tell(mark, fault)
            self._read_aside((*steps, event.value))
        return not fault

    def _read_aside(self, steps: KeyPath) -> None:
        """Reads the value of a key that cannot be kept."""
        own, unread, blank = self._own, self._unread, self._blank
        self._own, self._unread, self._blank = {}, [], []
        event = self._next()
        self._value(event, event.start_mark, steps)
        self._own, self._unread, self._blank = own, unread, blank

    def _skip(self, event: Event, steps: KeyPath) -> None:
        """Passes over the value that begins with ``event``."""
        depth = len(steps)
        while True:
            self._count(1, event)
            if type(event) in _BEGINNINGS:
                depth += 1
                expect_depth(depth, event)
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
            self._anchors[name] = _Anchored(value, children, values, height(children), own)
        return value, children

    def _alias(self, event: Event, steps: KeyPath) -> tuple[Value | Refused, Any]:
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
        expect_depth(len(steps) + repeated.height, event)
        for path, kept in repeated.own:
            self._own[*steps, *path] = kept
        return repeated.value, repeated.children

    def _count(self, values: int, event: Event) -> None:
        """Counts values, and gives up on a file with too many."""
        self._values += values
        if self._values > MAX_VALUES:
            raise too_many_values(event)

    def _refuse(self, reason: Refused, event: Event, at: Mark, steps: KeyPath) -> None:
        """Tells why a value is refused: one that is missing at its key, another where it stands."""
        if reason is Refused.EMPTY and not steps:
            self.problems.append(Problem(Place(self._path), _NOTHING))
        elif reason is Refused.EMPTY:
            self.tell(at, why_empty(event, at, steps, self._lines))
        elif reason is not Refused.TOLD:
            self.tell(event.start_mark, why_refused(reason, event, steps))


_NOTHING: Final = "nothing is written in this file; write its keys as key: value, or delete it"
_SECOND_DOCUMENT: Final = (
    "a second document begins here, and a file holds one; leave the line with --- or ... out, or make it two files"
)
