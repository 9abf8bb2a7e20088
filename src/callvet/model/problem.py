"""What is wrong with a file, and where: values that are collected, never raised."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A position in a file: lines and columns count from 1; line 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``vendors/acme.yaml:31:3``, or the path alone for the file as a whole."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Problem(NamedTuple):
    """One thing to mend: its place, and a message in the writer's words that ends with the fix."""

    place: Place
    message: str
