"""Every term of the quotes that are compared, in the reader's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.compare.charge_terms import Price, charge_terms
from callvet.compare.quote_terms import quote_terms
from callvet.compare.term import TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.compare.levelled import Levelled
    from callvet.compare.term import Said, Term


def terms_of(quotes: Sequence[Levelled]) -> tuple[Term, ...]:
    """The terms of some quotes: those that at least one of them states or leaves open."""
    found = (*charge_terms(quotes), *quote_terms(quotes))
    return tuple(sorted(found, key=lambda term: TOPICS.index(term.topic)))


def differs(term: Term, said: Sequence[Said]) -> bool:
    """Whether quotes say different things of what both could say; of what two are silent on, nobody knows."""
    able = [one for one in said if one.state != "missing"]
    if isinstance(term.part, Price) and len(able) < len(said):
        return True
    return len({(one.state, one.content) for one in able}) > 1 or any(one.state == "silent" for one in able)
