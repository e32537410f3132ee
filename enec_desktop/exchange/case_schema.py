"""The case file format as a JSON Schema, for those who write case files with other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enec_desktop.domain.case import FieldState
from enec_desktop.domain.case_document import FORMAT, LONGEST_ELAPSED, MOST_ENTRIES
from enec_desktop.domain.fact_document import MOST_ANSWERS
from enec_desktop.domain.opinion_document import (
    CERTAINTIES,
    MEMBERS,
    MOST_OPINIONS,
    SAYS,
    STANDINGS,
    reasons,
)
from enec_desktop.domain.strict import TEXT_CAP
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import EntryKind, Field, FieldType, Vocabulary

Schema = dict[str, Any]

_CONTROLS = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029"
_LOOSE = 1e-9


def case_schema(vocabulary: Vocabulary) -> Schema:
    """JSON Schema 2020-12 of a case file; it lists every kind, field, code, unit and possible range.

    The schema accepts whatever the program reads. The program is stricter: it also checks what a schema
    cannot say, such as the order of dates.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ENEC Board case file",
        **_object(
            {
                "format": {"const": FORMAT},
                "id": _ref("id"),
                "title": {**_ref("line"), "minLength": 0},
                "published": _object(dict.fromkeys(("citation", "doi", "url"), _ref("text")), "citation"),
                "entries": {"type": "array", "items": _ref("entry"), "maxItems": MOST_ENTRIES},
                "opinions": {
                    "type": "array",
                    "items": _ref("opinion"),
                    "minItems": 1,
                    "maxItems": MOST_OPINIONS,
                },
            },
            "format",
            "id",
            "title",
            "entries",
        ),
        "$defs": _definitions(vocabulary),
    }


def _definitions(vocabulary: Vocabulary) -> Schema:
    kinds = {f"entry-{kind.name}": _entry(kind) for kind in vocabulary.kinds.values()}
    line = {"type": "string", "maxLength": TEXT_CAP, "pattern": f"^[^{_CONTROLS}\\t\\n]*$"}
    return {
        "id": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},
        "date": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
        "line": line,
        "text": {**line, "minLength": 1},
        "lines": {**line, "minLength": 1, "pattern": f"^[^{_CONTROLS}]*$"},
        "state": _state(),
        "opinion": _opinion(vocabulary),
        "entry": {"oneOf": [_ref(name) for name in kinds]},
        **kinds,
    }


def _opinion(vocabulary: Vocabulary) -> Schema:
    """What a physician holds of one rule; a coded reason goes with disagreeing alone."""
    members = {
        **dict.fromkeys(("rule", "option", "who", "edition", "text"), _ref("text")),
        "says": {"enum": list(SAYS)},
        "on": _ref("date"),
        "standing": {"enum": list(STANDINGS)},
        "certainty": {"enum": list(CERTAINTIES)},
        "reason": {"enum": list(reasons(vocabulary))},
    }
    agrees = {"properties": {"says": {"const": "agree"}}}
    return {**_object(members, *MEMBERS), "if": agrees, "then": {"not": {"required": ["reason"]}}}


def _entry(kind: EntryKind) -> Schema:
    members = {
        "id": _ref("id"),
        "kind": {"const": kind.name},
        "date": _ref("date"),
        "after": _object({"event": _ref("id"), "months": _range(LONGEST_ELAPSED)}, "event", "months"),
        "facts": _object({name: _fact(field) for name, field in kind.fields.items()}),
    }
    if kind.parts_of:
        members["of"] = {**_ref("id"), "description": f"an earlier {' or '.join(kind.parts_of)}"}
    return {"title": kind.label, **_object(members, "id", "kind", "facts")}


def _fact(field: Field) -> Schema:
    said: Schema = {"title": field.label}
    if field.help:
        said["description"] = field.help
    return {**said, "anyOf": [*_values(field), _ref("state")]}


def _values(field: Field) -> list[Schema]:
    """The forms a recorded value can have: bare, or in an object with its unit and remarks."""
    if field.type is FieldType.NUMBER:
        return _quantities(field)
    if field.type is FieldType.CHOICE:
        code: Schema = {"enum": list(field.choices)}
        several = {"type": "array", "items": code, "minItems": 1, "uniqueItems": True}
        return [code, _valued({"anyOf": [code, _object({"one_of": several}, "one_of")]})]
    form = _ref("date") if field.type is FieldType.DATE else _ref("lines" if field.long_text else "text")
    return [form, _valued(form)]


def _quantities(field: Field) -> list[Schema]:
    forms: list[Schema] = [] if len(field.units) > 1 else [_number(field.hard, field.whole)]
    for unit, factor in field.units.items():
        possible = _range(_in_unit(field.hard, factor), field.whole)
        about = {"anyOf": [possible, _object({"about": possible}, "about")]}
        forms.append(_valued(about, {"unit": {"const": unit}}, *(["unit"] if len(field.units) > 1 else [])))
    if not field.units:
        possible = _range(field.hard, field.whole)
        forms.append(_valued({"anyOf": [possible, _object({"about": possible}, "about")]}))
    return forms


def _in_unit(hard: Interval, factor: float | None) -> Interval:
    """The possible range in another unit, a hair wider so that rounding never refuses an end of it."""
    if factor in (None, 1.0):
        return hard
    ends = hard.scaled(1 / factor) if factor else hard
    return Interval(ends.low - abs(ends.low) * _LOOSE, ends.high + abs(ends.high) * _LOOSE)


def _number(possible: Interval, whole: bool = False) -> Schema:
    number: Schema = {"type": "integer" if whole else "number"}
    if possible.low != float("-inf"):
        number["minimum"] = possible.low
    if possible.high != float("inf"):
        number["maximum"] = possible.high
    return number


def _range(possible: Interval, whole: bool = False) -> Schema:
    number = _number(possible, whole)
    lows, highs = ("above", "at_least"), ("below", "at_most")
    above, below = dict(number), dict(number)
    if "maximum" in above:
        above["exclusiveMaximum"] = above.pop("maximum")
    if "minimum" in below:
        below["exclusiveMinimum"] = below.pop("minimum")
    open_ended = _object({"above": above, "at_least": number, "below": below, "at_most": number})
    one_each = [{"not": {"required": list(pair)}} for pair in (lows, highs)]
    return {
        "anyOf": [
            number,
            _object({"from": number, "to": number}, "from", "to"),
            {**open_ended, "minProperties": 1, "allOf": one_each},
        ]
    }


def _valued(form: Schema, more: Mapping[str, Schema] | None = None, *required: str) -> Schema:
    return _object({"value": form, **(more or {}), **_remarks()}, "value", *required)


def _state() -> Schema:
    words = [state.value for state in FieldState if state is not FieldState.VALUE]
    return _object({"state": {"enum": words}, **_remarks()}, "state")


def _remarks() -> Schema:
    answer = {name: _ref("text") for name in ("remark", "reason", "who")}
    answers: Schema = {"type": "array", "items": _object({**answer, "on": _ref("date")}, *answer, "on")}
    said = {"on": _ref("date"), "source": _ref("text"), "note": _ref("lines")}
    return {**said, "answers": {**answers, "minItems": 1, "maxItems": MOST_ANSWERS}}


def _object(members: Mapping[str, Schema], *required: str) -> Schema:
    schema: Schema = {"type": "object", "properties": dict(members), "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
