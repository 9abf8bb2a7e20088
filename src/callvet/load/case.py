"""A whole case, read: every file of it, and every problem of every file."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from callvet.load.discovery import (
    BLIND_FILE,
    NEEDS_FILE,
    Found,
    NothingToWorkOnError,
    find_case,
    is_there,
    neighbours,
    shown_path,
    vendor_id,
    with_profiles,
)
from callvet.load.document import read_document
from callvet.load.kind import kind_by_keys
from callvet.load.validation import validate
from callvet.model.case import Case, FrozenFile, JudgementFile, NeedsFile, QuoteFile, VendorFile, WeighingFile
from callvet.model.needs import Needs
from callvet.model.problem import Place, Problem
from callvet.model.vendor import Vendor
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from callvet.load.discovery import Kind
    from callvet.model.case import CodesFile
    from callvet.model.document import Document
    from callvet.model.quote import Quote
    from callvet.model.section import Section

S = TypeVar("S", bound="Section")

_INLINE = "quotes"
_LONGEST_NAME = 80


def load_case(paths: Sequence[str | Path], needs: str | Path | None = None) -> Case:
    """Read the files that ``paths`` stand for, with the needs and judgements beside them.

    Args:
        paths: Folders and files; none means ``vendors/`` in the current folder.
        needs: The needs, where the user names them.

    Raises:
        NothingToWorkOnError: A named path is not there, or holds nothing to read.
    """
    chosen = None if needs is None else Path(needs)
    found = find_case([Path(path) for path in paths], chosen)
    reader = _Reader()
    reader.read_all(found)
    if found.unsorted and reader.quotes and not reader.ids:
        # Offers alone were named, in files outside quotes/: as with those within, their vendors are meant.
        reader.read_all(Found(vendors=with_profiles(found).vendors))
    the_needs = _one_of(reader, chosen)
    judgements = tuple(_known_only(reader, found))
    return Case(
        vendors=tuple(reader.vendors),
        needs=the_needs,
        judgements=judgements,
        problems=tuple(sorted(reader.problems, key=lambda problem: (reader.files.index(problem.place.path), problem))),
        files=len(reader.files),
        quotes=tuple(_wanted_quotes(reader, found)),
        weighings=tuple(reader.weighings),
        frozen=reader.frozen[0] if reader.frozen else None,
        codes=tuple(reader.codes),
    )


def load_needs(paths: Sequence[str | Path] = (), needs: str | Path | None = None) -> Case:
    """Read the needs that ``load_case`` would find, and of all that lies beside them nothing.

    Args:
        paths: Folders and files that the needs lie beside; none means the current folder.
        needs: The needs, where the user names them.

    Returns:
        A case of needs alone; those of defaults where there are none.

    Raises:
        NothingToWorkOnError: A named path is not there, or holds nothing to read.
    """
    chosen = None if needs is None else Path(needs)
    if paths:
        found = find_case([Path(path) for path in paths], chosen)
    elif chosen is not None and not is_there(chosen):
        message = f"{shown_path(chosen)} is not there; name the file of the needs"
        raise NothingToWorkOnError(message)
    else:
        beside = chosen or Path(NEEDS_FILE)
        found = Found(needs=(beside,) if is_there(beside) else ())
    reader = _Reader()
    # A file outside the known folders may hold needs, which its keys will tell.
    reader.read_all(Found(needs=found.needs, unsorted=found.unsorted))
    the_needs = _one_of(reader, chosen)
    return Case((), the_needs, problems=tuple(reader.problems), files=len(reader.files))


@dataclass(slots=True)
class _Reader:
    """What has been read so far."""

    vendors: list[VendorFile] = field(default_factory=list)
    needs: list[tuple[Needs, Document]] = field(default_factory=list)
    judgements: list[JudgementFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    quotes: list[QuoteFile] = field(default_factory=list)
    ids: dict[str, Path] = field(default_factory=dict)
    codes: list[CodesFile] = field(default_factory=list)
    weighings: list[WeighingFile] = field(default_factory=list)
    frozen: list[FrozenFile] = field(default_factory=list)

    def read_all(self, found: Found) -> None:
        """Read every file, in the order in which a person would look at them."""
        every: tuple[tuple[Kind | None, Sequence[Path]], ...] = (
            ("vendor", found.vendors),
            (None, found.unsorted),
            ("needs", found.needs),
            ("judgement", found.judgements),
            ("quote", found.quotes),
            ("weights", found.weights),
            ("frozen", found.frozen),
            ("log", found.logs),
        )
        for kind, paths in every:
            for path in paths:
                self._take(path, kind)

    def _take(self, path: Path, kind: Kind | None) -> None:
        """Read one file and keep what it holds."""
        self.files.append(shown_path(path))
        document, problems = read_document(path, shown_path(path))
        self.problems += problems
        kind = kind or kind_by_keys(document)
        if kind == "vendor":
            self._take_id(path)
        if document is not None:
            self._keep(document, kind, path)

    def _keep(self, document: Document, kind: Kind, path: Path) -> None:
        """Check one document against its kind."""
        if kind == "vendor":
            vendor = self._checked(document, Vendor)
            if vendor:
                self.vendors.append(VendorFile(vendor_id(path.stem), vendor, document))
            self._keep_inline_quotes(document, path)
        elif kind == "needs":
            needs = self._checked(document, Needs)
            if needs:
                self.needs.append((needs, document))
        elif kind == "judgement" and path.name == BLIND_FILE:
            self._keep_codes(document)
        elif kind == "judgement":
            # Cases without judgements, the many, need not build this model.
            from callvet.model.judgement import Judgement  # noqa: PLC0415

            judgement = self._checked(document, Judgement)
            if judgement:
                self.judgements.append(JudgementFile(judgement, document))
        elif kind == "quote":
            self._keep_quote(document, path, None)
        else:
            self._keep_rarer(document, kind)

    def _keep_rarer(self, document: Document, kind: Kind) -> None:
        """One person's weights, what was fixed of them, or how a log is read; others need not build these models."""
        if kind == "weights":
            from callvet.model.weighing import Weighing  # noqa: PLC0415

            weighing = self._checked(document, Weighing)
            self.weighings += [WeighingFile(weighing, document)] if weighing else []
        elif kind == "log":
            from callvet.model.log import CallLog  # noqa: PLC0415

            self._checked(document, CallLog)  # it is kept by what reads the log
        else:
            from callvet.model.frozen import Frozen  # noqa: PLC0415

            frozen = self._checked(document, Frozen)
            self.frozen += [FrozenFile(frozen, document)] if frozen else []

    def _keep_codes(self, document: Document) -> None:
        """Whose each blind code is."""
        from callvet.model.blind import BlindCodes  # noqa: PLC0415 - few cases are judged blind
        from callvet.model.case import CodesFile  # noqa: PLC0415 - as above

        codes = self._checked(document, BlindCodes)
        self.codes += [CodesFile(codes, document)] if codes else []

    def _keep_inline_quotes(self, document: Document, path: Path) -> None:
        """The offers that stand in a profile."""
        offers = document.value.get(_INLINE) if isinstance(document.value, dict) else None
        if offers is None or offers == "none":
            return
        if not isinstance(offers, list):
            message = "quotes: this is a list; begin each offer with a dash"
            self.problems.append(Problem(document.value_place(_INLINE), message))
            return
        for position in range(len(offers)):
            part = document.part(_INLINE, position)
            if part is not None:
                self._keep_quote(part, path, vendor_id(path.stem))

    def _keep_quote(self, document: Document, path: Path, vendor: str | None) -> None:
        """One offer, of the vendor in whose profile it stands, or of the one that it names."""
        # Cases without quotes need not build this model, the largest.
        from callvet.model.quote import Quote  # noqa: PLC0415

        quote = self._checked(document, Quote)
        stated = quote.vendor if quote else document.value_at("vendor")
        named = vendor_id(stated) if isinstance(stated, str) else vendor
        if vendor is None and isinstance(document.value, dict) and not document.holds("vendor"):
            message = "vendor is missing; add vendor: and the name of the vendor's profile without .yaml"
            self.problems.append(Problem(document.value_place(), message))
        elif vendor is not None and named != vendor:
            message = f"vendor: this offer stands in the profile of {vendor}; leave vendor out"
            self.problems.append(Problem(document.value_place("vendor"), message))
        elif quote and named:
            self.quotes.append(QuoteFile(self._quote_id(named, quote, path), named, quote, document))

    def _quote_id(self, vendor: str, quote: Quote, path: Path) -> str:
        """The id of an offer, which no other has: by its reference, else its title, else its file, else a number."""
        taken = {one.id for one in self.quotes}
        of_file = f"{vendor}/{shown(path.stem, _LONGEST_NAME)}"
        stated = quote.reference or quote.title
        wanted = f"{vendor}/{shown(stated, _LONGEST_NAME)}" if stated else of_file
        numbered = (f"{of_file} ({number})" for number in count(2))
        return next(name for name in chain((wanted, of_file), numbered) if name not in taken)

    def _checked(self, document: Document, model: type[S]) -> S | None:
        """The model of a document; its problems are kept."""
        value, problems = validate(document, model)
        self.problems += problems
        return value

    def _take_id(self, path: Path) -> None:
        """Two profiles of one id cannot be told apart."""
        first = self.ids.setdefault(vendor_id(path.stem), path)
        if first != path:
            message = f"{shown_path(first)} has the same name, which is the vendor's id; rename one of them"
            self.problems.append(Problem(Place(shown_path(path)), message))


def _one_of(reader: _Reader, chosen: Path | None) -> NeedsFile:
    """The needs; where there are two files of them and the user chose none, that is a problem."""
    if chosen:
        by_path = {document.path: NeedsFile(needs, document) for needs, document in reader.needs}
        return by_path.get(shown_path(chosen), NeedsFile(Needs()))
    if not reader.needs:
        return NeedsFile(Needs())
    (needs, document), *others = reader.needs
    for _, other in others:
        message = f"{document.path} holds needs too; keep one of them, or name one with --needs"
        reader.problems.append(Problem(Place(other.path), message))
    return NeedsFile(needs, document)


def _known_only(reader: _Reader, found: Found) -> Iterable[JudgementFile]:
    """The judgements of vendors that were read; one of a vendor that nobody knows is a problem."""
    read = {vendor.id for vendor in reader.vendors}
    known = {vendor_id(path.stem) for path in neighbours(found)} | reader.ids.keys()
    named = {vendor_id(file.judgement.vendor) for file in reader.judgements}
    behind: Mapping[str, str] = {}
    if named - known:
        from callvet.load.blind import codes_beside, vendors_behind, why_unknown  # noqa: PLC0415 - few cases need it

        reader.read_all(Found(judgements=codes_beside(found)))
        behind = vendors_behind(named - known, reader.codes)
    for file in reader.judgements:
        written = vendor_id(file.judgement.vendor)
        vendor = behind.get(written, written)
        if vendor in read:
            yield JudgementFile(file.judgement.model_copy(update={"vendor": vendor}), file.document)
        elif vendor not in known:
            message = f"vendor: {why_unknown(written, known, reader.codes)}"
            reader.problems.append(Problem(file.document.value_place("vendor"), message))


def _wanted_quotes(reader: _Reader, found: Found) -> Iterable[QuoteFile]:
    """The offers, but those of vendors that have a profile which was not named."""
    read = {vendor.id for vendor in reader.vendors}
    # A file that holds an offer is no profile, though it be called as its vendor is.
    offers = {quote.document.path for quote in reader.quotes}
    beside = (path for path in neighbours(found) if shown_path(path) not in offers)
    left_out = {vendor_id(path.stem) for path in beside} - read - reader.ids.keys()
    return (quote for quote in reader.quotes if quote.vendor not in left_out)
