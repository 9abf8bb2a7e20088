"""Every key of a model, and the form of its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callvet.model.answer_form import Form, groups_below, leaves
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor

if TYPE_CHECKING:
    from callvet.model.answer_form import Leaf


def leaf(model: type[Vendor | Quote], key: str) -> Leaf:
    """The answer of a key."""
    return next(one for one in leaves(model) if one.key == key)


@pytest.mark.parametrize(
    ("key", "form", "takes_none"),
    [
        ("name", Form.TEXT, False),
        ("as_of", Form.DAY, False),
        ("location.sites.country", Form.COUNTRY, False),
        ("agents.models", Form.CHOICES, True),
        ("agents.licensed", Form.TEXTS, True),
        ("agents.tries_product", Form.FLAG, False),
        ("hours.open", Form.HOURS, False),
        ("reporting.level", Form.CHOICE, True),
        ("service_levels.calls.share", Form.SHARE, False),
        ("service_levels.uptime", Form.SHARE, True),
        ("company.founded", Form.WHOLE, False),
        ("security.certificates.soc2.type", Form.WHOLE, False),
    ],
)
def test_a_key_of_a_profile_has_the_form_of_its_type(key: str, form: Form, takes_none: bool) -> None:  # noqa: FBT001
    assert leaf(Vendor, key)[1::2] == (form, takes_none)


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("charges.per", Form.CHOICES),
        ("charges.rate", Form.AMOUNT),
        ("charges.for", Form.TEXT),
        ("charges.months.0", Form.WHOLE),
        ("charges.event_seconds.*", Form.WHOLE),
        ("scope.*", Form.CHOICE),
        ("adjustments.percent", Form.PERCENT),
        ("currency", Form.CURRENCY),
    ],
)
def test_a_key_of_a_quote_has_the_form_of_its_type(key: str, form: Form) -> None:
    assert leaf(Quote, key).form is form


def test_none_is_no_answer_for_a_list_that_cannot_be_empty() -> None:
    assert not leaf(Quote, "charges.per").takes_none
    assert not leaf(Quote, "charges.clock.counts").takes_none


def test_words_are_told_and_so_is_what_a_group_cannot_be_without() -> None:
    assert leaf(Quote, "cycle").choices == ("month", "4_weeks")
    assert leaf(Vendor, "languages.code").needed
    assert not leaf(Vendor, "languages.level").needed


def test_the_groups_below_are_those_of_keys_and_of_lists_but_not_of_maps() -> None:
    below = groups_below(Quote)
    assert [key for key, group in below.items() if group] == [
        "source", "assumes", "charges", "plans", "adjustments", "commitment", "discounts", "payment", "sla_credits",
        "bonuses", "terms",
    ]  # fmt: skip
    assert below["scope"] is None
