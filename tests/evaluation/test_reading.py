"""Reading a case: every problem of every file, and every name that a file uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from callvet.evaluation.reading import (
    OPINIONS,
    BadFilesError,
    all_criteria,
    read_case,
    read_sound_case,
    subjects,
    unknown_name,
)
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.needs import Needs
from callvet.score.criteria import CRITERIA
from tests.conftest import MakeNeeds

MakeCase = Callable[[dict[str, str]], None]

JUDGEMENT = "{vendor: acme, by: ops, date: 2026-10-20, kind: meeting, marks: {staff: 7}}"


@pytest.fixture
def make_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeCase:
    """Writes a case into the current folder, which is empty before."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write


def told() -> list[str]:
    """Every problem of the case in the current folder."""
    return [f"{problem.place} {problem.message}" for problem in read_case()[1]]


def test_a_sound_case_has_vendors_needs_and_judgements(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme",
            "vendors/brio.yaml": "name: Brio",
            "needs.yaml": "country: US",
            "judgements/acme-ops.yaml": JUDGEMENT,
        }
    )
    case = read_sound_case()
    assert [vendor.id for vendor in case.vendors] == ["acme", "brio"]
    assert case.needs.needs.country == "US"
    assert [file.judgement.by for file in case.judgements] == ["ops"]
    assert case.files == 4
    assert told() == []


def test_needs_may_be_named(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": "name: Acme", "needs.yaml": "country: US", "other.yaml": "country: MX"})
    for named in ("other.yaml", Path("other.yaml")):
        assert read_sound_case(["vendors"], named).needs.needs.country == "MX"


def test_a_case_with_problems_is_refused_with_all_of_them(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme",
            "vendors/brio.yaml": "nmae: Brio\nlocatoin: {}",
            "needs.yaml": "weights: {quailty: 3}",
            "judgements/acme-ops.yaml": JUDGEMENT.replace("staff", "cultrue"),
        }
    )
    with pytest.raises(BadFilesError, match="4 problems") as refused:
        read_sound_case()
    assert [f"{one.place} {one.message}" for one in refused.value.problems] == [
        "vendors/brio.yaml:1:1 nmae is not a key here; did you mean name?",
        "vendors/brio.yaml:2:1 locatoin is not a key here; did you mean location?",
        "needs.yaml:1:11 weights: quailty is not a criterion or a group; did you mean quality?",
        "judgements/acme-ops.yaml:1:66 marks: cultrue is not marked; did you mean culture?",
    ]


def test_nothing_to_read_is_no_empty_case(make_case: MakeCase) -> None:
    make_case({})
    with pytest.raises(NothingToWorkOnError, match="there is no vendors/ folder here"):
        read_case()


@pytest.mark.parametrize(
    ("needs", "problem"),
    [
        ("weights:\n  securty: 3", "2:3 weights: securty is not a criterion or a group; did you mean security?"),
        ("floors:\n  track-record: 3", "2:3 floors: track-record is not a criterion; did you mean track_record?"),
        ("weights: {fits: 3}", "1:11 weights: fits is not a criterion or a group; known are offer, availability"),
        ("weights: {own: 3}", "1:11 weights: own is not a criterion or a group; known are offer, availability"),
        ("floors: {people: 50}", "1:10 floors: people is not a criterion; known are location, services"),
        (
            "own_criteria: {cost: {question: How much?, weight: 1}}",
            "1:16 own_criteria: callvet has a criterion or a group called cost; choose another name",
        ),
        (
            "own_criteria:\n  people: {question: Who?, weight: 1}",
            "2:3 own_criteria: callvet has a criterion or a group called people; choose another name",
        ),
        ("weights: {x-cost: 3}", "1:11 weights: x-cost begins with x-, which is left alone; name it without x-"),
        ("floors: {x-cost: 3}", "1:10 floors: x-cost begins with x-, which is left alone; name it without x-"),
        ("own_criteria: {x-fits: {}}", "1:16 own_criteria: x-fits begins with x-, which is left alone; name it"),
    ],
)
def test_names_in_needs_that_nothing_has_are_problems_at_their_key(
    make_case: MakeCase, needs: str, problem: str
) -> None:
    make_case({"vendors/acme.yaml": "name: Acme", "needs.yaml": needs})
    (found,) = told()
    assert found.startswith(f"needs.yaml:{problem}")


def test_own_criteria_may_be_weighed_floored_and_marked(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme",
            "needs.yaml": "{own_criteria: {fits: {question: Does it?}}, weights: {fits: 3}, floors: {fits: 20}}",
            "judgements/acme.yaml": JUDGEMENT.replace("staff", "fits"),
        }
    )
    assert told() == []


def test_keys_of_the_users_own_are_left_alone_where_no_criterion_is_named(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme",
            "needs.yaml": "{x-note: 1, own_criteria: {fits: {question: Does it?, weight: 3, x-by: the board}}}",
            "judgements/acme.yaml": JUDGEMENT.replace("staff: 7", "staff: 7, x-mood: 3"),
        }
    )
    assert told() == []


@pytest.mark.parametrize(
    "mark", [*OPINIONS, "greeting", "listening", "questions", "knowledge", "resolution", "courtesy"]
)
def test_opinions_and_the_checklist_of_a_test_call_are_marked(make_case: MakeCase, mark: str) -> None:
    make_case({"vendors/acme.yaml": "name: Acme", "judgements/acme.yaml": JUDGEMENT.replace("staff", mark)})
    assert told() == []


def test_a_criterion_of_facts_is_not_marked(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": "name: Acme", "judgements/acme.yaml": JUDGEMENT.replace("staff", "security")})
    (found,) = told()
    assert found == (
        "judgements/acme.yaml:1:66 marks: security is not marked; known are staff, culture, motivation, attitude, "
        "product_knowledge, greeting, listening, questions, knowledge, resolution, courtesy"
    )


def test_marks_are_not_unknown_because_the_needs_could_not_be_read(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme",
            "needs.yaml": "{own_criteria: {fits: {question: Does it?, weight: 3}}, contry: US}",
            "judgements/acme.yaml": JUDGEMENT.replace("staff", "fits"),
        }
    )
    assert told() == ["needs.yaml:1:57 contry is not a key here; did you mean country?"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("loud", "1:20 x-noise: loud"),
        ("11", "1:20 x-noise: 11"),
        ("-1", "1:20 x-noise: -1"),
        ('"7"', "1:20 x-noise: 7"),
        ("[7]", "1:20 x-noise: what stands here"),
        ("{level: 7}", "1:20 x-noise: what stands here"),
        ('"\\u202e"', r"1:20 x-noise: \u202e"),
    ],
)
def test_an_answer_to_an_own_criterion_that_cannot_be_graded_is_a_problem(
    make_case: MakeCase, answer: str, words: str
) -> None:
    make_case(
        {
            "vendors/acme.yaml": f"{{name: A, x-noise: {answer}}}",
            "needs.yaml": "own_criteria: {quiet: {question: How quiet is it?, weight: 3, key: x-noise}}",
        }
    )
    assert told() == [
        f"vendors/acme.yaml:{words} cannot be graded; write true, false or a number from 0 to 10, without quotes"
    ]


@pytest.mark.parametrize("answer", ["7", "0", "2.5", "true", "false"])
def test_an_answer_to_an_own_criterion_that_can_be_graded_is_none(make_case: MakeCase, answer: str) -> None:
    make_case(
        {
            "vendors/acme.yaml": f"{{x-noise: {answer}, x-other: loud}}",
            "vendors/brio.yaml": "name: Brio",
            "needs.yaml": "own_criteria: {quiet: {question: How quiet is it?, weight: 3, key: x-noise}}",
        }
    )
    assert told() == []


def test_names_of_needs_are_told_beside_problems_of_vendors(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme",
            "vendors/brio.yaml": "nmae: Brio",
            "needs.yaml": "weights: {quailty: 3}",
            "judgements/acme.yaml": JUDGEMENT.replace("staff", "stuff"),
        }
    )
    assert [line.partition(":")[0] for line in told()] == ["vendors/brio.yaml", "needs.yaml", "judgements/acme.yaml"]


def test_names_are_echoed_inertly(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme",
            "needs.yaml": 'own_criteria: {"fits\\u202e us": {question: Q?, weight: 1}}\n'
            'weights: {"fits us": 1, "zq\\u202e": 2}',
        }
    )
    first, second = told()
    assert first.endswith(r"did you mean fits\u202e us?")
    assert r"zq\u202e is not a criterion" in second
    assert "\u202e" not in second


# ---- Pieces -------------------------------------------------------------------------------------------------------


def test_a_vendor_has_the_judgements_that_name_it(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme",
            "vendors/brio.yaml": "name: Brio",
            "vendors/corte.yaml": "name: Corte",
            "judgements/1.yaml": JUDGEMENT,
            "judgements/2.yaml": JUDGEMENT.replace("acme", "brio"),
            "judgements/3.yaml": JUDGEMENT.replace("ops", "sales"),
        }
    )
    found = {one.id: [file.judgement.by for file in one.judgements] for one in subjects(read_sound_case())}
    assert found == {"acme": ["ops", "sales"], "brio": ["ops"], "corte": []}


def test_vendors_of_one_name_are_told_apart_by_their_ids(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme Contact",
            "vendors/acme-2.yaml": "name: ACME contact",
            "vendors/brio.yaml": "name: Brio",
            "vendors/corte.yaml": "as_of: 2026-01-01",
        }
    )
    found = {one.id: (one.name, one.called) for one in subjects(read_sound_case())}
    assert found == {
        "acme": ("Acme Contact", "Acme Contact (acme)"),
        "acme-2": ("ACME contact", "ACME contact (acme-2)"),
        "brio": ("Brio", "Brio"),
        "corte": ("corte", "corte"),
    }


def test_a_long_name_that_two_share_leaves_room_for_the_id(make_case: MakeCase) -> None:
    make_case({f"vendors/{name}.yaml": f"name: {'Contact ' * 12}Ltd" for name in ("acme", "brio")})
    found = [one.called for one in subjects(read_sound_case())]
    assert [one[-7:] for one in found] == [" (acme)", " (brio)"]
    assert max(map(len, found)) < 60


def test_the_criteria_are_callvets_and_the_committees(make_needs: MakeNeeds) -> None:
    assert all_criteria(Needs()) == CRITERIA
    needs = make_needs("own_criteria: {fits: {question: Does it?, weight: 5}}")
    assert [criterion.id for criterion in all_criteria(needs)] == [*(one.id for one in CRITERIA), "fits"]


@pytest.mark.parametrize("name", OPINIONS)
def test_an_opinion_is_a_criterion(name: str) -> None:
    assert name in {criterion.id for criterion in CRITERIA}


def test_an_unknown_name_gets_the_nearest_one_or_all() -> None:
    known = ("hours", "languages")
    assert unknown_name("houers", known, "a criterion") == "houers is not a criterion; did you mean hours?"
    assert unknown_name("Langauges", known, "a criterion") == "Langauges is not a criterion; did you mean languages?"
    assert unknown_name("price", known, "a criterion") == "price is not a criterion; known are hours, languages"
    assert unknown_name("", known, "a criterion") == " is not a criterion; known are hours, languages"
