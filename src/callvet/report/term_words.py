"""What terms of quotes are called, and how what is said of them reads in a cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

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
    "performance": "the vendors’ own figures",
    "order": "the order of charges",
    "discounts": "promotions",
}
_WORK: Final[Mapping[str, str]] = {"crm_integration": "CRM integration"}
_LISTS: Final[Mapping[str, str]] = {
    "adjustments": "surcharge",
    "sla_credits": "credit for a miss",
    "bonuses": "bonus for reaching",
    "scope": "work",
    "plug": "your own figure",
}
_NOTHING: Final[Mapping[str, str]] = {
    "when": "all",
    "share_of_calls": "all",
    "months": "all",
    "quantity": "as it comes",
    "staffed": "as the calls ask",
    "hours_per_agent": "173.33",
    "cap": "no limit",
    "cap_per_contact": "no limit",
    "wrap_cap_seconds": "no cap",
    "wrap_fixed_seconds": "as it is",
    "round": "call",
    "timezone": "yours",
}
"""What it means to leave out a key, by its end, where it is not that there is none of the kind."""
_AGENTS_ALONE: Final = frozenset({"hours_counted", "staffed", "ramp", "attrition_training"})
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
        work = name.removeprefix("scope.")
        return _WORK.get(work) or shown(work.replace("_", " "), _LONGEST)
    head, label, key = _pieces(name)
    if not key:
        return shown(f"{_LISTS.get(head, head)}: {label.replace('_', ' ')}", _LONGEST)
    about = f", {label}" if label else ""
    if key == "rate":
        return shown(f"{_rate_words(head)}{about}", _LONGEST)
    if not label and head != "minute" and not (head == "hour" and key in _AGENTS_ALONE):
        about = f", {_UNITS.get(head, head)}"
    return shown(f"{_KEYS.get(key, key)}{about}", _LONGEST)


def said_words(term: Term, said: Said, currency: str) -> str:
    """What a quote says of a term, as a person reads it."""
    if said.state == "silent":
        return NOT_SAID
    if said.text is None:
        return "–" if said.state == "missing" else _NOTHING.get(term.name.rpartition(".")[2], "none")
    if term.unit == "money":
        sign = "$" if currency == "USD" else f"{currency} "
        return re.sub(r"(^|, )(?=[\d,.]+( |,|$))", rf"\1{sign}", said.text)
    if term.name == "timezone":
        return said.text.rpartition("/")[2].replace("_", " ")
    return _with_unit(said.text.replace("_", " "), term.unit)


def _with_unit(text: str, unit: Unit) -> str:
    """``6 s``, ``1 month``."""
    suffix = _SUFFIXES.get(unit, "")
    return f"{text}{suffix.removesuffix('s')}" if text == "1" and unit in {"months", "days"} else f"{text}{suffix}"


def _rate_words(kind: str) -> str:
    """``per minute``; a fee is called a fee."""
    if kind in _FEES:
        return _FEES[kind]
    return f"per {' or '.join(_UNITS.get(one, one) for one in kind.split('+'))}"


def _pieces(name: str) -> tuple[str, str, str]:
    """``minute``, ``Spanish`` and ``clock.step_seconds`` of ``minute[Spanish].clock.step_seconds``."""
    found = re.fullmatch(r"([^\[\].]+)(?:\[(.*)\])?(?:\.([\w.]+))?", name, re.DOTALL)
    return (found[1], found[2] or "", found[3] or "") if found else (name, "", "")
