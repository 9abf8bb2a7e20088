"""Which terms a comparison has, in which order, and on which of them quotes differ."""

from __future__ import annotations

from callvet.compare.term import MISSING, NONE, SILENT, TOPICS, Said
from callvet.compare.terms import differs
from tests.compare.quoting import ACME, compared, minute, names, row, said

FULL = """
vendor: full
agents: shared
timezone: America/Chicago
tax_percent: 8
deposit: 100
valid_until: 2027-06-30
commitment: {share_of_forecast: 80%}
minimum_invoice: 10
payment: {card_percent: 3, prompt_percent: 1, prompt_days: 7}
sla_credits: [{miss: calls, percent: 3}]
bonuses: [{reach: calls, percent: 2}]
discounts: [{percent: 5}, {amount: 1500, months: [1, 3]}]
adjustments:
  - {percent: 10, applies_to: [minute], for: fuel}
  - {percent: 25, applies_to: [minute], when: {outside: "Mo-Fr 08:00-20:00"}}
  - {percent: 50, applies_to: [minute], when: {holiday: US}}
  - {percent: 5, applies_to: [minute], when: {channel: phone}}
  - {percent: 6, applies_to: [minute], when: {within: "Sa 08:00-12:00"}}
scope: {training: included, odd jobs: priced}
terms: {min_term_months: 12, notice_days: 30, auto_renews: true, free_trial_days: 14, free_trial_minutes: 500,
        early_termination_fee: 0, payment_days: 30, max_simultaneous_calls: none,
        escalator: {percent: 4, every_months: 12, kind: cap}}
charges:
  - per: minute
    rate: 0.95
    included: 200
    minimum: 5
    cap: 90000
    cap_per_contact: 20
    event_seconds: {sms: 6}
    clock: {counts: [talk, wrap], step_seconds: 6, minimum_seconds: 30, round: component, wrap_cap_seconds: 60,
            free_calls: {under_seconds: 30}}
  - {per: cycle, rate: 5, months: [1, 6]}
  - {per: training_hour, rate: 20, quantity: 10}
"""


def test_terms_stand_in_the_readers_order() -> None:
    found = compared(FULL, minute("1", vendor="b"))
    topics = [TOPICS.index(one.term.topic) for one in found.rows]
    assert topics == sorted(topics)
    assert [one for one in TOPICS if one not in {"surcharges", "promotions", "scope"}] == [
        "price",
        "clock",
        "commitments",
        "fees",
        "service levels",
        "contract",
    ]
    assert names(found)[:2] == ["minute.rate", "minute.included"]
    assert names(found)[-2:] == ["scope.training", "scope.odd jobs"]


def test_every_term_is_told_in_words() -> None:
    found = compared(FULL, minute("1", vendor="b"))
    told = {name: said(found, name) for name in names(found)}
    assert told["discounts"] == ["5%; 1,500 a cycle, months 1–3", "none"]
    assert told["adjustments[always]"] == ["+10% on minute", "none"]
    both = "+25% on minute, outside Mo-Fr 08:00-20:00; +6% on minute, within Sa 08:00-12:00"
    assert told["adjustments[hours]"] == [both, "none"]
    assert told["adjustments[holiday]"] == ["+50% on minute, holiday US", "none"]
    assert told["adjustments[channel phone]"] == ["+5% on minute, channel phone", "none"]
    assert told["sla_credits[calls]"] == ["3%", "none"]
    assert told["tax_percent"] == ["8", "silent"]
    assert told["terms.max_simultaneous_calls"] == ["no limit", "silent"]
    assert told["training_hour.rate"] == ["20", "silent"]
    assert told["scope.odd jobs"] == ["priced", "silent"]
    assert told["cycle.months"] == ["1, 6", "missing"]


def test_tax_that_is_got_back_is_none() -> None:
    found = compared(ACME + "tax_percent: 8\ntax_recoverable: true\n", ACME + "tax_percent: 8\n")
    assert said(found, "tax_percent") == ["0", "8"]
    assert [one.month.high for one in row(found, "tax_percent").worth] == [0, found.sides[1].monthly.high * 8 / 108]


def test_a_charge_for_work_speaks_of_it() -> None:
    found = compared(minute("1", more="  - {per: once, rate: 9}\n"), minute("1", more="scope: {setup: included}\n"))
    assert said(found, "scope.setup") == ["priced", "included"]


def test_moving_a_promotion_takes_all_of_it() -> None:
    found = compared(FULL, minute("1", vendor="b", more="discounts: [{percent: 1}]\n"))
    one = row(found, "discounts").term.part
    first, second = (side.levelled for side in found.sides)
    assert one.moved(first, second).quote.discounts == second.quote.discounts


def test_every_word_can_be_moved_and_is_then_said() -> None:
    found = compared(FULL, minute("1", vendor="b"))
    first, second = (side.levelled for side in found.sides)
    for one in found.rows:
        for into, source in ((first, second), (second, first)):
            there = one.term.part.said(into).state != "missing" != one.term.part.said(source).state
            if there and one.term.name not in {"scope.training", "training_hour.rate"}:
                assert one.term.part.said(one.term.part.moved(into, source))[:2] == one.term.part.said(source)[:2]
            else:
                assert one.term.part.moved(into, source) is not None


class TestDiffers:
    """On which terms quotes differ."""

    PRICE = row(compared(ACME, ACME), "minute.rate").term
    STEP = row(compared(ACME, ACME), "minute.clock.step_seconds").term

    def test_equal_words_agree(self) -> None:
        assert not differs(self.STEP, [Said("stated", 6, "6"), Said("stated", 6, "6.0")])
        assert not differs(self.STEP, [Said("stated", 6, "6"), MISSING])
        assert not differs(self.PRICE, [NONE, NONE])

    def test_of_silence_nobody_knows(self) -> None:
        assert differs(self.STEP, [SILENT, SILENT])

    def test_other_words_differ(self) -> None:
        assert differs(self.STEP, [Said("stated", 6, "6"), NONE])

    def test_a_price_that_only_one_asks_is_a_difference(self) -> None:
        assert differs(self.PRICE, [Said("stated", 6, "6"), MISSING])
