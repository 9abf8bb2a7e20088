"""What else helps to choose: what an offer saves, what resolving more is worth, how sure a bill is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callvet.evaluation.prices.crossings import Crossings, crossings, sampled
from callvet.evaluation.prices.handle_turns import handle_turns
from callvet.evaluation.prices.savings import resolution_point, saving_of
from callvet.load.discovery import NothingToWorkOnError
from callvet.report.handle_turns import turns_json
from callvet.report.json_figures import range_json
from callvet.report.page import Cell, Column, Sentence, Table
from callvet.report.phrases import counted, money, money_range, money_span, number, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from callvet.demand.cost_range import Range
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.crossings import Sampled
    from callvet.evaluation.prices.handle_turns import HandleTurns
    from callvet.evaluation.prices.priced import Priced
    from callvet.evaluation.prices.risk import Risk
    from callvet.evaluation.prices.savings import ResolutionPoint
    from callvet.report.page import Block


class Extras(NamedTuple):
    """What was asked for beside what everything costs.

    Attributes:
        crossings: Where offers cross.
        points: What a point of first contact resolution is worth with the offers that lead.
        turns: Up to and from which handle time offers are the cheapest that say what theirs rests on.
        sampled: What is drawn; None where nothing is.
        risk: How sure the bills are; None where that is not asked.
    """

    crossings: Crossings = Crossings()
    points: tuple[tuple[Priced, ResolutionPoint], ...] = ()
    turns: tuple[tuple[Priced, HandleTurns], ...] = ()
    sampled: Sampled | None = None
    risk: Risk | None = None


class Asked(NamedTuple):
    """What a call asks for beside what everything costs.

    Attributes:
        crossings: Whether crossings are looked for.
        staffed: Whether those of offers that need agents staffed are, too.
        chart: Whether cost is drawn against volume.
        seed: Where the drawing of months begins; None where none are drawn.
    """

    crossings: bool = True
    staffed: bool = False
    chart: bool = False
    seed: int | None = None


def extras_of(answer: CostAnswer, asked: Asked) -> Extras:
    """What a call asks for.

    Args:
        answer: What everything costs.
        asked: What else.

    Raises:
        NothingToWorkOnError: A figure makes none of it possible; the message has the fix.
    """
    try:
        leading = [one for one in answer.priced if one.rank == 1]
        points = [(one, point) for one in leading if (point := resolution_point(one, answer))]
        return Extras(
            crossings=crossings(answer, staffed=asked.staffed) if asked.crossings else Crossings(),
            points=tuple(points),
            turns=handle_turns(answer),
            sampled=sampled(answer) if asked.chart else None,
            risk=None if asked.seed is None else _drawn(answer, asked.seed),
        )
    except ValueError as refused:
        raise NothingToWorkOnError(str(refused)) from refused


def _drawn(answer: CostAnswer, seed: int) -> Risk:
    """How sure the bills are."""
    from callvet.evaluation.prices.risk import risk  # noqa: PLC0415 - few calls draw months

    return risk(answer, seed=seed)


def saving_blocks(answer: CostAnswer, offers: Sequence[Priced], names: Mapping[str, str]) -> Iterator[Block]:
    """What each offer saves against today, the first in a sentence."""
    baseline = answer.needs.baseline
    found = [(one, saving) for one in offers if one.rank is not None and (saving := saving_of(one, answer.needs))]
    if not found or baseline is None or baseline.monthly_cost is None:
        return
    currency = answer.currency
    first, saving = found[0]
    today = money(baseline.monthly_cost, currency)
    saves = _saves(saving.monthly, currency)
    pays_back = (
        "never pays back" if saving.payback_months[0] is None else f"pays back {_payback(saving.payback_months)}"
    )
    moving = f"; moving {pays_back}" if baseline.transition_cost else ""
    yield Sentence(f"Against the {today} a month of today, {names[first.offer.id]} {saves}{moving}.", apart=True)
    moves = [Column("moving pays back", right=True)] if baseline.transition_cost else []
    columns = (Column("offer"), Column("against today, a month", right=True), *moves)
    rows = [
        (
            Cell(names[one.offer.id]),
            Cell(_saves(each.monthly, currency)),
            *(Cell(_payback(each.payback_months)) for _ in moves),
        )
        for one, each in found
    ]
    yield Table(columns, rows, talk=True)
    if baseline.oversight_hours_per_month and baseline.oversight_rate:
        hours, rate = number(baseline.oversight_hours_per_month), money(baseline.oversight_rate, currency)
        text = f"Looking after the vendor is counted: {hours} hours a month at {rate} an hour."
        yield Sentence(text, talk=True)


def _saves(monthly: Range, currency: str) -> str:
    """``saves $5,535``, ``costs $2,790 more``, or both ends where they lie on two sides."""
    if monthly.low >= 0:
        return f"saves {money_range(monthly, currency)}"
    if monthly.high <= 0:
        return f"costs {money_span(-monthly.high, -monthly.low, currency)} more"
    return f"costs {money(-monthly.low, currency)} more or saves {money(monthly.high, currency)}"


def _payback(months: tuple[Fraction | None, Fraction | None]) -> str:
    """``in 1.4 months``, ``in 1.4–8.8 months``, ``in 3.0 months or never``, ``never``."""
    best, worst = months
    if best is None:
        return "never"
    first = f"{float(best):.1f}"
    if worst is None:
        return f"in {first} months or never"
    last = f"{float(worst):.1f}"
    return f"in {first} months" if first == last else f"in {first}–{last} months"


def resolved_sentences(offers: Sequence[Priced], names: Mapping[str, str], currency: str) -> Iterator[Block]:
    """What a call costs with the offers that lead, and what an issue that is resolved at first contact."""
    for one in offers:
        if one.rank == 1 and one.per_resolved_call.high:
            call = money_range(one.per_call, currency)
            issue = money_range(one.per_resolved_call, currency)
            text = f"With {names[one.offer.id]} a call comes to {call}, and an issue that is resolved to {issue}."
            yield Sentence(text, talk=True, apart=True)


def point_sentences(
    points: Sequence[tuple[Priced, ResolutionPoint]], volume: Fraction, names: Mapping[str, str], currency: str
) -> Iterator[Block]:
    """What a point of first contact resolution is worth with the offers that lead; nothing where it is nothing."""
    for one, point in points:
        if one.volume == volume and point.worth.high > 0:
            before = percent(float(point.resolution))
            worth = money_range(point.worth, currency)
            fewer = round(volume - point.calls)
            yield Sentence(
                f"One point of first contact resolution more ({before} now) is worth {worth} a month with "
                f"{names[one.offer.id]}: {counted(fewer, 'call')} fewer {'comes' if fewer == 1 else 'come'} back.",
                talk=True,
            )


def risk_blocks(found: Risk, volume: Fraction, names: Mapping[str, str], currency: str) -> Iterator[Block]:
    """How far bills spread, and what was drawn."""
    from callvet.evaluation.prices.risk import HANDLE_VARIATION, VOLUME_VARIATION  # noqa: PLC0415 - as above

    columns = (
        Column("offer"),
        Column("1 month in 10 under", right=True),
        Column("1 in 2 under", right=True),
        Column("9 in 10 under", right=True),
    )
    rows = [
        (
            Cell(names[spread.one.offer.id]),
            *(Cell(money(each, currency)) for each in (spread.p10, spread.p50, spread.p90)),
        )
        for spread in found.spreads
        if spread.one.volume == volume
    ]
    if rows:
        yield Table(columns, rows, "How sure is a month’s bill? (P10, P50, P90 at the high end)")
        yield Sentence(
            f"{found.draws} months drawn with --seed {found.seed}: contacts lognormal with a coefficient of "
            f"variation of {percent(VOLUME_VARIATION)}, handle time lognormal with "
            f"{percent(HANDLE_VARIATION)}, and a month of your season by chance. These figures are callvet’s.",
            talk=True,
        )


def risk_json(found: Risk) -> dict[str, object]:
    """The spreads, and how they were drawn."""
    from callvet.evaluation.prices.risk import HANDLE_VARIATION, VOLUME_VARIATION  # noqa: PLC0415 - as above

    return {
        "seed": found.seed,
        "draws": found.draws,
        "volume_variation": VOLUME_VARIATION,
        "handle_variation": HANDLE_VARIATION,
        "end": "high",
        "spreads": [
            {
                "vendor": spread.one.offer.vendor,
                "id": spread.one.offer.id,
                "volume": float(spread.one.volume),
                "p10": f"{spread.p10:f}",
                "p50": f"{spread.p50:f}",
                "p90": f"{spread.p90:f}",
            }
            for spread in found.spreads
        ],
    }


def worth_json(one: Priced, answer: CostAnswer, extras: Extras) -> dict[str, object]:
    """What an offer saves, what a point of resolution is worth, where its handle time turns; null where not known."""
    saving = saving_of(one, answer.needs)
    point = next((point for other, point in extras.points if other is one), None)
    turns = next((turns for other, turns in extras.turns if other is one), None)
    return {
        "saving": saving and range_json(saving.monthly),
        "payback_months": saving and [None if each is None else float(each) for each in saving.payback_months],
        "resolution_point": point and range_json(point.worth),
        "handle_time": turns_json(turns),
    }
