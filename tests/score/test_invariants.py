"""What holds for every profile under all needs: ranges, silence, vendors who come and go.

Profiles and needs are drawn at random from all keys of the formats, written as JSON, which is YAML too, and read
like a user's own files.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callvet.evaluation.ranking import choose_weights
from callvet.evaluation.reading import all_criteria
from callvet.model.case import JudgementFile
from callvet.model.judgement import TEST_CALL_CHECKLIST, Judgement
from callvet.model.needs import Needs
from callvet.model.vendor import Vendor
from callvet.score.criterion import Assessment, NotApplicable, Subject
from callvet.score.ranking import Ranking, rank
from tests.conftest import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.score.criterion import Criterion
    from callvet.score.ranking import RankBy, VendorScore

ROUNDING = 1e-9
"""Two sums of the same figures may differ by so much. [points]"""

HOURS = st.sampled_from([
    "24/7",
    "24/7; PH off",
    "Mo-Fr 08:00-18:00",
    "Mo-Fr 09:00-17:00; Sa 10:00-14:00; PH off",
    "Mo-Su 00:00-24:00",
    "Mo-Fr 18:00-06:00",
    "Sa-Su 08:15-17:45",
])
ZONES = st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu", "Asia/Manila", "Pacific/Kiritimati"])
COUNTRIES = st.sampled_from(["US", "CA", "MX", "PH", "GB"])
LANGUAGES = ("en", "en-GB", "es", "es-MX", "fr")
DAYS = st.sampled_from(["2025-06-30", "2026-11-02", "2027-01-01", "2028-02-29"])
SHARES = st.integers(0, 100).map(lambda percent: f"{percent}%")
TOOLS = st.lists(st.sampled_from(["hubspot", "Salesforce", "zoho CRM", "Zoho-crm", "facebook"]), max_size=4)
AMOUNTS = st.one_of(st.just(0), st.integers(1, 400), st.integers(1, 10**15))
MARKED = ("staff", "culture", "motivation", "attitude", "product_knowledge", *TEST_CALL_CHECKLIST)


def _listed(*names: str) -> st.SearchStrategy[Any]:
    """A list of some of the names, or none."""
    return st.one_of(st.just("none"), st.lists(st.sampled_from(names), max_size=len(names)))


def _group(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of the keys."""
    return st.fixed_dictionaries({}, optional=keys)


CERTIFICATIONS = ("pci_dss", "soc2", "iso_27001", "hipaa", "gdpr")
INBOUND = ("message_taking", "order_taking", "payments", "technical_support", "information")
OUTBOUND = ("lead_generation", "cold_calling", "surveys")
CHANNELS = ("phone", "email", "chat", "sms", "social")
MODELS = ("shared", "partial", "dedicated", "automated")
PROMISE = st.one_of(st.just("none"), st.fixed_dictionaries({"share": SHARES, "within_seconds": st.integers(0, 300)}))
PROOF = _group(valid_until=DAYS)

SITE = st.fixed_dictionaries({"country": COUNTRIES}, optional={"timezone": ZONES, "agents": st.integers(0, 900)})
LANGUAGE = st.fixed_dictionaries(
    {"code": st.sampled_from(LANGUAGES)},
    optional={"level": st.sampled_from(["native", "fluent", "translation"]), "extra_cost": st.booleans()},
)
REVIEW = st.fixed_dictionaries({
    "site": st.sampled_from(["Clutch", "G2", "g2", "Trustpilot"]),
    "rating": st.integers(0, 5),
    "out_of": st.sampled_from([5, 10]),
    "count": st.sampled_from([0, 1, 31, 5000]),
    "read": DAYS,
})

PROFILES = _group(
    name=st.sampled_from(["Acme", "Brio"]),
    as_of=DAYS,
    location=_group(headquarters=COUNTRIES, sites=st.one_of(st.just("none"), st.lists(SITE, max_size=3))),
    services=_group(
        inbound=_listed(*INBOUND),
        outbound=_listed(*OUTBOUND),
        channels=_listed(*CHANNELS),
        self_service=_listed("ivr", "voicemail", "callback"),
    ),
    agents=_group(
        models=_listed(*MODELS),
        other_accounts_per_partial_agent=st.integers(0, 5),
        training_hours=AMOUNTS,
        annual_attrition=SHARES,
        tries_product=st.booleans(),
    ),
    hours=_group(open=HOURS, timezone=ZONES, holidays=st.sampled_from(["open", "closed"])),
    languages=st.one_of(st.just("none"), st.lists(LANGUAGE, max_size=3)),
    reporting=_group(
        level=st.sampled_from(["none", "counts", "daily", "realtime"]),
        recordings=st.booleans(),
        messages=st.booleans(),
        scored_calls_per_agent_week=st.integers(0, 9),
    ),
    service_levels=_group(
        calls=PROMISE,
        email_hours=st.one_of(st.just("none"), AMOUNTS),
        chat_seconds=st.one_of(st.just("none"), AMOUNTS),
        social_minutes=AMOUNTS,
        sms=PROMISE,
        uptime=st.sampled_from(["none", "99%", "99.95%", "100%"]),
        credits=st.booleans(),
    ),
    continuity=_group(
        redundant_sites=st.booleans(), disaster_recovery=st.booleans(), outages_last_year=st.integers(0, 9)
    ),
    security=_group(
        certifications=_listed(*CERTIFICATIONS),
        certificates=_group(
            pci_dss=PROOF,
            soc2=_group(type=st.sampled_from([1, 2]), valid_until=DAYS),
            iso_27001=PROOF,
        ),
        recording_consent=st.booleans(),
        do_not_call=st.booleans(),
        physical=_listed("coded_doors", "cctv", "guards"),
        hosting=st.sampled_from(["cloud", "on_premises", "both"]),
    ),
    integrations=_group(crm=TOOLS, social=TOOLS, supplies_crm=st.booleans()),
    company=_group(
        founded=st.integers(1800, 2200),
        agents=AMOUNTS,
        industries=st.lists(st.sampled_from(["retail", "health care", "Health-Care"]), max_size=2),
        references=st.integers(0, 5),
        shows_accounts=st.booleans(),
        reviews=st.one_of(st.just("none"), st.lists(REVIEW, max_size=3)),
    ),
    capacity=_group(
        min_calls_per_month=st.integers(0, 9000),
        max_calls_per_month=st.integers(9000, 10**9),
        agents_added_per_month=AMOUNTS,
    ),
    contract=_group(
        min_term_months=st.integers(0, 40),
        notice_days=st.integers(0, 200),
        auto_renews=st.booleans(),
        free_trial_days=st.integers(0, 30),
        prices_published=st.booleans(),
        termination_for_convenience=st.booleans(),
        price_change_notice_days=st.integers(0, 100),
        dispute_window_days=st.integers(0, 70),
        liability_cap_months=st.integers(0, 14),
        returns_data=st.booleans(),
        exit_help=st.booleans(),
    ),
    performance=_group(first_contact_resolution=SHARES),
    **{"x-noise": st.one_of(st.integers(0, 12), st.booleans(), st.just("loud"))},
)

VOLUMES = st.one_of(
    st.sampled_from([{}, {"calls_per_month": 1}, {"calls_per_month": 10**15}]),
    st.integers(100, 20_000).map(lambda calls: {"calls_per_month": calls}),
    st.integers(100, 20_000).map(lambda issues: {"issues_per_month": issues}),
)
DEMANDS = st.builds(
    lambda volume, rest: volume | rest,
    VOLUMES,
    _group(
        growth_per_year=st.sampled_from(["-100%", "-20%", "0%", "15%", "1000%"]),
        season=st.sampled_from([[1] * 12, [0] * 11 + [12], [1, 2] * 6]),
        open=HOURS,
        talk_seconds=st.sampled_from([0, 250, 10**6]),
        languages=st.sampled_from([{"en": "100%"}, {"en": "90%", "es": "10%"}, {"es-MX": "50%", "fr": "50%"}]),
        channels=st.sampled_from([{"chat": {"per_month": 10}}, {"email": {"per_month": 9, "within_hours": 2}}]),
        outbound=st.sampled_from([{"calls_per_month": 0}, {"calls_per_month": 500}]),
        first_contact_resolution=SHARES,
    ),
)
NEEDS = _group(
    country=COUNTRIES,
    timezone=ZONES,
    industry=st.sampled_from(["retail", "healthcare", "Health care"]),
    start=DAYS,
    term_months=st.sampled_from([1, 12, 60]),
    agents=st.sampled_from(["any", *MODELS]),
    demand=DEMANDS,
    service=st.fixed_dictionaries({"calls": PROMISE.filter(lambda promise: promise != "none")}),
    must=_group(
        hours=HOURS,
        languages=st.lists(st.sampled_from(LANGUAGES), max_size=2),
        certifications=_listed(*CERTIFICATIONS),
        crm=TOOLS,
        inbound=_listed(*INBOUND),
        outbound=_listed(*OUTBOUND),
        channels=_listed(*CHANNELS),
        agents=_listed(*MODELS),
        countries=st.lists(COUNTRIES, max_size=2),
        countries_only=st.lists(COUNTRIES, max_size=2),
        recordings=st.booleans(),
        disaster_recovery=st.booleans(),
        max_monthly_cost=AMOUNTS,
        max_term_months=st.integers(0, 40),
        min_references=st.integers(0, 5),
    ),
    wants=_group(
        languages=st.lists(st.sampled_from(LANGUAGES), max_size=2),
        certifications=_listed(*CERTIFICATIONS),
        crm=TOOLS,
        social=TOOLS,
        inbound=_listed(*INBOUND),
        outbound=_listed(*OUTBOUND),
        channels=_listed(*CHANNELS),
        countries=st.lists(COUNTRIES, max_size=2),
        hosting=st.sampled_from(["cloud", "on_premises"]),
    ),
    floors=st.dictionaries(st.sampled_from(["security", "culture", "languages", "fits"]), st.integers(0, 100)),
    weights=st.dictionaries(
        st.sampled_from(["people", "trust", "offer", "hours", "security", "culture", "fits"]), st.integers(1, 99)
    ),
    own_criteria=st.just({
        "fits": {"question": "Does it sound like us?", "weight": 5},
        "noise": {"question": "How quiet is it?", "weight": 2, "key": "x-noise"},
    }),
).filter(lambda needs: "fits" not in needs.get("weights", {}) | needs.get("floors", {}) or "own_criteria" in needs)

MARKS = st.dictionaries(
    st.sampled_from(MARKED), st.integers(0, 20).map(lambda twice: twice / 2), max_size=3
)
JUDGEMENTS = st.lists(
    st.fixed_dictionaries({
        "vendor": st.just("acme"),
        "by": st.sampled_from(["operations", "Sales", "sales"]),
        "date": st.just("2026-10-20"),
        "kind": st.just("meeting"),
        "marks": MARKS,
    }),
    max_size=3,
)

invariant = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=__import__("os").environ.get("MAXEX") and int(__import__("os").environ["MAXEX"]) or 60)


def _subject(profile: dict[str, Any], judgements: Sequence[dict[str, Any]] = (), name: str = "acme") -> Subject:
    """A vendor out of its keys."""
    vendor, document = read(json.dumps(profile), f"vendors/{name}.yaml", Vendor)
    files = [JudgementFile(*read(json.dumps(one), f"judgements/{at}.yaml", Judgement)) for at, one in enumerate(judgements)]
    return Subject(name, vendor, document, files)


def _needs(keys: dict[str, Any]) -> Needs:
    return read(json.dumps(keys), "needs.yaml", Needs)[0]


def _assessed(subject: Subject, needs: Needs) -> dict[str, Assessment]:
    """Every criterion that the needs call for."""
    found = {criterion.id: criterion.assess(subject, needs) for criterion in all_criteria(needs)}
    return {name: one for name, one in found.items() if not isinstance(one, NotApplicable)}


def _ranked(subjects: Sequence[Subject], needs: Needs, rank_by: RankBy = "score") -> Ranking:
    criteria = all_criteria(needs)
    return rank(subjects, needs, criteria, choose_weights(needs, criteria), rank_by)


def _ways(profile: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every key that may be left out."""
    if isinstance(profile, dict):
        for key, value in profile.items():
            if not {"sites", "languages", "reviews"} & set(above) or key in {"timezone", "agents", "level", "extra_cost"}:
                if above[-1:] not in {("calls",), ("sms",)}:
                    yield (*above, key)
            yield from _ways(value, (*above, key))
    elif isinstance(profile, list):
        for position, value in enumerate(profile):
            yield from _ways(value, (*above, position))


def _without(profile: dict[str, Any], way: tuple[str | int, ...]) -> dict[str, Any]:
    """The profile with one key left out."""
    copy = deepcopy(profile)
    group: Any = copy
    for step in way[:-1]:
        group = group[step]
    del group[way[-1]]
    return copy


@invariant
@given(PROFILES, NEEDS, JUDGEMENTS)
def test_every_criterion_is_a_range_of_points(profile, needs, judgements) -> None:
    for name, found in _assessed(_subject(profile, judgements), _needs(needs)).items():
        assert 0 <= found.low <= found.high <= 100, name
        assert 0 <= found.answered_share <= 1, name
        if found.unanswered:
            assert found.low < found.high, name
            assert sum(found.open_points.values()) == pytest.approx(found.high - found.low), name
            assert found.answered_share < 1
        elif not (name == "location" and "timezone" not in needs):
            assert found.low == pytest.approx(found.high), name
            assert found.answered_share == pytest.approx(1)


@invariant
@given(PROFILES, NEEDS, st.data())
def test_removing(profile, needs, data) -> None:
    ways = list(_ways(profile))
    if not ways: return
    way = data.draw(st.sampled_from(ways))
    n = _needs(needs)
    before, after = _assessed(_subject(profile), n), _assessed(_subject(_without(profile, way)), n)
    for name in before:
        assert after[name].low <= before[name].low + ROUNDING, (name, way)
        assert after[name].high >= before[name].high - ROUNDING, (name, way)
