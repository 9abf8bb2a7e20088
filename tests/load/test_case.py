"""A case is read whole: every file once, every problem of every file, and nothing of the user's lost in silence."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from callvet.load.case import load_case, load_needs
from callvet.load.discovery import NothingToWorkOnError
from callvet.load.document import parse_document
from callvet.model.case import NeedsFile, VendorFile
from callvet.model.needs import Needs
from callvet.model.vendor import Vendor

if TYPE_CHECKING:
    from collections.abc import Callable

    from callvet.model.case import Case

OFFER = "charges: [{per: cycle, rate: 49}]\n"


def judged(vendor: str, mark: int = 5) -> str:
    """A judgement of a vendor."""
    return f"vendor: {vendor}\nby: me\ndate: 2026-10-20\nkind: meeting\nmarks: {{culture: {mark}}}\n"


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Writes files by their path in a new current folder."""
    monkeypatch.chdir(tmp_path)

    def write_all(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")

    return write_all


def problems(case: Case) -> list[str]:
    """Every problem, as it is told."""
    return [f"{problem.place} {problem.message}" for problem in case.problems]


def ids(case: Case) -> list[str]:
    """The vendors that were read."""
    return [vendor.id for vendor in case.vendors]


WHOLE_CASE = {
    "needs.yaml": "company: Juniper Print\nterm_months: 24\n",
    "vendors/acme.yaml": "name: Acme Contact\n",
    "vendors/brio.yaml": "hours: {open: 24/7}\n",
    "judgements/1.yaml": judged("acme"),
    "judgements/2.yaml": judged("brio"),
    "quotes/acme.yaml": f"vendor: acme\n{OFFER}",
}


def test_a_whole_case_is_read(write: Callable[[dict[str, str]], None]) -> None:
    write(WHOLE_CASE)
    case = load_case([])
    assert problems(case) == []
    assert ids(case) == ["acme", "brio"]
    assert [vendor.name for vendor in case.vendors] == ["Acme Contact", "brio"]
    assert [vendor.document.path for vendor in case.vendors] == ["vendors/acme.yaml", "vendors/brio.yaml"]
    assert case.vendors[1].vendor.hours.open == "24/7"
    assert case.needs.needs.term_months == 24
    assert case.needs.document is not None
    assert case.needs.document.path == "needs.yaml"
    assert [file.judgement.vendor for file in case.judgements] == ["acme", "brio"]
    assert [file.document.path for file in case.judgements] == ["judgements/1.yaml", "judgements/2.yaml"]
    assert case.files == 6
    assert case.notes == ()
    (offer,) = case.quotes
    assert (offer.id, offer.vendor, offer.document.path) == ("acme/acme", "acme", "quotes/acme.yaml")
    assert [(charge.kind, charge.rate) for charge in offer.quote.charges or ()] == [("cycle", Decimal(49))]


def test_paths_may_be_text(write: Callable[[dict[str, str]], None]) -> None:
    write(WHOLE_CASE | {"ours.yaml": "term_months: 6\n"})
    case = load_case(["vendors"], "ours.yaml")
    assert (ids(case), case.needs.needs.term_months) == (["acme", "brio"], 6)


def test_without_needs_all_are_defaults(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/acme.yaml": "name: Acme\n"})
    case = load_case([])
    assert case.needs == NeedsFile(Needs())
    assert (case.files, case.notes, case.judgements) == (1, (), ())


def test_nothing_to_work_on_is_no_case(write: Callable[[dict[str, str]], None]) -> None:
    write({"readme.md": "empty"})
    with pytest.raises(NothingToWorkOnError, match="there is no vendors/ folder here"):
        load_case([])
    with pytest.raises(NothingToWorkOnError, match="nope is not there"):
        load_case([Path("nope")])


# Problems


def test_all_problems_of_all_files_are_told_in_the_order_of_the_files(
    write: Callable[[dict[str, str]], None],
) -> None:
    write(
        {
            "vendors/acme.yaml": "founded: 2004\nas_of: ~\nagents: 600\n",
            "vendors/brio.yaml": "name: [\n",
            "vendors/cato.yaml": "name: Cato\n",
            "needs.yaml": "demand: {calls_per_month: 5, issues_per_month: 4}\n",
            "judgements/1.yaml": judged("acmee"),
            "judgements/2.yaml": judged("acme", 11),
            "judgements/3.yaml": judged("nobody"),
            "quotes/q.yaml": f"vendor: acme\nvendor: acme\n{OFFER}",
        }
    )
    case = load_case([])
    assert problems(case) == [
        "vendors/acme.yaml:1:1 founded is not a key here; it belongs under company",
        "vendors/acme.yaml:2:1 as_of has no value; leave the key out where the answer is not known",
        (
            "vendors/acme.yaml:3:9 agents: 600 stands where keys belong; write them as "
            "{models: ..., other_accounts_per_partial_agent: ..., licensed: ..., ...}, or leave the key out"
        ),
        "vendors/brio.yaml:2:1 the file ends within brackets or braces; close them",
        "needs.yaml:1:30 demand.issues_per_month: calls_per_month is given too; keep one of the two",
        "judgements/1.yaml:1:9 vendor: no profile is called acmee; did you mean acme?",
        "judgements/2.yaml:5:18 marks.culture: 11 is above 10; write a number up to 10",
        "judgements/3.yaml:1:9 vendor: no profile is called nobody; write the name of its file without .yaml",
        "quotes/q.yaml:2:1 vendor stands here a second time; the first is in line 1; keep one",
    ]
    assert ids(case) == ["cato"]
    assert case.files == 8


def test_what_is_sound_beside_a_fault_is_read(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/acme.yaml": "nam: Acme\n", "vendors/brio.yaml": "name: Brio\n", "needs.yaml": "term_months: 0\n"})
    case = load_case([])
    assert ids(case) == ["brio"]
    assert case.needs.document is None
    assert len(case.problems) == 2


def test_two_profiles_of_one_name_cannot_be_told_apart(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/acme.yaml": "name: A\n", "vendors/acme.yml": "name: B\n"})
    assert problems(load_case([])) == [
        "vendors/acme.yml vendors/acme.yaml has the same name, which is the vendor's id; rename one of them"
    ]


def test_profiles_of_one_name_in_two_folders_cannot_be_told_apart(write: Callable[[dict[str, str]], None]) -> None:
    write({"a/vendors/acme.yaml": "name: A\n", "b/vendors/acme.yaml": "nam: B\n", "c/acme.yaml": "name: C\n"})
    case = load_case(["a", "b", "c"])
    assert [line.partition(" ")[0] for line in problems(case)] == [
        "b/vendors/acme.yaml",
        "b/vendors/acme.yaml:1:1",
        "c/acme.yaml",
    ]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(
    write: Callable[[dict[str, str]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"vendors/acme.yaml": "name: A\n", "vendors/brio.yaml": "name: B\n"})
    open_file = os.open

    def refuse(path: Path, flags: int) -> int:
        if path.name == "acme.yaml":
            raise PermissionError(13, "Permission denied")
        return open_file(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    case = load_case([])
    assert ids(case) == ["brio"]
    assert problems(case) == [
        "vendors/acme.yaml this file may not be read; ask for the permission, or copy it to where you may read it"
    ]


def test_what_is_no_file_is_told_without_waiting(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/acme.yaml": "name: A\n", "vendors/folder.yaml/inner.yaml": "name: B\n"})
    os.mkfifo("vendors/pipe.yaml")
    Path("vendors/gone.yaml").symlink_to("nowhere.yaml")
    Path("vendors/loop.yaml").symlink_to("loop.yaml")
    case = load_case([])
    assert ids(case) == ["acme"]
    assert problems(case) == [
        "vendors/folder.yaml this is a folder; name a file in it",
        "vendors/gone.yaml there is no such file; check its name and its folder",
        "vendors/loop.yaml this link leads back to itself; name the file itself",
        "vendors/pipe.yaml this is not a regular file (a device, pipe or socket); name a file that holds the text",
    ]


def test_a_name_that_no_file_can_have_is_told(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/acme.yaml": "name: A\n"})
    (problem,) = load_case(["a" * 5000]).problems
    assert problem.message == "this name is too long for a file; shorten it"


@pytest.mark.parametrize("stem", ["a\x1b[31m\n", "[red]x[red]", "\u202eemca", "=1+1", "k" * 200])
def test_hostile_names_of_files_come_out_inert(write: Callable[[dict[str, str]], None], stem: str) -> None:
    write(
        {
            f"vendors/{stem}.yaml": "nam: A\n",
            f"vendors/{stem}.yml": "name: B\n",
            f"judgements/{stem}.yaml": judged("nobody"),
        }
    )
    case = load_case([])
    assert len(case.problems) == 3
    for text in (*problems(case), *ids(case), *(vendor.name for vendor in case.vendors)):
        assert text.isprintable()
    assert all(len(vendor.id) <= 80 for vendor in case.vendors)


def test_names_that_are_not_utf_8_come_out_inert(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/acme.yaml": "name: A\n"})
    try:
        Path(os.fsdecode(b"vendors/z\xff.yaml")).write_text("nam: B\n", encoding="utf-8")
    except OSError:
        pytest.skip("this system's names are all text")
    assert problems(load_case([])) == [r"vendors/z\udcff.yaml:1:1 nam is not a key here; did you mean name?"]


# Kinds by keys


@pytest.mark.parametrize(
    ("text", "vendors", "judgements", "quotes"),
    [
        ("name: Acme", ["file"], 0, 0),
        ("{}", ["file"], 0, 0),
        ("hours: {open: 24/7}", ["file"], 0, 0),
        ("demand: {calls_per_month: 5}", [], 0, 0),
        ("company: Juniper\nmust: {recordings: true}", [], 0, 0),
        (judged("other"), [], 1, 0),
        (f"vendor: other\n{OFFER}", [], 0, 1),
        ("vendor: other\nplans: [{name: small, charges: [{per: cycle, rate: 49}]}]", [], 0, 1),
    ],
)
def test_the_kind_of_a_file_in_no_known_folder_is_that_of_its_keys(
    write: Callable[[dict[str, str]], None], text: str, vendors: list[str], judgements: int, quotes: int
) -> None:
    write({"flat/file.yaml": text, "flat/other.yaml": "name: Other\n"})
    case = load_case(["flat"])
    assert problems(case) == []
    assert ids(case) == [*vendors, "other"]
    assert (len(case.judgements), len(case.quotes), case.notes) == (judgements, quotes, ())


def test_a_profile_with_a_key_of_another_kind_is_still_checked_as_a_profile(
    write: Callable[[dict[str, str]], None],
) -> None:
    write({"acme.yaml": "location: {headquarters: US}\nservices: {channels: [chat]}\nreference: Q-2041\n"})
    (line,) = problems(load_case(["acme.yaml"]))
    assert line.startswith("acme.yaml:3:1 reference is not a key here; ")


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text\n", "", "name: ["])
def test_a_file_without_keys_is_taken_for_a_profile(write: Callable[[dict[str, str]], None], text: str) -> None:
    write({"acme.yaml": text})
    case = load_case(["acme.yaml"])
    assert (len(case.problems), case.vendors, case.files) == (1, (), 1)


# Needs


def test_needs_that_are_named_go_before_those_beside(write: Callable[[dict[str, str]], None]) -> None:
    write(WHOLE_CASE | {"ours.yaml": "term_months: 6\n"})
    case = load_case([], "ours.yaml")
    assert case.needs.needs.term_months == 6
    assert problems(case) == []


def test_needs_that_are_named_go_before_those_found_by_their_keys(write: Callable[[dict[str, str]], None]) -> None:
    write({"flat/a.yaml": "term_months: 6\n", "flat/acme.yaml": "name: Acme\n", "flat/ours.yaml": "term_months: 9\n"})
    case = load_case(["flat"], "flat/ours.yaml")
    assert case.needs.needs.term_months == 9
    assert problems(case) == []
    assert case.files == 3


def test_faulty_needs_that_are_named_are_not_replaced_by_others(write: Callable[[dict[str, str]], None]) -> None:
    write({"flat/a.yaml": "term_months: 6\n", "flat/ours.yaml": "term_months: 0\n"})
    case = load_case(["flat"], "flat/ours.yaml")
    assert case.needs == NeedsFile(Needs())
    assert problems(case) == ["flat/ours.yaml:1:14 term_months: 0 is not a count; write a number from 1"]


def test_a_folder_is_no_file_of_needs(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/acme.yaml": "name: A\n"})
    assert problems(load_case([], "vendors")) == ["vendors this is a folder; name a file in it"]


@pytest.mark.parametrize(
    ("paths", "first", "second"),
    [
        (["vendors", "ours.yaml"], "ours.yaml", "needs.yaml"),
        (["vendors", "needs.yaml", "b/needs.yaml"], "needs.yaml", "b/needs.yaml"),
        (["vendors", "b"], "needs.yaml", "b/needs.yaml"),
    ],
)
def test_of_two_files_of_needs_none_is_passed_over_in_silence(
    write: Callable[[dict[str, str]], None], paths: list[str], first: str, second: str
) -> None:
    write(WHOLE_CASE | {"ours.yaml": "term_months: 6\n"})
    write({"b/needs.yaml": "term_months: 3\n", "b/vendors/cato.yaml": "name: Cato\n"})
    case = load_case(paths)
    assert problems(case) == [f"{second} {first} holds needs too; keep one of them, or name one with --needs"]
    assert case.needs.document is not None
    assert case.needs.document.path == first


# Judgements


def test_a_judgement_of_a_vendor_that_was_not_named_is_left_out_in_silence(
    write: Callable[[dict[str, str]], None],
) -> None:
    write(WHOLE_CASE)
    case = load_case(["vendors/acme.yaml"])
    assert [file.judgement.vendor for file in case.judgements] == ["acme"]
    assert problems(case) == []


def test_judgements_alone_are_checked(write: Callable[[dict[str, str]], None]) -> None:
    write(WHOLE_CASE | {"judgements/3.yaml": judged("nobody")})
    case = load_case(["judgements"])
    assert (case.vendors, case.judgements) == ((), ())
    assert problems(case) == [
        "judgements/3.yaml:1:9 vendor: no profile is called nobody; write the name of its file without .yaml"
    ]


def test_a_judgement_of_a_vendor_whose_profile_has_a_fault_is_no_problem_of_its_own(
    write: Callable[[dict[str, str]], None],
) -> None:
    write({"vendors/acme.yaml": "nam: A\n", "judgements/1.yaml": judged("acme")})
    case = load_case([])
    assert [line.partition(":")[0] for line in problems(case)] == ["vendors/acme.yaml"]
    assert case.judgements == ()


def test_a_judgement_of_a_profile_in_no_known_folder_is_known(write: Callable[[dict[str, str]], None]) -> None:
    write({"acme.yaml": "name: A\n", "brio.yaml": "name: B\n", "judgements/1.yaml": judged("brio")})
    case = load_case(["acme.yaml"])
    assert (problems(case), case.judgements) == ([], ())


def test_a_judgement_that_has_a_fault_is_not_counted(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/acme.yaml": "name: A\n", "judgements/1.yaml": "vendor: acme\n"})
    case = load_case([])
    assert problems(case) == [
        "judgements/1.yaml by is missing; add by: and its value",
        "judgements/1.yaml date is missing; add date: and its value",
        "judgements/1.yaml kind is missing; add kind: and its value",
    ]
    assert case.judgements == ()


def test_a_vendor_is_known_however_its_accents_are_stored(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/cafe\u0301.yaml": "hours: {}\n", "judgements/1.yaml": judged("caf\u00e9")})
    case = load_case([])
    assert problems(case) == []
    assert [file.judgement.vendor for file in case.judgements] == ids(case) == ["caf\u00e9"]


def test_a_vendor_of_a_very_long_name_keeps_its_judgements(write: Callable[[dict[str, str]], None]) -> None:
    write({f"vendors/{'k' * 120}.yaml": "name: K\n", "judgements/1.yaml": judged("k" * 120)})
    case = load_case([])
    assert problems(case) == []
    assert [file.judgement.vendor for file in case.judgements] == ids(case)


# Quotes


def offers(case: Case) -> list[tuple[str, str, str]]:
    """Every offer: its id, its vendor and its title."""
    return [(offer.id, offer.vendor, offer.quote.title or "") for offer in case.quotes]


def test_offers_stand_in_files_and_in_profiles(write: Callable[[dict[str, str]], None]) -> None:
    write(
        {
            "vendors/acme.yaml": f"""\
                name: Acme
                quotes:
                  - {{title: Round two, {OFFER.strip()}}}
                  - vendor: acme
                    title: Round one
                    currency: EUR
                    {OFFER}""",
            "quotes/other.yaml": f"vendor: acme\nreference: Q-7\ntitle: Night desk\n{OFFER}",
            "quotes/brio.yaml": f"vendor: brio\n{OFFER}",
        }
    )
    case = load_case([])
    assert problems(case) == []
    assert offers(case) == [
        ("acme/Round two", "acme", "Round two"),
        ("acme/Round one", "acme", "Round one"),
        ("brio/brio", "brio", ""),  # without a profile it is an offer all the same
        ("acme/Q-7", "acme", "Night desk"),
    ]
    assert case.files == 3
    assert str(case.quotes[1].document.value_place("currency")) == "vendors/acme.yaml:6:15"


@pytest.mark.parametrize("quotes", ["quotes: none", "quotes: []", "name: Acme"])
def test_a_profile_may_be_without_offers(write: Callable[[dict[str, str]], None], quotes: str) -> None:
    write({"vendors/acme.yaml": f"{quotes}\n"})
    case = load_case([])
    assert (problems(case), case.quotes, ids(case)) == ([], (), ["acme"])


PROBLEMS_IN_A_PROFILE = [
    ("quotes: {charges: []}", "1:9 quotes: this is a list; begin each offer with a dash"),
    ("quotes: 49 a month", "1:9 quotes: this is a list; begin each offer with a dash"),
    (
        "quotes:\n  - title: A\n    chrages: []\n    charges: [{per: cycle, rate: 4}]",
        "3:5 chrages is not a key here; did you mean charges?",
    ),
    (
        "name: A\nquotes:\n  - {title: A}",
        "3:5 charges: nothing is priced; add charges:, or plans: for a ladder of them",
    ),
    (
        "quotes:\n  - charges:\n      - {per: cycle, rate: 4}\n      - per: cycle\n        rat: 4",
        "5:9 rat is not a key of charges; did you mean rate?",
    ),
    ("quotes:\n  - 49", "2:5 this is not a list of keys with values; write each as key: value"),
    (
        "quotes:\n  - vendor: brio\n    charges: [{per: cycle, rate: 4}]",
        "2:13 vendor: this offer stands in the profile of acme; leave vendor out",
    ),
]


@pytest.mark.parametrize(("text", "problem"), PROBLEMS_IN_A_PROFILE)
def test_a_problem_of_an_offer_in_a_profile_stands_at_its_line(
    write: Callable[[dict[str, str]], None], text: str, problem: str
) -> None:
    write({"vendors/acme.yaml": text})
    case = load_case([])
    assert problems(case) == [f"vendors/acme.yaml:{problem}"]
    assert case.quotes == ()


def test_all_is_told_of_an_offer_of_another_vendor_in_a_profile(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/acme.yaml": "quotes:\n  - vendor: brio\n    rat: 4\n    charges: [{per: cycle, rate: 4}]"})
    assert [line.partition(" ")[0] for line in problems(load_case([]))] == [
        "vendors/acme.yaml:2:13",
        "vendors/acme.yaml:3:5",
    ]


def test_a_quote_must_name_its_vendor(write: Callable[[dict[str, str]], None]) -> None:
    missing = "vendor is missing; add vendor: and the name of the vendor's profile without .yaml"
    write(
        {
            "quotes/a.yaml": OFFER,
            "quotes/b.yaml": "chrages: []\ncharges: [{per: cycle, rate: 4}]\n",
            "quotes/c.yaml": f"vendor: 3\n{OFFER}",
            "quotes/d.yaml": "- 3\n",
        }
    )
    case = load_case(["quotes"])
    assert problems(case) == [
        f"quotes/a.yaml {missing}",
        f"quotes/b.yaml {missing}",
        "quotes/b.yaml:1:1 chrages is not a key here; did you mean charges?",
        'quotes/c.yaml:1:9 vendor: 3 is read as a number; put it in quotes: "3"',
        "quotes/d.yaml this is not a list of keys with values; write each as key: value",
    ]
    assert case.quotes == ()


def test_a_quote_names_its_vendor_however_accents_are_stored(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/cafe\u0301.yaml": "name: C\n", "quotes/1.yaml": f"vendor: caf\u00e9\n{OFFER}"})
    case = load_case([])
    assert [offer.vendor for offer in case.quotes] == ids(case) == ["caf\u00e9"]


def test_an_offer_is_not_left_out_for_a_file_that_is_no_profile(write: Callable[[dict[str, str]], None]) -> None:
    write({"flat/acme.yaml": "name: A", "flat/log.yaml": "timezone: UTC", "flat/offer.yaml": f"vendor: log\n{OFFER}"})
    case = load_case(["flat"])
    assert (ids(case), [offer.vendor for offer in case.quotes], problems(case)) == (["acme"], ["log"], [])


def test_offers_of_one_reference_have_ids_of_their_own(write: Callable[[dict[str, str]], None]) -> None:
    same = f"reference: Q-1\n{OFFER}"
    write(
        {
            "vendors/acme.yaml": f"quotes: [{', '.join(['{reference: Q-1, ' + OFFER.strip() + '}'] * 4)}]\n",
            "quotes/a.yaml": f"vendor: acme\n{same}",
            "quotes/b.yaml": f"vendor: brio\n{same}",
            "quotes/c.yaml": f"vendor: acme\ntitle: acme (4)\n{OFFER}",
            "quotes/d.yaml": f"vendor: acme\ntitle: acme (4)\n{OFFER}",
        }
    )
    case = load_case([])
    assert problems(case) == []
    assert [offer.id for offer in case.quotes] == [
        "acme/Q-1",
        "acme/acme",
        "acme/acme (2)",
        "acme/acme (3)",
        "acme/a",
        "brio/Q-1",
        "acme/acme (4)",
        "acme/d",
    ]


def test_hostile_references_come_out_inert(write: Callable[[dict[str, str]], None]) -> None:
    write({"quotes/a.yaml": f'vendor: acme\nreference: "a\\u202eb{"k" * 200}"\n{OFFER}'})
    (offer,) = load_case(["quotes"]).quotes
    assert offer.id.isprintable()
    assert len(offer.id) <= len("acme/") + 80


def test_an_offer_of_a_vendor_that_was_not_named_is_left_out_in_silence(
    write: Callable[[dict[str, str]], None],
) -> None:
    write(WHOLE_CASE | {"quotes/brio.yaml": f"vendor: brio\n{OFFER}", "quotes/cato.yaml": f"vendor: cato\n{OFFER}"})
    case = load_case(["vendors/brio.yaml"])
    assert problems(case) == []
    assert [offer.vendor for offer in case.quotes] == ["brio", "cato"]


# One file of a case


def test_an_offer_alone_in_a_file_called_as_its_vendor_is_read(tmp_path: Path) -> None:
    lone = tmp_path / "northwind.yaml"
    lone.write_text("vendor: northwind\ncharges: [{per: call, rate: 1}]\n", encoding="utf-8")
    case = load_case([lone])
    assert ([quote.vendor for quote in case.quotes], case.problems) == (["northwind"], ())


@pytest.mark.parametrize("named", [["offer.yaml"], ["quotes/acme.yaml", "offer.yaml"], ["../new.yaml"]])
def test_an_offer_outside_the_known_folders_means_its_vendor(
    write: Callable[[dict[str, str]], None], named: list[str]
) -> None:
    write({"vendors/acme.yaml": "name: Acme", "vendors/brio.yaml": "name: Brio", "needs.yaml": "country: US\n"})
    write({"quotes/acme.yaml": f"vendor: acme\nreference: A-1\n{OFFER}"})
    write(dict.fromkeys(("offer.yaml", "../new.yaml"), f"vendor: brio\nreference: B-1\n{OFFER}"))
    case = load_case(named, "needs.yaml")
    assert [quote.id for quote in case.quotes if quote.vendor == "brio"] == ["brio/B-1"]
    assert [vendor.id for vendor in case.vendors] == ["acme", "brio"]
    assert not case.problems


def test_a_vendor_is_called_by_its_name_else_by_its_id() -> None:
    document = parse_document("name: Acme Contact", "vendors/acme.yaml")[0]
    assert document is not None
    assert VendorFile("acme", Vendor(name="Acme Contact"), document).name == "Acme Contact"
    assert VendorFile("acme", Vendor(), document).name == "acme"


# The needs alone


def test_needs_alone_are_read_without_what_lies_beside_them(write: Callable[[dict[str, str]], None]) -> None:
    write(WHOLE_CASE | {"vendors/bad.yaml": "nme: Bad\n", "quotes/bad.yaml": "nme: Bad\n"})
    for case in (load_needs(), load_needs(["vendors"]), load_needs([], "needs.yaml"), load_needs(["needs.yaml"])):
        assert (case.needs.needs.company, case.vendors, problems(case), case.files) == ("Juniper Print", (), [], 1)


def test_without_needs_defaults_hold(write: Callable[[dict[str, str]], None]) -> None:
    write({"vendors/acme.yaml": "name: Acme\n"})
    for case in (load_needs(), load_needs(["vendors"])):
        assert (case.needs, problems(case), case.files) == (NeedsFile(Needs()), [], 0)


def test_needs_of_any_name_are_known_by_their_keys(write: Callable[[dict[str, str]], None]) -> None:
    write({"ours.yaml": "term_months: 24\n", "needs.yaml": "term_months: 12\n"})
    assert load_needs([], "ours.yaml").needs.needs.term_months == 24
    assert problems(load_needs(["ours.yaml"])) == [
        "needs.yaml ours.yaml holds needs too; keep one of them, or name one with --needs"
    ]


def test_bad_needs_are_a_problem_and_missing_ones_an_error(write: Callable[[dict[str, str]], None]) -> None:
    write({"needs.yaml": "demnd: {}\n"})
    assert problems(load_needs()) == ["needs.yaml:1:1 demnd is not a key here; did you mean demand?"]
    with pytest.raises(NothingToWorkOnError, match=r"^none\.yaml is not there; name the file of the needs$"):
        load_needs([], "none.yaml")
