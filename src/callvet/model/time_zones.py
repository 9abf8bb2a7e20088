"""Time zones: which names are known, and which is meant by an abbreviation or a city."""

from __future__ import annotations

from callvet.model.codes import quoted
from callvet.model.suggestion import closest

_US_ABBREVIATIONS = {
    "CDT": "America/Chicago",
    "CST": "America/Chicago",
    "EDT": "America/New_York",
    "EST": "America/New_York",
    "MDT": "America/Denver",
    "MST": "America/Denver",
    "PDT": "America/Los_Angeles",
    "PST": "America/Los_Angeles",
}
"""``EST`` and ``MST`` are legal names too, of zones without summer time: hardly what is meant by them."""


def time_zone(text: str) -> str:
    """A time zone by its IANA name, such as ``America/Chicago``.

    Raises:
        ValueError: It is none, or an abbreviation without summer time; with the name to write.
    """
    city = _US_ABBREVIATIONS.get(text.upper())
    if city:
        message = f"{quoted(text)} is an abbreviation that leaves summer time open; write {city}"
        raise ValueError(message)
    if not _is_time_zone(text):
        message = f"{quoted(text)} is not an IANA time zone; write {_time_zone_meant(text)}"
        raise ValueError(message)
    return text


def _is_time_zone(text: str) -> bool:
    """Whether the time zone database has the name."""
    if not _may_be_time_zone(text):
        return False
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - 10 ms, not paid by a case without time zones

    try:
        ZoneInfo(text)
    except (KeyError, OSError, ValueError):  # not there, a folder or too long, no name at all
        return False
    return True


def _may_be_time_zone(text: str) -> bool:
    """Whether the text is formed as a name.

    Some systems also hold ``localtime``, ``posix/`` and ``right/``, and some do not tell capitals from small
    letters; but no part of a name of IANA's begins with a small letter, or with a dot. ``Factory`` is no place.
    """
    return text != "Factory" and all(part[:1].isupper() for part in text.split("/"))


def _time_zone_meant(text: str) -> str:
    """The name that was meant, else what a name looks like."""
    if any(character.isdigit() for character in text):  # Etc/GMT+8, the nearest to GMT+8, is the other way round
        return "a place such as Asia/Manila, since an offset has no summer time"
    from zoneinfo import available_timezones  # noqa: PLC0415 - 40 ms, for the mistake alone

    word = "_".join(text.split()).casefold().strip("/")
    zones = sorted(filter(_may_be_time_zone, available_timezones()))
    regions = {zone.partition("/")[0].casefold() for zone in zones if "/" in zone}
    places = {zone.rpartition("/")[2].casefold(): zone for zone in zones} | {zone.casefold(): zone for zone in zones}
    meant = places.get(word) or (None if word in regions else closest(word, zones))
    return meant or "a place's name such as America/Chicago"
