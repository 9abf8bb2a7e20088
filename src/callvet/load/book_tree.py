"""The document that a returned questionnaire becomes, put together answer by answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from callvet.model.document import Document, Node
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callvet.model.document import KeyPath

_APPENDED: Final = "+"
"""The step to a new item of a list."""
_LONGEST_NAME: Final = 200
_ENDS: Final = ("0", "1")
"""The columns of the first and the last month of a span."""


class Given(NamedTuple):
    """A value that was answered, and the number of its place; of a group, its nodes.

    Attributes:
        value: As YAML's reader would give it.
        line: The number of its place, from 1.
        node: Where the parts of a group stand.
    """

    value: Any
    line: int
    node: Node | None = None


@dataclass(slots=True)
class Tree:
    """A document in the making."""

    value: dict[str, Any] = field(default_factory=dict)
    children: dict[str, Any] = field(default_factory=dict)

    def put(self, path: KeyPath, given: Given) -> None:
        """Put a value at the end of a way, making the groups above it; ``+`` puts it behind the others of a list."""
        value: Any = self.value
        nodes: Any = self.children
        here = _node(given.line)
        for step, following in zip(path, (*path[1:], ""), strict=True):
            last = following == ""
            if step == _APPENDED:
                value.append(given.value)
                nodes.append(given.node or here)
                return
            if last:
                value[step] = given.value
                nodes[step] = given.node or here
                return
            below: Any = [] if following == _APPENDED else {}
            value = value.setdefault(step, below)
            node = nodes.setdefault(step, here._replace(children=type(below)()))
            nodes = node.children

    def has(self, path: KeyPath) -> bool:
        """Whether a value stands at the end of a way."""
        value: Any = self.value
        for step in path:
            if not isinstance(value, dict) or step not in value:
                return False
            value = value[step]
        return True

    def document(self, path: str) -> Document | None:
        """The document; None where nothing was put."""
        if not self.value:
            return None
        own = {(key,): value for key, value in self.value.items() if key.startswith("x-")}
        plain = {key: value for key, value in self.value.items() if not key.startswith("x-")}
        return Document(path, _without_empty_promises(plain), Node(0, 0, 0, 0, self.children), cast("Any", own))


def item_of(row: Mapping[str, Given], refuse: Callable[[int, str], None]) -> Given:
    """One item of a list out of a row of its table, whose columns are dotted keys."""
    tree = Tree()
    line = min(one.line for one in row.values())
    spans = {name.rpartition(".")[0] for name in row if name.rpartition(".")[2] in _ENDS}
    for name, one in row.items():
        above, _, last = name.rpartition(".")
        if above not in spans or last not in _ENDS:
            tree.put(tuple(name.split(".")), one)
    for span in sorted(spans):
        _put_span(tree, span, row, refuse)
    return Given(tree.value, line, Node(line, 1, line, 1, tree.children))


def fault_of_name(name: str) -> str:
    """Why a name cannot be a key of a YAML file; nothing where it can."""
    if len(name) > _LONGEST_NAME:
        return f"{shown(name)} is too long for a name; write at most {_LONGEST_NAME} characters"
    if name.startswith("x-"):
        return f"{shown(name)} begins with x-, which is left alone; name it without x-"
    return "a name is one line; write it without line breaks" if "\n" in name else ""


def _put_span(tree: Tree, span: str, row: Mapping[str, Given], refuse: Callable[[int, str], None]) -> None:
    """The first and the last month as one value."""
    ends = [row[f"{span}.{end}"] for end in _ENDS if f"{span}.{end}" in row]
    if len(ends) < len(_ENDS):
        refuse(ends[0].line, "the other month is missing; write the first and the last")
        return
    nodes = [_node(end.line) for end in ends]
    whole = Node(ends[0].line, 1, ends[0].line, 1, nodes)
    tree.put(tuple(span.split(".")), Given([end.value for end in ends], ends[0].line, whole))


def _node(line: int) -> Node:
    """The node of a value at a place."""
    return Node(line, 1, line, 1)


def _without_empty_promises(value: dict[str, Any]) -> dict[str, Any]:
    """A service level that is said to be none is none as a whole, as the format has it."""
    levels = value.get("service_levels", {})
    promises = {
        key: "none" for key, level in levels.items() if isinstance(level, dict) and level.get("share") == "none"
    }
    return {**value, "service_levels": {**levels, **promises}} if promises else value
