"""Vendors' profiles to measure with: as long and as varied as those that people write, and the same in every run."""

from __future__ import annotations

from random import Random
from string import Template
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SEED: Final = 20260115
_LEFT_OUT: Final = 0.12
"""How often a line that begins with ``?`` is left out, as people leave out what they do not know. [share of lines]"""

_PROFILE: Final = Template("""\
# What $name says of itself, and what we found out.
name: $name
as_of: $day
website: https://$id.example
sources:
  - {kind: vendor_page, ref: "https://$id.example/services", read: $day}
  - {kind: vendor_page, ref: "https://$id.example/security", read: $day}
? - {kind: meeting, ref: "video call with $person", read: $day}
? - {kind: contract, ref: "draft agreement, version $small", read: $day}
location:
  headquarters: $country
  sites:
    - {country: $country, city: $city, timezone: $zone, agents: $agents}
?   - {country: $other_country, city: $other_city, timezone: $other_zone, agents: $other_agents}
services:
  inbound: [message_taking, order_taking, information,
            $inbound]
? outbound: [$outbound]
  channels: [phone, $channels]
? self_service: [ivr, voicemail]
agents:
  models: [$models]
? licensed: none
? training_hours: $training      # before the first call
? annual_attrition: $attrition%     # said in the meeting
? tries_product: $flag
hours:
  open: $open
? timezone: $zone
? holidays: $holidays
languages:
  - {code: en, level: native}
  - {code: $language, level: fluent, extra_cost: $flag}
? - {code: $other_language, level: translation, extra_cost: true}
reporting:
  level: $reporting
? recordings: true
? messages: $flag
? scored_calls_per_agent_week: $small.5
service_levels:
  calls: {share: $level%, within_seconds: $seconds}
? email_hours: $hours
? chat_seconds: $seconds
? social_minutes: 30
? sms: {share: $level%, within_seconds: 60}
? uptime: 99.9$small%
  credits: $flag
continuity:
  redundant_sites: $flag
? disaster_recovery: true
? outages_last_year: $small
security:
  certifications: [$certifications]
  certificates:
    pci_dss: {level: 1, valid_until: $later}
?   soc2: {type: 2, valid_until: $later}
? recording_consent: true
? do_not_call: true
? physical: [coded_doors, cctv]
  hosting: $hosting
integrations:
  crm: [$crm]
? social: [facebook, instagram]
? supplies_crm: $flag
company:
  founded: $year
  agents: $agents
  industries: [$industries]
? references: $small
? shows_accounts: $flag
  reviews:
    - {site: Caller's Choice, rating: $rating, out_of: 5, count: $count, read: $day}
?   - {site: "Outsourcing: the index", rating: 7.$small, out_of: 10, count: $small, read: $day}
capacity:
  min_calls_per_month: $least
  max_calls_per_month: $most
? agents_added_per_month: $small
contract:
  min_term_months: $term
  notice_days: $notice
? auto_renews: $flag
? free_trial_days: none
  prices_published: $flag
? termination_for_convenience: $flag
? price_change_notice_days: $notice
? dispute_window_days: 30
? liability_cap_months: $small
? returns_data: true
? exit_help: $flag
performance:
  handle_seconds: $handle
  first_contact_resolution: 0.$resolution
  source: {kind: meeting, ref: "figures of the last twelve months", read: $day}
notes: >-
  We saw the floor with $person, and listened in. Two of the agents whom we asked have been there for
  more than $small years; the others came last spring. The first draft of the agreement is theirs:
  notice, credits and liability are to be talked over before anybody signs.
""")

_NEEDS: Final = """\
company: Juniper Print
country: US
currency: USD
timezone: America/New_York
industry: retail
demand:
  calls_per_month: 5000
  growth_per_year: 15%
  open: Mo-Fr 08:00-20:00; Sa 09:00-17:00; PH off
  talk_seconds: 215
  wrap_seconds: 70
  languages: {en: 90%, es: 10%}
service:
  calls: {share: 80%, within_seconds: 20}
must:
  languages: [en]
  channels: [phone]
wants:
  certifications: [pci_dss]
  crm: [hubspot]
weights: {people: 22, cost: 20, availability: 18, offer: 12, quality: 12, trust: 11, terms: 5}
"""

_PLACES: Final = (
    ("US", "Tulsa", "America/Chicago"),
    ("US", "Boise", "America/Boise"),
    ("CA", "Halifax", "America/Halifax"),
    ("MX", "Monterrey", "America/Monterrey"),
    ("CO", "Medellín", "America/Bogota"),
    ("PH", "Cebu", "Asia/Manila"),
    ("IN", "Pune", "Asia/Kolkata"),
    ("ZA", "Durban", "Africa/Johannesburg"),
    ("IE", "Cork", "Europe/Dublin"),
    ("GB", "Leeds", "Europe/London"),
)
_NAMES: Final = ("Cedar", "Harbour", "Lantern", "Meridian", "Northfield", "Orchard", "Prairie", "Summit", "Willow")
_KINDS: Final = ("Answering", "Care", "Connect", "Contact", "Dialogue", "Response", "Service", "Voice")
_PEOPLE: Final = ("the sales lead", "a floor manager", "the head of quality", "Ana Ruiz", "J. O'Neill")
_DAYS: Final = ("Mo-Su", "Mo-Fr", "Mo-Sa", "Mo-Fr 07:00-19:00; Sa,Su", "Mo-Th 06:00-24:00; Fr-Su")


def write_profiles(folder: Path, count: int) -> None:
    """Write so many profiles of about ninety lines into a folder."""
    chance = Random(SEED)  # noqa: S311 - variety, not secrets
    folder.mkdir(parents=True)
    for number in range(count):
        name = f"vendor-{number:05}"
        (folder / f"{name}.yaml").write_text(_profile(chance, name), encoding="utf-8")


def write_case(folder: Path, vendors: int) -> None:
    """Write a case: so many profiles, and the needs beside them."""
    write_profiles(folder / "vendors", vendors)
    (folder / "needs.yaml").write_text(_NEEDS, encoding="utf-8")


def _profile(chance: Random, vendor: str) -> str:
    """One profile."""
    text = _PROFILE.substitute(_facts(chance, vendor))
    kept = (line for line in text.splitlines() if not line.startswith("?") or chance.random() >= _LEFT_OUT)
    return "".join(f" {line[1:]}\n" if line.startswith("?") else f"{line}\n" for line in kept)


def _facts(chance: Random, vendor: str) -> dict[str, object]:
    """What fills the gaps of one profile."""
    country, city, zone = chance.choice(_PLACES)
    other_country, other_city, other_zone = chance.choice(_PLACES)
    opens, closes = chance.randrange(5, 10), chance.randrange(17, 24)
    return {
        "id": vendor,
        "name": f"{chance.choice(_NAMES)} {chance.choice(_KINDS)}",
        "person": chance.choice(_PEOPLE),
        "day": f"2026-{chance.randrange(1, 12):02}-{chance.randrange(1, 29):02}",
        "later": f"2027-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        "country": country,
        "city": city,
        "zone": zone,
        "other_country": other_country,
        "other_city": other_city,
        "other_zone": other_zone,
        "open": "24/7" if chance.random() < 1 / 3 else f"{chance.choice(_DAYS)} {opens:02}:00-{closes:02}:30",
        **_words(chance),
        **_numbers(chance),
    }


def _words(chance: Random) -> dict[str, str]:
    """The gaps for words."""
    return {
        "inbound": _some(chance, ("payments", "technical_support", "appointment_setting", "call_transfer")),
        "outbound": _some(chance, ("lead_generation", "surveys", "follow_up", "win_back", "scheduled_calls")),
        "channels": _some(chance, ("email", "chat", "sms", "social")),
        "models": _some(chance, ("shared", "partial", "dedicated")),
        "certifications": _some(chance, ("pci_dss", "soc2", "iso_27001", "hipaa", "gdpr")),
        "crm": _some(chance, ("salesforce", "hubspot", "zendesk", "dynamics", "freshdesk")),
        "industries": _some(chance, ("retail", "healthcare", "travel", "legal services", "insurance")),
        "flag": chance.choice(("true", "false")),
        "holidays": chance.choice(("open", "closed")),
        "hosting": chance.choice(("cloud", "on_premises", "both")),
        "language": chance.choice(("es", "fr", "es-MX", "pt-BR")),
        "other_language": chance.choice(("de", "zh", "vi", "fil")),
        "reporting": chance.choice(("counts", "daily", "realtime")),
    }


def _numbers(chance: Random) -> dict[str, int | float]:
    """The gaps for numbers."""
    return {
        "agents": chance.randrange(40, 3000),
        "other_agents": chance.randrange(10, 400),
        "attrition": chance.randrange(15, 60),
        "count": chance.randrange(3, 400),
        "handle": chance.randrange(180, 480),
        "hours": chance.choice((4, 8, 12, 24)),
        "least": chance.choice((0, 100, 500, 2000)),
        "level": chance.choice((70, 80, 85, 90)),
        "most": chance.randrange(20_000, 500_000, 5000),
        "notice": chance.choice((30, 60, 90)),
        "rating": chance.randrange(20, 50) / 10,
        "resolution": chance.randrange(60, 90),
        "seconds": chance.choice((10, 20, 30, 45)),
        "small": chance.randrange(1, 9),
        "term": chance.choice((1, 6, 12, 24)),
        "training": chance.randrange(8, 120),
        "year": chance.randrange(1975, 2024),
    }


def _some(chance: Random, words: Sequence[str]) -> str:
    """A few of the words, in their order, as they stand in a list."""
    chosen = chance.sample(range(len(words)), chance.randrange(1, len(words) + 1))
    return ", ".join(words[position] for position in sorted(chosen))
