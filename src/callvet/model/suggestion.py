"""Did you mean: the known word that a misspelt one is closest to, and what to say of it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE: Final = 0.7
_LONGEST: Final = 80
_KEPT: Final = 1 << 13
"""Of one file's words: a key is asked for when it is refused, and again when what it meant is told. [words]"""


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, or None where none is like it."""
    return None if len(word) > _LONGEST else _closest(word, tuple(known))


@lru_cache(_KEPT)
def _closest(word: str, known: tuple[str, ...]) -> str | None:
    """The same of a word of a sensible length."""
    from difflib import get_close_matches  # noqa: PLC0415 - only faulty files pay for it

    lowered = {one.lower().replace("-", "_"): one for one in known}
    found = get_close_matches(word.lower().replace("-", "_").replace(" ", "_"), lowered, n=1, cutoff=_ALIKE)
    return lowered[found[0]] if found else None


def unknown_name(name: str, known: Iterable[str], noun: str) -> str:
    """What to say of a name that is none of those known."""
    names = tuple(known)
    meant = closest(name, names)
    fix = f"did you mean {shown(meant)}?" if meant else f"known are {', '.join(map(shown, names))}"
    return f"{shown(name)} is not {noun}; {fix}"
