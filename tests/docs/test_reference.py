"""What the pages list is what the code has: keys, criteria, weights, terms, commands and links."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib import import_module
from textwrap import dedent
from typing import TYPE_CHECKING, Any, Final, get_args

import pytest

from callvet.evaluation.people.chosen_weights import choose_weights
from callvet.evaluation.prices.vendor_cost import priced_subjects
from callvet.evaluation.reading import all_criteria
from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.case import Case, NeedsFile, QuoteFile, VendorFile
from callvet.model.judgement import Judgement
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.schema import SchemaKind, json_schema
from callvet.model.section import Section
from callvet.model.vendor import Vendor
from callvet.model.weighing import Weighing
from callvet.score.criteria import CRITERIA
from callvet.score.monthly_cost import VendorCost
from callvet.score.ranking import rank, split_applicable
from callvet.score.weights import PRESETS, SPLIT, resolve
from scripts import make_reference
from tests.docs import ROOT, page, part, rows, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callvet.model.document import Document

MODELS: Final[Mapping[SchemaKind, type[Section]]] = {
    "vendor": Vendor,
    "needs": Needs,
    "quote": Quote,
    "judgement": Judgement,
    "weights": Weighing,
}
PAGES: Final = (
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")),
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "README.md",
    "quotes/README.md",
    "vendors/README.md",
    "examples/print-shop/README.md",
)
LISTED_AGAIN: Final = 6
"""A group of more keys than these stands on the page once; where it stands again, it is named. [keys]"""
REWRITE: Final = "python scripts/make_reference.py rewrites what the pages have from the code"


def section_in(annotation: object) -> type[Section] | None:
    """The group of keys that an annotation such as ``tuple[Site, ...] | None`` is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    return next((found for inner in get_args(annotation) if (found := section_in(inner))), None)


def is_map(annotation: object) -> bool:
    """Whether an annotation is a map by names of the writer's own."""
    return getattr(annotation, "__origin__", None) is dict or any(is_map(inner) for inner in get_args(annotation))


def keys_of(kind: SchemaKind) -> dict[str, str]:
    """Every dotted key of a kind of file, and the words under its field."""
    words = json_schema(kind)
    return dict(_keys_below(MODELS[kind], {MODELS[kind].__name__: words} | words.get("$defs", {}), "", set()))


def _keys_below(
    model: type[Section], words: Mapping[str, Any], above: str, listed: set[type[Section]]
) -> Iterator[tuple[str, str]]:
    """The keys of one group, and those below them; a star stands for a name of the writer's own."""
    if len(model.model_fields) > LISTED_AGAIN:
        listed.add(model)
    for field_name, field in model.model_fields.items():
        name = field.alias or field_name
        yield above + name, words[model.__name__]["properties"][name]["description"]
        below = section_in(field.annotation)
        if below and below not in listed:
            yield from _keys_below(below, words, f"{above}{name}.{'*.' if is_map(field.annotation) else ''}", listed)


def keys_on_page(kind: SchemaKind) -> dict[str, str]:
    """Every key of the page's tables and headings, with its meaning and, in brackets, its unit."""
    text = part("docs/files.md", kind)
    groups = re.findall(r"^### `(\w+)`\n\n(.+)$", text, re.MULTILINE)
    found = [(unquoted(key), f"{meaning} [{unit}]" if unit else meaning) for key, meaning, unit, *_ in rows(text)]
    return {re.sub(r"\b(NAME|CODE)\b", "*", key): meaning for key, meaning in (*groups, *found)}


def expect_same(listed: Mapping[str, object], real: Mapping[str, object]) -> None:
    """Fails with every row that is missing, too many or wrong."""
    faults = [f"missing: {key}: {real[key]}" for key in real.keys() - listed.keys()]
    faults += [f"not there any more: {key}" for key in listed.keys() - real.keys()]
    both = listed.keys() & real.keys()
    faults += [f"wrong: {key}: {listed[key]}; it is: {real[key]}" for key in both if listed[key] != real[key]]
    assert not faults, "\n".join((REWRITE, *sorted(faults)))


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_stands_on_the_page_with_its_words_and_its_unit(kind: SchemaKind) -> None:
    expect_same(keys_on_page(kind), keys_of(kind))


@pytest.mark.parametrize("name", ["docs/files.md", "docs/scoring.md", "docs/calls.md", "docs/commands.md", "README.md"])
def test_the_generated_parts_are_those_that_the_script_writes(name: str) -> None:
    text = page(name)
    assert text == make_reference.rewritten(text, make_reference.parts()[name]), REWRITE


def read(text: str, model: type[Section]) -> Any:
    """The model of a text without a fault."""
    value, problems = validate(document_of(text), model)
    assert value is not None, problems
    return value


def document_of(text: str) -> Document:
    """A text without a fault, before any model."""
    document, problems = parse_document(dedent(text), "file.yaml")
    assert document is not None, problems
    assert not problems
    return document


def test_the_defaults_on_the_page_are_those_that_hold() -> None:
    told = {unquoted(key): unquoted(cell) for key, _, _, _, cell in rows(part("docs/files.md", "needs")) if cell}
    assert {"demand.talk_seconds", "service.calls", "term_months"} <= told.keys()
    for key, cell in told.items():
        steps = key.split(".")
        lines = "\n".join(f"{'  ' * depth}{step}:" for depth, step in enumerate(steps))
        found, expected = read(f"{lines} {cell}", Needs), Needs()
        for step in steps:
            found, expected = getattr(found, step), getattr(expected, step)
        assert found == expected, key


def test_every_criterion_is_listed_with_its_group_and_question() -> None:
    listed = {unquoted(name): (group, question) for group, name, question in rows(part("docs/scoring.md", "criteria"))}
    expect_same(listed, {one.id: (one.group, one.question) for one in CRITERIA})


def test_every_preset_is_listed_with_its_points_and_reasons() -> None:
    table = rows(part("docs/scoring.md", "presets"))
    listed = {f"{preset}: {unquoted(name)}": (float(points), why) for preset, name, points, why in table}
    stakes = [(preset, name, stake) for preset, named in PRESETS.items() for name, stake in named.items()]
    expect_same(listed, {f"{preset}: {name}": (one.points, one.reason) for preset, name, one in stakes})
    assert {sum(stake.points for stake in named.values()) for named in PRESETS.values()} == {100}


def test_the_split_is_listed_with_what_each_criterion_comes_to() -> None:
    table = rows(part("docs/scoring.md", "split"))
    listed = {unquoted(name): (float(points), why) for _, name, points, why, *_ in table}
    expect_same(listed, {name: (stake.points, stake.reason) for name, stake in SPLIT.items()})
    for column, (preset, named) in enumerate(PRESETS.items(), 4):
        weights = resolve({name: stake.points for name, stake in named.items()}, CRITERIA, preset).values
        told = {unquoted(row[1]): float(row[column].removesuffix("%")) for row in table}
        assert told == pytest.approx({name: 100 * weight for name, weight in weights.items()}, abs=0.05)


def test_the_balanced_preset_is_the_split() -> None:
    """The page says that the split's points are the balanced preset's weights."""
    sums = {name: sum(SPLIT[one.id].points for one in CRITERIA if one.group == name) for name in PRESETS["balanced"]}
    assert sums == {name: stake.points for name, stake in PRESETS["balanced"].items()}


def test_the_criteria_that_needs_must_call_for_are_listed() -> None:
    listed = [name for row in rows(part("docs/scoring.md", "applicable")) for name in re.findall(r"`(\w+)`", row[0])]
    _, reasons = split_applicable(CRITERIA, Needs())
    assert sorted(listed) == sorted(reasons)
    assert "Eight criteria" in page("docs/scoring.md")
    assert len(reasons) == 8


KEPT: Final[Mapping[SchemaKind, str]] = {
    "vendor": """\
        name: Another Name
        website: https://another.example
        sources: [{kind: review, ref: "a magazine", read: 2020-01-01}]
        location: {sites: {city: Elsewhere, agents: 1}}
        agents: {licensed: [insurance]}
        security: {certificates: {pci_dss: {level: 4}}}
        performance: {source: {kind: second_hand, ref: "hearsay", read: 2020-01-01}}
        notes: Other words.
        """,
    "needs": """\
        company: Another Buyer
        baseline: {monthly_cost: 9, transition_cost: 9, oversight_hours_per_month: 9, oversight_rate: 9}
        """,
    "quote": """\
        title: Another Offer
        reference: Z-9
        source: {kind: review, ref: "hearsay", read: 2020-01-01}
        assumes: {calls_per_month: 9, handle_seconds: 9, reprice_beyond: 9%}
        deposit: 9999
        payment: {card_percent: 9, prompt_percent: 9, prompt_days: 9}
        sla_credits: [{miss: calls, percent: 99}]
        bonuses: [{reach: calls, percent: 99}]
        scope: {setup: excluded, training: excluded}
        terms: {min_term_months: 99, notice_days: 99, auto_renews: false, free_trial_days: 99, free_trial_minutes: 99,
                early_termination_fee: 99999, payment_days: 99, max_simultaneous_calls: 1}
        notes: Other words.
        """,
}
"""Other values for every key that the page calls kept."""

OFFER: Final = "examples/print-shop/quotes/northwind-2.yaml"


def laid_over(below: Any, above: Any) -> Any:
    """A file's value with other values in it; those for a list are for each of its items."""
    if isinstance(below, list) and isinstance(above, dict):
        return [laid_over(item, above) for item in below]
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {key: laid_over(below.get(key), value) for key, value in above.items()}
    return above


def kept_on_page(kind: SchemaKind) -> list[str]:
    """The keys that the page says are kept and change no score."""
    return re.findall(r"`([\w.]+)`", part("docs/files.md", f"kept of {kind}"))


def leaves(value: object, above: str = "") -> Iterator[str]:
    """The dotted keys of a file's value, without those that stand for groups."""
    if not isinstance(value, dict):
        yield above
        return
    for key, inner in value.items():
        yield from leaves(inner, f"{above}.{key}".removeprefix("."))


@pytest.mark.parametrize("kind", KEPT)
def test_all_keys_that_are_only_kept_are_tried(kind: SchemaKind) -> None:
    tried = set(leaves(document_of(KEPT[kind]).value))
    below = {key: {leaf for leaf in tried if f"{leaf}.".startswith(f"{key}.")} for key in kept_on_page(kind)}
    assert [key for key, found in below.items() if not found] == []
    assert tried == set().union(*below.values())


@pytest.mark.parametrize("kind", KEPT)
def test_keys_that_are_only_kept_change_no_score_and_no_price(kind: SchemaKind) -> None:
    profile = document_of(page("examples/print-shop/vendors/northwind.yaml"))
    as_they_are = {
        "vendor": profile.value,
        "needs": document_of(page("examples/print-shop/needs.yaml")).value,
        "quote": document_of(page(OFFER)).value,
    }
    laid = as_they_are | {kind: laid_over(as_they_are[kind], document_of(KEPT[kind]).value)}
    assert laid != as_they_are
    found = [scored(profile, values) for values in (as_they_are, laid)]
    assert found[0] == found[1]


def test_what_is_said_to_change_prices_does() -> None:
    """Otherwise the test above could not fail."""
    profile = document_of(page("examples/print-shop/vendors/northwind.yaml"))
    needs, quote = document_of(page("examples/print-shop/needs.yaml")).value, document_of(page(OFFER)).value
    values = {"vendor": profile.value, "needs": needs, "quote": quote}
    others = (
        values | {"vendor": laid_over(profile.value, document_of("performance: {handle_seconds: 900}").value)},
        values | {"needs": laid_over(needs, document_of("demand: {calls_per_month: 9000}").value)},
        values | {"quote": laid_over(quote, document_of("tax_percent: 8").value)},
    )
    prices = [scored(profile, changed)[3] for changed in (values, *others)]
    assert len({price.share_high for price in prices if price}) == 4


def scored(document: Document, values: Mapping[str, Any]) -> tuple[float, float, object, VendorCost | None]:
    """What a profile with one offer comes to, and costs."""
    needs = Needs.model_validate(values["needs"])
    vendor = VendorFile("northwind", Vendor.model_validate(values["vendor"]), document)
    offer = QuoteFile("northwind/1", "northwind", Quote.model_validate(values["quote"]), document_of(page(OFFER)))
    case = Case((vendor,), NeedsFile(needs), quotes=(offer,))
    subjects, note = priced_subjects(case, needs, date(2026, 11, 20))
    assert note == ""
    criteria = all_criteria(needs)
    (entry,) = rank(subjects, needs, criteria, choose_weights(needs, criteria)).entries
    return entry.score, entry.high, entry.knockouts, subjects[0].cost


HOUSE_WORDS: Final = (
    "contact",
    "handle time",
    "wrap-up",
    "offered load",
    "occupancy",
    "shrinkage",
    "service level",
    "speed of answer (ASA)",
    "abandonment",
    "patience",
    "first contact resolution",
    "shared agent",
    "partially dedicated agent",
    "dedicated agent",
    "paid hour",
    "logged-in hour",
    "productive hour",
    "billing increment",
    "minimum",
    "included minutes",
    "overage",
    "graduated tier",
    "volume tier",
    "minimum invoice",
    "commitment",
    "escalator",
    "true-up",
    "surcharge",
    "round",
    "levelling",
    "knock-out",
    "criterion",
    "weight",
    "value function",
    "acceptability",
    "flip point",
)
"""The field's terms that the project uses."""


def terms() -> list[list[str]]:
    """The rows of the page of terms."""
    return rows(page("docs/terms.md"))


def test_every_term_of_the_house_has_one_meaning() -> None:
    names = [name for row in terms() for name in row[0].split(", ")]
    assert [word for word in HOUSE_WORDS if names.count(word) != 1] == []
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(("term", "where"), [(row[0], row[3]) for row in terms()])
def test_what_a_term_is_called_in_the_code_is_there(term: str, where: str) -> None:
    assert where, f"{term}: nothing says what it is called in the code"
    for name in re.findall(r"`([^`]+)`", where):
        assert resolves(name) if name.startswith("callvet.") else name in known_keys(), f"{term}: {name}"
    assert "`" in where or where == "*comes later*"


@cache
def known_keys() -> frozenset[str]:
    """The dotted keys of all files."""
    return frozenset(key for kind in MODELS for key in keys_of(kind))


def resolves(name: str) -> bool:
    """Whether a dotted Python name leads to something."""
    steps = name.split(".")
    modules = range(len(steps), 0, -1)
    for count in modules:
        try:
            found: object = import_module(".".join(steps[:count]))
        except ModuleNotFoundError:
            continue
        for step in steps[count:]:
            if not hasattr(found, step) and step not in getattr(found, "__annotations__", {}):
                return False
            found = getattr(found, step, None)
        return True
    return False


def anchors(name: str) -> set[str]:
    """What links to a page's headings may be called."""
    heads = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page(name), flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page(name)):
        if target.startswith("https://"):  # what is not ours is not asked
            continue
        path, _, anchor = target.partition("#")
        found = ((ROOT / name).parent / path).resolve() if path else ROOT / name
        assert found.exists(), target
        assert not anchor or anchor in anchors(str(found.relative_to(ROOT))), target


@pytest.mark.parametrize("name", PAGES)
def test_commands_are_those_that_there_are(name: str) -> None:
    from callvet.cli.app import app  # noqa: PLC0415 - only this test needs the commands

    there = {command.name for command in app.registered_commands}
    named = set(re.findall(r"`callvet (\w+)", page(name)))
    assert named <= there
