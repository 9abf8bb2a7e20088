"""Which quote is meant, and that it is priced as ``cost`` prices it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from callvet.evaluation.clauses import prepare_clauses
from callvet.evaluation.costing import price_offers
from callvet.evaluation.prices.wishes import Wishes
from callvet.evaluation.reading import BadFilesError
from callvet.load.discovery import NothingToWorkOnError

FILES = {
    "needs.yaml": "demand: {calls_per_month: 1000, spread: 0}\nstart: 2027-01-01\n",
    "vendors/acme.yaml": "name: Acme Contact\n",
    "vendors/bare.yaml": "name: Bare\n",
    "quotes/acme-1.yaml": "vendor: acme\nreference: A-1\ndated: 2026-10-01\ncharges: [{per: minute, rate: 1}]\n",
    "quotes/acme-2.yaml": "vendor: acme\nreference: A-2\ndated: 2026-11-01\ncharges: [{per: call, rate: 5}]\n",
    "quotes/brio.yaml": "vendor: brio\ncurrency: EUR\ncharges: [{per: call, rate: 4}]\n",
    "quotes/twin-a.yaml": "vendor: twin\ntitle: Desk\ndated: 2026-11-01\ncharges: [{per: call, rate: 4}]\n",
    "quotes/twin-b.yaml": "vendor: twin\ntitle: Bot\ndated: 2026-11-01\ncharges: [{per: call, rate: 2}]\n",
    "quotes/late-a.yaml": "vendor: late\ntitle: Desk\ndated: 2026-11-01\ncharges: [{per: call, rate: 4}]\n",
    "quotes/late-b.yaml": "vendor: late\ntitle: Bot\ndated: 2026-11-12\ncharges: [{per: call, rate: 2}]\n",
}


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case; the current folder."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("quotes/acme-1.yaml", "acme/A-1"),
        ("acme", "acme/A-2"),
        ("acme/A-1", "acme/A-1"),
        ("acme@1", "acme/A-1"),
        ("acme@2", "acme/A-2"),
        ("late", "late/Bot"),
        ("twin/Desk", "twin/Desk"),
    ],
)
def test_a_quote_is_named_by_its_file_its_vendor_its_reference_or_its_round(named: str, meant: str) -> None:
    assert prepare_clauses(named).offer.id == meant


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("twin", "twin has 2 quotes, and clauses are of one; name the file of one, or one of twin/Desk, twin/Bot"),
        ("quotes", "quotes has 6 quotes"),
        ("vendors/bare.yaml", "vendors/bare.yaml holds no quote; name a file with charges: or plans:"),
        ("acne", "did you mean acme?"),
        ("acme@3", "@2"),
    ],
)
def test_a_name_that_is_not_one_quote_is_told_with_the_fix(named: str, words: str) -> None:
    with pytest.raises(NothingToWorkOnError) as refused:
        prepare_clauses(named)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_without_a_case_here_a_file_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    with pytest.raises(NothingToWorkOnError, match="acme is no file"):
        prepare_clauses("acme")


def test_the_month_is_that_of_cost() -> None:
    wishes = Wishes(volumes=(Decimal(2500),), handle_seconds=Decimal(200), rates=(("EUR", Decimal("1.10")),))
    found = prepare_clauses("acme/A-1", wishes=wishes)
    (priced,) = price_offers(["quotes/acme-1.yaml"], wishes=wishes).priced
    assert found.estimate.monthly.range == priced.monthly
    assert found.estimate.questions == priced.estimate.questions
    assert found.estimate.over(12) == priced.first_year
    assert found.compared is None


def test_a_foreign_quote_stays_in_its_currency_and_is_compared_in_the_buyers() -> None:
    wishes = Wishes(rates=(("EUR", Decimal("1.10")),))
    found = prepare_clauses("brio", wishes=wishes)
    (priced,) = price_offers(["quotes/brio.yaml"], wishes=wishes).priced
    assert (found.currency, found.estimate.monthly.range.low) == ("EUR", Decimal("4000.00"))
    assert found.compared == priced.monthly
    assert found.compared.low == Decimal("4400.00")


def test_no_rate_is_needed_for_wording_alone() -> None:
    assert prepare_clauses("brio").compared is None


def test_a_vendor_without_a_profile_is_called_by_its_id() -> None:
    assert prepare_clauses("acme").vendor_name == "Acme Contact"
    assert prepare_clauses("brio").vendor_name == "brio"


def test_no_volume_is_told_with_the_fix(case: Path) -> None:
    (case / "needs.yaml").write_text("country: US\n", encoding="utf-8")
    with pytest.raises(NothingToWorkOnError, match="add --volume 5000"):
        prepare_clauses("acme")


def test_a_figure_that_makes_no_cost_possible_is_told(case: Path) -> None:
    (case / "needs.yaml").write_text(
        "demand: {calls_per_month: 1000, talk_seconds: 0, hold_seconds: 0, wrap_seconds: 0}\n", encoding="utf-8"
    )
    with pytest.raises(NothingToWorkOnError, match="--aht has no proportions"):
        prepare_clauses("acme", wishes=Wishes(handle_seconds=Decimal(300)))


def test_a_contract_that_the_needs_do_not_date_begins_with_the_next_month(case: Path) -> None:
    (case / "needs.yaml").write_text("demand: {calls_per_month: 1000}\n", encoding="utf-8")
    assert prepare_clauses("acme", today=date(2026, 12, 15)).start == date(2027, 1, 1)


def test_a_term_that_makes_no_price_possible_is_told_at_its_line() -> None:
    text = "vendor: slow\ncharges:\n  - {per: hour, rate: 20, ramp: {weeks: 4, productivity: 0%}}\n"
    Path("quotes/slow.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadFilesError) as caught:
        prepare_clauses("quotes/slow.yaml")
    [problem] = caught.value.problems
    assert (problem.place.path, problem.place.line) == ("quotes/slow.yaml", 3)


def test_what_nobody_could_staff_is_told_by_its_name() -> None:
    Path("quotes/hour.yaml").write_text(
        "vendor: hour\nreference: H\ncharges: [{per: hour, rate: 20}]\n", encoding="utf-8"
    )
    with pytest.raises(NothingToWorkOnError, match=r"^hour/H cannot be staffed at 9,000,000,000 calls: "):
        prepare_clauses("quotes/hour.yaml", wishes=Wishes(volumes=(Decimal(9 * 10**9),)))
