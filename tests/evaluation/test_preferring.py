"""Which of the quotes that are compared is the one to negotiate."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from callvet.evaluation.comparing import compare_quotes
from callvet.load.discovery import NothingToWorkOnError
from tests.compare.quoting import ACME, BRIO, CORTE, NEEDS

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


def preferred(name: str, *quotes: str) -> str:
    """The id of the preferred quote."""
    found = compare_quotes(quotes or ["quotes"], prefer=name, today=TODAY)
    assert found.preferred is not None
    return found.sides[found.preferred].id


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


def test_of_those_the_cheapest_that_can_be_ranked_is() -> None:
    small = (
        "title: Small\nreference: A-2\nvendor: acme\nplans: [{name: s, charges: [{per: call, rate: 1, included: 9}]}]\n"
    )
    write("quotes/acme-2.yaml", small)
    assert preferred("acme") == "acme/A-1"
    assert preferred("acme/A-2") == "acme/A-2"


def test_the_last_round_is_preferred_even_where_an_earlier_one_was_cheaper() -> None:
    write("quotes/acme.yaml", f"reference: A-1\ndated: 2026-10-01\n{ACME}")
    write("quotes/acme-2.yaml", f"reference: A-2\ndated: 2026-11-01\n{ACME.replace('0.95', '0.99')}")
    assert preferred("acme", "acme@1", "acme@2", "brio") == "acme/A-2"
    assert preferred("acme/A-1", "acme@1", "acme@2", "brio") == "acme/A-1"


def test_a_name_that_is_nearly_right_is_put_right() -> None:
    with pytest.raises(
        NothingToWorkOnError, match=r"none of the quotes is of acmee; did you mean acme\? They are of acme"
    ):
        compare_quotes(["quotes"], prefer="acmee")
