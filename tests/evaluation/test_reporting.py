"""Everything on one decision: the parts agree, and what cannot be told is told to be lacking."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from callvet.demand.estimate import estimate
from callvet.evaluation.costing import price_offers
from callvet.evaluation.prices import offer_cost
from callvet.evaluation.prices.wishes import Wishes
from callvet.evaluation.ranking import rank_vendors
from callvet.evaluation.reporting import ReportAnswer, report_case
from callvet.load.discovery import NothingToWorkOnError
from tests.report.decisions import CASE, decided, quote, written

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.demand.context import Context
    from callvet.demand.estimate import Estimate
    from callvet.model.quote import Quote


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> ReportAnswer:
    """All that a report of the small case says."""
    return decided(written(tmp_path_factory.mktemp("decision")))


def test_the_winner_is_the_first_of_the_ranking_and_its_offer_the_one_that_was_scored(answer: ReportAnswer) -> None:
    assert answer.winner is not None
    assert answer.winner.subject.id == "acme"
    offer = answer.scored_offer(answer.winner)
    assert offer is not None
    assert offer.offer.id == "acme/A-1"
    assert answer.winner.subject.cost is not None
    assert offer.monthly.high == answer.winner.subject.cost.monthly_high == Decimal("28786.50")


def test_the_winners_offer_is_the_preferred_one_of_the_comparison(answer: ReportAnswer) -> None:
    assert answer.comparison is not None
    assert answer.comparison.preferred is not None
    assert answer.comparison.sides[answer.comparison.preferred].id == "acme/A-1"


def test_a_vendor_without_an_offer_has_none_that_was_scored(answer: ReportAnswer) -> None:
    dora = next(entry for entry in answer.ranking.ranking.entries if entry.subject.id == "dora")
    assert answer.scored_offer(dora) is None


def test_savings_are_against_todays_cost(answer: ReportAnswer) -> None:
    assert answer.savings["acme/A-1"].monthly.low == Decimal(40000) - Decimal("28786.50")


def test_the_last_round_of_each_offer_is_compared(tmp_path: Path) -> None:
    later = quote("acme", "0.90", "49").replace("A-1", "A-2").replace("2026-10-14", "2026-10-30")
    found = decided(written(tmp_path, {**CASE, "quotes/acme-2.yaml": later}))
    assert found.comparison is not None
    assert [side.id for side in found.comparison.sides] == ["acme/A-2", "brio/B-1", "corte/C-1"]
    assert len(found.comparison.rounds) == 1


def test_the_day_is_the_latest_in_the_files_unless_it_is_named(answer: ReportAnswer, case_of: Path) -> None:
    assert (answer.day, answer.day_is_given) == (date(2026, 11, 2), False)
    named = report_case([case_of], day=date(2026, 12, 24), draws=100)
    assert (named.day, named.day_is_given) == (date(2026, 12, 24), True)


@pytest.fixture
def case_of(tmp_path: Path) -> Path:
    """The small case with an offer that expires in December."""
    text = CASE["quotes/acme.yaml"].replace("agents: shared", "valid_until: 2026-12-01\n    agents: shared")
    return written(tmp_path, {**CASE, "quotes/acme.yaml": text})


def test_an_offer_that_has_expired_by_the_day_is_not_scored(case_of: Path) -> None:
    def costs(day: date) -> list[bool]:
        entries = rank_vendors([case_of], today=day).ranking.entries
        return [entry.subject.cost is not None for entry in entries if entry.subject.id == "acme"]

    assert (costs(date(2026, 11, 2)), costs(date(2026, 12, 24))) == ([True], [False])


def test_another_volume_holds_for_every_part(case_of: Path) -> None:
    found = report_case([case_of], volume=Decimal(1000), draws=100)
    assert found.cost is not None
    assert found.staffing is not None
    assert found.comparison is not None
    assert found.cost.volumes == (1000,)
    assert (found.staffing.volume, found.comparison.volume) == (1000, 1000)


def test_weights_and_the_order_are_those_of_the_call(case_of: Path) -> None:
    found = report_case([case_of], weights={"security": 1000}, rank_by="high", draws=100)
    assert found.ranking.ranking.rank_by == "high"
    assert found.ranking.ranking.weights.values["security"] > 0.9


@pytest.mark.parametrize("volume", [None, Decimal(9000)])
@pytest.mark.parametrize("asked", ["calls_per_month: 5000", "issues_per_month: 4000"])
def test_it_ranks_and_prices_as_score_and_cost_do(tmp_path: Path, volume: Decimal | None, asked: str) -> None:
    needs = CASE["needs.yaml"].replace("calls_per_month: 5000", asked)
    acme = CASE["vendors/acme.yaml"] + "performance: {first_contact_resolution: 60%}\n    "
    folder = written(tmp_path, {**CASE, "needs.yaml": needs, "vendors/acme.yaml": acme})
    answer = report_case([folder], volume=volume, preset="cost", draws=100)
    alone = rank_vendors([folder], volume=volume, preset="cost", today=answer.day)
    told = [(one.subject.cost, one.score, one.high, one.rank) for one in answer.ranking.ranking.entries]
    assert told == [(one.subject.cost, one.score, one.high, one.rank) for one in alone.ranking.entries]
    priced = price_offers([folder], wishes=Wishes(() if volume is None else (volume,)), today=answer.day)
    assert answer.cost is not None
    assert [one.estimate for one in answer.cost.priced] == [one.estimate for one in priced.priced]


def test_the_months_of_an_offer_are_billed_once(case_of: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    billed: list[str] = []

    def counted(quote: Quote, context: Context, *, calendar: bool = True, questions: bool = True) -> Estimate:
        billed.extend([str(quote.reference)] if calendar else [])
        return estimate(quote, context, calendar=calendar, questions=questions)

    monkeypatch.setattr(offer_cost, "estimate", counted)
    report_case([case_of], draws=100)
    assert billed == ["A-1", "B-1", "C-1"]


@pytest.mark.parametrize("volume", ["0", "-5", "NaN", "Infinity"])
def test_what_is_no_volume_is_refused_before_anything_is_priced(case_of: Path, volume: str) -> None:
    with pytest.raises(ValueError, match="is no volume; give a number of calls a month above 0"):
        report_case([case_of], volume=Decimal(volume), draws=100)


def test_what_cannot_be_told_is_lacking_with_its_reason(tmp_path: Path) -> None:
    found = decided(written(tmp_path, {"vendors/acme.yaml": "name: Acme\n"}))
    assert (found.cost, found.curves, found.staffing, found.comparison, found.offers) == (None, None, None, None, ())
    assert [one.part for one in found.lacking] == ["cost", "quotes", "staffing"]
    assert all("no volume is given" in one.reason for one in found.lacking if one.part != "quotes")


def test_no_vendor_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(NothingToWorkOnError, match="no vendor profile"):
        decided(written(tmp_path, {"quotes/acme.yaml": CASE["quotes/acme.yaml"]}) / "quotes")
