"""The clauses of a quote as a page: a document to paste, and below it what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.codes import minor_units
from callvet.model.wording import shown
from callvet.report.clauses.annex import annex_lines, basis, payable, span_text, term_text, units_text
from callvet.report.clauses.document import document_of
from callvet.report.clauses.draft import Draft
from callvet.report.clauses.phrasing import quoted
from callvet.report.json_figures import quantity_text, range_json
from callvet.report.page import Cell, Clause, Column, Data, Heading, Page, Sentence, Table
from callvet.report.phrases import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from callvet.evaluation.clauses import ClausesAnswer
    from callvet.report.clauses.annex import AnnexLine
    from callvet.report.clauses.document import Document, Numbered
    from callvet.report.clauses.draft import Gap
    from callvet.report.page import Block

SCHEMA: Final = 1
_LONGEST: Final = 80
_ADVICE: Final = (
    "This is wording for a contract, to be checked by a lawyer before anyone signs it; it is not legal advice."
)
_MARKS: Final = (
    "“Open” marks a blank that the offer leaves, with what to ask. “To be confirmed” marks what the offer does not say "
    "and Annex A takes to be as it is worded."
)


def clauses_page(answer: ClausesAnswer) -> Page:
    """The page of a quote's clauses."""
    draft = Draft(answer)
    found = list(basis(draft))
    document = document_of(answer, found)
    title = f"Charges of {shown(answer.vendor_name, _LONGEST)}"
    if answer.offer.quote.title:
        title += f", {shown(answer.offer.quote.title, _LONGEST)}"
    blocks: list[Block] = [
        Sentence(_verdict(draft, document), "strong", talk=True),
        Sentence(_ADVICE, apart=True),
        Sentence(_MARKS),
        *_body(draft, document),
        Heading("Annex A. A worked bill"),
        *(Clause(f"A.{place}", text) for place, text in enumerate(found, 1)),
        *_bill(draft, document, len(found)),
        *_open_points(draft, document),
    ]
    rows = [(one.number, one.topic, _with_note(draft, one)) for one in document.clauses]
    rows += [(f"A.{place}", "Annex A. A worked bill", text) for place, text in enumerate(found, 1)]
    return Page(title, blocks, Data(("number", "topic", "text"), rows), _clauses_json(draft, document, found))


def _verdict(draft: Draft, document: Document) -> str:
    """How much of it is open, and what that is worth."""
    gaps = [gap for _, gap in document.gaps]
    blanks = sum(not gap.assumed for gap in gaps)
    bill = draft.answer.estimate.monthly.range
    month = f"At your volume it comes to {span_text(draft, bill)} a month."
    if not gaps:
        return f"{counted(len(document.clauses), 'clause')}, and nothing in them is open. {month}"
    confirm = f", {counted(len(gaps) - blanks, 'thing')} to confirm" if len(gaps) > blanks else ""
    dearest = max(gaps, key=lambda gap: gap.worth or 0)
    worth = f" The dearest is worth {draft.money(dearest.worth)} a month." if dearest.worth else ""
    return f"{counted(len(document.clauses), 'clause')}; {counted(blanks, 'question')} open{confirm}.{worth} {month}"


def _body(draft: Draft, document: Document) -> Iterator[Block]:
    """The sections with their clauses."""
    topic = ""
    for one in document.clauses:
        if one.topic != topic:
            topic = one.topic
            yield Heading(f"{one.number.partition('.')[0]}. {topic}")
        yield Clause(one.number, one.text, " ".join(_note(draft, gap) for gap in one.gaps))


def _note(draft: Draft, gap: Gap) -> str:
    """What is open, in words."""
    mark = "To be confirmed" if gap.assumed else "Open"
    return f"{mark}: {gap.question}{_worth(draft, gap)}"


def _worth(draft: Draft, gap: Gap) -> str:
    """What the answer is worth, where the bill tells it."""
    if gap.worth is None:
        return ""
    if not gap.worth:
        return " In Annex A it changes nothing."
    return f" The best answer is worth {draft.money(gap.worth)} a month in Annex A."


def _with_note(draft: Draft, one: Numbered) -> str:
    """A clause and what is open in it."""
    return " ".join((one.text, *(_note(draft, gap) for gap in one.gaps)))


def _bill(draft: Draft, document: Document, before: int) -> Iterator[Block]:
    """The lines, their sum, and what that is in other terms."""
    answer = draft.answer
    bill = answer.estimate.monthly.range
    yield _table(draft, document)
    texts = []
    if bill.low != bill.high and answer.estimate.questions:
        texts.append(
            "What the offer leaves open is answered best for the Buyer at the low end, and worst at the high end."
        )
    raised = _plans_billed(draft)
    if answer.estimate.plan and raised != [answer.estimate.plan]:
        told = listed([quoted(name) for name in raised])
        texts.append(f"By its minutes the month is billed by the plan {told}, not by {quoted(answer.estimate.plan)}.")
    if answer.compared:
        rate = answer.needs.rates[answer.currency]
        told = span_text(draft, answer.compared, answer.needs.currency)
        texts.append(
            f"In the Buyer's currency, at {rate.rate:f} {answer.needs.currency} for one {answer.currency} "
            f"({rate.dated}), a normal month comes to {told}."
        )
    texts.append(term_text(draft, span_text(draft, answer.estimate.over(answer.needs.term_months))))
    yield from (Clause(f"A.{place}", text) for place, text in enumerate(texts, before + 1))


def _table(draft: Draft, document: Document) -> Table:
    """The bill. What is included or in blocks leaves fewer units to pay than were counted, which a column tells."""
    lines = annex_lines(draft)
    currency = draft.answer.currency
    differ = any(one.low != one.high for one in lines)
    reduced = any(payable(draft, one, line) not in {None, line.quantity} for one in lines for line in one.lines)
    columns = (
        Column("clause", right=True),
        Column("charge"),
        Column("counted", right=True),
        *([Column("to pay", right=True)] if reduced else []),
        Column("rate", right=True),
        *([Column(f"low, {currency}", right=True), Column(f"high, {currency}", right=True)] if differ else []),
        *([] if differ else [Column(f"a month, {currency}", right=True)]),
    )
    rows = [_row(draft, document, one, differ=differ, reduced=reduced) for one in lines]
    bill = draft.answer.estimate.monthly.range
    sums = (bill.low, bill.high) if differ else (bill.low,)
    empty = (Cell("–", "dim"),) * (3 if reduced else 2)
    figures = tuple(Cell(_plain(amount, currency), "strong") for amount in sums)
    rows.append((Cell("–", "dim"), Cell("sum", "strong"), *empty, *figures))
    by = f" by the plan {listed([quoted(name) for name in _plans_billed(draft)])}" if draft.quote.plans else ""
    return Table(columns, rows, f"A normal month{by}")


def _plans_billed(draft: Draft) -> list[str]:
    """The plans that the lines are of, at one end or the other."""
    return list(dict.fromkeys(one.named.plan.name for one in annex_lines(draft) if one.named and one.named.plan))


def _row(draft: Draft, document: Document, one: AnnexLine, *, differ: bool, reduced: bool) -> tuple[Cell, ...]:
    """One line of the bill."""
    currency = draft.answer.currency
    counted_units = [units_text(line.quantity) for line in one.lines]
    left = [units_text(payable(draft, one, line)) for line in one.lines]
    rates = [line.rate or "–" for line in one.lines]
    ends = (one.low, one.high) if differ else (one.low,)
    return (
        Cell(document.numbers[one.term]),
        Cell(one.what),
        Cell(_both(counted_units)),
        *([Cell(_both(left))] if reduced else []),
        Cell(_both(rates)),
        *(Cell(_plain(end.amount, currency) if end else "–") for end in ends),
    )


def _both(texts: Sequence[str]) -> str:
    """One text, or those of both ends."""
    return " to ".join(dict.fromkeys(texts))


def _plain(amount: Decimal, currency: str) -> str:
    """An amount whose currency stands in the head."""
    return f"{amount:,.{minor_units(currency)}f}"


def _open_points(draft: Draft, document: Document) -> Iterator[Block]:
    """What to ask before signing, the dearest first."""
    gaps = sorted(document.gaps, key=lambda found: -(found[1].worth or 0))
    if not gaps:
        return
    yield Heading("What to settle before signing")
    columns = (Column("clause", right=True), Column("question"), Column("worth a month", right=True))
    rows = [
        (
            Cell(clause.number),
            Cell(f"{'Confirm: ' if gap.assumed else ''}{gap.question}"),
            Cell("–" if gap.worth is None else draft.money(gap.worth)),
        )
        for clause, gap in gaps
    ]
    yield Table(columns, rows, talk=True)


def _clauses_json(draft: Draft, document: Document, found: Sequence[str]) -> dict[str, object]:
    """The document as one object.

    Args:
        draft: The answer.
        document: Its clauses.
        found: What the annex is of.
    """
    answer = draft.answer
    return {
        "schema": SCHEMA,
        "command": "clauses",
        "quote": answer.offer.id,
        "vendor": answer.offer.vendor,
        "currency": answer.currency,
        "clauses": [
            {
                "number": one.number,
                "topic": one.topic,
                "term": one.term,
                "text": one.text,
                "note": " ".join(_note(draft, gap) for gap in one.gaps) or None,
            }
            for one in document.clauses
        ],
        "annex": _annex_json(draft, document, found),
        "open": [
            {
                "number": clause.number,
                "term": gap.term,
                "question": gap.question,
                "worth": None if gap.worth is None else f"{gap.worth:f}",
                "assumed": gap.assumed,
            }
            for clause, gap in document.gaps
        ],
        "problems": [],
    }


def _annex_json(draft: Draft, document: Document, found: Sequence[str]) -> dict[str, object]:
    """The worked bill."""
    answer, estimate = draft.answer, draft.answer.estimate
    return {
        "volume": float(answer.volume) if answer.volume.denominator != 1 else int(answer.volume),
        "basis": list(found),
        "plan": estimate.plan,
        "lines": [
            {
                "clause": document.numbers[one.term],
                "charge": line.charge,
                "for": line.label,
                "quantity": None if line.quantity is None else quantity_text(line.quantity),
                "rate": line.rate,
                "amount": f"{line.amount:f}",
                "end": "both" if one.low == one.high else "low" if line is one.low else "high",
            }
            for one in annex_lines(draft)
            for line in one.lines
        ],
        "monthly": range_json(estimate.monthly.range),
        "term": range_json(estimate.over(answer.needs.term_months)),
        "compared": range_json(answer.compared) if answer.compared else None,
    }
