"""One clause for each charge: what is counted, and what it costs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.model.charge_kind import OUTCOMES, STAFF
from callvet.report.clauses.clocks import clocks_of
from callvet.report.clauses.draft import Gap, Wording, ref, taken
from callvet.report.clauses.phrasing import NOUNS, either, many, marked, percent_of, plural, quoted
from callvet.report.clauses.schedule import Units, bound_sentences, price_sentences
from callvet.report.clauses.staff import hours_units, staff_gaps, staff_sentences, training_sentences
from callvet.report.phrases import listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.charge import Charge
    from callvet.model.charge_kind import ChargeKind
    from callvet.report.clauses.draft import Draft, Named

_LANGUAGES: Final = "demand.languages"
_CONTACT_OF: Final = {"chat": "Chats", "email": "E-mails", "sms": "Text Messages", "social": "Social Messages"}


def charge_clauses(draft: Draft, charges: Sequence[Named]) -> Iterator[Wording]:
    """The charges of one list, then what bounds several of them together."""
    for named in charges:
        charge = named.charge
        label = f"{quoted(charge.label)}: " if charge.label else ""
        text = " ".join((*_sentences(draft, named), *_beside(draft, named), *bound_sentences(draft, charge)))
        yield Wording(named.term, f"{label}{text}", tuple(_gaps(draft, named)))
    yield from _contact_caps(draft, charges)


def _sentences(draft: Draft, named: Named) -> Iterator[str]:
    """What is counted, and what it costs."""
    charge = named.charge
    kind = charge.per[0]
    if kind == "cycle":
        yield f"For each Cycle the Buyer pays {draft.money(charge.rate or Decimal(0))}."
    elif kind == "once":
        yield f"The Buyer pays {draft.money(charge.rate or Decimal(0))} once, with the first invoice."
    elif charge.percent_of_value is not None:
        share = number(charge.percent_of_value)
        yield f"The Buyer pays {share}% of the Sales Value of each Cycle{_of_outcomes(charge)}."
    elif kind == "unit":
        yield from _stated_units(draft, charge)
    elif kind == "training_hour":
        yield from training_sentences(draft, charge)
    elif kind in STAFF:
        yield from price_sentences(draft, charge, hours_units(charge))
        yield from staff_sentences(draft, named)
    else:
        yield from price_sentences(draft, charge, _contact_units(charge))
        yield from _counting(draft, named)
    if charge.share_of_calls is not None:
        yield f"Of these, {percent_of(charge.share_of_calls)} are charged."


def _of_outcomes(charge: Charge) -> str:
    """Which sales a share of the value is of."""
    mark = marked(charge.when)
    return f" from {either([plural(NOUNS[kind]) for kind in charge.per])}{f' in Contacts{mark}' if mark else ''}"


def _contact_units(charge: Charge) -> Units:
    """What is counted one by one, and which of them."""
    when = charge.when
    # That chats come by chat need not be said.
    is_plain = when is not None and (charge.per == ("minute",) or when.channel in charge.per)
    mark = marked(when.model_copy(update={"channel": None}) if when and is_plain else when)
    if charge.per == ("minute",):
        channel = when.channel if when and when.channel else "phone"
        contacts = "Overflow Calls" if when and when.beyond else _CONTACT_OF.get(channel, "Calls")
        of = f" of {contacts}{mark}" if when else ""
        return Units(f"Billed Minute{of}", f"Billed Minutes{of}")
    if when and when.beyond:
        return Units(f"{_one_of(charge.per)} beyond the Team{mark}", f"{_all_of(charge.per)} beyond the Team{mark}")
    if OUTCOMES.issuperset(charge.per) and mark:
        mark = f" from a Contact{mark}"
    return Units(f"{_one_of(charge.per)}{mark}", f"{_all_of(charge.per)}{mark}")


def _one_of(kinds: Sequence[ChargeKind]) -> str:
    """``Call and each Transfer``."""
    return listed([f"{'each ' if place else ''}{NOUNS[kind]}" for place, kind in enumerate(kinds)])


def _all_of(kinds: Sequence[ChargeKind]) -> str:
    """``Calls and Transfers``."""
    return listed([plural(NOUNS[kind]) for kind in kinds])


def _counting(draft: Draft, named: Named) -> Iterator[str]:
    """How they are counted, where that is not plain."""
    charge = named.charge
    if charge.per[1:]:
        again = " A Call that is passed on is counted as a Call and as a Transfer." if "transfer" in charge.per else ""
        yield f"{_all_of(charge.per)} are counted together.{again}"
    if "minute" not in charge.per:
        return
    clocks = clocks_of(draft)
    if len(clocks) > 1:
        yield f"These minutes are measured by {next(one.the for one in clocks if named in one.members)}."
    if charge.when and charge.when.channel in _CONTACT_OF:
        yield f"The whole time that an Agent spends on one of these {_CONTACT_OF[charge.when.channel]} is Talk Time."
    if charge.event_seconds:
        events = listed([f"{_event(name)} {many(seconds, 'second')}" for name, seconds in charge.event_seconds.items()])
        yield f"Events add to the Billed Time, without rounding: each {events}."


def _event(name: str) -> str:
    """An event that is billed as time."""
    known = {"message": "Message", "social": "Social Message"} | {str(kind): noun for kind, noun in NOUNS.items()}
    return known.get(name, quoted(name))


def _stated_units(draft: Draft, charge: Charge) -> Iterator[str]:
    """Units that the quote or the buyer states."""
    what = quoted(charge.label) if charge.label else "this clause"
    yield from price_sentences(draft, charge, Units(f"unit of {what}", f"units of {what}"))
    if charge.quantity is not None:
        yield f"In each Cycle {many(charge.quantity, 'unit')} of it are counted."
    else:
        yield "As many are counted as the Buyer orders in the Cycle."


def _beside(draft: Draft, named: Named) -> Iterator[str]:
    """That a charge for some units comes on top of one for all of them."""
    every = draft.charges if named.plan is None else draft.charges_of(named.plan)
    charge = named.charge
    if charge.when is None or charge.when.beyond:
        return
    if others := [ref(one.term) for one in every if one.charge.per == charge.per and one.charge.when is None]:
        yield f"This comes on top of {listed(others)}."


def _gaps(draft: Draft, named: Named) -> Iterator[Gap]:
    """What a charge leaves open, but for its clock."""
    charge = named.charge
    if len(charge.tiers or ()) > 1 and charge.tier_mode is None and charge.tiers_by is None:
        asked = "Is each unit billed at its own tier, or are all at the tier that is reached?"
        yield taken(f"{named.name}.tier_mode", asked)
    if charge.when and charge.when.language and _LANGUAGES in draft.worths:
        yield Gap(
            _LANGUAGES,
            "The needs do not say what share of contacts is in which language, so Annex A has none.",
            assumed=True,
        )
    for name in charge.event_seconds or {}:
        yield from _not_counted(draft, name)
    if charge.per == ("unit",) and charge.quantity is None:
        yield from _not_counted(draft, charge.label or "")
    yield from staff_gaps(draft, named)


def _not_counted(draft: Draft, name: str) -> Iterator[Gap]:
    """A quantity that the buyer's own needs do not state."""
    key = f"demand.units_per_cycle.{name}"
    if key in draft.worths:
        yield Gap(
            key, f"The needs do not say how many of {quoted(name)} a cycle brings, so Annex A has none.", assumed=True
        )


def _contact_caps(draft: Draft, charges: Sequence[Named]) -> Iterator[Wording]:
    """The most that the charges with one bound come to for one contact."""
    caps = dict.fromkeys(one.charge.cap_per_contact for one in charges if one.charge.cap_per_contact is not None)
    for cap in caps:
        members = [one for one in charges if one.charge.cap_per_contact == cap]
        under = f"{'clause' if len(members) == 1 else 'clauses'} {listed([ref(one.term) for one in members])}"
        together = " together" if members[1:] else ""
        text = (
            f"Under {under}{together} one Contact costs at most {draft.money(cap)}, before surcharges and rebates; "
            "what is over is taken off."
        )
        yield Wording(f"{members[0].term}.cap_per_contact", text)
