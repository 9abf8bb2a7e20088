"""A typed line: of a terminal, a pipe or a file, whatever its bytes are."""

from __future__ import annotations

import io
import sys

import pytest

from callvet.cli.typed import EndedError, typed_line


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (b"Ann\n", "Ann"),
        (b"  Zo\xc3\xab\r\n", "Zoë"),
        (b"\xef\xbb\xbfAnn", "Ann"),
        (b"\n", ""),
        (b"Z\xff\n", "Z\udcff"),
    ],
)
def test_a_line_has_no_ends_and_is_read_as_utf_8(typed: bytes, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    assert typed_line() == line


@pytest.mark.parametrize("typed", [b"", b"x" * (1 << 17)])
def test_nothing_more_and_a_line_without_an_end_end_the_answers(typed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    with pytest.raises(EndedError):
        typed_line()
