"""What came back? (`callvet rfp read`): returned questionnaires as profiles and offers, and what they would change."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from callvet import __version__
from callvet.evaluation.questionnaires.answer_files import FileOfAnswers, in_order, new_file, updated_file
from callvet.evaluation.questionnaires.open_answers import Case, filled_offers
from callvet.evaluation.rfp import case_hash
from callvet.load.book import read_book
from callvet.load.case import load_needs
from callvet.load.discovery import shown_path, vendor_id
from callvet.load.rewriting import whole_value
from callvet.load.sheets.archive import UnreadableBookError
from callvet.load.validation import validate
from callvet.load.writing import write_over
from callvet.load.yaml_text import comment_lines
from callvet.model.problem import Place, Problem
from callvet.model.questionnaire_marks import ABOUT_OFFER, ABOUT_OPEN
from callvet.model.questionnaire_topics import OFFER
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from callvet.model.wording import shown
from callvet.score.own import own_questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from callvet.load.returned_book import Remark, ReturnedBook
    from callvet.model.document import Document, Value
    from callvet.model.needs import Needs
    from callvet.model.section import Section

_LONGEST_NAME: Final = 60
_LONGEST_REMARK: Final = 300
_UNSURE: Final = re.compile(r"[^a-z0-9]+")
_LEADS_AWAY: Final = re.compile(r"[/\\:]")


@dataclass(frozen=True, slots=True)
class BookAnswer:
    """What became of one questionnaire.

    Attributes:
        path: The workbook, as the user typed it.
        vendor: The vendor's id; none where the workbook cannot be read.
        files: What it becomes; empty where there are problems.
        problems: Answers that cannot be taken, each with its cell and the fix.
        notes: What the user should know of how it was read.
        answered: How many cells held an answer. [count]
    """

    path: str
    vendor: str = ""
    files: tuple[FileOfAnswers, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    answered: int = 0


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What became of all questionnaires.

    Attributes:
        books: In the order in which they were named.
    """

    books: tuple[BookAnswer, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with all of them."""
        return tuple(problem for book in self.books for problem in book.problems)

    @property
    def files(self) -> tuple[FileOfAnswers, ...]:
        """What is to be written."""
        return tuple(file for book in self.books for file in book.files if file.is_changed)


def read_books(
    files: Sequence[str | Path],
    *,
    read_on: date,
    into: str | Path = ".",
    vendor: str | None = None,
    needs: str | Path | None = None,
    update: bool = False,
) -> ReadAnswer:
    """Read returned questionnaires; nothing is written yet (``write_files``).

    Args:
        files: Workbooks, .xlsx or .ods.
        read_on: The day that is recorded with them as a source.
        into: The folder of the case, with ``vendors/`` and ``quotes/`` in it.
        vendor: The vendor's id, where the workbook does not say it rightly.
        needs: The needs, for the committee's own questions; left out, those in the folder of the case.
        update: Whether files that are there may change.

    Raises:
        NothingToWorkOnError: The needs that were named are not there.
    """
    folder = Path(into)
    beside = folder / "needs.yaml"
    found = load_needs((), needs or (beside if beside.exists() else None))
    call = _Call(folder, vendor, found.needs.needs, read_on, update)
    taken: dict[Path, str] = {}
    books = []
    for file in files:
        book = call.read(Path(file))
        clashes = [one.path for one in book.files if taken.setdefault(one.path, book.path) != book.path]
        if clashes:
            message = f"it is for {shown_path(clashes[0])}, as {taken[clashes[0]]} is; read one after the other"
            book = BookAnswer(book.path, book.vendor, (), (Problem(Place(book.path), message),), book.notes)
        books.append(book)
    return ReadAnswer(tuple(books))


def write_files(files: Sequence[FileOfAnswers]) -> tuple[Path, ...]:
    """Write what was read, each file all at once, and give back the paths.

    Raises:
        OSError: A file cannot be written.
    """
    for file in files:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        write_over(file.path, file.text)
    return tuple(file.path for file in files)


class _Call(NamedTuple):
    """What is the same for all questionnaires of one call."""

    folder: Path
    vendor: str | None
    needs: Needs
    read_on: date
    update: bool

    def read(self, path: Path) -> BookAnswer:
        """What one workbook becomes."""
        shown_as = shown_path(path)
        try:
            book = read_book(path, shown_as, own_questions(self.needs))
        except UnreadableBookError as refused:
            return BookAnswer(shown_as, problems=(Problem(Place(shown_as), str(refused)),))
        profile, of_profile = _checked(book, book.profile, Vendor)
        offer, of_offer = _checked(book, book.offer, Quote)
        vendor = self._vendor_of(book, profile, path)
        if not _is_plain(vendor):
            message = f"{shown(vendor)} can be no vendor's id; name it with --vendor"
            return BookAnswer(shown_as, "", (), (Problem(Place(shown_as), message),), book.notes, book.answered)
        notes = (*book.notes, *self._stale(book))
        problems = (*book.problems, *of_profile, *of_offer)
        if not problems and book.profile is None and book.offer is None and not book.opened:
            problems = (Problem(Place(shown_as), "nothing in it is answered; is it the workbook that came back?"),)
        if problems:
            return BookAnswer(shown_as, vendor, (), problems, notes, book.answered)
        files, in_the_way = self._files(book, vendor, (profile, offer), path)
        done = () if in_the_way else tuple(files)
        notes = (*notes, *(_unkept(book, done) if done else ()))
        return BookAnswer(shown_as, vendor, done, tuple(in_the_way), notes, book.answered)

    def _files(
        self, book: ReturnedBook, vendor: str, found: tuple[Vendor | None, Quote | None], path: Path
    ) -> tuple[list[FileOfAnswers], list[Problem]]:
        """The files that a workbook becomes, and what is in the way of others."""
        files: dict[Path, FileOfAnswers] = {}
        in_the_way: list[Problem] = []
        for target, model, value in self._targets(book, vendor, *found, path):
            of_offer = model is Quote
            remarks = [one for one in book.remarks if one.key[:1] == (OFFER,)] if of_offer else _of_profile(book)
            made = self._file(target, model, value, remarks, book.path)
            if isinstance(made, Problem):
                in_the_way.append(made)
            elif ABOUT_OPEN not in book.about or made.is_new or any(one.path[0] != "sources" for one in made.changes):
                # What was known and filled in is no answer to what was open.
                files[target] = made
        if in_the_way:
            return [], in_the_way
        filled, refused = filled_offers(book, Case(self.folder, vendor, self.read_on, self.update), files)
        return list(filled.values()), refused

    def _vendor_of(self, book: ReturnedBook, profile: Vendor | None, path: Path) -> str:
        """The id of the vendor that answered."""
        stated = self.vendor or book.about.get("vendor")
        if stated:
            return vendor_id(stated)
        named = profile.name if profile and profile.name else path.stem
        return slug(named) or slug(path.stem) or "vendor"

    def _stale(self, book: ReturnedBook) -> Iterator[str]:
        """What has changed since the questionnaire was sent."""
        version, asked = book.about.get("version"), book.about.get("case")
        if version and version != __version__:
            yield f"it was written by callvet {version}; this is {__version__}"
        elif asked and not book.about.get("vendor") and asked != case_hash(self.needs):
            yield "your needs have changed since it was sent"

    def _targets(
        self, book: ReturnedBook, vendor: str, profile: Vendor | None, offer: Quote | None, path: Path
    ) -> Iterator[tuple[Path, type[Section], dict[str, Value]]]:
        """The files that a workbook is for, with what it says of each."""
        source = {"kind": "quote", "ref": path.name, "read": self.read_on.isoformat()}
        if profile is not None and book.profile is not None:
            value = {**whole_value(book.profile), "sources": [source]}
            yield self.folder / "vendors" / f"{vendor}.yaml", Vendor, value
        if offer is not None and book.offer is not None:
            stem = _stem_in(book.about) or f"{vendor}-{_name_of(offer)}"
            value = {"vendor": vendor, **whole_value(book.offer), "source": source}
            yield self.folder / "quotes" / f"{stem}.yaml", Quote, value

    def _file(
        self, path: Path, model: type[Section], value: dict[str, Value], remarks: Sequence[Remark], book: str
    ) -> FileOfAnswers | Problem:
        """A new file, or one that changes; or why neither can be."""
        value = in_order(value, model)
        if not path.exists():
            return new_file(path, value, remarks, book, self.read_on)
        if not self.update:
            message = f"{shown_path(path)} is there already; add --update to see what would change in it"
            return Problem(Place(book), message)
        return updated_file(path, model, value, remarks, book)


def _checked(book: ReturnedBook, document: Document | None, model: type[Any]) -> tuple[Any, list[Problem]]:
    """The model of what was answered, and what is wrong with it, at its cells."""
    if document is None:
        return None, []
    value, problems = validate(document, model)
    return value, [book.in_cells(problem) for problem in problems]


def _unkept(book: ReturnedBook, files: Sequence[FileOfAnswers]) -> Iterator[str]:
    """What was said beside answers of which no file keeps it, since nothing in it changes."""
    for remark in book.remarks:
        first = next(iter(comment_lines(f"{remark.place}: {remark.text}")))
        if not any(first in file.text for file in files):
            said = shown(remark.text, _LONGEST_REMARK)
            yield f"{remark.place}: {said} (a remark; nothing changes there, so no file keeps it)"


def _of_profile(book: ReturnedBook) -> list[Remark]:
    """What was said beside answers about the vendor, and beside none."""
    return [one for one in book.remarks if not (one.key and str(one.key[0]).partition("@")[0] == OFFER)]


def _stem_in(about: Mapping[str, str]) -> str:
    """The name of the offer's file that the hidden sheet tells; nothing of what is no plain name."""
    stem = about.get(ABOUT_OFFER, "")
    return stem if _is_plain(stem) else ""


def _is_plain(name: str) -> bool:
    """Whether a name is one of a file in a folder, and no way out of it."""
    return name.isprintable() and not _LEADS_AWAY.search(name) and name not in {"", ".", ".."}


def _name_of(offer: Quote) -> str:
    """What tells an offer from others of its vendor."""
    stated = offer.reference or offer.title or (str(offer.dated) if offer.dated else "")
    return slug(stated) or "offer"


def slug(name: str) -> str:
    """A name that is fit for a file, everywhere: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return _UNSURE.sub("-", plain)[:_LONGEST_NAME].strip("-")
