"""JSON Schema: it takes what the model takes, refuses what an editor can see, and explains every key."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any, get_args

import pytest
from jsonschema import Draft202012Validator

from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model import schema
from callvet.model.invoice import Invoice
from callvet.model.judgement import Judgement
from callvet.model.log import CallLog
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.schema import SchemaKind, json_schema
from callvet.model.vendor import Vendor
from callvet.model.weighing import Weighing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.section import Section

KINDS: tuple[SchemaKind, ...] = get_args(SchemaKind)
MODELS: dict[SchemaKind, type[Section]] = {
    "vendor": Vendor,
    "needs": Needs,
    "quote": Quote,
    "judgement": Judgement,
    "weights": Weighing,
    "log": CallLog,
    "invoice": Invoice,
}
ROOT = Path(__file__).parents[2]
PRINT_SHOP = ROOT / "examples" / "print-shop"
WORKED = sorted((*PRINT_SHOP.rglob("*.yaml"), *(ROOT / "vendors").glob("*.yaml"), *(ROOT / "quotes").glob("*.yaml")))

VENDOR = """\
    name: Northwind Contact
    as_of: 2026-11-02
    website: https://northwind.example
    sources:
      - {kind: vendor_page, ref: "https://northwind.example/pricing", read: 2026-11-01}
    location:
      headquarters: US
      sites:
        - {country: US, city: Tulsa, timezone: America/Chicago, agents: 180}
        - {country: PH, city: Cebu, timezone: Asia/Manila, agents: 420}
    services:
      inbound: [message_taking, order_taking, payments, technical_support, information,
                appointment_setting, call_transfer]
      outbound: [lead_generation, cold_calling, surveys, follow_up, win_back, scheduled_calls]
      channels: [phone, email, chat, sms, social]
      self_service: [ivr, voicemail, callback]
    agents:
      models: [shared, partial, dedicated]
      other_accounts_per_partial_agent: 2
      licensed: [insurance]
      training_hours: 40
      annual_attrition: 35%
      tries_product: true
    hours:
      open: 24/7
      timezone: America/Chicago
      holidays: open
    languages:
      - {code: en, level: native}
      - {code: es, level: fluent, extra_cost: true}
    reporting:
      level: realtime
      recordings: true
      messages: true
      scored_calls_per_agent_week: 3
    service_levels:
      calls: {share: 80%, within_seconds: 20}
      email_hours: 24
      chat_seconds: 20
      social_minutes: 15
      sms: {share: 80%, within_seconds: 40}
      uptime: 99.95%
      credits: true
    continuity:
      redundant_sites: true
      disaster_recovery: true
      outages_last_year: 1
    security:
      certifications: [pci_dss, soc2, iso_27001, hipaa, gdpr]
      certificates:
        pci_dss: {level: 1, valid_until: 2027-03-01}
        soc2: {type: 2, valid_until: 2027-01-15}
      recording_consent: true
      do_not_call: true
      physical: [coded_doors, cctv, guards]
      hosting: cloud
    integrations:
      crm: [salesforce, hubspot]
      social: [facebook]
      supplies_crm: true
    company:
      founded: 2004
      agents: 600
      industries: [retail, healthcare]
      references: 3
      shows_accounts: true
      reviews:
        - {site: Clutch, rating: 4.7, out_of: 5, count: 31, read: 2026-10-20}
    capacity:
      min_calls_per_month: 500
      max_calls_per_month: 200000
      agents_added_per_month: 25
    contract:
      min_term_months: 12
      notice_days: 30
      auto_renews: true
      free_trial_days: 14
      prices_published: true
      termination_for_convenience: true
      price_change_notice_days: 60
      dispute_window_days: 30
      liability_cap_months: 12
      returns_data: true
      exit_help: true
    performance:
      handle_seconds: 340
      first_contact_resolution: 74%
      source: {kind: contract, ref: "pilot of September", read: 2026-10-01}
    quotes: []
    notes: free text
    """
"""The profile of the file format's reference, every key in it."""

NEEDS = """\
    company: Juniper Print
    country: US
    currency: USD
    timezone: America/New_York
    industry: retail
    start: 2027-01-01
    term_months: 12
    agents: any
    demand:
      calls_per_month: 5000
      growth_per_year: 0%
      season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
      open: Mo-Fr 08:00-18:00
      shape: office
      talk_seconds: 250
      hold_seconds: 25
      wrap_seconds: 88
      spread: 1.29
      ivr_seconds: 0
      ring_seconds: 0
      queue_seconds: 20
      transfer_share: 0%
      transfer_seconds: 0
      unproductive: {share: 0%, seconds: 15}
      self_service: 0%
      follow_up: {share: 0%, seconds: 300, channel: phone}
      languages: {en: 90%, es: 10%}
      channels:
        chat: {per_month: 0, handle_seconds: 600, concurrency: 2}
        email: {per_month: 0, handle_seconds: 300, within_hours: 24}
      outbound: {calls_per_month: 0, connect_share: 30%, handle_seconds: 180}
      outcomes_per_month: {lead: 0, appointment: 0, order: 0, sale: 0, resolution: 0}
      sales_value_per_month: 0
      messages_per_call: 0
      units_per_cycle: {}
      first_contact_resolution: 70%
      patience_seconds: 120
    service:
      calls: {share: 80%, within_seconds: 20}
      measured: interval
      model: erlang_c
      interval_minutes: 30
      max_occupancy: 90%
      shrinkage: {in_shift: 12%, out_of_shift: 20%}
      minimum_shift_hours: 0
      languages_staffed: any
    baseline: {monthly_cost: 31000, transition_cost: 8000, oversight_hours_per_month: 20, oversight_rate: 45}
    must:
      hours: 24/7
      languages: [en, es]
      certifications: [pci_dss]
      crm: [hubspot]
      inbound: [order_taking]
      outbound: []
      channels: [phone, chat]
      agents: [shared, dedicated]
      countries: [US, CA, MX]
      countries_only: []
      recordings: true
      disaster_recovery: true
      max_monthly_cost: 40000
      max_term_months: 12
      min_references: 2
    floors: {security: 50}
    weights:
      cost: 30
      languages: 10
    own_criteria:
      fits_our_brand: {question: "Does it sound like us?", weight: 5}
    rates: {EUR: {rate: 1.09, dated: 2026-11-02, source: bank}}
    """
"""The needs of the file format's reference."""


QUOTE = """\
    vendor: northwind
    title: Shared desk
    reference: Q-2041
    dated: 2026-10-14
    valid_until: 2026-12-31
    source: {kind: quote, ref: "e-mail of 14 October", read: 2026-10-15}
    currency: USD
    agents: shared
    cycle: month
    timezone: America/Chicago
    assumes: {calls_per_month: 5000, handle_seconds: 300, reprice_beyond: 10%}
    charges:
      - {per: cycle, rate: 49, for: account fee}
      - {per: once, rate: 500, for: setup}
      - per: minute
        rate: 0.95
        included: 200
        clock: {counts: [talk, hold, wrap], step_seconds: 60, minimum_seconds: 60}
      - {per: minute, rate: 0.10, when: {language: es}, for: Spanish}
    adjustments:
      - {percent: 25, applies_to: [minute], when: {outside: "Mo-Fr 08:00-20:00"}}
      - {percent: 50, applies_to: [minute, hour], when: {holiday: US}}
    minimum_invoice: 350
    scope: {setup: priced, training: included, supervisor: included, reporting: included,
            crm_integration: excluded}
    terms: {min_term_months: 12, notice_days: 30, auto_renews: true, free_trial_days: 14,
            free_trial_minutes: 500, early_termination_fee: 1000, payment_days: 30,
            max_simultaneous_calls: 20,
            escalator: {percent: 4, every_months: 12, kind: cap}}
    notes: free text
    """
"""The quote of the file format's reference."""


def as_json(text: str) -> Any:
    """What YAML 1.2 says, as JSON would have it."""
    document, problems = parse_document(dedent(text), "file.yaml")
    assert document is not None, problems
    assert not problems
    return json.loads(json.dumps(document.value, default=float))


def faults(kind: SchemaKind, value: object) -> list[str]:
    """Where the schema of a kind refuses a value, as JSON paths; nothing where it takes it."""
    return [error.json_path for error in Draft202012Validator(json_schema(kind)).iter_errors(value)]


def model_takes(kind: SchemaKind, text: str) -> bool:
    """Whether the model takes what the text says."""
    document, problems = parse_document(dedent(text), "file.yaml")
    assert document is not None, problems
    return validate(document, MODELS[kind])[0] is not None


def schemas_in(node: object) -> Iterator[dict[str, Any]]:
    """Every group of keys of a JSON document."""
    if isinstance(node, dict):
        yield node
        for below in node.values():
            yield from schemas_in(below)
    elif isinstance(node, list):
        for below in node:
            yield from schemas_in(below)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_schema_of_the_draft_it_names(kind: SchemaKind) -> None:
    made = json_schema(kind)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["title"].startswith("callvet")
    assert "$id" not in made
    Draft202012Validator.check_schema(made)


@pytest.mark.parametrize(("kind", "text"), [("vendor", VENDOR), ("needs", NEEDS), ("quote", QUOTE)])
def test_it_takes_the_files_of_the_reference(kind: SchemaKind, text: str) -> None:
    assert model_takes(kind, text)
    assert faults(kind, as_json(text)) == []


@pytest.mark.parametrize("path", WORKED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_takes_the_worked_case_and_the_real_vendors(path: Path) -> None:
    kinds: dict[str, SchemaKind] = {
        "vendors": "vendor",
        "quotes": "quote",
        "judgements": "judgement",
        "weights": "weights",
    }
    assert faults(kinds.get(path.parent.name, "needs"), as_json(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("vendor", "languages: none"),
        ("vendor", "{location: {sites: none}, services: {outbound: none}, company: {reviews: none}}"),
        ("vendor", "service_levels: {calls: none, sms: none, email_hours: none, uptime: none}"),
        ("vendor", "{contract: {notice_days: none, min_term_months: none}, capacity: {agents_added_per_month: none}}"),
        ("vendor", "reporting: {level: none}"),
        ("vendor", "agents: {annual_attrition: 0.355}"),
        ("vendor", "agents: {annual_attrition: 35.5 %}"),
        ("vendor", "company: {agents: 600.0}"),
        ("vendor", "quotes: none"),
        ("vendor", "quotes: [{vendor: acme, charges: [{per: minute, rate: 0.95, for: live calls}]}]"),
        ("needs", "demand: {growth_per_year: -5%}"),
        ("needs", "demand: {growth_per_year: 150%}"),
        ("needs", "demand: {growth_per_year: -0.2}"),
        ("needs", "demand: {languages: {es-MX: 60%, zh-Hant-TW: 40%}}"),
        ("needs", "{floors: none, weights: none, must: {languages: none, outbound: none}}"),
        ("needs", "own_criteria: {quiet: {question: How quiet is it?, weight: 5, key: x-noise}}"),
        ("needs", "scales: {cost: {best: 20000, worst: 40000}}"),
        ("needs", "wants: {hosting: cloud, countries: [US]}"),
        ("quote", "charges: [{per: [call, transfer, sms], rate: 1.1}, {per: cycle, rate: 0}]"),
        ("quote", "charges: [{per: minute, tiers: [{up_to: 1000, rate: 1.05}, {rate: 0.95}], tier_mode: volume}]"),
        (
            "quote",
            (
                "charges: [{per: hour, rate: 30, staffed: {agents: 5, hours_per_week: 40}, ramp: "
                "{weeks: 4, productivity: 60%, billed: true}, attrition_training: true}]"
            ),
        ),
        (
            "quote",
            (
                "charges: [{per: minute, rate: 1, clock: {counts: [talk], free_calls: {under_seconds: 30}}, "
                "event_seconds: {sms: 6, our own: 3}, minimum: none, included: none, months: [1, 3]}]"
            ),
        ),
        ("quote", "charges: [{per: sale, percent_of_value: 1.5%, cap_per_contact: 6}]"),
        (
            "quote",
            (
                "{plans: [{name: small, upgrade_over_minutes: 176, charges: [{per: cycle, rate: 49}]}, "
                "{name: large, charges: [{per: cycle, rate: 99}]}], "
                "plan_choice: each_cycle}"
            ),
        ),
        (
            "quote",
            (
                "{charges: [{per: minute, rate: 1}], discounts: none, adjustments: [{percent: -5, "
                "applies_to: [minute], for: e-mail only}], minimum_invoice: none, deposit: none, tax_percent: none}"
            ),
        ),
        (
            "quote",
            (
                "{charges: [{per: minute, rate: 1}], scope: {setup: included, our own: excluded}, "
                "terms: {notice_days: none, max_simultaneous_calls: none, "
                "escalator: {kind: index, assume: 3, every_months: 12}}}"
            ),
        ),
        ("judgement", "{vendor: acme, by: me, date: 2026-10-20, kind: meeting, marks: {culture: 10, our_own: 7.5}}"),
    ],
)
def test_it_takes_every_way_to_write_an_answer(kind: SchemaKind, text: str) -> None:
    assert model_takes(kind, text)
    assert faults(kind, as_json(text)) == []


@pytest.mark.parametrize(
    ("kind", "text", "path"),
    [
        ("vendor", "lanuages: [{code: en}]", "$"),
        ("vendor", "security: {certfications: [soc2]}", "$.security"),
        ("vendor", "location: {sites: [{country: US, town: Tulsa}]}", "$.location.sites"),
        ("vendor", "agents: {annual_attrition: 1.5}", "$.agents.annual_attrition"),
        ("vendor", "agents: {annual_attrition: -0.1}", "$.agents.annual_attrition"),
        ("vendor", "agents: {annual_attrition: high}", "$.agents.annual_attrition"),
        ("vendor", "agents: {models: [part_time]}", "$.agents.models"),
        ("vendor", "agents: {models: shared}", "$.agents.models"),
        ("vendor", "hours: {holidays: sometimes}", "$.hours.holidays"),
        ("vendor", 'company: {references: "3"}', "$.company.references"),
        ("vendor", "company: {references: 2.5}", "$.company.references"),
        ("vendor", "company: {founded: 204}", "$.company.founded"),
        ("vendor", "location: {headquarters: USA}", "$.location.headquarters"),
        ("vendor", "languages: [{level: native}]", "$.languages"),
        ("vendor", "service_levels: {calls: {share: 80%}}", "$.service_levels.calls"),
        ("vendor", "reporting: {recordings: yes}", "$.reporting.recordings"),
        ("vendor", "security: {certificates: {pci_dss: {level: 5}}}", "$.security.certificates.pci_dss.level"),
        ("vendor", "security: {certificates: {soc2: {type: 3}}}", "$.security.certificates.soc2.type"),
        ("needs", "demand: {season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}", "$.demand.season"),
        ("needs", "demand: {calls_per_month: 0}", "$.demand.calls_per_month"),
        ("needs", "demand: {languages: {english: 100%}}", "$.demand.languages"),
        ("needs", "demand: {languages: {en: 100}}", "$.demand.languages.en"),
        ("needs", "floors: {security: 101}", "$.floors"),
        (
            "needs",
            "own_criteria: {quiet: {question: How quiet is it?, weight: 5, key: noise}}",
            "$.own_criteria.quiet.key",
        ),
        ("needs", "own_criteria: {quiet: {weight: 5}}", "$.own_criteria.quiet"),
        ("needs", "rates: {EUR: {rate: 1.09}}", "$.rates.EUR"),
        ("quote", "charges: [{per: minutes, rate: 1}]", "$.charges[0].per"),
        ("quote", "charges: [{per: none, rate: 1}]", "$.charges[0].per"),
        ("quote", "charges: [{per: [], rate: 1}]", "$.charges[0].per"),
        ("quote", "charges: [{rate: 1}]", "$.charges[0]"),
        ("quote", "charges: [{per: minute, rate: 1, label: live}]", "$.charges[0]"),
        ("quote", "charges: [{per: minute, rate: -1}]", "$.charges[0].rate"),
        ("quote", "charges: [{per: minute, rate: 1, months: [1]}]", "$.charges[0].months"),
        ("quote", "charges: [{per: minute, rate: 1, clock: {counts: none}}]", "$.charges[0].clock.counts"),
        ("quote", "charges: [{per: minute, rate: 1, clock: {counts: []}}]", "$.charges[0].clock.counts"),
        ("quote", "charges: [{per: minute, rate: 1, clock: {step_seconds: 0}}]", "$.charges[0].clock.step_seconds"),
        (
            "quote",
            "charges: [{per: agent, rate: 1, staffed: {agents: 5, hours_per_week: 169}}]",
            "$.charges[0].staffed.hours_per_week",
        ),
        ("quote", "{charges: [{per: minute, rate: 1}], cycle: week}", "$.cycle"),
        ("quote", "{charges: [{per: minute, rate: 1}], discounts: [{percent: 101}]}", "$.discounts"),
        ("quote", "{charges: [{per: minute, rate: 1}], scope: {setup: free}}", "$.scope.setup"),
        ("quote", "plans: [{charges: [{per: minute, rate: 1}]}]", "$.plans[0]"),
        ("judgement", "{vendor: acme, by: me, date: 2026-10-20, kind: call}", "$.kind"),
        (
            "judgement",
            "{vendor: acme, by: me, date: 2026-10-20, kind: meeting, marks: {culture: 11}}",
            "$.marks.culture",
        ),
        ("judgement", "{vendor: acme, date: 2026-10-20, kind: meeting}", "$"),
    ],
)
def test_it_refuses_what_the_model_refuses(kind: SchemaKind, text: str, path: str) -> None:
    assert not model_takes(kind, text)
    assert path in {found[: len(path)] for found in faults(kind, as_json(text))}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("vendor", {"name": None}),
        ("vendor", {"languages": None}),
        ("vendor", {"location": None}),
        ("vendor", {"service_levels": {"calls": None}}),
        ("vendor", {"quotes": None}),
        ("needs", {"demand": {"queue_seconds": None}}),
        ("needs", {"baseline": None}),
        ("quote", {"charges": None}),
        ("quote", {"charges": [{"per": "minute", "rate": 1, "clock": None}]}),
    ],
)
def test_it_refuses_empty_values(kind: SchemaKind, value: object) -> None:
    assert faults(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("vendor", {"x-owner": "Kim"}),
        (
            "vendor",
            {"company": {"x-parent": {"name": "Holding"}}, "location": {"sites": [{"country": "US", "x-a": 1}]}},
        ),
        ("needs", {"x-a": [1], "demand": {"languages": {"en": 1, "x-note": "English"}, "x-b": False}}),
        ("needs", {"weights": {"cost": 30, "x-why": "the board"}, "rates": {"x-bank": "ours"}}),
        ("quote", {"x-a": 1, "charges": [{"per": "minute", "rate": 1, "x-b": 2, "clock": {"x-c": 3}}]}),
    ],
)
def test_the_users_own_keys_may_stand_anywhere(kind: SchemaKind, value: object) -> None:
    assert faults(kind, value) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_and_every_group_is_explained(kind: SchemaKind) -> None:
    made = json_schema(kind)
    for group in (made, *made.get("$defs", {}).values()):
        assert group["description"]
        assert group["additionalProperties"] is False
        assert [key for key, value in group["properties"].items() if not value.get("description")] == []


def test_the_words_are_those_under_the_fields_with_their_units() -> None:
    vendor = json_schema("vendor")
    notice = vendor["$defs"]["Contract"]["properties"]["notice_days"]
    assert notice["description"] == "Notice to leave. [days]"
    assert vendor["$defs"]["Contract"]["description"] == "Its usual terms."


def test_a_key_is_explained_under_the_name_that_a_file_has_for_it() -> None:
    charge = json_schema("quote")["$defs"]["Charge"]["properties"]
    assert charge["for"]["description"].startswith("What it is for; ")
    assert "label" not in charge


def test_offers_within_a_profile_have_the_keys_of_a_quote() -> None:
    vendor, quote = json_schema("vendor"), json_schema("quote")
    inline = vendor["properties"]["quotes"]
    assert inline["description"] == "Priced offers, written here instead of in files of their own."
    assert inline["anyOf"] == [{"type": "array", "items": {"$ref": "#/$defs/Quote"}}, {"const": "none"}]
    assert vendor["$defs"]["Quote"]["properties"] == quote["properties"]
    assert quote["$defs"].items() <= vendor["$defs"].items()


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("one", "$.quotes"),
        ([{"charges": [{"per": "minute", "rate": "0.95"}]}], "$.quotes"),
        ([{"anything": 1}], "$.quotes"),
    ],
)
def test_offers_within_a_profile_are_checked_like_those_in_files(value: object, path: str) -> None:
    assert faults("vendor", {"quotes": value}) == [path]


def test_without_the_source_there_is_a_schema_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_source(_: object) -> str:
        raise OSError

    schema._class_bodies.cache_clear()
    monkeypatch.setattr("inspect.getsource", no_source)
    try:
        assert schema.json_schema("judgement")["properties"]["by"]["description"] == ""
    finally:
        schema._class_bodies.cache_clear()


@pytest.mark.parametrize("kind", KINDS)
def test_defaults_are_written_as_a_file_would_have_them(kind: SchemaKind) -> None:
    made = json_schema(kind)
    assert [one for one in schemas_in(made) if "default" in one and one["default"] in (None, [], {})] == []
    for group in made.get("$defs", {}).values():
        for key, value in group["properties"].items():
            if "default" in value:
                validator = Draft202012Validator(value | {"$defs": made["$defs"]})
                assert list(validator.iter_errors(value["default"])) == [], key


def test_the_defaults_of_the_needs_are_told() -> None:
    groups = json_schema("needs")["$defs"]
    assert groups["Demand"]["properties"]["spread"]["default"] == float(Decimal("1.29"))
    assert groups["Demand"]["properties"]["season"]["default"] == [1] * 12
    assert groups["Service"]["properties"]["calls"]["default"] == {"share": 0.8, "within_seconds": 20}


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_mean_the_same_in_python_and_in_editors(kind: SchemaKind) -> None:
    groups = list(schemas_in(json_schema(kind)))
    patterns = {one["pattern"] for one in groups if isinstance(one.get("pattern"), str)}
    patterns |= {
        name for one in groups if isinstance(one.get("patternProperties"), dict) for name in one["patternProperties"]
    }
    assert patterns
    for pattern in patterns:
        re.compile(pattern)
        assert not re.search(r"\(\?|\\[AZzbBpP]|[*+?}]\+|\[\[|\\x\{", pattern), pattern


@pytest.mark.parametrize("kind", KINDS)
def test_keys_stand_in_the_order_of_the_model(kind: SchemaKind) -> None:
    written = [field.alias or name for name, field in MODELS[kind].model_fields.items()]
    assert list(json_schema(kind)["properties"]) == written
    assert json.dumps(json_schema(kind)) == json.dumps(json_schema(kind))


@pytest.mark.parametrize(
    ("change", "is_valid"),
    [
        ({}, True),
        ({"reason": None}, False),
        ({"marks": None}, False),
        ({"marks": {}}, False),
        ({"kind": "meeting"}, False),
        ({"kind": "meeting", "reason": None}, True),
    ],
)
def test_an_editor_knows_that_a_moderated_mark_has_a_reason(change: dict[str, object], *, is_valid: bool) -> None:
    whole = {"vendor": "a", "by": "us", "date": "2026-11-10", "kind": "moderated", "marks": {"staff": 6}, "reason": "x"}
    value = {key: one for key, one in (whole | change).items() if one is not None}
    assert Draft202012Validator(json_schema("judgement")).is_valid(value) is is_valid
