"""Whether names are shown: one switch for banner, worklist, fields, menus and the preview of the paper."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

IDENTIFYING = frozenset({"name", "hospital_number", "national_id", "birth_date"})
"""The fields of the patient that nobody beside the screen may read while names are hidden."""

_CODE_LETTERS = 4


class Names(QObject):
    """Shown at each start; ``changed`` when the switch is turned, ``changing`` just before."""

    changing = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hidden = False

    @property
    def hidden(self) -> bool:
        """Whether names are hidden."""
        return self._hidden

    def turn(self) -> None:
        """Hide the names, or show them again."""
        self.changing.emit()
        self._hidden = not self._hidden
        self.changed.emit()

    def hides(self, kind: str, field: str) -> bool:
        """Whether a field is not to be read now."""
        return self._hidden and kind == "identity" and field in IDENTIFYING


def code_of(case_id: str) -> str:
    """A few letters that tell cases apart and say nothing of the patient; the same at every start."""
    # Only where names are hidden: the first picture does not wait for them.
    import base64
    import hashlib

    digest = hashlib.sha256(case_id.encode()).digest()
    return base64.b32encode(digest).decode()[:_CODE_LETTERS]
