"""What a log says of each key of the demand, and how it was measured: one line of needs for each, with its remark."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.rows import CHANNELS
from callvet.demand.period import MONTH_DAYS
from callvet.model.languages import language
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from callvet.calls.slots import Flags
    from callvet.calls.vital_sums import SignSums
    from callvet.model.document import KeyPath, Value
    from callvet.monitor.periods import Period
    from callvet.monitor.tally import Tally

    _Sum = Callable[[str], int]

BRIEF_SECONDS: Final = 10
"""An answered call with less talk settles nothing; callvet's own. Of a bank's calls, 7% were so short (Brown et al.,
JASA 100(469), 2005). [seconds]"""
_MONTHS: Final = 12
_MS: Final = 1000
_LEAST_MONTHS: Final = 13
_MOST_LANGUAGES: Final = 10
_CHANNELS: Final = ("chat", "email", "sms", "social")


class Line(NamedTuple):
    """One key of the demand.

    Attributes:
        path: The way to it, below ``demand``.
        value: What was measured; None where nothing can be, and then the remark alone is told.
        remark: How it was measured, from how many rows.
    """

    path: KeyPath
    value: Value | None
    remark: str


def volume(days: Mapping[date, Tally], months: Sequence[Period], productive: int, span: int) -> Iterator[Line]:
    """How many calls come, and whether that grows or has a season.

    Args:
        days: What was counted on each day.
        months: The same by month.
        productive: Calls without those that settle nothing. [calls]
        span: How many days the log covers. [days]
    """
    offered = sum(one.offered for one in days.values())
    by_month = ", ".join(f"{one.name} {one.tally.offered:,}" for one in months[-_MONTHS:])
    whole = [one for one in months if one.is_whole]
    told = f"{offered:,} calls reached the queue in {span:,} days ({by_month})"
    kept = Fraction(productive, offered) if offered else Fraction(0)
    lost = sum(one.given_up for one in days.values())
    # Who compares the forecast with what the log was billed must know why the first is higher.
    given_up = f"; {lost:,} of them gave up, whom a forecast has answered and billed" if lost else ""
    if len(whole) >= _LEAST_MONTHS:
        last = whole[-_MONTHS:]
        mean = kept * Fraction(sum(one.tally.offered for one in last), _MONTHS)
        yield Line(("calls_per_month",), _rounded(mean), f"{told}; the mean of the last 12 whole months{given_up}")
        yield from _course(whole)
        return
    mean = Fraction(productive) * MONTH_DAYS / span
    brief = offered - productive
    without = f", less {brief:,} that settled nothing" if brief else ""
    told += f"{without}; in a month of {float(MONTH_DAYS):.4f} days{given_up}"
    yield Line(("calls_per_month",), _rounded(mean), told)
    there = f"{len(whole)} whole month{'' if len(whole) == 1 else 's'}"
    why = f"the log has {there}; of fewer than {_LEAST_MONTHS} they cannot be told"
    yield Line(("growth_per_year",), None, f"growth_per_year and season are left out: {why}")


def _course(whole: Sequence[Period]) -> Iterator[Line]:
    """Growth and season, by the day, so that long months are no season."""
    rate = [Fraction(one.tally.offered, (one.last_day - one.first_day).days + 1) for one in whole]
    pairs = [(rate[place], rate[place - _MONTHS]) for place in range(max(_MONTHS, len(rate) - _MONTHS), len(rate))]
    then = sum((before for _, before in pairs), Fraction(0))
    if then:
        growth = sum((now for now, _ in pairs), Fraction(0)) / then - 1
        yield Line(
            ("growth_per_year",), f"{_rounded(100 * growth, 1)}%",
            f"the last {len(pairs)} whole months against the same a year before, calls a day",
        )  # fmt: skip
    mean = sum(rate[-_MONTHS:], Fraction(0)) / _MONTHS
    if mean:
        by_number = {one.first_day.month: rate[-_MONTHS + place] / mean for place, one in enumerate(whole[-_MONTHS:])}
        season: Value = [_rounded(by_number[number], 3) for number in sorted(by_number)]
        yield Line(("season",), season, "January to December of the last 12 whole months, calls a day, growth among it")


def handling(sums: SignSums, sound: Flags) -> Iterator[Line]:
    """How long calls take: those that settle something, and beside them those that do not.

    Args:
        sums: Of the log.
        sound: Rows of sums that are in time.
    """
    columns = sums.columns
    rows = sound & (sums.which("answered") == 1) & (sums.which("direction") == 0) & (sums.which("channel") == 0)

    def of(name: str) -> int:
        return int(columns[name][rows].sum()) if name in columns else 0

    calls, brief = of("calls") - of("brief_calls"), of("brief_calls")
    if not calls:
        return
    told = f"mean of {_calls(calls)} with {BRIEF_SECONDS} s of talk or more"
    for part in ("talk", "hold", "wrap"):
        if f"{part}_ms" in columns:
            value = Fraction(of(f"{part}_ms") - of(f"brief_{part}_ms"), calls * _MS)
            yield Line((f"{part}_seconds",), _rounded(value, 1), told)
        else:
            default = {"hold": 25, "wrap": 88}[part]
            why = f"the log has no such column; left out, callvet reckons with {default} s, the documents' mean"
            yield Line((f"{part}_seconds",), None, f"{part}_seconds: {why}")
    yield Line(("spread",), _spread(of, calls), f"coefficient of variation of handle time, {_calls(calls)}")
    for part in ("ivr", "ring"):
        if f"{part}_ms" in columns:
            value = Fraction(of(f"{part}_ms") - of(f"brief_{part}_ms"), calls * _MS)
            yield Line((f"{part}_seconds",), _rounded(value, 1), told)
    if "transferred_yes" in columns:
        moved = of("transferred_yes")
        yield Line(
            ("transfer_share",),
            _percent(Fraction(moved, calls + brief)),
            f"{moved:,} of {calls + brief:,} answered calls",
        )
        if moved and "transfer_ms" in columns:
            mean = Fraction(of("transfer_ms"), moved * _MS)
            yield Line(("transfer_seconds",), _rounded(mean, 1), f"mean of {moved:,} calls passed on")
    if brief:
        seconds = Fraction(sum(of(f"brief_{part}_ms") for part in ("talk", "hold", "wrap")), brief * _MS)
        both: Value = {"share": _percent(Fraction(brief, calls)), "seconds": _rounded(seconds, 1)}
        bound = f"less than {BRIEF_SECONDS} s of talk (callvet's own bound)"
        told = f"{brief:,} answered calls with {bound}, on top of {calls:,}"
        yield Line(("unproductive",), both, told)


def brief_calls(sums: SignSums, sound: Flags) -> int:
    """Answered calls that settle nothing. [calls]"""
    rows = sound & (sums.which("direction") == 0) & (sums.which("channel") == 0)
    return int(sums.columns["brief_calls"][rows].sum())


def _spread(of: _Sum, calls: int) -> Decimal:
    """The coefficient of variation, out of whole tenths of seconds."""
    squares = of("handle_squares") - of("brief_squares")
    time = of("handle_ms") - sum(of(f"brief_{part}_ms") for part in ("talk", "hold", "wrap"))
    mean = Fraction(time, 100 * calls)
    variance = max(Fraction(squares, calls) - mean**2, Fraction(0))
    return _rounded(Fraction(sqrt(variance) / float(mean)), 3) if mean else Decimal(0)


def languages(counts: Mapping[str, int]) -> Iterator[Line]:
    """The languages of answered calls."""
    known: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for name, calls in counts.items():
        try:
            known[language(name.replace("_", "-"))] += calls
        except ValueError:
            unknown[name] += calls
    told = [(name, calls) for name, calls in known.most_common(_MOST_LANGUAGES) if calls]
    total = sum(calls for _, calls in told)
    if not total:
        return
    value: Value = dict(zip((name for name, _ in told), _adding_up([calls for _, calls in told]), strict=True))
    remark = _calls(total)
    if left := sum(unknown.values()):
        names = ", ".join(shown(name) or "none" for name, _ in unknown.most_common(3))
        remark += f"; {left:,} more name no language that callvet knows ({names})"
    yield Line(("languages",), value, remark)


def others(sums: SignSums, sound: Flags, span: int) -> Iterator[Line]:
    """Contacts beside the calls that come in.

    Args:
        sums: Of the log.
        sound: Rows of sums that are in time.
        span: How many days the log covers. [days]
    """
    channel, answered, out = sums.which("channel"), sums.which("answered") == 1, sums.which("direction") == 1
    calls, handle = sums.columns["calls"], sums.columns["handle_ms"]
    for name in _CHANNELS:
        rows = sound & (channel == CHANNELS.index(name)) & ~out
        if count := int(calls[rows].sum()):
            taken = int(calls[rows & answered].sum())
            value: dict[str, Value] = {"per_month": _rounded(count * MONTH_DAYS / span)}
            if taken and (seconds := Fraction(int(handle[rows & answered].sum()), taken * _MS)):
                value["handle_seconds"] = _rounded(seconds, 1)
            yield Line(("channels", name), value, f"{count:,} contacts, {taken:,} of them answered")
    rows = sound & out & (channel == 0)
    if dialled := int(calls[rows].sum()):
        reached = int(calls[rows & answered].sum())
        value = {
            "calls_per_month": _rounded(dialled * MONTH_DAYS / span),
            "connect_share": _percent(Fraction(reached, dialled)),
        }
        if reached and (seconds := Fraction(int(handle[rows & answered].sum()), reached * _MS)):
            value["handle_seconds"] = _rounded(seconds, 1)
        yield Line(("outbound",), value, f"{dialled:,} calls made, {reached:,} of them reached somebody")


def resolution(total: Tally) -> Iterator[Line]:
    """Issues resolved at the first contact, where the log says so."""
    known = total.resolved + total.not_resolved
    if known:
        share = _percent(Fraction(total.resolved, known))
        yield Line(
            ("first_contact_resolution",), share, f"resolved is true of {total.resolved:,} of {known:,} contacts"
        )


def patience(total: Tally) -> Iterator[Line]:
    """How long callers wait before they give up, those counted in who were answered before.

    The estimate of most likelihood for exponential patience, censored by answers: the time that all waited, divided by
    how many gave up (Brown et al., JASA 100(469), 2005, section 5; Mandelbaum & Zeltyn, 2007).
    """
    waited = total.wait_ms + total.given_up_wait_ms
    if total.timed and total.given_up and waited:
        remark = (
            f"all waiting of {total.timed:,} calls ÷ {total.given_up:,} given up (censored exponential: Brown et al.)"
        )
        yield Line(("patience_seconds",), _rounded(Fraction(waited, total.given_up * _MS), 1), remark)
    elif total.timed:
        yield Line(("patience_seconds",), None, "patience_seconds is left out: nobody gave up")


def _calls(count: int) -> str:
    """How many answered calls, in words."""
    return f"{count:,} answered call{'' if count == 1 else 's'}"


def _rounded(figure: Fraction, decimals: int = 1) -> Decimal:
    """A figure with so many decimals, half up, without zeros at its end."""
    step = Decimal(1).scaleb(-decimals)
    told = (Decimal(figure.numerator) / Decimal(figure.denominator)).quantize(step, ROUND_HALF_UP)
    return told.quantize(Decimal(1)) if told == told.to_integral_value() else told.normalize()


def _percent(share: Fraction) -> str:
    """A share as it is written."""
    return f"{_rounded(100 * share, 2):f}%"


def _adding_up(counts: Sequence[int]) -> list[str]:
    """Shares in hundredths of a per cent that are 100% together: the largest remainders are rounded up."""
    total = sum(counts)
    floors = [count * 10_000 // total for count in counts]
    order = sorted(range(len(counts)), key=lambda place: (-(counts[place] * 10_000 % total), place))
    for place in order[: 10_000 - sum(floors)]:
        floors[place] += 1
    return [f"{_rounded(Fraction(one, 100), 2):f}%" for one in floors]
