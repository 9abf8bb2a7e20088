"""What do a vendor's offers leave open? The same as the decision page says, at its places in every offer."""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from callvet.compare.alike import named_alike
from callvet.compare.levelled import levelled
from callvet.compare.quote_terms import OfScope
from callvet.compare.rounds import in_rounds
from callvet.compare.silence import silent_terms
from callvet.model.charge import charge_names
from callvet.model.questionnaire import Topic
from callvet.model.questionnaire_offers import (
    is_of_charge,
    is_scope,
    open_question,
    places_of,
    scope_heading,
    scope_place,
)
from callvet.model.questions import charge_in_words
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.compare.levelled import Levelled
    from callvet.compare.term import Term
    from callvet.model.case import Case, QuoteFile
    from callvet.model.document import KeyPath
    from callvet.model.questionnaire import Item, Question
    from callvet.model.quote import Quote

_LONGEST = 80
_IN_PROFILE = "profile "
_FOLDER = "quotes"


class OpenOffer(NamedTuple):
    """An offer that leaves something open.

    Attributes:
        offer: Which.
        number: Among those of its vendor that do, from 1.
        later: The offer that came in its place, where one did.
        terms: What it leaves open, by the names of a comparison.
        questions: What is asked, place by place.
        where: Where it stands, so that answers find it again: below ``quotes/``, or its position in the profile.
    """

    offer: QuoteFile
    number: int
    later: QuoteFile | None
    terms: tuple[str, ...]
    questions: tuple[Question, ...]
    where: str


def open_offers(case: Case, vendor: str) -> tuple[OpenOffer, ...]:
    """What each offer of a vendor leaves open, those that hold before those that a later round took the place of.

    Each is laid beside the last round of every offer of the case, as the decision page does; where no other vendor has
    made one, it is held to what every offer should speak of.
    """
    groups = in_rounds(case.quotes)
    last = [group[-1] for group in groups]
    own = [(offer, None) for offer in last if offer.vendor == vendor]
    before = [(offer, group[-1]) for group in groups for offer in reversed(group[:-1]) if offer.vendor == vendor]
    # What its other offers leave open, too, is no less open; another vendor's word shows what could be said.
    is_alone = all(offer.vendor == vendor for offer in case.quotes)
    found: list[OpenOffer] = []
    for offer, later in (*own, *before):
        beside = last if later is None else [*last, offer]
        if is_alone:
            beside = [offer]
        number = len(found) + 1
        points = tuple(_points(offer, beside, number))
        if points:
            terms = tuple(dict.fromkeys(term for term, _ in points))
            questions = {question.id: question for _, question in points}
            found.append(OpenOffer(offer, number, later, terms, tuple(questions.values()), _where(case, offer)))
    return tuple(found)


def topics_of(offers: Sequence[OpenOffer]) -> tuple[Topic, ...]:
    """A sheet for each offer."""
    return tuple(
        Topic("Your offer" if len(offers) == 1 else f"Your offer {one.number}", _about(one), _items(one))
        for one in offers
    )


def _items(one: OpenOffer) -> tuple[Item, ...]:
    """The questions about an offer: charge by charge, then about the offer, then about work below a heading."""
    work = [item for item in one.questions if is_scope(item.id)]
    charges = [item for item in one.questions if is_of_charge(item.id)]
    others = [item for item in one.questions if not (is_scope(item.id) or is_of_charge(item.id))]
    return (*charges, *others, *([scope_heading(one.number)] if work else []), *work)


def hash_of_charges(quote: Quote) -> str:
    """What changes whenever the charges of an offer are others, or stand in another order."""
    names = [(way, charge_names(charges)) for way, charges in quote.charge_lists()]
    plans = [plan.name for plan in quote.plans or ()]
    return sha256(f"{names!r}{plans!r}".encode()).hexdigest()[:16]


def place_of(where: str) -> tuple[str | None, int | None]:
    """Where an offer stands: a path below ``quotes/``, or its position among the offers of the profile.

    Returns:
        The one or the other; neither of what is no such place.
    """
    position = where.removeprefix(_IN_PROFILE)
    if where.startswith(_IN_PROFILE) and position.isdecimal() and position.isascii():
        return None, int(position)
    steps = where.split("/")
    plain = all(step not in {"", ".", ".."} and step.isprintable() and "\\" not in step for step in steps)
    return (where, None) if plain and not where.startswith(_IN_PROFILE) else (None, None)


def _where(case: Case, offer: QuoteFile) -> str:
    """Where an offer stands, in a case that may have been moved since."""
    if offer.document.within:
        profile = next(file for file in case.vendors if file.id == offer.vendor)
        offers = profile.document.value["quotes"]
        return f"{_IN_PROFILE}{next(n for n, one in enumerate(offers) if one is offer.document.value)}"
    steps = offer.document.path.replace("\\", "/").split("/")
    below = len(steps) - steps[::-1].index(_FOLDER) if _FOLDER in steps[:-1] else len(steps) - 1
    return "/".join(steps[below:])


def _about(one: OpenOffer) -> str:
    """Which offer it is, in a line."""
    quote = one.offer.quote
    told = [f"“{shown(quote.title, _LONGEST)}”"] if quote.title else []
    told += [shown(quote.reference, _LONGEST)] if quote.reference else []
    told += [f"of {quote.dated}"] if quote.dated else []
    text = f"{', '.join(told) or 'Your offer'}: what it does not say yet."
    if one.later is None:
        return text
    name = one.later.quote.reference or str(one.later.quote.dated or "a later one")
    return f"{text} Since then you have sent {shown(name, _LONGEST)}; answer here only if this offer still holds."


def _points(offer: QuoteFile, beside: Sequence[QuoteFile], number: int) -> Iterator[tuple[str, Question]]:
    """What an offer leaves open, in any of its plans: the term, and the question about each place of it."""
    for plan in range(len(offer.quote.plans)) if offer.quote.plans else (None,):
        laid = named_alike([_laid_out(one.quote, plan if one is offer else None) for one in beside])
        place = next(n for n, one in enumerate(beside) if one is offer)
        for term in silent_terms(laid)[place]:
            for question in _asked(term, laid[place], offer.quote, plan, number):
                yield term.name, question


def _laid_out(quote: Quote, plan: int | None) -> Levelled:
    """An offer with the charges of one plan: the first, where none is named."""
    chosen = (plan or 0) if quote.plans else None
    return levelled(quote, plan=chosen, added={}, rate=Fraction(1), currency=quote.currency or "")


def _asked(term: Term, laid: Levelled, quote: Quote, plan: int | None, number: int) -> Iterator[Question]:
    """The questions about a term: one for each place that it has."""
    if isinstance(term.part, OfScope):
        yield open_question(scope_place(term.part.name, number))
    elif term.charge is None:
        yield from map(open_question, places_of(term.name, number, ()))
    else:
        position = list(laid.charges).index(term.charge)
        above: KeyPath = () if plan is None else ("plans", plan)
        key = term.name.removeprefix(f"{term.charge}.")
        for place in places_of(key, number, [(*above, "charges", position)]):
            yield open_question(place, _charge_of(quote, plan, position))


def _charge_of(quote: Quote, plan: int | None, position: int) -> str:
    """A charge of an offer, in words for the vendor: ``Your price per minute (0.79 USD)``."""
    charges = (quote.charges or ()) if plan is None or not quote.plans else quote.plans[plan].charges
    charge, name = charges[position], charge_names(charges)[position]
    rate = f" ({charge.rate:f}{f' {quote.currency}' if quote.currency else ''})" if charge.rate is not None else ""
    text = f"our price {charge_in_words(name)}{rate}"
    if plan is None or not quote.plans:
        return f"Y{text}"
    return f"In the plan “{shown(quote.plans[plan].name, _LONGEST)}”, y{text}"
