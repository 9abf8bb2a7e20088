"""What editors are told of a file's keys: JSON Schema, made from the model and the words that stand under its fields.

A schema knows the form of a file. What takes a calendar, a table of codes or a second key to judge is left to
``callvet check``: whatever the model accepts, its schema accepts too.
"""

from __future__ import annotations

import ast
import inspect
import sys
from decimal import Decimal
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from pydantic.json_schema import GenerateJsonSchema

from callvet.model.invoice import Invoice
from callvet.model.judgement import MODERATED, Judgement
from callvet.model.log import CallLog
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.section import Section
from callvet.model.vendor import Vendor
from callvet.model.weighing import Weighing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.json_schema import JsonSchemaValue

SchemaKind = Literal["vendor", "needs", "quote", "judgement", "weights", "log", "invoice"]

_Core: TypeAlias = Any
"""One of pydantic's core schemas: a dict whose keys depend on its ``type``."""

_MODELS: Final[Mapping[SchemaKind, tuple[type[Section], str]]] = {
    "vendor": (Vendor, "callvet: a vendor's profile"),
    "needs": (Needs, "callvet: what the buyer needs"),
    "quote": (Quote, "callvet: what a vendor asks for its work"),
    "judgement": (Judgement, "callvet: what a person thought of a vendor"),
    "weights": (Weighing, "callvet: what one person finds how important"),
    "log": (CallLog, "callvet: what a call log calls its columns"),
    "invoice": (Invoice, "callvet: what a vendor asks to be paid for one billing cycle"),
}
_OWN_KEYS: Final = "^x-"
_NONE: Final = "none"
_INLINE: Final = "quotes"
"""The one key of a profile that is checked by a model of its own, which the profile's does not name."""
_MODERATION: Final[Mapping[str, Any]] = {
    "if": {"properties": {"kind": {"const": MODERATED}}, "required": ["kind"]},
    "then": {"required": ["marks", "reason"], "properties": {"marks": {"minProperties": 1}}},
    "else": {"properties": {"reason": False}},
}
"""The one rule of a judgement that hangs on its kind, in the words of JSON Schema."""


def json_schema(kind: SchemaKind) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file.

    Args:
        kind: What the file holds.

    Returns:
        Plain dicts and lists, the same on every call, with the keys in the order of the model.
    """
    model, title = _MODELS[kind]
    made = model.model_json_schema(schema_generator=_Generator)
    if _INLINE in made["properties"]:
        _describe_offers(made)
    if model is Judgement:
        made |= _MODERATION
    head = {"$schema": _Generator.schema_dialect, "title": title, "description": made.pop("description", "")}
    definitions = {"$defs": dict(sorted(made.pop("$defs", {}).items()))}
    return head | made | (definitions if definitions["$defs"] else {})


def _describe_offers(profile: dict[str, Any]) -> None:
    """Offers within a profile have the keys of a quote's file; the profile's own model leaves them to that one."""
    quote = Quote.model_json_schema(schema_generator=_Generator)
    profile["$defs"] |= quote.pop("$defs") | {Quote.__name__: quote}
    offers = {"type": "array", "items": {"$ref": f"#/$defs/{Quote.__name__}"}}
    words = {"description": profile["properties"][_INLINE]["description"]}
    profile["properties"][_INLINE] = words | {"anyOf": [offers, {"const": _NONE}]}


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, without ``null`` and with what it does not know: words, ``none`` and own keys."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002
        """Leave everything in the order of the model."""
        return value

    def field_title_should_be_set(self, schema: _Core) -> bool:  # noqa: ARG002
        """Never: a title would hide the key itself, which is what is to be written."""
        return False

    def generate_inner(self, schema: _Core) -> JsonSchemaValue:
        """Add the limits that pydantic knows only as functions around our own types."""
        return super().generate_inner(schema) | _limits(schema)

    def nullable_schema(self, schema: _Core) -> JsonSchemaValue:
        """A key that may be left out; an empty value is refused."""
        return self.generate_inner(schema["schema"])

    def function_before_schema(self, schema: _Core) -> JsonSchemaValue:
        """What is read before pydantic looks: in our models, ``none`` where it is an answer."""
        inner = super().function_before_schema(schema)
        takes_none = schema["function"]["function"](_NONE) != _NONE
        return {"anyOf": [inner, {"const": _NONE}]} if takes_none else inner

    def default_schema(self, schema: _Core) -> JsonSchemaValue:
        """The default as it would be written; none where the key left out means that nothing is known or asked."""
        default = schema["default"] if "default" in schema else schema["default_factory"]()
        written = _written(default)
        return self.generate_inner(schema["schema"]) | ({} if written in (None, [], {}) else {"default": written})

    def dict_schema(self, schema: _Core) -> JsonSchemaValue:
        """A map by names: its keys are of a form, or the user's own."""
        keys = self.generate_inner(schema["keys_schema"])
        form = {"propertyNames": {"anyOf": [keys, {"pattern": _OWN_KEYS}]}} if "pattern" in keys else {}
        values = self.generate_inner(schema["values_schema"])
        return {"type": "object", **form, "patternProperties": {_OWN_KEYS: True}, "additionalProperties": values}

    def model_schema(self, schema: _Core) -> JsonSchemaValue:
        """A group of keys: what it is for, its keys with their words, and the user's own."""
        made = super().model_schema(schema)
        section: type[Section] = schema["cls"]
        words = _field_words(section)
        properties = {key: {"description": words.get(key, "")} | value for key, value in made["properties"].items()}
        required = {"required": made["required"]} if "required" in made else {}
        return {
            "description": made.get("description", ""),
            "type": "object",
            "properties": properties,
            **required,
            "patternProperties": {_OWN_KEYS: True},
            "additionalProperties": False,
        }


def _limits(schema: _Core) -> JsonSchemaValue:
    """What ``Field`` demands on top of a type that brings its own schema."""
    if schema["type"] == "function-after" and isinstance(check := schema["function"]["function"], partial):
        return {"maximum": check.keywords["le"]} if "le" in check.keywords else {}
    if schema["type"] == "chain":
        patterns = [step["schema"]["pattern"] for step in schema["steps"] if "pattern" in step.get("schema", {})]
        return {"pattern": patterns[0]} if patterns else {}
    return {}


def _written(value: object) -> Any:
    """A default as a file would have it, numbers as JSON's."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case tuple():
            return [_written(item) for item in value]
        case Section():
            given = (key for key in type(value).model_fields if key in value.model_fields_set)
            return {key: _written(getattr(value, key)) for key in given}
        case _:
            return value


def _field_words(section: type[Section]) -> dict[str, str]:
    """The docstring under each field of a section, in one line, by the key that a file has for it.

    Pydantic could gather them itself, but then would read the source of every model at every start.
    """
    words = {}
    for field, below in pairwise(_class_bodies(section.__module__).get(section.__name__, ())):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=key)), ast.Expr(value=ast.Constant(value=str(text))):
                words[section.model_fields[key].alias or key] = " ".join(text.split())
    return words


@cache
def _class_bodies(module: str) -> Mapping[str, list[ast.stmt]]:
    """The statements of each class of a module; nothing where its source is not at hand."""
    try:
        source = inspect.getsource(sys.modules[module])
    except OSError:
        return {}
    return {node.name: node.body for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
