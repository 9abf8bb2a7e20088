"""All clauses of a quote, numbered, with everything that is open in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callvet.model.questions import question
from callvet.report.clauses.clocks import clock_sections
from callvet.report.clauses.conditions import condition_section
from callvet.report.clauses.definitions import definitions
from callvet.report.clauses.draft import BLANK, Draft, Gap, Section, Wording, numbered, with_numbers
from callvet.report.clauses.invoice import invoice_section
from callvet.report.clauses.offer import offer_section
from callvet.report.clauses.plans import charge_sections
from callvet.report.clauses.scope import scope_section, service_section
from callvet.report.clauses.terms import payment_section, term_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.clauses import ClausesAnswer


class Numbered(NamedTuple):
    """A clause of the document.

    Attributes:
        number: ``3.2``.
        topic: The title of its section.
        term: What it words.
        text: The wording.
        gaps: What is open in it.
    """

    number: str
    topic: str
    term: str
    text: str
    gaps: tuple[Gap, ...]


class Document(NamedTuple):
    """The clauses, the titles of their sections as they are numbered, and the number of each term."""

    clauses: tuple[Numbered, ...]
    numbers: dict[str, str]

    @property
    def gaps(self) -> Iterator[tuple[Numbered, Gap]]:
        """Everything that is open, with the clause that it stands in."""
        return ((clause, gap) for clause in self.clauses for gap in clause.gaps)


def document_of(answer: ClausesAnswer, annex: Sequence[str] = ()) -> Document:
    """The clauses of a quote.

    Args:
        answer: The quote and what it comes to.
        annex: What the annex says, whose terms are defined with those of the clauses.
    """
    draft = Draft(answer)
    sections = [
        *clock_sections(draft),
        *charge_sections(draft),
        condition_section(draft),
        invoice_section(draft),
        scope_section(draft),
        service_section(draft),
        payment_section(draft),
        term_section(draft),
    ]
    sections = [offer_section(draft), *sections]
    if left := _left_open(draft, sections):
        sections.append(Section("What else is open", left))
    texts = [clause.text for section in sections for clause in section.clauses]
    sections.insert(1, Section("Definitions", definitions(draft, [*texts, *annex])))
    numbers = numbered(sections)
    clauses = tuple(
        Numbered(
            numbers[one.term], with_numbers(section.title, numbers), one.term, with_numbers(one.text, numbers), one.gaps
        )
        for section in sections
        for one in section.clauses
    )
    return Document(clauses, numbers)


def _left_open(draft: Draft, sections: Sequence[Section]) -> tuple[Wording, ...]:
    """What the estimate asks and no clause does, so that no question is lost."""
    asked = {gap.term for section in sections for clause in section.clauses for gap in clause.gaps}
    return tuple(
        Wording(f"open.{term}", f"To be agreed: {BLANK}.", (Gap(term, question(f"quotes.{term}"), worth),))
        for term, worth in draft.worths.items()
        if term not in asked
    )
