"""What clauses are made of: the answer that they word, their text, and what is open in it.

A term names a clause, and where it can the key that it words. A clause refers to another by ``ref(term)``, which
becomes its number when all are numbered.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.model.charge import charge_names
from callvet.model.questions import question
from callvet.model.wording import shown
from callvet.report.clauses.phrasing import amount_of, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from callvet.evaluation.clauses import ClausesAnswer
    from callvet.model.charge import Charge
    from callvet.model.quote import Adjustment, Discount, Plan, Quote

BLANK: Final = "[____________]"
"""Something to be filled in."""
_MARK: Final = "\x02"
"""Around the term of a reference; text from files is inert and holds none."""


class Gap(NamedTuple):
    """Something that the offer leaves open.

    Attributes:
        term: The key that would say it.
        question: What to ask.
        worth: What the best answer saves in a normal month; None where nothing is known of it. [money per month]
        assumed: Whether the clause says what the bill is reckoned with; else it has a blank.
    """

    term: str
    question: str
    worth: Decimal | None = None
    assumed: bool = False


class Wording(NamedTuple):
    """One clause before it is numbered."""

    term: str
    text: str
    gaps: tuple[Gap, ...] = ()


class Section(NamedTuple):
    """Clauses under one title."""

    title: str
    clauses: Sequence[Wording]


class Named(NamedTuple):
    """A charge by its names.

    Attributes:
        term: Its own, no other charge of the quote has it.
        name: That which an estimate asks by; charges of several plans share it.
        charge: What it is.
        plan: The plan that it belongs to.
    """

    term: str
    name: str
    charge: Charge
    plan: Plan | None = None


@dataclass(frozen=True)
class Draft:
    """An answer as the wording looks at it."""

    answer: ClausesAnswer

    @property
    def quote(self) -> Quote:
        """What is offered."""
        return self.answer.offer.quote

    @cached_property
    def charges(self) -> tuple[Named, ...]:
        """All charges, those of plans too."""
        if self.quote.plans is None:
            charges = self.quote.charges or ()
            return tuple(Named(n, n, one) for n, one in zip(charge_names(charges), charges, strict=True))
        return tuple(named for plan in self.quote.plans for named in self.charges_of(plan))

    @staticmethod
    def charges_of(plan: Plan) -> tuple[Named, ...]:
        """The charges of one plan."""
        names = charge_names(plan.charges)
        return tuple(
            Named(f"plans[{plan.name}].{name}", name, one, plan) for name, one in zip(names, plan.charges, strict=True)
        )

    @cached_property
    def worths(self) -> dict[str, Decimal]:
        """What the answers to open terms are worth. [money per month]"""
        return {one.term: one.worth for one in self.answer.estimate.questions}

    def asked(self, term: str) -> Gap:
        """A gap that the estimate knows."""
        return Gap(term, question(f"quotes.{term}"), self.worths.get(term))

    def money(self, amount: Decimal) -> str:
        """``USD 0.95``."""
        return amount_of(amount, self.answer.currency)


def ref(term: str) -> str:
    """The number of the clause of a term, once it has one."""
    return f"{_MARK}{term}{_MARK}"


def numbered(sections: Sequence[Section]) -> dict[str, str]:
    """The number of each clause, by its term."""
    return {
        clause.term: f"{place}.{position}"
        for place, section in enumerate(sections, 1)
        for position, clause in enumerate(section.clauses, 1)
    }


def with_numbers(text: str, numbers: dict[str, str]) -> str:
    """The text with numbers where it refers to clauses."""
    pieces = text.split(_MARK)
    return "".join(numbers[piece] if place % 2 else piece for place, piece in enumerate(pieces))


def to_agree(term: str, asked: str) -> Gap:
    """A blank that no bill hangs on."""
    return Gap(term, asked)


def taken(term: str, asked: str) -> Gap:
    """What the offer does not say, and the bill is reckoned with as the clause has it."""
    return Gap(term, asked, assumed=True)


def label_of(one: Adjustment | Discount) -> str:
    """What it is for, in brackets, or nothing."""
    return f" ({quoted(one.label)})" if one.label else ""


def inert(text: str) -> str:
    """A name that the user chose, as it may stand in a clause."""
    return shown(text, 80)
