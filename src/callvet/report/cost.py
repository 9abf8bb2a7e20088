"""What everything costs, as a page: the answer first, the offers by rank, the market below, what to ask."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.evaluation.costing import prices_calls
from callvet.model.wording import shown
from callvet.report.page import Cell, Column, Data, Heading, Page, Sentence, Table
from callvet.report.phrases import listed, money, money_span, situation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from callvet.demand.estimate import Range
    from callvet.demand.market import MarketRow
    from callvet.demand.metering import Staffed
    from callvet.evaluation.costing import CostAnswer, Priced
    from callvet.pricing.bill import Line
    from callvet.report.page import Block, Datum

SCHEMA: Final = 1
_LONGEST_NAME: Final = 60
_DATA_COLUMNS: Final = (
    "rank", "vendor", "quote", "plan", "agents", "volume", "currency",
    "monthly_low", "monthly_high", "per_call_low", "per_call_high", "first_year_low", "first_year_high",
    "term_low", "term_high", "flags",
)  # fmt: skip


def cost_page(answer: CostAnswer, *, lines: bool = False, by_month: bool = False) -> Page:
    """The page of a cost answer.

    Args:
        answer: What everything costs.
        lines: Whether every charge line of a normal month stands below.
        by_month: Whether the invoices of the term do.
    """
    blocks: list[Block] = []
    for place, volume in enumerate(answer.volumes):
        offers = [one for one in answer.priced if one.volume == volume]
        markets = answer.markets[place] if answer.markets else ()
        blocks.append(Sentence(_verdict(answer, volume, offers, markets), "strong", apart=bool(place)))
        blocks.append(_table(answer, offers, markets))
        blocks += _lengths(answer, offers)
        blocks += _questions(answer, offers)
        blocks += _flags(offers)
        if lines:
            blocks += [block for one in offers for block in _lines(answer, one)]
        if by_month:
            blocks += [block for one in offers for block in _invoices(answer, one)]
    blocks += [
        Sentence(f"{note[0].upper()}{note[1:]}.", talk=True, apart=not place) for place, note in enumerate(answer.notes)
    ]
    return Page("Cost", blocks, _data(answer), cost_json(answer))


def _span(amounts: Range, currency: str) -> str:
    """Both ends of an amount."""
    return money_span(amounts.low, amounts.high, currency)


def _offer_name(one: Priced) -> str:
    """The vendor, its offer and the plan."""
    quote = one.offer.quote
    parts = [shown(one.name, _LONGEST_NAME), shown(quote.title, _LONGEST_NAME) if quote.title else ""]
    parts.append(shown(one.estimate.plan, _LONGEST_NAME) if one.estimate.plan else "")
    return ", ".join(part for part in parts if part)


def _verdict(answer: CostAnswer, volume: Fraction, offers: Sequence[Priced], markets: Sequence[MarketRow]) -> str:
    """Who costs least, on what; or what the market asks."""
    at = situation(volume, answer.needs.demand)
    ranked = [one for one in offers if one.rank is not None]
    if not ranked:
        told = [f"{row.agents} agents {_span(row.monthly, answer.currency)}" for row in markets]
        return f"The market asks {listed(told)} a month ({at})." if told else f"Nothing can be ranked ({at})."
    first = [one for one in ranked if one.rank == 1]
    names = listed([_offer_name(one) for one in first])
    verb = "costs" if len(first) == 1 else "cost"
    return f"{names} {verb} least: {_span(first[0].monthly, answer.currency)} a month ({at})."


def _table(answer: CostAnswer, offers: Sequence[Priced], markets: Sequence[MarketRow]) -> Table:
    """The offers by rank, then the market as the yardstick."""
    columns = (
        Column("#", right=True),
        Column("offer"),
        Column("agents"),
        Column("a month", right=True),
        Column("a call", right=True),
        Column("first year", right=True),
        Column(f"{answer.needs.term_months} months", right=True),
    )
    rows: list[Sequence[Cell]] = [
        (
            Cell(str(one.rank) if one.rank else "–"),
            Cell(_offer_name(one), "strong" if one.rank == 1 else "plain"),
            Cell(one.offer.quote.agents or "not known"),
            Cell(_span(one.monthly, answer.currency)),
            Cell(_span(one.per_call, answer.currency)),
            Cell(_span(one.first_year, answer.currency)),
            Cell(_span(one.estimate.over(answer.needs.term_months), answer.currency)),
        )
        for one in offers
    ]
    rows += [_market_row(row, answer) for row in markets]
    return Table(columns, rows)


def _market_row(row: MarketRow, answer: CostAnswer) -> tuple[Cell, ...]:
    """One of the market's two ranges."""
    least, most = row.rates
    name = f"the market, ${least:f}–{most:f} a {row.unit}"
    return (
        Cell("–", "dim"),
        Cell(name, "dim"),
        Cell(row.agents, "dim"),
        Cell(_span(row.monthly, answer.currency), "dim"),
        *(Cell("–", "dim"),) * 3,
    )


def _lengths(answer: CostAnswer, offers: Sequence[Priced]) -> Iterator[Block]:
    """What calls of other lengths would cost, where the buyer named none."""
    shown_lengths = next((list(one.by_handle_seconds) for one in offers if one.by_handle_seconds), [])
    if shown_lengths:
        columns = (Column("offer"), *(Column(f"calls of {seconds // 60} min", right=True) for seconds in shown_lengths))
        rows = [
            (
                Cell(_offer_name(one)),
                *(Cell(_span(cost, answer.currency)) for cost in one.by_handle_seconds.values()),
            )
            for one in offers
        ]
        yield Table(
            columns, rows, "You have named no handle time (--aht SECONDS), and the cost hangs on it: a month with"
        )


def _questions(answer: CostAnswer, offers: Sequence[Priced]) -> Iterator[Block]:
    """What the offers leave open, and what each answer is worth."""
    rows = [
        (
            Cell(_offer_name(one)),
            Cell(shown(question.term, _LONGEST_NAME)),
            Cell(money(question.worth, answer.currency)),
        )
        for one in offers
        for question in one.estimate.questions
    ]
    if rows:
        columns = (Column("offer"), Column("does not say"), Column("worth a month", right=True))
        yield Table(columns, rows, talk=True)


def _flags(offers: Sequence[Priced]) -> Iterator[Block]:
    """What to look at in each offer."""
    rows = [(Cell(_offer_name(one)), Cell("; ".join([*_not_ranked(one), *one.flags]))) for one in offers]
    told = [row for row in rows if row[1].text]
    if told:
        yield Table((Column("offer"), Column("look at")), told, talk=True)


def _not_ranked(one: Priced) -> Iterator[str]:
    """Why an offer is priced but not ranked."""
    if one.rank is None and not prices_calls(one.offer):
        yield "prices no calls, so not ranked"
    elif one.rank is None:
        yield "outside its published range, so not ranked: ask"


def _lines(answer: CostAnswer, one: Priced) -> Iterator[Block]:
    """Every charge line of a normal month."""
    yield Heading(_offer_name(one))
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


def _invoices(answer: CostAnswer, one: Priced) -> Iterator[Block]:
    """The bills of the term by month, and the worst of them."""
    yield Heading(_offer_name(one))
    months = one.estimate.invoices(answer.needs.term_months)
    rows = [(Cell(str(place + 1)), Cell(_span(bill.range, answer.currency))) for place, bill in enumerate(months)]
    yield Table((Column("contract month", right=True), Column("to pay", right=True)), rows)
    worst = max(range(len(months)), key=lambda place: months[place].range.high)
    amount = _span(months[worst].range, answer.currency)
    yield Sentence(f"The worst is month {worst + 1} with {amount}.")


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
            )
        )
    return Data(_DATA_COLUMNS, rows)


def range_json(amounts: Range) -> dict[str, str]:
    """Both ends as decimal strings."""
    return {"low": f"{amounts.low:f}", "high": f"{amounts.high:f}"}


def cost_json(answer: CostAnswer) -> dict[str, object]:
    """The answer as the one object of the contract."""
    demand = answer.needs.demand
    handle = demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds
    estimates = [_estimate_json(answer, one) for one in answer.priced]
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
        "crossings": [],
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
        "by_month": [range_json(bill.range) for bill in found.months],
        "by_handle_seconds": {str(seconds): range_json(cost) for seconds, cost in one.by_handle_seconds.items()},
        "questions": [{"term": question.term, "worth": f"{question.worth:f}"} for question in found.questions],
        "flags": [*_not_ranked(one), *one.flags],
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
