"""How an invoice is computed, in which order, and what is never on it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.model.codes import minor_units
from callvet.report.clauses.draft import BLANK, Gap, Section, Wording, taken, to_agree
from callvet.report.phrases import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.report.clauses.draft import Draft

_ORDER = (
    "what the Cycle brought is counted for each charge, and charges that share a Contact are each counted in full",
    "where there is a commitment to more, that much is taken",
    "what a charge includes is taken off",
    "what is left is priced by its rate, its tiers or its blocks",
    "the minimum and the cap of the charge are applied, then any most for one Contact",
    "surcharges and rebates are added, each reckoned on the charges as they are before any most for one Contact",
    "discounts are taken off, each reckoned on the sum so far, and together never more than that sum",
    "where a minimum invoice is not reached, what is missing is added",
    "tax is reckoned on the sum",
)


def invoice_section(draft: Draft) -> Section:
    """The computation."""
    return Section("How an invoice is computed", tuple(_clauses(draft)))


def _clauses(draft: Draft) -> Iterator[Wording]:
    """Currency, order, rounding, the least, tax, and nothing else."""
    quote, currency = draft.quote, draft.answer.currency
    gap = () if quote.currency else (taken("currency", "In which currency are the amounts?"),)
    yield Wording("currency", f"All amounts are in {currency}.", gap)
    steps = "; ".join(f"({place}) {step}" for place, step in enumerate(_ORDER, 1))
    text = f"Each Cycle has one invoice, computed in this order: {steps}. A step that no clause calls for falls away."
    yield Wording("invoice.order", text)
    unit = Decimal(1).scaleb(-minor_units(currency))
    text = (
        f"Counts and amounts are exact until a line is shown. Each line of the invoice is rounded once, half up, to "
        f"{currency} {unit:f}. The total is the sum of the lines shown."
    )
    yield Wording("invoice.rounding", text)
    yield from _least(draft)
    yield _tax(draft)
    gap = (taken("invoice.nothing_else", "Is there any other charge, fee or pass-through cost?"),)
    yield Wording("invoice.nothing_else", "The Vendor charges nothing that this document does not name.", gap)


def _least(draft: Draft) -> Iterator[Wording]:
    """The minimum invoice."""
    least = draft.quote.minimum_invoice
    if least:
        text = f"The invoice of a Cycle comes to at least {draft.money(least)} before tax; what is missing is added."
        yield Wording("minimum_invoice", text)
    elif least is not None:
        yield Wording("minimum_invoice", "There is no minimum invoice.")


def _tax(draft: Draft) -> Wording:
    """Tax on top, or the question."""
    quote = draft.quote
    gaps: tuple[Gap, ...] = ()
    if quote.tax_percent is None:
        gaps = (to_agree("tax_percent", "Does tax come on top of these amounts, which tax, and at which rate?"),)
        text = f"These amounts are {BLANK} tax (including or excluding), at a rate of {BLANK}."
    elif quote.tax_percent:
        text = f"Tax of {number(quote.tax_percent)}% comes on top of these amounts."
    else:
        text = "No tax comes on top of these amounts."
    if quote.tax_recoverable is not None:
        back = "The Buyer gets it back" if quote.tax_recoverable else "The Buyer does not get it back"
        count = "so Annex A is without it" if quote.tax_recoverable else "so Annex A has it"
        text = f"{text} {back}, {count}."
    return Wording("tax", text, gaps)
