"""What offers leave open: what the decision page says, asked place by place, of every offer of a vendor."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from callvet.evaluation.comparing import comparison_of
from callvet.evaluation.prices.quote_choice import chosen_quotes
from callvet.evaluation.prices.wishes import Wishes
from callvet.evaluation.questionnaires.open_offers import hash_of_charges, open_offers, place_of
from callvet.evaluation.reading import read_sound_case
from callvet.evaluation.rfp import ask_vendors
from callvet.load.case import load_case
from callvet.model.quote import Quote
from callvet.report.diff_notes import questions
from callvet.report.page import Table
from callvet.report.phrases import listed
from callvet.report.rfp.workbook import workbook_bytes
from callvet.report.term_words import term_words
from tests.conftest import read

TODAY = date(2026, 11, 22)
CASES = {"examples/print-shop": 5000, ".": 500}
VENDORS = [(root, path.stem) for root in CASES for path in sorted(Path(root, "vendors").glob("*.yaml"))]


@pytest.fixture(scope="module")
def pages() -> dict[str, dict[str, str]]:
    """What the page says that each quote does not say, without what the answers are worth, by case and quote."""
    found: dict[str, dict[str, str]] = {}
    for root, volume in CASES.items():
        chosen = chosen_quotes([f"{root}/quotes"])
        answer = comparison_of(chosen, wishes=Wishes((Decimal(volume),)), today=TODAY)
        (table,) = questions(answer, {side.id: side.id for side in answer.sides})
        assert isinstance(table, Table)
        found[root] = {row[0].text: re.sub(r" \(up to [^)]*\)", "", row[1].text) for row in table.rows}
    return found


def asked_in_workbook(root: str, vendor: str) -> dict[str, set[str]]:
    """The terms that the workbook asks for, by the sheet, without positions and without the parts of price rises."""
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(ask_vendors([f"{root}/vendors"], only_open=vendor))))
    found: dict[str, set[str]] = {}
    for sheet in book.worksheets:
        for (name,) in sheet.iter_rows(max_col=1, values_only=True):
            if "@" in str(name):
                way = str(name).removeprefix("quote.").partition("@")[0]
                way = re.sub(r"^(plans\.\d+\.)?charges\.\d+\.", "", way)
                found.setdefault(sheet.title, set()).add(re.sub(r"^(terms\.escalator)\..*", r"\1", way))
    return found


@pytest.mark.parametrize(("root", "vendor"), VENDORS)
def test_the_workbook_asks_what_the_page_says_that_quotes_do_not_say(
    root: str, vendor: str, pages: dict[str, dict[str, str]]
) -> None:
    offers = open_offers(load_case([f"{root}/vendors"]), vendor)
    book = asked_in_workbook(root, vendor)
    assert len(book) == len(offers)
    for one, terms in zip(offers, book.values(), strict=True):
        assert {re.sub(r"^[a-z_+]+(\[.*\])?\.(clock|hours_counted)", r"\2", term) for term in one.terms} == terms
        words = listed([term_words(term) for term in one.terms])
        assert one.later or pages[root][one.offer.id] == words
    told = {name for name in pages[root] if name.split("/")[0] == vendor}
    assert {one.offer.id for one in offers if one.later is None} == told


def test_every_offer_is_asked_about_those_that_hold_first_and_earlier_rounds_are_told() -> None:
    case = read_sound_case(["examples/print-shop/vendors"])
    one, other = open_offers(case, "northwind")
    assert (one.offer.quote.reference, one.later, one.where) == ("NW-7731-B", None, "northwind-2.yaml")
    assert (other.offer.quote.reference, other.number) == ("NW-7731", 2)
    assert other.later is one.offer
    assert {one.offer.quote.title for one in open_offers(case, "saguaro")} == {"Bot first", "Live calls"}
    sheets = ask_vendors(["examples/print-shop/vendors"], only_open="northwind").topics[-2:]
    assert [sheet.name for sheet in sheets] == ["Your offer 1", "Your offer 2"]
    assert sheets[0].text == "“Shared desk”, NW-7731-B, of 2026-11-12: what it does not say yet."
    assert sheets[1].text.endswith("Since then you have sent NW-7731-B; answer here only if this offer still holds.")
    every = [item.id for sheet in sheets for item in sheet.items]
    assert len(every) == len(set(every))


def write(folder: Path, **files: str) -> Path:
    """A case; names have __ for a slash."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_every_plan_and_every_charge_is_asked_about_by_what_it_is(tmp_path: Path) -> None:
    offer = """\
vendor: acme
currency: USD
plans:
  - {name: small, charges: [{per: cycle, rate: 9}, {per: minute, rate: 2, included: 9}]}
  - name: large
    charges:
      - {per: minute, rate: 1.50, clock: {step_seconds: 6}}
      - {per: minute, rate: 0.10, for: Spanish, when: {language: es}, clock: {counts: [talk], step_seconds: 6}}
      - {per: hour, rate: 9}
"""
    folder = write(tmp_path, vendors__acme="name: Acme\n", quotes__acme=offer)
    (one,) = open_offers(load_case([folder / "vendors"]), "acme")
    asked = {item.id: item.text for item in one.questions if "charges" in item.id}
    assert asked == {
        "quote.plans.0.charges.1.clock.counts@1":
            "In the plan “small”, your price per minute (2 USD): which times of a call are billed? All of them, "
            "please.",
        "quote.plans.0.charges.1.clock.step_seconds@1":
            "In the plan “small”, your price per minute (2 USD): to what step is each call rounded up?",
        "quote.plans.1.charges.0.clock.counts@1":
            "In the plan “large”, your price per minute (1.50 USD): which times of a call are billed? All of them, "
            "please.",
        "quote.plans.1.charges.2.hours_counted@1":
            "In the plan “large”, your price per hour (9 USD): which hours of agents are billed?",
    }  # fmt: skip


def test_an_offer_alone_is_held_to_what_every_offer_should_speak_of(tmp_path: Path) -> None:
    offer = "vendor: acme\nreference: R\ncharges: [{per: call, rate: 1}]\n"
    folder = write(tmp_path, vendors__acme="name: Acme\n", quotes__acme=offer)
    (one,) = open_offers(load_case([folder / "vendors"]), "acme")
    assert {"tax_percent", "deposit", "terms.early_termination_fee", "terms.escalator", "scope.setup"} <= set(one.terms)
    assert not any(term.startswith(("payment", "terms.free_trial")) for term in one.terms)


def test_charges_come_first_plan_by_plan_and_work_last_below_its_heading(tmp_path: Path) -> None:
    offer = "vendor: acme\nplans:\n" + "".join(
        f"  - {{name: {name}, charges: [{{per: minute, rate: 1, clock: {{step_seconds: 6}}}}]}}\n" for name in "ab"
    )
    folder = write(tmp_path, vendors__acme="name: Acme\n", quotes__acme=offer)
    (sheet,) = ask_vendors([folder / "vendors"], only_open="acme").topics[-1:]
    ids = [item.id for item in sheet.items]
    assert ids[:3] == ["quote.plans.0.charges.0.clock.counts@1", "quote.plans.1.charges.0.clock.counts@1",
                       "quote.agents@1"]  # fmt: skip
    assert ids[-6:-4] == ["quote.scope@1", "quote.scope.setup@1"]


def test_offers_of_one_vendor_alone_are_no_yardstick_for_each_other(tmp_path: Path) -> None:
    offers = (
        "quotes:\n  - {title: A, charges: [{per: call, rate: 1}]}\n  - {title: B, charges: [{per: call, rate: 2}]}\n"
    )
    folder = write(tmp_path, vendors__acme=f"name: Acme\n{offers}")
    one, other = open_offers(load_case([folder / "vendors"]), "acme")
    assert one.terms == other.terms
    assert "tax_percent" in one.terms


def test_an_offer_that_leaves_nothing_open_has_no_sheet(tmp_path: Path) -> None:
    whole = """\
vendor: acme
agents: shared
valid_until: 2027-01-01
charges: [{per: call, rate: 1}]
tax_percent: 0
deposit: none
scope: {setup: included, training: included, supervisor: included, reporting: included, crm_integration: included}
terms: {min_term_months: 1, notice_days: 0, auto_renews: false, early_termination_fee: none,
  escalator: {kind: fixed, percent: 0, every_months: 12}}
"""
    folder = write(tmp_path, vendors__acme="name: Acme\n", quotes__acme=whole)
    assert open_offers(load_case([folder / "vendors"]), "acme") == ()
    asked = ask_vendors([folder / "vendors"], only_open="acme")
    assert not [item.id for topic in asked.topics for item in topic.items if item.id.startswith("quote.")]


def test_offers_are_found_again_below_their_folder_and_in_a_profile(tmp_path: Path) -> None:
    inline = "name: Acme\nquotes:\n  - {reference: A, charges: [{per: call, rate: 1}]}\n  - {reference: B, charges: "
    inline += "[{per: call, rate: 2}]}\n"
    folder = write(tmp_path, vendors__acme=inline)
    (folder / "quotes" / "2026").mkdir(parents=True)
    (folder / "quotes" / "2026" / "c.yaml").write_text(
        "vendor: acme\nreference: C\nagents: shared\ncharges: [{per: call, rate: 1}]\n", encoding="utf-8"
    )
    case = load_case([folder / "vendors", folder / "quotes" / "2026"])
    found = {one.offer.quote.reference: one.where for one in open_offers(case, "acme")}
    assert found == {"A": "profile 0", "B": "profile 1", "C": "2026/c.yaml"}


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("northwind-2.yaml", ("northwind-2.yaml", None)),
        ("2026/c.yaml", ("2026/c.yaml", None)),
        ("profile 3", (None, 3)),
        ("profile -1", (None, None)),
        ("../needs.yaml", (None, None)),
        ("a/../../b.yaml", (None, None)),
        ("/etc/passwd", (None, None)),
        ("a\\b.yaml", (None, None)),
        ("a\n.yaml", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_place_never_leads_out_of_the_case(where: str, place: tuple[str | None, int | None]) -> None:
    assert place_of(where) == place


def test_the_hash_of_charges_changes_with_what_they_are_and_not_with_what_fills_them() -> None:
    def hashed(charges: str) -> str:
        return hash_of_charges(read(f"vendor: a\ncharges: [{charges}]\n", "a.yaml", Quote)[0])

    plain = hashed("{per: minute, rate: 1}, {per: call, rate: 1}")
    assert plain == hashed("{per: minute, rate: 1, clock: {step_seconds: 6}}, {per: call, rate: 1}")
    assert plain != hashed("{per: call, rate: 1}, {per: minute, rate: 1}")
    assert plain != hashed("{per: minute, rate: 1}")
