"""What to ask before a part is given to a vendor, and what a part is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.compare.award import channels_of, languages_of
from callvet.compare.parts import BUSINESS_HOURS
from callvet.model.languages import language_name
from callvet.report.phrases import listed, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from callvet.compare.award import Award, Doubt, Half
    from callvet.compare.parts import Part


def part_in_words(part: Part) -> str:
    """What a vendor takes, such as ``90% of the calls``."""
    share = percent(float(part.calls_share))
    return {
        "everything": "everything",
        "share_and_rest": f"{share} of the calls",
        "share": f"{share} of the calls",
        "team": f"the calls that its team answers in time ({share})",
        "beyond_team": f"the calls beyond the team ({share})",
        "inbound": "all that comes in",
        "outbound": "the calls out",
        "business_hours": f"{BUSINESS_HOURS} ({share} of the calls)",
        "other_hours": f"all other hours ({share} of the calls)",
        "language": f"{languages_in_words(part)} ({share} of the calls)",
        "other_languages": f"{languages_in_words(part)} ({share} of the calls)",
    }[part.takes]


def languages_in_words(part: Part) -> str:
    """``Spanish``, ``English and French``."""
    return listed([language_name(language) for language in part.languages])


def questions(awards: Iterable[Award], names: Mapping[str, str]) -> Iterator[str]:
    """What to ask before one of some awards is made, each question once.

    Args:
        awards: Those that are shown.
        names: Of offers by their id, made safe to print.
    """
    halves = [half for award in awards for half in (award.first, award.other)]
    asked = (
        ask(names[half.offer.id], half) for half in halves for doubt, ask in _QUESTIONS.items() if doubt in half.doubts
    )
    yield from dict.fromkeys(asked)
    based: dict[str, list[Half]] = {}
    for half in halves:
        if "price_basis" in half.doubts:
            based.setdefault(names[half.offer.id], []).append(half)
    yield from (_ask_price_basis(name, parts) for name, parts in based.items())


def _ask_language(name: str, half: Half) -> str:
    """Nothing is known of its languages."""
    spoken = listed(sorted(language_name(language) for language in languages_of(half.part)))
    return f"Ask {name}: do you speak {spoken}? Its profile does not say."


def _ask_channel(name: str, half: Half) -> str:
    """Nothing is known of its channels."""
    return f"Ask {name}: do you answer {listed(channels_of(half.part))}? Its profile does not say."


def _ask_direction(name: str, half: Half) -> str:  # noqa: ARG001 - every question is asked alike
    """Nothing is known of its calls out."""
    return f"Ask {name}: do you make calls out? Its profile does not say."


def _ask_hours(name: str, half: Half) -> str:
    """Nothing is known of its hours."""
    return f"Ask {name}: when do you answer? It would take {part_in_words(half.part)}."


def _ask_some_hours(name: str, half: Half) -> str:
    """Its hours do not cover the part."""
    return f"Ask {name}: its profile has it closed in some of the hours of its part, {part_in_words(half.part)}."


def _ask_price_basis(name: str, halves: Sequence[Half]) -> str:
    """Its price rests on more calls, or fewer, than some parts have."""
    basis = halves[0].offer.quote.assumes.calls_per_month or 0
    volumes = listed([f"{calls:,}" for calls in sorted({round(half.calls) for half in halves})])
    return f"Ask {name} for its price at {volumes} calls a month: the one here rests on {basis:,f}."


_QUESTIONS: Final[Mapping[Doubt, Callable[[str, Half], str]]] = {
    "language": _ask_language,
    "channel": _ask_channel,
    "direction": _ask_direction,
    "hours": _ask_hours,
    "some_hours": _ask_some_hours,
}
