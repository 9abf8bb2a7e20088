"""The zip file that a workbook is: looked through before anything in it is unpacked."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAX_FILE_BYTES: Final = 20 * 2**20
MAX_BYTES: Final = 8 * 2**20
"""Of all parts that are read, unpacked; a full questionnaire has a twentieth of it."""
MAX_PARTS: Final = 2_000
MAX_ELEMENTS: Final = 200_000
"""Of all parts that are read: what a slow machine goes through in a second."""

_OLD_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED: Final = 0x1
_PROTECTED: Final = "it is protected by a password; ask for it without one, or save it without"
TOO_LARGE: Final = "it is larger than a questionnaire can be; ask for the workbook that was sent, filled in"
DAMAGED: Final = "it is damaged; open it in Excel or LibreOffice, save it anew, or ask for it again"


class UnreadableBookError(Exception):
    """A workbook cannot be read, with the reason and what to do."""


class Archive:
    """The parts of a workbook's file, within bounds."""

    def __init__(self, path: Path) -> None:
        """Open the file and look through its directory.

        Raises:
            UnreadableBookError: It is no workbook, or none that is safe to unpack.
            OSError: It cannot be opened.
        """
        self._zip = _opened(path)
        infos = self._zip.infolist()
        self.names: Final = frozenset(info.filename for info in infos)
        if len(infos) > MAX_PARTS:
            raise UnreadableBookError(TOO_LARGE)
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise UnreadableBookError(_PROTECTED)
        self._bytes_left = MAX_BYTES
        self._elements_left = MAX_ELEMENTS

    def part(self, name: str) -> bytes:
        """One part, unpacked.

        Raises:
            UnreadableBookError: It is too large, damaged or not there.
        """
        try:
            info = self._zip.getinfo(name)
            self._bytes_left -= info.file_size
            if self._bytes_left < 0:
                raise UnreadableBookError(TOO_LARGE)
            # Never more than the directory says: a part that unpacks to more fails its checksum.
            with self._zip.open(info) as file:
                return file.read(info.file_size + 1)
        except (BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError) as refused:
            raise UnreadableBookError(DAMAGED) from refused

    def go_through(
        self,
        name: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Go through the elements of a part, whose names are told without their prefix.

        Raises:
            UnreadableBookError: It is no XML, declares types or entities, or there are too many elements.
        """
        parser = ParserCreate()
        parser.buffer_text = True

        def begin(element: str, attributes: dict[str, str]) -> None:
            self._elements_left -= 1
            if self._elements_left < 0:
                raise UnreadableBookError(TOO_LARGE)
            start(element.rpartition(":")[2], attributes)

        def finish(element: str) -> None:
            if end:
                end(element.rpartition(":")[2])

        parser.StartElementHandler = begin
        parser.EndElementHandler = finish
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_type
        try:
            parser.Parse(self.part(name), True)
        except (ExpatError, KeyError, ValueError, IndexError, ArithmeticError) as refused:
            raise UnreadableBookError(DAMAGED) from refused


def _refuse_type(*_: object) -> None:
    """Refuse a document type: no program writes one, and it is good for a bomb alone, or to steal a file."""
    message = "its XML declares a document type, which no workbook does; ask for it again, saved anew"
    raise UnreadableBookError(message)


def _opened(path: Path) -> ZipFile:
    """The file as a zip file, or why it is none."""
    if not path.is_file():
        message = "it is not a file; name the workbook that came back"
        raise UnreadableBookError(message)
    if path.stat().st_size > MAX_FILE_BYTES:
        raise UnreadableBookError(TOO_LARGE)
    with path.open("rb") as file:
        beginning = file.read(len(_OLD_FILE))
        if beginning == _OLD_FILE:
            if _ENCRYPTED_PACKAGE in beginning + file.read():
                raise UnreadableBookError(_PROTECTED)
            message = "it is a workbook of the old form; save it as .xlsx or .ods"
            raise UnreadableBookError(message)
    if not beginning.startswith(b"PK"):
        message = "it is not a workbook; save it as .xlsx or .ods"
        raise UnreadableBookError(message)
    try:
        return ZipFile(path)
    except (BadZipFile, ValueError, NotImplementedError) as refused:
        raise UnreadableBookError(DAMAGED) from refused
