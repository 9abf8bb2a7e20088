"""What changes the sum of the charges: commitment, surcharges and rebates, discounts, and price rises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.charge_kind import STAFF
from callvet.report.clauses.draft import BLANK, Gap, Section, Wording, label_of, ref, taken, to_agree
from callvet.report.clauses.phrasing import NOUNS, either, many, marked, percent_of, plural
from callvet.report.clauses.schedule import months_in_words
from callvet.report.phrases import listed, number, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.charge_kind import ChargeKind
    from callvet.model.escalator import Escalator
    from callvet.model.quote import Adjustment, Commitment, Discount
    from callvet.report.clauses.draft import Draft, Named

_WITHOUT_USE: Final[frozenset[ChargeKind]] = frozenset({"cycle", "once", "training_hour", "unit"})


def condition_section(draft: Draft) -> Section:
    """All of them; how prices rise is asked where nothing is said."""
    quote = draft.quote
    topics = ["commitment"] if quote.commitment else []
    topics += ["surcharges and rebates"] if quote.adjustments is not None else []
    topics += ["discounts"] if quote.discounts is not None else []
    return Section(sentence_case(", ".join([*topics, "price rises"])), tuple(_clauses(draft)))


def _clauses(draft: Draft) -> Iterator[Wording]:
    """In the order in which they are reckoned."""
    quote = draft.quote
    if quote.commitment:
        yield _commitment(draft, quote.commitment)
    if quote.adjustments == ():
        yield Wording("adjustments", "There are no surcharges and no rebates.")
    for place, adjustment in enumerate(quote.adjustments or ()):
        yield Wording(f"adjustments[{place + 1}]", _adjustment(adjustment))
    if (quote.adjustments or ())[1:]:
        text = "Surcharges and rebates add up and do not compound: none is reckoned on another."
        yield Wording("adjustments", text)
    if quote.discounts == ():
        yield Wording("discounts", "There are no discounts.")
    for place, discount in enumerate(quote.discounts or ()):
        yield Wording(f"discounts[{place + 1}]", _discount(draft, discount))
    yield _price_rises(quote.terms.escalator)


def _commitment(draft: Draft, commitment: Commitment) -> Wording:
    """What is billed at least."""
    if commitment.units is not None:
        first = listed([ref(named.term) for named in _committed(draft)])
        which = "Which charge does the commitment count in?"
        text = (
            f"In each Cycle at least {number(commitment.units)} units are billed under {first}; if fewer are used, the "
            "difference is billed as if it were used."
        )
        return Wording("commitment", text, (taken("commitment.charge", which),))
    share = percent_of(commitment.share_of_forecast) if commitment.share_of_forecast is not None else BLANK
    text = (
        f"The Buyer gives the Vendor a forecast of each Cycle, {BLANK} days before it begins at the latest. At least "
        f"{share} of what is forecast is billed, at the rates of this document."
    )
    asked = "How long before a cycle is the forecast due, and what does it count: calls, minutes or hours?"
    return Wording("commitment", text, (to_agree("commitment.share_of_forecast", asked),))


def _committed(draft: Draft) -> Iterator[Named]:
    """The charge that a commitment counts in, of each plan: the first that counts any use."""
    lists = [draft.charges] if draft.quote.plans is None else [draft.charges_of(plan) for plan in draft.quote.plans]
    for charges in lists:
        used = [one for one in charges if _WITHOUT_USE.isdisjoint(one.charge.per)]
        first = next(iter(used or [one for one in charges if "unit" in one.charge.per]), None)
        if first:
            yield first


def _adjustment(adjustment: Adjustment) -> str:
    """A surcharge or a rebate."""
    percent = adjustment.percent
    what = f"A surcharge of {number(percent)}%" if percent >= 0 else f"A rebate of {number(-percent)}%"
    kinds = listed([_charges_for(kind) for kind in adjustment.applies_to])
    label = label_of(adjustment)
    if adjustment.when is None:
        return f"{what}{label} applies to {kinds}."
    hours = not STAFF.isdisjoint(adjustment.applies_to)
    contacts = not STAFF.issuperset(adjustment.applies_to)
    beyond = " beyond the Team" if adjustment.when.beyond else ""
    meant = [f"Contacts{beyond}{marked(adjustment.when)}"] if contacts else []
    meant += [f"hours of work{marked(adjustment.when, 'hours')}"] if hours else []
    share = f"for the share of their units that belongs to {either(meant)}"
    return f"{what}{label} applies to {kinds}, {share}."


def _charges_for(kind: ChargeKind) -> str:
    """The charges of a kind."""
    if kind == "once":
        return "one-off charges"
    if kind == "cycle":
        return "charges for each Cycle"
    noun = {"hour": "hours", "unit": "units"}.get(kind, plural(NOUNS[kind]))
    return f"charges for {noun}"


def _discount(draft: Draft, discount: Discount) -> str:
    """A promotion."""
    what = f"{number(discount.percent)}%" if discount.percent is not None else ""
    amount = f"{draft.money(discount.amount)} a Cycle" if discount.amount is not None else ""
    when = months_in_words(discount.months) if discount.months else "in every Cycle"
    sum_of = "the sum of the charges, surcharges and rebates"
    return f"A discount of {what or amount}{label_of(discount)} is taken off {sum_of}, {when}."


def _price_rises(escalator: Escalator | None) -> Wording:
    """How prices rise, and by how much at most."""
    if escalator is None:
        gap = to_agree("terms.escalator", "For how long do these prices hold, and how may they rise after that?")
        return Wording("terms.escalator", f"The prices of this document do not rise before {BLANK}.", (gap,))
    often = many(escalator.every_months, "month")
    first = f"the first time with Contract Month {escalator.every_months + 1}"
    what = (
        "all amounts of charges, their minimums and caps, and the minimum invoice, on what they are by then; not "
        "fixed discounts and deposits"
    )
    percent = f"{number(escalator.percent)}%" if escalator.percent is not None else ""
    gaps: tuple[Gap, ...] = ()
    if escalator.kind == "fixed":
        text = f"Every {often}, {first}, prices rise by {percent}"
    elif escalator.kind == "cap":
        text = f"Every {often}, {first}, the Vendor may raise prices, by {percent} at most"
    elif escalator.kind == "floor":
        text = f"Every {often}, {first}, prices rise by at least {percent} and at most {BLANK}"
        gaps = (_at_most(escalator),)
    else:
        text = f"Every {often}, {first}, prices rise as the index {BLANK} has risen since the last time"
        gaps = (_index(escalator),)
    return Wording("terms.escalator", f"{text}: {what}.", gaps)


def _at_most(escalator: Escalator) -> Gap:
    """What is asked of a floor."""
    high = number(escalator.high) if escalator.high is not None else BLANK
    return to_agree(
        "terms.escalator.high", f"By how much do prices rise at most? The dear end is reckoned with {high}%."
    )


def _index(escalator: Escalator) -> Gap:
    """What is asked of an index."""
    rise = number(escalator.assume) if escalator.assume is not None else BLANK
    asked = (
        f"Which index, by whom and of which month, and with which most? The bill is reckoned with a rise of {rise}%."
    )
    return to_agree("terms.escalator.assume", asked)
