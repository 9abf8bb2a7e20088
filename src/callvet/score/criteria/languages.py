"""Languages: does the vendor speak our customers' languages, with its own people?

Judged are the languages of the buyer's customers (`demand.languages`, `must.languages`, `wants.languages`);
others earn nothing. A language counts by its share of the calls, one that has no share like a tenth of them:

| how it is spoken | points |
| --- | --- |
| native speakers | 100 |
| fluent speakers | 85 |
| a translation service | 40 |
| not at all | 0 |

A tenth of the points is for languages that cost nothing extra. Another region of the same language (es-MX
for es-US) counts, since accents differ but people understand each other; ask to hear it. Of several entries
for one language, the best counts; one that leaves its level out may be any.

Not applicable where the needs name no language.

Source: documents A and B: ask early which languages, by fluent speakers or by a translation service, and
whether they cost more; accents of offshore centres can be hard to follow. The points are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.languages import language_name, primary_language
from callvet.score.criterion import Assessment, Criterion, NotApplicable, Part, Subject, combine

if TYPE_CHECKING:
    from callvet.model.needs import Needs
    from callvet.model.vendor import SpokenLanguage

LEVEL_VALUES = {"native": 1.0, "fluent": 0.85, "translation": 0.4}
WEIGHT_WITHOUT_SHARE = 0.1
EXTRA_COST_WEIGHT = 1 / 9
"""Of a language's own weight, which makes it a tenth of the whole."""


def _needed_languages(needs: Needs) -> dict[str, float]:
    """The customers' languages and what each weighs: its share of the calls, or a tenth."""
    shares = needs.demand.languages or {}
    named = (*shares, *needs.must.languages, *needs.wants.languages)
    return {code: float(shares.get(code, 0)) or WEIGHT_WITHOUT_SHARE for code in named}


def _matches(code: str, spoken: tuple[SpokenLanguage, ...]) -> list[SpokenLanguage]:
    """The entries for the language, of the same region if there are any: the best level first, the cheaper before."""

    def merit(entry: SpokenLanguage) -> tuple[float, float, bool]:
        return LEVEL_VALUES[entry.level or "translation"], sum(_cheapness(entry)), entry.level is not None

    same = [entry for entry in spoken if primary_language(entry.code) == primary_language(code)]
    exact = [entry for entry in same if entry.code == code]
    return sorted(exact or same, key=merit, reverse=True)


def _cheapness(entry: SpokenLanguage) -> tuple[float, float]:
    """What its cost is worth, as both ends. [value in 0..1]"""
    return (0.0, 1.0) if entry.extra_cost is None else (float(not entry.extra_cost), float(not entry.extra_cost))


def _spoken(subject: Subject, weight: float, code: str, entries: list[SpokenLanguage]) -> tuple[Part, Part]:
    """The two parts of a language that is spoken: how well, and at what cost."""
    name, key, best = language_name(code), f"languages.{code}", entries[0].level
    least = LEVEL_VALUES[best or "translation"]
    # One of which no level is known may be the better one, and then it is its cost that counts.
    rivals = [one for one in entries if one.level is None]
    most = max(LEVEL_VALUES.values()) if rivals else least
    words = f"{name} {best}" if best else f"{name} is spoken"
    level = subject.between(weight, key if least == most else f"{key}.level", least, most, words)
    low, high = _cheapness(entries[0])[0], max(_cheapness(one)[1] for one in (entries[0], *rivals))
    extra = "" if high else f"{name} costs extra"
    return level, subject.between(weight * EXTRA_COST_WEIGHT, f"{key}.extra_cost", low, high, extra)


def assess(subject: Subject, needs: Needs) -> Assessment | NotApplicable:
    """Judge the languages that the buyer's customers speak."""
    needed = _needed_languages(needs)
    if not needed:
        return NotApplicable("the needs name no language")
    spoken = subject.vendor.languages
    if spoken is None:
        return combine(subject.unknown(1, "languages"))
    parts: list[Part] = []
    for code, weight in needed.items():
        entries = _matches(code, spoken)
        if not entries:
            whole = weight * (1 + EXTRA_COST_WEIGHT)
            parts.append(subject.between(whole, "languages", 0.0, 0.0, f"no {language_name(code)}"))
        else:
            parts += _spoken(subject, weight, code, entries)
    return combine(*parts)


CRITERION = Criterion(
    id="languages",
    group="availability",
    question="Does the vendor speak our customers' languages, with its own people?",
    page=__doc__,
    assess=assess,
)
