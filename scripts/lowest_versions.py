"""Print the lowest versions that pyproject.toml allows, as constraints for pip: ``python scripts/lowest_versions.py``.

What is named without a lowest version is left to pip, and so is what the named packages bring themselves.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PYPROJECT: Final = Path(__file__).parents[1] / "pyproject.toml"
EXTRAS: Final = ("dev",)
"""What the tests need beside what everybody installs."""
_LOWEST: Final = re.compile(r"([\w.-]+)(?:\[[^]]*\])?\s*(?:>=|==)\s*([\w.]+)")
"""A name and its lowest version; by hand, since this runs before anything is installed."""


def lowest_versions(pyproject: str, extras: tuple[str, ...] = EXTRAS) -> Iterator[str]:
    """One ``name==version`` for each requirement with a lowest version, in the order of the file.

    Args:
        pyproject: The text of a pyproject.toml.
        extras: The optional dependencies that are counted in.
    """
    project = tomllib.loads(pyproject)["project"]
    optional = project.get("optional-dependencies", {})
    for text in (*project["dependencies"], *(one for extra in extras for one in optional[extra])):
        if found := _LOWEST.match(text):
            yield f"{found[1]}=={found[2]}"


if __name__ == "__main__":
    print(*lowest_versions(PYPROJECT.read_text(encoding="utf-8")), sep="\n")
