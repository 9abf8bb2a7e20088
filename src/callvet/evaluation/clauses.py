"""What does a quote say, as the clauses of a contract? (`callvet clauses`)

The answer is the quote with its estimate; ``report.clauses`` words it.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from callvet.compare.rounds import by_date
from callvet.demand.context import Context
from callvet.demand.conversion import converted
from callvet.demand.erlang import OverloadError
from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.prices.offer_cost import contract_start, exchange_rates, in_answer_currency
from callvet.evaluation.prices.offers_at_fault import at_fault, cannot_be_staffed
from callvet.evaluation.prices.quote_choice import chosen_quotes
from callvet.evaluation.prices.wishes import Wishes, shape_text, wanted_volumes, with_wishes
from callvet.load.discovery import NothingToWorkOnError, is_there
from callvet.model.case import offering_vendor
from callvet.model.wording import shown

if TYPE_CHECKING:
    from datetime import date

    from callvet.demand.cost_range import Range
    from callvet.demand.estimate import Estimate
    from callvet.evaluation.prices.quote_choice import Chosen
    from callvet.model.case import QuoteFile, VendorFile
    from callvet.model.needs import Needs

_LONGEST_NAME = 80


class ClausesAnswer(NamedTuple):
    """One quote, and what it comes to.

    Attributes:
        offer: The quote and where it stands.
        vendor: Its profile; None where there is none.
        needs: The buyer's, as the call changes them.
        volume: Calls. [calls per month]
        start: First day of the contract.
        currency: Of the quote and of all amounts, ISO 4217.
        estimate: What it costs, in its own currency, for that is what the contract is in.
        compared: A normal month in the buyer's currency; None where that is the same, or no rate is known.
    """

    offer: QuoteFile
    vendor: VendorFile | None
    needs: Needs
    volume: Fraction
    start: date
    currency: str
    estimate: Estimate
    compared: Range | None = None

    @property
    def vendor_name(self) -> str:
        """What people call the vendor."""
        return offering_vendor(self.offer, self.vendor)


def prepare_clauses(
    quote: str | Path,
    *,
    needs: str | Path | None = None,
    wishes: Wishes | None = None,
    today: date | None = None,
) -> ClausesAnswer:
    """A quote and what it comes to, as a contract would have to say it.

    Args:
        quote: A file; or in the case of the current folder a vendor's id, which means its latest quote,
            ``vendor/reference``, or ``vendor@2`` for its second by date.
        needs: The needs; left out, sought beside the quotes.
        wishes: What the call changes of them; one volume.
        today: For the first day of a contract that the needs do not date; None is the clock's.

    Raises:
        BadFilesError: Files have problems, or a term of the quote makes no price possible; all of it is told.
        NothingToWorkOnError: There is no such quote or not only one, or a figure makes no cost possible; the message
            has the fix.
    """
    chosen = chosen_quotes([str(quote)], needs)
    offer = _only(str(quote), chosen)
    wanted = wishes or Wishes()
    try:
        return _answered(chosen, offer, wanted, today)
    except OverloadError as refused:
        volume = wanted_volumes(with_wishes(chosen.needs.needs, wanted), wanted)[0]
        raise NothingToWorkOnError(cannot_be_staffed(offer, volume, refused)) from refused
    except ValueError as refused:
        problem = at_fault(offer, refused)
        if problem is None:
            raise NothingToWorkOnError(str(refused)) from refused
        raise BadFilesError([problem]) from refused


def _answered(chosen: Chosen, offer: QuoteFile, wanted: Wishes, today: date | None) -> ClausesAnswer:
    """What the quote comes to under what the call changes of the needs."""
    the_needs = with_wishes(chosen.needs.needs, wanted)
    currency = offer.quote.currency or the_needs.currency
    vendor = chosen.profiles.get(offer.vendor)
    volume = wanted_volumes(the_needs, wanted)[0]
    start = contract_start(the_needs, today)
    context = Context(the_needs, volume, currency, start, csv_text=shape_text(chosen.needs, the_needs))
    found = in_answer_currency(offer, vendor, context, {currency: Fraction(1)}, calendar=True)
    rates = exchange_rates(the_needs)
    is_foreign = currency != the_needs.currency and currency in rates
    compared = converted(found, rates[currency], the_needs.currency).monthly.range if is_foreign else None
    return ClausesAnswer(
        offer=offer,
        vendor=vendor,
        needs=the_needs,
        volume=volume,
        start=start,
        currency=currency,
        estimate=found,
        compared=compared,
    )


def _only(named: str, chosen: Chosen) -> QuoteFile:
    """The one quote that is meant: of a vendor's quotes for several things, the latest.

    Raises:
        NothingToWorkOnError: There is none, or not only one.
    """
    offers = chosen.offers
    if len(offers) > 1 and not is_there(Path(named)):
        latest = by_date(offers)[-1].quote.dated
        offers = tuple(offer for offer in offers if offer.quote.dated == latest)
    if len(offers) == 1:
        return offers[0]
    where = shown(named, _LONGEST_NAME)
    if not offers:
        message = f"{where} holds no quote; name a file with charges: or plans:"
    else:
        ids = ", ".join(shown(offer.id, _LONGEST_NAME) for offer in offers)
        message = f"{where} has {len(offers)} quotes, and clauses are of one; name the file of one, or one of {ids}"
    raise NothingToWorkOnError(message)
