"""What terms of quotes are called, and how what is said of them reads in a cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callvet.compare.charge_terms import Price
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.compare.term import Said, Term, Unit

NOT_SAID: Final = "not said"
_LONGEST: Final = 60
_UNITS: Final[Mapping[str, str]] = {
    "minute": "minute",
    "hour": "agent-hour",
    "agent": "agent",
    "seat": "seat",
    "cycle": "cycle",
    "training_hour": "training hour",
}
_FEES: Final[Mapping[str, str]] = {"cycle": "fee each cycle", "once": "fee at the start", "plug": "your own figure"}
_KEYS: Final[Mapping[str, str]] = {
    "included": "included units",
    "hours_counted": "which hours are billed",
    "hours_per_agent": "hours of one agent",
    "minimum": "least of the charge",
    "cap": "most of the charge",
    "cap_per_contact": "most of one contact",
    "event_seconds": "events billed as time",
    "quantity": "how many",
    "when": "only for",
    "share_of_calls": "share of calls",
    "staffed": "the team offered",
    "months": "contract months",
    "ramp": "first weeks",
    "attrition_training": "training of replacements",
    "clock.counts": "what runs the clock",
    "clock.step_seconds": "rounded up to",
    "clock.minimum_seconds": "least billed of a call",
    "clock.round": "what is rounded",
    "clock.wrap_cap_seconds": "wrap-up billed up to",
    "clock.wrap_fixed_seconds": "wrap-up billed as",
    "clock.free_calls": "calls not billed",
    "minimum_invoice": "least invoice",
    "commitment": "commitment",
    "agents": "agents",
    "cycle": "billed each",
    "timezone": "time zone",
    "tax_percent": "tax",
    "deposit": "deposit",
    "valid_until": "valid until",
    "payment.card_percent": "paying by card",
    "payment.prompt_percent": "paying early",
    "payment.prompt_days": "early is within",
    "terms.min_term_months": "shortest term",
    "terms.notice_days": "notice",
    "terms.auto_renews": "renews by itself",
    "terms.free_trial_days": "free trial",
    "terms.free_trial_minutes": "free trial ends at",
    "terms.early_termination_fee": "leaving early",
    "terms.payment_days": "time to pay",
    "terms.max_simultaneous_calls": "calls at once",
    "terms.escalator": "price rises",
    # What makes a step that is no term.
    "charges": "priced another way",
    "plans": "plan by plan",
    "currency": "rounding in its currency",
    "performance": "their own handle time",
    "order": "the order of charges",
}
_LISTS: Final[Mapping[str, str]] = {
    "adjustments": "surcharge",
    "discounts": "promotion",
    "sla_credits": "credit for a miss",
    "bonuses": "bonus for reaching",
    "scope": "work",
    "plug": "your own figure",
}
_SUFFIXES: Final[Mapping[Unit, str]] = {
    "seconds": " s",
    "minutes": " min",
    "percent": "%",
    "months": " months",
    "days": " days",
}


def term_words(name: str) -> str:
    """What a term is called in a table: ``per minute, Spanish`` for ``minute[Spanish].rate``."""
    if name in _KEYS:
        return _KEYS[name]
    if name.startswith("scope."):
        return shown(name.removeprefix("scope.").replace("_", " "), _LONGEST)
    head, label, key = _pieces(name)
    if not key:
        return shown(f"{_LISTS.get(head, head)}: {label.replace('_', ' ')}", _LONGEST)
    about = f", {label}" if label else ""
    if key == "rate":
        return shown(f"{_rate_words(head)}{about}", _LONGEST)
    if not label and head not in {"minute", "hour"}:
        about = f", {_UNITS.get(head, head)}"
    return shown(f"{_KEYS.get(key, key)}{about}", _LONGEST)


def said_words(term: Term, said: Said, currency: str) -> str:
    """What a quote says of a term, as a person reads it."""
    if said.state == "silent":
        return NOT_SAID
    if said.text is None:
        is_priced_otherwise = said.state == "missing" or (isinstance(term.part, Price) and term.topic == "price")
        return "–" if is_priced_otherwise else "none"
    if term.unit == "money":
        plain = re.fullmatch(r"[\d,]+(\.\d+)?", said.text)
        sign = "$" if currency == "USD" else f"{currency} "
        return f"{sign}{said.text}" if plain else re.sub(r"(^|, )(?=\d)", rf"\1{sign}", said.text)
    return f"{said.text.replace('_', ' ')}{_SUFFIXES.get(term.unit, '')}"


def _rate_words(kind: str) -> str:
    """``per minute``; a fee is called a fee."""
    if kind in _FEES:
        return _FEES[kind]
    return f"per {' or '.join(_UNITS.get(one, one) for one in kind.split('+'))}"


def _pieces(name: str) -> tuple[str, str, str]:
    """``minute``, ``Spanish`` and ``clock.step_seconds`` of ``minute[Spanish].clock.step_seconds``."""
    found = re.fullmatch(r"([^\[\].]+)(?:\[(.*)\])?(?:\.([\w.]+))?", name, re.DOTALL)
    return (found[1], found[2] or "", found[3] or "") if found else (name, "", "")
