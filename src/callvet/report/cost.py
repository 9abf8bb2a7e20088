"""What everything costs, as a page: the answer first, the offers by rank, the market below, what to ask."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.demand.calendar import contract_months, four_week_cycles
from callvet.evaluation.costing import prices_calls
from callvet.model.wording import shown
from callvet.report.cost_chart import chart_blocks
from callvet.report.cost_worth import (
    MARKET_NAMES,
    Extras,
    crossing_blocks,
    crossings_json,
    point_sentences,
    resolved_sentences,
    risk_blocks,
    risk_json,
    saving_blocks,
    worth_json,
)
from callvet.report.handle_turns import turn_sentences
from callvet.report.offer_names import full_names, short_names, with_plan
from callvet.report.page import Cell, Column, Data, Heading, Page, Sentence, Table
from callvet.report.phrases import listed, money, money_span, situation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from callvet.demand.estimate import Range
    from callvet.demand.market import MarketRow
    from callvet.demand.metering import Staffed
    from callvet.evaluation.costing import CostAnswer, Priced
    from callvet.pricing.bill import Line
    from callvet.report.page import Block, Datum

SCHEMA: Final = 1
_LONGEST_NAME: Final = 60
MONTHS_A_YEAR: Final = 12
_A_UNIT: Final = {"minute": "a minute", "hour": "an hour"}
_IN_WORDS: Final = {
    "clock.counts": "what runs the clock",
    "clock.step_seconds": "to what calls are rounded up",
    "hours_counted": "which hours are billed",
}
"""What a vendor is asked about, by the last part of the term."""
_BUYERS: Final = "demand."
"""What the buyer's own needs leave open."""
_DATA_COLUMNS: Final = (
    "rank", "vendor", "quote", "plan", "agents", "volume", "currency",
    "monthly_low", "monthly_high", "per_call_low", "per_call_high", "first_year_low", "first_year_high",
    "term_low", "term_high", "flags", "per_resolved_call_low", "per_resolved_call_high",
)  # fmt: skip


def cost_page(answer: CostAnswer, extras: Extras | None = None, *, lines: bool = False, by_month: bool = False) -> Page:
    """The page of a cost answer.

    Args:
        answer: What everything costs.
        extras: What else was asked for.
        lines: Whether every charge line of a normal month stands below.
        by_month: Whether the invoices of the term do.
    """
    more = extras or Extras()
    blocks: list[Block] = []
    for place, volume in enumerate(answer.volumes):
        offers = [one for one in answer.priced if one.volume == volume]
        markets = answer.markets[place] if answer.markets else ()
        blocks.append(Sentence(_verdict(answer, volume, offers, markets), "strong", apart=bool(place)))
        blocks.append(_table(answer, offers, markets))
        blocks += _worth(answer, more, volume, offers)
        blocks += _lengths(answer, offers)
        blocks += _questions(answer, offers)
        blocks += _flags(offers)
        if lines:
            blocks += [block for one in offers for block in _lines(answer, one, full_names(offers))]
        if by_month:
            blocks += [block for one in offers for block in _invoices(answer, one, full_names(offers))]
    if more.sampled:
        blocks += chart_blocks(more.sampled, {**full_names(answer.priced), **MARKET_NAMES}, answer.currency)
    blocks += [
        Sentence(f"{note[0].upper()}{note[1:]}.", talk=True, apart=not place) for place, note in enumerate(answer.notes)
    ]
    return Page("Cost", blocks, _data(answer), cost_json(answer, more))


def _worth(answer: CostAnswer, more: Extras, volume: Fraction, offers: Sequence[Priced]) -> Iterator[Block]:
    """What an offer saves, where offers cross, what a point of resolution is worth, how sure the bills are."""
    names = short_names(offers)
    yield from saving_blocks(answer, offers, names)
    if volume:
        yield from crossing_blocks(more.crossings, volume, names)
    yield from turn_sentences(more.turns, volume, names)
    yield from resolved_sentences(offers, names, answer.currency)
    yield from point_sentences(more.points, volume, names, answer.currency)
    if more.risk:
        yield from risk_blocks(more.risk, volume, names, answer.currency)


def _span(amounts: Range, currency: str) -> str:
    """Both ends of an amount."""
    return money_span(amounts.low, amounts.high, currency)


def _verdict(answer: CostAnswer, volume: Fraction, offers: Sequence[Priced], markets: Sequence[MarketRow]) -> str:
    """Who costs least, on what; or what the market asks."""
    at = situation(volume, answer.needs.demand)
    ranked = [one for one in offers if one.rank is not None]
    if not ranked:
        told = [f"{row.agents} agents {_span(row.monthly, answer.currency)}" for row in markets]
        return f"The market asks {listed(told)} a month ({at})." if told else f"Nothing can be ranked ({at})."
    first = [one for one in ranked if one.rank == 1]
    titles = full_names(offers)
    names = listed([with_plan(titles[one.offer.id], one) for one in first])
    verb = "costs" if len(first) == 1 else "cost"
    return f"{names} {verb} least: {_span(first[0].monthly, answer.currency)} a month ({at})."


def _table(answer: CostAnswer, offers: Sequence[Priced], markets: Sequence[MarketRow]) -> Table:
    """The offers by rank, then the market as the yardstick."""
    months = answer.needs.term_months
    names = full_names(offers)
    columns = (
        Column("#", right=True),
        Column("offer"),
        Column("agents"),
        Column("a month", right=True),
        Column("a call", right=True),
        Column("a resolved issue", right=True, spare=True),
        *([] if months == MONTHS_A_YEAR else [Column("first year", right=True)]),
        Column(f"{months} months", right=True),
    )
    rows: list[Sequence[Cell]] = [
        (
            Cell(str(one.rank) if one.rank else "–"),
            Cell(with_plan(names[one.offer.id], one), "strong" if one.rank == 1 else "plain"),
            Cell(one.offer.quote.agents or "not known"),
            Cell(_span(one.monthly, answer.currency)),
            Cell(_span(one.per_call, answer.currency)),
            Cell(_resolved(one, answer.currency)),
            *([] if months == MONTHS_A_YEAR else [Cell(_span(one.first_year, answer.currency))]),
            Cell(_span(one.estimate.over(months), answer.currency)),
        )
        for one in offers
    ]
    rows += [_market_row(row, answer, len(columns)) for row in markets]
    return Table(columns, rows)


def _resolved(one: Priced, currency: str) -> str:
    """What an issue costs that is resolved at first contact; nothing is known where none is."""
    return _span(one.per_resolved_call, currency) if one.per_resolved_call.high else "–"


def _market_row(row: MarketRow, answer: CostAnswer, columns: int) -> tuple[Cell, ...]:
    """One of the market's two ranges, in so many columns."""
    least, most = row.rates
    name = f"the market, ${least:f}–{most:f} {_A_UNIT[row.unit]}"
    told = (
        Cell("–", "dim"),
        Cell(name, "dim"),
        Cell(row.agents, "dim"),
        Cell(_span(row.monthly, answer.currency), "dim"),
    )
    return told + (Cell("–", "dim"),) * (columns - len(told))


def _lengths(answer: CostAnswer, offers: Sequence[Priced]) -> Iterator[Block]:
    """What calls of other lengths would cost, where the buyer named none."""
    shown_lengths = next((list(one.by_handle_seconds) for one in offers if one.by_handle_seconds), [])
    if shown_lengths:
        columns = (Column("offer"), *(Column(f"calls of {seconds // 60} min", right=True) for seconds in shown_lengths))
        names = short_names(offers)
        rows = [
            (
                Cell(names[one.offer.id]),
                *(Cell(_span(cost, answer.currency)) for cost in one.by_handle_seconds.values()),
            )
            for one in offers
        ]
        yield Table(
            columns, rows, "You have named no handle time (--aht SECONDS), and the cost hangs on it: a month with"
        )


def _questions(answer: CostAnswer, offers: Sequence[Priced]) -> Iterator[Block]:
    """What the offers leave open, and what each answer is worth; then what the buyer has not said."""
    names = short_names(offers)
    asked = [(one, question) for one in offers for question in one.estimate.questions]
    rows = [
        (
            Cell(names[one.offer.id]),
            Cell(_in_words(question.term)),
            Cell(shown(question.term, _LONGEST_NAME), "dim"),
            Cell(money(question.worth, answer.currency)),
        )
        for one, question in asked
        if not question.term.startswith(_BUYERS)
    ]
    if rows:
        columns = (
            Column("ask"),
            Column("what it does not say"),
            Column("key", whole=True),
            Column("worth a month", right=True),
        )
        yield Table(columns, rows, talk=True)
    missing = dict.fromkeys(question.term for _, question in asked if question.term.startswith(_BUYERS))
    for place, term in enumerate(missing):
        meant = listed([names[one.offer.id] for one, question in asked if question.term == term])
        text = f"Your needs do not say {shown(term, _LONGEST_NAME)}, so {meant} is priced without it."
        yield Sentence(text, talk=True, apart=not place)


def _in_words(term: str) -> str:
    """A term as a buyer would ask for it."""
    words = next((words for key, words in _IN_WORDS.items() if term.endswith(f".{key}")), None)
    return words or shown(term, _LONGEST_NAME)


def _flags(offers: Sequence[Priced]) -> Iterator[Block]:
    """What to look at in each offer, a line for each thing; the offer is named in the first."""
    names = short_names(offers)
    rows = [
        (Cell("" if place else names[one.offer.id]), Cell(flag))
        for one in offers
        for place, flag in enumerate((*_of_estimate(one), *one.flags))
    ]
    if rows:
        yield Table((Column("offer"), Column("look at")), rows, talk=True)


def _of_estimate(one: Priced) -> Iterator[str]:
    """Why an offer is priced but not ranked, and which plan bills where it is not the one that is named."""
    if one.rank is None and not prices_calls(one.offer):
        yield "prices no calls, so not ranked"
    elif one.rank is None:
        yield "outside its published range, so not ranked: ask"
    plans = one.estimate.billed_plans
    if plans and plans != (one.estimate.plan,):
        names = " or ".join(shown(name, _LONGEST_NAME) for name in plans)
        yield f"a normal month is billed as {names}, for its minutes raise the plan"


def _lines(answer: CostAnswer, one: Priced, names: Mapping[str, str]) -> Iterator[Block]:
    """Every charge line of a normal month."""
    yield Heading(with_plan(names[one.offer.id], one))
    columns = (
        Column("charge"),
        Column("quantity", right=True),
        Column("rate", right=True),
        Column("a month", right=True),
        Column("end"),
    )
    rows = [
        (
            Cell(shown(f"{line.charge} {line.label}".strip(), _LONGEST_NAME)),
            Cell("–" if line.quantity is None else f"{float(line.quantity):,.2f}".removesuffix(".00")),
            Cell(line.rate or "–"),
            Cell(money(line.amount, answer.currency, 2)),
            Cell(end),
        )
        for line, end in ended_lines(one)
    ]
    yield Table(columns, rows)
    yield Sentence(f"In all {_span(one.monthly, answer.currency)} a month.")


def _invoices(answer: CostAnswer, one: Priced, names: Mapping[str, str]) -> Iterator[Block]:
    """The invoices of the term, and the worst of them."""
    yield Heading(with_plan(names[one.offer.id], one))
    bills = one.estimate.invoices(answer.needs.term_months)
    by_weeks = one.offer.quote.billing_cycle == "4_weeks"
    in_months = not by_weeks and answer.start.day == 1
    days = [f"{day:%B %Y}" if in_months else str(day) for day in _invoice_days(answer, one, len(bills))]
    rows = [(Cell(day), Cell(_span(bill.range, answer.currency))) for day, bill in zip(days, bills, strict=True)]
    head = "month" if in_months else "4 weeks from" if by_weeks else "month from"
    yield Table((Column(head), Column("to pay", right=True)), rows)
    worst = max(range(len(bills)), key=lambda place: bills[place].range.high)
    amount = _span(bills[worst].range, answer.currency)
    yield Sentence(f"The worst invoice is that of {'' if in_months else f'the {head} '}{days[worst]}: {amount}.")


def _invoice_days(answer: CostAnswer, one: Priced, count: int) -> list[date]:
    """The first days of what the first invoices are for."""
    periods = four_week_cycles if one.offer.quote.billing_cycle == "4_weeks" else contract_months
    found = periods(answer.needs.demand, answer.start, count)
    return [period.first_day for period in found if period.first_day is not None]


def ended_lines(one: Priced) -> Iterator[tuple[Line, str]]:
    """The lines of a normal month with the end that each belongs to; both, where the ends agree."""
    low, high = one.estimate.monthly.low, one.estimate.monthly.high
    for line in low:
        if line in high:
            yield line, "both"
        else:
            yield line, "low"
            yield from ((other, "high") for other in high if _same_charge(line, other))
    charges = [(line.charge, line.position, line.label) for line in low]
    yield from ((line, "high") for line in high if (line.charge, line.position, line.label) not in charges)


def _same_charge(one: Line, other: Line) -> bool:
    """Whether two lines are of one charge."""
    return (one.charge, one.position, one.label) == (other.charge, other.position, other.label)


def _data(answer: CostAnswer) -> Data:
    """The rows of the CSV."""
    rows: list[Sequence[Datum]] = []
    for one in answer.priced:
        term = one.estimate.over(answer.needs.term_months)
        rows.append(
            (
                one.rank,
                one.offer.vendor,
                one.offer.id,
                one.estimate.plan,
                one.offer.quote.agents,
                float(one.volume) if one.volume.denominator != 1 else int(one.volume),
                answer.currency,
                one.monthly.low,
                one.monthly.high,
                one.per_call.low,
                one.per_call.high,
                one.first_year.low,
                one.first_year.high,
                term.low,
                term.high,
                "; ".join(one.flags),
                one.per_resolved_call.low,
                one.per_resolved_call.high,
            )
        )
    return Data(_DATA_COLUMNS, rows)


def range_json(amounts: Range) -> dict[str, str]:
    """Both ends as decimal strings."""
    return {"low": f"{amounts.low:f}", "high": f"{amounts.high:f}"}


def cost_json(answer: CostAnswer, extras: Extras | None = None) -> dict[str, object]:
    """The answer as the one object of the contract.

    Args:
        answer: What everything costs.
        extras: What else was asked for.
    """
    more = extras or Extras()
    demand = answer.needs.demand
    handle = demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds
    estimates = [_estimate_json(answer, one) | worth_json(one, answer, more) for one in answer.priced]
    for volume, rows in zip(answer.volumes, answer.markets, strict=False):
        estimates += [_market_json(row, volume) for row in rows]
    return {
        "schema": SCHEMA,
        "command": "cost",
        "currency": answer.currency,
        "volumes": [_count(volume) for volume in answer.volumes],
        "assumptions": {
            "handle_seconds": float(handle),
            "spread": float(demand.spread),
            "open": demand.open,
            "shape": demand.shape,
            "start": str(answer.start),
            "term_months": answer.needs.term_months,
        },
        "notes": list(answer.notes),
        "estimates": estimates,
        **crossings_json(more.crossings),
        **({"risk": risk_json(more.risk)} if more.risk else {}),
        "problems": [],
    }


def _count(volume: Fraction) -> int | float:
    """A volume as a number."""
    return int(volume) if volume.denominator == 1 else float(volume)


def _estimate_json(answer: CostAnswer, one: Priced) -> dict[str, object]:
    """One offer at one volume."""
    found = one.estimate
    staffed = _staff(one)
    return {
        "rank": one.rank,
        "vendor": one.offer.vendor,
        "name": one.name,
        "id": one.offer.id,
        "quote": one.offer.quote.title or one.offer.quote.reference,
        "plan": found.plan,
        "billed_plans": list(found.billed_plans),
        "agents": one.offer.quote.agents,
        "volume": _count(one.volume),
        "monthly": range_json(one.monthly),
        "first_year": range_json(one.first_year),
        "term": range_json(found.over(answer.needs.term_months)),
        "per_call": range_json(one.per_call),
        "per_handled_minute": range_json(one.per_handled_minute),
        "per_resolved_call": range_json(one.per_resolved_call),
        "agents_needed": staffed.positions if staffed else None,
        "agent_hours": float(staffed.productive_hours) if staffed else None,
        "service_level": found.service_level,
        "lines": [_line_json(line, end) for line, end in ended_lines(one)],
        "by_month": [
            {"from": str(day), **range_json(bill.range)}
            for day, bill in zip(_invoice_days(answer, one, len(found.months)), found.months, strict=True)
        ],
        "by_handle_seconds": {str(seconds): range_json(cost) for seconds, cost in one.by_handle_seconds.items()},
        "questions": [{"term": question.term, "worth": f"{question.worth:f}"} for question in found.questions],
        "flags": [*_of_estimate(one), *one.flags],
    }


def _staff(one: Priced) -> Staffed | None:
    """The staff of a normal month, where the offer is billed by it."""
    team = one.estimate.team
    return team.low(one.estimate.usage.period) if team else None


def _line_json(line: Line, end: str) -> dict[str, object]:
    """One line of a normal month."""
    return {
        "charge": line.charge,
        "for": line.label,
        "unit": line.charge,
        "quantity": None if line.quantity is None else _quantity(line.quantity),
        "rate": line.rate,
        "amount": f"{line.amount:f}",
        "end": end,
    }


def _quantity(units: Fraction) -> str:
    """Units as exactly as a decimal of six places has them."""
    exact = Decimal(units.numerator) / Decimal(units.denominator)
    return f"{exact.quantize(Decimal('0.000001')).normalize():f}"


def _market_json(row: MarketRow, volume: Fraction) -> dict[str, object]:
    """One of the market's ranges, as an estimate of the vendor ``market``."""
    least, most = row.rates
    return {
        "rank": None,
        "vendor": "market",
        "name": "the market",
        "id": f"market/{row.agents}",
        "quote": f"${least:f}–{most:f} a {row.unit}",
        "plan": None,
        "agents": row.agents,
        "volume": _count(volume),
        "monthly": range_json(row.monthly),
        "agents_needed": row.positions,
        "agent_hours": float(row.quantity) if row.unit == "hour" else None,
        "lines": [],
        "questions": [],
        "flags": [],
    }
