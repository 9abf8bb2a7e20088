"""Quotes side by side for other programs: JSON in the contract's form, and rows for CSV."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown
from callvet.report.json_figures import count_json
from callvet.report.page import Data
from callvet.report.split import split_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.compare.leverage import Lever
    from callvet.compare.side import Side
    from callvet.compare.term import Said
    from callvet.compare.tie import Tie
    from callvet.demand.cost_range import Range
    from callvet.evaluation.comparing import Comparison, Row
    from callvet.evaluation.prices.levelling import Walk

SCHEMA: Final = 1
_LONGEST: Final = 200
_MILLIONTHS: Final = 1_000_000


def diff_data(answer: Comparison) -> Data:
    """A row for each term of each quote."""
    columns = (
        "term", "topic", "quote", "state", "value", "currency",
        "worth_low", "worth_high", "worth_over_term_low", "worth_over_term_high",
    )  # fmt: skip
    rows = []
    for row in answer.rows:
        for place, side in enumerate(answer.sides):
            said = row.said[place]
            worth = row.worth[place] if row.worth else None
            over = worth.over_term if worth else None
            rows.append(
                (
                    shown(row.term.name, _LONGEST),
                    row.term.topic,
                    shown(side.id, _LONGEST),
                    said.state,
                    said.text,
                    answer.currency,
                    worth.month.low if worth else None,
                    worth.month.high if worth else None,
                    over.low if over else None,
                    over.high if over else None,
                )
            )
    return Data(columns, rows)


def diff_json(answer: Comparison) -> dict[str, object]:
    """The answer as one object."""
    found: dict[str, object] = {
        "schema": SCHEMA,
        "command": "diff",
        "currency": answer.currency,
        "volume": count_json(answer.volume),
        "start": str(answer.start),
        "term_months": answer.needs.term_months,
        "quotes": [_quote(side, place, answer) for place, side in enumerate(answer.sides)],
        "terms": [_term(row) for row in answer.rows if row.worth],
        "conditions": [_condition(row) for row in answer.rows if not row.worth],
        "steps": [step for walk in answer.walks for step in _steps(walk)],
        "rounds": [step for walk in answer.rounds for step in _steps(walk)],
        "by_volume": [
            {
                "volume": count_json(at.volume),
                "cheapest": None if at.cheapest is None else answer.sides[at.cheapest].id,
                "quotes": [
                    {"id": side.id, "monthly": month and _range(month), "ranked": place in at.ranked}
                    for place, (side, month) in enumerate(zip(answer.sides, at.monthly, strict=True))
                ],
            }
            for at in answer.by_volume
        ],
        "plugs": [
            {"name": plug.name, "amount": _amount(plug.amount), "per": "month" if plug.monthly else "once"}
            for plug in answer.plugs
        ],
    }
    if answer.leverage is not None and answer.preferred is not None:
        found["leverage"] = _leverage(answer)
    if answer.split is not None:
        found["split"] = split_json(answer.split)
    left_out = [{"id": one.offer.id, "vendor": one.offer.vendor, "reason": one.reason} for one in answer.left_out]
    return found | {"left_out": left_out, "notes": list(answer.notes), "problems": []}


def _quote(side: Side, place: int, answer: Comparison) -> dict[str, object]:
    """One column."""
    quote = side.offer.quote
    return {
        "id": side.id,
        "vendor": side.offer.vendor,
        "name": side.name,
        "title": quote.title,
        "reference": quote.reference,
        "dated": str(quote.dated) if quote.dated else None,
        "agents": quote.agents,
        "plan": quote.plans[side.plan].name if quote.plans and side.plan is not None else None,
        "cycle": quote.billing_cycle,
        "currency": quote.currency or answer.currency,
        "monthly": _range(side.monthly),
        "term": _range(side.term),
        "cheapest": place == answer.cheapest,
        "preferred": place == answer.preferred,
    }


def _term(row: Row) -> dict[str, object]:
    """A term that has a price."""
    found: dict[str, object] = {
        "term": row.term.name,
        "topic": row.term.topic,
        "values": [_value(said) for said in row.said],
        "states": [said.state for said in row.said],
        "worth": [_amount(one.month.low) for one in row.worth],
        "worth_high": [_amount(one.month.high) for one in row.worth],
    }
    if row.term.over_term:
        found["worth_over_term"] = [_range(one.over_term) if one.over_term else None for one in row.worth]
    return found


def _condition(row: Row) -> dict[str, object]:
    """A term without a price of its own."""
    return {
        "term": row.term.name,
        "topic": row.term.topic,
        "values": [_value(said) for said in row.said],
        "states": [said.state for said in row.said],
    }


def _value(said: Said) -> str | None:
    """What a quote says, figures without separators."""
    return None if said.text is None else said.text.replace(",", "") if said.size is not None else said.text


def _steps(walk: Walk) -> list[dict[str, object]]:
    """The way from one quote to another."""
    return [
        {
            "from": walk.start.id,
            "to": walk.end.id,
            "because": step.because,
            "amount": _amount(step.low),
            "amount_high": _amount(step.high),
            **({} if step.over_term is None else {"over_term": _range(step.over_term)}),
        }
        for step in walk.steps
    ]


def _leverage(answer: Comparison) -> Mapping[str, object]:
    """What to take to the preferred vendor."""
    found = answer.leverage
    if found is None or answer.preferred is None:
        return {}
    side = answer.sides[answer.preferred]
    return {
        "quote": side.id,
        "levers": [_lever(one, answer) for one in found.levers],
        "conditions": [_lever(one, answer) for one in found.others],
        "together": _range(found.together),
        "tie": found.tie and _tie(found.tie, side, answer),
    }


def _tie(tie: Tie, side: Side, answer: Comparison) -> Mapping[str, object]:
    """The prices at which a quote costs what the cheapest does; ``rates`` are in the currency of that quote."""
    return {
        "with": answer.sides[tie.cheapest].id,
        "term": tie.charge and f"{tie.charge}.rate",
        "now": _in_answer(tie.now, side),
        "price": _in_answer(tie.price, side),
        "lowers": tie.lowers if tie.rates else None,
        "percent": None if tie.percent is None else f"{tie.percent:f}",
        "currency": side.home.currency,
        "rates": [
            {
                "term": f"{one.charge}.rate",
                "up_to": None if one.up_to is None else f"{one.up_to:f}",
                "now": f"{one.now:f}",
                "then": f"{one.then:f}",
            }
            for one in tie.rates
        ],
        "without": None if tie.without is None else _amount(tie.without),
        "kept": list(tie.kept),
        "least": None if tie.least is None else _amount(tie.least),
    }


def _in_answer(price: Decimal | None, side: Side) -> str | None:
    """A price in the currency of the answer; of another, to the millionth."""
    if price is None or side.rate == 1:
        return None if price is None else f"{price:f}"
    return f"{Decimal(round(Fraction(price) * side.rate * _MILLIONTHS)) / _MILLIONTHS:f}"


def _lever(one: Lever, answer: Comparison) -> dict[str, object]:
    """A term where another is better."""
    return {
        "term": one.term.name,
        "ours": _value(one.ours),
        "theirs": _value(one.theirs),
        "offered_by": [answer.sides[place].id for place in one.by],
        "saves_monthly": _range(one.month),
        "saves_over_term": _range(one.over_term),
    }


def _range(amounts: Range) -> dict[str, str]:
    """Both ends of an amount."""
    return {"low": _amount(amounts.low), "high": _amount(amounts.high)}


def _amount(amount: Decimal) -> str:
    """Money as a decimal string."""
    return f"{amount:f}" if amount else "0.00"
