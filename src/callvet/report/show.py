"""One vendor, as a page: what it is worth and why, what is known of it, from where, how old, what to ask."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.model.questions import question
from callvet.model.wording import shown
from callvet.report.breakdown import criteria_table, evidenced
from callvet.report.page import Cell, Column, Data, Heading, Page, Sentence, Table
from callvet.report.phrases import NOT_KNOWN, counted, percent, sentence_case, span
from callvet.report.score import name_of
from callvet.report.score_data import SCHEMA, entry_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from callvet.evaluation.vendor_page import Fact, VendorAnswer
    from callvet.model.vendor import Source
    from callvet.report.page import Block

_LONGEST_VALUE = 300
_LONGEST_KEY = 60
_STATES = {"met": Cell("met", "good"), "failed": Cell("failed", "bad"), "unanswered": Cell("to ask", "dim")}
_OLD_AFTER_DAYS = 180
"""Facts older than half a year are worth asking for again; callvet's. [days]"""


def show_page(answer: VendorAnswer, today: date) -> Page:
    """The page of one vendor, as it reads today."""
    entry = answer.entry
    blocks: list[Block] = [Sentence(_verdict(answer), "strong"), Sentence(_age(answer.as_of, today))]
    blocks.append(Sentence(f"Lines are those of {entry.subject.document.path} where no other file is named."))
    blocks += _knockouts(answer)
    blocks += [Heading("By criterion"), criteria_table(entry)]
    flags = [flag for part in entry.scores.values() for flag in part.assessment.flags]
    blocks += [Sentence(f"{sentence_case(flag)}.") for flag in flags]
    blocks += [Heading("What is known"), _facts([fact for fact in answer.facts if fact.place])]
    blocks += _sources(answer.sources, today)
    blocks += _unknown(answer)
    notes = enumerate(answer.ranking.notes)
    blocks += [Sentence(f"{sentence_case(note)}.", talk=True, apart=position == 0) for position, note in notes]
    data = Data(
        ("key", "value", "place"),
        [(fact.key, written(fact.value) if fact.place else None, str(fact.place or "")) for fact in answer.facts],
    )
    return Page(name_of(entry), blocks, data, show_json(answer))


def written(value: object) -> str:
    """A value of a profile as its writer would put it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        joint = "; " if any(isinstance(item, dict) for item in value) else ", "
        return joint.join(written(item) for item in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{key} {written(item)}" for key, item in value.items())
    return str(value)


def _verdict(answer: VendorAnswer) -> str:
    """What it is worth, in a sentence."""
    entry = answer.entry
    name = name_of(entry)
    if not entry.eligible:
        return f"{name} is out: {'; '.join(knockout.reason for knockout in entry.failed)}."
    answered = percent(entry.answered_weight)
    if not entry.unanswered:
        return f"{name} has shown {entry.score:.0f} of 100; nothing is left to ask."
    missing = counted(len(entry.unanswered), "missing answer")
    reach = f"could reach {entry.high:.0f} with its {missing} ({answered} of the weight is answered)"
    return f"{name} has shown {entry.score:.0f} of 100 and {reach}."


def _age(as_of: date | None, today: date) -> str:
    """How old the facts are."""
    if as_of is None:
        return "The profile has no date (as_of), so nobody can tell how old its facts are."
    return f"As of {as_of}, {_ago(as_of, today)}."


def _ago(day: date, today: date) -> str:
    """How long ago, with a word where it is long."""
    days = (today - day).days
    if days < 0:
        return "a day that is still to come"
    old = "; ask again" if days > _OLD_AFTER_DAYS else ""
    return ("today" if days == 0 else f"{counted(days, 'day')} ago") + old


def _knockouts(answer: VendorAnswer) -> Iterator[Block]:
    """How it stands to the musts."""
    if not answer.entry.knockouts:
        return
    columns = (Column("must"), Column("state"), Column("because"), Column("line", right=True))
    rows = [
        (
            Cell(shown(knockout.name, _LONGEST_KEY)),
            _STATES[knockout.state],
            *evidenced(knockout.reason, knockout.place, answer.entry.subject.document.path),
        )
        for knockout in answer.entry.knockouts
    ]
    yield Heading("Musts and floors")
    yield Table(columns, rows)


def _facts(facts: Sequence[Fact]) -> Table | Sentence:
    """What is known, and the line that says so."""
    if not facts:
        return Sentence("Nothing but the date and the sources, where they are given.")
    columns = (Column("key", whole=True), Column("value"), Column("line", right=True))
    rows = [
        (
            Cell(shown(fact.key, _LONGEST_KEY)),
            Cell(shown(written(fact.value), _LONGEST_VALUE)),
            Cell(str(fact.place and fact.place.line)),
        )
        for fact in facts
    ]
    return Table(columns, rows)


def _sources(sources: Sequence[Source], today: date) -> Iterator[Block]:
    """Where the facts come from, and when each source was read."""
    yield Heading("From where")
    if not sources:
        yield Sentence("The profile names no source, so none of it can be checked.")
        return
    columns = (Column("kind"), Column("source"), Column("read"), Column("how long ago"))
    rows = [
        (
            Cell(source.kind.replace("_", " ")),
            Cell(shown(source.ref, _LONGEST_VALUE)),
            Cell(str(source.read)),
            Cell(_ago(source.read, today)),
        )
        for source in sources
    ]
    yield Table(columns, rows)


def _unknown(answer: VendorAnswer) -> Iterator[Block]:
    """What is not known: first what counts, as questions; then the rest, by name."""
    worth = answer.entry.open_points
    asked = answer.entry.unanswered
    rest = [fact.key for fact in answer.facts if not fact.place and fact.key not in asked]
    if asked or rest:
        yield Heading(f"What is {NOT_KNOWN}")
    if asked:
        columns = (Column("worth, points", right=True), Column("question"), Column("key", whole=True))
        yield Table(
            columns,
            [
                (
                    Cell(span(worth.get(key, 0), worth.get(key, 0), 1)),
                    Cell(question(key, answer.ranking.ranking.own_questions)),
                    Cell(shown(key, _LONGEST_KEY)),
                )
                for key in asked
            ],
        )
    if rest:
        yield Sentence(f"Not known either, and not counted under these needs: {', '.join(rest)}.", "dim")


def show_json(answer: VendorAnswer) -> dict[str, object]:
    """The page as one object; a rank among one vendor would say nothing."""
    return {
        "schema": SCHEMA,
        "command": "show",
        **{key: value for key, value in entry_json(answer.entry).items() if key != "rank"},
        "notes": list(answer.ranking.notes),
        "as_of": str(answer.as_of) if answer.as_of else None,
        "facts": {
            fact.key: {"value": _plain(fact.value), "evidence": str(fact.place)} for fact in answer.facts if fact.place
        },
        "unknown": [fact.key for fact in answer.facts if not fact.place],
        "sources": [{"kind": s.kind, "ref": s.ref, "read": str(s.read)} for s in answer.sources],
        "problems": [],
    }


def _plain(value: object) -> object:
    """A value of a profile in the kinds that JSON has."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return float(value) if isinstance(value, Decimal) else value
