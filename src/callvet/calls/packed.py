"""Whether packed logs are whole: gzip keeps a sum of what was packed, at which DuckDB does not look as it unpacks.

A byte that was changed on the way may still unpack, to another duration of some call. So packed files are unpacked once
more, beside the reading, which takes a fifth of its processor time and, where there is a second processor, none of the
user's: zlib leaves Python to others while it works.
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from callvet.calls.columns import LogError
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.calls.log import Log

_GZIP: Final = 31
"""Tells zlib that what comes is of gzip, whose sum it then holds against what it unpacks."""
_READ: Final = 1 << 18
_UNPACKED: Final = 1 << 20
"""At most so much is unpacked at a time, however much it is. [bytes]"""
_LONGEST_SHOWN: Final = 400


@contextmanager
def held_to_their_sums(log: Log) -> Iterator[None]:
    """Within it, a log's packed files are looked at; where it ends, one that is damaged is told.

    Raises:
        LogError: One is; with what to do.
    """
    files = () if log.on_cluster else tuple(file for file in log.files if file.lower().endswith(".gz"))
    if not files:
        yield
        return
    faults: list[str] = []
    stop = Event()
    looking = Thread(target=lambda: faults.extend(_faults(files, stop)), daemon=True)
    looking.start()
    try:
        yield
    except BaseException:
        stop.set()
        raise
    finally:
        looking.join()
    if faults:
        raise LogError(faults[0])


def _faults(files: Sequence[str], stop: Event) -> Iterator[str]:
    """What to tell of files that are damaged, until there is enough."""
    for file in files:
        try:
            _unpack(file, stop)
        except zlib.error as refused:
            why = str(refused).rpartition(": ")[2]
            yield f"{shown(file, _LONGEST_SHOWN)}: the gzip file is damaged ({why}); copy or pack it anew"
        except OSError as refused:
            yield f"{shown(file, _LONGEST_SHOWN)}: this log cannot be read ({refused.strerror or refused})"


def _unpack(path: str, stop: Event) -> None:
    """Unpack a file, of one member of gzip or several, and keep nothing.

    Raises:
        zlib.error: It is damaged, or ends within a member.
        OSError: It cannot be read.
    """
    with Path(path).open("rb") as file:
        member = zlib.decompressobj(_GZIP)
        left, is_within = file.read(_READ), False
        while not stop.is_set() and (left or is_within):
            unpacked = member.decompress(left, _UNPACKED)
            is_within = not member.eof
            if is_within and not (left or unpacked):
                message = "it ends too early"
                raise zlib.error(message)
            left = member.unconsumed_tail if is_within else member.unused_data
            if not is_within:
                member = zlib.decompressobj(_GZIP)
            left = left or file.read(_READ)
