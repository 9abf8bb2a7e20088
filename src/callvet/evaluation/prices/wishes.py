"""What one call of a command changes of the needs, and what those then say of volume and of shape."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from callvet.demand.forecast import calls_for_minutes, calls_per_month
from callvet.load.contents import LINE_BREAK, content, decoded
from callvet.load.discovery import NothingToWorkOnError
from callvet.load.syntax import Fault
from callvet.model.needs import ExchangeRate
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.model.case import NeedsFile
    from callvet.model.demand import Demand
    from callvet.model.needs import Needs

_LONGEST_PATH: Final = 200
_MICROSECOND: Final = Decimal("0.000001")
"""The least part of a time that is told apart. [seconds]"""


class Wishes(NamedTuple):
    """What a call changes of the needs.

    Attributes:
        volumes: Calls a month; none means those of the needs. [calls per month]
        minutes: Handled minutes in their place. [minutes per month]
        handle_seconds: Mean handle time; its parts keep their proportions. [seconds]
        term_months: Length of the contract. [months]
        open_hours: When contacts must be answered.
        rates: What a unit of a currency is worth in that of the needs, for today. [ratio]
        model: The queueing model.
        measured: Over what the share of calls answered in time must hold.
    """

    volumes: tuple[Decimal, ...] = ()
    minutes: Decimal | None = None
    handle_seconds: Decimal | None = None
    term_months: int | None = None
    open_hours: str | None = None
    rates: tuple[tuple[str, Decimal], ...] = ()
    model: Literal["erlang_c", "erlang_a"] | None = None
    measured: Literal["interval", "day", "week", "month"] | None = None


def with_wishes(needs: Needs, wishes: Wishes) -> Needs:
    """The needs as the call changes them.

    Raises:
        ValueError: The parts of the handle time are all 0, so nothing can be put in proportion.
    """
    update: dict[str, object] = {}
    if demand := _demand_changes(needs.demand, wishes):
        update["demand"] = needs.demand.model_copy(update=demand)
    service = {"model": wishes.model, "measured": wishes.measured}
    if stated := {name: value for name, value in service.items() if value is not None}:
        update["service"] = needs.service.model_copy(update=stated)
    if wishes.term_months is not None:
        update["term_months"] = wishes.term_months
    if wishes.rates:
        today = date.today()  # noqa: DTZ011 - the day on which the buyer typed the rate
        typed = {
            code: ExchangeRate.model_construct(rate=rate, dated=today, source="typed") for code, rate in wishes.rates
        }
        update["rates"] = needs.rates | typed
    return needs.model_copy(update=update) if update else needs


def wanted_volumes(needs: Needs, wishes: Wishes) -> tuple[Fraction, ...]:
    """The volumes that are asked about. [calls per month]

    Raises:
        NothingToWorkOnError: There is none.
        ValueError: Calls take no time, so no number of them fills minutes.
    """
    if wishes.minutes is not None:
        return (calls_for_minutes(needs, wishes.minutes),)
    if wishes.volumes:
        return tuple(Fraction(volume) for volume in wishes.volumes)
    calls = calls_per_month(needs)
    if calls is None:
        message = "no volume is given; add --volume 5000, or calls_per_month under demand in needs.yaml"
        raise NothingToWorkOnError(message)
    return (calls,)


def shape_text(file: NeedsFile, needs: Needs) -> str | None:
    """The table that ``demand.shape`` names the file of, beside the needs.

    Raises:
        NothingToWorkOnError: It cannot be read.
    """
    if needs.demand.shape in {"flat", "office"}:
        return None
    folder = Path(file.document.path).parent if file.document else Path()
    data = content(folder / needs.demand.shape)
    text = decoded(data) if isinstance(data, bytes) else data
    if isinstance(text, Fault):
        where = shown(needs.demand.shape, _LONGEST_PATH)
        message = f"demand.shape: {where} cannot be read; write flat, office or the path of a CSV ({text.message})"
        raise NothingToWorkOnError(message)
    return LINE_BREAK.sub("\n", text)


def _demand_changes(demand: Demand, wishes: Wishes) -> dict[str, object]:
    """What the call changes of the demand."""
    changes: dict[str, object] = {}
    if wishes.handle_seconds is not None:
        parts = {name: getattr(demand, name) for name in ("talk_seconds", "hold_seconds", "wrap_seconds")}
        whole = sum(parts.values(), Decimal(0))
        if not whole:
            message = (
                "talk_seconds, hold_seconds and wrap_seconds are 0, so --aht has no proportions; write one of them"
            )
            raise ValueError(message)
        changes |= _to_scale(parts, wishes.handle_seconds)
    if wishes.open_hours is not None:
        changes["open"] = wishes.open_hours
    return changes


def _to_scale(parts: Mapping[str, Decimal], whole_seconds: Decimal) -> dict[str, Decimal]:
    """Parts of a time in the same proportions, which add up to ``whole_seconds`` exactly.

    Each is cut to a millionth of a second and the last takes the rest, for a hair more would be a step more.
    """
    before = sum(parts.values(), Decimal(0))
    scaled = {name: (part * whole_seconds / before).quantize(_MICROSECOND, ROUND_DOWN) for name, part in parts.items()}
    last = next(name for name in reversed(list(parts)) if parts[name])
    scaled[last] += whole_seconds - sum(scaled.values(), Decimal(0))
    return scaled
