"""Whether an invoice, a log and a quote belong together: one quote, one vendor, one currency, one billing cycle."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from callvet.evaluation.bad_files import BadFilesError
from callvet.load.discovery import NothingToWorkOnError, vendor_id
from callvet.model.charge_kind import CONTACTS
from callvet.model.problem import Problem
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from callvet.calls.billing import CycleBill
    from callvet.evaluation.logs.replayed import ReplayAnswer
    from callvet.load.invoice import InvoiceFile
    from callvet.model.case import Case, QuoteFile
    from callvet.model.quote import Quote

_NAMED = 6
"""So many cycles or quotes are told by name. [count]"""


def chosen_offer(case: Case, file: InvoiceFile, path: str | Path) -> QuoteFile:
    """The one quote that the invoice goes by.

    Raises:
        NothingToWorkOnError: There is none, or there are several.
    """
    stated = file.invoice.vendor
    offers = case.quotes
    if len(offers) > 1 and stated is not None:
        offers = tuple(one for one in offers if one.vendor == vendor_id(stated)) or offers
    if not offers:
        message = f"{shown(str(path))} holds no quote; name the one that the invoice goes by"
        raise NothingToWorkOnError(message)
    if len(offers) > 1:
        names = ", ".join(one.id for one in offers[:_NAMED])
        message = f"{shown(str(path))} holds several quotes ({names}); name the file of the one that was signed"
        raise NothingToWorkOnError(message)
    return offers[0]


def expect_same(file: InvoiceFile, offer: QuoteFile, buyers: str) -> None:
    """Refuses an invoice of another vendor, or in another currency than the quote.

    Raises:
        BadFilesError: It is.
    """
    invoice, document = file.invoice, file.document
    problems = []
    if invoice.vendor is not None and vendor_id(invoice.vendor) != offer.vendor:
        message = f"vendor: the quote is of {offer.vendor}, the invoice of {shown(invoice.vendor)}; name its own quote"
        problems.append(Problem(document.value_place("vendor"), message))
    currency = offer.quote.currency or buyers
    if invoice.currency is not None and invoice.currency != currency:
        message = f"currency: the quote is in {currency}, the invoice in {invoice.currency}; write it in {currency}"
        problems.append(Problem(document.value_place("currency"), message))
    if problems:
        raise BadFilesError(problems)


def span_of(file: InvoiceFile, cycles: Sequence[CycleBill], cycle: str | None, replayed: ReplayAnswer) -> CycleBill:
    """The billing cycle that is invoiced.

    Args:
        file: The invoice.
        cycles: Those of the log under the quote.
        cycle: What the user says, where the invoice does not.
        replayed: The log.

    Raises:
        BadFilesError: The invoice is of no cycle of the quote.
        NothingToWorkOnError: Nobody says which of several it is.
    """
    invoice, document = file.invoice, file.document
    names = ", ".join(one.span.name for one in cycles[-_NAMED:])
    known = f"the log has {'…, ' if len(cycles) > _NAMED else ''}{names}"
    wanted = cycle or invoice.cycle
    if wanted is None and invoice.first_day is None:
        if len(cycles) == 1:
            return cycles[0]
        message = f"{document.path} does not say which billing cycle it is for; add --cycle, or cycle: to it; {known}"
        raise NothingToWorkOnError(message)
    for one in cycles:
        span = one.span
        days = (span.first_day, span.first_day + timedelta(span.days - 1))
        is_named = wanted in {span.name, str(span.first_day)}
        if is_named or (wanted is None and (invoice.first_day, invoice.last_day) == days):
            return one
    told = f"from {replayed.first_day} to {replayed.last_day}"
    if wanted is not None:
        message = f"{shown(wanted)} is no billing cycle of the calls, which are {told}; {known}"
        key = "cycle"
    else:
        message = (
            f"{invoice.first_day} to {invoice.last_day} is no whole billing cycle of the quote, whose fees and bundles "
            f"are for whole ones; ask for an invoice of each cycle, or hold it against callvet replay --from "
            f"{invoice.first_day} --to {invoice.last_day}; {known}"
        )
        key = "from"
    if cycle is not None:
        raise NothingToWorkOnError(message)
    raise BadFilesError([Problem(document.value_place(key), f"{key}: {message}")])


def counts_calls(quote: Quote) -> bool:
    """Whether any charge of a quote is for contacts or for their minutes."""
    return any(not (CONTACTS | {"minute"}).isdisjoint(charge.per) for charge in quote.charges or ())
