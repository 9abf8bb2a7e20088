"""How do I start? (`callvet init`): a commented case, written all or not at all."""

from __future__ import annotations

import json
from contextlib import ExitStack, suppress
from importlib.resources import files
from typing import TYPE_CHECKING, Final, get_args

from callvet.load.discovery import shown_path
from callvet.load.writing import add_file
from callvet.model.schema import SchemaKind, json_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

TEMPLATES: Final = (
    "README.md",
    "needs.yaml",
    "vendors/northwind.yaml",
    "quotes/northwind.yaml",
    "judgements/northwind-operations.yaml",
)
"""The files to fill in, as they lie in the template and in the case."""


class CaseExistsError(Exception):
    """Files of a new case would overwrite others; ``paths`` says which stand in the way, all of them."""

    def __init__(self, paths: Iterable[Path]) -> None:
        """Keep the paths, in the order of the case."""
        self.paths = tuple(paths)
        there = ", ".join(shown_path(path) for path in self.paths)
        verb = "is" if len(self.paths) == 1 else "are"
        super().__init__(f"{there} {verb} there already; nothing was written; name another folder, or move that away")


def case_files() -> dict[str, str]:
    """The files of a new case: the path of each within the case, and its text."""
    template = files("callvet.evaluation") / "case_template"
    found = {path: template.joinpath(*path.split("/")).read_text(encoding="utf-8") for path in TEMPLATES}
    for kind in get_args(SchemaKind):
        schema = json.dumps(json_schema(kind), indent=2, ensure_ascii=False)
        found[f"schemas/{kind}.schema.json"] = f"{schema}\n"
    return found


def start_case(folder: Path) -> tuple[Path, ...]:
    """Write a new case; after a failure, what was there before is there, and nothing else.

    Args:
        folder: Where the case is to lie; made if it is not there.

    Returns:
        The paths written, in order.

    Raises:
        CaseExistsError: A file is in the way; none is overwritten.
        OSError: The folder cannot be written to.
    """
    texts = {folder / path: text for path, text in case_files().items()}
    in_the_way = dict.fromkeys(way for path in texts if (way := _in_the_way(path)))
    if in_the_way:
        raise CaseExistsError(in_the_way)
    with ExitStack() as undo:
        for path, text in texts.items():
            _make_folder(path.parent, undo)
            _write(path, text, undo)
        undo.pop_all()
    return tuple(texts)


def _in_the_way(path: Path) -> Path | None:
    """What keeps a new file from being written: the file itself, or something else where a folder belongs."""
    nearest = next((one for one in (path, *path.parents) if one.exists() or one.is_symlink()), path.parent)
    return nearest if nearest == path or not nearest.is_dir() else None


def _make_folder(folder: Path, undo: ExitStack) -> None:
    """Make a folder and those above it, as far as they are not there."""
    missing = [one for one in (folder, *folder.parents) if not one.is_dir()]
    for one in reversed(missing):
        one.mkdir()
        undo.callback(_as_far_as_possible, one.rmdir)


def _write(path: Path, text: str, undo: ExitStack) -> None:
    """Write a new file; one that has come into being in the meantime is not touched."""
    try:
        add_file(path, text)
    except FileExistsError:
        raise CaseExistsError([path]) from None
    undo.callback(_as_far_as_possible, path.unlink)


def _as_far_as_possible(take_back: Callable[[], None]) -> None:
    """Take one step back; where that fails, the failure before it is what the user must hear of."""
    with suppress(OSError):
        take_back()
