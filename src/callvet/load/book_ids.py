"""What the ids in a returned questionnaire stand for: keys of the profile and of the offer, and places in offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.questionnaire_marks import ABOUT_OFFER
from callvet.model.questionnaire_offers import OpenPlace, open_place
from callvet.model.questionnaire_topics import OFFER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callvet.load.book_rows import Catalogue
    from callvet.model.document import KeyPath

_MOST_DIGITS: Final = 4


def key_of(name: str) -> KeyPath:
    """The steps of a dotted id."""
    return (name,) if name.startswith("x-") else tuple(name.split("."))


def remark_key(name: str) -> KeyPath:
    """Where a remark beside a question belongs: below ``quote@2``, where it is about the second offer that is there."""
    place = open_place(name)
    return (f"{OFFER}@{place.number}", *place.way) if place else key_of(name.partition("=")[0])


def open_numbers(about: Iterable[str]) -> tuple[int, ...]:
    """The numbers of the offers of which only what is open was asked, by what the hidden sheet tells of."""
    numbers = (key.removeprefix(f"{ABOUT_OFFER} ") for key in about if key.startswith(f"{ABOUT_OFFER} "))
    return tuple(int(one) for one in numbers if one.isdecimal() and one.isascii() and len(one) <= _MOST_DIGITS)


def place_in_offer(name: str, catalogue: Catalogue, numbers: Sequence[int]) -> OpenPlace | None:
    """The place in an offer that is there; where hidden ids are gone, that of the only offer asked about."""
    if name not in catalogue.questions:
        return open_place(name)
    is_only = len(numbers) == 1 and name.startswith(f"{OFFER}.")
    return OpenPlace(numbers[0], key_of(name)[1:]) if is_only else None
