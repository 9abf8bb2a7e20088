"""The page to sign: the need, the vendors, the choice and why, what could still change it, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown
from callvet.report.cost_flags import all_flags
from callvet.report.decision_words import (
    cost_in_short,
    headline,
    in_short,
    out_in_short,
    title_of,
    winning_offer,
)
from callvet.report.page import Cell, Column, Data, Heading, Page, Sentence, Table
from callvet.report.phrases import counted, listed, money, money_range, money_span, number, percent, situation
from callvet.report.record import hash_of_all
from callvet.report.score import digits_needed, name_of
from callvet.score.matching import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.reporting import ReportAnswer
    from callvet.report.page import Block, Datum
    from callvet.score.ranking import VendorScore

SCHEMA: Final = 1
_SIGNATURES: Final = 3
_MOST_RISKS: Final = 3
_LINE: Final = "…" * 8
"""A line to write on."""


def memo_page(answer: ReportAnswer) -> Page:
    """The page, in any format.

    Args:
        answer: All that the report says.
    """
    blocks: list[Block] = [
        Sentence(text, "plain" if place else "strong") for place, text in enumerate(headline(answer))
    ]
    blocks += [Heading("The need"), *_need(answer)]
    blocks += [Heading("The vendors"), _vendors(answer), *(Sentence(text) for text in out_in_short(answer))]
    blocks += [Heading("The choice, and why"), *_choice(answer)]
    blocks += [Heading("What could still change it"), *_changes(answer)]
    blocks += [Heading("Risks"), *_risks(answer)]
    blocks += [Heading("What this rests on"), *_rests_on(answer)]
    blocks += [Heading("Signed"), _signatures()]
    return Page(f"{title_of(answer)}: to sign, {answer.day}", blocks, _data(answer), _json(answer), in_order=True)


def _need(answer: ReportAnswer) -> Iterator[Sentence]:
    """What is to be done, from when, and what it costs today."""
    needs = answer.ranking.needs
    volume = answer.cost.volumes[0] if answer.cost else None
    what = situation(volume, needs.demand) if volume is not None else "calls whose number is not said"
    promise = needs.service.calls
    level = f"{percent(float(promise.share or 0))} answered within {number(promise.within_seconds)} s"
    start = f" from {needs.start}" if needs.start else ""
    text = f"{what}; {level}; {counted(needs.term_months, 'month')}{start}."
    baseline = needs.baseline
    if baseline and baseline.monthly_cost is not None:
        text += f" Today it costs {money(baseline.monthly_cost, needs.currency)} a month."
    yield Sentence(text)


def _vendors(answer: ReportAnswer) -> Table:
    """Every vendor that was looked at."""
    ranking = answer.ranking.ranking
    digits, term = digits_needed(ranking), answer.ranking.needs.term_months
    columns = (
        Column("#", right=True),
        Column("vendor"),
        Column("shown, of 100", right=True),
        Column("could be", right=True),
        Column("a month", right=True),
        Column(f"{term} months", right=True),
    )
    return Table(columns, [_vendor(answer, entry, digits, term) for entry in ranking.entries])


def _vendor(answer: ReportAnswer, entry: VendorScore, digits: int, term: int) -> Sequence[Cell]:
    """One vendor."""
    offer, cost = answer.scored_offer(entry), entry.subject.cost
    month = money_span(cost.monthly_low, cost.monthly_high, cost.currency) if cost else "not known"
    whole = "not known"
    if offer and cost:
        amounts = offer.estimate.over(term)
        whole = money_range(amounts, cost.currency)
    return (
        Cell(str(entry.rank) if entry.rank else "out"),
        Cell(name_of(entry), "strong" if entry.rank == 1 else "plain"),
        Cell(f"{entry.score:.{digits}f}"),
        Cell(f"{entry.high:.{digits}f}", "dim"),
        Cell(month),
        Cell(whole),
    )


def _choice(answer: ReportAnswer) -> Iterator[Sentence]:
    """Who, for what, and what it saves."""
    winner = answer.winner
    if winner is None:
        yield Sentence("No vendor meets every must, so none is proposed.", "strong")
        return
    strong = listed([in_words(part.criterion.id) for part in winner.made_by()])
    offer = winning_offer(answer)
    title = f" with its offer {shown(offer.offer.quote.title, 60)}" if offer and offer.offer.quote.title else ""
    weights = answer.ranking.ranking.weights.origin
    yield Sentence(f"{name_of(winner)}{title}: strong in {strong}, by the weights of {shown(weights, 80)}.")
    yield from (Sentence(text) for text in cost_in_short(answer))


def _changes(answer: ReportAnswer) -> Iterator[Sentence]:
    """Weights, answers."""
    kept = [point for point in in_short(answer) if point.asked != "What it costs"]
    yield from (Sentence(f"{point.asked}: {point.told}") for point in kept)


def _risks(answer: ReportAnswer) -> Iterator[Sentence]:
    """What the winner is weak in, what its offer asks to be looked at, and what it has not answered."""
    winner = answer.winner
    if winner is None:
        yield Sentence("Without a choice there is no risk to name.")
        return
    weak = [in_words(part.criterion.id) for part in winner.cost_by(_MOST_RISKS)]
    if weak:
        yield Sentence(f"Weak in {listed(weak)}.")
    offer = winning_offer(answer)
    flags = all_flags(offer) if offer else ()
    if flags:
        yield Sentence(f"Of its offer: {'; '.join(flags)}.")
    if offer and offer.offer.quote.valid_until:
        yield Sentence(f"Its offer holds until {offer.offer.quote.valid_until}.")
    if winner.unanswered:
        yield Sentence(
            f"It has not answered {counted(len(winner.unanswered), 'question')}; each is counted as the worst."
        )


def _rests_on(answer: ReportAnswer) -> Iterator[Block]:
    """The hashes by which files can be known again, and how to come by the figures."""
    offer, winner = winning_offer(answer), answer.winner
    paths = [answer.needs.document.path if answer.needs.document else ""]
    paths += [winner.subject.document.path] if winner else []
    paths += [offer.offer.document.path] if offer else []
    by_path = {file.path: file.sha256 for file in answer.inputs}
    told = [path for path in dict.fromkeys(paths) if path in by_path]
    rows = [(Cell(path), Cell(by_path[path])) for path in told]
    rows.append((Cell(f"all {counted(len(answer.inputs), 'file')} together"), Cell(hash_of_all(answer.inputs))))
    yield Table((Column("file"), Column("SHA-256", whole=True)), rows)
    version = next(one.version for one in answer.versions if one.name == "callvet")
    made = f"Made with callvet {version}, seed {answer.seed}, {answer.draws:,} draws; offers held by {answer.day}."
    yield Sentence(f"{made} The last hash is that of what sha256sum prints of all files; the report lists them.", "dim")


def _signatures() -> Table:
    """Lines to sign on."""
    columns = (Column("name"), Column("for"), Column("signature"), Column("date"))
    blank = tuple(Cell(_LINE, "dim") for _ in columns)
    return Table(columns, [blank] * _SIGNATURES, roomy=True)


def _data(answer: ReportAnswer) -> Data:
    """The vendors as rows."""
    columns = ("rank", "vendor", "eligible", "score", "high", "monthly_low", "monthly_high")
    rows: list[Sequence[Datum]] = []
    for entry in answer.ranking.ranking.entries:
        cost = entry.subject.cost
        ends = (cost.monthly_low, cost.monthly_high) if cost else (None, None)
        rows.append((entry.rank, entry.subject.id, entry.eligible, entry.score, entry.high, *ends))
    return Data(columns, rows)


def _json(answer: ReportAnswer) -> dict[str, object]:
    """The choice, and what it rests on."""
    winner, offer = answer.winner, winning_offer(answer)
    return {
        "schema": SCHEMA,
        "command": "report",
        "date": answer.day.isoformat(),
        "winner": winner.subject.id if winner else None,
        "quote": offer.offer.id if offer else None,
        "files": {file.path: file.sha256 for file in answer.inputs},
        "sha256": hash_of_all(answer.inputs),
        "versions": {one.name: one.version for one in answer.versions},
        "seed": answer.seed,
        "draws": answer.draws,
        "problems": [],
    }
