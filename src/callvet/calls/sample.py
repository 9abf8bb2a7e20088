"""What the first and last rows of a CSV log show: its separator, its columns, and how its times are written.

The types are given to the engine, which then types the columns while it reads; what does not fit them is rejected with
its line. Seconds are read as floats, for speed, and made whole milliseconds at once: a float holds so many
milliseconds of a day exactly, and no float comes near money.
"""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from contextlib import suppress
from io import SEEK_END
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

from callvet.calls.columns import DURATIONS, FLAGS, LogError
from callvet.calls.file_kind import expect_text
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_ROWS: Final = 1000
_LONGEST_HEAD: Final = 1 << 20
"""A heading is shorter than this. [bytes]"""
_TAIL: Final = 1 << 16
"""Of a file that is not packed, its end is looked at as well: logs are put together of several. [bytes]"""
_LONGEST_SHOWN: Final = 400
_GZIP: Final = b"\x1f\x8b"
"""With which a packed file begins (RFC 1952, 2.3.1)."""
_SEPARATORS: Final = (",", ";", "\t", "|")
_FIELDS_SHOWN: Final = 3
_TIME: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]|$)")
"""How a value begins that is a time and no name of a column."""
_OFFSET: Final = re.compile(r"\d[T ]?\d{1,2}:\d\d(:\d\d([.,]\d+)?)?\s*(Z|[+-]\d\d(:?\d\d)?)$", re.IGNORECASE)
_FLAG_WORDS: Final = frozenset({"", "true", "false", "t", "f", "1", "0", "yes", "no", "y", "n"})


class Sample(NamedTuple):
    """The first rows of a file, and the last.

    Attributes:
        path: The file.
        separator: What stands between its fields.
        header: The names of its columns.
        rows: A dict for each row, by the names of the columns.
    """

    path: str
    separator: str
    header: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def sample_csv(path: str) -> Sample:
    """The first rows of a file.

    Raises:
        LogError: It cannot be read, or has no row of names.
    """
    text = _head(path)
    expect_text(path, text)
    lines = text.decode("utf-8-sig", errors="ignore").splitlines(keepends=True)
    if len(text) == _LONGEST_HEAD and len(lines) == 1:
        message = (
            f"{shown(path, _LONGEST_SHOWN)}:1: the first line is longer than 1 MiB; a log has a line for each call, "
            "and the names of its columns in the first"
        )
        raise LogError(message)
    found = sample_lines(path, lines if len(text) < _LONGEST_HEAD else lines[:-1])
    return found._replace(rows=(*found.rows, *_last_rows(found)))


def _last_rows(first: Sample) -> Iterator[Mapping[str, str]]:
    """The last rows of a file that is not packed: those as long as the first, for its end may begin within a field."""
    if first.path.lower().endswith(".gz"):
        return
    with Path(first.path).open("rb") as file:
        file.seek(max(file.seek(0, SEEK_END) - _TAIL, 0))
        lines = file.read().decode("utf-8", errors="ignore").splitlines(keepends=True)[1:]
    with suppress(csv.Error):
        for row in csv.reader(lines, delimiter=first.separator):
            if len(row) == len(first.header):
                yield dict(zip(first.header, row, strict=True))


def _head(path: str) -> bytes:
    """The first bytes of a file, unpacked.

    Raises:
        LogError: It cannot be read.
    """
    told = shown(path, _LONGEST_SHOWN)
    try:
        with opened(path) as file:
            return file.read(_LONGEST_HEAD)
    except gzip.BadGzipFile:
        if _is_packed(path):  # but its sum is another, or something else follows
            message = f"{told}: the gzip file is damaged; copy or pack it anew"
        else:
            message = f"{told}: this file is not packed by gzip, as its name says; end its name in .csv, or pack it"
    except EOFError:
        message = f"{told}: the gzip file was cut short, its end is missing; copy or pack it anew"
    except zlib.error:
        message = f"{told}: the gzip file is damaged; copy or pack it anew"
    except OSError as refused:
        reason = shown(str(refused.strerror or refused))
        message = f"{told}: this log cannot be read ({reason}); ask for the permission, or write it anew"
    raise LogError(message)


def _is_packed(path: str) -> bool:
    """Whether a file begins as one of gzip."""
    with Path(path).open("rb") as file:
        return file.read(len(_GZIP)) == _GZIP


def sample_lines(path: str, whole: Sequence[str]) -> Sample:
    """The first rows of a file, of its first lines.

    Raises:
        LogError: There is no row of names.
    """
    told = shown(path, _LONGEST_SHOWN)
    head = whole[0].strip() if whole else ""
    separator = max(_SEPARATORS, key=head.count)
    try:
        reader = csv.reader(whole, delimiter=separator)
        header = tuple(next(reader, ()))
        ends = reader.line_num
        rows = list(islice(reader, _ROWS))
    except csv.Error as refused:
        message = f"{told}: this is no table of text ({refused}); write the log as CSV or Parquet"
        raise LogError(message) from refused
    if reason := next(_no_header(header, whole, ends, rows), ""):
        message = f"{told}{reason}"
        raise LogError(message)
    return Sample(path, separator, header, tuple(dict(zip(header, row, strict=False)) for row in rows))


def _no_header(header: Sequence[str], whole: Sequence[str], ends: int, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Why the first row of a file cannot be the names of its columns, and what to do; nothing where it can.

    Args:
        header: It.
        whole: The first lines of the file.
        ends: In which line it ends, from 1.
        rows: Those after it.
    """
    if not any(line.strip() for line in whole):
        yield ": the log is empty; its first line names the columns, start and talk_seconds among them"
        return
    if "".join(whole[:ends]).count('"') % 2:
        yield ':1: a quotation mark (") is opened among the names of the columns and not closed; close it'
    if not any(name.strip() for name in header):
        yield ":1: the first line is blank; remove what stands before the line that names the columns"
    if re.fullmatch(r"sep=.?", whole[0].strip(), re.IGNORECASE):
        yield f":1: {shown(whole[0].strip())} is a note to Excel; remove the line, so that the next is the first"
    widest = max(map(len, rows), default=1)
    if len(header) == 1 < widest:
        yield (
            f":1: the first line is the one field {shown(header[0])}, and others below have {widest}; "
            "remove what stands before the line that names the columns"
        )
    if any(_TIME.match(name.strip()) for name in header):
        yield f":1: the first line is a call ({shown(_head_of(header))}); put a line before it that names the columns"


def _head_of(row: Sequence[str]) -> str:
    """The first fields of a row."""
    return ", ".join(row[:_FIELDS_SHOWN])


def types_of(own: Mapping[str, str], samples: Sequence[Sample]) -> dict[str, str]:
    """The type with which each known column is read, by its name here.

    Args:
        own: The log's names, by the names here.
        samples: Of all its files.

    Raises:
        LogError: Starts are written with an offset in some rows and without in others.
    """
    return {name: _type_of(name, [row.get(column, "") for one in samples for row in one.rows], samples[0].path)
            for name, column in own.items()}  # fmt: skip


def has_offset(text: str) -> bool:
    """Whether a time is written with its offset from UTC."""
    return bool(_OFFSET.search(text.strip()))


def with_offsets(starts: Iterable[str], path: str) -> bool:
    """Whether starts are written with offsets.

    Raises:
        LogError: Some are and some are not.
    """
    found = {has_offset(text) for text in starts if re.search(r"\d:\d", text)}
    if len(found) > 1:
        message = (
            f"{shown(path, _LONGEST_SHOWN)}: start has an offset from UTC in some rows and none in others; "
            "write all with one, or all without"
        )
        raise LogError(message)
    return True in found


def _type_of(name: str, texts: Sequence[str], path: str) -> str:
    """The type of one column."""
    if name == "start":
        return "TIMESTAMPTZ" if with_offsets(texts, path) else "TIMESTAMP"
    if name in DURATIONS:
        return "VARCHAR" if any(":" in text for text in texts) else "DOUBLE"
    if name in FLAGS:
        return "BOOLEAN" if all(text.strip().lower() in _FLAG_WORDS for text in texts) else "VARCHAR"
    return "VARCHAR"


def opened(path: str) -> BinaryIO:
    """A file's bytes, unpacked."""
    return cast("BinaryIO", gzip.open(path)) if path.lower().endswith(".gz") else Path(path).open("rb")
