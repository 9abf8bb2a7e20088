"""The way in. ``--version`` answers before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys
from typing import Final

from callvet import __version__

_BETWEEN_COLLECTIONS: Final = 100_000
"""How many objects may come into being before Python looks for garbage; its own default is 700. [objects]"""
_ENGINE: Final = "duckdb"
_PLUGIN_FINDER: Final = "pydantic.plugin._loader"


def main() -> None:
    """Run the command that the arguments name."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"callvet {__version__}\n")
        return
    # A command ends soon and leaves little to collect: looking for it, now and at the end, takes a tenth of the time.
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    # Threads of numpy's algebra turn while they wait for work, and what is reckoned here is too small to be shared.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.meta_path.insert(0, _BeforeTheEngine())
    if {"-h", "--help"}.isdisjoint(sys.argv):  # help builds no model
        _without_plugins()
    from callvet.cli.app import COMMANDS, program  # noqa: PLC0415 - typer costs most of the start

    if sys.stdout is None:  # closed by who called, who then reads nothing
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - a device, open to the end
    for stream in (sys.stdout, sys.stderr):
        # Where the terminal's encoding lacks a sign, its code is printed in place of a traceback.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    try:
        # Typer builds all commands that it has before it runs one.
        program([name for name in COMMANDS if name.split()[0] in sys.argv[1:2]] or COMMANDS)()
    finally:
        if _ENGINE not in sys.modules:
            gc.freeze()


class _BeforeTheEngine:
    """Sees the engine be imported, and keeps what is there by then from being looked through at the end.

    Not what comes with the engine and after it: the engine tells on standard error of whatever is not collected.
    """

    def find_spec(self, name: str, _path: object, _target: object = None) -> None:
        """Nothing is found here; the finders that follow are asked."""
        if name == _ENGINE:
            gc.freeze()


def _without_plugins() -> None:
    """Keep pydantic from looking for plugins: no other package has a say in what a file means.

    Even where it is told so, it imports what reads every package's metadata, which is a twentieth of a start.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from types import ModuleType  # noqa: PLC0415 - as typer

    class Finder(ModuleType):
        """In place of pydantic's own, of which this is all that is used while plugins are off."""

        get_plugins = staticmethod(tuple)

        def __getattr__(self, name: str) -> object:
            """Anything else comes from pydantic's own after all."""
            from importlib import import_module  # noqa: PLC0415 - as typer

            if name.startswith("__"):  # what the import itself looks for
                raise AttributeError(name)
            del sys.modules[self.__name__]
            return getattr(import_module(self.__name__), name)

    sys.modules.setdefault(_PLUGIN_FINDER, Finder(_PLUGIN_FINDER))
