"""A vendor's profile: what is written becomes typed values, and what is left out is not known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from callvet.load.document import parse_document
from callvet.model.section import Section
from callvet.model.units import NOT_PROMISED
from callvet.model.vendor import NO_PROMISE, Vendor
from tests.conftest import read

PROFILE = """\
name: Northwind Contact
as_of: 2026-11-02
website: https://northwind.example
sources:                       # where facts come from; kind is one of
  - {kind: vendor_page, ref: "https://northwind.example/pricing", read: 2026-11-01}
                               # vendor_page | contract | quote | meeting | second_hand | review
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
  models: [shared, partial, dedicated]   # and automated: voice bots, IVR
  other_accounts_per_partial_agent: 2
  licensed: [insurance]
  training_hours: 40
  annual_attrition: 35%
  tries_product: true          # agents try the client's product, and ask for its documents
hours:
  open: 24/7
  timezone: America/Chicago
  holidays: open               # open | closed
languages:
  - {code: en, level: native}  # native | fluent | translation
  - {code: es, level: fluent, extra_cost: true}
reporting:
  level: realtime              # counts | daily | realtime
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
  credits: true                # pays for a miss
continuity:
  redundant_sites: true
  disaster_recovery: true
  outages_last_year: 1
security:
  certifications: [pci_dss, soc2, iso_27001, hipaa, gdpr]   # hipaa: signs a BAA; gdpr: signs a DPA
  certificates:                # proof, where it was seen
    pci_dss: {level: 1, valid_until: 2027-03-01}
    soc2: {type: 2, valid_until: 2027-01-15}
  recording_consent: true
  do_not_call: true
  physical: [coded_doors, cctv, guards]
  hosting: cloud               # cloud | on_premises | both
integrations:
  crm: [salesforce, hubspot]
  social: [facebook]
  supplies_crm: true
company:
  founded: 2004
  agents: 600
  industries: [retail, healthcare]
  references: 3                # clients that may be called
  shows_accounts: true         # lets its finances be looked at
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
performance:                   # measured or promised; else the buyer's own figures are used
  handle_seconds: 340
  first_contact_resolution: 74%
  source: {kind: contract, ref: "pilot of September", read: 2026-10-01}
quotes: []                     # section 4, inline
notes: free text
"""
"""The profile of the file format's reference, with its comments."""


def profile(text: str) -> Vendor:
    """The profile that a text without a fault holds."""
    return read(text, "vendors/northwind.yaml", Vendor)[0]


def typed(value: Any) -> Any:
    """A value in which every leaf stands beside its type, since 40 and Decimal(40) are equal."""
    if isinstance(value, dict):
        return {key: typed(below) for key, below in value.items()}
    if isinstance(value, tuple | list):
        return type(value), [typed(below) for below in value]
    return type(value), value


def unknown_leaves(section: Section) -> list[Any]:
    """The values of all keys of a group and the groups below it."""
    values = []
    for name in type(section).model_fields:
        value = getattr(section, name)
        values += unknown_leaves(value) if isinstance(value, Section) else [value]
    return values


def test_every_key_of_the_reference_becomes_a_typed_value() -> None:
    assert typed(profile(PROFILE).model_dump(exclude_unset=True)) == typed(
        {
            "name": "Northwind Contact",
            "as_of": date(2026, 11, 2),
            "website": "https://northwind.example",
            "sources": (
                {"kind": "vendor_page", "ref": "https://northwind.example/pricing", "read": date(2026, 11, 1)},
            ),
            "location": {
                "headquarters": "US",
                "sites": (
                    {"country": "US", "city": "Tulsa", "timezone": "America/Chicago", "agents": 180},
                    {"country": "PH", "city": "Cebu", "timezone": "Asia/Manila", "agents": 420},
                ),
            },
            "services": {
                "inbound": (
                    "message_taking",
                    "order_taking",
                    "payments",
                    "technical_support",
                    "information",
                    "appointment_setting",
                    "call_transfer",
                ),
                "outbound": ("lead_generation", "cold_calling", "surveys", "follow_up", "win_back", "scheduled_calls"),
                "channels": ("phone", "email", "chat", "sms", "social"),
                "self_service": ("ivr", "voicemail", "callback"),
            },
            "agents": {
                "models": ("shared", "partial", "dedicated"),
                "other_accounts_per_partial_agent": 2,
                "licensed": ("insurance",),
                "training_hours": Decimal(40),
                "annual_attrition": Decimal("0.35"),
                "tries_product": True,
            },
            "hours": {"open": "24/7", "timezone": "America/Chicago", "holidays": "open"},
            "languages": (
                {"code": "en", "level": "native"},
                {"code": "es", "level": "fluent", "extra_cost": True},
            ),
            "reporting": {
                "level": "realtime",
                "recordings": True,
                "messages": True,
                "scored_calls_per_agent_week": Decimal(3),
            },
            "service_levels": {
                "calls": {"share": Decimal("0.8"), "within_seconds": Decimal(20)},
                "email_hours": Decimal(24),
                "chat_seconds": Decimal(20),
                "social_minutes": Decimal(15),
                "sms": {"share": Decimal("0.8"), "within_seconds": Decimal(40)},
                "uptime": Decimal("0.9995"),
                "credits": True,
            },
            "continuity": {"redundant_sites": True, "disaster_recovery": True, "outages_last_year": 1},
            "security": {
                "certifications": ("pci_dss", "soc2", "iso_27001", "hipaa", "gdpr"),
                "certificates": {
                    "pci_dss": {"level": 1, "valid_until": date(2027, 3, 1)},
                    "soc2": {"type": 2, "valid_until": date(2027, 1, 15)},
                },
                "recording_consent": True,
                "do_not_call": True,
                "physical": ("coded_doors", "cctv", "guards"),
                "hosting": "cloud",
            },
            "integrations": {"crm": ("salesforce", "hubspot"), "social": ("facebook",), "supplies_crm": True},
            "company": {
                "founded": 2004,
                "agents": 600,
                "industries": ("retail", "healthcare"),
                "references": 3,
                "shows_accounts": True,
                "reviews": (
                    {
                        "site": "Clutch",
                        "rating": Decimal("4.7"),
                        "out_of": Decimal(5),
                        "count": 31,
                        "read": date(2026, 10, 20),
                    },
                ),
            },
            "capacity": {
                "min_calls_per_month": Decimal(500),
                "max_calls_per_month": Decimal(200000),
                "agents_added_per_month": Decimal(25),
            },
            "contract": {
                "min_term_months": Decimal(12),
                "notice_days": 30,
                "auto_renews": True,
                "free_trial_days": 14,
                "prices_published": True,
                "termination_for_convenience": True,
                "price_change_notice_days": 60,
                "dispute_window_days": 30,
                "liability_cap_months": Decimal(12),
                "returns_data": True,
                "exit_help": True,
            },
            "performance": {
                "handle_seconds": Decimal(340),
                "first_contact_resolution": Decimal("0.74"),
                "source": {"kind": "contract", "ref": "pilot of September", "read": date(2026, 10, 1)},
            },
            "quotes": [],
            "notes": "free text",
        }
    )


def test_what_is_left_out_is_not_known() -> None:
    assert set(unknown_leaves(profile("{}"))) == {None}


def test_a_group_without_keys_knows_no_more_than_one_left_out() -> None:
    assert profile("{hours: {}, security: {certificates: {}}}").hours == profile("{}").hours
    assert profile("security: {certificates: {soc2: {}}}").security.certificates is not None


def test_none_false_and_0_are_answers() -> None:
    vendor = profile(
        """\
        location: {sites: none}
        services: {inbound: none, outbound: none, self_service: none}
        agents: {licensed: none, training_hours: none, tries_product: false, annual_attrition: 0}
        languages: none
        reporting: {level: none, recordings: false, scored_calls_per_agent_week: 0}
        continuity: {outages_last_year: none}
        security: {certifications: none, physical: none}
        integrations: {crm: none, social: []}
        company: {references: none, agents: 0, reviews: none}
        contract: {free_trial_days: none, notice_days: 0, min_term_months: none}
        """
    )
    assert vendor.location.sites == vendor.services.inbound == vendor.services.outbound == vendor.languages == ()
    assert (vendor.agents.licensed, vendor.agents.training_hours, vendor.agents.annual_attrition) == ((), 0, 0)
    assert (vendor.agents.tries_product, vendor.reporting.recordings) == (False, False)
    assert (vendor.reporting.level, vendor.reporting.scored_calls_per_agent_week) == ("none", 0)
    assert (vendor.security.certifications, vendor.security.physical) == ((), ())
    assert (vendor.integrations.crm, vendor.integrations.social, vendor.company.reviews) == ((), (), ())
    assert (vendor.company.references, vendor.company.agents, vendor.continuity.outages_last_year) == (0, 0, 0)
    assert (vendor.contract.free_trial_days, vendor.contract.notice_days, vendor.contract.min_term_months) == (0, 0, 0)
    assert (vendor.services.channels, vendor.reporting.messages, vendor.contract.exit_help) == (None, None, None)


def test_a_service_level_that_is_not_promised_is_worse_than_any_promise() -> None:
    levels = profile(
        """\
        service_levels:
          {calls: none, sms: none, email_hours: none, chat_seconds: none, social_minutes: none, uptime: none}
        """
    ).service_levels
    assert levels.calls == levels.sms == NO_PROMISE
    assert (NO_PROMISE.share, NO_PROMISE.within_seconds) == (0, NOT_PROMISED)
    assert levels.email_hours == levels.chat_seconds == levels.social_minutes == NOT_PROMISED
    assert levels.uptime == 0
    assert Decimal(10**16) < NOT_PROMISED


def test_norway_is_a_country() -> None:
    location = profile("location: {headquarters: NO, sites: [{country: NO}]}").location
    assert location.sites is not None
    assert (location.headquarters, location.sites[0].country) == ("NO", "NO")


def test_codes_of_languages_have_one_spelling() -> None:
    languages = profile("languages: [{code: EN}, {code: es-mx}, {code: ZH-hant-tw}]").languages
    assert languages is not None
    assert [language.code for language in languages] == ["en", "es-MX", "zh-Hant-TW"]


def test_digits_are_kept_as_they_were_written() -> None:
    assert str(profile("agents: {training_hours: 1.10}").agents.training_hours) == "1.10"
    assert str(profile("agents: {annual_attrition: 0.10}").agents.annual_attrition) == "0.10"


def test_offers_within_a_profile_are_kept_unread() -> None:
    quotes = profile("quotes: [{dated: 2026-10-14, charges: [{per: minute, rate: 0.95}]}]").quotes
    assert quotes == [{"dated": "2026-10-14", "charges": [{"per": "minute", "rate": Decimal("0.95")}]}]


def inconsistencies(text: str) -> list[tuple[tuple[str | int, ...], str]]:
    """What the values of a profile say against each other, with the way to the key to mend."""
    return list(Vendor.model_validate(plain(text)).inconsistencies())


def plain(text: str) -> Any:
    """What is written, without a model."""
    document, problems = parse_document(text, "f")
    assert document is not None, problems
    return document.value


def test_a_rating_above_the_best_one_is_an_inconsistency_at_its_rating() -> None:
    review = "{{site: Clutch, rating: {}, out_of: 5, count: 3, read: 2026-01-02}}"
    good, best, bad = review.format("4.9"), review.format("5"), review.format("9.3")
    assert inconsistencies(f"company: {{reviews: [{good}, {best}]}}") == []
    assert inconsistencies(f"company: {{reviews: [{good}, {bad}]}}") == [
        (("company", "reviews", 1, "rating"), "9.3 is above 5, the best there; swap them or mend one")
    ]


def test_a_least_volume_above_the_greatest_is_an_inconsistency() -> None:
    assert inconsistencies("capacity: {min_calls_per_month: 500, max_calls_per_month: 500}") == []
    assert inconsistencies("capacity: {min_calls_per_month: 500}") == []
    assert inconsistencies("capacity: {max_calls_per_month: 500}") == []
    assert inconsistencies("capacity: {min_calls_per_month: 501, max_calls_per_month: 500}") == [
        (("capacity", "min_calls_per_month"), "501 is above max_calls_per_month, 500; swap them or mend one")
    ]


def test_the_profile_of_the_reference_agrees_with_itself() -> None:
    assert list(profile(PROFILE).inconsistencies()) == []


def test_a_group_has_no_inconsistency_of_its_own() -> None:
    assert list(profile(PROFILE).hours.inconsistencies()) == []


def test_a_profile_cannot_be_changed() -> None:
    vendor = profile(PROFILE)
    with pytest.raises(ValidationError, match="frozen"):
        vendor.name = "Another"
    with pytest.raises(ValidationError, match="frozen"):
        vendor.hours.open = None
    with pytest.raises(ValidationError, match="frozen"):
        NO_PROMISE.share = Decimal(1)


def test_no_key_is_known_that_the_model_has_not() -> None:
    with pytest.raises(ValidationError, match="certfications"):
        Vendor.model_validate({"security": {"certfications": []}})
