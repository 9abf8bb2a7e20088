"""What several keys of a group contradict each other in: the way to the key to mend, and the fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.unread import UnreadError
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callvet.model.document import KeyPath
    from callvet.model.section import Section


def told_of(section: Section | None, *above: str | int) -> Iterator[tuple[KeyPath, str]]:
    """What is inconsistent in a group of keys, by the way from the group that it stands in."""
    for path, message in as_far_as_read(section.inconsistencies()) if section else ():
        yield (*above, *path), message


def as_far_as_read(*parts: Iterable[tuple[KeyPath, str]]) -> Iterator[tuple[KeyPath, str]]:
    """What several looks at a group find, each until it asks for a value that could not be read."""
    for part in parts:
        try:
            yield from part
        except UnreadError:
            continue


def repeated(names: Sequence[str], *above: str | int) -> Iterator[tuple[KeyPath, str]]:
    """Every word of a list that stands in it before."""
    for position, name in enumerate(names):
        if name in names[:position]:
            yield (*above, position), f"{shown(name)} is named twice; take one out"


def backwards(months: Sequence[int] | None, *above: str | int) -> Iterator[tuple[KeyPath, str]]:
    """Two months of which the first comes after the last."""
    first, last = months or (1, 1)
    if first > last:
        yield above, f"month {first} comes after month {last}; swap them"
