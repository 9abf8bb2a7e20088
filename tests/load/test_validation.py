"""A document becomes a model, or every fault in it is told: at its place, in the writer's words, with the fix."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.load.contradictions import contradictions_so_far
from callvet.load.document import parse_document
from callvet.load.validation import dotted, validate
from callvet.model.judgement import Judgement
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.section import Section
from callvet.model.vendor import Vendor
from callvet.model.weighing import Weighing
from tests.model.test_judgement import TEST_CALL
from tests.model.test_needs import NEEDS
from tests.model.test_vendor import PROFILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.document import KeyPath
    from callvet.model.problem import Problem

MODELS: dict[str, type[Section]] = {"vendor": Vendor, "needs": Needs, "judgement": Judgement}


def problems_of(text: str, model: type[Section]) -> list[Problem]:
    """Every problem of a text, those of its YAML first."""
    document, problems = parse_document(dedent(text), "f")
    if document is None:
        return list(problems)
    value, others = validate(document, model)
    if value is None:
        assert problems or others
    else:
        assert not others
    return [*problems, *others]


def told(text: str, model: type[Section] = Vendor) -> list[str]:
    """What is said of a text, as ``line:column message``; ``message`` alone where it is about the whole file."""
    return [f"{problem.place} {problem.message}".removeprefix("f")[1:] for problem in problems_of(text, model)]


# What is taken


@pytest.mark.parametrize(("text", "kind"), [(PROFILE, "vendor"), (NEEDS, "needs"), (TEST_CALL, "judgement")])
def test_the_files_of_the_reference_have_no_problem(text: str, kind: str) -> None:
    assert told(text, MODELS[kind]) == []


@pytest.mark.parametrize("model", [Vendor, Needs])
def test_every_key_may_be_left_out(model: type[Section]) -> None:
    assert told("{}", model) == []


# Keys that are not known


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Name: x", "1:1 Name is not a key here; did you mean name?"),
        (
            "security:\n  certfications: [gdpr]",
            "2:3 certfications is not a key of security; did you mean certifications?",
        ),
        (
            "security: {certificates: {soc3: {}}}",
            "1:27 soc3 is not a key of security.certificates; did you mean soc2?",
        ),
        (
            "location:\n  sites:\n    - {country: US}\n    - country: PH\n      agent: 3",
            "5:7 agent is not a key of location.sites; did you mean agents?",
        ),
        (
            "service_levels: {sms: {share: 80%, within_second: 3, within_seconds: 4}}",
            "1:36 within_second is not a key of service_levels.sms; did you mean within_seconds?",
        ),
        ("hours: {time-zone: UTC}", "1:9 time-zone is not a key of hours; did you mean timezone?"),
    ],
)
def test_a_misspelt_key_is_told_at_itself_with_the_key_meant(text: str, message: str) -> None:
    assert told(text) == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("crm: [hubspot]", "crm is not a key here; it belongs under integrations"),
        ("open: 24/7", "open is not a key here; it belongs under hours"),
        ("country: US", "country is not a key here; it belongs under location.sites"),
        ("hours: {founded: 2004}", "founded is not a key of hours; it belongs under company"),
        ("company: {capacity: {}}", "capacity is not a key of company; it belongs at the top of the file"),
        ("company: {sources: []}", "sources is not a key of company; it belongs at the top of the file"),
    ],
)
def test_a_key_in_the_wrong_place_is_told_the_right_one(text: str, message: str) -> None:
    assert [line.partition(" ")[2] for line in told(text)] == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hosting: cloud", "1:1 hosting is not a key here; it belongs under wants"),
        ("shrinkage: {in_shift: 1%}", "1:1 shrinkage is not a key here; it belongs under service"),
        ("must: {weights: {cost: 1}}", "1:8 weights is not a key of must; it belongs at the top of the file"),
    ],
)
def test_a_key_of_the_needs_in_the_wrong_place_is_told_the_right_one(text: str, message: str) -> None:
    assert told(text, Needs) == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("per: minute, rate: 1, step_seconds: 60", "step_seconds is not a key of charges; write it under clock:"),
        ("per: minute, rate: 1, counts: [talk]", "counts is not a key of charges; write it under clock:"),
        (
            "per: minute, rate: 1, under_seconds: 9",
            "under_seconds is not a key of charges; write it under clock.free_calls:",
        ),
        ("per: minute, rate: 1, event_second: 6", "event_second is not a key of charges; did you mean event_seconds?"),
        ("per: minute, rate: 1, language: es", "language is not a key of charges; write it under when:"),
    ],
)
def test_a_key_written_beside_the_group_that_it_belongs_to_is_sent_there(text: str, message: str) -> None:
    assert [line.partition(" ")[2] for line in told(f"charges: [{{{text}}}]", Quote)] == [message]


@pytest.mark.parametrize("text", ["cost: 30", "hours: {open: 24/7}"])
def test_a_value_is_not_sent_where_it_would_not_fit(text: str) -> None:
    # There are scales.cost, a group of keys, and must.hours, a text.
    (line,) = told(text, Needs)
    assert " is not a key here; known are company, country, " in line


def test_a_key_that_might_belong_in_several_places_is_sent_to_none() -> None:
    (line,) = told("timezone: UTC")
    assert line.startswith("1:1 timezone is not a key here; known are name, as_of, website, sources, location, ")
    assert line.endswith(", quotes, notes; a key of your own begins with x-")


@pytest.mark.parametrize(
    "key", ["model_config", "model_fields", "inconsistencies", "__class__", "__init__", "_x", "1", "true", "NO", "a.b"]
)
def test_nothing_but_the_keys_of_the_format_is_known(key: str) -> None:
    (line,) = told(f"hours: {{{key}: 1}}")
    assert line == (
        f"1:9 {key} is not a key of hours; known are open, timezone, holidays; a key of your own begins with x-"
    )


def test_the_keys_below_a_name_of_the_users_own_are_known() -> None:
    assert told("own_criteria: {quiet: {question: How?, weigth: 5}}", Needs) == [
        "1:40 weigth is not a key of own_criteria.quiet; did you mean weight?"
    ]
    assert told("rates: {EUR: {rate: 1.09, dated: 2026-01-02, source: bank, dates: 3}}", Needs) == [
        "1:60 dates is not a key of rates.EUR; did you mean dated?"
    ]


def test_a_name_of_the_users_own_may_be_that_of_a_key() -> None:
    assert told("own_criteria: {weight: {question: How heavy?, weight: 1, factor: 2}}", Needs) == [
        (
            "1:58 factor is not a key of own_criteria.weight; known are question, weight, key; "
            "a key of your own begins with x-"
        )
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("'[key]': 1", "1:1 [key] is not a key here; known are name, "),
        ("hours: {'[key]': 1}", "1:9 [key] is not a key of hours; known are open, timezone, holidays; "),
        ("location: {sites: [{country: US, '[key]': 1}]}", "1:34 [key] is not a key of location.sites; known are "),
    ],
)
def test_no_name_of_a_key_confuses_the_message(text: str, line: str) -> None:
    (said,) = told(text)
    assert said.startswith(line)


def test_a_name_that_looks_like_a_mark_is_a_name() -> None:
    assert told("weights: {'[key]': heavy}", Needs) == [
        "1:20 weights.[key]: heavy is not a number; write digits alone, such as 12"
    ]


def test_hostile_keys_are_echoed_inert() -> None:
    (line,) = told(r'security: {"\n[red]\u202E": 1}')
    assert line.startswith(r"1:12 \n[red]\u202e is not a key of security; known are ")
    (line,) = told(f"security: {{{'k' * 300}: 1}}")
    assert line.startswith(f"1:12 {'k' * 39}… is not a key of security; ")


# Values of the wrong type or unit


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("company:\n  founded: '2004'", "2:12 company.founded: 2004 is in quotes; write 2004 without them"),
        ("company: {agents: many}", "1:19 company.agents: many is not a count; write digits alone, such as 12"),
        ("company: {agents: 1.5}", "1:19 company.agents: 1.5 is not a count; write a whole number"),
        ("company: {agents: -1}", "1:19 company.agents: -1 is not a count; write a number from 0"),
        ("company: {founded: 204}", "1:20 company.founded: 204 is not a year; write a number from 1800 to 2200"),
        (
            "agents: {annual_attrition: 35}",
            "1:28 agents.annual_attrition: 35 is above 1; write 35% if per cent is meant, or a share such as 0.85",
        ),
        (
            "agents: {annual_attrition: 135%}",
            "1:28 agents.annual_attrition: 135% is outside 0 to 100%; write a share such as 85% or 0.85",
        ),
        ("agents: {annual_attrition: 0.85x}", "1:28 agents.annual_attrition: 0.85x is not a share; write 85% or 0.85"),
        ("reporting: {recordings: yes}", "1:25 reporting.recordings: yes is not true or false; write true"),
        ("reporting: {recordings: 'true'}", "1:25 reporting.recordings: true is text here; write true without quotes"),
        ("name: 24", '1:7 name: 24 is read as a number; put it in quotes: "24"'),
        ("name: false", '1:7 name: false is read as a flag; put it in quotes: "false"'),
        ("as_of: 02.11.2026", "1:8 as_of: 02.11.2026 is not a date; write year-month-day, such as 2026-11-02"),
        ("location: {headquarters: UK}", "1:26 location.headquarters: UK is not an ISO country code; write GB"),
        (
            "location:\n  sites:\n    - country: US\n    - {country: PH, timezone: Manila}",
            "4:31 location.sites.timezone: Manila is not an IANA time zone; write Asia/Manila",
        ),
        ("languages: [{code: english}]", "1:20 languages.code: english is not a language code; write en for English"),
        (
            "hours: {open: 8:30-17}",
            "1:15 hours.open: 8:30-17 is not an opening time; write Mo-Fr 08:30-17:00, or 08:30-17:00 for every day",
        ),
        (
            "capacity: {max_calls_per_month: 0}",
            "1:33 capacity.max_calls_per_month: 0 is too small for a number; write a number above 0",
        ),
        (
            "security: {certificates: {pci_dss: {level: 5}}}",
            "1:44 security.certificates.pci_dss.level: 5 is above 4; write a number up to 4",
        ),
        (
            "security: {certificates: {soc2: {type: 3}}}",
            "1:40 security.certificates.soc2.type: 3 is above 2; write a number up to 2",
        ),
        (
            "service_levels: {calls: {share: none, within_seconds: 20}}",
            "1:33 service_levels.calls.share: none is not a share; write 85% or 0.85",
        ),
    ],
)
def test_a_wrong_value_of_a_profile_is_told_where_it_stands(text: str, message: str) -> None:
    assert told(text) == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("currency: $", "1:11 currency: $ is not an ISO currency code; write USD"),
        ("term_months: 0", "1:14 term_months: 0 is not a count; write a number from 1"),
        (
            "baseline: {monthly_cost: 31000 USD}",
            (
                "1:26 baseline.monthly_cost: 31000 USD is not an amount; "
                "write the number alone, such as 49.50; the currency has its own key"
            ),
        ),
        (
            "demand: {talk_seconds: 4:10}",
            (
                "1:24 demand.talk_seconds: 4:10 is not a length of time; "
                "write digits alone, such as 20; its unit stands in the key"
            ),
        ),
        (
            "demand: {growth_per_year: 150}",
            "1:27 demand.growth_per_year: 150 is above 1; write 150% if per cent is meant, or a share such as 0.85",
        ),
        (
            "demand: {units_per_cycle: {numbers: two}}",
            "1:37 demand.units_per_cycle.numbers: two is not a number; write digits alone, such as 12",
        ),
        ("floors: {security: 101}", "1:20 floors.security: 101 is above 100; write a number up to 100"),
        ("weights: {cost: -1}", "1:17 weights.cost: -1 is too small for a number; write a number from 0"),
        ("must: {countries: [US, USA]}", "1:24 must.countries: USA is not an ISO country code; write US"),
        (
            "own_criteria: {a: {question: Why?, weight: 1, key: noise}}",
            "1:52 own_criteria.a.key: noise is not a key of your own; write one that begins with x-",
        ),
    ],
)
def test_a_wrong_value_of_the_needs_is_told_where_it_stands(text: str, message: str) -> None:
    assert told(text, Needs) == [message]


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ("{culture: 11}", "5:18 marks.culture: 11 is above 10; write a number up to 10"),
        ("{culture: -1}", "5:18 marks.culture: -1 is too small for a mark; write a number from 0"),
        ("{culture: good}", "5:18 marks.culture: good is not a mark; write digits alone, such as 7"),
        ("[8]", "5:8 marks: a list stands where names belong; write each as name: value, or leave the key out"),
    ],
)
def test_a_wrong_mark_is_told_where_it_stands(marks: str, message: str) -> None:
    text = f"vendor: acme\nby: me\ndate: 2026-10-20\nkind: meeting\nmarks: {marks}"
    assert told(text, Judgement) == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hours: {holidays: opne}", "1:19 hours.holidays: opne is not known here; did you mean open?"),
        ("hours: {holidays: Open}", "1:19 hours.holidays: Open is not known here; did you mean open?"),
        ("hours: {holidays: true}", "1:19 hours.holidays: true is not known here; write open or closed"),
        ("hours: {holidays: 3}", "1:19 hours.holidays: 3 is not known here; write open or closed"),
        ("hours: {holidays: [open]}", "1:19 hours.holidays: a list is not known here; write open or closed"),
        ("hours: {holidays: {a: b}}", "1:19 hours.holidays: a group of keys is not known here; write open or closed"),
        (
            "services:\n  channels:\n    - phone\n    - text messages",
            "4:7 services.channels: text messages is not known here; write phone, email, chat, sms or social",
        ),
        (
            "services: {inbound: [payments, order-taking]}",
            "1:32 services.inbound: order-taking is not known here; did you mean order_taking?",
        ),
        (
            "security: {certifications: [iso27001]}",
            "1:29 security.certifications: iso27001 is not known here; did you mean iso_27001?",
        ),
    ],
)
def test_a_word_that_is_none_of_those_allowed_is_told_with_those_that_are(text: str, message: str) -> None:
    assert told(text) == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("services: {inbound: order_taking}", "1:21 services.inbound: this is a list; write [order_taking]"),
        ("services: {inbound: true}", "1:21 services.inbound: this is a list; write [true]"),
        ("integrations:\n  crm: hubspot", "2:8 integrations.crm: this is a list; write [hubspot]"),
        (
            "location: {sites: {country: US}}",
            "1:19 location.sites: this is a list; begin each of its items with a dash",
        ),
        (
            "agents: 600",
            (
                "1:9 agents: 600 stands where keys belong; write them as "
                "{models: ..., other_accounts_per_partial_agent: ..., licensed: ..., ...}, or leave the key out"
            ),
        ),
        (
            "hours: 24/7",
            (
                "1:8 hours: 24/7 stands where keys belong; "
                "write them as {open: ..., timezone: ..., holidays: ...}, or leave the key out"
            ),
        ),
        (
            "languages: [en]",
            (
                "1:13 languages: en stands where keys belong; "
                "write them as {code: ..., level: ..., extra_cost: ...}, or leave the key out"
            ),
        ),
        (
            "service_levels: {calls: 80/20}",
            (
                "1:25 service_levels.calls: 80/20 stands where keys belong; "
                "write them as {share: ..., within_seconds: ...}, or leave the key out"
            ),
        ),
        (
            "hours: []",
            (
                "1:8 hours: a list stands where keys belong; "
                "write them as {open: ..., timezone: ..., holidays: ...}, or leave the key out"
            ),
        ),
        ("hours: {open: [Mo]}", "1:15 hours.open: a list stands where text belongs; write it in one line or in quotes"),
        ("company: {agents: [1]}", "1:19 company.agents: a list is not a count; write digits alone, such as 12"),
        (
            "company: {agents: {a: 1}}",
            "1:19 company.agents: a group of keys is not a count; write digits alone, such as 12",
        ),
    ],
)
def test_lists_groups_and_single_values_are_told_apart(text: str, message: str) -> None:
    assert told(text) == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "weights: [cost]",
            "1:10 weights: a list stands where names belong; write each as name: value, or leave the key out",
        ),
        ("floors: 50", "1:9 floors: 50 stands where names belong; write each as name: value, or leave the key out"),
        (
            "rates: {EUR: 1.09}",
            (
                "1:14 rates.EUR: 1.09 stands where keys belong; "
                "write them as {rate: ..., dated: ..., source: ...}, or leave the key out"
            ),
        ),
        (
            "own_criteria: {quiet: How?}",
            (
                "1:23 own_criteria.quiet: How? stands where keys belong; "
                "write them as {question: ..., weight: ..., key: ...}, or leave the key out"
            ),
        ),
    ],
)
def test_names_of_the_users_own_are_asked_for(text: str, message: str) -> None:
    assert told(text, Needs) == [message]


@pytest.mark.parametrize("text", ["- name: Acme", "Acme", "3", "[]", "true"])
def test_a_file_that_is_no_group_of_keys_is_told(text: str) -> None:
    assert told(text) == ["this is not a list of keys with values; write each as key: value"]


# Keys that are missing


def test_a_missing_key_is_told_at_the_group_that_needs_it() -> None:
    assert told("location:\n  sites:\n    - {country: US}\n    - city: Cebu") == [
        "4:7 country of location.sites is missing; add country: and its value"
    ]
    assert told("service_levels:\n  calls: {share: 80%}") == [
        "2:3 within_seconds of service_levels.calls is missing; add within_seconds: and its value"
    ]


def test_keys_missing_at_the_top_are_told_of_the_whole_file() -> None:
    assert told("vendor: acme", Judgement) == [
        "by is missing; add by: and its value",
        "date is missing; add date: and its value",
        "kind is missing; add kind: and its value",
    ]


def test_a_key_whose_value_was_refused_is_not_called_missing() -> None:
    (line,) = told("sources:\n  - kind: contract\n    ref: ~\n    read: 2026-11-01")
    assert line == "3:5 ref has no value; leave the key out where the answer is not known"


# Contradictions

CAPPED = "{per: minute, rate: 1, clock: {counts: [talk], wrap_cap_seconds: 5}}"
NOT_CAPPED = "charges.clock.wrap_cap_seconds: counts does not name wrap, so there is nothing to cap; add wrap to it"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (f"dated: soon\ncharges: [{CAPPED}]", [f"2:58 {NOT_CAPPED}"]),
        (f"charges:\n- {CAPPED}\n- {{per: minute, rate: 1x}}", [f"2:50 {NOT_CAPPED}"]),
        # The clock was read, although the charge around it was not.
        (f"charges:\n- {CAPPED.replace('rate: 1', 'rate: 1x')}", [f"2:51 {NOT_CAPPED}"]),
        (
            f"plans:\n- {{name: S, upgrade_over_minutes: 0, charges: [{CAPPED}]}}\n- {{name: L, charges: []}}",
            [
                f"2:95 plans.{NOT_CAPPED}",
                "3:13 plans.charges: there is no charge; write at least one, such as {per: minute, rate: 0.95}",
            ],
        ),
        (
            "dated: soon\ncharges: [{per: call, rate: 1}]\nplans: [{name: S, charges: [{per: call, rate: 1}]}]",
            ["3:1 plans: charges is given too; keep one of the two"],
        ),
        (
            # What is refused is given, whatever it says.
            "charges: [{per: call, rate: 1x}]\nplans: [{name: S, charges: [{per: call, rate: 1}]}]",
            ["2:1 plans: charges is given too; keep one of the two"],
        ),
        (
            "minimum_invoice: 1x\ncharges: [{per: call, rate: 1}]\nplan_choice: large",
            ["3:1 plan_choice: there are no plans; take it out, or add plans:"],
        ),
        (
            "dated: soon\ncharges: [{per: call, rate: 1}]\nadjustments: [{percent: 5, applies_to: [minute]}]",
            ["3:28 adjustments.applies_to: no charge is per minute; charges here are per call"],
        ),
        (
            "dated: soon\ncharges: [{per: call, rate: 1}]\ncommitment: {}",
            ["3:1 commitment.share_of_forecast: neither share_of_forecast nor units is given; "],
        ),
    ],
)
def test_contradictions_in_what_was_read_are_told_beside_what_could_not_be(text: str, messages: list[str]) -> None:
    lines = told(text, Quote)
    for message in messages:
        assert any(line.startswith(message) for line in lines), lines
    refused = [line for line in lines if not any(line.startswith(message) for message in messages)]
    assert refused
    assert all("soon" in line or "1x" in line or "upgrade_over_minutes" in line for line in refused)


@pytest.mark.parametrize(
    "text",
    [
        # Each of these lacks only what was refused.
        "charges: [{per: minute, rate: 1x}]",
        "charges: [{per: minute, rat: 1}]",
        "charges: [{per: minute, rate: 1, clock: {counts: [speech], wrap_cap_seconds: 5}}]",
        "charges: [{per: hour, rate: 1, staffed: {agents: x}}, {per: minute, rate: 1, when: {beyond: staffed}}]",
        "plans: [{name: [], charges: [{per: call, rate: 1}]}]\nplan_choice: large",
        "charges:\n- per: minute\n  rate:\n",
        "charges:\n",
        "chrages: [{per: call, rate: 1}]",
        "plns: [{name: S, charges: [{per: call, rate: 1}]}]\nplan_choice: S",
        "charges: [{per: calls, rate: 1}]\nadjustments: [{percent: 5, applies_to: [minute]}]",
        "charges: [{per: call, rate: 1}]\ncommitment: {unit: 5}",
        "charges: [{per: call, rate: 1}]\ndated: soon\nvalid_until: 2020-01-01",
    ],
)
def test_what_was_refused_is_not_missed_as_well(text: str) -> None:
    assert len(told(text, Quote)) == 1


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("by: ann\ndate: 2026-10-20\nmethod: points\npoints: {cost: .nan}", Weighing),
        ("by: ann\ndate: 2026-10-20\nmethod: points\npoints: {cost: .nan, staff: 0}", Weighing),
        ("by: ann\ndate: 2026-10-20\nmethod: swing\nswing: {staff: 70, cost: .nan}", Weighing),
        ("by: ann\ndate: 2026-10-20\nmethod: roc\norder: [.nan]", Weighing),
        ("demand: {season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, .nan]}", Needs),
        ("demand: {season: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .nan]}", Needs),
        ("demand: {languages: {en: 90%, es: .nan}}", Needs),
        ("demand: {languages: {en: 100%, es: &a}}", Needs),
    ],
)
def test_what_the_reader_refused_is_one_fault_and_nothing_is_drawn_from_its_absence(
    text: str, model: type[Section]
) -> None:
    (line,) = told(text, model)
    assert ".nan" in line or "es has no value" in line


def test_a_blank_key_counts_as_left_out_and_what_then_lacks_is_told_in_the_same_run() -> None:
    text = "vendor: a\nby: b\ndate: 2026-11-10\nkind: moderated\nmarks: {attitude: 6}\nreason:"
    assert sorted(line.partition(" ")[0] for line in told(text, Judgement)) == ["4:1", "6:1"]


def test_a_blank_below_a_key_that_is_none_is_told_beside_it() -> None:
    assert sorted(line.partition(" ")[0] for line in told("naem: {first: }\nname: Acme", Vendor)) == ["1:1", "1:8"]


def test_beside_what_the_reader_refused_contradictions_elsewhere_are_told() -> None:
    lines = told("service: {interval_minutes: 7}\nscales: {cost: {best: 6, worst: 5}}\nrates: {EUR: .nan}", Needs)
    assert sorted(line.partition(" ")[0] for line in lines) == ["1:11", "2:10", "3:14"]


def test_a_second_value_of_a_key_that_is_refused_spoils_not_the_first() -> None:
    lines = told("start: 0001-01-01\nstart: .nan", Needs)
    assert sorted(line.partition(" ")[0] for line in lines) == ["1:1", "2:1", "2:8"]


def test_names_of_the_users_own_are_looked_below_too() -> None:
    text = "country: nowhere\nrates: {EUR: {rate: 1, dated: 2026-01-02, source: bank}}\nbaseline: {}"
    assert len(told(text, Needs)) == 1


def test_what_could_not_be_read_leaves_no_mark_behind() -> None:
    # What a file leaves out is one value for all files.
    document = parse_document("service: {calls: {share: x}}", "f")[0]
    assert document is not None
    before = Needs().model_dump()
    assert contradictions_so_far(document, Needs, [("service", "calls", "share"), ("service",)]) == ()
    assert Needs().model_dump() == before


# Names that must be codes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "demand: {languages: {en: 90%, spanish: 10%}}",
            "1:31 demand.languages: spanish is not a language code; write es for Spanish",
        ),
        (
            "rates: {euro: {rate: 1.09, dated: 2026-01-02, source: bank}}",
            "1:9 rates: euro is not an ISO currency code; write EUR",
        ),
        (
            "rates:\n  '[b]x[/]': {rate: 1.09, dated: 2026-01-02, source: bank}",
            "2:3 rates: [b]x[/] is not an ISO currency code; write a three-letter ISO 4217 code such as USD",
        ),
        (
            "demand:\n  languages: {en: 50%, EN: 50%}",
            "2:14 demand.languages: en and EN are one language; write it once, with the share of both",
        ),
    ],
)
def test_a_name_that_must_be_a_code_is_told_at_itself(text: str, message: str) -> None:
    assert told(text, Needs) == [message]


# Lists of a fixed length


@pytest.mark.parametrize("count", [0, 11, 13])
def test_a_season_has_twelve_months(count: int) -> None:
    season = ", ".join(["1"] * count)
    assert told(f"demand: {{season: [{season}]}}", Needs) == [f"1:18 demand.season: there are {count} values; write 12"]


def test_a_wrong_month_is_not_counted_as_missing() -> None:
    assert told("demand: {season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, much]}", Needs) == [
        "1:52 demand.season: much is not a number; write digits alone, such as 12"
    ]


# Values that contradict each other


@pytest.mark.parametrize(
    ("text", "model", "message"),
    [
        (
            "demand:\n  calls_per_month: 5000\n  issues_per_month: 3500",
            "needs",
            "3:3 demand.issues_per_month: calls_per_month is given too; keep one of the two",
        ),
        (
            "demand:\n  languages:\n    en: 90%\n    es: 20%",
            "needs",
            "2:3 demand.languages: the shares add up to 110.0%; make them 100%",
        ),
        (
            "own_criteria:\n  quiet: {question: How quiet is it?}",
            "needs",
            "2:3 own_criteria.quiet: no weight is given; add weight: 5, or any number that fits the others",
        ),
        (
            (
                "company:\n  reviews:\n    - {site: A, rating: 4, out_of: 5, count: 1, read: 2026-01-02}\n"
                "    - {site: B, rating: 9, out_of: 5, count: 1, read: 2026-01-02}"
            ),
            "vendor",
            "4:17 company.reviews.rating: 9 is above 5, the best there; swap them or mend one",
        ),
        (
            "capacity:\n  max_calls_per_month: 10\n  min_calls_per_month: 20",
            "vendor",
            "3:3 capacity.min_calls_per_month: 20 is above max_calls_per_month, 10; swap them or mend one",
        ),
    ],
)
def test_a_contradiction_is_told_at_the_key_to_mend(text: str, model: str, message: str) -> None:
    assert told(text, MODELS[model]) == [message]


# Keys of the user's own


def test_keys_of_the_users_own_are_kept_at_every_depth_and_never_looked_at() -> None:
    document, problems = parse_document(
        dedent(
            """\
            x-rank: {a: [~text, {x-deep: 1}]}
            hours: {x-desk: true, open: 24/7}
            location:
              sites:
                - {country: US, x-floor: '3'}
            security: {certificates: {pci_dss: {x-seen-by: Ann}}}
            """
        ),
        "f",
    )
    assert document is not None
    assert problems == ()
    vendor, problems = validate(document, Vendor)
    assert vendor is not None
    assert problems == ()
    assert document.own == {
        ("x-rank",): {"a": ["~text", {}]},
        ("x-rank", "a", 1, "x-deep"): 1,
        ("hours", "x-desk"): True,
        ("location", "sites", 0, "x-floor"): "3",
        ("security", "certificates", "pci_dss", "x-seen-by"): "Ann",
    }


def test_names_of_the_users_own_that_begin_with_x_are_kept_aside_in_maps_too() -> None:
    assert told("{weights: {x-cost: heavy, cost: 1}, rates: {x-EUR: 1}, demand: {languages: {x-en: 1}}}", Needs) == []


# All of it in one run


def test_all_faults_of_a_file_are_told_in_the_order_of_its_lines() -> None:
    text = """\
    name: 24
    locaton: {}
    services:
      inbound: [order_takin, payments, paymens]
    agents: 600
    security:
      certificates:
        soc2: {type: 3}
      hosting: clowd
    company:
      reviews:
        - {site: Clutch}
    """
    assert told(text) == [
        '1:7 name: 24 is read as a number; put it in quotes: "24"',
        "2:1 locaton is not a key here; did you mean location?",
        "4:13 services.inbound: order_takin is not known here; did you mean order_taking?",
        "4:36 services.inbound: paymens is not known here; did you mean payments?",
        (
            "5:9 agents: 600 stands where keys belong; write them as "
            "{models: ..., other_accounts_per_partial_agent: ..., licensed: ..., ...}, or leave the key out"
        ),
        "8:18 security.certificates.soc2.type: 3 is above 2; write a number up to 2",
        "9:12 security.hosting: clowd is not known here; did you mean cloud?",
        "12:7 count of company.reviews is missing; add count: and its value",
        "12:7 out_of of company.reviews is missing; add out_of: and its value",
        "12:7 rating of company.reviews is missing; add rating: and its value",
        "12:7 read of company.reviews is missing; add read: and its value",
    ]


def test_the_way_to_a_key_is_dotted_and_inert() -> None:
    assert dotted(("company", "reviews", 1, "rating")) == "company.reviews.rating"
    assert dotted(("weights", "a\x1b")) == r"weights.a\x1b"
    assert dotted((0,)) == ""


# Whatever is written


REST_OF_PROFILE = """\
languages: [{code: en, level: native, extra_cost: false}]
security:
  certificates:
    iso_27001: {valid_until: 2027-01-15}
    hipaa: {valid_until: 2027-01-15}
    gdpr: {valid_until: 2027-01-15}
"""
REST_OF_NEEDS = """\
demand:
  issues_per_month: 3500
  queue_seconds: 20
  channels:
    sms: {per_month: 1, handle_seconds: 60, concurrency: 3}
    social: {per_month: 1, handle_seconds: 60, concurrency: 3}
  units_per_cycle: {numbers: 3}
wants:
  languages: [en]
  certifications: [gdpr]
  crm: [hubspot]
  social: [facebook]
  inbound: [payments]
  outbound: [surveys]
  channels: [chat]
  countries: [US]
  hosting: cloud
must: {outbound: [surveys], countries_only: [US]}
own_criteria: {fits_our_brand: {question: Does it sound like us?, weight: 5, key: x-brand}}
scales: {cost: {best: 12000, worst: 60000}}
"""
"""What the reference leaves out, so that together they have every key."""


def plain(text: str) -> Any:
    """What a text without a fault says."""
    document, problems = parse_document(text, "f")
    assert document is not None, problems
    assert not problems
    return document.value


def merged(first: Any, second: Any) -> Any:
    """Two groups of keys in one; where both have a value, the second's."""
    if not isinstance(first, dict) or not isinstance(second, dict):
        return second
    return first | {key: merged(first.get(key), value) for key, value in second.items()}


WHOLE: dict[str, Any] = {
    "vendor": merged(plain(PROFILE), plain(REST_OF_PROFILE)),
    "needs": merged(plain(NEEDS), plain(REST_OF_NEEDS)),
    "judgement": merged(plain(TEST_CALL), {"reason": "the second caller had the trainee"}),
}
"""A file of each kind that has every key."""


def ways(value: Any, above: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """The way to every value below a group of keys, and the value; of a list, the first item."""
    if above:
        yield above, value
    if isinstance(value, dict):
        for key, below in value.items():
            yield from ways(below, (*above, key))
    elif isinstance(value, list) and value:
        yield from ways(value[0], (*above, 0))


UNREAD = ("quotes",)
"""Offers are kept unread in this version."""
WAYS = {kind: {way: value for way, value in ways(whole) if way != UNREAD} for kind, whole in WHOLE.items()}
MAPS: set[KeyPath] = {
    ("demand", "languages"),
    ("demand", "units_per_cycle"),
    ("floors",),
    ("weights",),
    ("own_criteria",),
    ("rates",),
    ("marks",),
}
"""Groups with names of the user's own in place of keys."""


def keys_of(model: type[Section], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way to every key of a model, without positions and names of the user's own."""
    for name, info in model.model_fields.items():
        yield (*above, name)
        for section in sections_in(info.annotation):
            yield from keys_of(section, (*above, name))


def sections_in(annotation: Any) -> Iterator[type[Section]]:
    """The groups of keys that an annotation is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for part in get_args(annotation):
        yield from sections_in(part)


@pytest.mark.parametrize("kind", MODELS)
def test_what_follows_tries_every_key(kind: str) -> None:
    tried = {
        tuple(step for at, step in enumerate(way) if isinstance(step, str) and way[:at] not in MAPS)
        for way in WAYS[kind]
    }
    assert set(keys_of(MODELS[kind])) - {UNREAD} - tried == set()


def changed(kind: str, way: KeyPath, value: Any) -> str:
    """The whole file of a kind with one value changed: JSON with one key or item to a line, which is YAML too."""
    whole = copy.deepcopy(WHOLE[kind])
    below = whole
    for step in way[:-1]:
        below = below[step]
    below[way[-1]] = value
    return json.dumps(whole, indent=1, default=float)


FOREIGN = ("pydantic", "validat", "nput should", "alue error", "xtra inputs", "ield required", "http://", "https://")
CLASSES = ("Section", "Vendor", "Needs", "Judgement", "Promise", "Decimal", "Literal", "tuple", "dict", "None", "type=")


def check(problem: Problem, text: str) -> None:
    """A problem stands in the file, is one line that can be printed, ends with a fix and is in callvet's words."""
    lines = text.split("\n")
    assert problem.place.path == "f"
    assert 1 <= problem.place.line <= len(lines)
    assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    assert problem.message.isprintable()
    assert "; " in problem.message
    assert [word for word in (*FOREIGN, *CLASSES) if word in problem.message and word not in text] == []


def of_one_key(kind: str, way: KeyPath, problems: list[Problem]) -> list[Problem]:
    """What is told without the sample's own contradiction, which has to be told beside what does not touch it."""
    contradicting = {"needs": ("demand", "issues_per_month"), "judgement": ("reason",)}.get(kind, ())
    fixes = (" is given too; keep one of the two", "; write it under notes:")
    standing = [one for one in problems if contradicting and one.message.endswith(fixes)]
    # A judgement that has no vendor, person, kind or date is none.
    if contradicting and way[:1] not in {contradicting[:1], ("vendor",), ("by",), ("kind",), ("date",)}:
        (only,) = standing
        assert only.message.startswith(f"{dotted(contradicting)}: ")
    return [problem for problem in problems if problem not in standing]


def check_told(kind: str, way: KeyPath, wrong: Any) -> None:
    """One wrong value is told, by its dotted key, where it stands; nothing else is but what is wrong anyway."""
    text = changed(kind, way, wrong)
    document = parse_document(text, "f")[0]
    assert document is not None
    problems = of_one_key(kind, way, problems_of(text, MODELS[kind]))
    assert problems
    for problem in problems:
        check(problem, text)
        assert problem.message.startswith(f"{dotted(way)}: ")
        assert problem.place in {document.value_place(*way), document.value_place(*way, 0)}


def wrong_values(value: Any) -> list[Any]:
    """Values that cannot stand where a certain value can."""
    match value:
        case bool():
            return ["yes", "true", "perhaps", 1, [], [True], {}]
        case int() | Decimal():
            return ["12", "a dozen", "1,000", -1, True, [], [12], {}, {"of": 12}]
        case str():
            return [True, 31, [], ["a"], {}, {"of": "a"}]
        case list():
            return ["nonsense", 31, False, [["nonsense"]], {}, {"first": 1}]
        case _:
            return ["nonsense", 31, False, [], ["nonsense"]]


@pytest.mark.parametrize(("kind", "way"), [(kind, way) for kind, known in WAYS.items() for way in known], ids=str)
def test_wrong_values_of_any_key_are_told_by_its_dotted_name_where_they_stand(kind: str, way: KeyPath) -> None:
    for wrong in wrong_values(WAYS[kind][way]):
        check_told(kind, way, wrong)


GROUPS = [
    (kind, way)
    for kind, known in WAYS.items()
    for way, value in ({(): {}} | known).items()
    if isinstance(value, dict) and way not in MAPS
]


@pytest.mark.parametrize(("kind", "way"), GROUPS, ids=str)
def test_an_unknown_key_of_any_group_is_told_at_itself(kind: str, way: KeyPath) -> None:
    text = changed(kind, (*way, "frobnicate"), 1)
    document = parse_document(text, "f")[0]
    assert document is not None
    (problem,) = of_one_key(kind, (*way, "frobnicate"), problems_of(text, MODELS[kind]))
    check(problem, text)
    group = f"a key of {dotted(way)}" if way else "a key here"
    assert problem.message.startswith(f"frobnicate is not {group}; known are ")
    assert problem.place == document.key_place(*way, "frobnicate")


@pytest.mark.parametrize(("kind", "way"), GROUPS, ids=str)
def test_a_key_of_the_users_own_is_kept_in_any_group(kind: str, way: KeyPath) -> None:
    document = parse_document(changed(kind, (*way, "x-frobnicate"), [1]), "f")[0]
    assert document is not None
    assert document.own == {(*way, "x-frobnicate"): [1]}
    assert not [problem for problem in validate(document, MODELS[kind])[1] if "frobnicate" in problem.message]


NAMES = st.text(max_size=8) | st.sampled_from(
    ["[key]", "x-", "share", "code", "name", "weight", "<<", "\x1b[31m", "\ud800", "a: b", "[red]", "%s", "{0}"]
)
ANYTHING = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | NAMES
    | st.text()
    | st.sampled_from(["none", "85%", "24/7", "2026-11-02", "Mo-Fr 08:00-18:00", "1e5", "-0", "~", "US", "es-MX"]),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(NAMES, below, max_size=4),
    max_leaves=8,
)


@settings(deadline=None)  # tables of codes are read at the first need
@given(st.data())
def test_nothing_that_can_be_written_for_a_key_is_an_exception(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(WAYS)))
    way = data.draw(st.sampled_from(sorted(WAYS[kind], key=str)))
    text = changed(kind, way, data.draw(ANYTHING))
    for problem in problems_of(text, MODELS[kind]):
        check(problem, text)


@settings(deadline=None)  # tables of codes are read at the first need
@given(st.sampled_from(sorted(MODELS)), st.dictionaries(NAMES, ANYTHING, min_size=1, max_size=6))
def test_no_file_is_an_exception(kind: str, value: dict[str, Any]) -> None:
    text = json.dumps(value, indent=1)
    for problem in problems_of(text, MODELS[kind]):
        assert problem.message.isprintable()
        assert [word for word in (*FOREIGN, *CLASSES) if word in problem.message and word not in text] == []


@given(st.data())
def test_a_key_left_out_is_unknown_or_missing_by_name(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(WAYS)))
    way = data.draw(st.sampled_from([way for way in sorted(WAYS[kind], key=str) if isinstance(way[-1], str)]))
    whole = copy.deepcopy(WHOLE[kind])
    whole.get("demand", {}).pop("issues_per_month", None)
    whole.pop("reason", None)  # no test call has one
    below: Any = whole
    for step in way[:-1]:
        below = below[step]
    below.pop(way[-1], None)
    said = [problem.message for problem in problems_of(json.dumps(whole, indent=1, default=float), MODELS[kind])]
    group = f" of {dotted(way[:-1])}" if dotted(way[:-1]) else ""
    assert said in (
        [],
        [f"{way[-1]}{group} is missing; add {way[-1]}: and its value"],
        ["demand.languages: the shares add up to 10.0%; make them 100%"],
        ["demand.languages: the shares add up to 90.0%; make them 100%"],
        ["own_criteria.fits_our_brand: no weight is given; add weight: 5, or any number that fits the others"],
    )
