"""Security: are our customers' data, their rights and the premises kept safe?

| fact | weight | points |
| --- | --- | --- |
| `security.certifications`, where the needs name some | 4 | the share of those named that is held |
| `security.certifications`, where they name none | 4 | none held: 0, 1: 50, 2: 75, 3 or more: 100 |
| `security.certificates`, the proof that was seen | 2 | alike, of what is proven instead of what is held |
| `security.recording_consent` | 1 | no: 0, callers are told that they are recorded: 100 |
| `security.do_not_call` | 1 | no: 0, do-not-call lists are kept: 100 |
| `security.physical` | 1 | nothing: 0, one protection: 50, 2: 80, 3: 100 |
| `security.hosting` | 1 | the other one: 0, where we want it, or both: 100 |

The needs name certifications under `must.certifications` and `wants.certifications`. Proof counts where it is
valid on the day on which the contract starts (`start` in the needs), else on the day on which the profile was true
(`as_of`); with neither day, its validity cannot be told. Expired proof counts nothing, a SOC 2 report of type 1,
which looks at a single day, half. Proof that nobody has seen yet of what is held is an open question.

Do-not-call lists count only where the needs have outbound calls, hosting only where `wants.hosting` says which:
the cloud is quicker and cheaper to set up, a local installation is useful with many agents or where a cloud's
security is doubted, and neither is better in itself.

Source: document B: data security against theft, fraud and attack; physical security (coded doors, CCTV, guards);
cloud or on premises. What counts as proof and the break points are callvet's.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from callvet.model.security import Soc2Certificate
from callvet.score.criterion import Assessment, Criterion, Grade, Part, Subject, combine
from callvet.score.value_function import covered, piecewise, yes_no

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from callvet.model.needs import Needs
    from callvet.model.security import Certification

CERTIFICATIONS_WEIGHT = 4
PROOF_WEIGHT = 2
"""Shared among the certifications that are called for."""
BREADTH = ((0, 0.0), (1, 0.5), (2, 0.75), (3, 1.0))
"""Certifications where none is called for. [count]"""
PROTECTIONS = ((0, 0.0), (1, 0.5), (2, 0.8), (3, 1.0))
"""Of the premises. [count]"""
SOC2_TYPES = {1: 0.5, 2: 1.0}
"""What a report is worth, by its type. [value in 0..1]"""

CERTIFICATION_NAMES = {
    "pci_dss": "PCI DSS",
    "soc2": "SOC 2",
    "iso_27001": "ISO 27001",
    "hipaa": "HIPAA",
    "gdpr": "GDPR",
}
PROTECTION_NAMES = {"coded_doors": "coded doors", "cctv": "CCTV", "guards": "guards"}
HOSTING_WORDS = {
    "cloud": "hosted in the cloud",
    "on_premises": "hosted on premises",
    "both": "hosted in the cloud or on premises",
}

_CERTIFICATIONS, _CERTIFICATES = "security.certifications", "security.certificates"


def needed_certifications(needs: Needs) -> tuple[Certification, ...]:
    """What the buyer calls for, each once."""
    return tuple(dict.fromkeys((*needs.must.certifications, *needs.wants.certifications)))


def _wants_outbound(needs: Needs) -> bool:
    """Whether the vendor is to call people."""
    return bool(needs.demand.outbound.calls_per_month or needs.must.outbound or needs.wants.outbound)


def _coverage(held: Collection[str], needed: Collection[str]) -> Grade:
    """What is called for, or how much there is where nothing is."""
    if not needed:
        names = ", ".join(CERTIFICATION_NAMES[one] for one in dict.fromkeys(held))
        return piecewise(len(set(held)), *BREADTH), names or "no certification"
    words = (CERTIFICATION_NAMES[one] if one in held else f"no {CERTIFICATION_NAMES[one]}" for one in needed)
    return covered(needed, held), ", ".join(words)


def _worth(seen: object) -> tuple[float, float]:
    """What a proof that is valid is worth, at worst and at best."""
    if not isinstance(seen, Soc2Certificate):
        return 1.0, 1.0
    if seen.type is None:
        return min(SOC2_TYPES.values()), max(SOC2_TYPES.values())
    return SOC2_TYPES[seen.type], SOC2_TYPES[seen.type]


def _proof(subject: Subject, weight: float, certification: Certification, day: date | None) -> Part:
    """The proof of one certification, as it stands on the day."""
    security = subject.vendor.security
    key, name = f"{_CERTIFICATES}.{certification}", CERTIFICATION_NAMES[certification]
    seen = getattr(security.certificates, certification, None)
    if seen is None:
        not_held = security.certifications is not None and certification not in security.certifications
        return subject.between(weight, key, 0.0, 0.0, "") if not_held else subject.unknown(weight, key)
    least, most = _worth(seen)
    if seen.valid_until is None or day is None:
        asked = f"{key}.valid_until" if seen.valid_until is None else "as_of"
        return subject.between(weight, asked, 0.0, most, "")
    if seen.valid_until < day:
        return subject.between(weight, key, 0.0, 0.0, f"proof of {name} expired on {seen.valid_until}")
    return subject.between(weight, key if least == most else f"{key}.type", least, most, f"proof of {name}")


def _proof_of_held(subject: Subject, weight: float, day: date | None) -> Part:
    """How much is proven where the buyer calls for nothing: never less for holding one more."""
    held = subject.vendor.security.certifications
    if held is None:
        return subject.unknown(weight, _CERTIFICATIONS)
    proofs = [_proof(subject, 1, certification, day) for certification in dict.fromkeys(held)]
    low, high = (piecewise(fsum(ends), *BREADTH) for ends in ([p.low for p in proofs], [p.high for p in proofs]))
    asked = {proof.key for proof in proofs if not proof.answered}
    words = "; ".join(proof.words for proof in proofs if proof.words)
    return subject.between(weight, asked.pop() if len(asked) == 1 else _CERTIFICATES, low, high, words)


def _rights_and_premises(subject: Subject, needs: Needs) -> Iterator[Part]:
    """Callers' rights, the premises, and where the software runs."""
    security = subject.vendor.security
    yield subject.fact(
        1,
        "security.recording_consent",
        security.recording_consent,
        yes_no("callers told of recording", "callers not told of recording"),
    )
    if _wants_outbound(needs):
        yield subject.fact(
            1, "security.do_not_call", security.do_not_call, yes_no("do-not-call lists kept", "no do-not-call lists")
        )
    yield subject.fact(1, "security.physical", security.physical, _physical)
    wanted = needs.wants.hosting
    if wanted is not None:
        yield subject.fact(1, "security.hosting", security.hosting, lambda hosting: _hosting(hosting, wanted))


def _physical(protections: Collection[str]) -> Grade:
    """Each kind of protection adds less than the one before."""
    names = ", ".join(PROTECTION_NAMES[one] for one in dict.fromkeys(protections))
    return piecewise(len(set(protections)), *PROTECTIONS), names or "no protection of the premises"


def _hosting(hosting: str, wanted: str) -> Grade:
    """Only the buyer's wish makes one better than the other."""
    return (1.0 if hosting in (wanted, "both") else 0.0), HOSTING_WORDS[hosting]


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge what is held, what is proven, and how rights and premises are kept."""
    needed, day = needed_certifications(needs), needs.start or subject.vendor.as_of
    held = subject.fact(
        CERTIFICATIONS_WEIGHT,
        _CERTIFICATIONS,
        subject.vendor.security.certifications,
        lambda held: _coverage(held, needed),
    )
    proofs = [_proof(subject, PROOF_WEIGHT / len(needed), certification, day) for certification in needed]
    proofs = proofs or [_proof_of_held(subject, PROOF_WEIGHT, day)]
    return combine(held, *proofs, *_rights_and_premises(subject, needs))


CRITERION = Criterion(
    id="security",
    group="trust",
    question="Are our customers' data, their rights and the premises kept safe?",
    page=__doc__,
    assess=assess,
)
