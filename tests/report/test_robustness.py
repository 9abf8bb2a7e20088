"""How sure the ranking is, in words: the first sentence, the heat map, what would change the winner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callvet.evaluation.robustness import robustness_of
from callvet.report.formats.json_object import object_text
from callvet.report.page import Drawing, Heading, Page, Sentence, Table
from callvet.report.robustness import _chance, _ordinal, with_robustness
from callvet.report.score import score_page
from tests.report.test_score import CRM, answer, entry, flat, found

if TYPE_CHECKING:
    from callvet.evaluation.ranking import RankingAnswer
    from callvet.score.ranking import VendorScore

# Weights are 0.5 hours, 0.3 languages and 0.2 cost.
ACME = entry("Acme", {"hours": found(80), "languages": found(70), "cost": found(40)})
BRIO = entry("Brio", {"hours": found(50), "languages": found(60), "cost": found(90)}, rank=2)
CORTE = entry("Corte", {"hours": found(10), "languages": found(20), "cost": found(30)}, rank=3)
DELTA = entry("Delta", {"hours": found(0, 100), "languages": found(0, 100), "cost": found(0, 100)}, rank=4)


def page_of(of: RankingAnswer, draws: int = 2000, spread: float | None = None, **more: bool) -> Page:
    """The page with how sure it is."""
    robust = robustness_of(of.ranking, draws=draws, spread_share=spread)
    return with_robustness(score_page(of, **more), of.ranking, robust)


def texts(page: Page) -> list[str]:
    """The sentences after the heading."""
    blocks = list(page.blocks)
    begin = blocks.index(Heading("How sure the ranking is"))
    return [block.text for block in blocks[begin:] if isinstance(block, Sentence)]


def tables(page: Page) -> dict[str, Table]:
    """The tables by their titles."""
    return {block.title: block for block in page.blocks if isinstance(block, Table)}


def sentence(page: Page, begins: str) -> str:
    """The sentence that begins so."""
    return next(text for text in texts(page) if text.startswith(begins))


def test_the_first_sentence_says_who_ranks_first_how_often() -> None:
    first = texts(page_of(answer(ACME, BRIO)))[0]
    assert first.startswith(("Acme ranks first in 5", "Brio ranks first in 5"))
    assert " of 2,000 draws (standard error 1.1 points); " in first


def test_who_leads_by_the_given_weights_and_not_most_often_is_told() -> None:
    """Acme leads where hours weigh half; over all weights, Brio does more often, for cost sets them far apart."""
    better = entry("Brio", {"hours": found(65), "languages": found(69), "cost": found(90)}, rank=2)
    assert "; Acme, which leads by your weights, in " in texts(page_of(answer(ACME, better)))[0]


def test_a_certain_winner_has_no_error_and_no_others() -> None:
    first = texts(page_of(answer(ACME, CORTE)))[0]
    assert first == "Acme ranks first in 100% of 2,000 draws (standard error 0.0 points)."


@pytest.mark.parametrize(
    ("spread", "words"),
    [
        (None, "Weights are drawn from all there are: each of the 3 criteria weighs 33% in the mean"),
        (0.2, "Weights are drawn around yours, each from 80% to 120% of it (without --spread"),
        (0.0, "Weights are yours in every draw; open answers"),
    ],
)
def test_how_the_weights_are_drawn_is_told(spread: float | None, words: str) -> None:
    told = sentence(page_of(answer(ACME, BRIO), spread=spread), "Weights are")
    assert told.startswith(words)
    assert told.endswith("Seed 1; the same seed draws the same.")


def test_the_heat_map_has_every_rank_and_shades_beside_the_figures() -> None:
    table = tables(page_of(answer(ACME, CORTE, DELTA)))["Share of the draws in which each vendor has each rank"]
    assert [column.head for column in table.columns] == ["vendor", "1st", "2nd", "3rd"]
    corte = table.rows[1]
    assert (corte[1].text, corte[1].mark, corte[1].shade) == ("0%", "dim", None)
    assert corte[2].shade is not None
    assert sum(cell.shade == 3 for cell in corte) == 1


def test_the_ranks_of_many_vendors_share_a_column() -> None:
    many = [flat(f"V{number}", 90 - number, rank=number + 1) for number in range(8)]
    table = tables(page_of(answer(*many)))["Share of the draws in which each vendor has each rank"]
    assert [column.head for column in table.columns] == ["vendor", "1st", "2nd", "3rd", "4th–8th"]
    assert [cell.text for cell in table.rows[7]] == ["V7", "0%", "0%", "0%", "100%"]


def test_what_speaks_for_a_vendor_is_told_where_it_is_no_chance() -> None:
    table = tables(page_of(answer(ACME, BRIO, CORTE)))["What speaks for each that ranks first"]
    told = {row[0].text: row[2].text for row in table.rows}
    assert list(told) == ["Acme", "Brio"]
    assert "hours" in told["Acme"]
    assert told["Brio"].startswith("cost ")
    assert "(33.3%)" in told["Brio"]


def test_the_confidence_counts_open_answers() -> None:
    table = tables(page_of(answer(ACME, DELTA)))["What speaks for each that ranks first"]
    assert all(row[1].text not in {"100%", "0%"} for row in table.rows)


def test_the_winner_holds_while_its_weights_lie_in_their_intervals() -> None:
    """Cost: 40 t + 76.25 (1 - t) = 90 t + 53.75 (1 - t) at t = 22.5 / 72.5, which is 31%."""
    told = sentence(page_of(answer(ACME, BRIO)), "Each weight changed alone, ")
    assert told.startswith("Each weight changed alone, Acme holds while cost weighs 31% or less (now 20%)")
    assert "hours weighs" in told


def test_two_rivals_leave_an_interval_between_two_weights() -> None:
    left = entry("Left", {"hours": found(90), "languages": found(10)}, rank=2, weights={"hours": 0.5, "languages": 0.5})
    right = entry(
        "Right", {"hours": found(10), "languages": found(90)}, rank=2, weights={"hours": 0.5, "languages": 0.5}
    )
    middle = entry("Mid", {"hours": found(60), "languages": found(60)}, weights={"hours": 0.5, "languages": 0.5})
    of = answer(middle, left, right)
    weights = of.ranking.weights._replace(values={"hours": 0.5, "languages": 0.5})
    of = of._replace(ranking=of.ranking._replace(weights=weights))
    assert "holds while hours weighs between 37.5% and 62.5% (now 50%)" in sentence(page_of(of), "Each weight")


def test_the_picture_has_a_letter_for_each_leader_and_a_sign_for_now() -> None:
    page = page_of(answer(ACME, BRIO))
    drawing = next(block for block in page.blocks if isinstance(block, Drawing))
    cost = next(line for line in drawing.lines if line.startswith("cost"))
    assert cost == "cost     20%  31% or less    AAAAAA◆AAABBBBBBBBBBBBBBBBBBBBBB"
    assert len({len(line) for line in drawing.lines}) == 1
    assert sentence(page, "A is Acme and B is Brio; the other criteria keep their proportions.")


def test_the_picture_begins_at_no_weight_and_ends_at_all_of_it() -> None:
    """Brio is half a point ahead on all but one, and 49.5 behind on that: it leads below one percent of it."""
    acme = entry("Acme", {"hours": found(80), "languages": found(70), "cost": found(70)})
    brio = entry("Brio", {"hours": found(30.5), "languages": found(70.5), "cost": found(70.5)}, rank=2)
    drawing = next(block for block in page_of(answer(acme, brio)).blocks if isinstance(block, Drawing))
    hours = next(line for line in drawing.lines if line.startswith("hours"))
    assert hours == "hours        50%  1% or more     BAAAAAAAAAAAAAAA◆AAAAAAAAAAAAAAA"


def test_blind_vendors_have_the_letters_of_their_codes() -> None:
    acme, brio = (
        entry(code, {"hours": found(h), "languages": found(w), "cost": found(c)}, rank=rank)
        for rank, (code, h, w, c) in enumerate((("Vendor K", 80, 70, 40), ("Vendor A", 50, 60, 90)), 1)
    )
    page = page_of(answer(acme, brio))
    drawing = next(block for block in page.blocks if isinstance(block, Drawing))
    assert "cost     20%  31% or less    KKKKKK◆KKKAAAAAAAAAAAAAAAAAAAAAA" in drawing.lines
    assert sentence(page, "K is Vendor K and A is Vendor A; the other criteria keep their proportions.")


def test_codes_of_two_letters_are_lettered_by_rank() -> None:
    acme, brio = (
        entry(code, {"hours": found(h), "languages": found(w), "cost": found(c)}, rank=rank)
        for rank, (code, h, w, c) in enumerate((("Vendor KA", 80, 70, 40), ("Vendor A", 50, 60, 90)), 1)
    )
    assert sentence(page_of(answer(acme, brio)), "A is Vendor KA and B is Vendor A;")


def test_vendors_beyond_the_letters_are_told_together() -> None:
    """Each but the first leads at its own weight of cost, so that more than the alphabet has lead somewhere."""
    many = [
        entry(
            f"V{rank}", {"hours": found(90 - rank**2 / 50), "languages": found(90), "cost": found(40 + rank)}, rank=rank
        )
        for rank in range(1, 31)
    ]
    told = sentence(page_of(answer(*many), draws=100), "A is V1")
    assert told.split("; ")[0].endswith(" and * is any other")
    assert "V30" not in told


def test_a_vendor_that_is_the_same_leads_too_and_nothing_is_moved() -> None:
    twin = entry("Twin", {"hours": found(80), "languages": found(70), "cost": found(40)})
    table = tables(page_of(answer(ACME, twin)))["The least weight to move so that another leads"]
    assert [cell.text for cell in table.rows[0]] == ["Twin", "0.0", "nothing: it leads, too", "–"]


def test_a_winner_of_everything_has_no_picture() -> None:
    page = page_of(answer(ACME, CORTE))
    assert not any(isinstance(block, Drawing) for block in page.blocks)
    assert "Acme holds whatever a single criterion weighs." in texts(page)


def test_the_least_weight_to_move_is_told_with_where_it_goes() -> None:
    """Acme is 8 points ahead, and cost instead of hours is worth 30 + 50: a tenth of the weight."""
    table = tables(page_of(answer(ACME, BRIO)))["The least weight to move so that another leads"]
    assert [[cell.text for cell in row] for row in table.rows] == [["Brio", "10.0", "hours 10.0", "cost 10.0"]]


def test_a_vendor_that_is_beaten_everywhere_is_told_with_who_beats_it() -> None:
    told = texts(page_of(answer(ACME, BRIO, CORTE)))
    assert "Corte is beaten on every criterion by Acme and Brio, whatever open answers and marks are." in told


def test_a_vendor_that_only_answers_could_save_is_told() -> None:
    told = texts(page_of(answer(ACME, DELTA)))
    assert "By what is shown, no weights put Delta first; open answers or marks could." in told


def test_a_vendor_that_nothing_can_save_though_nobody_beats_it_is_told() -> None:
    one = entry("One", {"hours": found(90), "languages": found(50), "cost": found(10)})
    other = entry("Two", {"hours": found(10), "languages": found(50), "cost": found(90)}, rank=2)
    last = entry("Last", {"hours": found(40), "languages": found(45), "cost": found(40)}, rank=3)
    told = texts(page_of(answer(one, other, last)))
    assert "No weights put Last first, even if its open answers come out best and all others' worst." in told


def test_where_all_can_lead_that_is_told() -> None:
    assert "Each of the vendors leads with some weights." in texts(page_of(answer(ACME, BRIO)))


def test_a_vendor_that_may_fail_a_must_is_drawn_and_named() -> None:
    asked: VendorScore = BRIO._replace(knockouts=(CRM,))
    assert "Brio: drawn as if its unanswered musts were met." in texts(page_of(answer(ACME, asked)))


def test_a_single_vendor_has_no_rival() -> None:
    told = texts(page_of(answer(ACME)))
    assert told[0] == "Acme ranks first in 100% of 2,000 draws (standard error 0.0 points)."
    assert "Acme has no rival." in told


def test_where_everybody_is_out_a_sentence_says_so() -> None:
    out = answer(flat("Acme", 50, None, None, CRM._replace(state="failed")))
    page = with_robustness(score_page(out), out.ranking, None)
    assert isinstance(page.blocks[-1], Sentence)
    assert page.blocks[-1].text.startswith("No vendor is left")
    assert (page.json["robustness"], page.json["flips"]) == (None, None)


def test_quiet_leaves_the_answers_and_the_tables() -> None:
    quiet = page_of(answer(ACME, BRIO)).without_talk()
    assert texts(quiet)[0].startswith(("Acme ranks", "Brio ranks"))
    assert not any(text.startswith("Weights are") for text in texts(quiet))
    assert len(tables(quiet)) == 4


def test_it_stands_below_the_ranking_and_before_what_explains_each_vendor() -> None:
    heads = [block.text for block in page_of(answer(ACME, BRIO), explain=True).blocks if isinstance(block, Heading)]
    assert heads[:3] == ["How sure the ranking is", "What would change the winner", "What each criterion weighs"]


def test_programs_get_shares_errors_and_flips() -> None:
    data = page_of(answer(ACME, BRIO, DELTA)).json
    robust: dict[str, object] = data["robustness"]  # type: ignore[assignment]
    assert {name: robust[name] for name in ("method", "draws", "seed", "weights", "spread")} == {
        "method": "SMAA-2",
        "draws": 2000,
        "seed": 1,
        "weights": "all",
        "spread": None,
    }
    assert object_text(data).count("\n") == 1
    vendors: list[dict[str, object]] = robust["vendors"]  # type: ignore[assignment]
    assert [vendor["vendor"] for vendor in vendors] == ["acme", "brio", "delta"]
    assert set(vendors[0]["beats"]) == {"brio", "delta"}  # type: ignore[call-overload]
    flips: dict[str, object] = data["flips"]  # type: ignore[assignment]
    assert flips["winner"] == "acme"


def test_rows_get_a_column_for_each_rank_and_none_for_who_is_out() -> None:
    out = flat("Out", 50, None, None, CRM._replace(state="failed"))
    data = page_of(answer(ACME, BRIO, out)).data
    rows = [dict(zip(data.columns, row, strict=True)) for row in data.rows]
    assert rows[0]["rank_1_share"] + rows[0]["rank_2_share"] == pytest.approx(1)  # type: ignore[operator]
    assert rows[0]["leads_from.cost"] == 0
    assert rows[1]["leads_from.cost"] == rows[0]["leads_to.cost"] == pytest.approx(22.5 / 72.5)
    assert rows[1]["weight_change_to_lead"] == pytest.approx(0.2, abs=1e-4)
    assert all(value is None for name, value in rows[2].items() if name.startswith(("rank_", "central", "leads")))


@pytest.mark.parametrize(
    ("share", "told"), [(0, "0%"), (0.0002, "<0.1%"), (0.074, "7.4%"), (0.26, "26%"), (0.9983, ">99%"), (1, "100%")]
)
def test_neither_none_nor_all_is_told_as_what_it_is_not(share: float, told: str) -> None:
    assert _chance(share) == told


def test_ranks_are_numbered_as_in_english() -> None:
    assert [_ordinal(rank) for rank in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"]
    )
