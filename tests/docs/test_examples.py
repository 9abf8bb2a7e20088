"""What the pages show can be copied: it runs, and says what stands beside it."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

import pytest

from callvet.evaluation.people.chosen_weights import choose_weights
from callvet.evaluation.reading import all_criteria
from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.judgement import Judgement
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from callvet.model.weighing import Weighing
from callvet.score import weights
from callvet.score.criteria import CRITERIA
from callvet.score.criteria.cost import cost_value
from callvet.score.criterion import Assessment
from callvet.score.ranking import rank
from callvet.score.weights import SPLIT, Stake, resolve
from tests.conftest import MakeNeeds, MakeSubject
from tests.docs import ROOT, code, page, part, rows, unquoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from callvet.model.section import Section
    from callvet.score.criterion import Criterion

MODELS: Final[Mapping[str, type[Section]]] = {
    "vendor": Vendor,
    "needs": Needs,
    "quote": Quote,
    "judgement": Judgement,
    "weights": Weighing,
}
SCRATCH: Final = "callvet.score.criteria.accessibility"


def said_of(text: str, kind: str) -> list[str]:
    """What callvet says of a file."""
    document, problems = parse_document(text, "file.yaml")
    if document is not None:
        problems = (*problems, *validate(document, MODELS[kind])[1])
    return [problem.message for problem in problems]


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The criterion of CONTRIBUTING.md as a module, for as long as one test takes."""
    module = type(sys)(SCRATCH)
    monkeypatch.setitem(sys.modules, SCRATCH, module)
    (source,) = code(part("CONTRIBUTING.md", "criterion"))
    module.__dict__.update(run(source, SCRATCH))
    return module


def run(source: str, name: str) -> dict[str, object]:
    """What a block of code has made."""
    made: dict[str, object] = {"__name__": name}
    exec(compile(source, f"<{name}>", "exec", dont_inherit=True), made)  # noqa: S102 - our own page
    return made


@pytest.fixture
def criterion(scratch: ModuleType) -> Criterion:
    """The criterion that CONTRIBUTING.md adds."""
    found: Criterion = scratch.CRITERION
    return found


def test_the_python_of_the_readme_ranks_the_print_shop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (source,) = [block for block in code(page("README.md")) if "import callvet" in block]
    run(source, "readme")
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(list((ROOT / "examples" / "print-shop" / "vendors").glob("*.yaml")))
    assert printed[0].startswith("1 ")


def test_the_set_up_is_the_second_command_of_the_readme() -> None:
    (command,) = code(page("README.md").partition("<!-- second -->")[2].partition("```\n\n")[0] + "```\n")
    assert command in code(page("CONTRIBUTING.md"))


def test_the_criterion_of_the_guide_says_what_the_guide_says(
    criterion: Criterion, make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    found = criterion.assess(make_subject("services: {channels: [phone, chat]}"), make_needs())
    assert isinstance(found, Assessment)
    assert (round(found.low, 1), round(found.high, 1)) == (66.7, 100)
    assert [found.reason] == [block.strip() for block in code(part("CONTRIBUTING.md", "reason"))]
    assert "66.7 to 100\npoints" in page("CONTRIBUTING.md")


def test_the_criterion_of_the_guide_is_one_of_its_group(criterion: Criterion) -> None:
    assert criterion.id == SCRATCH.rpartition(".")[2]
    assert criterion.group in {one.group for one in CRITERIA}
    assert criterion.page.startswith("Accessibility: ")


@pytest.mark.usefixtures("scratch")
def test_the_test_of_the_guide_passes(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    (source,) = code(part("CONTRIBUTING.md", "test"))
    tests = {name: test for name, test in run(source, "guide").items() if name.startswith("test_")}
    assert len(tests) == source.count("def test_") == 4
    for test in tests.values():
        test(make_subject, make_needs)  # type: ignore[operator]


def test_the_lines_of_the_guide_stand_after_lines_that_are_there() -> None:
    rooms = ROOT / "src" / "callvet" / "score"
    for title, path in (("registry line", "criteria/__init__.py"), ("split line", "weights.py")):
        (block,) = code(part("CONTRIBUTING.md", title))
        before = [line[1:] for line in block.splitlines() if line.startswith(" ")]
        assert "\n".join(before) in (rooms / path).read_text(encoding="utf-8")


def test_the_line_of_the_guide_weighs_the_criterion(criterion: Criterion, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its group's weight is split among one more."""
    (block,) = code(part("CONTRIBUTING.md", "split line"))
    (line,) = [line[1:] for line in block.splitlines() if line.startswith("+")]
    added = eval(f"{{{line}}}", {"Stake": Stake})  # noqa: S307 - our own page
    (stake,) = added.values()
    whole = stake.points + sum(SPLIT[one.id].points for one in CRITERIA if one.group == criterion.group)
    monkeypatch.setattr(weights, "SPLIT", {**SPLIT, **added})
    found = resolve({criterion.group: 1}, (*CRITERIA, criterion), "the guide")
    assert found.values[criterion.id] == pytest.approx(stake.points / whole)


def test_the_example_by_hand_is_what_callvet_reckons(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    text = page("docs/scoring.md")
    files = {block.partition("\n")[0].removeprefix("# "): block for block in code(text) if block.startswith("# ")}
    judgements = [block for name, block in files.items() if name.startswith("judgements/")]
    needs, subject = make_needs(files["needs.yaml"]), make_subject(files["vendors/acme.yaml"], *judgements)
    criteria = all_criteria(needs)
    (entry,) = rank([subject], needs, criteria, choose_weights(needs, criteria)).entries
    *each, (_, total, _, _, score, high) = rows(part("docs/scoring.md", "example"))
    assert float(total) == pytest.approx(sum(part.weight for part in entry.scores.values()))
    assert (float(score), float(high)) == pytest.approx((entry.score, entry.high))
    assert {name: [float(figure) for figure in figures] for name, *figures in each} == {
        name: pytest.approx(
            [
                found.weight,
                found.assessment.low,
                found.assessment.high,
                found.points,
                found.weight * found.assessment.high,
            ]
        )
        for name, found in entry.scores.items()
    }
    assert f"= {entry.answered_weight:g} of the weight" in text
    assert entry.open_points == pytest.approx({"reporting.level": 20, "hours.holidays": 5})
    assert entry.scores["staff"].assessment.flags


def test_the_points_of_the_cost_scale_are_those_that_callvet_gives(make_needs: MakeNeeds) -> None:
    (block,) = re.findall(r"`(scales: \{cost: .*?\}\})`", page("docs/scoring.md"))
    scale = make_needs(block).scales.cost
    assert scale is not None
    table = rows(part("docs/scoring.md", "cost scale"))
    assert len(table) == 5
    for cost, points in table:
        amount = float(cost.split()[0].replace(",", ""))
        assert 100 * cost_value(amount, scale.best, scale.worst) == pytest.approx(float(points), abs=0.05)


@pytest.mark.parametrize(
    ("kind", "sign"),
    [
        ("vendor", "name:"),
        ("needs", "country:"),
        ("quote", "vendor: northwind\ntitle:"),
        ("judgement", "vendor: northwind\nby:"),
        ("judgement", "# judgements/northwind-moderated.yaml\n"),
        ("weights", "by: operations\ndate:"),
    ],
)
def test_the_example_of_each_file_has_no_fault(kind: str, sign: str) -> None:
    (text,) = [block for block in code(page("docs/files.md")) if block.startswith(sign)]
    assert said_of(text, kind) == []


@pytest.mark.parametrize(("kind", "written", "said"), rows(part("docs/files.md", "refusals")))
def test_what_is_refused_is_refused_in_these_words(kind: str, written: str, said: str) -> None:
    assert said_of(unquoted(written), kind) == [said]
