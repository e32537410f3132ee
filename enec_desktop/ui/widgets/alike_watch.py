"""Looks for stored patients like the one on the screen, also while name, birth date or number are typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.alike_strip import AlikeStrip

if TYPE_CHECKING:
    from enec_desktop.domain.alike import Person
    from enec_desktop.domain.case import Case
    from enec_desktop.ui.widgets.fact_field import FactField

LOOK_MS = 250
"""What is being typed is looked at so often; only fields of the identity are."""

FIELDS = {
    "name": "name",
    "birth_date": "born",
    "hospital_number": "number",
    "national_id": "national_id",
}
"""The fields that tell patients apart, and what they are called of a person."""


class AlikeWatch(QObject):
    """Keeps a strip in step with a case and with what is typed into it and not yet recorded."""

    def __init__(self, kit: Kit, strip: AlikeStrip, focused: Callable[[], FactField | None]) -> None:
        super().__init__(strip)
        self._kit, self._strip, self._focused = kit, strip, focused
        self._case: Case | None = None
        self._person: Person | None = None
        self._seen: tuple[str, str] = ("", "")
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def watch(self, case: Case) -> None:
        """Look at a case, as it is recorded; again only where it tells of another patient than before."""
        lists, person = self._kit.desk.worklist, self._kit.desk.worklist.person_of(case)
        known = self._case is not None and self._case.id == case.id and person == self._person
        if not known or self._seen != ("", ""):
            self._strip.show_alike(lists.alike(person, case.id))
        self._case, self._person, self._seen = case, person, ("", "")

    def forget(self) -> None:
        """Look anew at the next change: other cases may have come or gone meanwhile."""
        self._person = None

    def _look(self) -> None:
        field = self._focused() if self._case is not None else None
        if (
            self._case is None
            or field is None
            or field.key.kind != "identity"
            or field.key.field not in FIELDS
        ):
            return
        typed = field.draft() or ""
        if (field.key.field, typed) == self._seen or not typed.strip():
            return
        self._seen = (field.key.field, typed)
        lists = self._kit.desk.worklist
        person = self._with_typed(lists.person_of(self._case), field.key.field, typed)
        if person is not None:
            self._strip.show_alike(lists.alike(person, self._case.id))

    def _with_typed(self, person: Person, field: str, typed: str) -> Person | None:
        """The patient with what is typed; None while a date cannot be read yet."""
        text = typed
        if field == "birth_date":
            try:
                value = self._kit.desk.cases.parse_value("identity", field, typed, None)
            except EnecError:
                return None
            text = value.iso() if isinstance(value, PartialDate) else ""
        return replace(person, **{FIELDS[field]: text})
