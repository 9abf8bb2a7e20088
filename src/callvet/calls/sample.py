"""What the first rows of a CSV log show: its separator, its columns, and how its times are written.

The types are given to the engine, which then types the columns while it reads; what does not fit them is rejected with
its line. Seconds are read as floats, for speed, and made whole milliseconds at once: a float holds so many
milliseconds of a day exactly, and no float comes near money.
"""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

from callvet.calls.columns import DURATIONS, FLAGS, LogError
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ROWS: Final = 1000
_LONGEST_HEAD: Final = 1 << 20
"""A heading is shorter than this. [bytes]"""
_LONGEST_SHOWN: Final = 400
_SEPARATORS: Final = (",", ";", "\t", "|")
_OFFSET: Final = re.compile(r"\d[T ]?\d{1,2}:\d\d(:\d\d([.,]\d+)?)?\s*(Z|[+-]\d\d(:?\d\d)?)$", re.IGNORECASE)
_FLAG_WORDS: Final = frozenset({"", "true", "false", "t", "f", "1", "0", "yes", "no", "y", "n"})


class Sample(NamedTuple):
    """The first rows of a file.

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
    told = shown(path, _LONGEST_SHOWN)
    try:
        with _opened(path) as file:
            text = file.read(_LONGEST_HEAD)
    except (OSError, EOFError, zlib.error) as refused:
        reason = getattr(refused, "strerror", None) or "it is damaged"
        message = f"{told}: this log cannot be read ({shown(str(reason))}); write it anew"
        raise LogError(message) from refused
    lines = text.decode("utf-8-sig", errors="ignore").splitlines(keepends=True)
    return sample_lines(path, lines if len(text) < _LONGEST_HEAD else lines[:-1])


def sample_lines(path: str, whole: Sequence[str]) -> Sample:
    """The first rows of a file, of its first lines.

    Raises:
        LogError: There is no row of names.
    """
    told = shown(path, _LONGEST_SHOWN)
    try:
        head = whole[0].strip() if whole else ""
        separator = max(_SEPARATORS, key=head.count)
        table = list(islice(csv.reader(whole, delimiter=separator), _ROWS + 1))
    except csv.Error as refused:
        message = f"{told}: this is no table of text ({refused}); write the log as CSV or Parquet"
        raise LogError(message) from refused
    if not table or not any(name.strip() for name in table[0]):
        message = f"{told}: the log is empty; its first line names the columns, start and talk_seconds among them"
        raise LogError(message)
    header = tuple(table[0])
    return Sample(path, separator, header, tuple(dict(zip(header, row, strict=False)) for row in table[1:]))


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


def _opened(path: str) -> BinaryIO:
    """A file's bytes, unpacked."""
    return cast("BinaryIO", gzip.open(path)) if path.lower().endswith(".gz") else Path(path).open("rb")
