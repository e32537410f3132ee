"""The history in one or two lines: what happened, in order; each stop leads to its entry."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from enec_desktop.domain.case import Case, Entry
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.entry_words import entry_gist, entry_time, entry_title
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.wrap_button import WrapButton

EVENTS = ("specimen", "course", "progression", "complication", "decision")
"""The kinds that make a history; studies and statements belong to their chapters."""


class HistoryStrip(QFrame):
    """One button for each event; ``chosen`` gives the id of its entry."""

    chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._stops: list[tuple[str, str, str]] = []
        self.setAccessibleName(kit.words("case.history"))
        self._flow = Flow(self, gap=kit.theme.space(0.5))
        pad = kit.theme.space(4)
        self._flow.setContentsMargins(pad, kit.theme.space(1), pad, 0)
        kit.theme.changed.connect(self._draw)

    def show_case(self, case: Case) -> None:
        """Show the events of a case."""
        events = [entry for entry in case.entries if entry.kind in EVENTS]
        stops = [(entry.id, self._words(entry), self._whole(case, entry)) for entry in events]
        if stops != self._stops:
            self._stops = stops
            self._draw()

    def _draw(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, (entry_id, words, whole) in enumerate(self._stops):
            shown = f"›\u00a0{words}" if number else words
            button = WrapButton(self._kit.theme, shown, size="small", colour="text", parent=self)
            button.setToolTip(whole)
            button.setAccessibleName(whole)
            button.clicked.connect(lambda _=False, entry_id=entry_id: self.chosen.emit(entry_id))
            self._flow.addWidget(button)
        self.setVisible(bool(self._stops))

    def _words(self, entry: Entry) -> str:
        what = entry_gist(self._kit, entry) or self._kit.desk.vocabulary.kinds[entry.kind].label.lower()
        return f"{what} {entry.date.shown()}" if entry.date else what

    def _whole(self, case: Case, entry: Entry) -> str:
        return f"{entry_title(self._kit, case, entry)}, {entry_time(self._kit, case, entry)}"
