"""What holds of all quotes: steps add up, columns have no order, worth is never negative and has a zero."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callvet.report.diff_data import diff_json
from tests.compare.quoting import NEEDS, adds_up, compared

if TYPE_CHECKING:
    from callvet.evaluation.comparing import Comparison

RICH = (
    NEEDS.replace(
        "spread: 0", "spread: 0, queue_seconds: 20, languages: {en: 90%, es: 10%}, channels: {chat: {per_month: 100}}"
    ).replace("calls_per_month: 5000", "calls_per_month: 500")
    + "rates: {EUR: {rate: 1.09, dated: 2026-11-02, source: bank}}\n"
)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def some(*values: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


@st.composite
def charges(draw: st.DrawFn) -> list[str]:
    """Ways to bill calls, with what comes beside them."""
    counts, step = draw(some("counts: [talk]", "counts: [talk, hold, wrap]", "round: call")), draw(some(1, 6, 60))
    least = draw(some("", ", minimum_seconds: 400"))
    clock = f"clock: {{{counts}, step_seconds: {step}{least}}}"
    rate = draw(some("0.75", "0.9", "1.013"))
    included = draw(some("", "", ", included: 100"))
    found = [
        draw(
            some(
                f"{{per: minute, rate: {rate}{included}, {clock}}}",
                f"{{per: minute, rate: {rate}{included}, {clock}}}",
                f"{{per: minute, tiers: [{{up_to: 900, rate: 1}}, {{rate: {rate}}}], {clock}}}",
                f"{{per: call, rate: 5.5{included}}}",
                "{per: minute, rate: 0.8}",
            )
        )
    ]
    if "minute" in found[0]:
        found += draw(some([], [f"{{per: minute, rate: 0.1, for: Spanish, when: {{language: es}}, {clock}}}"]))
    for fee in ("{per: cycle, rate: %s}", "{per: once, rate: %s, for: setup}", "{per: chat, rate: %s}"):
        found += draw(some([], [fee % 7], [fee % 19]))
    return found


@st.composite
def quotes(draw: st.DrawFn) -> str:
    """A small quote."""
    lines = [f"vendor: {draw(some('a', 'b', 'c'))}", f"charges: [{', '.join(draw(charges()))}]"]
    lines += draw(some([], ["cycle: 4_weeks"]))
    lines += draw(some([], ["currency: EUR"]))
    lines += draw(some([], ["minimum_invoice: 2500"]))
    lines += draw(some([], ["tax_percent: 8"]))
    lines += draw(some([], ["discounts: [{percent: 5}]"], ["discounts: [{percent: 100, months: [1, 1]}]"]))
    kind = "minute" if "minute" in lines[1] else "call"
    hours = "when: {outside: 'Mo-Fr 08:00-18:00'}"
    lines += draw(some([], [f"adjustments: [{{percent: 10, applies_to: [{kind}], {hours}}}]"]))
    lines += draw(some([], ["terms: {escalator: {percent: 3, every_months: 6, kind: fixed}}"]))
    lines += draw(some([], ["scope: {setup: included}"], ["scope: {setup: excluded}"]))
    return "\n".join(lines) + "\n"


def facts(answer: Comparison) -> dict[str, Any]:
    """All that is told of each column, by its quote, and of each pair of columns."""
    ids = [side.id for side in answer.sides]
    return {
        "monthly": {side.id: side.monthly for side in answer.sides},
        "rows": {
            one.term.name: (
                dict(zip(ids, one.said, strict=True)),
                {name: (worth.month, worth.over_term) for name, worth in zip(ids, one.worth, strict=False)},
            )
            for one in answer.rows
        },
        "order": [one.term.name for one in answer.rows],
        "steps": {(way.start.id, way.end.id): way.steps for way in answer.walks},
        "cheapest": answer.sides[answer.cheapest].id,
    }


def pinned(texts: list[str]) -> list[str]:
    """The quotes with references, so that they keep their names wherever they stand."""
    return [f"reference: R{number}\n{text}" for number, text in enumerate(texts)]


@few
@given(st.lists(quotes(), min_size=2, max_size=3))
def test_steps_add_up_at_both_ends_and_worth_is_never_negative(texts: list[str]) -> None:
    answer = compared(*texts, needs=RICH)
    assert all(map(adds_up, answer.walks))
    for side in answer.sides:
        assert side.monthly.low <= side.monthly.high
    for one in answer.rows:
        for worth in one.worth:
            assert worth.month.low >= 0
            assert worth.month.high >= 0
            assert worth.over_term is None or (worth.over_term.low >= 0 and worth.over_term.high >= 0)


@few
@given(st.lists(quotes(), min_size=3, max_size=3), st.permutations([0, 1, 2]))
def test_columns_have_no_order(texts: list[str], order: list[int]) -> None:
    texts = pinned(texts)
    assert facts(compared(*texts, needs=RICH)) == facts(compared(*(texts[place] for place in order), needs=RICH))


@few
@given(quotes())
def test_a_quote_against_itself_differs_nowhere(text: str) -> None:
    # What the quote leaves open is still worth asking about.
    answer = compared(text, text, needs=RICH)
    assert answer.walks[0].steps == ()
    for one in answer.rows:
        assert one.said[0] == one.said[1]
        for worth, said in zip(one.worth, one.said, strict=False):
            if said.state != "silent":
                assert (worth.month.low, worth.month.high) == (0, 0)
                assert worth.over_term is None or (worth.over_term.low, worth.over_term.high) == (0, 0)


@few
@given(st.lists(quotes(), min_size=3, max_size=3))
def test_another_offer_lowers_nobodys_worth(texts: list[str]) -> None:
    two, three = compared(*texts[:2], needs=RICH), compared(*texts, needs=RICH)
    before = {one.term.name: one.worth for one in two.rows}
    after = {one.term.name: one.worth for one in three.rows}
    for name in before.keys() & after.keys():
        for first, last in zip(before[name], after[name], strict=False):
            assert last.month.low >= first.month.low
            assert last.month.high >= first.month.high


@few
@given(st.lists(quotes(), min_size=2, max_size=3))
def test_who_has_the_value_that_saves_most_saves_nothing_by_a_stated_one(texts: list[str]) -> None:
    answer = compared(*texts, needs=RICH)
    for one in answer.rows:
        for place, worth in enumerate(one.worth):
            assert place not in worth.by


@few
@given(st.lists(quotes(), min_size=2, max_size=3))
def test_money_of_json_is_text_and_levers_never_cost(texts: list[str]) -> None:
    texts = pinned(texts)
    answer = compared(*texts, needs=RICH, prefer="".join(texts[0].partition("vendor: ")[2][:1]))
    told = json.loads(json.dumps(diff_json(answer), allow_nan=False))
    for quote in told["quotes"]:
        assert isinstance(quote["monthly"]["low"], str)
    for term in told["terms"]:
        assert all(isinstance(worth, str) for worth in (*term["worth"], *term["worth_high"]))
    assert answer.leverage is not None
    assert answer.preferred is not None
    for lever in answer.leverage.levers:
        assert lever.over_term.high > 0
        assert answer.preferred not in lever.by
