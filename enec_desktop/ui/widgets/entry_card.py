"""One entry of the history as a card: its title, its time, and its fields by group."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout

from enec_desktop.domain.case import Case, Entry, FieldState
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.theme import set_role
from enec_desktop.ui.widgets.entry_times import EntryTimes
from enec_desktop.ui.widgets.entry_words import entry_brief, entry_time, entry_title
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.field_blocks import FieldBlocks
from enec_desktop.ui.widgets.field_layout import layout_of
from enec_desktop.ui.widgets.labels import plain_label


class EntryCard(QFrame):
    """One entry, bound to its case and entry id for good (a new one: from its first fact on)."""

    fact_changed = Signal(object, object)
    draft_changed = Signal(object, str)
    menu_wanted = Signal(object)
    time_given = Signal(str, object, object)
    part_wanted = Signal(str, str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self, kit: Kit, case: Case, entry: Entry) -> None:
        super().__init__()
        self._kit, self._case, self._entry = kit, case, entry
        self.kind = kit.desk.vocabulary.kinds[entry.kind]
        self.parts: dict[str, EntryCard] = {}
        self._times: EntryTimes | None = None
        self.setProperty("role", "part" if entry.of else "card")
        self._column = QVBoxLayout(self)
        pad = kit.theme.space(3)
        self._column.setContentsMargins(pad, kit.theme.space(2), pad, kit.theme.space(2))
        self._column.setSpacing(kit.theme.space(1))
        self._make_head()
        self._brief = plain_label("", "second", wraps=True)
        self._column.addWidget(self._brief)
        self._body = FieldBlocks(kit, case.id, entry, layout_of(self.kind))
        self._body.fact_changed.connect(self.fact_changed)
        self._body.draft_changed.connect(self.draft_changed)
        self._body.menu_wanted.connect(self.menu_wanted)
        self._column.addWidget(self._body)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(kit.theme.space(2))
        self._column.addLayout(self._parts)
        self._make_part_buttons()
        self.show_entry(case, entry)
        self.set_open(True)

    @property
    def entry_id(self) -> str:
        """The entry this card stands for; empty while it has no fact yet."""
        return self._entry.id

    @property
    def is_open(self) -> bool:
        """Whether the fields are to be seen."""
        return not self._body.isHidden()

    def set_open(self, opened: bool) -> None:
        """Show the fields, or one line that stands for them."""
        self._body.setVisible(opened)
        self._brief.setVisible(not opened)
        for button in self._adders:
            button.setVisible(opened)
        for part in self.parts.values():
            part.setVisible(opened)
        self._fold.setText(("▾ " if opened else "▸ ") + self._title().replace("&", "&&"))

    def adopt(self, entry: Entry) -> None:
        """Stand for the entry that came into being with the first fact typed here."""
        self._entry = entry
        self._body.adopt(entry.id)

    def show_entry(self, case: Case, entry: Entry) -> None:
        """Show what is recorded now."""
        self._case, self._entry = case, entry
        self._body.show_entry(entry)
        self._brief.setText(entry_brief(self._kit, entry))
        self._time.setText(entry_time(self._kit, case, entry).replace("&", "&&"))
        self._time.setAccessibleName(f"{self._title()}: {self._time.text()}")
        self._fold.setAccessibleName(self._title())
        self._tools.setAccessibleName(self._kit.words("entry.tools_of", entry=self._title()))
        self._fold.setText(("▾ " if self.is_open else "▸ ") + self._title().replace("&", "&&"))
        self._time.setEnabled(bool(entry.id))
        self._tools.setVisible(bool(entry.id))
        if self._times is not None:
            self._times.show_entry(entry)
        self._show_parts(case)

    def fields(self) -> Iterator[FactField]:
        """Every field of the card and of the cards in it."""
        yield from self._body.fields.values()
        for part in self.parts.values():
            yield from part.fields()

    def field(self, entry_id: str, name: str) -> FactField | None:
        """The field of this entry, or of a part of it."""
        if entry_id == self._entry.id:
            return self._body.fields.get(name)
        found = (part.field(entry_id, name) for part in self.parts.values())
        return next((field for field in found if field is not None), None)

    def reveal(self, name: str) -> None:
        """Open the card as far as a field of it."""
        self.set_open(True)
        self._body.reveal(name)

    def show_time_error(self, sentence: str) -> None:
        """Say why a time is not recorded."""
        if self._times is not None:
            self._times.show_error(sentence)

    def flush(self) -> None:
        """Hand out what is half typed."""
        for field in self.fields():
            field.flush()
        if self._times is not None:
            self._times.flush()

    def focus_first(self) -> None:
        """Go to the first field."""
        first = next(iter(self._body.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_times(self) -> None:
        """Open, or close, the line where the time is typed."""
        if self._times is None:
            self._times = EntryTimes(self._kit, self._case, self._entry, self._title())
            self._times.given.connect(lambda date, gap: self.time_given.emit(self._entry.id, date, gap))
            self._column.insertWidget(1, self._times)
        else:
            self._times.setVisible(not self._times.isVisible())
        self._times.setFocus()

    def _title(self) -> str:
        return entry_title(self._kit, self._case, self._entry)

    def _make_head(self) -> None:
        line = QHBoxLayout()
        self._fold = QPushButton()
        self._fold.setProperty("role", "fold")
        self._fold.clicked.connect(lambda: self.set_open(not self.is_open))
        self._time = QPushButton()
        set_role(self._time, "link")
        self._time.setToolTip(self._kit.words("entry.time_tip"))
        self._time.clicked.connect(self.ask_for_times)
        self._tools = QToolButton()
        self._tools.setText("⋯")
        self._tools.setProperty("role", "quiet")
        self._tools.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tools.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._tools.setMenu(self._tool_menu())
        line.addWidget(self._fold, 1)
        line.addWidget(self._time)
        line.addWidget(self._tools)
        self._column.addLayout(line)

    def _tool_menu(self) -> QMenu:
        menu = QMenu(self)
        acts = (
            ("entry.earlier", lambda: self.moved.emit(self._entry.id, -1)),
            ("entry.later", lambda: self.moved.emit(self._entry.id, 1)),
            ("entry.remove", lambda: self.removed.emit(self._entry.id)),
        )
        for words, act in acts:
            action = QAction(self._kit.words(words), menu)
            action.triggered.connect(act)
            menu.addAction(action)
        return menu

    def _make_part_buttons(self) -> None:
        self._adders: list[QPushButton] = []
        for part in self._kit.desk.vocabulary.kinds.values():
            if self.kind.name not in part.parts_of:
                continue
            button = QPushButton(self._kit.words("entry.add", kind=part.label.lower()))
            button.setProperty("role", "link")
            button.clicked.connect(lambda _=False, name=part.name: self.part_wanted.emit(self.entry_id, name))
            self._adders.append(button)
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_parts(self, case: Case) -> None:
        wanted = case.parts_of(self._entry.id) if self._entry.id else ()
        for gone in set(self.parts) - {part.id for part in wanted}:
            card = self.parts.pop(gone)
            card.hide()
            card.deleteLater()
        for place, part in enumerate(wanted):
            if part.id not in self.parts:
                self.parts[part.id] = self._make_part(case, part)
            self._parts.insertWidget(place, self.parts[part.id])
            self.parts[part.id].show_entry(case, part)

    def _make_part(self, case: Case, part: Entry) -> EntryCard:
        card = EntryCard(self._kit, case, part)
        card.fact_changed.connect(self.fact_changed)
        card.draft_changed.connect(self.draft_changed)
        card.menu_wanted.connect(self.menu_wanted)
        card.time_given.connect(self.time_given)
        card.part_wanted.connect(self.part_wanted)
        card.moved.connect(self.moved)
        card.removed.connect(self.removed)
        return card


def is_empty(entry: Entry) -> bool:
    """Whether nothing at all is recorded in an entry."""
    return all(fact.state is FieldState.NOT_RECORDED for fact in entry.facts.values())
