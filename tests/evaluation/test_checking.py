"""Checking a case: how much was read, what is wrong, and what is still to ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from callvet.evaluation.checking import OpenQuestions, check_profiles
from callvet.load.discovery import NothingToWorkOnError

MakeCase = Callable[[dict[str, str]], None]

NEEDS = "{weights: {reporting: 5, channels: 3, culture: 2}, must: {recordings: true}}"
ANSWERED = "{reporting: {level: daily, recordings: true}, services: {channels: [phone]}}"
JUDGEMENT = "{vendor: acme, by: ops, date: 2026-10-20, kind: meeting, marks: {culture: 7}}"


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


def test_a_sound_case_has_no_problem_and_its_open_questions(make_case: MakeCase) -> None:
    """Musts first, then what is worth most: reporting 5, channels 3, culture 2."""
    make_case(
        {
            "needs.yaml": NEEDS,
            "vendors/acme.yaml": ANSWERED,
            "vendors/brio.yaml": "name: Brio & Sons",
            "judgements/acme.yaml": JUDGEMENT,
        }
    )
    answer = check_profiles()
    assert (answer.files, answer.problems, answer.notes) == (4, (), ())
    assert answer.open_questions == (
        OpenQuestions("acme", "acme", ()),
        OpenQuestions(
            "brio",
            "Brio & Sons",
            ("reporting.recordings", "reporting.level", "services.channels", "judgements.culture"),
        ),
    )


def test_questions_of_the_committees_own_are_told_by_their_keys(make_case: MakeCase) -> None:
    make_case(
        {
            "needs.yaml": "own_criteria: {quiet: {question: How quiet is it?, weight: 99, key: x-noise}}",
            "vendors/acme.yaml": "name: Acme",
        }
    )
    (asked,) = check_profiles().open_questions
    assert asked.keys[0] == "x-noise"
    assert asked.own_questions == {"x-noise": "How quiet is it?"}


def test_vendors_keep_the_order_of_their_files_whoever_is_best(make_case: MakeCase) -> None:
    make_case(
        {"needs.yaml": NEEDS, "vendors/a.yaml": "name: A", "vendors/b.yaml": ANSWERED, "vendors/c.yaml": "name: C"}
    )
    assert [asked.vendor for asked in check_profiles().open_questions] == ["a", "b", "c"]


def test_all_problems_of_all_files_are_told(make_case: MakeCase) -> None:
    make_case(
        {
            "needs.yaml": "{weights: {reportng: 5}, contry: US}",
            "vendors/acme.yaml": "{nmae: Acme, hours: {open: sometimes}}",
            "vendors/brio.yaml": "name: Brio",
            "judgements/brio.yaml": JUDGEMENT.replace("acme", "bri"),
        }
    )
    answer = check_profiles()
    assert answer.files == 4
    assert [str(problem.place) for problem in answer.problems] == [
        "vendors/acme.yaml:1:2",
        "vendors/acme.yaml:1:28",
        "needs.yaml:1:26",
        "judgements/brio.yaml:1:10",
    ]


def test_only_sound_profiles_are_asked(make_case: MakeCase) -> None:
    make_case({"needs.yaml": NEEDS, "vendors/acme.yaml": "nmae: Acme", "vendors/brio.yaml": "name: Brio"})
    assert [asked.vendor for asked in check_profiles().open_questions] == ["brio"]


def test_questions_are_those_of_default_needs_where_the_needs_cannot_be_read(make_case: MakeCase) -> None:
    make_case({"needs.yaml": "{weights: {reporting: 5}, contry: US}", "vendors/acme.yaml": "name: Acme"})
    answer = check_profiles()
    assert [str(problem.place) for problem in answer.problems] == ["needs.yaml:1:27"]
    assert {"hours.open", "judgements.staff"} <= set(answer.open_questions[0].keys)


@pytest.mark.parametrize("weights", ["{languages: 3}", "{reporting: 0}", "{reportng: 3}"])
def test_nothing_is_asked_where_nothing_weighs(make_case: MakeCase, weights: str) -> None:
    make_case({"needs.yaml": f"weights: {weights}", "vendors/acme.yaml": "name: Acme"})
    answer = check_profiles()
    assert answer.open_questions == ()
    assert len(answer.problems) == (1 if "reportng" in weights else 0)


def test_a_misnamed_weight_beside_good_ones_leaves_their_questions(make_case: MakeCase) -> None:
    make_case({"needs.yaml": "weights: {reporting: 5, qualty: 3}", "vendors/acme.yaml": "name: Acme"})
    answer = check_profiles()
    assert [str(problem.place) for problem in answer.problems] == ["needs.yaml:1:25"]
    assert answer.open_questions[0].keys == ("reporting.level",)


def test_own_criteria_that_clash_with_callvets_are_a_problem_and_no_crash(make_case: MakeCase) -> None:
    make_case(
        {
            "needs.yaml": "{own_criteria: {staff: {question: Who?, weight: 5}, own: {question: Ours?, weight: 1}}}",
            "vendors/acme.yaml": "name: Acme",
        }
    )
    answer = check_profiles()
    assert [problem.message for problem in answer.problems] == [
        "own_criteria: callvet has a criterion or a group called staff; choose another name"
    ]
    assert "judgements.own" in answer.open_questions[0].keys


def test_quotes_are_read_and_noted(make_case: MakeCase) -> None:
    make_case(
        {
            "needs.yaml": NEEDS,
            "vendors/acme.yaml": ANSWERED,
            "quotes/1.yaml": "{vendor: acme}",
            "quotes/2.yaml": "{vendor: acme}",
        }
    )
    answer = check_profiles()
    assert answer.files == 4
    assert answer.notes == (
        "2 files of quotes were read but not priced: the cost criterion is unknown in this version",
    )


def test_paths_and_needs_may_be_named(make_case: MakeCase) -> None:
    make_case({"a/acme.yaml": "reporting: {level: daily}", "wanted.yaml": "weights: {reporting: 1}"})
    answer = check_profiles(["a/acme.yaml"], needs="wanted.yaml")
    assert (answer.files, answer.open_questions) == (2, (OpenQuestions("acme", "acme", ()),))
    assert check_profiles([Path("a")], needs=Path("wanted.yaml")) == answer


def test_needs_alone_may_be_checked(make_case: MakeCase) -> None:
    make_case({"needs.yaml": "contry: US"})
    answer = check_profiles(["needs.yaml"])
    assert (answer.files, len(answer.problems), answer.open_questions) == (1, 1, ())


def test_nothing_to_check_is_told(make_case: MakeCase) -> None:
    make_case({})
    with pytest.raises(NothingToWorkOnError, match="there is no vendors/ folder here"):
        check_profiles()
