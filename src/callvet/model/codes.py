"""Codes of countries, currencies, languages and time zones: what may be written, and what each code means.

Every reader returns the code in its one spelling, or raises ``ValueError`` with a sentence that quotes the writer
and says what to write instead. What is usual is looked up in tables; packages are imported only for the unusual.
"""

from __future__ import annotations

from callvet.model.code_tables import COUNTRIES, LANGUAGE_ALIASES, LANGUAGES, MINOR_UNITS, THREE_LETTER_COUNTRIES
from callvet.model.suggestion import closest
from callvet.model.wording import shown

_LONGEST_LANGUAGE_TAG = 35
"""What every reader of language tags must take. [characters] Source: RFC 5646 (BCP 47), section 4.4.1."""

_THREE_LETTERS = 3

_COUNTRY_SLIPS = {
    "america": "US",
    "britain": "GB",
    "congo": "CD or CG",
    "czech republic": "CZ",
    "england": "GB",
    "great britain": "GB",
    "holland": "NL",
    "ivory coast": "CI",
    "korea": "KR",
    "northern ireland": "GB",
    "russia": "RU",
    "scotland": "GB",
    "the netherlands": "NL",
    "the philippines": "PH",
    "turkey": "TR",
    "u.k.": "GB",
    "u.s.": "US",
    "u.s.a.": "US",
    "uae": "AE",
    "uk": "GB",
    "united states of america": "US",
    "wales": "GB",
}

_CURRENCY_SLIPS = {
    "$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "mx$": "MXN",
    "peso": "PHP or MXN",
    "pesos": "PHP or MXN",
    "pound": "GBP",
    "pounds": "GBP",
    "r": "ZAR",
    "rmb": "CNY",
    "rs": "INR",
    "rupees": "INR",
    "sterling": "GBP",
    "us$": "USD",
    "us dollar": "USD",
    "us dollars": "USD",
    "\u00a3": "GBP",
    "\u00a5": "JPY or CNY",
    "\u20ac": "EUR",
    "\u20b1": "PHP",
    "\u20b9": "INR",
}
"""Signs and words, with the currency that a quote for calls is likely to mean by them."""

_LANGUAGE_SLIPS = {
    "american english": "en-US",
    "bengali": "bn",
    "brazilian": "pt-BR",
    "brazilian portuguese": "pt-BR",
    "british english": "en-GB",
    "canadian french": "fr-CA",
    "cantonese": "yue",
    "castilian": "es",
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "farsi": "fa",
    "flemish": "nl-BE",
    "gr": "el",
    "in": "id",
    "iw": "he",
    "ji": "yi",
    "jp": "ja",
    "jw": "jv",
    "latin american spanish": "es-419",
    "mandarin": "zh",
    "mexican spanish": "es-MX",
    "mo": "ro",
    "sh": "sr-Latn",
    "sp": "es",
    "tagalog": "fil",
    "ua": "uk",
    "vn": "vi",
}
"""Countries' codes, withdrawn codes and names that the table of languages has not."""

_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})
"""Subtags for an uncoded language, several, one not known, and none. Source: ISO 639-2."""

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


def _quoted(text: str) -> str:
    """The writer's text as a message echoes it."""
    return shown(text) if text.strip() else "an empty text"


def country(text: str) -> str:
    """A country as ISO 3166-1 alpha-2, such as ``US``.

    Raises:
        ValueError: It is none; with the code to write.
    """
    if text in COUNTRIES:
        return text
    message = f"{_quoted(text)} is not an ISO country code; write {_country_meant(text)}"
    raise ValueError(message)


def country_name(code: str) -> str:
    """The country's English name: ``US`` is ``United States``.

    Raises:
        ValueError: ``code`` is no country.
    """
    return COUNTRIES[country(code)]


def _country_meant(text: str) -> str:
    """The code that was meant, else what a code looks like."""
    word = " ".join(text.split()).casefold()
    code = word.upper()
    if code in COUNTRIES:
        return code
    if word in _COUNTRY_SLIPS:
        return _COUNTRY_SLIPS[word]
    if len(code) == _THREE_LETTERS and f"{code}:" in THREE_LETTER_COUNTRIES:
        return THREE_LETTER_COUNTRIES.partition(f"{code}:")[2][:2]
    codes = {name: code for code, name in COUNTRIES.items()}
    name = closest(word, codes) if len(word) > _THREE_LETTERS else None
    return f"{codes[name]} for {name}" if name else "a two-letter ISO 3166 code such as US"


def currency(text: str) -> str:
    """A currency in use as ISO 4217, such as ``USD``.

    Raises:
        ValueError: It is none; with the code to write.
    """
    if text in MINOR_UNITS:
        return text
    message = f"{_quoted(text)} is not an ISO currency code; write {_currency_meant(text)}"
    raise ValueError(message)


def minor_units(code: str) -> int:
    """Decimal places of the currency's smallest unit: 2 for ``USD``, 0 for ``JPY``.

    Raises:
        ValueError: ``code`` is no currency in use.
    """
    return MINOR_UNITS[currency(code)]


def _currency_meant(text: str) -> str:
    """The code that was meant, else what a code looks like."""
    word = " ".join(text.split()).casefold()
    code = word.upper()
    if code in MINOR_UNITS:
        return code
    if word in _CURRENCY_SLIPS:
        return _CURRENCY_SLIPS[word]
    swapped = {code[1:2] + code[:1] + code[2:], code[:1] + code[2:] + code[1:2]}  # UDS
    return min(swapped & MINOR_UNITS.keys(), default="a three-letter ISO 4217 code such as USD")


def language(text: str) -> str:
    """A language as a BCP 47 tag in its usual spelling: ``es``, ``es-MX``; ``EN-us`` is ``en-US``.

    Raises:
        ValueError: It is no tag, or names no one language; with the tag to write.
    """
    tag = _usual_language(text) or _registered_language(text)
    if tag:
        return tag
    message = f"{_quoted(text)} is not a language code; write {_language_meant(text)}"
    raise ValueError(message)


def language_name(tag: str) -> str:
    """The language's English name: ``es`` is ``Spanish``, ``es-MX`` is ``Spanish (Mexico)``.

    Raises:
        ValueError: ``tag`` is no language.
    """
    tag = language(tag)
    primary, _, region = tag.partition("-")
    if tag in LANGUAGES:
        return LANGUAGES[tag]
    if primary in LANGUAGES and region in COUNTRIES:
        return f"{LANGUAGES[primary]} ({COUNTRIES[region]})"
    from langcodes import Language  # noqa: PLC0415 - 50 ms, for the unusual tag alone

    return Language.get(tag).display_name()


def primary_language(tag: str) -> str:
    """The language without its region or script: ``es`` for ``es-MX``.

    Raises:
        ValueError: ``tag`` is no language.
    """
    return language(tag).partition("-")[0]


def _usual_language(text: str) -> str | None:
    """The tag of a language in the tables, with or without a country."""
    primary, hyphen, region = text.partition("-")
    primary, region = primary.lower(), region.upper()
    primary = LANGUAGE_ALIASES.get(primary, primary)
    # outside ASCII, other letters have these as their capitals: the ligature in "en-\ufb01" would be Finland
    if primary not in LANGUAGES or not text.isascii():
        return None
    if not hyphen:
        return primary
    return f"{primary}-{region}" if region in COUNTRIES else None


def _registered_language(text: str) -> str | None:
    """The tag of a language that the registry of subtags knows, or None.

    Langcodes lets more pass than a case should hold: underscores, codes withdrawn long ago (``in``, which will be
    meant for India), countries that are none, tags for no language or for whatever the writer likes.
    """
    if not text.isascii() or len(text) > _LONGEST_LANGUAGE_TAG or "_" in text or text.lower() in _LANGUAGE_SLIPS:
        return None
    import langcodes  # noqa: PLC0415 - 50 ms, for the unusual tag alone

    try:
        region = langcodes.Language.get(text, normalize=False).territory or ""
        tag, is_valid = langcodes.standardize_tag(text), langcodes.tag_is_valid(text)
    except ValueError:
        return None
    primary = tag.partition("-")[0]
    is_country = region in COUNTRIES or not region.isalpha()
    return tag if is_valid and is_country and not (primary in _NO_LANGUAGE or _is_private(primary)) else None


def _is_private(primary: str) -> bool:
    """Whether the subtag means what its writer likes. Source: RFC 5646, section 2.2.1."""
    return primary == "x" or (len(primary) == _THREE_LETTERS and "qaa" <= primary <= "qtz")


def _language_meant(text: str) -> str:
    """The tag that was meant, with its name where that helps, else what a tag looks like."""
    word = "-".join(text.replace("_", "-").split()).casefold()
    primary, _, region = word.partition("-")
    tag = _LANGUAGE_SLIPS.get(word.replace("-", " "))
    if tag:
        return f"{tag} for {language_name(tag)}"
    if region in _COUNTRY_SLIPS:
        word = f"{primary}-{_COUNTRY_SLIPS[region]}"
    codes = {name: code for code, name in LANGUAGES.items()}
    name = closest(word, codes) if len(word) > _THREE_LETTERS else None
    return _usual_language(word) or (f"{codes[name]} for {name}" if name else "a BCP 47 code such as en or es-MX")


def time_zone(text: str) -> str:
    """A time zone by its IANA name, such as ``America/Chicago``.

    Raises:
        ValueError: It is none, or an abbreviation without summer time; with the name to write.
    """
    city = _US_ABBREVIATIONS.get(text.upper())
    if city:
        message = f"{_quoted(text)} is an abbreviation that leaves summer time open; write {city}"
        raise ValueError(message)
    if not _is_time_zone(text):
        message = f"{_quoted(text)} is not an IANA time zone; write {_time_zone_meant(text)}"
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
