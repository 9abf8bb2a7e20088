"""How a vendor keeps data safe and the lines open: certificates, measures and continuity."""

from typing import Annotated, Literal

from pydantic import Field

from callvet.model.section import Section
from callvet.model.units import Count, Day, Flag, Limit, Listed

Certification = Literal["pci_dss", "soc2", "iso_27001", "hipaa", "gdpr"]
Hosting = Literal["cloud", "on_premises", "both"]


class Continuity(Section):
    """What happens when something breaks."""

    redundant_sites: Flag | None = None
    """Whether another site can take over."""
    disaster_recovery: Flag | None = None
    """Whether there is a disaster-recovery plan."""
    outages_last_year: Count | None = None
    """Times the service was down in the last twelve months. [count]"""


class PciCertificate(Section):
    """Proof of PCI DSS, as it was seen."""

    level: Annotated[Limit, Field(le=4)] | None = None
    """Service-provider or merchant level; 1 is the strictest."""
    valid_until: Day | None = None
    """Last day of its validity."""


class Soc2Certificate(Section):
    """A SOC 2 report, as it was seen."""

    type: Annotated[Limit, Field(le=2)] | None = None
    """Type 1 looks at a day, type 2 at a period."""
    valid_until: Day | None = None
    """Last day for which it is taken as current."""


class Certificate(Section):
    """Proof of a certification, as it was seen."""

    valid_until: Day | None = None
    """Last day of its validity."""


class Certificates(Section):
    """Proof that was seen, by certification."""

    pci_dss: PciCertificate | None = None
    """The PCI DSS attestation."""
    soc2: Soc2Certificate | None = None
    """The SOC 2 report."""
    iso_27001: Certificate | None = None
    """The ISO 27001 certificate."""
    hipaa: Certificate | None = None
    """The business associate agreement."""
    gdpr: Certificate | None = None
    """The data processing agreement."""


class Security(Section):
    """How data and premises are kept."""

    certifications: Listed[Certification] | None = None
    """What the vendor holds or signs: hipaa signs a BAA, gdpr signs a DPA."""
    certificates: Certificates | None = None
    """Proof, where it was seen."""
    recording_consent: Flag | None = None
    """Whether callers are told that they are recorded, and asked where the law says so."""
    do_not_call: Flag | None = None
    """Whether do-not-call lists are kept."""
    physical: Listed[Literal["coded_doors", "cctv", "guards"]] | None = None
    """Protection of the premises."""
    hosting: Hosting | None = None
    """Where the software runs; neither is better in itself."""
