"""A file that callvet writes into a case, as a person would write it, and over another only where that is asked for."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.load.discovery import shown_path
from callvet.load.writing import write_new, write_over

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_PLAIN = r"(?a)[A-Za-z][\w/-]*(?: [A-Za-z][\w/-]*)*"
"""Text that needs no quotes, but for the words below."""
_WORDS = frozenset({"true", "false", "null", "none", "yes", "no", "on", "off", "y", "n"})
_WIDEST = 100
"""Longer lists stand on lines of their own. [characters]"""


class FileExistsAlreadyError(Exception):
    """A file would be overwritten, and nobody asked for that."""


def yaml_lines(value: Mapping[str, object], indent: int = 0) -> Iterator[str]:
    """Keys and values as lines of YAML: groups indented, lists in brackets, text in quotes where it needs them.

    Args:
        value: Text, flags, numbers, lists and maps of them by name.
        indent: Of each line. [characters]
    """
    margin = " " * indent
    for name, one in value.items():
        if isinstance(one, dict) and one and any(isinstance(below, dict) for below in one.values()):
            yield f"{margin}{in_yaml(name)}:"
            yield from yaml_lines(one, indent + 2)
        elif isinstance(one, dict | list) and len(in_yaml(one)) > _WIDEST:
            yield f"{margin}{in_yaml(name)}:"
            yield from _long(one, indent + 2)
        else:
            yield f"{margin}{in_yaml(name)}: {in_yaml(one)}"


def _long(value: dict[str, object] | list[object], indent: int) -> Iterator[str]:
    """A list or a map, each item on a line."""
    if isinstance(value, dict):
        yield from yaml_lines(value, indent)
    else:
        yield from (f"{' ' * indent}- {in_yaml(item)}" for item in value)


def in_yaml(value: object) -> str:
    """One value on one line, that reads back as itself."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case list() | tuple():
            return f"[{', '.join(map(in_yaml, value))}]"
        case dict():
            return f"{{{', '.join(f'{in_yaml(name)}: {in_yaml(one)}' for name, one in value.items())}}}"
    text = str(value)
    plain = re.fullmatch(_PLAIN, text) and text.lower() not in _WORDS
    return text if plain else f'"{"".join(map(_sign, text))}"'


def _sign(sign: str) -> str:
    """A sign of a text in double quotes; one that cannot be seen is a code."""
    if sign in '"\\':
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


def expect_new(path: Path, *, again: bool) -> None:
    """Refuses a file that is there, unless it is to be written again.

    Raises:
        FileExistsAlreadyError: It is there.
    """
    if not again and (path.exists() or path.is_symlink()):
        message = f"{shown_path(path)} is there already; nothing was written; to write it anew, add --again"
        raise FileExistsAlreadyError(message)


def write_whole(path: Path, text: str, *, again: bool) -> None:
    """Write a file so that whoever reads it never sees half of it; its folder is made if it is not there.

    Args:
        path: Where.
        text: What.
        again: Whether a file that is there may be overwritten.

    Raises:
        FileExistsAlreadyError: It is there, and may not.
        OSError: It cannot be written; nothing was.
    """
    expect_new(path, again=again)
    if again:
        path.parent.mkdir(exist_ok=True)
        write_over(path, text)
        return
    try:
        write_new(path, text)
    except FileExistsError:
        expect_new(path, again=again)
        raise
