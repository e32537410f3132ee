"""One chapter of a case: its entries as cards in the order of the history, and what can be added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.vocabulary import EntryKind
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.asks import Asks
from enec_desktop.ui.widgets.entry_card import EntryCard
from enec_desktop.ui.widgets.entry_words import inside
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.field_layout import layout_of, rank_of
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.tab_order import join_halts

OPEN_CARDS = 2
"""So many entries of a kind stand open; of more, only the last one does."""


class ChapterView(QWidget):
    """The cards of one chapter of one case; the Tab key comes to them from the control ``before``."""

    fact_changed = Signal(object, object)
    draft_changed = Signal(object, str)
    menu_wanted = Signal(object)
    answered = Signal(object, object, str)
    time_given = Signal(str, object, object)
    entry_wanted = Signal(str, str)
    moved = Signal(str, int)
    removed = Signal(str)
    made = Signal(object)

    def __init__(self, kit: Kit, case: Case, chapter: str, parent: QWidget, before: QWidget) -> None:
        super().__init__(parent)
        self._kit, self.chapter, self.case_id = kit, chapter, case.id
        self._before = before
        self.setProperty("role", "sheet")
        kinds = (kind for kind in kit.desk.vocabulary.kinds.values() if kind.chapter == chapter)
        self._kinds = sorted(kinds, key=lambda kind: rank_of(kind.name))
        self._cards: dict[str, EntryCard] = {}
        column = QVBoxLayout(self)
        pad = kit.theme.space(4)
        column.setContentsMargins(pad, kit.theme.space(2), pad, kit.theme.space(4))
        column.setSpacing(kit.theme.space(2))
        self._empty = plain_label(kit.words(f"chapter.empty_{chapter}"), "second", self, wraps=True)
        column.addWidget(self._empty)
        self._list = QVBoxLayout()
        self._list.setSpacing(kit.theme.space(3))
        column.addLayout(self._list)
        column.addLayout(self._add_line())
        column.addStretch(1)
        self.show_case(case)

    def show_case(self, case: Case) -> None:
        """Show what is recorded now; cards that stay keep their place, focus and folding."""
        wanted = [(self._name(entry), entry) for entry in self._entries(case)]
        names = {name for name, _ in wanted}
        for gone in set(self._cards) - names:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        folded = self._earlier(wanted) if not self._cards else frozenset()
        for place, (name, entry) in enumerate(wanted):
            if name in self._cards:
                self._cards[name].show_entry(case, entry)
            else:
                self._cards[name] = self._make_card(case, entry, opened=name not in folded)
            if self._list.indexOf(self._cards[name]) != place:
                self._list.insertWidget(place, self._cards[name])
        self._empty.setVisible(not wanted)
        self.order_stops()

    def show_asks(self, asks: Asks, *, afresh: bool = False) -> None:
        """Mark what can change the answer; ``afresh``: the chapter is opened, its order is made anew."""
        cards = list(self.each_card())
        last = {card.kind.name: card for card in cards}
        for card in cards:
            ids = {card.entry_id, ""} if last[card.kind.name] is card else {card.entry_id}
            own = {key[2]: ask for key, ask in asks.items() if key[1] == card.kind.name and key[0] in ids}
            card.show_asks(own, afresh=afresh)

    @property
    def waits(self) -> bool:
        """Whether something that matters is held back while its block is in use."""
        return any(card.waits for card in self.each_card())

    def settle(self) -> None:
        """Bring what matters to the front where nobody is at work."""
        for card in self.each_card():
            card.settle()

    def each_card(self) -> Iterator[EntryCard]:
        """The cards from the upper one to the lower one, those inside others included."""
        for card in self._in_order():
            yield card
            yield from card.parts.values()

    def focus_start(self) -> None:
        """Go to the first field, or where there is none to what can be added."""
        fields = (field for card in self._in_order() for field in card.fields())
        first: QWidget | None = next(fields, None) or next(iter(self._adders), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def order_stops(self) -> None:
        """Let the Tab key go through the cards as they stand, then to what can be added."""
        stops = [stop for card in self._in_order() for stop in card.stops()]
        # A chapter is made when it is first shown: left alone, it would come after the assessment.
        join_halts([self._before, *stops, *self._adders])

    def _in_order(self) -> list[EntryCard]:
        """The cards from the upper one to the lower one."""
        return sorted(self._cards.values(), key=self._list.indexOf)

    def adopt(self, kind: str, entry: Entry) -> None:
        """Let the empty card of a kind stand for the entry that came into being."""
        card = self._cards.pop(f":{kind}")
        card.adopt(entry)
        self._cards[entry.id] = card

    def fields(self) -> Iterator[FactField]:
        """Every field of the chapter."""
        for card in self._cards.values():
            yield from card.fields()

    def field(self, entry_id: str, kind: str, name: str) -> FactField | None:
        """A field by its entry; without one, that of the last entry of the kind."""
        cards = list(self._cards.values())
        if not entry_id:
            cards = [card for card in cards if card.kind.name == kind][-1:]
        for card in cards:
            found = card.field(entry_id or card.entry_id, name)
            if found is not None:
                return found
        return None

    def reveal(self, field: FactField) -> None:
        """Open what hides a field."""
        for card in self._cards.values():
            if card.field(field.key.entry_id, field.key.field) is field:
                card.set_open(True)
                inner = card.parts.get(field.key.entry_id, card)
                inner.reveal(field.key.field)

    def card(self, entry_id: str) -> EntryCard | None:
        """The card of an entry, or the one it is in."""
        for name, card in self._cards.items():
            if name == entry_id:
                return card
            if entry_id in card.parts:
                return card.parts[entry_id]
        return None

    def cards(self) -> Mapping[str, EntryCard]:
        """The cards by entry id, in no particular order."""
        return MappingProxyType(self._cards)

    def flush(self) -> None:
        """Hand out what is half typed."""
        for card in list(self._cards.values()):
            card.flush()

    def _entries(self, case: Case) -> Iterator[Entry]:
        names = {kind.name for kind in self._kinds}
        recorded = [entry for entry in case.entries if entry.kind in names and entry.of is None]
        present = {entry.kind for entry in recorded}
        blank = [
            Entry("", kind.name)
            for kind in self._kinds
            if kind.name not in present and layout_of(kind).ready and not kind.parts_of
        ]
        first = [entry for entry in blank if entry.kind == self._kinds[0].name]
        yield from first
        yield from recorded
        yield from (entry for entry in blank if entry not in first)

    def _name(self, entry: Entry) -> str:
        return entry.id or f":{entry.kind}"

    def _make_card(self, case: Case, entry: Entry, *, opened: bool) -> EntryCard:
        card = EntryCard(self._kit, case, entry, self, opened=opened)
        card.fact_changed.connect(self.fact_changed)
        card.draft_changed.connect(self.draft_changed)
        card.menu_wanted.connect(self.menu_wanted)
        card.answered.connect(self.answered)
        card.grown.connect(self.order_stops)
        card.made.connect(self.made)
        card.time_given.connect(self.time_given)
        card.part_wanted.connect(lambda of, kind: self.entry_wanted.emit(kind, of))
        card.moved.connect(self.moved)
        card.removed.connect(self.removed)
        return card

    def _earlier(self, wanted: list[tuple[str, Entry]]) -> frozenset[str]:
        """The entries that stand folded at first: of many, all but the last."""
        folded: set[str] = set()
        for kind in self._kinds:
            alike = [name for name, entry in wanted if entry.kind == kind.name]
            if len(alike) > OPEN_CARDS:
                folded.update(alike[:-1])
        return frozenset(folded)

    def _add_line(self) -> Flow:
        line = Flow(gap=self._kit.theme.space(2))
        self._adders: list[QPushButton] = []
        for kind in self._kinds:
            if kind.repeats and _stands_alone(kind):
                button = QPushButton(self._kit.words("entry.add", kind=inside(kind.label)))
                button.clicked.connect(lambda _=False, name=kind.name: self.entry_wanted.emit(name, ""))
                line.addWidget(button)
                self._adders.append(button)
        return line


def _stands_alone(kind: EntryKind) -> bool:
    """Lesions are added inside the study they were seen in."""
    return not kind.parts_of
