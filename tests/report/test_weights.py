"""People's weights as a page: widths, letters, and what is hostile."""

from __future__ import annotations

from datetime import date

import pytest

from callvet.evaluation.weighing import Voice, WeighingAnswer
from callvet.report.formats import render
from callvet.report.page import Drawing
from callvet.report.weights import weights_page
from callvet.score.elicitation.agreement import agreements

FORMATS = ("table", "json", "csv", "markdown", "html")


def answer(**people: dict[str, float]) -> WeighingAnswer:
    """Everybody's weights, as they are."""
    voices = tuple(Voice(by, date(2026, 11, 2), "points", "x.yaml", one, one) for by, one in people.items())
    found = agreements(people)
    return WeighingAnswer(voices, found, {}, {one.name: one.mean for one in found}, people)


def picture(of: WeighingAnswer) -> list[str]:
    """The lines of the picture."""
    return [*next(one for one in weights_page(of, "weights").blocks if isinstance(one, Drawing)).lines]


def test_each_person_is_a_letter_on_one_axis_and_the_mean_a_line() -> None:
    lines = picture(answer(ann={"cost": 0.4, "people": 0.6}, ben={"cost": 0.2, "people": 0.8}))
    assert lines[0].index("A") - len("people  ") == round(0.6 / 0.8 * 48)
    assert lines[0].index("│") < lines[0].index("B") == len("people  ") + 48
    assert lines[2].split() == ["0%", "20%", "40%", "60%", "80%"]


def test_people_at_one_place_are_a_star() -> None:
    assert "*" in picture(answer(ann={"cost": 1.0}, ben={"cost": 1.0}))[0]


def test_the_picture_has_room_on_a_narrow_terminal() -> None:
    of = answer(ann={"a name of the committee's own that is long": 0.5, "cost": 0.5}, ben={"cost": 1.0})
    assert all(len(line) <= 80 for line in picture(of))


def test_people_of_one_mind_are_told_so() -> None:
    page = weights_page(answer(ann={"cost": 1.0}, ben={"cost": 1.0}), "weights")
    assert "All of them agree." in render(page, "table")


def test_more_people_than_letters_share_a_sign() -> None:
    people = {f"person {number:02}": {"cost": number / 40, "people": 1 - number / 40} for number in range(28)}
    lines = picture(answer(**people))
    assert "+" in "".join(lines)
    assert render(weights_page(answer(**people), "weights"), "table").startswith(
        "Together, 28 people weigh people most"
    )


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_names_are_inert(name: str) -> None:
    people = {"=cmd()\x1b[2J": {"\u202ecost": 1.0}, "<b>ben": {"\u202ecost": 0.5, "|x|": 0.5}}
    text = render(weights_page(answer(**people), "weights"), name)  # type: ignore[arg-type]
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<b>ben" not in text or name != "html"
