"""Tables as text for pipes and files, drawn by tabulate."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from callvet.report.page import Table

_PACKAGE_METADATA: Final = "importlib.metadata"


def table_text(table: Table, style: str) -> str:
    """A table drawn by tabulate; cells stay text, so that none is taken for a number and changed."""
    drawn: str = _tabulate().tabulate(
        [[cell.text for cell in row] for row in table.rows],
        headers=[column.head for column in table.columns],
        tablefmt=style,
        disable_numparse=True,
        colalign=["right" if column.right else "left" for column in table.columns] if table.rows else None,
        preserve_whitespace=False,
    )
    return drawn


class _NoMetadata(ModuleType):
    """In place of the reader of packages' metadata, while tabulate is imported."""

    PackageNotFoundError = LookupError

    @staticmethod
    def version(name: str) -> str:
        """No version: tabulate then takes its own for unknown, which nobody here asks for."""
        raise LookupError(name)

    def __getattr__(self, name: str) -> object:
        """Anything else is asked of the real one."""
        if name.startswith("__"):  # what the import itself looks for
            raise AttributeError(name)
        sys.modules.pop(self.__name__, None)
        return getattr(import_module(self.__name__), name)


def _tabulate() -> ModuleType:
    """The package, imported where it is needed alone: a terminal needs no text, and JSON no tables.

    As it is imported, it reads the metadata of packages to learn its own version. That takes longer than all the rest
    of it, a twentieth of a command's whole time.
    """
    if _PACKAGE_METADATA in sys.modules:
        return import_module("tabulate")
    sys.modules[_PACKAGE_METADATA] = stand_in = _NoMetadata(_PACKAGE_METADATA)
    try:
        return import_module("tabulate")
    finally:
        if sys.modules.get(_PACKAGE_METADATA) is stand_in:
            del sys.modules[_PACKAGE_METADATA]
