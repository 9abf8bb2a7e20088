"""Questions about what an offer that is there leaves open: one for each place in it, whatever offers there are.

The id of such a question is the way into the offer below ``quote.``, with the number of the offer behind it:
``quote.terms.notice_days@2``, ``quote.plans.0.charges.1.clock.counts@1``, ``quote.scope.e-mail@1``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.model.answer_examples import example
from callvet.model.questionnaire import Grid, Heading, Question, question_text, whole_questionnaire
from callvet.model.questionnaire_topics import CHARGES, OFFER
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.answer_form import Leaf
    from callvet.model.document import KeyPath

_OPEN: Final = re.compile(rf"{OFFER}\.(?P<way>.+)@(?P<number>[1-9][0-9]{{0,3}})", re.DOTALL)
_OF_A_CHARGE: Final = re.compile(r"(?:plans\.([0-9]{1,4})\.)?charges\.([0-9]{1,4})\.(clock\.[a-z_]+|[a-z_]+)")
_SCOPE: Final = "scope"
_WORDS_OF_WORK: Final = {
    "setup": "setting up at the start",
    "training": "training your agents for our work",
    "supervisor": "a supervisor for the agents",
    "reporting": "reports to us",
    "crm_integration": "connecting to our customer database (CRM)",
}
_LONGEST: Final = 80


class OpenPlace(NamedTuple):
    """A place in an offer that is not filled in.

    Attributes:
        number: Of the offer among those of the questionnaire, from 1.
        way: To the value.
    """

    number: int
    way: KeyPath

    @property
    def id(self) -> str:
        """That of its question."""
        return f"{OFFER}.{'.'.join(map(str, self.way))}@{self.number}"

    @property
    def key(self) -> str:
        """The key of an offer that it is one of, without positions and names."""
        if self.way[0] == _SCOPE:
            return f"{OFFER}.{_SCOPE}.*"
        of_charge = self.way.index("charges") + 2 if "charges" in self.way else 0
        return ".".join((CHARGES if of_charge else OFFER, *map(str, self.way[of_charge:])))


def open_place(name: str) -> OpenPlace | None:
    """The place that an id of a questionnaire means; None for ids of another sort, and for places that none can be."""
    found = _OPEN.fullmatch(name)
    if found is None:
        return None
    place = OpenPlace(int(found["number"]), tuple(_steps(found["way"])))
    return place if place.way and place.key in _leaves() else None


def _steps(way: str) -> Iterator[str | int]:
    """The way into an offer, out of an id."""
    first, _, rest = way.partition(".")
    of_charge = _OF_A_CHARGE.fullmatch(way)
    if first == _SCOPE and rest:
        # The name of a piece of work may have dots in it.
        yield from (_SCOPE, rest)
    elif of_charge:
        plan, charge, term = of_charge.groups()
        yield from () if plan is None else ("plans", int(plan))
        yield from ("charges", int(charge), *term.split("."))
    else:
        yield from way.split(".")


def open_question(place: OpenPlace, about: str = "") -> Question:
    """The question about a place.

    Args:
        place: Which.
        about: The charge that it belongs to, in words: ``Your price per minute``; else empty.
    """
    key, leaf = place.key, _leaves()[place.key]
    text = question_text(key)
    if about:
        text = f"{about}: {text.partition(': ')[2] or text}"
    elif place.way[0] == _SCOPE:
        text = f"In your price: {_work(str(place.way[1]))}?"
    return Question(place.id, text, leaf, example=example(key, leaf))


def places_of(term: str, number: int, charges: Sequence[KeyPath]) -> Iterator[OpenPlace]:
    """The places that a term of a comparison leaves open.

    Args:
        term: Its key, without the charge that it belongs to: ``terms.notice_days``, ``clock.counts``.
        number: Of the offer.
        charges: The ways to the charges that it belongs to; none for a term of the offer itself.
    """
    if charges:
        yield from (OpenPlace(number, (*charge, *term.split("."))) for charge in charges)
    elif f"{OFFER}.{term}" in _leaves():
        yield OpenPlace(number, tuple(term.split(".")))
    else:
        below = [key for key in _leaves() if key.startswith(f"{OFFER}.{term}.")]
        # Which sort it is decides what else is to be said.
        below.sort(key=lambda key: not key.endswith(".kind"))
        yield from (OpenPlace(number, tuple(key.split(".")[1:])) for key in below)


def is_scope(name: str) -> bool:
    """Whether an id is one of a piece of work."""
    place = open_place(name)
    return place is not None and place.way[0] == _SCOPE


def is_of_charge(name: str) -> bool:
    """Whether an id is one of a term of a charge."""
    place = open_place(name)
    return place is not None and place.key.startswith(f"{CHARGES}.")


def scope_heading(number: int) -> Heading:
    """What stands above the pieces of work of an offer."""
    text = "Is each of these in your price (included), charged apart (priced), or no part of this offer (excluded)?"
    return Heading(OpenPlace(number, (_SCOPE,)).id, text)


def scope_place(work: str, number: int) -> OpenPlace:
    """The place of a piece of work, whatever its name."""
    return OpenPlace(number, (_SCOPE, work))


@cache
def _leaves() -> dict[str, Leaf]:
    """What an answer is at each key of an offer."""
    found: dict[str, Leaf] = {}
    for item in (item for topic in whole_questionnaire() for item in topic.items):
        if isinstance(item, Question) and item.is_of_offer:
            found[item.id] = item.leaf
        elif isinstance(item, Grid) and item.id.startswith(f"{OFFER}."):
            found |= {f"{item.list_key}.{column.id}": column.leaf for column in item.columns}
    return found


def _work(name: str) -> str:
    """A piece of work as people say it."""
    return _WORDS_OF_WORK.get(name) or f"“{shown(name.replace('_', ' '), _LONGEST)}”"
