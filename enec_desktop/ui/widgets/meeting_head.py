"""Above the meetings: the agenda or what became of it, the papers, and the ways to a new meeting."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.meeting_papers import MeetingPapers

TABS = ("agenda", "after")


class MeetingHead(QWidget):
    """``tab_chosen`` names what is to be in front, ``asked`` a new meeting (``new``, ``urgent``)."""

    tab_chosen = Signal(str)
    asked = Signal(str)
    noted = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks, book: MeetingBook) -> None:
        super().__init__()
        theme, words = kit.theme, kit.words
        pad = theme.space(4)
        row = Flow(self, gap=theme.space(3))
        row.setContentsMargins(pad, theme.space(3), pad, theme.space(1))
        row.addWidget(plain_label(words("meeting.title"), "page"))
        self._tabs = {name: QPushButton(words(f"meeting.tab_{name}")) for name in TABS}
        for name, chip in self._tabs.items():
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setToolTip(words(f"meeting.tab_{name}_tip"))
            chip.clicked.connect(lambda _=False, name=name: self.tab_chosen.emit(name))
            row.addWidget(chip)
        self.show_tab("agenda")
        papers = MeetingPapers(kit, tasks, book)
        papers.noted.connect(self.noted)
        urgent = QPushButton(words("meeting.urgent"))
        urgent.setToolTip(words("meeting.urgent_tip"))
        urgent.clicked.connect(lambda: self.asked.emit("urgent"))
        self._new = QPushButton(words("meeting.new"))
        self._new.setProperty("role", "primary")
        self._new.clicked.connect(lambda: self.asked.emit("new"))
        for part in (papers, urgent, self._new):
            row.addWidget(part)

    def show_tab(self, name: str) -> None:
        """Mark what is in front."""
        for tab, chip in self._tabs.items():
            chip.setChecked(tab == name)

    def focus_start(self) -> None:
        """Go to what there is to begin with."""
        self._new.setFocus(Qt.FocusReason.OtherFocusReason)
