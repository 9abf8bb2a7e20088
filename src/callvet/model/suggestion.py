"""Did you mean: the known word that a misspelt one is closest to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE = 0.7
_LONGEST = 80


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, or None where none is like it."""
    if len(word) > _LONGEST:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - only faulty files pay for it

    lowered = {one.lower().replace("-", "_"): one for one in known}
    found = get_close_matches(word.lower().replace("-", "_").replace(" ", "_"), lowered, n=1, cutoff=_ALIKE)
    return lowered[found[0]] if found else None
