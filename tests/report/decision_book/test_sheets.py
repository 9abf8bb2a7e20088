"""What stands on the sheets: callvet's figures, its reasons, and sums of the cells that are shown."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from callvet.report.decision_book import decision_bytes
from callvet.report.decision_book.looks import money_format
from callvet.report.decision_book.material import material_of
from tests.report.decision_book.making import FILES, NEEDS, OWN_WEIGHTS, answer, answer_of, data, opened, row_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The workbook with the values of its formulas."""
    return opened(data(), values=True)


@pytest.fixture(scope="module")
def formulas() -> Workbook:
    """The workbook with its formulas."""
    return opened(data())


def words(sheet: Worksheet) -> list[str]:
    """Every text of a sheet, from the top."""
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def cells(sheet: Worksheet, row: int) -> list[Any]:
    """The values of a row, without empty ones at its end."""
    found = [cell.value for cell in sheet[row]]
    while found and found[-1] is None:
        found.pop()
    return found


def test_the_first_sheet_begins_with_the_answer(book: Workbook) -> None:
    summary = book["Summary"]
    entry = answer().ranking.ranking.entries[0]
    assert summary["A1"].value == "Which call centre for Juniper Print?"
    assert summary["A2"].value == f"Acme leads with {entry.score:.1f} of 100 points shown."
    assert "5,000 calls of 6:03 a month" in summary["A5"].value


def test_the_ranking_has_what_callvet_says(book: Workbook) -> None:
    rows = [cells(book["Summary"], row) for row in range(8, 13)]
    for row, entry in zip(rows, answer().ranking.ranking.entries, strict=True):
        cost = entry.subject.cost
        assert row[0] == (entry.rank or "–")
        assert row[2:4] == pytest.approx([entry.score, entry.high])
        assert row[4] == (float(cost.monthly_low) if cost else "not known")
        assert row[9] == (entry.rank or "–")
        assert row[6].split(", ")[0] == entry.made_by(1)[0].criterion.id.replace("_", " ")
    assert rows[-1][8] == "out: does not speak Spanish"


def test_two_vendors_of_one_name_are_told_apart(book: Workbook) -> None:
    assert {"Dovetail (dovetail)", "Dovetail (echo)"} <= set(words(book["Summary"]))


def test_weights_of_groups_stand_as_they_were_given(formulas: Workbook) -> None:
    sheet = formulas["Weights"]
    assert sheet.cell(row_of(formulas, "Weights", "people"), 3).value == 22
    assert sheet.cell(row_of(formulas, "Weights", "staff"), 3).value is None
    assert sheet.cell(row_of(formulas, "Weights", "fits our brand"), 3).value == 5


def test_a_criterion_named_beside_its_group_has_its_own_weight() -> None:
    found = opened(data(NEEDS + OWN_WEIGHTS))
    sheet = found["Weights"]
    assert sheet.cell(row_of(found, "Weights", "people"), 3).value == 3
    assert sheet.cell(row_of(found, "Weights", "staff"), 3).value == 1
    assert sheet.cell(row_of(found, "Weights", "cost"), 3).value == 4.5
    assert sheet.cell(row_of(found, "Weights", "terms"), 3).value is None


def test_a_criterion_that_is_not_judged_is_named_with_the_reason(book: Workbook) -> None:
    sheet = book["Weights"]
    row = cells(sheet, row_of(book, "Weights", "industry experience"))
    assert row[6] == 0
    assert row[8] == "no"
    assert row[9].startswith("Not judged: ")
    assert "Not judged, for your needs do not call for it" in words(book["Criteria"])


def test_every_judged_criterion_has_its_findings_even_if_it_weighs_nothing() -> None:
    material = material_of(answer(NEEDS + OWN_WEIGHTS))
    assert len(material.judged) > len(material.ranking.weights.values)
    assert all(len(one.found) == 5 for one in material.judged)


def test_criteria_give_the_reason_and_the_line(book: Workbook) -> None:
    sheet = book["Criteria"]
    first = row_of(book, "Criteria", "Hours: Are live agents there whenever our customers call?")
    rows = {row[0]: row for row in (cells(sheet, first + step) for step in range(1, 6))}
    found = {entry.subject.vendor.name: entry.scores["hours"].assessment for entry in answer().ranking.ranking.entries}
    assert rows["Acme"][1] == pytest.approx(found["Acme"].low)
    assert rows["Acme"][4] == found["Acme"].reason
    assert rows["Acme"][5].endswith("vendors/acme.yaml:2:9")


def amounts(sheet: Worksheet, row: int) -> list[Any]:
    """The numbers of a row."""
    return [value for value in cells(sheet, row) if isinstance(value, int | float)]


def test_costs_are_those_of_callvet_to_the_cent(book: Workbook) -> None:
    sheet = book["Costs"]
    for offer in answer().offers:
        name = "Acme, Shared desk" if offer.offer.vendor == "acme" else "Brio"
        row = row_of(book, "Costs", name)
        if name == "Brio":
            row = max(row, 12)
        term = offer.estimate.over(12)
        expected = [offer.monthly.low, offer.monthly.high, term.low, term.high]
        found = next(
            amounts(sheet, one)[:4]
            for one in range(row, 40)
            if sheet.cell(one, 1).value == name and sheet.cell(one, 7).value
        )
        assert [Decimal(str(amount)) for amount in found] == expected


def test_sums_of_months_are_sums_of_the_cells_and_the_cost_of_the_term(book: Workbook, formulas: Workbook) -> None:
    sheet = book["Costs by month"]
    for offer in answer().offers:
        is_weekly = offer.offer.quote.billing_cycle == "4_weeks"
        head = row_of(book, "Costs by month", "4 weeks from" if is_weekly else "month from")
        end = next(row for row in range(head, head + 30) if sheet.cell(row, 1).value == "sum")
        assert end - head - 1 == (14 if is_weekly else 12)
        term = offer.estimate.over(12)
        for column, total in ((2, term.low), (3, term.high)) if term.low != term.high else ((2, term.high),):
            shown = [Decimal(str(sheet.cell(row, column).value)) for row in range(head + 1, end)]
            letter = "ABC"[column - 1]
            assert sum(shown) == total
            assert Decimal(str(sheet.cell(end, column).value)) == total
            assert formulas["Costs by month"].cell(end, column).value == f"=SUM({letter}{head + 1}:{letter}{end - 1})"


def test_lines_of_a_month_add_up_to_it(book: Workbook) -> None:
    sheet = book["Cost lines"]
    first = row_of(book, "Cost lines", "Acme, Shared desk")
    end = next(row for row in range(first, first + 20) if sheet.cell(row, 1).value == "sum")
    offer = next(one for one in answer().offers if one.offer.vendor == "acme")
    for column, total in ((5, offer.monthly.low), (7, offer.monthly.high)):
        shown = [sheet.cell(row, column).value for row in range(first + 1, end)]
        assert sum(Decimal(str(amount)) for amount in shown) == total == Decimal(str(sheet.cell(end, column).value))
    assert cells(sheet, first + 1)[:3] == ["cycle", "account fee", "49"]


def test_offers_stand_side_by_side_with_what_terms_are_worth(book: Workbook) -> None:
    sheet = book["Quotes side by side"]
    compared = answer().comparison
    assert compared is not None
    assert cells(sheet, 4)[2:] == ["Acme, Shared desk", "Brio"]
    per_minute = row_of(book, "Quotes side by side", "per minute", 2)
    assert cells(sheet, per_minute)[2:] == ["$0.95", "$0.99"]
    rounded = row_of(book, "Quotes side by side", "rounded up to", 2)
    assert cells(sheet, rounded)[2:] == ["not said", "6 s"]
    end = row_of(book, "Quotes side by side", "sum", 2)
    difference = compared.walks[0].end.monthly.high - compared.walks[0].start.monthly.high
    assert float(difference) in cells(sheet, end)


def test_questions_stand_in_their_order_with_what_they_are_worth(book: Workbook) -> None:
    sheet = book["Questions"]
    asked = answer().questions.questions
    assert [sheet.cell(row, 3).value for row in range(5, 5 + len(asked))] == [one.text for one in asked]
    assert [sheet.cell(row, 7).value for row in range(5, 5 + len(asked))] == pytest.approx(
        [one.points for one in asked]
    )
    by_key = {sheet.cell(row, 10).value: sheet.cell(row, 8).value for row in range(5, 5 + len(asked))}
    worth = next(one.monthly_worth for one in asked if one.key == "quotes.minute.clock.step_seconds")
    assert by_key["quotes.minute.clock.step_seconds"] == float(worth or 0)


def test_musts_say_who_is_out_and_by_which_line(book: Workbook) -> None:
    sheet = book["Musts"]
    assert cells(sheet, row_of(book, "Musts", "Corte"))[:3] == ["Corte", "out", "out: does not speak Spanish"]
    assert cells(sheet, row_of(book, "Musts", "Brio"))[1:3] == ["in", "fails none; 1 not known yet"]
    rows = [cells(sheet, row) for row in range(11, 24)]
    failed = next(row for row in rows if row[:2] == ["Corte", "failed"])
    assert failed[3] == "must.languages"
    assert failed[4].endswith("vendors/corte.yaml:3:1")
    open_row = next(row for row in rows if row[:2] == ["Brio", "not known"])
    assert open_row[5] == "Can we listen to recordings of our calls?"


def test_about_has_day_versions_and_hashes(book: Workbook) -> None:
    told = words(book["About"])
    assert "2026-11-02" in told
    assert {one.sha256 for one in answer().inputs} <= set(told)
    assert {one.version for one in answer().versions} <= set(told)
    assert "200, seed 1" in told


def test_a_case_without_offers_says_so() -> None:
    files = {path: text for path, text in FILES.items() if not path.startswith("quotes/")}
    found = opened(decision_bytes(answer_of({**files, "needs.yaml": NEEDS})), values=True)
    assert "There is one offer alone, or none: nothing to lay beside it." in words(found["Quotes side by side"])
    assert "There is no offer to be billed." in words(found["Costs by month"])
    assert "not known" in words(found["Summary"])


def test_a_case_in_which_all_are_out_says_so() -> None:
    needs = NEEDS.replace("languages: [es]", "languages: [fr]")
    files = {path: text for path, text in FILES.items() if not path.startswith("quotes/")}
    found = opened(decision_bytes(answer_of({**files, "needs.yaml": needs})), values=True)
    assert found["Summary"]["A2"].value == "No vendor meets every must."
    assert "Nothing is open: every question is answered." in words(found["Questions"])


@pytest.mark.parametrize(
    ("currency", "expected"),
    [("USD", '"$"#,##0.00'), ("EUR", '"EUR "#,##0.00'), ("JPY", '"JPY "#,##0'), ("KWD", '"KWD "#,##0.000')],
)
def test_amounts_have_the_decimals_of_their_currency(currency: str, expected: str) -> None:
    assert money_format(currency) == expected


def test_vendors_that_tie_share_the_first_place() -> None:
    files = {path: text for path, text in FILES.items() if path in {"vendors/dovetail.yaml", "vendors/echo.yaml"}}
    found = opened(decision_bytes(answer_of({**files, "needs.yaml": NEEDS})), values=True)
    assert found["Summary"]["A2"].value.startswith("2 vendors share the first place, with ")
    assert [found["Summary"].cell(row, 1).value for row in (8, 9)] == [1, 1]
    assert "No weight changed alone puts another vendor first." in words(found["Summary"])


def test_without_a_volume_there_is_no_cost_and_the_reason_is_told() -> None:
    needs = NEEDS.replace("calls_per_month: 5000, ", "")
    found = opened(decision_bytes(answer_of({**FILES, "needs.yaml": needs})), values=True)
    assert any(text.startswith("No cost is told: ") for text in words(found["Costs"]))
    assert "Without a volume and an offer there is nothing to show." in words(found["Costs by volume"])
    assert any(text.startswith("Cost is missing: ") for text in words(found["About"]))


def test_an_offer_that_is_priced_and_not_ranked_says_so() -> None:
    acme = FILES["vendors/acme.yaml"] + "capacity: {max_calls_per_month: 1000}\n"
    found = opened(decision_bytes(answer_of({**FILES, "vendors/acme.yaml": acme, "needs.yaml": NEEDS})), values=True)
    assert "not ranked" in words(found["Costs"])
    assert "no offer that holds and can be priced" in words(found["Costs"])
