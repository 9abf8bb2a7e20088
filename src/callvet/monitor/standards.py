"""What a figure is held against: the vendor's promise, the price's assumption, and the documents' benchmark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.model.quote import Quote
    from callvet.model.vendor import Promise, ServiceLevels, Vendor
    from callvet.monitor.signs import Better, SignName

SHORT_SECONDS: Final = 5
"""Who gives up sooner has not waited, unless the user says otherwise. [seconds]"""
NEAR_SECONDS: Final = 15
"""Of the better level of document A. [seconds]"""
_CALLS_SECONDS: Final = Decimal(20)
_CHAT_SECONDS: Final = Decimal(20)
_SMS_SECONDS: Final = Decimal(40)
_EMAIL_HOURS: Final = Decimal(24)
_SOCIAL_MINUTES: Final = Decimal(15)
_A_DAY: Final = Decimal(86_400)
_HOUR: Final = Decimal(3600)
_MINUTE: Final = Decimal(60)


class Standard(NamedTuple):
    """A figure that a sign should reach.

    Attributes:
        figure: Of the unit of the sign.
        source: Who says so.
        is_promise: Whether the vendor has promised it, so that less is a miss.
    """

    figure: Fraction
    source: str
    is_promise: bool = False


BENCHMARKS: Final[Mapping[SignName, Standard]] = {
    "service_level": Standard(Fraction(80, 100), "document A: 80% within 20 s"),
    "better_level": Standard(Fraction(1, 2), "document A: the majority within 15 s"),
    "handle_seconds": Standard(Fraction(363), "document A: about 6:03, hard to judge at the outset"),
    "scored_calls": Standard(Fraction(1), "document A: many centres score one call a week, more is better"),
    "chat_level": Standard(Fraction(1), "document A: within 20 s"),
    "email_level": Standard(Fraction(1), "document A: within 24 hours"),
    "sms_level": Standard(Fraction(80, 100), "document A: 80% within 40 s"),
    "social_level": Standard(Fraction(1), "document A: within minutes"),
}
"""What the documents say; of the other signs they give no figure."""


class Times(NamedTuple):
    """The times to answer of the levels.

    Attributes:
        calls: [seconds]
        chat: [seconds]
        email: [seconds]
        sms: [seconds]
        social: [seconds]
    """

    calls: Decimal = _CALLS_SECONDS
    chat: Decimal = _CHAT_SECONDS
    email: Decimal = _EMAIL_HOURS * _HOUR
    sms: Decimal = _SMS_SECONDS
    social: Decimal = _SOCIAL_MINUTES * _MINUTE


def times_of(vendor: Vendor | None, wanted: Promise, within: Decimal | None) -> Times:
    """In what time contacts must be answered: the option, else the vendor's promise, else the needs, else document A.

    Args:
        vendor: The profile.
        wanted: What the needs ask of calls.
        within: What the user says of calls. [seconds]
    """
    if vendor is None:
        return Times(calls=within if within is not None else wanted.within_seconds)
    levels = vendor.service_levels
    promised = levels.calls if levels.calls and levels.calls.share else None
    calls = within if within is not None else (promised or wanted).within_seconds
    sms = levels.sms.within_seconds if levels.sms and levels.sms.share else None
    return Times(
        calls,
        _or_default(levels.chat_seconds, _CHAT_SECONDS),
        _or_default(levels.email_hours, _EMAIL_HOURS) * _HOUR,
        _or_default(sms, _SMS_SECONDS),
        _or_default(levels.social_minutes, _SOCIAL_MINUTES) * _MINUTE,
    )


def _or_default(said: Decimal | None, default: Decimal) -> Decimal:
    """What a profile says, where that is a time."""
    return said if said is not None and said.is_finite() and said < _A_DAY else default


def promises_of(vendor: Vendor | None, quote: Quote | None, within: Decimal | None) -> dict[SignName, Standard]:
    """What the vendor has promised, or its price rests on.

    Args:
        vendor: The profile.
        quote: The offer.
        within: What the user says that calls must be answered in; another time than the promised one is no promise.
            [seconds]
    """
    found: dict[SignName, Standard] = {}
    if quote is not None and quote.assumes.handle_seconds is not None:
        found["handle_seconds"] = Standard(Fraction(quote.assumes.handle_seconds), "the quote's assumption")
    if vendor is None:
        return found
    levels, performance = vendor.service_levels, vendor.performance
    if performance.first_contact_resolution is not None:
        standard = Standard(Fraction(performance.first_contact_resolution), "the profile's performance", True)
        found["fcr_flag"] = found["fcr_repeat"] = standard
    if performance.handle_seconds is not None and "handle_seconds" not in found:
        found["handle_seconds"] = Standard(Fraction(performance.handle_seconds), "the profile's performance", True)
    if vendor.reporting.scored_calls_per_agent_week:
        scored = Fraction(vendor.reporting.scored_calls_per_agent_week)
        found["scored_calls"] = Standard(scored, "the profile's reporting", True)
    found |= _levels(levels, within)
    return found


def _levels(levels: ServiceLevels, within: Decimal | None) -> dict[SignName, Standard]:
    """The service levels that a profile promises."""
    found: dict[SignName, Standard] = {}
    if levels.calls and levels.calls.share and within in {None, levels.calls.within_seconds}:
        told = f"the profile: within {levels.calls.within_seconds:f} s"
        found["service_level"] = Standard(Fraction(levels.calls.share), told, True)
    if levels.sms and levels.sms.share:
        told = f"the profile: within {levels.sms.within_seconds:f} s"
        found["sms_level"] = Standard(Fraction(levels.sms.share), told, True)
    longest: tuple[tuple[SignName, Decimal | None, str], ...] = (
        ("chat_level", levels.chat_seconds, "s"),
        ("email_level", levels.email_hours, "h"),
        ("social_level", levels.social_minutes, "min"),
    )
    for name, time, unit in longest:
        if time is not None and time.is_finite():
            found[name] = Standard(Fraction(1), f"the profile: within {time:f} {unit}", True)
    return found


def meets(figure: Fraction, standard: Standard, better: Better) -> bool:
    """Whether a figure is as good as it should be."""
    return figure >= standard.figure if better == "more" else figure <= standard.figure


LEVEL_OF_CREDIT: Final[Mapping[str, SignName]] = {
    "calls": "service_level",
    "chat_seconds": "chat_level",
    "email_hours": "email_level",
    "sms": "sms_level",
    "social_minutes": "social_level",
    "handle_seconds": "handle_seconds",
    "first_contact_resolution": "fcr_flag",
}
"""Which sign tells whether a level of ``sla_credits`` was missed; of other names the log knows nothing."""
