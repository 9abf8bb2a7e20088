"""One vendor's page: what it is worth, what is known of it, from where and how old, and what to ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from callvet.evaluation.vendor_page import Fact, VendorAnswer, describe_vendor
from callvet.report.page import Heading, Page, Sentence, Table
from callvet.report.show import show_json, show_page, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = date(2026, 11, 20)
# With hours alone to be judged: open around the clock and on holidays, a vendor has shown 100 of 100.
HOURS_ALONE = "weights: {hours: 1}\ndemand: {open: Mo-Fr 08:00-18:00}\n"
OPEN = "hours: {open: 24/7, timezone: America/Chicago, holidays: open}\n"


@pytest.fixture
def describe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., VendorAnswer]:
    """Describes the vendor acme out of its profile, the needs and any judgements, all in YAML."""

    def ask(profile: str, needs: str = HOURS_ALONE, *judgements: str) -> VendorAnswer:
        files = {"vendors/acme.yaml": profile, "needs.yaml": needs}
        files |= {f"judgements/{number}.yaml": text for number, text in enumerate(judgements)}
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text(dedent(text), encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return describe_vendor("acme")

    return ask


def sentences(page: Page) -> list[str]:
    """The sentences of a page."""
    return [block.text for block in page.blocks if isinstance(block, Sentence)]


def section(page: Page, title: str) -> list[list[str]]:
    """The words of what stands under a heading: a table's rows, or a sentence alone."""
    at = next(position for position, block in enumerate(page.blocks) if block == Heading(title))
    block = page.blocks[at + 1]
    return [[cell.text for cell in row] for row in block.rows] if isinstance(block, Table) else [[sentences(page)[0]]]


def headings(page: Page) -> list[str]:
    """The headings of a page."""
    return [block.text for block in page.blocks if isinstance(block, Heading)]


def test_the_verdict_tells_what_is_shown_and_what_could_be(describe: Callable[..., VendorAnswer]) -> None:
    page = show_page(describe("name: Acme\n" + OPEN, "weights: {hours: 3, reporting: 1}"), TODAY)
    assert page.blocks[0] == Sentence(
        "Acme has shown 75 of 100 and could reach 100 with its 1 missing answer (75% of the weight is answered).",
        "strong",
    )


def test_a_vendor_of_which_all_is_known_has_nothing_left_to_ask(describe: Callable[..., VendorAnswer]) -> None:
    assert sentences(show_page(describe("name: Acme\n" + OPEN), TODAY))[0] == (
        "Acme has shown 100 of 100; nothing is left to ask."
    )


def test_a_vendor_that_is_out_says_why(describe: Callable[..., VendorAnswer]) -> None:
    needs = HOURS_ALONE + "must: {recordings: true, max_term_months: 12}\n"
    page = show_page(describe("reporting: {recordings: false}\ncontract: {min_term_months: 24}\n", needs), TODAY)
    assert sentences(page)[0] == "acme is out: lets nobody hear recordings; binds for 24 months, over 12."


@pytest.mark.parametrize(
    ("profile", "text"),
    [
        (OPEN, "The profile has no date (as_of), so nobody can tell how old its facts are."),
        ("as_of: 2026-11-20", "As of 2026-11-20, today."),
        ("as_of: 2026-11-19", "As of 2026-11-19, 1 day ago."),
        ("as_of: 2026-05-24", "As of 2026-05-24, 180 days ago."),
        ("as_of: 2026-05-23", "As of 2026-05-23, 181 days ago; ask again."),
        ("as_of: 2026-11-21", "As of 2026-11-21, a day that is still to come."),
    ],
)
def test_the_age_of_the_facts_is_told(describe: Callable[..., VendorAnswer], profile: str, text: str) -> None:
    assert sentences(show_page(describe(profile), TODAY))[1] == text


def test_the_file_of_the_lines_is_named(describe: Callable[..., VendorAnswer]) -> None:
    assert sentences(show_page(describe(OPEN), TODAY))[2] == (
        "Lines are those of vendors/acme.yaml where no other file is named."
    )


def test_each_must_stands_with_its_state_its_reason_and_its_line(describe: Callable[..., VendorAnswer]) -> None:
    needs = HOURS_ALONE + "must: {recordings: true, disaster_recovery: true, max_term_months: 12}\n"
    page = show_page(describe("reporting: {recordings: true}\ncontract:\n  min_term_months: 24\n", needs), TODAY)
    musts = section(page, "Musts and floors")
    assert [row[:2] + row[3:] for row in musts] == [
        ["must.recordings", "met", "1"],
        ["must.disaster_recovery", "to ask", "–"],
        ["must.max_term_months", "failed", "3"],
    ]
    assert musts[2][2] == "binds for 24 months, over 12"


def test_without_musts_there_is_no_such_heading(describe: Callable[..., VendorAnswer]) -> None:
    assert "Musts and floors" not in headings(show_page(describe(OPEN), TODAY))


def test_a_floor_that_others_marked_names_their_file(describe: Callable[..., VendorAnswer]) -> None:
    judgement = "vendor: acme\nby: us\ndate: 2026-10-01\nkind: meeting\nmarks:\n  culture: 2\n"
    needs = "weights: {culture: 1}\nfloors: {culture: 50}\n"
    ((name, state, reason, line),) = section(show_page(describe(OPEN, needs, judgement), TODAY), "Musts and floors")
    assert (name, state, line) == ("floors.culture", "failed", "–")
    assert reason.endswith("(0.yaml:6)")


def test_marks_that_lie_apart_are_a_sentence(describe: Callable[..., VendorAnswer]) -> None:
    judgements = [
        f"vendor: acme\nby: {who}\ndate: 2026-10-01\nkind: meeting\nmarks: {{culture: {mark}}}\n"
        for who, mark in (("us", 2), ("them", 9))
    ]
    page = show_page(describe(OPEN, "weights: {culture: 1}", *judgements), TODAY)
    assert any(text.startswith("Marks for culture lie 7 apart (us 2, them 9)") for text in sentences(page))


PROFILE = """\
name: Acme
sources:
  - {kind: vendor_page, ref: "https://acme.example", read: 2026-11-19}
  - {kind: contract, ref: draft, read: 2026-01-01}
location:
  sites: [{country: US, city: Tulsa, agents: 310}, {country: CA}]
agents:
  annual_attrition: 46%
  licensed: none
reporting: {recordings: false}
service_levels:
  calls: {share: 80%, within_seconds: 20}
security:
  certificates: {iso_27001: {valid_until: 2027-01-01}}
company:
  founded: 2004
x-parking: true
x-rate: 4.50
"""


def test_facts_stand_as_they_were_written_with_their_lines(describe: Callable[..., VendorAnswer]) -> None:
    assert section(show_page(describe(PROFILE), TODAY), "What is known") == [
        ["name", "Acme", "1"],
        ["location.sites", "country US, city Tulsa, agents 310; country CA", "6"],
        ["agents.licensed", "none", "9"],
        ["agents.annual_attrition", "46%", "8"],
        ["reporting.recordings", "false", "10"],
        ["service_levels.calls", "share 80%, within_seconds 20", "12"],
        ["security.certificates.iso_27001.valid_until", "2027-01-01", "14"],
        ["company.founded", "2004", "16"],
        ["x-parking", "true", "17"],
        ["x-rate", "4.50", "18"],
    ]


def test_a_profile_without_facts_says_so(describe: Callable[..., VendorAnswer]) -> None:
    page = show_page(describe("as_of: 2026-11-19"), TODAY)
    assert page.blocks[list(page.blocks).index(Heading("What is known")) + 1] == Sentence(
        "Nothing but the date and the sources, where they are given."
    )


def test_each_source_tells_its_kind_and_its_age(describe: Callable[..., VendorAnswer]) -> None:
    assert section(show_page(describe(PROFILE), TODAY), "From where") == [
        ["vendor page", "https://acme.example", "2026-11-19", "1 day ago"],
        ["contract", "draft", "2026-01-01", "323 days ago; ask again"],
    ]


def test_facts_without_a_source_cannot_be_checked(describe: Callable[..., VendorAnswer]) -> None:
    assert "The profile names no source, so none of it can be checked." in sentences(show_page(describe(OPEN), TODAY))


def test_open_questions_stand_with_what_they_are_worth(describe: Callable[..., VendorAnswer]) -> None:
    page = show_page(describe(OPEN, "weights: {hours: 3, reporting: 1}\nmust: {min_references: 2}"), TODAY)
    assert section(page, "What is not known") == [
        ["0.0", "How many of your clients may we call, and who are they?", "company.references"],
        ["25.0", "What do you report to us: nothing, counts per period, daily reports or real-time figures?",
         "reporting.level"],
    ]  # fmt: skip


def test_what_an_offer_leaves_open_is_asked_with_what_it_is_worth(describe: Callable[..., VendorAnswer]) -> None:
    """Of 5,000 calls of 363 s, 30,250 minutes to the second and 35,000 whole ones: ln(35000 / 30250) / ln 5 = 9.1%."""
    needs = "weights: {cost: 1}\nscales: {cost: {best: 12000, worst: 60000}}\n"
    needs += "demand: {calls_per_month: 5000, spread: 0}\nstart: 2027-01-01\n"
    offer = "quotes:\n  - charges: [{per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap]}}]\n"
    found = describe(f"name: Acme\n{offer}", needs)
    page = show_page(found, TODAY)
    assert section(page, "What is not known") == [
        [
            "9.1",
            "In your offer, to what step does the charge per minute round each call up: 1, 6, 30 or 60 seconds?",
            "quotes.minute.clock.step_seconds",
        ]
    ]
    ((name, weight, points, _, why, line),) = section(page, "By criterion")
    assert (name, weight, points, line) == ("cost", "100%", "37–46", "3")
    assert why.startswith("USD 28,738–33,250 a month over the term (100 points at 12,000, none at 60,000); not known: ")
    assert show_json(found)["monthly"] == {"low": "28737.50", "high": "33250.00"}


def test_what_counts_for_nothing_is_named_too(describe: Callable[..., VendorAnswer]) -> None:
    begins = "Not known either, and not counted under these needs: website, location.headquarters, "
    (told,) = [text for text in sentences(show_page(describe(PROFILE), TODAY)) if text.startswith(begins)]
    assert "company.founded" not in told


def test_where_all_is_known_there_is_no_such_heading(describe: Callable[..., VendorAnswer]) -> None:
    found = describe(OPEN)
    known = VendorAnswer(found.entry, found.ranking, tuple(fact for fact in found.facts if fact.place), (), None)
    assert headings(show_page(known, TODAY)) == ["By criterion", "What is known", "From where"]


def test_notes_of_the_reading_are_talk_at_the_end(
    describe: Callable[..., VendorAnswer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    describe(OPEN)
    (tmp_path / "needs.yaml").unlink()
    monkeypatch.chdir(tmp_path)
    page = show_page(describe_vendor("acme"), TODAY)
    last = page.blocks[-1]
    assert isinstance(last, Sentence)
    assert last.text.startswith("No needs.yaml was found beside the vendors")
    assert last not in page.without_talk().blocks


def test_the_rows_are_every_key_known_or_not(describe: Callable[..., VendorAnswer]) -> None:
    page = show_page(describe(PROFILE), TODAY)
    assert page.data.columns == ("key", "value", "place")
    rows = {row[0]: row[1:] for row in page.data.rows}
    assert rows["reporting.recordings"] == ("false", "vendors/acme.yaml:10:13")
    assert rows["website"] == (None, "")
    assert rows["x-rate"] == ("4.50", "vendors/acme.yaml:18:1")


def test_the_object_holds_the_score_the_facts_and_what_is_unknown(describe: Callable[..., VendorAnswer]) -> None:
    found = describe(PROFILE)
    told: dict[str, Any] = show_json(found)
    assert (told["schema"], told["command"], told["vendor"], told["name"]) == (1, "show", "acme", "Acme")
    assert "rank" not in told  # among one it would say nothing
    assert (told["score"], told["high"], told["as_of"], told["problems"]) == (0.0, 100.0, None, [])
    assert told["facts"]["location.sites"] == {
        "value": [{"country": "US", "city": "Tulsa", "agents": 310}, {"country": "CA"}],
        "evidence": "vendors/acme.yaml:6:3",
    }
    assert told["facts"]["reporting.recordings"]["value"] is False
    assert told["facts"]["x-rate"]["value"] == 4.5
    assert told["sources"][0] == {"kind": "vendor_page", "ref": "https://acme.example", "read": "2026-11-19"}
    assert "website" in told["unknown"]
    assert not set(told["unknown"]) & set(told["facts"])


def test_the_day_of_the_facts_is_in_the_object(describe: Callable[..., VendorAnswer]) -> None:
    assert show_json(describe("as_of: 2026-11-19"))["as_of"] == "2026-11-19"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (Decimal("1.10"), "1.10"),
        ("85%", "85%"),
        ([], "none"),
        (["a", "b"], "a, b"),
        ([{"a": 1}, {"a": 2, "b": [True, "x"]}], "a 1; a 2, b true, x"),
    ],
)
def test_a_value_reads_as_its_writer_put_it(value: object, text: str) -> None:
    assert written(value) == text


def test_the_users_own_words_are_inert(describe: Callable[..., VendorAnswer]) -> None:
    found = describe(
        'name: "A\\u202eB"\nnotes: "x\\u202ey"\nsources: [{kind: meeting, ref: "r\\u202e", read: 2026-01-01}]\n'
    )
    own = Fact("x-\u202e" + "k" * 900, "v" * 900, found.facts[0].place)
    page = show_page(VendorAnswer(found.entry, found.ranking, (*found.facts, own), found.sources, None), TODAY)
    cells = [cell.text for block in page.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    assert page.title == "A\\u202eB"
    assert not any("\u202e" in text for text in (*cells, *sentences(page)))
    assert max(map(len, cells)) <= 300
