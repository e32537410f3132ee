"""What this hospital offers: said here once, shown beside every option."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QListView, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.site import SiteNote, SiteProfile, SiteTrial, note_of, with_note
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.models.catalogue_model import SECOND_ROLE, CatalogueModel
from enec_desktop.ui.widgets.catalogue_lines import CatalogueLines
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.no_hits import no_hits
from enec_desktop.ui.widgets.panes import Panes
from enec_desktop.ui.widgets.site_note_editor import FormLabel, SiteNoteEditor
from enec_desktop.ui.widgets.site_trials import SiteTrials


class SitePage(QWidget):
    """Options, drugs and procedures at the left, what is said of one and the trials at the right."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._chosen = ""
        self._trials: SiteTrials | None = None
        words, theme = kit.words, kit.theme
        self._problem = Message(kit)
        self._search = QLineEdit()
        self._search.setProperty("role", "search")
        self._search.setAccessibleName(words("site.search"))
        self._search.setPlaceholderText(words("site.search_hint"))
        self._search.textChanged.connect(self._find)
        self._search.installEventFilter(self)
        self._model = CatalogueModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(CatalogueLines(kit, self._list, SECOND_ROLE))
        self._list.setAccessibleName(words("site.list"))
        self._list.setUniformItemSizes(True)
        self._list.selectionModel().currentChanged.connect(self._choose)
        self._list.installEventFilter(self)
        self._name = QLineEdit()
        self._name.setAccessibleName(words("site.name"))
        self._name.editingFinished.connect(self._rename)
        self._note = SiteNoteEditor(kit)
        self._note.changed.connect(self._take_note)
        self._editors = QWidget()
        self._column = QVBoxLayout(self._editors)
        self._column.setContentsMargins(theme.space(5), theme.space(3), theme.space(5), theme.space(3))
        self._column.setSpacing(theme.space(4))
        form = QFormLayout()
        form.setHorizontalSpacing(theme.space(3))
        form.addRow(FormLabel(kit, "site.name"), self._name)
        self._column.addLayout(form)
        self._column.addWidget(self._note)
        self._column.addStretch(1)
        self._editors.setMaximumWidth(theme.space(170))
        self._lay_out()

    def focus_start(self) -> None:
        """Begin with the search."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the file anew: it may have been mended meanwhile."""
        super().showEvent(event)
        self._split.share_out([self.width() * 42 // 100, self.width() * 58 // 100])
        self._kit.desk.site.check()
        self._make_trials()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to the list, Enter from a line to its answers."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self._search and (enter or event.key() == Qt.Key.Key_Down):
                self._list.setFocus(Qt.FocusReason.OtherFocusReason)
                if not self._list.currentIndex().isValid():
                    self._list.setCurrentIndex(self._model.index(0))
                return True
            if watched is self._list and enter:
                self._note.focus_start()
                return True
            if watched is self._list and event.key() == Qt.Key.Key_Escape:
                self.focus_start()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        words, theme, side = self._kit.words, self._kit.theme, QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(theme.space(4), theme.space(3), theme.space(2), 0)
        left.setSpacing(theme.space(2))
        left.addWidget(plain_label(words("site.title"), "page"))
        left.addWidget(plain_label(words("site.about"), "second", wraps=True))
        left.addWidget(self._problem)
        left.addWidget(self._search)
        left.addWidget(no_hits(self._model, words("site.nothing")))
        left.addWidget(self._list, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(words("site.title"))
        area.setWidget(self._editors)
        self._split = Panes(self._kit.desk.settings, "site", (side, area))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)

    def _make_trials(self) -> None:
        """The trials need the names of the options, which wait for the knowledge."""
        if self._trials is None:
            options = self._kit.desk.knowledge.base.options
            self._trials = SiteTrials(self._kit, {one.id: one.title for one in options.values()})
            self._trials.changed.connect(self._take_trials)
            self._column.insertWidget(2, self._trials)
            self._trials.show()

    def _show(self) -> None:
        """Show what is kept; a file that cannot be used is said, and nothing can be written over it."""
        desk = self._kit.desk.site
        if desk.problem:
            self._problem.show_error(desk.problem)
        else:
            self._problem.clear_error()
        self._editors.setEnabled(not desk.problem)
        self._name.setText(desk.profile.name)
        if self._trials is not None:
            self._trials.show_trials(desk.profile.trials)
        self._find()

    def _find(self) -> None:
        self._model.show_entries(self._kit.desk.site.choices(self._search.text()))
        line = self._model.line_of(self._chosen)
        self._list.setCurrentIndex(self._model.index(max(line, 0)))
        self._choose(self._list.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            one = self._model.entry(index.row())
            self._chosen = one.id
            self._note.show_note(one.title, note_of(self._kit.desk.site.profile, one.id))

    def _take_note(self, note: SiteNote) -> None:
        self._keep(with_note(self._kit.desk.site.profile, self._chosen, note))

    def _take_trials(self, trials: tuple[SiteTrial, ...]) -> None:
        self._keep(replace(self._kit.desk.site.profile, trials=trials))

    def _rename(self) -> None:
        self._keep(replace(self._kit.desk.site.profile, name=self._name.text().strip()))

    def _keep(self, profile: SiteProfile) -> None:
        """Keep a change at once; where it cannot be kept, what was typed stays, with the reason."""
        if profile == self._kit.desk.site.profile:
            return
        try:
            self._kit.desk.site.save(profile)
        except EnecError as refused:
            self._problem.show_error(self._kit.problem(refused))
            return
        self._show()
        self.changed.emit()
