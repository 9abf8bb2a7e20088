"""The page of charges: every example on it is priced, and costs what stands beside it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

import pytest

from callvet.evaluation.costing import price_offers
from callvet.evaluation.prices.priced import Priced
from callvet.load.document import parse_document
from callvet.model.charge import Charge, Clock, When
from callvet.model.charge_kind import ChargeKind
from tests.docs import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.section import Section

PAGE: Final = "docs/charges.md"
_BLOCK: Final = re.compile(r"(?P<before>.*?)```yaml\n(?P<text>.*?)```\n", re.DOTALL)
_TOLD: Final = re.compile(r"\*\*\$([\d,.]+?)(?:–([\d,.]+))? (a month|in the first year)\*\*")
_WORTH: Final = re.compile(r"`([\w.]+)` is worth \$([\d,.]+\d)")


class Example(NamedTuple):
    """A quote of the page, the needs that hold for it, and the words before it."""

    needs: str
    quote: str
    words: str


@cache
def examples() -> tuple[Example, ...]:
    """Every quote of the page, in its order."""
    return tuple(_examples())


def _examples() -> Iterator[Example]:
    """The quotes, each with the needs that stand above it last."""
    needs = ""
    for block in _BLOCK.finditer(page(PAGE)):
        if block["text"].startswith("# needs.yaml\n"):
            needs = block["text"]
        else:
            yield Example(needs, block["text"], " ".join(block["before"].split()))


@cache
def priced(number: int) -> Priced:
    """What an example costs, as somebody who copies it into a folder finds out."""
    example = examples()[number]
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "quotes").mkdir()
        (folder / "needs.yaml").write_text(example.needs, encoding="utf-8")
        (folder / "quotes" / "acme.yaml").write_text(example.quote, encoding="utf-8")
        (found,) = price_offers([folder / "quotes"]).priced
        return found


def amount(text: str) -> Decimal:
    """``33,250.00`` as a number."""
    return Decimal(text.replace(",", ""))


@pytest.mark.parametrize("number", range(len(examples())))
def test_an_example_costs_what_stands_above_it(number: int) -> None:
    words = examples()[number].words
    told = _TOLD.findall(words)
    assert told, f"no cost stands above\n{examples()[number].quote}"
    assert words.count("**$") == len(told), words
    found = priced(number)
    real = {"a month": found.monthly, "in the first year": found.first_year}
    for low, high, span in told:
        assert (amount(low), amount(high or low)) == (real[span].low, real[span].high)


def test_what_answers_are_worth_is_what_stands_there() -> None:
    worth = {number: dict(_WORTH.findall(one.words)) for number, one in enumerate(examples())}
    told = {number: answers for number, answers in worth.items() if answers}
    assert [len(answers) for answers in told.values()] == [2]
    for number, answers in told.items():
        found = {question.term: question.worth for question in priced(number).estimate.questions}
        assert {term: amount(text) for term, text in answers.items()} == found


def test_the_share_of_calls_beyond_a_team_is_what_stands_there() -> None:
    (number,) = [number for number, one in enumerate(examples()) if "beyond: staffed}" in one.quote]
    level = priced(number).estimate.service_level
    assert level is not None
    assert f"{100 * (1 - level):.2f}% of the calls" in examples()[number].words


def written_in(value: object) -> Iterator[tuple[str, object]]:
    """Every key with its value, at any depth."""
    if isinstance(value, dict):
        yield from value.items()
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from written_in(below)


def keys_of(section: type[Section]) -> set[str]:
    """The keys of a group as a file has them."""
    return {field.alias or name for name, field in section.model_fields.items()}


def test_every_mechanism_is_shown_or_at_least_named() -> None:
    written: set[str] = set()
    for one in examples():
        document, problems = parse_document(one.quote, "acme.yaml")
        assert document is not None, problems
        written |= {key for key, _ in written_in(document.value)}
    named = set(re.findall(r"`(\w+)", page(PAGE)))
    every = keys_of(Charge) | keys_of(Clock) | keys_of(When)
    assert every - written - named == set()
    assert {"per", "rate", "for", "clock", "tiers", "when", "staffed"} <= written


def test_everything_that_can_be_counted_is_named() -> None:
    words = set(re.findall(r"\w+", page(PAGE)))
    assert set(get_args(ChargeKind)) - words == set()
