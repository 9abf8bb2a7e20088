"""Letters of drawings: by order, the market's own, and one sign for all beyond Z."""

from __future__ import annotations

from callvet.report.letters import letters, offer_letters


def test_names_have_letters_in_their_order() -> None:
    assert letters(["Ann", "Ben"]) == {"Ann": "A", "Ben": "B"}
    assert letters([]) == {}


def test_beyond_z_all_share_a_sign() -> None:
    found = letters([str(n) for n in range(28)])
    assert (found["0"], found["25"], found["26"], found["27"]) == ("A", "Z", "+", "+")


def test_the_market_takes_no_letter_of_an_offer() -> None:
    found = offer_letters(["market/shared", "acme/1", "brio/1"])
    assert list(found.items()) == [("acme/1", "A"), ("brio/1", "B"), ("market/shared", "m")]
