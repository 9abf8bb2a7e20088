"""Languages: are the customers' languages spoken, by whom, and does it cost extra?

Judged are the languages of the buyer's customers (`demand.languages`, `must.languages`, `wants.languages`);
others earn nothing. A language counts by its share of the calls, one that has no share like a tenth of them:

| how it is spoken | points |
| --- | --- |
| native speakers | 100 |
| fluent speakers | 85 |
| a translation service | 40 |
| not at all | 0 |

A tenth of the points is for languages that cost nothing extra. Another region of the same language (es-MX
for es-US) counts, since accents differ but people understand each other; ask to hear it.

Not applicable where the needs name no language.

Source: documents A and B: ask early which languages, by fluent speakers or by a translation service, and
whether they cost more; accents of offshore centres can be hard to follow. The points are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.codes import language_name, primary_language
from callvet.score.criterion import Assessment, Criterion, NotApplicable, Part, Subject, combine

if TYPE_CHECKING:
    from callvet.model.needs import Needs
    from callvet.model.vendor import SpokenLanguage

LEVEL_VALUES = {"native": 1.0, "fluent": 0.85, "translation": 0.4}
WEIGHT_WITHOUT_SHARE = 0.1
EXTRA_COST_WEIGHT = 1 / 9
"""Of a language's own weight, which makes it a tenth of the whole."""


def needed_languages(needs: Needs) -> dict[str, float]:
    """The customers' languages and what each weighs: its share of the calls, or a tenth."""
    shares = needs.demand.languages or {}
    named = (*shares, *needs.must.languages, *needs.wants.languages)
    return {code: float(shares.get(code, 0)) or WEIGHT_WITHOUT_SHARE for code in named}


def best_match(code: str, spoken: tuple[SpokenLanguage, ...]) -> SpokenLanguage | None:
    """The entry for the language: the same region before another, then the better level."""

    def rank(entry: SpokenLanguage) -> tuple[bool, float]:
        return entry.code == code, LEVEL_VALUES.get(entry.level or "", 0.0)

    same = [entry for entry in spoken if primary_language(entry.code) == primary_language(code)]
    return max(same, key=rank, default=None)


def _spoken(subject: Subject, weight: float, code: str, entry: SpokenLanguage) -> tuple[Part, Part]:
    """The two parts of a language that is spoken: how well, and at what cost."""
    name, key = language_name(code), f"languages.{code}"
    if entry.level is None:
        level = subject.between(weight, f"{key}.level", LEVEL_VALUES["translation"], 1.0, f"{name} is spoken")
    else:
        level = subject.fact(weight, key, entry.level, lambda how: (LEVEL_VALUES[how], f"{name} {how}"))
    extra = subject.fact(
        weight * EXTRA_COST_WEIGHT,
        f"{key}.extra_cost",
        entry.extra_cost,
        lambda extra: (0.0, f"{name} costs extra") if extra else (1.0, ""),
    )
    return level, extra


def assess(subject: Subject, needs: Needs) -> Assessment | NotApplicable:
    """Judge the languages that the buyer's customers speak."""
    needed = needed_languages(needs)
    if not needed:
        return NotApplicable("the needs name no language")
    spoken = subject.vendor.languages
    if spoken is None:
        return combine(subject.unknown(1, "languages"))
    parts: list[Part] = []
    for code, weight in needed.items():
        entry = best_match(code, spoken)
        if entry is None:
            whole = weight * (1 + EXTRA_COST_WEIGHT)
            parts.append(subject.between(whole, "languages", 0.0, 0.0, f"no {language_name(code)}"))
        else:
            parts += _spoken(subject, weight, code, entry)
    return combine(*parts)


CRITERION = Criterion(
    id="languages",
    group="availability",
    question="Does the vendor speak our customers' languages, with its own people?",
    page=__doc__,
    assess=assess,
)
