"""Returned questionnaires: what vendors and their programs do to them, and that no answer is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl.comments import Comment

from callvet.evaluation.rfp import ask_vendors
from callvet.load.case import load_case
from callvet.load.validation import validate
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from callvet.report.rfp.workbook import workbook_bytes
from tests.load.questionnaires import Filled, blank, comparable, models, needs_libreoffice, read, saved_anew

if TYPE_CHECKING:
    from callvet.load.returned_book import ReturnedBook

EXAMPLES = sorted(Path("examples/print-shop/vendors").glob("*.yaml"))
REAL = sorted(Path("vendors").glob("*.yaml"))


def known(folder: str, vendor: str) -> tuple[Vendor, Quote | None]:
    """What the files say of a vendor, and its latest offer."""
    case = load_case([f"{folder}/vendors"])
    offers = [quote for quote in case.quotes if quote.vendor == vendor]
    latest = max(offers, key=lambda quote: (str(quote.quote.dated or ""), quote.id), default=None)
    profile = next(file.vendor for file in case.vendors if file.id == vendor)
    return profile, latest.quote if latest else None


def filled_in(folder: str, vendor: str) -> bytes:
    """The questionnaire with all that is known of a vendor."""
    return workbook_bytes(ask_vendors([f"{folder}/vendors"], filled_in=vendor))


def assert_same(book: ReturnedBook, folder: str, vendor: str) -> None:
    """What came back says what the files say."""
    profile, offer = known(folder, vendor)
    vendor_read, offer_read = models(book)
    assert comparable(vendor_read) == comparable(profile)
    assert (offer_read is None) == (offer is None)
    if offer is not None:
        assert comparable(offer_read) == comparable(offer)


@pytest.mark.parametrize("path", [*EXAMPLES, *REAL], ids=lambda path: path.stem)
def test_what_was_filled_in_comes_back_the_same(path: Path, tmp_path: Path) -> None:
    folder = str(path.parent.parent)
    (tmp_path / "a.xlsx").write_bytes(filled_in(folder, path.stem))
    assert_same(read(tmp_path / "a.xlsx"), folder, path.stem)


@needs_libreoffice
@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("folder", "vendor", "suffix"),
    [
        ("examples/print-shop", "northwind", "xlsx"),
        ("examples/print-shop", "brightwater", "ods"),
        (".", "smith-ai", "ods"),
    ],
)
def test_what_libreoffice_saved_anew_comes_back_the_same(folder: str, vendor: str, suffix: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(filled_in(folder, vendor))
    assert_same(read(saved_anew(tmp_path / "a.xlsx", suffix)), folder, vendor)


def shaken(filled: Filled) -> None:
    """Rows moved, inserted and deleted, sheets renamed and moved, cells merged."""
    company = filled.sheet("Company")
    company.insert_rows(3, 4)
    row = filled.row("Company", "company.founded")
    for column in range(1, 8):
        company.cell(190, column).value = company.cell(row, column).value
        company.cell(row, column).value = None
    company.delete_rows(filled.row("Company", "website"))
    company.title = "Who we are"
    terms = filled.sheet("Terms")
    terms.insert_cols(3, 2)
    quality = filled.sheet("Quality")
    quality.merge_cells(start_row=filled.row("Quality", "reporting.recordings"), start_column=6,
                        end_row=filled.row("Quality", "reporting.messages"), end_column=6)  # fmt: skip
    filled.book.move_sheet("Prices", -6)


def assert_shaken(book: ReturnedBook) -> None:
    """All but what was deleted is there."""
    profile, offer = known("examples/print-shop", "northwind")
    vendor_read, offer_read = models(book)
    assert comparable(vendor_read) == comparable(profile) | {"website": None}
    assert comparable(offer_read) == comparable(offer)
    (note,) = [note for note in book.notes if "merged" in note]
    assert "merged cells were read as one answer for all: Quality!F" in note


def test_moved_inserted_deleted_and_merged_cells_lose_nothing(tmp_path: Path) -> None:
    filled = Filled(filled_in("examples/print-shop", "northwind"))
    shaken(filled)
    assert_shaken(read(filled.save(tmp_path / "a.xlsx")))


@needs_libreoffice
@pytest.mark.libreoffice
def test_moved_inserted_deleted_and_merged_cells_lose_nothing_through_libreoffice(tmp_path: Path) -> None:
    filled = Filled(filled_in("examples/print-shop", "northwind"))
    shaken(filled)
    assert_shaken(read(saved_anew(filled.save(tmp_path / "a.xlsx"), "ods")))


def test_without_the_hidden_column_answers_are_found_by_the_questions_and_that_is_said(tmp_path: Path) -> None:
    filled = Filled(filled_in("examples/print-shop", "saguaro"))
    for sheet in filled.book.worksheets:
        if sheet.title not in {"callvet", "callvet lists"}:
            for span in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(span))
            sheet.delete_cols(1)
    book = read(filled.save(tmp_path / "a.xlsx"))
    assert_same(book, "examples/print-shop", "saguaro")
    assert "sheet Company: the hidden ids are gone; its answers were found by the questions" in book.notes


def test_without_the_hidden_rows_tables_are_known_by_their_heads(tmp_path: Path) -> None:
    filled = Filled(filled_in("examples/print-shop", "northwind"))
    for sheet in filled.book.worksheets:
        for row in range(sheet.max_row, 0, -1):
            if str(sheet.cell(row, 1).value or "").startswith("#"):
                sheet.delete_rows(row)
    assert_same(read(filled.save(tmp_path / "a.xlsx")), "examples/print-shop", "northwind")


def test_a_blank_questionnaire_says_nothing(tmp_path: Path) -> None:
    book = read(blank().save(tmp_path / "a.xlsx"))
    assert (book.profile, book.offer, book.problems, book.remarks) == (None, None, (), ())
    assert book.about["vendor"] == ""
    assert book.about["version"]


def test_every_refused_answer_is_named_by_its_cell_all_in_one_run(tmp_path: Path) -> None:
    filled = blank()
    places = [
        filled.answer("Company", "company.founded", "last year"),
        filled.answer("Company", "location.headquarters", "Amerika"),
        filled.answer("Quality", "service_levels.uptime", "=1/0"),
        filled.answer("Quality", "reporting.recordings", "perhaps"),
        filled.answer("Trust", "security.certificates.soc2.type", 7),
        filled.answer("Availability", "hours.open", "9 to 5"),
    ]
    filled.fill("Prices", "quote.charges", 0, per="minuet", rate="1,250")
    book = read(filled.save(tmp_path / "book.xlsx"))
    assert book.profile
    assert book.offer
    problems = [*book.problems]
    problems += [book.in_cells(one) for one in validate(book.profile, Vendor)[1]]
    problems += [book.in_cells(one) for one in validate(book.offer, Quote)[1]]
    told = {str(one.place).rpartition("!")[2].rstrip("]"): one.message for one in problems}
    assert all(place in told for place in places)
    assert any("minuet is not known here; did you mean minute?" in message for message in told.values())
    assert any("1,250 may be 1250 or 1.250" in message for message in told.values())
    assert any(str(one.place).startswith("book.xlsx[Prices!") for one in problems)
    assert "company.founded: last year is not a year" in told[places[0]]


def test_an_answer_given_twice_is_refused_only_where_the_two_differ(tmp_path: Path) -> None:
    filled = blank()
    filled.answer("Company", "company.agents", 30)
    sheet = filled.sheet("Company")
    row = filled.row("Company", "company.agents")
    for column in range(1, 8):
        sheet.cell(150, column).value = sheet.cell(row, column).value
    assert read(filled.save(tmp_path / "same.xlsx")).problems == ()
    sheet.cell(150, 6).value = 40
    (problem,) = read(filled.save(tmp_path / "other.xlsx")).problems
    assert str(problem.place) == "other.xlsx[Company!F150]"
    assert "answered twice, and differently at other.xlsx[Company!F" in problem.message


def test_beside_a_yes_a_blank_word_counts_as_no_and_without_one_nothing_is_known(tmp_path: Path) -> None:
    filled = blank()
    filled.answer("Services", "services.channels=phone", "yes")
    filled.answer("Services", "services.outbound=cold_calling", "no")
    for word in ("coded_doors", "cctv", "guards"):
        filled.answer("Trust", f"security.physical={word}", "no")
    book = read(filled.save(tmp_path / "a.xlsx"))
    vendor, _ = models(book)
    assert vendor.services.channels == ("phone",)
    assert vendor.services.outbound is None
    assert vendor.security.physical == ()
    assert any("services.outbound has no yes" in note for note in book.notes)


def test_none_in_the_first_cell_of_a_table_is_the_empty_list(tmp_path: Path) -> None:
    filled = blank()
    filled.fill("Company", "company.reviews", 0, site="none")
    filled.answer("Quality", "service_levels.calls.share", "none")
    filled.answer("Quality", "service_levels.uptime", "none")
    vendor, _ = models(read(filled.save(tmp_path / "a.xlsx")))
    assert vendor.company.reviews == ()
    assert vendor.service_levels.calls is not None
    assert vendor.service_levels.calls.share == 0
    assert vendor.service_levels.uptime == 0


def test_rows_inserted_into_a_table_are_rows_of_it(tmp_path: Path) -> None:
    filled = blank()
    filled.fill("Company", "location.sites", 0, country="US")
    filled.fill("Company", "location.sites", 1, country="PH", agents="1 200")
    row = filled.row("Company", "location.sites", 1)
    filled.sheet("Company").insert_rows(row)
    filled.sheet("Company").cell(row, 2, "MX")
    vendor, _ = models(read(filled.save(tmp_path / "a.xlsx")))
    assert [site.country for site in vendor.location.sites or ()] == ["US", "MX", "PH"]


def test_terms_of_charges_are_joined_by_their_numbers_and_what_fits_none_is_refused(tmp_path: Path) -> None:
    filled = blank()
    filled.fill("Prices", "quote.charges", 2, per="minute")
    filled.fill("Price terms", "quote.charges+tiers", 0, no=3, tiers__up_to=1000, tiers__rate=1.05)
    filled.fill("Price terms", "quote.charges+tiers", 1, no=3, tiers__rate=0.95)
    filled.fill("Price terms", "quote.charges+events", 0, no=3, event_seconds__name="email", **{"event_seconds__*": 6})
    filled.fill("Price terms", "quote.charges+only", 0, no=9, when__language="es")
    filled.fill("Price terms", "quote.charges+more", 0, block=10)
    book = read(filled.save(tmp_path / "a.xlsx"))
    assert [one.message.partition(";")[0] for one in book.problems] == [
        "the number of the charge is missing",
        "no charge on the sheet Prices has the number 9",
    ]
    assert book.offer is not None
    assert (
        book.offer.value["charges"]
        == [{"per": "minute", "tiers": [{"up_to": 1000, "rate": 1.05}, {"rate": 0.95}], "event_seconds": {"email": 6}}]
        or str(book.offer.value["charges"][0]["tiers"][0]["rate"]) == "1.05"
    )


def test_terms_that_are_said_twice_or_by_half_are_refused(tmp_path: Path) -> None:
    filled = blank()
    filled.fill("Prices", "quote.charges", 0, per="minute", rate=1)
    filled.fill("Prices", "quote.charges", 1, no=1, per="call", rate=1)
    filled.fill("Price terms", "quote.charges+more", 0, no=1, block=10)
    filled.fill("Price terms", "quote.charges+more", 1, no=1, block=20)
    filled.fill("Price terms", "quote.charges+events", 0, no=1, event_seconds__name="email")
    filled.fill("Price terms", "quote.charges+events", 1, no=1, event_seconds__name="x-own", **{"event_seconds.*": 6})
    filled.fill("Price terms", "quote.charges+time", 0, no=1)
    filled.fill("Prices", "quote.plans", 0, upgrade_over_minutes=176)
    messages = [one.message.partition(";")[0] for one in read(filled.save(tmp_path / "a.xlsx")).problems]
    assert sorted(messages) == [
        "an event has a name and its seconds",
        "another charge has the number 1",
        "this charge has another row here that says it, too",
        "this plan has no name",
        "x-own begins with x-, which is left alone",
    ]


def test_charges_of_a_ladder_name_their_plans(tmp_path: Path) -> None:
    filled = blank()
    filled.fill("Prices", "quote.charges", 0, per="cycle", rate=100, plan="Small")
    filled.fill("Prices", "quote.charges", 1, per="cycle", rate=200, plan="Large")
    filled.fill("Prices", "quote.plans", 0, name="Small", upgrade_over_minutes=176)
    path = filled.save(tmp_path / "a.xlsx")
    book = read(path)
    assert book.offer is not None
    quote, problems = validate(book.offer, Quote)
    assert problems == ()
    assert quote is not None
    assert [plan.name for plan in quote.plans or ()] == ["Small", "Large"]
    filled.fill("Prices", "quote.charges", 2, per="once", rate=5)
    (problem,) = read(filled.save(path)).problems
    assert problem.message == "this charge names no plan; write one of Small, Large"


def test_half_a_span_of_months_and_names_twice_are_refused(tmp_path: Path) -> None:
    filled = blank()
    filled.fill("Surcharges", "quote.discounts", 0, percent=0.5, months__0=1)
    filled.fill("Surcharges", "quote.scope", 0, **{"*": "included"})
    filled.fill("Surcharges", "quote.scope", 5, name="setup", **{"*": "excluded"})
    filled.fill("Surcharges", "quote.scope", 6, **{"*": "excluded"})
    filled.fill("Surcharges", "quote.scope", 7, name="x-own", **{"*": "excluded"})
    messages = [one.message for one in read(filled.save(tmp_path / "a.xlsx")).problems]
    assert [message.partition(";")[0] for message in messages] == [
        "the other month is missing",
        "setup is named twice",
        "the name is missing beside it",
        "x-own begins with x-, which is left alone",
    ]


def test_comments_remarks_and_other_text_are_kept_with_their_cells(tmp_path: Path) -> None:
    filled = blank()
    place = filled.answer("Trust", "security.hosting", "cloud")
    sheet = filled.sheet("Trust")
    sheet[place].comment = Comment("from March on", "Jane")
    sheet.cell(filled.row("Trust", "security.do_not_call"), 7, "we make no calls")
    sheet.cell(120, 3, "Call us!")
    book = read(filled.save(tmp_path / "a.xlsx"))
    assert [(one.key, one.text) for one in book.remarks] == [
        (("security", "do_not_call"), "we make no calls"),
        (("security", "hosting"), "from March on"),
        ((), "Call us!"),
    ]
    assert book.remarks[1].place == f"a.xlsx[Trust!{place}]"


def test_sheets_of_the_vendors_own_are_left_alone_and_that_is_said(tmp_path: Path) -> None:
    filled = blank()
    filled.answer("Company", "name", "Acme")
    filled.book.create_sheet("Brochure")["A1"] = "We are the best"
    del filled.book["callvet"]
    book = read(filled.save(tmp_path / "a.xlsx"))
    assert models(book)[0].name == "Acme"
    assert "sheet Brochure has no question of ours and was left alone" in book.notes
    assert any("hidden sheet is gone" in note for note in book.notes)
