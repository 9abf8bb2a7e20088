"""The letter to a vendor whose invoice differs: polite, with every figure, the quote's lines, and what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.evaluation.audit.readings import CAUSES
from callvet.load.discovery import shown_path
from callvet.model.wording import shown
from callvet.report.audit import exact, findings_table, lines_table, open_sentences, told, word_sentences
from callvet.report.formats.markdown import render
from callvet.report.page import Data, Heading, Page, Sentence
from callvet.report.phrases import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.evaluation.auditing import AuditAnswer
    from callvet.report.page import Block

_LONGEST_NAME: Final = 60


def letter_blocks(answer: AuditAnswer) -> list[Block]:
    """The letter, with its heading; nothing where there is nothing to write about.

    Args:
        answer: Whether the invoice is right.
    """
    if answer.is_right:
        return []
    return [Heading(_subject(answer)), *_body(answer)]


def letter_text(answer: AuditAnswer) -> str:
    """The letter as Markdown."""
    drawn = [render(Page("", [block], Data((), ()))).rstrip("\n") for block in _body(answer)]
    subject = render(Page("", [Sentence(_subject(answer))], Data((), ()))).rstrip("\n")
    return "\n\n".join([f"# {subject}", *drawn]) + "\n"


def _subject(answer: AuditAnswer) -> str:
    """What it is about."""
    number = answer.file.invoice.number
    return f"{f'Invoice {shown(number, _LONGEST_NAME)}' if number else 'Your invoice'} for {answer.span.name}"


def _body(answer: AuditAnswer) -> Iterator[Block]:
    """The letter below its subject."""
    invoice, quote = answer.file.invoice, answer.offer.quote
    yield Sentence(f"Dear {shown(answer.vendor, _LONGEST_NAME)} team,")
    dated = f" of {invoice.dated}" if invoice.dated else ""
    named = f" {shown(invoice.number, _LONGEST_NAME)}" if invoice.number else ""
    title = quote.reference or quote.title
    offer = f"your quote{f' {shown(title, _LONGEST_NAME)}' if title else ''}"
    offer += f" of {quote.dated}" if quote.dated else ""
    yield Sentence(
        f"Thank you for your invoice{named}{dated} for {answer.span.name}. It asks for "
        f"{exact(answer.invoiced, answer.currency)}. We have billed the calls of our own log by {offer} and come to "
        f"{exact(answer.expected, answer.currency)}, which is {exact(abs(answer.gap), answer.currency)} "
        f"{'less' if answer.gap > 0 else 'more'}. This is where we differ, "
        "with the lines of your quote, or of your invoice, in our files."
    )
    yield findings_table(answer)
    yield Sentence("Line by line:")
    yield lines_table(answer)
    yield from open_sentences(answer)
    yield from word_sentences(answer)
    yield from _asked(answer)
    yield Sentence("If we have misread something, please show us where; we shall gladly look at it together.")
    yield Sentence("Kind regards,")
    if answer.company:
        yield Sentence(shown(answer.company, _LONGEST_NAME))


def _asked(answer: AuditAnswer) -> Iterator[Block]:
    """What the vendor is asked to do."""
    amount = exact(abs(answer.gap), answer.currency)
    if answer.gap > 0:
        expected = exact(answer.expected, answer.currency)
        yield Sentence(f"Please credit us with {amount}, or send a corrected invoice of {expected}.")
    else:
        yield Sentence(f"Please check these lines, and send a corrected invoice if you agree that {amount} is missing.")
    unclear = [one for one in answer.findings if one.cause in {"unexplained", "unknown line"}]
    if unclear:
        causes = listed([f"{exact(one.amount, answer.currency)} ({CAUSES[one.cause]}: {told(one)})" for one in unclear])
        yield Sentence(f"Please tell us what these amounts are for: {causes}.")
    if answer.evidence and answer.evidence_path is not None:
        rows = f"the {counted(answer.evidence, 'call')} behind it"
        yield Sentence(f"We attach {rows}, each with its row in our log: {shown_path(answer.evidence_path)}.")
