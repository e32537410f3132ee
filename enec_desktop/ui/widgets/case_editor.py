"""The editor of a case: one chapter at a time, every change saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case, Fact
from enec_desktop.domain.errors import EnecError, StoreRefused
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.asks import Asks
from enec_desktop.ui.widgets.chapter_view import ChapterView
from enec_desktop.ui.widgets.draft_keeper import DraftKeeper
from enec_desktop.ui.widgets.entry_order import moved_before, open_question
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.field_key import FieldKey
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.note import Note
from enec_desktop.ui.widgets.timeline_view import TimelineView

Notes = Mapping[tuple[str, str], tuple[Note, ...]]

SETTLED_MS = 250
"""Where the user is, is remembered once the cursor stays so long."""


class CaseEditor(QWidget):
    """Shows a case and saves what is typed into it; ``case_changed`` after every change that is durable."""

    case_changed = Signal(object)
    chapter_wanted = Signal(str)
    menu_wanted = Signal(object)
    refused = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._case = Case("", "")
        self._views: dict[str, ChapterView] = {}
        self._behind: set[str] = set()
        self._drafts = DraftKeeper(kit)
        self._notes: Notes = {}
        self._asks: Asks = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(kit.words("case.editor"))
        self._title, self._fill = plain_label("", "page"), plain_label("", "second")
        self._fills: Mapping[str, str] = {}
        self._holder = QWidget()
        self._holder.setProperty("role", "sheet")
        self._stack = QVBoxLayout(self._holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._area.setWidget(self._holder)
        self._history = TimelineView(kit)
        self._lay_out()
        self._chapter = ""
        self._waiting: tuple[str, FieldKey | None] = ("", None)
        QApplication.instance().focusChanged.connect(self._keep_in_sight)  # type: ignore[union-attr]
        kit.theme.changing.connect(self._put_away)
        kit.theme.changed.connect(self._make_anew)
        kit.names.changing.connect(self.flush)
        kit.names.changed.connect(self._put_away)
        kit.names.changed.connect(self._make_anew)

    @cached_property
    def _settling(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(SETTLED_MS)
        timer.timeout.connect(self._stand)
        return timer

    def _lay_out(self) -> None:
        """Title with fill, timeline, and the chapter below them."""
        space = self._kit.theme.space
        pad = space(4)
        self._history.chosen.connect(self._go_to_entry)
        self._history.time_wanted.connect(self._ask_time)
        self._history.moved.connect(lambda entry, steps: self._move_among(self._history.ids, entry, steps))
        head, line, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.setContentsMargins(pad, space(3), pad, 0)
        head.addWidget(self._title)
        head.addWidget(self._fill, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        line.setContentsMargins(pad, space(1), pad, 0)
        line.addWidget(self._history)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self._area, 1)

    @property
    def case(self) -> Case:
        """The case as it is stored."""
        return self._case

    def open_case(self, case: Case) -> None:
        """Show another case; what is half typed goes to its own one, what cannot be read waits there."""
        self.flush()
        self._notes, self._asks = {}, {}
        self._drop_views()
        self._case = case
        self._drafts.load(case.id)
        self._history.show_case(case)

    def show_case(self, case: Case) -> None:
        """Show what is stored now of the same case; a chapter that is not in front follows when it is."""
        self._case = case
        self._history.show_case(case)
        self._behind |= self._views.keys()
        self._catch_up(self._chapter)

    def show_chapter(self, chapter: str) -> None:
        """Show one chapter."""
        if self._chapter in self._views:
            self._views[self._chapter].flush()
        self._chapter = chapter
        if chapter not in self._views:
            self._views[chapter] = self._make_view(chapter)
        elif self._views[chapter].isHidden():
            self._catch_up(chapter)
            self._views[chapter].show_asks(self._asks, afresh=True)
        for name, view in self._views.items():
            view.setVisible(name == chapter)
        self._settling.start()
        self._title.setText(self._kit.desk.vocabulary.chapters[chapter])
        self._fill.setText(self._fills.get(chapter, ""))
        self._area.verticalScrollBar().setValue(0)

    def show_fills(self, fills: Mapping[str, str]) -> None:
        """Say in words how full each chapter is."""
        self._fills = fills
        self._fill.setText(fills.get(self._chapter, ""))

    def show_notes(self, notes: Notes) -> None:
        """Show what is doubtful, beside the fields, by entry id and field."""
        self._notes = notes
        self._behind |= self._views.keys() - {self._chapter}
        if self._chapter in self._views:
            self._note_fields(self._views[self._chapter])

    def show_asks(self, asks: Asks) -> None:
        """Mark the fields that can change the answer and bring them to the front of their blocks."""
        self._asks = asks
        view = self._views.get(self._chapter)
        if view is not None:
            self._held_still(lambda: view.show_asks(asks))

    def go_to(self, entry_id: str, kind: str, name: str) -> bool:
        """Show a field, or a part of one, and put the cursor into it; False when there is none."""
        name, _, part = name.partition(".")
        self.show_chapter(self._kit.desk.vocabulary.kinds[kind].chapter)
        view = self._views[self._chapter]
        card = None if name else view.card(entry_id)
        if card is not None and part:
            QTimer.singleShot(0, card, lambda: card.focus_on_time(part))
            return True
        field = view.field(entry_id, kind, name)
        if field is None:
            return False
        view.reveal(field)
        QTimer.singleShot(0, field, lambda: field.focus_on(part))
        return True

    def _go_to_entry(self, entry_id: str) -> None:
        """Show the card of an entry."""
        kind = self._case.entry(entry_id).kind
        self.chapter_wanted.emit(self._kit.desk.vocabulary.kinds[kind].chapter)
        card = self._views[self._chapter].card(entry_id)
        if card is not None:
            card.set_open(True)
            QTimer.singleShot(0, card, card.focus_first)

    def _ask_time(self, entry_id: str) -> None:
        """Show the card of an entry with the line where its time is typed."""
        self._go_to_entry(entry_id)
        card = self._views[self._chapter].card(entry_id)
        if card is not None:
            QTimer.singleShot(0, card, card.ask_for_times)

    def focused_field(self) -> FactField | None:
        """The field the cursor is in."""
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, FactField):
            widget = widget.parentWidget()
        return widget if widget is not None and self.isAncestorOf(widget) else None

    def focus_start(self) -> None:
        """Go to the first field of the chapter; of an empty one to what can be added."""
        view = self._views.get(self._chapter)
        if view is not None:
            view.focus_start()

    def flush(self) -> None:
        """Save what is half typed."""
        for view in list(self._views.values()):
            view.flush()

    def add_entry(self, kind: str, of: str = "") -> None:
        """Add an entry, open question last, and go to its first field."""
        case, entry_id = self._kit.desk.cases.add_entry(
            self._case.id, kind, of=of or None, before=None if of else open_question(self._case, kind)
        )
        self._take(case)
        self._catch_up(self._kit.desk.vocabulary.kinds[kind].chapter)
        view = self._views.get(self._kit.desk.vocabulary.kinds[kind].chapter) or self._views[self._chapter]
        card = view.card(entry_id)
        if card is not None:
            card.set_open(True)
            QTimer.singleShot(0, card, card.focus_first)

    def _save_fact(self, key: FieldKey, fact: Fact) -> None:
        field, typed_in = self._field(key), key
        if not key.entry_id:
            key = self._bring_about(key)

        def save() -> Case:
            case = self._kit.desk.cases.set_fact(key.case_id, key.entry_id, key.field, fact)
            self._drafts.forget(typed_in, key)
            return case

        self._try(save, field.show_error if field else self.refused.emit)
        if key != typed_in:
            self._keep_draft(typed_in, "")

    def _answer(self, key: FieldKey, note: Note, reason: str) -> None:
        self._try(
            lambda: self._kit.desk.cases.answer_remark(key.case_id, note.query, reason), self.refused.emit
        )

    def _bound(self, view: ChapterView, act: Callable[..., None]) -> Callable[..., None]:
        """What a view does to its own case; to another one, whatever brought it about, it does nothing."""

        def do(*given: object) -> None:
            keys = (one for one in given if isinstance(one, FieldKey))
            if {view.case_id, *(key.case_id for key in keys)} == {self._case.id}:
                act(*given)
            else:
                self.refused.emit(self._kit.words("case.other_patient"))

        return do

    def _bring_about(self, key: FieldKey) -> FieldKey:
        """Make the entry that an empty card stands for."""
        before = open_question(self._case, key.kind)
        case, entry_id = self._kit.desk.cases.add_entry(key.case_id, key.kind, before=before)
        self._views[self._chapter].adopt(key.kind, case.entry(entry_id))
        return replace(key, entry_id=entry_id)

    def _save_time(self, entry_id: str, date: PartialDate | None, elapsed: Elapsed | None) -> None:
        card = self._views[self._chapter].card(entry_id)
        self._try(
            lambda: self._kit.desk.cases.set_entry_time(self._case.id, entry_id, date, elapsed),
            card.show_time_error if card else self.refused.emit,
        )

    def _move(self, entry_id: str, steps: int) -> None:
        entry = self._case.entry(entry_id)
        known = self._kit.desk.vocabulary.kinds
        kinds = {kind.name for kind in known.values() if kind.chapter == known[entry.kind].chapter}
        entries = self._case.entries
        peers = [other.id for other in entries if other.of == entry.of and other.kind in kinds]
        self._move_among(peers, entry_id, steps)

    def _move_among(self, peers: list[str], entry_id: str, steps: int) -> None:
        """Put an entry before the one that stands before it among its peers, or behind the one after it."""
        at = peers.index(entry_id) + steps
        if not 0 <= at < len(peers):
            return
        before = moved_before(self._case, peers, at, back=steps < 0)
        self._try(lambda: self._kit.desk.cases.move_entry(self._case.id, entry_id, before), self.refused.emit)

    def _remove(self, entry_id: str) -> None:
        self._try(lambda: self._kit.desk.cases.remove_entry(self._case.id, entry_id), self.refused.emit)

    def _try(self, change: Callable[[], Case], refuse: Callable[[str], None]) -> None:
        """Change the case; a refusal stands beside the field, a failed save goes to the red banner.

        After a failed save the fields show what is stored; a text that was typed stays.
        """
        try:
            case = change()
        except Exception as trouble:
            if isinstance(trouble, EnecError) and not isinstance(trouble, StoreRefused):
                refuse(self._kit.problem(trouble))
                return
            self.show_case(self._case)
            raise
        self._take(case)

    def _take(self, case: Case) -> None:
        self.show_case(case)
        self.case_changed.emit(case)

    def _catch_up(self, chapter: str) -> None:
        """Show in a chapter what changed since it was looked at."""
        if chapter in self._behind:
            self._behind.discard(chapter)
            self._views[chapter].show_case(self._case)
            self._note_fields(self._views[chapter])

    def _note_fields(self, view: ChapterView) -> None:
        for field in view.fields():
            field.show_notes(self._notes.get((field.key.entry_id, field.key.field), ()))

    def _field(self, key: FieldKey) -> FactField | None:
        view = self._views.get(self._chapter)
        return view.field(key.entry_id, key.kind, key.field) if view else None

    def _keep_draft(self, key: FieldKey, text: str) -> None:
        self._drafts.keep(key, self._kit.desk.vocabulary.kinds[key.kind].chapter, text)

    def _stand(self) -> None:
        if self._case.id and self._chapter:
            self._drafts.stand(self._case.id, self._chapter, self.focused_field())

    def _make_view(self, chapter: str) -> ChapterView:
        view = ChapterView(self._kit, self._case, chapter, self._holder, self._area)
        view.fact_changed.connect(self._bound(view, self._save_fact))
        view.answered.connect(self._bound(view, self._answer))
        view.draft_changed.connect(self._keep_draft)
        view.menu_wanted.connect(self.menu_wanted)
        view.time_given.connect(self._bound(view, self._save_time))
        view.entry_wanted.connect(self._bound(view, self.add_entry))
        view.moved.connect(self._bound(view, self._move))
        view.removed.connect(self._bound(view, self._remove))
        self._stack.addWidget(view)
        for field in view.fields():
            self._dress(field)
        view.made.connect(self._dress)
        self._drafts.show_in_chapter(view)
        view.show_asks(self._asks, afresh=True)
        return view

    def _dress(self, field: FactField) -> None:
        """Give a field that was made the remarks and the half-typed text that belong to it."""
        field.show_notes(self._notes.get((field.key.entry_id, field.key.field), ()))
        self._drafts.show_in(field)

    def _held_still(self, act: Callable[[], None]) -> None:
        """Do what may move fields; the one with the cursor stays where it is seen."""
        focused = QApplication.focusWidget()
        anchor = focused if focused is not None and self._holder.isAncestorOf(focused) else None
        before = anchor.mapTo(self._holder, QPoint()).y() if anchor is not None else 0
        act()
        if anchor is not None:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + anchor.mapTo(self._holder, QPoint()).y() - before)

    def _settle_order(self) -> None:
        view = self._views.get(self._chapter)
        if view is not None and view.waits:
            self._held_still(view.settle)

    def _drop_views(self) -> None:
        for view in self._views.values():
            view.hide()
            view.setParent(None)
            view.deleteLater()
        self._views.clear()
        self._behind.clear()
        self._chapter = ""

    def _put_away(self) -> None:
        """Other looks are coming: the cards are made again afterwards, what is half typed stays."""
        for view in self._views.values():
            for field in view.fields():
                draft = field.draft()
                if draft is not None:
                    self._drafts.note(field.key, draft)
        focused = self.focused_field()
        self._waiting = (self._chapter, focused.key if focused is not None else None)
        self._drop_views()

    def _make_anew(self) -> None:
        chapter, key = self._waiting
        if chapter:
            self.show_chapter(chapter)
        if key is not None:
            self.go_to(key.entry_id, key.kind, key.field)

    def _keep_in_sight(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._holder.isAncestorOf(new):
            self._area.ensureWidgetVisible(new, 0, self._kit.theme.space(10))
            self._settling.start()
        view = self._views.get(self._chapter)
        if view is not None and view.waits:
            QTimer.singleShot(0, self, self._settle_order)
