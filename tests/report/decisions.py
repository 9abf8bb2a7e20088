"""A small case to decide on, and one whose every text would like to be markup."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from callvet.evaluation.reporting import ReportAnswer, report_case

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NEEDS = """\
    company: Juniper Print
    country: US
    currency: USD
    timezone: America/New_York
    start: 2027-01-01
    demand: {calls_per_month: 5000, shape: flat, open: Mo-Fr 08:00-18:00, spread: 0, languages: {en: 90%, es: 10%}}
    baseline: {monthly_cost: 40000, transition_cost: 8000}
    must: {languages: [en]}
    own_criteria: {fits_our_brand: {question: Does it sound like us?, weight: 5}}
    """
ACME = """\
    name: Acme
    sources: [{kind: vendor_page, ref: "https://acme.example/pricing", read: 2026-11-01}]
    location: {sites: [{country: US, city: Tulsa, timezone: America/Chicago, agents: 180}]}
    services: {inbound: [order_taking, information], channels: [phone, email, chat]}
    hours: {open: 24/7, timezone: America/Chicago, holidays: open}
    languages: [{code: en, level: native}]
    reporting: {level: realtime, recordings: true}
    service_levels: {calls: {share: 80%, within_seconds: 20}}
    contract: {min_term_months: 12, notice_days: 30}
    """
BRIO = """\
    name: Brio
    as_of: 2026-11-02
    location: {sites: [{country: PH, city: Cebu, timezone: Asia/Manila, agents: 420}]}
    services: {inbound: [order_taking], channels: [phone]}
    hours: {open: Mo-Fr 08:00-20:00, timezone: America/New_York, holidays: closed}
    languages: [{code: en, level: fluent}, {code: es, level: native}]
    security: {certifications: [pci_dss, soc2]}
    continuity: {redundant_sites: true, disaster_recovery: true}
    """
CORTE = """\
    name: Corte
    languages: [{code: en, level: fluent}]
    security: {certifications: [pci_dss, iso_27001]}
    """
DORA = "name: Dora\nlanguages: [{code: fr, level: native}]\n"
CLOCK = "clock: {counts: [talk, hold, wrap], step_seconds: 1}"
QUOTE = """\
    vendor: {vendor}
    title: {title}
    reference: {reference}
    dated: 2026-10-14
    source: {{kind: quote, ref: e-mail of 14 October, read: 2026-10-15}}
    agents: shared
    charges:
      - {{per: minute, rate: {rate}, {clock}}}
      - {{per: cycle, rate: {fee}, for: account fee}}
    """
JUDGEMENT = "vendor: acme\nby: operations\ndate: 2026-10-20\nkind: meeting\nmarks: {fits_our_brand: 7, staff: 8}\n"


def quote(vendor: str, rate: str, fee: str, clock: str = CLOCK, title: str = "Shared desk") -> str:
    """A priced offer."""
    reference = f"{vendor[0].upper()}-1"
    return QUOTE.format(vendor=vendor, title=title, reference=reference, rate=rate, fee=fee, clock=clock)


CASE: Mapping[str, str] = {
    "needs.yaml": NEEDS,
    "vendors/acme.yaml": ACME,
    "vendors/brio.yaml": BRIO,
    "vendors/corte.yaml": CORTE,
    "vendors/dora.yaml": DORA,
    "quotes/acme.yaml": quote("acme", "0.95", "49"),
    "quotes/brio.yaml": quote("brio", "0.70", "6000"),
    "quotes/corte.yaml": quote("corte", "1.02", "0", "clock: {counts: [talk]}"),
    "judgements/acme.yaml": JUDGEMENT,
}

HOSTILE = (
    "<script>hacked=1</script>",
    "</script><script>hacked=1</script>",
    '"><img src=x onerror=hacked=1>',
    "javascript:hacked=1",
    "{{ 7*191 }}{% raw %}",
    "</title></style><svg onload=hacked=1>",
    "<!-- <script>",
)
ADDRESSES = (
    "javascript:hacked=1",
    "https://x.example/\"onmouseover=hacked=1'",
    "data:text/html,<script>hacked=1</script>",
)


def hostile_case() -> dict[str, str]:
    """The same case with a text that would be markup wherever people may write."""
    names = [text.replace('"', '\\"') for text in HOSTILE]
    sources = ", ".join(
        f'{{kind: review, ref: "{ref.replace(chr(34), "%22")}", read: 2026-11-01}}' for ref in ADDRESSES
    )
    case = {name: dedent(text) for name, text in CASE.items()}
    case["needs.yaml"] = case["needs.yaml"].replace("Juniper Print", f'"{names[0]}"')
    own = f'own_criteria: {{"{names[1]}": {{question: "{names[2]}", weight: 5}}}}'
    case["needs.yaml"] = case["needs.yaml"].replace(
        "own_criteria: {fits_our_brand: {question: Does it sound like us?, weight: 5}}", own
    )
    for vendor, name in zip(("acme", "brio", "corte", "dora"), names[1:], strict=False):
        path = f"vendors/{vendor}.yaml"
        case[path] = "\n".join([f'name: "{name}"', *case[path].splitlines()[1:], ""])
    case["vendors/brio.yaml"] += f'sources: [{sources}]\nnotes: "{names[5]}"\n'
    case["quotes/acme.yaml"] = (
        case["quotes/acme.yaml"].replace("Shared desk", f'"{names[4]}"').replace("account fee", f'"{names[2]}"')
    )
    case["quotes/brio.yaml"] = (
        case["quotes/brio.yaml"].replace("B-1", f'"{names[1]}"').replace("e-mail of 14 October", f'"{names[3]}"')
    )
    case["judgements/acme.yaml"] = JUDGEMENT.replace("operations", f'"{names[6]}"').replace(
        "fits_our_brand", f'"{names[1]}"'
    )
    return case


def written(folder: Path, case: Mapping[str, str] = CASE) -> Path:
    """A case in a folder."""
    for name, text in case.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


def decided(folder: Path) -> ReportAnswer:
    """All that a report of a case says, with few draws."""
    return report_case([folder], draws=200)
