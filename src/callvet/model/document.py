"""A file as it was written: its values, and the line and column of every key and value."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from callvet.model.problem import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value: TypeAlias = Any
"""str, bool, int, Decimal, or lists and string-keyed dicts of them; never None, never float."""

KeyPath: TypeAlias = "tuple[str | int, ...]"
"""The way to a value: keys, and positions in lists from 0."""


class Node(NamedTuple):
    """Where one value stands, and where its key does (for an item of a list, the item itself)."""

    line: int
    column: int
    key_line: int
    key_column: int
    children: Mapping[str, Node] | Sequence[Node] | None = None

    def child(self, step: str | int) -> Node | None:
        """The node one step down, or None where the file has none."""
        below = self.children
        if isinstance(below, dict) and isinstance(step, str):
            return cast("Node | None", below.get(step))
        if isinstance(below, list) and isinstance(step, int) and step < len(below):
            return cast("Node", below[step])
        return None


class Document(NamedTuple):
    """One file, read.

    Attributes:
        path: As the user would type it.
        value: What it says, without the keys that begin with ``x-``.
        root: The positions of all keys and values, the ``x-`` ones among them.
        own: The user's own ``x-`` keys, by their way from the top of the file.
        within: Whether it is a part of its file, so that what is missing in it is missing at that part's line.
        unread: The ways to values that are written, and that the reader refused; they are told, and not in ``value``.
        blank: The ways to keys and items that are written without a value; they are told, too.
    """

    path: str
    value: Value
    root: Node
    own: Mapping[KeyPath, Value] = MappingProxyType({})
    within: bool = False
    unread: tuple[KeyPath, ...] = ()
    blank: tuple[KeyPath, ...] = ()

    def holds(self, *steps: str | int) -> bool:
        """Whether something is written at the end of ``steps``, even if it had to be refused."""
        node: Node | None = self.root
        for step in steps:
            node = node.child(step) if node else None
        return node is not None

    def key_place(self, *steps: str | int) -> Place:
        """Where the key at the end of ``steps`` stands; else the nearest key above it that is there."""
        node = self._nearest(steps)
        return Place(self.path, node.key_line, node.key_column) if node else Place(self.path)

    def value_place(self, *steps: str | int) -> Place:
        """Where the value at the end of ``steps`` begins; else the nearest one above it that is there."""
        node = self._nearest(steps)
        return Place(self.path, node.line, node.column) if node else Place(self.path)

    def value_at(self, *steps: str) -> Value | None:
        """What was written at the end of ``steps``, or None where nothing is."""
        found = self.value
        for step in steps:
            if not isinstance(found, dict) or step not in found:
                return None
            found = found[step]
        return found

    def part(self, *steps: str | int) -> Document | None:
        """What stands at the end of ``steps``, with its places in this file, as a document; None for nothing."""
        value, node = self.value, self.root
        for step in steps:
            below = node.child(step)
            if below is None or (isinstance(value, dict) and step not in value):
                return None
            value, node = value[step], below
        return Document(self.path, value, node, within=True)

    def _nearest(self, steps: Sequence[str | int]) -> Node | None:
        """The deepest node on the way; where not even the first step is there, that of a part, and None of a file."""
        found, node = self.root if self.within else None, self.root
        for step in steps:
            below = node.child(step)
            if below is None:
                break
            found = node = below
        return found
