"""What quotes do not say, and their vendors are to be asked: one list, for whoever tells it or asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.compare.charge_terms import Price
from callvet.compare.quote_terms import standard_terms
from callvet.compare.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.compare.levelled import Levelled
    from callvet.compare.term import Term


def silent_terms(quotes: Sequence[Levelled]) -> tuple[tuple[Term, ...], ...]:
    """What each of some quotes, laid out alike, leaves open, in the reader's order.

    What one quote speaks of shows what another leaves open; one alone is held to what every quote should speak of. Not
    asked is what could only be better than nothing, such as a discount for paying early, and prices: their absence is a
    question of the work that they would pay for.
    """
    terms = terms_of(quotes)
    if len(quotes) == 1:
        terms = tuple({term.name: term for term in (*terms, *standard_terms())}.values())
    asked = [term for term in terms if _is_question(term)]
    return tuple(tuple(term for term in asked if term.part.said(quote).state == "silent") for quote in quotes)


def _is_question(term: Term) -> bool:
    """Whether silence on a term is a question."""
    return term.better != "more" and not term.name.startswith("payment.") and not isinstance(term.part, Price)
