"""At which handle time an offer stops being the cheapest: worked by hand, and seen to turn there."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from callvet.demand.context import Context
from callvet.demand.erlang import OverloadError
from callvet.demand.estimate import Estimate
from callvet.evaluation.costing import price_offers
from callvet.evaluation.prices.handle_turns import HandleTurns, Turn, handle_turns
from callvet.evaluation.prices.offer_cost import in_answer_currency
from callvet.evaluation.prices.wishes import Wishes
from callvet.model.case import QuoteFile, VendorFile
from tests.evaluation.prices.test_crossings import NEEDS, answer

CLOCK = "clock: {counts: [talk, hold, wrap], step_seconds: 1}"
RESTS = "assumes: {handle_seconds: 300}\n"
BY_MINUTE = f"charges: [{{per: minute, rate: 1, {CLOCK}}}]"
BY_CALL = "charges: [{per: call, rate: 6.39}]"
BY_BOTH = f"charges: [{{per: call, rate: 3}}, {{per: minute, rate: 0.5, {CLOCK}}}]"
BY_HOUR = "charges: [{per: hour, rate: 22, hours_counted: productive}]"
LADDER = f"""plans: [{{name: S, charges: [
  {{per: cycle, rate: 100}}, {{per: minute, rate: 0.1, included: 10000, {CLOCK}}}]}}]"""
REACH = (Fraction(91), Fraction(1452))
"""A quarter of 363 s, and four times as long, in whole seconds."""


def turns(folder: Path, needs: str = NEEDS, **offers: str) -> dict[str, HandleTurns]:
    found = handle_turns(answer(folder, needs=needs, **offers))
    return {one.offer.vendor: each for one, each in found}


def test_two_straight_bills_turn_where_they_are_alike(tmp_path: Path) -> None:
    # A dollar a minute against 6.39 a call, at 363 s: 6.05. They are alike at 6.39 minutes, 383.4 s.
    found = turns(tmp_path, acme=RESTS + BY_MINUTE, brio=BY_CALL)
    above = Turn(Fraction(383), Fraction(384), "brio/Q")
    assert found == {"acme": HandleTurns(Decimal(300), Fraction(363), True, None, above, REACH)}


def test_an_offer_that_is_dearer_is_told_from_where_it_would_lead(tmp_path: Path) -> None:
    found = turns(tmp_path, acme=BY_MINUTE, brio=RESTS + BY_CALL)
    above = Turn(Fraction(384), Fraction(383), "acme/Q")
    assert found == {"brio": HandleTurns(Decimal(300), Fraction(363), False, None, above, REACH)}


def test_an_offer_in_between_turns_on_both_sides(tmp_path: Path) -> None:
    # 3 and half a dollar a minute: as dear as a dollar a minute at 6 minutes, and as 6.50 a call at 7.
    offers = {"acme": BY_MINUTE, "brio": RESTS + BY_BOTH, "corte": "charges: [{per: call, rate: 6.5}]"}
    found = turns(tmp_path, **offers)["brio"]
    assert found.is_cheapest
    assert found.below == Turn(Fraction(360), Fraction(359), "acme/Q")
    assert found.above == Turn(Fraction(420), Fraction(421), "corte/Q")


def test_calls_of_half_a_second_are_a_bracket_of_their_own(tmp_path: Path) -> None:
    # 383.3 s now, and the turn at 383.4: no whole second lies between.
    needs = NEEDS.replace("talk_seconds: 250", "talk_seconds: 270.3")
    found = turns(tmp_path, needs=needs, acme=RESTS + BY_MINUTE, brio=BY_CALL)["acme"]
    # A clock of whole seconds bills 384 already.
    assert not found.is_cheapest
    assert found.below == Turn(Fraction(383), Fraction(3833, 10), "brio/Q")


def test_where_nothing_turns_nothing_is_told(tmp_path: Path) -> None:
    found = turns(tmp_path, acme=RESTS + BY_MINUTE, brio=f"charges: [{{per: minute, rate: 1.1, {CLOCK}}}]")["acme"]
    assert (found.is_cheapest, found.below, found.above) == (True, None, None)


def test_an_offer_without_the_key_or_without_a_rival_has_no_turns(tmp_path: Path) -> None:
    assert not turns(tmp_path, acme=BY_MINUTE, brio=BY_CALL)
    (tmp_path / "alone").mkdir()
    assert not turns(tmp_path / "alone", acme=RESTS + BY_MINUTE)


def test_each_volume_has_its_own_turn(tmp_path: Path) -> None:
    # 1000 + 5 a call against a dollar a minute: alike at 5.5 minutes with 2,000 calls, and at 5.2 with 5,000.
    fixed = "charges: [{per: cycle, rate: 1000}, {per: call, rate: 5}]"
    priced = answer(tmp_path, volume="2000,5000", acme=RESTS + BY_MINUTE, brio=fixed)
    found = {one.volume: each.below for one, each in handle_turns(priced)}
    assert found == {
        2000: Turn(Fraction(330), Fraction(331), "brio/Q"),
        5000: Turn(Fraction(312), Fraction(313), "brio/Q"),
    }


def test_an_offer_leads_no_further_than_its_published_range(tmp_path: Path) -> None:
    # Twice the bundle of 10,000 minutes is 2,000 calls of 600 s.
    found = turns(tmp_path, acme=RESTS + LADDER, brio=BY_CALL)["acme"]
    assert found.above == Turn(Fraction(600), Fraction(601), "brio/Q")
    (tmp_path / "both").mkdir()
    found = turns(tmp_path / "both", acme=RESTS + LADDER, brio=LADDER.replace("rate: 100", "rate: 200"))["acme"]
    assert found.above == Turn(Fraction(600), Fraction(601), None)


def test_an_offer_that_nobody_could_staff_for_longer_calls_leads_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(offer: QuoteFile, vendor: VendorFile, context: Context, rates: dict[str, Fraction]) -> Estimate:
        if offer.vendor == "acme" and context.needs.demand.talk_seconds > 300:
            raise OverloadError
        return in_answer_currency(offer, vendor, context, rates)

    # 435.6 s of which 300 are talk; so many erlangs that it truly happens take too long to reckon.
    monkeypatch.setattr("callvet.evaluation.prices.handle_turns.in_answer_currency", refused)
    found = turns(tmp_path, acme=RESTS + BY_MINUTE, brio=BY_CALL.replace("6.39", "60"))["acme"]
    assert found.above == Turn(Fraction(435), Fraction(436), "brio/Q")


@pytest.mark.parametrize(
    "offers",
    [
        {"acme": RESTS + BY_MINUTE, "brio": BY_CALL},
        {"acme": RESTS + BY_MINUTE, "brio": BY_HOUR},
        {"acme": RESTS + BY_HOUR, "brio": BY_CALL},
        {"acme": RESTS + BY_HOUR, "brio": BY_CALL, "corte": BY_BOTH},
        {"acme": RESTS + BY_MINUTE.replace("step_seconds: 1", "step_seconds: 60"), "brio": BY_BOTH},
    ],
)
@pytest.mark.parametrize("spread", ["0", "1.29"])
def test_just_under_a_turn_and_just_over_it_the_order_differs(
    tmp_path: Path, offers: dict[str, str], spread: str
) -> None:
    needs = NEEDS.replace("spread: 0", f"spread: {spread}")
    found = turns(tmp_path, needs=needs, **offers)["acme"]
    both = [turn for turn in (found.below, found.above) if turn is not None]
    assert both
    for turn in both:
        assert abs(turn.cheapest_seconds - turn.rival_seconds) <= 1
        assert "acme" in leaders(tmp_path, turn.cheapest_seconds)
        assert "acme" not in leaders(tmp_path, turn.rival_seconds)
        assert (turn.rival or "").removesuffix("/Q") in leaders(tmp_path, turn.rival_seconds)


def leaders(folder: Path, seconds: Fraction) -> set[str]:
    """Who is the cheapest with calls of another length, priced from the files anew."""
    wishes = Wishes(handle_seconds=Decimal(seconds.numerator) / Decimal(seconds.denominator))
    priced = price_offers([folder / "vendors"], wishes=wishes).priced
    return {one.offer.vendor for one in priced if one.rank == 1}
