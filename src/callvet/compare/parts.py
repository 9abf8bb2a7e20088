"""How the buyer's needs are cut in two, so that each of two vendors takes one part.

| kind | the first vendor takes | the other takes |
| --- | --- | --- |
| share | 90% to 50% of the calls, and all that is no call | the rest of the calls |
| beyond_team | the calls that its team answers in time, and all that is no call | the other calls |
| direction | all that comes in | the calls out |
| hours | what waits for an agent in business hours, e-mails and calls out | what waits for one in the other hours |
| language | everything in one language | everything in the others |

Calls bring along what the needs state for each of them: wrong numbers, later work, messages, what automation ends.
Outcomes and sales go with the calls, in and out, that reach somebody. Quantities that the needs state by the name of a
quote belong to an account, so that each vendor is asked for all of them.

A part is needs again, so that it is priced by what prices the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from callvet.demand.calendar import HALF_HOURS_A_DAY, open_weeks, ordinary_monday
from callvet.demand.shape import week_shape
from callvet.model.opening_rules import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callvet.model.demand import Demand
    from callvet.model.needs import Needs
    from callvet.model.section import Section

Kind = Literal["share", "beyond_team", "direction", "hours", "language"]
Takes = Literal[
    "everything", "share_and_rest", "share", "team", "beyond_team", "inbound", "outbound", "business_hours",
    "other_hours", "language", "other_languages",
]  # fmt: skip

PartKey: TypeAlias = "tuple[Takes, Fraction, tuple[str, ...]]"
"""What tells a part from the others of the same needs."""

KINDS: Final[tuple[Kind, ...]] = ("share", "beyond_team", "direction", "hours", "language")
BUSINESS_HOURS: Final = "Mo-Fr 08:00-18:00"
"""What office workers keep: the default opening hours of the needs."""
_BUSINESS_HOURS_CLOSED: Final = "Mo-Fr 08:00-18:00 off"
_OTHER_HOURS_CLOSED: Final = "Mo-Fr 00:00-08:00,18:00-24:00 off; Sa-Su 00:00-12:00,12:00-24:00 off"
"""A whole day in two halves, for a day that is off as a whole keeps the morning hours of the shift before it."""
_SHARES: Final = tuple(Fraction(tenths, 10) for tenths in (9, 8, 7, 6, 5))
"""What the first of two vendors takes. [share of calls]"""
_NONE: Final = Fraction(0)
_ALL: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class Part:
    """What one vendor takes.

    Attributes:
        takes: Which part it is.
        calls_share: Of the calls that come in. [share of calls]
        needs: Those of the part; its volume is not in them.
        languages: Which, where the needs are cut by language.
        has_line: Whether anybody calls in; else nobody has to be there while nobody is called.
    """

    takes: Takes
    calls_share: Fraction
    needs: Needs
    languages: tuple[str, ...] = ()
    has_line: bool = True

    @property
    def key(self) -> PartKey:
        """What tells it from the other parts of the same needs."""
        return self.takes, self.calls_share, self.languages


class Cut(NamedTuple):
    """One way to cut the needs in two.

    Attributes:
        kind: Which way.
        first: What the first vendor takes.
        other: What the other takes.
        is_even: Whether both parts are alike, so that it is all one which vendor is the first.
    """

    kind: Kind
    first: Part
    other: Part
    is_even: bool = False


class _Taken(NamedTuple):
    """How much of each sort of contact a part has. [share of contacts]"""

    calls: Fraction
    live: Fraction
    """Chats, text messages and social media, which wait for an agent as calls do."""
    email: Fraction
    outbound: Fraction


def whole(needs: Needs) -> Part:
    """Everything, for a vendor that is alone."""
    return Part("everything", _ALL, needs)


def cuts(needs: Needs, volume: Fraction, csv_text: str | None = None) -> tuple[Cut, ...]:
    """Every way to cut the needs that does not hang on an offer; none without calls.

    Args:
        needs: The buyer's.
        volume: Calls. [calls per month]
        csv_text: The table that ``demand.shape`` names the file of.

    Raises:
        ValueError: As ``demand.shape.week_shape``.
    """
    if not volume:
        return ()
    by_language = _by_language(needs, volume)
    return (*_by_share(needs, volume), *_by_direction(needs, volume), *_by_hours(needs, volume, csv_text), *by_language)


def beyond_team(needs: Needs, volume: Fraction, beyond_share: Fraction) -> Cut | None:
    """The calls that a team cannot answer in time with the other vendor; None where those are none, or all.

    Args:
        needs: The buyer's.
        volume: Calls. [calls per month]
        beyond_share: Those that the team cannot answer in time. [share of calls]
    """
    if not volume or not 0 < beyond_share < 1:
        return None
    first, other = _first_and_other(needs, volume, 1 - beyond_share)
    return Cut("beyond_team", Part("team", 1 - beyond_share, first), Part("beyond_team", beyond_share, other))


def business_share(needs: Needs, csv_text: str | None = None) -> Fraction:
    """How many contacts that wait for an agent come in business hours, by the buyer's clock. [share of contacts]

    Raises:
        ValueError: As ``demand.shape.week_shape``.
    """
    business = {divmod(slot, HALF_HOURS_A_DAY) for slot in open_weeks(BUSINESS_HOURS, ordinary_monday(needs.start))}
    shares = week_shape(needs, csv_text)
    return sum((share for slot, share in shares.items() if slot in business), _NONE)


def _by_share(needs: Needs, volume: Fraction) -> Iterator[Cut]:
    """A first vendor for most calls, and one for what flows over."""
    for share in _SHARES:
        first, other = _first_and_other(needs, volume, share)
        is_even = share == 1 - share and first == other
        yield Cut("share", Part("share_and_rest", share, first), Part("share", 1 - share, other), is_even)


def _first_and_other(needs: Needs, volume: Fraction, share: Fraction) -> tuple[Needs, Needs]:
    """The first with a share of the calls and all that is no call, the other with the rest of the calls."""
    first = _with(needs, volume, _Taken(share, _ALL, _ALL, _ALL))
    return first, _with(needs, volume, _Taken(1 - share, _NONE, _NONE, _NONE))


def _by_direction(needs: Needs, volume: Fraction) -> Iterator[Cut]:
    """What comes in with one, calls out with the other."""
    if needs.demand.outbound.calls_per_month:
        inbound = _with(needs, volume, _Taken(_ALL, _ALL, _ALL, _NONE))
        outbound = _with(needs, volume, _Taken(_NONE, _NONE, _NONE, _ALL))
        yield Cut("direction", Part("inbound", _ALL, inbound), Part("outbound", _NONE, outbound, has_line=False))


def _by_hours(needs: Needs, volume: Fraction, csv_text: str | None) -> Iterator[Cut]:
    """Business hours with one, all other open hours with the other, where there are both.

    Holidays that have hours of their own belong to both parts: their calls are shared as those of all days are. Hours
    whose text leaves no room for what closes a part of them are not cut.
    """
    share, hours = business_share(needs, csv_text), needs.demand.open
    if not 0 < share < 1 or len(hours) + len(f"; {_OTHER_HOURS_CLOSED}") > LONGEST:
        return
    business = _with(needs, volume, _Taken(share, share, _ALL, _ALL), open=f"{hours}; {_OTHER_HOURS_CLOSED}")
    rest = _Taken(1 - share, 1 - share, _NONE, _NONE)
    other = _with(needs, volume, rest, open=f"{hours}; {_BUSINESS_HOURS_CLOSED}")
    yield Cut("hours", Part("business_hours", share, business), Part("other_hours", 1 - share, other))


def _by_language(needs: Needs, volume: Fraction) -> Iterator[Cut]:
    """Each language with one, the others with the other; of two languages that is one way, not two."""
    named = {language: Fraction(share) for language, share in (needs.demand.languages or {}).items() if share}
    total = sum(named.values(), _NONE)
    shares = {language: share / total for language, share in sorted(named.items(), key=lambda one: -one[1])}
    alone = list(shares) if len(shares) > 2 else list(shares)[: len(shares) - 1]  # noqa: PLR2004 - as it says above
    for language in alone:
        others = {name: share for name, share in shares.items() if name != language}
        first = _speaking(needs, volume, {language: shares[language]})
        yield Cut("language", first, _speaking(needs, volume, others))


def _speaking(needs: Needs, volume: Fraction, shares: Mapping[str, Fraction]) -> Part:
    """Everything in some languages; all that comes is in some language, not calls alone."""
    share = sum(shares.values(), _NONE)
    languages = {language: own / share for language, own in shares.items()}
    part = _with(needs, volume, _Taken(share, share, share, share), languages=languages)
    return Part("language" if len(shares) == 1 else "other_languages", share, part, tuple(shares))


def _with(needs: Needs, volume: Fraction, taken: _Taken, **changes: object) -> Needs:
    """The needs of who takes so much."""
    demand = needs.demand
    channels = demand.channels
    parts = {name: taken.email if name == "email" else taken.live for name in type(channels).model_fields}
    reached = _reached_share(demand, volume, taken)
    update: dict[str, object] = {
        "channels": channels.model_copy(
            update={name: _scaled(getattr(channels, name), "per_month", share) for name, share in parts.items()}
        ),
        "outbound": _scaled(demand.outbound, "calls_per_month", taken.outbound),
        "outcomes_per_month": demand.outcomes_per_month.model_copy(
            update={name: Fraction(amount) * reached for name, amount in demand.outcomes_per_month}
        ),
        "sales_value_per_month": Fraction(demand.sales_value_per_month) * reached,
    }
    return needs.model_copy(update={"demand": demand.model_copy(update=update | changes)})


def _scaled(section: Section, key: str, share: Fraction) -> Section:
    """A group of keys with a share of one figure, exactly."""
    return section.model_copy(update={key: Fraction(getattr(section, key)) * share})


def _reached_share(demand: Demand, volume: Fraction, taken: _Taken) -> Fraction:
    """How many of the calls, in and out, that reach somebody are in a part. [share of calls]"""
    outbound = Fraction(demand.outbound.calls_per_month) * Fraction(demand.outbound.connect_share)
    return (volume * taken.calls + outbound * taken.outbound) / (volume + outbound)
