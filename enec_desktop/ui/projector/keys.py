"""The keys of the projector, those of remote controls among them (Page Up and Down, full stop)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_KEY = Qt.Key
Act = tuple[str, int | None]

_PLAIN: dict[int, Act] = {
    _KEY.Key_Right: ("turn", 1),
    _KEY.Key_Down: ("turn", 1),
    _KEY.Key_PageDown: ("turn", 1),
    _KEY.Key_Space: ("turn", 1),
    _KEY.Key_Left: ("turn", -1),
    _KEY.Key_Up: ("turn", -1),
    _KEY.Key_PageUp: ("turn", -1),
    _KEY.Key_Backspace: ("turn", -1),
    _KEY.Key_Home: ("go", 0),
    _KEY.Key_End: ("go", -1),
    _KEY.Key_N: ("step_case", 1),
    _KEY.Key_P: ("step_case", -1),
    _KEY.Key_B: ("turn_black", None),
    _KEY.Key_Period: ("turn_black", None),
    _KEY.Key_H: ("turn_names", None),
    _KEY.Key_D: ("turn_dark", None),
    _KEY.Key_M: ("turn_details", None),
    _KEY.Key_R: ("turn_refs", None),
    _KEY.Key_S: ("turn_screen", None),
    _KEY.Key_F11: ("turn_full", None),
    _KEY.Key_Escape: ("step_out", None),
}
_WITH_CTRL: dict[int, Act] = {_KEY.Key_Right: ("step_case", 1), _KEY.Key_Left: ("step_case", -1)}


def act_of(event: QKeyEvent) -> Act | None:
    """What a key asks for, with its number; None for a key that means nothing here."""
    if event.text() == "?":
        return ("turn_keys", None)
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    if held == Qt.KeyboardModifier.ControlModifier:
        return _WITH_CTRL.get(event.key())
    if held != Qt.KeyboardModifier.NoModifier:
        return None
    if _KEY.Key_1 <= event.key() <= _KEY.Key_9:
        return ("go_to_place", event.key() - _KEY.Key_0)
    return _PLAIN.get(event.key())
