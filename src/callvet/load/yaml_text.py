"""From values to YAML that reads back as the same values, laid out as people write it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.load.scalars import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.model.document import KeyPath, Value

Remarks = dict["KeyPath", list[str]]
"""Comments, by the way to the key that they stand above."""

_WIDTH: Final = 118
_STEP: Final = 2
# What needs no quotes anywhere: no sign that YAML knows, and no colon or blank where it would mean something.
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w./;+()-]|:(?=[A-Za-z0-9/])|[ '](?=[^\W_(]|[(+]))*")
_PLAIN_FORMS: Final = re.compile(r"\d{1,20}(\.\d{1,20})?%|\d{4}-\d{2}-\d{2}|24/7", re.ASCII)


def yaml_text(value: Mapping[str, Value], remarks: Remarks | None = None, head: Sequence[str] = ()) -> str:
    """A whole file.

    Args:
        value: What it says; text, flags, numbers, lists and groups.
        remarks: What stands above keys, as comments.
        head: What stands at its beginning, as comments.
    """
    lines = [line for text in head for line in comment_lines(text)]
    for key, below in value.items():
        lines += block_lines(key, below, remarks or {}, (key,))
    return "\n".join(lines) + "\n"


def block_lines(
    key: str, value: Value, remarks: Remarks | None = None, path: KeyPath = (), indent: int = 0
) -> list[str]:
    """The lines of a key and its value, with what is said of it above.

    Args:
        key: The key.
        value: Its value.
        remarks: What stands above keys, by their ways.
        path: The way to the key.
        indent: How far the key stands to the right. [characters]
    """
    before, remarks = " " * indent, remarks or {}
    lines = [f"{before}{line}" for text in remarks.get(path, ()) for line in comment_lines(text)]
    start = f"{before}{scalar_text(key)}:"
    below = any(way[: len(path)] == path and way != path for way in remarks)
    flat = f"{start} {flow_text(value)}"
    is_group = isinstance(value, dict) and value and (not indent or len(flat) > _WIDTH or below)
    is_list_of_groups = isinstance(value, list) and any(isinstance(one, dict | list) for one in value)
    if isinstance(value, dict) and is_group:
        lines.append(start)
        for name, one in value.items():
            lines += block_lines(name, one, remarks, (*path, name), indent + _STEP)
    elif is_list_of_groups or (isinstance(value, list) and len(flat) > _WIDTH):
        lines.append(start)
        lines += item_lines(value, remarks, path, indent + _STEP)
    else:
        lines.append(flat)
    return lines


def item_lines(
    items: Sequence[Value], remarks: Remarks, path: KeyPath = (), indent: int = 0, first: int = 0
) -> list[str]:
    """The lines of the items of a list, each behind its dash; ``first`` is the position of the first of them."""
    before = " " * indent
    lines: list[str] = []
    for position, item in enumerate(items, first):
        way = (*path, position)
        lines += (f"{before}{line}" for text in remarks.get(way, ()) for line in comment_lines(text))
        flat = f"{before}- {flow_text(item)}"
        if isinstance(item, dict) and item and len(flat) > _WIDTH:
            inner = [
                line
                for key, one in item.items()
                for line in block_lines(key, one, remarks, (*way, key), indent + _STEP)
            ]
            lines += [f"{before}- {inner[0].lstrip()}", *inner[1:]]
        else:
            lines.append(flat)
    return lines


def flow_text(value: Value) -> str:
    """A value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar_text(key)}: {flow_text(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow_text(one) for one in value) + "]"
    return scalar_text(value)


def scalar_text(value: Value) -> str:
    """A single value, in quotes where it would be read as something else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if _PLAIN_FORMS.fullmatch(value) or (_PLAIN.fullmatch(value) and value.isprintable() and plain(value) == value):
        return str(value)
    return f'"{"".join(map(_in_quotes, value))}"'


def _in_quotes(character: str) -> str:
    """One character of a text in double quotes."""
    if character in {'"', "\\"}:
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - the lengths of YAML's escapes


def comment_lines(text: str) -> Iterator[str]:
    """Text as comments, with what cannot be printed written out."""
    for line in text.splitlines():
        seen = "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in line)
        yield f"# {seen.strip()}" if seen.strip() else "#"
