"""One quote of a comparison: what it costs, and what it would cost with other terms."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from callvet.compare.levelled import levelled
from callvet.demand.conversion import converted
from callvet.demand.estimate import estimate
from callvet.model.case import offering_vendor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from fractions import Fraction

    from callvet.compare.levelled import Levelled
    from callvet.demand.context import Context
    from callvet.demand.cost_range import Range
    from callvet.demand.estimate import Estimate
    from callvet.model.case import QuoteFile, VendorFile
    from callvet.model.charge import Charge
    from callvet.model.quote import Quote


class Side(NamedTuple):
    """One column.

    Attributes:
        offer: The quote and where it stands.
        vendor: Its profile; None where there is none.
        levelled: Its terms, in the currency of the answer.
        context: Under which its terms are priced: the vendor's own figures, the currency of the answer.
        home: The same in the currency of the quote.
        added: The buyer's own figures for what the quote leaves out, in its currency, by name.
        rate: What a unit of its currency is worth. [units of the answer's currency]
        estimate: What it costs as it stands, in the currency of the answer, with the calendar of its term.
        plan: Which plan of its ladder is billed, from 0; None where it has none.
        month: A normal month of its terms as they are laid out: of the billed plan, whatever the ladder above it.
        whole_term: The whole contract of the same.
    """

    offer: QuoteFile
    vendor: VendorFile | None
    levelled: Levelled
    context: Context
    home: Context
    added: Mapping[str, Charge]
    rate: Fraction
    estimate: Estimate
    plan: int | None
    month: Range
    whole_term: Range

    @property
    def id(self) -> str:
        """What the quote is called by: ``vendor/reference``."""
        return self.offer.id

    @property
    def name(self) -> str:
        """What people call the vendor."""
        return offering_vendor(self.offer, self.vendor)

    @property
    def monthly(self) -> Range:
        """A normal month of the quote as it stands."""
        return self.estimate.monthly.range

    @property
    def term(self) -> Range:
        """The whole term of the quote as it stands."""
        return self.estimate.over(self.context.needs.term_months)


class Entry(NamedTuple):
    """A quote that enters a comparison.

    Attributes:
        offer: The quote.
        vendor: Its profile, whose own figures hold where it gives them.
        rate: What a unit of the quote's currency is worth. [units of the answer's currency]
        added: The buyer's own figures for what the quote leaves out, in its currency, by name.
    """

    offer: QuoteFile
    vendor: VendorFile | None
    rate: Fraction
    added: Mapping[str, Charge] = MappingProxyType({})


def side_of(entry: Entry, context: Context) -> Side:
    """Price a quote and lay it out.

    Args:
        entry: The quote.
        context: Of the answer; its volume holds.
    """
    offer, vendor, rate, added = entry
    own = context.under(context.volume, context.currency, vendor.vendor if vendor else None)
    home = _home(offer.quote, own, context)
    found = _estimate(with_added(offer.quote, added), own, home, rate)
    plan = _billed_plan(entry, found.monthly.range, own)
    laid_out = levelled(offer.quote, plan=plan, added=added, rate=rate, currency=context.currency)
    month, term = found.monthly.range, found.over(own.needs.term_months)
    side = Side(
        offer=offer,
        vendor=vendor,
        levelled=laid_out,
        context=own,
        home=home,
        added=added,
        rate=rate,
        estimate=found,
        plan=plan,
        month=month,
        whole_term=term,
    )
    if plan is None and rate == 1:
        return side
    month, whole_term = month_and_term_of(laid_out, own)
    return side._replace(month=month, whole_term=whole_term)


def estimate_of(entry: Entry, context: Context, *, calendar: bool = True) -> Estimate:
    """What a quote costs as it stands, in the currency of the answer.

    Args:
        entry: The quote.
        context: Of the answer; its volume holds.
        calendar: Whether the months of the term are billed too.
    """
    offer, vendor, rate, added = entry
    own = context.under(context.volume, context.currency, vendor.vendor if vendor else None)
    return _estimate(with_added(offer.quote, added), own, _home(offer.quote, own, context), rate, calendar=calendar)


def month_as_written(quote: Quote, side: Side) -> Range:
    """What a normal month costs of a quote that stands in place of a side's own, in the currency of the answer.

    Args:
        quote: With all of its plans, in its currency.
        side: Whose place it takes.
    """
    found = _estimate(with_added(quote, side.added), side.context, side.home, side.rate, calendar=False)
    return found.monthly.range


def _home(quote: Quote, own: Context, context: Context) -> Context:
    """What a quote is priced under in its own currency."""
    return context.under(own.volume, quote.currency or own.currency, own.vendor)


def _estimate(quote: Quote, own: Context, home: Context, rate: Fraction, *, calendar: bool = True) -> Estimate:
    """What a quote costs in the currency of the answer; what was metered for it stays in the context of its own."""
    found = estimate(quote, home, calendar=calendar, questions=False)
    return found if home is own else converted(found, rate, own.currency)


def month_of(quote: Levelled, context: Context) -> Range:
    """What a normal month of some terms costs."""
    return estimate(quote.as_quote(), context, calendar=False, questions=False).monthly.range


def month_and_term_of(quote: Levelled, context: Context) -> tuple[Range, Range]:
    """What a normal month costs under some terms, and what the whole contract does."""
    found = estimate(quote.as_quote(), context, questions=False)
    return found.monthly.range, found.over(context.needs.term_months)


def with_added(quote: Quote, added: Mapping[str, Charge]) -> Quote:
    """A quote that asks some charges more, whatever its plan."""
    more = tuple(added.values())
    if not more:
        return quote
    if quote.plans is None:
        return quote.model_copy(update={"charges": (*(quote.charges or ()), *more)})
    plans = tuple(plan.model_copy(update={"charges": (*plan.charges, *more)}) for plan in quote.plans)
    return quote.model_copy(update={"plans": plans})


def _billed_plan(entry: Entry, monthly: Range, context: Context) -> int | None:
    """The plan of a ladder whose charges make what the quote costs, or come nearest to it."""
    quote, added, rate = entry.offer.quote, entry.added, entry.rate
    if not quote.plans:
        return None

    def distance(place: int) -> tuple[Decimal, Decimal]:
        alone = levelled(quote, plan=place, added=added, rate=rate, currency=context.currency)
        month = month_of(alone, context)
        return abs(month.high - monthly.high), abs(month.low - monthly.low)

    return min(range(len(quote.plans)), key=distance)
