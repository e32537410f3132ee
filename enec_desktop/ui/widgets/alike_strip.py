"""Stored patients who look like the one on the screen: said, with a way to each; never merged."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.alike import ONE_PERSON, Alike
from enec_desktop.domain.content import Mark
from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon

MOST_SHOWN = 3


class AlikeStrip(QFrame):
    """A line for each patient who looks alike; hidden while there is none."""

    case_wanted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: tuple[Alike, ...] = ()
        self.setProperty("role", "what-if")
        self._column = QVBoxLayout(self)
        pad = kit.theme.space(4)
        self._column.setContentsMargins(pad, kit.theme.space(1), pad, kit.theme.space(1))
        self._column.setSpacing(kit.theme.space(1))
        kit.names.changed.connect(self._show_names)
        self.hide()

    def show_alike(self, alike: tuple[Alike, ...]) -> None:
        """Show these, the likest first; nothing where there is none."""
        if alike == self._shown:
            return
        self._shown = alike
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()
        for one in alike[:MOST_SHOWN]:
            self._column.addWidget(self._line(one))
        if len(alike) > MOST_SHOWN:
            more = self._kit.words("preview.more", count=len(alike) - MOST_SHOWN)
            self._column.addWidget(plain_label(more, "second"))
        self.setVisible(bool(alike))
        if alike:
            self.setAccessibleName(told(self._kit, alike[0]))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _show_names(self) -> None:
        alike, self._shown = self._shown, ()
        self.show_alike(alike)

    def _line(self, one: Alike) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._kit.theme.space(2))
        mark = MarkIcon(self._kit, Mark.CAUTION)
        line.addWidget(mark)
        line.addWidget(plain_label(told(self._kit, one), wraps=True), 1)
        button = QPushButton(self._kit.words("alike.open"))
        button.setAccessibleName(self._kit.words("alike.open_named", who=who(self._kit, one)))
        button.clicked.connect(lambda: self.case_wanted.emit(one.case_id))
        line.addWidget(button)
        return holder


def told(kit: Kit, one: Alike) -> str:
    """How a stored patient resembles this one, and who it is."""
    kind = "alike.one_person" if one.likeness in ONE_PERSON else "alike.two_people"
    return kit.words(kind, why=kit.words(f"alike.{one.likeness.value}"), who=who(kit, one))


def who(kit: Kit, one: Alike) -> str:
    """Name, birth date and number of a stored patient; what is not recorded is said, what is hidden not."""
    if kit.names.hidden:
        return kit.name(one.case_id, "")
    person, words = one.person, kit.words
    born = words("alike.born", date=kit.date(PartialDate.parse(person.born))) if person.born else ""
    number = words("alike.number", number=person.number) if person.number else ""
    return ", ".join(
        (
            person.name or one.title or words("worklist.no_name"),
            born or words("alike.no_birth"),
            number or words("alike.no_number"),
        )
    )
