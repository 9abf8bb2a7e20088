"""What one call is billed, as an expression of SQL in whole milliseconds.

A call's parts are columns called as in ``columns.PARTS``: whole milliseconds, never missing, and 0 for those that a
call without an agent has none of. Everything is sums, whole division and CASE over integers, which every SQL engine
reckons alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from callvet.model.charge import Clock, ClockPart

MS: Final = 1000
"""Milliseconds in a second."""
_ORDER: Final[tuple[ClockPart, ...]] = ("talk", "hold", "transfer", "wrap", "queue", "ring", "ivr")
"""In which they are added up: what most clocks begin with goes first, so that engines add it up once for all."""
_WITH_AN_AGENT: Final = frozenset({"talk", "hold", "transfer", "wrap"})


class ClockSpec(NamedTuple):
    """A clock with nothing open, so that charges with the same one are metered once.

    Attributes:
        parts: What runs it, without parts that the log does not have.
        step_ms: Time is rounded up to whole steps of so much. [milliseconds]
        minimum_ms: The least for a call that is billed at all. [milliseconds]
        by_component: Whether each part is rounded on its own, not their sum.
        wrap_cap_ms: Wrap-up is counted up to this; None is no cap. [milliseconds]
        wrap_fixed_ms: Added for every call that an agent had and that is billed. [milliseconds]
        free_under_ms: Calls whose counted time is shorter may be free; None where none are. [milliseconds]
    """

    parts: tuple[ClockPart, ...]
    step_ms: int
    minimum_ms: int = 0
    by_component: bool = False
    wrap_cap_ms: int | None = None
    wrap_fixed_ms: int = 0
    free_under_ms: int | None = None

    @property
    def needs_an_agent(self) -> bool:
        """Whether it runs in every call that an agent had, and in no other."""
        return "talk" in self.parts and _WITH_AN_AGENT.issuperset(self.parts)

    @property
    def unit_ms(self) -> int:
        """What all that it bills is whole multiples of: its step, if minimum and fixed wrap-up are whole steps, too.

        Sums are kept in it, since multiplying every call by the step takes as long as summing it. [milliseconds]
        """
        return 1 if self.minimum_ms % self.step_ms or self.wrap_fixed_ms % self.step_ms else self.step_ms

    @property
    def longest_ms(self) -> int:
        """No call of a sound log is billed more. [milliseconds]"""
        a_day = 86_400 * MS
        return len(self.parts) * (a_day + self.step_ms) + self.minimum_ms + self.wrap_fixed_ms


def clock_spec(clock: Clock, there: Collection[ClockPart]) -> ClockSpec:
    """The clock of a charge.

    Args:
        clock: It says what counts, and the step.
        there: The parts that the log has.

    Raises:
        ValueError: The clock leaves one of the two open.
    """
    if clock.counts is None or clock.step_seconds is None:
        message = "counts and step_seconds of the clock are open; answer them before calls are metered"
        raise ValueError(message)
    counted = set(clock.counts) - ({"wrap"} if clock.wrap_fixed_seconds is not None else set())
    parts = tuple(part for part in _ORDER if part in counted and part in there)
    return ClockSpec(
        parts=parts,
        step_ms=clock.step_seconds * MS,
        minimum_ms=(clock.minimum_seconds or 0) * MS,
        by_component=clock.rounding == "component",
        wrap_cap_ms=None if clock.wrap_cap_seconds is None or "wrap" not in parts else clock.wrap_cap_seconds * MS,
        wrap_fixed_ms=(clock.wrap_fixed_seconds or 0) * MS,
        free_under_ms=clock.free_calls.under_seconds * MS if clock.free_calls else None,
    )


def counted_sql(spec: ClockSpec) -> str:
    """The time that runs the clock, before it is rounded. [milliseconds]"""
    return f"({' + '.join(_part(part, spec) for part in spec.parts)})" if spec.parts else "0"


def billed_sql(spec: ClockSpec) -> str:
    """What a call is billed; 0 for one that is not. [milliseconds]"""
    return units_sql(spec) if spec.unit_ms == 1 or not spec.parts else f"({units_sql(spec)}) * {spec.unit_ms}"


def units_sql(spec: ClockSpec) -> str:
    """What a call is billed; 0 for one that is not. [units of the clock]"""
    if not spec.parts:
        return "0"
    counted, unit = counted_sql(spec), spec.unit_ms
    steps = [_part(part, spec) for part in spec.parts] if spec.by_component else [counted]
    rounded = " + ".join(_stepped(time, spec.step_ms, unit) for time in steps)
    least, fixed = spec.minimum_ms // unit, spec.wrap_fixed_ms // unit
    has_least = spec.minimum_ms > spec.step_ms
    if fixed:
        billed = f"greatest({rounded}, {least})" if has_least else f"({rounded})"
        return f"CASE WHEN {counted} > 0 THEN {billed} + CASE WHEN answered THEN {fixed} ELSE 0 END ELSE 0 END"
    if has_least:  # what is asked of every call goes first, so that engines reckon it once for clocks of the same step
        return f"CASE WHEN {rounded} > {least} THEN {rounded} WHEN {counted} > 0 THEN {least} ELSE 0 END"
    return f"({rounded})"


def short_sql(spec: ClockSpec) -> str:
    """Whether a call is billed, and short enough to be free."""
    return f"{counted_sql(spec)} > 0 AND {counted_sql(spec)} < {spec.free_under_ms}"


def _part(part: ClockPart, spec: ClockSpec) -> str:
    """One part, as far as it is counted."""
    return f"least(wrap, {spec.wrap_cap_ms})" if part == "wrap" and spec.wrap_cap_ms is not None else part


def _stepped(time: str, step_ms: int, unit_ms: int) -> str:
    """A time rounded up to whole steps. [units]"""
    steps = f"({time} + {step_ms - 1}) // {step_ms}"
    return steps if unit_ms == step_ms else f"{steps} * {step_ms // unit_ms}"
