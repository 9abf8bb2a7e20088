"""Term by term, what differs between quotes (the Python API of ``callvet diff``)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from callvet.evaluation.comparing import compare_quotes
from callvet.evaluation.costing import price_offers
from callvet.evaluation.freezing import freeze_case
from callvet.evaluation.levelling import Plug
from callvet.evaluation.reading import BadFilesError
from callvet.evaluation.wishes import Wishes
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


@pytest.mark.parametrize("prefer", ["acme", "acme/A-1"])
def test_the_preferred_quote_is_a_vendors_or_one_by_its_id(prefer: str) -> None:
    assert compare_quotes(["quotes"], prefer=prefer, today=TODAY).preferred == 0


def test_of_a_vendor_with_several_the_cheapest_is_preferred() -> None:
    write("quotes/acme-2.yaml", "title: Other\nreference: A-2\n" + ACME.replace("0.95", "0.90"))
    found = compare_quotes(["quotes"], prefer="acme", today=TODAY)
    assert found.preferred is not None
    assert found.sides[found.preferred].id == "acme/A-2"


def test_a_preferred_vendor_without_a_quote_here_is_refused() -> None:
    with pytest.raises(NothingToWorkOnError, match=r"none of the quotes is of zeta; they are of acme, brio, corte"):
        compare_quotes(["quotes"], prefer="zeta")


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
