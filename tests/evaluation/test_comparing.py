"""Term by term, what differs between quotes (the Python API of ``callvet diff``)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from callvet.evaluation.comparing import compare_quotes
from callvet.evaluation.costing import price_offers
from callvet.evaluation.freezing import freeze_case
from callvet.evaluation.prices.levelling import Plug
from callvet.evaluation.prices.wishes import Wishes
from callvet.evaluation.reading import BadFilesError
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.frozen import FrozenPlug
from tests.compare.quoting import ACME, BRIO, CORTE, NEEDS, steps

TODAY = date(2026, 12, 10)


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three offers; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quotes").mkdir()
    write("needs.yaml", NEEDS)
    for vendor, text in {"acme": ACME, "brio": BRIO, "corte": CORTE}.items():
        write(f"quotes/{vendor}.yaml", f"reference: {vendor[0].upper()}-1\n{text}")
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


def test_own_figures_that_are_not_those_of_the_freeze_are_told() -> None:
    plugs = {"setup": FrozenPlug(amount=Decimal(500)), "supervisor": FrozenPlug(amount=Decimal(80), per="month")}
    freeze_case("needs.yaml", plugs=plugs, today=date(2026, 11, 2))
    same = (Plug("setup", Decimal("500.0"), monthly=False), Plug("supervisor", Decimal(80), monthly=True))
    other = (Plug("setup", Decimal(900), monthly=False), Plug("training", Decimal(7), monthly=True))
    assert compare_quotes(["quotes"], plugs=same, today=TODAY).notes == ()
    begins = "CHANGED since the freeze of 2026-11-02: your own figure for"
    assert compare_quotes(["quotes"], plugs=other, today=TODAY).notes == (
        f"{begins} setup, from 500 once to 900 once (--plug)",
        f"{begins} supervisor, from 80 a month to none (--plug)",
        f"{begins} training, from none to 7 a month (--plug)",
    )


def test_quotes_cost_what_they_cost_alone() -> None:
    found = compare_quotes(["quotes"], today=TODAY)
    alone = {one.offer.id: (one.monthly, one.estimate.over(12)) for one in price_offers(["quotes"]).priced}
    assert {side.id: (side.monthly, side.term) for side in found.sides} == alone
    assert [side.id for side in found.sides] == ["acme/A-1", "brio/B-1", "corte/C-1"]
    assert (found.currency, found.volume, found.start) == ("USD", 5000, date(2027, 1, 1))


def test_what_moved_between_rounds_is_told() -> None:
    round_one = "dated: 2026-10-01\nreference: %s\n" + BRIO
    write("quotes/brio.yaml", round_one % "B-1")
    write("quotes/brio-2.yaml", (round_one % "B-2").replace("10-01", "11-01").replace("rate: 0.99", "rate: 0.97"))
    found = compare_quotes(["quotes"], today=TODAY)
    assert [side.id for side in found.sides] == ["acme/A-1", "brio/B-2", "corte/C-1"]
    [way] = found.rounds
    assert (way.start.id, way.end.id) == ("brio/B-1", "brio/B-2")
    # 30,500 minutes at 0.02 less.
    assert steps(way) == {"minute.rate": "-610.00"}


def test_an_expired_quote_is_compared_all_the_same() -> None:
    write("quotes/acme.yaml", "valid_until: 2026-10-01\n" + ACME)
    assert len(compare_quotes(["quotes"], today=TODAY).sides) == 3


def test_one_quote_is_not_compared() -> None:
    with pytest.raises(NothingToWorkOnError, match=r"at least two quotes are compared, and here is acme/A-1"):
        compare_quotes(["quotes/acme.yaml"])


def test_no_quote_at_all_is_told() -> None:
    Path("vendors").mkdir()
    write("vendors/nobody.yaml", "name: Nobody\n")
    with pytest.raises(NothingToWorkOnError, match="here is none"):
        compare_quotes(["vendors/nobody.yaml"])


def test_a_currency_without_a_rate_is_told_at_its_line() -> None:
    write("quotes/brio.yaml", "reference: B-1\ncurrency: EUR\n" + BRIO)
    with pytest.raises(BadFilesError) as caught:
        compare_quotes(["quotes"])
    [problem] = caught.value.problems
    assert (problem.place.path, problem.place.line) == ("quotes/brio.yaml", 2)
    assert "--rate EUR" in problem.message


def test_a_rate_of_the_call_will_do() -> None:
    write("quotes/brio.yaml", "reference: B-1\ncurrency: EUR\n" + BRIO)
    found = compare_quotes(["quotes"], wishes=Wishes(rates=(("EUR", Decimal(2)),)), today=TODAY)
    assert found.sides[1].monthly.high == 60688


def test_without_a_volume_the_fix_is_told() -> None:
    write("needs.yaml", "start: 2027-01-01\n")
    with pytest.raises(NothingToWorkOnError, match="--volume 5000"):
        compare_quotes(["quotes"])


def test_two_vendors_together_are_looked_at_where_that_is_asked() -> None:
    assert compare_quotes(["quotes"], today=TODAY).split is None
    assert compare_quotes(["quotes"], split=True, today=TODAY).split is not None


def test_the_buyers_own_figures_count_for_each_of_two_vendors() -> None:
    plugs = (Plug("supervisor", Decimal(800), monthly=True), Plug("setup", Decimal(500), monthly=False))
    plugged = compare_quotes(["quotes"], plugs=plugs, split=True, today=TODAY).split
    fees = "  - {per: cycle, rate: 800, for: supervisor}\n"
    for vendor, text in {"acme": ACME, "brio": BRIO, "corte": CORTE}.items():
        setup = "" if vendor == "corte" else "  - {per: once, rate: 500, for: setup}\n"
        write(f"quotes/{vendor}.yaml", f"reference: {vendor[0].upper()}-1\n{text}{fees}{setup}")
    written = compare_quotes(["quotes"], split=True, today=TODAY).split
    assert plugged is not None
    assert written is not None
    assert [(one.monthly, one.term) for one in plugged.shown] == [(one.monthly, one.term) for one in written.shown]
    assert plugged.alone is not None
    assert plugged.alone.monthly.high == 30344 + 800


HOURLY = "charges: [{per: hour, rate: 20, hours_counted: paid}]\n"
MANY = Wishes(volumes=(Decimal(10) ** 9,))
"""138,000 callers at once: nobody could staff that, and what is billed by the minute has a price all the same."""


class TestLeftOut:
    """What nobody could staff is left out with the reason, as in ``callvet cost``; the others are compared."""

    @pytest.fixture(autouse=True)
    def hourly(self) -> None:
        """An offer by the hour beside the three by the minute."""
        write("quotes/hour.yaml", f"vendor: hour\nreference: H-1\n{HOURLY}")

    def test_the_reason_is_that_of_the_cost_command(self) -> None:
        found = compare_quotes(["quotes"], wishes=MANY, today=TODAY)
        [reason] = [one for one in price_offers(["quotes"], wishes=MANY, today=TODAY).notes if "staffed" in one]
        assert [(one.offer.id, one.name, one.reason) for one in found.left_out] == [
            ("hour/H-1", "hour", reason.removeprefix("left out: "))
        ]
        assert reason in found.notes
        assert reason.startswith("left out: hour/H-1 cannot be staffed at 1,000,000,000 calls: 138,")

    def test_the_others_are_compared_as_without_it(self) -> None:
        found = compare_quotes(["quotes"], wishes=MANY, prefer="acme", today=TODAY)
        Path("quotes/hour.yaml").unlink()
        without = compare_quotes(["quotes"], wishes=MANY, prefer="acme", today=TODAY)
        assert (found.rows, found.leverage) == (without.rows, without.leverage)
        assert [side.monthly for side in found.sides] == [side.monthly for side in without.sides]
        assert [way.steps for way in found.walks] == [way.steps for way in without.walks]

    def test_at_other_volumes_it_has_a_price(self) -> None:
        wishes = Wishes(volumes=(Decimal(5000), Decimal(10) ** 9))
        found = compare_quotes(["quotes"], wishes=wishes, today=TODAY)
        assert (found.left_out, len(found.sides)) == ((), 4)
        small, large = found.by_volume
        assert small.monthly == tuple(side.monthly for side in found.sides)
        assert [one is None for one in large.monthly] == [False, False, False, True]
        assert (len(small.ranked), large.ranked, large.cheapest) == (4, (0, 1, 2), 1)
        [note] = [one for one in found.notes if "staffed" in one]
        assert note.startswith("left out: hour/H-1 cannot be staffed at 1,000,000,000 calls")

    def test_where_nobody_can_be_staffed_nobody_is_the_cheapest(self) -> None:
        write("quotes/other.yaml", f"vendor: other\nreference: O-1\n{HOURLY}")
        wishes = Wishes(volumes=(Decimal(5000), Decimal(10) ** 9))
        found = compare_quotes(["quotes/hour.yaml", "quotes/other.yaml"], wishes=wishes, today=TODAY)
        assert (found.by_volume[1].monthly, found.by_volume[1].cheapest, found.by_volume[1].ranked) == (
            (None, None),
            None,
            (),
        )

    def test_fewer_than_two_are_no_comparison(self) -> None:
        with pytest.raises(
            NothingToWorkOnError, match=r"^at least two quotes are compared; hour/H-1 cannot be staffed"
        ):
            compare_quotes(["quotes/acme.yaml", "quotes/hour.yaml"], wishes=MANY, today=TODAY)

    @pytest.mark.parametrize("prefer", ["hour", "hour/H-1"])
    def test_it_cannot_be_the_preferred(self, prefer: str) -> None:
        with pytest.raises(NothingToWorkOnError, match=r"^--prefer: hour/H-1 cannot be staffed at 1,000,000,000 calls"):
            compare_quotes(["quotes"], wishes=MANY, prefer=prefer, today=TODAY)

    def test_another_offer_of_its_vendor_can(self) -> None:
        write(
            "quotes/hour-2.yaml", "reference: H-2\ntitle: By the call\nvendor: hour\ncharges: [{per: call, rate: 4}]\n"
        )
        found = compare_quotes(["quotes"], wishes=MANY, prefer="hour", today=TODAY)
        assert found.preferred is not None
        assert found.sides[found.preferred].id == "hour/H-2"

    def test_a_round_is_left_out_and_the_others_make_a_way(self) -> None:
        write("quotes/brio.yaml", f"dated: 2026-10-01\nreference: B-1\n{BRIO}")
        write("quotes/brio-2.yaml", f"dated: 2026-10-09\nreference: B-2\nvendor: brio\n{HOURLY}")
        write("quotes/brio-3.yaml", f"dated: 2026-10-19\nreference: B-3\n{BRIO.replace('0.99', '0.97')}")
        found = compare_quotes(["quotes"], wishes=MANY, today=TODAY)
        assert [(way.start.id, way.end.id) for way in found.rounds] == [("brio/B-1", "brio/B-3")]
        assert [one.split()[2] for one in found.notes] == ["hour/H-1", "brio/B-2"]

    def test_a_round_that_was_asked_for_is_told_once(self) -> None:
        write("quotes/hour-2.yaml", f"vendor: hour\nreference: H-2\n{HOURLY}")
        found = compare_quotes(["quotes"], wishes=MANY, today=TODAY)
        assert [one.split()[2] for one in found.notes] == ["hour/H-2", "hour/H-1"]

    def test_two_vendors_may_share_what_one_cannot_staff(self) -> None:
        # A tenth of the calls are 13,800 callers at once.
        Path("vendors").mkdir()
        write("vendors/hour.yaml", "name: Hour\ncapacity: {max_calls_per_month: 150000000}\n")
        found = compare_quotes(["quotes"], wishes=MANY, split=True, today=TODAY).split
        assert found is not None
        assert any("hour/H-1" in {award.first.offer.id, award.other.offer.id} for award in found.awards)

    def test_terms_that_make_no_price_possible_are_told_at_their_lines(self) -> None:
        ramp = "charges: [{per: hour, rate: 20, ramp: {weeks: 4, productivity: 0%}}]\n"
        write("quotes/hour.yaml", f"vendor: hour\n{ramp}")
        write("quotes/slow.yaml", f"vendor: slow\nreference: S\n{ramp}")
        with pytest.raises(BadFilesError) as caught:
            compare_quotes(["quotes"], today=TODAY)
        assert [(one.place.path, one.place.line) for one in caught.value.problems] == [
            ("quotes/hour.yaml", 2),
            ("quotes/slow.yaml", 3),
        ]


def test_what_is_assumed_of_the_buyer_is_told() -> None:
    Path("needs.yaml").unlink()
    found = compare_quotes(["quotes"], wishes=Wishes(volumes=(Decimal(5000),)), today=TODAY)
    alone = price_offers(["quotes"], wishes=Wishes(volumes=(Decimal(5000),)), today=TODAY)
    assert (
        found.notes
        == alone.notes
        == (
            "no needs.yaml was found, so the documents' average call and weekday office hours are assumed",
            "the contract is taken to start on 2027-01-01, for the needs do not say",
        )
    )
