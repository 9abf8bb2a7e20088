"""One vendor's page: every key, known or not, as it was written and where, with its sources and its scores."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from callvet.evaluation.reading import BadFilesError
from callvet.evaluation.vendor_page import Fact, VendorAnswer, describe_vendor
from callvet.load.discovery import NothingToWorkOnError
from callvet.score.weights import WeightsError

MakeCase = Callable[[dict[str, str]], None]

ACME = """\
name: Acme Answering
as_of: 2026-11-02
sources:
  - {kind: vendor_page, ref: "https://acme.example", read: 2026-11-01}
  - {kind: meeting, ref: our visit, read: 2026-11-02}
hours: {open: 24/7, holidays: closed}
agents:
  annual_attrition: 35%
  licensed: none
languages:
  - {code: en, level: native}
service_levels:
  calls: {share: 80%, within_seconds: 20}
  chat_seconds: none
security:
  certificates:
    soc2: {type: 2}
performance:
  handle_seconds: 340
  source: {kind: contract, ref: the pilot, read: 2026-10-01}
company: {references: 0, x-size: large}
x-mood: {good: true}
"""


@pytest.fixture
def make_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeCase:
    """Writes a case into the current folder, which is empty before."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write


def facts(answer: VendorAnswer) -> dict[str, Fact]:
    """The facts by key, each of which there is once."""
    found = {fact.key: fact for fact in answer.facts}
    assert len(found) == len(answer.facts)
    return found


# ---- What is known, and what is not -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "where"),
    [
        ("name", "Acme Answering", "1:1"),
        ("hours.open", "24/7", "6:9"),
        ("hours.holidays", "closed", "6:21"),
        ("agents.annual_attrition", "35%", "8:3"),
        ("agents.licensed", "none", "9:3"),
        ("languages", [{"code": "en", "level": "native"}], "10:1"),
        ("service_levels.calls", {"share": "80%", "within_seconds": 20}, "13:3"),
        ("service_levels.chat_seconds", "none", "14:3"),
        ("security.certificates.soc2.type", 2, "17:12"),
        ("performance.handle_seconds", 340, "19:3"),
        ("performance.source", {"kind": "contract", "ref": "the pilot", "read": "2026-10-01"}, "20:3"),
        ("company.references", 0, "21:11"),
        ("company.x-size", "large", "21:26"),
        ("x-mood", {"good": True}, "22:1"),
    ],
)
def test_a_fact_is_told_as_it_was_written_and_where(make_case: MakeCase, key: str, value: object, where: str) -> None:
    make_case({"vendors/acme.yaml": ACME})
    fact = facts(describe_vendor("acme"))[key]
    assert fact.value == value
    assert str(fact.place) == f"vendors/acme.yaml:{where}"


@pytest.mark.parametrize(
    "key",
    [
        "website",
        "hours.timezone",
        "location.sites",
        "service_levels.sms",
        "security.certificates.soc2.valid_until",
        "security.certificates.gdpr",
        "contract.notice_days",
        "notes",
    ],
)
def test_a_key_that_is_left_out_is_told_as_not_known(make_case: MakeCase, key: str) -> None:
    make_case({"vendors/acme.yaml": ACME})
    assert facts(describe_vendor("acme"))[key] == Fact(key, None, None)


def test_groups_sources_and_the_day_are_no_facts(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": f"{ACME}quotes: []\n"})
    found = facts(describe_vendor("acme"))
    assert not found.keys() & {"hours", "service_levels", "sources", "as_of", "quotes", "service_levels.calls.share"}


def test_proof_that_is_left_out_is_one_unknown(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": "name: Acme"})
    found = facts(describe_vendor("acme"))
    assert found["security.certificates"] == Fact("security.certificates", None, None)
    assert [fact.key for fact in found.values() if fact.place] == ["name"]


def test_sources_and_their_days_are_told(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": ACME, "vendors/brio.yaml": "name: Brio"})
    answer = describe_vendor("acme")
    assert [(source.kind, source.ref) for source in answer.sources] == [
        ("vendor_page", "https://acme.example"),
        ("meeting", "our visit"),
    ]
    assert answer.as_of == date(2026, 11, 2)
    brio = describe_vendor("brio")
    assert (brio.sources, brio.as_of) == ((), None)


# ---- Its scores ---------------------------------------------------------------------------------------------------


def test_a_vendor_is_scored_by_itself_with_its_judgements(make_case: MakeCase) -> None:
    """Half of a mark of 6 is 30 points; the other half, reporting, is not known and may add 50."""
    make_case(
        {
            "vendors/acme.yaml": ACME,
            "vendors/brio.yaml": "name: Brio",
            "needs.yaml": "weights: {culture: 1, reporting: 1}",
            "judgements/acme.yaml": "{vendor: acme, by: ops, date: 2026-10-20, kind: meeting, marks: {culture: 6}}",
            "judgements/brio.yaml": "{vendor: brio, by: ops, date: 2026-10-20, kind: meeting, marks: {culture: 9}}",
        }
    )
    answer = describe_vendor("acme")
    assert [entry.subject.id for entry in answer.ranking.ranking.entries] == ["acme"]
    assert (answer.entry.score, answer.entry.high) == pytest.approx((30, 80))
    assert answer.entry.unanswered == ("reporting.level",)


def test_weights_preset_volume_and_needs_may_be_chosen(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": ACME, "wanted.yaml": "country: MX", "needs.yaml": "country: US"})
    answer = describe_vendor(
        "acme", needs="wanted.yaml", preset="quality", weights={"cost": 9}, volume=Decimal(7000)
    ).ranking
    assert answer.needs.country == "MX"
    assert answer.needs.demand.calls_per_month == 7000
    assert answer.ranking.weights.origin == "the quality preset, with cost 9"
    assert describe_vendor("acme", needs=Path("wanted.yaml")).ranking.needs.country == "MX"


def test_what_cannot_be_scored_is_told_as_in_a_ranking(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": "nmae: Acme", "vendors/brio.yaml": "name: Brio"})
    with pytest.raises(BadFilesError, match="1 problem"):
        describe_vendor("acme")
    with pytest.raises(WeightsError, match=r"did you mean cost\?"):
        describe_vendor("brio", weights={"costs": 1})


# ---- Which vendor -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("vendors/acme.yaml", "acme"),
        ("vendors/acme.yml", "acme"),
        ("vendors/ACME.YAML", "ACME"),
        ("vendors/acme.v2.yaml", "acme.v2"),
        ("vendors/acme & sons.yaml", "acme & sons"),
        ("vendors/acme.yaml", "vendors/acme.yaml"),
        ("elsewhere/acme.yml", "elsewhere/acme.yml"),
        ("vendors/ACME.YAML", "vendors/ACME.YAML"),
    ],
)
def test_a_vendor_is_named_by_its_id_or_its_file(make_case: MakeCase, file: str, name: str) -> None:
    make_case({file: "name: Acme", "vendors/brio.yaml": "name: Brio"})
    assert describe_vendor(name).entry.subject.vendor.name == "Acme"


def test_an_id_may_be_written_with_accents_of_either_kind(make_case: MakeCase) -> None:
    make_case({"vendors/cafe\u0301.yaml": "name: Café"})
    assert describe_vendor("caf\u00e9").entry.subject.vendor.name == "Café"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("amce", r"^no vendor is called amce in vendors/; did you mean acme\?$"),
        ("vendors/acme", "^no vendor is called vendors/acme in vendors/; there are acme, brio$"),
        ("zenith", "^no vendor is called zenith in vendors/; there are acme, brio$"),
        ("../needs", r"^no vendor is called \.\./needs in vendors/; there are acme, brio$"),
        ("\x1b[31m", r"^no vendor is called \\x1b\[31m in vendors/; there are acme, brio$"),
        ("", "^no vendor is called  in vendors/; there are acme, brio$"),
        ("zenith.yaml", r"^zenith\.yaml is not there; name a folder of vendor profiles, or a file$"),
    ],
)
def test_a_vendor_that_is_not_there_is_told_with_those_that_are(make_case: MakeCase, name: str, message: str) -> None:
    make_case(
        {
            "vendors/brio.yaml": "name: Brio",
            "vendors/acme.yaml": "name: Acme",
            "vendors/.hidden.yaml": "name: Hidden",
            "vendors/notes.txt": "not a profile",
            "needs.yaml": "country: US",
        }
    )
    with pytest.raises(NothingToWorkOnError, match=message):
        describe_vendor(name)


def test_a_hidden_file_is_no_vendor(make_case: MakeCase) -> None:
    make_case({"vendors/.acme.yaml": "name: Hidden", "vendors/brio.yaml": "name: Brio"})
    with pytest.raises(NothingToWorkOnError, match=r"no vendor is called \.acme in vendors/; there are brio"):
        describe_vendor(".acme")


def test_without_a_folder_of_vendors_a_file_must_be_named(make_case: MakeCase) -> None:
    make_case({"acme.yaml": "name: Acme"})
    with pytest.raises(NothingToWorkOnError, match="there is no vendors/ folder here; name the profile's file"):
        describe_vendor("acme")
    assert describe_vendor("acme.yaml").entry.subject.id == "acme"


def test_an_empty_folder_of_vendors_is_told(make_case: MakeCase, tmp_path: Path) -> None:
    make_case({})
    (tmp_path / "vendors").mkdir()
    with pytest.raises(NothingToWorkOnError, match=r"vendors holds no \.yaml file; put one profile per vendor"):
        describe_vendor("acme")


def test_a_file_that_is_no_profile_is_told(make_case: MakeCase) -> None:
    make_case({"vendors/acme.yaml": "name: Acme", "needs.yaml": "country: US"})
    with pytest.raises(NothingToWorkOnError, match="no vendor profile is among these files"):
        describe_vendor("needs.yaml")
