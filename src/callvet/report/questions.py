"""What to ask next, as a page: the one question that comes first, the table, and lists that can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.wording import shown
from callvet.report.answer_words import answer_words
from callvet.report.page import Cell, Clause, Column, Heading, Page, Sentence, Table
from callvet.report.phrases import counted, listed, money, percent, sentence_case, span
from callvet.report.questions_data import questions_data, questions_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.questioning import AskedVendor, OpenQuestion, QuestionsAnswer
    from callvet.report.page import Block
    from callvet.score.ranking import RankBy

_FIRST = 10
"""So many questions stand in the table; more with ``--all``."""
_MOST_NAMED = 3
_LONGEST_NAME = 60
_LONGEST_KEY = 80
_LEAST_TOLD = 0.05
"""Gains below it would round to nothing. [points]"""
_OF_QUESTIONS = (
    Column("#", right=True),
    Column("ask"),
    Column("question"),
    Column("key", whole=True, spare=True),
    Column("chance", right=True),
    Column("gain, points", right=True),
    Column("at last", right=True),
    Column("up to, points", right=True),
)
_OF_VENDORS = (
    Column("all of it about"),
    Column("to ask", right=True),
    Column("your own", right=True, spare=True),
    Column("score", right=True),
    Column("chance", right=True),
    Column("gain, points", right=True, spare=True),
    Column("comes first", right=True),
)
_BESIDE_CHANCES = ("at last", "up to, points")
"""Figures that a narrow terminal leaves out for the chances and their bars, where there are any."""
_SHARES_AND_GAINS = ("chance", "gain, points", "at last")
"""Columns that are left out where they hold nothing but zeros."""
_FIGURES = (
    "Chance is that this answer alone changes the winner, and gain what that brings on average. At last is how often "
    "it decides once all else is known, and up to what the best answer adds. Columns of zeros are left out, and in a "
    "narrow terminal some others."
)
_ASSUMED = (
    "Every open answer is taken to be equally likely anywhere in its range, whatever the others are; a must is met by "
    "the better half. What is told of several answers at once is counted in {draws} draws (seed {seed})."
)
_COUNTED_AS: dict[RankBy, str] = {
    "score": "each open answer at its worst",
    "middle": "each open answer in the middle of its range",
    "high": "each open answer at its best",
}


def questions_page(answer: QuestionsAnswer, *, everything: bool = False) -> Page:
    """The page of all questions; with ``everything``, none is left out, and each vendor's list stands below."""
    blocks: list[Block] = [*_verdict(answer), *_choice_now(answer)]
    if answer.questions:
        count = len(answer.questions) if everything else _FIRST
        blocks.append(_table(answer.questions[:count]))
        if answer.questions[count:]:
            more = counted(len(answer.questions) - count, "question")
            blocks.append(Sentence(f"{more} more: --all.", talk=True))
        blocks += [_vendors_table(answer), *_how_to_read(answer)]
    if everything:
        for vendor in answer.vendors:
            blocks += _to_send(vendor, answer.about(vendor.vendor))
    return Page("Questions", blocks, questions_data(answer.questions), questions_json(answer, answer.questions))


def sending_page(answer: QuestionsAnswer, vendor: str) -> Page:
    """One vendor's questions alone, as a list that can be sent.

    Raises:
        NothingToWorkOnError: There is no such vendor, or it is out.
    """
    asked = answer.about(vendor)
    about = next(one for one in answer.vendors if one.vendor == vendor)
    blocks = list(_to_send(about, asked)) or [Sentence(f"Nothing is open that {_name(about.called)} could answer.")]
    return Page(f"Questions for {_name(about.called)}", blocks, questions_data(asked), questions_json(answer, asked))


def _name(name: str) -> str:
    """A vendor's name, inert."""
    return shown(name, _LONGEST_NAME)


def _to_send(vendor: AskedVendor, asked: Sequence[OpenQuestion]) -> Iterator[Block]:
    """What a vendor is asked, numbered; nothing where nothing is."""
    if asked:
        yield Heading(f"Questions for {_name(vendor.called)}")
        for number, one in enumerate(asked, start=1):
            form = answer_words(one.key)
            yield Clause(f"{number}.", f"{one.text} ({form})" if form else one.text)


def _verdict(answer: QuestionsAnswer) -> Iterator[Sentence]:
    """The one question that would decide it; or that none can."""
    if not answer.vendors:
        yield Sentence("No vendor meets every must, so there is nobody to ask.", "strong")
        return
    if not answer.questions:
        yield Sentence("Nothing is open: every question is answered.", "strong")
        return
    if answer.is_certain:
        yield Sentence(_certain(answer.vendors), "strong")
        return
    first = answer.questions[0]
    if first.alone.changes_share:
        chance = f"Its answer alone has a {percent(first.alone.changes_share)} chance of changing the winner"
        yield Sentence(
            f"{_asked(first)} {chance}; it is worth {_points(first.alone.gain)} points on average.", "strong"
        )
        return
    yield Sentence(_not_alone(answer), "strong")
    yield Sentence(_asked(first) + _at_last(first))


def _not_alone(answer: QuestionsAnswer) -> str:
    """That no single answer changes the winner, and what all of them together do."""
    text = f"No answer alone changes the winner, {_name(answer.vendors[0].called)}"
    drawn = counted(answer.draws, "draw")
    if answer.of_all is not None and answer.of_all.share:
        return f"{text}; all together do in {percent(answer.of_all.share)} of {drawn}."
    rivals = [_name(one.called) for one in _rivals(answer.vendors)]
    told = listed([*rivals[:_MOST_NAMED], *(["others"] if rivals[_MOST_NAMED:] else [])])
    few = f" Only if nearly every answer came out well could {told} come first." if told else ""
    return f"{text}, and all together do in none of {drawn}.{few}"


def _at_last(first: OpenQuestion) -> str:
    """How often a question decides that does not decide alone."""
    share = first.at_last.share
    return f" With all else known, it decides in {percent(share)} of draws." if share else ""


def _certain(vendors: Sequence[AskedVendor]) -> str:
    """That the winner is certain, and why."""
    first, *others = vendors
    if not others:
        return f"No answer can change the winner: {_name(first.called)} is the only vendor that is not out."
    most = max(other.high for other in others)
    told = f"at least {first.low:.1f} of 100, and no other can pass {most:.1f}"
    return f"No answer can change the winner: {_name(first.called)} has {told}."


def _rivals(vendors: Sequence[AskedVendor]) -> list[AskedVendor]:
    """Who could still come first in place of the choice now, the likeliest first."""
    first, *others = vendors
    rivals = [one for one in others if one.high > first.low or first.hangs_on]
    return sorted(rivals, key=lambda one: (-one.wins_share, -one.high))


def _asked(one: OpenQuestion) -> str:
    """Whom to ask what, as a sentence."""
    if one.vendor is None:
        return f"Settle first: {one.text}"
    if one.asks == "buyer":
        return f"First, {_name(one.called)}: {one.text}"
    return f"Ask {_name(one.called)} first: “{one.text}”"


def _choice_now(answer: QuestionsAnswer) -> Iterator[Sentence]:
    """What is chosen now, by what, and whether ``score`` names another."""
    if not answer.vendors or not answer.questions:
        return
    first, ranking = answer.vendors[0], answer.ranking.ranking
    text = f"Chosen now: {_name(first.called)}, {first.value:.1f} points with {_COUNTED_AS[ranking.rank_by]}"
    text += f" and the weights from {ranking.weights.origin}."
    best = max(answer.vendors, key=lambda one: one.low)
    if best.low > first.low:
        text += f" By what is shown, {_name(best.called)} leads (callvet score)."
    yield Sentence(text, talk=True)


def _table(asked: Sequence[OpenQuestion]) -> Table:
    """One row per question, with a bar of the first figure that tells them apart."""
    figures = [(one.alone.changes_share, one.at_last.share, one.points) for one in asked]
    most = [max(column) for column in zip(*figures, strict=True)]
    drawn = next((column for column, largest in enumerate(most) if largest), 0)
    rows = [_row(one, drawn, three[drawn] / (most[drawn] or 1)) for one, three in zip(asked, figures, strict=True)]
    columns = [
        column._replace(spare=True) if most[0] and column.head in _BESIDE_CHANCES else column
        for column in _OF_QUESTIONS
    ]
    return _without_zeros(Table(columns, rows))


def _row(one: OpenQuestion, drawn: int, share_of_most: float) -> Sequence[Cell]:
    """A question's row, with a bar behind one of its three figures."""
    bars = [(share_of_most, share_of_most) if column == drawn else None for column in range(3)]
    return (
        Cell(str(one.rank)),
        Cell(_whom(one)),
        Cell(one.text + _attached(one)),
        Cell(shown(one.key, _LONGEST_KEY), "dim"),
        _share(one.alone.changes_share, bars[0]),
        _gain(one.alone.gain),
        _share(one.at_last.share, bars[1]),
        Cell(f"{one.points:.1f}", bar=bars[2]),
    )


def _share(share: float, bar: tuple[float, float] | None = None) -> Cell:
    """A share of the draws; none is dim."""
    return Cell(percent(share), "plain" if share else "dim", bar)


def _gain(gain: float) -> Cell:
    """Points that are gained; none is dim."""
    return Cell(_points(gain), "plain" if gain else "dim")


def _without_zeros(table: Table) -> Table:
    """The table without the shares and gains of which there are none."""
    kept = [
        position
        for position, column in enumerate(table.columns)
        if column.head not in _SHARES_AND_GAINS or any(row[position].mark != "dim" for row in table.rows)
    ]
    rows = [[row[position] for position in kept] for row in table.rows]
    return table._replace(columns=[table.columns[position] for position in kept], rows=rows)


def _whom(one: OpenQuestion) -> str:
    """Who answers, and about whom."""
    if one.vendor is None:
        return "you"
    return f"you, on {_name(one.called)}" if one.asks == "buyer" else _name(one.called)


def _attached(one: OpenQuestion) -> str:
    """What an answer is worth in money, and whether a must or a floor hangs on it."""
    bounds = ("a must" if name.startswith("must.") else "a floor" for name in one.hangs)
    hanging = list(dict.fromkeys(bounds))
    said = [f"{listed(hanging)} {'hang' if hanging[1:] else 'hangs'} on it"] if hanging else []
    if one.monthly_worth:
        said.append(f"worth up to {money(one.monthly_worth, one.currency)} a month")
    return f" ({'; '.join(said)})" if said else ""


def _points(gain: float) -> str:
    """Points that are gained, told to be small where they are."""
    return "0" if not gain else f"{gain:.1f}" if gain >= _LEAST_TOLD else "under 0.1"


def _vendors_table(answer: QuestionsAnswer) -> Table:
    """What all answers about one vendor could change, with a bar of how often it comes first."""
    rows, most = [], max(one.wins_share for one in answer.vendors) or 1
    for one in answer.vendors:
        about = [asked.asks for asked in answer.questions if asked.vendor == one.vendor]
        rows.append(
            (
                Cell(_name(one.called)),
                Cell(str(about.count("vendor"))),
                Cell(str(about.count("buyer"))),
                Cell(span(one.low, one.high)),
                _share(one.together.share),
                _gain(one.together.gain),
                Cell(percent(one.wins_share), bar=(one.wins_share / most, one.wins_share / most)),
            )
        )
    return _without_zeros(Table(_OF_VENDORS, rows))


def _how_to_read(answer: QuestionsAnswer) -> Iterator[Sentence]:
    """What the figures are, what they rest on, and how to send the questions."""
    texts = [_FIGURES, _ASSUMED.format(draws=f"{answer.draws:,}", seed=answer.seed)]
    asked = {one.vendor for one in answer.questions if one.asks == "vendor"}
    gains = [(one.together.gain, one.high - one.low, one) for one in answer.vendors if one.vendor in asked]
    if gains:
        most = max(gains, key=lambda found: found[:2])[2]
        texts.append(f"To send {_name(most.called)} its questions: callvet questions --for {shown(most.vendor)}.")
    texts += [f"{sentence_case(note)}." for note in answer.ranking.notes]
    yield from (Sentence(text, talk=True, apart=position == 0) for position, text in enumerate(texts))
