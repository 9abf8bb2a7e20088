"""What vendors answered about offers that are there, put into those offers: nothing else of their files changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from callvet.evaluation.questionnaires.answer_files import FileOfAnswers, in_order, means_same, value_of, with_comments
from callvet.evaluation.questionnaires.open_offers import hash_of_charges, place_of
from callvet.load.discovery import shown_path, vendor_id
from callvet.load.document import parse_document, read_document
from callvet.load.rewriting import CannotRewriteError, Change, changes, merged, rewritten
from callvet.load.validation import validate
from callvet.load.yaml_text import comment_lines
from callvet.model.document import Document, Node
from callvet.model.problem import Place, Problem
from callvet.model.questionnaire_marks import ABOUT_CHARGES, ABOUT_OFFER
from callvet.model.quote import Quote
from callvet.model.wording import dotted, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from callvet.load.returned_book import OpenAnswer, ReturnedBook
    from callvet.model.document import KeyPath, Value

_INLINE = "quotes"
_BEHIND = ": mend it there, or ask anew with callvet rfp --only-open"


class _RefusedError(Exception):
    """Why answers cannot be put into an offer."""

    def __init__(self, *problems: Problem) -> None:
        """Keep all reasons."""
        super().__init__(*problems)
        self.problems = problems


class Case(NamedTuple):
    """Where the offers of a vendor are.

    Attributes:
        folder: Of the case, with ``vendors/`` and ``quotes/`` in it.
        vendor: The vendor's id.
        read_on: The day that is recorded.
        update: Whether files that are there may change.
    """

    folder: Path
    vendor: str
    read_on: date
    update: bool


def filled_offers(
    book: ReturnedBook, case: Case, files: Mapping[Path, FileOfAnswers]
) -> tuple[dict[Path, FileOfAnswers], list[Problem]]:
    """The files of a book with the answers about its offers in them, or what is in the way.

    Args:
        book: What came back.
        case: Where the offers are.
        files: What else the book changes, to which the answers are added.
    """
    filled = dict(files)
    problems: list[Problem] = []
    by_number: dict[int, list[OpenAnswer]] = {}
    for answer in book.opened:
        by_number.setdefault(answer.number, []).append(answer)
    for number, answers in by_number.items():
        try:
            path, made = _filled(book, case, number, answers, filled)
            filled[path] = made
        except _RefusedError as refused:
            problems += refused.problems
    return filled, problems


def _filled(
    book: ReturnedBook, case: Case, number: int, answers: Sequence[OpenAnswer], files: Mapping[Path, FileOfAnswers]
) -> tuple[Path, FileOfAnswers]:
    """A file with the answers about one of its offers.

    Raises:
        _RefusedError: It is not there, is another than was asked about, or would be at fault.
    """
    path, position = _path_of(book, case, number)
    before = files.get(path)
    shown_as = shown_path(path)
    document, problems = parse_document(before.text, shown_as) if before else read_document(path, shown_as)
    above: KeyPath = () if position is None else (_INLINE, position)
    offer = document.part(*above) if document is not None and above else document
    if offer is None or problems or not isinstance(offer.value, dict):
        raise _RefusedError(Problem(Place(shown_as), "it has problems of its own; mend them first (callvet check)"))
    if not case.update:
        message = f"{shown_as} is there already; add --update to see what would change in it"
        raise _RefusedError(Problem(Place(book.path), message))
    _expect_the_same(book, case, number, answers, offer)
    text = before.text if before else path.read_text(encoding="utf-8")
    found = [Change((*above, *one.path), one.old, one.new) for one in _changes(book, answers, offer)]
    try:
        changed = rewritten(text, found) if found else text
    except CannotRewriteError as refused:
        raise _RefusedError(Problem(Place(shown_as), str(refused))) from refused
    changed = with_comments(changed, _told(book, case, number, found, text))
    return path, FileOfAnswers(path, changed, (*(before.changes if before else ()), *found), is_new=False)


def _path_of(book: ReturnedBook, case: Case, number: int) -> tuple[Path, int | None]:
    """The file of an offer, and the offer's position where it stands in the profile.

    Raises:
        _RefusedError: The book does not say it, or says it of a file that is not there.
    """
    below, position = place_of(book.about.get(f"{ABOUT_OFFER} {number}", ""))
    if below is None and position is None:
        message = f"which offer its sheet for offer {number} is about is not told; answer in a fresh copy"
        raise _RefusedError(Problem(Place(book.path), message))
    path = case.folder / "vendors" / f"{case.vendor}.yaml"
    if below is not None:
        candidates = [case.folder / _INLINE / below, case.folder / below]
        path = next((one for one in candidates if one.is_file()), candidates[0])
    if not path.is_file():
        message = f"{shown_path(path)}, of which it answers what was open, is not there; name its folder with --output"
        raise _RefusedError(Problem(Place(book.path), message))
    return path, position


def _expect_the_same(
    book: ReturnedBook, case: Case, number: int, answers: Sequence[OpenAnswer], offer: Document
) -> None:
    """Refuses an offer of another vendor, and one whose charges are others than those that were asked about.

    Raises:
        _RefusedError: So it is.
    """
    stated = offer.value.get("vendor")
    if not offer.within and (not isinstance(stated, str) or vendor_id(stated) != case.vendor):
        message = f"{shown(offer.path)} is no offer of {shown(case.vendor)}; name the vendor with --vendor"
        raise _RefusedError(Problem(Place(book.path), message))
    quote, _ = validate(offer, Quote)
    if quote is None:
        raise _RefusedError(Problem(Place(offer.path), "it has problems of its own; mend them first (callvet check)"))
    of_charges = [one for one in answers if "charges" in one.way]
    asked = book.about.get(f"{ABOUT_CHARGES} {number}")
    are_there = all(_charge_at(offer.value, one.way) is not None for one in of_charges)
    if of_charges and (asked != hash_of_charges(quote) or not are_there):
        message = f"the charges of {shown(offer.path)} are others than when this was asked{_BEHIND}"
        raise _RefusedError(*(Problem(Place(book.places[one.line - 1]), message) for one in of_charges))


def _changes(book: ReturnedBook, answers: Sequence[OpenAnswer], offer: Document) -> list[Change]:
    """What becomes different in an offer.

    Raises:
        _RefusedError: With the answers in it, it would be at fault.
    """
    overlay: dict[str, Value] = {}
    places: dict[str, Any] = {}
    for one in answers:
        _put(overlay, offer.value, one.way, one.value)
        _mark(places, one)
    overlay = in_order(overlay, Quote)
    after = merged(offer.value, list(changes(offer.value, overlay, lambda _: False)))
    there = Document(offer.path, after, Node(0, 0, 0, 0, _nodes(places)))
    new, problems = validate(there, Quote)
    if problems:
        raise _RefusedError(*(_in_cells(book, offer, one) for one in problems))
    was, _ = validate(offer, Quote)
    return list(changes(offer.value, overlay, lambda way: means_same(value_of(was, way), value_of(new, way))))


def _put(overlay: Value, old: Value, way: KeyPath, value: Value) -> None:
    """Put an answer into what is to be said anew; in a list, others of its items are as they were."""
    for step, following in zip(way, (*way[1:], None), strict=True):
        old = _below(old, step)
        if following is None:
            overlay[step] = value
            return
        if isinstance(following, int):
            items = len(old) if isinstance(old, list) else 0
            made: Value = [{} for _ in range(items)]
        else:
            made = {}
        overlay = overlay.setdefault(step, made) if isinstance(overlay, dict) else overlay[step]


def _below(value: Value, step: str | int) -> Value | None:
    """What an offer says one step down."""
    if isinstance(value, dict):
        return value.get(str(step))
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def _charge_at(offer: Value, way: KeyPath) -> Value | None:
    """The charge that a way leads through."""
    for step in way[: way.index("charges") + 2]:
        offer = _below(offer, step)
    return offer


def _mark(places: dict[str, Any], answer: OpenAnswer) -> None:
    """Note which cell an answer came from."""
    inside: Any = places
    for step in answer.way[:-1]:
        inside = inside.setdefault(step, {})
    inside[answer.way[-1]] = answer.line


def _nodes(places: Any) -> Any:
    """Where each answer stands, as the children of a node: a list where steps are positions."""
    made = {step: _node(one) for step, one in places.items()}
    if not any(isinstance(step, int) for step in made):
        return made
    return [made.get(step, Node(0, 0, 0, 0)) for step in range(max(made) + 1)]


def _node(place: Any) -> Node:
    """The node of a cell, or of what is above several."""
    return Node(0, 0, 0, 0, _nodes(place)) if isinstance(place, dict) else Node(place, 1, place, 1)


def _in_cells(book: ReturnedBook, offer: Document, problem: Problem) -> Problem:
    """A problem of an offer with the answers in it, at the cell that makes it."""
    if problem.place.line:
        return book.in_cells(problem)
    return Problem(Place(book.path), f"with what {shown(offer.path)} says already, {problem.message}")


def _told(book: ReturnedBook, case: Case, number: int, found: Sequence[Change], text: str) -> list[str]:
    """Comments that say where the answers are from, and what was said beside them."""
    if not found:
        return []
    keys = ", ".join(dotted(one.path) for one in found)
    said = [f"Answers of {book.path}, read {case.read_on}: {keys}."]
    own = f"quote@{number}"
    said += [f"{one.place}: {one.text}" for one in book.remarks if one.key[:1] == (own,)]
    lines = [line for one in said for line in comment_lines(one)]
    return [line for line in lines if line not in text]
