"""What is asked: everything, what is open of one vendor, and what is a must."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.evaluation.reading import BadFilesError
from callvet.evaluation.rfp import Questionnaire, ask_vendors, case_hash
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.needs import Needs
from callvet.model.questionnaire import whole_questionnaire
from tests.model.questionnaires import grids_of, questions_of

NEEDS = """\
demand: {calls_per_month: 5000}
must: {recordings: true, channels: [phone], languages: [es], certifications: [pci_dss], hours: 24/7,
  max_monthly_cost: 9}
own_criteria: {green: {question: "Are you carbon neutral?", weight: 1, key: x-green}}
"""
PROFILE = """\
name: Acme
services: {channels: [phone, chat]}
location: {sites: [{country: US, city: Tulsa, timezone: America/Chicago, agents: 3}]}
languages: [{code: en, level: native}]
service_levels: {calls: none}
x-green: true
"""
OFFER = "vendor: acme\ndated: 2026-01-01\ncharges: [{per: minute, rate: 1}]\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of one vendor; the current folder."""
    for path, text in {"needs.yaml": NEEDS, "vendors/acme.yaml": PROFILE, "quotes/acme.yaml": OFFER}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ids(asked: Questionnaire) -> set[str]:
    """What is asked."""
    return {one.id for one in questions_of(asked.topics)} | {one.id for one in grids_of(asked.topics)}


def required(asked: Questionnaire) -> set[str]:
    """What is marked as required."""
    items = (*questions_of(asked.topics), *grids_of(asked.topics))
    return {one.id for one in items if one.required}


def test_any_vendor_is_asked_everything_and_the_committees_own_questions() -> None:
    asked = ask_vendors()
    whole = {one.id for one in (*questions_of(whole_questionnaire()), *grids_of(whole_questionnaire()))}
    assert ids(asked) == whole | {"x-green"}
    assert asked.answers == {}
    assert asked.about["vendor"] == ""


def test_no_vendors_are_needed_to_ask(case: Path) -> None:
    (case / "vendors" / "acme.yaml").unlink()
    (case / "needs.yaml").unlink()
    assert ask_vendors().needs == Needs()


def test_what_is_a_must_is_marked() -> None:
    assert required(ask_vendors()) == {
        "reporting.recordings", "services.channels=phone", "languages", "security.certifications=pci_dss",
        "hours.open", "hours.timezone", "hours.holidays", "quote.charges",
    }  # fmt: skip


def test_what_a_floor_hangs_on_is_marked_and_is_no_condition(case: Path) -> None:
    text = (case / "needs.yaml").read_text(encoding="utf-8") + "floors: {continuity: 30}\n"
    conditions = required(ask_vendors())
    (case / "needs.yaml").write_text(text, encoding="utf-8")
    asked = ask_vendors()
    assert required(asked) == conditions
    assert {one.id for one in questions_of(asked.topics) if one.floors} == {
        "continuity.redundant_sites", "continuity.disaster_recovery", "continuity.outages_last_year",
        "service_levels.uptime",
    }  # fmt: skip


def test_only_what_is_open_is_asked_of_a_vendor() -> None:
    asked = ask_vendors(only_open="acme")
    assert asked.vendor == "Acme"
    assert not ids(asked) & {
        "name",
        "services.channels=phone",
        "location.sites",
        "x-green",
        "service_levels.calls.share",
    }
    assert {"website", "services.inbound=payments", "hours.open"} <= ids(asked)
    # A language whose extra cost is not known is shown with what is.
    assert "languages" in ids(asked)
    assert asked.rows["languages"] == ({"code": "en", "level": "native"},)


def of_offers(asked: Questionnaire) -> set[str]:
    """What is asked about offers."""
    return {one for one in ids(asked) if one.startswith("quote.")}


def test_without_an_offer_prices_are_asked_for_and_with_one_what_it_leaves_open(case: Path) -> None:
    left_open = {
        "tax_percent", "deposit", "valid_until", "agents", "terms.min_term_months", "terms.notice_days",
        "terms.auto_renews", "terms.early_termination_fee", "terms.escalator.kind", "terms.escalator.percent",
        "terms.escalator.every_months", "terms.escalator.high", "terms.escalator.assume", "scope.setup",
        "scope.training", "scope.supervisor", "scope.reporting", "scope.crm_integration",
        "charges.0.clock.counts", "charges.0.clock.step_seconds",
    }  # fmt: skip
    assert of_offers(ask_vendors(only_open="acme")) == {f"quote.{one}@1" for one in left_open}
    more = """\
tax_percent: 8
scope: {supervisor: included, reporting: excluded, crm_integration: priced}
terms: {notice_days: 30, escalator: {kind: fixed, percent: 3, every_months: 12}}
"""
    said = OFFER.replace("rate: 1", "rate: 1, clock: {counts: [talk], step_seconds: 1}")
    said = said.replace("charges: [", "charges: [{per: training_hour, rate: 5, quantity: 1}, {per: once, rate: 9}, ")
    (case / "quotes" / "acme.yaml").write_text(f"{said}{more}", encoding="utf-8")
    assert of_offers(ask_vendors(only_open="acme")) == {
        "quote.deposit@1", "quote.valid_until@1", "quote.agents@1", "quote.terms.min_term_months@1",
        "quote.terms.auto_renews@1", "quote.terms.early_termination_fee@1",
    }  # fmt: skip
    (case / "quotes" / "acme.yaml").unlink()
    assert {"quote.charges", "quote.tax_percent", "quote.scope"} <= of_offers(ask_vendors(only_open="acme"))


def test_what_is_known_is_filled_in(case: Path) -> None:
    asked = ask_vendors(filled_in="acme")
    assert asked.answers["name"] == "Acme"
    assert asked.answers["services.channels=phone"] is True
    assert asked.answers["services.channels=sms"] is False
    assert asked.answers["service_levels.calls.share"] == "none"
    assert asked.answers["x-green"] is True
    assert asked.rows["quote.charges"] == ({"no": 1, "per": "minute", "rate": 1},)
    assert (asked.about["vendor"], asked.about["offer"]) == ("acme", "acme")
    inline = f"{PROFILE}quotes:\n  - charges: [{{per: once, rate: 5}}]\n    dated: 2026-05-01\n"
    (case / "vendors" / "acme.yaml").write_text(inline, encoding="utf-8")
    assert ask_vendors(filled_in="acme").about["offer"] == ""


def test_a_vendor_that_is_not_there_and_files_with_problems_are_told(case: Path) -> None:
    with pytest.raises(NothingToWorkOnError, match="no vendor is called acmee here; did you mean acme"):
        ask_vendors(only_open="acmee")
    (case / "vendors" / "acme.yaml").write_text("nam: Acme\n", encoding="utf-8")
    with pytest.raises(BadFilesError):
        ask_vendors(filled_in="acme")


def test_the_hash_of_a_case_changes_with_what_was_asked_for() -> None:
    assert case_hash(Needs()) == case_hash(Needs())
    assert case_hash(Needs()) != case_hash(Needs(term_months=24))
