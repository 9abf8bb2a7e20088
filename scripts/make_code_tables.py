"""Write src/callvet/model/code_tables.py: python scripts/make_code_tables.py.

The packages that know the codes take 50 ms each to import, which every start of a command would pay. So the few
names that are needed stand in a module of literals, and the packages are needed only here and in its tests.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pycountry
from babel import Locale
from iso4217 import Currency
from langcodes import Language, standardize_tag

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES = Path(__file__).resolve().parents[1] / "src" / "callvet" / "model" / "code_tables.py"
PACKAGES = ("babel", "pycountry", "iso4217", "langcodes", "language_data")
WIDTH = 110


def countries() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to the English name that the Unicode CLDR gives, by which people know the country."""
    names = Locale("en").territories
    return {one.alpha_2: names[one.alpha_2] for one in pycountry.countries}


def three_letter_countries() -> str:
    """ISO 3166-1 alpha-3 and alpha-2 as ``USA:US``, between blanks: they are read only to mend a mistake."""
    return " ".join(sorted(f"{one.alpha_3}:{one.alpha_2}" for one in pycountry.countries))


def minor_units() -> dict[str, int]:
    """ISO 4217 to decimal places. What has none, such as gold and test codes, is no money that a price can be in."""
    return {one.code: one.exponent for one in Currency if one.exponent is not None}


def languages() -> dict[str, str]:
    """Language subtag to English name, for ISO 639-1.

    Where BCP 47 prefers another subtag that one stands here (``fil`` for ``tl``); a code that has become a whole
    tag (``sh``, now ``sr-Latn``) is left to langcodes.
    """
    tags = (standardize_tag(code) for code in two_letter_languages())
    return {tag: Language.get(tag).display_name() for tag in tags if "-" not in tag}


def language_aliases() -> dict[str, str]:
    """ISO 639-1 codes whose preferred subtag is another."""
    preferred = {code: standardize_tag(code) for code in two_letter_languages()}
    return {code: tag for code, tag in preferred.items() if tag != code and "-" not in tag}


def two_letter_languages() -> list[str]:
    """The codes of ISO 639-1."""
    return [one.alpha_2 for one in pycountry.languages if hasattr(one, "alpha_2")]


def dictionary(name: str, kind: str, meaning: str, table: Mapping[str, str | int]) -> str:
    """One table, a line per code, so that a change of the world is a change of one line."""
    lines = [f"    {_literal(code)}: {_literal(value)}," for code, value in sorted(table.items())]
    return "\n".join((f"{name}: dict[str, {kind}] = {{", *lines, "}", f'"""{meaning}"""', ""))


def packed(name: str, meaning: str, words: str) -> str:
    """One long text of words, broken into lines."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > WIDTH:
            lines.append("")
        lines[-1] += f"{word} "
    return "\n".join((f"{name} = (", *(f'    "{line}"' for line in lines), ")", f'"""{meaning}"""', ""))


def module() -> str:
    """The whole module."""
    sources = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    head = (
        f'"""Codes of countries, currencies and languages.\n\n'
        f"Written by scripts/make_code_tables.py; edit that instead.\n\nSource:\n    {sources}\n"
        f'"""\n\nfrom __future__ import annotations\n'
    )
    return "\n".join(
        (
            head,
            dictionary("COUNTRIES", "str", "ISO 3166-1 alpha-2: English name.", countries()),
            packed("THREE_LETTER_COUNTRIES", "ISO 3166-1 alpha-3 and alpha-2.", three_letter_countries()),
            dictionary("MINOR_UNITS", "int", "ISO 4217: decimal places of the minor unit.", minor_units()),
            dictionary("LANGUAGES", "str", "ISO 639-1, as BCP 47 prefers it: English name.", languages()),
            dictionary("LANGUAGE_ALIASES", "str", "ISO 639-1: the subtag preferred to it.", language_aliases()),
        )
    )


def _literal(value: str | int) -> str:
    """A text or a number in the quotes that the formatter would choose; JSON's are Python's here."""
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    TABLES.write_text(module(), encoding="utf-8")
