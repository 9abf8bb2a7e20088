"""Quotes priced alike: who is cheapest of those that can be ranked, at every volume."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from callvet.evaluation.prices.levelling import Plug
from callvet.evaluation.prices.wishes import Wishes
from tests.compare.quoting import ACME, BRIO, CORTE, compared, minute, monthly, said

CHATS = "vendor: chatty\ncharges: [{per: cycle, rate: 5}, {per: chat, rate: 1}]\n"


def test_an_offer_that_prices_no_calls_is_never_the_cheapest() -> None:
    found = compared(ACME, BRIO, CHATS)
    assert found.ranked == (0, 1)
    assert found.sides[found.cheapest].id == "brio/2"


def test_nor_is_one_outside_its_published_range() -> None:
    ladder = "vendor: a\nplans: [{name: s, charges: [{per: call, rate: 0.1, included: 100}]}]\n"
    assert compared(ladder, BRIO).ranked == (1,)


def test_nor_is_a_vendor_that_takes_no_such_volume() -> None:
    own = {"brio": "capacity: {max_calls_per_month: 4000}\n"}
    found = compared(ACME, BRIO, CORTE, profiles=own)
    assert found.ranked == (0, 2)
    assert found.cheapest == 2


def test_of_none_that_can_be_ranked_the_least_is_told() -> None:
    found = compared(CHATS, CHATS.replace("rate: 5", "rate: 4"))
    assert (found.ranked, found.cheapest) == ((), 1)


def test_of_two_that_cost_the_same_the_id_decides_and_not_the_column() -> None:
    one, other = "reference: R1\n" + minute("1"), "reference: R2\n" + minute("1")
    assert compared(one, other).cheapest == 0
    assert compared(other, one).cheapest == 1


def test_every_volume_has_its_cheapest() -> None:
    plan = "vendor: plan\ncharges: [{per: cycle, rate: 6000}, {per: call, rate: 1}]\n"
    wishes = Wishes(volumes=(Decimal(5000), Decimal(1000), Decimal(100)))
    found = compared(plan, "vendor: use\ncharges: [{per: call, rate: 6}]\n", wishes=wishes)
    assert [(at.volume, at.cheapest) for at in found.by_volume] == [(5000, 0), (1000, 1), (100, 1)]
    assert found.by_volume[1].monthly[0].high == 7000
    assert found.volume == Fraction(5000)


def test_one_volume_is_told_once() -> None:
    assert compared(ACME, BRIO).by_volume == ()


class TestPlugs:
    """The buyer's own figures stand where an offer leaves work out or does not speak of it."""

    MONTHLY = (Plug("supervisor", Decimal(800), monthly=True),)

    def test_silent_and_excluded_get_it_and_included_and_priced_do_not(self) -> None:
        words = ["", *(f"scope: {{supervisor: {word}}}\n" for word in ("excluded", "included", "priced"))]
        found = compared(*(minute("1", vendor=f"v{n}", more=more) for n, more in enumerate(words)), plugs=self.MONTHLY)
        assert monthly(found) == ["31050.00", "31050.00", "30250.00", "30250.00"]
        assert said(found, "plug[supervisor].rate") == ["800", "800", "none", "missing"]

    def test_a_charge_for_the_work_is_no_silence(self) -> None:
        more = "  - {per: cycle, rate: 700, for: Supervisor}\n"
        assert monthly(compared(minute("1", more=more), minute("1"), plugs=self.MONTHLY)) == ["30950.00", "31050.00"]

    def test_once_it_is_of_the_term_alone(self) -> None:
        found = compared(
            minute("1"),
            minute("1", more="scope: {setup: included}\n"),
            plugs=[Plug("setup", Decimal(500), monthly=False)],
        )
        assert monthly(found) == ["30250.00", "30250.00"]
        assert found.sides[0].term.high - found.sides[1].term.high == 500
