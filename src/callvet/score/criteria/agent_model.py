"""Agent model: are the agents shared or our own, as it suits our work?

Shared agents serve many clients and suit general needs and a low or uneven volume; dedicated agents serve one
and suit special, detailed needs; partially dedicated agents serve one or two others beside; automated are
voice bots. Where the needs say which (`agents`, `must.agents`), it is all or nothing: 100 where the vendor
offers the model of `agents` and at least one of `must.agents`, else 0.

Where any will do, choice is worth having:

| `agents.models` | points |
| --- | --- |
| shared and dedicated | 100 |
| one of the two, and partial | 80 |
| one of the two | 60 |
| partial alone | 50 |
| automated alone | 10 |
| none | 0 |

Where partially dedicated agents alone are wanted, a quarter of the points is for how few others they serve
(`agents.other_accounts_per_partial_agent`): 1 or none 100, 2 90, more 40.

Always applicable.

Source: document B: the best vendors offer both shared and dedicated agents; partially dedicated ones serve
one or two further accounts and are uncommon. The points are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, Part, Subject, combine

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from callvet.model.needs import Needs

BOTH_KINDS = 1.0
ONE_KIND_AND_PARTIAL = 0.8
ONE_KIND = 0.6
PARTIAL_ALONE = 0.5
AUTOMATED_ALONE = 0.1

MODEL_WEIGHT = 3
OTHER_ACCOUNTS_WEIGHT = 1
OTHER_ACCOUNTS = {0: 1.0, 1: 1.0, 2: 0.9}
"""By how many other clients a partially dedicated agent serves; document B's one or two."""
MANY_OTHER_ACCOUNTS = 0.4


def _worth_of_choice(models: Collection[str]) -> float:
    """What a range of models is worth to a buyer who takes any. [value in 0..1]"""
    kinds = len({"shared", "dedicated"} & set(models))
    partial = "partial" in models
    if kinds:
        return BOTH_KINDS if kinds > 1 else ONE_KIND_AND_PARTIAL if partial else ONE_KIND
    if partial:
        return PARTIAL_ALONE
    return AUTOMATED_ALONE if models else 0.0


def _choice(models: Collection[str]) -> Grade:
    """The more of shared and dedicated, the better."""
    return _worth_of_choice(models), f"{', '.join(dict.fromkeys(models)) or 'no'} agents"


def _required(wanted: str, musts: Collection[str]) -> Callable[[Collection[str]], Grade]:
    """All or nothing: the model that is wanted, and one of those that must be."""

    def grade(models: Collection[str]) -> Grade:
        if wanted != "any" and wanted not in models:
            return 0.0, f"no {wanted} agents"
        there = [model for model in models if model in musts]
        if musts and not there:
            return 0.0, f"no {' or '.join(musts)} agents"
        return 1.0, f"{', '.join(there) if wanted == 'any' else wanted} agents"

    return grade


def _other_accounts(subject: Subject) -> Part:
    """The part of how many others a partially dedicated agent serves; nothing where there is no such agent."""
    models, others = subject.vendor.agents.models, subject.vendor.agents.other_accounts_per_partial_agent
    if models is not None and "partial" not in models:
        return subject.between(OTHER_ACCOUNTS_WEIGHT, "agents.models", 0.0, 0.0, "")
    if others is None:
        return subject.unknown(OTHER_ACCOUNTS_WEIGHT, "agents.other_accounts_per_partial_agent")
    value = OTHER_ACCOUNTS.get(others, MANY_OTHER_ACCOUNTS)
    words = f"{others} other {'account' if others == 1 else 'accounts'} per agent"
    if models is None:
        return subject.between(OTHER_ACCOUNTS_WEIGHT, "agents.models", 0.0, value, words)
    return subject.between(OTHER_ACCOUNTS_WEIGHT, "agents.other_accounts_per_partial_agent", value, value, words)


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge whether the wanted model is offered, or how wide the choice is."""
    wanted, musts = needs.agents, needs.must.agents
    grade = _choice if wanted == "any" and not musts else _required(wanted, musts)
    parts = [subject.fact(MODEL_WEIGHT, "agents.models", subject.vendor.agents.models, grade)]
    if wanted == "partial" or (wanted == "any" and set(musts) == {"partial"}):
        parts.append(_other_accounts(subject))
    return combine(*parts)


CRITERION = Criterion(
    id="agent_model",
    group="offer",
    question="Are the agents shared or our own, as it suits our work?",
    page=__doc__,
    assess=assess,
)
