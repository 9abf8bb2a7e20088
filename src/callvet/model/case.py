"""A case: the vendors, the needs and the judgements of one decision, each with the file it came from.

Every command pays for the making of these classes, and a dataclass takes six times as long to make as a NamedTuple.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from callvet.model.blind import BlindCodes
    from callvet.model.document import Document
    from callvet.model.frozen import Frozen
    from callvet.model.judgement import Judgement
    from callvet.model.needs import Needs
    from callvet.model.problem import Problem
    from callvet.model.quote import Quote
    from callvet.model.vendor import Vendor
    from callvet.model.weighing import Weighing


class VendorFile(NamedTuple):
    """One profile. Its id is the stem of its file's name."""

    id: str
    vendor: Vendor
    document: Document

    @property
    def name(self) -> str:
        """What people call it: the profile's name, else the id."""
        return self.vendor.name or self.id


class JudgementFile(NamedTuple):
    """One judgement and where it was written."""

    judgement: Judgement
    document: Document


class QuoteFile(NamedTuple):
    """One priced offer and where it was written.

    Attributes:
        id: ``vendor/reference``; the title or the file's name where there is no reference.
        vendor: The vendor's id, with or without a profile.
        quote: What is offered.
        document: Its file, or the part of the profile that it stands in.
    """

    id: str
    vendor: str
    quote: Quote
    document: Document


def offering_vendor(offer: QuoteFile, vendor: VendorFile | None) -> str:
    """What people call the vendor of an offer, by its profile; where there is none, its id."""
    return vendor.name if vendor else offer.vendor


class WeighingFile(NamedTuple):
    """One person's weights and where they were written."""

    weighing: Weighing
    document: Document


class FrozenFile(NamedTuple):
    """What was fixed before prices were opened, and where that was written."""

    frozen: Frozen
    document: Document


class CodesFile(NamedTuple):
    """Whose each blind code is, and where that was written."""

    codes: BlindCodes
    document: Document


class NeedsFile(NamedTuple):
    """The needs, and the file they stand in; None where all are defaults."""

    needs: Needs
    document: Document | None = None


class Case(NamedTuple):
    """Everything that was read for one answer, and every problem that was met on the way.

    Attributes:
        vendors: Profiles without a fault, by id.
        needs: The buyer's needs.
        judgements: What people thought.
        quotes: Priced offers.
        problems: Everything to mend, in the order of the files.
        files: How many files were read. [count]
        notes: What the user should know of the reading, such as files that were left alone.
        weighings: People's weights, where they are named.
        frozen: What was fixed before prices were opened.
        codes: Blind codes.
    """

    vendors: tuple[VendorFile, ...]
    needs: NeedsFile
    judgements: tuple[JudgementFile, ...] = ()
    quotes: tuple[QuoteFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: int = 0
    notes: tuple[str, ...] = ()
    weighings: tuple[WeighingFile, ...] = ()
    frozen: FrozenFile | None = None
    codes: tuple[CodesFile, ...] = ()
