"""The weighted sum, as two open packages reckon it: recorded, and asked again where they are installed.

pymcdm and scikit-criteria bring pandas, scipy, matplotlib and more: over 500 MB, which would triple the time that the
project takes to install. So the tests have what their versions of November 2026 answered.
"""

from __future__ import annotations

from typing import Final

import pytest

from callvet.model.document import Document, Node
from callvet.model.problem import Place
from callvet.model.vendor import Vendor
from callvet.score.criterion import Assessment, Criterion, NotApplicable, Subject
from callvet.score.ranking import CriterionScore, VendorScore
from callvet.score.robustness import acceptability
from callvet.score.sampling import Sampling
from tests.score.tables import table

WEIGHTS: Final = (0.4, 0.3, 0.2, 0.1)
SCORES: Final = ((57, 71, 99, 59), (57, 65, 75, 24), (23, 65, 60, 80), (78, 23, 12, 57), (38, 18, 11, 68))
PYMCDM: Final = [69.80000000000001, 59.699999999999996, 48.7, 46.2, 29.6]
"""``WSM(normalization_function=lambda x, cost: x)`` of pymcdm 1.4.0."""
SCIKIT_CRITERIA: Final = [69.80000000000001, 59.7, 48.7, 46.2, 29.6]
"""``WeightedSumModel().evaluate(mkdm(...)).e_.score`` of scikit-criteria 0.10."""


def scored(row: tuple[int, ...]) -> float:
    """What callvet gives a vendor with these scores."""
    parts = {
        f"c{number}": CriterionScore(
            Criterion(f"c{number}", "own", "?", "", lambda _, __: NotApplicable("")),
            weight,
            Assessment(points, points, 1.0, "", Place("vendors/acme.yaml")),
        )
        for number, (weight, points) in enumerate(zip(WEIGHTS, row, strict=True))
    }
    subject = Subject("acme", Vendor(), Document("vendors/acme.yaml", {}, Node(1, 1, 1, 1)))
    return VendorScore(subject, parts).score


@pytest.mark.parametrize("theirs", [PYMCDM, SCIKIT_CRITERIA], ids=["pymcdm", "scikit-criteria"])
def test_scores_are_those_of_the_packages(theirs: list[float]) -> None:
    assert [scored(row) for row in SCORES] == pytest.approx(theirs, abs=1e-12)


def test_with_the_weights_as_given_every_draw_ranks_as_the_packages_do() -> None:
    found = acceptability(table(SCORES, weights=WEIGHTS), Sampling(draws=20, spread_share=0))
    assert [ranks.index(1) for ranks in found.rank_shares] == [0, 1, 2, 3, 4]


def test_pymcdm_still_answers_so() -> None:
    methods = pytest.importorskip("pymcdm.methods", reason="it brings 500 MB")
    numpy = pytest.importorskip("numpy")
    wsm = methods.WSM(normalization_function=lambda column, cost=False: column)  # noqa: ARG005 - as it calls it
    answer = wsm(numpy.array(SCORES, dtype=float), numpy.array(WEIGHTS), numpy.ones(4))
    assert answer.tolist() == pytest.approx(PYMCDM)


def test_scikit_criteria_still_answers_so() -> None:
    simple = pytest.importorskip("skcriteria.agg.simple", reason="it brings 500 MB")
    package = pytest.importorskip("skcriteria")
    matrix = package.mkdm([list(row) for row in SCORES], [max] * 4, weights=list(WEIGHTS))
    assert simple.WeightedSumModel().evaluate(matrix).e_.score.tolist() == pytest.approx(SCIKIT_CRITERIA)
