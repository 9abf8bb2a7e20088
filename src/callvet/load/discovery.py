"""Which files a case is made of: found by where they lie, before any of them is opened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind: TypeAlias = Literal["vendor", "needs", "judgement", "quote"]

KIND_OF_FOLDER: dict[str, Kind] = {"vendors": "vendor", "judgements": "judgement", "quotes": "quote"}
NEEDS_FILE = "needs.yaml"
_SUFFIXES = (".yaml", ".yml")
_LONGEST_PATH_SHOWN = 400


class NothingToWorkOnError(Exception):
    """A path that was named is not there, or holds nothing that can be read."""


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a case, each list in the order of its names.

    Attributes:
        vendors: Profiles.
        needs: The buyer's needs, if there are any.
        judgements: What people thought.
        quotes: Priced offers.
        unsorted: Files outside the known folders, whose kind their keys will tell.
    """

    vendors: tuple[Path, ...] = ()
    needs: Path | None = None
    judgements: tuple[Path, ...] = ()
    quotes: tuple[Path, ...] = ()
    unsorted: tuple[Path, ...] = ()


def shown_path(path: Path) -> str:
    """A path as the user may read it: nothing in a file's name can move a terminal's cursor."""
    return shown(str(path), _LONGEST_PATH_SHOWN)


def find_case(paths: Sequence[Path], needs: Path | None = None) -> Found:
    """The files that the named paths stand for, and what lies beside them.

    Args:
        paths: Folders and files; none means ``vendors/`` in the current folder.
        needs: The needs, where the user names them.

    Raises:
        NothingToWorkOnError: A named path is not there, or no profile or offer is found.
    """
    named = list(paths) or [_here()]
    for path in [*named, *([needs] if needs else [])]:
        if not path.exists():
            message = f"{shown_path(path)} is not there; name a folder of vendor profiles, or a file"
            raise NothingToWorkOnError(message)
    found = Found()
    for path in named:
        found = _with(found, path)
    root = _root_of(found)
    return replace(
        found,
        needs=needs or found.needs or _needs_beside(root),
        judgements=found.judgements or _files_in(root / "judgements"),
        quotes=found.quotes or _files_in(root / "quotes"),
    )


def neighbours(found: Found) -> tuple[Path, ...]:
    """All profiles of the folders in which those found lie, so that a vendor's name can be checked."""
    folders = dict.fromkeys(path.parent for path in found.vendors) or [_root_of(found) / "vendors"]
    return tuple(path for folder in folders for path in _files_in(folder))


def _here() -> Path:
    """The ``vendors/`` of the current folder."""
    path = Path("vendors")
    if not path.exists():
        message = "there is no vendors/ folder here; name a folder or file, or start a case with callvet init"
        raise NothingToWorkOnError(message)
    return path


def _with(found: Found, path: Path) -> Found:
    """What was found so far, and what ``path`` adds to it."""
    if not path.is_dir():
        return _added(found, [path], _kind_of(path))
    if (path / "vendors").is_dir():
        return _with(found, path / "vendors")
    inside = _files_in(path)
    if not inside:
        message = f"{shown_path(path)} holds no .yaml file; put one profile per vendor into it"
        raise NothingToWorkOnError(message)
    for file in inside:
        found = _added(found, [file], KIND_OF_FOLDER.get(path.resolve().name) or _kind_of(file))
    return found


def _added(found: Found, files: Iterable[Path], kind: Kind | None) -> Found:
    """What was found so far, with more files of one kind; a file named twice counts once."""
    if kind == "needs":
        return replace(found, needs=found.needs or next(iter(files)))

    def with_files(before: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((*before, *files)))

    if kind == "vendor":
        return replace(found, vendors=with_files(found.vendors))
    if kind == "judgement":
        return replace(found, judgements=with_files(found.judgements))
    if kind == "quote":
        return replace(found, quotes=with_files(found.quotes))
    return replace(found, unsorted=with_files(found.unsorted))


def _kind_of(path: Path) -> Kind | None:
    """The kind that a file's folder or its name tells, or None where its keys must."""
    if path.name == NEEDS_FILE:
        return "needs"
    return KIND_OF_FOLDER.get(path.resolve().parent.name)


def _root_of(found: Found) -> Path:
    """The folder in which the known folders lie; the files' own folder outside of them."""
    first = next(iter((*found.vendors, *found.quotes, *found.judgements, *found.unsorted)), Path(NEEDS_FILE))
    return first.parent.parent if first.resolve().parent.name in KIND_OF_FOLDER else first.parent


def _needs_beside(root: Path) -> Path | None:
    """The needs at the root of the case, else in the current folder."""
    return next((path for path in (root / NEEDS_FILE, Path(NEEDS_FILE)) if path.exists()), None)


def _files_in(folder: Path) -> tuple[Path, ...]:
    """The YAML files of a folder, by name; hidden ones and other files are left alone."""
    if not folder.is_dir():
        return ()
    return tuple(
        path for path in sorted(folder.iterdir()) if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".")
    )
