"""How far a long reading is: a bar on a terminal, from the third second on; nothing in a pipe."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Protocol, Self, TextIO

if TYPE_CHECKING:
    from types import TracebackType

_FIRST_AFTER: Final = 2.0
"""Before this, nobody asks how far it is. [seconds]"""
_EVERY: Final = 0.2
"""[seconds]"""
_WIDTH: Final = 30
_PER_CENT: Final = 100


class Reader(Protocol):
    """What reads, and knows how far it is."""

    def query_progress(self) -> float:
        """How much is read; below 0 where that is not known. [per cent]"""


class Progress:
    """Draws how far a reader is, as long as it stands in a ``with``."""

    def __init__(self, stream: TextIO, first_after: float = _FIRST_AFTER) -> None:
        """Nothing is drawn yet.

        Args:
            stream: Where it is drawn, if that is a terminal.
            first_after: When it is first drawn. [seconds]
        """
        self._stream = stream
        self._first_after = first_after
        self._done = Event()
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        """Wait for something to watch."""
        return self

    def watch(self, reader: Reader) -> None:
        """Draw how far a reader is."""
        if self._stream.isatty() and self._thread is None:
            self._thread = Thread(target=self._draw, args=(reader,), daemon=True)
            self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, where: TracebackType | None
    ) -> None:
        """Wipe it away."""
        self._done.set()
        if self._thread:
            self._thread.join()

    def _draw(self, reader: Reader) -> None:
        """Draw until it is done."""
        if self._done.wait(self._first_after):
            return
        while True:
            share = min(reader.query_progress() / _PER_CENT, 1.0)
            if share >= 0:  # Spark draws how far it is by itself, and between two readings nobody knows
                full = round(share * _WIDTH)
                self._stream.write(f"\rreading the log {'█' * full}{'░' * (_WIDTH - full)} {share:4.0%}")
                self._stream.flush()
            if self._done.wait(_EVERY):
                break
        self._stream.write("\r\x1b[2K")
        self._stream.flush()
