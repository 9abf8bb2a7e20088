"""How much a file may hold and how deep it may nest, beyond which it is not read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.load.syntax import Mark
    from callvet.load.value_faults import Event
    from callvet.model.document import Node

MAX_DEPTH: Final = 50
MAX_VALUES: Final = 10_000
"""Values of a file, each list and group of keys among them, counted again wherever an alias repeats them."""


class HopelessError(Exception):
    """Reading cannot go on, although the syntax is right."""

    def __init__(self, mark: Mark, message: str) -> None:
        """Ends the reading at ``mark``."""
        super().__init__(message)
        self.mark = mark
        self.message = message


def too_many_values(event: Event) -> HopelessError:
    """Ends the reading of a file with more values than are read."""
    message = f"this file holds more than {MAX_VALUES:,} values, with what * repeats; leave some out, or split it"
    return HopelessError(event.start_mark, message)


def expect_depth(depth: int, event: Event) -> None:
    """Gives up on a file that is nested too deeply."""
    if depth > MAX_DEPTH:
        message = f"this stands more than {MAX_DEPTH} levels deep; check for brackets that are not closed"
        raise HopelessError(event.start_mark, message)


def height(children: Mapping[str, Node] | Sequence[Node] | None) -> int:
    """How many levels of lists and groups there are, this one among them. [levels]"""
    if children is None:
        return 0
    nodes = children.values() if isinstance(children, Mapping) else children
    return 1 + max((height(node.children) for node in nodes), default=0)
