"""What was fixed before prices were opened, as a page, and whether it still holds, as lines of the ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.load.yaml_text import scalar_text
from callvet.model.wording import shown
from callvet.report.page import Cell, Column, Data, Page, Sentence, Table
from callvet.report.phrases import counted, listed, percent, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.freezing import FreezeAnswer, FreezeCheck
    from callvet.evaluation.people.frozen_values import Change
    from callvet.report.page import Block

_HASH_SHOWN: Final = 8
_MOST_CHANGES: Final = 12
"""So many changes stand in a sentence; JSON has them all."""
_MOST_FILES: Final = 4
_LONGEST: Final = 80
_NOT_SET: Final = "not set"
_FIRST: Final = ("weights", "own_criteria", "must", "floors", "scales", "wants")
PROVES: Final = (
    (
        "What it proves: as long as callvet score says “unchanged”, every value above is, one by one, what it was when "
        "this hash was made. Anybody who has frozen.yaml can make the hash again."
    ),
    (
        "What it does not prove: when that was. The day is this machine's, and whoever may write frozen.yaml may write "
        "it anew, with another day. So give the hash, before prices are opened, to people who gain nothing by changing "
        "it: to all bidders with the invitation, or to the file of the tender."
    ),
    (
        "Nor that nobody knew a price earlier, nor anything of profiles, marks, offers and exchange rates, which are "
        "not in it. What the offers say of the day on which they were read, callvet score holds against the freeze."
    ),
)


def freeze_page(answer: FreezeAnswer) -> Page:
    """The page of a freeze."""
    verb = "Frozen again" if answer.before else "Frozen"
    verdict = f"{verb} on {answer.day.isoformat()}, with the weights from {answer.origin}: {answer.path}."
    values = sorted((one for one in answer.values if one.key not in answer.weights), key=lambda one: _place(one.key))
    rows = [(Cell(shown(one.key, _LONGEST)), Cell(shown(one.now, _LONGEST))) for one in values]
    plugs = [
        (shown(f"plugs.{name}", _LONGEST), _plug(scalar_text(plug.amount), plug.per)) for name, plug in answer.plugs
    ]
    rows += [(Cell(name), Cell(text)) for name, text in plugs]
    rows.append((Cell("judges"), Cell(listed([shown(name) for name in answer.judges]) or "anybody")))
    blocks: list[Block] = [
        Sentence(verdict, "strong"),
        Sentence(f"Hash (SHA-256): {answer.hash}"),
        _weights(answer),
        Table((Column("what", whole=True), Column("fixed as")), rows),
    ]
    blocks += [Sentence(text, talk=True, apart=place == 0) for place, text in enumerate(PROVES)]
    blocks += [Sentence(f"{sentence_case(text)}.", talk=True) for text in (*answer.notes, *_earlier(answer.before))]
    return Page("Freeze", blocks, _freeze_data(answer), _freeze_json(answer))


def _weights(answer: FreezeAnswer) -> Table:
    """The weights that were fixed, each with a bar of what it is of all."""
    fixed, most = {one.key: one.now for one in answer.values}, max(answer.weights.values(), default=1)
    rows = [
        (Cell(shown(key, _LONGEST)), Cell(fixed.get(key, "")), Cell(percent(share), bar=(share / most, share / most)))
        for key, share in answer.weights.items()
    ]
    columns = (Column("weight", whole=True), Column("points", right=True), Column("of all", right=True))
    return Table(columns, rows, f"Fixed {answer.day.isoformat()}, hash {_short(answer.hash)}")


def _freeze_data(answer: FreezeAnswer) -> Data:
    """The rows of the CSV: the day, the hash, and all that they are of."""
    rows = [("frozen", answer.day.isoformat()), ("hash", answer.hash)]
    rows += [(one.key, one.now) for one in answer.values]
    rows += [(f"plugs.{name}", _plug(scalar_text(plug.amount), plug.per)) for name, plug in answer.plugs]
    rows += [("judges", judge) for judge in answer.judges]
    return Data(("key", "value"), rows)


def _place(key: str) -> int:
    """Where a value stands: what decides first, and then what it is held against."""
    group = key.partition(".")[0]
    return _FIRST.index(group) if group in _FIRST else len(_FIRST)


def _plug(amount: str, per: str) -> str:
    """The buyer's own figure."""
    return f"{amount} {'a month' if per == 'month' else 'once'}"


def _earlier(before: Sequence[tuple[object, str]]) -> Iterator[str]:
    """Earlier freezes."""
    told = [f"{day} (hash {_short(digest)})" for day, digest in before]
    if told:
        yield f"frozen before on {listed(told)}"


def _short(digest: str) -> str:
    """The beginning of a hash."""
    return f"{shown(digest[:_HASH_SHOWN])}…"


def _freeze_json(answer: FreezeAnswer) -> dict[str, object]:
    """A freeze as one object."""
    frozen = {
        "date": answer.day.isoformat(),
        "hash": answer.hash,
        "file": answer.path,
        "weights_origin": answer.origin,
        "values": {one.key: one.now for one in answer.values},
        "weights": dict(answer.weights),
        "judges": list(answer.judges),
        "plugs": {name: {"amount": scalar_text(plug.amount), "per": plug.per} for name, plug in answer.plugs},
        "before": [{"date": f"{day}", "hash": digest} for day, digest in answer.before],
    }
    return {"schema": 1, "command": "weights", "frozen": frozen, "notes": list(answer.notes), "problems": []}


def frozen_sentences(check: FreezeCheck, *, is_blind: bool = False) -> Iterator[Sentence]:
    """Whether what was fixed still holds; what speaks against it is strong, and no ``--quiet`` leaves it out.

    Args:
        check: What was found.
        is_blind: Whether the names of vendors are hidden, which offers and files would tell.
    """
    freeze = f"{check.day.isoformat()} (hash {_short(check.hash)})"
    if check.holds:
        yield Sentence(f"Weights frozen on {freeze} and unchanged.", apart=True)
    if not check.intact:
        said = f"that this was on {check.day.isoformat()} and that its hash is {_short(check.hash)}"
        text = f"{check.path} was altered after it was frozen: it says {said}; what it holds has "
        text += f"{_short(check.found_hash)}. It proves nothing."
        yield Sentence(text, "bad", apart=True)
    if check.changed:
        told = "; ".join(map(_changed, check.changed[:_MOST_CHANGES]))
        rest = len(check.changed) - _MOST_CHANGES
        more = f"; and {counted(rest, 'value')} more" if rest > 0 else ""
        text = f"CHANGED since the freeze of {freeze}: {told}{more}. This ranking does not rest on what was fixed."
        yield Sentence(text, "bad", apart=True)
    yield from (Sentence(text, "bad") for text in _against(check, is_blind))
    for text in _earlier(check.before):
        yield Sentence(f"{sentence_case(text)}.")
    if check.version:
        yield Sentence(f"It was frozen by callvet {shown(check.version)}, whose scales may have been others.")


def _changed(change: Change) -> str:
    """One value that is not what it was."""
    was, now = (shown(value, _LONGEST) or _NOT_SET for value in (change.was, change.now))
    return f"{shown(change.key, _LONGEST)} from {was} to {now}"


def _against(check: FreezeCheck, is_blind: bool) -> Iterator[str]:  # noqa: FBT001 - files with names, or without
    """Judgements of others than the judges, and offers that were known before."""
    if check.strangers:
        named = [f"{shown(by)} ({place})" if not is_blind else shown(by) for by, place in check.strangers]
        yield f"Not among the judges that were fixed, and counted all the same: {_some(list(dict.fromkeys(named)))}."
    for kind, said in (("read before", "was read on"), ("dated before", "is dated")):
        found = [(one, day) for one, day, what in check.opened if what == kind]
        if found:
            named = ["an offer" if is_blind else f"{shown(one, _LONGEST)} {said} {day}" for one, day in found]
            offers = f"{counted(len(found), 'offer')}, by an earlier day" if is_blind else _some(named)
            doubt = ", and nothing says when it was read" if kind == "dated before" else ""
            yield f"Prices were opened before the freeze: {offers}{doubt}."
    same_day = [shown(one, _LONGEST) for one, _, what in check.opened if what == "read that day"]
    if same_day:
        offers = counted(len(same_day), "offer") if is_blind else _some(same_day)
        yield f"Read on the day of the freeze, which leaves open what came first: {offers}."


def _some(named: Sequence[str]) -> str:
    """The first few, and how many more."""
    rest = len(named) - _MOST_FILES
    return listed([*named[:_MOST_FILES], *([f"{rest} more"] if rest > 0 else [])])


def frozen_json(check: FreezeCheck | None, *, is_blind: bool = False) -> dict[str, object] | None:
    """Whether what was fixed still holds, for programs; without what would tell the names of hidden vendors."""
    if check is None:
        return None
    return {
        "date": check.day.isoformat(),
        "hash": check.hash,
        "file": check.path,
        "intact": check.intact,
        "found_hash": check.found_hash,
        "unchanged": check.holds,
        "changed": [one._asdict() for one in check.changed],
        "judges": list(check.judges),
        "not_judges": [{"by": by, "evidence": None if is_blind else place} for by, place in check.strangers],
        "opened_before": [
            {"quote": None if is_blind else one, "date": f"{day}", "because": what} for one, day, what in check.opened
        ],
        "before": [{"date": f"{day}", "hash": digest} for day, digest in check.before],
        "version": check.version or None,
    }
