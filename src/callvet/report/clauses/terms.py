"""Payment and the time of the contract: what is said, and a blank for each of the usual terms that is not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.model.units import NO_LIMIT
from callvet.report.clauses.clocks import clocks_of
from callvet.report.clauses.draft import BLANK, Gap, Section, Wording, to_agree
from callvet.report.clauses.phrasing import many
from callvet.report.phrases import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.quote import Payment, Terms
from callvet.report.clauses.draft import Draft


def payment_section(draft: Draft) -> Section:
    """When and how invoices are paid."""
    return Section("Payment", tuple(_payment(draft)))


def _payment(draft: Draft) -> Iterator[Wording]:
    """Time to pay, what paying changes, and the deposit."""
    days = draft.quote.terms.payment_days
    if days is None:
        gap = to_agree("terms.payment_days", "Within how many days are invoices paid?")
        yield Wording("terms.payment_days", f"The Buyer pays an invoice within {BLANK} days of receiving it.", (gap,))
    elif days:
        yield Wording("terms.payment_days", f"The Buyer pays an invoice within {many(days, 'day')} of receiving it.")
    else:
        yield Wording("terms.payment_days", "The Buyer pays an invoice on receiving it.")
    yield from _ways_to_pay(draft.quote.payment)
    deposit = draft.quote.deposit
    if deposit:
        text = (
            f"The Buyer pays a deposit of {draft.money(deposit)} at the Start Date. It is no charge, and the "
            f"Vendor gives it back within {BLANK} days of the end of the contract."
        )
        gap = to_agree("deposit", "When is the deposit given back, and what may be taken off it?")
        yield Wording("deposit", text, (gap,))
    elif deposit is not None:
        yield Wording("deposit", "There is no deposit.")


def _ways_to_pay(payment: Payment) -> Iterator[Wording]:
    """Cards, and paying early."""
    if payment.card_percent is not None:
        text = f"For payment by card {number(payment.card_percent)}% is added to the total of the invoice."
        yield Wording("payment.card_percent", text if payment.card_percent else "Payment by card costs nothing.")
    if payment.prompt_percent is None and payment.prompt_days is None:
        return
    percent = f"{number(payment.prompt_percent)}%" if payment.prompt_percent is not None else BLANK
    days = number(Decimal(payment.prompt_days)) if payment.prompt_days is not None else BLANK
    gaps: tuple[Gap, ...] = ()
    if BLANK in {percent, days}:
        gaps = (to_agree("payment.prompt", "What is taken off for paying early, and within how many days?"),)
    text = f"The Buyer may take {percent} off the total of an invoice that it pays within {days} days of receiving it."
    yield Wording("payment.prompt", text, gaps)


def term_section(draft: Draft) -> Section:
    """From the start to the end."""
    return Section("Term", tuple(_term(draft)))


def _term(draft: Draft) -> Iterator[Wording]:
    """How long it binds, how it ends, what may be tried, and how many calls are taken at once."""
    terms = draft.quote.terms
    yield _shortest(draft, terms)
    yield _notice(draft, terms)
    yield _renewal(draft, terms)
    yield _early_end(draft, terms)
    yield from _trial(draft, terms)
    if terms.max_simultaneous_calls == NO_LIMIT:
        yield Wording("terms.max_simultaneous_calls", "The Vendor sets no limit to the Calls that it takes at once.")
    elif terms.max_simultaneous_calls is not None:
        text = f"The Vendor takes up to {many(terms.max_simultaneous_calls, 'Call')} at once."
        yield Wording("terms.max_simultaneous_calls", text)


def _shortest(draft: Draft, terms: Terms) -> Wording:
    """The least time that it binds."""
    term, months = "terms.min_term_months", terms.min_term_months
    if months is None:
        gap = _asked(draft, "min_term_months", "For how many months is the buyer bound at least?")
        return Wording(term, f"The contract begins on the Start Date and binds for at least {BLANK} months.", (gap,))
    if not months:
        return Wording(term, "The contract begins on the Start Date and has no shortest term.")
    monthly = ", from month to month" if months == 1 else ""
    return Wording(
        term, f"The contract begins on the Start Date and binds for at least {many(months, 'month')}{monthly}."
    )


def _notice(draft: Draft, terms: Terms) -> Wording:
    """How long before it has to be said."""
    term, days = "terms.notice_days", terms.notice_days
    start, end = "The Buyer may end the contract by notice in writing", "and not before the end of the shortest term."
    if days is None:
        gap = _asked(draft, "notice_days", "How many days before is notice to be given?")
        return Wording(term, f"{start} of at least {BLANK} days, {end}", (gap,))
    return Wording(term, f"{start} of at least {many(days, 'day')}, {end}" if days else f"{start} at any time, {end}")


def _renewal(draft: Draft, terms: Terms) -> Wording:
    """Whether it goes on by itself."""
    term = "terms.auto_renews"
    if terms.auto_renews is None:
        gap = _asked(draft, "auto_renews", "Does the contract renew by itself, and for how long each time?")
        return Wording(term, f"At the end of its term the contract {BLANK}.", (gap,))
    if terms.auto_renews:
        gap = to_agree(f"{term}.months", "For how long does the contract renew each time?")
        text = f"At the end of its term the contract renews by itself for {BLANK} each time, unless notice was given."
        return Wording(term, text, (gap,))
    return Wording(
        term, "The contract does not renew by itself; it goes on after its term only if both parties say so."
    )


def _early_end(draft: Draft, terms: Terms) -> Wording:
    """What leaving before the end costs."""
    term, fee = "terms.early_termination_fee", terms.early_termination_fee
    if fee is None:
        gap = to_agree(term, "May the buyer end the contract early, and what does that cost?")
        return Wording(term, f"Ending the contract before its shortest term costs the Buyer {BLANK}.", (gap,))
    if not fee:
        return Wording(term, "Ending the contract before its shortest term costs the Buyer nothing.")
    return Wording(
        term, f"Ending the contract before its shortest term costs the Buyer {draft.money(fee)}, and no more."
    )


def _trial(draft: Draft, terms: Terms) -> Iterator[Wording]:
    """What may be tried for nothing."""
    days, minutes = terms.free_trial_days, terms.free_trial_minutes
    if days == 0 or (days is None and minutes == 0):
        yield Wording("terms.free_trial", "There is no free trial.")
    elif days is not None or minutes is not None:
        length = (
            f"the first {many(days, 'day')} from the Start Date" if days is not None else "a time from the Start Date"
        )
        measured = "Billed Minutes" if clocks_of(draft) else f"minutes, measured as {BLANK}"
        until = f", but not beyond {number(minutes)} {measured}" if minutes else ""
        text = (
            f"For {length}{until}, the service is free of charge. In that time the Buyer may end the contract {BLANK}."
        )
        gap = to_agree("terms.free_trial.end", "May the buyer end the contract during the trial, how, and at no cost?")
        yield Wording("terms.free_trial", text, (gap,))


def _asked(draft: Draft, key: str, asked: str) -> Gap:
    """A blank, with what the vendor's profile says of its usual terms."""
    usual = getattr(draft.answer.vendor.vendor.contract, key) if draft.answer.vendor else None
    told = {True: "yes", False: "no"}.get(usual, "") if isinstance(usual, bool) else str(usual)
    return to_agree(f"terms.{key}", asked if usual is None else f"{asked} The vendor's profile says: {told}.")
