"""What the list cannot hold of a case: its question, its one line, what it waits for, who looks alike."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.alike import Alike
from enec_desktop.domain.case import Case
from enec_desktop.domain.worklist import Outlook, Where, WorklistRow
from enec_desktop.ui.columns import Column
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.alike_strip import told
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.worklist_words import WorklistWords, shown_day

MOST_ASKS = 12
MOST_ALIKE = 4


class CasePreview(QScrollArea):
    """The current line of the list in words; nothing is changed here."""

    open_wanted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._words = kit, WorklistWords(kit)
        self._case_id = ""
        self.setAccessibleName(kit.words("preview.title"))
        self.setWidgetResizable(True)
        self._sheet = QFrame()
        self._sheet.setProperty("role", "part")
        self._column = QVBoxLayout(self._sheet)
        self.setWidget(self._sheet)

    def show_case(
        self, row: WorklistRow | None, case: Case | None, outlook: Outlook | None, alike: tuple[Alike, ...]
    ) -> None:
        """Show a case, or that there is none."""
        self._empty()
        self._case_id = row.case_id if row else ""
        if row is None or case is None:
            self._say("preview.none", "second")
            self._column.addStretch(1)
            return
        words, kit = self._words, self._kit
        self._add(words.cell(row, Column.NAME), "title")
        self._add(" · ".join(words.cell(row, column) for column in (Column.SEX, Column.STATUS)), "second")
        if row.where is not Where.LIST:
            key = f"preview.in_{row.where.name.lower()}"
            self._add(kit.words(key, date=shown_day(kit, row.placed)), "state")
        # Who else could be meant stands where nobody has to scroll to.
        self._alike(alike)
        self._section(
            "preview.line", kit.said(outlook.line) if outlook else kit.words("preview.not_assessed")
        )
        if outlook and not row.assessed:
            self._say("preview.stale", "second")
        self._section("preview.question", _question(case) or kit.words("preview.no_question"))
        self._section("preview.moment", words.cell(row, Column.MOMENT))
        self._section("worklist.diagnosis", words.cell(row, Column.DIAGNOSIS))
        self._missing(row, outlook)
        open_it = QPushButton(kit.words("preview.open"))
        open_it.clicked.connect(lambda: self.open_wanted.emit(self._case_id))
        self._column.addWidget(open_it)
        self._column.addStretch(1)

    def _missing(self, row: WorklistRow, outlook: Outlook | None) -> None:
        if not row.entered:
            self._section("preview.missing", self._kit.words("worklist.nothing_entered"))
        elif outlook is not None:
            asks = [self._kit.said(ask) for ask in outlook.asks]
            self._section("preview.missing", asks[0] if asks else self._kit.words("preview.none_missing"))
            for ask in asks[1:MOST_ASKS]:
                self._add(ask)
            if len(asks) > MOST_ASKS:
                self._add(self._kit.words("preview.more", count=len(asks) - MOST_ASKS), "second")

    def _alike(self, alike: tuple[Alike, ...]) -> None:
        if alike:
            self._section("preview.alike", told(self._kit, alike[0]))
            for one in alike[1:MOST_ALIKE]:
                self._add(told(self._kit, one))
            if len(alike) > MOST_ALIKE:
                self._add(self._kit.words("preview.more", count=len(alike) - MOST_ALIKE), "second")

    def _section(self, key: str, text: str) -> None:
        self._column.addSpacing(self._kit.theme.space(2))
        self._say(key, "group")
        self._add(text)

    def _say(self, key: str, role: str) -> None:
        self._add(self._kit.words(key), role)

    def _add(self, text: str, role: str = "") -> None:
        self._column.addWidget(plain_label(text, role, wraps=True))

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()


def _question(case: Case) -> str:
    """The latest question put to a board."""
    said = (entry.fact("question").value for entry in reversed(case.of_kind("question")))
    return next((text for text in said if isinstance(text, str)), "")
