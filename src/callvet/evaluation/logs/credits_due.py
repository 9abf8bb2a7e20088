"""What each billing cycle cost, by replay of the quote, and what the vendor owes for the levels that it missed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.demand.cost_range import Range
from callvet.evaluation.logs.replayed import LONGEST_CLOSED, each
from callvet.evaluation.replaying import replay_calls
from callvet.model.money import rounded
from callvet.model.wording import shown
from callvet.monitor.signs import SIGNS
from callvet.monitor.standards import LEVEL_OF_CREDIT, meets
from callvet.monitor.tally import together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from callvet.calls.billing import CycleBill
    from callvet.evaluation.logs.log_wishes import LogWishes
    from callvet.evaluation.logs.replayed import Replayed
    from callvet.model.case import QuoteFile
    from callvet.monitor.levels import LevelDefinition
    from callvet.monitor.signs import SignName
    from callvet.monitor.standards import Standard
    from callvet.monitor.tally import Tally

_PER_CENT: Final = 100
_LONGEST_NAME: Final = 40
_SIGN_BY_NAME: Final = {one.name: one for one in SIGNS}


class Credit(NamedTuple):
    """What is owed for one missed level in one cycle.

    Attributes:
        miss: The level, as the quote calls it.
        percent: Of the invoice. [percent]
        figure: What was reached. [unit of the sign]
        promised: What was promised. [unit of the sign]
        amount: At both ends of the invoice. [units of the currency]
    """

    miss: str
    percent: Decimal
    figure: Fraction
    promised: Fraction
    amount: Range


class CycleCost(NamedTuple):
    """What one billing cycle cost.

    Attributes:
        name: ``2026-03``, or of four weeks the first day.
        first_day: Its first.
        last_day: Its last.
        invoice: The sum of its lines. [units of the currency]
        answered: Contacts that an agent had, in all channels, since the invoice is for all. [contacts]
        resolved: Those that were resolved; None where nobody knows. [contacts]
        per_call: The invoice by answered contact; None where there is none. [units of the currency]
        per_resolved: The same by resolved contact. [units of the currency]
        credits: What is owed.
        untold: Levels of which nobody knows whether they were missed, as the quote calls them.
        days: How many of its days the log covers. [days]
        is_whole: Whether that is all of it, but for days on which the line may be closed.
    """

    name: str
    first_day: date
    last_day: date
    invoice: Range
    answered: int
    resolved: Fraction | None
    per_call: Range | None
    per_resolved: Range | None
    credits: tuple[Credit, ...]
    untold: tuple[str, ...]
    days: int
    is_whole: bool


class Cost(NamedTuple):
    """What the log cost under one quote.

    Attributes:
        quote: The quote's id.
        currency: Of all amounts.
        cycles: In order.
        per_call: Of the whole log. [units of the currency]
        per_resolved: Of the whole log. [units of the currency]
        resolved_by: How resolved calls are told: the log's ``flag``, no ``repeat``, or None.
        notes: What the user should know.
    """

    quote: str
    currency: str
    cycles: tuple[CycleCost, ...]
    per_call: Range | None
    per_resolved: Range | None
    resolved_by: str | None
    notes: tuple[str, ...]

    @property
    def credits(self) -> Range:
        """All that is owed. [units of the currency]"""
        every = [credit.amount for cycle in self.cycles for credit in cycle.credits]
        return Range(sum((one.low for one in every), Decimal(0)), sum((one.high for one in every), Decimal(0)))


class Measured(NamedTuple):
    """What was measured of the log.

    Attributes:
        days: By day.
        level: How a service level is reckoned.
        promises: What is promised, by sign.
        bounds: The first and the last day that are measured.
        at_least: Signs of which the log lacks a part, so that a figure which meets a promise need not.
    """

    days: Mapping[date, Tally]
    level: LevelDefinition
    promises: Mapping[SignName, Standard]
    bounds: tuple[date, date]
    at_least: frozenset[SignName] = frozenset()


def cost_of(log: Path, offer: QuoteFile, measured: Measured, wanted: LogWishes, needs: str | Path | None) -> Cost:
    """What a log cost under a quote, and the credits that are due.

    Args:
        log: The log's path.
        offer: The quote.
        measured: What was measured of the log.
        wanted: How the log is read.
        needs: The needs.

    Raises:
        BadFilesError: As ``replay_calls``.
        NothingToWorkOnError: As ``replay_calls``.
    """
    wishes = wanted._replace(first_day=measured.bounds[0], last_day=measured.bounds[1], rejects=None)
    answer = replay_calls(log, [offer.document.key_place("charges").path], needs=needs, wishes=wishes)
    found = next(one for one in answer.quotes if one.offer.id == offer.id)
    how = _resolved_by(together(measured.days.values()))
    cycles = tuple(_cycle(one, found, measured, how, answer.currency) for one in found.bill.cycles)
    answered = sum(one.answered for one in cycles)
    known = [one.resolved for one in cycles if one.resolved is not None]
    return Cost(
        offer.id,
        answer.currency,
        cycles,
        each(found.total, Fraction(answered)),
        each(found.total, sum(known, Fraction(0))) if len(known) == len(cycles) else None,
        how,
        tuple(_notes(offer, measured, cycles)),
    )


def _cycle(cycle: CycleBill, found: Replayed, measured: Measured, how: str | None, currency: str) -> CycleCost:
    """One cycle."""
    span = cycle.span
    days = (span.first_day + timedelta(n) for n in range(span.days))
    tally = together(measured.days[day] for day in days if day in measured.days)
    resolved = _resolved(tally, how)
    last_day = span.first_day + timedelta(span.days - 1)
    there = (min(last_day, measured.bounds[1]) - max(span.first_day, measured.bounds[0])).days + 1
    return CycleCost(
        name=span.name,
        first_day=span.first_day,
        last_day=last_day,
        invoice=cycle.range,
        answered=tally.contacts,
        resolved=resolved,
        per_call=each(cycle.range, Fraction(tally.contacts)),
        per_resolved=None if resolved is None else each(cycle.range, resolved),
        credits=tuple(_credits(found.offer, cycle, tally, measured, currency)),
        untold=tuple(_untold(found.offer, tally, measured)),
        days=there,
        is_whole=there >= span.days - LONGEST_CLOSED,
    )


def _credits(offer: QuoteFile, cycle: CycleBill, tally: Tally, measured: Measured, currency: str) -> Iterator[Credit]:
    """What a cycle's misses are worth."""
    for one in offer.quote.sla_credits or ():
        name = _sign_of(one.miss, measured)
        standard = measured.promises.get(name) if name else None
        if name is None or standard is None:
            continue
        sign = _SIGN_BY_NAME[name]
        figure = sign.value(tally, measured.level)
        if figure is not None and not meets(figure, standard, sign.better):
            low, high = (
                rounded(Fraction(amount) * Fraction(one.percent) / _PER_CENT, currency)
                for amount in (cycle.range.low, cycle.range.high)
            )
            yield Credit(shown(one.miss, _LONGEST_NAME), one.percent, figure, standard.figure, Range(low, high))


def _untold(offer: QuoteFile, tally: Tally, measured: Measured) -> Iterator[str]:
    """Levels with credits of which a cycle does not say whether they were missed."""
    for one in offer.quote.sla_credits or ():
        name = _sign_of(one.miss, measured)
        standard = measured.promises.get(name) if name else None
        figure = _SIGN_BY_NAME[name].value(tally, measured.level) if name else None
        if (
            name is None
            or standard is None
            or figure is None
            or (name in measured.at_least and meets(figure, standard, _SIGN_BY_NAME[name].better))
        ):
            yield shown(one.miss, _LONGEST_NAME)


def _sign_of(miss: str, measured: Measured) -> SignName | None:
    """The sign that tells whether a level was missed."""
    name = LEVEL_OF_CREDIT.get(miss)
    if name == "fcr_flag" and _resolved_by(together(measured.days.values())) == "repeat":
        return "fcr_repeat"
    return name


def _notes(offer: QuoteFile, measured: Measured, cycles: Sequence[CycleCost]) -> Iterator[str]:
    """Why a credit cannot be told, or is not the last word."""
    for cycle in cycles:
        if not cycle.is_whole:
            whole = (cycle.last_day - cycle.first_day).days + 1
            yield (
                f"of {cycle.name} the log covers {cycle.days} of {whole} days: its fees are billed whole, and whether "
                "a credit is due hangs on all of it"
            )
    total = together(measured.days.values())
    for one in offer.quote.sla_credits or ():
        name, told = _sign_of(one.miss, measured), shown(one.miss, _LONGEST_NAME)
        if name is None:
            yield f"whether {told} was missed, a call log does not say; ask the vendor for its figure"
        elif name not in measured.promises:
            yield f"for a miss of {told} there are credits, but no profile says what is promised; name --vendor"
        elif _SIGN_BY_NAME[name].value(total, measured.level) is None:
            yield f"whether {told} was missed, this log does not say: no data"
        elif any(one.miss in cycle.untold for cycle in cycles) and name in measured.at_least:
            yield f"whether {told} was missed, this log does not say: it lacks a part of that time"
    if offer.quote.sla_credits is None:
        yield "the quote says nothing of credits for a missed level"


def _resolved_by(total: Tally) -> str | None:
    """How resolved calls are told."""
    if total.resolved + total.not_resolved:
        return "flag"
    return "repeat" if total.issues else None


def _resolved(tally: Tally, how: str | None) -> Fraction | None:
    """Resolved calls; by repeats, contacts of which no second call is to be expected."""
    if how == "flag":
        return Fraction(tally.resolved)
    if how == "repeat" and tally.issues:
        return tally.contacts * Fraction(tally.single, tally.issues)
    return None
