"""Human contact: does a customer reach a person?

| fact | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `agents.models` | 3 | automated only, or none | shared, partial or dedicated agents |
| `services.channels` | 2 | no phone | phone |
| `services.self_service` | 1 | no callback | callback: a way from the machine back to a person |

Voice bots beside people cost nothing here. Which of the human models suits you is judged in agent_model.

Source: document A: 74% of consumers want more human interaction in future, and 35% prefer phone or voice to
every other channel. Document D: customers ask for a call back at a set time. The weights are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, Subject, combine

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from callvet.model.needs import Needs

HUMAN_MODELS = ("shared", "partial", "dedicated")


def _any_of(wanted: Collection[str], yes: str, no: str) -> Callable[[Collection[str]], Grade]:
    """A grade for a list: everything if it names one of the wanted, nothing if it names none."""

    def grade(offered: Collection[str]) -> Grade:
        return (1.0, yes) if any(one in offered for one in wanted) else (0.0, no)

    return grade


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge whether people answer, by phone, and whether callers get back to them."""
    services = subject.vendor.services
    return combine(
        subject.fact(
            3, "agents.models", subject.vendor.agents.models, _any_of(HUMAN_MODELS, "human agents", "no human agents")
        ),
        subject.fact(2, "services.channels", services.channels, _any_of(("phone",), "phone", "no phone")),
        subject.fact(
            1, "services.self_service", services.self_service, _any_of(("callback",), "callback", "no callback")
        ),
    )


CRITERION = Criterion(
    id="human_contact",
    group="people",
    question="Does a customer reach a person?",
    page=__doc__,
    assess=assess,
)
