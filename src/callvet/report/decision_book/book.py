"""The decision as a workbook: every sheet in its order, and the file."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from callvet.load.writing import write_over
from callvet.model.wording import shown
from callvet.report.decision_book.about_sheet import write_about
from callvet.report.decision_book.costs_sheet import write_costs
from callvet.report.decision_book.criteria_sheet import write_criteria
from callvet.report.decision_book.lines_sheet import write_lines
from callvet.report.decision_book.looks import Looks
from callvet.report.decision_book.material import material_of
from callvet.report.decision_book.months_sheet import write_months
from callvet.report.decision_book.musts_sheet import write_musts
from callvet.report.decision_book.places import places_of
from callvet.report.decision_book.questions_sheet import write_questions
from callvet.report.decision_book.quotes_sheet import write_quotes
from callvet.report.decision_book.scores_sheet import write_scores
from callvet.report.decision_book.summary_sheet import write_summary
from callvet.report.decision_book.volumes_sheet import write_volumes
from callvet.report.decision_book.weights_sheet import write_weights

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.evaluation.reporting import ReportAnswer

_INERT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
"""What looks like a formula, a number or an address in foreign text stays text."""


def decision_bytes(answer: ReportAnswer) -> bytes:
    """The workbook; the same answer gives the same bytes."""
    material = material_of(answer)
    places = places_of(material)
    file = BytesIO()
    with Workbook(file, _INERT) as book:
        company = answer.ranking.needs.company
        book.set_properties(
            {
                "title": shown(f"Call centre for {company}" if company else "Choice of a call centre", 200),
                "comments": "Made by callvet report; the sheet About says of what",
                "created": datetime.combine(answer.day, time()),
            }
        )
        book.set_calc_mode("auto")
        looks = Looks(book, material.currency)
        write_summary(book, looks, material, places)
        write_weights(book, looks, material, places)
        write_scores(book, looks, material, places)
        write_criteria(book, looks, material)
        write_costs(book, looks, material)
        write_volumes(book, looks, material)
        write_months(book, looks, material)
        write_lines(book, looks, material)
        write_quotes(book, looks, material)
        write_questions(book, looks, material)
        write_musts(book, looks, material)
        write_about(book, looks, material)
    return file.getvalue()


def write_decision(answer: ReportAnswer, path: Path) -> None:
    """Write the workbook all at once, so that whoever opens it never sees half of it.

    Raises:
        OSError: It cannot be written; nothing was.
    """
    write_over(path, decision_bytes(answer))
