"""What is said of a freeze: one line where it holds, strong sentences where it does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from callvet.evaluation.freezing import FreezeAnswer, FreezeCheck
from callvet.evaluation.people.frozen_values import Change
from callvet.model.frozen import FrozenPlug
from callvet.report.formats.json_object import render as as_json
from callvet.report.formats.plain import render
from callvet.report.formats.terminal import draw
from callvet.report.frozen import freeze_page, frozen_json, frozen_sentences

DAY = date(2026, 11, 2)
HASH = "3f9c" * 16
HOLDS = FreezeCheck(DAY, HASH, "frozen.yaml", HASH)


def said(check: FreezeCheck, *, is_blind: bool = False) -> list[str]:
    """The sentences."""
    return [sentence.text for sentence in frozen_sentences(check, is_blind=is_blind)]


def test_a_freeze_that_holds_is_one_line() -> None:
    assert said(HOLDS) == ["Weights frozen on 2026-11-02 (hash 3f9c3f9c…) and unchanged."]


def test_what_changed_is_named_and_never_left_out() -> None:
    check = HOLDS._replace(changed=(Change("weights.cost", "30", "40"), Change("floors.security", "30", "")))
    assert said(check) == [
        (
            "CHANGED since the freeze of 2026-11-02 (hash 3f9c3f9c…): weights.cost from 30 to 40; floors.security from "
            "30 to not set. This ranking does not rest on what was fixed."
        )
    ]
    assert all(not one.talk and one.mark == "bad" for one in frozen_sentences(check))


def test_many_changes_are_counted() -> None:
    check = HOLDS._replace(changed=tuple(Change(f"weights.{number}", "1", "2") for number in range(15)))
    assert "; and 3 values more. This" in said(check)[0]


def test_a_file_that_was_altered_proves_nothing() -> None:
    (text,) = said(HOLDS._replace(found_hash="abcd" * 16))
    assert text == (
        "frozen.yaml was altered after it was frozen: it says that this was on 2026-11-02 and that its hash is "
        "3f9c3f9c…; what it holds has abcdabcd…. It proves nothing."
    )


KNOWN = HOLDS._replace(
    strangers=(("zoe", "judgements/acme.yaml:2:5"),),
    opened=(
        ("acme/Q-1", date(2026, 10, 15), "read before"),
        ("brio/Q-2", date(2026, 10, 16), "dated before"),
        ("corte/Q-3", DAY, "read that day"),
    ),
)


def test_people_and_offers_that_speak_against_it_are_named() -> None:
    assert said(KNOWN)[1:] == [
        "Not among the judges that were fixed, and counted all the same: zoe (judgements/acme.yaml:2:5).",
        "Prices were opened before the freeze: acme/Q-1 was read on 2026-10-15.",
        "Prices were opened before the freeze: brio/Q-2 is dated 2026-10-16, and nothing says when it was read.",
        "Read on the day of the freeze, which leaves open what came first: corte/Q-3.",
    ]


def test_names_that_are_hidden_stay_so() -> None:
    told = " ".join(said(KNOWN, is_blind=True)) + str(frozen_json(KNOWN, is_blind=True))
    assert not any(name in told for name in ("acme", "brio", "corte"))
    assert "1 offer" in told


def test_earlier_freezes_and_another_version_are_told() -> None:
    check = HOLDS._replace(before=((date(2026, 10, 1), "beef" * 16),), version="0.0.9")
    assert said(check)[1:] == [
        "Frozen before on 2026-10-01 (hash beefbeef…).",
        "It was frozen by callvet 0.0.9, whose scales may have been others.",
    ]


def test_hostile_text_is_inert() -> None:
    check = HOLDS._replace(changed=(Change("weights.\x1b[2J", "1", "\u202e9"),), strangers=(("\x07", "a.yaml"),))
    assert all(text.isprintable() for text in said(check))


@pytest.mark.parametrize("before", [(), ((date(2026, 10, 1), "beef" * 16),)])
def test_a_freeze_lists_weights_first_and_says_what_it_proves(before: tuple[tuple[date, str], ...]) -> None:
    values = (Change("demand.open", "", "24/7"), Change("weights.cost", "", "30"))
    shares = {"weights.cost": 1.0}
    page = freeze_page(FreezeAnswer(DAY, HASH, "frozen.yaml", "your needs", values, before=before, weights=shares))
    text = render(page)
    assert text.startswith("Frozen again on" if before else "Frozen on 2026-11-02, with the weights from your needs")
    assert HASH in text
    assert text.index("weights.cost") < text.index("demand.open")
    assert text.index("What it proves") < text.index("What it does not prove")
    assert "judges       anybody" in text
    assert HASH in as_json(page)


VALUES = (Change("demand.open", "", "24/7"), Change("weights.cost", "", "30"), Change("weights.people", "", "10"))
FIXED = FreezeAnswer(
    DAY,
    HASH,
    "frozen.yaml",
    "your needs",
    VALUES,
    judges=("ann", "ben"),
    plugs=(("setup", FrozenPlug(amount=Decimal(500), per="once")),),
    weights={"weights.cost": 0.75, "weights.people": 0.25},
)


def test_the_picture_of_a_freeze_is_its_weights_as_bars_under_its_day_and_hash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (("COLUMNS", "80"), ("NO_COLOR", "1"), ("TERM", "xterm")):
        monkeypatch.setenv(name, value)
    out = StringIO()
    draw(freeze_page(FIXED), out)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    begin = lines.index("Fixed 2026-11-02, hash 3f9c3f9c…")
    assert lines[begin : begin + 4] == [
        "Fixed 2026-11-02, hash 3f9c3f9c…",
        "weight          points  of all",
        "weights.cost        30     75%  ████",
        "weights.people      10     25%  █▍",
    ]


def test_the_data_of_a_freeze_have_its_day_its_hash_and_all_that_they_are_of() -> None:
    page = freeze_page(FIXED)
    assert page.data is not None
    assert list(page.data.rows) == [
        ("frozen", "2026-11-02"),
        ("hash", HASH),
        *((one.key, one.now) for one in VALUES),
        ("plugs.setup", "500 once"),
        ("judges", "ann"),
        ("judges", "ben"),
    ]
    assert '"weights": {"weights.cost": 0.75, "weights.people": 0.25}' in as_json(page)
