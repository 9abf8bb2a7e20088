"""What a report rests on: the files with their hashes, the sources with their days, and the versions at work."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet import __version__
from callvet.load.discovery import NothingToWorkOnError, find_case, shown_path
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from callvet.model.case import Case, NeedsFile, QuoteFile, VendorFile

LIBRARIES: Final = ("highspy", "holidays", "numpy", "opening-hours-py", "pydantic", "PyYAML", "tzdata")
"""Those whose version a figure may hang on: the calendar of holidays, time zones, random numbers, the solver."""
_SHAPES: Final = ("flat", "office")

_LONGEST_REF: Final = 2000


class InputFile(NamedTuple):
    """One file that was read.

    Attributes:
        path: As it was named.
        size: How long it is. [bytes]
        sha256: Of its bytes. [64 hexadecimal digits]
    """

    path: str
    size: int
    sha256: str


class CitedSource(NamedTuple):
    """Where facts come from.

    Attributes:
        vendor: Whom it is about, by its id; None where it is about the buyer.
        about: What it tells: the profile, an offer, a judgement, an exchange rate.
        kind: What sort of source it is.
        ref: Where it is found, or who said it.
        day: When it was read, or when it happened; None where nobody wrote it down.
    """

    vendor: str | None
    about: str
    kind: str
    ref: str
    day: date | None = None


class Version(NamedTuple):
    """A program that had a part in the figures, and which one."""

    name: str
    version: str


def input_files(
    paths: Sequence[str | Path], needs: str | Path | None, weights_from: str | Path | None, needs_file: NeedsFile
) -> tuple[InputFile, ...]:
    """Every file that was read, in the order in which a case is read.

    Args:
        paths: As they were named.
        needs: The needs, where they are named.
        weights_from: People's weights, where they are named.
        needs_file: The needs as they were read, which may name a table of their own.

    Raises:
        NothingToWorkOnError: A file is gone since it was read.
    """
    found = list(find_case([Path(path) for path in paths], None if needs is None else Path(needs)).all())
    if weights_from is not None:
        found += find_case([Path(weights_from)], None).weights
    shape = needs_file.needs.demand.shape
    if shape not in _SHAPES:
        found.append((Path(needs_file.document.path).parent if needs_file.document else Path()) / shape)
    return tuple(_hashed(path) for path in dict.fromkeys(found))


def _hashed(path: Path) -> InputFile:
    """One file.

    Raises:
        NothingToWorkOnError: It is gone since it was read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{shown_path(path)} was read, and cannot be read again for its hash ({error.strerror}); try again"
        raise NothingToWorkOnError(message) from error
    return InputFile(shown_path(path), len(data), sha256(data).hexdigest())


def cited_sources(case: Case) -> tuple[CitedSource, ...]:
    """Every source that the files name, by vendor, then those of the buyer."""
    found: list[CitedSource] = []
    for vendor in case.vendors:
        found += _of_profile(vendor)
        found += [source for offer in case.quotes if offer.vendor == vendor.id for source in _of_offer(offer)]
        found += [
            CitedSource(vendor.id, "judgement", file.judgement.kind, shown(file.judgement.by), file.judgement.date)
            for file in case.judgements
            if file.judgement.vendor == vendor.id
        ]
    known = {vendor.id for vendor in case.vendors}
    found += [source for offer in case.quotes if offer.vendor not in known for source in _of_offer(offer)]
    found += [
        CitedSource(
            None, f"1 {code} = {one.rate:f} {case.needs.needs.currency}", "exchange rate", one.source, one.dated
        )
        for code, one in case.needs.needs.rates.items()
    ]
    return tuple(found)


def _of_profile(file: VendorFile) -> Iterator[CitedSource]:
    """What a profile says of itself."""
    vendor = file.vendor
    for source in vendor.sources or ():
        yield CitedSource(file.id, "profile", source.kind, shown(source.ref, _LONGEST_REF), source.read)
    if vendor.performance.source is not None:
        source = vendor.performance.source
        yield CitedSource(file.id, "performance", source.kind, shown(source.ref, _LONGEST_REF), source.read)
    for review in vendor.company.reviews or ():
        yield CitedSource(file.id, "reviews", "review", review.site, review.read)
    if vendor.as_of is not None and not vendor.sources:
        yield CitedSource(file.id, "profile", "profile", file.document.path, vendor.as_of)


def _of_offer(offer: QuoteFile) -> Iterator[CitedSource]:
    """Where an offer comes from."""
    quote = offer.quote
    if quote.source is not None:
        yield CitedSource(
            offer.vendor, offer.id, quote.source.kind, shown(quote.source.ref, _LONGEST_REF), quote.source.read
        )
    elif quote.dated is not None:
        ref = shown(quote.reference or quote.title or offer.id, _LONGEST_REF)
        yield CitedSource(offer.vendor, offer.id, "quote", ref, quote.dated)


def latest_day(case: Case) -> date | None:
    """The last day on which anything in the files was read, dated or judged; None where no file has a day."""
    days = [source.day for source in cited_sources(case)]
    days += [vendor.vendor.as_of for vendor in case.vendors]
    days += [offer.quote.dated for offer in case.quotes]
    return max((day for day in days if day is not None), default=None)


def versions() -> tuple[Version, ...]:
    """Callvet, Python and the libraries whose version a figure may hang on."""
    libraries = (Version(name, version(name)) for name in LIBRARIES)
    return (Version("callvet", __version__), Version("Python", python_version()), *libraries)
