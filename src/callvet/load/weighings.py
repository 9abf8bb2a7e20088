"""People's weights, read: one file for each person, and every problem of every file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.load.discovery import find_weights, shown_path
from callvet.load.document import read_document
from callvet.load.validation import validate
from callvet.model.case import WeighingFile
from callvet.model.weighing import Weighing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from callvet.model.problem import Problem


def load_weighings(paths: Sequence[Path]) -> tuple[tuple[WeighingFile, ...], tuple[Problem, ...]]:
    """Everybody's weights out of files and folders, and all that is wrong with them.

    Args:
        paths: Files, folders of them, or cases that have such a folder.

    Raises:
        NothingToWorkOnError: A path is not there, or holds nothing to read.
    """
    files = dict.fromkeys(file for path in paths for file in find_weights(path))
    found: list[WeighingFile] = []
    problems: list[Problem] = []
    for path in files:
        document, faults = read_document(path, shown_path(path))
        problems += faults
        if document is not None:
            weighing, faults = validate(document, Weighing)
            problems += faults
            found += [WeighingFile(weighing, document)] if weighing else []
    return tuple(found), tuple(problems)
