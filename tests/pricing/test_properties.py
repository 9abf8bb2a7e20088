"""What holds of every bill: made-up quotes, priced over made-up calls."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.demand.context import Context
from callvet.demand.conversion import converted
from callvet.demand.counting import count
from callvet.demand.estimate import Estimate, estimate
from callvet.demand.forecast import forecast
from callvet.demand.metering import Metering
from callvet.demand.period import ordinary_period
from callvet.model.money import rounded
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.pricing.answers import all_answers, answered
from callvet.pricing.bill import Cycle, bill_lines, total
from callvet.pricing.count import Count
from callvet.pricing.schedule import price
from tests.conftest import read
from tests.pricing.making import charge

if TYPE_CHECKING:
    from callvet.pricing.bill import Line

CENT = Decimal("0.01")
START = date(2027, 1, 1)
LONG = settings(max_examples=60, deadline=None)


def cents(least: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(lambda units: f"{Decimal(units) / 100:f}")


RATES = cents(0, 500)
STEPS = st.sampled_from([1, 6, 10, 30, 60])
CLOCKS = st.sampled_from(
    [
        "",
        ", clock: {counts: [talk]}",
        ", clock: {counts: [talk, hold, wrap]}",
        ", clock: {step_seconds: 6}",
        ", clock: {counts: [talk, wrap], step_seconds: 30, minimum_seconds: 45}",
        ", clock: {counts: [talk], step_seconds: 60, wrap_fixed_seconds: 20}",
    ]
)
VOLUME_TIERS = st.tuples(RATES, RATES).map(
    lambda rates: f"tiers: [{{up_to: 4000, rate: {rates[0]}}}, {{rate: {rates[1]}}}], tier_mode: volume"
)
GRADUATED = st.tuples(RATES, RATES).map(
    lambda rates: f"tiers: [{{up_to: 4000, rate: {rates[0]}}}, {{rate: {rates[1]}}}]"
)
STEADY = st.one_of(RATES.map(lambda rate: f"rate: {rate}"), GRADUATED)
"""Prices under which more units never cost less."""
BOUNDS = st.sampled_from(["", ", included: 500", ", block: 100", ", minimum: 75", ", cap: 900", ", included: 99.5"])
CAPS = st.sampled_from(["", "", ", cap_per_contact: 1.50"])
WHENS = st.sampled_from(["", "", ", when: {language: es}", ', when: {outside: "Mo-Fr 08:00-18:00"}'])


@st.composite
def charges(draw: st.DrawFn, prices: st.SearchStrategy[str], *, clocks: st.SearchStrategy[str] = CLOCKS) -> str:
    """A fee, minutes, and up to two more charges for use."""
    found = ["{per: cycle, rate: " + draw(RATES) + "}"]
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["minute", "call"])) if number else "minute"
        clock = draw(clocks) if kind == "minute" else ""
        rest = draw(BOUNDS) + draw(CAPS) + draw(WHENS)
        found.append(f"{{per: {kind}, for: c{number}, {draw(prices)}{clock}{rest}}}")
    return f"charges: [{', '.join(found)}]\n"


TERMS = st.sampled_from(
    [
        "",
        "minimum_invoice: 600\n",
        "tax_percent: 7.5\n",
        "discounts: [{percent: 12.5}, {amount: 40}]\n",
        "commitment: {units: 3000}\n",
        "minimum_invoice: 300\ntax_percent: 20\ndiscounts: [{percent: 50, months: [12, 12]}]\n",
    ]
)
ADJUSTMENTS = st.sampled_from(
    [
        "",
        "adjustments: [{percent: 25, applies_to: [minute], when: {outside: 'Mo-Fr 08:00-18:00'}}]\n",
        "adjustments: [{percent: 9, applies_to: [cycle]}, {percent: 3, applies_to: [minute], when: {language: es}}]\n",
    ]
)
REBATE = "{percent: -65, applies_to: [minute]}"
REBATES = st.sampled_from(["", f"adjustments: [{REBATE}, {REBATE}]\n"])


def needs_of(calls: int | str = 1000) -> Needs:
    return read(
        f"""
        demand:
          calls_per_month: {calls}
          shape: flat
          open: 24/7
          spread: 0
          talk_seconds: 95
          hold_seconds: 14
          wrap_seconds: 37
          ring_seconds: 8
          queue_seconds: 21
          languages: {{en: 80%, es: 20%}}
        """,
        "needs.yaml",
        Needs,
    )[0]


NEEDS = needs_of()


def quote(text: str) -> Quote:
    return read(text, "quote.yaml", Quote)[0]


def estimated(text: str, needs: Needs = NEEDS) -> Estimate:
    return estimate(quote(text), Context(needs, None, "USD", START), calendar=False)


def every_bill(text: str, needs: Needs = NEEDS) -> list[tuple[Line, ...]]:
    """The bills of all combinations of answers, each reckoned for itself."""
    terms = quote(text)
    offered = terms.charges or ()
    metering = Metering(forecast(needs, None, ordinary_period()), adjustments=tuple(terms.adjustments or ()))
    found = []
    for answers in product(*(list(all_answers(one)) for one in offered)):
        settled = [answered(one, given_answers) for one, given_answers in zip(offered, answers, strict=True)]
        counts = [counted for one in settled if isinstance(counted := count(one, metering), Count)]
        assert len(counts) == len(settled)
        found.append(bill_lines(terms, settled, counts, Cycle(12, ordinary=True), "USD"))
    return found


@LONG
@given(charges(st.one_of(STEADY, VOLUME_TIERS)), TERMS, st.one_of(ADJUSTMENTS, REBATES))
def test_low_and_high_are_the_least_and_the_greatest_of_all_combinations(offer: str, terms: str, more: str) -> None:
    text = offer + terms + more
    found, bills = estimated(text), every_bill(text)
    # Bills that differ by less than their roundings may change places.
    hair = CENT * len(bills[0])
    assert abs(found.monthly.range.low - min(map(total, bills))) <= hair
    assert abs(found.monthly.range.high - max(map(total, bills))) <= hair


@LONG
@given(charges(st.one_of(STEADY, VOLUME_TIERS)), TERMS, st.one_of(ADJUSTMENTS, REBATES))
def test_low_is_never_above_high_and_both_are_sums_of_their_lines(offer: str, terms: str, more: str) -> None:
    monthly = estimated(offer + terms + more).monthly
    assert monthly.range.low <= monthly.range.high
    assert monthly.range.low == sum((line.amount for line in monthly.low), Decimal(0))
    assert monthly.range.high == sum((line.amount for line in monthly.high), Decimal(0))
    assert all(line.amount == rounded(line.exact, "USD") for line in (*monthly.low, *monthly.high))


@LONG
@given(charges(STEADY), TERMS, ADJUSTMENTS, st.integers(1, 5000), st.integers(1, 5000))
def test_more_calls_never_cost_less(offer: str, terms: str, more: str, calls: int, added: int) -> None:
    fewer = estimated(offer + terms + more, needs_of(calls)).monthly.range
    greater = estimated(offer + terms + more, needs_of(calls + added)).monthly.range
    # Lines that share out one sum, as under a bound for each contact, may each round the other way.
    assert greater.low >= fewer.low - 3 * CENT
    assert greater.high >= fewer.high - 3 * CENT


@LONG
@given(STEADY, BOUNDS, STEPS, STEPS, st.sampled_from(["", ", minimum_seconds: 45", ", round: component"]))
def test_a_step_that_divides_another_never_costs_more(price: str, bound: str, one: int, other: int, more: str) -> None:
    fine, coarse = sorted((one, other))
    if coarse % fine:
        fine = 1

    def cost(step: int) -> Decimal:
        clock = f"clock: {{counts: [talk, hold, wrap], step_seconds: {step}{more}}}"
        return estimated(f"charges: [{{per: minute, {price}{bound}, {clock}}}]").monthly.range.high

    assert cost(fine) <= cost(coarse)


@given(st.lists(cents(0, 500), min_size=2, max_size=4), st.integers(0, 20_000))
def test_graduated_tiers_cost_no_more_than_their_highest_and_no_less_than_their_lowest(
    rates: list[str], units: int
) -> None:
    *bounded, last = rates
    tiers = ", ".join(f"{{up_to: {1000 * (place + 1)}, rate: {rate}}}" for place, rate in enumerate(bounded))
    amount = price(charge(f"per: call, tiers: [{tiers}, {{rate: {last}}}]"), Count(Fraction(units)))
    assert min(map(Fraction, rates)) * units <= amount <= max(map(Fraction, rates)) * units


@LONG
@given(charges(st.one_of(STEADY, VOLUME_TIERS)), ADJUSTMENTS, st.integers(2, 9))
def test_all_prices_times_so_much_are_the_bill_times_so_much(offer: str, more: str, times: int) -> None:
    terms = quote(offer + more)
    scaled = terms.model_copy(
        update={
            "charges": tuple(
                one.model_copy(
                    update={
                        name: amount * times
                        for name in ("rate", "minimum", "cap", "cap_per_contact")
                        if (amount := getattr(one, name)) is not None
                    }
                    | (
                        {"tiers": tuple(tier.model_copy(update={"rate": tier.rate * times}) for tier in one.tiers)}
                        if one.tiers
                        else {}
                    )
                )
                for one in terms.charges or ()
            )
        }
    )
    context = Context(NEEDS, None, "USD", START)
    before, after = (estimate(one, context, calendar=False).monthly.high for one in (terms, scaled))
    assert len(before) == len(after)
    assert all(
        abs(two.amount - rounded(one.exact * times, "USD")) <= CENT for one, two in zip(before, after, strict=True)
    )


@LONG
@given(charges(STEADY), TERMS, ADJUSTMENTS, st.integers(1, 10**6), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_in_another_currency_totals_are_still_the_sums_of_their_lines(
    offer: str, terms: str, more: str, rate: int, currency: str
) -> None:
    found = estimated(offer + terms + more)
    other = converted(found, Fraction(rate, 1000), currency)
    low, high = (
        [rounded(one.exact * Fraction(rate, 1000), currency) for one in own]
        for own in (found.monthly.low, found.monthly.high)
    )
    assert [line.amount for line in other.monthly.high] == high
    # Where rounding alone would put the low end over the high one, there is one end.
    assert [line.amount for line in other.monthly.low] == (low if sum(low) <= sum(high) else high)
    assert other.monthly.range.high == sum((line.amount for line in other.monthly.high), Decimal(0))
    assert other.monthly.range.low <= other.monthly.range.high


@LONG
@given(charges(st.one_of(STEADY, VOLUME_TIERS)), TERMS)
def test_an_answer_is_worth_no_more_than_all_that_is_open(offer: str, terms: str) -> None:
    found = estimated(offer + terms)
    span = found.monthly.range.high - found.monthly.range.low
    assert all(0 <= question.worth <= span for question in found.questions)
    worths = [question.worth for question in found.questions]
    assert worths == sorted(worths, reverse=True)
