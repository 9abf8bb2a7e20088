"""People's weights as a page: what weighs most, who says otherwise, and what to paste into the needs."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from callvet.evaluation.weighing import weights_origin
from callvet.load.yaml_text import scalar_text
from callvet.model.wording import shown
from callvet.report.letters import letters
from callvet.report.page import Cell, Column, Data, Drawing, Page, Sentence, Table
from callvet.report.phrases import listed, percent, sentence_case, span
from callvet.score.elicitation.pairwise import MOST_RATIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.weighing import Voice, WeighingAnswer
    from callvet.report.page import Block, Datum
    from callvet.score.elicitation.agreement import Agreement
    from callvet.score.elicitation.pairwise import Consistency

_HEAVIEST: Final = 3
"""So many names stand in the first sentence; the table has them all."""
_AXIS_CELLS: Final = 48
_LONGEST_NAME: Final = 24
_TICKS: Final = 4
_STEP: Final = 0.1
"""The axis ends at a whole tenth. [share]"""
_WIDE_GAP: Final = 0.1
"""People who lie so far apart should talk; callvet's own. [share of all weight]"""
_SEVERAL: Final = "*"
_MEAN: Final = "│"
_METHODS: Final = {
    "points": "by points",
    "swing": "by swings",
    "roc": "by rank order (centroid)",
    "rank_sum": "by rank sum",
    "pairwise": "by comparing two at a time",
}
_DATA_COLUMNS: Final = ("name", "weight", "low", "high", "deviation", "gap", "by", "method", "given")


def weights_page(answer: WeighingAnswer, source: str) -> Page:
    """The page of several people's weights.

    Args:
        answer: The weights.
        source: The folder or file that they are from, as it would be typed.
    """
    several = len(answer.voices) > 1
    blocks: list[Block] = [_verdict(answer), *_contradictions(answer.voices), _table(answer.agreements, several)]
    if several:
        blocks += _picture(answer)
        blocks += _talk_over(answer)
    blocks += _next_steps(answer, source)
    blocks += _what_it_rests_on(answer)
    return Page("Weights", blocks, _data(answer), _json(answer))


def _verdict(answer: WeighingAnswer) -> Sentence:
    """What weighs most."""
    first, *others = [f"{shown(one.name)} {percent(one.mean)}" for one in answer.agreements[:_HEAVIEST]]
    name, _, weight = first.rpartition(" ")
    several = len(answer.voices) > 1
    who = f"Together, {weights_origin(answer)} weigh" if several else f"{weights_origin(answer)} weighs"
    then = f", then {listed(others)}" if others else ""
    return Sentence(f"{who} {name} most: {weight}{then}.", "strong")


def _contradictions(voices: Sequence[Voice]) -> Iterator[Sentence]:
    """Comparisons that cannot be relied on, with the one to ask again."""
    for voice in voices:
        found = voice.consistency
        if found is not None and not found.is_acceptable:
            ratio = f"consistency ratio {found.ratio:.2f}, over {MOST_RATIO:.2f}"
            yield Sentence(f"Comparisons of {shown(voice.by)} contradict each other: {ratio}. {_worst(found)}", "bad")


def _worst(found: Consistency) -> str:
    """The judgement to ask again, and what all others make of it."""
    one = found.worst
    if one is None:
        return "Ask again."
    more, than = shown(one.more), shown(one.than)
    said = f"{more} {one.times:g} times {than}" if one.times != 1 else f"{more} and {than} alike"
    sides = (more, than, found.implied) if found.implied >= 1 else (than, more, 1 / found.implied)
    return f"Ask again: {said}, while all answers together make {sides[0]} {sides[2]:.1f} times {sides[1]}."


def _table(found: Sequence[Agreement], several: bool) -> Table:  # noqa: FBT001 - columns or none
    """One row for each name."""
    most = max(one.high for one in found)
    head = (Column("what"), Column("weight", right=True))
    columns = (Column("from–to", right=True), Column("spread", right=True), Column("least"), Column("most"))
    rows = []
    for one in found:
        weight = Cell(percent(one.mean), "strong", bar=(one.mean / most, one.high / most))
        apart = _apart(one) if several else ()
        rows.append((Cell(shown(one.name, _LONGEST_NAME)), weight, *apart))
    return Table(head + (columns if several else ()), rows)


def _apart(one: Agreement) -> tuple[Cell, ...]:
    """How far people lie apart."""
    same = round(one.gap, 9) == 0
    least, most = (Cell("–"), Cell("–")) if same else (Cell(shown(one.lowest)), Cell(shown(one.highest)))
    reach = f"{span(one.low * 100, one.high * 100)}%"
    return Cell(reach), Cell(f"±{one.deviation * 100:.1f}"), least, most


def _picture(answer: WeighingAnswer) -> Iterator[Block]:
    """Each person's weights on one axis, and the mean."""
    lettered = letters([voice.by for voice in answer.voices])
    top = max(_STEP, ceil(max(one.high for one in answer.agreements) / _STEP - 1e-9) * _STEP)
    margin = max(len(shown(one.name, _LONGEST_NAME)) for one in answer.agreements)
    lines = []
    for one in answer.agreements:
        cells = ["·"] * (_AXIS_CELLS + 1)
        cells[_cell(one.mean, top)] = _MEAN
        taken: dict[int, str] = {}
        for by, letter in lettered.items():
            place = _cell(answer.people[by].get(one.name, 0.0), top)
            taken[place] = _SEVERAL if place in taken else letter
        for place, sign in taken.items():
            cells[place] = sign
        lines.append(f"{shown(one.name, _LONGEST_NAME):{margin}}  {''.join(cells)}")
    lines.append(f"{'':{margin}}  {_ticks(top)}")
    legend = ", ".join(f"{letter} {shown(by)}" for by, letter in lettered.items())
    lines.append(f"{'':{margin}}  {_MEAN} mean, {_SEVERAL} several")
    yield Drawing("What each gives it, of all weight", lines)
    yield Sentence(f"{legend}.")


def _cell(share: float, top: float) -> int:
    """Where on the axis a share stands."""
    return min(_AXIS_CELLS, round(share / top * _AXIS_CELLS))


def _ticks(top: float) -> str:
    """The figures under the axis, each beginning where it stands."""
    width = _AXIS_CELLS // _TICKS
    return "".join(f"{f'{top * tick / _TICKS * 100:g}%':{width}}" for tick in range(_TICKS + 1)).rstrip()


def _talk_over(answer: WeighingAnswer) -> Iterator[Sentence]:
    """What people should talk about first, and what else they see differently."""
    apart = sorted(answer.agreements, key=lambda one: (-one.gap, one.name))
    first, *others = apart
    if round(first.gap, 9) == 0:
        yield Sentence("All of them agree.", apart=True)
        return
    gap = f"{shown(first.lowest)} gives it {percent(first.low)}, {shown(first.highest)} {percent(first.high)}"
    yield Sentence(f"Talk first about {shown(first.name)}: {gap}. The mean hides that.", apart=True)
    wide = [shown(one.name) for one in others if round(one.gap, 9) >= _WIDE_GAP]
    if wide:
        yield Sentence(f"People lie {percent(_WIDE_GAP)} or more apart on {listed(wide)}, too.")


def _next_steps(answer: WeighingAnswer, source: str) -> Iterator[Block]:
    """What to paste, or to run."""
    lines = ["weights:", *(f"  {scalar_text(name)}: {scalar_text(points)}" for name, points in answer.points.items())]
    width = max(map(len, lines))
    yield Drawing("To use them, put this into needs.yaml", [f"{line:{width}}".rstrip() for line in lines], talk=True)
    yield Sentence(f"Or leave them where they are: callvet score --weights-from {source}", talk=True, apart=True)
    if len(answer.voices) > 1:
        each = " or ".join(voice.path for voice in answer.voices[:2])
        yield Sentence(f"Does it matter who is right? Compare the winners: --weights-from {each}", talk=True)
    yield Sentence(f"Before prices are opened, fix them: callvet weights {source} --freeze", talk=True)


def _what_it_rests_on(answer: WeighingAnswer) -> Iterator[Sentence]:
    """Who was asked how, and how weights were combined."""
    told = [_asked(voice) for voice in answer.voices]
    yield Sentence(f"Asked: {listed(told)}.", talk=True, apart=True)
    if told[1:]:
        why = "so that a vendor's score is the mean of the scores that each person's weights give it"
        yield Sentence(f"Combined by the arithmetic mean, {why}.", talk=True)
    yield from (Sentence(f"{sentence_case(note)}.", talk=True) for note in answer.notes)


def _asked(voice: Voice) -> str:
    """How one person was asked."""
    ratio = f", consistency ratio {voice.consistency.ratio:.2f}" if voice.consistency else ""
    return f"{shown(voice.by)} {_METHODS[voice.method]} ({voice.day.isoformat()}{ratio})"


def _data(answer: WeighingAnswer) -> Data:
    """The rows of the CSV: one for each name and person."""
    rows: list[Sequence[Datum]] = [
        (
            one.name,
            one.mean,
            one.low,
            one.high,
            one.deviation,
            one.gap,
            voice.by,
            voice.method,
            answer.people[voice.by].get(one.name, 0.0),
        )
        for one in answer.agreements
        for voice in answer.voices
    ]
    return Data(_DATA_COLUMNS, rows)


def _json(answer: WeighingAnswer) -> dict[str, object]:
    """The answer as one object; shares are not rounded, ``points`` are what the needs take."""
    return {
        "schema": 1,
        "command": "weights",
        "weights": {one.name: one.mean for one in answer.agreements},
        "points": {name: float(points) for name, points in answer.points.items()},
        "criteria": dict(answer.criteria),
        "combined_by": "arithmetic mean",
        "people": [_voice_json(answer, voice) for voice in answer.voices],
        "agreement": [
            {
                "name": one.name,
                "weight": one.mean,
                "low": one.low,
                "high": one.high,
                "deviation": one.deviation,
                "gap": one.gap,
                "lowest": one.lowest,
                "highest": one.highest,
            }
            for one in answer.agreements
        ],
        "notes": list(answer.notes),
        "problems": [],
    }


def _voice_json(answer: WeighingAnswer, voice: Voice) -> dict[str, object]:
    """One person's weights."""
    found = voice.consistency
    return {
        "by": voice.by,
        "date": voice.day.isoformat(),
        "method": voice.method,
        "file": voice.path,
        "named": dict(voice.named),
        "weights": {one.name: answer.people[voice.by].get(one.name, 0.0) for one in answer.agreements},
        "consistency": _consistency_json(found) if found else None,
    }


def _consistency_json(found: Consistency) -> dict[str, object]:
    """How far comparisons contradict each other."""
    worst = found.worst
    return {
        "eigenvalue": found.eigenvalue,
        "index": found.consistency_index,
        "ratio": found.ratio,
        "acceptable": found.is_acceptable,
        "least_consistent": {**worst._asdict(), "implied": found.implied} if worst else None,
    }
