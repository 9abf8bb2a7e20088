"""A file that callvet writes into a case, and over another only where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.load.discovery import shown_path
from callvet.load.writing import write_new, write_over

if TYPE_CHECKING:
    from pathlib import Path


class FileExistsAlreadyError(Exception):
    """A file would be overwritten, and nobody asked for that."""


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
