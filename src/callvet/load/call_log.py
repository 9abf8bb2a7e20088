"""What stands beside a call log: ``log.yaml``, which says how its columns are called and by which clock it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.load.discovery import LOG_FILE, is_there, shown_path
from callvet.load.document import read_document
from callvet.load.validation import validate
from callvet.model.log import CallLog

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.model.problem import Problem


def load_call_log(path: Path) -> tuple[CallLog, tuple[Problem, ...]]:
    """What is said of a log, and all that is wrong with it; nothing is said where there is no such file.

    Args:
        path: The log: a file, which it stands beside, or a folder, in which it stands.
    """
    file = (path if path.is_dir() else path.parent) / LOG_FILE
    if not is_there(file):
        return CallLog(), ()
    document, problems = read_document(file, shown_path(file))
    if document is None:
        return CallLog(), problems
    found, faults = validate(document, CallLog)
    return found or CallLog(), (*problems, *faults)
