"""What do we ask vendors? (`callvet rfp`): the whole questionnaire, or what is still open of one vendor."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from callvet import __version__
from callvet.evaluation.questionnaires.known_answers import known_answers, known_rows
from callvet.evaluation.questionnaires.marks import marked
from callvet.evaluation.questionnaires.open_offers import hash_of_charges, open_offers, topics_of
from callvet.evaluation.reading import read_sound_case
from callvet.load.case import load_needs
from callvet.load.discovery import NothingToWorkOnError, vendor_id
from callvet.model.questionnaire import Grid, Heading, Topic, own_topic, whole_questionnaire
from callvet.model.questionnaire_marks import (
    ABOUT_CASE,
    ABOUT_CHARGES,
    ABOUT_OFFER,
    ABOUT_OPEN,
    ABOUT_VENDOR,
    ABOUT_VERSION,
)
from callvet.model.questionnaire_topics import OFFER
from callvet.model.suggestion import closest
from callvet.model.wording import shown
from callvet.score.own import own_questions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from callvet.evaluation.questionnaires.known_answers import Rows
    from callvet.model.case import Case, QuoteFile, VendorFile
    from callvet.model.document import Value
    from callvet.model.needs import Needs
    from callvet.model.questionnaire import Item


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What is asked, of whom, and what is known already.

    Attributes:
        topics: The sheets.
        needs: What the vendor is asked for.
        vendor: The vendor's name, where it is for one.
        about: What lets the answers be put where they belong: version, case, vendor and offer.
        answers: What is filled in already, by the questions' ids, as it stands in the files.
        rows: What is filled in already of tables, by their ids, each row by its columns.
        only_open: Whether what is known is left out.
    """

    topics: tuple[Topic, ...]
    needs: Needs
    vendor: str | None
    about: Mapping[str, str]
    answers: Mapping[str, Value]
    rows: Mapping[str, Rows]
    only_open: bool = False


def ask_vendors(
    paths: Sequence[str | Path] = (),
    *,
    needs: str | Path | None = None,
    only_open: str | None = None,
    filled_in: str | None = None,
) -> Questionnaire:
    """The questionnaire for vendors.

    Args:
        paths: Folders and files; none means ``vendors/`` in the current folder, which need not be there.
        needs: The needs; left out, sought beside the vendors.
        only_open: A vendor of whom only what is not known is asked.
        filled_in: A vendor whose known answers are filled in, to be confirmed or mended.

    Raises:
        BadFilesError: Files have problems; all of them are told.
        NothingToWorkOnError: A named path or vendor is not there.
    """
    named = only_open or filled_in
    if named is None:
        case = load_needs(paths, needs)
        return _asked(case, None, None, only_open=False)
    case = read_sound_case(paths, needs)
    file = _named(case, named)
    offers = [quote for quote in case.quotes if quote.vendor == file.id]
    latest = max(offers, key=lambda quote: (str(quote.quote.dated or ""), quote.id), default=None)
    return _asked(case, file, latest, only_open=only_open is not None)


def case_hash(needs: Needs, vendor: object = None) -> str:
    """What changes whenever the needs, or what is known of the vendor, do."""
    return sha256(f"{needs!r}\n{vendor!r}".encode()).hexdigest()[:16]


def _named(case: Case, name: str) -> VendorFile:
    """The profile of the vendor that is named by its id."""
    by_id = {file.id: file for file in case.vendors}
    wanted = vendor_id(name)
    if wanted in by_id:
        return by_id[wanted]
    meant = closest(wanted, by_id)
    known = f"did you mean {shown(meant)}?" if meant else f"there are {', '.join(map(shown, sorted(by_id)))}"
    message = f"no vendor is called {shown(name)} here; {known}"
    raise NothingToWorkOnError(message)


def _asked(case: Case, file: VendorFile | None, offer: QuoteFile | None, *, only_open: bool) -> Questionnaire:
    """The questionnaire for a vendor, or for any."""
    needs = case.needs.needs
    topics = whole_questionnaire()
    own = own_questions(needs)
    if own:
        topics = (*topics, own_topic(own))
    known = _known(file, offer)
    answers = dict(known_answers(topics, known))
    rows = {grid: found for grid, found in known_rows(known) if found}
    opened = open_offers(case, file.id) if only_open and file else ()
    if only_open:
        left = (_open(one, answers, rows, has_offers=offer is not None) for one in topics)
        topics = (*(topic for topic in left if topic.items), *topics_of(opened))
    about = {
        ABOUT_VERSION: __version__,
        ABOUT_CASE: case_hash(needs, file and file.vendor),
        ABOUT_VENDOR: file.id if file else "",
        ABOUT_OFFER: _stem(offer) if offer and not only_open else "",
        **({ABOUT_OPEN: "yes"} if only_open else {}),
        **{f"{ABOUT_OFFER} {one.number}": one.where for one in opened},
        **{f"{ABOUT_CHARGES} {one.number}": hash_of_charges(one.offer.quote) for one in opened},
    }
    return Questionnaire(marked(topics, needs), needs, file.name if file else None, about, answers, rows, only_open)


def _stem(offer: QuoteFile) -> str:
    """The name of an offer's file without its suffix; none of one that stands in a profile."""
    if offer.document.within:
        return ""
    return offer.document.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]


def _known(file: VendorFile | None, offer: QuoteFile | None) -> dict[str, Any]:
    """What the files say, the offer below its own key."""
    if file is None:
        return {}
    own = {str(path[0]): value for path, value in file.document.own.items() if len(path) == 1}
    return {**file.document.value, **own, OFFER: offer.document.value if offer else {}}


def _open(topic: Topic, answers: Mapping[str, Value], rows: Mapping[str, Rows], *, has_offers: bool) -> Topic:
    """A topic without what is known; a table stays, with what is known of it, where a cell of its rows is blank."""
    items: list[Item] = []
    for item in topic.items:
        if item.id.startswith(f"{OFFER}."):
            # What an offer that is there leaves open is asked on a sheet of its own.
            is_open = not has_offers
        elif isinstance(item, Grid):
            known = rows.get(item.id, ())
            is_open = not known or any(_has_gap(item, row) for row in known)
        elif isinstance(item, Heading):
            is_open = not any(key.partition("=")[0] == item.id for key in answers)
        else:
            is_open = item.id not in answers
        if is_open:
            items.append(item)
    return topic._replace(items=tuple(items))


def _has_gap(grid: Grid, row: Mapping[str, Value]) -> bool:
    """Whether a row leaves a column blank that could be known."""
    return "none" not in row.values() and any(column.id not in row for column in grid.columns)
