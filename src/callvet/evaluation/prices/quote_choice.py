"""Which quotes a call means: files, folders, vendors, ``vendor/reference``, and rounds as ``vendor@2``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from callvet.compare.rounds import by_date, in_rounds
from callvet.evaluation.reading import read_sound_case
from callvet.load.discovery import NothingToWorkOnError, is_there, shown_path, vendor_id
from callvet.model.suggestion import closest
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callvet.model.case import Case, FrozenFile, NeedsFile, QuoteFile, VendorFile

_FOLDERS = ("vendors", "quotes")
"""Where the offers of the current folder lie."""
_LONGEST = 80


class Chosen(NamedTuple):
    """The quotes that a call means.

    Attributes:
        offers: In the order in which they were named, each once.
        profiles: The vendors that have one, by id.
        needs: The buyer's.
        rounds: Offers of one vendor for the same thing, from the first round, where there are several and one of
            them is among ``offers``.
        notes: What the user should know of the reading.
        frozen: What was fixed before prices were opened, where that was.
    """

    offers: tuple[QuoteFile, ...]
    profiles: dict[str, VendorFile]
    needs: NeedsFile
    rounds: tuple[tuple[QuoteFile, ...], ...]
    notes: tuple[str, ...] = ()
    frozen: FrozenFile | None = None

    @property
    def every(self) -> tuple[QuoteFile, ...]:
        """The offers and their earlier rounds, each once."""
        return _each_once((*self.offers, *(offer for group in self.rounds for offer in group)))


def chosen_quotes(names: Sequence[str], needs: str | Path | None = None) -> Chosen:
    """Find the quotes that are named.

    A file means all of its offers. A folder or a vendor means the last round of each; ``vendor@1`` means the first.

    Raises:
        BadFilesError: Files have problems; all of it is told.
        NothingToWorkOnError: A name fits nothing; the message has the fix.
    """
    paths = [name for name in names if is_there(Path(name))]
    ids = [name for name in names if name not in paths]
    cases = [read_sound_case(paths, needs)] if paths else []
    if ids:
        cases.append(_case_here(ids, needs))
    known = _each_once(offer for case in cases for offer in case.quotes)
    groups = in_rounds(known)
    offers = _each_once(
        offer
        for name in names
        for offer in (_in_path(Path(name), known, groups) if name in paths else _called(name, known, groups))
    )
    chosen = {offer.id for offer in offers}
    return Chosen(
        offers,
        {vendor.id: vendor for case in cases for vendor in case.vendors},
        cases[0].needs,
        tuple(group for group in groups if len(group) > 1 and any(one.id in chosen for one in group)),
        tuple(dict.fromkeys(note for case in cases for note in case.notes)),
        cases[0].frozen,
    )


def _case_here(ids: Sequence[str], needs: str | Path | None) -> Case:
    """The case of the current folder, in which names are looked up."""
    folder = next((name for name in _FOLDERS if Path(name).is_dir()), None)
    if folder is None:
        message = f"{shown(ids[0], _LONGEST)} is no file, and there is no vendors/ or quotes/ here to look it up in"
        raise NothingToWorkOnError(message)
    return read_sound_case([folder], needs)


def _called(name: str, known: Sequence[QuoteFile], groups: Sequence[Sequence[QuoteFile]]) -> Iterable[QuoteFile]:
    """The offers that a name means which is no path."""
    vendor, at, number = name.rpartition("@")
    if at and number.isdecimal():
        return _round_of(vendor_id(vendor), int(number), known, groups)
    if any(offer.id == name for offer in known):
        return [offer for offer in known if offer.id == name]
    last = [group[-1] for group in groups if group[-1].vendor == vendor_id(name)]
    if not last:
        names = dict.fromkeys((*(offer.id for offer in known), *(offer.vendor for offer in known)))
        near = closest(name, names)
        fix = f"did you mean {shown(near, _LONGEST)}?" if near else "name a file, a vendor or vendor/reference"
        message = f"no quote is called {shown(name, _LONGEST)}; {fix}"
        raise NothingToWorkOnError(message)
    return last


def _in_path(path: Path, known: Sequence[QuoteFile], groups: Sequence[Sequence[QuoteFile]]) -> Iterable[QuoteFile]:
    """The offers of a file; of a folder those of the last round."""
    if not path.is_dir():
        written = [offer for offer in known if offer.document.path == shown_path(path)]
        # A profile with no offer of its own stands for those of its vendor in quotes/.
        return written or [group[-1] for group in groups if group[-1].vendor == vendor_id(path.stem)]
    folder = path.resolve()
    inside = [group[-1] for group in groups if _lies_in(Path(group[-1].document.path), folder)]
    return inside or [group[-1] for group in groups]


def _lies_in(path: Path, folder: Path) -> bool:
    """Whether a file lies in a folder, however deep."""
    return path.resolve().is_relative_to(folder)


def _round_of(
    vendor: str, number: int, known: Sequence[QuoteFile], groups: Sequence[Sequence[QuoteFile]]
) -> Iterable[QuoteFile]:
    """A vendor's offers of one round; where none of its offers are for the same thing, all of them by date."""
    own = [group for group in groups if group[0].vendor == vendor]
    if not any(len(group) > 1 for group in own):
        own = [by_date(offer for offer in known if offer.vendor == vendor)]
    found = [group[number - 1] for group in own if 0 < number <= len(group)]
    if not found:
        most = max(map(len, own), default=0)
        fix = f"it has {most}, so @{most} is its last" if most else "name one of those in quotes/"
        message = f"there is no offer {number} of {shown(vendor, _LONGEST)}; {fix}"
        raise NothingToWorkOnError(message)
    return found


def _each_once(offers: Iterable[QuoteFile]) -> tuple[QuoteFile, ...]:
    """Offers without repetitions, in their order."""
    return tuple({offer.id: offer for offer in offers}.values())
