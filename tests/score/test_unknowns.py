"""What is open of a vendor, as answers and as what hangs on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.evaluation.ranking import rank_vendors
from callvet.evaluation.reading import all_criteria
from callvet.score.unknowns import Contender, contender_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "print-shop" / "vendors"
PUBLISHED = Path(__file__).parents[2] / "vendors"


def contenders(path: Path, needs: Path | None = None) -> dict[str, Contender]:
    """The vendors of a case that are not out."""
    answer = rank_vendors([path], needs=needs)
    criteria = all_criteria(answer.needs)
    return {e.subject.id: contender_of(e, criteria, answer.needs) for e in answer.ranking.eligible}


def case(folder: Path, needs: str, profile: str) -> Contender:
    """The one vendor of a small case."""
    (folder / "vendors").mkdir()
    (folder / "vendors" / "acme.yaml").write_text(profile, encoding="utf-8")
    (folder / "needs.yaml").write_text(needs, encoding="utf-8")
    return contenders(folder / "vendors")["acme"]


@pytest.mark.parametrize("path", [EXAMPLE, PUBLISHED])
def test_the_ends_are_those_of_the_ranking(path: Path) -> None:
    ranked = {entry.subject.id: entry for entry in rank_vendors([path]).ranking.eligible}
    for vendor, one in contenders(path).items():
        assert (one.low, one.high) == pytest.approx((ranked[vendor].score, ranked[vendor].high))
        asked = {unknown.key for unknown in one.unknowns if unknown.key and not unknown.key.startswith("needs.")}
        assert asked == set(ranked[vendor].unanswered)


def test_what_nobody_can_be_asked_for_has_no_key() -> None:
    # The example's Lumina may raise its prices: a range, and no question.
    lumina = contenders(EXAMPLE)["lumina"]
    assert [one.key for one in lumina.unknowns if one.gap == pytest.approx(1.681422, abs=1e-3)] == [""]


def test_a_volume_that_the_needs_do_not_give_is_the_buyers_to_answer() -> None:
    ruby = contenders(PUBLISHED)["ruby"]
    assert "needs.demand.calls_per_month" in [one.key for one in ruby.unknowns]


def test_a_must_is_met_by_the_better_half_of_its_answers(tmp_path: Path) -> None:
    acme = case(tmp_path, "must: {recordings: true}", "name: Acme")
    (condition,) = acme.conditions
    position = [one.key for one in acme.unknowns].index("reporting.recordings")
    assert (condition.name, condition.least) == ("must.recordings", 0.5)
    assert [n for n, gain in enumerate(condition.gains) if gain] == [position]


def test_a_floor_hangs_on_the_answers_of_its_criterion_even_if_that_weighs_nothing(tmp_path: Path) -> None:
    needs = "weights: {hours: 1}\nfloors: {security: 30}"
    acme = case(tmp_path, needs, "name: Acme")
    (condition,) = acme.conditions
    assert (condition.name, condition.least) == ("floors.security", 30)
    assert sum(condition.gains) == pytest.approx(100)
    assert all(one.gap == 0 for one, gain in zip(acme.unknowns, condition.gains, strict=True) if gain)


def test_a_budget_hangs_on_the_open_terms_of_an_offer(tmp_path: Path) -> None:
    quote = "quotes: [{currency: USD, charges: [{per: minute, rate: 1, clock: {counts: [talk]}}]}]"
    needs = "currency: USD\ndemand: {calls_per_month: 1000, talk_seconds: 90, hold_seconds: 0, wrap_seconds: 0, "
    needs += "spread: 0}\nmust: {max_monthly_cost: 1750}"
    acme = case(tmp_path, needs, f"name: Acme\n{quote}")
    # Calls of 90 seconds cost $1,500 by the second and $2,000 by the minute, so half of the range is in the budget.
    (condition,) = acme.conditions
    assert condition.name == "must.max_monthly_cost"
    assert (condition.least, sum(condition.gains)) == pytest.approx((250, 500))
    assert [one.key for one, gain in zip(acme.unknowns, condition.gains, strict=True) if gain] == [
        "quotes.minute.clock.step_seconds"
    ]
