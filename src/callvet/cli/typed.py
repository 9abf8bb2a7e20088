"""What a person types, or has in a file that is piped in, one line at a time; and what is said in between."""

from __future__ import annotations

import sys

import typer

_LONGEST = 1 << 16
"""Nobody types more; a device that never ends a line does. [bytes]"""


class EndedError(Exception):
    """The answers are at an end before the questions are."""


def typed_line() -> str:
    """The next line of standard input, whatever it is: a terminal, a pipe or a file.

    Raises:
        EndedError: There is none.
    """
    data = sys.stdin.buffer.readline(_LONGEST)
    if not data or len(data) == _LONGEST:
        raise EndedError
    # What is not UTF-8 is kept as signs that no file may hold, so that the answer is refused with its fix.
    return data.decode(errors="surrogateescape").strip().lstrip("\ufeff")


def say(text: str) -> None:
    """A line for the person, on standard error: not for the program that reads the answer."""
    typer.echo(text, err=True)
