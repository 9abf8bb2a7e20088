"""Codes of countries, currencies, languages and time zones."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import langcodes
import pycountry
import pytest
from babel import Locale
from hypothesis import example, given
from hypothesis import strategies as st
from iso4217 import Currency

from callvet.model.code_tables import COUNTRIES, LANGUAGE_ALIASES, LANGUAGES, MINOR_UNITS, THREE_LETTER_COUNTRIES
from callvet.model.codes import (
    country,
    country_name,
    currency,
    language,
    language_name,
    minor_units,
    primary_language,
    time_zone,
)

if TYPE_CHECKING:
    from collections.abc import Callable

HEAVY = ("pycountry", "iso4217", "langcodes", "difflib", "zoneinfo")
"""What the usual codes must not cost."""

HOSTILE = (
    "",
    " ",
    "\x1b[31mUS",
    "\u202eSU",
    "US\x00",
    "\ud800",
    "a" * 100_000,
    "../etc",
    "\ufb01",
    "en-\ufb01",
    "\u212ak",
)
"""Empty, colour, right-to-left, NUL, lone surrogate, long, a path, and letters whose capitals are ASCII."""


def refusal(read: Callable[[str], str], text: str) -> str:
    """The sentence with which a text is refused."""
    with pytest.raises(ValueError, match="write ") as caught:
        read(text)
    return str(caught.value)


def test_countries_are_those_of_iso_3166() -> None:
    names = Locale("en").territories
    assert {one.alpha_2: names[one.alpha_2] for one in pycountry.countries} == COUNTRIES
    assert set(THREE_LETTER_COUNTRIES.split()) == {f"{one.alpha_3}:{one.alpha_2}" for one in pycountry.countries}


def test_minor_units_are_those_of_iso_4217() -> None:
    assert {one.code: one.exponent for one in Currency if one.exponent is not None} == MINOR_UNITS


def test_languages_are_those_of_iso_639_1_as_bcp_47_prefers_them() -> None:
    codes = {one.alpha_2 for one in pycountry.languages if hasattr(one, "alpha_2")}
    preferred = {code: langcodes.standardize_tag(code) for code in codes}
    assert set(preferred.values()) - {"sr-Latn"} == LANGUAGES.keys()
    assert {code: tag for code, tag in preferred.items() if code not in {tag, "sh"}} == LANGUAGE_ALIASES
    assert {tag: langcodes.Language.get(tag).display_name() for tag in LANGUAGES} == LANGUAGES


@pytest.mark.parametrize("code", ["US", "PH", "GB", "NO"])
def test_a_country_is_its_code(code: str) -> None:
    assert country(code) == code


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("us", "write US"),
        ("UK", "UK is not an ISO country code; write GB"),
        ("USA", "write US"),
        ("phl", "write PH"),
        ("Mexico", "write MX for Mexico"),
        ("mexcio", "write MX for Mexico"),
        ("united  states", "write US for United States"),
        ("Turkey", "write TR"),
        ("Congo", "write CD or CG"),
        ("ZZ", "write a two-letter ISO 3166 code such as US"),
        ("", "an empty text is not an ISO country code; write a two-letter"),
    ],
)
def test_a_wrong_country_is_told_its_code(text: str, fix: str) -> None:
    assert fix in refusal(country, text)


def test_a_country_has_a_name() -> None:
    assert country_name("VN") == "Vietnam"
    assert "write GB" in refusal(country_name, "UK")


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("usd", "write USD"),
        ("$", "$ is not an ISO currency code; write USD"),
        ("US$", "write USD"),
        ("\u20ac", "write EUR"),
        ("\u00a5", "write JPY or CNY"),
        ("UDS", "write USD"),
        ("pesos", "write PHP or MXN"),
        ("HRK", "write a three-letter ISO 4217 code such as USD"),
        ("XAU", "write a three-letter ISO 4217 code such as USD"),
        ("", "an empty text is not"),
    ],
)
def test_a_wrong_currency_is_told_its_code(text: str, fix: str) -> None:
    assert fix in refusal(currency, text)


def test_a_currency_has_minor_units() -> None:
    assert currency("USD") == "USD"
    assert [minor_units(code) for code in ("USD", "JPY", "KWD", "CLF")] == [2, 0, 3, 4]


@pytest.mark.parametrize(
    ("text", "tag", "name", "primary"),
    [
        ("es", "es", "Spanish", "es"),
        ("EN", "en", "English", "en"),
        ("es-mx", "es-MX", "Spanish (Mexico)", "es"),
        ("tl", "fil", "Filipino", "fil"),
        ("tl-PH", "fil-PH", "Filipino (Philippines)", "fil"),
        ("spa", "es", "Spanish", "es"),
        ("yue", "yue", "Cantonese", "yue"),
        ("es-419", "es-419", "Spanish (Latin America)", "es"),
        ("es-latn", "es", "Spanish", "es"),
        ("zh-hant-tw", "zh-Hant-TW", "Chinese (Traditional, Taiwan)", "zh"),
    ],
)
def test_a_language_is_a_tag_in_its_usual_spelling(text: str, tag: str, name: str, primary: str) -> None:
    assert (language(text), language_name(text), primary_language(text)) == (tag, name, primary)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("English", "write en for English"),
        ("spanihs", "write es for Spanish"),
        ("Tagalog", "write fil for Filipino"),
        ("Mexican Spanish", "write es-MX for Spanish (Mexico)"),
        ("es_MX", "es_MX is not a language code; write es-MX"),
        ("en us", "write en-US"),
        ("en-UK", "write en-GB"),
        ("en_UK", "write en-GB"),
        ("sp", "sp is not a language code; write es for Spanish"),
        ("jp", "write ja for Japanese"),
        ("in", "write id for Indonesian"),
        ("en-XX", "write a BCP 47 code"),
        ("en-", "write a BCP 47 code"),
        ("und", "write a BCP 47 code"),
        ("mul", "write a BCP 47 code"),
        ("x-ours", "write a BCP 47 code"),
        ("qaa", "write a BCP 47 code"),
        ("en,es", "write a BCP 47 code such as en or es-MX"),
        ("", "an empty text is not"),
    ],
)
def test_a_wrong_language_is_told_its_tag(text: str, fix: str) -> None:
    assert fix in refusal(language, text)


@pytest.mark.parametrize(("code", "name"), LANGUAGES.items())
def test_a_language_by_its_name_is_told_its_tag(code: str, name: str) -> None:
    try:
        tag = language(name)
    except ValueError as error:
        assert str(error).endswith(f"write {code} for {name}")  # noqa: PT017 - four names are codes as well
    else:
        # Ewe, Ido, Lao and Twi are called by their three-letter codes
        assert tag == code


@pytest.mark.parametrize("name", ["America/Chicago", "Asia/Manila", "Asia/Calcutta", "US/Eastern", "UTC", "CET"])
def test_a_time_zone_is_its_name(name: str) -> None:
    assert time_zone(name) == name


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("america/chicago", "write America/Chicago"),
        ("America/Chigaco", "write America/Chicago"),
        ("Chicago", "write America/Chicago"),
        ("New York", "write America/New_York"),
        ("EST", "EST is an abbreviation that leaves summer time open; write America/New_York"),
        ("pdt", "write America/Los_Angeles"),
        ("GMT+8", "write a place such as Asia/Manila"),
        ("America", "write a place's name such as America/Chicago"),
        ("localtime", "write a place's name"),
        ("posix/UTC", "write a place's name"),
        ("Factory", "write a place's name"),
        ("../UTC", "write a place's name"),
        ("/etc/localtime", "write a place's name"),
        ("Etc/../../../../etc/passwd", "write a place's name"),
        ("", "an empty text is not"),
    ],
)
def test_a_wrong_time_zone_is_told_its_name(text: str, fix: str) -> None:
    assert fix in refusal(time_zone, text)


@pytest.mark.parametrize("read", [country, currency, language, time_zone])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_refused_inert(read: Callable[[str], str], text: str) -> None:
    message = refusal(read, text)
    assert message.isprintable()
    assert len(message) < 200


@given(st.text(max_size=12) | st.from_regex(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4}){0,2}", fullmatch=True))
@example("i-default")
@example("zh-cmn")
def test_a_language_read_again_is_the_same(text: str) -> None:
    try:
        tag = language(text)
    except ValueError as error:
        assert str(error).isprintable()  # noqa: PT017 - most texts are refused, and some are not
    else:
        assert language(tag) == tag
        assert language_name(tag)


def test_usual_codes_import_none_of_the_packages() -> None:
    script = (
        "import sys; from callvet.model.codes import country_name, language_name, minor_units;"
        "country_name('US'), language_name('es-MX'), minor_units('USD');"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
