"""Every key of a model, in its order, and what form an answer to it has: what a questionnaire is made from."""

from __future__ import annotations

from enum import Enum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin

from callvet.model import coded, units
from callvet.model.section import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.fields import FieldInfo


class Form(Enum):
    """What an answer is, as a person would say it."""

    FLAG = "yes or no"
    SHARE = "a share, such as 85%"
    PERCENT = "a percentage, such as 25%"
    WHOLE = "a whole number"
    NUMBER = "a number"
    AMOUNT = "an amount of money, in the currency of the offer"
    DAY = "a date: year-month-day"
    TEXT = "text"
    HOURS = "days and hours, such as Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off"
    COUNTRY = "a country's two letters, such as US"
    CURRENCY = "a currency's three letters, such as USD"
    LANGUAGE = "a language's code, such as en or es-MX"
    TIMEZONE = "a time zone, such as America/Chicago"
    CHOICE = "one of the list"
    CHOICES = "one or several, with commas between"
    TEXTS = "one or several, with semicolons between"
    MARK = "yes, no or a number from 0 to 10"


class Leaf(NamedTuple):
    """One answer that a model takes.

    Attributes:
        path: The keys above it and its own, without positions in lists; of two months, ``0`` and ``1``.
        form: What the answer is.
        choices: The words among which it is, where it is a choice.
        takes_none: Whether ``none`` is an answer.
        needed: Whether the group of keys that it belongs to cannot be without it.
    """

    path: tuple[str, ...]
    form: Form
    choices: tuple[str, ...] = ()
    takes_none: bool = False
    needed: bool = False

    @property
    def key(self) -> str:
        """The path, dotted."""
        return ".".join(self.path)


_NAME_IN_MAP: Final = "*"
"""Stands for a name of the vendor's own, under which a map keeps a value."""

_FORMS: Final[tuple[tuple[Any, Form, bool], ...]] = (
    (units.Text, Form.TEXT, False),
    (units.Flag, Form.FLAG, False),
    (units.Day, Form.DAY, False),
    (units.Share, Form.SHARE, False),
    (units.PromisedShare, Form.SHARE, True),
    (units.Percent, Form.PERCENT, True),
    (units.Surcharge, Form.PERCENT, False),
    (units.Count, Form.WHOLE, True),
    (units.Limit, Form.WHOLE, False),
    (units.Year, Form.WHOLE, False),
    (units.Quantity, Form.NUMBER, True),
    (units.Positive, Form.NUMBER, False),
    (units.Duration, Form.NUMBER, False),
    (units.PromisedDuration, Form.NUMBER, True),
    (units.Amount, Form.AMOUNT, False),
    (units.Fee, Form.AMOUNT, True),
    (units.Ceiling, Form.NUMBER, True),
    (coded.Country, Form.COUNTRY, False),
    (coded.Currency, Form.CURRENCY, False),
    (coded.Language, Form.LANGUAGE, False),
    (coded.TimeZone, Form.TIMEZONE, False),
    (coded.OpeningHours, Form.HOURS, False),
)
# What tells one of our own types from another is the reader that it carries.
_FORM_OF_READER: Final[Mapping[int, tuple[Form, bool]]] = {
    id(get_args(alias)[1]): (form, takes_none) for alias, form, takes_none in _FORMS
}


def leaves(model: type[Section], above: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Every answer that a model takes, in the model's order.

    A list of words, or of texts, is one answer; a list of groups has those of the group; what is under a name of the
    writer's own has ``*`` for the name. Keys whose values are anything at all, such as ``quotes``, have no form.
    """
    for name, info in model.model_fields.items():
        yield from _of_field((*above, info.alias or name), info)


def groups_below(model: type[Section]) -> dict[str, type[Section] | None]:
    """The keys of a group in the model's order, and the group that each of them is, or is a list of."""
    return {info.alias or name: _group_in(info.annotation) for name, info in model.model_fields.items()}


def _group_in(annotation: object) -> type[Section] | None:
    """The group of keys in a type; none in a map, whose keys are names."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    if get_origin(annotation) is dict:
        return None
    return next((group for one in get_args(annotation) if (group := _group_in(one))), None)


def _of_field(path: tuple[str, ...], info: FieldInfo) -> Iterator[Leaf]:
    """The answers of one key."""
    kind, found = _unwrapped(info.annotation, tuple(info.metadata))
    listed = _takes_none(info.annotation)
    for leaf in _of_type(path, kind, found, needed=info.is_required()):
        is_list = leaf.path == path and leaf.form in {Form.CHOICES, Form.TEXTS}
        yield leaf._replace(takes_none=listed) if is_list else leaf


def _takes_none(annotation: object) -> bool:
    """Whether a type is a list of which ``none`` is the empty one."""
    if get_origin(annotation) is Annotated:
        inner, *said = get_args(annotation)
        return any(getattr(one, "func", None) is units.none_is_empty for one in said) or _takes_none(inner)
    return get_origin(annotation) in {Union, UnionType} and any(map(_takes_none, get_args(annotation)))


def _of_type(path: tuple[str, ...], kind: Any, found: tuple[Form, bool] | None, *, needed: bool) -> Iterator[Leaf]:
    """The answers that a type stands for."""
    if found:
        yield Leaf(path, found[0], takes_none=found[1], needed=needed)
    elif get_origin(kind) is Literal:
        yield Leaf(path, Form.CHOICE, get_args(kind), takes_none="none" in get_args(kind), needed=needed)
    elif get_origin(kind) is tuple:
        yield from _of_list(path, get_args(kind)[0], needed=needed)
    elif get_origin(kind) is dict:
        below, reader = _unwrapped(get_args(kind)[1], ())
        yield from _of_type((*path, _NAME_IN_MAP), below, reader, needed=True)
    elif isinstance(kind, type) and issubclass(kind, Section):
        yield from leaves(kind, path)


def _of_list(path: tuple[str, ...], item: Any, *, needed: bool) -> Iterator[Leaf]:
    """The answers of a list: one of words or texts, those of a group, or the two ends of a span of months."""
    kind, found = _unwrapped(item, ())
    if found and found[0] is Form.WHOLE:
        yield from (Leaf((*path, end), Form.WHOLE, needed=needed) for end in ("0", "1"))
    elif found:
        yield Leaf(path, Form.TEXTS, needed=needed)
    elif get_origin(kind) is Literal:
        yield Leaf(path, Form.CHOICES, get_args(kind), needed=needed)
    else:
        yield from leaves(kind, path)


def _unwrapped(annotation: Any, metadata: tuple[object, ...]) -> tuple[Any, tuple[Form, bool] | None]:
    """A type without what is said of it and without None, and the form that what is said of it tells."""
    found = next((_FORM_OF_READER[id(one)] for one in metadata if id(one) in _FORM_OF_READER), None)
    if get_origin(annotation) is Annotated:
        inner, *said = get_args(annotation)
        kind, below = _unwrapped(inner, tuple(said))
        return kind, found or below
    if get_origin(annotation) in {Union, UnionType}:
        (inner,) = (one for one in get_args(annotation) if one is not type(None))
        kind, below = _unwrapped(inner, ())
        return kind, found or below
    return annotation, found
