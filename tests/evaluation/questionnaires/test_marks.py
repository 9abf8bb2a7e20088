"""Marks of a questionnaire: conditions, and every question whose answer moves a criterion that has a floor."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from callvet.evaluation.prices.vendor_cost import vendor_costs
from callvet.evaluation.questionnaires.marks import marked
from callvet.evaluation.reading import all_criteria
from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.answer_form import Form, Leaf
from callvet.model.case import Case, NeedsFile, QuoteFile, VendorFile
from callvet.model.document import Document, Node
from callvet.model.needs import Needs
from callvet.model.questionnaire import Grid, Heading, Question, own_topic, whole_questionnaire
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from callvet.score.criteria import CRITERIA
from callvet.score.criterion import Assessment, Subject
from callvet.score.matching import in_words
from callvet.score.own import own_questions
from tests.conftest import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callvet.model.document import KeyPath
    from callvet.model.questionnaire import Item
    from tests.conftest import MakeNeeds

NEEDS = {
    "a bare need": "demand: {calls_per_month: 5000}",
    "a demanding one": """\
country: US
timezone: America/New_York
industry: retail
start: 2027-02-01
demand: {calls_per_month: 5000, open: Mo-Fr 08:00-20:00, languages: {en: 90%, es: 10%},
  channels: {email: {per_month: 900}, chat: {per_month: 400}, sms: {per_month: 9}, social: {per_month: 9}},
  outbound: {calls_per_month: 60}}
must: {certifications: [pci_dss], inbound: [order_taking], channels: [phone], crm: [hubspot], agents: [partial]}
wants: {certifications: [soc2], outbound: [surveys], social: [facebook], hosting: cloud, countries: [US]}
own_criteria: {green: {question: "Are you carbon neutral?", weight: 1, key: x-green}}
""",
    "one that wants partial agents, always": """\
agents: partial
country: PH
timezone: Asia/Manila
demand: {calls_per_month: 300, open: 24/7}
wants: {certifications: [gdpr], languages: [en]}
""",
}
BASES: tuple[str, ...] = (
    "",
    """\
as_of: 2026-11-02
service_levels: {calls: {share: 80%, within_seconds: 20}, sms: {share: 80%, within_seconds: 40}}
location: {headquarters: US, sites: [{country: MX, timezone: America/Mexico_City}]}
services: {inbound: [order_taking], outbound: [surveys], channels: [phone, email], self_service: [callback]}
agents: {models: [partial], other_accounts_per_partial_agent: 2}
hours: {open: "Mo-Fr 09:00-17:00", timezone: America/Chicago, holidays: open}
languages: [{code: en, level: fluent, extra_cost: false}]
company: {founded: 2020, agents: 900, reviews: [{site: a, rating: 4, out_of: 5, count: 20, read: 2026-10-01}]}
security: {certifications: [soc2], certificates: {soc2: {type: 2, valid_until: 2030-01-01}}}
""",
    """\
as_of: 2026-11-02
location: {sites: [{country: US}]}
agents: {models: [shared, partial, dedicated, automated]}
hours: {open: "Mo-Su 00:00-24:00; PH off", holidays: closed}
security:
  certifications: [pci_dss, gdpr]
  certificates: {pci_dss: {level: 1, valid_until: 2030-01-01}, gdpr: {valid_until: 2020-01-01}}
""",
    """\
as_of: 2026-11-02
security:
  certifications: [iso_27001, hipaa]
  certificates: {iso_27001: {valid_until: 2030-01-01}, hipaa: {valid_until: 2030-01-01}}
""",
)
LEVEL, OF_THE_PROOF = "security.certificates.pci_dss.level", {"security"}
"""Asked for as a part of the proof, of which the day alone moves anything."""
VALUES: Mapping[Form, tuple[object, ...]] = {
    Form.FLAG: (True, False),
    Form.SHARE: ("20%", "95%", "99.9%"),
    Form.PERCENT: ("5%", "25%"),
    Form.WHOLE: (1, 2, 3, 1000, 2019),
    Form.NUMBER: (1, 30, 4000),
    Form.AMOUNT: (1, 500),
    Form.DAY: ("2019-01-01", "2035-01-01"),
    Form.TEXT: ("something",),
    Form.HOURS: ("24/7", "Mo-Fr 10:00-12:00", "Sa 10:00-12:00; PH off"),
    Form.COUNTRY: ("US", "PH", "CA"),
    Form.LANGUAGE: ("en", "es"),
    Form.TIMEZONE: ("America/New_York", "Asia/Manila", "Europe/Berlin"),
    Form.TEXTS: (["hubspot"], ["facebook"], ["retail"], []),
    Form.MARK: (True, False, 5),
}


def items_of(needs: Needs) -> list[Item]:
    """Everything that is asked."""
    own = own_questions(needs)
    topics = (*whole_questionnaire(), *([own_topic(own)] if own else []))
    return [item for topic in marked(topics, needs) for item in topic.items]


def values_of(leaf: Leaf) -> tuple[object, ...]:
    """Several answers to a question."""
    return leaf.choices if leaf.form is Form.CHOICE else VALUES[leaf.form]


def put(profile: dict[str, Any], key: str, value: object) -> dict[str, Any]:
    """A profile with another answer; None takes it out."""
    first, _, rest = key.partition(".")
    if not rest:
        left = {name: one for name, one in profile.items() if name != first}
        return left if value is None else {**left, first: value}
    below = profile.get(first)
    return {**profile, first: put(below if isinstance(below, dict) else {}, rest, value)}


def answers(item: Question | Grid, profile: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The profile with other answers to one question."""
    if isinstance(item, Question) and item.word:
        key = item.id.partition("=")[0]
        group, name = key.split(".")
        there = profile.get(group, {}).get(name, [])
        yield put(profile, key, [*(one for one in there if one != item.word), item.word])
        yield put(profile, key, [one for one in there if one != item.word])
    elif isinstance(item, Question):
        yield from (put(profile, item.id, value) for value in (*values_of(item.leaf), None))
    else:
        least = {one.id: values_of(one.leaf)[0] for one in item.columns if one.leaf.needed}
        yield from (put(profile, item.id, rows) for rows in ([least], [], None))
        for column in item.columns:
            yield from (put(profile, item.id, [{**least, column.id: value}]) for value in values_of(column.leaf))


@cache
def vendor(text: str) -> Vendor | None:
    """A profile that was written in one line; None where it contradicts itself."""
    return validate(Document("", eval(text), Node(0, 0, 0, 0, {})), Vendor)[0]  # noqa: S307 - its own repr


def scores(profile: dict[str, Any], needs: Needs) -> dict[str, tuple[float, float]] | None:
    """Both ends of every criterion that the needs call for; None of a profile that contradicts itself."""
    own: dict[KeyPath, Any] = {(key,): value for key, value in profile.items() if key.startswith("x-")}
    known = vendor(repr({key: value for key, value in profile.items() if not key.startswith("x-")}))
    if known is None:
        return None
    subject = Subject("acme", known, Document("", profile, Node(0, 0, 0, 0, {}), own))
    found = {one.id: one.assess(subject, needs) for one in all_criteria(needs)}
    return {name: (one.low, one.high) for name, one in found.items() if isinstance(one, Assessment)}


def moved(item: Question | Grid, needs: Needs) -> set[str]:
    """The criteria that another answer moves."""
    found: set[str] = set()
    for text in BASES:
        profile = parse_document(text, "")[0].value if text else {}  # type: ignore[union-attr]
        before = scores(profile, needs)
        assert before is not None
        for changed in answers(item, profile):
            after = scores(changed, needs)
            found |= {name for name in before if after and after[name] != before[name]}
    return found


@pytest.mark.parametrize("text", NEEDS.values(), ids=NEEDS)
def test_what_moves_a_criterion_with_a_floor_is_marked_and_nothing_else(text: str, make_needs: MakeNeeds) -> None:
    plain = make_needs(text)
    every = [one.id for one in all_criteria(plain) if one.id != "cost"]
    needs = plain.model_copy(update={"floors": dict.fromkeys(every, 50)})
    asked = [one for one in items_of(needs) if not isinstance(one, Heading) and not one.id.startswith("quote.")]
    for item in asked:
        expected = set(map(in_words, moved(item, needs)))
        assert expected <= set(item.floors) <= expected | (OF_THE_PROOF if item.id == LEVEL else set()), item.id
    headings = [one for one in items_of(needs) if isinstance(one, Heading)]
    for heading in headings:
        of_words = {floor for one in asked if one.id.partition("=")[0] == heading.id for floor in one.floors}
        assert set(heading.floors) == of_words, heading.id


@pytest.mark.parametrize("criterion", [one for one in CRITERIA if one.id != "cost"], ids=lambda one: one.id)
def test_a_floor_marks_what_its_own_criterion_looks_at_alone(criterion: Any, make_needs: MakeNeeds) -> None:
    plain = make_needs(NEEDS["a demanding one"])
    needs = plain.model_copy(update={"floors": {criterion.id: 50}})
    found = {one.id for one in items_of(needs) if one.floors}
    every = plain.model_copy(update={"floors": {one.id: 50 for one in CRITERIA}})
    assert found == {one.id for one in items_of(every) if in_words(criterion.id) in one.floors}
    judged_alone = {"attitude", "culture"}
    assert bool(found) == (criterion.id not in judged_alone)


def test_a_floor_on_security_marks_certifications_proof_and_premises_word_by_word(make_needs: MakeNeeds) -> None:
    needs = make_needs("wants: {certifications: [pci_dss]}\nfloors: {security: 30}\n")
    by_id = {one.id: one for one in items_of(needs)}
    for name in (
        "security.certifications",
        "security.certifications=pci_dss",
        "security.certificates.pci_dss.valid_until",
        "security.physical",
        "security.physical=cctv",
        "security.recording_consent",
        "as_of",
    ):
        assert (by_id[name].floors, by_id[name].required) == (("security",), False), name
    # A yes to any word of a list makes the blank ones a no, so all of them count; nobody is to be called.
    assert by_id["security.certifications=hipaa"].floors == ("security",)
    assert not by_id["security.do_not_call"].floors
    assert by_id["security.physical=cctv"].mark == "counts: security"


def test_a_question_may_be_a_condition_and_count_towards_a_floor(make_needs: MakeNeeds) -> None:
    needs = make_needs("must: {certifications: [pci_dss]}\nfloors: {security: 30}\n")
    by_id = {one.id: one for one in items_of(needs)}
    assert by_id["security.certifications=pci_dss"].mark == "condition; counts: security"
    assert by_id["security.certifications"].mark == "condition; counts: security"
    assert by_id["security.certifications=soc2"].mark == "counts: security"


def test_what_is_not_asked_for_is_no_condition(make_needs: MakeNeeds) -> None:
    needs = make_needs("must: {recordings: false, disaster_recovery: false, min_references: 0}\n")
    assert not [one.id for one in items_of(needs) if one.required]


def test_hours_that_must_be_kept_on_holidays_make_holidays_a_condition(make_needs: MakeNeeds) -> None:
    always = {one.id for one in items_of(make_needs("must: {hours: 24/7}\n")) if one.required}
    assert always == {"hours.open", "hours.timezone", "hours.holidays"}
    closed = {one.id for one in items_of(make_needs('must: {hours: "Mo-Fr 08:00-18:00; PH off"}\n')) if one.required}
    assert closed == {"hours.open", "hours.timezone"}


OFFER = """\
vendor: acme
dated: 2026-11-01
currency: USD
agents: shared
charges:
  - {per: cycle, rate: 100, for: account}
  - {per: once, rate: 500, for: setup}
  - {per: minute, rate: 0.9, clock: {counts: [talk, hold, wrap], step_seconds: 6}}
  - {per: hour, rate: 2, staffed: {agents: 2, hours_per_week: 40}}
"""
PLANS = """\
vendor: acme
plan_choice: small
plans:
  - {name: small, charges: [{per: cycle, rate: 100}, {per: minute, rate: 1, included: 10,
     clock: {counts: [talk], step_seconds: 1}}]}
  - {name: large, charges: [{per: cycle, rate: 5000}, {per: minute, rate: 0.1, included: 20000,
     clock: {counts: [talk], step_seconds: 1}}]}
"""
COST_NEEDS = """\
timezone: America/New_York
start: 2027-02-01
term_months: 24
floors: {cost: 30}
demand: {calls_per_month: 5000, channels: {email: {per_month: 500}}}
"""


def minute(text: str) -> tuple[str, str]:
    """A change of the price of a minute."""
    return ("rate: 0.9, clock: {counts: [talk, hold, wrap], step_seconds: 6}", text)


CLOCK = "clock: {counts: [talk, hold, wrap], step_seconds: 6"
CHANGES: Mapping[str, tuple[str, str]] = {
    "quote.currency": ("currency: USD", "currency: EUR"),
    "quote.valid_until": ("agents: shared", "valid_until: 2026-11-02"),
    "quote.agents": ("agents: shared", "agents: dedicated"),
    "quote.cycle": ("agents: shared", "cycle: 4_weeks"),
    "quote.timezone": (
        "agents: shared",
        (
            "timezone: Asia/Manila\nadjustments: [{percent: 50, applies_to: [minute], "
            'when: {outside: "Mo-Fr 08:00-18:00"}}]'
        ),
    ),
    "quote.charges": minute(f"rate: 0.8, {CLOCK}}}"),
    "quote.charges+tiers": minute(f"tiers: [{{up_to: 100, rate: 1}}, {{rate: 0.5}}], {CLOCK}}}"),
    "quote.charges+time": minute(f"rate: 0.9, {CLOCK}, wrap_cap_seconds: 5}}"),
    "quote.charges+events": minute(f"rate: 0.9, event_seconds: {{email: 60}}, {CLOCK}}}"),
    "quote.charges+only": minute(f"rate: 0.9, when: {{channel: phone, language: es}}, {CLOCK}}}"),
    "quote.charges+people": ("staffed: {agents: 2, hours_per_week: 40}", "staffed: {agents: 3, hours_per_week: 40}"),
    "quote.charges+more": minute(f"rate: 0.9, block: 5000, {CLOCK}}}"),
    "quote.adjustments": ("agents: shared", "adjustments: [{percent: 20, applies_to: [minute]}]"),
    "quote.minimum_invoice": ("agents: shared", "minimum_invoice: 90000"),
    "quote.commitment.units": ("agents: shared", "commitment: {units: 90000}"),
    "quote.discounts": ("agents: shared", "discounts: [{percent: 10}]"),
    "quote.tax_percent": ("agents: shared", "tax_percent: 20"),
    "quote.terms.escalator.kind": ("agents: shared", "terms: {escalator: {kind: fixed, percent: 5, every_months: 12}}"),
}
"""By what is asked, what is written in place of what in the offer."""
OF_PLANS: Mapping[str, tuple[str, str]] = {
    "quote.plans": ("plans:\n  - {name: small,", "plans:\n  - {name: small, upgrade_over_minutes: 5,"),
    "quote.plan_choice": ("plan_choice: small", "plan_choice: large"),
}
AS_ONE = "quote.terms.escalator."
"""Questions of which one alone says nothing."""


def cost_of(offer: str, needs: str, profile: str = "name: Acme\n") -> object:
    """What a vendor costs: both ends of the term; None where that cannot be told."""
    quote, of_quote = read(offer, "quotes/acme.yaml", Quote)
    need, of_need = read(needs, "needs.yaml", Needs)
    known, of_known = read(profile, "vendors/acme.yaml", Vendor)
    offers = (QuoteFile("acme/1", "acme", quote, of_quote),)
    case = Case((VendorFile("acme", known, of_known),), NeedsFile(need, of_need), quotes=offers)
    found = vendor_costs(case, need).by_vendor.get("acme")
    return found and (found.share_low, found.share_high)


def cost_marks() -> tuple[set[str], set[str]]:
    """What of an offer, and of a profile, is marked for a floor on cost."""
    needs, _ = read(COST_NEEDS, "needs.yaml", Needs)
    found = {one.id for one in items_of(needs) if one.floors == ("cost",)}
    return {one for one in found if one.startswith("quote.")}, {one for one in found if not one.startswith("quote.")}


@pytest.mark.parametrize("name", [*CHANGES, *OF_PLANS])
def test_what_of_an_offer_moves_its_cost_is_marked_where_cost_has_a_floor(name: str) -> None:
    base, (old, new) = (PLANS, OF_PLANS[name]) if name in OF_PLANS else (OFFER, CHANGES[name])
    assert old in base
    needs = f"{COST_NEEDS}rates: {{EUR: {{rate: 2, dated: 2026-11-02, source: bank}}}}\n"
    needs += "agents: shared\n" if name == "quote.agents" else ""
    assert cost_of(base.replace(old, new), needs) != cost_of(base, needs)
    assert name in cost_marks()[0]


def test_what_of_an_offer_moves_no_cost_is_not_marked() -> None:
    marks = cost_marks()[0]
    assert marks == {*CHANGES, *OF_PLANS, *(one for one in marks if one.startswith(AS_ONE))}
    still = """\
title: T
reference: R
assumes: {calls_per_month: 9, handle_seconds: 9, reprice_beyond: 1%}
deposit: 900
payment: {card_percent: 5, prompt_percent: 5, prompt_days: 5}
sla_credits: [{miss: calls, percent: 50}]
bonuses: [{reach: calls, percent: 50}]
scope: {setup: included}
commitment: {share_of_forecast: 100%}
terms: {min_term_months: 36, notice_days: 90, auto_renews: true, early_termination_fee: 900, payment_days: 5,
  max_simultaneous_calls: 1, free_trial_days: 30, free_trial_minutes: 900}
notes: N
"""
    assert cost_of(f"{OFFER}{still}", COST_NEEDS) == cost_of(OFFER, COST_NEEDS)


HOURS = """\
vendor: acme
charges: [{per: hour, rate: 9, hours_counted: paid, attrition_training: true}, {per: training_hour, rate: 9}]
"""


@pytest.mark.parametrize(
    ("name", "profile", "offer"),
    [
        ("performance.handle_seconds", "performance: {handle_seconds: 100}", OFFER),
        ("performance.first_contact_resolution", "performance: {first_contact_resolution: 30%}", OFFER),
        ("capacity.max_calls_per_month", "capacity: {max_calls_per_month: 10}", OFFER),
        ("capacity.min_calls_per_month", "capacity: {min_calls_per_month: 90000}", OFFER),
        ("agents.training_hours", "agents: {training_hours: 100}", HOURS),
        ("agents.annual_attrition", "agents: {annual_attrition: 90%, training_hours: 50}", HOURS),
    ],
)  # fmt: skip
def test_figures_of_the_vendors_own_that_a_cost_rests_on_are_marked(name: str, profile: str, offer: str) -> None:
    needs = COST_NEEDS
    if name.endswith("resolution"):
        needs = COST_NEEDS.replace("calls_per_month: 5000", "issues_per_month: 3000")
    before = "agents: {training_hours: 50}\n" if name.endswith("attrition") else ""
    assert cost_of(offer, needs, f"{profile}\n") != cost_of(offer, needs, f"name: Acme\n{before}")
    assert name in cost_marks()[1]
