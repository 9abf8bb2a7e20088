"""What the buyer needs: what is written becomes typed values, and every key but the volume has a default."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from callvet.load.document import parse_document
from callvet.model.needs import Needs
from tests.conftest import MakeNeeds

NEEDS = """\
company: Juniper Print
country: US
currency: USD
timezone: America/New_York
industry: retail
start: 2027-01-01
term_months: 12
agents: any                    # any | shared | partial | dedicated | automated
demand:
  calls_per_month: 5000        # calls that reach an agent's queue
  # issues_per_month: 3500     # in its place: what is not resolved comes back, calls = issues ÷ resolution
  growth_per_year: 0%
  season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]   # January to December, of the average month
  open: Mo-Fr 08:00-18:00      # when contacts must be answered
  shape: office                # flat | office | the path of a CSV: weekday,hour,share
  talk_seconds: 250            # together 363 s, the documents' average handle time
  hold_seconds: 25
  wrap_seconds: 88
  spread: 1.29                 # coefficient of variation of handle time; 0 = every call the same
  ivr_seconds: 0
  ring_seconds: 0
  # queue_seconds: 20          # left out: the staffing model's mean wait
  transfer_share: 0%           # calls passed on, and for how long
  transfer_seconds: 0
  unproductive: {share: 0%, seconds: 15}   # wrong numbers, robocalls, hang-ups, on top of calls
  self_service: 0%             # share of calls that automation ends before the queue
  follow_up: {share: 0%, seconds: 300, channel: phone}   # work after the call: a later call or e-mail
  languages: {en: 90%, es: 10%}
  channels:                    # contacts beside the calls, each with its own work
    chat: {per_month: 0, handle_seconds: 600, concurrency: 2}
    email: {per_month: 0, handle_seconds: 300, within_hours: 24}
  outbound: {calls_per_month: 0, connect_share: 30%, handle_seconds: 180}
  outcomes_per_month: {lead: 0, appointment: 0, order: 0, sale: 0, resolution: 0}
  sales_value_per_month: 0
  messages_per_call: 0
  units_per_cycle: {}          # stated quantities by the name a quote gives them
  first_contact_resolution: 70%
  patience_seconds: 120        # mean time a caller waits before giving up
service:
  calls: {share: 80%, within_seconds: 20}
  measured: interval           # interval | day | week | month: over what the share must hold
  model: erlang_c              # erlang_c | erlang_a (uses patience_seconds)
  interval_minutes: 30
  max_occupancy: 90%
  shrinkage: {in_shift: 12%, out_of_shift: 20%}   # breaks, coaching; leave, sickness
  minimum_shift_hours: 0       # 0: agents may come by the half-hour; shows what real shifts add
  languages_staffed: any       # any (a range) | pooled (all speak all) | separate
baseline: {monthly_cost: 31000, transition_cost: 8000, oversight_hours_per_month: 20, oversight_rate: 45}
must:                          # a vendor that fails one is out, with the reason; one that has not
  hours: 24/7                  # answered is kept, marked, and gets the question asked.
                               # lists mean all of them, except where a comment says otherwise
  languages: [en, es]
  certifications: [pci_dss]
  crm: [hubspot]
  inbound: [order_taking]
  outbound: []
  channels: [phone, chat]
  agents: [shared, dedicated]  # at least one of these
  countries: [US, CA, MX]      # at least one site there
  countries_only: []           # no site elsewhere
  recordings: true
  disaster_recovery: true
  max_monthly_cost: 40000
  max_term_months: 12
  min_references: 2
floors: {security: 50}         # a criterion under its floor is a failed must
weights:                       # by group or by criterion; any positive numbers, normalised to 1; none
  cost: 30                     # given = the balanced preset; else what is left out weighs 0
  languages: 10
own_criteria:                  # the committee's own questions, marked 0–10 in judgements
  fits_our_brand: {question: "Does it sound like us?", weight: 5}
rates: {EUR: {rate: 1.09, dated: 2026-11-02, source: bank}}
"""
"""The needs of the file format's reference, with their comments."""


def typed(value: Any) -> Any:
    """A value in which every leaf stands beside its type, since 40 and Decimal(40) are equal."""
    if isinstance(value, dict):
        return {key: typed(below) for key, below in value.items()}
    if isinstance(value, tuple):
        return [typed(below) for below in value]
    return type(value), value


DEFAULT_DEMAND = {
    "calls_per_month": None,
    "issues_per_month": None,
    "growth_per_year": Decimal(0),
    "season": (Decimal(1),) * 12,
    "open": "Mo-Fr 08:00-18:00",
    "shape": "office",
    "talk_seconds": Decimal(250),
    "hold_seconds": Decimal(25),
    "wrap_seconds": Decimal(88),
    "spread": Decimal("1.29"),
    "ivr_seconds": Decimal(0),
    "ring_seconds": Decimal(0),
    "queue_seconds": None,
    "transfer_share": Decimal(0),
    "transfer_seconds": Decimal(0),
    "unproductive": {"share": Decimal(0), "seconds": Decimal(15)},
    "self_service": Decimal(0),
    "follow_up": {"share": Decimal(0), "seconds": Decimal(300), "channel": "phone"},
    "languages": None,
    "channels": {
        "chat": {"per_month": Decimal(0), "handle_seconds": Decimal(600), "concurrency": Decimal(2)},
        "email": {"per_month": Decimal(0), "handle_seconds": Decimal(300), "within_hours": Decimal(24)},
        "sms": {"per_month": Decimal(0), "handle_seconds": Decimal(600), "concurrency": Decimal(2)},
        "social": {"per_month": Decimal(0), "handle_seconds": Decimal(600), "concurrency": Decimal(2)},
    },
    "outbound": {"calls_per_month": Decimal(0), "connect_share": Decimal("0.3"), "handle_seconds": Decimal(180)},
    "outcomes_per_month": dict.fromkeys(("lead", "appointment", "order", "sale", "resolution"), Decimal(0)),
    "sales_value_per_month": Decimal(0),
    "messages_per_call": Decimal(0),
    "units_per_cycle": {},
    "first_contact_resolution": Decimal("0.7"),
    "patience_seconds": Decimal(120),
}
DEFAULT_SERVICE = {
    "calls": {"share": Decimal("0.8"), "within_seconds": Decimal(20)},
    "measured": "interval",
    "model": "erlang_c",
    "interval_minutes": 30,
    "max_occupancy": Decimal("0.9"),
    "shrinkage": {"in_shift": Decimal("0.12"), "out_of_shift": Decimal("0.2")},
    "minimum_shift_hours": Decimal(0),
    "languages_staffed": "any",
}
NO_MUST = {
    "hours": None,
    "languages": (),
    "certifications": (),
    "crm": (),
    "inbound": (),
    "outbound": (),
    "channels": (),
    "agents": (),
    "countries": (),
    "countries_only": (),
    "recordings": None,
    "disaster_recovery": None,
    "max_monthly_cost": None,
    "max_term_months": None,
    "min_references": None,
}


def test_the_defaults_are_those_of_the_reference() -> None:
    assert typed(Needs().model_dump(exclude={"wants"})) == typed(
        {
            "company": None,
            "country": None,
            "currency": "USD",
            "timezone": None,
            "industry": None,
            "start": None,
            "term_months": 12,
            "agents": "any",
            "demand": DEFAULT_DEMAND,
            "service": DEFAULT_SERVICE,
            "baseline": None,
            "must": NO_MUST,
            "floors": {},
            "weights": {},
            "own_criteria": {},
            "scales": {"cost": None},
            "rates": {},
        }
    )


def test_nothing_is_wanted_by_default() -> None:
    wants = Needs().wants.model_dump()
    assert wants.pop("hosting") is None
    assert set(wants) == {
        "languages",
        "certifications",
        "crm",
        "social",
        "inbound",
        "outbound",
        "channels",
        "countries",
    }
    assert set(wants.values()) == {()}


def test_the_needs_of_the_reference_become_typed_values(make_needs: MakeNeeds) -> None:
    assert typed(make_needs(NEEDS).model_dump(exclude={"wants"})) == typed(
        {
            "company": "Juniper Print",
            "country": "US",
            "currency": "USD",
            "timezone": "America/New_York",
            "industry": "retail",
            "start": date(2027, 1, 1),
            "term_months": 12,
            "agents": "any",
            "demand": DEFAULT_DEMAND
            | {"calls_per_month": Decimal(5000), "languages": {"en": Decimal("0.9"), "es": Decimal("0.1")}},
            "service": DEFAULT_SERVICE,
            "baseline": {
                "monthly_cost": Decimal(31000),
                "transition_cost": Decimal(8000),
                "oversight_hours_per_month": Decimal(20),
                "oversight_rate": Decimal(45),
            },
            "must": {
                "hours": "24/7",
                "languages": ("en", "es"),
                "certifications": ("pci_dss",),
                "crm": ("hubspot",),
                "inbound": ("order_taking",),
                "outbound": (),
                "channels": ("phone", "chat"),
                "agents": ("shared", "dedicated"),
                "countries": ("US", "CA", "MX"),
                "countries_only": (),
                "recordings": True,
                "disaster_recovery": True,
                "max_monthly_cost": Decimal(40000),
                "max_term_months": Decimal(12),
                "min_references": 2,
            },
            "floors": {"security": Decimal(50)},
            "weights": {"cost": Decimal(30), "languages": Decimal(10)},
            "own_criteria": {
                "fits_our_brand": {"question": "Does it sound like us?", "weight": Decimal(5), "key": None}
            },
            "scales": {"cost": None},
            "rates": {"EUR": {"rate": Decimal("1.09"), "dated": date(2026, 11, 2), "source": "bank"}},
        }
    )


def test_the_defaults_agree_with_themselves() -> None:
    assert list(Needs().inconsistencies()) == []


def test_none_false_and_0_are_answers(make_needs: MakeNeeds) -> None:
    needs = make_needs(
        """\
        demand: {spread: 0, queue_seconds: 0, self_service: 0%}
        must: {languages: none, recordings: false, min_references: none, max_monthly_cost: 0}
        wants: {crm: none, countries: none}
        floors: none
        weights: none
        """
    )
    assert (needs.demand.spread, needs.demand.queue_seconds, needs.demand.self_service) == (0, 0, 0)
    assert (needs.must.languages, needs.must.recordings, needs.must.min_references) == ((), False, 0)
    assert (needs.must.max_monthly_cost, needs.must.disaster_recovery) == (0, None)
    assert (needs.wants.crm, needs.wants.countries) == ((), ())
    assert (needs.floors, needs.weights) == ({}, {})


@pytest.mark.parametrize(
    ("written", "share"),
    [("0%", "0"), ("-5%", "-0.05"), ("-0.2", "-0.2"), ("150%", "1.5"), ("12.5 %", "0.125"), ("1", "1")],
)
def test_a_volume_may_shrink_or_more_than_double(make_needs: MakeNeeds, written: str, share: str) -> None:
    assert make_needs(f"demand: {{growth_per_year: {written}}}").demand.growth_per_year == Decimal(share)


def test_languages_have_one_spelling(make_needs: MakeNeeds) -> None:
    needs = make_needs("{demand: {languages: {EN: 60%, es-mx: 40%}}, must: {languages: [ES]}}")
    assert needs.demand.languages == {"en": Decimal("0.6"), "es-MX": Decimal("0.4")}
    assert needs.must.languages == ("es",)


def test_names_of_the_users_own_are_kept_as_they_are(make_needs: MakeNeeds) -> None:
    needs = make_needs(
        """\
        demand: {units_per_cycle: {Toll-free numbers: 3, 'NO': 0.5}}
        own_criteria:
          question: {question: How do they ask?, weight: 0.5, key: x-asks}
          weight: {question: How heavy is the contract?, weight: none}
        """
    )
    assert needs.demand.units_per_cycle == {"Toll-free numbers": 3, "NO": Decimal("0.5")}
    assert needs.own_criteria["question"].key == "x-asks"
    assert needs.own_criteria["weight"].weight == 0


def inconsistencies(text: str) -> list[tuple[tuple[str | int, ...], str]]:
    """What the values of needs say against each other, with the way to the key to mend."""
    document, problems = parse_document(text, "f")
    assert document is not None, problems
    return list(Needs.model_validate(document.value).inconsistencies())


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        (
            "start: 0001-01-01",
            ("start",),
            "no contract begins on 0001-01-01; write its first day, in a year from 1902 to 9990",
        ),
        (
            "start: 9991-01-01",
            ("start",),
            "no contract begins on 9991-01-01; write its first day, in a year from 1902 to 9990",
        ),
        (
            "demand: {calls_per_month: 5000, issues_per_month: 3500}",
            ("demand", "issues_per_month"),
            "calls_per_month is given too; keep one of the two",
        ),
        (
            "demand: {languages: {en: 90%, es: 20%}}",
            ("demand", "languages"),
            "the shares add up to 110.0%; make them 100%",
        ),
        (
            "demand: {languages: {en: 0.9, es: 0.0989}}",
            ("demand", "languages"),
            "the shares add up to 99.8900%; make them 100%",
        ),
        ("demand: {languages: {en: 0}}", ("demand", "languages"), "the shares add up to 0%; make them 100%"),
        (
            "demand: {season: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}",
            ("demand", "season"),
            "every month is 0; write the months' volumes, 1 for an average one",
        ),
        (
            "service: {interval_minutes: 7}",
            ("service", "interval_minutes"),
            "an hour is not made of such intervals; write 15, 30 or 60",
        ),
        (
            "service: {interval_minutes: 90}",
            ("service", "interval_minutes"),
            "an hour is not made of such intervals; write 15, 30 or 60",
        ),
        (
            "own_criteria: {quiet: {question: How quiet is it?}}",
            ("own_criteria", "quiet"),
            "no weight is given; add weight: 5, or any number that fits the others",
        ),
        ("scales: {cost: {best: 5, worst: 5}}", ("scales", "cost"), "best must be cheaper than worst; swap them"),
        ("scales: {cost: {best: 6, worst: 5}}", ("scales", "cost"), "best must be cheaper than worst; swap them"),
    ],
)
def test_values_that_contradict_each_other_are_told(text: str, path: tuple[str | int, ...], message: str) -> None:
    assert inconsistencies(text) == [(path, message)]


@pytest.mark.parametrize(
    "text",
    [
        "start: 1902-01-01",
        "start: 9990-12-31",
        "demand: {calls_per_month: 5000}",
        "demand: {issues_per_month: 3500}",
        "demand: {languages: {en: 33.3%, es: 33.3%, fr: 33.3%}}",
        "demand: {languages: {en: 0.9, es: 0.101}}",
        "demand: {languages: {}}",
        "demand: {season: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]}",
        "service: {interval_minutes: 15}",
        "service: {interval_minutes: 60}",
        "{weights: {quiet: 3}, own_criteria: {quiet: {question: How quiet is it?}}}",
        "own_criteria: {quiet: {question: How quiet is it?, weight: 0}}",
        "scales: {cost: {best: 5, worst: 6}}",
    ],
)
def test_values_that_go_together_are_taken(text: str) -> None:
    assert inconsistencies(text) == []


def test_every_contradiction_is_told() -> None:
    told = inconsistencies("{service: {interval_minutes: 7}, scales: {cost: {best: 6, worst: 5}}}")
    assert [path for path, _ in told] == [("service", "interval_minutes"), ("scales", "cost")]


def test_two_spellings_of_one_language_are_refused() -> None:
    with pytest.raises(ValidationError, match="en and EN are one language; write it once, with the share of both"):
        Needs.model_validate({"demand": {"languages": {"en": "50%", "EN": "50%"}}})


def test_needs_cannot_be_changed(make_needs: MakeNeeds) -> None:
    needs = make_needs(NEEDS)
    with pytest.raises(ValidationError, match="frozen"):
        needs.currency = "EUR"
    with pytest.raises(ValidationError, match="frozen"):
        needs.service.calls.share = Decimal(1)


def test_defaults_are_not_shared_between_needs(make_needs: MakeNeeds) -> None:
    assert make_needs("term_months: 6").weights is not make_needs("term_months: 24").weights
