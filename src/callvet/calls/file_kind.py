"""What a file of a log really is, told by its first and last bytes: why it is no table, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from callvet.calls.columns import LogError
from callvet.model.wording import shown

_LONGEST_SHOWN: Final = 400
_MAGIC: Final = b"PAR1"
"""With which a Parquet file begins and ends (parquet.apache.org/docs/file-format)."""
_LEAST_PARQUET: Final = 12
"""A Parquet file has its mark twice, and a length. [bytes]"""
_KINDS: Final = (
    (b"PK\x03\x04", "an Excel workbook, or another file packed by zip", "save its sheet as CSV, or unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save its sheet as CSV"),
    (b"\x1f\x8b", "packed by gzip", "end its name in .csv.gz"),
    (_MAGIC, "a Parquet file", "end its name in .parquet"),
    (b"BZh", "packed by bzip2", "unpack it, or pack it by gzip"),
    (b"\xfd7zXZ", "packed by xz", "unpack it, or pack it by gzip"),
    (b"\x28\xb5\x2f\xfd", "packed by zstd", "unpack it, or pack it by gzip"),
    (b"7z\xbc\xaf", "packed by 7-Zip", "unpack it, or pack it by gzip"),
    (b"%PDF", "a PDF document", "ask for the calls as CSV"),
    (b"SQLite format 3\x00", "a database", "export its table of calls as CSV"),
    (b'{"', "JSON", "write its calls as CSV, with a first line of names"),
    (b"[{", "JSON", "write its calls as CSV, with a first line of names"),
    (b"<!", "a page of the web, or XML", "ask for the calls as CSV"),
    (b"<?", "a page of the web, or XML", "ask for the calls as CSV"),
    (b"<html", "a page of the web, or XML", "ask for the calls as CSV"),
)
"""How files begin that are given for CSV, what they are, and what to do."""
_WIDE: Final = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
"""How text begins that has several bytes for each letter."""
_SEEN: Final = 400
_SPARSE: Final = 3
"""Of the first so many bytes [bytes], more than a third are 0 in text of UTF-16, which has one in every two."""


def expect_text(path: str, head: bytes) -> None:
    """Refuse a file that is no text of UTF-8 as far as its names of columns.

    Args:
        path: The file, for the message.
        head: Its first bytes, unpacked.

    Raises:
        LogError: It is something else; with what it is, and the fix.
    """
    told = shown(path, _LONGEST_SHOWN)
    for mark, kind, fix in _KINDS:
        if head.startswith(mark):
            message = f"{told}: this file is {kind}, and no CSV; {fix}"
            raise LogError(message)
    wide = next((name for mark, name in _WIDE if head.startswith(mark)), "")
    if wide or (head[:_SEEN].count(0) * _SPARSE > len(head[:_SEEN]) and head.strip(b"\x00")):
        message = f"{told}: this file is {wide or 'UTF-16'}, and a log is read as UTF-8; save it as CSV UTF-8"
        raise LogError(message)
    first = head.splitlines()[0] if head else b""
    if 0 in first:
        message = (
            f"{told}:1: a NUL byte stands among the names of the columns (byte {first.index(0) + 1}); "
            "the file is damaged, or no text: write it anew"
        )
        raise LogError(message)
    try:
        first.decode("utf-8-sig")
    except UnicodeDecodeError as refused:
        message = (
            f"{told}:1: the names of the columns are not UTF-8 (byte {refused.start + 1} of the line); save the file "
            "as CSV UTF-8"
        )
        raise LogError(message) from refused


def expect_parquet(path: str) -> None:
    """Refuse a file that is no whole Parquet file.

    Raises:
        LogError: It is something else, was cut short, or cannot be opened; with the fix.
    """
    told = shown(path, _LONGEST_SHOWN)
    try:
        with Path(path).open("rb") as file:
            begin, size = file.read(len(_MAGIC)), file.seek(0, 2)
            file.seek(max(size - len(_MAGIC), 0))
            end = file.read()
    except OSError as refused:
        message = f"{told}: this log cannot be read ({refused.strerror or refused}); ask for the permission"
        raise LogError(message) from refused
    if not size:
        message = f"{told}: the file is empty; write the log anew"
    elif begin != _MAGIC:
        message = f"{told}: this is no Parquet file; if it is CSV, end its name in .csv"
    elif end != _MAGIC or size < _LEAST_PARQUET:
        message = f"{told}: the Parquet file was cut short, its end is missing; copy or write it anew"
    else:
        return
    raise LogError(message)
