"""Up to which handle time an offer is the cheapest, in words and for programs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from callvet.evaluation.prices.handle_turns import HandleTurns, Turn
from callvet.report.cost import cost_page
from callvet.report.cost_data import cost_json
from callvet.report.cost_worth import Asked, Extras, extras_of
from callvet.report.handle_turns import turn_sentences, turns_json
from tests.evaluation.prices.test_crossings import answer
from tests.evaluation.prices.test_handle_turns import BY_CALL, BY_MINUTE, RESTS
from tests.report.test_cost import sentences

RANGE = "at any handle time from 1:31 to 24:12"
REACH = (Fraction(91), Fraction(1452))
BELOW = Turn(Fraction(301), Fraction(300), "brio/Q")
ABOVE = Turn(Fraction(383), Fraction(384), "corte/Q")


def told(folder: Path, *found: HandleTurns) -> list[str]:
    """What is said of as many offers of 2,000 calls."""
    priced = answer(folder, acme=BY_MINUTE, brio=BY_CALL, corte=BY_CALL).priced
    names = {"acme/Q": "Acme", "brio/Q": "Brio", "corte/Q": "Corte"}
    return sentences(turn_sentences(list(zip(priced, found, strict=False)), Fraction(2000), names))


def turns(
    below: Turn | None, above: Turn | None, *, is_cheapest: bool = True, assumed: int = 300, buyers: int = 363
) -> HandleTurns:
    return HandleTurns(Decimal(assumed), Fraction(buyers), is_cheapest, below, above, REACH)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (turns(None, ABOVE), "It stays the cheapest up to 6:23; beyond that Corte is."),
        (turns(BELOW, None), "It stays the cheapest down to 5:01; under that Brio is."),
        (turns(BELOW, ABOVE), "It stays the cheapest from 5:01 to 6:23; under that Brio is, beyond it Corte is."),
        (turns(None, None), "It stays the cheapest at any handle time from 1:31 to 24:12."),
        (turns(BELOW, None, is_cheapest=False), "It is the cheapest only up to 5:01; beyond that Brio is."),
        (turns(None, ABOVE, is_cheapest=False), "It is the cheapest only from 6:23; under that Corte is."),
        (turns(BELOW, ABOVE, is_cheapest=False), "It is the cheapest up to 5:01 and from 6:23."),
        (
            turns(None, Turn(Fraction(600), Fraction(601), None)),
            "It stays the cheapest up to 10:00; beyond that no offer can be priced.",
        ),
    ],
)
def test_where_an_offer_leads_is_told_in_minutes_and_seconds(tmp_path: Path, found: HandleTurns, expected: str) -> None:
    assert told(tmp_path, found) == [f"Acme rests on calls of 5:00; yours are 6:03. {expected}"]


def test_a_price_that_rests_on_the_buyers_own_calls_is_told_so(tmp_path: Path) -> None:
    (text,) = told(tmp_path, turns(None, None, assumed=363))
    assert text.startswith("Acme rests on calls of 6:03, as yours are. It stays")


def test_offers_that_lead_nowhere_share_a_sentence(tmp_path: Path) -> None:
    never = turns(None, None, is_cheapest=False)
    assert told(tmp_path, never) == [
        "Acme rests on calls of 5:00; it is not the cheapest at any handle time from 1:31 to 24:12."
    ]
    assert told(tmp_path, never, turns(None, ABOVE), turns(None, None, is_cheapest=False, assumed=330)) == [
        "Brio rests on calls of 5:00; yours are 6:03. It stays the cheapest up to 6:23; beyond that Corte is.",
        f"Acme and Corte rest on calls of 5:00 and 5:30; none of them is the cheapest {RANGE}.",
    ]


def test_an_offer_of_another_volume_is_not_told(tmp_path: Path) -> None:
    (one, *_) = answer(tmp_path, acme=BY_MINUTE).priced
    assert not list(turn_sentences([(one, turns(None, None))], Fraction(3000), {"acme/Q": "Acme"}))


def test_programs_get_both_sides_of_a_turn() -> None:
    assert turns_json(None) is None
    assert turns_json(turns(None, ABOVE)) == {
        "assumed_seconds": 300,
        "buyer_seconds": 363,
        "is_cheapest": True,
        "below": None,
        "above": {"cheapest_seconds": 383, "rival_seconds": 384, "rival": "corte/Q"},
        "searched_seconds": [91, 1452],
    }


def test_the_page_of_costs_has_the_sentence_and_the_figures(tmp_path: Path) -> None:
    priced = answer(tmp_path, acme=RESTS + BY_MINUTE, brio=BY_CALL)
    extras = extras_of(priced, Asked())
    expected = "Acme rests on calls of 5:00; yours are 6:03. It stays the cheapest up to 6:23; beyond that Brio is."
    assert expected in sentences(cost_page(priced, extras).blocks)
    told_of = [one["handle_time"] for one in _estimates(cost_json(priced, extras))]
    assert [one and one["above"]["rival"] for one in told_of] == ["brio/Q", None]
    assert [one["handle_time"] for one in _estimates(cost_json(priced, Extras()))] == [None, None]


def _estimates(found: dict[str, object]) -> list[dict[str, dict[str, dict[str, str]]]]:
    """Those of offers, without the market's rows."""
    rows = found["estimates"]
    assert isinstance(rows, list)
    return rows[:2]
