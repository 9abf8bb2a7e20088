"""Codes of countries and currencies, and what is true of all codes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pycountry
import pytest
from babel import Locale
from iso4217 import Currency

from callvet.model.code_tables import COUNTRIES, MINOR_UNITS, THREE_LETTER_COUNTRIES
from callvet.model.codes import country, country_name, currency, minor_units
from callvet.model.languages import language
from callvet.model.time_zones import time_zone

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


@pytest.mark.parametrize("read", [country, currency, language, time_zone])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_refused_inert(read: Callable[[str], str], text: str) -> None:
    message = refusal(read, text)
    assert message.isprintable()
    assert len(message) < 200


def test_usual_codes_import_none_of_the_packages() -> None:
    script = (
        "import sys; from callvet.model.codes import country_name, minor_units;"
        "from callvet.model.languages import language_name;"
        "country_name('US'), language_name('es-MX'), minor_units('USD');"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
