"""The bar of a long reading."""

from __future__ import annotations

from io import StringIO
from time import sleep

from callvet.cli.progress import Progress


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Reader:
    """Something half read."""

    def query_progress(self) -> float:
        return 50.0


def test_a_long_reading_is_drawn_and_wiped_away() -> None:
    stream = Terminal()
    with Progress(stream, first_after=0) as progress:
        progress.watch(Reader())
        sleep(0.05)
    assert "reading the log ███████████████░░░░░░░░░░░░░░░  50%" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[2K")


def test_a_short_reading_and_a_pipe_draw_nothing() -> None:
    for stream in (Terminal(), StringIO()):
        with Progress(stream) as progress:
            progress.watch(Reader())
        assert stream.getvalue() == ""
