"""What an offer costs, in the currency of the answer, whether it can be ranked, and from which day it runs."""

from __future__ import annotations

from datetime import MAXYEAR, date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeVar

from callvet.demand.conversion import converted
from callvet.demand.erlang import OverloadError
from callvet.demand.estimate import Estimate, estimate
from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.prices.offers_at_fault import at_fault, without_a_rate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from callvet.demand.context import Context
    from callvet.model.case import Case, QuoteFile, VendorFile
    from callvet.model.needs import Needs
    from callvet.model.problem import Problem

T = TypeVar("T")

_MONTHS_A_YEAR: Final = 12
_OTHER_CHANNELS: Final = frozenset({"chat", "email", "sms"})
_FEES: Final = frozenset({"cycle", "once", "unit", "training_hour"})


def contract_start(needs: Needs, today: date | None = None) -> date:
    """The first day of the contract; the first of next month where the needs do not say.

    Raises:
        ValueError: There is no next month.
    """
    if needs.start is not None:
        return needs.start
    today = today or date.today()  # noqa: DTZ011 - the buyer's own calendar
    if (today.year, today.month) == (MAXYEAR, _MONTHS_A_YEAR):
        message = f"no contract begins after {today}, the latest day in your files; mend it, or add start: to the needs"
        raise ValueError(message)
    return date(today.year + today.month // _MONTHS_A_YEAR, today.month % _MONTHS_A_YEAR + 1, 1)


def exchange_rates(needs: Needs) -> dict[str, Fraction]:
    """What a unit of each currency is worth in that of the needs."""
    return {code: Fraction(one.rate) for code, one in needs.rates.items()} | {needs.currency: Fraction(1)}


def expect_rates(case: Case, currency: str, rates: Mapping[str, Fraction], *, by_option: bool = True) -> None:
    """Refuse quotes in a currency that nobody gave a rate for.

    Args:
        case: With quotes.
        currency: Of the answer, ISO 4217.
        rates: What is known.
        by_option: Whether the command takes a rate by an option, too.

    Raises:
        BadFilesError: There are such quotes; each is told at its place.
    """
    if problems := without_a_rate(case.quotes, currency, rates.keys(), by_option=by_option):
        raise BadFilesError(problems)


def in_answer_currency(
    offer: QuoteFile,
    vendor: VendorFile | None,
    context: Context,
    rates: Mapping[str, Fraction],
    *,
    calendar: bool = False,
) -> Estimate:
    """What an offer costs, in the currency of the answer; the term and what is open only where they are asked for."""
    currency = offer.quote.currency or context.currency
    own = context.under(context.volume, currency, vendor.vendor if vendor else None)
    found = estimate(offer.quote, own, calendar=calendar, questions=calendar)
    return found if currency == context.currency else converted(found, rates[currency], context.currency)


def prices_calls(offer: QuoteFile) -> bool:
    """Whether an offer is for calls, or for the agents who take them; one for chats or e-mails alone is not."""
    kinds = {kind for _, part in offer.quote.charge_lists() for charge in part for kind in charge.per}
    return not kinds & _OTHER_CHANNELS or not kinds <= _OTHER_CHANNELS | _FEES


def takes_volume(vendor: VendorFile | None, volume: Fraction) -> bool:
    """Whether a vendor takes on so many calls, as far as its profile says. [calls per month]"""
    capacity = vendor.vendor.capacity if vendor else None
    least = capacity.min_calls_per_month if capacity else None
    most = capacity.max_calls_per_month if capacity else None
    return (least is None or volume >= least) and (most is None or volume <= most)


def is_rankable(offer: QuoteFile, vendor: VendorFile | None, estimate: Estimate, volume: Fraction) -> bool:
    """Whether an offer is one for the calls, at a volume within what the vendor offers at all."""
    return prices_calls(offer) and estimate.published and takes_volume(vendor, volume)


def each_priced(offers: Iterable[QuoteFile], price: Callable[[QuoteFile], T]) -> list[T | OverloadError]:
    """What each of some offers costs, or what makes it more than anybody could staff.

    Args:
        offers: In any order, which is kept.
        price: Prices one of them.

    Raises:
        BadFilesError: Terms of offers make no price possible; all of them are told.
        ValueError: A figure that is in no offer makes none possible.
    """
    found: list[T | OverloadError] = []
    problems: list[Problem] = []
    for offer in offers:
        try:
            found.append(price(offer))
        except OverloadError as refused:
            found.append(refused)
        except ValueError as refused:
            problem = at_fault(offer, refused)
            if problem is None:
                raise
            problems.append(problem)
    if problems:
        raise BadFilesError(problems)
    return found
