"""The decision as it is written down: free words first, codes after, then what follows from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from enec_desktop.domain.case import Fact, FieldState
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.condition_composer import ConditionComposer
from enec_desktop.ui.widgets.decision_pen import DecisionPen
from enec_desktop.ui.widgets.field_layout import Look, Spot
from enec_desktop.ui.widgets.field_set import FieldSet
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.part_lines import PartLines
from enec_desktop.ui.widgets.tab_order import join_halts

ALL = 99
SAID = (Spot("minutes", ALL, Look.LARGE),)
DECIDED = (Spot("intent", 4, Look.KEYS), Spot("regimen", 4), Spot("why", ALL))
STANCE = (Spot("deviation_reason", 4, Look.LIST), Spot("deviation", 4))
REVIEWED = (
    *(Spot("images", 2, Look.KEYS), Spot("images_by", 2), Spot("slides", 2, Look.KEYS), Spot("slides_by", 2)),
    *(Spot("stage_left", 2, Look.KEYS), Spot("stage_changed", 2, Look.KEYS), Spot("stage_held", 4)),
)
FOLLOWS = (Spot("dissent", 4), Spot("trial", 4), Spot("outstanding", 4), Spot("told", 4), Spot("again", 4))
AFTERWARDS = (Spot("carried_out", 4, Look.LIST), Spot("carried_reason", 4, Look.LIST))
ACTION = (Spot("what", 4), Spot("owner"), Spot("due"))
CONDITION = (Spot("words", 4), Spot("when", 4), Spot("then"), Spot("otherwise"), Spot("relist", 4))
POSITION = (Spot("discipline", 2, Look.LIST), Spot("says", 2, Look.LIST), Spot("words", 4))


class DecisionForm(QWidget):
    """The fields of one decision and its parts; made anew when another case is discussed."""

    menu_wanted = Signal(object)

    def __init__(self, kit: Kit, pen: DecisionPen) -> None:
        super().__init__()
        self._kit, self._pen = kit, pen
        self.setProperty("role", "sheet")
        self._bound = ("", "")
        self._sets: list[FieldSet] = []
        self._lines: dict[str, PartLines] = {}
        self._order: list[FieldSet | PartLines] = []
        self._cards: dict[str, tuple[QFrame, QVBoxLayout]] = {}
        self._afterwards: FieldSet | None = None
        self._composer: ConditionComposer | None = None
        self._column = QVBoxLayout(self)
        pad = kit.theme.space(4)
        self._column.setContentsMargins(pad, kit.theme.space(2), pad, pad)
        self._column.setSpacing(kit.theme.space(2))
        pen.changed.connect(self._show)

    def flush(self) -> None:
        """Hand out what is half typed."""
        for part in self._all_sets():
            part.flush()

    def focus_start(self) -> None:
        """Go to the minutes."""
        self.focus_on("", "minutes")

    def focus_on(self, kind: str, name: str, entry_id: str = "") -> None:
        """Go to a field of the decision, or of one of its parts."""
        if kind in self._lines:
            self._lines[kind].focus_on(entry_id, name)
            return
        for one in self._sets:
            if name in one.fields:
                one.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def freeze(self, frozen: bool) -> None:
        """A decision that was confirmed is read, not written."""
        if self._composer is not None:
            self._composer.setVisible(not frozen)
        if (card := self._cards.get("afterwards")) is not None:
            self._column.insertWidget(0 if frozen else len(self._cards), card[0])
            card[0].setVisible(frozen)
        for part in self._order:
            part.setEnabled(frozen if part is self._afterwards else not frozen)
            if isinstance(part, PartLines):
                part.show_empty(not frozen)

    def _all_sets(self) -> list[FieldSet]:
        return [*self._sets, *(one for lines in self._lines.values() for one in lines.sets())]

    def _show(self) -> None:
        pen = self._pen
        bound = (pen.case.id, pen.question)
        if bound != self._bound:
            self._bound = bound
            self._make()
        decision = pen.decision
        for one in self._sets:
            if one.entry_id not in ("", decision.id):
                self._make()
                break
        for one in self._sets:
            one.show_entry(decision)
        for lines in self._lines.values():
            lines.show_parts()
        if self._composer is not None:
            said = (one.fact("when").value for one in pen.parts("condition"))
            self._composer.check([text for text in said if isinstance(text, str)])

    def _make(self) -> None:
        """Make every block for the decision of now."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._sets, self._lines, self._order, self._cards = [], {}, [], {}
        self._composer = self._afterwards = None
        if not self._pen.case.id:
            return
        self._add_fields("minutes", SAID)
        self._add_fields("decided", DECIDED)
        self._add_parts("action", ACTION)
        self._add_parts("condition", CONDITION)
        self._add_composer()
        self._add_parts("position", POSITION)
        self._add_fields("reviewed", REVIEWED)
        self._add_fields("follows", FOLLOWS)
        self._add_fields("stance", STANCE)
        self._add_fields("afterwards", AFTERWARDS)
        self._afterwards = self._sets[-1]
        self._cards["afterwards"][0].hide()
        self._column.addStretch(1)

    def _add_fields(self, title: str, spots: Sequence[Spot]) -> None:
        block = FieldSet(self._kit, self._pen, self._pen.decision, spots, 4)
        block.menu_wanted.connect(self.menu_wanted)
        self._sets.append(block)
        self._add(title, block)

    def _add_parts(self, kind: str, spots: Sequence[Spot]) -> None:
        lines = PartLines(self._kit, self._pen, kind, spots)
        lines.menu_wanted.connect(self.menu_wanted)
        lines.grown.connect(self._join)
        self._lines[kind] = lines
        self._add(kind, lines)

    def _add_composer(self) -> None:
        """Below the conditions: what helps to write one that the program can check."""
        self._composer = ConditionComposer(self._kit)
        self._composer.composed.connect(self._take_composed)
        self._cards["condition"][1].addWidget(self._composer)

    def _take_composed(self, text: str) -> None:
        """The first condition without one gets it, the empty line at the last."""
        for one in self._lines["condition"].sets():
            field = one.fields["when"]
            if field.fact.value is None:
                self._pen.save(field.key, Fact(FieldState.VALUE, text), field, one.adopt)
                return

    def _add(self, title: str, block: FieldSet | PartLines) -> None:
        card = QFrame(self)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        pad = self._kit.theme.space(3)
        inside.setContentsMargins(pad, self._kit.theme.space(2), pad, self._kit.theme.space(2))
        inside.setSpacing(self._kit.theme.space(1))
        if title != "minutes":
            inside.addWidget(plain_label(self._kit.words(f"recorder.{title}"), "group", card))
        inside.addWidget(block)
        self._cards[title] = (card, inside)
        self._order.append(block)
        self._column.addWidget(card)
        card.show()

    def _join(self) -> None:
        stops: list[QWidget] = []
        for part in self._order:
            stops += part.stops()
            if self._composer is not None and part is self._lines.get("condition"):
                stops += self._composer.stops()
        join_halts(stops)
