"""The least and the greatest bill of a cycle over all combinations of answers to what a quote leaves open.

Charges add up, so that each is taken at its own end; those that bear on one another are taken together: charges under
one bound for each contact, and those whose minutes decide which plan of a ladder is billed.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from callvet.demand.counting import count
from callvet.demand.metering import NotStated
from callvet.pricing.answers import all_answers, answered
from callvet.pricing.bill import applies, before_discounts, bill_lines, total
from callvet.pricing.count import Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from decimal import Decimal

    from callvet.demand.metering import Metering
    from callvet.model.charge import Charge
    from callvet.model.quote import Quote
    from callvet.pricing.bill import Cycle, Line

End = Literal["low", "high"]
_MOST_COMBINATIONS: Final = 4096
"""Beyond so many combinations of answers, only those are looked at that are best, or worst, in everything. [count]"""


class Option(NamedTuple):
    """A charge with nothing open, and what is then counted of it."""

    charge: Charge
    counted: Count


Ladder: TypeAlias = "tuple[tuple[str | None, tuple[Charge, ...]], ...]"
"""The plans of a quote by name, or its charges alone, under None."""


def ladder_of(quote: Quote) -> Ladder:
    """The plans of a quote by name, or its charges alone."""
    if quote.plans is not None:
        return tuple((plan.name, plan.charges) for plan in quote.plans)
    return ((None, quote.charges or ()),)


class Pricing(NamedTuple):
    """What a cycle is billed by.

    Attributes:
        quote: The terms that hold for all charges.
        ladder: Its plans.
        metering: What is counted over.
        cycle: Which cycle it is.
        currency: ISO 4217.
        counted: What is counted of each charge however it is answered; None counts it.
    """

    quote: Quote
    ladder: Ladder
    metering: Metering
    cycle: Cycle
    currency: str
    counted: Callable[[Charge], tuple[Option, ...]] | None = None

    def options_of(self, charge: Charge) -> tuple[Option, ...]:
        """Every way to answer what a charge leaves open."""
        return options_of(charge, self.metering) if self.counted is None else self.counted(charge)


def end_of_plan(pricing: Pricing, place: int, end: End) -> tuple[Line, ...]:
    """The lines of a plan at one end, or of those plans that it is raised to where its minutes pass what it allows."""
    options = [pricing.options_of(charge) for charge in pricing.ladder[place][1]]
    if _allowed_minutes(pricing, place) is None:
        return _lines(pricing, options, end)
    found: list[tuple[Line, ...]] = []
    is_raised = False
    for fixed, is_over in _deciding(pricing, place, options):
        if is_over:
            is_raised = True
            continue
        rest = [(fixed[position],) if position in fixed else some for position, some in enumerate(options)]
        found.append(_lines(pricing, rest, end))
    if is_raised:
        found.append(end_of_plan(pricing, place + 1, end))
    return at_end(found, end, total)


def billed_places(pricing: Pricing, place: int) -> tuple[int, ...]:
    """The plans, by place, by which a plan's cycle is billed: itself, or those that it is raised to.

    More than one where it hangs on what the quote leaves open.
    """
    if _allowed_minutes(pricing, place) is None:
        return (place,)
    options = [pricing.options_of(charge) for charge in pricing.ladder[place][1]]
    raised = {is_over for _, is_over in _deciding(pricing, place, options)}
    own = (place,) if False in raised else ()
    return (*own, *(billed_places(pricing, place + 1) if True in raised else ()))


def _allowed_minutes(pricing: Pricing, place: int) -> Decimal | None:
    """The most minutes of a cycle that a plan is billed for; None where nothing raises it. [minutes]"""
    plans = pricing.quote.plans
    return plans[place].upgrade_over_minutes if plans and place + 1 < len(plans) else None


def _deciding(
    pricing: Pricing, place: int, options: Sequence[tuple[Option, ...]]
) -> Iterator[tuple[dict[int, Option], bool]]:
    """The options of the charges that a plan's upgrade goes by, and whether they pass what it allows."""
    allowed = Fraction(_allowed_minutes(pricing, place) or 0)
    deciding = _bundled(pricing.ladder[place][1], pricing.cycle)
    for combination in _combinations([options[position] for position in deciding]):
        minutes = sum((option.counted.units for option in combination), Fraction(0))
        yield dict(zip(deciding, combination, strict=True)), minutes > allowed


def options_of(charge: Charge, metering: Metering) -> tuple[Option, ...]:
    """Every way to answer what a charge leaves open, all best first and all worst last."""
    settled = (answered(charge, answers) for answers in all_answers(charge))
    return tuple(Option(one, _count(one, metering)) for one in settled)


class KnownOptions:
    """The options of charges under one metering, each found once: a quote asks again and again for the same few."""

    def __init__(self, metering: Metering) -> None:
        """Nothing is found yet."""
        self.metering = metering
        # By identity, which is that of the charge as long as it is kept here.
        self._found: dict[int, tuple[Charge, tuple[Option, ...]]] = {}

    def __call__(self, charge: Charge) -> tuple[Option, ...]:
        """Every way to answer what a charge leaves open."""
        if id(charge) not in self._found:
            self._found[id(charge)] = charge, options_of(charge, self.metering)
        return self._found[id(charge)][1]


def at_end(
    found: Iterable[tuple[Line, ...]], end: End, amount: Callable[[tuple[Line, ...]], Decimal]
) -> tuple[Line, ...]:
    """The least or the greatest; of those alike, the first."""
    return min(found, key=amount) if end == "low" else max(found, key=amount)


def bundle_is_far_passed(charges: Sequence[Charge], metering: Metering, cycle: Cycle, times: int) -> bool:
    """Whether the first charge that includes units has more than so many times as many, however it is answered."""
    for charge in charges:
        if charge.included and applies(charge, cycle):
            least = min(option.counted.units for option in options_of(charge, metering))
            return least > times * Fraction(charge.included)
    return False


def _count(settled: Charge, metering: Metering) -> Count:
    """What is counted of a charge; nothing where a quantity is not stated."""
    found = count(settled, metering)
    if isinstance(found, NotStated) and settled.attrition_training:
        # What is not known of the training must not hide the hours that are.
        found = count(settled.model_copy(update={"attrition_training": None}), metering)
    if isinstance(found, NotStated):
        return Count(Fraction(0), tuple(Fraction(0) for _ in metering.adjustments))
    return found


def _bundled(charges: Sequence[Charge], cycle: Cycle) -> list[int]:
    """The charges whose minutes a ladder goes by: those with minutes included, else all for every contact."""
    minutes = [position for position, charge in enumerate(charges) if "minute" in charge.per and applies(charge, cycle)]
    return (
        [position for position in minutes if charges[position].included is not None]
        or [position for position in minutes if charges[position].when is None]
        or minutes
    )


def _lines(pricing: Pricing, options: Sequence[tuple[Option, ...]], end: End) -> tuple[Line, ...]:
    """The lines of charges at one end."""
    quote, cycle = pricing.quote, pricing.cycle
    chosen = [some[0] for some in options]
    for group in _coupled(chosen):
        if all(len(options[position]) == 1 for position in group):
            continue
        best: Fraction | None = None
        kept: dict[int, Option] = {}
        for combination in _combinations([options[position] for position in group]):
            trial = chosen.copy()
            for position, option in zip(group, combination, strict=True):
                trial[position] = option
            amount = before_discounts(quote, *_apart(trial), cycle, group)
            if best is None or (amount < best if end == "low" else amount > best):
                best, kept = amount, dict(zip(group, combination, strict=True))
        for position, option in kept.items():
            chosen[position] = option
    return bill_lines(quote, *_apart(chosen), cycle, pricing.currency)


def _apart(options: Sequence[Option]) -> tuple[list[Charge], list[Count]]:
    """Charges and counts, each for themselves."""
    return [option.charge for option in options], [option.counted for option in options]


def _coupled(options: Sequence[Option]) -> list[list[int]]:
    """Charges by position: together under one bound for each contact, else alone."""
    groups: dict[object, list[int]] = {}
    for position, (charge, _) in enumerate(options):
        key = ("alone", position) if charge.cap_per_contact is None else ("bound", charge.cap_per_contact)
        groups.setdefault(key, []).append(position)
    return list(groups.values())


def _combinations(options: Sequence[tuple[Option, ...]]) -> Iterator[tuple[Option, ...]]:
    """Every combination, or where there are too many, the best and the worst answers throughout."""
    if prod(map(len, options)) <= _MOST_COMBINATIONS:
        yield from product(*options)
    else:
        yield tuple(some[0] for some in options)
        yield tuple(some[-1] for some in options)
