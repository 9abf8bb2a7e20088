"""What to ask about each key of a profile that is not known, in words that a vendor can answer.

A group of which every key is required, such as a share within a time, is asked for as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

QUESTIONS: Final[Mapping[str, str]] = {
    "name": "What is your company called?",
    "as_of": "On which day were these answers true? Please give year, month and day.",
    "website": "What is the address of your website?",
    "sources": "Where can we read these facts: on which pages, or in which documents?",
    "location.headquarters": "In which country is your head office?",
    "location.sites": "Where do your agents sit? Please name the country and town of each site.",
    "location.sites.country": "In which country is each of your sites?",
    "location.sites.city": "In which town is each of your sites?",
    "location.sites.timezone": "In which time zone is each of your sites?",
    "location.sites.agents": "How many agents work at each of your sites?",
    "services.inbound": "What do you do for callers: take messages, orders or payments, give technical support or "
    "information, set appointments, pass calls on?",
    "services.outbound": "Which calls do you make for a client: finding leads, cold calls, surveys, follow-up, winning "
    "customers back, scheduled calls?",
    "services.channels": "Which channels do you answer: phone, e-mail, chat, text messages, social media?",
    "services.self_service": "What can callers do without an agent: choose from a menu, leave a voicemail, ask to be "
    "called back?",
    "agents.models": "Which agents do you offer: shared with other clients, partially dedicated to us, dedicated to us "
    "alone, or automated?",
    "agents.other_accounts_per_partial_agent": "How many other clients does a partially dedicated agent serve?",
    "agents.licensed": "Which licences do your agents hold, for insurance for example?",
    "agents.training_hours": "How many hours of training does an agent get before taking our calls?",
    "agents.annual_attrition": "What share of your agents leaves in a year, in per cent?",
    "agents.tries_product": "Do your agents try our product, and will you ask us for its documents?",
    "hours.open": "On which days and at which hours do live agents answer?",
    "hours.timezone": "In which time zone are your opening hours given?",
    "hours.holidays": "Do live agents answer on public holidays?",
    "languages": "In which languages do you answer?",
    "languages.code": "What is the code of each language in which you answer, such as en or es-MX?",
    "languages.level": "How is each language spoken: by native speakers, fluent speakers or through a translation "
    "service?",
    "languages.extra_cost": "Which languages cost extra?",
    "reporting.level": "What do you report to us: nothing, counts per period, daily reports or real-time figures?",
    "reporting.recordings": "Can we listen to recordings of our calls?",
    "reporting.messages": "Can we read the messages and chats that your agents exchange with our customers?",
    "reporting.scored_calls_per_agent_week": "How many calls of each agent do you score for quality in a week?",
    "service_levels.calls": "What share of calls do you promise to answer, in per cent, and within how many seconds?",
    "service_levels.email_hours": "Within how many hours do you promise to answer an e-mail?",
    "service_levels.chat_seconds": "Within how many seconds do you promise to answer a chat?",
    "service_levels.social_minutes": "Within how many minutes do you promise to answer on social media?",
    "service_levels.sms": "What share of text messages do you promise to answer, in per cent, and within how many "
    "seconds?",
    "service_levels.uptime": "For what share of the time do you promise that the service is up, in per cent?",
    "service_levels.credits": "Do you pay us a credit when you miss a service level?",
    "continuity.redundant_sites": "Can another site take over all our calls if one fails?",
    "continuity.disaster_recovery": "Do you have a disaster-recovery plan, and may we see it?",
    "continuity.outages_last_year": "How many times was your service down in the last twelve months?",
    "security.certifications": "Which of these do you hold or sign: PCI DSS, SOC 2, ISO 27001, HIPAA (a business "
    "associate agreement), GDPR (a data processing agreement)?",
    "security.certificates": "May we see your certificates and reports, and until which day is each valid?",
    "security.certificates.pci_dss": "May we see your PCI DSS attestation: for which level, and until which day is it "
    "valid?",
    "security.certificates.pci_dss.level": "For which level, 1 to 4, is your PCI DSS attestation?",
    "security.certificates.pci_dss.valid_until": "Until which day is your PCI DSS attestation valid?",
    "security.certificates.soc2": "May we see your SOC 2 report: is it of type 1 or 2, and until which day is it "
    "current?",
    "security.certificates.soc2.type": "Is your SOC 2 report of type 1 or of type 2?",
    "security.certificates.soc2.valid_until": "Until which day is your SOC 2 report current?",
    "security.certificates.iso_27001": "May we see your ISO 27001 certificate, and until which day is it valid?",
    "security.certificates.iso_27001.valid_until": "Until which day is your ISO 27001 certificate valid?",
    "security.certificates.hipaa": "May we see the HIPAA business associate agreement that you sign, and until when "
    "does it hold?",
    "security.certificates.hipaa.valid_until": "Until which day does your HIPAA business associate agreement hold?",
    "security.certificates.gdpr": "May we see the GDPR data processing agreement that you sign, and until when "
    "does it hold?",
    "security.certificates.gdpr.valid_until": "Until which day does your GDPR data processing agreement hold?",
    "security.recording_consent": "Do you tell callers that they are recorded, and ask for their consent where the law "
    "says so?",
    "security.do_not_call": "Do you keep to do-not-call lists when you call people for us?",
    "security.physical": "How are your premises protected: coded doors, CCTV, guards?",
    "security.hosting": "Where does your software run: in the cloud, on your premises, or either as we wish?",
    "integrations.crm": "Which customer databases (CRM) do you connect to?",
    "integrations.social": "Which social platforms do you connect to?",
    "integrations.supplies_crm": "Can you supply a customer database (CRM) to a client that has none?",
    "company.founded": "In which year was your company founded?",
    "company.agents": "How many agents do you have in all?",
    "company.industries": "In which industries do you have clients?",
    "company.references": "How many of your clients may we call, and who are they?",
    "company.shows_accounts": "Will you let us look at your accounts?",
    "company.reviews": "Which public sites review you, with what rating, out of how much, and from how many reviews?",
    "capacity.min_calls_per_month": "What is the least number of calls per month that you take on?",
    "capacity.max_calls_per_month": "What is the greatest number of calls per month that you can take for us?",
    "capacity.agents_added_per_month": "How many agents can you add for us per month?",
    "contract.min_term_months": "What is your shortest contract, in months?",
    "contract.notice_days": "How many days' notice must we give to leave?",
    "contract.auto_renews": "Does the contract renew by itself unless we give notice?",
    "contract.free_trial_days": "For how many days can we try the service free of charge?",
    "contract.prices_published": "Are your prices published where we can read them without asking?",
    "contract.termination_for_convenience": "May we end the contract early without giving a cause?",
    "contract.price_change_notice_days": "How many days' notice do you give before a price rises?",
    "contract.dispute_window_days": "Within how many days may we dispute an invoice?",
    "contract.liability_cap_months": "Up to how many months of fees are you liable?",
    "contract.returns_data": "Do you give all our data back when the contract ends?",
    "contract.exit_help": "Do you help us to move to another vendor when the contract ends?",
    "performance.handle_seconds": "How many seconds does a call like ours take you on average, with talk, hold and "
    "wrap-up?",
    "performance.first_contact_resolution": "What share of issues like ours do you resolve at the first contact, in "
    "per cent?",
    "performance.source": "Where do your figures for handle time and resolution come from, and of which day are they?",
    "quotes": "What would it cost? Please send a priced offer with rate, billing clock, minimums and fees.",
    "notes": "Is there anything else that we should know about you?",
}
"""The question for each key, named without positions in lists and without names such as a language's."""

_OF_ONE_LANGUAGE: Final[Mapping[str, str]] = {
    "": "Do you answer in {language}: through native speakers, fluent speakers or a translation service?",
    "level": "How is {language} spoken: by native speakers, fluent speakers or through a translation service?",
    "extra_cost": "Does it cost extra to answer in {language}?",
}


_LONGEST_QUESTION = 300
_LONGEST_LABEL = 80


def question(key: str, own: Mapping[str, str] | None = None) -> str:
    """What to ask where a key is not known.

    Args:
        key: Dotted, as criteria and musts name what is unanswered: a key of the profile, with or without positions
            in lists; ``languages.es.level``; ``judgements.culture``, which the buyer's own team answers; or an ``x-``
            key of the buyer's own.
        own: The buyer's own questions, by the ``x-`` keys that answer them.

    Returns:
        A whole sentence that is safe to print, whatever the key holds.
    """
    if key in QUESTIONS:
        return QUESTIONS[key]
    if own and key in own:
        return shown(own[key], _LONGEST_QUESTION)
    group, _, name = key.partition(".")
    if group == "judgements" and name:
        return f"Meet them or call one of their clients, and mark {_in_words(name)} from 0 to 10."
    if group == "quotes" and name:
        return _of_an_offer(name)
    steps = [step for step in key.split(".") if not step.isdecimal()]
    return _of_their_own(steps) or _of_a_language(steps) or _of_what_it_belongs_to(steps) or _in_general(steps)


_OF_AN_OFFER: Final[Mapping[str, str]] = {
    "clock.counts": "In your offer, which times of a call run the clock of the charge {charge}: ringing, waiting, "
    "talk, hold, transfer, wrap-up?",
    "clock.step_seconds": "In your offer, to what step does the charge {charge} round each call up: 1, 6, 30 or 60 "
    "seconds?",
    "hours_counted": "In your offer, which agent-hours does the charge {charge} count: on contacts only, waiting for "
    "them too, logged in, or paid?",
}


def _of_an_offer(term: str) -> str:
    """The question about a term that an offer leaves open, with the charge that it belongs to."""
    for ending, asked in _OF_AN_OFFER.items():
        charge, dot, _ = term.rpartition(f".{ending}")
        if dot:
            return asked.format(charge=charge_in_words(charge))
    return f"In your offer, how much is {_in_words(term.rpartition('.')[2])}?"


def charge_in_words(name: str) -> str:
    """A charge as people say it: ``minute[Spanish]`` is ``per minute for "Spanish"``."""
    kinds, _, label = name.removesuffix("]").partition("[")
    per = f"per {' or '.join(_in_words(kind) for kind in kinds.split('+'))}"
    if label.isdecimal():
        return f"number {label} {per}"
    return f'{per} for "{shown(label, _LONGEST_LABEL)}"' if label else per


def _of_their_own(steps: Sequence[str]) -> str:
    """The question about a key that the buyer made up, or nothing."""
    first = next((position for position, step in enumerate(steps) if step.startswith("x-")), len(steps))
    words = _in_words(" ".join(steps[first:]).removeprefix("x-"))
    return f'What is your "{words}"?' if words else ""


def _of_a_language(steps: Sequence[str]) -> str:
    """The question about one language, or nothing."""
    group, code, leaf, *further = (*steps, "", "", "")
    if group != "languages" or not code or any(further) or leaf not in _OF_ONE_LANGUAGE or code in _OF_ONE_LANGUAGE:
        return ""
    from callvet.model.languages import language_in_words  # noqa: PLC0415 - tables that few questions need

    return _OF_ONE_LANGUAGE[leaf].format(language=language_in_words(code))


def _of_what_it_belongs_to(steps: Sequence[str]) -> str:
    """The question for the key itself or for the nearest group above it that is asked for as one, or nothing."""
    above = (".".join(steps[:end]) for end in range(len(steps), 0, -1))
    return next((QUESTIONS[key] for key in above if key in QUESTIONS), "")


def _in_general(steps: Sequence[str]) -> str:
    """A question about whatever the key may mean."""
    return f"What can you tell us about your {_in_words(' '.join(steps)) or 'company'}?"


def _in_words(name: str) -> str:
    """A key as people say it: ``product_knowledge`` is ``product knowledge``."""
    return shown(" ".join(name.replace("_", " ").replace("-", " ").split()))
