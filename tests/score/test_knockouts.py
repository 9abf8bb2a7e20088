"""Knock-outs: each must and floor is met, failed or unanswered, with its reason and the line that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

import pytest

from callvet.model.problem import Place
from callvet.score.criteria.culture import CRITERION
from callvet.score.criterion import Assessment
from callvet.score.knockouts import Knockout, floors, musts
from callvet.score.monthly_cost import CostScale, VendorCost
from tests.conftest import MakeNeeds, MakeSubject


class OneMust(Protocol):
    """Decides the only must of the needs."""

    def __call__(self, must: str, profile: str, needs: str = ...) -> Knockout: ...


@pytest.fixture
def one_must(make_subject: MakeSubject, make_needs: MakeNeeds) -> OneMust:
    """How a profile stands to the only must of the needs."""

    def decide(must: str, profile: str, needs: str = "term_months: 12") -> Knockout:
        (found,) = musts(make_subject(profile), make_needs(f"{needs}\nmust: {must}"))
        return found

    return decide


LISTS = [
    ("{crm: [hubspot]}", "integrations: {crm: [Zoho, HubSpot]}", "met", "met", "1:16"),
    ("{crm: [hubspot]}", "integrations: {crm: [zoho]}", "failed", "does not connect to hubspot", "1:16"),
    (
        "{crm: [hubspot, SAP CRM]}",
        "integrations: {crm: none}",
        "failed",
        "does not connect to hubspot, SAP CRM",
        "1:16",
    ),
    ("{inbound: [payments]}", "services: {inbound: [payments]}", "met", "met", "1:12"),
    (
        "{inbound: [payments, order_taking, technical_support]}",
        "services: {inbound: [payments]}",
        "failed",
        "does not do order taking, technical support",
        "1:12",
    ),
    ("{outbound: [surveys]}", "services: {outbound: [surveys, follow_up]}", "met", "met", "1:12"),
    ("{outbound: [win_back]}", "services: {outbound: none}", "failed", "does not do win back", "1:12"),
    ("{channels: [phone, chat]}", "services: {channels: [chat, phone]}", "met", "met", "1:12"),
    ("{channels: [phone, chat]}", "services: {channels: [phone]}", "failed", "does not answer chat", "1:12"),
    ("{languages: [en, es]}", "languages: [{code: en}, {code: es}]", "met", "met", "1:1"),
    ("{languages: [en, es]}", "languages: [{code: en, level: native}]", "failed", "does not speak Spanish", "1:1"),
    ("{languages: [es-MX]}", "languages: [{code: es-ES, level: translation}]", "met", "met", "1:1"),
    ("{languages: [en, fr]}", "languages: none", "failed", "does not speak English, French", "1:1"),
    ("{certifications: [soc2]}", "security: {certifications: [soc2, gdpr]}", "met", "met", "1:12"),
    (
        "{certifications: [pci_dss, soc2]}",
        "security: {certifications: [soc2]}",
        "failed",
        "does not hold pci dss",
        "1:12",
    ),
    ("{agents: [shared, dedicated]}", "agents: {models: [automated, dedicated]}", "met", "met", "1:10"),
    (
        "{agents: [shared, dedicated]}",
        "agents: {models: [automated]}",
        "failed",
        "offers no shared or dedicated agents",
        "1:10",
    ),
    ("{agents: [shared]}", "agents: {models: none}", "failed", "offers no shared agents", "1:10"),
    ("{countries: [US, CA]}", "location: {sites: [{country: PH}, {country: CA}]}", "met", "met", "1:12"),
    (
        "{countries: [US, CA]}",
        "location: {headquarters: US, sites: [{country: PH}]}",
        "failed",
        "has no site in United States or Canada",
        "1:30",
    ),
    ("{countries: [US]}", "location: {sites: none}", "failed", "has no site in United States", "1:12"),
    ("{countries_only: [US, CA]}", "location: {sites: [{country: US}]}", "met", "met", "1:12"),
    ("{countries_only: [US]}", "location: {sites: none}", "met", "met", "1:12"),
    (
        "{countries_only: [US]}",
        "location: {sites: [{country: PH}, {country: US}, {country: MX}, {country: PH}]}",
        "failed",
        "has sites in Mexico, Philippines",
        "1:12",
    ),
]

FLAGS_AND_BOUNDS = [
    ("{recordings: true}", "reporting: {recordings: true}", "met", "met", "1:13"),
    ("{recordings: true}", "reporting: {recordings: false}", "failed", "lets nobody hear recordings", "1:13"),
    ("{disaster_recovery: true}", "continuity: {disaster_recovery: true}", "met", "met", "1:14"),
    (
        "{disaster_recovery: true}",
        "continuity: {disaster_recovery: false}",
        "failed",
        "has no disaster-recovery plan",
        "1:14",
    ),
    ("{max_term_months: 12}", "contract: {min_term_months: 12}", "met", "met", "1:12"),
    ("{max_term_months: 12}", "contract: {min_term_months: none}", "met", "met", "1:12"),
    ("{max_term_months: 12}", "contract: {min_term_months: 24}", "failed", "binds for 24 months, over 12", "1:12"),
    ("{max_term_months: none}", "contract: {min_term_months: 1}", "failed", "binds for 1 month, over 0", "1:12"),
    ("{max_term_months: 1.5}", "contract: {min_term_months: 1e1}", "failed", "binds for 10 months, over 1.5", "1:12"),
    ("{min_references: 2}", "company: {references: 2}", "met", "met", "1:11"),
    ("{min_references: 2}", "company: {references: 1}", "failed", "names 1 reference, under 2", "1:11"),
    ("{min_references: 2}", "company: {references: none}", "failed", "names 0 references, under 2", "1:11"),
]


@pytest.mark.parametrize(("must", "profile", "state", "reason", "where"), [*LISTS, *FLAGS_AND_BOUNDS])
def test_a_must_that_is_answered_is_met_or_failed(
    one_must: OneMust, must: str, profile: str, state: str, reason: str, where: str
) -> None:
    found = one_must(must, profile)
    assert (found.state, found.reason, found.keys) == (state, reason, ())
    assert str(found.place) == f"vendors/acme.yaml:{where}"
    assert found.name == f"must.{must[1:].partition(':')[0]}"


@pytest.mark.parametrize(
    ("must", "key"),
    [
        ("{crm: [hubspot]}", "integrations.crm"),
        ("{inbound: [payments]}", "services.inbound"),
        ("{outbound: [surveys]}", "services.outbound"),
        ("{channels: [phone]}", "services.channels"),
        ("{languages: [en]}", "languages"),
        ("{certifications: [soc2]}", "security.certifications"),
        ("{agents: [shared]}", "agents.models"),
        ("{countries: [US]}", "location.sites"),
        ("{countries_only: [US]}", "location.sites"),
        ("{recordings: true}", "reporting.recordings"),
        ("{disaster_recovery: true}", "continuity.disaster_recovery"),
        ("{max_term_months: 12}", "contract.min_term_months"),
        ("{min_references: 2}", "company.references"),
        ("{hours: 24/7}", "hours.open"),
    ],
)
def test_a_must_that_is_not_answered_is_asked_by_its_key(one_must: OneMust, must: str, key: str) -> None:
    found = one_must(must, "name: Acme")
    assert (found.state, found.reason, found.keys) == ("unanswered", f"{key} is not known", (key,))
    assert str(found.place) == "vendors/acme.yaml"


def test_what_is_not_answered_stands_at_its_group(one_must: OneMust) -> None:
    found = one_must("{recordings: true}", "name: Acme\nreporting: {level: daily}")
    assert str(found.place) == "vendors/acme.yaml:2:1"


@pytest.mark.parametrize(
    "must",
    [
        "{}",
        "{recordings: false, disaster_recovery: false}",
        "{crm: none, inbound: none, outbound: [], channels: [], languages: none, certifications: none}",
        "{agents: none, countries: none, countries_only: []}",
        "{min_references: none}",
    ],
)
def test_needs_that_ask_for_nothing_put_nobody_out(make_subject: MakeSubject, make_needs: MakeNeeds, must: str) -> None:
    assert musts(make_subject("reporting: {recordings: false}"), make_needs(f"must: {must}")) == ()


# ---- What a month may cost ----------------------------------------------------------------------------------------


@pytest.fixture
def budget(make_subject: MakeSubject, make_needs: MakeNeeds) -> Callable[..., Knockout]:
    """How an offer with these ends stands to the most that a month may cost."""

    def decide(low: str, high: str, most: str = "40000", **open_terms: Decimal) -> Knockout:
        scale = CostScale(Decimal(12000), Decimal(60000))
        ends = (Decimal(low), Decimal(high))
        terms = {name.replace("__", "."): worth for name, worth in open_terms.items()}
        cost = VendorCost(*ends, *ends, scale, "USD", Place("quotes/acme.yaml", 9, 3), terms)
        needs = make_needs(f"must: {{max_monthly_cost: {most}}}")
        (found,) = musts(replace(make_subject("name: Acme"), cost=cost), needs)
        return found

    return decide


@pytest.mark.parametrize(
    ("low", "high", "state", "reason"),
    [
        ("30000", "40000", "met", "met"),
        ("30000", "30000", "met", "met"),
        ("30000", "40000.01", "unanswered", "may cost 40,000.01 a month, over 40,000"),
        ("40000", "41234.50", "unanswered", "may cost 41,235 a month, over 40,000"),
        ("40000.01", "41000", "failed", "costs 40,000.01 a month at least, over 40,000"),
        ("40999.50", "50000", "failed", "costs 41,000 a month at least, over 40,000"),
    ],
)
def test_a_month_may_cost_so_much(
    budget: Callable[..., Knockout], low: str, high: str, state: str, reason: str
) -> None:
    found = budget(low, high)
    assert (found.name, found.state, found.reason) == ("must.max_monthly_cost", state, reason)
    assert (str(found.place), found.keys) == ("quotes/acme.yaml:9:3", ())


def test_what_an_offer_leaves_open_is_asked_where_the_budget_hangs_on_it(budget: Callable[..., Knockout]) -> None:
    terms = {"minute__clock__step_seconds": Decimal(9000), "minute__clock__counts": Decimal(2000)}
    keys = ("quotes.minute.clock.step_seconds", "quotes.minute.clock.counts")
    assert budget("35000", "45000", **terms).keys == keys
    assert budget("35000", "39000", **terms).keys == ()
    assert budget("45000", "49000", **terms).keys == ()


def test_a_bound_with_a_minor_unit_is_told_with_it(budget: Callable[..., Knockout]) -> None:
    assert budget("41000", "42000", "40000.50").reason == "costs 41,000 a month at least, over 40,000.50"


def test_without_an_offer_a_price_is_asked_for(one_must: OneMust) -> None:
    found = one_must("{max_monthly_cost: 40000}", "name: Acme")
    assert (found.name, found.state, found.reason) == ("must.max_monthly_cost", "unanswered", "its price is not known")
    assert (str(found.place), found.keys) == ("vendors/acme.yaml", ("quotes",))


def test_a_vendor_whose_offer_cannot_be_priced_is_not_asked_for_another(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    subject = replace(make_subject("name: Acme\nquotes: []"), offered=True)
    (found,) = musts(subject, make_needs("must: {max_monthly_cost: 40000}"))
    assert (found.state, found.reason, found.keys) == ("unanswered", "its price is not known", ())
    assert str(found.place) == "vendors/acme.yaml:2:1"


# ---- All of them --------------------------------------------------------------------------------------------------


def test_all_musts_are_told_together(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = musts(
        make_subject("reporting: {recordings: false}"),
        make_needs("must: {crm: [hubspot], hours: 24/7, languages: [en], recordings: true, min_references: 1}"),
    )
    assert [(one.name, one.state) for one in found] == [
        ("must.crm", "unanswered"),
        ("must.languages", "unanswered"),
        ("must.recordings", "failed"),
        ("must.hours", "unanswered"),
        ("must.min_references", "unanswered"),
    ]


def test_names_of_the_users_own_are_echoed_inertly(one_must: OneMust) -> None:
    found = one_must('{crm: ["hub\\u202espot"]}', "integrations: {crm: [zoho]}")
    assert found.reason == r"does not connect to hub\u202espot"


# ---- Certificates -------------------------------------------------------------------------------------------------

HELD = """\
security:
  certifications: [pci_dss, soc2, iso_27001]
  certificates:
    pci_dss: {level: 1, valid_until: 2026-12-31}
    soc2: {type: 2, valid_until: 2027-01-01}
    iso_27001: {valid_until: 2026-06-30}
"""
START = "start: 2027-01-01"


def test_a_certificate_that_runs_out_before_the_start_is_asked_for_anew(one_must: OneMust) -> None:
    found = one_must("{certifications: [pci_dss]}", HELD, START)
    assert (found.state, found.reason) == ("unanswered", "its pci dss certificate runs out on 2026-12-31")
    assert (str(found.place), found.keys) == ("vendors/acme.yaml:4:5", ("security.certificates.pci_dss",))


def test_all_certificates_that_run_out_are_asked_for(one_must: OneMust) -> None:
    found = one_must("{certifications: [soc2, iso_27001, pci_dss, iso_27001]}", HELD, START)
    reason = "its iso 27001 certificate runs out on 2026-06-30, its pci dss certificate runs out on 2026-12-31"
    assert (found.state, found.reason) == ("unanswered", reason)
    assert found.keys == ("security.certificates.iso_27001", "security.certificates.pci_dss")
    assert str(found.place) == "vendors/acme.yaml:6:5"


def test_the_last_day_of_a_certificate_still_counts(one_must: OneMust) -> None:
    assert one_must("{certifications: [soc2]}", HELD, START).state == "met"


def test_without_a_start_the_day_of_the_profile_counts(one_must: OneMust) -> None:
    for day, state in [("2026-06-30", "met"), ("2026-07-01", "unanswered")]:
        assert one_must("{certifications: [iso_27001]}", f"as_of: {day}\n{HELD}").state == state
    assert one_must("{certifications: [iso_27001]}", f"as_of: 2026-07-01\n{HELD}", "start: 2026-05-01").state == "met"


@pytest.mark.parametrize(
    "profile",
    [
        HELD,  # no day to hold it against
        "{as_of: 2027-01-01, security: {certifications: [iso_27001]}}",
        "{as_of: 2027-01-01, security: {certifications: [iso_27001], certificates: {soc2: {type: 2}}}}",
        "{as_of: 2027-01-01, security: {certifications: [iso_27001], certificates: {iso_27001: {}}}}",
    ],
)
def test_a_certification_is_held_where_no_proof_says_otherwise(one_must: OneMust, profile: str) -> None:
    assert one_must("{certifications: [iso_27001]}", profile).state == "met"


def test_a_certification_that_is_not_held_is_failed_whatever_proof_there_was(one_must: OneMust) -> None:
    profile = "security: {certifications: none, certificates: {pci_dss: {valid_until: 2020-01-01}}}"
    assert one_must("{certifications: [pci_dss]}", profile, START).state == "failed"


# ---- Hours --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("must", "profile"),
    [
        ("24/7", "hours: {open: 24/7}"),
        ("24/7", "hours: {open: Mo-Su 00:00-24:00, timezone: Asia/Manila, holidays: open}"),
        ("Mo-Fr 08:00-18:00", "hours: {open: Mo-Sa 07:00-19:00}"),
        ("Mo-Fr 08:00-18:00; PH off", 'hours: {open: "Mo-Fr 08:00-18:00; PH off", holidays: closed}'),
        ("24/7; PH off", 'hours: {open: "24/7; PH off"}'),
    ],
)
def test_hours_that_are_all_answered_are_met(one_must: OneMust, must: str, profile: str) -> None:
    found = one_must(f'{{hours: "{must}"}}', profile)
    assert (found.state, found.reason, str(found.place)) == ("met", "met", "vendors/acme.yaml:1:9")


@pytest.mark.parametrize(
    ("must", "hours", "reason"),
    [
        ("24/7", "Mo-Fr 08:00-12:00", "is open Mo-Fr 08:00-12:00, 12% of 24/7"),  # 20 of 168 hours
        ("Mo-Fr 08:00-18:00", "Sa 08:00-18:00", "is open Sa 08:00-18:00, 0% of Mo-Fr 08:00-18:00"),
        ("24/7", "Mo 00:30-24:00; Tu-Su", "is open Mo 00:30-24:00; Tu-Su, 99% of 24/7"),  # 335 of 336 half-hours
    ],
)
def test_hours_that_are_missing_are_told_as_a_share_that_is_never_all(
    one_must: OneMust, must: str, hours: str, reason: str
) -> None:
    found = one_must(f"{{hours: {must}}}", f"hours: {{open: {hours}}}")
    assert (found.state, found.reason, found.keys) == ("failed", reason, ())
    assert str(found.place) == "vendors/acme.yaml:1:9"


def test_hours_are_read_each_on_its_own_clock(one_must: OneMust) -> None:
    """Nine to five in New York is two in the afternoon to ten at night in London, in winter and in summer."""
    must, needs = "{hours: Mo-Fr 09:00-17:00}", "timezone: America/New_York"
    assert one_must(must, "hours: {open: Mo-Fr 14:00-22:00, timezone: Europe/London}", needs).state == "met"
    found = one_must(must, "hours: {open: Mo-Fr 09:00-17:00, timezone: Europe/London}", needs)
    assert found.state == "failed"
    assert found.reason == "is open Mo-Fr 09:00-17:00, 38% of Mo-Fr 09:00-17:00"  # 3 of 8 hours


def test_hours_that_may_do_on_some_clock_ask_for_the_time_zone(one_must: OneMust) -> None:
    found = one_must(
        "{hours: Mo-Fr 09:00-17:00}", "name: Acme\nhours: {open: Mo-Fr 14:00-22:00}", "timezone: America/New_York"
    )
    assert (found.state, found.reason) == ("unanswered", "hours.timezone is not known")
    assert (str(found.place), found.keys) == ("vendors/acme.yaml:2:1", ("hours.timezone",))


def test_hours_that_are_too_few_on_any_clock_are_failed_without_the_time_zone(one_must: OneMust) -> None:
    found = one_must("{hours: 24/7}", "hours: {open: Mo-Fr 08:00-18:00}", "timezone: America/New_York")
    assert (found.state, found.reason) == ("failed", "is open Mo-Fr 08:00-18:00, 30% of 24/7")  # 50 of 168 hours


@pytest.mark.parametrize(
    ("profile", "where"),
    [
        ('hours: {open: "24/7; PH off"}', "1:9"),
        ("hours: {open: 24/7, holidays: closed}", "1:21"),
        ("hours: {holidays: closed}", "1:9"),
        ('hours: {holidays: open, open: "24/7; PH off"}', "1:25"),
    ],
)
def test_a_vendor_that_is_closed_on_holidays_is_not_always_there(one_must: OneMust, profile: str, where: str) -> None:
    found = one_must("{hours: 24/7}", profile)
    assert (found.state, found.reason) == ("failed", "is closed on holidays, and must.hours does not say PH off")
    assert str(found.place) == f"vendors/acme.yaml:{where}"


def test_hours_of_a_season_are_asked_for_unless_the_line_is_always_open(one_must: OneMust) -> None:
    """Compared are a week of January and one of July, in which a must for December has no hour."""
    must = "{hours: Dec 01-Dec 24 08:00-22:00}"
    found = one_must(must, "hours: {open: Mo-Fr 08:00-12:00}")
    reason = "whether it is open Dec 01-Dec 24 08:00-22:00 cannot be told from an ordinary week"
    assert (found.state, found.reason, found.keys) == ("unanswered", reason, ("hours.open",))
    assert str(found.place) == "vendors/acme.yaml:1:9"
    assert one_must(must, "hours: {open: 24/7}").state == "met"


def test_hours_of_the_users_own_are_echoed_shortly(one_must: OneMust) -> None:
    long = "; ".join(f"{day} 08:00-09:00" for day in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))
    assert one_must("{hours: 24/7}", f"hours: {{open: {long}}}").reason == (
        "is open Mo 08:00-09:00; Tu 08:00-09:00; We 08:0…, 4% of 24/7"
    )


# ---- Floors -------------------------------------------------------------------------------------------------------

HERE = Place("vendors/acme.yaml", 4, 3)


@pytest.mark.parametrize(
    ("low", "high", "state", "reason"),
    [
        (50, 50, "met", "security reaches 50 of the 50 points asked for"),
        (60, 90, "met", "security reaches 90 of the 50 points asked for"),
        (49, 50, "unanswered", "security has shown 49 of the 50 points asked for"),
        (0, 100, "unanswered", "security has shown 0 of the 50 points asked for"),
        (49.96, 60, "unanswered", "security has shown 49.9 of the 50 points asked for"),
        (20, 40, "failed", "security reaches 40 of the 50 points asked for"),
        (49.5, 49.99, "failed", "security reaches 49.9 of the 50 points asked for"),
        (49.2, 49.2, "failed", "security reaches 49 of the 50 points asked for"),
    ],
)
def test_a_floor_is_failed_only_where_the_best_answers_would_not_reach_it(
    low: float, high: float, state: str, reason: str
) -> None:
    assessment = Assessment(low, high, 1, "because", HERE, {"security.hosting": high - low} if low < high else {})
    (found,) = floors({"security": 50}, {"security": assessment})
    assert (found.name, found.state, found.reason) == ("floors.security", state, reason)
    assert (found.place, found.keys) == (HERE, ("security.hosting",) if low < high else ())


def test_binary_rounding_puts_nobody_under_a_floor(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    """A mark of 5.8 is 58 points; in binary figures it comes to 57.99999999999999."""
    subject = make_subject(
        "name: Acme", "{vendor: acme, by: a, date: 2026-01-01, kind: meeting, marks: {culture: 5.8}}"
    )
    assessment = CRITERION.assess(subject, make_needs())
    assert isinstance(assessment, Assessment)
    assert assessment.high < 58
    assert floors({"culture": 58}, {"culture": assessment})[0].state == "met"
    assert floors({"culture": 58.1}, {"culture": assessment})[0].state == "failed"


def test_a_floor_of_what_the_needs_do_not_call_for_is_passed_over() -> None:
    assessment = Assessment(20, 20, 1, "because", HERE)
    found = floors({"languages": 50, "fits_our_brand": 12.5}, {"fits_our_brand": assessment})
    assert [(one.name, one.state, one.reason) for one in found] == [
        ("floors.fits_our_brand", "met", "fits our brand reaches 20 of the 12.5 points asked for")
    ]
