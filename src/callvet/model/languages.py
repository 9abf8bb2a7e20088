"""Language tags: what may be written, and which language is meant."""

from __future__ import annotations

from callvet.model.code_tables import COUNTRIES, LANGUAGE_ALIASES, LANGUAGES
from callvet.model.codes import COUNTRY_SLIPS, quoted
from callvet.model.suggestion import closest
from callvet.model.wording import shown

_THREE_LETTERS = 3
_LONGEST_LANGUAGE_TAG = 35
"""What every reader of language tags must take. [characters] Source: RFC 5646 (BCP 47), section 4.4.1."""
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


def language(text: str) -> str:
    """A language as a BCP 47 tag in its usual spelling: ``es``, ``es-MX``; ``EN-us`` is ``en-US``.

    Raises:
        ValueError: It is no tag, or names no one language; with the tag to write.
    """
    tag = _usual_language(text) or _registered_language(text)
    if tag:
        return tag
    message = f"{quoted(text)} is not a language code; write {_language_meant(text)}"
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


def language_in_words(tag: str) -> str:
    """The language's English name; of what is none, the tag as it stands, inert."""
    try:
        return language_name(tag)
    except ValueError:
        return shown(tag)


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
    if region in COUNTRY_SLIPS:
        word = f"{primary}-{COUNTRY_SLIPS[region]}"
    codes = {name: code for code, name in LANGUAGES.items()}
    name = closest(word, codes) if len(word) > _THREE_LETTERS else None
    return _usual_language(word) or (f"{codes[name]} for {name}" if name else "a BCP 47 code such as en or es-MX")
