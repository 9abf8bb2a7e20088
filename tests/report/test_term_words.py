"""What terms are called, and how what is said of them reads."""

from __future__ import annotations

import pytest

from callvet.compare.charge_terms import OfCharge, Price
from callvet.compare.quote_terms import OfQuote
from callvet.compare.term import MISSING, NONE, SILENT, Said, Term, Unit
from callvet.report.term_words import said_words, term_words

RATE = Term("minute.rate", "price", "price", Price("minute"), "money", "less", "minute")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("minute.rate", "per minute"),
        ("minute[Spanish].rate", "per minute, Spanish"),
        ("hour.rate", "per agent-hour"),
        ("call+transfer.rate", "per call or transfer"),
        ("cycle.rate", "fee each cycle"),
        ("once[setup].rate", "fee at the start, setup"),
        ("unit[script changes].rate", "per unit, script changes"),
        ("plug[crm_integration].rate", "your own figure, crm_integration"),
        ("minute.clock.step_seconds", "rounded up to"),
        ("minute[Spanish].clock.step_seconds", "rounded up to, Spanish"),
        ("minute.included", "included units"),
        ("call.included", "included units, call"),
        ("hour.when", "only for, agent-hour"),
        ("hour.ramp", "first weeks"),
        ("agent.ramp", "first weeks, agent"),
        ("terms.notice_days", "notice"),
        ("discounts", "promotions"),
        ("adjustments[hours]", "surcharge: hours"),
        ("sla_credits[first_answer]", "credit for a miss: first answer"),
        ("scope.crm_integration", "CRM integration"),
        ("scope.odd_jobs", "odd jobs"),
        ("charges", "priced another way"),
        ("currency", "rounding in its currency"),
        ("once[\x1b[31m].rate", "fee at the start, \\x1b[31m"),
        ("no such name", "no such name: "),
    ],
)
def test_terms_are_told_in_words(name: str, words: str) -> None:
    assert term_words(name) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.95", "$0.95"),
        ("12,000", "$12,000"),
        ("0.64 to 15,000, 0.54 (all units)", "$0.64 to 15,000, $0.54 (all units)"),
        ("5 per 100", "$5 per 100"),
        ("1.5% of the value", "1.5% of the value"),
    ],
)
def test_amounts_have_the_sign_of_their_currency(text: str, words: str) -> None:
    assert said_words(RATE, Said("stated", text, text), "USD") == words
    assert said_words(RATE, Said("stated", text, text), "EUR") == words.replace("$", "EUR ")


@pytest.mark.parametrize(
    ("unit", "text", "words"),
    [
        ("seconds", "6", "6 s"),
        ("percent", "8", "8%"),
        ("months", "1", "1 month"),
        ("months", "12", "12 months"),
        ("days", "1", "1 day"),
        ("minutes", "1", "1 min"),
        ("text", "4_weeks", "4 weeks"),
    ],
)
def test_figures_have_their_unit(unit: Unit, text: str, words: str) -> None:
    term = Term("terms.x", "contract", "condition", OfQuote("x"), unit)
    assert said_words(term, Said("stated", text, text), "USD") == words


def test_a_time_zone_is_called_by_its_city() -> None:
    term = Term("timezone", "contract", "extent", OfQuote("timezone"))
    assert said_words(term, Said("stated", "a", "America/New_York"), "USD") == "New York"
    assert said_words(term, NONE, "USD") == "yours"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("minute.when", "all"),
        ("training_hour.quantity", "as it comes"),
        ("minute.minimum", "none"),
        ("minute.clock.round", "call"),
    ],
)
def test_what_is_left_out_is_told_by_what_it_means(name: str, words: str) -> None:
    term = Term(name, "price", "extent", OfCharge("minute", name.rpartition(".")[2]))
    assert said_words(term, NONE, "USD") == words


def test_silence_and_another_way_of_pricing_are_told_apart() -> None:
    assert [said_words(RATE, one, "USD") for one in (SILENT, MISSING, NONE)] == ["not said", "–", "none"]
