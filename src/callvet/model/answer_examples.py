"""What an answer to a question may look like: an example for each key, and the unit that its name tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.answer_form import Form, Leaf

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_FORM: Final[Mapping[Form, str]] = {
    Form.FLAG: "yes",
    Form.SHARE: "85%",
    Form.PERCENT: "25%",
    Form.WHOLE: "12",
    Form.NUMBER: "30",
    Form.AMOUNT: "49.50",
    Form.DAY: "2026-11-02",
    Form.TEXT: "a few words",
    Form.HOURS: "Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off",
    Form.COUNTRY: "US",
    Form.CURRENCY: "USD",
    Form.LANGUAGE: "es",
    Form.TIMEZONE: "America/Chicago",
    Form.TEXTS: "retail; healthcare",
    Form.MARK: "yes",
}

_OF_KEY: Final[Mapping[str, str]] = {
    "name": "Northwind Contact",
    "website": "https://northwind.example",
    "location.sites.city": "Tulsa",
    "location.sites.agents": "180",
    "agents.other_accounts_per_partial_agent": "2",
    "agents.licensed": "insurance; mortgage",
    "agents.training_hours": "40",
    "agents.annual_attrition": "35%",
    "reporting.scored_calls_per_agent_week": "3",
    "service_levels.calls.share": "80%",
    "service_levels.calls.within_seconds": "20",
    "service_levels.email_hours": "24",
    "service_levels.chat_seconds": "20",
    "service_levels.social_minutes": "15",
    "service_levels.sms.share": "80%",
    "service_levels.sms.within_seconds": "40",
    "service_levels.uptime": "99.95%",
    "continuity.outages_last_year": "1",
    "security.certificates.pci_dss.level": "1",
    "security.certificates.soc2.type": "2",
    "integrations.crm": "salesforce; hubspot",
    "integrations.social": "facebook; instagram",
    "company.founded": "2004",
    "company.agents": "600",
    "company.references": "3",
    "company.reviews.site": "Clutch",
    "company.reviews.rating": "4.7",
    "company.reviews.out_of": "5",
    "company.reviews.count": "31",
    "capacity.min_calls_per_month": "500",
    "capacity.max_calls_per_month": "200000",
    "capacity.agents_added_per_month": "25",
    "contract.min_term_months": "12",
    "contract.notice_days": "30",
    "contract.free_trial_days": "14",
    "contract.price_change_notice_days": "60",
    "contract.dispute_window_days": "30",
    "contract.liability_cap_months": "12",
    "performance.handle_seconds": "340",
    "performance.first_contact_resolution": "74%",
    "performance.source.ref": "our reports of January to June",
    "quote.title": "Shared desk",
    "quote.reference": "Q-2041",
    "quote.valid_until": "2026-12-31",
    "quote.assumes.calls_per_month": "5000",
    "quote.assumes.handle_seconds": "340",
    "quote.assumes.reprice_beyond": "10%",
    "quote.charges.no": "1",
    "quote.charges.plan": "100 minutes",
    "quote.charges.per": "minute",
    "quote.charges.rate": "0.95",
    "quote.charges.for": "calls in Spanish",
    "quote.charges.clock.counts": "talk, hold, wrap",
    "quote.charges.clock.step_seconds": "6",
    "quote.charges.clock.minimum_seconds": "30",
    "quote.charges.clock.wrap_cap_seconds": "60",
    "quote.charges.clock.wrap_fixed_seconds": "45",
    "quote.charges.clock.free_calls.under_seconds": "20",
    "quote.charges.clock.free_calls.per_cycle": "30",
    "quote.charges.included": "200",
    "quote.charges.tiers.up_to": "1000",
    "quote.charges.tiers.rate": "1.05",
    "quote.charges.block": "100",
    "quote.charges.minimum": "150",
    "quote.charges.cap": "5000",
    "quote.charges.months.0": "1",
    "quote.charges.months.1": "3",
    "quote.charges.hours_per_agent": "160",
    "quote.charges.staffed.agents": "5",
    "quote.charges.staffed.hours_per_week": "40",
    "quote.charges.ramp.weeks": "4",
    "quote.charges.ramp.productivity": "60%",
    "quote.charges.quantity": "160",
    "quote.charges.percent_of_value": "1.5%",
    "quote.charges.event_seconds.name": "email",
    "quote.charges.event_seconds.*": "6",
    "quote.charges.share_of_calls": "20%",
    "quote.charges.cap_per_contact": "6",
    "quote.plans.name": "100 minutes",
    "quote.plans.upgrade_over_minutes": "176",
    "quote.plan_choice": "cheapest",
    "quote.adjustments.applies_to": "minute, hour",
    "quote.adjustments.for": "holidays",
    "quote.minimum_invoice": "350",
    "quote.commitment.share_of_forecast": "90%",
    "quote.commitment.units": "20000",
    "quote.discounts.amount": "500",
    "quote.discounts.months.0": "1",
    "quote.discounts.months.1": "1",
    "quote.discounts.for": "first month",
    "quote.tax_percent": "8.25%",
    "quote.deposit": "1000",
    "quote.payment.card_percent": "3%",
    "quote.payment.prompt_percent": "1%",
    "quote.payment.prompt_days": "7",
    "quote.sla_credits.miss": "calls",
    "quote.sla_credits.percent": "3%",
    "quote.bonuses.reach": "calls",
    "quote.bonuses.percent": "2%",
    "quote.scope.name": "crm_integration",
    "quote.terms.min_term_months": "12",
    "quote.terms.notice_days": "30",
    "quote.terms.free_trial_days": "14",
    "quote.terms.free_trial_minutes": "500",
    "quote.terms.early_termination_fee": "1000",
    "quote.terms.payment_days": "30",
    "quote.terms.max_simultaneous_calls": "20",
    "quote.terms.escalator.percent": "4%",
    "quote.terms.escalator.every_months": "12",
    "quote.terms.escalator.high": "8%",
    "quote.terms.escalator.assume": "3%",
}

_MOST_WORDS: Final = 8
"""Of a list that is told beside its question; more are in the drop-down alone."""
_UNITS: Final = ("seconds", "minutes", "hours", "days", "weeks", "months")


def example(key: str, leaf: Leaf) -> str:
    """An answer as a vendor might give it, to a key of the profile or, below ``quote.``, of the offer."""
    if key in _OF_KEY:
        return _OF_KEY[key]
    return next((one for one in leaf.choices if one != "none"), "") or _OF_FORM[leaf.form]


def form_in_words(leaf: Leaf) -> str:
    """How an answer is to be written: its form with its unit or its words, and whether ``none`` is an answer."""
    words = leaf.form.value
    if len(leaf.choices) > _MOST_WORDS:
        words = "from the list of the cell; several with commas between"
    elif leaf.choices:
        words = f"{words}: {', '.join(one for one in leaf.choices if one != 'none')}"
    elif leaf.form in {Form.WHOLE, Form.NUMBER}:
        unit = next((one for one in _UNITS if one in leaf.path[-1].split("_")), "")
        words = f"{words} of {unit}" if unit else words
    return f"{words}; or none" if leaf.takes_none else words
