"""What do we ask vendors? (`callvet rfp`): the whole questionnaire, or what is still open of one vendor."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Literal

from callvet import __version__
from callvet.compare.work import SCOPE, work_of
from callvet.evaluation.known_answers import known_answers, known_rows
from callvet.evaluation.reading import read_sound_case
from callvet.evaluation.rfp_marks import marked
from callvet.load.case import load_needs
from callvet.load.discovery import NothingToWorkOnError, vendor_id
from callvet.model.questionnaire import Grid, Heading, Topic, own_topic, whole_questionnaire
from callvet.model.questionnaire_topics import OFFER
from callvet.model.suggestion import closest
from callvet.model.wording import shown
from callvet.score.own import own_questions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from callvet.evaluation.known_answers import Rows
    from callvet.model.case import Case, QuoteFile, VendorFile
    from callvet.model.document import Value
    from callvet.model.needs import Needs
    from callvet.model.questionnaire import Item

_SCOPE: Final = f"{OFFER}.scope"
_OPEN_IN_A_CHARGE: Final = (("minute", "clock.counts"), ("minute", "clock.step_seconds"), ("hour", "hours_counted"))
"""What makes a price a range where an offer does not say it, by what is counted."""


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
        return _asked(case.needs.needs, None, None, only_open=False)
    case = read_sound_case(paths, needs)
    file = _named(case, named)
    offers = [quote for quote in case.quotes if quote.vendor == file.id]
    latest = max(offers, key=lambda quote: (str(quote.quote.dated or ""), quote.id), default=None)
    return _asked(case.needs.needs, file, latest, only_open=only_open is not None)


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


def _asked(needs: Needs, file: VendorFile | None, offer: QuoteFile | None, *, only_open: bool) -> Questionnaire:
    """The questionnaire for a vendor, or for any."""
    topics = whole_questionnaire()
    own = own_questions(needs)
    if own:
        topics = (*topics, own_topic(own))
    known = _known(file, offer)
    answers = dict(known_answers(topics, known))
    rows = {grid: found for grid, found in known_rows(known) if found}
    if only_open:
        asked = _asked_of(offer)
        topics = tuple(topic for one in topics if (topic := _open(one, answers, rows, asked)).items)
    about = {
        "version": __version__,
        "case": case_hash(needs, file and file.vendor),
        "vendor": file.id if file else "",
        "offer": _stem(offer) if offer else "",
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


def _asked_of(offer: QuoteFile | None) -> Literal["all", "scope", "nothing"]:
    """What is open of an offer: all where there is none, or where it leaves open what makes its price a range."""
    if offer is None:
        return "all"
    charges = [charge for _, one_list in offer.quote.charge_lists() for charge in one_list]
    if any(kind in charge.per and _missing(charge, term) for charge in charges for kind, term in _OPEN_IN_A_CHARGE):
        return "all"
    said = offer.quote.scope.keys() | {work_of(charge) for charge in charges}
    return "nothing" if said.issuperset(SCOPE) else "scope"


def _missing(charge: object, term: str) -> bool:
    """Whether a charge does not say a term."""
    value: Any = charge
    for step in term.split("."):
        value = getattr(value, step, None)
    return value is None


def _open(
    topic: Topic,
    answers: Mapping[str, Value],
    rows: Mapping[str, Rows],
    of_offer: Literal["all", "scope", "nothing"],
) -> Topic:
    """A topic without what is known; a table stays, with what is known of it, where a cell of its rows is blank."""
    with_prices = of_offer == "all"
    items: list[Item] = []
    for item in topic.items:
        is_of_offer = item.id.startswith(f"{OFFER}.")
        if isinstance(item, Grid):
            known = rows.get(item.id, ())
            is_open = with_prices or (of_offer == "scope" and item.id == _SCOPE)
            if not is_of_offer:
                is_open = not known or any(_has_gap(item, row) for row in known)
        elif isinstance(item, Heading):
            is_open = not any(key.partition("=")[0] == item.id for key in answers)
        else:
            is_open = item.id not in answers and (with_prices or not is_of_offer)
        if is_open:
            items.append(item)
    return topic._replace(items=tuple(items))


def _has_gap(grid: Grid, row: Mapping[str, Value]) -> bool:
    """Whether a row leaves a column blank that could be known."""
    return "none" not in row.values() and any(column.id not in row for column in grid.columns)
