"""Files that are there all at once or not at all: all that callvet writes is written beside, and moved into place.

Whoever reads a file never sees half of it, and whatever ends callvet, even a kill, leaves what was there before. What a
kill may leave beside it is a hidden file or folder that ends in ``.part``, which nothing reads and anybody may delete.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from errno import ENOTDIR
from itertools import chain, count
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO


def write_new(path: Path, content: str | bytes) -> None:
    """Write a file that is not there yet, all at once; its folder is made, and taken back if that fails.

    Args:
        path: Where.
        content: What; text becomes UTF-8.

    Raises:
        FileExistsError: It is there; it is not touched.
        OSError: It cannot be written.
    """
    made = not path.parent.exists()
    if not made and not path.parent.is_dir():
        raise NotADirectoryError(ENOTDIR, "this is no folder", str(path.parent))
    path.parent.mkdir(exist_ok=True)
    try:
        add_file(path, content)
    except BaseException:
        if made:
            with suppress(OSError):
                path.parent.rmdir()
        raise


def add_file(path: Path, content: str | bytes) -> None:
    """Write a file that is not there yet into a folder that is, all at once.

    Raises:
        FileExistsError: It is there; it is not touched.
        OSError: It cannot be written, or there is no such folder.
    """
    part = _part_beside(path)
    try:
        with part.open("xb") as file:
            file.write(_bytes(content))
        keep_as(part, path)
    finally:
        part.unlink(missing_ok=True)


def _bytes(content: str | bytes) -> bytes:
    """What a file holds, as it lies on the disk."""
    return content.encode() if isinstance(content, str) else content


def _part_beside(path: Path) -> Path:
    """Where a file is written before it gets its name; no other call writes there."""
    return path.with_name(f".callvet-{os.getpid()}-{os.urandom(4).hex()}.part")


def keep_as(part: Path, path: Path) -> None:
    """Give a finished file its name, unless another has it.

    Raises:
        FileExistsError: The name is taken; what has it is not touched.
        OSError: It cannot be given.
    """
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        path.open("x").close()  # now the name is ours
        part.replace(path)


@contextmanager
def written_beside(path: Path, texts: Mapping[str, str]) -> Iterator[Path]:
    """A hidden folder that holds files beside a path, to be given names from; what is left of it is taken away.

    Args:
        path: Beside which it lies; the folder that holds it must be there.
        texts: What the files hold, by their places within.

    Raises:
        OSError: They cannot be written.
    """
    part = _part_beside(path)
    try:
        for name, text in texts.items():
            file_path = part / name
            file_path.parent.mkdir(parents=True, exist_ok=True)
            with file_path.open("xb") as file:
                file.write(_bytes(text))
        yield part
    finally:
        rmtree(part, ignore_errors=True)


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


def write_over(path: Path, content: str | bytes) -> None:
    """Write a file in place of whatever has its name, all at once.

    Args:
        path: Where; its folder must be there.
        content: What; text becomes UTF-8.

    Raises:
        OSError: It cannot be written; what was there before is there.
    """
    with replacing(path) as file:
        file.write(_bytes(content))


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write piece by piece, which takes the place of whatever has its name when the last piece is written.

    Raises:
        OSError: It cannot be written; what was there before is there.
    """
    if path.exists() and not path.is_file():
        # A pipe or a device is written to as it is, never replaced; a folder refuses.
        with path.open("wb") as file:
            yield file
        return
    target = Path(os.path.realpath(path))  # a link stays a link
    part = _part_beside(target)
    with part.open("xb") as file:
        try:
            yield file
            file.close()
            if target.exists():
                part.chmod(target.stat().st_mode & 0o777)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
