"""The annex: what a normal month brings, and its bill line by line, at both ends where something is open."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.model.charge_kind import STAFF
from callvet.model.codes import minor_units
from callvet.model.wording import shown
from callvet.pricing.bill import Cycle, rate_of
from callvet.pricing.schedule import payable_units
from callvet.report.clauses.phrasing import NOUNS, PARTS, duration, hours_in_words, long_date, percent_of, quoted
from callvet.report.clauses.staff import HOURS
from callvet.report.phrases import listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.demand.cost_range import Range
    from callvet.demand.usage import Flow
    from callvet.pricing.bill import Line
    from callvet.report.clauses.draft import Draft, Named

_LONGEST: Final = 60
_FINE_BELOW: Final = 10
"""Fewer units are told with four decimals, others with two. [units]"""
_FLOWS: Final = {
    "call": "Calls",
    "unproductive": "Calls that are wrong numbers or hang up",
    "follow_up": "that finish a Call later",
    "outbound": "Calls that the Vendor makes",
    "chat": "Chats",
    "email": "E-mails",
    "sms": "Text Messages",
    "social": "Social Messages",
    "self_service": "callers served by automation alone",
    "message": "Messages",
}
_LINES: Final = {
    "contact_cap": "most for one Contact",
    "adjustment": "surcharge",
    "discount": "discount",
    "minimum_invoice": "up to the minimum invoice",
    "tax": "tax",
}


class AnnexLine(NamedTuple):
    """One line of the bill, at one end or at both.

    Attributes:
        term: That of the clause that it comes from.
        named: The charge; None for what belongs to no single one.
        what: What it is, in words.
        low: As the least bill has it; None where it has no such line.
        high: As the greatest has it.
    """

    term: str
    named: Named | None
    what: str
    low: Line | None
    high: Line | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Those that there are; one where both ends agree."""
        return tuple(line for line in dict.fromkeys((self.low, self.high)) if line is not None)


def annex_lines(draft: Draft) -> tuple[AnnexLine, ...]:
    """The lines of a normal month, those of one clause at both ends together; charges first."""
    bill = draft.answer.estimate.monthly
    low, high = dict(_by_term(draft, bill.low)), dict(_by_term(draft, bill.high))
    every = sorted({**low, **high}.items(), key=lambda item: item[1][0] is None)
    return tuple(
        AnnexLine(term, named, _what(draft, term, named, line), _line(low, term), _line(high, term))
        for term, (named, line) in every
    )


def _line(found: dict[str, tuple[Named | None, Line]], term: str) -> Line | None:
    """The line of a term at one end."""
    return found[term][1] if term in found else None


def _what(draft: Draft, term: str, named: Named | None, line: Line) -> str:
    """What a line is, in words."""
    if named is not None:
        charge = named.charge
        nouns = {**NOUNS, "hour": HOURS[charge.hours_counted] if charge.hours_counted else "hour"}
        return shown(charge.label or " and ".join(nouns[kind] for kind in charge.per), _LONGEST)
    rebates = {f"adjustments[{n}]" for n, one in enumerate(draft.quote.adjustments or (), 1) if one.percent < 0}
    what = "rebate" if term in rebates else _LINES[line.charge]
    return f"{what} {quoted(line.label.removeprefix('-'))}" if line.label else what


def _by_term(draft: Draft, lines: Sequence[Line]) -> Iterator[tuple[str, tuple[Named | None, Line]]]:
    """The lines of one end, each with the term of its clause and its charge."""
    charges = _charges_of_bill(draft, lines)
    month, quote = draft.answer.needs.term_months, draft.quote
    discounts = (n for n, one in enumerate(quote.discounts or (), 1) if Cycle(month).within(one.months))
    adjustments = (n for n, _ in enumerate(quote.adjustments or (), 1))
    caps = {
        f"at most {one.charge.cap_per_contact:f} a contact": f"{one.term}.cap_per_contact"
        for one in reversed(charges)
        if one.charge.cap_per_contact is not None
    }
    for line in lines:
        if line.position is not None:
            yield charges[line.position].term, (charges[line.position], line)
        elif line.charge == "adjustment":
            yield f"adjustments[{next(adjustments)}]", (None, line)
        elif line.charge == "discount":
            yield f"discounts[{next(discounts)}]", (None, line)
        else:
            yield caps.get(line.label, line.charge), (None, line)


def _charges_of_bill(draft: Draft, lines: Sequence[Line]) -> tuple[Named, ...]:
    """The charges that a bill is of: with plans, those of the chosen plan, or of the one that it was raised to."""
    plans = draft.quote.plans
    if plans is None:
        return draft.charges
    chosen = draft.answer.estimate.plan
    ladders = [draft.charges_of(plan) for plan in sorted(plans, key=lambda plan: plan.name != chosen)]
    return next((charges for charges in ladders if _fits(charges, lines)), ladders[0])


def _fits(charges: Sequence[Named], lines: Sequence[Line]) -> bool:
    """Whether every line may be of the charge at its position."""
    return all(
        line.position < len(charges) and _is_of(line, charges[line.position])
        for line in lines
        if line.position is not None
    )


def _is_of(line: Line, named: Named) -> bool:
    """Whether a line has the kind, the label and the rate of a charge."""
    charge = named.charge
    return (line.charge, line.label, line.rate) == (charge.kind, charge.label or "", rate_of(charge))


def payable(draft: Draft, one: AnnexLine, line: Line) -> Fraction | None:
    """What is left to pay of the units of a line: those not included, in blocks if it has such. [units]"""
    if one.named is None or line.quantity is None:
        return None
    charge, scale = one.named.charge, draft.answer.estimate.cycles_a_month
    units = payable_units(charge, line.quantity / scale)
    if charge.block is not None:
        units = Fraction(ceil(units / Fraction(charge.block)))
    return units * scale


def units_text(units: Fraction | None) -> str:
    """``30,250`` or ``1.0870``; a dash for none."""
    if units is None:
        return "–"
    exact = Decimal(units.numerator) / Decimal(units.denominator)
    return (
        f"{exact:,.4f}".rstrip("0").removesuffix(".")
        if abs(exact) < _FINE_BELOW
        else f"{exact:,.2f}".removesuffix(".00")
    )


def basis(draft: Draft) -> Iterator[str]:
    """What the bill is of, a sentence or two for each subject."""
    answer = draft.answer
    demand, estimate = answer.needs.demand, answer.estimate
    yield (
        "This bill is computed by the clauses above for a normal month: 30.4375 ÷ 7 ordinary weeks, without holidays. "
        f"The month brings {listed([_contacts(flow) for flow in estimate.usage.flows if flow.name in _FLOWS])}."
    )
    yield from _times(draft)
    shape = {
        "flat": "evenly over these hours",
        "office": "with the daily and weekly form of a published call centre",
    }.get(demand.shape, "as the Buyer's own table has it")
    languages = [f"{percent_of(share)} {shown(code, _LONGEST)}" for code, share in (demand.languages or {}).items()]
    spoken = f" Their languages are {listed(languages)}." if languages else ""
    yield f"Contacts come {hours_in_words(demand.open, answer.needs.country)}, by the Buyer's clock, {shape}.{spoken}"
    yield from _agents(draft)
    yield from _of_the_calendar(draft)


def _contacts(flow: Flow) -> str:
    """``5,000 Calls``."""
    passed_on = " that are passed on" if flow.transferred else ""
    what = f"{'further ' if flow.transferred else ''}{_FLOWS[flow.name]}"
    if flow.name == "follow_up":
        what = f"{'Calls out' if flow.channel == 'phone' else _FLOWS[flow.channel]} {what}"
    return f"{units_text(flow.contacts)} {what}{passed_on}"


def _times(draft: Draft) -> Iterator[str]:
    """How long calls take, and how they differ."""
    flows = {flow.name: flow for flow in reversed(draft.answer.estimate.usage.flows)}
    call = flows.get("call")
    if call is None:
        return
    mean = call.handle.mean_seconds
    shares = {"talk": call.talk_share, "hold": call.hold_share, "wrap": call.wrap_share}
    lasting = {part: mean * share for part, share in shares.items()} | {
        "ivr": call.ivr_seconds,
        "ring": call.ring_seconds,
        "queue": call.queue_seconds,
    }
    parts = listed([f"{name} {duration(lasting[part])}" for part, name in PARTS.items() if lasting.get(part)])
    spread = call.handle.spread
    differ = (
        f"Calls differ, with a standard deviation of {number(_decimal(spread))} times their mean (lognormal), and the "
        "billed time is the mean over calls of all lengths."
        if spread
        else "Every Call is taken to last that long."
    )
    profile = draft.answer.vendor
    own = ", by the Vendor's own figure," if profile and profile.vendor.performance.handle_seconds is not None else ""
    yield f"The mean Handle Time of a Call is {duration(mean)}{own} and its parts are: {parts}. {differ}"


def _agents(draft: Draft) -> Iterator[str]:
    """The agents that are billed, where any are."""
    kinds = {kind for named in draft.charges for kind in named.charge.per}
    estimate, service = draft.answer.estimate, draft.answer.needs.service
    if estimate.service_level is not None:
        share = f"{estimate.service_level * 100:.1f}%"
        yield f"The Team answers {share} of the Calls within {number(service.calls.within_seconds)} seconds."
    if estimate.team is None or kinds.isdisjoint(STAFF | {"training_hour"}):
        return
    low, high = (team(estimate.usage.period) for team in (estimate.team.low, estimate.team.high))
    agents = " to ".join(dict.fromkeys(f"{one.positions}" for one in (low, high)))
    hours = " to ".join(dict.fromkeys(units_text(one.productive_hours) for one in (low, high)))
    differ = " The low end has Agents speak all languages, the high end one each." if low != high else ""
    goal = f"{percent_of(service.calls.share)} of Calls within {number(service.calls.within_seconds)} seconds"
    yield (
        f"To answer {goal}, {agents} Agents are needed at the Busiest Time and {hours} Productive Hours in the month, "
        f"by the queueing model {'Erlang C' if service.model == 'erlang_c' else 'Erlang A'}.{differ}"
    )


def _of_the_calendar(draft: Draft) -> Iterator[str]:
    """What a normal month is to a cycle, and what is not in it."""
    if draft.quote.billing_cycle == "4_weeks":
        yield "A normal month is 30.4375 ÷ 28 = 1.087 Cycles, so every line is that of one Cycle times that."
    months = draft.answer.needs.term_months
    yield (
        "One-off charges and price rises are not in a normal month. Charges and discounts of certain months are as in "
        f"Contract Month {months}."
    )


def term_text(draft: Draft, amounts: str) -> str:
    """What the term comes to."""
    answer = draft.answer
    return (
        f"The first {answer.needs.term_months} months from {long_date(answer.start)}, by the calendar, with one-off "
        f"charges, promotions, holidays, growth, season and price rises, come to {amounts}."
    )


def span_text(draft: Draft, amounts: Range, currency: str | None = None) -> str:
    """``USD 1,000.00`` or ``USD 1,000.00 to USD 1,200.00``."""
    code = currency or draft.answer.currency
    low, high = (f"{code} {amount:,.{minor_units(code)}f}" for amount in (amounts.low, amounts.high))
    return low if low == high else f"{low} to {high}"


def _decimal(ratio: Fraction) -> Decimal:
    """A ratio as it was written."""
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)
