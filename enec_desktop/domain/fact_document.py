"""Facts as plain JSON values and back: numbers with their unit, codes, texts, dates and the six states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from enec_desktop.domain.case import NOT_RECORDED, Answer, Fact, FieldState, Quantity, Value
from enec_desktop.domain.strict import (
    as_code,
    as_date,
    as_list,
    as_number,
    as_object,
    as_text,
    plain,
    refuse,
    shown,
)
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Codes, Interval
from enec_desktop.domain.vocabulary import Field, FieldType

_STATES = {state.value: state for state in FieldState if state is not FieldState.VALUE}
_REMARKS = ("on", "source", "note", "answers")
_ANSWER = ("remark", "reason", "who", "on")
MOST_ANSWERS = 50
"""More answers to remarks on one fact are a fault of the program that wrote them."""
_LOW_KEYS = ("from", "above", "at_least")
_HIGH_KEYS = ("to", "below", "at_most")


def fact_to_document(fact: Fact) -> Any:
    """The JSON value of a fact: a plain scalar where nothing else is said, else an object."""
    document: dict[str, Any] = {}
    if fact.value is None:
        document["state"] = fact.state.value
    else:
        document["value"] = _value_to_document(fact.value)
        if isinstance(fact.value, Quantity) and fact.value.unit is not None:
            document["unit"] = fact.value.unit
    if fact.on is not None:
        document["on"] = fact.on.iso()
    if fact.source is not None:
        document["source"] = fact.source
    if fact.note is not None:
        document["note"] = fact.note
    if fact.answers:
        document["answers"] = [
            {"remark": said.remark, "reason": said.reason, "who": said.who, "on": said.on.iso()}
            for said in fact.answers
        ]
    bare = set(document) == {"value"} and not isinstance(document["value"], dict)
    return document["value"] if bare else document


def fact_from_document(raw: object, field: Field, place: str) -> Fact:
    """The fact of a field; a number always carries its unit. Raises CaseRefused with the place."""
    if raw is None:
        refuse(
            place, "null says nothing", 'leave the field out or write a state, such as {"state": "pending"}'
        )
    if not isinstance(raw, dict):
        return Fact(FieldState.VALUE, _read_value(raw, {}, field, place))
    document = as_object(raw, place, (), ("value", "state", "unit", *_REMARKS))
    if ("value" in document) == ("state" in document):
        mend = 'write {"value": ...} or {"state": ...}'
        refuse(place, 'exactly one of "value" and "state" is needed', mend)
    remarks = _read_remarks(document, place)
    if "value" in document:
        value = _read_value(document["value"], document, field, place)
        return replace(remarks, state=FieldState.VALUE, value=value)
    if "unit" in document:
        refuse(place, "a state has no unit", 'take "unit" out')
    state = _STATES[as_code(document["state"], place, _STATES, "state")]
    fact = replace(remarks, state=state)
    if fact == NOT_RECORDED:
        refuse(place, '"not recorded" says nothing', "leave the field out")
    return fact


def interval_to_document(interval: Interval) -> Any:
    """A number, or an object that names the ends: from and to, above, at_least, below, at_most."""
    if interval.is_point and not interval.is_empty:
        return _number(interval.low)
    closed = not interval.low_open and not interval.high_open
    if closed and len(_finite_ends(interval)) == 2:
        return {"from": _number(interval.low), "to": _number(interval.high)}
    ends: dict[str, Any] = {}
    if interval.low > float("-inf"):
        ends["above" if interval.low_open else "at_least"] = _number(interval.low)
    if interval.high < float("inf"):
        ends["below" if interval.high_open else "at_most"] = _number(interval.high)
    return ends


def interval_from_document(raw: object, place: str) -> Interval:
    """The interval that a number or an object of ends names; one that holds no number is refused."""
    if not isinstance(raw, dict):
        return Interval.point(as_number(raw, place))
    ends = as_object(raw, place, (), (*_LOW_KEYS, *_HIGH_KEYS))
    low, high = _one_of(ends, _LOW_KEYS, place), _one_of(ends, _HIGH_KEYS, place)
    if ("from" in ends) != ("to" in ends) or not ends:
        mend = 'write {"from": 3, "to": 5}, {"above": 3}, {"at_least": 3}, {"below": 3} or {"at_most": 3}'
        refuse(place, f"{shown(raw)} is not a range", mend)
    interval = Interval(
        as_number(ends[low], place) if low else float("-inf"),
        as_number(ends[high], place) if high else float("inf"),
        low == "above",
        high == "below",
    )
    if interval.is_empty:
        refuse(place, f"the range {shown(raw)} is empty or reversed", "write the smaller number first")
    return interval


def _read_remarks(document: Mapping[str, object], place: str) -> Fact:
    """What stands beside a value or state."""
    return Fact(
        on=as_date(document["on"], f"{place}.on") if "on" in document else None,
        source=as_text(document["source"], f"{place}.source") if "source" in document else None,
        note=as_text(document["note"], f"{place}.note", lines=True) if "note" in document else None,
        answers=_read_answers(document["answers"], f"{place}.answers") if "answers" in document else (),
    )


def _read_answers(raw: object, place: str) -> tuple[Answer, ...]:
    listed = as_list(raw, place)
    if not 1 <= len(listed) <= MOST_ANSWERS:
        refuse(place, f"there are {len(listed)}", f"write 1 to {MOST_ANSWERS}, or leave the key out")
    return tuple(_read_answer(one, f"{place}[{number}]") for number, one in enumerate(listed))


def _read_answer(raw: object, place: str) -> Answer:
    parts = as_object(raw, place, _ANSWER)
    remark, reason, who = (as_text(parts[name], f"{place}.{name}") for name in _ANSWER[:3])
    return Answer(remark, reason, who, as_date(parts["on"], f"{place}.on"))


def _read_value(raw: object, document: Mapping[str, object], field: Field, place: str) -> Value:
    if field.type is FieldType.NUMBER:
        return _read_quantity(raw, document, field, place)
    if "unit" in document:
        refuse(place, f"{field.label} has no unit", 'take "unit" out')
    if field.type is FieldType.CHOICE:
        return _read_codes(raw, field, place)
    if field.type is FieldType.DATE:
        return as_date(raw, place)
    return as_text(raw, place, lines=field.long_text)


def _read_codes(raw: object, field: Field, place: str) -> Codes:
    what = f"code of {field.label}"
    if not isinstance(raw, dict):
        return frozenset({as_code(raw, place, field.choices, what)})
    several = as_list(as_object(raw, place, ("one_of",))["one_of"], f"{place}.one_of")
    codes = [as_code(code, f"{place}.one_of", field.choices, what) for code in several]
    if not codes or len(set(codes)) < len(codes):
        refuse(f"{place}.one_of", "the list is empty or names a code twice", "name each code once")
    return frozenset(codes)


def _read_quantity(raw: object, document: Mapping[str, object], field: Field, place: str) -> Quantity:
    about = isinstance(raw, dict) and set(raw) == {"about"}
    interval = interval_from_document(raw["about"] if isinstance(raw, dict) and about else raw, place)
    written = _read_unit(document, field, place)
    _check_range(interval, written, field, place)
    if field.whole and not all(end.is_integer() for end in _finite_ends(interval)):
        refuse(place, f"{shown(raw)} is not a whole number", f"{field.label} takes whole numbers")
    return Quantity(interval, written, about)


def _read_unit(document: Mapping[str, object], field: Field, place: str) -> str | None:
    if "unit" not in document:
        if len(field.units) > 1:
            refuse(place, "the unit is missing", f'write "unit": one of {", ".join(field.units)}')
        return field.unit
    unit = document["unit"]
    if not field.units:
        refuse(place, f"{field.label} has no unit", 'take "unit" out')
    if not isinstance(unit, str) or unit not in field.units:
        refuse(place, f"{shown(unit)} is not a unit of {field.label}", f"write {', '.join(field.units)}")
    return unit


def _check_range(interval: Interval, unit: str | None, field: Field, place: str) -> None:
    factor = field.units.get(unit) if unit is not None else None
    converted = interval if factor is None else interval.scaled(factor)
    possible = converted.meet(field.hard)
    ends = [Interval.point(end) for end in _finite_ends(converted)]
    if not possible.is_empty and not any(end.meet(field.hard).is_empty for end in ends):
        return
    said = f"{_words(interval)}{_suffix(unit)}"
    if factor is not None and unit != field.unit:
        said += f" ({_words(converted)}{_suffix(field.unit)})"
    allowed = f"{_words(field.hard)}{_suffix(unit if factor is None else field.unit)}"
    refuse(place, f"{said} is not possible for {field.label}", f"possible: {allowed}; check number and unit")


def _finite_ends(interval: Interval) -> tuple[float, ...]:
    return tuple(end for end in (interval.low, interval.high) if abs(end) != float("inf"))


def _words(interval: Interval) -> str:
    if interval.is_point:
        return plain(interval.low)
    if interval.low == float("-inf"):
        return f"{'below' if interval.high_open else 'up to'} {plain(interval.high)}"
    if interval.high == float("inf"):
        return f"{'above' if interval.low_open else 'from'} {plain(interval.low)}"
    return f"{plain(interval.low)} to {plain(interval.high)}"


def _suffix(unit: str | None) -> str:
    return f" {unit}" if unit else ""


def _one_of(ends: Mapping[str, object], keys: tuple[str, ...], place: str) -> str | None:
    found = [key for key in keys if key in ends]
    if len(found) > 1:
        refuse(place, f'"{found[0]}" and "{found[1]}" are two ends of one side', "write one of them")
    return found[0] if found else None


def _value_to_document(value: Value) -> Any:
    if isinstance(value, Quantity):
        interval = interval_to_document(value.interval)
        return {"about": interval} if value.about else interval
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, str):
        return value
    return next(iter(value)) if len(value) == 1 else {"one_of": sorted(value)}


def _number(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number
