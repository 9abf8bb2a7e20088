"""How do I start? (`callvet init`): a commented case, written all or not at all."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack, suppress
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from callvet.load.discovery import shown_path
from callvet.load.writing import keep_as, written_beside
from callvet.model.schema import SchemaKind, json_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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

    Even a kill leaves a new folder whole or not there. Into a folder that is there already the files come one after
    another, in no time, for they lie finished beside; what a kill leaves there is completed by the next call.

    Args:
        folder: Where the case is to lie; made if it is not there.

    Returns:
        The paths of the case, in order.

    Raises:
        CaseExistsError: A file is in the way; none is overwritten.
        OSError: The folder cannot be written to.
    """
    texts = case_files()
    ways = {path: _in_the_way(folder / path) for path in texts}
    in_the_way = {path: way for path, way in ways.items() if way is not None}
    begun = {path for path in in_the_way if _holds(folder / path, texts[path])}
    if in_the_way and (begun == set(texts) or begun != set(in_the_way)):
        raise CaseExistsError(dict.fromkeys(in_the_way.values()))
    to_write = {path: text for path, text in texts.items() if path not in begun}
    if folder.is_dir():
        _write_into(folder, to_write)
    else:
        _write_as(folder, to_write)
    return tuple(folder / path for path in texts)


def _in_the_way(path: Path) -> Path | None:
    """What keeps a new file from being written: the file itself, or something else where a folder belongs."""
    nearest = next((one for one in (path, *path.parents) if one.exists() or one.is_symlink()), path.parent)
    return nearest if nearest == path or not nearest.is_dir() else None


def _holds(path: Path, text: str) -> bool:
    """Whether a file is there as this room writes it: what was begun, and not yet filled in."""
    try:
        return not path.is_symlink() and path.is_file() and path.read_bytes() == text.encode()
    except OSError:
        return False


def _write_as(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a folder that is not there, with those above it, all at once."""
    target = Path(os.path.realpath(folder))
    top = next(one for one in reversed((target, *target.parents)) if not one.is_dir())
    within = {(target / path).relative_to(top).as_posix(): text for path, text in texts.items()}
    with written_beside(top, within) as part:
        try:
            part.rename(top)
        except OSError:
            if top.exists():  # since a moment ago
                raise CaseExistsError([top]) from None
            raise


def _write_into(folder: Path, texts: Mapping[str, str]) -> None:
    """Write new files into a folder that is there; one that has come into being in the meantime is not touched."""
    with ExitStack() as undo, written_beside(folder / "case", texts) as part:
        for name in texts:
            path = folder / name
            if not path.parent.is_dir():
                path.parent.mkdir()
                undo.callback(_as_far_as_possible, path.parent.rmdir)
            try:
                keep_as(part / name, path)
            except FileExistsError:
                raise CaseExistsError([path]) from None
            undo.callback(_as_far_as_possible, path.unlink)
        undo.pop_all()


def _as_far_as_possible(take_back: Callable[[], None]) -> None:
    """Take one step back; where that fails, the failure before it is what the user must hear of."""
    with suppress(OSError):
        take_back()
