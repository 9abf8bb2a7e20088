"""Blind codes: given by chance, kept once, and text in which nobody is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.evaluation.people.blinding import Veil, case_codes, read_codes
from callvet.evaluation.reading import BadFilesError, read_sound_case
from callvet.load.discovery import Found, NothingToWorkOnError, find_case

VENDORS = ("acme", "brio", "corte", "delta")
NAMES = {"acme": "North Wind Contact", "delta": "Northerly Lights"}


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four vendors; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vendors").mkdir()
    for vendor in VENDORS:
        add(vendor)
    return tmp_path


def add(vendor: str) -> None:
    """One vendor."""
    Path("vendors", f"{vendor}.yaml").write_text("name: Somebody", encoding="utf-8")


def found() -> Found:
    """The files of the case."""
    return find_case([Path("vendors")])


def test_codes_are_written_once_and_stay() -> None:
    first, second = case_codes(found()), case_codes(found())
    assert (first.is_new, second.is_new) == (True, False)
    assert first.codes == second.codes == read_codes(Path("judgements/blind.yaml"))
    assert sorted(first.codes.codes.values()) == list(VENDORS)
    assert first.path == Path("judgements/blind.yaml")


def test_a_code_is_a_letter_that_is_mistaken_for_no_other() -> None:
    assert {len(code) for code in case_codes(found()).codes.codes} == {len("Vendor K")}
    assert not set("IOQ") & {code[-1] for code in case_codes(found()).codes.codes}


def test_codes_are_given_by_chance() -> None:
    orders = set()
    for _ in range(30):
        codes = case_codes(found())
        orders.add(tuple(codes.of(vendor) for vendor in VENDORS))
        codes.path.unlink()
    assert len(orders) > 20
    assert any(list(order) != sorted(order) for order in orders)


def test_an_id_that_looks_like_a_figure_is_kept_as_text() -> None:
    add("2027")
    codes = case_codes(found())
    assert read_codes(codes.path) == codes.codes
    assert codes.codes.vendor_of(codes.of("2027")) == "2027"


def test_one_named_vendor_gives_codes_to_all_of_its_case() -> None:
    codes = case_codes(find_case([Path("vendors/brio.yaml")]))
    assert sorted(codes.codes.codes.values()) == list(VENDORS)


def test_a_vendor_that_comes_later_gets_a_code_and_the_others_keep_theirs() -> None:
    first = case_codes(found())
    first.path.write_text(first.path.read_text(encoding="utf-8") + "# ours\n", encoding="utf-8")
    add("echo")
    second = case_codes(found())
    assert second.is_new
    assert second.codes.codes.items() > first.codes.codes.items()
    assert second.codes.code_of("echo")
    assert "# ours" in first.path.read_text(encoding="utf-8")


def test_a_file_to_which_no_line_can_be_added_is_written_anew() -> None:
    Path("judgements").mkdir()
    Path("judgements/blind.yaml").write_text("codes: {Vendor K: acme}\n", encoding="utf-8")
    codes = case_codes(found())
    assert codes.of("acme") == "Vendor K"
    assert read_codes(codes.path) == codes.codes


def test_more_vendors_than_letters_get_two() -> None:
    for number in range(30):
        add(f"vendor{number}")
    codes = case_codes(found())
    assert len(set(codes.codes.codes)) == 34
    assert read_codes(codes.path) == codes.codes


def test_a_faulty_file_of_codes_is_told() -> None:
    Path("judgements").mkdir()
    Path("judgements/blind.yaml").write_text("codes: [acme]\n", encoding="utf-8")
    with pytest.raises(BadFilesError):
        case_codes(found())


@pytest.mark.parametrize("code", ["acme", "The ACME", "Brio's", "North Wind", "north-wind call", "Northerly"])
def test_a_code_that_names_a_vendor_is_refused_without_its_name(code: str) -> None:
    Path("vendors/acme.yaml").write_text("name: North Wind Contact", encoding="utf-8")
    Path("vendors/delta.yaml").write_text("name: Northerly Lights", encoding="utf-8")
    Path("judgements").mkdir()
    Path("judgements/blind.yaml").write_text(f'codes:\n  Vendor B: corte\n  "{code}": brio\n', encoding="utf-8")
    for refused in (lambda: read_sound_case(["vendors"]), lambda: case_codes(found(), NAMES)):
        with pytest.raises(BadFilesError) as problems:
            refused()
        (problem,) = problems.value.problems
        assert str(problem.place) == "judgements/blind.yaml:3:3"
        assert problem.message == (
            "codes: this code names a vendor; write one that names nobody, such as Vendor A, here and wherever a "
            "judgement uses it"
        )


@pytest.mark.parametrize("code", ["Alpha", "Vendor K", "Vendor AB", "Team 7", "ology"])
def test_a_code_of_ones_own_that_names_nobody_stays(code: str) -> None:
    add("vendor")
    add("k")
    Path("judgements").mkdir()
    Path("judgements/blind.yaml").write_text(f"codes:\n  {code}: acme\n", encoding="utf-8")
    assert case_codes(found()).of("acme") == code


def test_codes_that_cannot_be_kept_are_not_given() -> None:
    Path("judgements").write_text("no folder", encoding="utf-8")
    with pytest.raises(NothingToWorkOnError, match=r"^judgements/blind\.yaml: .*codes must be kept there"):
        case_codes(Found(vendors=(Path("vendors/acme.yaml"),)))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("north-wind was kind", "Vendor K was kind"),
        ("NORTH WIND's people", "Vendor K's people"),
        ("North Wind Contact, Inc.", "Vendor K, Inc."),
        ("see northwindcontact.example", "see Vendor K.example"),
        ("quotes/north_wind-2.yaml", "quotes/Vendor K-2.yaml"),
        ("North Wind said so", "Vendor K said so"),
        ("we asked AB twice", "we asked Vendor B twice"),
        ("about cabs", "about cabs"),
        ("North is where it sits", "Vendor K is where it sits"),
        ("the north is cold", "the north is cold"),
        ("Zoe\u0308's", "Vendor Z's"),
    ],
)
def test_a_vendor_is_hidden_however_it_is_written(text: str, hidden: str) -> None:
    veil = Veil(
        {"north-wind": "Vendor K", "ab": "Vendor B", "zoe": "Vendor Z"},
        {"north-wind": "North Wind Contact", "ab": "AB", "zoe": "Zo\u00eb"},
    )
    assert veil.text(text) == hidden


def test_a_code_is_not_hidden_behind_another() -> None:
    veil = Veil({"vendor": "Vendor K", "k": "Vendor B"}, {})
    assert veil.text("vendor and k") == "Vendor K and Vendor B"


def test_where_nobody_is_to_be_hidden_text_stays() -> None:
    assert Veil({}, {}).text("as it is") == "as it is"


def test_a_name_that_two_vendors_share_is_hidden_without_their_ids() -> None:
    veil = Veil({"acme": "Vendor A", "acme-2": "Vendor B"}, {"acme": "Zed", "acme-2": "Zed"})
    assert veil.text("Zed called").startswith("Vendor ")
