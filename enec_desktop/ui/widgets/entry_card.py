"""One entry of the history as a card: its title, its time, and its fields by group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case, Entry
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.asks import Ask
from enec_desktop.ui.widgets.entry_times import EntryTimes
from enec_desktop.ui.widgets.entry_words import entry_brief, entry_time, entry_title, inside
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.field_blocks import FieldBlocks
from enec_desktop.ui.widgets.field_key import FieldKey
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.tab_order import halts_of
from enec_desktop.ui.widgets.wrap_button import WrapButton


class EntryCard(QFrame):
    """One entry, bound to its case and entry id for good (a new one: from its first fact on)."""

    fact_changed = Signal(object, object)
    draft_changed = Signal(object, str)
    menu_wanted = Signal(object)
    answered = Signal(object, object, str)
    grown = Signal()
    made = Signal(object)
    time_given = Signal(str, object, object)
    part_wanted = Signal(str, str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self, kit: Kit, case: Case, entry: Entry, parent: QWidget, *, opened: bool = True) -> None:
        super().__init__(parent)
        self._kit, self._case, self._entry = kit, case, entry
        self.kind = kit.desk.vocabulary.kinds[entry.kind]
        self.parts: dict[str, EntryCard] = {}
        self._times: EntryTimes | None = None
        self._body: FieldBlocks | None = None
        self._asks: Mapping[str, Ask] = {}
        self.setProperty("role", "part" if entry.of else "card")
        self._column = QVBoxLayout(self)
        pad = kit.theme.space(3)
        self._column.setContentsMargins(pad, kit.theme.space(2), pad, kit.theme.space(2))
        self._column.setSpacing(kit.theme.space(1))
        self._make_head()
        self._brief = plain_label("", "second", self, wraps=True)
        self._column.addWidget(self._brief)
        self._inside = QVBoxLayout()
        self._column.addLayout(self._inside)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(kit.theme.space(2))
        self._column.addLayout(self._parts)
        self._make_part_buttons()
        self.show_entry(case, entry)
        self.set_open(opened)

    @property
    def entry_id(self) -> str:
        """The entry this card stands for; empty while it has no fact yet."""
        return self._entry.id

    @property
    def is_open(self) -> bool:
        """Whether the fields are to be seen."""
        return self._body is not None and not self._body.isHidden()

    def set_open(self, opened: bool) -> None:
        """Show the fields, or one line that stands for them."""
        if opened:
            self._make_body().show()
        elif self._body is not None:
            self._body.hide()
        self._brief.setVisible(not opened)
        for button in self._adders:
            button.setVisible(opened)
        for part in self.parts.values():
            part.setVisible(opened)
        self._show_title()

    def adopt(self, entry: Entry) -> None:
        """Stand for the entry that came into being with the first fact typed here."""
        self._entry = entry
        self._make_body().adopt(entry.id)

    def show_entry(self, case: Case, entry: Entry) -> None:
        """Show what is recorded now."""
        self._case, self._entry = case, entry
        if self._body is not None:
            self._body.show_entry(entry)
        self._show_brief()
        self._time.show_words(entry_time(self._kit, case, entry))
        self._time.setAccessibleName(f"{self._title()}: {self._time.text()}")
        self._fold.setAccessibleName(self._title())
        self._tools.setAccessibleName(self._kit.words("entry.tools_of", entry=self._title()))
        self._show_title()
        self._time.setVisible(bool(entry.id) and self.kind.repeats)
        self._tools.setVisible(bool(entry.id) and self.kind.repeats)
        if self._times is not None:
            self._times.show_entry(entry)
        self._show_parts(case)

    def fields(self) -> Iterator[FactField]:
        """Every field of the card and of the cards in it."""
        if self._body is not None:
            yield from self._body.in_order()
        for part in self.parts.values():
            yield from part.fields()

    def field(self, entry_id: str, name: str) -> FactField | None:
        """The field of this entry, or of a part of it."""
        if entry_id == self._entry.id:
            return self._make_body().field(name)
        found = (part.field(entry_id, name) for part in self.parts.values())
        return next((field for field in found if field is not None), None)

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts: title, time, tools, fields, the cards inside, what can be added."""
        body = self._body.stops() if self._body is not None else []
        parts = (stop for part in self.parts.values() for stop in part.stops())
        return [self._fold, self._time, self._tools, *halts_of(self._times), *body, *parts, *self._adders]

    def reveal(self, name: str) -> None:
        """Open the card as far as a field of it."""
        self.set_open(True)
        self._make_body().reveal(name)

    def show_asks(self, asks: Mapping[str, Ask], *, afresh: bool = False) -> None:
        """Mark what can change the answer; a folded card says how many fields do."""
        self._asks = asks
        if self._body is not None:
            self._body.show_asks(asks, afresh=afresh)
        self._show_brief()

    @property
    def waits(self) -> bool:
        """Whether something that matters is held back while its block is in use."""
        return self._body is not None and self._body.waits

    def settle(self) -> None:
        """Bring what matters to the front where nobody is at work."""
        if self.waits and self._body is not None:
            self._body.settle()

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
        first = next(iter(self._make_body().in_order()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_times(self) -> None:
        """Open, or close, the line where the time is typed."""
        if self._times is None:
            self._open_times()
        else:
            self._times.setVisible(not self._times.isVisible())
        if self._times is not None:
            self._times.setFocus()

    def show_time_draft(self, part: str, text: str, not_saved: str) -> None:
        """Show what was typed as date or months of the entry and is not recorded."""
        self._open_times().show_draft(part, text, not_saved)

    def focus_on_time(self, part: str) -> None:
        """Go to the line of the date or of the months."""
        self._open_times().focus_on(part)

    def _open_times(self) -> EntryTimes:
        if self._times is None:
            self._times = EntryTimes(self._kit, self._case, self._entry, self._title(), self)
            self._times.given.connect(lambda date, gap: self.time_given.emit(self._entry.id, date, gap))
            self._times.typed.connect(self._tell_draft)
            self._column.insertWidget(1, self._times)
            self.grown.emit()
        self._times.show()
        return self._times

    def _tell_draft(self, part: str, text: str) -> None:
        key = FieldKey(self._case.id, self._entry.id, self.kind.name, "", part)
        self.draft_changed.emit(key, text)

    def _make_body(self) -> FieldBlocks:
        """The fields; of a card that was never opened they are made now."""
        if self._body is None:
            self._body = FieldBlocks(self._kit, self._case.id, self._entry, self)
            self._body.fact_changed.connect(self.fact_changed)
            self._body.draft_changed.connect(self.draft_changed)
            self._body.menu_wanted.connect(self.menu_wanted)
            self._body.answered.connect(self.answered)
            self._body.grown.connect(self.grown)
            self._body.made.connect(self.made)
            self._body.hide()
            self._inside.addWidget(self._body)
            self._body.show_entry(self._entry)
            self._body.show_asks(self._asks)
        return self._body

    def _show_brief(self) -> None:
        asked = sum(ask.stands(self._entry.fact(name)) for name, ask in self._asks.items())
        said = [self._kit.words("entry.asked", count=asked)] if asked else []
        self._brief.setText(" · ".join([entry_brief(self._kit, self._entry), *said]))

    def _show_title(self) -> None:
        self._fold.show_words(("▾\u00a0" if self.is_open else "▸\u00a0") + self._title())

    def _title(self) -> str:
        return entry_title(self._kit, self._case, self._entry)

    def _make_head(self) -> None:
        line = QHBoxLayout()
        theme = self._kit.theme
        self._fold = WrapButton(theme, size="card", strong=True, colour="text", parent=self)
        self._fold.clicked.connect(lambda: self.set_open(not self.is_open))
        self._time = WrapButton(theme, size="small", parent=self)
        self._time.align_right()
        self._time.setToolTip(self._kit.words("entry.time_tip"))
        self._time.clicked.connect(self.ask_for_times)
        self._tools = QToolButton(self)
        self._tools.setText("⋯")
        self._tools.setProperty("role", "quiet")
        self._tools.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tools.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._tools.setMenu(self._tool_menu())
        line.addWidget(self._fold, 1)
        line.addWidget(self._time)
        line.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignTop)
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
        self._adders: list[WrapButton] = []
        for part in self._kit.desk.vocabulary.kinds.values():
            if self.kind.name not in part.parts_of:
                continue
            words = self._kit.words("entry.add", kind=inside(part.label))
            button = WrapButton(self._kit.theme, words, parent=self)
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
        card = EntryCard(self._kit, case, part, self)
        card.fact_changed.connect(self.fact_changed)
        card.draft_changed.connect(self.draft_changed)
        card.menu_wanted.connect(self.menu_wanted)
        card.answered.connect(self.answered)
        card.grown.connect(self.grown)
        card.made.connect(self.made)
        card.time_given.connect(self.time_given)
        card.part_wanted.connect(self.part_wanted)
        card.moved.connect(self.moved)
        card.removed.connect(self.removed)
        return card
