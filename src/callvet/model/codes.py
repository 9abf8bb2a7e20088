"""Codes of countries and currencies: what may be written, and what each code means.

Every reader returns the code in its one spelling, or raises ``ValueError`` with a sentence that quotes the writer
and says what to write instead. What is usual is looked up in tables; packages are imported only for the unusual.
"""

from __future__ import annotations

from callvet.model.code_tables import COUNTRIES, MINOR_UNITS, THREE_LETTER_COUNTRIES
from callvet.model.suggestion import closest
from callvet.model.wording import shown

_THREE_LETTERS = 3

COUNTRY_SLIPS = {
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


def quoted(text: str) -> str:
    """The writer's text as a message echoes it."""
    return shown(text) if text.strip() else "an empty text"


def country(text: str) -> str:
    """A country as ISO 3166-1 alpha-2, such as ``US``.

    Raises:
        ValueError: It is none; with the code to write.
    """
    if text in COUNTRIES:
        return text
    message = f"{quoted(text)} is not an ISO country code; write {_country_meant(text)}"
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
    if word in COUNTRY_SLIPS:
        return COUNTRY_SLIPS[word]
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
    message = f"{quoted(text)} is not an ISO currency code; write {_currency_meant(text)}"
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
