"""Whose offer it is, who works for it, and what its prices rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.clauses.draft import BLANK, Section, Wording, inert, to_agree
from callvet.report.clauses.phrasing import duration, long_date, percent_of, quoted
from callvet.report.phrases import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.quote import Quote
    from callvet.model.vendor import AgentModel
    from callvet.report.clauses.draft import Draft

_WHO: Final[dict[AgentModel, str]] = {
    "shared": "Agents who work for other clients of the Vendor, too (shared agents)",
    "partial": "Agents who work for the Buyer and for a few other clients of the Vendor (partially dedicated agents)",
    "dedicated": "Agents who work for the Buyer alone (dedicated agents)",
    "automated": "voice bots or menus (automated agents), and by persons where this document says so",
}
_SOURCES: Final = {
    "vendor_page": "a page of the Vendor's",
    "contract": "a draft contract",
    "quote": "a written offer",
    "meeting": "a meeting",
    "second_hand": "what others say",
    "review": "a review",
}
_OFFERED: Final = frozenset({"quote", "contract"})
"""Sources that bind a vendor."""


def offer_section(draft: Draft) -> Section:
    """The first section."""
    return Section("The offer", tuple(_clauses(draft)))


def _clauses(draft: Draft) -> Iterator[Wording]:
    """The parties, the agents, the assumptions, and until when it holds."""
    yield _parties(draft)
    quote = draft.quote
    if quote.agents:
        yield Wording("agents", f"Contacts are handled by {_WHO[quote.agents]}.")
    else:
        gap = to_agree("agents", "Who answers: shared, partially dedicated, dedicated or automated agents?")
        yield Wording("agents", f"Contacts are handled by {BLANK}.", (gap,))
    yield from _assumptions(quote)
    if quote.valid_until:
        yield Wording("valid_until", f"The offer holds until {long_date(quote.valid_until)}, that day included.")
    else:
        yield Wording(
            "valid_until",
            f"The offer holds until {BLANK}.",
            (to_agree("valid_until", "Until which day does the offer hold?"),),
        )


def _parties(draft: Draft) -> Wording:
    """Who offers what to whom, and where that was read."""
    quote, company = draft.quote, draft.answer.needs.company
    named = f" {quoted(quote.title)}" if quote.title else ""
    facts = [f"number {inert(quote.reference)}"] if quote.reference else []
    facts += [f"dated {long_date(quote.dated)}"] if quote.dated else []
    told = f" ({', '.join(facts)})" if facts else ""
    buyer = f"“Buyer” is {inert(company) if company else BLANK}; “Vendor” is {inert(draft.answer.vendor_name)}."
    text = f"{buyer} This document words the charges of the Vendor's offer{named}{told}."
    gaps = () if company else (to_agree("company", "Who is the buyer?"),)
    source = quote.source
    if source is None:
        return Wording("offer", text, gaps)
    read = f"The offer was read on {long_date(source.read)} from {_SOURCES[source.kind]}: {quoted(source.ref)}."
    if source.kind not in _OFFERED:
        gaps = (*gaps, to_agree("source", "Does the vendor offer this in writing?"))
        read = f"{read} A written offer that says the same: {BLANK}."
    return Wording("offer", f"{text} {read}", gaps)


def _assumptions(quote: Quote) -> Iterator[Wording]:
    """The volume and the handle time that the prices rest on."""
    calls, handle, beyond = (
        quote.assumes.calls_per_month,
        quote.assumes.handle_seconds,
        quote.assumes.reprice_beyond,
    )
    rests = [f"{number(calls)} Calls a month"] if calls is not None else []
    rests += [f"a mean Handle Time of {duration(handle)}"] if handle else []
    if not rests and beyond is None:
        return
    on = " and ".join(rests) or BLANK
    start = f"The prices rest on {on}."
    if beyond is None:
        gap = to_agree("assumes.reprice_beyond", "From which difference on may prices be opened again?")
        text = (
            f"{start} Either party may ask for new prices if the real figures of {BLANK} differ by more than {BLANK}."
        )
        yield Wording("assumes", text, (gap,))
        return
    gaps = [
        to_agree("assumes.reprice_beyond", "Over how many Cycles must the figures differ before prices are opened?")
    ]
    if not rests:
        gaps.append(to_agree("assumes.calls_per_month", "Which volume and handle time do the prices rest on?"))
    differ = f"differ from that by more than {percent_of(beyond)} over {BLANK}"
    yield Wording("assumes", f"{start} Either party may ask for new prices if the real figures {differ}.", tuple(gaps))
