"""How text of the user's is echoed in a message: inert, visible and short."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callvet.model.document import KeyPath


def shown(text: str, longest: int = 40) -> str:
    r"""Text that is safe to print, with what cannot be seen written out as ``\x1b`` or ``\u202e``.

    Args:
        text: Anything, of any length.
        longest: How long the echo may be before it is cut and ends with an ellipsis. [characters]

    Returns:
        One line without control, format and separator characters other than the plain space.
    """
    if len(text) <= longest and text.isprintable():
        return text
    pieces: list[str] = []
    room = longest
    for character in text[: longest + 1]:
        piece = character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        room -= len(piece)
        pieces.append(piece)
    if room >= 0:
        return "".join(pieces)
    while room < 1 and pieces:
        room += len(pieces.pop())
    return "".join(pieces) + "…"


def dotted(path: KeyPath) -> str:
    """The way to a key in the writer's words; the line says which item of a list it is."""
    return ".".join(shown(step) for step in path if isinstance(step, str))
