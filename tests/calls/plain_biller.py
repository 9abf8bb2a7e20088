"""The oracle: a slow and obvious biller of calls, one by one, in Fractions, that shares nothing with callvet's own.

It takes calls and quotes as plain dicts, as a test writes them, and knows these hours alone: ``Mo-Fr HH:MM-HH:MM``.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

Call = dict[str, Any]
Quote = dict[str, Any]

# US federal holidays of 2026, with the Friday on which Independence Day is kept, and the New Year after.
HOLIDAYS = {
    date(2026, month, day)
    for month, day in [
        (1, 1),
        (1, 19),
        (2, 16),
        (5, 25),
        (6, 19),
        (7, 3),
        (9, 7),
        (10, 12),
        (11, 11),
        (11, 26),
        (12, 25),
    ]
} | {date(2027, 1, 1)}


def cents(amount: Fraction) -> Decimal:
    """Half up, away from zero."""
    exact = abs(amount) * 100
    whole = (exact.numerator * 2 + exact.denominator) // (exact.denominator * 2)
    return (Decimal(whole if amount >= 0 else -whole) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def moment(call: Call, log_zone: str, zone: str) -> datetime:
    """When a call began, by another clock."""
    found: datetime = datetime.fromisoformat(call["start"]).replace(tzinfo=ZoneInfo(log_zone)).astimezone(UTC)
    return found.astimezone(ZoneInfo(zone))


def is_sound(call: Call, log_zone: str) -> bool:
    """Whether its local time came exactly once."""
    zone = ZoneInfo(log_zone)
    wall = datetime.fromisoformat(call["start"])
    return wall.replace(tzinfo=zone, fold=0).utcoffset() == wall.replace(tzinfo=zone, fold=1).utcoffset()


def answered(call: Call) -> bool:
    return not call["abandoned"] and call["talk"] > 0


def means(when: dict[str, Any] | None, call: Call, local: datetime) -> bool:
    """Whether a condition means a call."""
    when = when or {}
    hours = when.get("within") or when.get("outside")
    if hours:
        start, end = (60 * int(text[:2]) + int(text[3:]) for text in hours.removeprefix("Mo-Fr ").split("-"))
        is_open = local.weekday() < 5 and start <= 60 * local.hour + local.minute < end
        if is_open != ("within" in when):
            return False
    if "holiday" in when and local.date() not in HOLIDAYS:
        return False
    if "language" in when and call["language"] != when["language"]:
        return False
    return "direction" not in when or call["direction"] == when["direction"]


def billed_seconds(clock: dict[str, Any], call: Call) -> tuple[Fraction, Fraction]:
    """What is counted of a call, and what that is billed."""
    parts = []
    for part in clock["counts"]:
        if part == "wrap" and "wrap_fixed_seconds" in clock:
            continue
        time = Fraction(call.get(part, 0)) if part in {"queue", "ring", "ivr"} or answered(call) else Fraction(0)
        if part == "wrap" and "wrap_cap_seconds" in clock:
            time = min(time, Fraction(clock["wrap_cap_seconds"]))
        parts.append(time)
    counted = sum(parts, Fraction(0))
    if not counted:
        return counted, Fraction(0)
    step = clock["step_seconds"]
    sums = parts if clock.get("round") == "component" else [counted]
    billed = max(
        sum((Fraction(ceil(one / step) * step) for one in sums), Fraction(0)), Fraction(clock.get("minimum_seconds", 0))
    )
    return counted, billed + (clock.get("wrap_fixed_seconds", 0) if answered(call) else 0)


def units_of(charge: dict[str, Any], calls: list[tuple[datetime, Call]]) -> list[tuple[datetime, Call, Fraction]]:
    """The units of each call of a cycle that a charge counts."""
    meant = [(local, call) for local, call in calls if means(charge.get("when"), call, local)]
    if charge["per"] == "call":
        return [(local, call, Fraction(1)) for local, call in meant if answered(call)]
    clock, found, free = charge["clock"], [], 0
    bound = clock.get("free_calls")
    # Of a charge on a share of the calls, only so many free ones are charged to be free.
    quota = ceil(bound.get("per_cycle", len(meant)) / Fraction(str(charge.get("share_of_calls", 1)))) if bound else 0
    timed = [(call["start"], *reversed(billed_seconds(clock, call)), local, call) for local, call in meant]
    for _, billed, counted, local, call in sorted(timed, key=lambda one: one[:2]):
        if bound and 0 < counted < bound["under_seconds"] and free < quota:
            free += 1
        else:
            found.append((local, call, billed / 60))
    return found


def price(charge: dict[str, Any], units: Fraction) -> Fraction:
    """Rates and tiers over what is left after the units included."""
    left = max(units - Fraction(str(charge.get("included", 0))), Fraction(0))
    if "block" in charge:
        left = Fraction(ceil(left / charge["block"]))
    if "tiers" in charge:
        first, second = charge["tiers"]
        bound = Fraction(first["up_to"])
        if charge.get("tier_mode") == "volume":
            amount = left * Fraction(str((first if left <= bound else second)["rate"]))
        else:
            amount = min(left, bound) * Fraction(str(first["rate"])) + max(left - bound, Fraction(0)) * Fraction(
                str(second["rate"])
            )
    else:
        amount = left * Fraction(str(charge["rate"]))
    amount = max(amount, Fraction(str(charge.get("minimum", 0))))
    return min(amount, Fraction(str(charge["cap"]))) if "cap" in charge else amount


def cycle_bill(quote: Quote, calls: list[tuple[datetime, Call]], month: int) -> Decimal:
    """One month's bill."""
    exact, lines, kept = [], [], []
    for charge in quote["charges"]:
        if charge["per"] == "cycle":
            exact.append(Fraction(str(charge["rate"])))
            kept.append((charge, [], Fraction(1), exact[-1]))
            continue
        if "months" in charge and not charge["months"][0] <= month <= charge["months"][1]:
            continue
        counted = units_of(charge, calls)
        units = sum((one for _, _, one in counted), Fraction(0)) * Fraction(str(charge.get("share_of_calls", 1)))
        exact.append(price(charge, units))
        kept.append((charge, counted, sum((one for _, _, one in counted), Fraction(0)), exact[-1]))
    lines = [cents(one) for one in exact]
    if any("cap_per_contact" in charge for charge, *_ in kept):
        saved = over_the_cap(kept)
        exact.append(-saved)
        lines.append(cents(-saved))
    for adjustment in quote.get("adjustments", ()):
        amount = Fraction(0)
        for charge, counted, units, own in kept:
            if charge["per"] in adjustment["applies_to"] and units:
                marked = sum(
                    (one for local, call, one in counted if means(adjustment.get("when"), call, local)), Fraction(0)
                )
                amount += own * marked / units * Fraction(str(adjustment["percent"])) / 100
        exact.append(amount)
        lines.append(cents(amount))
    if "discount" in quote:
        taken = max(sum(exact, Fraction(0)), Fraction(0)) * Fraction(str(quote["discount"])) / 100
        lines.append(cents(-taken))
    total = sum(lines, Decimal(0))
    total = max(total, Decimal(str(quote.get("minimum_invoice", 0))))
    return total + cents(Fraction(total) * Fraction(str(quote.get("tax_percent", 0))) / 100)


def over_the_cap(
    kept: list[tuple[dict[str, Any], list[tuple[datetime, Call, Fraction]], Fraction, Fraction]],
) -> Fraction:
    """What calls cost beyond their bound, each charge at its price of a unit in the cycle."""
    by_call: dict[int, Fraction] = defaultdict(Fraction)
    bound = Fraction(0)
    for charge, counted, units, amount in kept:
        if "cap_per_contact" in charge and units:
            bound = Fraction(str(charge["cap_per_contact"]))
            for _, call, one in counted:
                by_call[id(call)] += one * amount / units
    return sum((max(one - bound, Fraction(0)) for one in by_call.values()), Fraction(0))


def bills(quote: Quote, calls: list[Call], log_zone: str, zone: str) -> dict[str, Decimal]:
    """The bill of each calendar month of a quote's clock, from the first with calls to the last."""
    by_month: dict[str, list[tuple[datetime, Call]]] = defaultdict(list)
    for call in calls:
        if is_sound(call, log_zone):
            local = moment(call, log_zone, zone)
            by_month[f"{local:%Y-%m}"].append((local, call))
    months = sorted(by_month)
    return {name: cycle_bill(quote, by_month[name], number) for number, name in enumerate(months, 1)}
