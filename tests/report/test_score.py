"""The ranking: who leads and what is not decided, the table, who is out and why, what to do next."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from callvet.evaluation.ranking import RankingAnswer
from callvet.model.document import Document, Node
from callvet.model.needs import Needs
from callvet.model.problem import Place
from callvet.model.vendor import Vendor
from callvet.report.page import Data, Heading, Sentence, Table
from callvet.report.score import digits_needed, ranked_figure, score_page
from callvet.report.score_data import score_json
from callvet.score.criterion import Assessment, Criterion, Group, NotApplicable, Subject
from callvet.score.knockouts import Knockout
from callvet.score.monthly_cost import CostScale, VendorCost
from callvet.score.ranking import CriterionScore, RankBy, Ranking, VendorScore
from callvet.score.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import MakeNeeds

GROUPS: Mapping[str, Group] = {
    "hours": "availability",
    "languages": "availability",
    "cost": "cost",
    "agent_model": "offer",
    "fits_our_brand": "own",
}
WEIGHTS = Weights(
    {"hours": 0.5, "languages": 0.3, "cost": 0.2}, "your needs", {"hours": "open", "availability": "there"}
)
SPANISH = Knockout("must.languages", "failed", "does not speak Spanish", Place("vendors/brio.yaml", 21, 3))
SECURITY = Knockout("floors.security", "failed", "security reaches 28", Place("vendors/brio.yaml", 44, 3))
CRM = Knockout("must.crm", "unanswered", "crm is not known", Place("vendors/acme.yaml"), ("integrations.crm",))


def found(low: float, high: float | None = None, *flags: str, **worth: float) -> Assessment:
    """What a criterion found; ``worth`` is what each missing key could add, with ``__`` for its dots."""
    open_points = {key.replace("__", "."): points for key, points in worth.items()}
    top = low if high is None else high
    place = Place("vendors/acme.yaml", 3, 5)
    return Assessment(low, top, 0.0 if (low, top) == (0, 100) else 1.0, f"{low:g} found", place, open_points, flags)


def entry(
    name: str,
    assessments: Mapping[str, Assessment],
    rank: int | None = 1,
    knockouts: tuple[Knockout, ...] = (),
    weights: Mapping[str, float] = WEIGHTS.values,
) -> VendorScore:
    """A vendor with what was found for each criterion."""
    scores = {
        one: CriterionScore(
            Criterion(one, GROUPS.get(one, "own"), "?", "", lambda _, __: NotApplicable("")), weights[one], value
        )
        for one, value in assessments.items()
    }
    subject = Subject(name.lower(), Vendor(name=name), Document(f"vendors/{name.lower()}.yaml", {}, Node(1, 1, 1, 1)))
    return VendorScore(subject, scores, knockouts, rank)


def flat(name: str, low: float, high: float | None = None, rank: int | None = 1, *knockouts: Knockout) -> VendorScore:
    """A vendor that every criterion gives the same points."""
    return entry(name, dict.fromkeys(WEIGHTS.values, found(low, high)), rank, knockouts)


def priced(vendor: VendorScore) -> VendorScore:
    """The vendor with an offer."""
    low, high = Decimal("28786.50"), Decimal("33299.00")
    scale = CostScale(Decimal(12000), Decimal(60000))
    cost = VendorCost(low, high, low, high, scale, "USD", Place("quotes/acme.yaml", 9, 3))
    return vendor._replace(subject=replace(vendor.subject, cost=cost))


def answer(*entries: VendorScore, rank_by: RankBy = "score", needs: Needs | None = None, **more: Any) -> RankingAnswer:
    """The answer with these vendors, in this order."""
    notes = more.pop("notes", ())
    weights = more.pop("weights", WEIGHTS)
    return RankingAnswer(Ranking(entries, weights, more.pop("not_applicable", {}), rank_by), needs or Needs(), notes)


def sentences(of: RankingAnswer, *, talk: bool | None = None) -> list[str]:
    """The sentences of a page: all, the talk, or what is no talk."""
    blocks = score_page(of).blocks
    return [block.text for block in blocks if isinstance(block, Sentence) and talk in {None, block.talk}]


def rows(of: RankingAnswer) -> list[list[str]]:
    """The words of the table."""
    table = next(block for block in score_page(of).blocks if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows]


# The verdict


def test_the_answer_stands_first_with_the_volume(make_needs: MakeNeeds) -> None:
    wanted = make_needs("demand: {calls_per_month: 5000}")
    first = score_page(answer(flat("Acme", 66), needs=wanted)).blocks[0]
    assert first == Sentence("Acme leads with 66 of 100 at 5,000 calls a month.", "strong")


def test_without_a_volume_none_is_told() -> None:
    assert sentences(answer(flat("Acme", 66)))[0] == "Acme leads with 66 of 100."


def test_equals_share_the_lead() -> None:
    assert sentences(answer(flat("Acme", 66), flat("Brio", 66)))[0] == "Acme and Brio share the lead with 66 of 100."


def test_the_only_one_that_is_not_out_is_told_so() -> None:
    of = answer(flat("Acme", 66), flat("Brio", 90, None, None, SPANISH))
    assert sentences(of)[0] == "Acme leads with 66 of 100 (the only one that is not out)."


def test_a_single_vendor_is_not_told_to_be_the_only_one() -> None:
    assert sentences(answer(flat("Acme", 66)))[0] == "Acme leads with 66 of 100."


def test_where_all_are_out_nobody_leads() -> None:
    of = answer(flat("Brio", 90, None, None, SPANISH), flat("Corte", 9, None, None, SECURITY))
    assert sentences(of)[0] == "No vendor meets every must: 2 vendors out."
    assert not any("leads" in text for text in sentences(of))


@pytest.mark.parametrize(
    ("rank_by", "text"),
    [
        ("score", "Acme leads with 60 of 100."),
        ("high", "Acme leads with 90 of 100, ranked by what could be."),
        ("middle", "Acme leads with 75 of 100, ranked by the middle of the range."),
    ],
)
def test_the_figure_told_is_the_one_that_ranks(rank_by: RankBy, text: str) -> None:
    assert sentences(answer(flat("Acme", 60, 90), rank_by=rank_by))[0] == text


def test_who_could_still_come_first_is_told_with_what_is_missing() -> None:
    of = answer(
        flat("Acme", 66),
        entry("Brio", {"hours": found(50), "languages": found(50), "cost": found(0, 100, quotes=100)}, 2),
        entry(
            "Corte",
            {"hours": found(40, 100, hours__open=60), "languages": found(50), "cost": found(0, 100, quotes=1)},
            3,
        ),
        flat("Delta", 10, 20, 4),
    )
    # Brio: 0.5 · 50 + 0.3 · 50 + 0.2 · 100 = 60, under 66. Corte: 0.5 · 100 + 0.3 · 50 + 0.2 · 100 = 85.
    assert sentences(of)[1] == "Not decided yet: Corte (85 with 2 missing answers) could come first."


def test_who_could_reach_most_is_named_first() -> None:
    of = answer(flat("Acme", 66), flat("Brio", 50, 70, 2), flat("Corte", 40, 90, 3))
    assert sentences(of)[1].startswith("Not decided yet: Corte (90 with 0 missing answers) and Brio (70 ")


def test_no_more_than_four_are_named() -> None:
    behind = [flat(f"V{number}", 20 - number, 90 - number, number + 2) for number in range(6)]
    names = [f"V{number} ({90 - number} with 0 missing answers)" for number in range(4)]
    verdict = f"Not decided yet: {', '.join(names)} and 2 more vendors could come first."
    assert sentences(answer(flat("Acme", 66), *behind))[1] == verdict


@pytest.mark.parametrize(
    ("scores", "digits"),
    [
        ([66.4, 65.6], 1),
        ([66.4, 65.4], 0),
        ([66.41, 66.39], 2),
        ([66.4, 66.4], 0),
        ([66.411, 66.412], 2),
    ],
)
def test_ranks_that_differ_do_not_look_like_a_tie(scores: list[float], digits: int) -> None:
    ranks = {score: place for place, score in enumerate(sorted(set(scores), reverse=True), start=1)}
    entries = [flat(f"V{number}", score, None, ranks[score]) for number, score in enumerate(scores)]
    of = answer(*entries)
    assert digits_needed(of.ranking) == digits
    assert rows(of)[0][2] == f"{scores[0]:.{digits}f}"


def test_the_order_by_what_could_be_needs_the_digits_of_what_could_be() -> None:
    of = answer(flat("Acme", 10, 90.4), flat("Brio", 50, 89.6, 2), rank_by="high")
    assert digits_needed(of.ranking) == 1
    assert [row[3] for row in rows(of)] == ["90.4", "89.6"]


def test_the_figures_that_can_rank() -> None:
    acme = flat("Acme", 60, 90)
    assert [ranked_figure(acme, by) for by in ("score", "high", "middle")] == pytest.approx([60, 90, 75])


# The table


def test_a_row_tells_what_is_shown_what_could_be_and_what_made_it() -> None:
    acme = entry("Acme", {"hours": found(90), "languages": found(50), "cost": found(0, 100, quotes=100)})
    # Shown 45 + 15 + 0 = 60; could be 80. Lost: cost 20; hours and languages are named for what they gave.
    assert rows(answer(acme)) == [["1", "Acme", "60", "80", "hours, languages", "cost (unknown)"]]


def test_only_a_criterion_of_which_nothing_is_known_is_called_unknown() -> None:
    acme = entry("Acme", {"hours": found(100), "languages": found(0, 99), "cost": found(0, 100, quotes=100)})
    assert rows(answer(acme))[0][4:] == ["hours", "languages, cost (unknown)"]


def test_a_vendor_of_which_nothing_is_known_is_strong_in_nothing_yet() -> None:
    assert rows(answer(flat("Acme", 0, 100)))[0][4:] == [
        "nothing yet",
        "hours (unknown), languages (unknown), cost (unknown)",
    ]


def test_a_vendor_without_a_fault_is_weak_in_nothing_yet() -> None:
    assert rows(answer(flat("Acme", 100)))[0][5] == "nothing yet"


def test_a_must_that_is_not_answered_is_marked() -> None:
    assert rows(answer(flat("Acme", 100, None, 1, CRM)))[0][5] == "nothing yet; to ask: must.crm"


def test_those_that_are_out_have_no_rank_and_say_why() -> None:
    of = answer(
        flat("Acme", 66), flat("Brio", 90, None, None, SPANISH), flat("Corte", 9, None, None, SECURITY, SPANISH)
    )
    assert [row[:2] + row[5:] for row in rows(of)[1:]] == [
        ["–", "Brio", "out: does not speak Spanish"],
        ["–", "Corte", "out: security reaches 28 and 1 more"],
    ]


def test_every_reason_to_be_out_is_told_with_its_line() -> None:
    out = flat("Brio", 90, None, None, SPANISH, SECURITY)
    assert sentences(answer(flat("Acme", 66), out), talk=False)[1:] == [
        "Brio is out: does not speak Spanish (vendors/brio.yaml:21:3, must.languages).",
        "Brio is out: security reaches 28 (vendors/brio.yaml:44:3, floors.security).",
    ]


def test_a_month_has_its_column_where_any_offer_was_priced() -> None:
    of = answer(priced(flat("Acme", 66)), flat("Brio", 50, None, 2), flat("Corte", 9, None, None, SPANISH))
    table = next(block for block in score_page(of).blocks if isinstance(block, Table))
    assert [column.head for column in table.columns][3:5] == ["could be", "a month"]
    assert [row[4].text for row in table.rows] == ["$28,787–33,299", "not known", "not known"]
    assert rows(answer(flat("Acme", 66)))[0][4] == "hours, languages, cost"


def test_bars_are_shares_of_a_hundred() -> None:
    table = next(block for block in score_page(answer(flat("Acme", 60, 90))).blocks if isinstance(block, Table))
    assert table.rows[0][2].bar == pytest.approx((0.6, 0.9))


# What to do next


def test_the_answer_worth_most_is_asked_for_next() -> None:
    # 0.5 of 40 and 0.3 of 50.
    acme = entry(
        "Acme", {"hours": found(60, 100, hours__open=40), "languages": found(50, 100, languages=50), "cost": found(9)}
    )
    assert sentences(answer(acme), talk=True)[0] == (
        "Ask next: Acme, “On which days and at which hours do live agents answer?” It is worth up to 20.0 points."
    )


def test_what_the_own_team_answers_is_not_asked_of_the_vendor() -> None:
    acme = entry("Acme", {"hours": found(0, 50, judgements__culture=50), "languages": found(50), "cost": found(9)})
    assert sentences(answer(acme), talk=True)[0] == (
        "Next, Acme: Meet them or call one of their clients, and mark culture from 0 to 10. "
        "It is worth up to 25.0 points."
    )


def test_a_vendor_that_cannot_come_first_is_not_asked() -> None:
    behind = entry("Brio", {"hours": found(0, 40, hours__open=40), "languages": found(0), "cost": found(0)}, 2)
    assert not any("Brio" in text for text in sentences(answer(flat("Acme", 66), behind), talk=True))


def test_trifles_are_not_asked_for() -> None:
    # 0.5 of 0.9 is under half a point.
    acme = entry("Acme", {"hours": found(60, 60.9, hours__open=0.9), "languages": found(50), "cost": found(30)})
    assert not any("Ask" in text for text in sentences(answer(acme), talk=True))


def test_a_must_that_is_not_answered_is_asked_first() -> None:
    floor = Knockout("floors.hours", "unanswered", "hours may reach 50", Place("vendors/acme.yaml"), ("hours.open",))
    assert sentences(answer(flat("Acme", 66, None, 1, CRM, floor)), talk=True)[0] == (
        "Ask Acme first, since a must hangs on it: “Which customer databases (CRM) do you connect to?”"
    )


def test_vendors_that_are_out_are_not_asked() -> None:
    out = flat("Brio", 9, 100, None, SPANISH, CRM)
    assert not any("Ask" in text for text in sentences(answer(flat("Acme", 66), out), talk=True))


def test_marks_that_lie_apart_are_to_be_talked_over() -> None:
    acme = entry(
        "Acme", {"hours": found(1, 1, "marks lie 4 apart: talk it over"), "languages": found(1), "cost": found(1)}
    )
    assert "Acme: marks lie 4 apart: talk it over." in sentences(answer(acme), talk=True)


# What it rests on


def test_weights_are_told_by_group_the_heaviest_first() -> None:
    weights = Weights(
        {"cost": 0.1, "hours": 0.3, "agent_model": 0.2, "languages": 0.4}, "the cost preset, with cost 9", {}
    )
    acme = entry("Acme", dict.fromkeys(weights.values, found(50)), weights=weights.values)
    assert sentences(answer(acme, weights=weights), talk=True)[0] == (
        "Weights, from the cost preset, with cost 9: availability 70% (languages 40%, hours 30%); agent model 20%; "
        "cost 10%."
    )


def test_criteria_that_the_needs_do_not_call_for_are_named_with_the_reason() -> None:
    of = answer(flat("Acme", 66), not_applicable={"industry_experience": "no industry", "crm": "no CRM"})
    assert "Not judged: industry experience (no industry); crm (no CRM)." in sentences(of, talk=True)


def test_the_ends_of_the_cost_scale_are_told_in_money_with_who_made_no_offer() -> None:
    talk = sentences(answer(priced(flat("Acme", 66)), flat("Brio", 50, None, 2), flat("Corte", 9, None, 3)), talk=True)
    assert talk[1:] == [
        "Cost, on one scale for all: 100 points at $12,000 a month, none at $60,000.",
        "No offer that holds was found of Brio and Corte, so what they cost is unknown.",
    ]


def test_a_vendor_whose_offer_is_for_other_volumes_has_made_one() -> None:
    brio, corte = flat("Brio", 50, None, 2), flat("Corte", 9, None, 3)
    brio = brio._replace(subject=replace(brio.subject, out_of_range=True))
    talk = sentences(answer(priced(flat("Acme", 66)), brio, corte), talk=True)
    assert talk[2] == "No offer that holds was found of Corte, so what they cost is unknown."


def test_where_all_made_offers_nobody_is_named_for_none() -> None:
    talk = sentences(answer(priced(flat("Acme", 66)), priced(flat("Brio", 9, None, 2))), talk=True)
    assert talk[-1].startswith("Cost, on one scale for all: ")


def test_notes_are_sentences() -> None:
    assert sentences(answer(flat("Acme", 66), notes=("no needs.yaml was found",)))[-1] == "No needs.yaml was found."


def test_each_subject_stands_apart() -> None:
    of = answer(
        entry(
            "Acme",
            {
                "hours": found(1, 90, "marks lie apart", hours__open=89),
                "languages": found(1),
                "cost": found(1),
            },
        ),
        flat("Brio", 9, None, None, SPANISH, SECURITY),
        notes=("a note",),
    )
    blocks = [block for block in score_page(of).blocks if isinstance(block, Sentence)]
    assert [(block.text.split()[0], block.apart) for block in blocks] == [
        ("Acme", False),
        ("Brio", True),
        ("Brio", False),
        ("Ask", True),
        ("Acme:", False),
        ("Weights,", True),
        ("A", False),
    ]


def test_quiet_leaves_the_verdict_the_table_and_who_is_out() -> None:
    of = answer(flat("Acme", 66), flat("Brio", 9, None, None, SPANISH), notes=("a note",))
    blocks = score_page(of).without_talk().blocks
    assert [type(block) for block in blocks] == [Sentence, Table, Sentence]


def test_explained_the_weights_have_their_reasons_and_every_vendor_its_criteria() -> None:
    of = answer(flat("Acme", 66), flat("Brio", 9, None, None, SPANISH))
    page = score_page(of, explain=True)
    titles = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert titles == ["What each criterion weighs", "Acme", "Brio"]
    weights = [block for block in page.blocks if isinstance(block, Table)][1]
    assert [[cell.text for cell in row] for row in weights.rows] == [
        ["availability (group)", "80%", "there"],
        ["hours", "50%", "open"],
        ["languages", "30%", "–"],
        ["cost", "20%", "–"],
    ]


# For programs


def test_the_rows_are_one_for_each_vendor() -> None:
    found_of_acme = {"hours": found(60, 100, hours__open=40), "languages": found(50), "cost": found(0, 100, quotes=100)}
    of = answer(priced(entry("Acme", found_of_acme)), flat("Brio", 25, None, None, SPANISH, SECURITY))
    heads = "rank vendor name eligible score high answered_weight failed unanswered strong_in weak_in"
    out = "must.languages floors.security"
    monthly = (Decimal("28786.50"), Decimal("33299.00"))
    assert score_page(of).data == Data(
        (*heads.split(), "monthly_low", "monthly_high"),
        [
            (1, "acme", "Acme", True, 45, 85, 0.8, "", "hours.open quotes", "hours languages", "cost", *monthly),
            (None, "brio", "Brio", False, 25, 25, 1, out, "", "hours languages cost", "", None, None),
        ],
    )


def test_the_object_has_the_keys_of_the_contract() -> None:
    of = answer(
        entry(
            "Acme",
            {"hours": found(60, 100, hours__open=40), "languages": found(50), "cost": found(30)},
            knockouts=(CRM,),
        ),
        flat("Brio", 25, None, None, SPANISH),
        not_applicable={"crm": "no CRM"},
        notes=("a note",),
    )
    told = score_json(of)
    ranking = told.pop("ranking")
    assert told == {
        "schema": 1,
        "command": "score",
        "weights": {"hours": 0.5, "languages": 0.3, "cost": 0.2},
        "weights_origin": "your needs",
        "weight_reasons": {"hours": "open", "availability": "there"},
        "not_applicable": {"crm": "no CRM"},
        "rank_by": "score",
        "frozen": None,
        "blind": False,
        "notes": ["a note"],
        "undecided": [],
        "problems": [],
    }
    assert isinstance(ranking, list)
    acme, brio = ranking
    criteria = acme.pop("criteria")
    assert acme == {
        "rank": 1,
        "vendor": "acme",
        "name": "Acme",
        "eligible": True,
        "failed": [],
        "knockouts": [
            {
                "name": "must.crm",
                "state": "unanswered",
                "reason": "crm is not known",
                "evidence": "vendors/acme.yaml",
                "unanswered": ["integrations.crm"],
            }
        ],
        "unanswered": ["integrations.crm", "hours.open"],
        "score": 51.0,
        "high": 71.0,
        "answered_weight": 1.0,
        "monthly": None,
    }
    assert criteria["hours"] == {
        "weight": 0.5,
        "score": 60,
        "high": 100,
        "points": 30.0,
        "answered": 1.0,
        "reason": "60 found",
        "evidence": "vendors/acme.yaml:3:5",
        "unanswered": ["hours.open"],
        "flags": [],
    }
    assert (brio["rank"], brio["eligible"], brio["failed"]) == (None, False, ["must.languages"])


def test_those_that_could_come_first_are_named_for_programs() -> None:
    of = answer(flat("Acme", 60), flat("Brio", 50, 70, 2), flat("Corte", 9, 59, 3))
    assert score_json(of)["undecided"] == ["brio"]


def test_what_a_month_costs_is_given_as_decimal_text() -> None:
    ranking = score_json(answer(priced(flat("Acme", 60)), flat("Brio", 50, None, 2)))["ranking"]
    assert isinstance(ranking, list)
    assert [one["monthly"] for one in ranking] == [{"low": "28786.50", "high": "33299.00"}, None]


def test_the_users_own_words_are_inert() -> None:
    hostile = "a\u202eb" + "c" * 900
    floor = Knockout(f"floors.{hostile}", "failed", "too little", Place("vendors/acme.yaml"))
    asked = Knockout(f"floors.{hostile}", "unanswered", "not known", Place("vendors/acme.yaml"))
    weights = {hostile: 1.0}
    entries = [
        entry(hostile, {hostile: found(1, 99, **{f"judgements__{hostile}": 98.0})}, 1, (asked,), weights),
        entry(hostile, {hostile: found(1)}, None, (floor,), weights),
    ]
    of = answer(*entries, weights=Weights(weights, "your needs", {}), not_applicable={hostile: "no"})
    page = score_page(of, explain=True)
    words = sentences(of) + [
        cell.text for block in page.blocks if isinstance(block, Table) for row in block.rows for cell in row
    ]
    assert not any("\u202e" in text or "c" * 100 in text for text in words)
