"""From a file to the sheets in it, whichever of the two formats it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.load.sheets.archive import Archive, UnreadableBookError
from callvet.load.sheets.ods import looks_like_ods, read_ods
from callvet.load.sheets.xlsx import looks_like_xlsx, read_xlsx
from callvet.model.wording import shown

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.load.sheets.sheet import Sheet


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Every sheet of a workbook; formulas are not run, links not followed, and macros not looked at.

    Raises:
        UnreadableBookError: It cannot be read, or not safely.
    """
    try:
        archive = Archive(path)
    except OSError as refused:
        message = f"it cannot be opened ({shown(str(refused.strerror))}); name the workbook that came back"
        raise UnreadableBookError(message) from refused
    if looks_like_ods(archive):
        return read_ods(archive)
    if looks_like_xlsx(archive):
        return read_xlsx(archive)
    message = "it is not a workbook; save it as .xlsx or .ods"
    raise UnreadableBookError(message)
