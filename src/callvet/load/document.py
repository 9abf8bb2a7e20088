"""From a file to its values and their places: opened safely, and read in one pass."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from yaml.error import YAMLError
from yaml.reader import ReaderError

from callvet.load.bounds import HopelessError
from callvet.load.contents import BYTE_ORDER_MARK, LINE_BREAK, MAX_BYTES, TOO_LARGE, content, decoded
from callvet.load.events import Reading
from callvet.load.syntax import Fault
from callvet.model.problem import Place, Problem
from callvet.model.wording import shown

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.model.document import Document

# Line breaks to libyaml, though not in YAML 1.2 nor in most editors, whose line numbers would differ.
_STRAY_BREAKS: Final = ("\x85", "\u2028", "\u2029")
# Compiled only for a file that has one: so wide a range takes as long as reading ten files.
_UNREADABLE: Final = "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_READABLE_STAND_IN: Final = "\ufffd"

Outcome: TypeAlias = "tuple[Document | None, tuple[Problem, ...]]"
"""A document whenever a value could be built, and all that is wrong with the file."""


def read_document(path: Path, shown_as: str) -> Outcome:
    """Reads one file, if it is a regular one of sensible size.

    Args:
        path: Where the file lies.
        shown_as: Its path as told to the user, safe to print.
    """
    data = content(path)
    text = decoded(data) if isinstance(data, bytes) else data
    if isinstance(text, Fault):
        return None, (Problem(Place(shown_as, text.line, text.column), text.message),)
    return parse_document(text, shown_as)


def parse_document(text: str, shown_as: str) -> Outcome:
    """Reads the text of one file.

    Args:
        text: All of it; byte order marks at its beginning are passed over.
        shown_as: The file's path as told to the user, safe to print.
    """
    text = text.lstrip(BYTE_ORDER_MARK)
    if len(text) > MAX_BYTES:
        return None, (Problem(Place(shown_as), TOO_LARGE),)
    if any(stray in text for stray in _STRAY_BREAKS):
        return _parse_in_spite_of_controls(text, shown_as)
    try:
        return _parse(text, shown_as)
    except (ReaderError, UnicodeEncodeError):
        return _parse_in_spite_of_controls(text, shown_as)


def _parse(text: str, shown_as: str) -> Outcome:
    """Reads text that has been looked through for its size.

    Raises:
        ReaderError: The text holds a character that libyaml does not read.
        UnicodeEncodeError: The text holds a lone surrogate.
    """
    reading = Reading(text, shown_as)
    document = None
    try:
        document = reading.document()
    except ReaderError:
        raise
    except YAMLError as error:
        reading.tell_syntax(error)
    except HopelessError as error:
        reading.tell(error.mark, error.message)
    return document, tuple(sorted(reading.problems))


def _parse_in_spite_of_controls(text: str, shown_as: str) -> Outcome:
    """Tells each line with a character that cannot be read, and reads the text with stand-ins for them."""
    problems = []
    for number, line in enumerate(LINE_BREAK.split(text), 1):
        if found := re.search(_UNREADABLE, line):
            message = f"a character that cannot be seen ({shown(found.group())}) stands here; delete it"
            problems.append(Problem(Place(shown_as, number, found.start() + 1), message))
    # A stand-in of the same width keeps all other places right.
    document, others = _parse(re.sub(_UNREADABLE, _READABLE_STAND_IN, text), shown_as)
    return document, tuple(sorted((*problems, *others)))
