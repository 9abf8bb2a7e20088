"""What holds for every profile under all needs: ranges, silence, vendors who come and go.

Profiles, needs and judgements are drawn at random from the keys of the formats, written as JSON, which is YAML
too, and read like a user's own files.
"""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callvet.evaluation.people.chosen_weights import choose_weights
from callvet.evaluation.reading import all_criteria
from callvet.model.case import JudgementFile
from callvet.model.judgement import TEST_CALL_CHECKLIST, Judgement
from callvet.model.needs import Needs
from callvet.model.vendor import Vendor
from callvet.score.criterion import Assessment, NotApplicable, Subject
from callvet.score.ranking import Ranking, VendorScore, rank
from tests.conftest import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.document import KeyPath
    from callvet.score.ranking import RankBy

Keys = dict[str, Any]
"""A group of keys as its writer has it."""

ROUNDING = 1e-9
"""Two sums of the same figures may differ by so much. [points]"""

HOURS = st.sampled_from(
    [
        "24/7",
        "24/7; PH off",
        "Mo-Fr 08:00-18:00",
        "Mo-Fr 09:00-17:00; Sa 10:00-14:00; PH off",
        "Mo-Su 00:00-24:00",
        "Mo-Fr 18:00-06:00",
        "Sa-Su 08:15-17:45",
    ]
)
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


def _group(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Keys]:
    """Any of the keys."""
    return st.fixed_dictionaries({}, optional=keys)


def _holding_what_it_proves(profile: Keys) -> Keys:
    """The profile without a contradiction: where it lists what it holds, that has all of which it shows proof."""
    security = profile.get("security", {})
    if "certifications" in security:
        held = security["certifications"]
        named = [] if held == "none" else held
        security["certifications"] = [*named, *(one for one in security.get("certificates", {}) if one not in named)]
    return profile


def _naming_what_is_there(needs: Keys) -> Keys:
    """The needs without weights and floors of own criteria that are not asked."""
    if "own_criteria" not in needs:
        for section in ("weights", "floors"):
            needs.get(section, {}).pop("fits", None)
    return needs


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
REVIEW = st.fixed_dictionaries(
    {
        "site": st.sampled_from(["Clutch", "G2", "g2", "Trustpilot"]),
        "rating": st.integers(0, 5),
        "out_of": st.sampled_from([5, 10]),
        "count": st.sampled_from([0, 1, 31, 5000]),
        "read": DAYS,
    }
)

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
).map(_holding_what_it_proves)

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
    own_criteria=st.just(
        {
            "fits": {"question": "Does it sound like us?", "weight": 5},
            "noise": {"question": "How quiet is it?", "weight": 2, "key": "x-noise"},
        }
    ),
).map(_naming_what_is_there)

MARKS = st.dictionaries(st.sampled_from(MARKED), st.integers(0, 20).map(lambda twice: twice / 2), max_size=3)
JUDGEMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "vendor": st.just("v0"),
            "by": st.sampled_from(["operations", "Sales", "sales"]),
            "date": st.just("2026-10-20"),
            "kind": st.just("meeting"),
            "marks": MARKS,
        }
    ),
    max_size=3,
)

invariant = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _subject(profile: Keys, judgements: Sequence[Keys] = (), name: str = "v0") -> Subject:
    """A vendor out of its keys."""
    vendor, document = read(json.dumps(profile), f"vendors/{name}.yaml", Vendor)
    files = [
        JudgementFile(*read(json.dumps(one), f"judgements/{at}.yaml", Judgement)) for at, one in enumerate(judgements)
    ]
    return Subject(name, vendor, document, files)


def _needs(keys: Keys) -> Needs:
    """The needs out of their keys."""
    return read(json.dumps(keys), "needs.yaml", Needs)[0]


def _assessed(subject: Subject, needs: Needs) -> dict[str, Assessment]:
    """What every criterion finds that the needs call for."""
    found = {criterion.id: criterion.assess(subject, needs) for criterion in all_criteria(needs)}
    return {name: one for name, one in found.items() if not isinstance(one, NotApplicable)}


def _ranked(subjects: Sequence[Subject], needs: Needs, rank_by: RankBy = "score") -> Ranking:
    """The vendors in order, with the weights that hold."""
    criteria = all_criteria(needs)
    return rank(subjects, needs, criteria, choose_weights(needs, criteria), rank_by)


def _only(subject: Subject, needs: Needs) -> VendorScore:
    """One vendor by itself."""
    (entry,) = _ranked([subject], needs).entries
    return entry


def _found(entry: VendorScore) -> Keys:
    """All that is found of a vendor by itself."""
    return {
        "vendor": entry.subject.id,
        "score": entry.score,
        "high": entry.high,
        "answered_weight": entry.answered_weight,
        "criteria": {name: (part.weight, part.assessment) for name, part in entry.scores.items()},
        "knockouts": entry.knockouts,
    }


def _is_open_by_the_buyer(name: str, needs: Needs) -> bool:
    """Whether a criterion may be a range with nothing to ask: a site abroad, where the buyer gives no time zone."""
    return name == "location" and needs.timezone is None


def _ways(value: object, above: KeyPath = ()) -> Iterator[KeyPath]:
    """The way to every key that may be left out."""
    if isinstance(value, list):
        for position, item in enumerate(value):
            yield from _ways(item, (*above, position))
    elif isinstance(value, dict):
        for key, below in value.items():
            if key not in REQUIRED:
                yield (*above, key)
            yield from _ways(below, (*above, key))


REQUIRED = {"country", "code", "site", "rating", "out_of", "count", "read", "share", "within_seconds"}
"""Keys without which a site, a language, a review or a promise is refused."""


def _without(profile: Keys, way: KeyPath) -> Keys:
    """The profile with one key left out."""
    copy = deepcopy(profile)
    group: Any = copy
    for step in way[:-1]:
        group = group[step]
    del group[way[-1]]
    return copy


@invariant
@given(PROFILES, NEEDS, JUDGEMENTS)
def test_every_criterion_is_a_range_of_points_and_an_open_one_is_asked(
    profile: Keys, needs: Keys, judgements: list[Keys]
) -> None:
    buyer = _needs(needs)
    for name, found in _assessed(_subject(profile, judgements), buyer).items():
        assert 0 <= found.low <= found.high <= 100, name
        assert 0 <= found.answered_share <= 1, name
        if found.unanswered:
            assert found.low < found.high, name
            assert found.answered_share < 1, name
            assert all(points > 0 for points in found.open_points.values()), name
            assert sum(found.open_points.values()) == pytest.approx(found.high - found.low), name
        elif not _is_open_by_the_buyer(name, buyer):
            assert found.low == pytest.approx(found.high), name
            assert found.answered_share == pytest.approx(1), name


@invariant
@given(PROFILES, NEEDS, JUDGEMENTS)
def test_a_score_is_a_range_of_points_and_the_sum_of_its_parts(
    profile: Keys, needs: Keys, judgements: list[Keys]
) -> None:
    buyer = _needs(needs)
    entry = _only(_subject(profile, judgements), buyer)
    assert 0 <= entry.score <= entry.high <= 100
    assert 0 <= entry.answered_weight <= 1
    assert sum(part.weight for part in entry.scores.values()) == pytest.approx(1, abs=1e-12)
    assert sum(part.points for part in entry.scores.values()) == pytest.approx(entry.score)
    asked = sum(entry.open_points.values())
    if any(_is_open_by_the_buyer(name, buyer) for name in entry.scores):
        assert asked <= entry.high - entry.score + ROUNDING
    else:
        assert asked == pytest.approx(entry.high - entry.score)
    assert entry.eligible == (not any(one.state == "failed" for one in entry.knockouts))
    assert (entry.rank is None) == (not entry.eligible)


@invariant
@given(PROFILES.filter(lambda profile: any(_ways(profile))), NEEDS, JUDGEMENTS, st.data())
def test_leaving_out_an_answer_never_narrows_a_range_nor_puts_a_vendor_out(
    profile: Keys, needs: Keys, judgements: list[Keys], data: st.DataObject
) -> None:
    buyer, way = _needs(needs), data.draw(st.sampled_from(list(_ways(profile))), "left out")
    full, shorter = _subject(profile, judgements), _subject(_without(profile, way), judgements)
    before, after = _assessed(full, buyer), _assessed(shorter, buyer)
    assert before.keys() == after.keys()
    for name, found in before.items():
        assert after[name].low <= found.low + ROUNDING, name
        assert after[name].high >= found.high - ROUNDING, name
    answered, silent = _only(full, buyer), _only(shorter, buyer)
    assert silent.score <= answered.score + ROUNDING
    assert silent.high >= answered.high - ROUNDING
    assert {one.name for one in silent.failed} <= {one.name for one in answered.failed}


@invariant
@given(PROFILES, PROFILES, PROFILES, NEEDS, st.permutations([0, 1, 2]), st.sampled_from(["score", "high", "middle"]))
def test_no_vendor_counts_for_another_whoever_comes_first(
    one: Keys, other: Keys, third: Keys, needs: Keys, order: list[int], rank_by: RankBy
) -> None:
    buyer = _needs(needs)
    subjects = [_subject(keys, name=f"v{at}") for at, keys in enumerate((one, other, third))]
    together = _ranked(subjects, buyer, rank_by)
    shuffled = _ranked([subjects[at] for at in order], buyer, rank_by)
    assert [_found(entry) for entry in shuffled.entries] == [_found(entry) for entry in together.entries]
    assert [entry.rank for entry in shuffled.entries] == [entry.rank for entry in together.entries]
    alone = [_found(_only(subject, buyer)) for subject in subjects]
    assert sorted(map(_found, together.entries), key=lambda found: found["vendor"]) == alone
    fewer = [entry.subject.id for entry in _ranked(subjects[:2], buyer, rank_by).entries]
    assert fewer == [entry.subject.id for entry in together.entries if entry.subject.id != "v2"]


@invariant
@given(PROFILES, NEEDS, JUDGEMENTS)
def test_the_same_files_give_the_same_answer(profile: Keys, needs: Keys, judgements: list[Keys]) -> None:
    once, again = (_only(_subject(profile, judgements), _needs(needs)) for _ in range(2))
    assert _found(once) == _found(again)


@invariant
@given(PROFILES, NEEDS, JUDGEMENTS)
def test_a_vendor_that_says_nothing_has_shown_nothing_and_is_before_nobody(
    profile: Keys, needs: Keys, judgements: list[Keys]
) -> None:
    buyer = _needs(needs)
    silent = _subject({}, name="a")
    for name, found in _assessed(silent, buyer).items():
        assert (found.low, found.high, found.answered_share) == (0, 100, 0), name
    ranking = _ranked([silent, _subject(profile, judgements)], buyer)
    ranks = {entry.subject.id: entry.rank for entry in ranking.entries}
    first = next(entry for entry in ranking.entries if entry.subject.id == "a")
    assert (first.score, first.high, first.answered_weight) == (0, pytest.approx(100), 0)
    assert first.eligible
    assert first.unanswered
    if ranks["v0"] is not None:
        assert ranks["v0"] == 1


# ---- Places where silence once was worth more than an answer, or less than nothing --------------------------------

ENTRIES = [
    {"code": "es"} | {key: value for key, value in (("level", level), ("extra_cost", extra)) if value is not None}
    for level, extra in product(("native", "fluent", "translation", None), (True, False, None))
]


@pytest.mark.parametrize("first", ENTRIES)
def test_what_is_left_out_of_a_language_that_is_listed_twice_may_be_the_best(first: Keys) -> None:
    buyer = _needs({"wants": {"languages": ["es"]}})
    for second in ENTRIES:
        profile = {"languages": [first, second]}
        full = _assessed(_subject(profile), buyer)["languages"]
        for way in [way for way in _ways(profile) if len(way) > 1]:
            shorter = _assessed(_subject(_without(profile, way)), buyer)["languages"]
            assert shorter.low <= full.low + ROUNDING, (profile, way)
            assert shorter.high >= full.high - ROUNDING, (profile, way)


def test_a_level_that_is_left_out_is_asked_although_the_language_is_listed_with_a_worse_one() -> None:
    """Translation without extra cost: 0.9 * 40 + 10 = 46; the entry without a level may be native."""
    spoken = [{"code": "es-MX", "level": "translation", "extra_cost": False}, {"code": "es-ES", "extra_cost": False}]
    found = _assessed(_subject({"languages": spoken}), _needs({"wants": {"languages": ["es"]}}))["languages"]
    assert (found.low, found.high) == pytest.approx((46, 100))
    assert found.reason == "Spanish translation; not known: languages.es.level"


@pytest.mark.parametrize(
    "text",
    [
        "2027 Jan 18-2027 Jan 20 00:00-24:00",
        "Jan 11-Jan 17 00:00-24:00",
        "Mo-Su 00:00-24:00; Jul 12 off",
    ],
)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "UTC"])
def test_hours_bound_to_dates_may_be_those_of_any_clock(text: str, zone: str) -> None:
    """On another clock, other days of the calendar reach into the week."""
    buyer = _needs({"timezone": "UTC", "demand": {"open": "Mo-Su 00:00-24:00"}})
    full = _assessed(_subject({"hours": {"open": text, "timezone": zone}}), buyer)["hours"]
    shorter = _assessed(_subject({"hours": {"open": text}}), buyer)["hours"]
    assert shorter.low <= full.low + ROUNDING
    assert shorter.high >= full.high - ROUNDING
    assert "hours.timezone" in shorter.unanswered
