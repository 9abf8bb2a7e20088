"""What was fixed before prices were opened: written once, held against, and honest about what it proves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callvet.evaluation.freezing import FreezeAnswer, FreezeCheck, freeze_case
from callvet.evaluation.people.frozen_values import Change
from callvet.evaluation.ranking import rank_vendors
from callvet.evaluation.reading import BadFilesError
from callvet.evaluation.written_file import FileExistsAlreadyError
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.frozen import Frozen, FrozenPlug
from tests.conftest import read

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = date(2026, 11, 2)
NEEDS = "weights: {hours: 3, reporting: 1}\nmust: {recordings: true}\nfloors: {security: 10}\n"
FROZEN = Path("frozen.yaml")


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One vendor and its needs, the current folder."""
    monkeypatch.chdir(tmp_path)
    write({"needs.yaml": NEEDS, "vendors/acme.yaml": "reporting: {level: realtime}"})
    return tmp_path


def write(files: Mapping[str, str]) -> None:
    """Files by their paths."""
    for path, text in files.items():
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")


def frozen(**options: object) -> FreezeAnswer:
    """A freeze of the second of November."""
    return freeze_case(today=DAY, **options)  # type: ignore[arg-type]


def checked(**options: object) -> FreezeCheck:
    """What a ranking says of the freeze."""
    found = rank_vendors(**options).frozen  # type: ignore[arg-type]
    assert found is not None
    return found


def test_without_a_freeze_a_ranking_says_nothing_of_one() -> None:
    assert rank_vendors().frozen is None


def test_a_freeze_is_written_beside_the_needs_and_holds() -> None:
    answer = frozen(judges=["Ann", "ben", "ann"], plugs={"setup": FrozenPlug(amount=Decimal(500))})
    assert (answer.path, answer.judges, answer.origin) == ("frozen.yaml", ("Ann", "ben"), "your needs")
    held = read(FROZEN.read_text(encoding="utf-8"), "frozen.yaml", Frozen)[0]
    assert (held.frozen, held.hash, held.plugs["setup"].amount) == (DAY, answer.hash, 500)
    check = checked()
    assert check.holds
    assert (check.day, check.hash, check.judges) == (DAY, answer.hash, ("Ann", "ben"))


def test_needs_without_weights_are_fixed_with_those_of_the_preset() -> None:
    write({"needs.yaml": "term_months: 12"})
    answer = frozen()
    assert answer.origin == "the balanced preset"
    assert Change("weights.people", "", "22") in answer.values
    assert checked().holds


def test_weights_of_people_are_fixed_where_they_are_named() -> None:
    write({"weights/ann.yaml": "by: ann\ndate: 2026-11-01\nmethod: roc\norder: [hours, reporting, staff]"})
    assert "weights weights --freeze --again" in frozen().notes[0]
    answer = frozen(weights_from=["weights"], again=True)
    assert (answer.origin, answer.notes) == ("ann", ())
    assert checked(weights_from="weights").holds
    assert [one.key for one in checked().changed] == ["weights.hours", "weights.reporting", "weights.staff"]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (NEEDS.replace("hours: 3", "hours: 4"), Change("weights.hours", "3", "4")),
        (NEEDS.replace("true", "false"), Change("must.recordings", "true", "false")),
        (NEEDS.replace("floors: {security: 10}", ""), Change("floors.security", "10", "")),
        (NEEDS + "wants: {hosting: cloud}", Change("wants.hosting", "", "cloud")),
    ],
)
def test_what_changed_since_is_named_from_what_to_what(text: str, change: Change) -> None:
    frozen()
    write({"needs.yaml": text})
    check = checked()
    assert (check.changed, check.intact, check.holds) == ((change,), True, False)


def test_options_of_the_call_are_held_against_it_too() -> None:
    frozen()
    assert checked(weights={"hours": 9}).changed == (Change("weights.hours", "3", "9"),)
    assert checked(volume=Decimal(700)).changed == (Change("demand.calls_per_month", "", "700"),)
    assert "weights.cost" in [one.key for one in checked(preset="cost").changed]


def test_a_file_that_is_spelt_anew_still_holds_and_one_whose_values_change_does_not() -> None:
    frozen()
    text = FROZEN.read_text(encoding="utf-8")
    write({"frozen.yaml": "# mine\n" + text.replace("hours: 3", "hours: 3.0")})
    assert checked().holds
    write({"frozen.yaml": text.replace("hours: 3", "hours: 4"), "needs.yaml": NEEDS.replace("hours: 3", "hours: 4")})
    check = checked()
    assert (check.changed, check.intact, check.holds) == ((), False, False)
    assert check.found_hash != check.hash


@pytest.mark.parametrize(
    ("old", "new"), [("frozen: 2026-11-05", "frozen: 2026-10-05"), ('{frozen: "2026-11-02"', '{frozen: "2026-10-02"')]
)
def test_a_day_that_was_altered_does_not_hold(old: str, new: str) -> None:
    frozen()
    freeze_case(again=True, today=date(2026, 11, 5))
    text = FROZEN.read_text(encoding="utf-8")
    assert old in text
    write({"frozen.yaml": text.replace(old, new)})
    assert (checked().intact, checked().holds) == (False, False)


def test_an_earlier_freeze_that_was_taken_out_is_missed() -> None:
    frozen()
    freeze_case(again=True, today=date(2026, 11, 5))
    text = FROZEN.read_text(encoding="utf-8")
    write({"frozen.yaml": text[: text.index("before:")]})
    assert not checked().intact


def test_a_freeze_is_not_made_again_unless_told_and_then_keeps_the_old_hash() -> None:
    first = frozen()
    before = FROZEN.read_bytes()
    with pytest.raises(FileExistsAlreadyError, match=r"^frozen.yaml is there already; .* add --again$"):
        frozen()
    assert FROZEN.read_bytes() == before
    write({"needs.yaml": NEEDS.replace("hours: 3", "hours: 4")})
    second = freeze_case(again=True, today=date(2026, 11, 5))
    third = freeze_case(again=True, today=date(2026, 11, 9))
    assert second.before == ((DAY, first.hash),)
    assert third.before == ((DAY, first.hash), (date(2026, 11, 5), second.hash))
    assert len({first.hash, second.hash, third.hash}) == 3
    assert checked().before == third.before


def test_a_freeze_that_cannot_be_read_is_not_lost_by_making_it_again() -> None:
    write({"frozen.yaml": "frozen: soon\n"})
    with pytest.raises(BadFilesError):
        frozen(again=True)
    assert FROZEN.read_text(encoding="utf-8") == "frozen: soon\n"
    with pytest.raises(BadFilesError):
        rank_vendors()


def test_there_is_nothing_to_fix_without_needs() -> None:
    Path("needs.yaml").unlink()
    with pytest.raises(NothingToWorkOnError, match=r"there is no needs\.yaml"):
        frozen()


def test_a_judge_whose_name_no_file_can_hold_leaves_nothing_behind() -> None:
    with pytest.raises(BadFilesError):
        frozen(judges=["\x1b[31m", " "])
    assert not FROZEN.exists()


def test_judgements_by_others_than_the_judges_are_told() -> None:
    marks = "vendor: acme\ndate: 2026-11-03\nkind: meeting\nmarks: {staff: 7}\nby: "
    write({"judgements/1.yaml": marks + "ANN", "judgements/2.yaml": marks + "stranger"})
    frozen(judges=["ann"])
    assert checked().strangers == (("stranger", "judgements/2.yaml:5:5"),)
    frozen(again=True)
    assert checked().strangers == ()


def test_offers_that_were_known_before_are_told() -> None:
    days = {
        "late": "dated: 2026-10-01\nsource: {kind: quote, ref: mail, read: 2026-11-03}",
        "read": "dated: 2026-10-01\nsource: {kind: quote, ref: mail, read: 2026-11-01}",
        "same": "source: {kind: quote, ref: mail, read: 2026-11-02}",
        "dated": "dated: 2026-10-30",
        "silent": "valid_until: 2027-10-30",
    }
    charges = "charges: [{per: call, rate: 1}]"
    write({f"quotes/{name}.yaml": f"vendor: acme\ntitle: {name}\n{text}\n{charges}" for name, text in days.items()})
    frozen()
    assert {one: (day.day, why) for one, day, why in checked().opened} == {
        "acme/read": (1, "read before"),
        "acme/same": (2, "read that day"),
        "acme/dated": (30, "dated before"),
    }


def test_another_version_is_told() -> None:
    frozen()
    text = FROZEN.read_text(encoding="utf-8")
    write({"frozen.yaml": text.replace('callvet: "', 'callvet: "0.0.')})
    assert checked().version.startswith("0.0.")


def test_the_print_shop_reads_back_as_it_was_fixed(case: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "print-shop" / "needs.yaml"
    write({"needs.yaml": example.read_text(encoding="utf-8")})
    frozen()
    assert checked(paths=[case / "vendors"]).holds
