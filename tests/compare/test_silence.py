"""What quotes leave open: what others speak of, and of one alone what every quote should speak of."""

from __future__ import annotations

from fractions import Fraction

from callvet.compare.levelled import Levelled, levelled
from callvet.compare.silence import silent_terms
from callvet.model.quote import Quote
from tests.conftest import read


def laid_out(text: str) -> Levelled:
    """A quote with its charges by name."""
    quote, _ = read(f"charges: [{{per: minute, rate: 1, clock: {{counts: [talk]}}}}]\n{text}", "q.yaml", Quote)
    return levelled(quote, plan=None, added={}, rate=Fraction(1), currency="USD")


def names(*texts: str) -> list[list[str]]:
    """What each quote leaves open."""
    return [[term.name for term in found] for found in silent_terms([laid_out(text) for text in texts])]


def test_what_another_quote_speaks_of_is_open_and_what_its_own_clock_lacks() -> None:
    first, second = names("", "tax_percent: 8\nscope: {e-mail: excluded}\nterms: {notice_days: 30}\n")
    assert first == ["minute.clock.step_seconds", "tax_percent", "terms.notice_days", "scope.e-mail"]
    assert second == ["minute.clock.step_seconds"]


def test_what_could_only_be_better_than_nothing_is_not_asked() -> None:
    first, _ = names("", "payment: {card_percent: 3, prompt_percent: 2}\nterms: {free_trial_days: 14}\n")
    assert first == ["minute.clock.step_seconds"]


def test_a_quote_alone_is_held_to_what_every_quote_should_speak_of() -> None:
    (alone,) = names("deposit: none\nscope: {recording: excluded}\n")
    assert alone == [
        "minute.clock.step_seconds", "agents", "tax_percent", "valid_until", "terms.min_term_months",
        "terms.notice_days", "terms.auto_renews", "terms.early_termination_fee", "terms.escalator",
        "scope.setup", "scope.training", "scope.supervisor", "scope.reporting", "scope.crm_integration",
    ]  # fmt: skip
