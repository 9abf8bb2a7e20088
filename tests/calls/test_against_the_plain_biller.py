"""callvet's bills of a log against a biller that takes calls one by one, to the cent."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callvet.evaluation.replaying import replay_calls
from tests.calls.logs import ZONE, calls, write_csv
from tests.calls.plain_biller import bills

if TYPE_CHECKING:
    from pathlib import Path

HOURS = ("Mo-Fr 08:00-20:00", "Mo-Fr 09:15-17:30", "Mo-Fr 08:00-18:10")
RATES = ("0.95", "1.0333", "0.07", "0.4", "2")


def clock(random: Random) -> dict[str, Any]:
    """A clock with nothing open."""
    found: dict[str, Any] = {
        "counts": random.choice(
            (
                ["talk"],
                ["talk", "hold", "wrap"],
                ["queue", "talk"],
                ["ring", "queue", "talk", "hold", "transfer", "wrap"],
                ["ivr", "talk"],
            )
        ),
        "step_seconds": random.choice((1, 6, 30, 60)),
    }
    if random.random() < 0.5:
        found["minimum_seconds"] = random.choice((10, 30, 60, 120))
    if random.random() < 0.3:
        found["round"] = "component"
    if "wrap" in found["counts"] and random.random() < 0.3:
        found["wrap_cap_seconds"] = 45
    elif random.random() < 0.3:
        found["wrap_fixed_seconds"] = 20
    if random.random() < 0.4:
        found["free_calls"] = {"under_seconds": 30} | (
            {"per_cycle": random.choice((3, 30))} if random.random() < 0.7 else {}
        )
    return found


def when(random: Random) -> dict[str, Any]:
    """A condition."""
    hours = random.choice(HOURS)
    return random.choice(
        (
            {"language": "es"},
            {"direction": "out"},
            {"within": hours},
            {"outside": hours},
            {"holiday": "US"},
            {"outside": hours, "language": "es"},
        )
    )


def charge(random: Random) -> dict[str, Any]:
    """A charge for minutes or calls."""
    found: dict[str, Any] = {"per": random.choice(("minute", "minute", "call"))}
    if found["per"] == "minute":
        found["clock"] = clock(random)
    shape = random.random()
    if shape < 0.3:
        found["tiers"] = [{"up_to": 50, "rate": 1.1}, {"rate": 0.9}]
        found["tier_mode"] = random.choice(("graduated", "volume"))
    else:
        found["rate"] = float(random.choice(RATES))
        if shape < 0.5:
            found["block"] = random.choice((5, 100))
    rest = {"included": 40, "minimum": 25, "cap": 900.5, "months": [1, 2], "share_of_calls": 0.3, "when": when(random)}
    return found | {key: value for key, value in rest.items() if random.random() < 0.25}


def quote(random: Random) -> dict[str, Any]:
    """A quote with nothing open."""
    found: dict[str, Any] = {
        "vendor": "acme",
        "currency": "USD",
        "timezone": random.choice((ZONE, "America/Chicago", "Asia/Kolkata", "Australia/Lord_Howe")),
        "charges": [
            {"per": "cycle", "rate": 49},
            *(charge(random) | {"for": f"charge {n}"} for n in range(random.randrange(1, 4))),
        ],
    }
    if random.random() < 0.6:
        found["adjustments"] = [
            {"percent": random.choice((25, -5, 12.5)), "applies_to": ["minute", "call"], "when": when(random)}
            for _ in range(random.randrange(1, 3))
        ]
        kinds = {kind for one in found["charges"] for kind in [one["per"]]}
        for one in found["adjustments"]:
            one["applies_to"] = sorted(kinds - {"cycle"})
    if random.random() < 0.3 and not any("free_calls" in one.get("clock", {}) for one in found["charges"]):
        for one in found["charges"][1:]:
            if "share_of_calls" not in one:
                one["cap_per_contact"] = 4.5
    if random.random() < 0.4:
        found["discount"] = 7.5
    if random.random() < 0.3:
        found["minimum_invoice"] = 300
    if random.random() < 0.3:
        found["tax_percent"] = 8.875
    return found


def as_file(one: dict[str, Any]) -> str:
    """The quote as its file has it."""
    written = deepcopy(one)
    if "discount" in written:
        written["discounts"] = [{"percent": written.pop("discount")}]
    return yaml.safe_dump(written, sort_keys=False)


def both(folder: Path, log: list[dict[str, Any]], quotes: list[dict[str, Any]]) -> None:
    """Bill a log by both, and compare every month."""
    (folder / "quotes").mkdir(exist_ok=True)
    for path in (folder / "quotes").iterdir():
        path.unlink()
    for number, one in enumerate(quotes):
        (folder / "quotes" / f"q{number}.yaml").write_text(
            as_file({**one, "reference": f"Q-{number}"}), encoding="utf-8"
        )
    (folder / "needs.yaml").write_text(f"timezone: {ZONE}\ncountry: US\n", encoding="utf-8")
    answer = replay_calls(write_csv(folder / "calls.csv", log), [folder / "quotes"])
    for number, one in enumerate(quotes):
        found = next(each for each in answer.quotes if each.offer.id == f"acme/Q-{number}")
        got = {cycle.span.name: cycle.range.high for cycle in found.bill.cycles if cycle.has_calls}
        assert got == bills(one, log, ZONE, one["timezone"]), as_file(one)
        assert found.total.low == found.total.high


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_random_quotes_on_small_logs_agree_to_the_cent(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311
    both(tmp_path, calls(300, seed, days=random.choice((40, 100, 365))), [quote(random) for _ in range(6)])


def test_a_hundred_thousand_calls_agree_to_the_cent(tmp_path: Path) -> None:
    random = Random(7)  # noqa: S311
    both(tmp_path, calls(100_000, 7), [quote(random)])


def test_more_quotes_than_one_pass_takes_agree_to_the_cent(tmp_path: Path) -> None:
    random = Random(18)  # noqa: S311
    both(tmp_path, calls(200, 18), [quote(random) for _ in range(18)])
