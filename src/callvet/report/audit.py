"""Whether an invoice is right: the answer first, what it differs by, line by line, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.evaluation.audit.readings import CAUSES
from callvet.load.discovery import shown_path
from callvet.model.codes import minor_units
from callvet.model.money import rounded
from callvet.model.wording import shown
from callvet.report.audit_data import audit_data, audit_json, by_cause
from callvet.report.page import Cell, Column, Page, Sentence, Table
from callvet.report.phrases import counted, listed, money, sentence_case, with_minus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from callvet.evaluation.audit.findings import Finding
    from callvet.evaluation.audit.line import AuditLine
    from callvet.evaluation.auditing import AuditAnswer
    from callvet.report.page import Block

_LONGEST_NAME: Final = 60
_LONGEST_REASON: Final = 200


def audit_page(answer: AuditAnswer, letter: Sequence[Block] = (), *, has_letter: bool = False) -> Page:
    """The page of an audit.

    Args:
        answer: Whether the invoice is right.
        letter: What to write to the vendor, where it stands on the page.
        has_letter: Whether the letter was asked for, there or in a file.
    """
    blocks: list[Block] = [Sentence(_verdict(answer), "strong")]
    if answer.findings:
        blocks.append(findings_table(answer))
    blocks += [
        lines_table(answer),
        *open_sentences(answer),
        *word_sentences(answer),
        *_left_out(answer),
        *_next(answer, has_letter=has_letter),
    ]
    blocks += [Sentence(f"{sentence_case(note)}.", talk=True) for note in answer.replay.notes]
    return Page("Audit", [*blocks, *letter], audit_data(answer), audit_json(answer))


def exact(amount: Decimal, currency: str) -> str:
    """An amount to its smallest unit, with the sign that is as wide as a plus."""
    return with_minus(money(amount, currency, minor_units(currency)))


def name_of(answer: AuditAnswer) -> str:
    """``Invoice 4711 of Acme for 2026-03``."""
    number = answer.file.invoice.number
    called = f"Invoice {shown(number, _LONGEST_NAME)}" if number else "The invoice"
    return f"{called} of {shown(answer.vendor, _LONGEST_NAME)} for {answer.span.name}"


def _verdict(answer: AuditAnswer) -> str:
    """Whether it is right, and what it is made of."""
    calls = f"the {counted(answer.calls, 'call')} billed come to under the quote"
    calls = calls if answer.calls else "the quote comes to"
    asked, expected = (exact(one, answer.currency) for one in (answer.invoiced, answer.expected))
    if not answer.gap and any(line.is_open for line in answer.lines):
        least, most = (exact(one, answer.currency) for one in (answer.range.low, answer.range.high))
        return f"{name_of(answer)} is within what the quote leaves open: {asked}, of {least} to {most}."
    if not answer.gap:
        told = " as far as the log tells" if any(line.word for line in answer.lines) else ""
        return f"{name_of(answer)} is right{told}: {asked} is what {calls}."
    way = "more" if answer.gap > 0 else "less"
    text = f"{name_of(answer)} asks {exact(abs(answer.gap), answer.currency)} {way} than {calls}: "
    text += f"{asked} in place of {expected}."
    if answer.is_right:
        return f"{text} That is within the {exact(answer.tolerance, answer.currency)} that you let pass."
    causes = [f"{exact(sum_of, answer.currency)} {CAUSES[cause]}" for cause, sum_of in by_cause(answer) if sum_of]
    return f"{text} It is made of {listed(causes)}." if len(causes) > 1 else f"{text} All of it is {_only(answer)}."


def _only(answer: AuditAnswer) -> str:
    """The one cause."""
    return next((CAUSES[cause] for cause, sum_of in by_cause(answer) if sum_of), CAUSES["unexplained"])


def findings_table(answer: AuditAnswer) -> Table:
    """What the invoice differs by; the figures add up to the gap."""
    columns = (
        Column("difference"),
        Column(f"{answer.currency}", right=True),
        Column("what the invoice does"),
        Column("where", whole=True),
    )
    rows = [
        (
            Cell(CAUSES[one.cause]),
            Cell(_signed(one.amount, answer.currency)),
            Cell(sentence_case(shown(one.reason, _LONGEST_REASON))),
            Cell(str(one.quote_place or one.invoice_place or "–"), "dim"),
        )
        for one in answer.findings
    ]
    if len(answer.findings) > 1:
        rows.append(
            (
                Cell("together", "strong"),
                Cell(_signed(answer.gap, answer.currency), "strong"),
                Cell("–"),
                Cell("–", "dim"),
            )
        )
    return Table(columns, rows)


def _signed(amount: Decimal, currency: str) -> str:
    """An amount with its sign."""
    return f"{'+' if amount > 0 else ''}{with_minus(_figure(amount, currency))}"


def _figure(amount: Decimal, currency: str) -> str:
    """An amount without its currency."""
    return f"{rounded(amount, currency):,f}"


def lines_table(answer: AuditAnswer) -> Table:
    """Every line of the invoice and of the bill."""
    columns = (
        Column("line"),
        Column("units invoiced", right=True),
        Column("units by the log", right=True, spare=True),
        Column(f"invoiced, {answer.currency}", right=True),
        Column("by the quote", right=True),
        Column("difference", right=True),
    )
    rows = [
        (
            Cell(line_name(line)),
            Cell(_units_invoiced(line)),
            Cell(_units(line)),
            Cell(
                _figure(_invoiced(line), answer.currency) if line.stated else "not there",
                "plain" if line.stated else "dim",
            ),
            Cell(_allowed(line, answer.currency)),
            Cell("open" if line.is_open else _signed(line.difference, answer.currency) if line.difference else "–"),
        )
        for line in answer.lines
    ]
    return Table(columns, rows)


def line_name(line: AuditLine) -> str:
    """What a line is called."""
    if line.stated:
        kind, label = line.stated[0].charge, line.stated[0].label
    else:
        kind, label = (line.own.charge, line.own.label) if line.own else ("", "")
    return shown(f"{kind.replace('_', ' ')}, {label}" if label else kind.replace("_", " "), _LONGEST_NAME)


def _invoiced(line: AuditLine) -> Decimal:
    """What the invoice asks for a line. [units of the currency]"""
    return sum((one.amount for one in line.stated[1:]), line.stated[0].amount)


def _units_invoiced(line: AuditLine) -> str:
    """The quantity of the invoice, in units of the quote."""
    some = [one.units for one in line.stated if one.units is not None]
    return _rough(sum(some[1:], some[0])) if some else "–"


def _units(line: AuditLine) -> str:
    """The quantity of the bill."""
    if line.word is not None:
        return "not in it"
    if line.is_open:
        return "open"
    if line.own is None or line.own.quantity is None:
        return "–"
    return _rough(line.own.quantity)


def _rough(units: Fraction) -> str:
    """Units to a hundredth, whole ones without."""
    return f"{float(units):,.2f}".removesuffix(".00")


def _allowed(line: AuditLine, currency: str) -> str:
    """What the quote allows."""
    low, high = (_figure(one, currency) for one in (line.range.low, line.range.high))
    return low if low == high else f"{low}–{high}"


def open_sentences(answer: AuditAnswer) -> Iterator[Block]:
    """Lines that are neither right nor wrong, since the quote leaves them open."""
    for place, line in enumerate(one for one in answer.lines if one.is_open):
        low, high = (exact(one, answer.currency) for one in (line.range.low, line.range.high))
        text = f"{sentence_case(line_name(line))}: within what the quote leaves open, {low} to {high}."
        over = _invoiced(line) - line.range.low
        more = f" It is {exact(over, answer.currency)} over the least; agree on the terms." if over else ""
        yield Sentence(f"{text}{more}", apart=not place)


def word_sentences(answer: AuditAnswer) -> Iterator[Block]:
    """Quantities that are taken at the invoice's word, since the log does not tell them."""
    lines = [one for one in answer.lines if one.word is not None]
    for place, line in enumerate(lines):
        if line.word is None:
            continue
        text = f"{sentence_case(line_name(line))}: {_rough(line.word.units)} are taken at the invoice's word, for the "
        text += f"log has no {line.word.lacks}"
        if line.word.modelled:
            low, high = map(_rough, line.word.modelled)
            text += f"; what came takes {low if low == high else f'{low} to {high}'} by callvet's staffing"
        yield Sentence(f"{text}.", apart=not place)


def _left_out(answer: AuditAnswer) -> Iterator[Block]:
    """What of the log is not billed, and what it does not say."""
    bad = answer.replay.bad
    if bad.total:
        why = listed([f"{reason}: {count:,}" for reason, count in bad.counts.items()])
        yield Sentence(
            f"{counted(bad.total, 'row')} of the log's {answer.replay.rows:,} are left out ({why}).", apart=True
        )
    unknown = {line.word.lacks.removeprefix("column ") for line in answer.lines if line.word}
    for lack in answer.replay.quotes[0].lacks:
        if lack.partition(":")[0].removeprefix("no ") in unknown:
            continue  # the sentence above says so, and what was done about it
        yield Sentence(f"The log has {lack}.")
    first = answer.replay.first_day
    if first is not None and first > answer.span.first_day and len(answer.replay.quotes[0].bill.cycles) == 1:
        yield Sentence(f"The log begins on {first}, after the cycle does on {answer.span.first_day}.")


def _next(answer: AuditAnswer, *, has_letter: bool) -> Iterator[Block]:
    """What to do."""
    if answer.evidence is not None and answer.evidence_path is not None:
        where = shown_path(answer.evidence_path)
        calls = f"{counted(answer.evidence, 'call')} that the invoice bills otherwise: {where}."
        yield Sentence(
            calls if answer.evidence else f"No single call shows a difference; {where} is empty.", apart=True
        )
    if not answer.gap:
        return
    if answer.evidence is None and any(one.reading and one.reading.shows_calls for one in answer.findings):
        yield Sentence("For the calls behind it, add --evidence calls.csv.", talk=True, apart=True)
    if not answer.is_right and not has_letter:
        yield Sentence("To write to the vendor, add --letter letter.md.", talk=True)


def told(one: Finding) -> str:
    """A finding as a clause, fit to be shown."""
    return shown(one.reason, _LONGEST_REASON)
