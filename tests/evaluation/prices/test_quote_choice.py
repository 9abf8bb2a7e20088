"""Which quotes a call means: files, folders, vendors, references and rounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.evaluation.prices.quote_choice import Chosen, chosen_quotes
from callvet.evaluation.reading import BadFilesError
from callvet.load.discovery import NothingToWorkOnError

QUOTE = "vendor: %s\nreference: %s\ndated: %s\ntitle: Desk\ncharges: [{per: call, rate: 1}]\n"
FILES = {
    "needs.yaml": "term_months: 6\n",
    "vendors/acme.yaml": "name: Acme Calls\n",
    "quotes/acme-1.yaml": QUOTE % ("acme", "A-1", "2026-10-01"),
    "quotes/acme-2.yaml": QUOTE % ("acme", "A-2", "2026-11-01"),
    "quotes/brio.yaml": QUOTE % ("brio", "B-1", "2026-10-05"),
}


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two rounds of Acme and one offer of Brio; the current folder."""
    monkeypatch.chdir(tmp_path)
    for path, text in FILES.items():
        write(path, text)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(exist_ok=True, parents=True)
    Path(path).write_text(text, encoding="utf-8")


def ids(*called: str) -> list[str]:
    return [offer.id for offer in chosen_quotes(called).offers]


def test_files_mean_what_stands_in_them() -> None:
    assert ids("quotes/brio.yaml", "quotes/acme-1.yaml") == ["brio/B-1", "acme/A-1"]


def test_a_folder_means_the_last_round_of_each() -> None:
    assert ids("quotes") == ["acme/A-2", "brio/B-1"]


def test_a_folder_of_vendors_means_their_offers() -> None:
    assert ids("vendors") == ["acme/A-2"] or ids("vendors") == ["acme/A-2", "brio/B-1"]


def test_a_vendor_means_its_last_round_and_a_reference_one_offer() -> None:
    assert ids("brio", "acme") == ["brio/B-1", "acme/A-2"]
    assert ids("acme/A-1", "brio/B-1") == ["acme/A-1", "brio/B-1"]


def test_rounds_are_numbered_by_date() -> None:
    assert ids("acme@1", "acme@2") == ["acme/A-1", "acme/A-2"]
    assert ids("brio@1", "acme@2") == ["brio/B-1", "acme/A-2"]


def test_a_quote_is_compared_once() -> None:
    assert ids("acme", "acme@2", "quotes/acme-2.yaml", "brio") == ["acme/A-2", "brio/B-1"]


def test_rounds_of_those_that_are_meant_come_along() -> None:
    found = chosen_quotes(["acme", "brio"])
    assert [[one.id for one in group] for group in found.rounds] == [["acme/A-1", "acme/A-2"]]
    assert [one.id for one in found.every] == ["acme/A-2", "brio/B-1", "acme/A-1"]
    assert list(found.profiles) == ["acme"]
    assert found.needs.needs.term_months == 6


def test_a_profile_stands_for_the_offers_of_its_vendor() -> None:
    assert ids("vendors/acme.yaml", "brio") == ["acme/A-2", "brio/B-1"]


def test_offers_within_a_profile_are_meant_by_it() -> None:
    write("vendors/corte.yaml", "name: Corte\nquotes: [{title: Own, charges: [{per: call, rate: 1}]}]\n")
    assert ids("vendors/corte.yaml", "brio") == ["corte/Own", "brio/B-1"]


def test_without_profiles_the_quotes_of_the_folder_are_known(case: Path) -> None:
    (case / "vendors/acme.yaml").unlink()
    (case / "vendors").rmdir()
    assert ids("acme", "brio") == ["acme/A-2", "brio/B-1"]


def test_all_offers_of_a_vendor_are_numbered_where_none_are_rounds() -> None:
    write("quotes/acme-2.yaml", (QUOTE % ("acme", "A-2", "2026-11-01")).replace("Desk", "Team"))
    assert ids("acme@1", "acme@2") == ["acme/A-1", "acme/A-2"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("acmee", r"no quote is called acmee; did you mean acme\?"),
        ("acme/A-3", r"no quote is called acme/A-3; did you mean acme/A-\d\?"),
        ("zzzzzz", "no quote is called zzzzzz; name a file, a vendor or vendor/reference"),
        ("acme@9", "there is no offer 9 of acme; it has 2, so @2 is its last"),
        ("acme@0", "there is no offer 0 of acme"),
        ("nobody@1", "there is no offer 1 of nobody; name one of those in quotes/"),
        ("\x1b[31mred", r"no quote is called \\x1b\[31mred"),
    ],
)
def test_a_name_that_fits_nothing_is_told_with_the_fix(name: str, message: str) -> None:
    with pytest.raises(NothingToWorkOnError, match=message):
        chosen_quotes([name, "brio"])


def test_names_need_a_case_to_be_looked_up_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    with pytest.raises(NothingToWorkOnError, match="there is no vendors/ or quotes/ here"):
        chosen_quotes(["acme"])


def test_faults_in_files_are_told() -> None:
    write("quotes/brio.yaml", "vendor: brio\ncharges: none\n")
    with pytest.raises(BadFilesError):
        chosen_quotes(["quotes"])


def test_what_was_chosen_is_a_value() -> None:
    found = chosen_quotes(["quotes"], "needs.yaml")
    assert isinstance(found, Chosen)
    assert found.notes == ()
