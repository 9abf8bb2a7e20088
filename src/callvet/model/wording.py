"""How text and figures of the user's are echoed in a message: inert, visible and short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from decimal import Decimal

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


_FORMULA_SIGNS: Final = tuple("=+-@＝＋－＠")  # noqa: RUF001 - the wide forms are meant
_NO_END: Final = 1 << 60
"""Nothing is cut off: a cell is for other programs. [characters]"""


def as_cell(text: str) -> str:
    """Text for a CSV file that no spreadsheet runs as a formula, with what cannot be seen written out.

    A cell that begins with ``=``, ``+``, ``-`` or ``@``, or with their wide forms, would be taken for a formula, so
    it gets an apostrophe before it unless it is a number (OWASP, CSV injection).
    """
    plain = shown(text, _NO_END)
    return f"'{plain}" if text.lstrip().startswith(_FORMULA_SIGNS) and not _is_number(text) else plain


def _is_number(text: str) -> bool:
    """Whether text such as ``-3.5`` is a number, which no spreadsheet takes for a formula."""
    whole, _, fraction = text.lstrip("+-").partition(".")
    return len(text) - len(text.lstrip("+-")) <= 1 and (whole + fraction).isascii() and (whole + fraction).isdigit()


def dotted(path: KeyPath) -> str:
    """The way to a key in the writer's words; the line says which item of a list it is."""
    return ".".join(shown(step) for step in path if isinstance(step, str))


def plain_digits(number: Decimal | int) -> str:
    """A number in digits alone: without a power of ten, and without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
