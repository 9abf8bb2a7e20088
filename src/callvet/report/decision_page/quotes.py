"""Quotes side by side, as the parts of the report: what differs first, the sums behind it on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callvet.report.decision_page.named_parts import between_headings, said
from callvet.report.diff_leverage import leverage_blocks
from callvet.report.diff_notes import notes, questions
from callvet.report.diff_terms import terms_table, worth_table
from callvet.report.diff_verdict import verdict
from callvet.report.diff_walks import rounds, walks
from callvet.report.offer_names import short_names
from callvet.report.page import Sentence

if TYPE_CHECKING:
    from callvet.evaluation.comparing import Comparison
    from callvet.report.page import Block


class QuoteParts(NamedTuple):
    """The parts.

    Attributes:
        verdict: Who costs least, and what weighs most.
        terms: What differs, the best and the worst marked.
        worth: What each term costs each, and the way from the cheapest to each other.
        rounds: What moved from one round of bidding to the next.
        leverage: What to take to the vendor that leads, by heading.
        silent: What each quote does not say.
        notes: What was assumed and made alike.
    """

    verdict: list[Block]
    terms: list[Block]
    worth: list[Block]
    rounds: list[Block]
    leverage: dict[str, list[Block]]
    silent: list[Block]
    notes: list[Block]


def quote_parts(answer: Comparison) -> QuoteParts:
    """The parts of a comparison."""
    names = short_names(answer.sides)
    levers = between_headings(leverage_blocks(answer, names)) if answer.leverage else {}
    return QuoteParts(
        [Sentence(text, "plain" if place else "strong") for place, text in enumerate(verdict(answer, names))],
        list(said(terms_table(answer, names, every_term=False))),
        [*said(worth_table(answer, names)), *said(walks(answer, names))],
        list(said(rounds(answer))),
        {name: list(said(blocks)) for name, blocks in levers.items() if name},
        list(said(questions(answer, names))),
        list(notes(answer, names)),
    )
