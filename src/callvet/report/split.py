"""What a second vendor would cost or save, as blocks of a page and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.json_figures import amount_json, range_json
from callvet.report.page import Cell, Column, Sentence, Table
from callvet.report.phrases import counted, listed, money, money_range, percent
from callvet.report.split_questions import languages_in_words, part_in_words, questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from callvet.compare.award import Award, Half, Refusal
    from callvet.compare.parts import Kind, Part
    from callvet.evaluation.splitting import SplitAnswer
    from callvet.report.page import Block

_BESIDE: Final = {"email": "e-mails", "chat": "chats", "sms": "text messages", "social": "social media"}
_ALONG: Final[Mapping[Kind, str]] = {
    "hours": "by hours, what waits for an agent goes to who is there",
    "language": "by language, all that is in a language goes with it",
}
"""Where what is no call goes to the other vendor, too."""
_REFUSALS: Final[Mapping[Refusal, str]] = {
    "no_calls": "an offer prices no calls",
    "under_minimum": "a part is below the least volume that its vendor takes",
    "over_maximum": "a part is above the most that its vendor takes",
    "language": "a vendor does not speak a language of its part",
    "channel": "a vendor does not answer a channel of its part",
    "direction": "a vendor makes no calls out",
    "hours": "a vendor is closed in all hours of its part",
    "unpublished": "a part is outside the range that the vendor's plans are made for",
    "unstaffable": "a part is more than can be staffed",
}


def split_blocks(answer: SplitAnswer, names: Mapping[str, str], currency: str) -> list[Block]:
    """The answer in a sentence, the best awards, and what to ask before one is made.

    Args:
        answer: What a second vendor would cost or save.
        names: Of offers by their id, made safe to print.
        currency: Of the answer, ISO 4217.
    """
    blocks: list[Block] = [Sentence(_verdict(answer, names, currency), "strong", apart=True)]
    if answer.shown:
        blocks += [_table(answer, names, currency), *_over_the_term(answer, names, currency)]
    blocks += [Sentence(text, talk=True, apart=not place) for place, text in enumerate(_looked_at(answer))]
    blocks += [Sentence(text, talk=True, apart=not place) for place, text in enumerate(questions(answer.shown, names))]
    return blocks


def _verdict(answer: SplitAnswer, names: Mapping[str, str], currency: str) -> str:
    """Whether two vendors cost less than one."""
    if not answer.shown:
        return "No two of these vendors can share the calls, so a second one has no price."
    best = answer.shown[0]
    both = f"{_takes(best.first, names)} and {_takes(best.other, names)}"
    cost = money_range(best.monthly, currency)
    if answer.alone is None:
        return f"No vendor here can take everything alone. The best split is {both}: {cost} a month."
    more = best.monthly.high - answer.alone.monthly.high
    alone = names[answer.alone.offer.id]
    today = money_range(answer.alone.monthly, currency)
    is_range = best.monthly.low != best.monthly.high or answer.alone.monthly.low != answer.alone.monthly.high
    end = " at the high end" if is_range else ""
    if more < 0:
        return (
            f"A second vendor saves {money(-more, currency)} a month{end}: {both} cost {cost} a month, "
            f"{alone} alone {today}."
        )
    if not more:
        return f"A second vendor costs nothing more{end}: {both} cost {cost} a month, {alone} alone {today}."
    return (
        f"No split beats {alone} alone ({today} a month): the best, {both}, costs {money(more, currency)} a month "
        f"more{end}, which is the price of a second source."
    )


def _takes(half: Half, names: Mapping[str, str]) -> str:
    """``Acme with 90% of the calls``."""
    return f"{names[half.offer.id]} with {part_in_words(half.part)}"


def _short(part: Part) -> str:
    """What a vendor takes in a cell: ``90%``, ``Spanish 10%``."""
    share = percent(float(part.calls_share))
    return {
        "team": f"its team, {share}",
        "beyond_team": f"the rest, {share}",
        "inbound": "calls in",
        "outbound": "calls out",
        "business_hours": f"business hours, {share}",
        "other_hours": f"other hours, {share}",
        "language": f"{languages_in_words(part)}, {share}",
        "other_languages": f"{languages_in_words(part)}, {share}",
    }.get(part.takes, share)


def _table(answer: SplitAnswer, names: Mapping[str, str], currency: str) -> Table:
    """The best awards, and the vendor that is cheapest alone."""
    columns = (
        Column("one vendor"),
        Column("the other"),
        Column("each, a month", right=True),
        Column("both", right=True),
        Column("against one", right=True),
        Column(f"over {counted(answer.term_months, 'month')}", right=True),
    )
    rows: list[Sequence[Cell]] = [
        (
            Cell(f"{names[award.first.offer.id]}: {_short(award.first.part)}"),
            Cell(f"{names[award.other.offer.id]}: {_short(award.other.part)}"),
            Cell(f"{money_range(award.first.monthly, currency)} + {money_range(award.other.monthly, currency)}"),
            Cell(money_range(award.monthly, currency)),
            Cell(_more(answer.against_alone(award), currency)),
            Cell(_more(answer.term_against_alone(award), currency)),
        )
        for award in answer.shown
    ]
    if answer.alone:
        alone = answer.alone
        term = "–" if alone.term is None else money_range(alone.term, currency)
        texts = (f"{names[alone.offer.id]}: everything", "–", "–", money_range(alone.monthly, currency), "–", term)
        rows.append(tuple(Cell(text, "dim") for text in texts))
    return Table(columns, rows)


def _more(amount: Decimal | None, currency: str) -> str:
    """``$412 more``, ``$90 less``, ``the same``; a dash where nobody is alone."""
    if amount is None:
        return "–"
    if not amount:
        return "the same"
    return f"{money(abs(amount), currency)} {'more' if amount > 0 else 'less'}"


def _over_the_term(answer: SplitAnswer, names: Mapping[str, str], currency: str) -> Iterator[Block]:
    """What the first award comes to over the term, where setup and training are paid twice."""
    best = answer.shown[0]
    if best.term is None:
        return
    told = f"Over {counted(answer.term_months, 'month')}, with what is paid once to each of the two"
    text = f"{told}, the first comes to {money_range(best.term, currency)}"
    more = answer.term_against_alone(best)
    if answer.alone and answer.alone.term and more is not None:
        alone = f"{names[answer.alone.offer.id]} alone {money_range(answer.alone.term, currency)}"
        text = f"{text} and {alone}: {_more(more, currency)}"
    by_term = [award for award in answer.shown if award.term is not None]
    cheapest = min(by_term, key=lambda award: award.term.high if award.term else best.monthly.high)
    if cheapest is not best and cheapest.term is not None:
        text = (
            f"{text}. Over the term {_takes(cheapest.first, names)} and {_takes(cheapest.other, names)} "
            f"come to less: {money_range(cheapest.term, currency)}"
        )
    yield Sentence(f"{text}.", apart=True)


def _looked_at(answer: SplitAnswer) -> Iterator[str]:
    """How many awards there are, how many are not possible, and what goes with what."""
    if not answer.looked_at:
        return
    possible = len(answer.awards)
    text = f"{counted(answer.looked_at, 'split')} of two vendors looked at, {possible:,} possible"
    if answer.left_out:
        text = f"{text}; left out: {listed([f'{n:,} where {_REFUSALS[one]}' for one, n in answer.left_out.items()])}"
    if answer.shown:
        text = f"{text}. Of each two offers the best of a kind is shown"
    yield f"{text}."
    demand = answer.needs.demand
    beside = [_BESIDE.get(name, name) for name, of_channel in demand.channels if of_channel.per_month]
    if demand.outbound.calls_per_month:
        beside.append("calls out")
    if beside:
        kinds = {award.kind for award in answer.shown}
        along = "".join(f"; {words}" for kind, words in _ALONG.items() if kind in kinds)
        yield f"What is no call ({listed(beside)}) stays with the first of the two{along}."
    if demand.units_per_cycle:
        yield "Quantities that your needs state by name are counted with each of the two."


def split_json(answer: SplitAnswer) -> dict[str, object]:
    """The answer as an object: money as decimal strings, shares as numbers; the term of the awards shown alone.

    Args:
        answer: What a second vendor would cost or save.
    """
    dated = {_key(award): award for award in answer.shown}
    return {
        "volume": float(answer.volume),
        "term_months": answer.term_months,
        "alone": answer.alone and _half_json(answer.alone),
        "looked_at": answer.looked_at,
        "possible": len(answer.awards),
        "left_out": dict(answer.left_out),
        "awards": [_award_json(answer, dated.get(_key(award), award)) for award in answer.awards],
    }


def _key(award: Award) -> tuple[object, ...]:
    """What tells an award from all others."""
    return award.kind, award.first.offer.id, award.first.part.key, award.other.offer.id


def _award_json(answer: SplitAnswer, award: Award) -> dict[str, object]:
    """One award; ``against_alone`` is what it costs more at the high end, below 0 where it saves."""
    return {
        "kind": award.kind,
        "parts": [_half_json(award.first), _half_json(award.other)],
        "monthly": range_json(award.monthly),
        "against_alone": amount_json(answer.against_alone(award)),
        "term": award.term and range_json(award.term),
        "term_against_alone": amount_json(answer.term_against_alone(award)),
    }


def _half_json(half: Half) -> dict[str, object]:
    """A part in the hands of a vendor."""
    return {
        "vendor": half.offer.vendor,
        "id": half.offer.id,
        "takes": half.part.takes,
        "words": part_in_words(half.part),
        "languages": list(half.part.languages),
        "calls_share": float(half.part.calls_share),
        "monthly": range_json(half.monthly),
        "term": half.term and range_json(half.term),
        "ask": list(half.doubts),
    }
