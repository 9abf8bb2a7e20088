"""What would a second vendor cost or save? (``callvet diff --split``)

A split is the sum of two parts, so each part is priced once for each offer, by what prices the whole, however many
splits it is in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.compare.award import Award, Half, best_of, counted_refusals, doubts_of, refusal_of
from callvet.compare.parts import cuts, whole
from callvet.compare.stated_team import normal_cut, team_of, without_overflow, yearly_cut
from callvet.demand.calendar import TimeMarks, marked_arrivals
from callvet.demand.erlang import OverloadError
from callvet.demand.forecast import calls_per_month
from callvet.evaluation.prices.offer_cost import in_answer_currency, prices_calls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from callvet.compare.award import Doubt, Refusal
    from callvet.compare.parts import Cut, Part, PartKey
    from callvet.demand.context import Context
    from callvet.demand.cost_range import Range
    from callvet.demand.estimate import Estimate
    from callvet.model.case import QuoteFile, VendorFile
    from callvet.model.needs import Needs

_BY_HOURS: Final = frozenset({"business_hours", "other_hours"})


class Offer(NamedTuple):
    """An offer, and the profile of its vendor, if there is one."""

    quote: QuoteFile
    vendor: VendorFile | None


@dataclass(frozen=True, slots=True)
class SplitAnswer:
    """What a second vendor would cost or save.

    Attributes:
        volume: Calls. [calls per month]
        term_months: Length of the contract. [months]
        needs: The buyer's.
        alone: The offer that costs least alone at the high end, of those that can take everything, with its term;
            None where none can.
        awards: All that are possible, from the cheapest at the high end.
        shown: The best of them, and the best of each kind, with their terms.
        left_out: How many more are not possible, by the reason.
    """

    volume: Fraction
    term_months: int
    needs: Needs
    alone: Half | None
    awards: tuple[Award, ...]
    shown: tuple[Award, ...]
    left_out: Mapping[Refusal, int]

    @property
    def looked_at(self) -> int:
        """Awards, those that are not possible among them. [count]"""
        return len(self.awards) + sum(self.left_out.values())

    def against_alone(self, award: Award) -> Decimal | None:
        """What a month costs more at the high end than with one vendor; below 0 where it saves. None without one."""
        return None if self.alone is None else award.monthly.high - self.alone.monthly.high

    def term_against_alone(self, award: Award) -> Decimal | None:
        """What the term costs more at the high end, with what is paid once; None where it was not reckoned."""
        if self.alone is None or self.alone.term is None or award.term is None:
            return None
        return award.term.high - self.alone.term.high


def split_awards(offers: Sequence[Offer], context: Context, rates: Mapping[str, Fraction]) -> SplitAnswer:
    """Every award of the calls to two vendors, priced.

    Args:
        offers: Of which two make an award, if they are not of one vendor.
        context: What is asked of one vendor; its currency is that of the answer.
        rates: What a unit of a currency is worth in that of the answer. [ratio]

    Raises:
        ValueError: There is no volume, or a figure of the needs makes no price possible; the message has the fix.
    """
    volume = context.volume if context.volume is not None else calls_per_month(context.needs)
    if volume is None:
        message = "no volume is given; write calls_per_month under demand"
        raise ValueError(message)
    desk = _Desk(context, volume, rates)
    everything = whole(context.needs)
    halves = [half for offer in offers if isinstance(half := desk.half(offer, everything), Half)]
    alone = min(halves, key=lambda half: (half.monthly.high, half.monthly.low, half.offer.id), default=None)
    awards: list[Award] = []
    refused: list[Refusal] = []
    for cut, first, other in _pairs(offers, desk):
        found = desk.half(first, cut.first), desk.half(other, cut.other)
        reasons = [half for half in found if not isinstance(half, Half)]
        if reasons:
            refused.append(reasons[0])
        elif isinstance(found[0], Half) and isinstance(found[1], Half):
            awards.append(Award(cut.kind, found[0], found[1]))
    awards.sort(key=lambda award: award.order)
    shown = tuple(replace(one, first=desk.dated(one.first), other=desk.dated(one.other)) for one in best_of(awards))
    return SplitAnswer(
        volume,
        context.needs.term_months,
        context.needs,
        alone and desk.dated(alone),
        tuple(awards),
        shown,
        counted_refusals(refused),
    )


def _pairs(offers: Sequence[Offer], desk: _Desk) -> Iterator[tuple[Cut, Offer, Offer]]:
    """Every cut with every two offers of two vendors, in both orders where that makes a difference."""
    every = cuts(desk.context.needs, desk.volume, desk.context.csv_text)
    own = {id(offer): desk.team_cut(offer) for offer in offers}
    for (place, first), (other_place, other) in permutations(enumerate(offers), 2):
        if first.quote.vendor == other.quote.vendor:
            continue
        team = own[id(first)]
        for cut in (*every, *((team,) if team else ())):
            if not (cut.is_even and other_place < place):
                yield cut, first, other


class _Desk:
    """Where parts are priced, each once for each offer."""

    def __init__(self, context: Context, volume: Fraction, rates: Mapping[str, Fraction]) -> None:
        """Nothing is priced yet."""
        self.context = replace(context, volume=volume)
        self.volume = volume
        self._rates = rates
        self._contexts: dict[PartKey, Context] = {}
        self._halves: dict[tuple[int, PartKey], Half | Refusal] = {}
        self._terms: dict[tuple[int, PartKey], Range | None] = {}
        self._yearly: dict[PartKey, Part] = {}

    def half(self, offer: Offer, part: Part) -> Half | Refusal:
        """A part in the hands of a vendor, or why it cannot be."""
        key = (id(offer.quote), part.key)
        if key not in self._halves:
            self._halves[key] = self._half(offer, part)
        return self._halves[key]

    def dated(self, half: Half) -> Half:
        """The part with what it costs over the whole term, by the calendar."""
        key = (id(half.offer), half.part.key)
        if key not in self._terms:
            self._terms[key] = self._term(half)
        return replace(half, term=self._terms[key])

    def _term(self, half: Half) -> Range | None:
        """What a part costs over the whole term; None where the busiest month is more than can be staffed."""
        part = self._yearly.get(half.part.key, half.part)
        try:
            found = self._estimate(Offer(half.offer, half.vendor), part, calendar=True)
        except OverloadError:
            return None
        return found.over(self.context.needs.term_months)

    def team_cut(self, offer: Offer) -> Cut | None:
        """The cut between the team that an offer states and all calls that it cannot answer in time.

        None where there is no team, or more calls than there is a model for.
        """
        team = team_of(offer.quote.quote)
        if team is None:
            return None
        context = replace(self.context, vendor=offer.vendor.vendor if offer.vendor else None)
        try:
            cut, yearly = normal_cut(team, context), yearly_cut(team, context)
        except OverloadError:
            return None
        if cut and yearly:
            self._yearly |= {cut.first.key: yearly.first, cut.other.key: yearly.other}
        return cut

    def _half(self, offer: Offer, part: Part) -> Half | Refusal:
        """A part priced, or the first reason that speaks against it."""
        if not prices_calls(offer.quote):
            return "no_calls"
        calls = self.volume * part.calls_share
        asked = calls if part.has_line else Fraction(part.needs.demand.outbound.calls_per_month)
        if refused := refusal_of(offer.vendor, part, asked):
            return refused
        try:
            found = self._estimate(offer, part)
        except OverloadError:
            return "unstaffable"
        if not found.published:
            return "unpublished"
        answered = _answered_share(offer.vendor, found) if part.takes in _BY_HOURS else Fraction(1)
        if answered == 0:
            return "hours"
        doubts = (*doubts_of(offer.quote, offer.vendor, part, asked), *_hours_doubt(answered))
        return Half(offer.quote, offer.vendor, part, calls, found.monthly.range, doubts)

    def _estimate(self, offer: Offer, part: Part, *, calendar: bool = False) -> Estimate:
        """What a part costs, in the currency of the answer."""
        if part.key not in self._contexts:
            # who is there hangs on the part's hours and languages, so that no two parts share it
            calls = self.volume * part.calls_share
            self._contexts[part.key] = replace(
                self.context, needs=part.needs, volume=calls, teams={}, has_line=part.has_line
            )
        quote = offer.quote
        if part.takes == "team":
            quote = quote._replace(quote=without_overflow(quote.quote))
        context = self._contexts[part.key]
        return in_answer_currency(quote, offer.vendor, context, self._rates, calendar=calendar)


def _answered_share(vendor: VendorFile | None, found: Estimate) -> Fraction | None:
    """What of a part comes while the vendor answers; None where it does not say when. [share of contacts]"""
    hours = vendor.vendor.hours if vendor else None
    if hours is None or hours.open is None:
        return None
    return marked_arrivals(found.usage.arrivals, TimeMarks(within=(hours.open,)), hours.timezone)


def _hours_doubt(answered: Fraction | None) -> tuple[Doubt, ...]:
    """What to ask of hours."""
    if answered is None:
        return ("hours",)
    return ("some_hours",) if answered < 1 else ()
