"""The terms of a quote that belong to no charge: commitments, surcharges, promotions, levels, contract, scope."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from callvet.compare.said import content_of, said_of, text_of
from callvet.compare.term import NONE, SILENT, Said, Term
from callvet.compare.work import SCOPE, is_charged
from callvet.model.quote import Adjustment, Bonus, Discount, Payment, SlaCredit, Terms
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from callvet.compare.levelled import Levelled
    from callvet.compare.term import Better, Role, Topic, Unit

Listed = Adjustment | SlaCredit | Bonus

_LONGEST: Final = 40
_NEUTRAL: Final[dict[str, object]] = {"cycle": "month"}
"""What a quote means that leaves a key out."""


class OfQuote(NamedTuple):
    """A key of the quote itself."""

    key: str
    silent: bool = False
    """Whether leaving it out leaves a question open."""

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""
        value = getattr(quote.quote, self.key)
        if value is None and self.key in _NEUTRAL:
            value = _NEUTRAL[self.key]
        return SILENT if value is None and self.silent else said_of(value)

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""
        return into.saying(self.key, getattr(source.quote, self.key))


class Tax(NamedTuple):
    """The tax that the buyer bears: none where it is got back."""

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""
        if quote.quote.tax_percent is None:
            return SILENT
        return said_of(0 if quote.quote.tax_recoverable else quote.quote.tax_percent)

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""
        taxed = into.saying("tax_percent", source.quote.tax_percent)
        return taxed.saying("tax_recoverable", source.quote.tax_recoverable)


class OfGroup(NamedTuple):
    """A key of a group of the quote: of its terms, its payment or what it assumes."""

    group: Literal["terms", "payment", "assumes"]
    key: str

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""
        value = getattr(getattr(quote.quote, self.group), self.key)
        return SILENT if value is None else said_of(value)

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""
        theirs = getattr(getattr(source.quote, self.group), self.key)
        return into.saying(self.group, getattr(into.quote, self.group).model_copy(update={self.key: theirs}))


class OfScope(NamedTuple):
    """A piece of work: included, priced by a charge, excluded, or not spoken of."""

    name: str

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""
        word = quote.quote.scope.get(self.name) or ("priced" if is_charged(quote, self.name) else None)
        return SILENT if word is None else Said("stated", word, word)

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""
        scope = {name: word for name, word in into.quote.scope.items() if name != self.name}
        word = source.quote.scope.get(self.name)
        return into.saying("scope", scope if word is None else {**scope, self.name: word})


class OfList(NamedTuple):
    """The quote's adjustments, credits or bonuses of one name: what they depend on, or are given for."""

    key: Literal["adjustments", "sla_credits", "bonuses"]
    name: str

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""
        items = _named(quote, self.key).get(self.name, ())
        if not items:
            return NONE
        size = items[0].percent if len(items) == 1 else None
        return Said("stated", _contents(items), "; ".join(map(_item_text, items)), size)

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""
        items = _named(into, self.key) | {self.name: _named(source, self.key).get(self.name, ())}
        return into.saying(self.key, tuple(item for some in items.values() for item in some) or None)


class Promotions(NamedTuple):
    """The discounts of a quote: all of them together, for no vendor gives another's on top of its own."""

    key: Literal["discounts"] = "discounts"

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""
        items = quote.quote.discounts
        if not items:
            return NONE
        return Said("stated", _contents(items), "; ".join(map(_discount_text, items)))

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""
        return into.saying(self.key, source.quote.discounts)


def quote_terms(quotes: Sequence[Levelled]) -> Iterator[Term]:
    """Every term of some quotes, outside their charges, that at least one of them states."""
    yield from (term for term in _single_terms() if _is_stated(term, quotes))
    if any(quote.quote.discounts for quote in quotes):
        yield Term("discounts", "promotions", "price", Promotions(), better="more", over_term=True)
    lists: tuple[tuple[Literal["adjustments", "sla_credits", "bonuses"], Topic, Role], ...] = (
        ("adjustments", "surcharges", "price"),
        ("sla_credits", "service levels", "condition"),
        ("bonuses", "service levels", "condition"),
    )
    for key, topic, role in lists:
        better: Better = "more" if key == "sla_credits" else "less"
        for name in sorted({name for quote in quotes for name in _named(quote, key)}):
            # A normal month has no holidays.
            over_term = key == "adjustments" and "holiday" in name.split(", ")
            yield Term(f"{key}[{name}]", topic, role, OfList(key, name), "text", better, over_term=over_term)
    for name in dict.fromkeys((*SCOPE, *sorted({name for quote in quotes for name in quote.quote.scope}))):
        if any(name in quote.quote.scope or is_charged(quote, name) for quote in quotes):
            yield _work(name)


def standard_terms() -> Iterator[Term]:
    """What every quote should speak of, outside its charges, whether or not one does."""
    yield from _single_terms()
    yield from (_work(name) for name in SCOPE)


def _work(name: str) -> Term:
    """A piece of work."""
    return Term(f"scope.{shown(name, _LONGEST)}", "scope", "condition", OfScope(name))


def _is_stated(term: Term, quotes: Sequence[Levelled]) -> bool:
    """Whether any quote states a term."""
    return any(term.part.said(quote).state == "stated" for quote in quotes)


def _single_terms() -> Iterator[Term]:
    """The keys that a quote has once."""
    yield Term("minimum_invoice", "commitments", "price", OfQuote("minimum_invoice"), "money", "less")
    yield Term("commitment", "commitments", "price", OfQuote("commitment"))
    yield Term("agents", "service levels", "condition", OfQuote("agents", silent=True))
    yield Term("cycle", "contract", "price", OfQuote("cycle"))
    yield Term("timezone", "contract", "extent", OfQuote("timezone"))
    yield Term("tax_percent", "contract", "price", Tax(), "percent", "less")
    yield Term("deposit", "contract", "condition", OfQuote("deposit", silent=True), "money", "less")
    yield Term("valid_until", "contract", "condition", OfQuote("valid_until", silent=True))
    for key in Payment.model_fields:
        unit, better = _PAYMENT[key]
        yield Term(f"payment.{key}", "contract", "condition", OfGroup("payment", key), unit, better)
    for key in Terms.model_fields:
        yield _contract_term(key)


_PAYMENT: Final[dict[str, tuple[Unit, Better | None]]] = {
    "card_percent": ("percent", "less"),
    "prompt_percent": ("percent", "more"),
    "prompt_days": ("days", None),
}
_TERMS: Final[dict[str, tuple[Unit, Better | None]]] = {
    "min_term_months": ("months", "less"),
    "notice_days": ("days", "less"),
    "auto_renews": ("text", "less"),
    "free_trial_days": ("days", "more"),
    "free_trial_minutes": ("minutes", "more"),
    "early_termination_fee": ("money", "less"),
    "payment_days": ("days", "more"),
    "max_simultaneous_calls": ("text", "more"),
    "escalator": ("text", None),
}


def _contract_term(key: str) -> Term:
    """A key of ``terms``; price rises cost money over the contract, the others none in it."""
    unit, better = _TERMS[key]
    topic: Topic = "service levels" if key == "max_simultaneous_calls" else "contract"
    is_rise = key == "escalator"
    role: Role = "price" if is_rise else "condition"
    return Term(f"terms.{key}", topic, role, OfGroup("terms", key), unit, better, over_term=is_rise)


def _named(quote: Levelled, key: str) -> dict[str, tuple[Listed, ...]]:
    """The items of a list by what they depend on, or are given for."""
    items: Sequence[Listed] = getattr(quote.quote, key) or ()
    named: dict[str, tuple[Listed, ...]] = {}
    for item in items:
        name = _item_name(item)
        named[name] = (*named.get(name, ()), item)
    return named


def adjusted_kinds(quote: Levelled, name: str) -> frozenset[str]:
    """The kinds of charges that adjustments of a quote are put on; none where it has none of the name."""
    items = _named(quote, "adjustments").get(name, ())
    return frozenset(kind for item in items if isinstance(item, Adjustment) for kind in item.applies_to)


def _item_name(item: Listed) -> str:
    """What an item is about."""
    if isinstance(item, SlaCredit):
        return shown(item.miss, _LONGEST)
    if isinstance(item, Bonus):
        return shown(item.reach, _LONGEST)
    # Two vendors word a surcharge each in their own way, and mean the same hours.
    return ", ".join(_marks(item)) if item.when else "always"


def _marks(item: Adjustment) -> Iterator[str]:
    """What an adjustment depends on: a language, a channel, a direction, holidays, hours."""
    for key, value in item.when or ():
        if value is not None:
            yield "hours" if key in {"within", "outside"} else key if key == "holiday" else f"{key} {value}"


def _contents(items: Sequence[Listed | Discount]) -> Hashable:
    """What is equal where some items together cost the same, in any order."""
    return frozenset(Counter(map(_meaning, items)).items())


def _meaning(item: Listed | Discount) -> Hashable:
    """What is equal where two items cost the same."""
    return content_of(item.model_copy(update={"label": None})) if hasattr(item, "label") else content_of(item)


def _discount_text(item: Discount) -> str:
    """A promotion in a few words."""
    told = f"{item.percent:f}%" if item.percent is not None else f"{item.amount:,f} a cycle"
    if item.months is None:
        return told
    first, last = item.months
    return f"{told}, month {first}" if first == last else f"{told}, months {first}–{last}"


def _item_text(item: Listed) -> str:
    """An item in a few words."""
    if isinstance(item, Adjustment):
        told = f"{item.percent:+f}% on {', '.join(item.applies_to)}"
        return told if item.when is None else f"{told}, {text_of(item.when)}"
    return f"{item.percent:f}%"
