"""The text of one file: regular files of sensible size alone, in UTF-8; a pipe is never waited for."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import TYPE_CHECKING, Final

from callvet.load.syntax import Fault
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_BYTES: Final = 1 << 20
_USUAL_BYTES: Final = 1 << 16
BYTE_ORDER_MARK: Final = "\ufeff"
LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
TOO_LARGE: Final = "this file is larger than 1 MiB; leave out what is not about this case, or split it"
_FOLDER: Final = "this is a folder; name a file in it"
_NOT_REGULAR: Final = "this is not a regular file (a device, pipe or socket); name a file that holds the text"
_UNOPENED: Final[Mapping[int, str]] = {
    errno.ENOENT: "there is no such file; check its name and its folder",
    errno.ENOTDIR: "there is no such file; check its name and its folder",
    errno.EACCES: "this file may not be read; ask for the permission, or copy it to where you may read it",
    errno.EPERM: "this file may not be read; ask for the permission, or copy it to where you may read it",
    errno.ENXIO: _NOT_REGULAR,
    errno.EISDIR: _FOLDER,
    errno.ELOOP: "this link leads back to itself; name the file itself",
    errno.ENAMETOOLONG: "this name is too long for a file; shorten it",
}


def content(path: Path) -> bytes | Fault:
    """All bytes of a regular file."""
    # Without O_NONBLOCK a pipe would be waited on for ever; Windows has neither flag nor such pipes.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
        try:
            return _bytes_behind(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        return Fault(_UNOPENED.get(error.errno or 0, f"this file cannot be read: {shown(str(error.strerror))}"))
    except ValueError:
        return Fault("this name holds a character that no file's name can hold; check it")


def _bytes_behind(descriptor: int) -> bytes | Fault:
    """All bytes of an opened file, if it is a regular one."""
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        return Fault(_FOLDER)
    if not stat.S_ISREG(mode):
        return Fault(_NOT_REGULAR)
    data = b""
    # Room for the largest file at once would be slow to come by, and hardly any needs it.
    while more := os.read(descriptor, min(_USUAL_BYTES, MAX_BYTES + 1 - len(data))):
        data += more
    return data if len(data) <= MAX_BYTES else Fault(TOO_LARGE)


def decoded(data: bytes) -> str | Fault:
    """The text that the bytes are in UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        form = "UTF-32" if data.startswith(b"\xff\xfe\0\0") else "UTF-16"
        return Fault(f"this file is written in {form}; save it as UTF-8", 1, 1)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line, column = _position_after(data[: error.start].decode())
        return Fault(f"the byte {data[error.start]:02x} here is not UTF-8; save the file as UTF-8", line, column)
    nul = text.find("\0")
    if nul >= 0:
        line, column = _position_after(text[:nul])
        return Fault("a NUL byte stands here, so this is not plain text; save it as text in UTF-8", line, column)
    return text


def _position_after(text: str) -> tuple[int, int]:
    """Line and column, from 1, of the character that follows ``text`` at the beginning of a file."""
    lines = LINE_BREAK.split(text.lstrip(BYTE_ORDER_MARK))
    return len(lines), len(lines[-1]) + 1
