"""What the terms mean that a document uses: those of its clauses, and those of their own words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.demand.period import CYCLE_DAYS
from callvet.model.codes import country_name
from callvet.report.clauses.draft import BLANK, Gap, Wording, ref, taken, to_agree
from callvet.report.clauses.phrasing import holiday_of, long_date, percent_of
from callvet.report.clauses.staff import FULL_TIME_TEXT
from callvet.report.phrases import listed, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callvet.report.clauses.draft import Draft

_YEAR_DAYS: Final = Decimal("365.25")
_MONTHS: Final = 12

_PLAIN: Final[Mapping[str, str]] = {
    "Agent": "a person who works on Contacts for the Vendor or, where the offer is of automated agents, a voice bot",
    "Customer": "a person who calls the Buyer or writes to it, or whom the Vendor calls for the Buyer",
    "Contact": "a Call, a Chat, an E-mail, a Text Message or a Social Message that an Agent handles for the Buyer",
    "Chat": "a live conversation with a Customer in writing, from the first message to the last",
    "E-mail": "an e-mail of a Customer that an Agent answers, or one that an Agent writes to finish a Contact",
    "Text Message": "a conversation with a Customer by SMS or a like service",
    "Social Message": "a conversation with a Customer on social media",
    "Message": "a note of a Call that the Vendor sends to the Buyer",
    "Transfer": "a Call that an Agent passes on to the Buyer or to a third person",
    "Automated Time": "the time that a Customer spends with a menu, a recording or a voice bot before waiting for an "
    "Agent",
    "Ringing Time": "the time from the first ring of a Call until it is taken",
    "Waiting Time": "the time that a Customer waits in the queue for an Agent",
    "Talk Time": "the time in which an Agent and a Customer are connected and neither has put the other on hold",
    "Hold Time": "the time that a Customer, once connected with an Agent, waits on the line while the Agent works",
    "Transfer Time": "the time for which a Call that was passed on still occupies a line of the Vendor",
    "Wrap-up": "what an Agent does for a Call after the Customer has left the line, until the Agent is ready for the "
    "next Contact",
    "Billed Minute": "sixty seconds of Billed Time. The Billed Time of all Calls of a Cycle is added up and divided by "
    "sixty; Billed Minutes are counted in fractions and not rounded again",
    "Handling Hour": "an hour that Agents spend on Contacts, with Talk Time, Hold Time and Wrap-up",
    "Training Hour": "an hour of training of one Agent",
    "Handle Time": "the Talk Time, the Hold Time and the Wrap-up of a Call, taken together",
}
"""What is the same in every quote."""

_OUTCOMES: Final[Mapping[str, str]] = {
    "Lead": "What makes a lead, and who records it?",
    "Appointment": "What makes an appointment, does one count that is cancelled or missed, and who records it?",
    "Order": "What makes an order, does one count that is cancelled or returned, and who records it?",
    "Sale": "What makes a sale, does one count that is cancelled or returned, and who records it?",
    "Resolution": "When is an issue resolved, after how long without another contact, and who records it?",
}
"""What no key of a quote says."""


def definitions(draft: Draft, texts: Iterable[str]) -> tuple[Wording, ...]:
    """The definitions of all terms in some texts, and of the terms that those are made of; by the alphabet.

    Args:
        draft: It knows the cycle, the zone and what the buyer reckons with.
        texts: Of all other clauses.
    """
    known = _known(draft)
    # The longest first, so that no Transfer is found in Transfer Time.
    form = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?:s|es)?(?!\w)")
    used: dict[str, None] = {}
    waiting = list(texts)
    while waiting:
        for name in form.findall(waiting.pop()):
            if name not in used:
                used[name] = None
                waiting.append(known[name][0])
    return tuple(
        Wording(f"definitions.{name}", f"“{name}” means {known[name][0]}.", known[name][1])
        for name in sorted(used, key=str.lower)
    )


def _known(draft: Draft) -> dict[str, tuple[str, tuple[Gap, ...]]]:
    """Every term, with its meaning and what is open in it."""
    known: dict[str, tuple[str, tuple[Gap, ...]]] = {name: (meaning, ()) for name, meaning in _PLAIN.items()}
    known["Call"] = _call()
    known |= {name: (BLANK, (to_agree(f"definitions.{name}", asked),)) for name, asked in _OUTCOMES.items()}
    known["Sales Value"] = (
        f"the value of what Customers buy in Contacts that the Vendor handles, as recorded by {BLANK}",
        (
            to_agree(
                "definitions.Sales Value", "With or without taxes, returns and cancellations, and by whose record?"
            ),
        ),
    )
    teams = listed([ref(one.term) for one in draft.charges if one.charge.staffed])
    known["Team"] = (f"the Agents whom the Vendor offers in {teams}", ())
    known |= _of_time(draft) | _of_hours(draft) | _of_holidays(draft)
    return known


def _call() -> tuple[str, tuple[Gap, ...]]:
    """A call; no key says whether wrong numbers are calls."""
    meaning = (
        "a telephone conversation with a Customer that an Agent takes or makes; a wrong number is one, and so is a "
        "caller who hangs up as soon as an Agent has answered; what no Agent answered, or what ended without one, is "
        "not"
    )
    return meaning, (
        taken("definitions.Call", "Are wrong numbers and callers who hang up counted and billed as calls?"),
    )


def _of_time(draft: Draft) -> dict[str, tuple[str, tuple[Gap, ...]]]:
    """The start, the months of the contract, the cycle and the zone."""
    needs, quote = draft.answer.needs, draft.quote
    start = to_agree("start", "On which day does the contract start?")
    zone = quote.timezone or needs.timezone or BLANK
    asked = "In which time zone are hours and holidays meant?"
    gap = taken("timezone", asked) if needs.timezone else to_agree("timezone", asked)
    month = (
        "a month that begins on the day of the month of the Start Date, the first on the Start Date itself; where a "
        "month has no such day, on its last day"
    )
    clock = f"{zone}, with its changes between summer and winter time"
    return {
        "Start Date": (long_date(needs.start), ()) if needs.start else (BLANK, (start,)),
        "Contract Month": (month, ()),
        "Cycle": _cycle(draft),
        "Contract Time Zone": (clock, () if quote.timezone else (gap,)),
    }


def _cycle(draft: Draft) -> tuple[str, tuple[Gap, ...]]:
    """What is billed at once."""
    stated = draft.quote.cycle
    gaps = () if stated else (taken("cycle", "What is billed at once: a month, or four weeks?"),)
    if draft.quote.billing_cycle == "month":
        return "one Contract Month; there are twelve in a year", gaps
    a_year = _YEAR_DAYS / CYCLE_DAYS
    meaning = (
        f"{CYCLE_DAYS} days, the first {CYCLE_DAYS} beginning on the Start Date. There are 365.25 ÷ {CYCLE_DAYS} = "
        f"{a_year:.2f} Cycles in a year and not twelve, so that a sum due in each Cycle is "
        f"{a_year / _MONTHS:.3f} times that sum a month. What applies in certain Contract Months applies in a Cycle "
        "whose middle falls into one of them"
    )
    return meaning, gaps


def _of_hours(draft: Draft) -> dict[str, tuple[str, tuple[Gap, ...]]]:
    """The hours of agents and what is made of them, with the shares that the buyer reckons with."""
    service = draft.answer.needs.service
    inside, outside = percent_of(service.shrinkage.in_shift), percent_of(service.shrinkage.out_of_shift)
    level = f"{number(service.calls.within_seconds)} seconds"
    busiest = f"the {service.interval_minutes} minutes of an ordinary week in which most Agents are needed"
    asked = "Within which time must the team answer a call, if it is not to count as overflow?"
    productive = "an hour in which an Agent works on Contacts or is ready for them: Handling Hours, and those between"
    logged_in = "an hour of an Agent at work: the Productive Hours, and breaks, coaching and meetings"
    paid = "an hour that an Agent is paid for: the Logged-in Hours, and leave and sickness"
    full_time = (
        f"as many Paid Hours as one Agent works full-time: {FULL_TIME_TEXT} a month, where no charge says otherwise"
    )
    seat = "a workplace for one Agent. As many are counted in a Cycle as Agents are needed at the Busiest Time"
    overflow = f"a Call that the Team has not answered within {level}"
    return {
        "Productive Hour": (productive, ()),
        "Logged-in Hour": (f"{logged_in}; where those are not recorded, Productive Hours ÷ (1 - {inside})", ()),
        "Paid Hour": (f"{paid}; where those are not recorded, Logged-in Hours ÷ (1 - {outside})", ()),
        "Full-Time Agent": (f"{full_time}; fractions count", ()),
        "Seat": (seat, ()),
        "Busiest Time": (busiest, ()),
        "Overflow Call": (overflow, (taken("service.calls.within_seconds", asked),)),
    }


def _of_holidays(draft: Draft) -> dict[str, tuple[str, tuple[Gap, ...]]]:
    """The holidays of the countries that are named."""
    whens = [one.charge.when for one in draft.charges] + [one.when for one in draft.quote.adjustments or ()]
    countries = dict.fromkeys(when.holiday for when in whens if when and when.holiday)
    buyers = draft.answer.needs.country
    meaning = (
        "a day that is a public holiday nationwide in {where}, from midnight to midnight in the Contract Time Zone; a "
        "holiday that falls on a weekend and is kept on a working day counts on the working day alone"
    )
    country = to_agree("country", "The public holidays of which country are meant?")
    where = f"{buyers} ({country_name(buyers)})" if buyers else BLANK
    known: dict[str, tuple[str, tuple[Gap, ...]]] = {
        holiday_of(code): (meaning.format(where=f"{code} ({country_name(code)})"), ())
        for code in (*countries, *filter(None, [buyers]))
    }
    return known | {"Public Holiday": (meaning.format(where=where), () if buyers else (country,))}
