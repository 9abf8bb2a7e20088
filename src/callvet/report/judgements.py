"""What people thought of the vendors, as a page: what to talk over, the marks side by side, a picture, the calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.evaluation.judgements import exact, waits_of
from callvet.model.judgement import MOST_MARKS, TEST_CALL_CHECKLIST
from callvet.model.wording import shown
from callvet.report.dot_plot import SETTLED, TALK, DotRow, dot_plot, initials
from callvet.report.judgements_data import judgements_data, judgements_json
from callvet.report.page import Cell, Column, Drawing, Heading, Page, Sentence, Table
from callvet.report.phrases import NAMES_HIDDEN, counted, listed, sentence_case
from callvet.score.criteria.service_levels import STANDARD_SECONDS, STANDARD_SHARE
from callvet.score.matching import in_words
from callvet.score.moderation import moderated_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.evaluation.judgements import CriterionMarks, JudgementsAnswer, MadeCall, VendorMarks
    from callvet.report.page import Block, Shade

_LONGEST_NAME: Final = 60
_LONGEST_NOTE: Final = 200
_MOST_COLUMNS: Final = 6
"""More people than these share a column, by their letters. [people]"""
_NO_MARK: Final = "no mark"
_NONE: Final = "none"
_BLANK: Final = "blank"
_ABSENT: Final = "–"
_TAIL: Final = "mean  by  apart"
_SHADES: Final = 4


def judgements_page(answer: JudgementsAnswer) -> Page:
    """The page of all judgements."""
    letters = initials(answer.people)
    blocks: list[Block] = [*_verdict(answer), _side_by_side(answer), *_to_talk_over(answer), *_settled(answer)]
    blocks += _pictures(answer, letters)
    blocks += _by_person(answer, letters)
    blocks += _calls(answer)
    blocks += [Sentence(text, talk=True, apart=True) for text in _next_steps(answer)]
    blocks += [Sentence(f"{sentence_case(note)}.", talk=True) for note in answer.notes]
    return Page("Judgements", blocks, judgements_data(answer), judgements_json(answer))


def _name(vendor: VendorMarks) -> str:
    """What people call a vendor, inert."""
    return shown(vendor.called, _LONGEST_NAME)


def _open(answer: JudgementsAnswer) -> list[tuple[VendorMarks, CriterionMarks]]:
    """What is to be talked over."""
    return [(vendor, marks) for vendor in answer.vendors for marks in vendor.criteria if marks.is_open]


def _verdict(answer: JudgementsAnswer) -> Iterator[Sentence]:
    """Who judged whom, what to talk over, and how long the callers waited."""
    judged = [vendor for vendor in answer.vendors if vendor.test_calls or any(one.given for one in vendor.criteria)]
    what = len(_open(answer))
    talk = f"{counted(what, 'mark')} to talk over" if what else "nothing to talk over"
    verb = "has" if len(answer.people) == 1 else "have"
    people = counted(len(answer.people), "person", "people")
    yield Sentence(
        f"{people} {verb} judged {len(judged)} of {counted(len(answer.vendors), 'vendor')}: {talk}.", "strong"
    )
    waits = waits_of(answer)
    if waits:
        in_time = sum(wait <= STANDARD_SECONDS for wait in waits)
        mean = sum(waits) / len(waits)
        yield Sentence(
            f"{in_time} of {counted(len(waits), 'timed test call')} answered within {STANDARD_SECONDS} seconds, where "
            f"the documents ask for {STANDARD_SHARE:.0%}; the mean wait is {mean:.0f} s."
        )
    if answer.codes is not None:
        yield Sentence(NAMES_HIDDEN)


def _side_by_side(answer: JudgementsAnswer) -> Table:
    """One row for each vendor, with the mark that counts by each criterion."""
    columns = (Column("vendor"), *(Column(in_words(name), right=True) for name in answer.criteria))
    rows = [(Cell(_name(vendor)), *map(_counting, vendor.criteria)) for vendor in answer.vendors]
    return Table(columns, rows, f"Marks that count, of {MOST_MARKS} ({_NONE}: nobody marked it)")


def _counting(marks: CriterionMarks) -> Cell:
    """The mark that counts, and whether it is to be talked over or was settled."""
    if marks.counts is None:
        return Cell(_NONE, "dim")
    sign = SETTLED if marks.settled else ""
    shade: Shade = (0, 1, 2, 3)[min(_SHADES - 1, int(marks.counts * _SHADES / MOST_MARKS))]
    return Cell(f"{marks.counts:.1f}{sign}{TALK if marks.is_open else ''}", shade=shade)


def _to_talk_over(answer: JudgementsAnswer) -> Iterator[Block]:
    """What people marked far apart, and what was marked since it was settled."""
    rows = [
        (Cell(_name(vendor)), Cell(in_words(marks.criterion)), Cell(flag))
        for vendor, marks in _open(answer)
        for flag in marks.flags
    ]
    if rows:
        yield Table((Column("vendor"), Column("criterion"), Column("to talk over")), rows)


def _settled(answer: JudgementsAnswer) -> Iterator[Block]:
    """What committees settled on, from which marks, and why."""
    rows = [
        (
            Cell(_name(vendor)),
            Cell(in_words(marks.criterion)),
            Cell(moderated_words(marks.settled, marks.means)),
            Cell(shown(marks.settled.by)),
            Cell(str(marks.settled.place), "dim"),
        )
        for vendor in answer.vendors
        for marks in vendor.criteria
        if marks.settled
    ]
    if rows:
        heads = ("vendor", "criterion", "moderated", "by", "where")
        yield Table([Column(head) for head in heads], rows)


def _pictures(answer: JudgementsAnswer, letters: Mapping[str, str]) -> Iterator[Block]:
    """A plot for each criterion, and whose the letters are."""
    for position, (name, question) in enumerate(answer.criteria.items()):
        rows = [_dots(vendor.called, vendor.criteria[position], letters) for vendor in answer.vendors]
        yield Drawing(f"{in_words(name)}: {shown(question, _LONGEST_NOTE)}", dot_plot(rows, _TAIL))
    whose = [f"{letter} {shown(person)}" for person, letter in letters.items()]
    signs = [f"{TALK} to talk over"]
    if any(marks.settled for vendor in answer.vendors for marks in vendor.criteria):
        signs.append(f"{SETTLED} moderated, which counts in place of the mean")
    yield Sentence(f"{listed(whose)}; {'; '.join(signs)}.")


def _dots(name: str, marks: CriterionMarks, letters: Mapping[str, str]) -> DotRow:
    """One vendor's row in the plot of one criterion."""
    settled = marks.settled.mark if marks.settled else None
    if marks.mean is None or marks.spread is None:
        return DotRow(name, {}, settled, SETTLED if marks.settled else _NO_MARK)
    signs = f"{SETTLED if marks.settled else ''}{TALK if marks.is_open else ''}"
    tail = f"{marks.mean:>4.1f} {len(marks.means):>3} {_figure(marks.spread):>6} {signs}"
    return DotRow(name, {letters[by]: mean for by, mean in marks.means.items()}, settled, tail)


def _figure(mark: float) -> str:
    """A mark or a spread to one decimal, without a needless zero."""
    return f"{round(exact(mark), 1):g}"


def _by_person(answer: JudgementsAnswer, letters: Mapping[str, str]) -> Iterator[Block]:
    """A table for each vendor that somebody judged: each person's own mean by each criterion."""
    yield Heading("By criterion and person")
    one_each = len(answer.people) <= _MOST_COLUMNS
    heads = [Column(shown(person), right=True) for person in answer.people] if one_each else [Column("marks")]
    columns = (Column("criterion"), *heads, *(Column(head, right=True) for head in ("mean", "spread", "people")))
    for vendor in answer.vendors:
        if not any(marks.given or marks.blank for marks in vendor.criteria):
            yield Sentence(f"{_name(vendor)}: nobody has judged it.", "dim")
            continue
        rows = [_person_row(marks, answer.people, letters, one_each=one_each) for marks in vendor.criteria]
        yield Table(columns, rows, _name(vendor))


def _person_row(
    marks: CriterionMarks, people: Sequence[str], letters: Mapping[str, str], *, one_each: bool
) -> Sequence[Cell]:
    """One criterion of one vendor: what each person gave, blank where it was left out, a dash where none judged it."""
    if one_each:
        cells = [_person_cell(marks, person) for person in people]
    else:
        given = [f"{letters[by]} {_figure(mean)}" for by, mean in marks.means.items()]
        left = [f"{_BLANK}: {' '.join(letters[by] for by in marks.blank)}"] if marks.blank else []
        cells = [Cell("; ".join((*filter(None, (", ".join(given),)), *left)) or _ABSENT)]
    if marks.mean is None or marks.spread is None:
        figures = [Cell(_NO_MARK, "dim"), Cell(_ABSENT, "dim"), Cell("0", "dim")]
    else:
        spread = _figure(marks.spread) + (f" {TALK}" if marks.is_open else "")
        figures = [Cell(f"{marks.mean:.1f}"), Cell(spread), Cell(str(len(marks.means)))]
    return (Cell(in_words(marks.criterion)), *cells, *figures)


def _person_cell(marks: CriterionMarks, person: str) -> Cell:
    """What one person gave."""
    if person in marks.means:
        return Cell(_figure(marks.means[person]))
    return Cell(_BLANK if person in marks.blank else _ABSENT, "dim")


def _calls(answer: JudgementsAnswer) -> Iterator[Block]:
    """Every test call, with its wait and the marks of the checklist."""
    rows = [_call_row(vendor, call) for vendor in answer.vendors for call in vendor.test_calls]
    if not rows:
        return
    checklist = [Column(name, right=True, spare=True) for name in TEST_CALL_CHECKLIST]
    columns = (Column("vendor"), Column("who called"), Column("on", whole=True), Column("waited", right=True))
    yield Heading("Test calls")
    yield Table((*columns, Column(f"within {STANDARD_SECONDS} s"), *checklist), rows)


def _call_row(vendor: VendorMarks, call: MadeCall) -> Sequence[Cell]:
    """One call."""
    waited = Cell("not timed", "dim") if call.wait_seconds is None else Cell(f"{call.wait_seconds:g} s")
    in_time = {True: Cell("yes"), False: Cell("no", "bad"), None: Cell("not known", "dim")}[call.is_in_time]
    marks = [
        Cell(_figure(call.marks[name])) if name in call.marks else Cell(_BLANK, "dim") for name in TEST_CALL_CHECKLIST
    ]
    return (Cell(_name(vendor)), Cell(shown(call.by)), Cell(str(call.date)), waited, in_time, *marks)


def _next_steps(answer: JudgementsAnswer) -> Iterator[str]:
    """How a mark is settled, and who has not been judged."""
    if _open(answer):
        yield (
            "Once it is talked over, write one judgement more, with kind: moderated, the mark and the reason: it "
            "counts in place of the mean."
        )
    left = [_name(vendor) for vendor in answer.vendors if not any(marks.given for marks in vendor.criteria)]
    if left:
        yield f"Nobody has marked {listed(left)}: callvet testcall asks the checklist."
