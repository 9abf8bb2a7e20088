"""Ranking a case: from files to scores, with the weights, the volume and the order that the buyer chooses."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import log
from pathlib import Path

import pytest

from callvet.evaluation.ranking import rank_vendors, with_volume
from callvet.evaluation.reading import BadFilesError
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.needs import Needs
from callvet.score.weights import WeightsError
from tests.conftest import MakeNeeds

MakeCase = Callable[[dict[str, str]], None]

NO_QUOTES = "no quotes were found beside the vendors, so cost is unknown"


@pytest.fixture
def make_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeCase:
    """Writes a case into the current folder, which is empty before."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write


BY_HAND = {
    "needs.yaml": """\
weights: {reporting: 5, channels: 3, culture: 2}
wants: {channels: [chat, email]}
must: {recordings: true}
""",
    "vendors/acme.yaml": """\
name: Acme Answering
reporting: {level: realtime, recordings: true}
services: {channels: [chat, phone]}
""",
    "vendors/brio.yaml": """\
reporting: {level: daily}
services:
  channels: [email, phone, chat, social]
""",
    "vendors/corte.yaml": "name: Corte",
    "vendors/dora.yaml": "reporting: {level: realtime, recordings: false}",
    "judgements/acme-ops.yaml": "{vendor: acme, by: ops, date: 2026-10-20, kind: meeting, marks: {culture: 5}}",
    "judgements/acme-sales.yaml": "{vendor: acme, by: sales, date: 2026-10-21, kind: meeting, marks: {culture: 7}}",
}


def test_a_small_case_worked_out_by_hand(make_case: MakeCase) -> None:
    """Needed are phone, chat and email.

    acme: 0.5 * 100 for real-time reports, 0.3 * 2/3 * 100 for two of three channels, 0.2 * 60 for marks of 5 and 7:
    50 + 20 + 12 = 82, all of it answered.
    brio: 0.5 * 70 for daily reports, 0.3 * 100: 35 + 30 = 65, and 20 more if its culture were perfect.
    corte: nothing, and everything if all came out best.
    dora: 50 shown, but lets nobody hear recordings.
    """
    make_case(BY_HAND)
    ranking = rank_vendors().ranking
    assert [(entry.subject.id, entry.rank, entry.eligible) for entry in ranking.entries] == [
        ("acme", 1, True),
        ("brio", 2, True),
        ("corte", 3, True),
        ("dora", None, False),
    ]
    figures = [(entry.score, entry.high, entry.answered_weight) for entry in ranking.entries]
    assert figures == [
        pytest.approx((82, 82, 1)),
        pytest.approx((65, 85, 0.8)),
        pytest.approx((0, 100, 0)),
        pytest.approx((50, 100, 0.5)),
    ]
    assert dict(ranking.weights.values) == pytest.approx({"reporting": 0.5, "channels": 0.3, "culture": 0.2})
    assert [entry.subject.id for entry in ranking.undecided] == ["brio", "corte"]
    acme, brio, corte, dora = ranking.entries
    assert {name: part.points for name, part in acme.scores.items()} == pytest.approx(
        {"channels": 20, "reporting": 50, "culture": 12}
    )
    assert {name: str(part.assessment.evidence) for name, part in acme.scores.items()} == {
        "channels": "vendors/acme.yaml:3:12",
        "reporting": "vendors/acme.yaml:2:13",
        "culture": "judgements/acme-ops.yaml:1:66",
    }
    assert {name: part.assessment.reason for name, part in acme.scores.items()} == {
        "channels": "phone, chat, no email",
        "reporting": "real-time reports",
        "culture": "6 of 10 from 2 people (5 to 7)",
    }
    assert acme.unanswered == ()
    assert brio.unanswered == ("reporting.recordings", "judgements.culture")
    assert corte.unanswered == ("reporting.recordings", "reporting.level", "services.channels", "judgements.culture")
    assert [f"{one.name}: {one.reason} ({one.place})" for one in dora.failed] == [
        "must.recordings: lets nobody hear recordings (vendors/dora.yaml:1:30)"
    ]


def test_the_same_case_agrees_with_a_spreadsheet_of_exact_fractions(make_case: MakeCase) -> None:
    make_case(BY_HAND)
    weights = {"reporting": Fraction(5, 10), "channels": Fraction(3, 10), "culture": Fraction(2, 10)}
    sheet = {
        "acme": {"reporting": (100, 100), "channels": (Fraction(200, 3), Fraction(200, 3)), "culture": (60, 60)},
        "brio": {"reporting": (70, 70), "channels": (100, 100), "culture": (0, 100)},
        "corte": {"reporting": (0, 100), "channels": (0, 100), "culture": (0, 100)},
        "dora": {"reporting": (100, 100), "channels": (0, 100), "culture": (0, 100)},
    }
    for entry in rank_vendors().ranking.entries:
        row = sheet[entry.subject.id]
        low, high = (sum(weights[name] * row[name][end] for name in weights) for end in (0, 1))
        assert entry.score == pytest.approx(float(low), abs=1e-9)
        assert entry.high == pytest.approx(float(high), abs=1e-9)


def test_a_vendor_more_changes_nobodys_score(make_case: MakeCase) -> None:
    make_case(BY_HAND)
    before = {entry.subject.id: (entry.score, entry.high) for entry in rank_vendors().ranking.entries}
    make_case({"vendors/zest.yaml": "{reporting: {level: realtime, recordings: true}, services: {channels: [phone]}}"})
    after = {entry.subject.id: (entry.score, entry.high) for entry in rank_vendors().ranking.entries}
    assert after.keys() - before.keys() == {"zest"}
    assert {name: after[name] for name in before} == before


def test_the_order_may_be_chosen(make_case: MakeCase) -> None:
    make_case(BY_HAND)
    for rank_by, order in [("high", ["corte", "brio", "acme"]), ("middle", ["acme", "brio", "corte"])]:
        ranking = rank_vendors(rank_by=rank_by).ranking  # type: ignore[arg-type]
        assert [entry.subject.id for entry in ranking.eligible] == order
        assert ranking.rank_by == rank_by


def test_paths_may_be_folders_and_files_and_text(make_case: MakeCase) -> None:
    make_case(BY_HAND)
    for paths in (["."], ["vendors"], [Path("vendors")], ["vendors/brio.yaml", Path("vendors/acme.yaml")]):
        names = {entry.subject.id for entry in rank_vendors(paths).ranking.entries}
        assert {"acme", "brio"} <= names
    assert len(rank_vendors(["vendors/brio.yaml"]).ranking.entries) == 1


# ---- What the user should know ------------------------------------------------------------------------------------


def test_a_case_without_needs_says_that_defaults_hold(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": "name: Acme"})
    answer = rank_vendors()
    assert answer.needs == Needs()
    assert answer.notes == (
        NO_QUOTES,
        (
            "no needs.yaml was found beside the vendors or here, so defaults hold and what hangs on your country, "
            "languages and volume is not judged; callvet init writes one"
        ),
    )
    assert answer.ranking.not_applicable["languages"] == "the needs name no language"


def test_a_case_with_needs_that_ask_for_no_cost_has_nothing_to_note(make_case: MakeCase) -> None:
    make_case(BY_HAND)
    assert rank_vendors().notes == ()
    assert rank_vendors(weights={"cost": 1}).notes == (NO_QUOTES,)


# ---- What they cost -----------------------------------------------------------------------------------------------

# 5,000 calls of 363 s, all alike; the ends of the scale are the buyer's.
BUYER = """\
start: 2027-01-01
demand: {calls_per_month: 5000, spread: 0, talk_seconds: 250, hold_seconds: 25, wrap_seconds: 88}
weights: {cost: 1}
scales: {cost: {best: 12000, worst: 60000}}
"""
NORTHWIND = """\
vendor: northwind
charges:
  - {per: cycle, rate: 49, for: account fee}
  - {per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap]}}
"""
PRICED = {"needs.yaml": BUYER, "vendors/northwind.yaml": "name: Northwind", "quotes/northwind.yaml": NORTHWIND}


def fee(rate: int, more: str = "", vendor: str = "acme") -> str:
    """An offer of one fee a month, with whatever more it says."""
    return f"{{vendor: {vendor}, charges: [{{per: cycle, rate: {rate}}}]{more}}}"


def offered(*quotes: str, needs: str = BUYER) -> dict[str, str]:
    """A case of one vendor with these offers."""
    files = {f"quotes/{number}.yaml": text for number, text in enumerate(quotes)}
    return {"needs.yaml": needs, "vendors/acme.yaml": "name: Acme"} | files


def month() -> tuple[Decimal, Decimal] | None:
    """What a normal month of the only vendor costs."""
    (entry,) = rank_vendors().ranking.entries
    cost = entry.subject.cost
    return (cost.monthly_low, cost.monthly_high) if cost else None


def test_what_a_vendor_costs_is_judged_on_the_logarithmic_scale(make_case: MakeCase) -> None:
    """5,000 calls of 363 s are 30,250 minutes to the second, 35,000 in whole minutes, at 0.95, and 49 on top.

    28,786.50 and 33,299.00 a month: ln(60000 / 28786.5) / ln 5 = 0.73440 / 1.60944 = 0.45631, and
    ln(60000 / 33299) / ln 5 = 0.58879 / 1.60944 = 0.36583.
    """
    make_case(PRICED)
    answer = rank_vendors()
    (entry,) = answer.ranking.entries
    assert (entry.score, entry.high) == pytest.approx((36.583, 45.631), abs=0.01)
    assert entry.answered_weight == 0
    assert month() == (Decimal("28786.50"), Decimal("33299.00"))
    found = entry.scores["cost"].assessment
    assert found.reason == (
        "USD 28,787–33,299 a month over the term (100 points at 12,000, none at 60,000); "
        "not known: quotes.minute.clock.step_seconds"
    )
    assert str(found.evidence) == "quotes/northwind.yaml:3:3"
    assert found.open_points == pytest.approx({"quotes.minute.clock.step_seconds": 45.631 - 36.583}, abs=0.01)
    assert answer.notes == ()


def test_without_ends_of_their_own_the_markets_are_the_scale(make_case: MakeCase) -> None:
    """Talk and wrap-up are 28,166.67 minutes: half of 0.70 each is 9,858.33.

    The dear end is twice the market's, of which 1.25 a minute, 35,208.33, is the least that it can be.
    """
    make_case(PRICED | {"needs.yaml": BUYER.replace("scales", "x-scales")})
    (entry,) = rank_vendors().ranking.entries
    assert entry.subject.cost is not None
    scale = entry.subject.cost.scale
    assert scale.best == Decimal("19716.67") / 2
    assert scale.worst >= Decimal("35208.33") * 2
    low, high = (100 * log(float(scale.worst) / cost) / log(scale.worst / scale.best) for cost in (33299, 28786.5))
    assert (entry.score, entry.high) == pytest.approx((low, high))


def test_one_offs_count_by_their_share_of_the_term(make_case: MakeCase) -> None:
    """24,000 a month and 24,000 once over 12 months are 26,000: ln(60/26) / ln 5 = 0.83625 / 1.60944."""
    make_case(offered("{vendor: acme, charges: [{per: cycle, rate: 24000}, {per: once, rate: 24000}]}"))
    (entry,) = rank_vendors().ranking.entries
    assert entry.score == entry.high == pytest.approx(51.959, abs=0.01)
    assert month() == (Decimal("24000.00"), Decimal("24000.00"))


def test_the_volume_of_the_call_is_the_one_that_is_priced(make_case: MakeCase) -> None:
    make_case(PRICED)
    (entry,) = rank_vendors(volume=Decimal(1000)).ranking.entries
    assert entry.subject.cost is not None
    assert entry.subject.cost.monthly_high == Decimal("6699.00")  # 7,000 minutes at 0.95, and 49


def test_an_offer_in_the_profile_is_priced_as_one_in_a_file(make_case: MakeCase) -> None:
    inline = "quotes:\n  - charges: [{per: cycle, rate: 24000}]\n"
    make_case({"needs.yaml": BUYER, "vendors/acme.yaml": f"name: Acme\n{inline}"})
    (entry,) = rank_vendors().ranking.entries
    assert month() == (Decimal("24000.00"), Decimal("24000.00"))
    assert str(entry.scores["cost"].assessment.evidence) == "vendors/acme.yaml:3:14"


@pytest.mark.parametrize(
    ("quotes", "rate"),
    [
        ([fee(20000, ", dated: 2026-10-01"), fee(30000, ", dated: 2026-10-02")], 30000),
        ([fee(30000, ", dated: 2026-10-02"), fee(20000, ", dated: 2026-10-03")], 20000),
        ([fee(20000, ", dated: 2026-10-01"), fee(30000)], 20000),  # no date is older than any
        ([fee(20000), fee(30000)], 30000),  # of one day, the dearer
        ([fee(30000, ", dated: 2026-10-01"), fee(20000, ", dated: 2026-10-01")], 30000),
        ([fee(20000, ", dated: 2020-10-01"), fee(30000, ", dated: 2020-10-02, valid_until: 2020-11-01")], 20000),
        ([fee(20000, ", dated: 2020-10-01"), fee(30000, ", dated: 2020-10-02, valid_until: 9000-11-01")], 30000),
        ([fee(20000, ", valid_until: 2020-11-01")], None),
    ],
)
def test_the_latest_offer_that_holds_is_the_one_that_counts(
    make_case: MakeCase, quotes: list[str], rate: int | None
) -> None:
    make_case(offered(*quotes))
    assert month() == (None if rate is None else (Decimal(rate), Decimal(rate)))


@pytest.mark.parametrize(
    ("needs", "rate"),
    [
        ("", 50000),
        ("agents: any\n", 50000),
        ("agents: shared\n", 20000),
        ("agents: dedicated\n", 40000),
        ("agents: automated\n", 10000),  # an offer that does not say may be of any model
        ("must: {agents: [shared, dedicated]}\n", 40000),
        ("agents: shared\nmust: {agents: [shared, partial]}\n", 20000),
    ],
)
def test_only_offers_of_a_wanted_agent_model_count(make_case: MakeCase, needs: str, rate: int) -> None:
    make_case(
        offered(
            fee(10000, ", dated: 2026-10-01"),
            fee(20000, ", agents: shared, dated: 2026-10-02"),
            fee(40000, ", agents: dedicated, dated: 2026-10-03"),
            fee(50000, ", agents: partial, dated: 2026-10-04"),
            needs=BUYER + needs,
        )
    )
    assert month() == (Decimal(rate), Decimal(rate))


def test_an_offer_for_another_vendor_is_nobodys(make_case: MakeCase) -> None:
    make_case(offered(fee(20000, vendor="brio")))
    assert month() is None
    assert rank_vendors().notes == ("no offer of these vendors holds, so cost is unknown",)


@pytest.mark.parametrize(
    ("needs", "notes"),
    [
        ("weights: {cost: 1, hours: 1}\n", (NO_QUOTES,)),
        ("weights: {hours: 1}\n", ()),
        ("weights: {hours: 1, cost: 0}\n", ()),
        ("weights: {hours: 1}\nmust: {max_monthly_cost: 9}\n", (NO_QUOTES,)),
        ("weights: {hours: 1}\nfloors: {cost: 9}\n", (NO_QUOTES,)),
    ],
)
def test_that_costs_are_unknown_is_told_where_they_count(
    make_case: MakeCase, needs: str, notes: tuple[str, ...]
) -> None:
    make_case({"vendors/acme.yaml": "name: Acme", "needs.yaml": f"{needs}demand: {{calls_per_month: 5000}}\n"})
    assert rank_vendors().notes == notes


def test_another_currency_is_converted_with_the_rate_that_is_given(make_case: MakeCase) -> None:
    rates = "rates: {EUR: {rate: 1.25, dated: 2026-11-02, source: bank}}\n"
    make_case(offered(fee(20000, ", currency: EUR"), needs=BUYER + rates))
    assert month() == (Decimal("25000.00"), Decimal("25000.00"))


@pytest.mark.parametrize("demand", ["demand: {calls_per_month: 5000}\n", ""])
def test_a_currency_without_a_rate_is_a_problem_at_its_place(make_case: MakeCase, demand: str) -> None:
    quote = "vendor: acme\ncharges: [{per: cycle, rate: 9}]\ncurrency: EUR\n"
    make_case(offered(quote, quote.replace("EUR", "USD"), quote.replace("EUR", "CAD"), needs=f"{demand}country: US\n"))
    with pytest.raises(BadFilesError) as refused:
        rank_vendors()
    assert [f"{one.place} {one.message}" for one in refused.value.problems] == [
        f"quotes/{number}.yaml:3:11 currency: no rate from {code} to USD is given; add rates: {{{code}: {{rate: 1.09, "
        "dated: 2026-11-02, source: bank}} to the needs, with your own figure"
        for number, code in ((0, "EUR"), (2, "CAD"))
    ]


def test_without_a_volume_no_offer_can_be_priced_and_no_vendor_is_asked_for_one(make_case: MakeCase) -> None:
    files = offered(fee(20000), needs="weights: {cost: 1}\nmust: {max_monthly_cost: 9}\n")
    make_case(files | {"vendors/brio.yaml": "name: Brio"})
    answer = rank_vendors()
    assert answer.notes == ("no volume is given (--volume 5000), so cost is unknown",)
    found = {entry.subject.id: (entry.score, entry.high, entry.unanswered) for entry in answer.ranking.entries}
    assert found == {"acme": (0, 100, ()), "brio": (0, 100, ("quotes",))}


def test_issues_are_a_volume_too(make_case: MakeCase) -> None:
    """3,500 issues, of which 70% are settled at first, are 5,000 calls."""
    make_case(PRICED | {"needs.yaml": BUYER.replace("calls_per_month: 5000", "issues_per_month: 3500")})
    assert month() == (Decimal("28786.50"), Decimal("33299.00"))


def test_issues_that_are_never_settled_cannot_be_priced(make_case: MakeCase) -> None:
    needs = "demand: {issues_per_month: 3500, first_contact_resolution: 0%}"
    make_case(offered(fee(20000), needs=needs))
    with pytest.raises(NothingToWorkOnError, match="first_contact_resolution is 0%, so issues come back for ever"):
        rank_vendors()


def test_without_a_dollars_worth_the_scale_has_no_ends(make_case: MakeCase) -> None:
    make_case(offered(fee(20000), needs="{currency: EUR, demand: {calls_per_month: 5000}}"))
    assert month() is None
    assert rank_vendors().notes == (
        "no rate from USD is given, so the cost scale has no ends; add scales: or rates: to the needs",
    )
    make_case(offered(fee(20000), needs=f"{BUYER}currency: EUR\n"))
    assert month() == (Decimal("20000.00"), Decimal("20000.00"))


@pytest.mark.parametrize(
    ("most", "state", "reason", "keys"),
    [
        (33299, "met", "met", ()),
        (33298, "unanswered", "may cost 33,299 a month, over 33,298", ("quotes.minute.clock.step_seconds",)),
        (28000, "failed", "costs 28,787 a month at least, over 28,000", ()),
    ],
)
def test_a_bound_on_a_month_knocks_out_whoever_costs_more_at_best(
    make_case: MakeCase, most: int, state: str, reason: str, keys: tuple[str, ...]
) -> None:
    make_case(PRICED | {"needs.yaml": f"{BUYER}must: {{max_monthly_cost: {most}}}\n"})
    (entry,) = rank_vendors().ranking.entries
    (found,) = entry.knockouts
    assert (found.name, found.state, found.reason, found.keys) == ("must.max_monthly_cost", state, reason, keys)
    assert str(found.place) == "quotes/northwind.yaml:3:3"
    assert entry.eligible == (state != "failed")


def test_an_offer_without_a_stated_quantity_is_flagged(make_case: MakeCase) -> None:
    charges = "[{per: cycle, rate: 20000}, {per: unit, rate: 9, for: scripts}]"
    make_case(offered(f"{{vendor: acme, charges: {charges}}}"))
    (entry,) = rank_vendors().ranking.entries
    assert entry.scores["cost"].assessment.flags == (
        "its offer is priced without demand.units_per_cycle.scripts, which is not stated",
    )
    assert entry.unanswered == ()


# ---- What cannot be ranked ----------------------------------------------------------------------------------------


def test_files_with_problems_are_not_ranked(make_case: MakeCase) -> None:
    make_case(BY_HAND | {"vendors/brio.yaml": "nmae: Brio"})
    with pytest.raises(BadFilesError) as refused:
        rank_vendors()
    assert [str(problem.place) for problem in refused.value.problems] == ["vendors/brio.yaml:1:1"]


def test_needs_alone_are_no_vendors(make_case: MakeCase) -> None:
    make_case({"needs.yaml": "country: US"})
    with pytest.raises(NothingToWorkOnError, match="no vendor profile is among these files; put one per vendor"):
        rank_vendors(["needs.yaml"])


def test_a_path_that_is_not_there_is_told(make_case: MakeCase) -> None:
    make_case(BY_HAND)
    with pytest.raises(NothingToWorkOnError, match=r"vendors/zeta\.yaml is not there"):
        rank_vendors(["vendors/zeta.yaml"])


# ---- Weights ------------------------------------------------------------------------------------------------------


def test_weights_on_what_the_needs_do_not_call_for_are_refused(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": "name: Acme", "needs.yaml": "weights: {languages: 3, trust: 0}"})
    with pytest.raises(WeightsError, match="no criterion that your needs call for has a weight"):
        rank_vendors()


def test_options_reach_the_ranking(make_case: MakeCase) -> None:
    make_case(BY_HAND)
    ranking = rank_vendors(preset="cost", weights={"reporting": 50}).ranking
    assert ranking.weights.origin == "the cost preset, with reporting 50"
    assert ranking.weights.values["reporting"] == max(ranking.weights.values.values())


# ---- Volume -------------------------------------------------------------------------------------------------------


def test_another_volume_takes_the_place_of_calls_and_issues(make_needs: MakeNeeds) -> None:
    for text in ("demand: {calls_per_month: 10, talk_seconds: 99}", "demand: {issues_per_month: 10, talk_seconds: 99}"):
        demand = with_volume(make_needs(text), Decimal(5000)).demand
        assert (demand.calls_per_month, demand.issues_per_month, demand.talk_seconds) == (5000, None, 99)


def test_without_another_volume_the_needs_stay(make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {issues_per_month: 10}")
    assert with_volume(needs, None) is needs


def test_a_volume_calls_for_more_criteria(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": "capacity: {min_calls_per_month: 5000}", "needs.yaml": "country: US"})
    assert {"call_volume", "scalability", "size_fit"} <= rank_vendors().ranking.not_applicable.keys()
    answer = rank_vendors(volume=Decimal(10_000))
    assert answer.needs.demand.calls_per_month == 10_000
    (entry,) = answer.ranking.entries
    assert entry.scores["call_volume"].assessment.low == pytest.approx(100 * 2 / 3)  # twice the minimum; no maximum


@pytest.mark.parametrize("volume", ["0", "-1", "Infinity", "NaN"])
def test_a_volume_that_is_none_is_refused(make_case: MakeCase, volume: str) -> None:
    make_case(BY_HAND)
    with pytest.raises(ValueError, match=f"{volume} is no volume; give a number of calls a month above 0"):
        rank_vendors(volume=Decimal(volume))
