"""How sure a ranking is: what is put together, and from what."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.evaluation.ranking import rank_vendors
from callvet.evaluation.robustness import robustness_of
from callvet.score.ranking import Ranking

VENDORS = Path(__file__).parents[2] / "examples" / "print-shop" / "vendors"


@pytest.fixture(scope="module")
def ranking() -> Ranking:
    """That of the print shop."""
    return rank_vendors([VENDORS]).ranking


def test_everything_is_told_of_every_eligible_vendor(ranking: Ranking) -> None:
    found = robustness_of(ranking, draws=200)
    assert found is not None
    count = len(ranking.eligible)
    per_vendor = (found.acceptability.rank_shares, found.confidence, found.pairwise, found.central_errors)
    assert {len(each) for each in (*per_vendor, found.standings, found.matrix.vendors)} == {count}
    assert len(found.flips) == len(ranking.weights.values)


def test_the_winner_needs_no_change_and_holds_at_its_weights(ranking: Ranking) -> None:
    found = robustness_of(ranking, draws=100)
    assert found is not None
    assert found.standings[0].nearest is not None
    assert found.standings[0].nearest.change == pytest.approx(0, abs=1e-9)
    assert all(flip.holds.low_share <= flip.weight <= flip.holds.high_share for flip in found.flips)


def test_flips_go_by_what_the_ranking_goes_by_and_draws_do_not() -> None:
    """By what could be, another vendor is the winner."""
    by_shown, by_best = (robustness_of(rank_vendors([VENDORS], rank_by=by).ranking) for by in ("score", "high"))
    assert by_shown is not None
    assert by_best is not None
    assert by_shown.matrix.vendors[0] != by_best.matrix.vendors[0]
    one, other = (
        dict(zip(found.matrix.vendors, found.acceptability.rank_shares, strict=True)) for found in (by_shown, by_best)
    )
    # The order of the vendors is the order of their random numbers, so that chance alone tells the draws apart.
    assert all(one[vendor][0] == pytest.approx(other[vendor][0], abs=0.03) for vendor in one)


def test_people_who_differ_move_the_ranks_though_nothing_is_open(ranking: Ranking) -> None:
    """With the weights as given and no answer open but those of people, some draws rank otherwise."""
    found = robustness_of(ranking, spread_share=0, draws=2000)
    assert found is not None
    third = found.matrix.vendors.index("northwind")
    assert 0 < found.acceptability.rank_shares[third][2] < 1


def test_nobody_is_beaten_whom_one_of_two_people_puts_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the mean of its marks, 6 of 10, acme is below brio everywhere; by Ann's, 9, it is not."""
    monkeypatch.chdir(tmp_path)
    for folder in ("vendors", "judgements"):
        Path(folder).mkdir()
    Path("needs.yaml").write_text("weights: {culture: 1, motivation: 1}", encoding="utf-8")
    for vendor, by, culture in (("acme", "ann", 9), ("acme", "ben", 3), ("brio", "ann", 7)):
        Path("vendors", f"{vendor}.yaml").write_text("as_of: 2026-01-01", encoding="utf-8")
        text = f"vendor: {vendor}\nby: {by}\ndate: 2026-10-20\nkind: meeting\n"
        marks = f"marks: {{culture: {culture}, motivation: {5 if vendor == 'acme' else 6}}}\n"
        Path("judgements", f"{vendor}-{by}.yaml").write_text(text + marks, encoding="utf-8")
    found = robustness_of(rank_vendors().ranking, draws=500)
    assert found is not None
    assert found.matrix.vendors == ("brio", "acme")
    assert 0 < found.acceptability.rank_shares[1][0] < 0.5
    assert (found.standings[1].dominated_by, found.standings[1].leads_at_best) == ((), True)
    assert not found.standings[1].leads_by_shown


def test_where_everybody_is_out_nothing_is_told(ranking: Ranking) -> None:
    out = tuple(entry for entry in ranking.entries if not entry.eligible)
    assert out
    assert robustness_of(ranking._replace(entries=out)) is None


def test_no_draw_is_refused(ranking: Ranking) -> None:
    with pytest.raises(ValueError, match="draws need"):
        robustness_of(ranking, draws=0)
