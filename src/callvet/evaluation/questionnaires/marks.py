"""Which questions decide whether a vendor may be chosen at all: conditions (``must``), and what floors hang on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.evaluation.reading import all_criteria
from callvet.model.document import Document, Node
from callvet.model.opening_hours import closed_on_holidays
from callvet.model.questionnaire import Grid, Heading, Question
from callvet.model.questionnaire_topics import CHARGES, OFFER
from callvet.model.vendor import Vendor
from callvet.score.criteria import cost, hours, location, security, track_record
from callvet.score.criterion import Assessment, Subject
from callvet.score.matching import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callvet.model.needs import Needs
    from callvet.model.questionnaire import Item, Topic
    from callvet.score.criterion import Criterion

_PRICES_BESIDE_THE_OFFER: Final = (
    "performance.handle_seconds",
    "performance.first_contact_resolution",
    "agents.training_hours",
    "agents.annual_attrition",
    "capacity.min_calls_per_month",
    "capacity.max_calls_per_month",
)
"""Of the profile, what a cost rests on, too: the vendor's own figures, and the volumes that it takes."""
_NO_PRICE: Final = tuple(
    f"{OFFER}.{key}"
    for key in (
        "title", "reference", "dated", "deposit", "payment", "sla_credits", "bonuses", "scope", "notes",
        "assumes", "commitment.share_of_forecast", "terms.min_term_months", "terms.notice_days", "terms.auto_renews",
        "terms.free_trial_days", "terms.free_trial_minutes", "terms.early_termination_fee", "terms.payment_days",
        "terms.max_simultaneous_calls",
    )
)  # fmt: skip
"""Of an offer, what moves no cost."""


def marked(topics: Iterable[Topic], needs: Needs) -> tuple[Topic, ...]:
    """The topics, with what is a condition and what floors hang on marked."""
    musts = frozenset(_musts(needs))
    floors = [(in_words(one.id), one) for one in all_criteria(needs) if one.id in needs.floors]
    reads = {name: _Reads(criterion, needs) for name, criterion in floors}
    return tuple(topic._replace(items=_marked(topic.items, musts, reads)) for topic in topics)


def _marked(items: Sequence[Item], musts: frozenset[str], reads: Mapping[str, _Reads]) -> tuple[Item, ...]:
    """The items of a sheet; a list that is asked word by word bears the marks of its words."""
    made: list[Item] = []
    for item in items:
        if isinstance(item, Heading):
            made.append(item)
            continue
        floors = tuple(name for name, one in reads.items() if one.looks_at(item))
        made.append(item._replace(required=item.id in musts, floors=floors))
    for place, item in enumerate(made):
        if isinstance(item, Heading):
            words = [one for one in made if isinstance(one, Question) and one.id.partition("=")[0] == item.id]
            of_words = dict.fromkeys(floor for word in words for floor in word.floors)
            made[place] = item._replace(required=any(word.required for word in words), floors=tuple(of_words))
    return tuple(made)


def _musts(needs: Needs) -> Iterator[str]:
    """The ids of what a vendor must have."""
    must = needs.must
    words = {
        "services.inbound": must.inbound,
        "services.outbound": must.outbound,
        "services.channels": must.channels,
        "agents.models": must.agents,
        "security.certifications": must.certifications,
    }
    yield from (f"{key}={word}" for key, named in words.items() for word in named)
    whole = {
        "hours.open": must.hours is not None,
        "hours.timezone": must.hours is not None,
        "hours.holidays": must.hours is not None and not closed_on_holidays(must.hours),
        "languages": bool(must.languages),
        "integrations.crm": bool(must.crm),
        "location.sites": bool(must.countries or must.countries_only),
        "reporting.recordings": bool(must.recordings),
        "continuity.disaster_recovery": bool(must.disaster_recovery),
        CHARGES: must.max_monthly_cost is not None,
        "contract.min_term_months": must.max_term_months is not None,
        "company.references": bool(must.min_references),
    }
    yield from (key for key, is_must in whole.items() if is_must)


class _Reads:
    """What one criterion looks at under some needs."""

    def __init__(self, criterion: Criterion, needs: Needs) -> None:
        """Ask it about a vendor of which nothing is known: it names what it misses."""
        self._is_cost = criterion.id == cost.CRITERION.id
        nobody = Subject("", Vendor(), Document("", {}, Node(0, 0, 0, 0, {})))
        found = criterion.assess(nobody, needs)
        self._keys: tuple[str, ...] = ()
        if isinstance(found, Assessment):
            self._keys = (*found.unanswered, *_read_then(criterion, needs))

    def looks_at(self, item: Question | Grid) -> bool:
        """Whether an answer can move the criterion; any word of a list can, for beside a yes a blank word is a no."""
        key = item.id.partition("=")[0].partition("@")[0]
        if not any(_is_within(key, one) for one in self._keys):
            return False
        return not (self._is_cost and any(_is_within(key, one) for one in _NO_PRICE))


def _read_then(criterion: Criterion, needs: Needs) -> Iterator[str]:
    """What a criterion looks at only once something else is answered, or in its place."""
    match criterion.id:
        case security.CRITERION.id:
            if not security.needed_certifications(needs):
                yield "security.certificates"
            if needs.start is None:
                yield "as_of"
        case hours.CRITERION.id if needs.timezone is not None:
            yield "hours.timezone"
        case location.CRITERION.id if needs.country is not None:
            yield "location.headquarters"
        case track_record.CRITERION.id if needs.start is None:
            yield "as_of"
        case cost.CRITERION.id:
            yield from (OFFER, *_PRICES_BESIDE_THE_OFFER)


def _is_within(key: str, above: str) -> bool:
    """Whether a key is another or stands below it; ``charges+tiers`` holds further terms of ``charges``."""
    return key == above or key.startswith((f"{above}.", f"{above}+"))
