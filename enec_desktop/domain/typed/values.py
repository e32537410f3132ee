"""What a coordinator types into a field, read as a value; what can be meant in two ways is asked."""

from __future__ import annotations

from datetime import date

from enec_desktop.domain.case import FieldState, Value
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.strict import shown
from enec_desktop.domain.typed.choices import read_codes
from enec_desktop.domain.typed.dates import read_date
from enec_desktop.domain.typed.numbers import read_quantity
from enec_desktop.domain.typed.text import read_text, tidy
from enec_desktop.domain.vocabulary import Field, FieldType

MAY_LIE_AHEAD = frozenset({"board_date", "due"})
"""Dates that are planned; every other date has been."""

BIRTH = frozenset({"birth_date"})
"""Dates whose year in two digits can lie a lifetime back."""

_LONGEST = 2000
_STATES = {state.value: state for state in FieldState if state is not FieldState.VALUE}
_STATES |= dict.fromkeys(("?", "unk", "not known"), FieldState.UNKNOWN)
_STATES |= dict.fromkeys(("n/a", "does not apply"), FieldState.NOT_APPLICABLE)


def read_typed(field: Field, text: str, unit: str | None, today: date) -> Value:
    """The value of a field that a typed text stands for.

    ``unit`` is the one chosen beside the box, for numbers; a unit typed behind the number wins.
    Raises FieldProblem with one sentence to stand beside the field: what is wrong and what to write.
    """
    if not text.strip():
        raise FieldProblem("Nothing is written; write a value, or choose a state such as not done.")
    if field.type is FieldType.TEXT:
        return read_text(field, text)
    if len(text) > _LONGEST:
        raise FieldProblem(f"The text has {len(text)} characters; write only the value of {field.label}.")
    try:
        return _read(field, text, unit, today)
    except FieldProblem:
        state = _STATES.get(tidy(text).casefold())
        if state is None:
            raise
    wrong = f"{shown(tidy(text))} is no value"
    raise FieldProblem(f'{wrong}; choose the state "{state.value}" of the field.', state=state.value)


def _read(field: Field, text: str, unit: str | None, today: date) -> Value:
    if field.type is FieldType.NUMBER:
        return read_quantity(field, text, unit)
    if field.type is FieldType.CHOICE:
        return read_codes(field, text)
    return read_date(text, today, ahead=field.name in MAY_LIE_AHEAD, birth=field.name in BIRTH)
