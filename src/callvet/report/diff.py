"""Quotes side by side, as a page: the verdict, the terms, what each is worth, the way from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.diff_data import diff_data, diff_json
from callvet.report.diff_leverage import leverage_blocks
from callvet.report.diff_notes import notes, questions
from callvet.report.diff_terms import WORDS_ABREAST, terms_table, worth_table
from callvet.report.diff_verdict import verdict
from callvet.report.diff_walks import rounds, turns, volumes, walks
from callvet.report.offer_names import short_names
from callvet.report.page import Page, Sentence
from callvet.report.split import split_blocks

if TYPE_CHECKING:
    from callvet.evaluation.comparing import Comparison
    from callvet.report.page import Block


def diff_page(answer: Comparison, *, every_term: bool | None = None) -> Page:
    """The page of a comparison.

    Args:
        answer: The quotes side by side.
        every_term: Whether terms stand in it on which all agree; None leaves them out where there are many.
    """
    names = short_names((*answer.sides, *answer.left_out))
    blocks: list[Block] = [
        *(Sentence(text, "plain" if place else "strong") for place, text in enumerate(verdict(answer, names))),
        *terms_table(answer, names, every_term=every_term),
        *worth_table(answer, names),
        *walks(answer, names),
        *rounds(answer),
        *turns(answer, names),
        *volumes(answer, names),
        *(leverage_blocks(answer, names) if answer.leverage else ()),
        *(split_blocks(answer.split, names, answer.currency) if answer.split else ()),
        *questions(answer, names),
        *notes(answer, names),
    ]
    # Where the table comes in parts, no part of it may stand apart from the others.
    is_cut = len(answer.sides) > WORDS_ABREAST
    return Page("Quotes side by side", blocks, diff_data(answer), diff_json(answer), in_order=is_cut)
