"""Files that are there all at once or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import ENOTDIR
from itertools import chain, count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, all at once; its folder is made, and taken back if that fails.

    Raises:
        FileExistsError: It is there; it is not touched.
        OSError: It cannot be written.
    """
    made = not path.parent.exists()
    if not made and not path.parent.is_dir():
        raise NotADirectoryError(ENOTDIR, "this is no folder", str(path.parent))
    path.parent.mkdir(exist_ok=True)
    part = _part_beside(path)
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        _keep_as(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        if made:
            with suppress(OSError):
                path.parent.rmdir()
        raise
    part.unlink(missing_ok=True)


def _part_beside(path: Path) -> Path:
    """Where a file is written before it gets its name; no other call writes there."""
    return path.with_name(f".callvet-{os.getpid()}-{os.urandom(4).hex()}.part")


def _keep_as(part: Path, path: Path) -> None:
    """Give a finished file its name, unless another has it."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(part.read_text(encoding="utf-8"))


def write_numbered(folder: Path, stem: str, text: str) -> Path:
    """Write a new file under a name, with a number added where others have it: ``stem.yaml``, ``stem-2.yaml``.

    Raises:
        OSError: It cannot be written.
    """
    for name in _names(stem):
        with suppress(FileExistsError):
            write_new(folder / f"{name}.yaml", text)
            return folder / f"{name}.yaml"
    message = "names do not end"
    raise AssertionError(message)  # pragma: no cover - there is always a next number


def _names(stem: str) -> Iterator[str]:
    """The name, then with numbers."""
    return chain((stem,), (f"{stem}-{number}" for number in count(2)))


def write_over(path: Path, text: str) -> None:
    """Write a file in place of another, all at once.

    Raises:
        OSError: It cannot be written.
    """
    part = _part_beside(path)
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
