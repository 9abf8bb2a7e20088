"""How many agents a volume takes, as a page: the answer, the week by the hour, what it comes to, what it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown
from callvet.report.page import Cell, Column, Page, Sentence, Table
from callvet.report.phrases import WEEKDAYS, counted, listed, percent, sentence_case, situation
from callvet.report.staff_data import staff_json, staff_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from callvet.demand.staff_plan import StaffPlan
    from callvet.evaluation.planning import StaffAnswer, Staffing
    from callvet.report.page import Block, Shade

_MINUTES_AN_HOUR: Final = 60
_SHADES: Final[tuple[Shade, ...]] = (0, 1, 2, 3)


def staff_page(answer: StaffAnswer) -> Page:
    """The page of a staffing answer."""
    blocks: list[Block] = [Sentence(_verdict(answer), "strong"), _heat_map(answer.team.week), _totals(answer)]
    blocks += _reached(answer)
    blocks += [Sentence(text) for text in _beside(answer)]
    blocks += [
        Sentence(f"{sentence_case(note)}.", talk=True, apart=not place) for place, note in enumerate(answer.notes)
    ]
    return Page("Staff", blocks, staff_rows(answer.team.week), staff_json(answer))


def _verdict(answer: StaffAnswer) -> str:
    """How many agents on what, and how much of their time."""
    at = situation(answer.volume, answer.needs.demand)
    low, high = answer.team, answer.most
    ends = sorted({low.week.agents_peak, high.week.agents_peak})
    hours = _span(low.hours.productive_hours, high.hours.productive_hours)
    if not low.hours.productive_hours:
        return f"No agent is needed for {at}."
    agents = counted(ends[0], "agent") if len(ends) == 1 else f"{ends[0]:,}–{ends[1]:,} agents"
    fewest = "; the lower ends if every agent speaks every language" if high is not low else ""
    return f"{at}: {agents} at the busiest and {hours} agent-hours a week{fewest}."


def _heat_map(week: StaffPlan) -> Table:
    """The most agents of each hour by weekday; closed hours have none."""
    agents: dict[tuple[int, int], int] = {}
    for row in week.rows:
        key = row.load.start_minute // _MINUTES_AN_HOUR, row.load.weekday
        agents[key] = max(agents.get(key, 0), row.agents)
    hours, days = [hour for hour, _ in agents], sorted({day for _, day in agents})
    least, most = min(agents.values()), max(agents.values())

    def cell(hour: int, day: int) -> Cell:
        if (hour, day) not in agents:
            return Cell("–", "dim")
        return Cell(str(agents[hour, day]), shade=_shade(agents[hour, day], least, most))

    rows = [(Cell(f"{hour:02d}:00"), *(cell(hour, day) for day in days)) for hour in range(min(hours), max(hours) + 1)]
    columns = (Column("from", whole=True), *(Column(WEEKDAYS[day], right=True) for day in days))
    return Table(columns, rows, "Agents, the most within each hour")


def _shade(agents: int, least: int, most: int) -> Shade | None:
    """How dark a number of agents is between the least and the most of the week."""
    if not agents:
        return None
    return _SHADES[min((agents - least) * len(_SHADES) // max(most - least, 1), len(_SHADES) - 1)]


def _totals(answer: StaffAnswer) -> Table:
    """What the week comes to, for each way to staff it."""
    columns = (
        Column("a week"),
        Column("positions", right=True),
        Column("productive, h", right=True),
        Column("logged in, h", right=True),
        Column("paid, h", right=True),
        Column("full-time, of 40 h", right=True),
    )
    if answer.separate is None:
        return Table(columns, [_total("in all", answer.pooled)])
    ways = {"pooled": ("every agent speaks all", answer.pooled), "separate": ("one language each", answer.separate)}
    asked = answer.needs.service.languages_staffed
    order = ["separate", "pooled"] if asked == "separate" else ["pooled", "separate"]
    rows = []
    for way in order:
        rows.append(_total(*ways[way]))
        if way == "separate":
            rows += [_language(language, plan) for language, plan in answer.by_language.items()]
    return Table(columns, rows)


def _total(name: str, team: Staffing) -> tuple[Cell, ...]:
    """One way to staff the week."""
    hours = team.hours
    figures = (hours.productive_hours, hours.logged_in_hours, hours.paid_hours, team.full_time_agents)
    return (Cell(name), Cell(f"{team.week.agents_peak:,}"), *(Cell(f"{float(figure):,.1f}") for figure in figures))


def _language(language: str, plan: StaffPlan) -> tuple[Cell, ...]:
    """The queue of one language, of which the way to staff it is made."""
    figures = (
        plan.agent_hours_per_week,
        plan.logged_in_hours_per_week,
        plan.paid_hours_per_week,
        plan.full_time_agents,
    )
    words = (f"– of these {shown(language)}", f"{plan.agents_peak:,}", *(f"{float(one):,.1f}" for one in figures))
    return tuple(Cell(word, "dim") for word in words)


def _reached(answer: StaffAnswer) -> Iterator[Block]:
    """What callers and agents get, and what one agent fewer would give."""
    week, service = answer.team.week, answer.needs.service
    if not answer.has_contacts:
        hours = _figure(sum(row.load.hours for row in week.rows))
        yield Sentence(f"Keeping the line open all the same would take 1 agent, {hours} agent-hours a week.")
        return
    within = f"{service.calls.within_seconds.normalize():f} s"
    yield Sentence(
        f"Answered within {within}: {percent(week.service_level)} ({percent(float(service.calls.share))} asked for, "
        f"{_measured(answer)}). Mean wait {week.average_wait_seconds:,.1f} s; agents are busy "
        f"{percent(week.occupancy)} of their time{_given_up(answer)}."
    )
    overrun = ", and in some intervals the queue would grow without end" if _is_overrun(answer) else ""
    yield Sentence(f"With one agent fewer at all times: {percent(week.service_level_with_one_fewer)}{overrun}.")


def _measured(answer: StaffAnswer) -> str:
    """Over what the level must hold."""
    service = answer.needs.service
    texts = {
        "interval": f"in each {service.interval_minutes} minutes",
        "day": "over each day",
        "week": "over the week",
        "month": "over the month",
    }
    return texts[service.measured]


def _given_up(answer: StaffAnswer) -> str:
    """Who gives up, where callers may."""
    if answer.needs.service.model == "erlang_c":
        return ""
    patience = f"{answer.needs.demand.patience_seconds.normalize():f} s"
    return f"; {percent(answer.team.week.abandoned_share)} give up (mean patience {patience})"


def _is_overrun(answer: StaffAnswer) -> bool:
    """Whether one agent fewer could not carry the load of some interval, ever."""
    is_patient = answer.needs.service.model == "erlang_c"
    rows = answer.team.week.rows
    return is_patient and any(0 < row.load.offered_erlangs >= row.agents - 1 for row in rows)


def _beside(answer: StaffAnswer) -> Iterator[str]:
    """What shifts add, and what else there is to do."""
    if answer.has_contacts:
        yield _shifts(answer)
    if answer.other_contacts:
        yield (
            f"Beside the calls, the intervals count {_figure(answer.other_contacts)} contacts a week that wait for an "
            "agent too (chats, messages, wrong numbers)."
        )
    if answer.deferrable_hours:
        added = answer.team.later_hours
        fits = f"adds {_figure(added)} agent-hours" if added else "fits into the time between contacts"
        yield f"Work that can wait (e-mails, calls out) takes {_figure(answer.deferrable_hours)} h a week and {fits}."


def _shifts(answer: StaffAnswer) -> str:
    """What real shifts add: those of the needs, else examples."""
    if answer.needs.service.minimum_shift_hours:
        (one,) = answer.shifts
        return (
            f"In shifts of at least {_figure(one.minimum_hours)} h they take "
            f"{_figure(one.agent_hours_per_week)} agent-hours a week, {_figure(one.added_hours_per_week)} more than "
            "by the half-hour."
        )
    told = [
        f"{_figure(one.added_hours_per_week)} where nobody comes for less than {_figure(one.minimum_hours)} h"
        for one in answer.shifts
    ]
    return f"Agents come by the half-hour here; whole shifts add agent-hours a week: {listed(told)}."


def _span(low: Fraction, high: Fraction) -> str:
    """``250`` or ``250–312.5``."""
    first, last = _figure(low), _figure(high)
    return first if first == last else f"{first}–{last}"


def _figure(amount: Fraction | int) -> str:
    """``250``, ``312.5``: to a tenth."""
    return f"{float(amount):,.1f}".removesuffix(".0")
