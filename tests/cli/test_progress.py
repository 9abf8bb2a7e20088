"""The bar of a long reading."""

from __future__ import annotations

import re
from io import StringIO
from time import sleep

from callvet.calls.log import connect
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


def test_what_reads_logs_knows_how_far_it_is() -> None:
    stream = Terminal()
    with connect() as engine, Progress(stream, first_after=0) as progress:
        progress.watch(engine)
        engine.execute("SELECT sum(hash(i) % 7) FROM range(30_000_000) AS t(i)").fetchall()
    drawn = [int(share) for share in re.findall(r"(\d+)%", stream.getvalue())]
    assert drawn == sorted(drawn)
    assert any(0 < share < 100 for share in drawn), stream.getvalue()


def test_where_nobody_knows_how_far_it_is_nothing_is_drawn() -> None:
    class Unknown:
        """Something that cannot tell."""

        def query_progress(self) -> float:
            return -1.0

    stream = Terminal()
    with Progress(stream, first_after=0) as progress:
        progress.watch(Unknown())
        sleep(0.05)
    assert "%" not in stream.getvalue()
