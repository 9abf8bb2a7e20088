"""A line of an audit: what the invoice says, what the quote says, and what they differ by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.demand.cost_range import Range
    from callvet.evaluation.audit.matching import Stated
    from callvet.evaluation.audit.word import Word
    from callvet.pricing.bill import Line


class AuditLine(NamedTuple):
    """One line of the invoice, of the bill, or of both.

    Attributes:
        stated: That of the invoice; empty where it has none, several where it has one for each tier.
        own: That of the bill; None where it has none.
        range: What the quote allows, from the least to the most where it leaves something open.
        difference: How much dearer the invoice is than that. [units of the currency]
        is_open: Whether the invoice is within what the quote leaves open.
        word: Its quantity, where that is taken at the invoice's word; else None.
        findings: Those about it, by their place.
    """

    stated: tuple[Stated, ...]
    own: Line | None
    range: Range
    difference: Decimal
    is_open: bool
    findings: tuple[int, ...]
    word: Word | None = None
