"""Checking a case: how much was read, what is wrong, and what is still to ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from callvet.evaluation.checking import CheckAnswer, OpenQuestions, check_profiles
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


@pytest.mark.parametrize("paths", [["flat"], ["flat/log.yaml"], ["flat", "flat/log.yaml"]])
def test_how_a_log_is_read_is_checked_as_that(make_case: MakeCase, paths: list[str]) -> None:
    make_case({"flat/log.yaml": "timezone: Asia/Jerusalem\ncolumns: {talk_seconds: ser_time}\n"})
    answer = check_profiles(paths)
    assert (answer.files, answer.problems, answer.open_questions) == (1, (), ())


@pytest.mark.parametrize("path", ["case/log.yaml", "case", "case/vendors"])
def test_a_slip_in_how_a_log_is_read_is_told_with_its_place_and_its_likeness(make_case: MakeCase, path: str) -> None:
    log = "timezon: Asia/Jerusalem\ncolumns: {talk_secs: ser_time, start: begun}\n"
    make_case({"case/vendors/acme.yaml": ANSWERED, "case/log.yaml": log})
    assert [f"{one.place} {one.message}" for one in check_profiles([path]).problems] == [
        "case/log.yaml:1:1 timezon is not a key here; did you mean timezone?",
        "case/log.yaml:2:11 columns.talk_secs: talk_secs is not a column of a call log; did you mean talk_seconds?",
    ]


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


BUYER = "start: 2027-01-01\ndemand: {calls_per_month: 5000}\nweights: {cost: 1}\n"
OFFER = "vendor: acme\ncharges: [{per: minute, rate: 0.95}]\n"


def keys(answer: CheckAnswer) -> dict[str, tuple[str, ...]]:
    """The open questions by vendor."""
    return {asked.vendor: asked.keys for asked in answer.open_questions}


def test_quotes_are_read_and_what_they_leave_open_is_asked(make_case: MakeCase) -> None:
    make_case(
        {
            "needs.yaml": BUYER,
            "vendors/acme.yaml": "name: Acme",
            "vendors/brio.yaml": "name: Brio",
            "vendors/corte.yaml": "quotes: [{charges: [{per: cycle, rate: 30000}]}]",
            "vendors/dora.yaml": "quotes: [{charges: [{per: cycle, rate: 30000}], valid_until: 2020-01-01}]",
            "quotes/acme.yaml": OFFER,
        }
    )
    answer = check_profiles()
    assert (answer.files, answer.problems, answer.notes) == (6, (), ())
    asked = keys(answer)
    assert set(asked.pop("acme")) == {"quotes.minute.clock.counts", "quotes.minute.clock.step_seconds"}
    assert asked == {"brio": ("quotes",), "corte": (), "dora": ("quotes",)}


def test_a_problem_of_a_quote_stands_at_its_line(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme\nquotes:\n  - {title: A}\n",
            "quotes/1.yaml": f"{OFFER}dted: 2026-01-01\n",
            "quotes/2.yaml": "charges: [{per: cycle, rate: 9}]\n",
        }
    )
    answer = check_profiles()
    assert [f"{problem.place} {problem.message}" for problem in answer.problems] == [
        "vendors/acme.yaml:3:5 charges: nothing is priced; add charges:, or plans: for a ladder of them",
        "quotes/1.yaml:3:1 dted is not a key here; did you mean dated?",
        "quotes/2.yaml vendor is missing; add vendor: and the name of the vendor's profile without .yaml",
    ]


@pytest.mark.parametrize("needs", [BUYER, "weights: {cost: 1}\n", "country: US\n"])
def test_a_currency_without_a_rate_is_a_problem_at_its_place(make_case: MakeCase, needs: str) -> None:
    files = {"vendors/acme.yaml": "name: Acme", "vendors/brio.yaml": "name: Brio", "needs.yaml": needs}
    make_case(files | {"quotes/acme.yaml": f"{OFFER}currency: EUR\n"})
    answer = check_profiles()
    assert [str(problem.place) for problem in answer.problems] == ["quotes/acme.yaml:3:11"]
    assert answer.problems[0].message.startswith("currency: no rate from EUR to USD is given; add rates: {EUR: ")
    asked = keys(answer)
    assert "quotes" not in asked["acme"]  # it has made an offer
    assert "quotes" in asked["brio"]


def test_a_holiday_that_nobody_knows_is_a_problem_of_the_offer_that_names_it(make_case: MakeCase) -> None:
    needs = "start: 2035-06-01\ndemand: {calls_per_month: 100}\n"
    offer = "vendor: acme\ncharges: [{per: call, rate: 1, when: {holiday: IN}}]\n"
    make_case({"vendors/acme.yaml": "name: Acme", "needs.yaml": needs, "quotes/acme.yaml": offer})
    assert [str(problem.place) for problem in check_profiles().problems] == ["quotes/acme.yaml:2:48"]


def test_rates_are_not_missing_from_needs_that_could_not_be_read(make_case: MakeCase) -> None:
    make_case(
        {
            "vendors/acme.yaml": "name: Acme",
            "needs.yaml": "contry: US\nrates: {EUR: {rate: 1.09, dated: 2026-11-02, source: bank}}\n",
            "quotes/acme.yaml": f"{OFFER}currency: EUR\n",
        }
    )
    assert [str(problem.place) for problem in check_profiles().problems] == ["needs.yaml:1:1"]


def test_without_a_volume_no_vendor_is_asked_for_the_offer_that_it_made(make_case: MakeCase) -> None:
    needs = "{weights: {cost: 1}, must: {max_monthly_cost: 9000}}"
    make_case({"vendors/acme.yaml": "name: Acme", "vendors/brio.yaml": "name: Brio", "needs.yaml": needs})
    make_case({"quotes/acme.yaml": OFFER})
    answer = check_profiles()
    assert answer.problems == ()
    assert keys(answer) == {"acme": (), "brio": ("quotes",)}


@pytest.mark.parametrize(
    ("demand", "place", "message"),
    [
        (
            "{calls_per_month: 5000, shape: calls.csv}",
            "needs.yaml:1:40",
            (
                "demand.shape: calls.csv cannot be read; write flat, office or the path of a CSV "
                "(there is no such file; check its name and its folder)"
            ),
        ),
        (
            "{issues_per_month: 5000, first_contact_resolution: 0%}",
            "needs.yaml",
            "first_contact_resolution is 0%, so issues come back for ever; write a share above 0%",
        ),
    ],
)
def test_needs_that_make_no_price_possible_are_a_problem(
    make_case: MakeCase, demand: str, place: str, message: str
) -> None:
    make_case({"vendors/acme.yaml": "name: Acme", "quotes/acme.yaml": OFFER, "needs.yaml": f"demand: {demand}"})
    answer = check_profiles()
    assert [(str(problem.place), problem.message) for problem in answer.problems] == [(place, message)]
    assert "hours.open" in keys(answer)["acme"]


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
