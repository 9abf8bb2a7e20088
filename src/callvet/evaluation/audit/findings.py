"""What an invoice differs by: the steps of the walk, what no reading explains, and lines that only one side has."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.evaluation.audit.kinds import CAUSE_OF_KIND
from callvet.evaluation.audit.matching import matched
from callvet.evaluation.audit.one_sided import left_out_reason, unknown_reason
from callvet.evaluation.audit.rebilling import is_charge, read_as
from callvet.evaluation.audit.stated import told
from callvet.evaluation.audit.walk import amount, rest
from callvet.model.invoice import TAX
from callvet.model.money import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.evaluation.audit.matching import Stated
    from callvet.evaluation.audit.readings import Cause, Reading
    from callvet.evaluation.audit.rebilling import Key, Lines
    from callvet.evaluation.audit.walk import Walk
    from callvet.load.invoice import InvoiceFile
    from callvet.model.document import Document, KeyPath
    from callvet.model.problem import Place

_TAX_KEY: Final = (TAX, 0)


class Finding(NamedTuple):
    """One cause of a difference.

    Attributes:
        cause: Its class.
        reason: What the invoice does and the quote says, as a clause.
        amount: How much dearer the invoice is by it; below 0 where it is cheaper. [units of the currency]
        keys: The lines of the bill that it is about.
        stated: Lines of the invoice that it is about, by their place; those of the keys are not told again.
        quote_place: Where the quote says otherwise; None where nothing there does.
        invoice_place: Where the invoice says so; None for its readings of several lines.
        reading: The reading behind it; None where there is none.
    """

    cause: Cause
    reason: str
    amount: Decimal
    keys: tuple[Key, ...] = ()
    stated: tuple[int, ...] = ()
    quote_place: Place | None = None
    invoice_place: Place | None = None
    reading: Reading | None = None


class Found(NamedTuple):
    """The findings, and how the lines belong together.

    Attributes:
        findings: In the order in which they were found.
        matches: Which line of the bill each line of the invoice is.
    """

    findings: tuple[Finding, ...]
    matches: Mapping[int, Key]


class Sides(NamedTuple):
    """What is compared.

    Attributes:
        stated: The lines of the invoice.
        matches: Which line of the bill each is.
        open_keys: Lines that are within what the quote leaves open.
        document: The quote's.
        above: The way to its charges.
        currency: ISO 4217.
    """

    stated: Sequence[Stated]
    matches: Mapping[int, Key]
    open_keys: frozenset[Key]
    document: Document
    above: KeyPath
    currency: str

    def path(self, key: Key) -> KeyPath:
        """The way in the quote to what a line is of."""
        if is_charge(key):
            return (*self.above, key[1])
        return {"adjustment": ("adjustments", key[1]), "discount": ("discounts",), "tax": ("tax_percent",)}.get(
            key[0], (key[0],)
        )

    def place(self, path: KeyPath) -> Place | None:
        """Where something stands in the quote; None where the nearest is the file as a whole."""
        found = self.document.key_place(*path)
        return found if found.line else None

    def stated_of(self, key: Key) -> Stated | None:
        """The first line of the invoice that is a line of the bill."""
        return next((self.stated[place] for place, own in self.matches.items() if own == key), None)


def found_in(walk: Walk, sides: Sides) -> Found:
    """Every cause of a difference; their amounts are all that lines differ by, but for what is left open."""
    late = _late(walk, sides)
    sides = sides._replace(matches={**sides.matches, **late})
    findings = [
        Finding(
            step.reading.cause,
            step.reading.reason,
            sum(step.changes.values(), Decimal(0)),
            tuple(step.changes),
            quote_place=sides.place(step.reading.path) if step.reading.path else None,
            invoice_place=step.reading.place,
            reading=step.reading,
        )
        for step in walk.steps
        if step.changes
    ]
    for key, left in rest(walk):
        if not _is_rounding(findings, walk, key, left):
            findings.append(_rest(walk, sides, key, left))
    for place, key in late.items():
        left = sides.stated[place].amount - amount(walk.lines, key)
        if left:
            findings.append(_rest(walk, sides, key, left))
    findings += _only_billed(walk.lines, sides)
    findings += _only_stated(sides)
    return Found(tuple(_with_their_tax(findings, walk, sides)), sides.matches)


def _is_rounding(findings: list[Finding], walk: Walk, key: Key, left: Decimal) -> bool:
    """Whether a rest is that of a line reckoned from others before they were rounded; it then goes with its cause."""
    causes = [place for place, one in enumerate(findings) if key in one.keys]
    if is_charge(key) or abs(left) > walk.at.smallest or not causes:
        return False
    findings[causes[-1]] = findings[causes[-1]]._replace(amount=findings[causes[-1]].amount + left)
    return True


def _with_their_tax(findings: Sequence[Finding], walk: Walk, sides: Sides) -> list[Finding]:
    """The findings, those without a reading with the tax on them, where the invoice's tax is right for its lines."""
    percent = read_as(walk.quote, walk.applied)[0].tax_percent
    stated = sides.stated_of(_TAX_KEY)
    rest_of_tax = next((one for one in findings if one.keys == (_TAX_KEY,) and one.reading is None), None)
    if percent is None or stated is None or rest_of_tax is None:
        return list(findings)
    lines = sum((one.amount for one in sides.stated if one.kind != TAX), Decimal(0))
    others = [one for one in findings if one.reading is None and one is not rest_of_tax]
    base = sum((one.amount for one in others), Decimal(0))
    if not base or rounded(Fraction(lines) * Fraction(percent) / 100, sides.currency) != stated.amount:
        return list(findings)
    shares = [rounded(Fraction(rest_of_tax.amount * one.amount / base), sides.currency) for one in others]
    largest = max(range(len(others)), key=lambda place: abs(others[place].amount))
    shares[largest] += rest_of_tax.amount - sum(shares)
    taxed = {
        id(one): one._replace(
            amount=one.amount + share, reason=f"{one.reason} (with the tax on it)", keys=(*one.keys, _TAX_KEY)
        )
        for one, share in zip(others, shares, strict=True)
    }
    return [taxed.get(id(one), one) for one in findings if one is not rest_of_tax]


def _late(walk: Walk, sides: Sides) -> dict[int, Key]:
    """Lines of the invoice that are on the bill only as it is read in the end."""
    added = {one.place: one.position for one in walk.applied if one.place and one.position is not None}
    own: dict[int, Key] = {
        place: ("charge", added[one.place]) for place, one in enumerate(sides.stated) if one.place in added
    }
    taken = {*sides.matches.values(), *own.values()}
    left = [place for place in range(len(sides.stated)) if place not in sides.matches and place not in own]
    free = {key: line for key, line in walk.lines.items() if key not in taken}
    found = matched([sides.stated[place] for place in left], free, walk.quote.charges or ())
    return own | {left[place]: key for place, key in found.items()}


def _rest(walk: Walk, sides: Sides, key: Key, left: Decimal) -> Finding:
    """What no reading explains of a line."""
    stated = sides.stated_of(key)
    cause, reason = _why(walk, key, stated, sides.currency)
    where = sides.place(sides.path(key))
    return Finding(cause, reason, left, (key,), quote_place=where, invoice_place=stated.place if stated else None)


def _why(walk: Walk, key: Key, stated: Stated | None, currency: str) -> tuple[Cause, str]:
    """What a rest is called, and why."""
    line = walk.lines.get(key)
    if key[0] == "tax":
        return "tax", f"the tax is not {line.label if line else 'that'} of the lines"
    if key[0] == "minimum_invoice":
        return "minimum", "what is added up to the minimum invoice differs"
    if stated is not None and stated.quantity is not None:
        if line is not None and line.quantity is not None and stated.units is not None and not walk.has_quantity(key):
            cause: Cause = "minutes" if stated.kind in {"minute", "hour", "agent", "seat"} else "call count"
            noun = f"{line.charge.replace('_', ' ')}s"
            where = "the quote" if stated.kind in {"hour", "agent", "seat", "unit", "training_hour"} else "the log"
            return cause, f"{told(stated.units)} {noun} are billed, {where} has {told(line.quantity)}"
        if stated.rate is not None:
            product = rounded(Fraction(stated.quantity) * Fraction(stated.rate), currency)
            if product != stated.amount:
                sums = f"{stated.quantity:,f} times {stated.rate:f} is {product:,f}, the line says {stated.amount:,f}"
                return "arithmetic", sums
    return "unexplained", "nothing that was tried explains it"


def _only_billed(lines: Lines, sides: Sides) -> Iterator[Finding]:
    """Lines that the quote asks for and the invoice has not."""
    for key, line in lines.items():
        if key not in sides.matches.values() and line.amount:
            cause = "missing line" if is_charge(key) else CAUSE_OF_KIND.get(line.charge, "missing line")
            yield Finding(cause, left_out_reason(line), -line.amount, (key,), quote_place=sides.place(sides.path(key)))


def _only_stated(sides: Sides) -> Iterator[Finding]:
    """Lines that the invoice has and the quote does not ask for."""
    for place, one in enumerate(sides.stated):
        if place not in sides.matches and one.amount:
            cause = CAUSE_OF_KIND.get(one.kind, "unknown line")
            yield Finding(cause, unknown_reason(one), one.amount, stated=(place,), invoice_place=one.place)


def own_sum(file: InvoiceFile, of_lines: Decimal) -> Iterator[Finding]:
    """A total of the invoice that is not the sum of its lines and tax, if it states one."""
    total = file.invoice.total
    if total is not None and total != of_lines:
        reason = f"its lines and tax add up to {of_lines:,f}, its total says {total:,f}"
        yield Finding("arithmetic", reason, total - of_lines, invoice_place=file.document.key_place("total"))
