"""What could still change the decision: the first questions, and the weights at which another vendor leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.decision_book.looks import GREY, SHARE, TENTH, WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.evaluation.questioning import OpenQuestion
    from callvet.report.decision_book.material import Material
    from callvet.report.decision_book.paper import Paper
    from callvet.score.flips import Flip

_MOST_ASKED: Final = 5
_MOST_FLIPS: Final = 5
_FIGURES: Final = (
    "Chance alone: that this answer by itself changes the winner. Decides at last: how often it does once all else is "
    "known. Up to: what the best answer adds. All questions stand on the sheet Questions."
)


def write_questions_to_ask(paper: Paper, material: Material, row: int) -> int:
    """The questions that could change most, as the sheet of questions has them; the row below."""
    looks = paper.looks
    asked = material.answer.questions.questions[:_MOST_ASKED]
    paper.text(row, 0, "What to ask next: what could change most, with the weights as given", looks.heading)
    if not asked:
        paper.text(row + 1, 0, "Nothing is open: every question is answered.", looks())
        return row + 3
    paper.heads(row + 1, ("#", "ask", "chance alone", "decides at last", "up to, points"), figures=(2, 3, 4))
    paper.text(row + 1, 5, "question", looks.head, last=paper.printed - 1)
    for step, one in enumerate(asked, row + 2):
        paper.figure(step, 0, one.rank, WHOLE, align="center")
        paper.text(step, 1, whom(one, material), looks.strong)
        paper.figure(step, 2, one.alone.changes_share, SHARE)
        paper.figure(step, 3, one.at_last.share, SHARE)
        paper.figure(step, 4, one.points, TENTH)
        paper.text(step, 5, one.text, last=paper.printed - 1)
    end = row + 2 + len(asked)
    paper.text(end, 0, _FIGURES, looks(font_color=GREY))
    return end + 2


def whom(one: OpenQuestion, material: Material) -> str:
    """Who answers, and about whom."""
    if one.vendor is None:
        return "you"
    name = material.names.get(one.vendor, one.name)
    return f"you, on {name}" if one.asks == "buyer" else name


def write_flips(paper: Paper, material: Material, row: int) -> None:
    """Between which weights of a criterion the leader holds."""
    found = material.answer.robustness
    near = [flip for flip in found.flips if flip.change is not None][:_MOST_FLIPS] if found else []
    looks = paper.looks
    paper.text(row, 0, "The weights at which another vendor leads, each changed alone", looks.heading)
    if not found or not near:
        paper.text(row + 1, 0, "No weight changed alone puts another vendor first.", looks())
        return
    paper.text(row + 1, 0, "criterion", looks.head, last=1)
    for column, head in enumerate(("weighs as given", "the leader holds from", "up to"), 2):
        paper.text(row + 1, column, head, looks.figure_head)
    paper.text(row + 1, 5, "", looks.head)
    for column, head in ((6, "below that leads"), (7, "above that leads")):
        paper.text(row + 1, column, head, looks.head)
    for step, flip in enumerate(near, row + 2):
        _write_flip(paper, material, flip, step, found.matrix.vendors)


def _write_flip(paper: Paper, material: Material, flip: Flip, row: int, vendors: Sequence[str]) -> None:
    """One criterion."""
    looks = paper.looks
    name = next((one.name for one in material.criteria if one.criterion.id == flip.criterion), flip.criterion)
    paper.text(row, 0, name, looks.strong, last=1)
    for column, share in enumerate((flip.weight, flip.holds.low_share, flip.holds.high_share), 2):
        paper.figure(row, column, share, SHARE)
    paper.text(row, 5, "")
    for column, rival in ((6, flip.below), (7, flip.above)):
        told = "nobody else" if rival is None else material.names.get(vendors[rival], vendors[rival])
        paper.text(row, column, told)
