"""Location: do the agents sit where it suits our customers?

The best site counts, as seen from the customers' country (`country`):

| `location.sites` | points |
| --- | --- |
| a site in the customers' country (onshore) | 100 |
| abroad, at most 3 hours away on the clock in January and in July (nearshore) | 70 |
| further away (offshore) | 40 |
| no site at all: agents anywhere | 40 |

A site abroad whose time zone is not known stands between offshore and nearshore; so does every site abroad
where the needs give no `timezone`. A head office in the customers' country does not say where the agents
sit, only that onshore is likely: between 40 and 100 until the sites are known.

Where `wants.countries` names places, half of the points are for a site in one of them, all or nothing. Without
a `country`, they are all there is to judge; where the needs name neither, location is not applicable.

Source: document B: onshore centres offer fuller service and native speakers; offshore ones cost less and run
round the clock, but offer fewer services, and accents can be hard to follow. A firm that expands wants a
centre where it expands. The lower price earns nothing here: cost is a criterion of its own. The points and
the 3 hours are callvet's.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from callvet.model.codes import country_name
from callvet.score.criterion import Assessment, Criterion, NotApplicable, Part, Subject, combine

if TYPE_CHECKING:
    from callvet.model.needs import Needs
    from callvet.model.vendor import Site
    from callvet.score.criterion import Grade

ONSHORE = 1.0
NEARSHORE = 0.7
OFFSHORE = 0.4
NEARSHORE_HOURS = 3
"""The most that clocks may differ. [hours]"""
MIDWINTER = datetime(2027, 1, 15)  # noqa: DTZ001 - read on the clocks of two places
MIDSUMMER = datetime(2027, 7, 15)  # noqa: DTZ001 - as above
HOURS_ON_A_CLOCK = 24
SITES = "location.sites"
TIME_ZONES = "location.sites.timezone"


class Nearness(NamedTuple):
    """How near one site is: both ends [value in 0..1], and in words."""

    high: float
    low: float
    words: str


def hours_apart(here: str, there: str) -> float:
    """The most that the clocks of two time zones differ in winter and summer, over midnight too. [hours]"""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - reads files, which only sites abroad need

    def apart(day: datetime) -> float:
        one, other = (day.replace(tzinfo=ZoneInfo(zone)).utcoffset() for zone in (here, there))
        hours = abs(one - other).total_seconds() / 3600 if one is not None and other is not None else 0.0
        return min(hours, HOURS_ON_A_CLOCK - hours)

    return max(apart(MIDWINTER), apart(MIDSUMMER))


def nearness(site: Site, country: str, timezone: str | None) -> Nearness:
    """One site as seen from the customers' country and the time zone of the needs."""
    place = country_name(site.country)
    if site.country == country:
        return Nearness(ONSHORE, ONSHORE, f"onshore: {place}")
    if timezone is None or site.timezone is None:
        return Nearness(NEARSHORE, OFFSHORE, f"abroad: {place}")
    if hours_apart(timezone, site.timezone) <= NEARSHORE_HOURS:
        return Nearness(NEARSHORE, NEARSHORE, f"nearshore: {place}")
    return Nearness(OFFSHORE, OFFSHORE, f"offshore: {place}")


def _without_sites(subject: Subject, country: str) -> Part:
    """What the head office alone tells."""
    headquarters = subject.vendor.location.headquarters
    if headquarters is None:
        return subject.unknown(1, SITES)
    least = OFFSHORE if headquarters == country else 0.0
    return subject.between(1, SITES, least, ONSHORE, f"head office: {country_name(headquarters)}")


def _nearest(subject: Subject, country: str, timezone: str | None) -> Part:
    """The part of the site that is nearest to the customers."""
    sites = subject.vendor.location.sites
    if sites is None:
        return _without_sites(subject, country)
    if not sites:
        return subject.between(1, SITES, OFFSHORE, OFFSHORE, "no site")
    each = [nearness(site, country, timezone) for site in sites]
    best, surely = max(each), max(one.low for one in each)
    if best.high == surely:
        return subject.between(1, SITES, surely, best.high, best.words)
    if timezone is None:  # the vendor has nothing to answer here, the buyer has
        part = subject.between(1, SITES, surely, best.high, f"{best.words}, the needs give no timezone")
        return part._replace(answered=True)
    return subject.between(1, TIME_ZONES, surely, best.high, best.words)


def _wanted(subject: Subject, countries: tuple[str, ...]) -> Part:
    """The part of a site where the buyer wants one."""

    def grade(sites: tuple[Site, ...]) -> Grade:
        there = next((site.country for site in sites if site.country in countries), None)
        if there is None:
            return 0.0, f"no site in {' or '.join(map(country_name, countries))}"
        return 1.0, f"a site in {country_name(there)}"

    return subject.fact(1, SITES, subject.vendor.location.sites, grade)


def assess(subject: Subject, needs: Needs) -> Assessment | NotApplicable:
    """Judge how near the agents are, and whether they are where the buyer wants them."""
    parts: list[Part] = []
    if needs.country is not None:
        parts.append(_nearest(subject, needs.country, needs.timezone))
    if needs.wants.countries:
        parts.append(_wanted(subject, needs.wants.countries))
    return combine(*parts) if parts else NotApplicable("the needs name no country")


CRITERION = Criterion(
    id="location",
    group="offer",
    question="Do the agents sit where it suits our customers?",
    page=__doc__,
    assess=assess,
)
