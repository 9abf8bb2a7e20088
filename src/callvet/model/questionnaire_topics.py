"""Where each question of a questionnaire stands, and the words of its sheets, tables and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFER: Final = "quote"
"""What the ids of an offer's keys begin with."""

CHARGES: Final = "quote.charges"
PLANS: Final = "quote.plans"
NUMBER: Final = "no"
"""The column that numbers a charge, so that its terms may stand in several tables."""
PLAN: Final = "plan"
"""The column that names the plan of a charge."""
NAME: Final = "name"
"""The column of a name under which a map keeps its value."""

PRICE_OFFER: Final = "Price offer"
"""The first of the sheets of an offer."""

BUYERS_OWN: Final[Mapping[str, str]] = {
    "sources": "where a fact was read; the workbook is named as a source when it is read",
    "quotes": "the offer has sheets of its own",
    "quote.vendor": "the profile that the workbook is read into",
    "quote.source": "where the offer was read: the workbook",
    "quote.tax_recoverable": "whether the buyer gets the tax back, which the vendor cannot know",
    "quote.plans.charges": "asked with the other charges, whose column names the plan",
}
"""Keys without a question, and why."""


TOPICS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("Company", "Who you are.", ("", "company", "location")),
    ("Services", "What you do, and for whom.", ("services", "agents", "languages", "integrations")),
    ("Availability", "When you answer, how much you take on, and what happens when something breaks.",
     ("hours", "capacity", "continuity")),
    ("Quality", "What you promise, what you measure, and what we see of it.",
     ("service_levels", "reporting", "performance")),
    ("People", "The people who answer.",
     ("agents.training_hours", "agents.annual_attrition", "agents.tries_product", "agents.licensed")),
    ("Trust", "How data and premises are kept.", ("security",)),
    ("Terms", "Your usual contract.", ("contract",)),
    (PRICE_OFFER, "Your offer as a whole. What is counted and what it costs is on the next sheets.", ("quote",)),
    ("Prices", "Every price, one to a row. Further terms of a charge stand on the next sheet, by its number.",
     ("quote.plans", "quote.charges")),
    ("Price terms", "Only for charges with such terms; number them as on the sheet Prices.",
     ("quote.charges+tiers", "quote.charges+time", "quote.charges+events", "quote.charges+only",
      "quote.charges+people", "quote.charges+more")),
    ("Surcharges", "What is added to the prices or taken off, and what work they cover.",
     ("quote.adjustments", "quote.discounts", "quote.sla_credits", "quote.bonuses", "quote.scope")),
)  # fmt: skip
"""Name and introduction of each sheet, and what the keys of its questions begin with; the longest beginning counts."""

OWN_TOPIC: Final = ("Further questions", "What we ask beyond the usual.")

GRIDS: Final[Mapping[str, tuple[str, int]]] = {
    "location.sites": (QUESTIONS["location.sites"], 8),
    "languages": (f"{QUESTIONS['languages']} List all of them.", 10),
    "company.reviews": (QUESTIONS["company.reviews"], 4),
    PLANS: ("Only if you offer a ladder of plans, from the smallest: the plans, each with a name.", 6),
    CHARGES: ("What do you charge? One price to a row: fees by the cycle and once, too.", 16),
    f"{CHARGES}+tiers": ("Prices by quantity, from the smallest, in place of a rate: one tier to a row.", 10),
    f"{CHARGES}+time": ("How the time of a call is billed, beside what the sheet Prices asks.", 4),
    f"{CHARGES}+events": ("Events that are billed as time, such as an e-mail that counts as so many seconds.", 4),
    f"{CHARGES}+only": ("Charges for some contacts or hours only; all that is said in a row must hold.", 6),
    f"{CHARGES}+people": ("Charges for agents and their hours.", 4),
    f"{CHARGES}+more": ("Blocks, bounds and shares.", 4),
    "quote.adjustments": ("Surcharges and rebates on whole kinds of charges: nights, weekends, holidays.", 6),
    "quote.discounts": ("Promotions, taken off the sum.", 4),
    "quote.sla_credits": ("What do you pay us when you miss a service level?", 4),
    "quote.bonuses": ("What do you ask of us when you reach a service level?", 4),
    "quote.scope": ("What work is in the price? What you leave out counts as not said.", 10),
}
"""What each table asks, and how many rows it offers."""

SCOPE_WORK: Final = ("setup", "training", "supervisor", "reporting", "crm_integration")
"""Work that a scope should speak of, filled in for the vendor."""

CORE_OF_CHARGE: Final = frozenset({
    "per", "rate", "for", "included", "clock.counts", "clock.step_seconds", "clock.minimum_seconds", "hours_counted",
    "quantity", "minimum", "cap", "months.0", "months.1",
})  # fmt: skip
TABLE_OF_TERM: Final = (
    ("tiers.", "tiers"),
    ("event_seconds.", "events"),
    ("clock.", "time"),
    ("when.", "only"),
    ("staffed.", "people"),
    ("ramp.", "people"),
    ("hours_per_agent", "people"),
    ("attrition_training", "people"),
)
"""In which further table the terms of a charge stand, by what their keys begin with; the rest are ``more``."""

STEMS: Final[Mapping[str, str]] = {
    "services.inbound": "For callers",
    "services.outbound": "Calls to people",
    "services.channels": "Channels",
    "services.self_service": "Without an agent",
    "agents.models": "Agents",
    "security.certifications": "You hold or sign",
    "security.physical": "Premises",
}
WORDS: Final[Mapping[str, str]] = {
    "pci_dss": "PCI DSS",
    "soc2": "SOC 2",
    "iso_27001": "ISO 27001",
    "hipaa": "HIPAA (a business associate agreement)",
    "gdpr": "GDPR (a data processing agreement)",
    "sms": "text messages",
    "email": "e-mail",
    "social": "social media",
    "ivr": "a menu (IVR)",
    "cctv": "CCTV",
    "partial": "partially dedicated to us",
    "shared": "shared with other clients",
    "dedicated": "dedicated to us alone",
    "automated": "automated (voice bots)",
    "callback": "ask to be called back",
    "voicemail": "leave a voicemail",
}
