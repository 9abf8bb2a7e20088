"""How the vendor is doing: the answer first, the vital signs, the periods, and what was owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown
from callvet.report.left_out import left_out_tables
from callvet.report.monitor_cost import cost_blocks
from callvet.report.monitor_data import monitor_data, monitor_json
from callvet.report.monitor_tables import figure_text, periods_table, signs_table, standing_out
from callvet.report.page import Page, Sentence
from callvet.report.phrases import clock_time, counted, listed, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.evaluation.monitoring import MonitorAnswer
    from callvet.report.page import Block

_LONGEST_NAME: Final = 60


def monitor_page(answer: MonitorAnswer) -> Page:
    """The page of a log's vital signs."""
    blocks: list[Block] = [Sentence(_verdict(answer), "strong"), *_hidden(answer), signs_table(answer)]
    if missing := [one.sign.label for one in answer.readings if one.total is None]:
        blocks.append(Sentence(f"No data: {'; '.join(missing)}."))
    if len(answer.periods) > 1:
        blocks.append(periods_table(answer))
    blocks += standing_out(answer)
    if answer.cost:
        blocks += cost_blocks(answer.cost)
    blocks += left_out_tables(answer.bad, answer.rows)
    blocks += _explained(answer)
    return Page("Vital signs", blocks, monitor_data(answer), monitor_json(answer))


def _verdict(answer: MonitorAnswer) -> str:
    """Whether the level was met, in how many periods; what is missed beside it; on how many calls."""
    calls = counted(answer.total.offered, "call")
    days = [day for period in answer.periods for day in period.days]
    told = f"{calls} from {min(days)} to {max(days)}"
    who = shown(answer.vendor, _LONGEST_NAME) if answer.vendor else "The line"
    level = answer.reading("service_level")
    if answer.wishes.first_weeks:
        return _of_handle_time(answer, told)
    if level.total is None or level.promise is None:
        return f"No data on how quickly calls were answered: {told}."
    known = sum(value is not None for value in level.values)
    share, within = figure_text(level.promise.figure, "share"), f"{answer.times.calls:f} s"
    source = "promised" if level.promise.is_promise else "asked for"
    met = known - len(level.missed)
    reached = f"{who} answered {figure_text(level.total, 'share')} of calls within {within}"
    if known == 1:
        text = f"{reached}; {share} were {source}: {'met' if met else 'missed'}."
    else:
        text = f"{reached}; the {share} {source} were reached in {met} of {counted(known, answer.wishes.by)}."
    others = [
        one.sign.label
        for one in answer.readings
        if one.missed and one.promise and one.promise.is_promise and one.sign.name != "service_level"
    ]
    if others:
        text += f" Also missed: {listed(others)}."
    return f"{text} {told}."


def _of_handle_time(answer: MonitorAnswer, told: str) -> str:
    """How long calls took in the first weeks, and whether that settles."""
    one = answer.reading("handle_seconds")
    if one.total is None:
        return f"No call was answered in the first two weeks: {told}."
    text = f"In the first {counted(len(answer.periods), 'day')}, a call took {clock_time(one.total)}"
    if one.lacks:
        text += f" without {' and '.join(one.lacks)}"
    if one.promise:
        text += f", against {clock_time(one.promise.figure)} ({one.promise.source})"
    elif one.benchmark:
        text += f"; {one.benchmark.source}"
    if one.trend and one.trend.is_significant:
        way = "grew shorter" if one.trend.slope < 0 else "grew longer"
        text += f". Calls {way}, by {abs(one.trend.slope):.1f} s a day"
    elif one.trend:
        text += ". No trend can be told from chance yet"
    return f"{text}. {sentence_case(told)}."


def _hidden(answer: MonitorAnswer) -> Iterator[Sentence]:
    """Periods that are met while single days miss badly."""
    for hidden in answer.reading("service_level").hidden:
        yield Sentence(
            f"{hidden.period} is met with {figure_text(hidden.figure, 'share')}, but {hidden.missed} of its "
            f"{hidden.days} days missed it, {hidden.badly} by a tenth of all calls or more; the worst was "
            f"{hidden.worst_day} with {figure_text(hidden.worst, 'share')}.",
            "bad",
        )


def _explained(answer: MonitorAnswer) -> Iterator[Sentence]:
    """How things were measured."""
    level, promise = answer.level, answer.reading("service_level").promise
    text = f"In time is: {level.formula} (--level-definition {level.name}; {level.source})"
    if promise and not promise.is_promise and answer.reading("service_level").total is not None:
        text += f". Nothing is promised that callvet knows of, so it is held against {promise.source}"
    yield Sentence(f"{text}.", talk=True, apart=True)
    yield Sentence(
        f"A trend is the median change a {answer.watched_by} (Theil and Sen), told where chance alone would do "
        "it in fewer than one case in twenty (Mann and Kendall).",
        talk=True,
    )
    for note in answer.notes:
        yield Sentence(f"{sentence_case(note)}.", talk=True)
