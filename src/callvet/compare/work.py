"""The work behind a charge, and whether a quote without the charge gives that work away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from callvet.compare.levelled import Levelled
    from callvet.model.charge import Charge

SCOPE: Final = ("setup", "training", "supervisor", "reporting", "crm_integration")
"""Work that every offer should speak of."""
_PLUG: Final = "plug["

Given = Literal["free", "open", "not"]
"""A quote has no charge for some work: it is free, nobody knows, or it has to be paid for elsewhere."""


def work_of(charge: Charge, name: str = "") -> str | None:
    """What a charge pays for, by its name in ``scope``; None where it has none there.

    Args:
        charge: The charge.
        name: What it is called among the charges; the buyer's own figures are named for their work.
    """
    if is_plug(name):
        return name.removeprefix(_PLUG).removesuffix("]")
    label = (charge.label or "").strip().casefold().replace(" ", "_")
    if label in SCOPE:
        return label
    if "once" in charge.per:
        return "setup"
    return "training" if "training_hour" in charge.per else label or None


def plug_name(work: str) -> str:
    """What the buyer's own figure for some work is called among the charges."""
    return f"{_PLUG}{work}]"


def is_plug(name: str) -> bool:
    """Whether a charge is the buyer's own figure."""
    return name.startswith(_PLUG)


def is_charged(quote: Levelled, work: str) -> bool:
    """Whether a charge of a quote pays for some work, other than the buyer's own figure."""
    return any(work_of(charge) == work and not is_plug(name) for name, charge in quote.charges.items())


def given_without(quote: Levelled, work: str | None, *, must_be_said: bool) -> Given:
    """What a quote means that has no charge for some work.

    Args:
        quote: The quote.
        work: The work's name in ``scope``; None where it has none.
        must_be_said: Whether silence is a question: with setup and training it is, for somebody does them.
    """
    if work is None:
        return "free"
    if plug_name(work) in quote.charges or is_charged(quote, work):
        return "not"
    match quote.quote.scope.get(work):
        case "included":
            return "free"
        case "priced" | "excluded":
            return "not"
        case _:
            return "open" if must_be_said else "free"
