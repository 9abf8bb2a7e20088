"""The way in. ``--version`` answers before anything heavy is imported."""

from __future__ import annotations

import os
import sys

from callvet import __version__


def main() -> None:
    """Run the command that the arguments name."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"callvet {__version__}\n")
        return
    from callvet.cli.app import app  # noqa: PLC0415 - typer costs most of the start

    if sys.stdout is None:  # closed by who called, who then reads nothing
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - a device, open to the end
    for stream in (sys.stdout, sys.stderr):
        # Where the terminal's encoding lacks a sign, its code is printed in place of a traceback.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    app()
