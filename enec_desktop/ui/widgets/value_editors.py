"""The box a field is typed or chosen in, and the box of its unit."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from enec_desktop.domain.vocabulary import Field, FieldType
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_box import ChoiceBox
from enec_desktop.ui.widgets.choice_keys import ChoiceKeys
from enec_desktop.ui.widgets.field_layout import Look
from enec_desktop.ui.widgets.text_editors import FactLine, FactText

ValueEditor = FactLine | FactText | ChoiceBox | ChoiceKeys

_MINUTES = 5
"""So many lines are there at once for what is written while others speak."""

_FEW_LETTERS = 24
"""Choices with fewer letters together stand side by side as keys."""


def make_editor(kit: Kit, field: Field, look: Look, parent: QWidget) -> ValueEditor:
    """The editor that fits a field, named for a screen reader."""
    editor: ValueEditor
    if field.type is FieldType.CHOICE:
        editor = _choice_editor(kit, field, look, parent)
    elif field.type is FieldType.TEXT:
        lines = _MINUTES if look is Look.LARGE else 2 if field.long_text else 1
        editor = FactText(kit.theme, lines=lines, parent=parent)
    else:
        editor = FactLine(parent, large=True)
    name_editor(editor, field)
    return editor


def several_keys(kit: Kit, field: Field, parent: QWidget) -> ChoiceKeys:
    """Keys of which several may be chosen: one of them, not known which."""
    keys = ChoiceKeys(kit.theme, field.choices, field.label, parent, several=True)
    name_editor(keys, field)
    return keys


def name_editor(editor: ValueEditor, field: Field) -> None:
    """Say what is typed here, and what it means."""
    editor.setAccessibleName(field.label)
    editor.setAccessibleDescription(field.help)
    editor.setToolTip(field.help)


def make_unit_box(kit: Kit, field: Field, parent: QWidget) -> ChoiceBox | None:
    """The list of units beside a number; none is chosen at first where they cannot be converted."""
    if len(field.units) < 2:
        return None
    box = ChoiceBox(kit.theme, {unit: kit.said(unit) for unit in field.units}, parent)
    box.setAccessibleName(kit.words("field.unit_of", field=field.label))
    box.setToolTip(kit.words("field.unit_of", field=field.label))
    box.fit_to_words()
    start = frozenset() if field.apart else frozenset({field.unit or ""})
    box.show_codes(start, kit.words("field.which_unit"))
    return box


def _choice_editor(kit: Kit, field: Field, look: Look, parent: QWidget) -> ChoiceBox | ChoiceKeys:
    short = sum(len(words) for words in field.choices.values()) < _FEW_LETTERS
    if look in (Look.KEYS, Look.LINE) or (look is Look.AUTO and short):
        return ChoiceKeys(kit.theme, field.choices, field.label, parent, small=look is Look.LINE)
    several = kit.words("field.several") if len(field.choices) > 2 else ""
    words = {"several_words": several, "or_words": kit.words("field.or")}
    return ChoiceBox(kit.theme, field.choices, parent, **words)
