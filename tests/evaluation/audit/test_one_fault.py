"""From end to end: a random quote and log, the bill that callvet makes, written as an invoice with one fault.

The audit of it names the class of the fault, and its classes add up to the gap, which is reckoned from the two bills.
"""

from __future__ import annotations

import csv
import json
from copy import deepcopy
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from callvet.cli.app import app
from tests.evaluation.audits import QUOTE, Case, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from callvet.pricing.bill import Line

Quote = dict[str, Any]
STEPS = (1, 6, 30, 60)


def random_log(random: Random) -> str:
    """Calls of March, the last day of February and the first of April; one in ten given up."""
    rows = ["start,talk_seconds,wrap_seconds,queue_seconds,hold_seconds,abandoned,language"]
    for _ in range(200):
        start = datetime(2026, 2, 28) + timedelta(seconds=random.randrange(33 * 86_400))  # noqa: DTZ001
        lost = random.random() < 0.1
        talk, wrap, hold = (0, 0, 0) if lost else map(random.randrange, (5, 0, 0), (600, 60, 40))
        parts = (talk, wrap, random.randrange(90), hold, "yes" if lost else "no", random.choice(("en", "en", "es")))
        rows.append(",".join(map(str, (start.isoformat(), *parts))))
    return "\n".join(rows) + "\n"


def random_quote(random: Random) -> Quote:
    """Minutes by a random clock; perhaps a fee, calls, Spanish, a surcharge, a discount, a minimum and tax."""
    counts = random.choice((["talk"], ["talk", "wrap"], ["talk", "hold"], ["talk", "hold", "wrap"]))
    clock = {"counts": counts, "step_seconds": random.choice(STEPS)}
    minutes = {"per": "minute", "rate": random.randrange(60, 130) / 100, "clock": clock}
    charges = [minutes | ({"included": 100} if random.random() < 0.4 else {})]
    if random.random() < 0.7:
        charges.append({"per": "cycle", "rate": random.choice((49, 99)), "for": "account fee"})
    if random.random() < 0.4:
        charges.append({"per": "call", "rate": random.choice((0.25, 0.75))})
    if random.random() < 0.4:
        charges.append({"per": "minute", "rate": 0.1, "when": {"language": "es"}, "for": "Spanish", "clock": clock})
    terms: dict[str, Any] = {
        "adjustments": [{"percent": 25, "applies_to": ["minute"], "when": {"outside": "Mo-Fr 08:00-20:00"}}],
        "discounts": [{"percent": 10, "for": "launch"}],
        "minimum_invoice": random.choice((300, 2000)),
        "tax_percent": 8,
    }
    return QUOTE | {"charges": charges} | {key: one for key, one in terms.items() if random.random() < 0.4}


def faults(case: Case, random: Random) -> Iterator[tuple[str, Quote]]:
    """Every class of fault that a quote can have, and the quote that an invoice with it goes by."""
    quote = case.quote
    (minutes, *_), clock = quote["charges"], quote["charges"][0]["clock"]
    other = [step for step in STEPS if step != clock["step_seconds"]]
    yield "rounding", case.with_charge(clock_step_seconds=random.choice(other))
    yield "rounding", case.with_charge(clock_minimum_seconds=120)
    yield "minutes", case.with_charge(clock_counts=[*clock["counts"], "queue"])
    yield "rate", case.with_charge(rate=minutes["rate"] + random.randrange(1, 30) / 100)
    yield "period or time zone", quote | {"timezone": "UTC"}
    fee = {"per": "cycle", "rate": random.randrange(1, 300), "for": "portal access"}
    yield "unknown line", quote | {"charges": [*quote["charges"], fee]}
    if len(quote["charges"]) > 1:
        yield "missing line", quote | {"charges": quote["charges"][:-1]}
    if "included" in minutes:
        yield "bundle", case.with_charge(included=None)
    if "adjustments" in quote:
        surcharge = quote["adjustments"][0]
        yield "surcharge", quote | {"adjustments": [surcharge | {"percent": random.randrange(26, 70)}]}
        yield "surcharge", quote | {"adjustments": [{key: one for key, one in surcharge.items() if key != "when"}]}
    else:
        yield "surcharge", quote | {"adjustments": [{"percent": 20, "applies_to": ["minute"]}]}
    yield "minimum", quote | {"minimum_invoice": 5000}
    yield "tax", quote | {"tax_percent": random.randrange(9, 25)}
    yield "tax", {key: one for key, one in quote.items() if key != "tax_percent"}


def as_csv(path: Path, lines: list[dict[str, Any]]) -> Path:
    """The lines as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("charge", "for", "quantity", "rate", "amount"))
        writer.writeheader()
        writer.writerows({key: str(one).strip("#") for key, one in line.items()} for line in lines)
    return path


def total(bill: tuple[Line, ...]) -> Decimal:
    """What a bill comes to."""
    return sum((line.amount for line in bill), Decimal(0))


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_one_fault_is_named_by_its_class_and_is_all_of_the_gap(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - an invoice, not a secret
    case = Case(tmp_path, random_quote(random), random_log(random))
    cause, faulty = random.choice(list(faults(case, random)))
    right, wrong = case.bill(), case.bill(deepcopy(faulty))
    lines = lines_of(wrong)
    random.shuffle(lines)
    invoice = case.invoice(lines) if random.random() < 0.5 else as_csv(tmp_path / "invoice.csv", lines)
    files = [str(path) for path in (invoice, tmp_path / "calls.csv", tmp_path / "quotes" / "acme.yaml")]
    options = ("--needs", str(tmp_path / "needs.yaml"), "--cycle", "2026-03", "-f", "json")
    found = CliRunner().invoke(app, ["audit", *files, *options])
    answer = json.loads(found.stdout)
    gap = total(wrong) - total(right)
    assert found.exit_code == (1 if gap else 0)
    assert Decimal(answer["gap"]) == gap
    causes = {name: Decimal(amount) for name, amount in answer["causes"].items() if Decimal(amount)}
    assert causes == ({cause: gap} if gap else {}), answer["findings"]
