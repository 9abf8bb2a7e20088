"""Knock-outs: what a vendor must have, whatever its other merits (`must` and `floors` in the needs).

A vendor that fails one is out, with the reason and the line that says so. One that has not answered stays in,
is marked, and is asked: unknown is not no.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import floor
from typing import TYPE_CHECKING, Literal, NamedTuple

from callvet.model.codes import country_name
from callvet.model.languages import language_name, primary_language
from callvet.model.opening_hours import closed_on_holidays
from callvet.model.opening_rules import ALWAYS
from callvet.model.wording import shown
from callvet.score.criteria.hours import needed_weeks, open_share
from callvet.score.criterion import EQUAL_TO_DIGITS
from callvet.score.matching import in_words, names_missing
from callvet.score.monthly_cost import PRICES_KEY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from callvet.model.needs import Needs
    from callvet.model.problem import Place
    from callvet.model.vendor import Hours
    from callvet.score.criterion import Assessment, Subject
    from callvet.score.monthly_cost import VendorCost

State = Literal["met", "failed", "unanswered"]


class Knockout(NamedTuple):
    """How one vendor stands to one must or floor.

    Attributes:
        name: Its key in the needs, such as ``must.languages`` or ``floors.security``.
        state: Met, failed, or unanswered.
        reason: Why, in words that continue "out:" or "to ask:".
        place: The line that says so.
        keys: Dotted keys to ask for, where unanswered.
    """

    name: str
    state: State
    reason: str
    place: Place
    keys: tuple[str, ...] = ()


def musts(subject: Subject, needs: Needs) -> tuple[Knockout, ...]:
    """How a vendor stands to every must of the needs."""
    return (*_lists(subject, needs), *_flags(subject, needs), *_hours(subject, needs), *_numbers(subject, needs))


def floors(least: Mapping[str, float], found: Mapping[str, Assessment]) -> tuple[Knockout, ...]:
    """How a vendor stands to the floors; failed only where even the best answers would not reach one.

    Args:
        least: Floors by criterion; one that the needs do not call for is passed over. [points in 0..100]
        found: The vendor's assessment by criterion.
    """
    results = []
    for name, points in least.items():
        assessment = found.get(name)
        if assessment is None:
            continue
        low, high = (round(end, EQUAL_TO_DIGITS) for end in (assessment.low, assessment.high))
        state: State = "met" if low >= points else "failed" if high < points else "unanswered"
        words = f"{in_words(name)} reaches {_told(high, points)} of the {points:g} points asked for"
        if state == "unanswered":
            words = f"{in_words(name)} has shown {_told(low, points)} of the {points:g} points asked for"
        results.append(Knockout(f"floors.{name}", state, words, assessment.evidence, assessment.unanswered))
    return tuple(results)


def _told(score: float, points: float) -> str:
    """A score in whole points, unless it then reads as if it reached a floor that it misses."""
    return f"{floor(score * 10) / 10:g}" if score < points <= round(score) else f"{score:.0f}"


def _counted(amount: Decimal | int, unit: str) -> str:
    """``1 month``, ``12 months``."""
    return f"{Decimal(amount):f} {unit}{'' if amount == 1 else 's'}"


def _known(subject: Subject, name: str, key: str, answer: object, failure: str) -> Knockout:
    """One must whose answer is given or not; ``failure`` is empty where it is met."""
    state: State = "unanswered" if answer is None else "failed" if failure else "met"
    reason = f"{key} is not known" if answer is None else failure or "met"
    return Knockout(f"must.{name}", state, reason, subject.place(key), (key,) if answer is None else ())


def _missing(verb: str, needed: Collection[str], offered: Collection[str] | None) -> str:
    """What is missing of a list, in words; empty where all is there."""
    missing = names_missing(needed, offered or ())
    return f"{verb} {', '.join(in_words(name) for name in missing)}" if missing else ""


def _lists(subject: Subject, needs: Needs) -> Iterator[Knockout]:
    """The musts that are lists."""
    must, vendor = needs.must, subject.vendor
    plain: tuple[tuple[str, str, Collection[str], Collection[str] | None, str], ...] = (
        ("crm", "integrations.crm", must.crm, vendor.integrations.crm, "does not connect to"),
        ("inbound", "services.inbound", must.inbound, vendor.services.inbound, "does not do"),
        ("outbound", "services.outbound", must.outbound, vendor.services.outbound, "does not do"),
        ("channels", "services.channels", must.channels, vendor.services.channels, "does not answer"),
    )
    for name, key, needed, offered, verb in plain:
        if needed:
            yield _known(subject, name, key, offered, _missing(verb, needed, offered))
    if must.languages:
        yield _languages(subject, must.languages)
    if must.certifications:
        yield _certifications(subject, needs)
    if must.agents:
        models = vendor.agents.models
        offers = models is not None and not set(models) & set(must.agents)
        failure = f"offers no {' or '.join(must.agents)} agents" if offers else ""
        yield _known(subject, "agents", "agents.models", models, failure)
    yield from _countries(subject, needs)


def _languages(subject: Subject, needed: Collection[str]) -> Knockout:
    """All languages are spoken; another region of the same language counts."""
    spoken = subject.vendor.languages
    there = {primary_language(entry.code) for entry in spoken or ()}
    missing = [language_name(code) for code in needed if primary_language(code) not in there]
    return _known(subject, "languages", "languages", spoken, f"does not speak {', '.join(missing)}" if missing else "")


def _certifications(subject: Subject, needs: Needs) -> Knockout:
    """All certifications are held; one whose proof has run out by the start is asked for anew."""
    security, needed = subject.vendor.security, needs.must.certifications
    held = security.certifications
    key = "security.certifications"
    verdict = _known(subject, "certifications", key, held, _missing("does not hold", needed, held))
    day = needs.start or subject.vendor.as_of
    if verdict.state != "met" or security.certificates is None or day is None:
        return verdict
    seen = {name: getattr(security.certificates, name) for name in dict.fromkeys(needed)}
    ends = {name: proof.valid_until for name, proof in seen.items() if proof is not None and proof.valid_until}
    expired = {f"security.certificates.{name}": end for name, end in ends.items() if end < day}
    if not expired:
        return verdict
    words = (f"its {in_words(key.rpartition('.')[2])} certificate runs out on {end}" for key, end in expired.items())
    place = subject.place(next(iter(expired)))
    return Knockout("must.certifications", "unanswered", ", ".join(words), place, tuple(expired))


def _countries(subject: Subject, needs: Needs) -> Iterator[Knockout]:
    """Where sites must be, and where they may be."""
    sites = subject.vendor.location.sites
    there = {site.country for site in sites or ()}
    key = "location.sites"
    wanted = needs.must.countries
    if wanted:
        names = " or ".join(country_name(code) for code in wanted)
        yield _known(subject, "countries", key, sites, "" if there & set(wanted) else f"has no site in {names}")
    allowed = needs.must.countries_only
    if allowed:
        others = ", ".join(country_name(code) for code in sorted(there - set(allowed)))
        yield _known(subject, "countries_only", key, sites, f"has sites in {others}" if others else "")


def _flags(subject: Subject, needs: Needs) -> Iterator[Knockout]:
    """The musts that are true or nothing."""
    if needs.must.recordings:
        heard = subject.vendor.reporting.recordings
        yield _known(
            subject, "recordings", "reporting.recordings", heard, "" if heard else "lets nobody hear recordings"
        )
    if needs.must.disaster_recovery:
        plan = subject.vendor.continuity.disaster_recovery
        failure = "" if plan else "has no disaster-recovery plan"
        yield _known(subject, "disaster_recovery", "continuity.disaster_recovery", plan, failure)


def _hours(subject: Subject, needs: Needs) -> Iterator[Knockout]:
    """Live agents answer whenever they must."""
    wanted, hours = needs.must.hours, subject.vendor.hours
    if not wanted:
        return
    closing = _closing_on_holidays(hours)
    if closing and not closed_on_holidays(wanted):
        reason = "is closed on holidays, and must.hours does not say PH off"
        yield Knockout("must.hours", "failed", reason, subject.place(closing))
        return
    if hours.open is None:
        yield _known(subject, "hours", "hours.open", None, "")
        return
    low, high = open_share(subject, needs, wanted)
    if low < 1 <= high:
        reason = "hours.timezone is not known"
        yield Knockout("must.hours", "unanswered", reason, subject.place("hours"), ("hours.timezone",))
        return
    if hours.open != ALWAYS and not any(needed_weeks(needs, wanted)):
        reason = f"whether it is open {shown(wanted)} cannot be told from an ordinary week"
        yield Knockout("must.hours", "unanswered", reason, subject.place("hours.open"), ("hours.open",))
        return
    share = min(round(high * 100), 99)  # never all of it where an hour is missing
    failure = "" if low >= 1 else f"is open {shown(hours.open)}, {share}% of {shown(wanted)}"
    yield _known(subject, "hours", "hours.open", hours.open, failure)


def _closing_on_holidays(hours: Hours) -> str | None:
    """The key that says that nobody answers on public holidays, if one does."""
    if hours.open is not None and closed_on_holidays(hours.open):
        return "hours.open"
    return "hours.holidays" if hours.holidays == "closed" else None


def _numbers(subject: Subject, needs: Needs) -> Iterator[Knockout]:
    """The musts that are bounds."""
    must = needs.must
    if must.max_term_months is not None:
        term = subject.vendor.contract.min_term_months
        failure = ""
        if term is not None and term > must.max_term_months:
            failure = f"binds for {_counted(term, 'month')}, over {must.max_term_months:f}"
        yield _known(subject, "max_term_months", "contract.min_term_months", term, failure)
    if must.min_references:
        count = subject.vendor.company.references
        failure = ""
        if count is not None and count < must.min_references:
            failure = f"names {_counted(count, 'reference')}, under {must.min_references}"
        yield _known(subject, "min_references", "company.references", count, failure)
    if must.max_monthly_cost is not None and subject.cost is not None:
        yield _within_budget(subject.cost, must.max_monthly_cost)
    elif must.max_monthly_cost is not None:
        keys = () if subject.offered else (PRICES_KEY,)
        place = subject.place(PRICES_KEY)
        yield Knockout("must.max_monthly_cost", "unanswered", "its price is not known", place, keys)


def _within_budget(cost: VendorCost, most: Decimal) -> Knockout:
    """A normal month costs no more than the buyer can pay; failed only where even the low end is over."""
    state: State = "met" if cost.monthly_high <= most else "failed" if cost.monthly_low > most else "unanswered"
    words = {
        "met": "met",
        "failed": f"costs {_amount(cost.monthly_low, most)} a month at least, over {most:,f}",
        "unanswered": f"may cost {_amount(cost.monthly_high, most)} a month, over {most:,f}",
    }
    keys = cost.open_keys if state == "unanswered" else ()
    return Knockout("must.max_monthly_cost", state, words[state], cost.place, keys)


def _amount(amount: Decimal, most: Decimal) -> str:
    """An amount in whole units, unless it then reads as if it kept to a bound that it passes."""
    whole = amount.to_integral_value(ROUND_HALF_UP)
    return f"{amount:,f}" if whole <= most < amount else f"{whole:,f}"
