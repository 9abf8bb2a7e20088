"""What would these calls have cost under each quote? (`callvet replay`)"""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.columns import LogError, ignored_columns
from callvet.calls.log import open_log
from callvet.calls.metering import meter
from callvet.calls.offer import BilledUnder, bill_offer
from callvet.calls.packed import held_to_their_sums
from callvet.calls.plan import QUOTES_A_PASS, hours_of, lacking, plan_for, shape_for, takes_agents
from callvet.calls.rejected import read_as_text
from callvet.calls.rejects import BadRows, Wrong, bad_rows, why_none
from callvet.calls.sessions import PARTS_OF_SESSIONS, REST_HOURS, find_sessions
from callvet.calls.slots import day_of, slot_minutes
from callvet.calls.sound import SoundCalls, sound_calls
from callvet.calls.spark import SparkEngine
from callvet.calls.spark_log import is_address, open_on_spark
from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.logs.log_reading import engine_for, is_over, period_of, rejects_file
from callvet.evaluation.logs.log_wishes import LogWishes
from callvet.evaluation.logs.replayed import ReplayAnswer, Replayed, cautions, per_minute, ranked
from callvet.evaluation.prices.offer_cost import exchange_rates, expect_rates
from callvet.evaluation.prices.wishes import Wishes, with_wishes
from callvet.evaluation.reading import read_sound_case
from callvet.load.call_log import load_call_log
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.log import CallLog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.calls.rows import Shape
    from callvet.calls.sessions import Sessions
    from callvet.model.case import Case, QuoteFile
    from callvet.model.quote import Quote

_MS_A_MINUTE: Final = 60_000
_UTC: Final = "UTC"


def replay_calls(
    log: str | Path,
    quotes: Sequence[str | Path] = (),
    *,
    needs: str | Path | None = None,
    wishes: LogWishes | None = None,
    on_spark: bool = False,
    watch: Callable[[Engine], None] | None = None,
    rates: Sequence[tuple[str, Decimal]] | None = None,
) -> ReplayAnswer:
    """Bill a call log under every quote.

    Args:
        log: A CSV or Parquet file, or a folder of them; on Spark also an address that the cluster can read.
        quotes: Folders and files; none means the case in the current folder.
        needs: The needs; left out, sought beside the quotes.
        wishes: How the log is read.
        on_spark: Whether the cluster reads it that Spark's own configuration names, in place of DuckDB here.
        watch: Is given the engine before it reads, to show how far it is.
        rates: What a unit of a currency is worth in that of the needs, beside what those say; None where whoever asks
            cannot say. [ratio]

    Raises:
        BadFilesError: Files have problems, or a currency has no rate; all of it is told.
        NothingToWorkOnError: The log or a named path cannot be read, or there is no quote.
    """
    wanted = wishes or LogWishes()
    case = read_sound_case(quotes or _quotes_here(), needs)
    if not case.quotes:
        message = "there is no quote to bill the calls by; name one, such as quotes/acme.yaml"
        raise NothingToWorkOnError(message)
    if rates:
        case = case._replace(needs=case.needs._replace(needs=with_wishes(case.needs.needs, Wishes(rates=tuple(rates)))))
    expect_rates(case, case.needs.needs.currency, exchange_rates(case.needs.needs), by_option=rates is not None)
    try:
        with engine_for(on_spark=on_spark) as engine:
            if watch:
                watch(engine)
            return open_replay(log, case, wanted, engine).answer()
    except (LogError, ValueError) as refused:
        raise NothingToWorkOnError(str(refused)) from refused


def _quotes_here() -> tuple[str, ...]:
    """The quotes of the current folder, where there are no profiles beside them, by which a case is known else."""
    return ("quotes",) if Path("quotes").is_dir() and not Path("vendors").exists() else ()


class Replay(NamedTuple):
    """One replay: a log, and what it is billed under."""

    case: Case
    wanted: LogWishes
    log: Log
    engine: Engine
    zone: str

    def answer(self) -> ReplayAnswer:
        """Bill the log; it is read once for every sixteen quotes."""
        with held_to_their_sums(self.log):
            return self.billed()

    def billed(self) -> ReplayAnswer:
        """The same, whether packed files are whole or not."""
        offers = self.case.quotes
        shape = self.shape()
        found: list[Replayed] = []
        seen: tuple[SoundCalls, BadRows] | None = None
        sessions: Sessions | None = None
        for first in range(0, len(offers), QUOTES_A_PASS):
            batch = offers[first : first + QUOTES_A_PASS]
            metered = meter(self.log, plan_for([one.quote for one in batch], self.log.columns, shape), self.engine)
            if as_text := read_as_text(self.log, self.engine):
                return self._replace(log=as_text).billed()
            calls = sound_calls(metered, self.zone, has_offset=self.log.has_offset)
            seen = seen or (calls, self._bad(calls, shape))
            if self.asks_sessions and sessions is None:
                sessions = find_sessions(self.log, shape, self.engine, self.zone)
            found += [self._replayed(one, calls, sessions) for one in batch]
        if seen is None:
            message = "there is no quote to bill the calls by; name one, such as quotes/acme.yaml"
            raise NothingToWorkOnError(message)
        return self._told(*seen, found)

    def shape(self) -> Shape:
        """What is read of every row."""
        needs, quotes = self.case.needs.needs, [one.quote for one in self.case.quotes]
        is_staffed = any(map(takes_agents, quotes))
        minutes = slot_minutes(
            [*hours_of(quotes), *([needs.demand.open] if is_staffed else [])],
            {self.zone, *(self.zone_of(quote) for quote in quotes), *([needs.timezone] if needs.timezone else [])},
            gcd(30, needs.service.interval_minutes) if is_staffed else 30,
        )
        return shape_for(
            quotes,
            self.log.columns,
            minutes,
            period=period_of(self.log, self.zone, self._first_day(), self.wanted.last_day),
            no_repeats=self.wanted.no_repeats,
            languages=self.languages(),
            also=PARTS_OF_SESSIONS if self.asks_sessions else (),
        )

    def languages(self) -> tuple[str, ...]:
        """The languages that agents may be staffed by: those of the needs, unless they all share one queue."""
        needs = self.case.needs.needs
        one_queue = self.wanted.by_sessions or needs.service.languages_staffed == "pooled"
        return () if one_queue or "language" not in self.log.columns.own else tuple(needs.demand.languages or ())

    def _first_day(self) -> date | None:
        """The first day that is billed; nothing is before the contract starts."""
        given = [day for day in (self.wanted.first_day, self.wanted.start) if day is not None]
        return max(given, default=None)

    def zone_of(self, quote: Quote) -> str:
        """The clock that a quote's cycles and hours go by."""
        return quote.timezone or self.case.needs.needs.timezone or self.zone

    def _bad(self, calls: SoundCalls, shape: Shape) -> BadRows:
        """The rows that are left out.

        Raises:
            NothingToWorkOnError: That is all of them.
        """
        wrong = Wrong(calls.bad, calls.skipped, calls.twice)
        with rejects_file(self.wanted.rejects) as file:
            bad = bad_rows(self.log, shape, wrong, self.engine, file)
        if not calls.calls:
            message = f"{self.log.path}: no call can be billed ({why_none(bad)})"
            raise NothingToWorkOnError(message)
        return bad

    @property
    def asks_sessions(self) -> bool:
        """Whether agents' hours are taken from the log, and some quote asks for them."""
        return self.wanted.by_sessions and any(takes_agents(one.quote) for one in self.case.quotes)

    def _replayed(self, offer: QuoteFile, calls: SoundCalls, sessions: Sessions | None) -> Replayed:
        """One quote over the log."""
        needs = self.case.needs.needs
        vendor = next((one for one in self.case.vendors if one.id == offer.vendor), None)
        currency = offer.quote.currency or needs.currency
        bill = bill_offer(
            offer.quote,
            vendor.vendor if vendor else None,
            calls,
            BilledUnder(
                needs,
                self.log,
                self.engine,
                self.wanted.start,
                self.zone_of(offer.quote),
                currency,
                sessions,
            ),
        )
        if currency != needs.currency:
            bill = bill.converted(exchange_rates(needs)[currency], needs.currency)
        rate = per_minute(bill.range, Fraction(calls.talk_ms, _MS_A_MINUTE))
        return Replayed(offer, vendor, bill, rate, lacking(offer.quote, self.log.columns))

    def _told(self, calls: SoundCalls, bad: BadRows, found: Sequence[Replayed]) -> ReplayAnswer:
        """The whole answer."""
        days = calls.times.local // (60 * 24)
        return ReplayAnswer(
            currency=self.case.needs.needs.currency,
            log=self.log.path,
            rows=calls.rows,
            calls=calls.calls,
            answered=calls.answered,
            talk_minutes=Fraction(calls.talk_ms, _MS_A_MINUTE),
            first_day=day_of(int(days.min())),
            last_day=day_of(int(days.max())),
            timezone=self.zone,
            quotes=ranked(found),
            bad=bad,
            too_many_bad=is_over(bad.total, calls.rows, self.wanted),
            notes=tuple(self._notes(calls, found)),
        )

    def _notes(self, calls: SoundCalls, found: Sequence[Replayed]) -> Iterator[str]:
        """What the user should know."""
        yield from self.case.notes
        needs = self.case.needs.needs
        if ignored := ignored_columns(self.log.columns):
            yield f"columns {ignored}"
        for code, one in needs.rates.items():
            yield f"1 {code} = {one.rate:f} {needs.currency} ({one.dated}, {one.source})"
        empty = {
            span.name for one in found for cycle in one.bill.cycles if not cycle.has_calls for span in [cycle.span]
        }
        if empty:
            yield f"no calls in {', '.join(sorted(empty))}; fees are billed all the same"
        yield from cautions(found, lambda quote: calls.times.by(self.zone_of(quote)).days)
        if any(takes_agents(one.offer.quote) for one in found):
            if self.wanted.by_sessions:
                last = f"the last before {REST_HOURS} hours without one"
                yield f"agents' hours are those from each one's first call to the end of {last}"
            else:
                pooled, separate = "in one queue", "in a queue for each language of your needs"
                ways = {"separate": separate, "any": f"{pooled} at least and {separate} at most"}
                way = ways.get(needs.service.languages_staffed, pooled) if len(self.languages()) > 1 else pooled
                yield f"agents are those that the log's own arrivals take at your service level, {way}"


def open_replay(path: str | Path, case: Case, wanted: LogWishes, engine: Engine) -> Replay:
    """The log, as its own file and the user say.

    Raises:
        BadFilesError: What stands beside the log has faults.
        LogError: The log cannot be read.
        NothingToWorkOnError: Nobody knows its clock.
    """
    said, problems = (CallLog(), ()) if is_address(str(path)) else load_call_log(Path(path))
    if problems:
        raise BadFilesError(problems)
    columns = {**said.columns, **dict(wanted.columns)}
    if isinstance(engine, SparkEngine):
        log = open_on_spark(str(path), columns, engine)
    else:
        log = open_log(Path(path), columns, engine)
    return Replay(case, wanted, log, engine, _zone(log, wanted.timezone or said.timezone, case))


def _zone(log: Log, stated: str | None, case: Case) -> str:
    """The clock of a log.

    Raises:
        NothingToWorkOnError: Nobody says which, and a quote goes by another.
    """
    found = stated or case.needs.needs.timezone
    if found or log.has_offset:
        return found or _UTC
    named = next((one.quote.timezone for one in case.quotes if one.quote.timezone), None)
    if named:
        message = f"{log.path}: start has no offset from UTC, and no time zone is known; add --timezone {named}"
        raise NothingToWorkOnError(message)
    return _UTC
