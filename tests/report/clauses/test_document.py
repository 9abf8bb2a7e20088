"""The document: every key of the charge language has its wording, and every term its definition and its number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, get_args

import pytest

from callvet.model.charge import ClockPart, HoursCounted
from callvet.model.charge_kind import KINDS
from callvet.model.quote import Quote
from callvet.model.section import Section
from callvet.report.clauses.definitions import definitions
from callvet.report.clauses.document import document_of
from callvet.report.clauses.draft import BLANK, Draft, Wording, numbered, ref, with_numbers
from callvet.report.clauses.draft import Section as Part
from callvet.report.clauses.phrasing import NOUNS, PARTS
from callvet.report.clauses.staff import HOURS
from tests.report.clauses.making import answer_of, clauses, told, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

CALL = "{per: call, rate: 3}"
FULL_CLOCK = "clock: {counts: [talk, hold, wrap], step_seconds: 6"


def minute(clock: str = "", more: str = "") -> str:
    """A quote of one charge per minute."""
    return f"charges: [{{per: minute, rate: 0.95, {FULL_CLOCK}{clock}}}{more}}}]"


def call(more: str) -> str:
    """A quote of one charge per call."""
    return f"charges: [{{per: call, rate: 3, {more}}}]"


def hour(more: str) -> str:
    """A quote of one charge per hour."""
    return f"charges: [{{per: hour, rate: 30, hours_counted: paid, {more}}}]"


def beside(more: str) -> str:
    """A charge per call, and other keys of the quote."""
    return f"charges: [{CALL}]\n{more}"


WITH_TEAM = "charges: [{per: hour, rate: 30, staffed: {agents: 5, hours_per_week: 40}}, "
PLANS = (
    "plans: [{name: small, upgrade_over_minutes: 900, charges: [{per: cycle, rate: 99}, "
    f"{{per: minute, rate: 1, included: 100, {FULL_CLOCK}}}}}]}}, "
    "{name: large, charges: [{per: cycle, rate: 999}]}]"
)
EARLY_TEAM = (
    "charges: [{per: hour, rate: 9, hours_counted: paid, staffed: {agents: 2, hours_per_week: 40}, "
    "ramp: {weeks: 2, productivity: 50%, billed: false}"
)
TIERS = "charges: [{per: call, tiers: [{up_to: 500, rate: 3}, {rate: 2}]"

WORDED: Final = {
    "Quote.vendor": (f"vendor: acme\ncharges: [{CALL}]", "“Vendor” is acme"),
    "Quote.title": (beside("title: Shared desk"), "offer “Shared desk”"),
    "Quote.reference": (beside("reference: Q-2041"), "number Q-2041"),
    "Quote.dated": (beside("dated: 2026-10-14"), "dated 14 October 2026"),
    "Quote.valid_until": (beside("valid_until: 2026-12-31"), "holds until 31 December 2026"),
    "Quote.source": (
        beside("source: {kind: meeting, ref: a talk, read: 2026-10-15}"),
        "15 October 2026 from a meeting",
    ),
    "Source.kind": (beside("source: {kind: review, ref: a page, read: 2026-10-15}"), "from a review"),
    "Source.ref": (beside("source: {kind: quote, ref: e-mail of May, read: 2026-10-15}"), "“e-mail of May”"),
    "Source.read": (beside("source: {kind: quote, ref: e-mail, read: 2026-10-15}"), "read on 15 October 2026"),
    "Quote.currency": (beside("currency: EUR"), "All amounts are in EUR."),
    "Quote.agents": (beside("agents: dedicated"), "who work for the Buyer alone"),
    "Quote.cycle": (beside("cycle: 4_weeks"), "365.25 ÷ 28 = 13.04 Cycles in a year"),
    "Quote.timezone": (
        f"timezone: Asia/Manila\n{call('when: {within: Mo-Fr 08:00-12:00}')}",
        "“Contract Time Zone” means Asia/Manila",
    ),
    "Quote.assumes": (
        beside("assumes: {calls_per_month: 5000, reprice_beyond: 10%}"),
        "The prices rest on 5,000 Calls",
    ),
    "Assumptions.calls_per_month": (beside("assumes: {calls_per_month: 4000}"), "rest on 4,000 Calls a month"),
    "Assumptions.handle_seconds": (beside("assumes: {handle_seconds: 300}"), "mean Handle Time of 5:00 (300 seconds)"),
    "Assumptions.reprice_beyond": (beside("assumes: {reprice_beyond: 10%}"), "by more than 10% over"),
    "Quote.charges": (beside(""), "For each Call the Buyer pays USD 3.00."),
    "Quote.plans": (PLANS, "Charges of the plan “small”"),
    "Quote.plan_choice": (f"{PLANS}\nplan_choice: each_cycle", "Each Cycle is billed by that of the plans"),
    "Plan.name": (f"{PLANS}\nplan_choice: large", "The plan “large” holds for the whole term."),
    "Plan.charges": (PLANS, "For each Cycle the Buyer pays USD 999.00."),
    "Plan.upgrade_over_minutes": (PLANS, "with more than 900 Billed Minutes under"),
    "Quote.adjustments": (beside("adjustments: none"), "There are no surcharges and no rebates."),
    "Adjustment.percent": (beside("adjustments: [{percent: -5, applies_to: [call]}]"), "A rebate of 5% applies"),
    "Adjustment.applies_to": (
        beside("adjustments: [{percent: 5, applies_to: [call]}]"),
        "applies to charges for Calls.",
    ),
    "Adjustment.when": (
        beside("adjustments: [{percent: 5, applies_to: [call], when: {language: es}}]"),
        "for the share of their units that belongs to Contacts in Spanish",
    ),
    "Adjustment.label": (beside("adjustments: [{percent: 5, applies_to: [call], for: energy}]"), "5% (“energy”)"),
    "Quote.minimum_invoice": (beside("minimum_invoice: 350"), "at least USD 350.00 before tax"),
    "Quote.commitment": (beside("commitment: {units: 500}"), "if fewer are used, the difference is billed"),
    "Commitment.units": (beside("commitment: {units: 20000}"), "at least 20,000 units are billed under 3.1"),
    "Commitment.share_of_forecast": (
        beside("commitment: {share_of_forecast: 90%}"),
        "At least 90% of what is forecast",
    ),
    "Quote.discounts": (beside("discounts: none"), "There are no discounts."),
    "Discount.percent": (beside("discounts: [{percent: 10}]"), "A discount of 10% is taken off"),
    "Discount.amount": (beside("discounts: [{amount: 40}]"), "A discount of USD 40.00 a Cycle is taken off"),
    "Discount.months": (
        beside("discounts: [{percent: 10, months: [1, 2]}]"),
        "rebates, in Contract Months 1 to 2 only",
    ),
    "Discount.label": (beside("discounts: [{percent: 10, for: launch}]"), "10% (“launch”)"),
    "Quote.tax_percent": (beside("tax_percent: 8"), "Tax of 8% comes on top"),
    "Quote.tax_recoverable": (beside("tax_percent: 8\ntax_recoverable: true"), "The Buyer gets it back"),
    "Quote.deposit": (beside("deposit: 9000"), "a deposit of USD 9,000.00"),
    "Quote.payment": (beside("payment: {card_percent: 0}"), "Payment by card costs nothing."),
    "Payment.card_percent": (beside("payment: {card_percent: 3}"), "For payment by card 3% is added"),
    "Payment.prompt_percent": (beside("payment: {prompt_percent: 1, prompt_days: 7}"), "may take 1% off the total"),
    "Payment.prompt_days": (beside("payment: {prompt_percent: 1, prompt_days: 7}"), "pays within 7 days"),
    "Quote.sla_credits": (beside("sla_credits: none"), "pays nothing for a service level that is missed"),
    "SlaCredit.miss": (beside("sla_credits: [{miss: speed, percent: 3}]"), "“speed” is missed"),
    "SlaCredit.percent": (beside("sla_credits: [{miss: speed, percent: 3}]"), "credits 3% of that Cycle's invoice"),
    "Quote.bonuses": (beside("bonuses: none"), "No bonus is paid"),
    "Bonus.reach": (beside("bonuses: [{reach: speed, percent: 2}]"), "“speed” is reached"),
    "Bonus.percent": (beside("bonuses: [{reach: speed, percent: 2}]"), "a bonus of 2%"),
    "Quote.scope": (beside("scope: {setup: included, data_entry: excluded}"), "not billed apart: “setup”"),
    "Quote.terms": (beside("terms: {notice_days: 30}"), "of at least 30 days"),
    "Terms.min_term_months": (beside("terms: {min_term_months: 12}"), "binds for at least 12 months"),
    "Terms.notice_days": (beside("terms: {notice_days: 60}"), "notice in writing of at least 60 days"),
    "Terms.auto_renews": (beside("terms: {auto_renews: true}"), "the contract renews by itself"),
    "Terms.free_trial_days": (beside("terms: {free_trial_days: 14}"), "For the first 14 days from the Start Date"),
    "Terms.free_trial_minutes": (f"{minute()}\nterms: {{free_trial_minutes: 500}}", "not beyond 500 Billed Minutes"),
    "Terms.early_termination_fee": (beside("terms: {early_termination_fee: 1000}"), "costs the Buyer USD 1,000.00"),
    "Terms.payment_days": (beside("terms: {payment_days: 30}"), "pays an invoice within 30 days"),
    "Terms.max_simultaneous_calls": (beside("terms: {max_simultaneous_calls: 20}"), "takes up to 20 Calls at once"),
    "Terms.escalator": (beside("terms: {escalator: {percent: 4, every_months: 12, kind: fixed}}"), "prices rise by 4%"),
    "Escalator.percent": (beside("terms: {escalator: {percent: 4, every_months: 12, kind: cap}}"), "by 4% at most"),
    "Escalator.every_months": (
        beside("terms: {escalator: {percent: 4, every_months: 6, kind: cap}}"),
        "Every 6 months",
    ),
    "Escalator.kind": (
        beside("terms: {escalator: {assume: 3, every_months: 12, kind: index}}"),
        f"as the index {BLANK}",
    ),
    "Escalator.high": (
        beside("terms: {escalator: {percent: 4, high: 8, every_months: 12, kind: floor}}"),
        "The dear end is reckoned with 8%.",
    ),
    "Escalator.assume": (
        beside("terms: {escalator: {assume: 3, every_months: 12, kind: index}}"),
        "reckoned with a rise of 3%",
    ),
    "Charge.per": ("charges: [{per: [call, transfer], rate: 3}]", "Calls and Transfers are counted together."),
    "Charge.rate": (call("for: desk"), "USD 3.00"),
    "Charge.label": (call("for: the desk"), "“the desk”: For each Call"),
    "Charge.clock": (minute(), "the Hold Time and the Wrap-up of a Call. It does not run during"),
    "Clock.counts": (minute(), "The Clock runs during the Talk Time, the Hold Time and the Wrap-up"),
    "Clock.step_seconds": (minute(), "rounded up to whole steps of 6 seconds"),
    "Clock.minimum_seconds": (minute(", minimum_seconds: 30"), "ran is at least 30 seconds"),
    "Clock.round": (minute(", round: component"), "is rounded up on its own"),
    "Clock.wrap_cap_seconds": (minute(", wrap_cap_seconds: 90"), "at most 90 seconds run the Clock"),
    "Clock.wrap_fixed_seconds": (
        minute(", wrap_fixed_seconds: 60"),
        "In place of its real Wrap-up, 60 seconds are added",
    ),
    "Clock.free_calls": (minute(", free_calls: {under_seconds: 30}"), "is not billed"),
    "FreeCalls.under_seconds": (minute(", free_calls: {under_seconds: 25}"), "ran for less than 25 seconds"),
    "FreeCalls.per_cycle": (
        minute(", free_calls: {under_seconds: 25, per_cycle: 40}"),
        "In each Cycle the first 40 Calls",
    ),
    "Charge.included": (call("included: 200"), "The first 200 Calls of each Cycle are included"),
    "Charge.tiers": (f"{TIERS}}}]", "(a) up to 500 units: USD 3.00; (b) above 500 units: USD 2.00"),
    "Tier.up_to": (f"{TIERS}}}]", "(a) up to 500 units"),
    "Tier.rate": (f"{TIERS}}}]", "above 500 units: USD 2.00"),
    "Charge.tier_mode": (f"{TIERS}, tier_mode: volume}}]", "one rate for all of them, that of the tier"),
    "Charge.tiers_by": (
        "charges: [{per: hour, hours_counted: paid, tiers: [{up_to: 5, rate: 30}, {rate: 27}], tiers_by: agents}]",
        "by the number of Agents needed at the Busiest Time: (a) up to 5 Agents",
    ),
    "Charge.block": (call("block: 15"), "in blocks of 15; for each block begun"),
    "Charge.minimum": (call("minimum: 250"), "this charge comes to at least USD 250.00"),
    "Charge.cap": (call("cap: 9000"), "this charge comes to at most USD 9,000.00"),
    "Charge.months": (call("months: [1, 3]"), "applies in Contract Months 1 to 3 only"),
    "Charge.when": (call("when: {direction: in}"), "For each Call coming in"),
    "When.language": (call("when: {language: es}"), "For each Call in Spanish"),
    "When.channel": ("charges: [{per: contact, rate: 3, when: {channel: chat}}]", "For each Contact by chat"),
    "When.direction": (call("when: {direction: out}"), "For each Call made by the Vendor"),
    "When.holiday": (call("when: {holiday: PH}"), "begun on a PH Public Holiday"),
    "When.within": (call("when: {within: Sa 10:00-16:00}"), "begun within Saturday 10:00-16:00"),
    "When.outside": (call("when: {outside: Mo-Fr 08:00-20:00}"), "begun outside Monday to Friday 08:00-20:00"),
    "When.beyond": (f"{WITH_TEAM}{{per: call, rate: 3, when: {{beyond: staffed}}}}]", "Call beyond the Team"),
    "Charge.hours_counted": (hour("for: team"), "For each Paid Hour"),
    "Charge.hours_per_agent": (
        "charges: [{per: agent, rate: 900, hours_per_agent: 150}]",
        "150 Paid Hours a month make one",
    ),
    "Charge.staffed": (f"{WITH_TEAM}{CALL}]", "billed in full whether or not Contacts come"),
    "Staffed.agents": (f"{WITH_TEAM}{CALL}]", "The Team is 5 Agents"),
    "Staffed.hours_per_week": (f"{WITH_TEAM}{CALL}]", "of 40 hours a week each, in all 200 hours a week"),
    "Charge.ramp": (hour("ramp: {weeks: 4, productivity: 60%}"), "In the first 4 weeks"),
    "Ramp.weeks": (hour("ramp: {weeks: 6, productivity: 60%}"), "In the first 6 weeks"),
    "Ramp.productivity": (hour("ramp: {weeks: 4, productivity: 60%}"), "Agents do 60% of what they do later"),
    "Ramp.billed": (
        hour("ramp: {weeks: 4, productivity: 60%, billed: false}"),
        "this takes is at the Vendor's expense",
    ),
    "Charge.attrition_training": (hour("attrition_training: true"), "who replace leavers is charged, too"),
    "Charge.quantity": ("charges: [{per: training_hour, rate: 20, quantity: 540}]", "takes 540 Training Hours"),
    "Charge.percent_of_value": (
        "charges: [{per: order, percent_of_value: 1.5}]",
        "1.5% of the Sales Value of each Cycle",
    ),
    "Charge.event_seconds": (minute(more=", event_seconds: {message: 6}"), "each Message 6 seconds"),
    "Charge.share_of_calls": (call("share_of_calls: 65%"), "Of these, 65% are charged."),
    "Charge.cap_per_contact": (call("cap_per_contact: 5"), "one Contact costs at most USD 5.00"),
}
"""Every key, with a quote that has it and what its clauses say then."""

NOT_WORDED: Final = {"Quote.notes": "the buyer's own words on an offer are no part of a contract"}


def sections_below(model: type[Section]) -> Iterator[type[Section]]:
    """A model, and those that its fields are made of."""
    yield model
    for field in model.model_fields.values():
        for below in _sections_in(field.annotation):
            yield from sections_below(below)


def _sections_in(annotation: object) -> Iterator[type[Section]]:
    """The groups of keys in an annotation such as ``tuple[Tier, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for inner in get_args(annotation):
        yield from _sections_in(inner)


def test_every_key_of_the_charge_language_has_a_wording() -> None:
    keys = {f"{model.__name__}.{name}" for model in sections_below(Quote) for name in model.model_fields}
    missing = keys - WORDED.keys() - NOT_WORDED.keys()
    assert not missing, f"word these, and show it here: {sorted(missing)}"
    assert not (WORDED.keys() | NOT_WORDED.keys()) - keys


@pytest.mark.parametrize("key", WORDED)
def test_the_wording_of_a_key_says_what_it_says(key: str) -> None:
    quote, words = WORDED[key]
    assert words in whole(quote)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_can_be_counted_has_a_charge_in_words(kind: str) -> None:
    more = {"minute": f", {FULL_CLOCK}}}", "hour": ", hours_counted: paid", "unit": ", quantity: 2"}.get(kind, "")
    more = ", quantity: 9" if kind == "training_hour" else more
    found = clauses(f"charges: [{{per: {kind}, rate: 7{more}}}]")[kind]
    noun = {"hour": "Paid Hour", "once": "once, with the first invoice", "unit": "unit of this clause"}.get(kind)
    assert "the Buyer pays USD 7.00" in found.replace("The Buyer", "the Buyer")
    assert (noun or NOUNS[kind]) in found  # type: ignore[index]


@pytest.mark.parametrize("part", get_args(ClockPart))
def test_whatever_runs_a_clock_is_named_and_defined(part: ClockPart) -> None:
    found = clauses(f"charges: [{{per: minute, rate: 1, clock: {{counts: [{part}], step_seconds: 1}}}}]")
    assert f"The Clock runs during the {PARTS[part]} of a Call." in found["minute.clock.counts"]
    assert PARTS[part] not in found["minute.clock.counts"].partition("It does not run")[2]
    assert f"definitions.{PARTS[part]}" in found


@pytest.mark.parametrize("hours", get_args(HoursCounted))
def test_whichever_hour_is_charged_is_defined_with_its_formula(hours: HoursCounted) -> None:
    found = clauses(f"charges: [{{per: hour, rate: 30, hours_counted: {hours}}}]")
    assert f"For each {HOURS[hours]} the Buyer" in found["hour"]
    formula = {"logged_in": "Productive Hours ÷ (1 - 12%)", "paid": "Logged-in Hours ÷ (1 - 20%)"}.get(hours, "")
    assert formula in found[f"definitions.{HOURS[hours]}"]


EVERYTHING: Final = sorted({quote for quote, _ in WORDED.values()})


@pytest.mark.parametrize("quote", EVERYTHING)
def test_no_two_clauses_have_one_number_or_one_term(quote: str) -> None:
    found = told(quote)["clauses"]
    for name in ("number", "term"):
        assert len({one[name] for one in found}) == len(found)


@pytest.mark.parametrize("quote", EVERYTHING)
def test_defined_terms_are_capitalised_throughout(quote: str) -> None:
    for one in told(quote)["clauses"]:
        text = re.sub("“[^”]*”", "", one["text"])
        loose = re.findall(r"\b(cycles?|billed minutes?|contacts?|transfers?|buyer|vendor|wrap-up|hold time)\b", text)
        assert not loose, one


@pytest.mark.parametrize("quote", EVERYTHING)
def test_nothing_is_open_without_a_blank_and_no_blank_without_a_question(quote: str) -> None:
    document = document_of(answer_of(quote))
    for clause in document.clauses:
        is_open = any(not gap.assumed for gap in clause.gaps)
        assert (BLANK in clause.text) >= is_open or "escalator" in clause.term, clause
        assert BLANK not in clause.text or clause.gaps, clause


@pytest.mark.parametrize("quote", EVERYTHING)
def test_every_question_of_the_estimate_is_asked_with_its_worth(quote: str) -> None:
    answer = answer_of(quote)
    asked = {one["term"]: one["worth"] for one in told(quote)["open"]}
    for one in answer.estimate.questions:
        assert asked[one.term] in {f"{one.worth:f}", None}


def test_a_question_that_no_clause_asks_stands_at_the_end() -> None:
    answer = answer_of("charges: [{per: minute, rate: 1}]")
    lost = answer.estimate.questions[0]._replace(term="minute.new_key")
    changed = answer._replace(estimate=answer.estimate._replace(questions=(lost,)))
    (last,) = [one for one in document_of(changed).clauses if one.topic == "What else is open"]
    assert last.text == f"To be agreed: {BLANK}."
    assert last.gaps[0].worth == lost.worth


def test_what_an_offer_leaves_open_is_a_blank_with_its_question_and_its_worth() -> None:
    found = told("charges: [{per: minute, rate: 0.95}]")
    (clause,) = [one for one in found["clauses"] if one["term"] == "minute.clock.step_seconds"]
    assert f"whole steps of {BLANK} seconds" in clause["text"]
    # 1,000 calls of 363 s: 7 whole minutes, or 6.05; the worst counts waiting too, which this test does not reckon.
    assert clause["note"].startswith("Open: In your offer, to what step does the charge per minute round each call up")
    (gap,) = [one for one in found["open"] if one["term"] == "minute.clock.step_seconds"]
    assert f"worth USD {gap['worth']} a month in Annex A." in clause["note"]
    assert gap["assumed"] is False


def test_what_is_assumed_is_worded_and_to_be_confirmed() -> None:
    found = told(beside(""))
    (cycle,) = [one for one in found["clauses"] if one["term"] == "definitions.Cycle"]
    assert cycle["text"] == "“Cycle” means one Contract Month; there are twelve in a year."
    assert cycle["note"] == "To be confirmed: What is billed at once: a month, or four weeks?"


def test_silent_work_is_to_be_agreed_and_priced_work_names_its_charge() -> None:
    quote = (
        "charges: [{per: once, rate: 500, for: setup}, {per: call, rate: 3}]\nscope: {setup: priced, reporting: priced}"
    )
    found = clauses(quote)
    assert found["scope.training"] == f"To be agreed: the work “training” is {BLANK}."
    assert found["scope.setup"] == "The work “setup” is billed under 3.1 and in no other way."
    assert found["scope.reporting"] == f"The work “reporting” is billed under {BLANK} and in no other way."


def test_a_promise_of_the_profile_says_what_a_service_level_is() -> None:
    quote = beside(
        "sla_credits: [{miss: calls, percent: 3}, {miss: uptime, percent: 1}, {miss: chat_seconds, percent: 1}]"
    )
    vendor = "service_levels: {calls: {share: 80%, within_seconds: 20}, uptime: 99.9%, chat_seconds: 20}"
    found = clauses(quote, vendor=vendor)
    assert "80% of Calls are answered within 20 seconds, measured" in found["service_levels.calls"]
    assert "up for 99.9% of the time" in found["service_levels.uptime"]
    assert "chats are answered within 20 seconds" in found["service_levels.chat_seconds"]
    assert "a Cycle in which [" in clauses(quote, vendor="service_levels: {calls: none}")["service_levels.calls"]


def test_a_profile_tells_what_a_silent_term_usually_is() -> None:
    found = told(beside(""), vendor="contract: {notice_days: 30, auto_renews: true}")
    notes = {one["term"]: one["note"] for one in found["clauses"]}
    assert notes["terms.notice_days"].endswith("The vendor's profile says: 30.")
    assert notes["terms.auto_renews"].endswith("The vendor's profile says: yes.")
    assert "profile" not in notes["terms.min_term_months"]


def test_two_clocks_have_two_sections_and_one_is_shared_by_all_of_its_charges() -> None:
    quote = (
        "charges: [{per: minute, rate: 1, clock: &c {counts: [talk], step_seconds: 60}}, {per: minute, rate: 0.1, "
        "for: Spanish, when: {language: es}, clock: *c}, {per: minute, rate: 0.2, for: menu, clock: {counts: [ivr], "
        "step_seconds: 1}}]"
    )
    found = told(quote)["clauses"]
    topics = list(dict.fromkeys(one["topic"] for one in found if one["topic"].startswith("Clock")))
    assert topics == [
        "Clock A: how the minutes of clauses 5.1 and 5.2 are measured",
        "Clock B: how the minutes of clause 5.3 are measured",
    ]
    texts = {one["number"]: one["text"] for one in found}
    assert texts["5.2"].endswith("These minutes are measured by Clock A. This comes on top of 5.1 and 5.3.")


def test_charges_that_leave_the_same_clock_open_are_asked_one_by_one() -> None:
    quote = "charges: [{per: minute, rate: 1}, {per: minute, rate: 0.1, for: Spanish, when: {language: es}}]"
    asked = [one["term"] for one in told(quote)["open"]]
    assert {"minute.clock.counts", "minute[Spanish].clock.counts"} <= set(asked)


def test_the_example_of_a_clock_is_reckoned_by_hand() -> None:
    # 250 + 25 + 88 = 363 seconds are 61 steps of six: 366. With parts rounded apart: 252 + 30 + 90 = 372.
    sum_of, apart = clauses(minute()), clauses(minute(", round: component"))
    assert sum_of["minute.clock.example"] == (
        "For example, a Call with 4:10 of Talk Time, 0:25 of Hold Time and 1:28 of Wrap-up (minutes and seconds) has a "
        "Billed Time of 6:06 (366 seconds)."
    )
    assert apart["minute.clock.example"].endswith("has a Billed Time of 6:12 (372 seconds).")


def test_a_clock_that_the_average_call_does_not_run_has_no_example() -> None:
    found = clauses("charges: [{per: minute, rate: 1, clock: {counts: [ivr], step_seconds: 1}}]")
    assert "minute.clock.example" not in found
    assert "A caller whom automation alone serves runs it, too." in found["minute.clock.counts"]


def test_definitions_are_those_that_are_used_and_those_that_they_are_made_of() -> None:
    draft = Draft(answer_of(beside("")))
    names = [one.term.removeprefix("definitions.") for one in definitions(draft, ["Paid Hours"])]
    assert {"Paid Hour", "Logged-in Hour", "Productive Hour", "Handling Hour"} <= set(names)
    assert "Transfer" not in [one.term for one in definitions(draft, ["Transfer Time"])]
    assert "Full-Time Agent" not in names
    assert names == sorted(names, key=str.lower)


def test_a_reference_becomes_the_number_of_its_clause() -> None:
    numbers = numbered([Part("One", [Wording("a", "")]), Part("Two", [Wording("b", ""), Wording("c", "")])])
    assert with_numbers(f"under {ref('c')} and {ref('a')}", numbers) == "under 2.2 and 1.1"


def test_text_of_files_is_inert_and_never_a_reference() -> None:
    found = whole('charges: [{per: call, rate: 3, for: "a\\u202ec\\nd"}]')
    assert "“a\\u202ec\\nd”: For each Call" in found


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("terms: {min_term_months: 0}", "has no shortest term"),
        ("terms: {notice_days: 0}", "at any time, and not before"),
        ("terms: {auto_renews: false}", "does not renew by itself"),
        ("terms: {early_termination_fee: none}", "costs the Buyer nothing"),
        ("terms: {free_trial_days: none}", "There is no free trial."),
        ("terms: {max_simultaneous_calls: none}", "sets no limit to the Calls"),
        ("terms: {payment_days: 0}", "pays an invoice on receiving it"),
        ("terms: {free_trial_minutes: 60}", "not beyond 60 minutes, measured as ["),
        ("minimum_invoice: none", "There is no minimum invoice."),
        ("deposit: none", "There is no deposit."),
        ("tax_percent: none", "No tax comes on top"),
        ("payment: {prompt_days: 7}", f"may take {BLANK} off"),
        ("adjustments: [{percent: 5, applies_to: [call]}, {percent: 6, applies_to: [call]}]", "do not compound"),
    ],
)
def test_none_and_zero_are_answers(scope: str, words: str) -> None:
    assert words in whole(beside(scope))


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (call("included: 0"), "None are included. For each Call the Buyer"),
        (call("minimum: none"), "This charge has no minimum."),
        ("charges: [{per: call, tiers: [{rate: 2}]}]", "For each Call the Buyer pays USD 2.00."),
        (f"{TIERS}, included: 100}}]", "The tiers count the units that are left after those included."),
        (
            f"{TIERS}, block: 10}}]",
            "for each block of 10 begun, for each block the rate of the tier in which it begins",
        ),
        (call("when: {within: 24/7}"), "begun within 24 hours a day on every day"),
        ("charges: [{per: lead, rate: 9, when: {language: es}}]", "For each Lead from a Contact in Spanish"),
        ("charges: [{per: chat, rate: 9, when: {channel: chat, language: es}}]", "For each Chat in Spanish the Buyer"),
        ("charges: [{per: agent, rate: 9, staffed: {agents: 2}}]", "The Team is 2 Agents, billed in full"),
        (
            "charges: [{per: agent, rate: 9, staffed: {agents: 1, hours_per_week: 20}}]",
            "is 1 Agent of 20 hours a week,",
        ),
        (f"{EARLY_TEAM}}}]", "Any hour of the Team counts as a Paid Hour."),
        (f"{EARLY_TEAM}}}]", "Agents do 50% of what they do later; only that part of the Team's time is billed."),
        (minute(more=", when: {channel: chat}"), "For each Billed Minute of Chats the Buyer pays USD 0.95."),
        (minute(more=", when: {channel: chat}"), "The whole time that an Agent spends on one of these Chats is Talk"),
        (minute(more=", event_seconds: {fax: 30}"), "each “fax” 30 seconds"),
        ("charges: [{per: unit, rate: 5, for: numbers}]", "As many are counted as the Buyer orders in the Cycle."),
        (
            "charges: [{per: unit, rate: 5, quantity: 3}]\ncommitment: {units: 9}",
            "at least 9 units are billed under 3.1",
        ),
        ("plans: [{name: one, charges: [{per: cycle, rate: 9}]}]", "The plan “one” holds for the whole term."),
        (f"{PLANS}\nplan_choice: cheapest", "out of “small” or “large”, for the whole term"),
        (beside("terms: {escalator: {percent: 4, every_months: 1, kind: fixed}}"), "Every 1 month, the first time"),
    ],
)
def test_what_is_rare_is_worded_too(quote: str, words: str) -> None:
    assert words in whole(quote)


def test_training_goes_by_the_profile_and_asks_for_what_it_does_not_say() -> None:
    quote = "charges: [{per: agent, rate: 900, attrition_training: true}, {per: training_hour, rate: 20}]"
    known = whole(quote, vendor="agents: {training_hours: 60, annual_attrition: 35%}")
    assert "in a year 35% of the Agents leave and that each who comes takes 60 hours of training" in known
    assert "The training takes 60 Training Hours for each Full-Time Agent and falls into the first Cycle." in known
    assert "To be confirmed: How many hours of training are billed? The figure is the profile's." in known
    unknown = whole(quote)
    assert f"in a year {BLANK} of the Agents leave" in unknown
    assert "Open: What share of your agents leaves in a year, in per cent?" in unknown
    assert f"takes {BLANK} Training Hours for each Full-Time Agent" in unknown


def test_refresher_training_says_who_trains_those_who_replace_leavers() -> None:
    quote = "charges: [{per: training_hour, rate: 20, quantity: 10, months: [2, 3], attrition_training: false}]"
    found = clauses(quote)["training_hour"]
    assert "takes 10 Training Hours in each Contract Month in which this charge applies." in found
    assert "who replace leavers is at the Vendor's expense" in found


def test_languages_that_the_needs_do_not_name_are_asked() -> None:
    needs = "start: 2027-01-01\ncompany: Juniper\ndemand: {calls_per_month: 1000, spread: 0}\n"
    found = told(call("when: {language: es}"), needs)
    assert "demand.languages" in [one["term"] for one in found["open"]]
    found = told("charges: [{per: unit, rate: 5, for: licences}]", needs)
    assert "demand.units_per_cycle.licences" in [one["term"] for one in found["open"]]
