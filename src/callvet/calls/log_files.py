"""Which files a log is made of: one, or those of a folder, told by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.calls.columns import LogError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_CSV: Final = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".txt.gz")
_PARQUET: Final = (".parquet", ".pq")


def files_of(path: Path, told: str) -> tuple[str, ...]:
    """The files of a log, by name.

    Raises:
        LogError: There are none, or of both kinds.
    """
    try:
        inside = sorted(str(one) for one in path.iterdir()) if path.is_dir() else [str(path)]
    except OSError as refused:
        message = f"{told} cannot be looked into ({refused.strerror}); ask for the permission"
        raise LogError(message) from refused
    if not path.is_dir() and not path.is_file():
        message = f"{told} is not there; name a call log, a CSV or Parquet file or a folder of them"
        raise LogError(message)
    return of_one_kind(inside, told)


def is_table(file: str) -> bool:
    """Whether a file in a folder is one of a log by its name."""
    return file.lower().endswith((*_CSV, *_PARQUET))


def is_parquet(file: str) -> bool:
    """Whether a file is Parquet by its name."""
    return file.lower().endswith(_PARQUET)


def of_one_kind(inside: Sequence[str], told: str) -> tuple[str, ...]:
    """The files of a log among those of a folder.

    Raises:
        LogError: There are none, or of both kinds.
    """
    tables = [one for one in inside if one.lower().endswith(_CSV)]
    parquet = [one for one in inside if one.lower().endswith(_PARQUET)]
    if tables and parquet:
        message = f"{told} holds CSV and Parquet files; keep one kind in a folder, or name a file"
        raise LogError(message)
    if not tables and not parquet:
        message = f"{told}: a call log is a CSV file (.csv, .csv.gz) or a Parquet file (.parquet), or a folder of them"
        raise LogError(message)
    return tuple(tables or parquet)
