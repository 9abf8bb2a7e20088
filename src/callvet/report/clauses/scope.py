"""What the charges pay for, what is not done, and what a service level is worth."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.model.units import NOT_PROMISED
from callvet.model.vendor import Promise
from callvet.report.clauses.draft import BLANK, Section, Wording, inert, ref, to_agree
from callvet.report.clauses.phrasing import many, percent_of, quoted
from callvet.report.phrases import listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.report.clauses.draft import Draft, Named

USUAL: Final = ("setup", "training", "supervisor", "reporting", "crm_integration")
"""Work that is asked about where an offer is silent."""
_SHORTEST_WORD: Final = 4
"""Shorter words of a label say nothing of what it is for. [characters]"""
_LEVELS: Final = {
    "email_hours": ("e-mails are answered within", "hour"),
    "chat_seconds": ("chats are answered within", "second"),
    "social_minutes": ("messages on social media are answered within", "minute"),
}


def scope_section(draft: Draft) -> Section:
    """The section on work."""
    return Section("Scope of work", tuple(_scope(draft)))


def _scope(draft: Draft) -> Iterator[Wording]:
    """Included, priced, excluded, and what nobody has said."""
    scope = draft.quote.scope
    included = [f"“{_work(name)}”" for name, state in scope.items() if state == "included"]
    excluded = [f"“{_work(name)}”" for name, state in scope.items() if state == "excluded"]
    if included:
        yield Wording(
            "scope.included", f"The charges pay for this work, which is not billed apart: {listed(included)}."
        )
    for name, state in scope.items():
        if state == "priced":
            yield _priced(draft, name)
    if excluded:
        text = f"The Vendor does not do this work, and it is in no charge: {listed(excluded)}."
        yield Wording("scope.excluded", text)
    for name in USUAL:
        if name not in scope:
            asked = f"Is {_work(name)} included, priced or excluded?"
            yield Wording(
                f"scope.{name}",
                f"To be agreed: the work “{_work(name)}” is {BLANK}.",
                (to_agree(f"scope.{name}", asked),),
            )


def _priced(draft: Draft, name: str) -> Wording:
    """Work that has a charge; which one, where its label or its kind tells."""
    under = [ref(named.term) for named in draft.charges if _pays_for(named, name)]
    term, work = f"scope.{name}", _work(name)
    if under:
        return Wording(term, f"The work “{work}” is billed under {listed(under)} and in no other way.")
    gap = to_agree(
        term, f"Which charge pays for {work}, and how much is it? It is called priced, and no charge names it."
    )
    return Wording(term, f"The work “{work}” is billed under {BLANK} and in no other way.", (gap,))


def _pays_for(named: Named, name: str) -> bool:
    """Whether a charge names the work: in what it is for, or by what it counts."""
    words = [word for word in name.casefold().split("_") if len(word) >= _SHORTEST_WORD]
    label = (named.charge.label or "").casefold()
    is_of_kind = name == "training" and "training_hour" in named.charge.per
    return is_of_kind or any(word in label for word in words)


def _work(name: str) -> str:
    """The name of a piece of work as people say it."""
    return inert(name.replace("_", " ")).replace("crm", "CRM")


def service_section(draft: Draft) -> Section:
    """What a missed or a reached service level is worth."""
    return Section("Service levels", tuple(_service(draft)))


def _service(draft: Draft) -> Iterator[Wording]:
    """Each level that is named, then credits and bonuses."""
    quote = draft.quote
    names = [credit.miss for credit in quote.sla_credits or ()] + [bonus.reach for bonus in quote.bonuses or ()]
    for name in dict.fromkeys(names):
        yield _level(draft, name)
    for place, credit in enumerate(quote.sla_credits or (), 1):
        text = (
            f"For each Cycle in which the service level {quoted(credit.miss)} is missed, the Vendor credits "
            f"{number(credit.percent)}% of that Cycle's invoice before tax, on the next one."
        )
        yield Wording(f"sla_credits[{place}]", text)
    if not quote.sla_credits:
        yield _no_credits(is_said=quote.sla_credits is not None)
    for place, bonus in enumerate(quote.bonuses or (), 1):
        text = (
            f"For each Cycle in which the service level {quoted(bonus.reach)} is reached, the Buyer pays a bonus of "
            f"{number(bonus.percent)}% of that Cycle's invoice before tax."
        )
        yield Wording(f"bonuses[{place}]", text)
    if quote.bonuses == ():
        yield Wording("bonuses", "No bonus is paid for a service level that is reached.")


def _no_credits(*, is_said: bool) -> Wording:
    """No credits, or no word on them."""
    if is_said:
        return Wording("sla_credits", "The Vendor pays nothing for a service level that is missed.")
    gap = to_agree("sla_credits", "Which service level is promised, and what is credited where it is missed?")
    text = f"The Vendor promises the service level {BLANK}; for each Cycle in which it is missed it credits {BLANK}."
    return Wording("sla_credits", text, (gap,))


def _level(draft: Draft, name: str) -> Wording:
    """What a service level is: the promise of the profile, or the question."""
    levels = draft.answer.vendor.vendor.service_levels if draft.answer.vendor else None
    promise = _promise(name, getattr(levels, name, None) if levels and name in type(levels).model_fields else None)
    term = f"service_levels.{name}"
    start = f"The service level {quoted(name)} is reached in a Cycle in which"
    if promise:
        gap = to_agree(term, "What is left out of the count, and by whose record is it measured?")
        return Wording(term, f"{start} {promise}, measured over the whole Cycle by {BLANK}.", (gap,))
    gap = to_agree(term, f"What exactly is promised as {quoted(name)}, over which time, and by whose record?")
    return Wording(term, f"{start} {BLANK}.", (gap,))


def _promise(name: str, value: object) -> str:
    """A promise of the profile in words, or nothing."""
    if isinstance(value, Promise):
        if not value.share or value.within_seconds == NOT_PROMISED:
            return ""
        what = "Text Messages" if name == "sms" else "Calls"
        return f"{percent_of(value.share)} of {what} are answered within {many(value.within_seconds, 'second')}"
    return _bound(name, value) if isinstance(value, Decimal) and value != NOT_PROMISED else ""


def _bound(name: str, value: Decimal) -> str:
    """A promise that is one figure."""
    if name == "uptime" and value:
        return f"the service is up for {percent_of(value)} of the time"
    if name in _LEVELS:
        start, unit = _LEVELS[name]
        return f"{start} {many(value, unit)}"
    return ""
