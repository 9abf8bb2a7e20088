"""Language tags."""

from __future__ import annotations

import langcodes
import pycountry
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callvet.model.code_tables import LANGUAGE_ALIASES, LANGUAGES
from callvet.model.languages import language, language_name, primary_language
from tests.model.test_codes import refusal


def test_languages_are_those_of_iso_639_1_as_bcp_47_prefers_them() -> None:
    codes = {one.alpha_2 for one in pycountry.languages if hasattr(one, "alpha_2")}
    preferred = {code: langcodes.standardize_tag(code) for code in codes}
    assert set(preferred.values()) - {"sr-Latn"} == LANGUAGES.keys()
    assert {code: tag for code, tag in preferred.items() if code not in {tag, "sh"}} == LANGUAGE_ALIASES
    assert {tag: langcodes.Language.get(tag).display_name() for tag in LANGUAGES} == LANGUAGES


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
