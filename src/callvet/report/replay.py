"""What a log costs under each quote: the answer first, the table, what was left out, and what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown
from callvet.report.cost_lines import ended_lines
from callvet.report.json_figures import quantity_text
from callvet.report.left_out import left_out_tables
from callvet.report.offer_names import full_names, short_names
from callvet.report.page import Cell, Column, Page, Sentence, Table
from callvet.report.phrases import counted, listed, money, money_range, percent
from callvet.report.replay_data import replay_data, replay_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callvet.evaluation.logs.replayed import ReplayAnswer, Replayed
    from callvet.report.page import Block

_LONGEST_NAME: Final = 60
_RATE_PLACES: Final = 4
_WORTH_TELLING: Final = 0.05
"""From this share of rows on, what is left out is told first. [share of rows]"""


def replay_page(answer: ReplayAnswer, *, lines: bool = False) -> Page:
    """The page of a replay.

    Args:
        answer: What the log costs.
        lines: Whether every line of every cycle stands below.
    """
    names = full_names(answer.quotes)
    blocks: list[Block] = [Sentence(_verdict(answer, names), "strong"), _table(answer, names)]
    blocks += _by_cycle(answer)
    if lines:
        blocks += _lines(answer, names)
    blocks += left_out_tables(answer.bad, answer.rows)
    blocks += _lacking(answer)
    blocks += [
        Sentence(f"{note[0].upper()}{note[1:]}.", talk=True, apart=not place) for place, note in enumerate(answer.notes)
    ]
    return Page("Replay", blocks, replay_data(answer), replay_json(answer))


def _verdict(answer: ReplayAnswer, names: Mapping[str, str]) -> str:
    """Who would have cost least, on which calls; and who next, by how much."""
    ranked = [one for one in answer.quotes if one.rank is not None]
    first_day, last_day = answer.first_day, answer.last_day
    days = f"on {first_day}" if first_day == last_day else f"from {first_day} to {last_day}"
    calls = f"{counted(answer.calls, 'call')} {days}"
    minutes = f"{counted(round(answer.talk_minutes), 'minute')} of talk"
    if not ranked:
        return f"None of these offers is for calls: {calls}, {minutes}."
    first = [one for one in ranked if one.rank == 1]
    who = listed([_planned(names[one.offer.id], one) for one in first])
    span = money_range(first[0].total, answer.currency)
    verb = "costs" if len(first) == 1 else "cost"
    text = f"{who} {verb} {'least: ' if len(ranked) > 1 else ''}{span} for {calls}, {minutes}."
    rest = ranked[len(first) :]
    if rest and rest[0].total.low > first[0].total.high:
        more = rest[0].total.low - first[0].total.high
        text += f" Next, {names[rest[0].offer.id]} is {money(more, answer.currency)} dearer."
    elif rest:
        text += f" Not decided: {names[rest[0].offer.id]} could cost less, by what is left open."
    share = answer.bad.total / answer.rows if answer.rows else 0
    if share >= _WORTH_TELLING:
        text += f" {percent(share)} of the log's rows are left out."
    return text


def _planned(name: str, one: Replayed) -> str:
    """The name with the plan of the whole log."""
    plan = shown(one.bill.plan, _LONGEST_NAME) if one.bill.plan else ""
    return name if plan in name else f"{name}, {plan}"


def _table(answer: ReplayAnswer, names: Mapping[str, str]) -> Table:
    """The offers by rank."""
    columns = (
        Column("#", right=True),
        Column("offer"),
        Column("all calls", right=True),
        Column("a talk minute", right=True),
        Column("rounding up adds", right=True),
        Column("that is, min", right=True, spare=True),
    )
    rows = [
        (
            Cell(str(one.rank) if one.rank else "–"),
            Cell(_planned(names[one.offer.id], one), "strong" if one.rank == 1 else "plain"),
            Cell(money_range(one.total, answer.currency)),
            Cell(_rates(one, answer.currency)),
            Cell(money(one.rounding_cost, answer.currency) if _has_clock(one) else "–"),
            Cell(f"{float(one.rounding_minutes):,.0f}" if _has_clock(one) else "–"),
        )
        for one in answer.quotes
    ]
    return Table(columns, rows)


def _rates(one: Replayed, currency: str) -> str:
    """What a minute of talk costs, to four places."""
    low, high = (
        money(amount, currency, _RATE_PLACES) for amount in (one.per_talk_minute.low, one.per_talk_minute.high)
    )
    return low if low == high else f"{low}–{high.removeprefix('$').removeprefix(f'{currency} ')}"


def _has_clock(one: Replayed) -> bool:
    """Whether any minutes are billed."""
    return any(cycle.billed_minutes for cycle in one.bill.cycles)


def _by_cycle(answer: ReplayAnswer) -> Iterator[Block]:
    """What each cycle costs; quotes of other cycles stand in a table of their own."""
    names = short_names(answer.quotes)
    groups: dict[tuple[str, ...], list[Replayed]] = {}
    for one in answer.quotes:
        groups.setdefault(tuple(cycle.span.name for cycle in one.bill.cycles), []).append(one)
    for spans, quotes in groups.items():
        if len(spans) > 1:
            columns = (Column("cycle"), *(Column(names[one.offer.id], right=True) for one in quotes))
            rows = [
                (Cell(span), *(Cell(money_range(one.bill.cycles[place].range, answer.currency)) for one in quotes))
                for place, span in enumerate(spans)
            ]
            yield Table(columns, rows, foldable=True)


def _lines(answer: ReplayAnswer, names: Mapping[str, str]) -> Iterator[Block]:
    """Every line of every cycle."""
    for one in answer.quotes:
        for cycle in one.bill.cycles:
            columns = (
                Column("charge"), Column("for"), Column("units", right=True), Column("rate", right=True),
                Column(f"amount, {answer.currency}", right=True), Column("end"),
            )  # fmt: skip
            rows = [
                (
                    Cell(line.charge),
                    Cell(shown(line.label, _LONGEST_NAME) or "–"),
                    Cell("–" if line.quantity is None else quantity_text(line.quantity)),
                    Cell(line.rate or "–"),
                    Cell(f"{line.amount:,f}"),
                    Cell(end),
                )
                for line, end in ended_lines(cycle.bill)
            ]
            yield Table(columns, rows, f"{names[one.offer.id]}, {cycle.span.name}")


def _lacking(answer: ReplayAnswer) -> Iterator[Block]:
    """What quotes ask and the log does not say."""
    names = short_names(answer.quotes)
    asked: dict[str, list[str]] = {}
    for one in answer.quotes:
        for lack in one.lacks:
            asked.setdefault(lack, []).append(names[one.offer.id])
    for place, (lack, whose) in enumerate(asked.items()):
        yield Sentence(f"For {listed(whose)}, the log has {lack}.", apart=not place)
    for key in dict.fromkeys(key for one in answer.quotes for key in one.bill.missing):
        whose = [names[one.offer.id] for one in answer.quotes if key in one.bill.missing]
        said = "Your needs do not say" if key.startswith("demand.") else "The profile does not say"
        priced = f"{listed(whose)} {'are' if whose[1:] else 'is'} priced without it"
        yield Sentence(f"{said} {shown(key, _LONGEST_NAME)}, so {priced}.", apart=not asked)
