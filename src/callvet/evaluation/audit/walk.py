"""The way from the bill to the invoice, one cause at a time: each step is another reading of the quote, billed anew.

Steps begin where the one before ended, so that they add up. Readings that make a line what the invoice says come before
those that only come nearer, one reading before two, and those that fit more lines before those that fit fewer.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.evaluation.audit.kinds import CAUSE_OF_KIND
from callvet.evaluation.audit.one_sided import added, left_out
from callvet.evaluation.audit.rebilling import Lines, is_charge, read_as
from callvet.evaluation.audit.stated import implied_reading, percent_reading, quantity_readings, rate_reading
from callvet.pricing.schedule import payable_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callvet.evaluation.audit.readings import Reading
    from callvet.evaluation.audit.rebilling import Key, Rebilling
    from callvet.evaluation.audit.target import At, Target
    from callvet.model.charge import Charge
    from callvet.model.document import KeyPath
    from callvet.model.quote import Quote

_NOTHING: Final = Decimal(0)


class Step(NamedTuple):
    """One reading, and what it changes.

    Attributes:
        reading: Which.
        changes: By line of the bill. [units of the currency]
    """

    reading: Reading
    changes: Mapping[Key, Decimal]


class Walk:
    """Explains an invoice."""

    def __init__(
        self,
        rebilling: Rebilling,
        quote: Quote,
        targets: Mapping[Key, Target],
        readings: Sequence[Reading],
        at: At,
    ) -> None:
        """Nothing is explained yet.

        Args:
            rebilling: Bills the cycle.
            quote: With nothing open.
            targets: What the invoice says, by line of the bill; those that are not to be explained are left out.
            readings: Those to try, the likelier first.
            at: Where the charges stand, and how the bill is taken.
        """
        self.rebilling, self.quote, self.targets, self.readings, self.at = rebilling, quote, targets, readings, at
        self.applied: tuple[Reading, ...] = ()
        self.steps: list[Step] = []
        rebilling.foresee([read_as(quote, (one,))[0] for one in readings])
        self.lines = self._billed([()])[0]

    def go(self) -> None:
        """Explain what can be."""
        for key in self._keys():
            stated = self.targets[key].stated
            reading = stated and rate_reading(
                self._charge(key), self._path(key), stated, self.at.level, is_shortened=True
            )
            if reading:
                self._take((reading,))
        charges = [key for key in self._keys() if is_charge(key)]
        self._explain(charges)
        self._take_one_sided()
        self._explain([key for key in self._keys() if key not in charges])
        self._take_one_sided()

    def _explain(self, keys: Sequence[Key]) -> None:
        """Explain some lines."""
        for search in (self._exact, self._by_quantity, self._in_part):
            for key in keys:
                if not self._fits(key, self.lines):
                    found = search(key)
                    if found:
                        self._take(found)

    def _take_one_sided(self) -> None:
        """Go by what one side alone has, where discounts, the minimum or tax show that the vendor did."""
        missing = [key for key, line in self.lines.items() if key not in self.at.known and line.amount]
        more = added(self.at.alone, len(self.quote.charges or ()), self.at.level)
        found = (*left_out(self.lines, missing, self.at.above), *more)
        if found and not any(one.place for one in self.applied):
            (after,) = self._billed([found])
            if self._kinds_that_fit(after) > self._kinds_that_fit(self.lines):
                self._take(found)

    def _kinds_that_fit(self, lines: Lines) -> int:
        """Of how many kinds of lines that follow from others the bill comes to as much as the invoice. [kinds]"""
        left: dict[str, Decimal] = defaultdict(Decimal)
        for key, target in self.targets.items():
            left[key[0]] += target.amount
        for one in self.at.alone:
            left[one.kind] += one.amount
        for key, line in lines.items():
            if key in self.targets or key not in self.at.known:
                left[key[0]] -= line.amount
        return sum(abs(left[kind]) <= self.at.smallest for kind in CAUSE_OF_KIND)

    def _keys(self) -> list[Key]:
        """Lines to explain: charges first, since the others follow from them."""
        return sorted((key for key in self.targets if key in self.lines), key=lambda key: (not is_charge(key), key))

    def _charge(self, key: Key) -> Charge | None:
        """The charge of a line, as it is read by now."""
        quote, _ = read_as(self.quote, self.applied)
        return (quote.charges or ())[key[1]] if is_charge(key) else None

    def _path(self, key: Key) -> KeyPath:
        """The way to the charge of a line."""
        return (*self.at.above, key[1])

    def _billed(self, some: Sequence[tuple[Reading, ...]]) -> list[Lines]:
        """The bill with more readings."""
        bills = self.rebilling.bills([read_as(self.quote, (*self.applied, *more)) for more in some])
        return [one.high if self.at.end == "high" else one.low for one in bills]

    def _take(self, readings: tuple[Reading, ...]) -> None:
        """Go by some readings, one after the other."""
        for reading in readings:
            (after,) = self._billed([(reading,)])
            keys = dict.fromkeys([*self.lines, *after])
            changes = {key: amount(after, key) - amount(self.lines, key) for key in keys}
            self.applied = (*self.applied, reading)
            self.steps.append(Step(reading, {key: one for key, one in changes.items() if one}))
            self.lines = after

    def _fits(self, key: Key, lines: Lines) -> bool:
        """Whether a line comes to what the invoice says."""
        return amount(lines, key) == self.targets[key].amount

    def _is_exact(self, key: Key, lines: Lines) -> bool:
        """Whether a line is what the invoice says, its quantity too."""
        return self._fits(key, lines) and self.has_quantity(key, lines)

    def has_quantity(self, key: Key, lines: Lines | None = None) -> bool:
        """Whether the quantity is the one that the invoice states, before or after what is included.

        Args:
            key: Of the line.
            lines: Of a bill; None is that as it is read by now.
        """
        lines = self.lines if lines is None else lines
        stated = self.targets[key].stated if key in self.targets else None
        line = lines.get(key)
        if stated is None or stated.quantity is None or line is None or line.quantity is None:
            return True
        charge = self._charge(key)
        net = payable_units(charge, line.quantity) if charge else line.quantity
        return stated.is_quantity(line.quantity) or stated.is_quantity(net)

    def _candidates(self, key: Key) -> list[Reading]:
        """The readings that may change a line."""
        found = [
            one
            for one in self.readings
            if one not in self.applied
            and (
                (one.position is None and one.adjustment is None)
                or (is_charge(key) and one.position == key[1])
                or (key[0] == "adjustment" and one.adjustment == key[1])
            )
        ]
        line, target = self.lines[key], self.targets[key]
        more = (
            target.stated and rate_reading(self._charge(key), self._path(key), target.stated, self.at.level),
            implied_reading(self._charge(key), self._path(key), line, target.stated, self.at.level),
            percent_reading(read_as(self.quote, self.applied)[0], key, self.lines, target.amount, self.at.taxed),
        )
        return [*found, *(one for one in more if one)]

    def _harmless(self, readings: Iterable[Reading], lines: Lines) -> bool:
        """Whether readings about everything leave the charges that fit as they are."""
        if all(one.position is not None or one.adjustment is not None for one in readings):
            return True
        return all(self._fits(key, lines) for key in self._keys() if is_charge(key) and self._fits(key, self.lines))

    def _exact(self, key: Key) -> tuple[Reading, ...] | None:
        """One reading, or two, that make a line what the invoice says."""
        single = [(one,) for one in self._candidates(key)]
        billed = self._billed(single)
        found = self._best(key, single, billed)
        if found:
            return found
        now = amount(self.lines, key)
        moving = [
            one for (one,), lines in zip(single, billed, strict=True) if not one.weak and amount(lines, key) != now
        ]
        pairs = list(combinations(moving, 2))
        return self._best(key, pairs, self._billed(pairs))

    def _best(
        self, key: Key, some: Sequence[tuple[Reading, ...]], billed: Sequence[Lines]
    ) -> tuple[Reading, ...] | None:
        """Of readings that make a line what the invoice says, those that fit most lines, weak ones last."""
        best: tuple[tuple[bool, int], tuple[Reading, ...]] | None = None
        for readings, lines in zip(some, billed, strict=True):
            if self._is_exact(key, lines) and self._harmless(readings, lines):
                rank = not any(one.weak for one in readings), sum(self._is_exact(one, lines) for one in self.targets)
                if best is None or rank > best[0]:
                    best = rank, readings
        return best[1] if best else None

    def _by_quantity(self, key: Key) -> tuple[Reading, ...] | None:
        """What makes the quantity the one that the invoice states: another reading, else nothing but its word."""
        stated = self.targets[key].stated
        charge = self._charge(key)
        if stated is None or stated.quantity is None or charge is None or self.has_quantity(key, self.lines):
            return None
        single = [(one,) for one in self._candidates(key) if not one.weak]
        for readings, lines in zip(single, self._billed(single), strict=True):
            if self.has_quantity(key, lines) and self._harmless(readings, lines):
                return readings
        words = [(one,) for one in quantity_readings(charge, self._path(key), stated, self.lines[key])]
        billed = list(zip(words, self._billed(words), strict=True))
        left = [(abs(amount(lines, key) - self.targets[key].amount), place) for place, (_, lines) in enumerate(billed)]
        return billed[min(left)[1]][0] if left else None

    def _in_part(self, key: Key) -> tuple[Reading, ...] | None:
        """The reading that leaves least, where the invoice states no quantity and half or more is explained."""
        target = self.targets[key]
        if target.stated is not None and target.stated.quantity is not None:
            return None
        before = target.amount - amount(self.lines, key)
        single = [(one,) for one in self._candidates(key) if not one.weak]
        found: list[tuple[Decimal, int]] = []
        for place, (readings, lines) in enumerate(zip(single, self._billed(single), strict=True)):
            left = target.amount - amount(lines, key)
            if left * before >= 0 and 2 * abs(left) <= abs(before) and self._harmless(readings, lines):
                found.append((abs(left), place))
        if not found:
            return None
        (nearest,) = single[min(found)[1]]
        return (nearest._replace(reason=f"perhaps {nearest.reason}"),)


def amount(lines: Lines, key: Key) -> Decimal:
    """What a line comes to; nothing where there is none. [units of the currency]"""
    return lines[key].amount if key in lines else _NOTHING


def rest(walk: Walk) -> Iterator[tuple[Key, Decimal]]:
    """What no reading explains, by line of the bill that the invoice has. [units of the currency]"""
    for key, target in walk.targets.items():
        left = target.amount - amount(walk.lines, key)
        if left:
            yield key, left
