"""What the parts of an Excel workbook say of one another, and what was said of their cells."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from callvet.load.sheets.sheet import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.load.sheets.archive import Archive


def relations(archive: Archive, part: str) -> Mapping[str, tuple[str, str]]:
    """The parts that a part refers to, with their kinds, by the name that it gives them."""
    folder = dirname(part)
    name = join(folder, "_rels", f"{part.removeprefix(folder).lstrip('/')}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found[attributes.get("Id", "")] = attributes.get("Type", "").rpartition("/")[2], whole

    if name in archive.names:
        archive.go_through(name, start)
    return found


def comments(archive: Archive, part: str) -> dict[tuple[int, int], str]:
    """What was said of the cells of a sheet: notes, or where there are threads, what is said in those."""
    related = relations(archive, part).values()
    said: dict[tuple[int, int], str] = {}
    for kind in ("comments", "threadedComment"):
        for found, name in related:
            if found == kind and name in archive.names:
                said |= _comments_in(archive, name, kind)
    return said


def _comments_in(archive: Archive, part: str, kind: str) -> dict[tuple[int, int], str]:
    """The comments of one part."""
    said: dict[tuple[int, int], list[str]] = {}
    here: list[tuple[int, int]] = []
    within: list[str] = []
    element = "comment" if kind == "comments" else "threadedComment"

    def start(name: str, attributes: dict[str, str]) -> None:
        within.append(name)
        if name == element and attributes.get("ref"):
            here[:] = [address_of(attributes["ref"])]
            said.setdefault(here[0], []).append("")

    def end(_: str) -> None:
        within.pop()

    def text(piece: str) -> None:
        if within[-1] in {"t", "text"} and here and "rPh" not in within:
            said[here[0]][-1] += piece

    archive.go_through(part, start, end, text)
    return {address: "\n".join(one.strip() for one in pieces if one.strip()) for address, pieces in said.items()}
