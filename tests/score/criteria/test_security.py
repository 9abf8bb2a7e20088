"""Security: certifications, their proof, rights, premises and hosting."""

from __future__ import annotations

import pytest

from callvet.score.criteria.security import CRITERION
from tests.conftest import MakeNeeds, MakeSubject

NEEDS_TWO = "{start: 2027-01-01, must: {certifications: [pci_dss]}, wants: {certifications: [soc2, pci_dss]}}"
NEEDS_SOC2 = "{start: 2027-01-01, wants: {certifications: [soc2]}}"
STARTS = "start: 2027-01-01"
POINT_OF_EIGHT = 100 / 8
"""What weight 1 is worth where neither do-not-call lists nor hosting count. [points]"""


def test_all_that_is_needed_held_and_proven_is_full_marks(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("""\
        security:
          certifications: [pci_dss, soc2]
          certificates: {pci_dss: {valid_until: 2027-03-01}, soc2: {type: 2, valid_until: 2027-01-01}}
          recording_consent: true
          physical: [coded_doors, cctv, guards]
        """)
    found = CRITERION.assess(subject, make_needs(NEEDS_TWO))
    assert (found.low, found.high, found.answered_share) == pytest.approx((100, 100, 1))
    assert found.reason == (
        "PCI DSS, SOC 2; proof of PCI DSS; proof of SOC 2; callers told of recording; coded doors, CCTV, guards"
    )


def test_silence_is_a_range_and_every_question(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(NEEDS_TWO))
    assert (found.low, found.high, found.answered_share) == pytest.approx((0, 100, 0))
    assert found.unanswered == (
        "security.certifications",
        "security.certificates.pci_dss",
        "security.certificates.soc2",
        "security.recording_consent",
        "security.physical",
    )


def test_silence_where_nothing_is_called_for_asks_what_is_held(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs())
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("security.certifications", "security.recording_consent", "security.physical")


@pytest.mark.parametrize("needs", [NEEDS_SOC2, STARTS])
def test_an_honest_no_scores_nothing(make_subject: MakeSubject, make_needs: MakeNeeds, needs: str) -> None:
    subject = make_subject("security: {certifications: none, recording_consent: false, physical: none}")
    found = CRITERION.assess(subject, make_needs(needs))
    assert (found.low, found.high) == (0, 0)
    held = "no SOC 2" if needs == NEEDS_SOC2 else "no certification"
    assert found.reason == f"{held}; callers not told of recording; no protection of the premises"


def test_only_what_is_called_for_counts(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("security: {certifications: [pci_dss, hipaa, gdpr]}")
    found = CRITERION.assess(subject, make_needs(NEEDS_TWO))
    # half of 4; of the proof, that of PCI DSS is open (weight 1), that of SOC 2 cannot be; 2 of 8 are not answered
    assert (found.low, found.high) == pytest.approx((2 * POINT_OF_EIGHT, 5 * POINT_OF_EIGHT))
    assert found.reason.startswith("PCI DSS, no SOC 2; not known: security.certificates.pci_dss, ")


@pytest.mark.parametrize(
    ("held", "points"),
    [("[gdpr]", 50), ("[gdpr, gdpr]", 50), ("[gdpr, soc2]", 75), ("[gdpr, soc2, hipaa]", 100)],
)
def test_where_nothing_is_called_for_breadth_counts(
    make_subject: MakeSubject, make_needs: MakeNeeds, held: str, points: float
) -> None:
    found = CRITERION.assess(make_subject(f"security: {{certifications: {held}}}"), make_needs())
    assert found.low == pytest.approx(points * 4 / 8)
    # the proof could reach the same points, and rights and premises are open
    assert found.high == pytest.approx(points * 6 / 8 + 2 * POINT_OF_EIGHT)


@pytest.mark.parametrize(
    ("proof", "low", "high", "asked"),
    [
        ("{soc2: {type: 2, valid_until: 2027-01-01}}", 100, 100, None),
        ("{soc2: {type: 1, valid_until: 2027-01-01}}", 50, 50, None),
        ("{soc2: {valid_until: 2027-01-01}}", 50, 100, "security.certificates.soc2.type"),
        ("{soc2: {type: 2}}", 0, 100, "security.certificates.soc2.valid_until"),
        ("{soc2: {type: 1}}", 0, 50, "security.certificates.soc2.valid_until"),
        ("{soc2: {type: 2, valid_until: 2026-12-31}}", 0, 0, None),
        ("{pci_dss: {valid_until: 2028-01-01}}", 0, 100, "security.certificates.soc2"),
    ],
)
def test_proof_counts_by_its_day_and_type(
    make_subject: MakeSubject, make_needs: MakeNeeds, proof: str, low: float, high: float, asked: str | None
) -> None:
    subject = make_subject(f"""\
        security:
          certifications: [soc2]
          certificates: {proof}
          recording_consent: false
          physical: none
        """)
    found = CRITERION.assess(subject, make_needs(NEEDS_SOC2))
    assert (found.low, found.high) == pytest.approx((50 + low / 4, 50 + high / 4))
    assert found.unanswered == ((asked,) if asked else ())


def test_expired_proof_is_said(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("security: {certificates: {soc2: {type: 2, valid_until: 2026-12-31}}}")
    found = CRITERION.assess(subject, make_needs(NEEDS_SOC2))
    assert found.reason.startswith("proof of SOC 2 expired on 2026-12-31; not known: security.certifications,")


def test_without_a_start_proof_counts_on_the_day_of_the_profile(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    subject = make_subject("""\
        as_of: 2026-11-02
        security: {certificates: {soc2: {type: 2, valid_until: 2026-12-31}}}
        """)
    found = CRITERION.assess(subject, make_needs("wants: {certifications: [soc2]}"))
    assert found.low == pytest.approx(2 * POINT_OF_EIGHT)


def test_without_any_day_validity_cannot_be_told(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("security: {certificates: {soc2: {type: 1, valid_until: 2026-12-31}}}")
    found = CRITERION.assess(subject, make_needs("wants: {certifications: [soc2]}"))
    assert (found.low, found.high) == pytest.approx((0, 100 - POINT_OF_EIGHT))
    assert "as_of" in found.unanswered


def test_where_nothing_is_called_for_what_is_proven_earns_like_what_is_held(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    subject = make_subject("""\
        security:
          certifications: [pci_dss, iso_27001, soc2]
          certificates: {pci_dss: {valid_until: 2027-03-01}, soc2: {type: 1, valid_until: 2027-03-01}}
          recording_consent: true
          physical: [cctv]
        """)
    found = CRITERION.assess(subject, make_needs(STARTS))
    # held: 100 x 4; proven: 1.5 (62.5) or, with ISO 27001, 2.5 (87.5) x 2; consent: 100; premises: 50
    assert (found.low, found.high) == pytest.approx(((400 + 125 + 150) / 8, (400 + 175 + 150) / 8))
    assert found.unanswered == ("security.certificates.iso_27001",)
    assert found.reason.startswith("PCI DSS, ISO 27001, SOC 2; proof of PCI DSS; proof of SOC 2; callers told")


def test_several_open_proofs_are_one_question_where_nothing_is_called_for(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    found = CRITERION.assess(make_subject("security: {certifications: [hipaa, gdpr]}"), make_needs(STARTS))
    assert found.unanswered[0] == "security.certificates"


def test_to_hold_one_more_never_costs_points(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    proven = "certificates: {pci_dss: {valid_until: 2028-01-01}}"
    held = ["pci_dss", "soc2", "iso_27001", "hipaa", "gdpr"]
    found = [
        CRITERION.assess(
            make_subject(f"security: {{certifications: [{', '.join(held[:count])}], {proven}}}"), make_needs(STARTS)
        )
        for count in range(6)
    ]
    assert [one.low for one in found] == sorted(one.low for one in found)
    assert [one.high for one in found] == sorted(one.high for one in found)


@pytest.mark.parametrize(
    ("physical", "points"),
    [("[]", 0), ("[cctv]", 50), ("[cctv, cctv]", 50), ("[cctv, guards]", 80), ("[cctv, guards, coded_doors]", 100)],
)
def test_each_protection_of_the_premises_adds(
    make_subject: MakeSubject, make_needs: MakeNeeds, physical: str, points: float
) -> None:
    found = CRITERION.assess(make_subject(f"security: {{physical: {physical}}}"), make_needs())
    assert found.low == pytest.approx(points / 8)


@pytest.mark.parametrize(
    "outbound",
    ["demand: {outbound: {calls_per_month: 10}}", "must: {outbound: [surveys]}", "wants: {outbound: [surveys]}"],
)
@pytest.mark.parametrize(("kept", "points"), [("true", 100), ("false", 0)])
def test_do_not_call_lists_count_where_the_vendor_is_to_call(
    make_subject: MakeSubject, make_needs: MakeNeeds, outbound: str, kept: str, points: float
) -> None:
    found = CRITERION.assess(make_subject(f"security: {{do_not_call: {kept}}}"), make_needs(outbound))
    assert found.low == pytest.approx(points / 9)
    assert found.high == pytest.approx((points + 800) / 9)


def test_do_not_call_lists_earn_nothing_where_nobody_is_called(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    assert CRITERION.assess(make_subject("security: {do_not_call: true}"), make_needs()).low == 0


@pytest.mark.parametrize(
    ("hosting", "points", "words"),
    [
        ("cloud", 0, "hosted in the cloud"),
        ("on_premises", 100, "hosted on premises"),
        ("both", 100, "hosted in the cloud or on premises"),
    ],
)
def test_hosting_counts_where_the_buyer_says_which(
    make_subject: MakeSubject, make_needs: MakeNeeds, hosting: str, points: float, words: str
) -> None:
    subject = make_subject(f"security: {{hosting: {hosting}}}")
    found = CRITERION.assess(subject, make_needs("wants: {hosting: on_premises}"))
    assert found.low == pytest.approx(points / 9)
    assert found.reason.startswith(words)
    assert CRITERION.assess(subject, make_needs()).low == 0
