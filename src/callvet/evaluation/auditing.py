"""Is this invoice right? (`callvet audit`)"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from callvet.calls.columns import LogError
from callvet.calls.log import connect
from callvet.demand.cost_range import Range
from callvet.evaluation.audit.checks import chosen_offer, counts_calls, expect_same, span_of
from callvet.evaluation.audit.evidence import write_evidence
from callvet.evaluation.audit.findings import Finding, Sides, found_in, own_sum
from callvet.evaluation.audit.line import AuditLine
from callvet.evaluation.audit.matching import matched, stated_lines
from callvet.evaluation.audit.other_days import readings_of_days
from callvet.evaluation.audit.readings import readings_of
from callvet.evaluation.audit.rebilling import AS_IT_IS, Bills, Key, Rebilling, is_charge, keyed, read_as
from callvet.evaluation.audit.settling import settled_quotes, settled_to, with_one_plan
from callvet.evaluation.audit.sound_parts import with_sound_parts
from callvet.evaluation.audit.target import At, Target
from callvet.evaluation.audit.walk import Walk
from callvet.evaluation.audit.word import words_of
from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.logs.log_wishes import LogWishes
from callvet.evaluation.reading import read_sound_case
from callvet.evaluation.replaying import open_replay
from callvet.load.discovery import NothingToWorkOnError
from callvet.load.invoice import load_invoice
from callvet.model.invoice import TAX
from callvet.pricing.price_levels import price_levels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from callvet.calls.billing import CycleBill
    from callvet.calls.slots import CycleSpan
    from callvet.demand.ends import End
    from callvet.evaluation.audit.matching import Stated
    from callvet.evaluation.audit.word import Word
    from callvet.evaluation.logs.replayed import ReplayAnswer
    from callvet.evaluation.replaying import Replay
    from callvet.load.invoice import InvoiceFile
    from callvet.model.case import QuoteFile
    from callvet.pricing.bill import Line


class AuditAnswer(NamedTuple):
    """Whether an invoice is right.

    Attributes:
        file: The invoice.
        offer: The quote.
        vendor: What people call the vendor.
        company: The buyer, if the needs say.
        span: The billing cycle.
        currency: ISO 4217.
        invoiced: What the invoice asks. [units of the currency]
        expected: What the log comes to under the quote, with what the quote leaves open read as the invoice does.
        range: What it comes to from the least to the most.
        lines: Of both.
        findings: What they differ by; their amounts add up to the gap.
        replay: What was read of the log.
        calls: Contacts that the quote bills in the cycle; 0 where it bills neither contacts nor minutes. [contacts]
        tolerance: The largest gap that is let pass. [units of the currency]
        evidence: How many calls were written as evidence; None where none were asked for.
        evidence_path: The file that they were written to.
    """

    file: InvoiceFile
    offer: QuoteFile
    vendor: str
    company: str | None
    span: CycleSpan
    currency: str
    invoiced: Decimal
    expected: Decimal
    range: Range
    lines: tuple[AuditLine, ...]
    findings: tuple[Finding, ...]
    replay: ReplayAnswer
    calls: int
    tolerance: Decimal
    evidence: int | None = None
    evidence_path: Path | None = None

    @property
    def gap(self) -> Decimal:
        """How much dearer the invoice is. [units of the currency]"""
        return self.invoiced - self.expected

    @property
    def is_right(self) -> bool:
        """Whether the gap is let pass."""
        return abs(self.gap) <= self.tolerance


def audit_invoice(
    invoice: str | Path,
    log: str | Path,
    quote: str | Path,
    *,
    needs: str | Path | None = None,
    wishes: LogWishes | None = None,
    cycle: str | None = None,
    tolerance: Decimal = Decimal(0),
    evidence: Path | None = None,
    watch: Callable[[DuckDBPyConnection], None] | None = None,
) -> AuditAnswer:
    """Bill a call log anew under a quote, and explain what an invoice differs by.

    Args:
        invoice: A YAML file, or a CSV file of lines.
        log: A CSV or Parquet file, or a folder of them.
        quote: The quote that the invoice goes by.
        needs: The needs; left out, sought beside the quote.
        wishes: How the log is read.
        cycle: The billing cycle, where the invoice does not say.
        tolerance: The largest gap that is let pass. [units of the currency]
        evidence: A CSV file for the calls behind differences; None writes none.
        watch: Is given the engine before it reads, to show how far it is.

    Raises:
        BadFilesError: Files have problems; all of it is told.
        NothingToWorkOnError: A path cannot be read, or the invoice, the log and the quote do not belong together.
    """
    file, problems = load_invoice(Path(invoice))
    if file is None:
        raise BadFilesError(problems)
    case = read_sound_case([quote], needs)
    offer = chosen_offer(case, file, quote)
    expect_same(file, offer, case.needs.needs.currency)
    currency = offer.quote.currency or case.needs.needs.currency
    the_needs = case.needs.needs.model_copy(update={"currency": currency})
    # An invoice has the tax on it, whether or not the buyer gets it back.
    offer = offer._replace(quote=offer.quote.model_copy(update={"tax_recoverable": None}))
    case = case._replace(needs=case.needs._replace(needs=the_needs), quotes=(offer,))
    try:
        engine = connect()
        if watch:
            watch(engine)
        replay = open_replay(Path(log), case, wishes or LogWishes(), engine)
        return _Audit(file, replay, cycle).answer(tolerance, evidence)
    except (LogError, ValueError) as refused:
        raise NothingToWorkOnError(str(refused)) from refused


class _Audit:
    """One audit."""

    def __init__(self, file: InvoiceFile, replay: Replay, cycle: str | None) -> None:
        """The bill as the quote has it; nothing is explained yet."""
        replayed = replay.answer()
        replay, told = with_sound_parts(replay)
        replayed = replayed._replace(notes=(*replayed.notes, *told))
        (offer,) = replay.case.quotes
        self.file, self.case, self.offer, self.replay, self.replayed = file, replay.case, offer, replay, replayed
        bills = replayed.quotes[0].bill
        self.billed: CycleBill = span_of(file, bills.cycles, cycle, replayed)
        self.bills = Bills(keyed(self.billed.bill.low), keyed(self.billed.bill.high))
        self.quote, self.above = with_one_plan(offer.quote, self.billed.plan)
        vendor = replayed.quotes[0].vendor
        start = replay.wanted.start or bills.cycles[0].span.first_day
        self.rebilling = Rebilling(replay, offer, vendor.vendor if vendor else None, self.billed.span, start)
        self.zone = replay.zone_of(self.quote)
        self.words: Mapping[Key, Word] = {}
        self.stated = stated_lines(file)
        self.matches = matched(self.stated, self.bills.high, self.quote.charges or ())

    def answer(self, tolerance: Decimal, evidence: Path | None) -> AuditAnswer:
        """The whole answer."""
        self._foresee()
        self._take_words()
        targets = self._targets()
        open_keys = frozenset(key for key, target in targets.items() if self._is_open(key, target.amount))
        walk = self._walk({key: one for key, one in targets.items() if key not in open_keys}, targets)
        currency = self.replayed.currency
        sides = Sides(self.stated, self.matches, open_keys, self.offer.document, self.above, currency)
        base = walk.lines
        walk.go()
        found = found_in(walk, sides)
        findings = [*found.findings, *own_sum(self.file, self._sum())]
        spread = sum((targets[key].amount - walk.lines[key].amount for key in open_keys), Decimal(0))
        invoiced = self._invoiced()
        count = None if evidence is None else write_evidence(evidence, self.rebilling, walk)
        return AuditAnswer(
            file=self.file,
            offer=self.offer,
            vendor=self.replayed.quotes[0].name,
            company=self.case.needs.needs.company,
            span=self.billed.span,
            currency=currency,
            invoiced=invoiced,
            expected=sum((line.amount for line in base.values()), Decimal(0)) + spread,
            range=self._whole_range(),
            lines=tuple(self._lines(base, found.matches, open_keys, findings)),
            findings=tuple(findings),
            replay=self.replayed,
            calls=int(self.billed.calls) if counts_calls(self.quote) else 0,
            tolerance=tolerance,
            evidence=count,
            evidence_path=evidence,
        )

    def _stated_by_key(self) -> dict[Key, list[Stated]]:
        """The lines of the invoice, by line of the bill."""
        found: dict[Key, list[Stated]] = {}
        for place, key in self.matches.items():
            found.setdefault(key, []).append(self.stated[place])
        return found

    def _take_words(self) -> None:
        """Take what the log cannot tell at the invoice's word, and bill it so."""
        charges, columns = self.quote.charges or (), self.replay.log.columns
        level = price_levels(self.quote.terms.escalator, max(self.billed.span.contract_month, 1))[1]
        self.words = words_of(self._stated_by_key(), charges, columns, level, self.bills)
        if self.words:
            self.rebilling.stated = {key[1]: word.units for key, word in self.words.items()}
            self.bills = self.rebilling.bills([(self.quote, AS_IT_IS)])[0]

    def _targets(self) -> dict[Key, Target]:
        """What the invoice says of each line of the bill."""
        return {
            key: Target(sum((one.amount for one in some), Decimal(0)), some[0] if len(some) == 1 else None)
            for key, some in self._stated_by_key().items()
        }

    def _range(self, key: Key) -> Range:
        """What the quote allows of a line. [units of the currency]"""
        ends = [lines[key].amount if key in lines else Decimal(0) for lines in self.bills]
        return Range(min(ends), max(ends))

    def _is_open(self, key: Key, amount: Decimal) -> bool:
        """Whether an amount is within what the quote leaves open."""
        allowed = self._range(key)
        return allowed.low != allowed.high and allowed.low <= amount <= allowed.high

    def _whole_range(self) -> Range:
        """What the bill comes to at both ends. [units of the currency]"""
        ends = [sum((line.amount for line in lines.values()), Decimal(0)) for lines in self.bills]
        return Range(min(ends), max(ends))

    def _foresee(self) -> None:
        """Read of the log what any reading asks."""
        worst, variants = settled_quotes(self.quote)
        readings = readings_of(worst, self.replay.log.columns, self.above, self.zone, self.rebilling.zones())
        self.rebilling.foresee([worst, *variants, *(read_as(worst, (one,))[0] for one in readings)])

    def _walk(self, targets: Mapping[Key, Target], everything: Mapping[Key, Target]) -> Walk:
        """The way to the invoice, with the quote's open terms as the invoice comes nearest to."""
        quote = settled_to(self.quote, self.rebilling, everything)
        bills = self.rebilling.bills([(quote, AS_IT_IS)])[0]
        said = sum((one.amount for one in everything.values()), Decimal(0))
        low, high = (abs(sum((line.amount for line in lines.values()), Decimal(0)) - said) for lines in bills)
        level = price_levels(quote.terms.escalator, max(self.billed.span.contract_month, 1))
        taxed = sum((one.amount for one in self.stated if one.kind != TAX), Decimal(0))
        end: End = "low" if low < high else "high"
        alone = [one for place, one in enumerate(self.stated) if place not in self.matches]
        at = At(self.above, end, level[end == "high"], taxed, frozenset(everything), alone, self.replayed.currency)
        readings = readings_of(quote, self.replay.log.columns, self.above, self.zone, self.rebilling.zones())
        readings += readings_of_days(self.billed.span, self.replayed.first_day, self.replayed.last_day)
        return Walk(self.rebilling, quote, targets, readings, at)

    def _invoiced(self) -> Decimal:
        """What the invoice asks in all. [units of the currency]"""
        total = self.file.invoice.total
        return self._sum() if total is None else total

    def _sum(self) -> Decimal:
        """What its lines and its tax add up to. [units of the currency]"""
        return sum((one.amount for one in self.stated), Decimal(0))

    def _lines(
        self, base: Mapping[Key, Line], matches: Mapping[int, Key], open_keys: frozenset[Key], found: Sequence[Finding]
    ) -> list[AuditLine]:
        """The lines of both: those of the bill, then those that the invoice alone has."""
        rows = []
        for key in sorted({*base, *matches.values()}, key=lambda key: (not is_charge(key), key)):
            stated = tuple(self.stated[place] for place, own in matches.items() if own == key)
            own = base.get(key)
            about = tuple(n for n, one in enumerate(found) if key in one.keys)
            said = sum((one.amount for one in stated), Decimal(0))
            is_open = key in open_keys
            expected = said if is_open else own.amount if own else Decimal(0)
            allowed = self._range(key) if is_open or own is None else Range(expected, expected)
            if stated or expected:
                rows.append(AuditLine(stated, own, allowed, said - expected, is_open, about, self.words.get(key)))
        for place, one in enumerate(self.stated):
            if place not in matches:
                about = tuple(n for n, finding in enumerate(found) if place in finding.stated)
                rows.append(AuditLine((one,), None, Range(Decimal(0), Decimal(0)), one.amount, False, about))
        return rows
