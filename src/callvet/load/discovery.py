"""Which files a case is made of: found by where they lie, before any of them is opened."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind: TypeAlias = Literal["vendor", "needs", "judgement", "quote", "weights", "frozen", "log"]

WEIGHTS_FOLDER = "weights"
KIND_OF_FOLDER: dict[str, Kind] = {
    "vendors": "vendor",
    "judgements": "judgement",
    "quotes": "quote",
    WEIGHTS_FOLDER: "weights",
}
NEEDS_FILE = "needs.yaml"
BLIND_FILE = "blind.yaml"
"""Among the judgements: whose each blind code is."""
FROZEN_FILE = "frozen.yaml"
LOG_FILE = "log.yaml"
_KIND_OF_NAME: dict[str, Kind] = {NEEDS_FILE: "needs", FROZEN_FILE: "frozen", LOG_FILE: "log"}
_SUFFIXES = (".yaml", ".yml")
_NAMELESS = frozenset({"", ".."})
"""What ends the path of a folder that is named by where it lies: ``.``, ``..``, ``quotes/..``."""
_LONGEST_PATH_SHOWN = 400
_LONGEST_ID = 80


class NothingToWorkOnError(Exception):
    """A path that was named is not there, or holds nothing that can be read."""


class Found(NamedTuple):
    """The files of a case, each list in the order of its names.

    Attributes:
        vendors: Profiles.
        needs: The buyer's needs: none, or one file, unless more are named or lie beside what is named.
        judgements: What people thought.
        quotes: Priced offers.
        unsorted: Files outside the known folders, whose kind their keys will tell.
        weights: People's weights, where they are named; no other question asks for them.
        frozen: What was fixed before prices were opened: none, or what lies beside the needs.
        logs: How call logs are to be read, where that is named; no question of a case asks for it.
    """

    vendors: tuple[Path, ...] = ()
    needs: tuple[Path, ...] = ()
    judgements: tuple[Path, ...] = ()
    quotes: tuple[Path, ...] = ()
    unsorted: tuple[Path, ...] = ()
    weights: tuple[Path, ...] = ()
    frozen: tuple[Path, ...] = ()
    logs: tuple[Path, ...] = ()

    def all(self) -> tuple[Path, ...]:
        """Every file."""
        sorted_out = (*self.vendors, *self.needs, *self.judgements, *self.quotes)
        return (*sorted_out, *self.unsorted, *self.weights, *self.frozen, *self.logs)


def shown_path(path: Path) -> str:
    """A path as the user may read it: nothing in a file's name can move a terminal's cursor."""
    return shown(str(path), _LONGEST_PATH_SHOWN)


def vendor_id(name: str) -> str:
    """The id that a vendor has by its file's name, or by what a judgement calls it: inert, and of one spelling.

    Some systems write the accents of a file's name as characters of their own.
    """
    return shown(unicodedata.normalize("NFC", name), _LONGEST_ID)


_FIELD_OF_KIND: dict[Kind | None, str] = {
    "vendor": "vendors",
    "needs": "needs",
    "judgement": "judgements",
    "quote": "quotes",
    "weights": "weights",
    "frozen": "frozen",
    "log": "logs",
    None: "unsorted",
}


def find_case(paths: Sequence[Path], needs: Path | None = None) -> Found:
    """The files that the named paths stand for, and what lies beside them.

    Args:
        paths: Folders and files; none means ``vendors/`` in the current folder.
        needs: The needs, where the user names them.

    Raises:
        NothingToWorkOnError: A named path is not there, or holds nothing to read.
    """
    found = Found()
    for path in list(paths) or [_here()]:
        _expect(path, "name a folder of vendor profiles, or a file")
        found = _with(found, path)
    roots = _roots_of(found)
    if needs:
        _expect(needs, "name the file of the needs")
        found = found._replace(needs=(needs,), unsorted=_not_among([needs], found.unsorted))
    elif not found.needs:
        found = _added(found, _needs_beside(roots), "needs")
    if found.quotes and not found.vendors and not found.unsorted:
        # Whoever names offers alone means the vendors that make them.
        found = with_profiles(found)
    if not found.judgements:
        found = _added(found, [path for root in roots for path in _files_in(root / "judgements")], "judgement")
    if not found.quotes:
        found = _added(found, [path for root in roots for path in _files_in(root / "quotes")], "quote")
    beside = [path.parent for path in found.needs] or roots
    return _added(found, [path for folder in beside if is_there(path := folder / FROZEN_FILE)], "frozen")


def with_profiles(found: Found) -> Found:
    """What was found, and the profiles that lie beside it."""
    return _added(found, [path for root in _roots_of(found) for path in _files_in(root / "vendors")], "vendor")


def find_weights(path: Path) -> tuple[Path, ...]:
    """The files of people's weights that a path stands for: a file, their folder, or the case that the folder is in.

    Raises:
        NothingToWorkOnError: The path is not there, or holds nothing to read.
    """
    _expect(path, "name a folder of people's weights, or a file")
    if not _is_folder(path):
        return (path,)
    inside = _files_in(path / WEIGHTS_FOLDER) or (() if is_there(path / "vendors") else _files_in(path))
    if not inside:
        message = f"{shown_path(path)} holds no weights; write one file for each person into it"
        raise NothingToWorkOnError(message)
    return inside


def needs_near(files: Sequence[Path]) -> Path | None:
    """The needs of the case in which files lie, else those of the current folder; None where there are none."""
    roots = dict.fromkeys(root_of(path.parent) for path in files)
    return next(iter(_needs_beside(tuple(roots))), None)


def neighbours(found: Found) -> tuple[Path, ...]:
    """All profiles that lie beside what was found, so that a vendor's name can be checked."""
    folders = [path.parent for path in (*found.vendors, *found.unsorted)]
    folders += [root / "vendors" for root in _roots_of(found)]
    beside = (path for folder in dict.fromkeys(folders) for path in _files_in(folder))
    return tuple(path for path in beside if _kind_of(path) in {"vendor", None})


def logs_beside(found: Found) -> tuple[Path, ...]:
    """How call logs of the case are to be read, where that lies at its root and is not among what was found."""
    return _not_among(found.all(), [path for root in _roots_of(found) if is_there(path := root / LOG_FILE)])


def _expect(path: Path, fix: str) -> None:
    """Refuses a path that is not there."""
    if not is_there(path):
        message = f"{shown_path(path)} is not there; {fix}"
        raise NothingToWorkOnError(message)


def is_there(path: Path) -> bool:
    """Whether there is something; what cannot be looked at is, and its reader will say why it cannot be read."""
    try:
        return path.exists()
    except OSError:
        return True


def _is_folder(path: Path) -> bool:
    """Whether there is a folder, as far as can be seen."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _here() -> Path:
    """The ``vendors/`` of the current folder."""
    path = Path("vendors")
    if not path.exists():
        message = "there is no vendors/ folder here; name a folder or file, or start a case with callvet init"
        raise NothingToWorkOnError(message)
    return path


def _with(found: Found, path: Path) -> Found:
    """What was found so far, and what ``path`` adds to it."""
    if not _is_folder(path):
        return _added(found, [path], _kind_of(path))
    if _is_folder(path / "vendors"):
        return _with(found, path / "vendors")
    inside = _files_in(path)
    if not inside:
        message = f"{shown_path(path)} holds no .yaml file; put one profile per vendor into it"
        raise NothingToWorkOnError(message)
    kinds = {file: _kind_of(file) for file in inside}
    for kind in dict.fromkeys(kinds.values()):
        found = _added(found, [file for file in inside if kinds[file] == kind], kind)
    return found


def _added(found: Found, files: Iterable[Path], kind: Kind | None) -> Found:
    """What was found so far, with more files of one kind; a file named twice counts once."""
    new = _not_among(found.all(), files)
    field = _FIELD_OF_KIND[kind]
    return found._replace(**{field: (*getattr(found, field), *new)})


def _not_among(known: Iterable[Path], files: Iterable[Path]) -> tuple[Path, ...]:
    """The files that are not known, each once; a link beside the file that it leads to is a file of its own."""
    known, files = tuple(known), tuple(files)
    folders = {folder: folder.resolve() for folder in {path.parent for path in (*known, *files)}}
    seen = {(folders[path.parent], path.name) for path in known}
    new = {(folders[path.parent], path.name): path for path in reversed(files)}
    return tuple(path for identity, path in reversed(new.items()) if identity not in seen)


def _kind_of(path: Path) -> Kind | None:
    """The kind that a file's folder or its name tells, or None where its keys must."""
    return KIND_OF_FOLDER.get(_name_of(path.parent)) or _KIND_OF_NAME.get(path.name)


def _name_of(folder: Path) -> str:
    """What a folder is called where it was named, so that a link is what it is called, not what it leads to."""
    return folder.resolve().name if folder.name in _NAMELESS else folder.name


def _roots_of(found: Found) -> tuple[Path, ...]:
    """The folders in which the known folders lie; the files' own folders outside of them."""
    folders = dict.fromkeys(path.parent for path in found.all())
    return tuple(dict.fromkeys(map(root_of, folders)))


def root_of(folder: Path) -> Path:
    """The folder of the case that the files of a folder belong to."""
    if _name_of(folder) not in KIND_OF_FOLDER:
        return folder
    return folder / ".." if folder.name in _NAMELESS else folder.parent


def _needs_beside(roots: Sequence[Path]) -> list[Path]:
    """The needs at the roots of the case, else in the current folder."""
    beside = [path for root in roots if is_there(path := root / NEEDS_FILE)]
    here = Path(NEEDS_FILE)
    return beside or ([here] if is_there(here) else [])


def _files_in(folder: Path) -> tuple[Path, ...]:
    """The YAML files of a folder, by name; hidden ones and other files are left alone.

    Raises:
        NothingToWorkOnError: The folder is there, but what it holds may not be seen.
    """
    if not _is_folder(folder):
        return ()
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        message = f"{shown_path(folder)} cannot be looked into ({shown(str(error.strerror))}); ask for the permission"
        raise NothingToWorkOnError(message) from error
    return tuple(path for path in inside if path.suffix.lower() in _SUFFIXES and not path.name.startswith("."))
